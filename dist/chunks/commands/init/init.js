import { command, init } from "./later.js";

export { command, init };