import { n as error, t as ProblemsFound } from "./problem.js";
import { C as MAPPING_RULE, D as documented, E as byKind, O as filled, P as text, S as didYouMean, T as boolean, _ as combinationKey, b as valuesOf, d as boundedMatch, f as readExpression, h as resolveTargets, m as declaredPlatforms, n as entryLine, p as conditionProblems, r as readEntries, t as enableProblem, u as expandDates, v as combinations, x as closest, y as restrict } from "./tag-entry.js";
import { a as parse, i as mountOptions, n as readInstructions, r as shellWords, t as readYaml } from "./source.js";
import { i as tagProblem, r as parseRepository } from "./reference.js";
import { C as strictObject, D as unknown, E as union, S as safeParse, T as transform, d as minLength, i as exactOptional, n as boolean$1, s as literal$1, t as array, v as picklist, w as string, x as regex, y as pipe } from "./valibot.js";
import { i as versionTest, n as isPrerelease$1, r as isVersion, t as compareVersions } from "./version-order.js";
import { t as require_dist } from "./yaml.js";
import { dirname, join } from "node:path";

// src/matrix/shape.ts
function readShape(schema, source, root) {
	const lists = misplacedLists(schema, source.data, []);
	const result = safeParse(schema, source.data);
	const issues = (result.issues ?? []).filter((issue) => !lists.some((list) => isBelow(issue, list)));
	const problems = [...lists.map((path) => error("invalid-value", `${path.length === 0 ? root : `"${pathText(path)}"`} ${MAPPING_RULE}, not a list`, { place: source.at(path) })), ...issues.map((issue) => shapeProblem(issue, source, schema, root))];
	if (problems.length > 0 || !result.success) throw new ProblemsFound(problems);
	return result.output;
}
function shapeProblem(issue, source, schema, root) {
	const steps = issue.path ?? [];
	const path = steps.map((step) => step.key);
	const last = steps.at(-1);
	const label = path.length === 0 ? root : `"${pathText(path)}"`;
	if (issue.type === "strict_object" && issue.expected === "never") {
		const known = knownKeys(schema, path.slice(0, -1));
		return error("unknown-key", `unknown key "${String(path.at(-1))}" in ${where(path.slice(0, -1), root)}${didYouMean(String(path.at(-1)), known)}`, { place: source.atKey(path) });
	}
	if (issue.type === "strict_object" && issue.received === "undefined") return error("missing-key", `${where(path.slice(0, -1), root)} needs the key "${String(path.at(-1))}"`, { place: source.atKey(path.slice(0, -1)) });
	if (last && "origin" in last && last.origin === "key") return error("invalid-name", `the name "${String(path.at(-1))}" ${issue.message}`, { place: source.atKey(path) });
	return error("invalid-value", `${label} ${issue.message}${instead(issue)}`, { place: source.at(path) });
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

// src/matrix/axis-value.ts
var AxisValue = class {
	#text;
	constructor(text, carried) {
		this.#text = text;
		Object.defineProperties(this, Object.getOwnPropertyDescriptors(carried));
	}
	toString() {
		return this.#text;
	}
	toJSON() {
		return this.#text;
	}
};

// src/matrix/condition.ts
function patternTest(pattern) {
	const version = versionTest(pattern);
	if (version) return version;
	if (!/[*?]/.test(pattern)) return (text) => text === pattern;
	const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".");
	const glob = new RegExp(`^${source}$`);
	return (text) => glob.test(text);
}
function conditionTest(condition) {
	const tests = Object.entries(condition).map(([key, patterns]) => {
		const any = [patterns].flat().map(patternTest);
		return (facts) => {
			const fact = facts[key];
			return fact !== void 0 && any.some((test) => test(fact));
		};
	});
	return (facts) => tests.every((test) => test(facts));
}

// src/matrix/literal.ts
var import_dist = require_dist();
function literal(text) {
	return text.replace(/(\\*)(\{\{\}*)/g, (_, backslashes, braces) => `${backslashes}${backslashes === "" ? "" : "\\"}{{concat "${braces}"}}`);
}

// src/matrix/value-sources.ts
const NO_INPUTS = {
	files: /* @__PURE__ */ new Map(),
	globs: /* @__PURE__ */ new Map()
};
const READ_KEYS = [
	"read",
	"key",
	"each",
	"having"
];
function textAt(value, key) {
	const text = value[key];
	return typeof text === "string" ? text : void 0;
}
function isMapping$1(value) {
	return typeof value === "object" && !Array.isArray(value);
}
function isSource(value) {
	return isMapping$1(value) && (textAt(value, "read") ?? textAt(value, "glob")) !== void 0;
}
function sourcesOf(value) {
	if (isSource(value)) {
		const pattern = textAt(value, "glob");
		return pattern === void 0 ? {
			files: [textAt(value, "read") ?? ""],
			globs: []
		} : {
			files: [],
			globs: [pattern]
		};
	}
	const inner = (Array.isArray(value) ? value : isMapping$1(value) ? Object.values(value) : []).map(sourcesOf);
	return {
		files: inner.flatMap(({ files }) => files),
		globs: inner.flatMap(({ globs }) => globs)
	};
}
function valueSources({ file }) {
	const axes = Object.values(file.axes ?? {}).flatMap((axis) => Array.isArray(axis) ? [] : Object.values(axis));
	const all = [
		file.values ?? {},
		...axes,
		...[...Object.values(file.targets), ...Object.values(file.stages ?? {})].map(({ values }) => values ?? {}),
		...(file.rules ?? []).map(({ set }) => set ?? {})
	].map(sourcesOf);
	const own = Object.values(file.targets).flatMap(({ dockerfile }) => dockerfile ?? []);
	const tests = [file, ...Object.values(file.targets)].flatMap(({ test }) => test ?? []).flatMap(({ structure }) => structure ?? []);
	return {
		files: [
			...all.flatMap(({ files }) => files),
			...own,
			...tests
		],
		globs: all.flatMap(({ globs }) => globs)
	};
}
function readSources(value, inputs, templates, placeOf, path = []) {
	if (isSource(value)) return readSource(value, inputs, templates, placeOf(path));
	if (Array.isArray(value)) return value.map((item, index) => readSources(item, inputs, templates, placeOf, [...path, index]));
	if (!isMapping$1(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, readSources(item, inputs, templates, placeOf, [...path, name])]));
}
function readSource(value, inputs, templates, place) {
	const pattern = textAt(value, "glob");
	const allowed = pattern === void 0 ? READ_KEYS : ["glob"];
	const unknown = Object.keys(value).find((key) => !allowed.includes(key));
	if (unknown !== void 0) fail("unknown-key", `unknown key "${unknown}" beside "${pattern === void 0 ? "read" : "glob"}"${didYouMean(unknown, allowed)}`, place);
	if (pattern !== void 0) return inputs.globs.get(pattern) ?? [];
	const path = textAt(value, "read") ?? "";
	const key = textAt(value, "key") ?? "";
	const text = inputs.files.get(path);
	if (text === void 0) return fail("unreadable-value", `there is no file "${path}" to read a value from`, place, "paths start at the folder of the matrix");
	const found = select$1(readData({
		path,
		text
	}, place), key, path, place);
	const each = textAt(value, "each");
	if (each === void 0) return toValue(found) ?? fail("unreadable-value", `"${key}" in ${path} is no text, number, list or mapping`, place);
	if (!Array.isArray(found)) return fail("unreadable-value", `"each" needs a list, and "${key}" in ${path} is none`, place);
	const having = textAt(value, "having");
	return found.filter((item) => having === void 0 || lookup(item, having) !== void 0).map((item) => templates.expression(each, toValue(item), place));
}
function readData({ path, text }, place) {
	try {
		if (path.endsWith(".json")) return JSON.parse(text);
		if (/\.(?:toml|lock)$/.test(path)) return parse(text);
	} catch (cause) {
		fail("unreadable-value", `${path} cannot be read: ${(cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? ""}`, place);
	}
	return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
function select$1(data, key, path, place) {
	const found = key === "" ? data : lookup(data, key);
	if (found !== void 0) return found;
	const parent = lookup(data, key.split(".").slice(0, -1).join("."));
	const known = typeof parent === "object" && parent !== null ? Object.keys(parent) : [];
	return fail("unreadable-value", `there is no "${key}" in ${path}${didYouMean(key.split(".").at(-1) ?? "", known)}`, place);
}
function lookup(data, key) {
	return key.split(".").filter(Boolean).reduce((inner, part) => typeof inner === "object" && inner !== null && Object.hasOwn(inner, part) ? inner[part] : void 0, data);
}
function toValue(data) {
	if (typeof data === "string") return literal(data);
	if (typeof data === "boolean") return data;
	if (typeof data === "number" || typeof data === "bigint") return String(data);
	if (data instanceof Date) return data.toISOString();
	if (Array.isArray(data)) return data.map((item) => toValue(item) ?? "");
	if (typeof data !== "object" || data === null) return void 0;
	return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, toValue(item) ?? ""]));
}
function fail(code, message, place, hint) {
	throw new ProblemsFound([error(code, message, {
		place,
		hint
	})]);
}

// src/matrix/value-scope.ts
function createScopes(matrix, templates, overrides, inputs) {
	const { file, source } = matrix;
	const read = /* @__PURE__ */ new Map();
	const literal = (values, path) => {
		const known = read.get(values);
		if (known) return known;
		const result = readSources(values, inputs, templates, (inner) => source.at([...path, ...inner]));
		read.set(values, result);
		return result;
	};
	const layerAt = (values, path) => ({
		values: literal(values, path),
		path,
		origin: (name) => ({
			kind: "place",
			place: source.atKey([...path, name])
		})
	});
	const rules = (file.rules ?? []).flatMap((rule, index) => rule.set ? [{
		index,
		values: rule.set,
		test: rule.when ? conditionTest(rule.when) : () => true
	}] : []);
	const declared = file.values ?? {};
	const memo = /* @__PURE__ */ new Map();
	return (name, combination) => {
		const key = `${name} ${combinationKey(combination)}`;
		const known = memo.get(key);
		if (known) return known;
		const isTarget = Object.hasOwn(file.targets, name);
		const own = (isTarget ? file.targets[name] : file.stages?.[name])?.values ?? {};
		const matching = rules.filter(({ test }) => test({
			...combination,
			...isTarget ? { target: name } : {}
		}));
		checkConflicts(matching, source);
		const layers = [
			layerAt(declared, ["values"]),
			...Object.entries(combination).map(([axis, text]) => {
				const carried = literal(valuesOf(file, axis, text), [
					"axes",
					axis,
					text
				]);
				return layerAt(Object.fromEntries(Object.entries(carried).filter(([carriedName]) => Object.hasOwn(declared, carriedName))), [
					"axes",
					axis,
					text
				]);
			}),
			layerAt(own, [
				isTarget ? "targets" : "stages",
				name,
				"values"
			]),
			...matching.map(({ values, index }) => layerAt(values, [
				"rules",
				index,
				"set"
			])),
			{
				values: overrides,
				origin: () => ({ kind: "override" })
			}
		];
		const origins = /* @__PURE__ */ new Map();
		let merged = {};
		for (const layer of layers) {
			merged = mergeValues(merged, layer.values);
			for (const valueName of Object.keys(layer.values)) origins.set(valueName, layer.origin(valueName));
		}
		const context = {};
		const lazily = lazyValues(context, templates);
		Object.defineProperties(context, Object.getOwnPropertyDescriptors(lazily(merged, "", (valueName) => placeOf(origins, valueName))));
		for (const [axis, text] of Object.entries(combination)) {
			const path = [
				"axes",
				axis,
				text
			];
			origins.set(axis, {
				kind: "place",
				place: source.at(Array.isArray(file.axes?.[axis]) ? [
					"axes",
					axis,
					file.axes[axis].indexOf(text)
				] : path)
			});
			context[axis] = new AxisValue(text, lazily(literal(valuesOf(file, axis, text), path), `${axis}.`, (carried) => source.at([...path, carried])));
		}
		if (isTarget) context["target"] = name;
		const scope = {
			context,
			origins,
			layers
		};
		memo.set(key, scope);
		return scope;
	};
}
function mergeValues(below, above) {
	const result = { ...below };
	for (const [name, value] of Object.entries(above)) {
		const under = result[name];
		result[name] = isMapping$1(value) && isMapping$1(under) ? mergeValues(under, value) : value;
	}
	return result;
}
function checkConflicts(rules, source) {
	const seen = /* @__PURE__ */ new Map();
	for (const { index, values } of rules) for (const [name, value] of Object.entries(values)) {
		const other = seen.get(name);
		const text = JSON.stringify(value);
		if (other && other.value !== text) {
			const there = source.atKey([
				"rules",
				other.index,
				"set",
				name
			]);
			throw new ProblemsFound([error("set-conflict", `two rules set "${name}" to different values for the same image (also at ${there.file}:${there.line}:${there.column})`, {
				place: source.atKey([
					"rules",
					index,
					"set",
					name
				]),
				hint: "narrow one of their conditions"
			})]);
		}
		seen.set(name, {
			index,
			value: text
		});
	}
}
function lazyValues(context, templates) {
	const open = [];
	return (values, prefix, place) => {
		const lazy = {};
		for (const [name, value] of Object.entries(values)) {
			if (!hasExpression(value)) {
				lazy[name] = value;
				continue;
			}
			const label = `${prefix}${name}`;
			let rendered;
			const get = () => {
				if (rendered !== void 0) return rendered;
				if (open.includes(label)) throw new ProblemsFound([error("value-cycle", `values use each other in a circle: ${[...open.slice(open.indexOf(label)), label].join(" → ")}`, { place: place(name) })]);
				open.push(label);
				try {
					rendered = mapTexts(value, (text) => templates.expression(text, context, place(name)));
				} finally {
					open.pop();
				}
				return rendered;
			};
			Object.defineProperty(lazy, name, {
				get,
				enumerable: true
			});
		}
		return lazy;
	};
}
function placeOf(origins, name) {
	const origin = origins.get(name);
	return origin?.kind === "place" ? origin.place : {
		file: `--set ${name}`,
		line: 1,
		column: 1
	};
}
function extendContext(context, more) {
	return Object.defineProperties({}, {
		...Object.getOwnPropertyDescriptors(context),
		...Object.getOwnPropertyDescriptors(more)
	});
}
function hasExpression(value) {
	if (typeof value === "string") return value.includes("{{");
	return typeof value === "object" && Object.values(value).some(hasExpression);
}
function mapTexts(value, change) {
	if (typeof value === "string") return change(value);
	if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
	return isMapping$1(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)])) : value;
}

