import { n as error } from "./problem.js";

// src/edge-input.ts
function nameList(text) {
	return lines(text).flatMap((line) => line.split(",")).map((item) => item.trim()).filter(Boolean);
}
function lines(text) {
	return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
function pairs(entries, what) {
	const problems = entries.filter((entry) => entry.indexOf("=") < 1).map((entry) => error("invalid-pair", `${what}: "${entry}" must be key=value`));
	return {
		values: Object.fromEntries(entries.filter((entry) => entry.indexOf("=") >= 1).map((entry) => [entry.slice(0, entry.indexOf("=")).trim(), entry.slice(entry.indexOf("=") + 1)])),
		problems
	};
}
function oneOf(text, allowed, what) {
	const value = allowed.find((word) => word === text);
	return value === void 0 ? { problem: error("invalid-input", `${what}: "${text}" must be one of ${allowed.join(", ")}`) } : { value };
}

export { pairs as i, nameList as n, oneOf as r, lines as t };