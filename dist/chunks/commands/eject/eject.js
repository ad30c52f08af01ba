import { a as overwriteProblems, i as neutral, n as ejectedText, r as lostWithout, t as bakeCommands } from "../eject.js";

export { bakeCommands, lostWithout, neutral, overwriteProblems };