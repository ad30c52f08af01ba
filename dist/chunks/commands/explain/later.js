import { axisValues, cellKey, compileRules, conditionTest, imageId, restrict } from "../../matrix.js";
import { createTagger, withRunOverrides } from "../../tags.js";
import { planImages, reference } from "../../plan.js";
import { splitOverrides } from "../../values.js";
import { ProblemsFound, error } from "../../problem.js";
import { compareVersions, isVersion } from "../../version.js";
import { counted, groupBy } from "../../text.js";
import { closest, didYouMean } from "../../yaml.js";
import { traceValues } from "../../values/later.js";
import { withReleases } from "../command/later.js";
import { table } from "../../text/later.js";

// src/commands/explain/text.ts
function explanationText(explanation) {
	switch (explanation.kind) {
		case "overview": return overviewText(explanation);
		case "cells": {
			const imageCount = explanation.cells.filter(({ exists }) => exists).length;
			const rows = explanation.cells.map(({ id, exists, platforms, because, place }) => [
				id,
				exists ? "yes" : "no",
				exists ? platforms.join(" ") : reasonAt({
					because,
					place
				})
			]);
			return [
				`${explanation.asked} means ${explanation.cells.length} cells; ${imageCount} of them ${imageCount === 1 ? "is an image" : "are images"}.`,
				"",
				table([
					"CELL",
					"IMAGE",
					"PLATFORMS, OR WHY NOT"
				], rows),
				"",
				"Name one of them for all there is to say about it."
			].join("\n");
		}
		case "cell": return cellText(explanation.cell);
	}
}
function overviewText({ targets, rules }) {
	const count = targets.reduce((sum, { images }) => sum + images, 0);
	const rows = targets.map((target) => [
		target.target,
		target.axes.join(" × ") || "–",
		target.platforms.join(" "),
		String(target.cells),
		String(target.images),
		String(target.excluded),
		at(target.place)
	]);
	return [
		`${counted(count, "image")} of ${targets.reduce((sum, { cells }) => sum + cells, 0)} cells.`,
		"",
		table([
			"TARGET",
			"AXES",
			"PLATFORMS",
			"CELLS",
			"IMAGES",
			"EXCLUDED",
			"PLACE"
		], rows),
		...rules.length === 0 ? [] : ["", "Rules:"],
		...rules.flatMap(({ place, kind, rule, because, cells, partly, descendants, targets: ruleTargets }) => {
			const targetText = ruleTargets.length === 0 ? "" : ` of ${ruleTargets.join(", ")}`;
			const verb = {
				exclude: "takes away",
				require: "takes away",
				include: "keeps",
				set: "applies to"
			}[kind];
			const whole = kind === "set" ? counted(cells, "image") : counted(cells, "cell");
			const affected = partly === 0 ? whole : `${cells === 0 ? "" : `${whole}, and `}platforms of ${counted(partly, "cell")}`;
			const descendantText = descendants === 0 ? "" : `, and ${descendants} built from ${cells === 1 ? "it" : "them"}`;
			return [`  ${at(place)}  ${rule}`, `    ${verb} ${affected}${targetText}${descendantText}${because === void 0 ? "" : `: ${because}`}`];
		}),
		"",
		"Ask about one: docker-matrix explain TARGET [AXIS=VALUE …]"
	].join("\n");
}
function cellText(cell) {
	return [
		...answer(cell),
		"",
		`Target ${cell.target.name}  ${at(cell.target.place)}`,
		...cell.axes.length === 0 ? [] : [
			"",
			"Axes",
			...indent(columns(cell.axes.map(({ axis, value, place, from, fromPlace }) => [
				`${axis} ${value}`,
				at(place),
				`${from}, ${at(fromPlace)}`
			])))
		],
		"",
		"Platforms",
		...indent(platformLines(cell)),
		...cell.parent ? [
			"",
			"Parent",
			...indent(parentLines(cell.parent))
		] : [],
		...cell.rules.length === 0 ? [] : [
			"",
			"Rules",
			...indent(cell.rules.flatMap(verdictLines))
		],
		...cell.image ? imageLines(cell.image) : []
	].join("\n");
}
function answer({ id, exists, excluded, platforms }) {
	if (!exists) return [`${id} is not in the matrix: ${excluded ? reasonAt(excluded) : ""}`];
	const lines = [`${id} is in the matrix.`];
	if (platforms.asked === void 0) return lines;
	if (platforms.left.includes(platforms.asked)) return [`${lines[0] ?? ""} It is built for ${platforms.asked}.`];
	const removal = platforms.removed.find((entry) => platforms.asked !== void 0 && entry.platforms.includes(platforms.asked));
	return [`${lines[0] ?? ""} It is not built for ${platforms.asked}: ${removal ? reasonAt(removal) : "nothing asks for it"}`];
}
function platformLines({ platforms }) {
	const from = `${platforms.from}${platforms.fromPlace ? `, ${at(platforms.fromPlace)}` : ""}`;
	return columns([...platforms.left.length > 0 ? [[platforms.left.join(" "), from]] : [["none is left", from]], ...platforms.removed.map((entry) => [`not ${entry.platforms.join(" ")}`, reasonAt(entry)])]);
}
function parentLines(parent) {
	return [parent.exists ? `${parent.id} is in the matrix, for ${parent.platforms.join(" ")}` : `${parent.id} is not in the matrix: ${reasonAt(parent)}`];
}
const EFFECTS = {
	"takes-away": "takes it away",
	keeps: "keeps it",
	holds: "holds",
	sets: "applies",
	silent: "does not match"
};
function verdictLines(verdict) {
	const about = verdict.platforms ? ` for ${verdict.platforms.join(" ")}` : "";
	const effect = verdict.rescuedBy ? `would take it away${about}, but the include at ${at(verdict.rescuedBy)} keeps it` : `${EFFECTS[verdict.effect]}${about}`;
	const reasons = verdict.reasons.length === 0 ? "" : `: ${verdict.reasons.join("; ")}`;
	const because = verdict.because !== void 0 && verdict.effect === "takes-away" ? ` (because ${verdict.because})` : "";
	return [`${at(verdict.place)}  ${verdict.rule}`, `  ${effect}${reasons}${because}`];
}
function imageLines(image) {
	return [
		"",
		`Dockerfile ${image.dockerfile}${image.dockerfileKind === "stages" ? "" : ` (${image.dockerfileKind})`}`,
		...indent(columns(image.stages.map(({ name, from, template, needs }) => [
			name,
			`from ${from}`,
			template,
			needs.length === 0 ? "" : `needs ${needs.join(", ")}`
		]))),
		...image.tags.length === 0 ? [] : [
			"",
			"Tags",
			...indent(columns(image.tags.map(({ pattern, place, tag, none }) => [
				tag ?? "none",
				pattern,
				at(place),
				none ?? ""
			])))
		],
		...Object.keys(image.args).length === 0 ? [] : [
			"",
			"Build arguments",
			...indent(Object.entries(image.args).map(([name, value]) => `${name}=${value}`))
		],
		...image.values.length === 0 ? [] : [
			"",
			"Values",
			...indent(image.values.flatMap(valueLines))
		],
		...image.stageValues.flatMap(({ stage, values }) => [
			"",
			`Values that stage ${stage} sees otherwise`,
			...indent(values.flatMap(valueLines))
		])
	];
}
function valueLines({ name, value, steps }) {
	const last = steps.at(-1);
	const written = last && last.written !== value && last.readFrom === void 0 ? `, as ${last.written}` : "";
	return [`${name} = ${value}${last ? `  ${stepText(last)}${written}` : ""}`, ...steps.slice(0, -1).toReversed().map((step) => `  over ${step.written}  ${stepText(step)}`)];
}
function stepText({ place, source, readFrom }) {
	const from = readFrom === void 0 ? "" : `, read from ${readFrom}`;
	return place ? `${at(place)} (${source}${from})` : `(${source})`;
}
function reasonAt({ because = "", place }) {
	return place && !because.endsWith(at(place)) ? `${because} (${at(place)})` : because;
}
function at({ file, line }) {
	return `${file}:${line}`;
}
function indent(lines) {
	return lines.map((line) => `  ${line}`);
}
function columns(rows) {
	const widths = (rows[0] ?? []).map((_, column) => Math.min(48, Math.max(...rows.map((row) => (row[column] ?? "").length))));
	return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
}

