import { t as explain } from "../explain.js";

export { explain };