import { buildkitProblems } from "../check.js";

export { buildkitProblems };