import { t as buildkitProblems } from "../check.js";

export { buildkitProblems };