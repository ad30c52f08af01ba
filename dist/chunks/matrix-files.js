import { n as error, t as ProblemsFound } from "./problem.js";
import { basename, join, relative, sep } from "node:path";
import { readFile, readdir } from "node:fs/promises";

// src/host/file-problem.ts
const REASONS = {
	EACCES: "permission denied",
	EPERM: "permission denied",
	EROFS: "the file system is read-only",
	ENOSPC: "no space is left on the device",
	EDQUOT: "the disk quota is used up",
	ENOTDIR: "a file is where a folder should be",
	EEXIST: "a file is where a folder should be",
	ENOENT: "a folder on the way is missing, or a link leads nowhere",
	EISDIR: "a folder is where the file should be",
	ELOOP: "links that lead in a circle",
	ENAMETOOLONG: "the name is too long"
};
function fileProblem(act, cause, path) {
	if (!(cause instanceof Error) || !("code" in cause) || typeof cause.code !== "string") return cause;
	const reason = REASONS[cause.code];
	if (reason === void 0) return cause;
	const named = "path" in cause && typeof cause.path === "string" && !cause.path.endsWith(".tmp") ? cause.path : path;
	const shown = relative(process.cwd(), named).split("\\").join("/") || ".";
	return new ProblemsFound([error(`cannot-${act}`, `cannot ${act} ${shown}: ${reason}`, { hint: act === "read" ? "make it a file that can be read" : "make room for it, or choose another folder with --out" })]);
}

// src/host/matrix-files.ts
async function readText(path) {
	try {
		return await readFile(path, "utf8");
	} catch (cause) {
		if (isMissing(cause) || isFolder(cause)) return void 0;
		throw fileProblem("read", cause, path);
	}
}
async function readMatrix(path) {
	const text = await readFile(path, "utf8").catch((cause) => {
		if (isMissing(cause)) return void 0;
		throw isFolder(cause) ? new ProblemsFound([error("unreadable-matrix", `cannot read the matrix ${path}: it is a folder`, { hint: "name the file with --matrix" })]) : fileProblem("read", cause, path);
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
		throw fileProblem("read", cause, folder);
	})).filter((entry) => entry.isFile() && entry.name.endsWith(".hbs")).map((entry) => join(entry.parentPath, entry.name));
	return Promise.all(paths.toSorted().map(async (path) => ({
		path,
		name: relative(folder, path).split(sep).join("/").replace(/\.hbs$/, ""),
		text: await readFile(path, "utf8").catch((cause) => {
			throw fileProblem("read", cause, path);
		})
	})));
}
function isFolder(cause) {
	return cause instanceof Error && "code" in cause && cause.code === "EISDIR";
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

export { readValueInputs as a, readText as i, readMatrix as n, fileProblem as o, readTemplates as r, globPaths as t };