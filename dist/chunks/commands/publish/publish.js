import { command, recover } from "../publish.js";

export { command, recover };