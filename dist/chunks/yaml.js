import { array, boolean as boolean$1, check, exactOptional, metadata, minLength, pipe, record, regex, safeParse, string, transform, union } from "./packages/valibot.js";
import { require_fastest_levenshtein } from "./packages/fastest-levenshtein.js";
import { isVersion } from "./version.js";
import { ProblemsFound, error } from "./problem.js";
import { HALF_CHARACTER, reasonOf } from "./text.js";
import { require_dist } from "./packages/yaml.js";

// src/yaml/suggest.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
function closest(wrong, allowed) {
	let best;
	for (const word of allowed) {
		const edits = (0, import_fastest_levenshtein.distance)(wrong.toLowerCase(), word.toLowerCase());
		if (edits <= Math.ceil(word.length / 3) && edits < word.length && (!best || edits < best.edits)) best = {
			word,
			edits
		};
	}
	return best?.word;
}
function didYouMean(wrong, allowed) {
	const words = [...allowed];
	const word = isVersion(wrong) ? void 0 : closest(wrong, words);
	if (word !== void 0) return ` (did you mean "${word}"?)`;
	return words.length === 0 ? "" : ` (allowed: ${words.join(", ")})`;
}

// src/yaml/schema-parts.ts
const ONE_LINE = /^[^\n\r\0]*$/;
const ONE_LINE_RULE = "must be one line without control characters";
const MAPPING_RULE = "must be a mapping (key: value)";
const text = pipe(union([string(), pipe(boolean$1(), transform(String))], "must be text"), regex(ONE_LINE, ONE_LINE_RULE));
const filled = pipe(text, regex(/\S/, "must not be empty"));
const word = pipe(string("must be text"), regex(ONE_LINE, ONE_LINE_RULE));
const filledWord = pipe(word, regex(/\S/, "must not be empty"));
const boolean = boolean$1("must be true or false");
function kindOf(input) {
	if (Array.isArray(input)) return "list";
	if (typeof input === "object" && input !== null) return "mapping";
	return typeof input === "boolean" ? "boolean" : "text";
}
function byKind(branches, otherwise) {
	const options = Object.values(branches);
	const choose = (input) => branches[kindOf(input)] ?? branches[otherwise];
	const run = (dataset, config) => choose(dataset.value)["~run"](dataset, config);
	return {
		...union(options),
		options,
		choose,
		"~run": run
	};
}
function someOf(item, message, empty = "must have at least one value") {
	return pipe(array(item, message), minLength(1, empty));
}
const filledKey = pipe(string(), regex(/^[^\n\r\0]*\S[^\n\r\0]*$/, "must be one line and not empty"));
const texts = record(filledKey, text, MAPPING_RULE);
function anyFilled(keys, message) {
	const isFilled = (part) => typeof part === "object" && part !== null && Object.keys(part).length > 0;
	return {
		...check((input) => keys.some((key) => isFilled(input[key])), message),
		keys
	};
}
function documented(schema, description, examples, fallback) {
	return pipe(schema, metadata({
		description,
		examples: [...examples],
		...fallback === void 0 ? {} : { default: fallback }
	}));
}
function optional(schema, description, examples, fallback) {
	return exactOptional(documented(schema, description, examples, fallback));
}