// src/commands/explain/cells.ts
function candidatesOf(expansion) {
	const { targets } = expansion;
	const byKey = /* @__PURE__ */ new Map();
	const add = (target, combination, fate) => {
		if (target) byKey.set(cellKey(target.name, combination), {
			id: imageId({
				target,
				combination
			}),
			target,
			combination,
			fate
		});
	};
	for (const cell of expansion.cells) add(cell.target, cell.combination, {
		kind: "image",
		cell
	});
	for (const by of expansion.excluded) if (by.platforms === void 0) add(targets.get(by.target), by.combination, {
		kind: "excluded",
		by
	});
	const find = (target, combination) => byKey.get(cellKey(target, combination));
	return {
		all: [...byKey.values()].toSorted((a, b) => order(a, b, [...targets.keys()])),
		targets,
		find,
		parentOf: ({ target, combination }) => {
			const parent = target.parent === void 0 ? void 0 : targets.get(target.parent);
			return parent && find(parent.name, restrict(combination, parent.axes));
		}
	};
}
function order(a, b, targets) {
	if (a.target.name !== b.target.name) return targets.indexOf(a.target.name) - targets.indexOf(b.target.name);
	return a.target.axes.reduce((result, axis) => result || compareVersions(a.combination[axis] ?? "", b.combination[axis] ?? ""), 0);
}

