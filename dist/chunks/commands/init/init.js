import { n as init, t as command } from "../init.js";

export { command, init };