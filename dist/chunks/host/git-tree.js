import { i as openGitTree } from "../host.js";

export { openGitTree };