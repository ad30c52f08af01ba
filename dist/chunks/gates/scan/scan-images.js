import { scanImages } from "../scan.js";

export { scanImages };