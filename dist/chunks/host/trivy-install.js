import { installTrivy, parseTrivyVersion } from "./later.js";

export { installTrivy };