import { command, recover } from "./later.js";

export { command, recover };