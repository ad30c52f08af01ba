import { n as error, t as ProblemsFound } from "./problem.js";
import { basename, join, relative, sep } from "node:path";
import { readFile, readdir } from "node:fs/promises";

// src/host/matrix-files.ts
async function readText(path) {
	try {
		return await readFile(path, "utf8");
	} catch (cause) {
		if (isMissing(cause)) return void 0;
		throw cause;
	}
}
async function readMatrix(path) {
	const text = await readText(path).catch((cause) => {
		throw new ProblemsFound([error("unreadable-matrix", `cannot read the matrix ${path}: ${cause.code === "EISDIR" ? "it is a folder" : cause.message}`, { hint: "name the file with --matrix" })]);
	});
	if (text === void 0) throw new ProblemsFound([error("no-matrix", `there is no ${path}`, { hint: `go to the folder that has it, or name it: --matrix path/to/${basename(path)}` })]);
	return {
		path,
		text
	};
}
async function readTemplates(folder) {
	const paths = (await readdir(folder, {
		recursive: true,
		withFileTypes: true
	}).catch((cause) => {
		if (isMissing(cause)) return [];
		throw cause;
	})).filter((entry) => entry.isFile() && entry.name.endsWith(".hbs")).map((entry) => join(entry.parentPath, entry.name));
	return Promise.all(paths.toSorted().map(async (path) => ({
		path,
		name: relative(folder, path).split(sep).join("/").replace(/\.hbs$/, ""),
		text: await readFile(path, "utf8")
	})));
}
function isMissing(cause) {
	return cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR");
}
async function readValueInputs(folder, sources) {
	const files = await Promise.all([...new Set(sources.files)].map(async (path) => [path, await readText(join(folder, path))]));
	if (sources.globs.length === 0) return {
		files: new Map(files),
		globs: /* @__PURE__ */ new Map()
	};
	const globs = await Promise.all([...new Set(sources.globs)].map(async (pattern) => [pattern, await globPaths(folder, pattern)]));
	return {
		files: new Map(files),
		globs: new Map(globs)
	};
}
async function globPaths(folder, pattern, files) {
	const { glob } = await import("./tinyglobby.js");
	return (await glob(pattern, {
		cwd: folder,
		ignore: ["**/node_modules/**", "**/.git/**"],
		dot: true,
		...files ? { fs: files } : {}
	})).toSorted((a, b) => a < b ? -1 : 1);
}

export { readValueInputs as a, readText as i, readMatrix as n, readTemplates as r, globPaths as t };