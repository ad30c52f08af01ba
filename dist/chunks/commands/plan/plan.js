import { command } from "../plan.js";

export { command };