import { build, command } from "./later.js";

export { build, command };