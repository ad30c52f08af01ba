import { AxisValue, patternTest } from "../matrix.js";
import { shellWords } from "../dockerfile.js";
import { withoutMarks } from "../text.js";
import { compareVersions, readPep440 } from "../version.js";
import { isMapping } from "../yaml.js";

// src/template/helpers/helper.ts
function textOf(value, helper) {
	if (isText(value)) return String(value);
	throw new Error(`"${helper}" takes text, not ${kindOf(value)}`);
}
function listOf(value, helper) {
	if (Array.isArray(value)) return value;
	throw new Error(`"${helper}" takes a list, not ${kindOf(value)}`);
}
function textsOf(value, helper) {
	return (Array.isArray(value) ? value : [value]).map((item) => textOf(item, helper));
}
function mappingOf(value, helper) {
	if (hasNames(value)) return value;
	throw new Error(`"${helper}" takes a mapping, not ${kindOf(value)}`);
}
function isText(value) {
	return [
		"string",
		"boolean",
		"number"
	].includes(typeof value) || value instanceof AxisValue;
}
function hasNames(value) {
	return isMapping(value) && !(value instanceof AxisValue && Object.keys(value).length === 0);
}
const MEANT_AS_FALSE = /^(?:false|no|off|n|f|0|none|null|nil|~|disabled)$/i;
function holds(value, helper) {
	if (Array.isArray(value)) return value.length > 0;
	if (typeof value === "number") return value !== 0;
	if (!isText(value)) return isMapping(value) && Object.keys(value).length > 0;
	const text = String(value);
	if (text === "true" || text === "false") return text === "true";
	if (MEANT_AS_FALSE.test(text.trim())) throw new Error(`"${helper}" would hold for "${text}", because it is a text; write true or false, or compare it: (eq … ${JSON.stringify(text)})`);
	if (value instanceof AxisValue) throw new Error(`"${helper}" would hold for every value of this axis; say for which: (eq … "VALUE")`);
	return text !== "";
}
function isEmpty(value) {
	return isText(value) ? String(value) === "" : Object.keys(value ?? {}).length === 0;
}
function kindOf(value) {
	if (value === void 0 || value === null) return "nothing";
	if (isText(value)) return typeof value === "boolean" ? String(value) : `the text "${String(value)}"`;
	return Array.isArray(value) ? "a list" : "a mapping";
}