// src/matrix/values.ts
const BUILT_IN = ["target"];
const RUN_FACTS = [
	"version",
	"revision",
	"branch"
];
function isRunFact(name) {
	return RUN_FACTS.includes(name);
}
function readOverrides(matrix, overrides) {
	const declared = declaredValues(matrix);
	const problems = [];
	let result = {};
	for (const [name, text] of Object.entries(overrides)) {
		const sample = declared.get(name);
		if (sample === void 0) {
			const what = Object.hasOwn(matrix.file.axes ?? {}, name) ? `"${name}" is an axis, not a value; choose images with --target` : `there is no value "${name}" to set${didYouMean(name, [...declared.keys(), ...RUN_FACTS])}`;
			problems.push(error("unknown-value", `--set ${name}: ${what}`));
			continue;
		}
		const value = likeSample(sample, text);
		if (value === void 0) {
			problems.push(error("invalid-value", `--set ${name}: "${text}" must be ${Array.isArray(sample) ? "a list, as [a, b]" : typeof sample === "boolean" ? "true or false" : "one line of text; a mapping is set key by key"}`));
			continue;
		}
		result = mergeValues(result, name.split(".").reduceRight((inner, part) => ({ [part]: inner }), value));
	}
	if (problems.length > 0) throw new ProblemsFound(problems);
	return result;
}
function declaredValues(matrix) {
	const found = /* @__PURE__ */ new Map();
	const walk = (values, prefix) => {
		for (const [name, value] of Object.entries(values)) {
			found.set(`${prefix}${name}`, value);
			if (isMapping$1(value) && !isSource(value)) walk(value, `${prefix}${name}.`);
		}
	};
	for (const { set } of matrix.file.rules ?? []) walk(set ?? {}, "");
	for (const target of [...Object.values(matrix.file.targets), ...Object.values(matrix.file.stages ?? {})]) walk(target.values ?? {}, "");
	walk(matrix.file.values ?? {}, "");
	return found;
}
function likeSample(sample, text) {
	if (/[\n\r\0]/.test(text) || isMapping$1(sample) && !isSource(sample)) return void 0;
	if (isSource(sample)) return text.trimStart().startsWith("[") ? likeSample([], text) : text;
	if (typeof sample === "boolean") return text === "true" ? true : text === "false" ? false : void 0;
	if (!Array.isArray(sample)) return text;
	if (!text.trimStart().startsWith("[")) return text === "" ? [] : text.split(",").map((item) => item.trim());
	const document = (0, import_dist.parseDocument)(text, { schema: "failsafe" });
	const list = document.errors.length > 0 ? void 0 : document.toJS();
	return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : void 0;
}
function nameProblems(matrix) {
	const { file, source } = matrix;
	const taken = new Map([...BUILT_IN, ...RUN_FACTS].map((name) => [name, "is built in"]));
	const problems = [];
	const claim = (path, reservedOnly, keeps = true) => {
		const name = path.at(-1) ?? "";
		const owner = taken.get(name);
		const place = source.atKey(path);
		if (owner !== void 0 && !(reservedOnly && owner !== "is built in")) problems.push(error("name-taken", `"${pathText(path)}" needs another name: "${name}" ${owner}`, { place }));
		else if (keeps) taken.set(name, `is ${pathText(path)} already (line ${place.line})`);
	};
	for (const axis of Object.keys(file.axes ?? {})) claim(["axes", axis], false);
	for (const name of Object.keys(file.values ?? {})) claim(["values", name], false);
	for (const [section, entries] of [["stages", file.stages ?? {}], ["targets", file.targets]]) for (const [owner, { values }] of Object.entries(entries)) for (const name of Object.keys(values ?? {})) claim([
		section,
		owner,
		"values",
		name
	], !Object.hasOwn(file.axes ?? {}, name), false);
	if (Object.hasOwn(file.axes ?? {}, "platform")) problems.push(error("name-taken", "\"axes.platform\" needs another name: conditions use \"platform\" for the platform", { place: source.atKey(["axes", "platform"]) }));
	for (const stage of Object.keys(file.stages ?? {})) if (Object.hasOwn(file.targets, stage)) problems.push(error("name-taken", `"${stage}" is a stage and a target (line ${source.atKey(["targets", stage]).line}); give one of them another name`, { place: source.atKey(["stages", stage]) }));
	return problems;
}

// src/matrix/tag-facts.ts
const MISSING = {
	version: "needs a version: not a release (--set version=1.2.3 shows it)",
	...Object.fromEntries(RUN_FACTS.filter((fact) => fact !== "version").map((fact) => [fact, `needs a ${fact}: none is known here (--set ${fact}=… shows it)`])),
	tag: "needs a tag: not a release (--set version=1.2.3 shows it)",
	sha: "needs a sha: no commit is known here (--set revision=… shows it)",
	base_ref: "needs a base_ref: not a pull request",
	is_default_branch: "needs is_default_branch: this is no run of anything",
	is_not_default_branch: "needs is_not_default_branch: this is no run of anything",
	date: "needs a date: this is no run of anything",
	commit_date: "needs a commit_date: no commit is known here"
};
const TAG_FACTS = Object.keys(MISSING).filter((name) => !name.endsWith("date"));
function missingFact(name) {
	return MISSING[name] ?? `needs ${name}`;
}
const SHORT_SHA = 7;
function releaseTag({ tag, version }) {
	return tag !== void 0 && (version === void 0 || version === tagVersion(tag)) ? tag : version;
}
function tagVersion(tag) {
	return tag.replace(/^v(?=\d)/, "");
}
function atRelease(facts, tag) {
	return {
		...facts,
		tag,
		version: tagVersion(tag)
	};
}
function factTexts(facts, spelt) {
	const tag = releaseTag(facts);
	const isRun = facts.branch !== void 0 || tag !== void 0 || facts.pull !== void 0 || facts.event !== void 0;
	const isDefault = facts.branch !== void 0 && facts.pull === void 0 && facts.isDefaultBranch;
	return {
		...facts.version ? { version: spelt(facts.version) } : {},
		...facts.revision ? {
			revision: facts.revision,
			sha: facts.revision.slice(0, 7)
		} : {},
		...facts.branch ? { branch: spelt(facts.branch) } : {},
		...tag ? { tag: spelt(tag) } : {},
		...facts.baseRef ? { base_ref: spelt(facts.baseRef) } : {},
		...isRun ? {
			is_default_branch: String(isDefault),
			is_not_default_branch: String(!isDefault)
		} : {}
	};
}

// src/matrix/repositories.ts
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

