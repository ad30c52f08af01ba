import { testImages } from "./later.js";

export { testImages };