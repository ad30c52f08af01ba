import { __toESM } from "./packages/rolldown.js";
import { readMarks, reasonOf, withoutMarks } from "./text.js";
import { ProblemsFound, error } from "./problem.js";
import { closest, didYouMean } from "./yaml.js";
import { architecture, comparison, continuation, hasNames, holds, isEmpty, isText, kindOf, lists, logic, quoting, text, versions } from "./template/helpers.js";
import { RUN_FACTS } from "./matrix.js";

// src/template/helpers.ts
const helpers = {
	...comparison,
	...logic,
	...lists,
	...text,
	...quoting,
	...continuation,
	...architecture,
	...versions
};

// src/template/strict.ts
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
	scope: "*scope",
	holds: "*holds"
};
function makeStrict(program) {
	let isFirst = true;
	for (const statement of program.body) {
		strictStatement(statement, isFirst);
		if (statement.type === "ContentStatement") isFirst = endsInFirstWord(statement.value, isFirst);
		else if (statement.type !== "MustacheStatement") isFirst = true;
	}
}
function endsInFirstWord(text, wasFirst) {
	const line = text.slice(text.lastIndexOf("\n") + 1);
	return (wasFirst || line.length < text.length) && /^\s*\S*$/.test(line) || /[\\`]\s*$/.test(line);
}
function strictStatement(statement, isFirst) {
	switch (statement.type) {
		case "MustacheStatement": {
			const node = statement;
			const isCall = node.params.length > 0 || node.hash?.pairs.length > 0;
			const printed = isCall ? call(node) : strictValue(node.path);
			const helper = isCall ? nameOf(node.path) : "";
			node.path = name(CALLS.print, node.loc);
			const first = {
				type: "BooleanLiteral",
				value: isFirst,
				original: isFirst,
				loc: node.loc
			};
			node.params = [
				printed,
				textLiteral(helper, node.loc),
				first
			];
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
	const currentContext = {
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
		params: [node.params[0] ?? currentContext],
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
	if (node.hash?.pairs.length > 0) throw new Located(`"${helper}" takes no named arguments: ${BLOCKS[helper]}`, place);
	strictArguments(node);
	if (helper === "if" || helper === "unless") node.params = node.params.map((asked) => held(asked, helper));
}
function held(asked, helper) {
	const { loc } = asked;
	const params = [asked, textLiteral(helper, loc)];
	return {
		type: "SubExpression",
		path: name(CALLS.holds, loc),
		params,
		hash: noHash(loc),
		loc
	};
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
	const names = [`${prefix}${head}`, ...tail].map((text) => textLiteral(text, loc));
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
		const parent = value;
		const fullName = names.join(".");
		if (typeof parent !== "object" || parent === null) throw new Located(`"${fullName}" is not defined: "${path}" is ${kindOf(parent)} and has nothing inside`, place);
		if (!Object.hasOwn(parent, part)) {
			const known = Array.isArray(parent) ? [] : Object.keys(parent);
			throw new Located(`"${fullName}" is not defined${didYouMean(part, known)}`, place, known.length > 0 ? void 0 : `"${path}" is ${kindOf(parent)}${Array.isArray(parent) ? "" : " and has nothing inside"}`);
		}
		value = parent[part];
		path += `.${part}`;
	}
	return value;
}
function undefinedName(first, whole, scope, place) {
	if (Object.hasOwn(helpers, first)) return new Located(`"${first}" is a helper and takes arguments: ${helpers[first]?.usage}`, place);
	if (RUN_FACTS.includes(first)) return new Located(`"${first}" is not defined here: it changes from run to run, and is known in tags, labels, args and tests only`, place, `give it to the build: args: { ${first.toUpperCase()}: "{{${first}}}" } in the matrix, ARG ${first.toUpperCase()} here`);
	const reachable = !/^(?:@|\.\.)/.test(first);
	if (reachable && isText(scope)) return new Located(`"${whole}" is not defined: here is ${kindOf(scope)}, which has nothing inside`, place, "{{this}} is the text itself, {{@root.name}} a value of the matrix");
	const known = reachable ? Object.keys(scope) : [];
	const suggestion = closest(first, known);
	return new Located(`"${whole}" is not defined${suggestion === void 0 ? "" : ` (did you mean "${suggestion}"?)`}`, place, suggestion === void 0 && known.length > 0 ? `defined here: ${known.toSorted().join(", ")}` : void 0);
}
function printable(value, helper, place) {
	if (isText(value)) {
		const text = String(value);
		if (place === void 0 || !/[\n\r]/.test(text) || helpers[helper]?.givesLines) return text;
		throw new Located(`the text ${quoted(text)} has a line break, which would end the instruction`, place, "in a heredoc, write {{multiline …}}; for an item on each line, {{lines …}}");
	}
	const hint = Array.isArray(value) ? "print it with {{join …}}, {{shell …}} or {{json …}}, or go through it with {{#each …}}" : value === void 0 ? void 0 : `print something in it (${Object.keys(value).join(", ")}), or all of it with {{json …}}`;
	throw new Located(`this is ${kindOf(value)}, not text`, place, hint);
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
function quoted(text) {
	return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
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
function textLiteral(text, loc) {
	return {
		type: "StringLiteral",
		value: text,
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

// src/template/failure.ts
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
function templateReason(cause, templates, file) {
	const message = reasonOf(cause);
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

// src/template/mark-content.ts
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

// src/template/templates.ts
const MAX_DEPTH = 64;
async function createTemplates(files) {
	const { default: Handlebars } = await import("./packages/handlebars.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const byName = new Map(files.map((file) => [file.name, file]));
	let isRisky = false;
	const plain = createRenderer(Handlebars.create(), files, { print: (text, place, isFirst) => {
		if (place && (isFirst || RISKY.test(text))) isRisky = true;
		return text;
	} });
	let marking;
	const marked = () => marking ??= createRenderer(Handlebars.create(), files, { prepare: (program, index) => visitNodes(program, "ContentStatement", (node) => markContent(node, index)) });
	const printed = [];
	let keptValue;
	let shielding;
	const shielded = () => shielding ??= createRenderer(Handlebars.create(), files, { print: (text, place) => printed.push({
		text,
		place
	}) - 1 === keptValue ? text : "x" });
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
	const parsed = (text) => {
		try {
			return plain.environment.parse(text);
		} catch {
			return;
		}
	};
	const uses = (text) => {
		const names = /* @__PURE__ */ new Set();
		const program = parsed(text);
		if (program) visitNodes(program, "PathExpression", (node) => {
			const { data, parts: [first] } = node;
			if (!data && first !== void 0) names.add(first);
		});
		return names;
	};
	return {
		names: [...byName.keys()].toSorted(),
		lines: (name) => byName.get(name)?.text.trimEnd().split("\n").length ?? 0,
		render: (name, context) => render(plain, name, context),
		rendering: (name, context) => {
			isRisky = false;
			const text = render(plain, name, context);
			return {
				text,
				isRisky: isRisky || text.includes("<<")
			};
		},
		marked: (name, context) => render(marked(), name, context),
		withoutValues: (name, context, kept) => {
			printed.length = 0;
			keptValue = kept;
			return {
				text: render(shielded(), name, context),
				printed: [...printed]
			};
		},
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
				throw templateProblem(isPlaced(cause) ? cause : new Located(templateReason(cause, [...byName.keys()]), void 0), place);
			}
		},
		syntaxProblem: (text, place) => {
			try {
				makeStrict(plain.environment.parse(text));
				return;
			} catch (cause) {
				return templateProblem(cause instanceof Located ? cause : new Located(templateReason(cause, [...byName.keys()]), void 0), place).problems[0];
			}
		},
		uses,
		needs: (text) => {
			const defined = /* @__PURE__ */ new Set([
				"if",
				"unless",
				"each",
				"with",
				...plain.helpers
			]);
			const program = parsed(text);
			if (program) visitNodes(program, "Program", (node) => node.blockParams?.forEach((name) => defined.add(name)));
			return new Set([...uses(text)].filter((name) => !defined.has(name)));
		}
	};
}
const RISKY = /^\s*#|[\\`]\s*$/m;
function createRenderer(environment, files, { prepare = () => {}, print = (text) => text } = {}) {
	const helperNames = registerHelpers(environment, print);
	const options = {
		noEscape: true,
		knownHelpersOnly: true,
		knownHelpers: {
			log: false,
			...Object.fromEntries(helperNames.map((name) => [name, true]))
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
			throw isPlaced(cause) ? cause : new Located(templateReason(cause, files.map(({ name }) => name), file), placeOfFailure(cause, file));
		} finally {
			depth--;
		}
	};
	for (const file of files) environment.registerPartial(file.name, (context, runtime) => renderFile(file, context, runtime));
	return {
		environment,
		compile,
		renderFile,
		helpers: helperNames
	};
}
function registerHelpers(environment, print) {
	const placed = (options, act) => {
		const place = placeOf(options.loc);
		try {
			return act(place);
		} catch (cause) {
			throw isPlaced(cause) ? cause : new Located(reasonOf(cause), place);
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
	environment.registerHelper(CALLS.print, (value, helper, isFirst, options) => placed(options, (place) => print(printable(value, helper, place), place, isFirst)));
	environment.registerHelper(CALLS.scope, (context, options) => bare({
		...hasNames(context) ? Object.getOwnPropertyDescriptors(context) : {},
		...Object.getOwnPropertyDescriptors(options.hash)
	}));
	const { each, blockHelperMissing } = environment.helpers;
	if (!each || !blockHelperMissing) throw new Error("Handlebars has no \"each\"");
	environment.registerHelper(CALLS.holds, (value, helper, options) => placed(options, () => holds(value, helper)));
	environment.registerHelper(CALLS.section, function section(value, options) {
		return blockHelperMissing.call(this, placed(options, () => sectionOf(value)), options);
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
function sectionOf(value) {
	if (Array.isArray(value)) return value;
	return isText(value) && (!hasNames(value) || String(value) === "false") ? holds(value, "{{#name}}") && (String(value) === "true" || value) : !isEmpty(value) && value;
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

export { createTemplates, quoted };