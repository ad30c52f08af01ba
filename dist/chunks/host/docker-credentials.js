import { a as dockerCredentials } from "../host.js";

export { dockerCredentials };