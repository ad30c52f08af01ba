import { buildkitProblems } from "./later.js";

export { buildkitProblems };