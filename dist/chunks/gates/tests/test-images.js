import { t as testImages } from "../tests.js";

export { testImages };