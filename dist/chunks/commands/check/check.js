import { command } from "../check.js";

export { command };