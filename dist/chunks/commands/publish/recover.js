import { n as recover, t as command } from "../publish.js";

export { command, recover };