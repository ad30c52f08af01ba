import { n as explain, t as command } from "../explain.js";

export { command, explain };