import { r as recover } from "../publish.js";

export { recover };