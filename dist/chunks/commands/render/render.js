import { t as command } from "../render.js";

export { command };