import { n as buildkitProblems } from "../check.js";

export { buildkitProblems };