import { o as __toESM } from "./rolldown-runtime.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { A as isTrue, D as shellQuote, E as quoting, F as textsOf, L as closest, M as listOf, N as mappingOf, O as isMapping, P as textOf, R as didYouMean, b as patternTest, j as kindOf, k as isText, s as RUN_FACTS } from "./plan.js";
import { c as shellWords, u as compareVersions } from "./source.js";

// src/dockerfile/helpers/architecture.ts
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

// src/dockerfile/helpers/comparison.ts
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
		run: ({ args }) => args.every(isTrue)
	},
	or: {
		usage: "(or a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.some(isTrue)
	},
	not: {
		usage: "(not a)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => !isTrue(value)
	},
	choose: {
		usage: "(choose condition then else)",
		min: 3,
		max: 3,
		run: ({ args: [condition, then, otherwise] }) => isTrue(condition) ? then : otherwise
	},
	default: {
		usage: "(default value fallback)",
		min: 2,
		max: 2,
		run: ({ args: [value, fallback] }) => isTrue(value) ? value : fallback
	}
};

// src/dockerfile/line-marks.ts
const MARK = /\uE0F0(\d+):(\d+)\uE0F1/g;
function withoutMarks(text) {
	return text.replace(MARK, "");
}
function markContent(node, file) {
	let line = node.loc.start.line + breaks(node.original.slice(0, strippedFrom(node)));
	node.value = node.value.split(/(?<=\n)/).map((text) => text === "" ? "" : `\uE0F0${file}:${line++}\uE0F1${text}`).join("");
}
function strippedFrom({ original, value, ...flags }) {
	if (!("rightStripped" in flags) || !flags.rightStripped) return 0;
	return [/^[ \t]*\r?\n?/, /^\s*/].map((blanks) => blanks.exec(original)?.[0].length ?? 0).find((offset) => original.startsWith(value, offset)) ?? 0;
}
function breaks(text) {
	return text.split("\n").length - 1;
}
function readMarks(marked, files, whole) {
	const lines = new Map([...files, whole].map(({ path, text }) => [path, text.split("\n")]));
	const placeOf = (file, line) => {
		const text = (lines.get(file)?.[line - 1] ?? "").trimEnd();
		return {
			file,
			line,
			column: text.length - text.trimStart().length + 1,
			length: Math.max(1, text.trimStart().length)
		};
	};
	const found = marked.split("\n").map((line) => {
		const [first] = line.matchAll(MARK);
		return first ? placeOf((files[Number(first[1])] ?? whole).path, Number(first[2])) : void 0;
	});
	const places = [];
	let next = found.findLast((place) => place !== void 0) ?? placeOf(whole.path, 1);
	for (const place of found.toReversed()) places.push(next = place ?? next);
	return places.toReversed();
}

// src/dockerfile/helpers/continuation.ts
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
		run: ({ args: [list], options }) => {
			const begin = ` \\\n${options["prefix"] === void 0 ? "    " : textOf(options["prefix"], "lines")}`;
			return (isTrue(options["quote"]) ? textsOf(list, "lines").filter((item) => item !== "").map(shellQuote) : textsOf(list, "lines").map((item) => item.replace(OPEN_END, "")).filter((item) => item !== "")).map((item, index) => index > 0 || isTrue(options["lead"]) ? `${begin}${item}` : item).join("");
		}
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
		const bare = line.replace(OPEN_END, "");
		return index < last ? `${bare} \\` : bare;
	});
	return lines.length === 0 ? "" : `${joined.join("\n")}${text.endsWith("\n") ? "\n" : ""}`;
}

// src/dockerfile/helpers/lists.ts
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
			return isMapping(whole) ? Object.hasOwn(whole, wanted) : textsOf(whole, "includes").includes(wanted);
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
			if (!isMapping(whole) && !Array.isArray(whole)) throw new Error(`"lookup" takes a mapping or a list, not ${kindOf(whole)}`);
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

// src/dockerfile/helpers.ts
const helpers = {
	...comparison,
	...logic,
	...lists,
	...text,
	...quoting,
	...continuation,
	...architecture
};