// src/dockerfile/helpers/helper.ts
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
	if (isMapping(value)) return value;
	throw new Error(`"${helper}" takes a mapping, not ${kindOf(value)}`);
}
function isText(value) {
	return [
		"string",
		"boolean",
		"number"
	].includes(typeof value) || value instanceof AxisValue;
}
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof AxisValue && Object.keys(value).length === 0);
}
function isTrue(value) {
	return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
function kindOf(value) {
	if (value === void 0 || value === null) return "nothing";
	if (isText(value)) return typeof value === "boolean" ? String(value) : `the text "${String(value)}"`;
	return Array.isArray(value) ? "a list" : "a mapping";
}

// src/dockerfile/helpers/quoting.ts
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

// src/dockerfile/decorate.ts
function decorate(text, decorators) {
	const { instructions, escape } = readInstructions(text);
	const lines = text.split("\n").map((line, index) => ({
		text: line,
		from: index + 1
	}));
	const used = /* @__PURE__ */ new Set();
	const failures = [];
	const tests = decorators.map(({ match }) => match.map(patternOf));
	for (const run of instructions.toReversed()) {
		if (run.keyword !== "RUN") continue;
		const script = scriptOf(run);
		const matching = decorators.filter((_, index) => tests[index]?.some((test) => test.test(script)) && used.add(index));
		if (matching.length === 0) continue;
		const shell = shellBefore(run, instructions);
		const failure = addEnvironment(lines, run, Object.assign({}, ...matching.map(({ env }) => env)), shell);
		if (failure !== void 0) failures.unshift({
			line: run.line,
			message: failure
		});
		addMounts(lines, run, matching.flatMap(({ mount }) => mount), escape);
	}
	return {
		text: lines.map((line) => line.text).join("\n"),
		lines: lines.map(({ from }) => from),
		used,
		failures
	};
}
const EXPORTS = new RegExp(`^(?:${/export (?:[A-Za-z_]\w*=(?:[^\s'"&;|\\]|\\'|'[^']*'|"[^"]*")*(?:[ \t]+|(?=\n)|$))+(?:&& |\n|$)/.source})+`);
function scriptOf(run) {
	return [run.exec?.join(" ") ?? run.text, ...run.heredocs.flatMap(({ body }) => body)].map((line) => line.trim().replace(EXPORTS, "").replace(/\s+/g, " ")).join("\n");
}
function patternOf(pattern) {
	const source = pattern.trim().replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, " ").replace(/\*/g, "[^;&|\\n]*");
	return new RegExp(`(?<![\\w-])${source}(?![\\w-])`);
}
function shellBefore(run, instructions) {
	const shell = instructions.findLast(({ keyword, line }) => line < run.line && (keyword === "SHELL" || keyword === "FROM"));
	return shell?.keyword === "SHELL" ? shell.exec?.[0] ?? "sh" : "sh";
}
function addEnvironment(lines, run, env, shell) {
	const [heredoc] = run.heredocs;
	const whole = heredoc !== void 0 && run.heredocs.length === 1 && run.text.trim() === heredoc.word;
	const body = whole ? heredoc.body.join("\n") : run.text;
	const present = new Set([...(EXPORTS.exec(body.replace(/^#!.*\n/, ""))?.[0] ?? "").matchAll(/([A-Za-z_]\w*)=/g)].map(([, name]) => name));
	const missing = Object.entries(env).filter(([name]) => !present.has(name));
	if (missing.length === 0) return void 0;
	const names = missing.map(([name]) => name).join(", ");
	if (run.exec) return `this RUN has no shell (it is written as a list), so that ${names} cannot be set in front of it`;
	if (!/(?:^|\/)(?:sh|bash|ash|dash|zsh|ksh)$/.test(shell)) return `this RUN is for ${shell}, where ${names} cannot be set with "export"`;
	if (whole && /^#!(?!.*\b(?:sh|bash|ash|dash|zsh|ksh)\b)/.test(body)) return `this RUN is a script for another program than a shell, so that ${names} cannot be set in it`;
	const command = `export ${missing.map(([name, value]) => `${name}=${shellQuote(value)}`).join(" ")}`;
	if (whole) {
		const at = heredoc.line - 1 + (body.startsWith("#!") ? 1 : 0);
		lines.splice(at, 0, {
			text: command,
			from: run.line
		});
		return;
	}
	const { line, column } = run.positionOf(0);
	const target = lines[line - 1];
	if (target) target.text = `${target.text.slice(0, column)}${command} && ${target.text.slice(column)}`;
}
function addMounts(lines, run, mounts, escape) {
	const taken = new Set(run.flags.filter(({ name }) => name === "--mount").map(({ value }) => targetOf(value)));
	const added = mounts.filter((mount) => !taken.has(targetOf(mount)) && taken.add(targetOf(mount)));
	const first = lines[run.line - 1];
	const head = /^\s*\S+[ \t]*/.exec(first?.text ?? "")?.[0];
	if (!first || head === void 0 || added.length === 0) return;
	const rest = first.text.slice(head.length);
	const flags = added.map((mount, index) => `${index === 0 ? head.trimEnd() : "   "} --mount=${mount} ${escape}`);
	const left = rest.trim() === escape ? [] : [{
		text: `    ${rest}`,
		from: run.line
	}];
	lines.splice(run.line - 1, 1, ...flags.map((text) => ({
		text,
		from: run.line
	})), ...left);
}
function targetOf(mount) {
	const options = mountOptions(mount);
	const target = options.get("target") ?? options.get("dst") ?? options.get("destination");
	const id = options.get("id") ?? options.get("source") ?? options.get("src") ?? "";
	return target ?? (options.get("type") === "secret" ? `/run/secrets/${id.split("/").at(-1) ?? ""} ${options.get("env") ?? ""}` : `${options.get("type") ?? "bind"} ${id}`);
}

// src/dockerfile/decoration.ts
function createDecoration(matrix, templates) {
	const { file, source } = matrix;
	const entries = file.decorate ?? [];
	const used = /* @__PURE__ */ new Set();
	const apply = (rendered, context) => {
		if (entries.length === 0) return rendered;
		const decorators = entries.map(({ match, mount = [], env = {} }, index) => ({
			match: [match].flat(),
			mount: mount.map((text, item) => templates.expression(text, context, source.at([
				"decorate",
				index,
				"mount",
				item
			]))),
			env: Object.fromEntries(Object.entries(env).map(([name, text]) => [name, templates.expression(text, context, source.at([
				"decorate",
				index,
				"env",
				name
			]))]))
		}));
		const result = decorate(rendered.text, decorators);
		for (const index of result.used) used.add(index);
		const [failure] = result.failures;
		if (failure) throw new ProblemsFound([error("cannot-decorate", failure.message, {
			place: rendered.places()[failure.line - 1],
			hint: `write it as a command in one line, or narrow "match" (${place$1(source.at(["decorate"]))})`
		})]);
		return {
			text: result.text,
			places: () => result.lines.map((line) => rendered.places()[line - 1] ?? {
				file: "",
				line: 1,
				column: 1
			})
		};
	};
	const problems = () => entries.flatMap(({ match }, index) => {
		if (used.has(index)) return [];
		const patterns = [match].flat().map((pattern) => `"${pattern}"`).join(" or ");
		return [error("idle-decorator", `no RUN of any template has ${patterns}`, {
			place: source.at([
				"decorate",
				index,
				"match"
			]),
			hint: "a pattern is a part of the command, as \"pip install\" or \"uv *\""
		})];
	});
	return {
		apply,
		problems
	};
}
function place$1({ file, line }) {
	return `${file}:${line}`;
}

// src/dockerfile/stage-references.ts
function stageReferences(body) {
	return [...new Set(readInstructions(body).instructions.flatMap(referencesOf))];
}
function referencesOf({ keyword, flags }) {
	return flags.flatMap(({ name, value }) => {
		if (name === "--from" && (keyword === "COPY" || keyword === "ADD")) return [value];
		return name === "--mount" && keyword === "RUN" ? mountOptions(value).get("from") ?? [] : [];
	});
}

// src/dockerfile/stages.ts
const DEFAULT_TEMPLATES = "templates";
function createStages(matrix, targets, templates, scopeOf) {
	const { file, source } = matrix;
	const rendered = /* @__PURE__ */ new Map();
	const decoration = createDecoration(matrix, templates);
	const folder = file.templates ?? "templates";
	const keys = [...Object.keys(file.targets).filter((key) => file.targets[key]?.from !== void 0), ...Object.keys(file.stages ?? {})];
	const nameOf = (key) => file.targets[key]?.stage ?? key;
	const keyOf = (reference, place) => {
		if (keys.includes(reference)) return reference;
		const named = keys.filter((key) => nameOf(key) === reference);
		if (named.length > 1) throw new ProblemsFound([error("ambiguous-stage", `"${reference}" is the stage name of ${named.map((key) => `"${key}"`).join(" and ")}; name one of them instead`, { place })]);
		return named[0];
	};
	const stage = (key, combination) => {
		const target = targets.get(key);
		const seen = target ? restrict(combination, target.axes) : combination;
		const memoKey = `${key} ${combinationKey(seen)}`;
		const known = rendered.get(memoKey);
		if (known) return known;
		const section = target ? "targets" : "stages";
		const declared = target ? file.targets[key] : file.stages?.[key];
		if (declared?.from === void 0) throw new Error(`no stage "${key}"`);
		const template = templateOf(declared.template ?? key, [section, key], declared.template === void 0 ? void 0 : "template");
		const { context } = scopeOf(key, seen);
		const fromPlace = source.at([
			section,
			key,
			"from"
		]);
		const written = templates.expression(declared.from, context, fromPlace).trim();
		if (!/^(?:--platform=\S+ )?[^\s"'\\]+$/.test(written)) throw new ProblemsFound([error("invalid-from", `"from" of "${key}" gives "${written}", which is no image or stage`, {
			place: fromPlace,
			hint: "one image reference, or the name of a stage or target"
		})]);
		const { text: body, places } = renderBody(template, context);
		checkBody(body, template, [section, key]);
		const base = written.split(" ").at(-1) ?? written;
		const baseKey = keyOf(base, fromPlace);
		if (target && baseKey !== void 0) checkParent(target, baseKey, fromPlace);
		const bodyKeys = stageReferences(body).flatMap((reference) => keyOf(reference.toLowerCase(), source.atKey([section, key])) ?? []);
		for (const needed of bodyKeys) checkAxes(needed, Object.keys(seen), [section, key]);
		const result = {
			key,
			name: nameOf(key),
			from: baseKey === void 0 ? written : `${written.slice(0, written.length - base.length)}${nameOf(baseKey)}`,
			body,
			places,
			template: `${folder}/${template}.hbs`,
			templateLines: templates.lines(template),
			needs: [.../* @__PURE__ */ new Set([...baseKey === void 0 ? [] : [baseKey], ...bodyKeys])]
		};
		rendered.set(memoKey, result);
		return result;
	};
	const templateOf = (name, path, option) => {
		if (templates.names.includes(name)) return name;
		throw new ProblemsFound([error("unknown-template", `there is no template "${name}" for ${path[0] === "targets" ? "target" : "stage"} "${path[1] ?? ""}"${didYouMean(name, templates.names)}`, {
			place: option === void 0 ? source.atKey(path) : source.at([...path, option]),
			hint: `write ${folder}/${name}.hbs${templates.names.length === 0 ? `; there is no template in ${folder} now` : `, or name another with "${option ?? "template"}:"`}`
		})]);
	};
	const renderBody = (template, context) => {
		const text = templates.render(template, context);
		const above = /^\n*/.exec(text)?.[0].length ?? 0;
		return decoration.apply({
			text: text.slice(above).trimEnd(),
			places: () => templates.trace(template, context).slice(above)
		}, context);
	};
	const placedFile = (key, combination) => {
		const template = templateOf(file.targets[key]?.file ?? key, ["targets", key], "file");
		const { context } = scopeOf(key, combination);
		const rendered = templates.render(template, context);
		const { text, places } = decoration.apply({
			text: rendered.trimEnd(),
			places: () => templates.trace(template, context)
		}, context);
		return {
			text: `${text}\n`,
			places
		};
	};
	const wholeFile = (key, combination) => placedFile(key, combination).text;
	const checkAxes = (needed, axes, path) => {
		const missing = targets.get(needed)?.axes.filter((axis) => !axes.includes(axis)) ?? [];
		if (missing.length === 0) return;
		throw new ProblemsFound([error("axis-not-in-child", `"${path[1] ?? ""}" takes files from "${needed}", which has the axes ${missing.join(", ")} besides`, {
			place: source.atKey(path),
			hint: `add them to the axes of "${path[1] ?? ""}", or take the files from a helper stage`
		})]);
	};
	const checkBody = (body, template, path) => {
		const { instructions } = readInstructions(body);
		const last = instructions.at(-1);
		const heredoc = last?.heredocs.find(({ terminated }) => !terminated);
		const named = `${folder}/${template}.hbs`;
		const place = source.atKey(path);
		if (heredoc) throw new ProblemsFound([error("open-instruction", `${named} ends inside of the heredoc "${heredoc.name}"`, {
			place,
			hint: `end it with a line "${heredoc.name}"`
		})]);
		if (last?.open) throw new ProblemsFound([error("open-instruction", `${named} ends in the middle of an instruction: its last line is continued with "\\"`, {
			place,
			hint: "remove the last \"\\\""
		})]);
		const from = instructions.find(({ keyword }) => keyword === "FROM");
		if (from !== void 0) throw new ProblemsFound([error("from-in-template", `${named} has "FROM ${from.text}", but a template is the inside of one stage`, {
			place,
			hint: "write each stage as a target or under stages:, or the whole Dockerfile with \"file:\""
		})]);
	};
	const checkParent = (target, base, place) => {
		const parent = targets.get(base);
		const missing = parent?.axes.filter((axis) => !target.axes.includes(axis)) ?? [];
		const foreign = parent ? target.platforms.filter((platform) => !parent.platforms.includes(platform)) : [];
		if (missing.length > 0) throw new ProblemsFound([error("axis-not-in-child", `target "${target.name}" is built from "${base}", which has the axes ${missing.join(", ")} besides`, {
			place,
			hint: `add them to the axes of "${target.name}"`
		})]);
		if (foreign.length > 0) throw new ProblemsFound([error("platform-not-in-parent", `target "${target.name}" is built for ${foreign.join(", ")}, but its parent "${base}" is not`, { place })]);
	};
	const closure = (wanted, combination) => {
		const ordered = [];
		const state = /* @__PURE__ */ new Map();
		const names = /* @__PURE__ */ new Map();
		const visit = (name, trail) => {
			if (state.get(name) === "done") return;
			if (state.get(name) === "open") {
				const place = source.atKey([Object.hasOwn(file.targets, name) ? "targets" : "stages", name]);
				throw new ProblemsFound([error("stage-cycle", `stages need each other in a circle: ${[...trail.slice(trail.indexOf(name)), name].join(" → ")}`, { place })]);
			}
			state.set(name, "open");
			const current = stage(name, combination);
			for (const needed of current.needs.toSorted()) visit(needed, [...trail, name]);
			state.set(name, "done");
			const twin = names.get(current.name);
			if (twin !== void 0) {
				const place = source.atKey(Object.hasOwn(file.targets, name) ? [
					"targets",
					name,
					...file.targets[name]?.stage === void 0 ? [] : ["stage"]
				] : ["stages", name]);
				throw new ProblemsFound([error("stage-collision", `"${name}" and "${twin}" would both be the stage "${current.name}" of one Dockerfile`, {
					place,
					hint: "give one of them another \"stage:\""
				})]);
			}
			names.set(current.name, name);
			ordered.push(current);
		};
		for (const name of wanted) visit(name, []);
		return ordered;
	};
	return {
		stage,
		closure,
		wholeFile,
		placedFile,
		idleDecorators: decoration.problems
	};
}

// src/dockerfile/lint/add-checksum.ts
const addChecksum = {
	severity: "warning",
	about: "ADD of a URL without --checksum: whatever is there on the day of the build gets into the image.",
	check: ({ instructions }) => instructions.flatMap(({ keyword, line, text, exec, flags }) => {
		if (keyword !== "ADD" || flags.some(({ name }) => name === "--checksum")) return [];
		const url = (exec ?? shellWords(text)).slice(0, -1).map((word) => word.replace(/^["']/, "")).find((word) => /^https?:\/\//i.test(word) && !/\.git(?:[#?]|["']?$)/.test(word));
		return url === void 0 ? [] : [{
			line,
			message: `ADD of ${url} without a checksum`,
			hint: "ADD --checksum=sha256:… URL FILE; sha256sum prints it"
		}];
	})
};

// src/dockerfile/lint/empty-continuation.ts
const emptyContinuation = {
	severity: "error",
	about: "An empty line inside of a continued instruction. BuildKit still joins over it and warns that it will stop doing so; most come from a block that rendered to nothing.",
	check: ({ instructions }) => instructions.flatMap(({ keyword, emptyLines }) => emptyLines.slice(0, 1).map((line) => ({
		line,
		message: `an empty line inside of the continued ${keyword}`,
		hint: "remove it; in a template, {{#continued}} … {{/continued}} leaves out lines that render to nothing"
	})))
};

// src/dockerfile/lint/fixed-architecture.ts
const ARCHITECTURE = /(?<![A-Za-z0-9])(?:x86_64|amd64|aarch64|arm64)(?![A-Za-z0-9])/;
const ASKS = /TARGETARCH|TARGETPLATFORM|TARGETVARIANT|BUILDARCH|BUILDPLATFORM|\buname\b|--print-architecture|--print-foreign|\$\(arch\)|\bplatform\.machine\b/;
const fixedArchitecture = {
	severity: "warning",
	about: "The name of one architecture in RUN, ADD, COPY, ENV or ARG of a stage that is built for several: the others get its files.",
	check: ({ instructions, severalArchitectures }) => instructions.flatMap(({ keyword, line, text, heredocs, positionOf }) => {
		if (!severalArchitectures || ![
			"RUN",
			"ADD",
			"COPY",
			"ENV",
			"ARG"
		].includes(keyword)) return [];
		const bodies = heredocs.flatMap((heredoc) => heredoc.body.map((body, index) => ({
			body,
			line: heredoc.line + index
		})));
		if (ASKS.test([text, ...bodies.map(({ body }) => body)].join("\n"))) return [];
		const direct = ARCHITECTURE.exec(text);
		const inside = direct ? void 0 : bodies.find(({ body }) => ARCHITECTURE.test(body));
		const name = direct?.[0] ?? ARCHITECTURE.exec(inside?.body ?? "")?.[0];
		if (name === void 0) return [];
		return [{
			line: direct ? positionOf(direct.index).line : inside?.line ?? line,
			message: `"${name}" is written out in a stage that is built for several architectures`,
			hint: "use $TARGETARCH (after ARG TARGETARCH), or {{architecture \"NAME\" (map amd64=… arm64=…)}}"
		}];
	})
};

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

// src/dockerfile/lint/shadowed-argument.ts
const shadowedArgument = {
	severity: "warning",
	about: "An ARG that is not what it looks like: set above the first FROM and used in a stage that does not declare it (it is empty there), or declared again with another default.",
	check: ({ instructions }, { globals }) => {
		const defaults = /* @__PURE__ */ new Map();
		for (const { name, value, line } of globals.flatMap(variablesOf)) if (value !== void 0) defaults.set(name, {
			value,
			line
		});
		const global = new Set(globals.flatMap(variablesOf).map(({ name }) => name));
		const declared = /* @__PURE__ */ new Set();
		const found = [];
		for (const instruction of instructions) {
			for (const name of global) {
				if (declared.has(name) || !uses(instruction, name)) continue;
				declared.add(name);
				found.push({
					line: instruction.line,
					message: `"${name}" is an ARG above FROM and is empty in this stage`,
					hint: `write ARG ${name} in the stage too`
				});
			}
			for (const { name, value, line } of variablesOf(instruction)) {
				const before = defaults.get(name);
				if (instruction.keyword === "ARG" && before !== void 0 && value !== void 0 && value !== before.value) found.push({
					line,
					message: `ARG ${name} has the default "${value}" here and "${before.value}" in line ${before.line}`,
					hint: `write ARG ${name} without a default, to take over the other`
				});
				if (instruction.keyword === "ARG" && value !== void 0) defaults.set(name, {
					value,
					line
				});
				declared.add(name);
			}
		}
		return found;
	}
};
function uses({ keyword, text, heredocs, exec }, name) {
	const script = [text, ...keyword === "RUN" ? heredocs.flatMap(({ body }) => body) : []].join("\n");
	if (exec && keyword === "RUN") return false;
	if (keyword === "RUN" && new RegExp(`(?:^|[\\s;&|(])(?:${name}=|for\\s+${name}\\s|read\\s[^;&|]*\\b${name}\\b)`).test(script)) return false;
	return new RegExp(`(?<!\\\\)\\$(?:${name}(?!\\w)|\\{${name}[}:#%/^,])`).test(script.replace(/'[^']*'/g, ""));
}

// src/dockerfile/lint/unknown-stage.ts
const IMAGES = new Set("alpine amazonlinux archlinux bash buildpack-deps busybox caddy composer debian docker eclipse-temurin elixir erlang fedora gcc golang gradle haskell httpd julia maven memcached mongo mysql nginx node oraclelinux perl php postgres pypy python r-base redis rockylinux ruby rust scratch swift traefik ubuntu".split(" "));
const unknownStage = {
	severity: "error",
	about: "COPY --from, RUN --mount=from= or FROM with a name that is no stage above: one that comes later, a name of the matrix that the Dockerfile does not have, or a slip. A name that may be an image is left alone.",
	check: ({ from, instructions, name }, around) => [...check(from.image, from.line, "FROM", around, void 0), ...instructions.flatMap((instruction) => referencesOf(instruction).flatMap((reference) => check(reference, instruction.line, instruction.keyword === "RUN" ? "RUN --mount" : `${instruction.keyword} --from`, around, name)))]
};
function check(reference, line, where, around, self) {
	if (reference === "" || /[$/:@.]/.test(reference)) return [];
	const name = reference.toLowerCase();
	if (around.stages.has(name) || around.contexts.has(name)) return [];
	if (/^\d+$/.test(name)) return Number(name) < around.index ? [] : [{
		line,
		message: `${where} takes stage ${name}, but the last one above is ${around.index - 1}`
	}];
	if (name === self?.toLowerCase()) return [{
		line,
		message: `${where} takes from the stage "${reference}", which it is part of`
	}];
	const later = around.later.get(name);
	if (later !== void 0) return [{
		line,
		message: `${where} takes from the stage "${reference}", which only comes in line ${later}`,
		hint: "a stage can use those above it; move one of the two"
	}];
	const alias = around.aliases.get(name);
	if (alias !== void 0) return [{
		line,
		message: `${where} takes from "${reference}", whose stage is named "${alias}"`,
		hint: `write ${alias}`
	}];
	const meant = IMAGES.has(name) ? void 0 : closest(name, [...around.stages, ...around.later.keys()]);
	return meant === void 0 ? [] : [{
		line,
		message: `${where} takes from "${reference}", which is no stage above (did you mean "${meant}"?)`,
		hint: `an image of that name is written with its tag, as ${reference}:latest`
	}];
}

// src/dockerfile/lint/unparsable.ts
const INSTRUCTIONS = {
	ADD: {
		least: 2,
		flags: [
			"--chmod",
			"--chown",
			"--checksum",
			"--exclude",
			"--from",
			"--keep-git-dir",
			"--link",
			"--unpack"
		]
	},
	ARG: { least: 1 },
	CMD: { least: 0 },
	COPY: {
		least: 2,
		flags: [
			"--chmod",
			"--chown",
			"--exclude",
			"--from",
			"--link",
			"--parents"
		]
	},
	ENTRYPOINT: { least: 0 },
	ENV: { least: 1 },
	EXPOSE: { least: 1 },
	FROM: {
		least: 1,
		flags: ["--platform"]
	},
	HEALTHCHECK: {
		least: 1,
		flags: [
			"--interval",
			"--retries",
			"--start-interval",
			"--start-period",
			"--timeout"
		]
	},
	LABEL: { least: 1 },
	MAINTAINER: { least: 1 },
	ONBUILD: { least: 1 },
	RUN: {
		least: 1,
		flags: [
			"--device",
			"--mount",
			"--network",
			"--security"
		]
	},
	SHELL: { least: 1 },
	STOPSIGNAL: { least: 1 },
	USER: { least: 1 },
	VOLUME: { least: 1 },
	WORKDIR: { least: 1 }
};
const unparsable = {
	severity: "error",
	about: "An instruction that BuildKit cannot read: unknown, without its arguments, with a misspelled flag, or never ended.",
	check: ({ instructions }) => instructions.flatMap(faultsOf)
};
function faultsOf(instruction) {
	const { keyword, line, text, exec, flags, heredocs, open } = instruction;
	const known = Object.hasOwn(INSTRUCTIONS, keyword) ? INSTRUCTIONS[keyword] : void 0;
	if (!known) return [{
		line,
		message: `"${keyword}" is no instruction${/^[a-z]/.test(keyword.toLowerCase()) ? didYouMean(keyword, Object.keys(INSTRUCTIONS)).replace(/^ \(allowed.*/, "") : ""}`,
		hint: "a line that continues another needs a \"\\\" at the end of the one above"
	}];
	const open_ = heredocs.find(({ terminated }) => !terminated);
	if (open_) return [{
		line,
		message: `the heredoc "${open_.name}" is never ended`,
		hint: `end it with a line "${open_.name}"`
	}];
	if (open) return [{
		line: instruction.endLine,
		message: `${keyword} is continued beyond the end`,
		hint: "remove the \"\\\" at the end of the last line"
	}];
	const words = exec ?? text.match(/\S+/g) ?? [];
	if (words.length < known.least) return [{
		line,
		message: `${keyword} needs ${known.least === 1 ? "an argument" : `${known.least} arguments`}, and has ${words.length === 0 ? "none" : "one"}`
	}];
	if (keyword === "SHELL" && !exec) return [{
		line,
		message: "SHELL takes a list, as [\"/bin/bash\", \"-c\"]"
	}];
	if (keyword === "FROM" && words.length !== 1 && !(words.length === 3 && /^as$/i.test(words[1] ?? ""))) return [{
		line,
		message: `FROM takes one image, and perhaps "AS name", not "${text}"`
	}];
	const faults = [];
	if (keyword === "ENV" && !/^[^\s=]+(?:=|\s+\S)/.test(text)) faults.push({
		line,
		message: `ENV takes NAME=value, not "${text}"`
	});
	for (const { name } of flags) {
		const meant = (known.flags ?? []).includes(name) ? "" : didYouMean(name, known.flags ?? []);
		if (meant.startsWith(" (did")) faults.push({
			line,
			message: `${keyword} has no flag ${name}${meant}`
		});
	}
	return faults;
}

// src/dockerfile/lint/shell-text.ts
function unquoted(text) {
	return text.replace(/\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'/g, (quoted) => "_".repeat(quoted.length));
}

// src/dockerfile/lint/version-specifier.ts
const SPECIFIER = /(?<![<>=\w])(?:[A-Za-z][\w.-]*(?:\[[\w,.\s-]*\])?)?\s?(?:[<>]=\s?v?\d[\w.*]*|(?<=[\w\]])[<>]\d+(?:\.\d+|\.\*)*(?=[\s,;)&|]|$))/g;
const versionSpecifier = {
	severity: "error",
	about: "A version specifier in RUN without quotes: to a shell, `jupyterlab>=4` writes to a file named \"=4\", and `numpy<2` reads a file named \"2\".",
	check: ({ instructions }) => instructions.filter(({ keyword, exec }) => keyword === "RUN" && !exec).flatMap((run) => [...commands$1(run), ...scripts(run)])
};
function commands$1(run) {
	return specifiers(run.text).map(({ index, text }) => found(run.positionOf(index).line, text));
}
function scripts(run) {
	return run.heredocs.flatMap(({ body, line }) => body.flatMap((text, index) => (/\b(?:install|add|download)\s/.test(text) ? specifiers(text) : []).map((specifier) => found(line + index, specifier.text))));
}
function specifiers(text) {
	return [...unquoted(text).replace(/\(\([\s\S]*?\)\)|\[\[[\s\S]*?\]\]/g, (inside) => "_".repeat(inside.length)).matchAll(SPECIFIER)].map((match) => ({
		index: match.index + (match[0].length - match[0].trimStart().length),
		text: match[0].trim()
	}));
}
function found(line, text) {
	return {
		line,
		message: `"${text}" is not quoted, so that the shell ${text.includes(">") ? "writes to" : "reads"} a file instead`,
		hint: `write '${text}', or {{shell …}} in a template`
	};
}

// src/dockerfile/lint/rules.ts
const rules = {
	unparsable,
	"unknown-stage": unknownStage,
	"empty-continuation": emptyContinuation,
	"version-specifier": versionSpecifier,
	"add-checksum": addChecksum,
	"secret-argument": secretArgument,
	"shadowed-argument": shadowedArgument,
	"fixed-architecture": fixedArchitecture
};

// src/dockerfile/lint/allow.ts
const ALLOW = /^#\s*docker-matrix:\s*(.*)$/;
const FORM = "# docker-matrix: allow CODE because …";
function applyAllows(findings, comments, instructions) {
	const wrong = [];
	const written = comments.flatMap((comment) => {
		const sentence = ALLOW.exec(comment.text)?.[1];
		if (sentence === void 0) return [];
		const [, code, reason] = /^allow\s+(\S+)(?:\s+because\s+(\S.*))?\s*$/.exec(sentence) ?? [];
		const fault = (message) => (wrong.push({
			code: "allow",
			severity: "error",
			line: comment.line,
			message,
			hint: `write ${FORM}`
		}), []);
		if (code === void 0) return fault(`"${sentence}" is nothing that docker-matrix knows`);
		if (!Object.hasOwn(rules, code)) return fault(`there is no finding "${code}" to allow${didYouMean(code, Object.keys(rules))}`);
		if (reason === void 0) return fault(`allowing "${code}" needs a reason`);
		const instruction = instructions.find(({ endLine }) => endLine >= comment.line);
		return [{
			code,
			line: comment.line,
			first: instruction?.line ?? 0,
			last: instruction?.endLine ?? -1
		}];
	});
	const covers = (allow, finding) => allow.code === finding.code && finding.line >= allow.first && finding.line <= allow.last;
	return {
		findings: [...findings.filter((finding) => !written.some((allow) => covers(allow, finding))), ...wrong],
		allows: written.map((allow) => ({
			code: allow.code,
			line: allow.line,
			used: findings.some((finding) => covers(allow, finding))
		}))
	};
}
function uselessAllow({ code, line }) {
	return {
		code: "allow",
		severity: "error",
		line,
		message: `there is no "${code}" here to allow`,
		hint: "remove the comment"
	};
}

// src/dockerfile/lint/lint.ts
function lintDockerfile(text, options) {
	const read = readInstructions(text);
	const first = read.instructions.findIndex(({ keyword }) => keyword === "FROM");
	const head = first === -1 ? read.instructions : read.instructions.slice(0, first);
	const stages = stagesOf(read.instructions, options);
	const lines = stages.map(({ name, from }) => [name?.toLowerCase() ?? "", from.line]);
	const findings = [...findingsOf("unparsable", headFaults(read.instructions, head, first)), ...stages.flatMap((stage, index) => checkStage(stage, {
		globals: head,
		stages: new Set(lines.slice(0, index).map(([name]) => name)),
		later: new Map(lines.slice(index + 1)),
		aliases: /* @__PURE__ */ new Map(),
		contexts: options.contexts ?? /* @__PURE__ */ new Set(),
		index
	}))];
	return applyAllows(findings, read.comments, read.instructions);
}
function lintBody(text, stage, around) {
	const read = readInstructions(text);
	const findings = checkStage({
		...stage,
		instructions: read.instructions
	}, {
		...around,
		globals: [],
		later: /* @__PURE__ */ new Map(),
		index: 0
	});
	return applyAllows(findings, read.comments, read.instructions);
}
function checkStage(stage, around) {
	return Object.entries(rules).flatMap(([code, { check }]) => findingsOf(code, check(stage, around)));
}
function findingsOf(code, found) {
	const severity = rules[code]?.severity ?? "error";
	return found.map((one) => ({
		...one,
		code,
		severity
	}));
}
function headFaults(instructions, head, first) {
	const faults = [...head, ...instructions.filter(({ keyword }) => keyword === "FROM")].flatMap(faultsOf);
	if (first === -1) return [...faults, {
		line: 1,
		message: "there is no FROM, so that there is nothing to build"
	}];
	return [...faults, ...head.filter(({ keyword }) => keyword !== "ARG").map(({ keyword, line }) => ({
		line,
		message: `${keyword} stands above the first FROM, where only ARG can`
	}))];
}
function stagesOf(instructions, { severalArchitectures }) {
	const starts = instructions.flatMap(({ keyword }, index) => keyword === "FROM" ? [index] : []);
	return starts.map((start, index) => {
		const from = instructions[start];
		const [image = "", , name] = (from?.text ?? "").split(/\s+/);
		return {
			name,
			from: {
				image,
				line: from?.line ?? 0
			},
			instructions: instructions.slice(start + 1, starts[index + 1]),
			severalArchitectures
		};
	});
}

// src/dockerfile/lint/inspection.ts
function createInspection({ file, source }) {
	const problems = /* @__PURE__ */ new Map();
	const allows = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new WeakMap();
	const names = Object.entries({
		...file.stages,
		...file.targets
	}).map(([key, declared]) => [key, "stage" in declared && declared.stage !== void 0 ? declared.stage : key]);
	const around = {
		stages: new Set(names.map(([, name]) => name)),
		aliases: new Map(names.filter(([key, name]) => key !== name)),
		contexts: new Set(Object.values(file.targets).flatMap(({ contexts = {} }) => Object.keys(contexts)).map((name) => name.toLowerCase()))
	};
	const add = (finding, place) => {
		const { code, severity, hint } = finding;
		const problem = {
			...error(code, `${finding.message} [${code}]`, {
				place,
				hint
			}),
			severity
		};
		problems.set(JSON.stringify([problem.message, place]), problem);
	};
	const collect = ({ findings, allows: written }, placeOf) => {
		for (const finding of findings) add(finding, placeOf(finding.line));
		for (const { code, line, used } of written) {
			const place = placeOf(line);
			const key = `${place.file}:${place.line} ${code}`;
			allows.set(key, {
				code,
				place,
				used: used || (allows.get(key)?.used ?? false)
			});
		}
	};
	const fallback = (path) => ({
		file: path,
		line: 1,
		column: 1
	});
	return {
		stages: (stages, built) => {
			const architectures = architecturesOf(stages, built);
			for (const stage of stages) {
				const severalArchitectures = (architectures.get(stage.key)?.size ?? 0) > 1;
				const done = seen.get(stage) ?? /* @__PURE__ */ new Set();
				if (done.has(severalArchitectures)) continue;
				seen.set(stage, done.add(severalArchitectures));
				const image = stage.from.split(" ").at(-1) ?? "";
				const from = source.at([
					Object.hasOwn(file.targets, stage.key) ? "targets" : "stages",
					stage.key,
					"from"
				]);
				collect(lintBody(stage.body, {
					name: stage.name,
					from: {
						image,
						line: 0
					},
					severalArchitectures
				}, around), (line) => line === 0 ? from : stage.places()[line - 1] ?? fallback(stage.template));
			}
		},
		dockerfile: ({ text, places }, platforms) => {
			const severalArchitectures = new Set(platforms.map(architectureOf)).size > 1;
			collect(lintDockerfile(text, {
				severalArchitectures,
				contexts: around.contexts
			}), (line) => places()[line - 1] ?? places().at(-1) ?? fallback(source.file.path));
		},
		problems: (whole) => {
			if (whole) {
				for (const { code, place, used } of allows.values()) if (!used) add(uselessAllow({
					code,
					line: place.line
				}), place);
			}
			return [...problems.values()];
		}
	};
}
function architecturesOf(stages, built) {
	const byKey = new Map(stages.map((stage) => [stage.key, stage]));
	const architectures = /* @__PURE__ */ new Map();
	const visit = (key, names) => {
		const known = architectures.get(key) ?? /* @__PURE__ */ new Set();
		if (names.every((name) => known.has(name))) return;
		architectures.set(key, /* @__PURE__ */ new Set([...known, ...names]));
		for (const needed of byKey.get(key)?.needs ?? []) visit(needed, names);
	};
	for (const { target, platforms } of built) visit(target.name, platforms.map(architectureOf));
	return architectures;
}
function architectureOf(platform) {
	return platform.split("/")[1] ?? platform;
}
function ownPlaces(path, text) {
	return {
		text,
		places: () => text.split("\n").map((line, index) => ({
			file: path,
			line: index + 1,
			column: line.length - line.trimStart().length + 1,
			length: Math.max(1, line.trim().length)
		}))
	};
}

// src/dockerfile/render.ts
const DEFAULT_SYNTAX = "docker/dockerfile:1";
function renderDockerfile(parts) {
	const header = [...parts.syntax === false ? [] : [`# syntax=${parts.syntax}`], `# Made by docker-matrix from ${parts.matrix}: edit that or the templates, then run "docker-matrix render".`];
	const stages = parts.stages.map((stage) => `# ${stage.template}:1-${stage.templateLines}\nFROM ${stage.from} AS ${stage.name}\n${stage.body}${stage.body === "" ? "" : "\n"}`);
	return [`${header.join("\n")}\n`, ...stages].join("\n");
}
function renderIgnoreFile(patterns, matrix) {
	return [
		`# Made by docker-matrix from ${matrix}.`,
		...patterns,
		""
	].join("\n");
}

// src/group.ts
function groupBy(items, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}

// src/image-tests/rules.ts
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const VARIABLE_RULE = "must be the name of an environment variable";
const PATH = /^\/[\p{L}\p{M}\p{N} ._/@+:,=~%(){}&;<>|-]*$/u;
const PATH_RULE = "must begin with \"/\", and have no quotes, brackets or characters with a meaning in patterns";
function isTestablePath(path) {
	return PATH.test(path) && path.split("/").every((part) => part !== ".." && part !== ".");
}

// src/image-tests/pattern.ts
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
function compilePattern(text, lines = false) {
	const inline = /^\(\?([a-zA-Z]+)\)/.exec(text);
	const flags = inline?.[1] ?? "";
	if (/[^ims]/.test(flags)) throw new Error(`has the flags "(?${flags})"; i, m and s are supported`);
	const body = text.slice(inline?.[0].length ?? 0);
	let result = "";
	let inClass = false;
	for (let at = 0; at < body.length;) {
		const rest = body.slice(at);
		const step = inClass ? classStep(rest) : plainStep(rest);
		if (step.opens) inClass = true;
		if (step.closes) inClass = false;
		result += step.text;
		at += step.length;
	}
	try {
		return new RegExp(result, [.../* @__PURE__ */ new Set(`${flags}u${lines ? "m" : ""}`)].join(""));
	} catch (cause) {
		throw new Error(`is no regular expression: ${cause instanceof Error ? (cause.message.split(": ").at(-1) ?? "").toLowerCase() : String(cause)}`, { cause });
	}
}
function plainStep(rest) {
	if (rest.startsWith("\\")) return escapeStep(rest, false);
	if (rest.startsWith("(?P<")) return {
		text: "(?<",
		length: 4
	};
	const negated = /^\[\^?/.exec(rest)?.[0];
	if (negated !== void 0) return rest[negated.length] === "]" ? {
		text: `${negated}\\]`,
		length: negated.length + 1,
		opens: true
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
		const repeat = /^\{\d+(?:,\d*)?\}/.exec(rest)?.[0];
		return repeat === void 0 ? {
			text: "\\{",
			length: 1
		} : {
			text: repeat,
			length: repeat.length
		};
	}
	return character(rest);
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
			length: all.length
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
			length: all.length
		};
	}
	if (/[A-Za-z0-9]/.test(next)) {
		if (!/[dDwWsSbBnrtfvx]/.test(next)) throw new Error(`has the escape "\\${next}", which is not supported`);
		if (next === "s") return {
			text: inClass ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]",
			length: 2
		};
		if (next === "S" && !inClass) return {
			text: "[^\\t\\n\\f\\r ]",
			length: 2
		};
		return {
			text: `\\${next}`,
			length: 2
		};
	}
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

// src/image-tests/structure-schema.ts
const WORD_RULE = "must be text";
const words = array(pipe(union([string(), pipe(boolean$1(), transform(String))], WORD_RULE), regex(/^[^\0]*$/, "must have no NUL character")), "must be a list");
const commands = array(pipe(words, minLength(1, "must not be an empty command")), "must be a list of commands, each a list of words");
const patterns = array(union([string(), pipe(boolean$1(), transform(String))], WORD_RULE), "must be a list of regular expressions");
const name = filled;
const integer = pipe(string("must be a whole number"), regex(/^-?\d+$/, "must be a whole number"), transform(Number));
const flag = byKind({
	boolean,
	text: pipe(string(), regex(/^(?:y|yes|on|true|n|no|off|false)$/i, "must be true or false"), transform((word) => /^(?:y|yes|on|true)$/i.test(word)))
}, "boolean");
const variables = array(strictObject({
	key: filled,
	value: text,
	isRegex: exactOptional(flag)
}, MAPPING_RULE), "must be a list of mappings with \"key\" and \"value\"");
const optionalValue = array(strictObject({
	key: filled,
	value: exactOptional(text, ""),
	isRegex: exactOptional(flag)
}, MAPPING_RULE), "must be a list of mappings with \"key\" and \"value\"");
const structureSchema = strictObject({
	schemaVersion: documented(literal$1("2.0.0", "must be 2.0.0"), "Version of the format.", ["2.0.0"]),
	globalEnvVars: exactOptional(variables),
	commandTests: exactOptional(array(strictObject({
		name,
		setup: exactOptional(commands),
		teardown: exactOptional(commands),
		envVars: exactOptional(variables),
		exitCode: exactOptional(integer),
		command: filled,
		args: exactOptional(words),
		expectedOutput: exactOptional(patterns),
		excludedOutput: exactOptional(patterns),
		expectedError: exactOptional(patterns),
		excludedError: exactOptional(patterns)
	}, MAPPING_RULE), "must be a list of tests")),
	fileExistenceTests: exactOptional(array(strictObject({
		name,
		path: filled,
		shouldExist: exactOptional(flag),
		permissions: exactOptional(string("must be text, as -rwxr-xr-x")),
		uid: exactOptional(integer),
		gid: exactOptional(integer),
		isExecutableBy: exactOptional(picklist([
			"owner",
			"group",
			"other",
			"any",
			""
		], "must be owner, group, other or any"))
	}, MAPPING_RULE), "must be a list of tests")),
	fileContentTests: exactOptional(array(strictObject({
		name,
		path: filled,
		expectedContents: exactOptional(patterns),
		excludedContents: exactOptional(patterns)
	}, MAPPING_RULE), "must be a list of tests")),
	metadataTest: exactOptional(strictObject({
		envVars: exactOptional(optionalValue),
		unboundEnvVars: exactOptional(optionalValue),
		exposedPorts: exactOptional(words),
		unexposedPorts: exactOptional(words),
		entrypoint: exactOptional(words),
		cmd: exactOptional(words),
		workdir: exactOptional(text),
		volumes: exactOptional(words),
		unmountedVolumes: exactOptional(words),
		labels: exactOptional(optionalValue),
		user: exactOptional(text)
	}, MAPPING_RULE)),
	licenseTests: exactOptional(array(unknown(), "must be a list")),
	containerRunOptions: exactOptional(strictObject({
		user: exactOptional(text),
		privileged: exactOptional(flag),
		allocateTty: exactOptional(flag),
		envVars: exactOptional(words),
		envFile: exactOptional(text),
		capabilities: exactOptional(words),
		bindMounts: exactOptional(words)
	}, MAPPING_RULE))
}, MAPPING_RULE);

// src/image-tests/structure-file.ts
function readStructureFile(file, options) {
	const read = readYaml(file);
	if (!("source" in read)) throw new ProblemsFound(read.problems);
	const { source } = read;
	const version = typeof source.data === "object" && source.data !== null ? source.data["schemaVersion"] : void 0;
	if (typeof version === "string" && version !== "2.0.0") throw new ProblemsFound([error("structure-version", `the schemaVersion "${version}" is not supported, only 2.0.0`, {
		place: source.at(["schemaVersion"]),
		hint: version === "1.0.0" ? "write commands as \"command\" and \"args\", flags of shells as arguments, and schemaVersion: 2.0.0" : void 0
	})]);
	const data = readShape(structureSchema, source, "the file");
	const problems = [...unsupported(data, source.at), ...details(data, source.at)];
	if (problems.length > 0) throw new ProblemsFound(problems);
	const shared = (path) => ({
		place: source.at(path),
		...options.platforms ? { platforms: options.platforms } : {}
	});
	const user = data.containerRunOptions?.user;
	const globals = (data.globalEnvVars ?? []).map(({ key, value }) => ({
		name: key,
		value,
		global: true
	}));
	const tests = [
		...(data.commandTests ?? []).map((test, index) => {
			const variables = (test.envVars ?? []).map(({ key, value }) => ({
				name: key,
				value
			}));
			return {
				kind: "command",
				...shared([
					"commandTests",
					index,
					"name"
				]),
				name: test.name,
				expand: true,
				command: [test.command, ...test.args ?? []],
				setup: test.setup ?? [],
				env: [
					...globals,
					...test.setup && test.setup.length > 0 ? variables.map((variable) => ({
						...variable,
						global: true
					})) : [],
					...variables
				],
				...user ? { user } : {},
				network: options.network,
				seconds: options.seconds,
				exitCode: test.exitCode ?? 0,
				stdout: {
					found: test.expectedOutput ?? [],
					missing: test.excludedOutput ?? []
				},
				stderr: {
					found: test.expectedError ?? [],
					missing: test.excludedError ?? []
				}
			};
		}),
		...(data.fileContentTests ?? []).map((test, index) => ({
			kind: "file",
			...shared([
				"fileContentTests",
				index,
				"name"
			]),
			name: test.name,
			path: test.path,
			exists: true,
			content: {
				found: test.expectedContents ?? [],
				missing: test.excludedContents ?? []
			}
		})),
		...(data.fileExistenceTests ?? []).map((test, index) => ({
			kind: "file",
			...shared([
				"fileExistenceTests",
				index,
				"name"
			]),
			name: test.name,
			expand: true,
			path: test.path,
			exists: test.shouldExist ?? true,
			...test.permissions ? { mode: test.permissions } : {},
			...test.uid === void 0 || test.uid < 0 ? {} : { uid: test.uid },
			...test.gid === void 0 || test.gid < 0 ? {} : { gid: test.gid },
			...test.isExecutableBy ? { executableBy: test.isExecutableBy } : {}
		})),
		...data.metadataTest && Object.keys(data.metadataTest).length > 0 ? [metadataTest$1(data.metadataTest, shared(["metadataTest"]))] : []
	];
	if (tests.length === 0) throw new ProblemsFound([error("structure-empty", "there are no tests in this file", {
		place: source.at([]),
		hint: "a file without tests fails with container-structure-test, too; leave it out"
	})]);
	return tests;
}
function metadataTest$1(data, shared) {
	const values = (list) => (list ?? []).map(({ key, value, isRegex }) => ({
		name: key,
		value,
		pattern: isRegex ?? false
	}));
	return {
		kind: "metadata",
		...shared,
		name: "metadataTest",
		env: values(data.envVars),
		unsetEnv: (data.unboundEnvVars ?? []).map(({ key }) => key),
		labels: values(data.labels),
		ports: data.exposedPorts ?? [],
		noPorts: data.unexposedPorts ?? [],
		volumes: data.volumes ?? [],
		noVolumes: data.unmountedVolumes ?? [],
		...data.entrypoint ? { entrypoint: data.entrypoint } : {},
		...data.cmd ? { cmd: data.cmd } : {},
		...data.workdir ? { workdir: data.workdir } : {},
		...data.user ? { user: data.user } : {}
	};
}
function unsupported({ licenseTests = [], containerRunOptions: options = {}, commandTests = [] }, at) {
	const refused = (path, what, hint) => error("structure-unsupported", `${what} is not supported here`, {
		place: at(path),
		hint
	});
	return [
		...licenseTests.length > 0 ? [refused(["licenseTests"], "\"licenseTests\"", "remove them, and look for licences in the SBOM")] : [],
		...options.privileged ? [refused(["containerRunOptions", "privileged"], "\"privileged\"", "tests run as steps of a build")] : [],
		...options.allocateTty ? [refused(["containerRunOptions", "allocateTty"], "\"allocateTty\"", "tests run as steps of a build")] : [],
		...options.capabilities && options.capabilities.length > 0 ? [refused(["containerRunOptions", "capabilities"], "\"capabilities\"", "tests run as steps of a build")] : [],
		...options.bindMounts && options.bindMounts.length > 0 ? [refused(["containerRunOptions", "bindMounts"], "\"bindMounts\"", "what a test needs has to be in the image, or written by its setup")] : [],
		...options.envFile ? [refused(["containerRunOptions", "envFile"], "\"envFile\"", "write the variables as globalEnvVars")] : [],
		...options.envVars && options.envVars.length > 0 ? [refused(["containerRunOptions", "envVars"], "\"envVars\" of the caller's environment", "write the variables as globalEnvVars")] : [],
		...commandTests.flatMap(({ exitCode }, index) => exitCode !== void 0 && (exitCode < 0 || exitCode > 255) ? [error("structure-value", `"exitCode" must be from 0 to 255, not ${exitCode}`, { place: at([
			"commandTests",
			index,
			"exitCode"
		]) })] : [])
	];
}
function details(data, at) {
	const patterns = (list, path) => (list ?? []).flatMap((text, index) => patternProblem(text, at([...path, index])));
	const variables = (list, path) => (list ?? []).flatMap(({ key }, index) => VARIABLE_NAME.test(key) ? [] : [error("structure-value", `"${key}" ${VARIABLE_RULE}`, { place: at([
		...path,
		index,
		"key"
	]) })]);
	const paths = (list, section, expand) => (list ?? []).flatMap(({ path }, index) => isTestablePath(expand ? path.replace(/\$(?:\w+|\{\w+\})/g, "/x") : path) ? [] : [error("structure-value", `the path "${path}" ${PATH_RULE}`, { place: at([
		section,
		index,
		"path"
	]) })]);
	const values = (list, path) => (list ?? []).flatMap(({ value, isRegex }, index) => isRegex ? patternProblem(value, at([
		...path,
		index,
		"value"
	])) : []);
	return [
		...variables(data.globalEnvVars, ["globalEnvVars"]),
		...(data.commandTests ?? []).flatMap((test, index) => [...variables(test.envVars, [
			"commandTests",
			index,
			"envVars"
		]), ...[
			"expectedOutput",
			"excludedOutput",
			"expectedError",
			"excludedError"
		].flatMap((key) => patterns(test[key], [
			"commandTests",
			index,
			key
		]))]),
		...paths(data.fileContentTests, "fileContentTests", false),
		...paths(data.fileExistenceTests, "fileExistenceTests", true),
		...(data.fileContentTests ?? []).flatMap((test, index) => ["expectedContents", "excludedContents"].flatMap((key) => patterns(test[key], [
			"fileContentTests",
			index,
			key
		]))),
		...values(data.metadataTest?.envVars, ["metadataTest", "envVars"]),
		...values(data.metadataTest?.labels, ["metadataTest", "labels"])
	];
}
function patternProblem(text, place) {
	try {
		compilePattern(text);
		return [];
	} catch (cause) {
		return [error("invalid-pattern", `${JSON.stringify(text)} ${cause instanceof Error ? cause.message : String(cause)}`, {
			place,
			hint: "regular expressions are those of RE2, as in Go: https://github.com/google/re2/wiki/Syntax"
		})];
	}
}

// src/image-tests/declared.ts
const KINDS = [
	"run",
	"file",
	"metadata",
	"structure"
];
const KEYS = {
	run: [
		"name",
		"exit-code",
		"stdout",
		"not-stdout",
		"stderr",
		"not-stderr",
		"env",
		"user",
		"timeout",
		"network"
	],
	file: [
		"name",
		"exists",
		"contains",
		"not-contains",
		"mode",
		"uid",
		"gid",
		"executable-by"
	],
	metadata: ["name"],
	structure: ["network", "timeout"]
};
const DEFAULT_TIMEOUT = "5m";
function testEntryProblems({ file, source }) {
	const lists = [[["test"], file.test ?? []], ...Object.entries(file.targets).map(([name, { test }]) => [[
		"targets",
		name,
		"test"
	], test ?? []])];
	const known = declaredPlatforms(file);
	const problems = lists.flatMap(([path, entries]) => entries.flatMap((entry, index) => entryProblems(entry, [...path, index], source, known)));
	const local = Object.entries(file.targets).filter(([, { output, test }]) => output === "local" && test !== void 0);
	return [...problems, ...local.map(([name]) => error("test-without-image", `target "${name}" has tests, but gives files instead of an image`, { place: source.atKey([
		"targets",
		name,
		"test"
	]) }))];
}
function entryProblems(entry, path, source, known) {
	const kinds = KINDS.filter((kind) => entry[kind] !== void 0);
	const [kind] = kinds;
	if (kind === void 0 || kinds.length > 1) return [error("test-kind", `a test has exactly one of run, file, metadata and structure${kinds.length > 1 ? `, not ${kinds.join(" and ")}` : ""}`, { place: kinds[1] ? source.atKey([...path, kinds[1]]) : source.at(path) })];
	const allowed = [
		kind,
		...KEYS[kind],
		"platforms"
	];
	const problems = Object.keys(entry).filter((key) => !allowed.includes(key)).map((key) => error("test-key", `"${key}" is not for a test with "${kind}" (which has ${allowed.slice(1).join(", ")})`, { place: source.atKey([...path, key]) }));
	if (entry["exit-code"] !== void 0 && Number(entry["exit-code"]) > 255) problems.push(error("invalid-value", `"exit-code" must be from 0 to 255, not ${entry["exit-code"]}`, { place: source.at([...path, "exit-code"]) }));
	for (const [index, platform] of (entry.platforms ?? []).entries()) if (!known.includes(platform)) problems.push(error("unknown-platform", `no image is built for the platform "${platform}"${didYouMean(platform, known)}`, { place: source.at([
		...path,
		"platforms",
		index
	]) }));
	if (entry.metadata !== void 0 && Object.keys(entry.metadata).length === 0) problems.push(error("invalid-value", "\"metadata\" asks nothing of the image", { place: source.at([...path, "metadata"]) }));
	if (entry.exists === false) {
		const useless = [
			"contains",
			"not-contains",
			"mode",
			"uid",
			"gid",
			"executable-by"
		].find((key) => key in entry);
		if (useless !== void 0) problems.push(error("test-key", `"${useless}" asks something of a file that must not exist`, { place: source.atKey([...path, useless]) }));
	}
	return problems;
}
function declaredTests(matrix, target, context, templates, inputs) {
	const { file, source } = matrix;
	const problems = [];
	const tests = [[["test"], file.test ?? []], [[
		"targets",
		target,
		"test"
	], file.targets[target]?.test ?? []]].flatMap(([list, entries]) => entries.flatMap((entry, index) => {
		const path = [...list, index];
		const text = (written, ...key) => templates.expression(written, context, source.at([...path, ...key]));
		const patterns = (key) => {
			const given = entry[key];
			return (given === void 0 ? [] : typeof given === "string" ? [given] : given).map((pattern, at) => {
				const place = typeof given === "string" ? [key] : [key, at];
				const ready = text(pattern, ...place);
				problems.push(...patternProblem(ready, source.at([...path, ...place])));
				return ready;
			});
		};
		try {
			return testsOf(entry, {
				text,
				patterns,
				at: (...key) => source.at([...path, ...key]),
				problems,
				matrix,
				inputs
			});
		} catch (cause) {
			if (!(cause instanceof ProblemsFound)) throw cause;
			problems.push(...cause.problems);
			return [];
		}
	}));
	if (problems.length > 0) throw new ProblemsFound(problems);
	return tests;
}
function testsOf(entry, reading) {
	if (entry.run !== void 0) return [commandTest(entry, entry.run, reading)];
	if (entry.file !== void 0) return [fileTest(entry, entry.file, reading)];
	if (entry.metadata !== void 0) return [metadataTest(entry, entry.metadata, reading)];
	return entry.structure === void 0 ? [] : structureTests(entry, entry.structure, reading);
}
function commandTest(entry, run, { text, patterns, at }) {
	const command = typeof run === "string" ? [
		"/bin/sh",
		"-c",
		text(run, "run")
	] : run.map((word, index) => text(word, "run", index));
	const shown = typeof run === "string" ? command.slice(2) : command;
	return {
		kind: "command",
		...shared(entry, at("run")),
		name: entry.name === void 0 ? firstLine(shown.join(" ")) : text(entry.name, "name"),
		command,
		setup: [],
		env: Object.entries(entry.env ?? {}).map(([name, value]) => ({
			name,
			value: text(value, "env", name)
		})),
		...entry.user === void 0 ? {} : { user: entry.user },
		network: entry.network ?? false,
		seconds: seconds(entry.timeout),
		exitCode: Number(entry["exit-code"] ?? "0"),
		stdout: {
			found: patterns("stdout"),
			missing: patterns("not-stdout"),
			lines: true
		},
		stderr: {
			found: patterns("stderr"),
			missing: patterns("not-stderr"),
			lines: true
		}
	};
}
function fileTest(entry, file, { text, patterns, at, problems }) {
	const path = text(file, "file");
	if (!isTestablePath(path)) problems.push(error("invalid-value", `the path "${path}" ${PATH_RULE}`, { place: at("file") }));
	const content = {
		found: patterns("contains"),
		missing: patterns("not-contains"),
		lines: true
	};
	return {
		kind: "file",
		...shared(entry, at("file")),
		name: entry.name === void 0 ? path : text(entry.name, "name"),
		path,
		exists: entry.exists ?? true,
		...entry.mode === void 0 ? {} : { mode: entry.mode },
		...entry.uid === void 0 ? {} : { uid: Number(entry.uid) },
		...entry.gid === void 0 ? {} : { gid: Number(entry.gid) },
		...entry["executable-by"] === void 0 ? {} : { executableBy: entry["executable-by"] },
		...content.found.length + content.missing.length === 0 ? {} : { content }
	};
}
function metadataTest(entry, data, { text, at }) {
	const list = (key) => (data[key] ?? []).map((item, index) => text(item, "metadata", key, index));
	const values = (key) => Object.entries(data[key] ?? {}).map(([name, value]) => ({
		name,
		value: text(value, "metadata", key, name),
		pattern: false
	}));
	return {
		kind: "metadata",
		...shared(entry, at("metadata")),
		name: entry.name === void 0 ? "metadata" : text(entry.name, "name"),
		env: values("env"),
		unsetEnv: list("unset-env"),
		labels: values("labels"),
		ports: list("exposed-ports"),
		noPorts: list("unexposed-ports"),
		volumes: list("volumes"),
		noVolumes: list("unmounted-volumes"),
		...data.user === void 0 ? {} : { user: text(data.user, "metadata", "user") },
		...data.workdir === void 0 ? {} : { workdir: text(data.workdir, "metadata", "workdir") },
		...data.entrypoint === void 0 ? {} : { entrypoint: list("entrypoint") },
		...data.cmd === void 0 ? {} : { cmd: list("cmd") },
		...data.healthcheck === void 0 ? {} : { healthcheck: data.healthcheck }
	};
}
function structureTests(entry, path, { at, matrix, inputs }) {
	const text = inputs?.files.get(path);
	if (text === void 0) throw new ProblemsFound([error("no-structure-file", `there is no file "${path}"`, {
		place: at("structure"),
		hint: "paths start at the folder of the matrix"
	})]);
	const shown = join(dirname(matrix.source.file.path), path);
	return readStructureFile({
		path: shown,
		text
	}, {
		network: entry.network ?? true,
		seconds: seconds(entry.timeout),
		...entry.platforms ? { platforms: entry.platforms } : {}
	});
}
function shared(entry, place) {
	return {
		place,
		...entry.platforms ? { platforms: entry.platforms } : {}
	};
}
function seconds(timeout = DEFAULT_TIMEOUT) {
	return Number(timeout.slice(0, -1)) * (timeout.endsWith("m") ? 60 : 1);
}
function firstLine(text) {
	const [line = ""] = text.trim().split("\n", 1);
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

// src/matrix/latest.ts
function findLatest(matrix, cells) {
	const images = cells.filter(({ target }) => matrix.file.targets[target.name]?.output !== "local");
	return {
		...pickLatest(matrix, images),
		images: images.length
	};
}
function pickLatest(matrix, images) {
	const { file, source } = matrix;
	const targets = Object.keys(file.targets).filter((name) => file.targets[name]?.latest);
	const [first, second] = targets.map((name) => source.at([
		"targets",
		name,
		"latest"
	]));
	if (file.latest !== void 0) {
		const place = source.atKey(["latest"]);
		const problems = [...conditionProblems(matrix, file.latest, ["latest"])];
		if ("platform" in file.latest) problems.push(error("latest-platform", "\"latest\" picks an image with all of its platforms, not one platform", { place: source.atKey(["latest", "platform"]) }));
		if (first) problems.push(error("latest-images", `"latest" of the matrix says which image is latest (${shown(place)}), and so does this target`, {
			place: first,
			hint: "remove one of the two"
		}));
		const test = conditionTest(file.latest);
		return problems.length > 0 ? { problems } : exactlyOne(images.filter(({ target, combination }) => test({
			...combination,
			target: target.name
		})), true, place, images);
	}
	if (first && second) return { problems: [error("latest-images", `"latest" picks images of two targets, ${targets[0] ?? ""} and ${targets[1] ?? ""} (also at ${shown(first)}); exactly one image is needed`, {
		place: second,
		hint: "leave one of the two"
	})] };
	if (first) return exactlyOne(images.filter(({ target }) => target.name === targets[0]), true, first, images);
	return images.length === 1 ? exactlyOne(images, false, source.at(["targets"]), images) : { problems: [] };
}
function latestProblem(what, images, place) {
	return error("latest-images", `${what} needs to know which of the ${images} images is latest`, {
		place,
		hint: "write latest: true in a target with one image, or in the matrix, for one of several, latest: { target: NAME, AXIS: VALUE }"
	});
}
function exactlyOne(picked, declared, place, images) {
	const [only] = picked;
	if (picked.length === 1 && only) {
		const key = cellKey$1(only);
		return {
			latest: {
				declared,
				place,
				is: (cell) => cellKey$1(cell) === key
			},
			problems: []
		};
	}
	const hint = `pick one in the matrix: ${pick(picked.at(-1) ?? images.at(-1))}`;
	if (!only) return { problems: [error("latest-images", "\"latest\" picks no image; exactly one is needed", {
		place,
		hint
	})] };
	return { problems: [error("latest-images", `"latest" picks ${picked.length} images: ${picked.slice(0, 4).map(describe$1).join("; ")}${picked.length > 4 ? " …" : ""}; exactly one is needed`, {
		place,
		hint
	})] };
}
function pick(cell) {
	const axes = Object.entries(cell?.combination ?? {}).map(([axis, value]) => `, ${axis}: "${value}"`);
	return `latest: { target: ${cell?.target.name ?? "NAME"}${axes.join("")} }`;
}
function describe$1({ target, combination }) {
	return [target.name, ...Object.entries(combination).map(([axis, value]) => `${axis} ${value}`)].join(", ");
}
function cellKey$1({ target, combination }) {
	return `${target.name} ${combinationKey(combination)}`;
}
function shown({ file, line, column }) {
	return `${file}:${line}:${column}`;
}

// src/matrix/release-version.ts
const NUMBER = "(0|[1-9]\\d*)";
const PRERELEASE_PART = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
const SEMVER = new RegExp(`^[v=]?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${PRERELEASE_PART}(?:\\.${PRERELEASE_PART})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`);
const PEP440 = /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>\d+)?)?(?:-(?<implicitPost>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d+)?)?(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;
const PRE_NAMES = {
	alpha: "a",
	a: "a",
	beta: "b",
	b: "b",
	preview: "rc",
	pre: "rc",
	c: "rc",
	rc: "rc"
};
function readReleaseVersion(scheme, text) {
	const trimmed = text.trim();
	if (scheme === "semver") return readSemver(trimmed);
	if (scheme === "pep440") return readPep440(trimmed);
	if (!isVersion(trimmed)) return void 0;
	const version = trimmed.replace(/^v(?=\d)/, "");
	const [major = "0", minor = "0", patch = "0"] = version.match(/\d+/g) ?? [];
	return {
		version,
		major,
		minor,
		patch,
		stable: !isPrerelease$1(version),
		order: version
	};
}
function readSemver(text) {
	const [, major, minor, patch, prerelease] = SEMVER.exec(text) ?? [];
	if (major === void 0 || minor === void 0 || patch === void 0) return void 0;
	const plain = `${major}.${minor}.${patch}`;
	return {
		version: prerelease === void 0 ? plain : `${plain}-${prerelease}`,
		major,
		minor,
		patch,
		stable: prerelease === void 0,
		order: plain
	};
}
function readPep440(text) {
	const groups = PEP440.exec(text)?.groups;
	if (groups?.["release"] === void 0) return void 0;
	const numeral = (digits) => (digits ?? "0").replace(/^0+(?=\d)/, "");
	const parts = groups["release"].split(".").map(numeral);
	const epoch = numeral(groups["epoch"]);
	const pre = groups["pre"] === void 0 ? "" : `${PRE_NAMES[groups["pre"].toLowerCase()] ?? ""}${numeral(groups["preNumber"])}`;
	const post = groups["post"] !== void 0 || groups["implicitPost"] !== void 0 ? `.post${numeral(groups["implicitPost"] ?? groups["postNumber"])}` : "";
	const dev = groups["dev"] === void 0 ? "" : `.dev${numeral(groups["devNumber"])}`;
	const local = groups["local"] === void 0 ? "" : `+${groups["local"].toLowerCase().replace(/[-_]/g, ".")}`;
	const [major = "0", minor = "0", patch = "0"] = parts;
	return {
		version: `${epoch === "0" ? "" : `${epoch}!`}${parts.join(".")}${pre}${post}${dev}${local}`,
		major,
		minor,
		patch,
		stable: !pre && !post && !dev,
		order: `${epoch}.${parts.join(".")}`
	};
}
function isHigher(a, b) {
	return compareVersions(a.order, b.order) > 0;
}

// src/matrix/tag-types.ts
function typeResult(entry, facts, render) {
	const { type, keys } = entry;
	const tag = releaseTag(facts);
	switch (type) {
		case "pattern":
		case "raw": {
			const body = render("value", facts);
			return typeof body === "string" ? { body } : body;
		}
		case "semver":
		case "pep440": return versionResult(type, entry, facts, render);
		case "match": {
			const text = sourceText(entry, facts, render);
			if (typeof text !== "string") return text;
			const found = search(entry, "pattern", text);
			if ("none" in found) return found;
			const group = found.groups[Number(keys.group ?? "0")];
			return group === void 0 ? { none: `"${keys.pattern ?? ""}" has no group ${keys.group ?? "0"} in "${text}"` } : {
				body: group,
				release: !isPrerelease(text)
			};
		}
		case "edge":
			if (facts.branch === void 0 || facts.pull !== void 0) return { none: "not a push to a branch" };
			if (keys.branch === void 0 ? facts.isDefaultBranch : facts.branch === keys.branch) return {
				body: "edge",
				release: false
			};
			return { none: `the branch is ${facts.branch}, not ${keys.branch ?? "the default branch"}` };
		case "ref":
			if (keys.event === "pr") return facts.pull === void 0 ? { none: "not a pull request" } : {
				body: facts.pull,
				prefix: "pr-",
				release: false
			};
			if (keys.event === "tag") return tag === void 0 ? { none: "not a release: the run is of no Git tag" } : {
				body: tag,
				release: !isPrerelease(tag)
			};
			return facts.branch === void 0 || facts.pull !== void 0 ? { none: "not a push to a branch" } : {
				body: facts.branch,
				release: false
			};
		case "schedule": {
			if (facts.event !== "schedule") return { none: "not a scheduled run" };
			const body = keys.pattern === void 0 ? "nightly" : render("pattern", facts);
			return typeof body === "string" ? {
				body,
				release: false
			} : body;
		}
		case "sha":
			if (facts.revision === void 0) return { none: "no commit is known here (--set revision=… shows it)" };
			return {
				body: keys.format === "long" ? facts.revision : facts.revision.slice(0, 7),
				prefix: "sha-",
				release: false
			};
	}
}
function entryVersion(entry, facts, render) {
	const { type, keys } = entry;
	const scheme = type === "semver" || type === "pep440" ? type : "any";
	const source = scheme === "any" ? facts.version ?? { none: "not a release: the run has no version (--set version=1.2.3 shows it)" } : sourceText(entry, facts, render);
	if (typeof source !== "string") return source;
	let text = source;
	if (keys.match !== void 0) {
		const found = search(entry, "match", source);
		if ("none" in found) return found;
		const [, first] = found.groups;
		if (first === void 0) return { none: `"${keys.match}" has no group 1 in "${source}"` };
		text = first;
	}
	return readReleaseVersion(scheme, text) ?? {
		none: `"${text}" is no version${scheme === "any" ? "" : ` by the rules of ${scheme}`}`,
		...keys.match === void 0 && scheme !== "any" ? { warn: true } : {}
	};
}
function higherRelease(entry, own, tags, facts, render) {
	const { value: _value, ...rest } = entry.keys;
	const reader = entry.type === "semver" || entry.type === "pep440" ? {
		...entry,
		keys: rest
	} : entry;
	return tags.find((tag) => {
		const then = atRelease(facts, tag);
		const version = entryVersion(reader, then, render);
		if ("none" in version || !version.stable || !isHigher(version, own.version)) return false;
		const result = typeResult(reader, then, render);
		return "body" in result && result.body === own.body;
	});
}
function versionResult(type, entry, facts, render) {
	const version = entryVersion(entry, facts, render);
	if ("none" in version) return version;
	const pattern = entry.keys.pattern ?? "";
	const raw = sourceText(entry, facts, render);
	const { major, minor, patch } = version;
	const body = render("pattern", facts, {
		raw: typeof raw === "string" ? raw : "",
		version: version.version,
		major,
		minor,
		patch
	}, version.stable ? pattern : withWholeVersion(pattern));
	return typeof body === "string" ? {
		body,
		release: version.stable
	} : body;
}
function withWholeVersion(pattern) {
	return pattern.replace(/\{\{\s*(?:major|minor|patch)\s*\}\}(?:\.\{\{\s*(?:minor|patch)\s*\}\})*/g, "{{version}}");
}
function sourceText(entry, facts, render) {
	if (entry.keys.value === void 0) return releaseTag(facts) ?? { none: "not a release: the run is of no Git tag (--set version=1.2.3 shows it)" };
	const value = render("value", facts);
	return value === "" ? { none: "its value is empty" } : value;
}
function search({ keys, at }, key, text) {
	const source = keys[key] ?? "";
	const expression = readExpression(source);
	if (typeof expression === "string") return { none: expression };
	const groups = boundedMatch(expression, text);
	if (groups === "endless") throw new ProblemsFound([error("endless-expression", `the search for "${source}" in "${text}" was given up: it takes too long`, {
		place: at(key),
		hint: "a repetition inside of a repetition, as (a+)+, can take for ever: write it without one of the two"
	})]);
	return groups === void 0 ? { none: `"${source}" does not match "${text}"` } : { groups };
}
function isPrerelease(tag) {
	return readReleaseVersion("any", tag)?.stable === false;
}

// src/matrix/tags.ts
const DEFAULT_TAGS = ["{{target}}", "{{target}}-{{version}}"];
function tagSafe(text) {
	return text.replace(/[^A-Za-z0-9_.-]+/g, "-").replace(/^[.-]+/, "");
}
function needsReleases({ file }, given, facts) {
	const lines = (given.length > 0 ? given : [...file.tags ?? [], ...Object.values(file.targets).flatMap(({ tags }) => tags ?? [])]).map(entryLine);
	return (releaseTag(facts) !== void 0 || lines.some((line) => /\bvalue\s*=/i.test(line))) && (given.length === 0 && file.flavor?.latest === "highest" || lines.some((line) => /\bhighest\s*=\s*true\b/i.test(line)));
}
function createTagger({ matrix, cells, facts, templates, given = [] }) {
	const { file, source } = matrix;
	const problems = [];
	const entriesAt = (list, path) => {
		const read = readEntries(matrix, list, path, templates);
		problems.push(...read.problems);
		return read.entries.toSorted((a, b) => b.priority - a.priority);
	};
	const common = given.length > 0 ? entriesAt(given, void 0) : file.tags && entriesAt(file.tags, ["tags"]);
	const entries = new Map(Object.entries(file.targets).map(([name, { tags }]) => {
		return [name, (given.length > 0 ? void 0 : tags && entriesAt(tags, [
			"targets",
			name,
			"tags"
		])) ?? common ?? DEFAULT_TAGS.map((text) => ({
			text,
			place: source.atKey(["targets", name]),
			at: () => source.atKey(["targets", name]),
			type: "pattern",
			keys: { value: text },
			priority: 0
		}))];
	}));
	const found = findLatest(matrix, cells);
	const { latest } = found;
	problems.push(...found.problems);
	const mode = file.flavor?.latest;
	const ask = (what, place) => {
		if (!latest && found.problems.length === 0) problems.push(latestProblem(what, found.images, place));
	};
	if (mode !== void 0 && mode !== false) ask("\"latest\" of the flavor", source.at(["flavor", "latest"]));
	for (const entry of new Set([...entries.values()].flat())) if (entry.keys.only) ask(`"only: latest" of "${entry.text}"`, entry.at("only"));
	const wishes = (cell) => latest !== void 0 && latest.is(cell) && mode !== false && (latest.declared || mode !== void 0);
	return {
		problems,
		results: (cell, context) => {
			const scene = {
				matrix,
				cell,
				context,
				facts,
				templates,
				isLatest: latest?.is(cell) ?? false
			};
			const results = (entries.get(cell.target.name) ?? []).map((entry) => resultOf(entry, scene));
			if (latest && wishes(cell) && given.length === 0) results.push(latestResult(latest.declared ? latest.place : source.at(["flavor", "latest"]), mode ?? true, results, scene));
			return results;
		}
	};
}
function resultOf(entry, scene) {
	const { text, place, keys } = entry;
	const none = (reason, warn) => ({
		text,
		place,
		none: reason,
		...warn ? { warn } : {}
	});
	if (keys.when && !holds(keys.when, scene.cell)) return none("\"when\" does not hold for this image");
	if (keys.only && !scene.isLatest) return none("only for the image that is latest");
	if (keys.enable !== void 0) {
		const enable = render(keys.enable, entry.at("enable"), scene, factTexts(scene.facts, (fact) => fact));
		if (typeof enable !== "string") return none(enable.none);
		if (enable !== "true" && enable !== "false") return {
			text,
			place,
			problem: enableProblem(enable, entry.at("enable"))
		};
		if (enable === "false") return none("\"enable\" is false");
	}
	const renderKey = keyRender(entry, scene);
	const made = typeResult(entry, scene.facts, renderKey);
	if ("none" in made) return none(made.none, made.warn);
	const result = entry.type === "ref" ? {
		...made,
		body: tagSafe(made.body)
	} : made;
	const lower = keys.highest ? notHighest(entry, result.body, scene, renderKey) : void 0;
	if (lower !== void 0) return typeof lower === "string" ? none(lower) : {
		text,
		place,
		problem: lower
	};
	const done = (tag) => {
		const wrong = tagProblem(tag);
		if (wrong !== void 0) return {
			text,
			place,
			problem: error("invalid-tag", wrong, { place })
		};
		return {
			text,
			place,
			tag,
			immutable: keys.immutable ?? false,
			...result.release === void 0 ? {} : { release: result.release },
			entry
		};
	};
	if (entry.type === "pattern") return done(result.body);
	if (result.body === "") return none("it gives an empty text");
	const prefix = affix("prefix", entry, scene);
	const suffix = affix("suffix", entry, scene);
	if (typeof prefix === "object" || typeof suffix === "object") return none(typeof prefix === "object" ? prefix.none : suffix.none);
	return done(`${keys.prefix === void 0 ? `${prefix}${result.prefix ?? ""}` : prefix}${result.body}${suffix}`.replace(/[^A-Za-z0-9_.-]+/g, "-"));
}
function affix(key, entry, scene) {
	const { file, source } = scene.matrix;
	const target = scene.cell.target.name;
	const known = factTexts(scene.facts, tagSafe);
	const own = entry.keys[key];
	if (own !== void 0) return render(own, entry.at(key), scene, known);
	if (entry.type === "raw") return "";
	const targets = file.targets[target]?.flavor?.[key];
	if (targets !== void 0) return render(targets, source.at([
		"targets",
		target,
		"flavor",
		key
	]), scene, known);
	return render(file.flavor?.[key] ?? "", source.at(["flavor", key]), scene, known);
}
function keyRender(entry, scene) {
	return (key, facts, more = {}, text = entry.keys[key] ?? "") => render(text, entry.at(key), scene, factTexts(facts, entry.type === "pattern" || key === "pattern" || entry.type === "raw" ? tagSafe : (fact) => fact), more);
}
function render(text, place, { context, facts, templates }, known, more = {}) {
	if (!text.includes("{{")) return text;
	const dated = expandDates(text, {
		date: facts.now,
		commit_date: facts.created
	});
	const used = templates.uses(dated.text);
	const missing = [...dated.missing, ...TAG_FACTS.filter((fact) => used.has(fact) && !(fact in known) && !(fact in more) && !Object.hasOwn(context, fact))];
	if (missing.length > 0) return { none: missing.map(missingFact).join("; ") };
	const facets = Object.fromEntries(Object.entries(known).filter(([name]) => !Object.hasOwn(context, name)));
	return templates.expression(dated.text, extendContext(context, {
		...facets,
		...more
	}), place);
}
function holds(condition, { target, combination, allPlatforms }) {
	const test = conditionTest(condition);
	return allPlatforms.some((platform) => test({
		...combination,
		target: target.name,
		platform
	}));
}
function notHighest(entry, body, { facts }, renderKey) {
	const version = entryVersion(entry, facts, renderKey);
	if ("none" in version) return version.none;
	if (!version.stable) return `${version.version} is a prerelease`;
	const { releases } = facts;
	if (releases === void 0) return "the releases are not looked up here";
	if ("because" in releases) return error("releases-unknown", `whether ${version.version} is the highest release cannot be told: ${releases.because}`, {
		place: entry.place,
		hint: releases.hint
	});
	const higher = higherRelease(entry, {
		version,
		body
	}, releases, facts, renderKey);
	return higher === void 0 ? void 0 : `${higher} is higher than ${version.version}`;
}
function latestResult(place, mode, results, scene) {
	const text = "latest";
	const given = results.flatMap((result) => "tag" in result && result.entry && result.release !== void 0 ? [{
		entry: result.entry,
		release: result.release
	}] : []);
	switch (mode) {
		case "auto": {
			const [first] = given;
			const { version } = scene.facts;
			if (first ? first.release : version !== void 0 && readReleaseVersion("any", version)?.stable === true) return {
				text,
				place,
				tag: text,
				immutable: false
			};
			return {
				text,
				place,
				none: first ? `the first tag, of "${first.entry.text}", is of no release` : "not a release, or a prerelease"
			};
		}
		case "highest": {
			const reader = given.find(({ entry }) => entry.type === "semver" || entry.type === "pep440")?.entry;
			const entry = reader ? {
				...reader,
				text,
				place,
				keys: {
					...reader.keys,
					pattern: text
				}
			} : {
				text,
				place,
				at: () => place,
				type: "raw",
				keys: { value: text },
				priority: 0
			};
			const lower = notHighest(entry, text, scene, keyRender(entry, scene));
			if (lower === void 0) return {
				text,
				place,
				tag: text,
				immutable: false
			};
			return typeof lower === "string" ? {
				text,
				place,
				none: lower
			} : {
				text,
				place,
				problem: lower
			};
		}
		default: return {
			text,
			place,
			tag: text,
			immutable: false
		};
	}
}
function imageTags(results) {
	const tags = /* @__PURE__ */ new Map();
	for (const result of results) {
		if (!("tag" in result)) continue;
		const { tag, place, immutable } = result;
		const same = tags.get(tag);
		tags.set(tag, {
			tag,
			place,
			immutable: immutable || (same?.immutable ?? false)
		});
	}
	const problems = results.flatMap((result) => "problem" in result ? [result.problem] : []);
	const warnings = results.flatMap((result) => "none" in result && result.warn ? [{
		severity: "warning",
		code: "no-version",
		message: `${result.none}: "${result.text}" gives no tag`,
		place: result.place
	}] : []);
	return {
		tags: [...tags.values()],
		problems,
		warnings
	};
}

// src/matrix/cache.ts
function cacheReferences(cache, repository, id, facts) {
	if (cache === false) return {
		cacheFrom: [],
		cacheTo: []
	};
	const main = `${(cache === true ? {} : cache).repository ?? `${repository}-cache`}:${id}`;
	const of = (branch) => `${main}.${tagSafe(branch)}`.slice(0, main.length + 1 + 60);
	const own = facts.isDefaultBranch || facts.branch === void 0 ? main : of(facts.branch);
	const base = facts.baseBranch === void 0 ? [] : [of(facts.baseBranch)];
	return {
		cacheFrom: [.../* @__PURE__ */ new Set([
			own,
			...base,
			main
		])],
		cacheTo: facts.writesCache ? [own] : []
	};
}

// src/matrix/expand.ts
const RULE_KINDS = [
	"exclude",
	"include",
	"require",
	"set"
];
function expand(matrix) {
	const { targets, problems } = resolveTargets(matrix);
	const { rules, problems: ruleProblems } = compileRules(matrix);
	const all = [
		...problems,
		...duplicateValues(matrix),
		...ruleProblems
	];
	if (all.length > 0) throw new ProblemsFound(all);
	const cells = [];
	const excluded = [];
	const gone = /* @__PURE__ */ new Map();
	const left = /* @__PURE__ */ new Map();
	for (const target of targets.values()) for (const combination of combinations(matrix.file, target.axes)) {
		const key = cellKey(target.name, combination);
		const parent = target.parent === void 0 ? void 0 : targets.get(target.parent);
		const parentKey = parent && cellKey(parent.name, restrict(combination, parent.axes));
		const dropped = /* @__PURE__ */ new Map();
		for (const platform of target.platforms) {
			const rule = droppingRule(rules, {
				...combination,
				target: target.name,
				platform
			});
			if (rule) dropped.set(platform, rule);
		}
		const parentGone = parentKey === void 0 ? void 0 : gone.get(parentKey);
		if (parentGone) {
			const entry = {
				...parentGone,
				target: target.name,
				combination,
				because: `its parent "${parentGone.target}" is excluded: ${parentGone.because}`
			};
			gone.set(key, entry);
			excluded.push(entry);
			continue;
		}
		const parentPlatforms = parentKey === void 0 ? void 0 : left.get(parentKey);
		const platforms = target.platforms.filter((platform) => !dropped.has(platform) && (parentPlatforms?.includes(platform) ?? true));
		const [first] = dropped.values();
		if (platforms.length === 0) {
			const entry = {
				target: target.name,
				combination,
				because: first?.because ?? `its parent "${target.parent ?? ""}" has none of its platforms left`,
				place: first?.place ?? matrix.source.at(["targets", target.name])
			};
			gone.set(key, entry);
			excluded.push(entry);
			continue;
		}
		for (const rule of new Set(dropped.values())) {
			const its = [...dropped].filter(([, by]) => by === rule).map(([platform]) => platform);
			excluded.push({
				target: target.name,
				combination,
				platforms: its,
				because: rule.because,
				place: rule.place
			});
		}
		left.set(key, platforms);
		cells.push({
			target,
			combination,
			platforms,
			allPlatforms: platforms
		});
	}
	const idle = rules.filter((rule) => !rule.matched);
	if (idle.length > 0) throw new ProblemsFound(idle.map((rule) => error("idle-rule", `this ${rule.kind} rule matches nothing`, {
		place: rule.place,
		hint: "correct its condition, or remove it"
	})));
	return {
		targets,
		cells,
		excluded
	};
}
function cellKey(target, combination) {
	return `${target} ${combinationKey(combination)}`;
}
function droppingRule(rules, facts) {
	let exclude;
	let kept = false;
	for (const rule of rules) {
		if (!rule.test(facts)) continue;
		rule.matched = true;
		if (rule.kind === "include") kept = true;
		else if (rule.drops(facts)) exclude ??= rule;
	}
	return kept ? void 0 : exclude;
}
function compileRules(matrix) {
	const problems = [];
	const rules = [];
	for (const [index, rule] of (matrix.file.rules ?? []).entries()) {
		const place = matrix.source.at(["rules", index]);
		const kinds = RULE_KINDS.filter((kind) => rule[kind] !== void 0);
		const [kind] = kinds;
		if (kind === void 0 || kinds.length > 1) {
			problems.push(error("rule-kind", `a rule has exactly one of ${RULE_KINDS.join(", ")}, not ${kinds.length === 0 ? "none" : kinds.join(" and ")}`, { place }));
			continue;
		}
		if (rule.when && (kind === "exclude" || kind === "include")) {
			problems.push(error("rule-when", `"when" belongs to require and set; the condition of ${kind} is its own value`, { place: matrix.source.atKey([
				"rules",
				index,
				"when"
			]) }));
			continue;
		}
		const own = kind === "set" ? void 0 : rule[kind];
		if (own) problems.push(...conditionProblems(matrix, own, [
			"rules",
			index,
			kind
		]));
		if (rule.when) problems.push(...conditionProblems(matrix, rule.when, [
			"rules",
			index,
			"when"
		]));
		if (kind === "set" && rule.when && "platform" in rule.when) problems.push(error("set-platform", "a value cannot depend on the platform: one Dockerfile serves all of them", {
			place: matrix.source.atKey([
				"rules",
				index,
				"when",
				"platform"
			]),
			hint: "use TARGETARCH in the template"
		}));
		const when = rule.when ? conditionTest(rule.when) : () => true;
		const holds = own ? conditionTest(own) : () => true;
		rules.push({
			index,
			kind,
			test: kind === "require" ? (facts) => when(facts) && Object.keys(own ?? {}).every((key) => key in facts) : kind === "set" ? when : holds,
			drops: (facts) => kind === "exclude" || kind === "require" && !holds(facts),
			because: rule.because ?? (kind === "require" ? `required otherwise at ${place.file}:${place.line}` : `excluded at ${place.file}:${place.line}`),
			place,
			matched: false
		});
	}
	return {
		rules,
		problems
	};
}
function duplicateValues({ file, source }) {
	return Object.entries(file.axes ?? {}).flatMap(([axis, values]) => Array.isArray(values) ? values.flatMap((value, index) => values.indexOf(value) === index ? [] : [error("duplicate-value", `the axis "${axis}" has the value "${value}" twice`, { place: source.at([
		"axes",
		axis,
		index
	]) })]) : []);
}

// src/matrix/labels.ts
function imageLabels(matrix, target, context, facts, templates) {
	const declared = matrix.file.targets[target];
	const filledIn = {
		"org.opencontainers.image.title": `${primaryRepository(matrix).split("/").at(-1) ?? ""} ${target}`,
		...declared?.description ? { "org.opencontainers.image.description": declared.description } : {},
		...facts.version ? { "org.opencontainers.image.version": facts.version } : {},
		...facts.revision ? { "org.opencontainers.image.revision": facts.revision } : {},
		...facts.created ? { "org.opencontainers.image.created": facts.created } : {},
		...facts.source ? { "org.opencontainers.image.source": facts.source } : {}
	};
	const written = Object.entries({
		...place(matrix, ["labels"], matrix.file.labels),
		...place(matrix, [
			"targets",
			target,
			"labels"
		], declared?.labels)
	});
	const known = Object.fromEntries(RUN_FACTS.flatMap((fact) => facts[fact] ? [[fact, facts[fact]]] : []));
	for (const [name, { text, at }] of written) {
		const used = templates.uses(text);
		if (RUN_FACTS.every((fact) => !used.has(fact) || fact in known)) filledIn[name] = templates.expression(text, extendContext(context, known), at());
	}
	return Object.fromEntries(Object.entries(filledIn).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function place(matrix, path, texts) {
	return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, {
		text,
		at: () => matrix.source.at([...path, name])
	}]));
}

// src/matrix/plan.ts
function plan(matrix, templates, options) {
	const names = nameProblems(matrix);
	if (names.length > 0) throw new ProblemsFound(names);
	const runFacts = Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => isRunFact(name)));
	const facts = {
		...options.facts,
		...runFacts
	};
	const overrides = readOverrides(matrix, Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => !(name in runFacts))));
	const repository = readRepository(matrix);
	const expansion = expand(matrix);
	const cells = select(expansion, options);
	const scopeOf = createScopes(matrix, templates, overrides, options.inputs ?? NO_INPUTS);
	const stages = createStages(matrix, expansion.targets, templates, scopeOf);
	const entries = testEntryProblems(matrix);
	const problems = [...entries];
	const warnings = [];
	const collect = (step) => {
		try {
			return step();
		} catch (cause) {
			if (!(cause instanceof ProblemsFound)) throw cause;
			problems.push(...cause.problems);
			return;
		}
	};
	const inspection = createInspection(matrix);
	const files = [];
	const addFile = (path, text) => {
		files.push({
			path,
			text
		});
		if (matrix.file.ignore) files.push({
			path: `${path}.dockerignore`,
			text: renderIgnoreFile(matrix.file.ignore, fileName(matrix))
		});
	};
	for (const group of groupBy(cells.filter(({ target }) => matrix.file.targets[target.name]?.from !== void 0), ({ combination }) => combinationKey(combination)).values()) {
		const [first] = group;
		for (const { target, combination } of group) collect(() => stages.stage(target.name, combination));
		const closure = first && collect(() => stages.closure(group.map(({ target }) => target.name), first.combination));
		if (!closure) continue;
		addFile(dockerfilePath(first.combination), renderDockerfile({
			syntax: matrix.file.syntax ?? "docker/dockerfile:1",
			matrix: fileName(matrix),
			stages: closure
		}));
		if (options.lint) inspection.stages(closure, group);
	}
	for (const { target, combination, platforms } of cells.filter(({ target }) => matrix.file.targets[target.name]?.file !== void 0)) {
		const rendered = collect(() => stages.placedFile(target.name, combination));
		if (rendered === void 0) continue;
		addFile(dockerfilePath(combination, target.name), rendered.text);
		if (options.lint) inspection.dockerfile(rendered, platforms);
	}
	for (const { target, platforms } of cells) {
		const path = matrix.file.targets[target.name]?.dockerfile;
		const text = path === void 0 ? void 0 : options.inputs?.files.get(path);
		if (path !== void 0 && text !== void 0 && options.lint) inspection.dockerfile(ownPlaces(join(dirname(matrix.source.file.path), path), text), platforms);
	}
	const places = /* @__PURE__ */ new Map();
	const tagger = createTagger({
		matrix,
		cells: expansion.cells,
		facts,
		templates,
		given: options.tags
	});
	problems.push(...tagger.problems);
	const byTarget = groupBy(expansion.cells, ({ target }) => target.name);
	const imageContexts = (cell, expression) => Object.fromEntries(Object.entries(matrix.file.targets[cell.target.name]?.contexts ?? {}).toSorted(([a], [b]) => a < b ? -1 : 1).map(([key, text]) => {
		const written = expression(text, key);
		return [key, written.startsWith("image:") ? `image:${contextImage(matrix, cell, written.slice(6), key, byTarget)}` : written];
	}));
	const tests = /* @__PURE__ */ new Map();
	const images = cells.flatMap((cell) => {
		const image = collect(() => {
			const name = cell.target.name;
			const declared = matrix.file.targets[name];
			const { context } = scopeOf(name, cell.combination);
			const verbatim = declared?.dockerfile;
			const stage = declared?.stage ?? (declared?.from === void 0 ? void 0 : name);
			const id = imageId(cell);
			const tags = (declared?.output === "local" ? void 0 : collect(() => imageTags(tagger.results(cell, context)))) ?? {
				tags: [],
				problems: [],
				warnings: []
			};
			problems.push(...tags.problems);
			warnings.push(...tags.warnings);
			places.set(id, tags.tags.map(({ tag, place }) => [`${repository}:${tag}`, place]));
			const args = Object.entries(declared?.args ?? {}).map(([key, text]) => [key, collect(() => templates.expression(text, context, matrix.source.at([
				"targets",
				name,
				"args",
				key
			]))) ?? ""]);
			if (declared?.output !== "local" && entries.length === 0) tests.set(id, collect(() => declaredTests(matrix, name, context, templates, options.inputs)) ?? []);
			return {
				id,
				target: name,
				combination: cell.combination,
				platforms: cell.platforms,
				allPlatforms: cell.allPlatforms,
				dockerfile: verbatim ?? dockerfilePath(cell.combination, declared?.file === void 0 ? void 0 : name),
				verbatim: verbatim !== void 0,
				...stage === void 0 ? {} : { stage },
				context: matrix.file.context ?? ".",
				contexts: collect(() => imageContexts(cell, (text, key) => templates.expression(text, context, matrix.source.at([
					"targets",
					name,
					"contexts",
					key
				])))) ?? {},
				secrets: (declared?.secrets ?? []).map((secret) => typeof secret === "string" ? { id: secret } : secret),
				output: declared?.output ?? "image",
				repository,
				tags: tags.tags.map(({ tag }) => `${repository}:${tag}`),
				immutable: tags.tags.filter(({ immutable }) => immutable).map(({ tag }) => `${repository}:${tag}`),
				mirrors: declared?.output === "local" ? [] : mirrorRepositories(matrix),
				args: Object.fromEntries(args.toSorted(([a], [b]) => a < b ? -1 : 1)),
				labels: collect(() => imageLabels(matrix, name, context, facts, templates)) ?? {},
				...cacheReferences(matrix.file.cache ?? true, repository, id, facts)
			};
		});
		return image ? [image] : [];
	});
	problems.push(...missingContexts(matrix, images), ...collisions(matrix, images, places), ...pathCollisions(files, matrix));
	const whole = (options.targets ?? []).length === 0 && (options.platforms ?? []).length === 0;
	const findings = inspection.problems(whole && problems.length === 0);
	problems.push(...findings.filter(({ severity }) => severity === "error"));
	if (whole && problems.length === 0) problems.push(...stages.idleDecorators());
	if (problems.length > 0) throw new ProblemsFound(distinct(problems));
	return {
		images,
		groups: groupsOf(images),
		excluded: expansion.excluded,
		tests,
		files,
		warnings: distinct([...warnings, ...findings.filter(({ severity }) => severity === "warning")]),
		tagPlaces: new Map([...places.values()].flat())
	};
}
function fileName(matrix) {
	return matrix.source.file.path.split(/[\\/]/).at(-1) ?? "";
}
function missingContexts(matrix, images) {
	const ids = new Set(images.map(({ id }) => id));
	return images.flatMap((image) => Object.entries(image.contexts).flatMap(([key, context]) => {
		const other = context.startsWith("image:") ? context.slice(6) : void 0;
		if (other === void 0 || ids.has(other)) return [];
		return [error("context-not-chosen", `"${image.id}" takes files from the image "${other}", which is not chosen`, {
			place: matrix.source.at([
				"targets",
				image.target,
				"contexts",
				key
			]),
			hint: `choose both: --target ${image.id},${other}`
		})];
	}));
}
function readRepository(matrix) {
	const problems = [...repositoryProblems(matrix)];
	const cache = typeof matrix.file.cache === "object" ? matrix.file.cache.repository : void 0;
	const wrong = cache === void 0 ? void 0 : parseRepository(cache);
	if (typeof wrong === "string") problems.push(error("invalid-image", wrong, { place: matrix.source.at(["cache", "repository"]) }));
	if (problems.length > 0) throw new ProblemsFound(problems);
	return primaryRepository(matrix);
}
function contextImage(matrix, cell, target, key, byTarget) {
	const place = matrix.source.at([
		"targets",
		cell.target.name,
		"contexts",
		key
	]);
	const candidates = byTarget.get(target);
	if (!candidates) throw new ProblemsFound([error("unknown-target", `the context "${key}" is the image of "${target}", which is no target${didYouMean(target, byTarget.keys())}`, { place })]);
	const found = candidates.find((other) => Object.entries(other.combination).every(([axis, value]) => cell.combination[axis] === value));
	if (!found) throw new ProblemsFound([error("context-without-image", `"${cell.target.name}" has no image of "${target}" at the same axis values to take as context "${key}"`, {
		place,
		hint: "a context must have the same axes, or fewer, and not be excluded"
	})]);
	const missing = cell.platforms.filter((platform) => !found.platforms.includes(platform));
	if (missing.length > 0) throw new ProblemsFound([error("platform-not-in-parent", `"${cell.target.name}" is built for ${missing.join(", ")}, but the image of "${target}" in its context "${key}" is not`, { place })]);
	return imageId(found);
}
function imageId(cell) {
	return [cell.target.name, ...cell.target.axes.map((axis) => cell.combination[axis] ?? "")].join("-").toLowerCase().replace(/[^a-z0-9_-]+/g, "-");
}
function dockerfilePath(combination, target) {
	const parts = Object.entries(combination).toSorted(([a], [b]) => a < b ? -1 : 1).map(([axis, value]) => `${axis}${value.replace(/[^A-Za-z0-9._]+/g, "_")}`);
	if (target !== void 0) parts.unshift(target);
	return `dockerfiles/${parts.length === 0 ? "Dockerfile" : `${parts.join("-")}.Dockerfile`}`;
}
function select({ cells, excluded, targets: declared }, options) {
	const { targets = [], platforms = [] } = options;
	const problems = [];
	const names = new Set(cells.flatMap((cell) => [cell.target.name, imageId(cell)]));
	const allPlatforms = new Set(cells.flatMap((cell) => cell.platforms));
	const [firstGone] = excluded;
	if (cells.length === 0) throw new ProblemsFound([error("empty-plan", `no image is left; "${firstGone?.target ?? ""}" is excluded: ${firstGone?.because ?? ""}`, {
		place: firstGone?.place,
		hint: "narrow the rules"
	})]);
	for (const target of targets) {
		if (target === "default" || names.has(target)) continue;
		const gone = excluded.find((entry) => !entry.platforms && (entry.target === target || isImage(entry, target, declared)));
		problems.push(gone ? error("excluded-target", `"${target}" is excluded: ${gone.because}`, { place: gone.place }) : error("unknown-target", `there is no target or image "${target}"${didYouMean(target, names)}`));
	}
	for (const platform of platforms) if (!allPlatforms.has(platform)) problems.push(error("unknown-platform", `no image is built for the platform "${platform}"${didYouMean(platform, allPlatforms)}`));
	if (problems.length > 0) throw new ProblemsFound(problems);
	const wanted = cells.flatMap((cell) => {
		if (targets.length > 0 && !targets.includes("default") && !targets.includes(cell.target.name) && !targets.includes(imageId(cell))) return [];
		const left = platforms.length === 0 ? cell.platforms : cell.platforms.filter((platform) => platforms.includes(platform));
		return left.length === 0 ? [] : [{
			...cell,
			platforms: left
		}];
	});
	if (wanted.length === 0) throw new ProblemsFound([error("empty-plan", "no image is left: none of the chosen targets is built for the chosen platforms", { hint: "\"docker-matrix plan\" shows which image has which platforms" })]);
	return wanted;
}
function isImage({ target, combination }, id, targets) {
	const resolved = targets.get(target);
	return resolved !== void 0 && imageId({
		target: resolved,
		combination
	}) === id;
}
function groupsOf(images) {
	const groups = { default: images.map(({ id }) => id) };
	for (const image of images) if (image.target !== image.id) (groups[image.target] ??= []).push(image.id);
	return groups;
}
function collisions(matrix, images, places) {
	const problems = [];
	const ids = /* @__PURE__ */ new Map();
	const tags = /* @__PURE__ */ new Map();
	for (const image of images) {
		const place = matrix.source.atKey(["targets", image.target]);
		const twin = ids.get(image.id);
		if (image.id !== image.target && Object.hasOwn(matrix.file.targets, image.id)) problems.push(error("id-collision", `the image "${image.id}" of target "${image.target}" (${describe(image)}) has the name of another target`, {
			place,
			hint: "rename one of the targets or axis values"
		}));
		else if (twin && twin.target !== image.id && image.target !== image.id) problems.push(error("id-collision", `"${image.target}" (${describe(image)}) and "${twin.target}" (${describe(twin)}) would both be named "${image.id}"`, {
			place,
			hint: "rename one of the targets or axis values"
		}));
		else if (image.id === "default") problems.push(error("id-collision", "a target cannot be named \"default\": bake uses that name for the group of all images", { place }));
		ids.set(image.id, image);
		for (const [tag, at] of places.get(image.id) ?? []) {
			const other = tags.get(tag);
			if (other && other.image.id !== image.id) problems.push(error("tag-collision", `images "${other.image.id}" and "${image.id}" would both be tagged ${tag}${samePlace(at, other.place) ? "" : ` (also at ${other.place.file}:${other.place.line}:${other.place.column})`}`, {
				place: at,
				hint: "tags need whatever tells the images apart, as {{target}} or an axis"
			}));
			tags.set(tag, {
				image,
				place: at
			});
		}
	}
	return problems;
}
function pathCollisions(files, matrix) {
	const seen = /* @__PURE__ */ new Map();
	return files.filter(({ path }) => path.endsWith("file")).flatMap(({ path }) => {
		const other = seen.get(path.toLowerCase());
		seen.set(path.toLowerCase(), path);
		return other === void 0 ? [] : [error("path-collision", `two combinations would both be rendered to ${path}${other === path ? "" : ` (${other})`}`, {
			place: matrix.source.atKey(["axes"]),
			hint: "change one of the axis values: in file names everything but letters, digits and \".\" becomes \"_\""
		})];
	});
}
function samePlace(a, b) {
	return a.file === b.file && a.line === b.line && a.column === b.column;
}
function describe(image) {
	const parts = Object.entries(image.combination).map(([axis, value]) => `${axis} ${value}`);
	return parts.length === 0 ? "no axes" : parts.join(", ");
}
function distinct(problems) {
	return [...new Map(problems.map((problem) => [JSON.stringify([problem.message, problem.place]), problem])).values()];
}

export { isRunFact as A, patternTest as B, listOf as C, publishedReferences as D, textsOf as E, isMapping$1 as F, readShape as H, isSource as I, valueSources as L, readOverrides as M, createScopes as N, tagVersion as O, NO_INPUTS as P, literal as R, kindOf as S, textOf as T, AxisValue as V, quoting as _, expand as a, isText as b, compilePattern as c, groupBy as d, DEFAULT_SYNTAX as f, createStages as g, DEFAULT_TEMPLATES as h, compileRules as i, nameProblems as j, RUN_FACTS as k, PATH_RULE as l, hasSecretName as m, imageId as n, createTagger as o, renderDockerfile as p, plan as r, needsReleases as s, fileName as t, isTestablePath as u, shellQuote as v, mappingOf as w, isTrue as x, isMapping as y, conditionTest as z };