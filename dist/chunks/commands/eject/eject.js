import { bakeCommands, command, lostWithout, neutral, overwriteProblems } from "./later.js";

export { bakeCommands, command, lostWithout, neutral, overwriteProblems };