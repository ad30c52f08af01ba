import { command, diff } from "./later.js";

export { command, diff };