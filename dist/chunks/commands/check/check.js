import { t as command } from "../check.js";

export { command };