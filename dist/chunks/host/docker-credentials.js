import { dockerCredentials } from "../host.js";

export { dockerCredentials };