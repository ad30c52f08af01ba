import { a as readValueInputs, n as readMatrix, r as readTemplates } from "./matrix-files.js";
import { f as DEFAULT_TEMPLATES, j as fileName, u as valueSources } from "./test-schema.js";
import { n as parseMatrix, t as createTemplates } from "./templates.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { dirname, join, relative, resolve, win32 } from "node:path";

// src/plan/workspace.ts
async function openWorkspace(path, from = {
	readMatrix,
	readTemplates,
	readValueInputs
}) {
	const matrix = parseMatrix(await from.readMatrix(path));
	const folder = matrix.file.templates ?? "templates";
	const context = matrix.file.context ?? ".";
	if (/^[a-z][a-z0-9+.-]*:|^git@/i.test(context)) throw new ProblemsFound([error("remote-context", `the context "${context}" is not a folder`, {
		place: matrix.source.at(["context"]),
		hint: "name a folder, seen from the matrix"
	})]);
	for (const [key, value] of [["context", context], ["templates", folder]]) if (win32.isAbsolute(value)) throw new ProblemsFound([error("absolute-path", `"${key}" is the absolute path "${value}", which exists on one machine only`, {
		place: matrix.source.at([key]),
		hint: `write it as seen from ${fileName(matrix)}`
	})]);
	const root = resolve(dirname(path));
	const [templates, inputs] = await Promise.all([from.readTemplates(join(dirname(path), folder)).then(createTemplates), from.readValueInputs(root, valueSources(matrix))]);
	return {
		matrix,
		templates,
		inputs,
		root
	};
}
function folderFromContext(workspace, out) {
	return relative(resolve(workspace.root, workspace.matrix.file.context ?? "."), out).split("\\").join("/");
}

export { openWorkspace as n, folderFromContext as t };