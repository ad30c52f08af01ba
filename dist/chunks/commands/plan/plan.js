import { command } from "./later.js";

export { command };