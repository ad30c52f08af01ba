import { command, init } from "../init.js";

export { command, init };