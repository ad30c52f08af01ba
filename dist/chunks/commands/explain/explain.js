import { command, explain } from "./later.js";

export { command, explain };