import { contextFiles } from "./later.js";

export { contextFiles };