import { c as isFolder, l as temporaryFolder } from "../host.js";

export { isFolder, temporaryFolder };