import { Script, createContext } from "node:vm";

// src/pattern/bounded-match.ts
const MAX_LENGTH = 500;
const TIME_LIMIT = 500;
function readExpression(text) {
	const [, source = text, flags = ""] = /^\/(.+)\/([a-z]*)$/su.exec(text) ?? [];
	if (text.length > MAX_LENGTH) return `it is ${text.length} characters long; at most ${MAX_LENGTH} are allowed`;
	const flag = /[^imsu]/.exec(flags)?.[0];
	if (flag !== void 0) return `it has the flag "${flag}"; allowed are i, m, s and u`;
	try {
		return new RegExp(source, flags);
	} catch (cause) {
		return (cause instanceof Error ? cause.message : String(cause)).replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, "").replace(/^[A-Z]/, (letter) => letter.toLowerCase());
	}
}
const SEARCH = new Script("expression.exec(text)");
let context;
const known = /* @__PURE__ */ new Map();
const MAX_KNOWN = 2e4;
function boundedMatch(expression, text, limit = TIME_LIMIT) {
	context ??= createContext({});
	Object.assign(context, {
		expression,
		text
	});
	try {
		const found = SEARCH.runInContext(context, { timeout: limit });
		return found === null ? void 0 : [...found];
	} catch (cause) {
		if (cause.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "endless";
		throw cause;
	} finally {
		Object.assign(context, {
			expression: void 0,
			text: void 0
		});
	}
}
function rememberedMatch(expression, text) {
	const key = `${String(expression)}\0${text}`;
	if (known.has(key)) return known.get(key);
	const found = boundedMatch(expression, text);
	if (known.size >= MAX_KNOWN) known.clear();
	known.set(key, found);
	return found;
}

export { readExpression as n, rememberedMatch as r, boundedMatch as t };