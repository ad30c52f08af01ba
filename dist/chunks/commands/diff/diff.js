import { command, diff } from "../diff.js";

export { command, diff };