import { n as parseTrivyVersion, t as installTrivy } from "../host.js";

export { installTrivy };