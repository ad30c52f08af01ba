import { n as error } from "./problem.js";

// src/commands/check/drift.ts
const RENDERED_MARK = "# Made by docker-matrix";
function isRenderedName(name) {
	return /Dockerfile(?:\.dockerignore)?$/.test(name);
}
function isOurs(text) {
	return text.split("\n", 3).some((line) => line.startsWith(RENDERED_MARK));
}
function driftProblems(rendered, onDisk) {
	const hint = "run \"docker-matrix render\" and commit the result";
	const changed = rendered.flatMap(({ path, text }) => {
		const there = onDisk.get(path);
		if (there === void 0) return [error("not-rendered", `${path} is missing`, { hint })];
		if (there === text) return [];
		const expected = text.split("\n");
		const line = there.split("\n").findIndex((content, index) => content !== expected[index]);
		return [error("drift", "this is not what the matrix and its templates give", {
			place: {
				file: path,
				line: (line === -1 ? there.split("\n").length : line) + 1,
				column: 1
			},
			hint
		})];
	});
	const known = new Set(rendered.map(({ path }) => path));
	const stale = [...onDisk].flatMap(([path, text]) => text !== void 0 && !known.has(path) && isOurs(text) ? [error("stale", `${path} was rendered once, but no image uses it any more`, { hint })] : []);
	return [...changed, ...stale];
}

export { isRenderedName as i, driftProblems as n, isOurs as r, RENDERED_MARK as t };