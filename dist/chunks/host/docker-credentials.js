import { dockerCredentials } from "./later.js";

export { dockerCredentials };