import { n as error } from "./problem.js";
import { C as didYouMean, w as axisValues } from "./tag-schema.js";
import { i as versionTest } from "./order.js";

// src/matrix/targets.ts
const DEFAULT_PLATFORMS = ["linux/amd64"];
function declaredPlatforms(file) {
	return [.../* @__PURE__ */ new Set([...file.platforms ?? DEFAULT_PLATFORMS, ...Object.values(file.targets).flatMap(({ platforms }) => platforms ?? [])])];
}
function resolveTargets(matrix) {
	const { file, source } = matrix;
	const problems = [];
	const resolved = /* @__PURE__ */ new Map();
	const declaredAxes = Object.keys(file.axes ?? {});
	const resolve = (name, trail) => {
		const known = resolved.get(name);
		if (known) return known;
		const target = file.targets[name];
		if (!target) return void 0;
		if (trail.includes(name)) {
			if (!problems.some((problem) => problem.code === "target-cycle")) problems.push(error("target-cycle", `targets are built from each other in a circle: ${[...trail.slice(trail.indexOf(name)), name].join(" → ")}`, {
				place: source.at([
					"targets",
					name,
					"from"
				]),
				hint: target.from === name ? `for the image of that name, write ${name}:latest` : "let one of them be built from an image"
			}));
			return;
		}
		const origins = [
			"from",
			"file",
			"dockerfile"
		].filter((key) => target[key] !== void 0);
		if (origins.length !== 1) problems.push(error("target-origin", `target "${name}" needs exactly one of from (an image, stage or target), file (a template for a whole Dockerfile) and dockerfile (a Dockerfile used as it is)${origins.length > 1 ? `, not ${origins.join(" and ")}` : ""}`, { place: source.atKey(["targets", name]) }));
		if (target.template !== void 0 && target.from === void 0) problems.push(error("target-origin", `"template" is for a stage with "from"; target "${name}" has none`, { place: source.atKey([
			"targets",
			name,
			"template"
		]) }));
		const parentName = target.from !== void 0 && Object.hasOwn(file.targets, target.from) ? target.from : void 0;
		const parent = parentName === void 0 ? void 0 : resolve(parentName, [...trail, name]);
		const own = target.axes ?? (parent ? [] : declaredAxes.toSorted());
		for (const [index, axis] of own.entries()) {
			const place = source.at([
				"targets",
				name,
				"axes",
				index
			]);
			if (target.axes && !declaredAxes.includes(axis)) problems.push(error("unknown-axis", `target "${name}" has an axis "${axis}" that is not under axes${didYouMean(axis, declaredAxes)}`, { place }));
			if (own.indexOf(axis) !== index) problems.push(error("duplicate-axis", `target "${name}" names the axis "${axis}" twice`, { place }));
		}
		const platforms = target.platforms ?? parent?.platforms ?? file.platforms ?? DEFAULT_PLATFORMS;
		for (const [index, platform] of platforms.entries()) {
			const list = target.platforms ? [
				"targets",
				name,
				"platforms"
			] : ["platforms"];
			if (parent && !parent.platforms.includes(platform)) problems.push(error("platform-not-in-parent", `target "${name}" is built for ${platform}, but its parent "${parent.name}" is not (it has ${parent.platforms.join(", ")})`, {
				place: source.at([...list, index]),
				hint: `remove ${platform} here, or add it to "${parent.name}"`
			}));
			if (platforms.indexOf(platform) !== index && (target.platforms || resolved.size === 0)) problems.push(error("duplicate-platform", `platform ${platform} is listed twice`, { place: source.at([...list, index]) }));
		}
		const result = {
			name,
			...parent ? { parent: parent.name } : {},
			axes: [.../* @__PURE__ */ new Set([...parent?.axes ?? [], ...own])].filter((axis) => declaredAxes.includes(axis)),
			platforms: [...new Set(platforms)],
			depth: parent ? parent.depth + 1 : 0
		};
		resolved.set(name, result);
		return result;
	};
	for (const name of Object.keys(file.targets)) resolve(name, []);
	const ordered = [...resolved.values()].toSorted((a, b) => a.depth - b.depth || (a.name < b.name ? -1 : 1));
	return {
		targets: new Map(ordered.map((target) => [target.name, target])),
		problems
	};
}

// src/matrix/condition-problems.ts
function conditionProblems(matrix, condition, path) {
	const { file, source } = matrix;
	const known = [
		"target",
		"platform",
		...Object.keys(file.axes ?? {})
	];
	return Object.entries(condition).flatMap(([key, patterns]) => {
		if (!known.includes(key)) return [error("unknown-axis", `a condition on "${key}", which is no axis${didYouMean(key, known)}`, { place: source.atKey([...path, key]) })];
		const allowed = key === "target" ? Object.keys(file.targets) : key === "platform" ? declaredPlatforms(file) : axisValues(file, key);
		return [patterns].flat().flatMap((pattern, index) => {
			if (allowed.includes(pattern) || versionTest(pattern) || /[*?]/.test(pattern)) return [];
			const place = source.at(Array.isArray(patterns) ? [
				...path,
				key,
				index
			] : [...path, key]);
			if (/[<>=~!]/.test(pattern)) return [error("invalid-comparison", `"${pattern}" compares with no version; comparisons are written as >=3.11, ~12.4 or ">=3.11,<3.13"`, { place })];
			return [error("unknown-value", `"${pattern}" is no value of ${key}${didYouMean(pattern, allowed)}`, { place })];
		});
	});
}

export { declaredPlatforms as n, resolveTargets as r, conditionProblems as t };