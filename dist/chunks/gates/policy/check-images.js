import { checkImages } from "./later.js";

export { checkImages };