import { t as prepareScanner } from "../scan.js";

export { prepareScanner };