// src/dockerfile/template-failure.ts
function placeOfFailure(cause, file) {
	const { lineNumber, column } = cause;
	if (lineNumber !== void 0) return {
		file: file.path,
		line: lineNumber,
		column: (column ?? 0) + 1
	};
	const message = cause instanceof Error ? cause.message : "";
	const unclosed = unclosedBlock(message, file);
	if (unclosed) return unclosed.place;
	const line = /^(?:Parse|Lexical) error on line (\d+)/.exec(message)?.[1];
	if (line !== void 0) return {
		file: file.path,
		line: Number(line),
		column: 1
	};
	const partial = MISSING_PARTIAL.exec(message)?.[1] ?? "";
	return placeIn(file, new RegExp(`(?<=\\{\\{~?#?>\\s*)${partial.replace(/[^\w/-]/g, "\\$&")}`));
}
function placeIn(file, pattern) {
	const match = pattern.exec(file.text);
	const before = file.text.slice(0, match?.index ?? 0).split("\n");
	return {
		file: file.path,
		line: before.length,
		column: (before.at(-1)?.length ?? 0) + 1,
		length: Math.max(1, match?.[0].length ?? 1)
	};
}
const MISSING_PARTIAL = /^The partial (\S+) could not be found/;
function reasonOf(cause, templates, file) {
	const message = cause instanceof Error ? cause.message : String(cause);
	const partial = MISSING_PARTIAL.exec(message)?.[1];
	if (partial === "@partial-block") return "this template is included without a block; write {{#> name}} … {{/name}}";
	if (partial !== void 0) return `there is no template "${partial}" to include${didYouMean(partial, templates)}`;
	const mismatch = /^(\S+) doesn't match (\S+)/.exec(message);
	if (mismatch) return `the block "${mismatch[1]}" is closed by {{/${mismatch[2]}}}`;
	const unclosed = file && unclosedBlock(message, file);
	if (unclosed) return `the block "${unclosed.name}" is never closed: {{/${unclosed.name}}} is missing`;
	if (/^(?:Parse|Lexical) error/.test(message)) return "the template is not valid Handlebars here: check that braces, quotes and blocks are closed (literal braces are written \\{{)";
	return message.replace(/ - \d+:\d+$/, "");
}
function unclosedBlock(message, file) {
	if (!/^Parse error[\s\S]*got 'EOF'$/.test(message)) return void 0;
	const open = [];
	for (const match of file.text.matchAll(/(?<!\\)\{\{~?([#^/])>?\s*([\w@/.-]+)/g)) if (match[1] === "/") open.pop();
	else open.push(match);
	const last = open.at(-1);
	if (last?.[2] === void 0) return void 0;
	const before = file.text.slice(0, last.index).split("\n");
	return {
		name: last[2],
		place: {
			file: file.path,
			line: before.length,
			column: (before.at(-1)?.length ?? 0) + 1,
			length: last[0].length
		}
	};
}

// src/dockerfile/strict.ts
var Located = class extends Error {
	place;
	hint;
	constructor(message, place, hint) {
		super(message);
		this.place = place;
		this.hint = hint;
	}
};
const BLOCKS = {
	if: "{{#if condition}} … {{/if}}",
	unless: "{{#unless condition}} … {{/unless}}",
	each: "{{#each list}} … {{/each}}",
	with: "{{#with mapping}} … {{/with}}"
};
const CALLS = {
	value: "*value",
	print: "*print",
	section: "*section",
	scope: "*scope"
};
function makeStrict(program) {
	for (const statement of program.body) strictStatement(statement);
}
function strictStatement(statement) {
	switch (statement.type) {
		case "MustacheStatement": {
			const node = statement;
			const printed = node.params.length > 0 || node.hash?.pairs.length > 0 ? call(node) : strictValue(node.path);
			node.path = name(CALLS.print, node.loc);
			node.params = [printed];
			node.hash = noHash(node.loc);
			return;
		}
		case "BlockStatement": {
			const node = statement;
			strictBlock(node);
			if (node.program) makeStrict(node.program);
			if (node.inverse) makeStrict(node.inverse);
			return;
		}
		case "PartialStatement":
		case "PartialBlockStatement": {
			const node = statement;
			if (node.name.type === "SubExpression") node.name = call(node.name);
			strictArguments(node);
			strictScope(node);
			if (node.program) makeStrict(node.program);
			return;
		}
		case "DecoratorBlock": return makeStrict(statement.program);
		case "Decorator": throw new Located("decorators are not supported", placeOf(statement.loc));
	}
}
function strictScope(node) {
	if (!node.hash || node.hash.pairs.length === 0) return;
	const own = {
		type: "PathExpression",
		data: false,
		depth: 0,
		parts: [],
		original: "this",
		loc: node.loc
	};
	node.params = [{
		type: "SubExpression",
		path: name(CALLS.scope, node.loc),
		params: [node.params[0] ?? own],
		hash: node.hash,
		loc: node.loc
	}];
	Reflect.deleteProperty(node, "hash");
}
function strictBlock(node) {
	const helper = nameOf(node.path);
	const place = placeOf(node.path.loc);
	if (helpers[helper]?.block && Object.hasOwn(helpers, helper)) {
		checkArguments(helper, helpers[helper], node, place);
		strictArguments(node);
		return;
	}
	if (node.params.length === 0) {
		if (helper in BLOCKS) throw new Located(`"${helper}" takes one argument: ${BLOCKS[helper]}`, place);
		node.params = [strictValue(node.path)];
		node.path = name(CALLS.section, node.loc);
		return;
	}
	if (Object.hasOwn(helpers, helper) && !helpers[helper]?.block) throw new Located(`"${helper}" has no block; use it in one: {{#if ${helpers[helper]?.usage.replace(/^\{\{(.*)\}\}$/, "($1)")}}}`, place);
	if (!Object.hasOwn(BLOCKS, helper)) throw new Located(`"${helper}" is no block helper${didYouMean(helper, Object.keys(BLOCKS))}`, place);
	if (node.params.length !== 1) throw new Located(`"${helper}" takes one argument, not ${node.params.length}: ${BLOCKS[helper]}`, place);
	strictArguments(node);
}
function call(node) {
	const helper = nameOf(node.path);
	const place = placeOf(node.path.loc);
	const known = Object.hasOwn(helpers, helper) ? helpers[helper] : void 0;
	if (known === void 0 && Object.hasOwn(BLOCKS, helper)) throw new Located(`"${helper}" needs a block: ${BLOCKS[helper]}`, place, `inside a line, write {{#if (…)}}…{{/if}} or {{choose condition "then" "else"}}`);
	if (known === void 0) throw new Located(`"${helper}" is no helper${didYouMean(helper, Object.keys(helpers))}`, place);
	if (known.block) throw new Located(`"${helper}" needs a block: ${known.usage}`, place);
	checkArguments(helper, known, node, place);
	strictArguments(node);
	return {
		type: "SubExpression",
		path: node.path,
		params: node.params,
		hash: node.hash ?? noHash(node.loc),
		loc: node.loc
	};
}
function checkArguments(name, helper, node, place) {
	const { options = [], min, max, usage } = helper;
	const unknown = options === "any" ? void 0 : node.hash?.pairs.find(({ key }) => !options.includes(key))?.key;
	if (unknown !== void 0) throw new Located(options.length === 0 ? `"${name}" takes no named arguments: ${usage}` : `"${name}" has no option "${unknown}"${didYouMean(unknown, options)}: ${usage}`, place);
	if (node.params.length >= min && node.params.length <= max) return;
	const allowed = max === Infinity ? `${min} or more` : min === max ? String(min) : `${min} or ${max}`;
	throw new Located(`"${name}" takes ${allowed} argument${allowed === "1" ? "" : "s"}, not ${node.params.length}: ${usage}`, place);
}
function strictArguments(node) {
	node.params = node.params.map(strictValue);
	for (const pair of node.hash?.pairs ?? []) pair.value = strictValue(pair.value);
}
function strictValue(expression) {
	if (expression.type === "SubExpression") return call(expression);
	if (expression.type !== "PathExpression") return expression;
	const path = expression;
	const [head, ...tail] = path.parts;
	if (head === void 0) return path;
	const { loc } = path;
	const prefix = path.data ? "@" : /^(?:\.\.\/|\.\/|this[./])*/.exec(path.original)?.[0] ?? "";
	const first = {
		...path,
		parts: [head],
		original: `${prefix}${head}`
	};
	const names = [`${prefix}${head}`, ...tail].map((text) => ({
		type: "StringLiteral",
		value: text,
		original: text,
		loc
	}));
	return {
		type: "SubExpression",
		path: name(CALLS.value, loc),
		params: [first, ...names],
		hash: noHash(loc),
		loc
	};
}
function definedValue(scope, head, names, place) {
	const [first = "", ...rest] = names;
	if (head === void 0) throw undefinedName(first, names.join("."), scope, place);
	let value = head;
	let path = first;
	for (const part of rest) {
		const inside = value;
		const whole = names.join(".");
		if (typeof inside !== "object" || inside === null) throw new Located(`"${whole}" is not defined: "${path}" is ${kindOf(inside)} and has nothing inside`, place);
		if (!Object.hasOwn(inside, part)) {
			const known = Array.isArray(inside) ? [] : Object.keys(inside);
			throw new Located(`"${whole}" is not defined${didYouMean(part, known)}`, place, known.length > 0 ? void 0 : `"${path}" is ${kindOf(inside)}${Array.isArray(inside) ? "" : " and has nothing inside"}`);
		}
		value = inside[part];
		path += `.${part}`;
	}
	return value;
}
function undefinedName(first, whole, scope, place) {
	if (Object.hasOwn(helpers, first)) return new Located(`"${first}" is a helper and takes arguments: ${helpers[first]?.usage}`, place);
	if (RUN_FACTS.includes(first)) return new Located(`"${first}" is not defined here: it changes from run to run, and is known in tags and labels only`, place);
	const reachable = !/^(?:@|\.\.)/.test(first);
	if (reachable && isText(scope)) return new Located(`"${whole}" is not defined: here is ${kindOf(scope)}, which has nothing inside`, place, "{{this}} is the text itself, {{@root.name}} a value of the matrix");
	const known = reachable ? Object.keys(scope) : [];
	const suggestion = closest(first, known);
	return new Located(`"${whole}" is not defined${suggestion === void 0 ? "" : ` (did you mean "${suggestion}"?)`}`, place, suggestion === void 0 && known.length > 0 ? `defined here: ${known.toSorted().join(", ")}` : void 0);
}
function printable(value, place) {
	if (isText(value)) return value;
	const next = Array.isArray(value) ? "print it with {{join …}}, {{shell …}} or {{json …}}, or go through it with {{#each …}}" : value === void 0 ? void 0 : `print something in it (${Object.keys(value).join(", ")}), or all of it with {{json …}}`;
	throw new Located(`this is ${kindOf(value)}, not text`, place, next);
}
function placeOf(loc) {
	const source = loc?.source;
	if (!loc || source === void 0) return void 0;
	const { start, end } = loc;
	return {
		file: source,
		line: start.line,
		column: start.column + 1,
		...end.line === start.line ? { length: Math.max(1, end.column - start.column) } : {}
	};
}
function nameOf(expression) {
	return expression.type === "PathExpression" ? expression.original : expression.original;
}
function name(text, loc) {
	return {
		type: "PathExpression",
		data: false,
		depth: 0,
		parts: [text],
		original: text,
		loc
	};
}
function noHash(loc) {
	return {
		type: "Hash",
		pairs: [],
		loc
	};
}

// src/dockerfile/templates.ts
const MAX_DEPTH = 64;
async function createTemplates(files) {
	const { default: Handlebars } = await import("./handlebars.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const byName = new Map(files.map((file) => [file.name, file]));
	const plain = createRenderer(Handlebars.create(), files, () => {});
	let marking;
	const marked = () => marking ??= createRenderer(Handlebars.create(), files, (program, index) => visitNodes(program, "ContentStatement", (node) => markContent(node, index)));
	const render = ({ renderFile }, name, context) => {
		const file = byName.get(name);
		if (!file) throw new Error(`no template "${name}"`);
		try {
			return renderFile(file, bare(Object.getOwnPropertyDescriptors(context)));
		} catch (cause) {
			throw templateProblem(cause, {
				file: file.path,
				line: 1,
				column: 1
			});
		}
	};
	return {
		names: [...byName.keys()].toSorted(),
		lines: (name) => byName.get(name)?.text.trimEnd().split("\n").length ?? 0,
		render: (name, context) => render(plain, name, context),
		marked: (name, context) => render(marked(), name, context),
		trace: (name, context) => {
			const file = byName.get(name);
			if (!file) throw new Error(`no template "${name}"`);
			const text = render(plain, name, context);
			const traced = render(marked(), name, context);
			return readMarks(withoutMarks(traced) === text ? traced : text.replace(/[^\n]/g, ""), files, file);
		},
		expression: (text, context, place) => {
			if (!text.includes("{{")) return text;
			try {
				return plain.compile(`expression ${text}`, text)(bare(Object.getOwnPropertyDescriptors(context)));
			} catch (cause) {
				throw templateProblem(isPlaced(cause) ? cause : new Located(reasonOf(cause, [...byName.keys()]), void 0), place);
			}
		},
		uses: (text) => {
			const names = /* @__PURE__ */ new Set();
			try {
				visitNodes(plain.environment.parse(text), "PathExpression", (node) => {
					const { data, parts: [first] } = node;
					if (!data && first !== void 0) names.add(first);
				});
			} catch {}
			return names;
		}
	};
}
function createRenderer(environment, files, prepare) {
	const known = registerHelpers(environment);
	const options = {
		noEscape: true,
		knownHelpersOnly: true,
		knownHelpers: {
			log: false,
			...Object.fromEntries(known.map((name) => [name, true]))
		}
	};
	const compiled = /* @__PURE__ */ new Map();
	const compile = (key, text, path) => {
		let template = compiled.get(key);
		if (!template) {
			const program = environment.parse(text, path === void 0 ? {} : { srcName: path });
			makeStrict(program);
			prepare(program, files.findIndex((file) => file.path === path));
			template = environment.compile(program, options);
			compiled.set(key, template);
		}
		return template;
	};
	let depth = 0;
	const renderFile = (file, context, runtime) => {
		try {
			depth++;
			if (depth > MAX_DEPTH) throw new Located("this template includes itself, or one that includes it, without end", placeIn(file, /\{\{~?#?>/));
			return compile(file.path, file.text, file.path)(context, runtime);
		} catch (cause) {
			throw isPlaced(cause) ? cause : new Located(reasonOf(cause, files.map(({ name }) => name), file), placeOfFailure(cause, file));
		} finally {
			depth--;
		}
	};
	for (const file of files) environment.registerPartial(file.name, (context, runtime) => renderFile(file, context, runtime));
	return {
		environment,
		compile,
		renderFile
	};
}
function registerHelpers(environment) {
	const placed = (options, act) => {
		const place = placeOf(options.loc);
		try {
			return act(place);
		} catch (cause) {
			throw isPlaced(cause) ? cause : new Located(cause instanceof Error ? cause.message : String(cause), place);
		}
	};
	for (const [name, helper] of Object.entries(helpers)) environment.registerHelper(name, function call(...args) {
		const { hash, fn } = args.at(-1);
		return placed(args.at(-1), () => helper.run({
			args: args.slice(0, -1),
			options: hash,
			block: () => fn?.(this) ?? ""
		}));
	});
	environment.registerHelper(CALLS.value, function value(...args) {
		const [head, ...names] = args.slice(0, -1);
		return placed(args.at(-1), (place) => definedValue(this, head, names, place));
	});
	environment.registerHelper(CALLS.print, (value, options) => placed(options, (place) => printable(value, place)));
	environment.registerHelper(CALLS.scope, (context, options) => bare({
		...isMapping(context) ? Object.getOwnPropertyDescriptors(context) : {},
		...Object.getOwnPropertyDescriptors(options.hash)
	}));
	const { each, blockHelperMissing } = environment.helpers;
	if (!each || !blockHelperMissing) throw new Error("Handlebars has no \"each\"");
	environment.registerHelper(CALLS.section, function section(value, options) {
		return blockHelperMissing.call(this, value, options);
	});
	environment.registerHelper("each", function eachItem(list, options) {
		if (typeof list !== "object") placed(options, () => {
			throw new Error(`"each" takes a list or a mapping, not ${kindOf(list)}`);
		});
		return each.call(this, list, options);
	});
	environment.unregisterHelper("log");
	return [
		...Object.keys(helpers),
		...Object.keys(BLOCKS),
		...Object.values(CALLS)
	];
}
function isPlaced(cause) {
	return cause instanceof Located || cause instanceof ProblemsFound;
}
const NOTHING = Object.freeze(Object.defineProperty(Object.create(null), Symbol.toPrimitive, { value: () => "" }));
function bare(context) {
	return Object.create(NOTHING, context);
}
function visitNodes(node, type, visit) {
	if (typeof node !== "object" || node === null) return;
	if ("type" in node && node.type === type) visit(node);
	for (const [key, child] of Object.entries(node)) if (key !== "loc") visitNodes(child, type, visit);
}
function templateProblem(cause, place) {
	if (cause instanceof ProblemsFound) return cause;
	return new ProblemsFound([error("template", cause.message, {
		place: cause.place ?? place,
		hint: cause.hint
	})]);
}

export { createTemplates as t };