import { command, explain } from "../explain.js";

export { command, explain };