// src/template/helpers/quoting.ts
function shellQuote(text) {
	return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
function dockerfileQuote(text) {
	if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
	return /['\\`]/.test(text) ? `"${text.replace(/[\\"$]/g, "\\$&")}"` : `'${text}'`;
}
const quoting = {
	shell: {
		usage: "{{shell value}}",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textsOf(value, "shell").map(shellQuote).join(" ")
	},
	json: {
		usage: "{{json value}}",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => JSON.stringify(value, (_key, item) => item instanceof AxisValue ? String(item) : item)
	},
	dockerfile: {
		usage: "{{dockerfile value}}",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => dockerfileQuote(textOf(value, "dockerfile"))
	},
	flags: {
		usage: "{{flags \"--name\" list}}, or {{flags \"--package\" \"--extra\" list}} for items like a:b",
		min: 2,
		max: Infinity,
		run: ({ args }) => {
			const names = args.slice(0, -1).map((name) => textOf(name, "flags"));
			return textsOf(args.at(-1), "flags").map((item) => flagsOf(item, names)).join(" ");
		}
	}
};
function flagsOf(item, names) {
	const parts = names.length === 1 ? [item] : item.split(":");
	if (parts.length > names.length) throw new Error(`"flags" has ${names.length} names for the ${parts.length} parts of "${item}"`);
	return parts.map((part, index) => `${names[names.length - parts.length + index] ?? ""} ${shellQuote(part)}`).join(" ");
}

// src/template/helpers/architecture.ts
const architecture = { architecture: {
	usage: "{{architecture \"NAME\" (map amd64=value arm64=value)}}",
	min: 2,
	max: 2,
	run: ({ args: [variable, values] }) => {
		const name = textOf(variable, "architecture");
		if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`"architecture" takes the name of a shell variable, not "${name}"`);
		const cases = Object.entries(mappingOf(values, "architecture")).map(([architectureName, value]) => {
			if (!/^[a-z0-9_]+$/.test(architectureName)) throw new Error(`"architecture" takes names as in TARGETARCH (amd64, arm64, …), not "${architectureName}"`);
			return `${architectureName}) ${name}=${shellQuote(textOf(value, "architecture"))} ;;`;
		});
		if (cases.length === 0) throw new Error("\"architecture\" takes a mapping with at least one architecture");
		return `case "$TARGETARCH" in ${cases.join(" ")} *) echo "no ${name} for the architecture '$TARGETARCH' (the stage needs ARG TARGETARCH)" >&2; exit 1 ;; esac`;
	}
} };

// src/template/helpers/comparison.ts
const compare = (name, holds) => ({
	usage: `(${name} left right)`,
	min: 2,
	max: 2,
	run: ({ args: [left, right] }) => holds(compareVersions(textOf(left, name), textOf(right, name)))
});
const comparison = {
	eq: {
		usage: "(eq left right)",
		min: 2,
		max: 2,
		run: ({ args: [left, right] }) => textOf(left, "eq") === textOf(right, "eq")
	},
	ne: {
		usage: "(ne left right)",
		min: 2,
		max: 2,
		run: ({ args: [left, right] }) => textOf(left, "ne") !== textOf(right, "ne")
	},
	lt: compare("lt", (order) => order < 0),
	le: compare("le", (order) => order <= 0),
	gt: compare("gt", (order) => order > 0),
	ge: compare("ge", (order) => order >= 0),
	matches: {
		usage: "(matches value \">=3.13\")",
		min: 2,
		max: 2,
		run: ({ args: [value, patterns] }) => textsOf(patterns, "matches").some((pattern) => patternTest(pattern)(textOf(value, "matches")))
	}
};
const logic = {
	and: {
		usage: "(and a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.every((value) => holds(value, "and"))
	},
	or: {
		usage: "(or a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.some((value) => holds(value, "or"))
	},
	not: {
		usage: "(not a)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => !holds(value, "not")
	},
	choose: {
		usage: "(choose condition then else)",
		min: 3,
		max: 3,
		run: ({ args: [condition, then, otherwise] }) => holds(condition, "choose") ? then : otherwise
	},
	default: {
		usage: "(default value fallback)",
		min: 2,
		max: 2,
		run: ({ args: [value, fallback] }) => isEmpty(value) ? fallback : value
	}
};

// src/template/helpers/continuation.ts
const OPEN_END = /[ \t\r]*(?:(?<!\\)\\)?[ \t\r]*$/;
const continuation = {
	lines: {
		usage: "{{lines list prefix=\" && \" lead=true quote=true}}",
		min: 1,
		max: 1,
		options: [
			"prefix",
			"lead",
			"quote"
		],
		givesLines: true,
		run: ({ args: [list], options }) => {
			const prefix = options["prefix"] === void 0 ? "    " : textOf(options["prefix"], "lines");
			const texts = textsOf(list, "lines");
			const broken = [prefix, ...texts].find((item) => /[\n\r]/.test(item));
			if (broken !== void 0) throw new Error(`"lines" takes texts of one line, not ${JSON.stringify(broken)}`);
			const lineStart = ` \\\n${prefix}`;
			return (holds(options["quote"], "lines") ? texts.filter((item) => item !== "").map(shellQuote) : texts.map((item) => item.replace(OPEN_END, "")).filter((item) => item !== "")).map((item, index) => index > 0 || holds(options["lead"], "lines") ? `${lineStart}${item}` : item).join("");
		}
	},
	multiline: {
		usage: "{{multiline text}}",
		min: 1,
		max: 1,
		givesLines: true,
		run: ({ args: [value] }) => textOf(value, "multiline").replace(/\r?\n$/, "")
	},
	continued: {
		usage: "{{#continued}} lines {{/continued}}",
		min: 0,
		max: 0,
		block: true,
		run: ({ block }) => continueLines(block())
	}
};
function continueLines(text) {
	const lines = text.split("\n").filter((line) => !/^[ \t\r]*\\?[ \t\r]*$/.test(withoutMarks(line)));
	const isCode = (line) => !/^\s*#/.test(withoutMarks(line));
	const last = lines.findLastIndex(isCode);
	const joined = lines.map((line, index) => {
		if (!isCode(line)) return line;
		if (shellWords(withoutMarks(line)).some((word) => /^\d*<<-?["']?\w/.test(word))) throw new Error("\"continued\" cannot hold a heredoc: its lines are not continued");
		const code = line.replace(OPEN_END, "");
		return index < last ? `${code} \\` : code;
	});
	return lines.length === 0 ? "" : `${joined.join("\n")}${text.endsWith("\n") ? "\n" : ""}`;
}

// src/template/helpers/lists.ts
const lists = {
	list: {
		usage: "(list a b …)",
		min: 0,
		max: Infinity,
		run: ({ args }) => args
	},
	map: {
		usage: "(map name=value …)",
		min: 0,
		max: 0,
		options: "any",
		run: ({ options }) => Object.fromEntries(Object.entries(options).toReversed())
	},
	first: {
		usage: "(first list)",
		min: 1,
		max: 1,
		run: ({ args: [list] }) => present(listOf(list, "first").at(0), "first")
	},
	last: {
		usage: "(last list)",
		min: 1,
		max: 1,
		run: ({ args: [list] }) => present(listOf(list, "last").at(-1), "last")
	},
	length: {
		usage: "(length list)",
		min: 1,
		max: 1,
		run: ({ args: [list] }) => listOf(list, "length").length
	},
	includes: {
		usage: "(includes list item)",
		min: 2,
		max: 2,
		run: ({ args: [whole, item] }) => {
			const wanted = textOf(item, "includes");
			if (isText(whole)) return textOf(whole, "includes").includes(wanted);
			return hasNames(whole) ? Object.hasOwn(whole, wanted) : textsOf(whole, "includes").includes(wanted);
		}
	},
	split: {
		usage: "(split text \",\")",
		min: 2,
		max: 2,
		run: ({ args: [text, separator] }) => textOf(text, "split").split(textOf(separator, "split")).filter((part) => part !== "")
	},
	join: {
		usage: "(join list \",\")",
		min: 1,
		max: 2,
		run: ({ args: [list, separator = " "] }) => listOf(list, "join").map((item) => textOf(item, "join")).join(textOf(separator, "join"))
	},
	concat: {
		usage: "(concat a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.some(Array.isArray) ? args.flat() : args.map((item) => textOf(item, "concat")).join("")
	},
	keys: {
		usage: "(keys mapping)",
		min: 1,
		max: 1,
		run: ({ args: [mapping] }) => Object.keys(mappingOf(mapping, "keys"))
	},
	lookup: {
		usage: "(lookup mapping key)",
		min: 2,
		max: 2,
		run: ({ args: [whole, key] }) => {
			const name = textOf(key, "lookup");
			if (!hasNames(whole) && !Array.isArray(whole)) throw new Error(`"lookup" takes a mapping or a list, not ${kindOf(whole)}`);
			if (Object.hasOwn(whole, name) && name !== "length") return whole[name];
			throw new Error(`"lookup" finds no "${name}" (allowed: ${Object.keys(whole).join(", ")})`);
		}
	}
};
function present(item, helper) {
	if (item === void 0) throw new Error(`"${helper}" takes a list with something in it; ask with {{#if list}} first`);
	return item;
}
const text = {
	replace: {
		usage: "(replace text from to)",
		min: 3,
		max: 3,
		run: ({ args: [whole, from, to] }) => textOf(whole, "replace").replaceAll(textOf(from, "replace"), () => textOf(to, "replace"))
	},
	lower: {
		usage: "(lower text)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textOf(value, "lower").toLowerCase()
	},
	upper: {
		usage: "(upper text)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textOf(value, "upper").toUpperCase()
	},
	trim: {
		usage: "(trim text)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textOf(value, "trim").trim()
	}
};

// src/template/helpers/versions.ts
const versions = { pep440: {
	usage: "(pep440 version)",
	min: 1,
	max: 1,
	run: ({ args: [text] }) => {
		const version = textOf(text, "pep440");
		const read = readPep440(version);
		if (read === void 0) throw new Error(`"${version}" is no version by PEP 440`);
		return read.version;
	}
} };

export { architecture, comparison, continuation, dockerfileQuote, hasNames, holds, isEmpty, isText, kindOf, lists, logic, quoting, shellQuote, text, versions };