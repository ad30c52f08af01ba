import { E as conditionTest, O as BUILT_IN, c as isSource, i as pathText, k as RUN_FACTS, l as readSources, s as isMapping, w as AxisValue } from "./test-schema.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { C as didYouMean, D as restrict, E as combinations, O as valuesOf, T as combinationKey } from "./tag-schema.js";
import { r as resolveTargets, t as conditionProblems } from "./condition-problems.js";
import { t as require_dist } from "./yaml.js";

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

// src/tags/run-facts.ts
const NO_RUN = {
	isDefaultBranch: true,
	writesCache: false
};
function withRunOverrides(facts, given) {
	const { version, branch } = given;
	if (branch !== void 0) return {
		...facts,
		...given,
		isDefaultBranch: branch === facts.defaultBranch
	};
	if (version === void 0 || facts.branch === void 0) return {
		...facts,
		...given
	};
	const { branch: _, ...rest } = facts;
	return {
		...rest,
		...given,
		isDefaultBranch: false
	};
}

// src/values/scope.ts
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
		result[name] = isMapping(value) && isMapping(under) ? mergeValues(under, value) : value;
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
	return isMapping(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)])) : value;
}

// src/values/overrides.ts
var import_dist = require_dist();
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
			if (isMapping(value) && !isSource(value)) walk(value, `${prefix}${name}.`);
		}
	};
	for (const { set } of matrix.file.rules ?? []) walk(set ?? {}, "");
	for (const target of [...Object.values(matrix.file.targets), ...Object.values(matrix.file.stages ?? {})]) walk(target.values ?? {}, "");
	walk(matrix.file.values ?? {}, "");
	return found;
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

export { NO_RUN as a, expand as c, extendContext as i, readOverrides as n, withRunOverrides as o, createScopes as r, compileRules as s, nameProblems as t };