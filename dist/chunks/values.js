import { require_dist } from "./packages/yaml.js";
import { AxisValue, BUILT_IN, RUN_FACTS, combinationKey, conditionTest, isRunFact, valuesOf } from "./matrix.js";
import { ProblemsFound, error } from "./problem.js";
import { didYouMean, isMapping, pathText } from "./yaml.js";
import { parse } from "./packages/smol-toml.js";
import { firstLine, reasonOf } from "./text.js";

// src/values/literal.ts
function literal(text) {
	return text.replace(/(\\*)(\{\{\}*)/g, (_, backslashes, braces) => `${backslashes}${backslashes === "" ? "" : "\\"}{{concat "${braces}"}}`);
}

// src/values/sources.ts
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
function isSource(value) {
	return isMapping(value) && (textAt(value, "read") ?? textAt(value, "glob")) !== void 0;
}
function sourcesOf(value, at) {
	if (isSource(value)) {
		const pattern = textAt(value, "glob");
		return pattern === void 0 ? [{
			kind: "file",
			name: textAt(value, "read") ?? "",
			at: [...at, "read"]
		}] : [{
			kind: "glob",
			name: pattern,
			at: [...at, "glob"]
		}];
	}
	if (Array.isArray(value)) return value.flatMap((item, index) => sourcesOf(item, [...at, index]));
	return isMapping(value) ? Object.entries(value).flatMap(([name, item]) => sourcesOf(item, [...at, name])) : [];
}
function namedSources({ file }) {
	const named = (kind) => Object.entries(file[kind] ?? {});
	const tests = (test, at) => (test ?? []).flatMap(({ structure }, index) => structure === void 0 ? [] : [{
		kind: "file",
		name: structure,
		at: [
			...at,
			"test",
			index,
			"structure"
		]
	}]);
	return [
		...sourcesOf(file.values ?? {}, ["values"]),
		...Object.entries(file.axes ?? {}).flatMap(([axis, values]) => Array.isArray(values) ? [] : Object.entries(values).flatMap(([text, carried]) => sourcesOf(carried, [
			"axes",
			axis,
			text
		]))),
		...["targets", "stages"].flatMap((kind) => named(kind).flatMap(([name, { values }]) => sourcesOf(values ?? {}, [
			kind,
			name,
			"values"
		]))),
		...(file.rules ?? []).flatMap(({ set }, index) => sourcesOf(set ?? {}, [
			"rules",
			index,
			"set"
		])),
		...Object.entries(file.targets).flatMap(([name, { dockerfile }]) => dockerfile === void 0 ? [] : [{
			kind: "file",
			name: dockerfile,
			at: [
				"targets",
				name,
				"dockerfile"
			]
		}]),
		...tests(file.test, []),
		...Object.entries(file.targets).flatMap(([name, { test }]) => tests(test, ["targets", name]))
	];
}
function valueSources(matrix) {
	const sources = namedSources(matrix);
	const names = (wanted) => sources.flatMap(({ kind, name }) => kind === wanted ? [name] : []);
	return {
		files: names("file"),
		globs: names("glob")
	};
}
function readSources(value, inputs, templates, placeOf, path = []) {
	if (isSource(value)) return readSource(value, inputs, templates, placeOf(path));
	if (Array.isArray(value)) return value.map((item, index) => readSources(item, inputs, templates, placeOf, [...path, index]));
	if (!isMapping(value)) return value;
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
	const data = select(readData({
		path,
		text
	}, place), key, path, place);
	const each = textAt(value, "each");
	if (each === void 0) return toValue(data) ?? fail("unreadable-value", `"${key}" in ${path} is no text, number, list or mapping`, place);
	if (!Array.isArray(data)) return fail("unreadable-value", `"each" needs a list, and "${key}" in ${path} is none`, place);
	const having = textAt(value, "having");
	return data.filter((item) => having === void 0 || lookup(item, having) !== void 0).map((item) => templates.expression(each, toValue(item), place));
}
function readData({ path, text }, place) {
	try {
		if (path.endsWith(".json")) return JSON.parse(text);
		if (/\.(?:toml|lock)$/.test(path)) return parse(text);
	} catch (cause) {
		fail("unreadable-value", `${path} cannot be read: ${firstLine(reasonOf(cause))}`, place);
	}
	return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
function select(data, key, path, place) {
	const value = key === "" ? data : lookup(data, key);
	if (value !== void 0) return value;
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

// src/values/scope.ts
var import_dist = require_dist();
function createScopes(matrix, templates, overrides, inputs) {
	const { file, source } = matrix;
	const mappingsRead = /* @__PURE__ */ new Map();
	const withFileValues = (values, path) => {
		const known = mappingsRead.get(values);
		if (known) return known;
		const result = readSources(values, inputs, templates, (inner) => source.at([...path, ...inner]));
		mappingsRead.set(values, result);
		return result;
	};
	const layerAt = (values, path) => ({
		values: withFileValues(values, path),
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
		const ownValues = (isTarget ? file.targets[name] : file.stages?.[name])?.values ?? {};
		const matching = rules.filter(({ test }) => test({
			...combination,
			...isTarget ? { target: name } : {}
		}));
		checkConflicts(matching, source);
		const layers = [
			layerAt(declared, ["values"]),
			...Object.entries(combination).map(([axis, text]) => {
				const carried = withFileValues(valuesOf(file, axis, text), [
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
			layerAt(ownValues, [
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
		const makeLazy = lazyValues(context, templates);
		Object.defineProperties(context, Object.getOwnPropertyDescriptors(makeLazy(merged, "", (valueName) => placeOf(origins, valueName))));
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
			context[axis] = new AxisValue(text, makeLazy(withFileValues(valuesOf(file, axis, text), path), `${axis}.`, (carried) => source.at([...path, carried])));
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
		const existing = result[name];
		result[name] = isMapping(value) && isMapping(existing) ? mergeValues(existing, value) : value;
	}
	return result;
}
function checkConflicts(rules, source) {
	const seen = /* @__PURE__ */ new Map();
	for (const { index, values } of rules) for (const [name, value] of Object.entries(values)) {
		const other = seen.get(name);
		const text = JSON.stringify(value);
		if (other && other.value !== text) {
			const otherPlace = source.atKey([
				"rules",
				other.index,
				"set",
				name
			]);
			const also = `${otherPlace.file}:${otherPlace.line}:${otherPlace.column}`;
			throw new ProblemsFound([error("set-conflict", `two rules set "${name}" to different values for the same image (also at ${also})`, {
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
	return isMapping(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)])) : value;
}

// src/values/overrides.ts
function splitOverrides(overrides) {
	const entries = Object.entries(overrides);
	return {
		values: Object.fromEntries(entries.filter(([name]) => !isRunFact(name))),
		facts: Object.fromEntries(entries.filter(([name]) => isRunFact(name)))
	};
}
function readOverrides(matrix, overrides) {
	const declared = declaredValues(matrix);
	const problems = [];
	let result = {};
	for (const [name, text] of Object.entries(overrides)) {
		const sample = declared.get(name);
		if (sample === void 0) {
			const reason = Object.hasOwn(matrix.file.axes ?? {}, name) ? `"${name}" is an axis, not a value; choose images with --target` : `there is no value "${name}" to set${didYouMean(name, [...declared.keys(), ...RUN_FACTS])}`;
			problems.push(error("unknown-value", `--set ${name}: ${reason}`));
			continue;
		}
		const value = likeSample(sample, text);
		if (value === void 0) {
			const expected = Array.isArray(sample) ? "a list, as [a, b]" : typeof sample === "boolean" ? "true or false" : "one line of text; a mapping is set key by key";
			problems.push(error("invalid-value", `--set ${name}: "${text}" must be ${expected}`));
			continue;
		}
		result = mergeValues(result, name.split(".").reduceRight((inner, part) => ({ [part]: inner }), value));
	}
	if (problems.length > 0) throw new ProblemsFound(problems);
	return result;
}
function declaredValues(matrix) {
	const declared = /* @__PURE__ */ new Map();
	const walk = (values, prefix) => {
		for (const [name, value] of Object.entries(values)) {
			declared.set(`${prefix}${name}`, value);
			if (isMapping(value) && !isSource(value)) walk(value, `${prefix}${name}.`);
		}
	};
	for (const { set } of matrix.file.rules ?? []) walk(set ?? {}, "");
	for (const target of [...Object.values(matrix.file.targets), ...Object.values(matrix.file.stages ?? {})]) walk(target.values ?? {}, "");
	walk(matrix.file.values ?? {}, "");
	return declared;
}
function likeSample(sample, text) {
	if (/[\n\r\0]/.test(text) || isMapping(sample) && !isSource(sample)) return void 0;
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

export { NO_INPUTS, createScopes, extendContext, isSource, literal, nameProblems, namedSources, readOverrides, splitOverrides, valueSources };