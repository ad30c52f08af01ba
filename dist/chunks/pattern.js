import { n as error } from "./problem.js";
import { r as parseRepository } from "./reference.js";
import { a as shellWords } from "./source.js";

// src/dockerfile/lint/variables.ts
function variablesOf(instruction) {
	const { keyword, text, positionOf } = instruction;
	if (keyword !== "ARG" && keyword !== "ENV") return [];
	const old = keyword === "ENV" ? /^([^\s=]+)\s+(.*)$/s.exec(text) : null;
	if (old?.[1] !== void 0) return [{
		name: old[1],
		value: old[2] ?? "",
		line: instruction.line
	}];
	let from = 0;
	return shellWords(text).map((word) => {
		const offset = text.indexOf(word, from);
		from = offset + word.length;
		const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
		return {
			name,
			value: value?.replace(/^(["'])(.*)\1$/s, "$2"),
			line: positionOf(offset).line
		};
	});
}

// src/dockerfile/lint/secret-argument.ts
const SECRET = /(?:^|_)(?:api_?key|auth|credentials?|key|password|passwd|pword|secret|token)(?:_|$)/i;
const HARMLESS = /(?:^|_)public(?:_|$)|_(?:file|path|dir|url|id|name|ttl)$|^gpg_key$/i;
function hasSecretName(name) {
	return SECRET.test(name) && !HARMLESS.test(name);
}
const secretArgument = {
	severity: "warning",
	about: "An ARG or ENV with the name of a secret (TOKEN, PASSWORD, SECRET, …_KEY): its value stays in the image, its history and its provenance.",
	check: ({ instructions }) => instructions.flatMap((instruction) => variablesOf(instruction).filter(({ name, value }) => hasSecretName(name) && !(instruction.keyword === "ENV" && value === "")).map(({ name, line }) => ({
		line,
		message: `${instruction.keyword} ${name} looks like a secret, which stays in the image`,
		hint: `give it to the steps that need it: RUN --mount=type=secret,id=${name.toLowerCase().replaceAll("_", "-")},env=${name} …`
	})))
};

// src/plan/repositories.ts
function primaryRepository({ file }) {
	return typeof file.image === "string" ? file.image : file.image[0] ?? "";
}
function mirrorRepositories({ file }) {
	return typeof file.image === "string" ? [] : file.image.slice(1);
}
function publishedReferences({ repository, tags, mirrors }) {
	return [...tags, ...mirrors.flatMap((mirror) => tags.map((reference) => `${mirror}${reference.slice(repository.length)}`))];
}
function repositoryProblems({ file, source }) {
	const seen = /* @__PURE__ */ new Map();
	return [file.image].flat().flatMap((name, index) => {
		const place = source.at(typeof file.image === "string" ? ["image"] : ["image", index]);
		const parsed = parseRepository(name);
		if (typeof parsed === "string") return [error("invalid-image", parsed, { place })];
		const same = seen.get(parsed.name);
		seen.set(parsed.name, name);
		return same === void 0 ? [] : [error("mirror-twice", `"${name}" is the same repository as "${same}"; every tag would be there twice`, {
			place,
			hint: "name each repository once"
		})];
	});
}

// src/plan/tests/dockerfile.ts
const TEST_STAGE = "test";
const IMAGE_CONTEXT = "image";
function commandDockerfile(test) {
	const run = (command) => `RUN --network=${test.network ? "default" : "none"} ${jsonWords(command)}\n`;
	const settings = [...test.env.map(({ name, value }) => `ENV ${name}=${quoted(value)}\n`), ...test.user === void 0 ? [] : [`USER ${test.user}\n`]].join("");
	if (test.setup.length === 0) return `FROM ${IMAGE_CONTEXT} AS ${TEST_STAGE}\n${settings}${run(test.command)}`;
	return `FROM ${IMAGE_CONTEXT} AS setup\n${settings}${test.setup.map(run).join("")}FROM setup AS ${TEST_STAGE}\n${run(test.command)}`;
}
const LINE_LIMIT = 65535;
function longestLine(test) {
	return Math.max(...commandDockerfile(test).split("\n").map((line) => Buffer.byteLength(line)));
}
function probeDockerfile(paths) {
	return `FROM scratch\n${paths.map((path, index) => {
		const parts = path.split("/").slice(1);
		const name = parts.at(-1) ?? "";
		const folder = `/${parts.slice(0, -1).map((part) => `${onlyItself(part)}/`).join("")}`;
		return `COPY --from=${IMAGE_CONTEXT} --exclude=* --exclude=!${flagPattern(name)} --exclude=${flagPattern(name)}/** ${jsonWords([folder, `/${index}/`])}\n`;
	}).join("")}`;
}
function jsonWords(words) {
	return JSON.stringify(words).replaceAll("<", "\\u003c");
}
function quoted(text) {
	return `"${text.replace(/[\\"$]/g, "\\$&")}"`;
}
function onlyItself(part) {
	const characters = Array.from(part);
	const at = characters.findIndex((character) => character !== "-");
	return at < 0 ? "?".repeat(characters.length) : [
		...characters.slice(0, at),
		`[${characters[at] ?? ""}]`,
		...characters.slice(at + 1)
	].join("");
}
function flagPattern(name) {
	return name.replace(/[^A-Za-z0-9._+@-]/gu, "?");
}

// src/plan/tests/rules.ts
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const VARIABLE_RULE = "must be the name of an environment variable";
const PATH = /^\/[\p{L}\p{M}\p{N} ._/@+:,=~%(){}&;<>|-]*$/u;
const PATH_RULE = "must begin with \"/\", and have no quotes, brackets or characters with a meaning in patterns";
function isTestablePath(path) {
	return PATH.test(path) && path.split("/").every((part) => part !== ".." && part !== ".");
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

export { secretArgument as _, isTestablePath as a, TEST_STAGE as c, probeDockerfile as d, mirrorRepositories as f, hasSecretName as g, repositoryProblems as h, VARIABLE_RULE as i, commandDockerfile as l, publishedReferences as m, PATH_RULE as n, IMAGE_CONTEXT as o, primaryRepository as p, VARIABLE_NAME as r, LINE_LIMIT as s, compilePattern as t, longestLine as u, variablesOf as v };