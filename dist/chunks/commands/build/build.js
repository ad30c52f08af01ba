import { t as build } from "../build.js";

export { build };