// src/commands/explain/rules.ts
function judgeCell(matrix, rules, cell) {
	const facts = cell.platforms.map((platform) => ({
		...cell.combination,
		target: cell.target,
		platform
	}));
	const keepers = new Map(facts.map((platformFacts) => [platformFacts["platform"] ?? "", rules.find((rule) => rule.kind === "include" && rule.test(platformFacts))]));
	return rules.flatMap((rule) => {
		const written = matrix.file.rules?.[rule.index] ?? {};
		const groups = /* @__PURE__ */ new Map();
		for (const platformFacts of facts) {
			const platform = platformFacts["platform"] ?? "";
			const verdict = judge(rule, written, platformFacts, keepers.get(platform));
			const key = JSON.stringify([
				verdict.effect,
				verdict.reasons,
				verdict.rescuedBy?.line
			]);
			const group = groups.get(key) ?? {
				verdict,
				platforms: []
			};
			group.platforms.push(platform);
			groups.set(key, group);
		}
		const verdicts = [...groups.values()];
		const [first, ...others] = verdicts.map(({ verdict }) => verdict);
		const shared = first?.reasons.filter((reason) => others.every(({ reasons }) => reasons.includes(reason))) ?? [];
		if (first && shared.length > 0 && verdicts.every(({ verdict }) => verdict.effect === "silent")) return [{
			...first,
			reasons: shared
		}];
		return verdicts.map(({ verdict, platforms }) => groups.size === 1 ? verdict : {
			...verdict,
			platforms
		});
	});
}
function judge(rule, written, facts, keeper) {
	const base = {
		place: rule.place,
		kind: rule.kind,
		rule: ruleText(written),
		...written.because === void 0 ? {} : { because: written.because }
	};
	const condition = rule.kind === "set" ? void 0 : written[rule.kind];
	if (!rule.test(facts)) {
		const failing = written.when && !conditionTest(written.when)(facts) ? written.when : condition;
		return {
			...base,
			effect: "silent",
			reasons: mismatches(failing ?? {}, facts)
		};
	}
	if (rule.kind === "set") return {
		...base,
		effect: "sets",
		reasons: matches(written.when ?? {}, facts)
	};
	if (rule.kind === "include") return {
		...base,
		effect: "keeps",
		reasons: matches(condition ?? {}, facts)
	};
	if (!rule.drops(facts)) return {
		...base,
		effect: "holds",
		reasons: matches(condition ?? {}, facts)
	};
	return {
		...base,
		effect: "takes-away",
		reasons: rule.kind === "require" ? mismatches(condition ?? {}, facts) : matches(condition ?? {}, facts),
		...keeper ? { rescuedBy: keeper.place } : {}
	};
}
function matches(condition, facts) {
	return Object.keys(condition).map((key) => `${key} is ${facts[key] ?? ""}`);
}
function mismatches(condition, facts) {
	return Object.entries(condition).flatMap(([key, patterns]) => {
		const fact = facts[key];
		if (fact === void 0) return [`${facts["target"] ?? "it"} is not built over ${key}`];
		if (conditionTest({ [key]: patterns })(facts)) return [];
		return [Array.isArray(patterns) ? `${key} is ${fact}, none of ${patterns.join(", ")}` : `${key} is ${fact}, not ${String(patterns)}`];
	});
}
function ruleText(rule) {
	const when = rule.when ? ` when ${conditionText(rule.when)}` : "";
	if (rule.set) return `set ${Object.keys(rule.set).join(", ")}${when}`;
	const kind = [
		"exclude",
		"include",
		"require"
	].find((name) => rule[name] !== void 0);
	return kind === void 0 ? "" : `${kind} ${conditionText(rule[kind] ?? {})}${when}`;
}
function conditionText(condition) {
	return Object.entries(condition).map(([key, patterns]) => `${key} ${[patterns].flat().join(" or ")}`).join(", ");
}

