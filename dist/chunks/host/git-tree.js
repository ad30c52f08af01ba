import { openGitTree } from "./later.js";

export { openGitTree };