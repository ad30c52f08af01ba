import { n as command, t as build } from "../build.js";

export { build, command };