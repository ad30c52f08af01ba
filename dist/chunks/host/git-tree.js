import { openGitTree } from "../host.js";

export { openGitTree };