import { build, command } from "../build.js";

export { build, command };