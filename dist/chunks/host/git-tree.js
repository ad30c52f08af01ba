import { t as openGitTree } from "../host.js";

export { openGitTree };