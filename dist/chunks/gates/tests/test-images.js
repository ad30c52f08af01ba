import { testImages } from "../tests.js";

export { testImages };