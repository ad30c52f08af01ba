import { t as init } from "../init.js";

export { init };