import { installTrivy, parseTrivyVersion } from "../host.js";

export { installTrivy };