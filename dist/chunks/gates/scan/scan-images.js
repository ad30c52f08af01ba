import { scanImages } from "./later.js";

export { scanImages };