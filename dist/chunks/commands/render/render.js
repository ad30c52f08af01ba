import { command } from "../render.js";

export { command };