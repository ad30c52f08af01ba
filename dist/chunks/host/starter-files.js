import { starterFiles } from "../host.js";

export { starterFiles };