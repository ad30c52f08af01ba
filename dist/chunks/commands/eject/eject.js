import { a as overwriteProblems, i as neutral, n as command, r as lostWithout, t as bakeCommands } from "../eject.js";

export { bakeCommands, command, lostWithout, neutral, overwriteProblems };