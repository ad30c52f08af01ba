import { r as starterFiles } from "../host.js";

export { starterFiles };