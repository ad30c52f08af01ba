import { t as diff } from "../diff.js";

export { diff };