import { __toESM } from "./packages/rolldown.js";
import { HALF_CHARACTER, readMarks, reasonOf, withoutMarks } from "./text.js";
import { ProblemsFound, error } from "./problem.js";
import { closest, didYouMean } from "./yaml.js";
import { RUN_FACTS } from "./matrix.js";
import { architecture, comparison, continuation, hasNames, holds, isEmpty, isText, kindOf, lists, logic, quoting, text, versions } from "./template/helpers.js";

// src/template/foreign-syntax.ts
const LONGEST = 500;
const ATOM = /^(?:"[^"]*"|'[^']*'|@?[\w./-]+)$/;
const OPERATORS = [
	[/\|\|/, { "||": "or" }],
	[/&&/, { "&&": "and" }],
	[/===?|!==?|<=|>=|<|>/, {
		"==": "eq",
		"===": "eq",
		"!=": "ne",
		"!==": "ne",
		"<=": "le",
		">=": "ge",
		"<": "lt",
		">": "gt"
	}],
	[/\s\+\s/, { "+": "concat" }]
];
function inHandlebars(text, isPrinted) {
	const fault = text.length > LONGEST ? void 0 : firstFault(text);
	if (!fault) return void 0;
	const value = valueOf(text, isPrinted ? "default" : "or");
	return {
		...fault,
		value: isPrinted ? value?.replace(/^\((.*)\)$/s, "$1") : value
	};
}
function withoutQuotes(text) {
	return text.replace(/"[^"]*"|'[^']*'/g, (quoted) => "_".repeat(quoted.length));
}
function firstFault(text) {
	const masked = withoutQuotes(text);
	const fault = (pattern, message) => {
		const match = pattern.exec(masked);
		const found = match?.[0].trim() ?? "";
		return match ? {
			message: message(found),
			index: match.index + match[0].indexOf(found),
			length: found.length
		} : void 0;
	};
	return fault(/["']/, (found) => `the quote ${found} is never closed`) ?? fault(/\|\||&&|===?|!==?|<=|>=|<|>|\s\+\s|!(?=[\w(])|\s\?\s/, (found) => `"${found}" is no operator of templates: helpers compare and combine`) ?? fault(/\|/, () => "\"|\" passes nothing on: a helper stands before what it takes") ?? fault(/[\w]\(/, () => "a helper takes what follows it, without parentheses and commas") ?? fault(/[\w\]]\[/, () => "an entry of a list or mapping is looked up by a helper") ?? fault(/^\s*[.$](?=[A-Za-z_])/, (found) => `a name does not begin with "${found}"`) ?? fault(/,/, () => "arguments are separated by spaces, not by commas");
}
function valueOf(text, or = "or") {
	const trimmed = text.trim();
	if (ATOM.test(trimmed)) return trimmed.replace(/^\.(?=\w)/, "");
	const masked = withoutQuotes(trimmed);
	const ternary = /\s\?\s(.*)\s:\s/.exec(masked);
	if (ternary) {
		const [condition, rest] = cut(trimmed, ternary.index, 3);
		const [then, otherwise] = cut(rest, ternary[1]?.length ?? 0, 3);
		return call$1("choose", [
			condition,
			then,
			otherwise
		]);
	}
	for (const [operator, helpers] of OPERATORS) {
		const match = operator.exec(masked);
		if (!match) continue;
		const helper = helpers[match[0].trim()] ?? "";
		return call$1(helper === "or" ? or : helper, cut(trimmed, match.index, match[0].length));
	}
	if (trimmed.startsWith("!")) return call$1("not", [trimmed.slice(1)]);
	const pipe = masked.lastIndexOf("|");
	if (pipe >= 0) {
		const [, name, inParentheses, behindColon] = /^\s*([\w-]+)\s*(?:\((.*)\)|:(.*))?\s*$/s.exec(trimmed.slice(pipe + 1)) ?? [];
		if (name === void 0) return void 0;
		return call$1(name, [trimmed.slice(0, pipe), ...list(inParentheses ?? behindColon ?? "")]);
	}
	const called = /^([\w-]+)\((.*)\)$/s.exec(trimmed);
	if (called) return call$1(called[1] ?? "", list(called[2] ?? ""));
	const entry = /^(.+)\[(.+)\]$/s.exec(trimmed);
	if (entry) return call$1("lookup", [entry[1] ?? "", entry[2] ?? ""]);
	if (/^\$\w/.test(trimmed)) return valueOf(trimmed.slice(1));
	if (/^\([^()]*\)$/.test(trimmed)) return valueOf(trimmed.slice(1, -1)) ?? trimmed;
	const [name = "", ...items] = trimmed.split(/[\s,]+/);
	return !/["'()]/.test(trimmed) && items.length > 0 ? call$1(name, items) : void 0;
}
function cut(text, index, length) {
	return [text.slice(0, index), text.slice(index + length)];
}
function list(text) {
	return text.match(/(?:"[^"]*"|'[^']*'|[^,"'])+/g) ?? [];
}
function call$1(helper, args) {
	const values = args.map((arg) => valueOf(arg));
	return values.includes(void 0) ? void 0 : `(${[helper, ...values].join(" ")})`;
}
const WORDS = {
	elif: "{{else if …}}",
	elseif: "{{else if …}}",
	elsif: "{{else if …}}",
	end: "{{/if}} or {{/each}}: the end names its block",
	endeach: "{{/each}}",
	endfor: "{{/each}}",
	endif: "{{/if}}",
	endunless: "{{/unless}}",
	endwith: "{{/with}}",
	fi: "{{/if}}",
	for: "{{#each list as |item|}} … {{/each}}",
	foreach: "{{#each list as |item|}} … {{/each}}",
	include: "{{> name}}, for the template name.hbs",
	range: "{{#each list as |item|}} … {{/each}}"
};
function insteadOfWord(word) {
	return Object.hasOwn(WORDS, word) ? `write ${WORDS[word]}` : void 0;
}

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
var UndefinedName = class extends Located {};
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
	if (!Object.hasOwn(BLOCKS, helper)) {
		const instead = insteadOfWord(helper);
		throw new Located(`"${helper}" is no block helper${instead === void 0 ? didYouMean(helper, Object.keys(BLOCKS)) : ""}`, place, instead);
	}
	if (node.params.length !== 1) throw new Located(`"${helper}" takes one argument, not ${node.params.length}: ${BLOCKS[helper]}`, place, helper === "each" ? "a name for each entry stands between bars: {{#each list as |item|}}" : `a helper with its arguments is one in parentheses: {{#${helper} (not a)}}, {{#${helper} (eq a "b")}}`);
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
	if (known === void 0) {
		const instead = insteadOfWord(helper) ?? insteadOfTernary(node.params);
		throw new Located(`"${helper}" is no helper${instead === void 0 ? didYouMean(helper, Object.keys(helpers)) : ""}`, place, instead);
	}
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
function insteadOfTernary(params) {
	const isMark = (param) => param.type === "PathExpression" && param.original === "?";
	return params.some(isMark) ? "write {{choose condition \"then\" \"else\"}}" : void 0;
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
		if (typeof parent !== "object" || parent === null) throw new UndefinedName(`"${fullName}" is not defined: "${path}" is ${kindOf(parent)} and has nothing inside`, place);
		if (!Object.hasOwn(parent, part)) {
			const known = Array.isArray(parent) ? [] : Object.keys(parent);
			throw new UndefinedName(`"${fullName}" is not defined${didYouMean(part, known)}`, place, known.length > 0 ? void 0 : `"${path}" is ${kindOf(parent)}${Array.isArray(parent) ? "" : " and has nothing inside"}`);
		}
		value = parent[part];
		path += `.${part}`;
	}
	return value;
}
function undefinedName(first, whole, scope, place) {
	if (Object.hasOwn(helpers, first)) return new UndefinedName(`"${first}" is a helper and takes arguments: ${helpers[first]?.usage}`, place);
	if (RUN_FACTS.includes(first)) return new UndefinedName(`"${first}" is not defined here: it changes from run to run, and is known in tags, labels, args and tests only`, place, `give it to the build: args: { ${first.toUpperCase()}: "{{${first}}}" } in the matrix, ARG ${first.toUpperCase()} here`);
	const reachable = !/^(?:@|\.\.)/.test(first);
	if (reachable && isText(scope)) return new UndefinedName(`"${whole}" is not defined: here is ${kindOf(scope)}, which has nothing inside`, place, "{{this}} is the text itself, {{@root.name}} a value of the matrix");
	const known = reachable ? Object.keys(scope) : [];
	const instead = insteadOfWord(whole);
	if (instead !== void 0) return new UndefinedName(`"${whole}" is not defined`, place, instead);
	const suggestion = closest(first, known);
	return new UndefinedName(`"${whole}" is not defined${suggestion === void 0 ? "" : ` (did you mean "${suggestion}"?)`}`, place, suggestion === void 0 && known.length > 0 ? `defined here: ${known.toSorted().join(", ")}` : void 0);
}
function printable(value, helper, place) {
	if (isText(value)) {
		const text = String(value);
		if (HALF_CHARACTER.test(text)) throw new Located(`the text ${quoted(text)} has half of a character, which no file can hold`, place);
		if (place === void 0 || !/[\n\r]/.test(text) || helpers[helper]?.givesLines) return text;
		throw new Located(`the text ${quoted(text)} has a line break, which would end the instruction`, place, "in a heredoc, write {{multiline …}}; for an item on each line, {{lines …}}");
	}
	const hint = Array.isArray(value) ? "print it with {{join …}}, {{shell …}} or {{json …}}, or go through it with {{#each …}}" : value === void 0 || value === null ? void 0 : `print something in it (${Object.keys(value).join(", ")}), or all of it with {{json …}}`;
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
	return expression.type === "PathExpression" ? expression.original : String(expression.original);
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

// src/template/syntax.ts
const LITERAL_BRACES = "literal braces are written \\{{";
function syntaxFault(handlebars, text) {
	const { Parser: parser } = handlebars;
	let stop;
	const { parseError } = parser;
	parser.parseError = (message, { token, expected = [] }) => {
		const { match, yylloc } = parser.lexer;
		stop = {
			offset: offsetOf(text, yylloc.first_line, yylloc.first_column),
			found: match,
			token: token ?? "",
			expected
		};
		throw new Error(message);
	};
	try {
		handlebars.parse(text);
		return;
	} catch (cause) {
		const fault = stop ? faultAt(stop, text) : wrongEnd(reasonOf(cause), text);
		return fault && onOneLine(fault);
	} finally {
		parser.parseError = parseError;
	}
}
function onOneLine({ message, hint, ...rest }) {
	const flat = (text) => text.replace(/\s+/g, " ");
	return {
		message: flat(message),
		...hint === void 0 ? {} : { hint: flat(hint) },
		...rest
	};
}
function offsetOf(text, line, column) {
	return text.split("\n").slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column;
}
function wrongEnd(message, text) {
	const [, block = "", end = "", line, column] = /^(\S+) doesn't match (\S+) - (\d+):(\d+)$/.exec(message) ?? [];
	if (line === void 0) return void 0;
	return {
		message: `the block "${block}" is closed by {{/${end}}}`,
		.../^(?:else|elif|elsif|elseif)$/.test(block) ? { hint: "in a block write {{else}} and {{else if …}}, without \"#\"" } : {},
		offset: offsetOf(text, Number(line), Number(column)),
		length: block.length
	};
}
function faultAt(stop, text) {
	const { token, offset, expected } = stop;
	const unclosed = token === "EOF" ? unclosedBlock(text) : void 0;
	if (unclosed) return unclosed;
	const tag = /^\{\{[^{}]*\}\}\}?/.exec(text.slice(offset))?.[0] ?? stop.found;
	const whole = {
		offset,
		length: tag.length
	};
	if (token === "OPEN_ENDBLOCK") return {
		message: `${tag} closes no block: none is open here`,
		...whole
	};
	if (token === "INVERSE" || token === "OPEN_INVERSE_CHAIN") return expected.includes("'EOF'") ? {
		message: `${tag} is in no block`,
		hint: "it stands between {{#if …}} and {{/if}}",
		...whole
	} : {
		message: `${tag} comes after the {{else}} of its block`,
		hint: "a block has one {{else}}; every {{else if …}} stands before it",
		...whole
	};
	const expression = expressionAt(text, stop.found.startsWith("{{") ? offset - 1 : offset);
	return (expression && faultIn(expression, stop)) ?? unexpected(stop);
}
function expressionAt(text, offset) {
	const found = text.lastIndexOf("{{", offset);
	if (found < 0) return void 0;
	const start = text[found - 1] === "{" ? found - 1 : found;
	const open = /^\{\{\{?~?(?:#>|[#^/>&])?/.exec(text.slice(start))?.[0] ?? "{{";
	const rest = text.slice(start + open.length);
	const end = /~?\}\}\}?|\{\{/.exec(rest);
	const close = end && end[0] !== "{{" ? end[0] : "";
	return {
		start,
		open,
		inner: close === "" ? "" : rest.slice(0, end?.index),
		close
	};
}
function faultIn({ start, open, inner, close }, stop) {
	const braces = {
		offset: start,
		length: open.length
	};
	const three = open.startsWith("{{{");
	if (close === "") return {
		message: `"${open}" is never closed by "${three ? "}}}" : "}}"}"`,
		hint: LITERAL_BRACES,
		...braces
	};
	if (three !== close.endsWith("}}}")) return {
		message: `"${open}" is closed by "${close}"`,
		hint: "write two braces on both sides",
		...braces
	};
	const all = `${open}${inner}${close}`;
	if (inner.trim() === "") return {
		message: `${all} is empty`,
		hint: LITERAL_BRACES,
		offset: start,
		length: all.length
	};
	const [head = ""] = /^\s*(?:else\s+)?(?:if|unless|each|with)\s+/.exec(inner) ?? (/[#>^]/.test(open) ? /^\s*\S+\s+/.exec(inner) : null) ?? [];
	const isPrinted = head === "" && !/[#>^]/.test(open);
	const rewritten = inHandlebars(inner.slice(head.length), isPrinted);
	if (rewritten) return foreign(rewritten, {
		open,
		close,
		head,
		start
	});
	if (stop.expected.includes("'CLOSE_SEXPR'") && stop.token.startsWith("CLOSE")) return {
		message: `a "(" is not closed before "${close}"`,
		offset: stop.offset,
		length: close.length
	};
}
function foreign({ message, value, index, length }, { open, close, head, start }) {
	return {
		message,
		...value === void 0 ? {} : { hint: `write ${open}${head}${value}${close}` },
		offset: start + open.length + head.length + index,
		length
	};
}
const EXPECTED = {
	"'CLOSE'": "\"}}\"",
	"'CLOSE_UNESCAPED'": "\"}}}\"",
	"'CLOSE_SEXPR'": "\")\"",
	"'EQUALS'": "\"=\"",
	"'ID'": "a name",
	"'STRING'": "a text in quotes"
};
function unexpected({ found, token, offset, expected }) {
	const names = Object.entries(EXPECTED).flatMap(([name, text]) => expected.includes(name) ? [text] : []);
	const what = token === "EOF" ? "the template ends too early" : `"${found}" cannot stand here`;
	return {
		message: names.length === 0 ? what : `${what}; expected is ${names.join(" or ")}`,
		hint: `check that braces, quotes and blocks are closed (${LITERAL_BRACES})`,
		offset,
		length: Math.max(1, found.split("\n", 1)[0]?.length ?? 1)
	};
}
function unclosedBlock(text) {
	const open = [];
	for (const match of text.matchAll(/(?<!\\)\{\{~?([#^/])>?\s*([\w@/.-]+)/g)) if (match[1] === "/") open.pop();
	else open.push(match);
	const last = open.at(-1);
	if (last?.[2] === void 0) return void 0;
	return {
		message: `the block "${last[2]}" is never closed: {{/${last[2]}}} is missing`,
		offset: last.index,
		length: last[0].length
	};
}

// src/template/failure.ts
const MAX_NESTING = 100;
var TooDeep = class extends Error {
	offset;
	constructor(offset) {
		super(`blocks or parentheses stand in each other too deeply; at most ${MAX_NESTING} levels are allowed`);
		this.offset = offset;
	}
};
function checkNesting(text) {
	let blocks = 0;
	for (const { 0: expression, index } of text.matchAll(/\{\{[^{}]*\}\}/g)) {
		if (/^\{\{~?[#^]>?\s*\S/.test(expression)) blocks++;
		else if (/^\{\{~?\//.test(expression)) blocks--;
		if (Math.max(blocks, expression.length > MAX_NESTING ? parentheses(expression) : 0) > MAX_NESTING) throw new TooDeep(index);
	}
}
function parentheses(text) {
	let open = 0;
	let most = 0;
	for (const character of text) if (character === "(") most = Math.max(most, ++open);
	else if (character === ")") open--;
	return most;
}
function located(cause, handlebars, text, templates, file) {
	if (cause instanceof TooDeep) return new Located(cause.message, file && {
		...placeAt(file, cause.offset),
		length: 2
	});
	const fault = syntaxFault(handlebars, text);
	if (!fault) return new Located(templateReason(cause, templates), file && placeOfFailure(cause, file));
	return new Located(fault.message, file && {
		...placeAt(file, fault.offset),
		length: fault.length
	}, fault.hint);
}
function placeOfFailure(cause, file) {
	const { lineNumber, column } = cause;
	if (lineNumber !== void 0) return {
		file: file.path,
		line: lineNumber,
		column: (column ?? 0) + 1
	};
	const partial = MISSING_PARTIAL.exec(reasonOf(cause))?.[1] ?? "";
	return placeIn(file, new RegExp(`(?<=\\{\\{~?#?>\\s*)${partial.replace(/[^\w/-]/g, "\\$&")}`));
}
function placeAt({ path, text }, offset) {
	const before = text.slice(0, offset).split("\n");
	return {
		file: path,
		line: before.length,
		column: (before.at(-1)?.length ?? 0) + 1
	};
}
function placeIn(file, pattern) {
	const match = pattern.exec(file.text);
	return {
		...placeAt(file, match?.index ?? 0),
		length: Math.max(1, match?.[0].length ?? 1)
	};
}
const MISSING_PARTIAL = /^The partial (\S+) could not be found/;
function templateReason(cause, templates) {
	const message = reasonOf(cause);
	const partial = MISSING_PARTIAL.exec(message)?.[1];
	if (partial === "@partial-block") return "this template is included without a block; write {{#> name}} … {{/name}}";
	if (partial !== void 0) return `there is no template "${partial}" to include${didYouMean(partial, templates)}`;
	return message.replace(/ - \d+:\d+$/, "");
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
async function createTemplates(given) {
	const { default: Handlebars } = await import("./packages/handlebars.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const files = given.map((file) => ({
		...file,
		text: file.text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n")
	}));
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
	const render = (renderer, name, context) => {
		const file = byName.get(name);
		if (!file) throw new Error(`no template "${name}"`);
		return renderer.strictly(() => renderer.renderFile(file, bare(Object.getOwnPropertyDescriptors(context))), {
			file: file.path,
			line: 1,
			column: 1
		});
	};
	const placed = (cause, text) => isPlaced(cause) ? cause : located(cause, plain.environment, text, [...byName.keys()]);
	const parsed = (text) => {
		try {
			checkNesting(text);
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
			return plain.strictly(() => {
				try {
					return plain.compile(`expression ${text}`, text)(bare(Object.getOwnPropertyDescriptors(context)));
				} catch (cause) {
					throw placed(cause, text);
				}
			}, place);
		},
		syntaxProblem: (text, place) => {
			try {
				checkNesting(text);
				makeStrict(plain.environment.parse(text));
				return;
			} catch (cause) {
				return templateProblems([placed(cause, text)], place)[0];
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
	let missing;
	const helperNames = registerHelpers(environment, print, (cause) => {
		if (cause instanceof UndefinedName) missing?.push(cause);
		return missing !== void 0;
	});
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
			checkNesting(text);
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
			throw isPlaced(cause) ? cause : located(cause, environment, file.text, files.map(({ name }) => name), file);
		} finally {
			depth--;
		}
	};
	for (const file of files) environment.registerPartial(file.name, (context, runtime) => renderFile(file, context, runtime));
	const strictly = (act, place) => {
		try {
			return act();
		} catch (cause) {
			if (!isPlaced(cause)) throw cause;
			if (!(cause instanceof UndefinedName) || missing) throw new ProblemsFound(templateProblems([cause], place));
			missing = [];
			try {
				act();
			} catch {}
			const found = missing.length === 0 ? [cause] : missing;
			missing = void 0;
			throw new ProblemsFound(templateProblems(found, place));
		}
	};
	return {
		environment,
		compile,
		renderFile,
		strictly,
		helpers: helperNames
	};
}
function registerHelpers(environment, print, survives) {
	const placed = (options, act) => {
		const place = placeOf(options.loc);
		try {
			return act(place);
		} catch (cause) {
			if (survives(cause)) return "";
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
function templateProblems(causes, place) {
	const problems = causes.flatMap((cause) => cause instanceof ProblemsFound ? cause.problems : [error("template", cause.message, {
		place: cause.place ?? place,
		hint: cause.hint
	})]);
	return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

export { createTemplates, quoted };