// src/yaml/shape.ts
function readShape(schema, source, root) {
	const lists = misplacedLists(schema, source.data, []);
	const result = safeParse(schema, source.data);
	const issues = (result.issues ?? []).filter((issue) => !lists.some((list) => isBelow(issue, list)));
	const problems = [...lists.map((path) => error("invalid-value", `${path.length === 0 ? root : `"${pathText(path)}"`} ${MAPPING_RULE}, not a list`, { place: source.at(path) })), ...issues.flatMap((issue) => shapeProblems(issue, source, schema, root))];
	if (problems.length > 0 || !result.success) throw new ProblemsFound(problems);
	return result.output;
}
function shapeProblems(issue, source, schema, root) {
	const steps = issue.path ?? [];
	const path = steps.map((step) => step.key);
	const last = steps.at(-1);
	const label = path.length === 0 ? root : `"${pathText(path)}"`;
	if (issue.type === "strict_object" && issue.expected === "never") {
		const parent = path.slice(0, -1);
		const known = knownKeys(schema, parent);
		return Object.keys(last?.input).filter((key) => !known.includes(key)).map((key) => error("unknown-key", `unknown key "${key}" in ${where(parent, root)}${didYouMean(key, known)}`, { place: source.atKey([...parent, key]) }));
	}
	if (issue.type === "strict_object" && issue.received === "undefined") {
		const missing = `${where(path.slice(0, -1), root)} needs the key "${String(path.at(-1))}"`;
		return [error("missing-key", missing, { place: source.atKey(path.slice(0, -1)) })];
	}
	if (last && "origin" in last && last.origin === "key") {
		const wrong = `the name "${String(path.at(-1))}" ${issue.message}`;
		return [error("invalid-name", wrong, { place: source.atKey(path) })];
	}
	return [error("invalid-value", `${label} ${issue.message}${instead(issue)}`, { place: source.at(path) })];
}
function misplacedLists(schema, data, path) {
	if (typeof data !== "object" || data === null) return [];
	const parts = unwrap(schema, data);
	if (Array.isArray(data)) return parts.entries || parts.type === "record" ? [path] : data.flatMap((item, index) => misplacedLists(parts.item, item, [...path, index]));
	return Object.entries(data).flatMap(([key, item]) => misplacedLists(child(parts, key), item, [...path, key]));
}
function isBelow(issue, path) {
	return path.every((step, index) => String(issue.path?.[index]?.key) === String(step));
}
function knownKeys(root, path) {
	let schema = root;
	for (const step of path) schema = child(unwrap(schema, typeof step === "number" ? [] : {}), step);
	const { entries } = unwrap(schema, {});
	return entries ? Object.keys(entries) : [];
}
function unwrap(schema, sample) {
	let parts = schema ?? {};
	for (;;) if (parts.wrapped) parts = parts.wrapped;
	else if (parts.pipe && parts.pipe[0] !== parts) parts = parts.pipe[0];
	else if (parts.choose) parts = parts.choose(sample);
	else if (parts.getter) parts = parts.getter(sample);
	else return parts;
}
function child(parts, step) {
	return parts.entries ? parts.entries[String(step)] : parts.value ?? parts.item;
}
function where(path, root) {
	if (path.length === 0) return root;
	const [section, name] = path;
	const singular = {
		targets: "target",
		stages: "stage"
	};
	if (path.length === 2 && typeof section === "string" && singular[section]) return `${singular[section]} "${String(name)}"`;
	return `"${pathText(path)}"`;
}
function pathText(path) {
	return path.map((step, index) => typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`).join("");
}
function instead({ input, kind }) {
	if (input === null || input === void 0) return "";
	if (typeof input === "string" || typeof input === "boolean") return String(input).trim() === "" ? "" : `, not ${shortened(JSON.stringify(String(input)))}`;
	return kind === "validation" ? "" : `, not ${Array.isArray(input) ? "a list" : "a mapping"}`;
}
function shortened(text) {
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
function isMapping(data) {
	return typeof data === "object" && data !== null && !Array.isArray(data);
}

// src/yaml/nesting.ts
const MAX_NESTING = 100;
const TOO_DEEP = `lists and mappings stand in each other too deeply; at most ${100} levels are allowed`;
function isTooDeep(data) {
	let level = [data];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > 100) return true;
		level = level.flatMap((item) => typeof item === "object" && item !== null ? Object.values(item).filter((inner) => typeof inner === "object" && inner !== null) : []);
	}
	return false;
}

// src/yaml/source.ts
var import_dist = require_dist();
const MAX_ALIASES = 100;
const MAX_ERRORS = 20;
function readYaml(file, { empty = false } = {}) {
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(file.text, {
		schema: "failsafe",
		customTags: [empty ? "null" : "bool"],
		merge: true,
		lineCounter: lines,
		prettyErrors: false,
		uniqueKeys: true
	});
	const place = (start, end = start) => {
		const { line, col } = lines.linePos(Math.min(start, file.text.length));
		const firstLine = file.text.slice(start, end).split("\n", 1)[0] ?? "";
		return {
			file: file.path,
			line: Math.max(line, 1),
			column: Math.max(col, 1),
			length: Math.max(firstLine.trimEnd().length, 1)
		};
	};
	const problems = [...document.errors, ...document.warnings].slice(0, MAX_ERRORS).map((issue) => {
		const unclosed = unclosedAt(document, issue.code, issue.message, issue.pos[0]);
		const at = place(...unclosed?.range ?? issue.pos);
		const braces = /(?:^|[:,[-]\s*)\{\{/.test(file.text.split("\n")[at.line - 1] ?? "");
		return error("yaml-syntax", unclosed?.message ?? yamlMessage(issue.code, issue.message), {
			place: at,
			hint: braces ? QUOTE_BRACES : void 0
		});
	});
	const deep = problems.length === 0 ? tooDeep(document) : void 0;
	if (deep) problems.push(error("yaml-syntax", TOO_DEEP, { place: place(...deep) }));
	if (problems.length === 0) problems.push(...keyProblems(document, place), ...aliasProblems(document, place), ...halfCharacters(document, place));
	if (problems.length === 0 && !empty) problems.push(...emptyValues(document, place));
	if (problems.length > 0) return { problems };
	let data;
	try {
		data = document.toJS({ maxAliasCount: MAX_ALIASES });
	} catch (cause) {
		const reason = reasonOf(cause);
		const excessive = /Excessive alias/.test(reason);
		const [start, end] = (reason.startsWith("Merge") ? mergeKeys(document) : aliases(document)).at(-1)?.range ?? [0, 0];
		const message = excessive ? `aliases (*name) expand to too much; at most ${MAX_ALIASES} are allowed` : `not valid YAML: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
		return { problems: [error("yaml-aliases", message, { place: place(start, end) })] };
	}
	const nodePlace = (node) => place(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
	return {
		problems: [],
		source: {
			file,
			data,
			at: (path) => nodePlace(findNode(document, path).value),
			atKey: (path) => {
				const { key, value } = findNode(document, path);
				return nodePlace(key ?? value);
			}
		}
	};
}
const QUOTE_BRACES = "text that begins with {{ has to be quoted: \"{{name}}\"";
function tooDeep(document) {
	let found;
	(0, import_dist.visit)(document, { Collection: (_key, node, path) => {
		if (path.filter((above) => !(0, import_dist.isPair)(above)).length <= 100) return void 0;
		found = [node.range?.[0] ?? 0, node.range?.[0] ?? 0];
		return import_dist.visit.BREAK;
	} });
	return found;
}
function yamlMessage(code, message) {
	if (code === "DUPLICATE_KEY") return "this key is there twice in the same mapping; remove one of the two";
	if (message.includes("call stack")) return TOO_DEEP;
	if (code === "TAB_AS_INDENT") return "a tab in the indentation; YAML allows only spaces there";
	if (code === "MULTIPLE_DOCS") return "a second YAML document (---); a matrix is one document";
	if (code === "BLOCK_AS_IMPLICIT_KEY") return "not valid YAML: a second \": \" in this line; text that holds one has to be quoted";
	if (code === "TAG_RESOLVE_FAILED") return `${message.replace(/^Unresolved tag: (?:tag:yaml\.org,2002:(?=(.*)))?/, (_all, name) => `unknown YAML tag ${name === void 0 ? "" : "!!"}`)}; values are text without it, and text that begins with "!" has to be quoted`;
	return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, "")}`;
}
function unclosedAt(document, code, message, end) {
	const quote = /^Missing closing (["'])/.exec(message)?.[1];
	const bracket = code === "BAD_INDENT" ? /end with a ([\]}])/.exec(message)?.[1] : void 0;
	let start;
	(0, import_dist.visit)(document, {
		Scalar(_key, { type, range }) {
			if (type === (quote === "\"" ? "QUOTE_DOUBLE" : "QUOTE_SINGLE") && quote !== void 0 && range && range[0] < end) start = range[0];
		},
		Collection(_key, { flow, range }) {
			if (bracket !== void 0 && flow === true && range && range[0] < end) start = range[0];
		}
	});
	if (start === void 0) return void 0;
	return {
		range: [start, start + 1],
		message: `not valid YAML: this ${quote ?? (bracket === "]" ? "[" : "{")} is never closed`
	};
}
function emptyValues(document, place) {
	const problems = [];
	(0, import_dist.visit)(document, {
		Scalar(_key, node) {
			if (node.type === "PLAIN" && node.source === "" && node.range) problems.push(error("yaml-empty", "no value here", {
				place: place(node.range[0]),
				hint: "write '' for an empty text, or remove the key"
			}));
		},
		Pair(_key, pair) {
			if (pair.value === null && (0, import_dist.isScalar)(pair.key) && pair.key.range) problems.push(error("yaml-empty", `"${String(pair.key.value)}" has no value`, {
				place: place(pair.key.range[0], pair.key.range[1]),
				hint: "write '' for an empty text, or remove the key"
			}));
		}
	});
	return problems;
}
const RESERVED = /* @__PURE__ */ new Set([
	...Object.getOwnPropertyNames(Object.prototype),
	"prototype",
	"toJSON"
]);
function keyProblems(document, place) {
	const problems = [];
	(0, import_dist.visit)(document, { Pair(_key, { key }) {
		if ((0, import_dist.isScalar)(key) && key.range && RESERVED.has(String(key.value))) problems.push(error("reserved-key", `"${String(key.value)}" is reserved; choose another name`, { place: place(key.range[0], key.range[1]) }));
		if ((0, import_dist.isCollection)(key) && key.range) {
			const braces = (0, import_dist.isMap)(key) && key.flow === true;
			problems.push(braces ? error("yaml-key", QUOTE_BRACES, { place: place(key.range[0] - 1, key.range[1] + 1) }) : error("yaml-key", "a key must be text, not a list", { place: place(key.range[0], key.range[1]) }));
		}
	} });
	return problems;
}
function halfCharacters(document, place) {
	const problems = [];
	(0, import_dist.visit)(document, { Scalar(_key, { value, range }) {
		if (HALF_CHARACTER.test(String(value)) && range) problems.push(error("yaml-syntax", "this text has half of a character, which no file can hold", {
			place: place(range[0], range[1]),
			hint: String.raw`write the character itself, or both halves of it: "\ud83d\udc33"`
		}));
	} });
	return problems;
}
function aliases(document) {
	const nodes = [];
	(0, import_dist.visit)(document, { Alias: (_key, alias) => void nodes.push(alias) });
	return nodes;
}
function mergeKeys(document) {
	const keys = [];
	(0, import_dist.visit)(document, { Pair: (_key, { key }) => void ((0, import_dist.isScalar)(key) && isMergeKey(key) && keys.push(key)) });
	return keys;
}
function aliasProblems(document, place) {
	const problems = [];
	(0, import_dist.visit)(document, { Alias(_key, alias, path) {
		const [start, end] = alias.range ?? [0, 0];
		const target = alias.resolve(document);
		if (target === void 0) problems.push(error("yaml-aliases", `there is no anchor "&${alias.source}" above this alias`, { place: place(start, end) }));
		else if (path.includes(target)) problems.push(error("yaml-aliases", `the alias "*${alias.source}" stands inside of what it stands for`, { place: place(start, end) }));
	} });
	return problems;
}
function findNode(document, path) {
	let value = document.contents;
	let key;
	for (const step of path) {
		const parent = (0, import_dist.isAlias)(value) ? value.resolve(document) ?? null : value;
		const next = (0, import_dist.isMap)(parent) ? pairOf(parent.items, String(step), document) : (0, import_dist.isSeq)(parent) && typeof step === "number" && parent.items[step] && !(0, import_dist.isPair)(parent.items[step]) ? { value: parent.items[step] } : void 0;
		if (!next) break;
		value = next.value ?? next.key ?? value;
		key = next.key;
	}
	return key ? {
		key,
		value
	} : { value };
}
function pairOf(items, name, document) {
	const direct = items.find((pair) => (0, import_dist.isScalar)(pair.key) && String(pair.key.value) === name);
	if (direct) return direct;
	for (const pair of items) {
		if (!(0, import_dist.isScalar)(pair.key) || !isMergeKey(pair.key)) continue;
		const merged = (0, import_dist.isAlias)(pair.value) ? pair.value.resolve(document) : pair.value;
		const maps = (0, import_dist.isSeq)(merged) ? merged.items.map((item) => (0, import_dist.isAlias)(item) ? item.resolve(document) : item) : [merged];
		for (const map of maps) {
			const pairInMap = (0, import_dist.isMap)(map) ? pairOf(map.items, name, document) : void 0;
			if (pairInMap) return pairInMap;
		}
	}
}
function isMergeKey(key) {
	return /^(?:<<|Symbol\(<<\))$/.test(String(key.value));
}

export { MAPPING_RULE, TOO_DEEP, anyFilled, boolean, byKind, closest, didYouMean, documented, filled, filledKey, filledWord, isMapping, isTooDeep, optional, pathText, readShape, readYaml, someOf, text, texts, word };