// src/commands/explain/overview.ts
function overview(model, candidates) {
	const { matrix } = model;
	const byTarget = groupBy(candidates.all, ({ target }) => target.name);
	return {
		kind: "overview",
		targets: [...candidates.targets.values()].map((target) => {
			const cells = byTarget.get(target.name) ?? [];
			const images = cells.filter(({ fate }) => fate.kind === "image").length;
			return {
				target: target.name,
				place: matrix.source.atKey(["targets", target.name]),
				axes: target.axes,
				platforms: target.platforms,
				cells: cells.length,
				images,
				excluded: cells.length - images
			};
		}),
		rules: ruleOverviews(model, candidates)
	};
}
function ruleOverviews({ matrix, expansion }, candidates) {
	const inherited = (entry) => {
		const candidate = candidates.find(entry.target, entry.combination);
		const parent = candidate && candidates.parentOf(candidate);
		return entry.platforms === void 0 && parent?.fate.kind === "excluded";
	};
	return compileRules(matrix).rules.map((rule) => {
		const written = matrix.file.rules?.[rule.index] ?? {};
		const canExclude = rule.kind === "exclude" || rule.kind === "require";
		const excluded = canExclude ? expansion.excluded.filter(({ place }) => place.line === rule.place.line && place.column === rule.place.column) : [];
		const direct = excluded.filter((entry) => !inherited(entry));
		const touched = canExclude ? direct : candidates.all.filter(({ target, combination, fate }) => (rule.kind !== "set" || fate.kind === "image") && target.platforms.some((platform) => rule.test({
			...combination,
			target: target.name,
			platform
		})));
		return {
			place: rule.place,
			kind: rule.kind,
			rule: ruleText(written),
			...written.because === void 0 ? {} : { because: written.because },
			cells: touched.length - direct.filter(({ platforms }) => platforms !== void 0).length,
			partly: direct.filter(({ platforms }) => platforms !== void 0).length,
			descendants: excluded.filter(inherited).length,
			targets: [...new Set(touched.map(({ target }) => typeof target === "string" ? target : target.name))]
		};
	});
}

