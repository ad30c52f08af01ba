import { n as scanImages } from "../scan.js";

export { scanImages };