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

// src/pattern/pattern.ts
const CLASSES = {
	alnum: "0-9A-Za-z",
	alpha: "A-Za-z",
	ascii: "\\x00-\\x7F",
	blank: "\\t ",
	cntrl: "\\x00-\\x1F\\x7F",
	digit: "0-9",
	graph: "!-~",
	lower: "a-z",
	print: " -~",
	punct: "!-\\/:-@\\[-`{-~",
	space: "\\t\\n\\v\\f\\r ",
	upper: "A-Z",
	word: "0-9A-Za-z_",
	xdigit: "0-9A-Fa-f"
};
const MAX_REPEAT = 1e3;
function compilePattern(text, lines = false) {
	const inline = /^\(\?([a-zA-Z]+)\)/.exec(text);
	const flags = inline?.[1] ?? "";
	if (/[^ims]/.test(flags)) throw new Error(`has the flags "(?${flags})"; i, m and s are supported`);
	const plain = {
		lines: lines || flags.includes("m"),
		all: flags.includes("s"),
		names: /* @__PURE__ */ new Set()
	};
	const body = text.slice(inline?.[0].length ?? 0);
	let result = "";
	let inClass = false;
	let before = "nothing";
	for (let at = 0; at < body.length;) {
		const rest = body.slice(at);
		const step = inClass ? classStep(rest) : plainStep(rest, plain);
		if (inClass) {
			if (step.isSet && before === "dash") throw new Error(`has a range that ends with "${rest.slice(0, step.length)}"`);
			const isDash = rest.startsWith("-");
			result += isDash && before === "set" ? "\\-" : step.text;
			before = step.isSet ? "set" : isDash && before === "other" ? "dash" : "other";
		} else {
			result += step.text;
			before = step.isMember ? "other" : "nothing";
		}
		if (step.opens) inClass = true;
		if (step.closes) inClass = false;
		at += step.length;
	}
	try {
		return new RegExp(result, flags.includes("i") ? "iu" : "u");
	} catch (cause) {
		throw new Error(`is no regular expression: ${cause instanceof Error ? (cause.message.split(": ").at(-1) ?? "").toLowerCase() : String(cause)}`, { cause });
	}
}
function plainStep(rest, { lines, all, names }) {
	if (rest.startsWith("\\")) return escapeStep(rest, false);
	if (rest.startsWith("(?")) return groupStep(rest, names);
	if (rest.startsWith(".")) return {
		text: all ? "[\\s\\S]" : "[^\\n]",
		length: 1
	};
	if (lines && rest.startsWith("^")) return {
		text: "(?<![^\\n])",
		length: 1
	};
	if (lines && rest.startsWith("$")) return {
		text: "(?![^\\n])",
		length: 1
	};
	const negated = /^\[\^?/.exec(rest)?.[0];
	if (negated !== void 0) return rest[negated.length] === "]" ? {
		text: `${negated}\\]`,
		length: negated.length + 1,
		opens: true,
		isMember: true
	} : {
		text: negated,
		length: negated.length,
		opens: true
	};
	if (rest.startsWith("]") || rest.startsWith("}")) return {
		text: `\\${rest[0]}`,
		length: 1
	};
	if (rest.startsWith("{")) {
		const [repeat, least = "0", most = "0"] = /^\{(\d+)(?:,(\d*))?\}/.exec(rest) ?? [];
		if (repeat === void 0) return {
			text: "\\{",
			length: 1
		};
		if (Math.max(Number(least), Number(most)) > MAX_REPEAT) throw new Error(`has the repetition "${repeat}"; at most ${MAX_REPEAT} are allowed`);
		return {
			text: repeat,
			length: repeat.length
		};
	}
	return character(rest);
}
function groupStep(rest, names) {
	if (rest.startsWith("(?:")) return {
		text: "(?:",
		length: 3
	};
	const around = /^\(\?<?[=!]/.exec(rest)?.[0];
	if (around !== void 0) throw new Error(`has "${around}", which looks at the text around it; RE2 cannot`);
	const flags = /^\(\?[a-zA-Z-]+[:)]/.exec(rest)?.[0];
	if (flags !== void 0) throw new Error(`has "${flags}"; flags are supported at the beginning of the whole pattern only, as "(?i)"`);
	const [group, name = ""] = /^\(\?P?<([^>]*)>/.exec(rest) ?? [];
	if (group === void 0) throw new Error(`has "${rest.slice(0, 3)}", which is not supported`);
	if (!/^[0-9A-Za-z_]+$/.test(name)) throw new Error(`has "${group}", which is no name for a group`);
	if (names.has(name)) throw new Error(`has two groups of the name "${name}"`);
	names.add(name);
	return {
		text: "(?:",
		length: group.length
	};
}
function classStep(rest) {
	if (rest.startsWith("\\")) return escapeStep(rest, true);
	if (rest.startsWith("]")) return {
		text: "]",
		length: 1,
		closes: true
	};
	const posix = /^\[:(\^?)([a-z]+):\]/.exec(rest);
	if (posix) {
		const [all, negated, name = ""] = posix;
		const members = CLASSES[name];
		if (members === void 0) throw new Error(`has an unknown class "${all}"`);
		if (negated) throw new Error(`has the negated class "${all}", which is not supported`);
		return {
			text: members,
			length: all.length,
			isSet: true
		};
	}
	return rest.startsWith("[") ? {
		text: "\\[",
		length: 1
	} : character(rest);
}
function escapeStep(rest, inClass) {
	const next = rest[1];
	if (next === void 0) throw new Error("ends with a single backslash");
	if (!inClass && next === "A") return {
		text: "(?<![\\s\\S])",
		length: 2
	};
	if (!inClass && next === "z") return {
		text: "(?![\\s\\S])",
		length: 2
	};
	if (next === "a") return {
		text: "\\x07",
		length: 2
	};
	if (!inClass && next === "Q") {
		const end = rest.indexOf("\\E", 2);
		return {
			text: (end < 0 ? rest.slice(2) : rest.slice(2, end)).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"),
			length: end < 0 ? rest.length : end + 2
		};
	}
	const code = /^\\x\{([0-9A-Fa-f]+)\}/.exec(rest);
	if (code) return {
		text: `\\u{${code[1] ?? ""}}`,
		length: code[0].length
	};
	const property = /^\\([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/.exec(rest);
	if (property) {
		const [all, letter = "", negated, long, short] = property;
		const kind = negated ? letter === "p" ? "P" : "p" : letter;
		const name = long ?? short ?? "";
		return {
			text: `\\${kind}{${/^[A-Z][a-z]?$/.test(name) ? name : `Script=${name}`}}`,
			length: all.length,
			isSet: true
		};
	}
	if (/[A-Za-z0-9]/.test(next)) {
		if (!(inClass ? /[dDwWsSnrtfvx]/ : /[dDwWsSbBnrtfvx]/).test(next)) throw new Error(`has the escape "\\${next}", which is not supported`);
		const isSet = /[dDwWsS]/.test(next);
		if (next === "s") return {
			text: inClass ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]",
			length: 2,
			isSet
		};
		if (next === "S") return {
			text: inClass ? "\\x00-\\x08\\v\\x0E-\\x1F!-\\u{10FFFF}" : "[^\\t\\n\\f\\r ]",
			length: 2,
			isSet
		};
		return {
			text: `\\${next}`,
			length: 2,
			isSet
		};
	}
	if (next > "") throw new Error(`has the escape "\\${character(rest.slice(1)).text}", which is not supported`);
	const escaped = character(rest.slice(1));
	return {
		text: /[\\^$.*+?()[\]{}|/]/.test(next) || inClass && next === "-" ? `\\${next}` : escaped.text,
		length: 1 + escaped.length
	};
}
function character(rest) {
	const text = String.fromCodePoint(rest.codePointAt(0) ?? 0);
	return {
		text,
		length: text.length
	};
}

export { rememberedMatch as i, boundedMatch as n, readExpression as r, compilePattern as t };