import { t as command } from "../plan.js";

export { command };