import { n as diff, t as command } from "../diff.js";

export { command, diff };