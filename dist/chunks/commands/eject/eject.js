import { bakeCommands, command, lostWithout, neutral } from "./later.js";

export { bakeCommands, command, lostWithout, neutral };