import { n as temporaryFolder, t as isFolder } from "./temporary2.js";

export { isFolder, temporaryFolder };