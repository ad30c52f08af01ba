import { a as overwriteProblems, i as neutral, n as ejectedText, r as lostWithout, t as bakeCommands } from "./eject2.js";

export { bakeCommands, lostWithout, neutral, overwriteProblems };