// src/commands/explain/query.ts
function findCells(words, matrix, candidates) {
	const query = readWords(words, matrix, candidates);
	const target = query.target === void 0 ? void 0 : candidates.targets.get(query.target);
	const foreign = target ? Object.keys(query.axes).filter((axis) => !target.axes.includes(axis)) : [];
	if (target && foreign.length > 0) {
		const axesText = target.axes.length === 0 ? "it has no axes" : `its axes are ${target.axes.join(", ")}`;
		throw new ProblemsFound([error("not-an-axis-of", `"${target.name}" is not built over ${foreign.join(" and ")}: ${axesText}`, {
			place: matrix.source.atKey(["targets", target.name]),
			hint: `leave ${foreign.join(" and ")} away, or add it to the axes of "${target.name}"`
		})]);
	}
	const cells = candidates.all.filter((candidate) => (query.target === void 0 || candidate.target.name === query.target) && Object.entries(query.axes).every(([axis, value]) => candidate.combination[axis] === value) && (query.platform === void 0 || candidate.target.platforms.includes(query.platform)));
	if (cells.length === 0) {
		const subject = query.target === void 0 ? "no target is" : `"${query.target}" is not`;
		const message = query.platform === void 0 ? "no target is built over all of these axes together" : `${subject} built for ${query.platform}`;
		throw new ProblemsFound([error("no-such-cell", message, { hint: "docker-matrix explain, without a cell, lists every target" })]);
	}
	return {
		query,
		cells
	};
}
function readWords(words, matrix, candidates) {
	const problems = [];
	const targets = [...candidates.targets.keys()];
	const axes = Object.keys(matrix.file.axes ?? {});
	const platforms = [...new Set([...candidates.targets.values()].flatMap((target) => target.platforms))];
	const read = { axes: {} };
	const take = (key, value) => {
		const known = key === "target" ? read.target : key === "platform" ? read.platform : read.axes[key];
		if (known !== void 0 && known !== value) problems.push(error("said-twice", `${key} is both "${known}" and "${value}"`, { hint: "a cell has one value of each" }));
		else if (key === "target") read.target = value;
		else if (key === "platform") read.platform = value;
		else read.axes[key] = value;
	};
	const bare = [];
	for (const word of words) {
		const equals = word.indexOf("=");
		if (equals < 1) {
			bare.push(word);
			continue;
		}
		const key = word.slice(0, equals);
		const value = word.slice(equals + 1);
		const allowed = key === "target" ? targets : key === "platform" ? platforms : axes.includes(key) ? axisValues(matrix.file, key) : void 0;
		if (!allowed) problems.push(error("unknown-axis", `"${key}" is no axis${didYouMean(key, [
			"target",
			"platform",
			...axes
		])}`));
		else if (!allowed.includes(value)) problems.push(error(key === "target" ? "unknown-target" : "unknown-value", `"${value}" is no ${key === "target" || key === "platform" ? key : `value of the axis ${key}`}` + didYouMean(value, allowed), { place: axes.includes(key) ? matrix.source.atKey(["axes", key]) : void 0 }));
		else take(key, value);
	}
	for (const word of bare) if (targets.includes(word)) take("target", word);
	const likelyAxes = (read.target === void 0 ? void 0 : candidates.targets.get(read.target)?.axes) ?? axes;
	for (const word of bare.filter((text) => !targets.includes(text))) {
		const owners = axes.filter((axis) => axisValues(matrix.file, axis).includes(word));
		const fitting = owners.filter((axis) => likelyAxes.includes(axis) && read.axes[axis] === void 0);
		const [owner] = fitting.length > 0 ? fitting : owners;
		const [candidate] = candidates.all.filter(({ id }) => id === word);
		if (platforms.includes(word)) take("platform", word);
		else if (candidate) for (const [key, value] of Object.entries({
			target: candidate.target.name,
			...candidate.combination
		})) take(key, value);
		else if (fitting.length > 1) problems.push(error("ambiguous-value", `"${word}" is a value of ${fitting.join(" and ")}`, { hint: `say which: ${fitting.map((axis) => `${axis}=${word}`).join(" or ")}` }));
		else if (owner !== void 0) take(owner, word);
		else problems.push(unknownWord(word, targets, matrix, candidates));
	}
	if (problems.length > 0) throw new ProblemsFound(problems);
	return read;
}
function unknownWord(word, targets, matrix, candidates) {
	const axes = Object.keys(matrix.file.axes ?? {}).map((axis) => `${axis} ${axisValues(matrix.file, axis).join(", ")}`);
	const suggestion = isVersion(word) ? void 0 : closest(word, [...targets, ...Object.keys(matrix.file.axes ?? {}).flatMap((axis) => axisValues(matrix.file, axis))]) ?? closest(word, candidates.all.map(({ id }) => id));
	const targetList = isVersion(word) ? "" : `targets: ${targets.join(", ")}; `;
	const axisList = `axis values: ${axes.length === 0 ? "none" : axes.join("; ")}`;
	return error("unknown-cell", `"${word}" is no image, target, axis value or platform of this matrix` + (suggestion === void 0 ? "" : ` (did you mean "${suggestion}"?)`), { hint: suggestion === void 0 ? `${targetList}${axisList}` : void 0 });
}

