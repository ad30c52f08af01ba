import { starterFiles } from "./later.js";

export { starterFiles };