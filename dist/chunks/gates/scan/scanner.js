import { prepareScanner } from "../scan.js";

export { prepareScanner };