// src/commands/explain/explain.ts
const command = {
	run: async (request, host, open) => {
		const workspace = await open(request.matrix);
		return explain(workspace, {
			...request,
			facts: await withReleases(request, workspace, host, [])
		});
	},
	text: explanationText,
	json: (explanation) => explanation
};
function explain({ modelOf }, request) {
	const model = modelOf(request.overrides);
	const candidates = candidatesOf(model.expansion);
	if (request.words.length === 0) return overview(model, candidates);
	const { query, cells } = findCells(request.words, model.matrix, candidates);
	const [cell] = cells;
	if (cells.length === 1 && cell) return {
		kind: "cell",
		cell: explainCell(cell, query.platform, {
			model,
			candidates,
			request
		})
	};
	return {
		kind: "cells",
		asked: request.words.join(" "),
		cells: cells.map(cellLine)
	};
}
function cellLine({ id, target, fate }) {
	return fate.kind === "image" ? {
		id,
		exists: true,
		platforms: fate.cell.platforms
	} : {
		id,
		exists: false,
		platforms: target.platforms,
		because: fate.by.because,
		place: fate.by.place
	};
}
function explainCell(candidate, platform, scene) {
	const { model, candidates } = scene;
	const { matrix } = model;
	const { id, target, combination, fate } = candidate;
	const parent = candidates.parentOf(candidate);
	const { rules } = compileRules(matrix);
	const parentLine = parent && cellLine(parent);
	const removed = model.expansion.excluded.flatMap((entry) => entry.target === target.name && entry.platforms && sameCombination(entry.combination, combination) ? [{
		platforms: entry.platforms,
		because: entry.because,
		place: entry.place
	}] : []);
	const parentLacks = parent?.fate.kind === "image" ? target.platforms.filter((name) => parent.fate.kind === "image" && !parent.fate.cell.platforms.includes(name)) : [];
	return {
		id,
		exists: fate.kind === "image",
		target: {
			name: target.name,
			place: matrix.source.atKey(["targets", target.name])
		},
		axes: target.axes.map((axis) => ({
			axis,
			value: combination[axis] ?? "",
			place: axisPlace(model, axis, combination[axis] ?? ""),
			...axisOrigin(model, target.name, axis)
		})),
		platforms: {
			...platform === void 0 ? {} : { asked: platform },
			left: fate.kind === "image" ? fate.cell.platforms : [],
			...platformOrigin(model, target.name),
			removed: [...removed, ...parentLacks.length > 0 && parent ? [{
				platforms: parentLacks,
				because: `its parent ${parent.id} is not built for it`,
				place: matrix.source.at([
					"targets",
					target.name,
					"from"
				])
			}] : []]
		},
		...fate.kind === "excluded" ? { excluded: {
			because: fate.by.because,
			place: fate.by.place
		} } : {},
		...parentLine ? { parent: parentLine } : {},
		rules: judgeCell(matrix, rules, {
			target: target.name,
			combination,
			platforms: target.platforms
		}),
		...fate.kind === "image" ? { image: explainImage(candidate, scene) } : {}
	};
}
function explainImage({ id, target, combination, fate }, { model, request }) {
	const { matrix, templates } = model;
	const { overrides } = request;
	const image = planImages(model, {
		facts: request.facts,
		overrides,
		targets: [id]
	}).images.find((planned) => planned.id === id);
	if (!image || fate.kind !== "image") throw new ProblemsFound([error("no-such-cell", `"${id}" has no plan`)]);
	const scope = model.scopeOf(target.name, combination);
	const stages = model.stagesOf(target.name, combination);
	const values = traceValues(matrix, target.name, combination, scope);
	const targetValues = new Map(values.map((value) => [value.name, value.value]));
	const declared = matrix.file.targets[target.name];
	const facts = withRunOverrides(request.facts, splitOverrides(overrides).facts);
	return {
		dockerfile: image.dockerfile,
		dockerfileKind: image.verbatim ? "verbatim" : declared?.file === void 0 ? "stages" : "whole-file template",
		stages: stages.map(({ name, from, template, needs }) => ({
			name,
			from,
			template,
			needs
		})),
		tags: (image.output === "local" ? [] : createTagger({
			matrix,
			cells: model.expansion.cells,
			facts,
			templates
		}).results(fate.cell, scope.context)).map((result) => ({
			pattern: result.text,
			place: result.place,
			..."tag" in result ? { tag: reference(image, { name: result.tag }) } : { none: "none" in result ? result.none : result.problem.message }
		})),
		args: image.args,
		values,
		stageValues: stages.filter(({ key }) => key !== target.name).map(({ key }) => {
			const stageAxes = model.expansion.targets.get(key)?.axes;
			const stageCombination = stageAxes === void 0 ? combination : Object.fromEntries(stageAxes.map((axis) => [axis, combination[axis] ?? ""]));
			return {
				stage: key,
				values: traceValues(matrix, key, stageCombination, model.scopeOf(key, stageCombination)).filter(({ name, value }) => targetValues.get(name) !== value)
			};
		}).filter(({ values: differing }) => differing.length > 0)
	};
}
function axisPlace({ matrix }, axis, value) {
	const declared = matrix.file.axes?.[axis];
	return Array.isArray(declared) ? matrix.source.at([
		"axes",
		axis,
		declared.indexOf(value)
	]) : matrix.source.atKey([
		"axes",
		axis,
		value
	]);
}
function axisOrigin(model, target, axis) {
	const { matrix, expansion } = model;
	const index = matrix.file.targets[target]?.axes?.indexOf(axis) ?? -1;
	if (index >= 0) return {
		from: `axes of ${target}`,
		fromPlace: matrix.source.at([
			"targets",
			target,
			"axes",
			index
		])
	};
	const parent = expansion.targets.get(target)?.parent;
	if (parent !== void 0 && expansion.targets.get(parent)?.axes.includes(axis)) return {
		from: `inherited from ${parent}`,
		fromPlace: axisOrigin(model, parent, axis).fromPlace
	};
	return {
		from: "every axis, because the target names none",
		fromPlace: matrix.source.atKey(["targets", target])
	};
}
function platformOrigin(model, target) {
	const { matrix, expansion } = model;
	if (matrix.file.targets[target]?.platforms) return {
		from: `platforms of ${target}`,
		fromPlace: matrix.source.atKey([
			"targets",
			target,
			"platforms"
		])
	};
	const parent = expansion.targets.get(target)?.parent;
	if (parent !== void 0) {
		const { from, fromPlace } = platformOrigin(model, parent);
		return {
			from: from.startsWith("platforms of ") ? `inherited from ${from.slice(13)}` : from,
			...fromPlace ? { fromPlace } : {}
		};
	}
	return matrix.file.platforms ? {
		from: "platforms of the matrix",
		fromPlace: matrix.source.atKey(["platforms"])
	} : { from: "the default, because the matrix names none" };
}
function sameCombination(a, b) {
	return Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([axis, value]) => b[axis] === value);
}

export { at, command, explain, reasonAt };