import { AxisValue, valuesOf } from "../matrix.js";
import { isSource } from "../values.js";
import { isMapping } from "../yaml.js";

// src/values/trace.ts
function traceValues(matrix, name, combination, scope) {
	let assignments = /* @__PURE__ */ new Map();
	for (const layer of scope.layers) assignments = assignAll(assignments, layer.values, [], (path, value) => stepOf(matrix, name, combination, layer, path, value));
	for (const [axis, text] of Object.entries(combination)) {
		const path = [
			"axes",
			axis,
			text
		];
		assignments = assignAll(assignments, valuesOf(matrix.file, axis, text), [axis], (inner, value) => ({
			source: `axis ${axis} ${text}`,
			place: matrix.source.atKey([...path, ...inner.slice(1)]),
			written: valueText(value)
		}));
	}
	return [...assignments.values()].map(({ path, steps }) => ({
		name: path.join("."),
		value: valueText(lookup(scope.context, path)),
		steps
	})).toSorted((a, b) => a.name < b.name ? -1 : 1);
}
function assignAll(before, values, prefix, stepFor) {
	const result = new Map(before);
	const assign = (path, value) => {
		const key = JSON.stringify(path);
		if (isMapping(value) && Object.keys(value).length > 0) {
			result.delete(key);
			for (const [name, inner] of Object.entries(value)) assign([...path, name], inner);
			return;
		}
		const below = `${key.slice(0, -1)},`;
		for (const other of result.keys()) if (other.startsWith(below)) result.delete(other);
		result.set(key, {
			path,
			steps: [...result.get(key)?.steps ?? [], stepFor(path, value)]
		});
	};
	for (const [name, value] of Object.entries(values)) assign([...prefix, name], value);
	return result;
}
function stepOf(matrix, owner, combination, layer, path, value) {
	if (layer.path === void 0) return {
		source: "--set",
		written: valueText(value)
	};
	const readFrom = sourceFile(matrix, layer.path, path);
	return {
		source: layerName(layer.path, owner, combination),
		place: matrix.source.atKey([...layer.path, ...path]),
		written: valueText(value),
		...readFrom === void 0 ? {} : { readFrom }
	};
}
function layerName(path, owner, combination) {
	const [section, name] = path;
	if (section === "axes") return `axis ${String(name)} ${combination[String(name)] ?? ""}`;
	if (section === "targets") return `target ${owner}`;
	if (section === "stages") return `stage ${owner}`;
	return section === "rules" ? "set rule" : "values";
}
function sourceFile(matrix, layer, path) {
	let current = matrix.file;
	for (const step of [...layer, ...path]) {
		current = typeof current === "object" && current !== null ? current[step] : void 0;
		if (current === void 0) return void 0;
		if (typeof current === "object" && isSource(current)) {
			const { read, key, glob } = current;
			return glob === void 0 ? [read, key].filter((part) => typeof part === "string").join(", ") : `the files ${valueText(glob)}`;
		}
	}
}
function lookup(context, path) {
	return path.reduce((inner, key) => typeof inner === "object" && inner !== null ? inner[key] : void 0, context);
}
function valueText(value) {
	if (value instanceof AxisValue) return value.toString();
	if (typeof value !== "string") return JSON.stringify(value) ?? "";
	return value === "" || value !== value.trim() || /^["[{]/.test(value) ? JSON.stringify(value) : value;
}

export { traceValues };