import { bakeCommands, command, lostWithout, neutral, overwriteProblems } from "../eject.js";

export { bakeCommands, command, lostWithout, neutral, overwriteProblems };