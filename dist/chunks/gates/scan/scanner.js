import { prepareScanner } from "./later.js";

export { prepareScanner };