import { error } from "./problem.js";
import { reasonOf } from "./text.js";
import { createRequire } from "node:module";
import { Script, createContext } from "node:vm";

// src/pattern/re2.ts
let engine;
function re2() {
	return engine ??= createRequire(import.meta.url)("./re2js.cjs");
}
const compiledPatterns = /* @__PURE__ */ new Map();
const MAX_COMPILED = 1e3;
function compilePattern(text, lines = false) {
	const key = `${lines ? "m" : ""}/${text}`;
	const existing = compiledPatterns.get(key);
	if (existing) return existing;
	const { RE2JS, RE2JSSyntaxException } = re2();
	try {
		const compiled = RE2JS.compile(text, lines ? RE2JS.MULTILINE : 0);
		const pattern = { test: (searched) => compiled.test(searched) };
		if (compiledPatterns.size >= MAX_COMPILED) compiledPatterns.clear();
		compiledPatterns.set(key, pattern);
		return pattern;
	} catch (cause) {
		if (!(cause instanceof RE2JSSyntaxException)) throw cause;
		throw new Error(refusal(text, cause.getDescription(), cause.getPattern() ?? ""), { cause });
	}
}
function quotePattern(text) {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
const MAX_REPEAT = 1e3;
function refusal(text, description, part) {
	const lookaround = /^\(\?<?[=!]/.exec(part)?.[0];
	if (lookaround !== void 0) return `has "${lookaround}", which looks at the text around it; RE2 cannot`;
	const reference = /^\\(?:\d+|k)/.exec(part)?.[0] ?? (part === "(?P" && /\(\?P=\w*\)/.exec(text)?.[0]);
	if (reference) return `has "${reference}", which refers back to a group; RE2 cannot`;
	switch (description) {
		case "missing closing )": return "is no regular expression: unterminated group";
		case "unexpected )": return "is no regular expression: unmatched ')'";
		case "missing closing ]": return "is no regular expression: unterminated character class";
		case "missing argument to repetition operator":
		case "invalid nested repetition operator": return "is no regular expression: nothing to repeat";
		case "invalid repeat count": return repeatRefusal(part);
		case "trailing backslash at end of expression": return "ends with a single backslash";
		case "invalid escape sequence": return /^\\[dDsSwW]/.test(part) ? `has a range that ends with "${part}"` : `has the escape "${part}", which is not supported`;
		case "invalid character class range":
			if (part.startsWith("[:")) return `has an unknown class "${part}"`;
			return `is no regular expression: ${/^\\[pP]/.test(part) ? "invalid property name" : "range out of order in character class"}`;
		case "duplicate capture group name": return `has two groups of the name "${part}"`;
		case "invalid named capture": return `has "${part}", which is no name for a group`;
		case "invalid or unsupported Perl syntax": return `has "${part}", which is not supported`;
		case "expression too large":
		case "expression nests too deeply": return "is too large for RE2";
		default: return `is no regular expression: ${description}`;
	}
}
function repeatRefusal(repeat) {
	const [least = 0, most = least] = [...repeat.matchAll(/\d+/g)].map(Number);
	if (Math.max(least, most) > MAX_REPEAT) return `has the repetition "${repeat}"; at most ${MAX_REPEAT} are allowed`;
	if (least > most) return "is no regular expression: numbers out of order in {} quantifier";
	return `has the repetition "${repeat}" of a repetition; at most ${MAX_REPEAT} are allowed in all`;
}
function patternProblem(text, place) {
	try {
		compilePattern(text);
		return [];
	} catch (cause) {
		return [error("invalid-pattern", `${JSON.stringify(text)} ${reasonOf(cause)}`, {
			place,
			hint: "regular expressions are those of RE2, as in Go: https://github.com/google/re2/wiki/Syntax"
		})];
	}
}

// src/pattern/glob.ts
const MAX_GLOB = 500;
const SHORT_ENOUGH = new RegExp(String.raw`^[\s\S]{0,${500}}$`);
const GLOB_RULE = `must have at most ${500} characters`;
const CHARACTER = "[^\\n\\r\\x{2028}\\x{2029}]";
function isGlob(text) {
	return /[*?]/.test(text);
}
function globTest(glob) {
	if (glob.length > 500) throw new Error(`a glob ${GLOB_RULE}, not ${glob.length}`);
	const source = quotePattern(glob).replaceAll("\\*", `${CHARACTER}*`).replaceAll("\\?", CHARACTER);
	return compilePattern(`^${source}$`).test;
}
function commandTest(part) {
	const source = quotePattern(part.trim().replace(/\s+/g, " ")).replaceAll("\\*", "[^;&|\\n]*");
	return compilePattern(`(?:^|[^\\w-])${source}(?:[^\\w-]|$)`).test;
}

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
		return reasonOf(cause).replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, "").replace(/^[A-Z]/, (letter) => letter.toLowerCase());
	}
}
const SEARCH = new Script("expression.exec(text)");
function createBoundedMatch(newContext = createContext) {
	let context;
	return (expression, text, limit = TIME_LIMIT) => {
		context ??= newContext({});
		Object.assign(context, {
			expression,
			text
		});
		try {
			const match = SEARCH.runInContext(context, { timeout: limit });
			return match === null ? void 0 : [...match];
		} catch (cause) {
			if (cause.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "endless";
			throw cause;
		} finally {
			Object.assign(context, {
				expression: void 0,
				text: void 0
			});
		}
	};
}
const boundedMatch = createBoundedMatch();
const MAX_ANSWERS = 2e4;
function createRememberedMatch(match) {
	const answers = /* @__PURE__ */ new Map();
	return (expression, text) => {
		const key = `${String(expression)}\0${text}`;
		if (answers.has(key)) return answers.get(key);
		const answer = match(expression, text);
		if (answers.size >= MAX_ANSWERS) answers.clear();
		answers.set(key, answer);
		return answer;
	};
}
const rememberedMatch = createRememberedMatch(boundedMatch);

export { GLOB_RULE, SHORT_ENOUGH, commandTest, compilePattern, globTest, isGlob, patternProblem, readExpression, rememberedMatch };