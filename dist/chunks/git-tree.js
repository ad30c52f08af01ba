import { t as pLimit } from "./p-limit.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { t as globPaths } from "./matrix-files.js";
import { basename, dirname, posix, relative, resolve, sep } from "node:path";

// src/host/git-tree.ts
const READERS = 8;
async function openGitTree(exec, folder, revision) {
	const git = async (...args) => exec({
		file: "git",
		args,
		cwd: folder
	});
	const inside = await git("rev-parse", "--show-prefix");
	if (inside.code === 127) throw new ProblemsFound([error("no-git", "there is no git on PATH", { hint: "install it, or compare with a folder: docker-matrix diff ../other" })]);
	if (inside.code !== 0) throw new ProblemsFound([error("no-repository", `${folder} is in no Git repository`, { hint: "compare with a folder instead: docker-matrix diff ../other" })]);
	const prefix = inside.stdout.trim();
	const named = await git("rev-parse", "--verify", "--quiet", "--end-of-options", revision);
	const found = named.code === 0 ? await git("rev-parse", "--verify", "--quiet", `${named.stdout.trim()}^{commit}`) : named;
	if (found.code !== 0) return void 0;
	const commit = found.stdout.trim();
	const listing = await git("ls-tree", "-r", "-z", "--full-tree", commit);
	if (listing.code !== 0) throw new ProblemsFound([error("unreadable-revision", `git cannot list ${revision}: ${listing.stderr.trim().split("\n")[0] ?? ""}`)]);
	const links = /* @__PURE__ */ new Set();
	const paths = /* @__PURE__ */ new Set();
	for (const entry of listing.stdout.split("\0")) {
		const tab = entry.indexOf("	");
		if (tab < 0) continue;
		const path = entry.slice(tab + 1);
		paths.add(path);
		if (entry.startsWith("120000")) links.add(path);
	}
	const inTree = (path) => posix.normalize(posix.join(prefix, relative(folder, resolve(path)).split(sep).join("/")));
	const limit = pLimit(READERS);
	const blob = async (path, filters = true) => (await limit(() => git("cat-file", ...filters ? ["--filters"] : ["blob"], `${commit}:${path}`))).stdout;
	const read = async (path, hops = 0) => {
		if (!paths.has(path)) return void 0;
		if (!links.has(path)) return blob(path);
		return hops > 10 ? void 0 : read(posix.normalize(posix.join(posix.dirname(path), await blob(path, false))), hops + 1);
	};
	const readText = async (path) => read(inTree(path));
	return {
		commit,
		readText,
		workspaceFiles: {
			readMatrix: async (path) => {
				const text = await readText(path);
				if (text === void 0) throw new ProblemsFound([error("no-matrix", `there is no ${inTree(path)} in ${revision}`)]);
				return {
					path,
					text
				};
			},
			readTemplates: async (templates) => {
				const root = `${inTree(templates)}/`;
				const own = [...paths].filter((path) => path.startsWith(root) && path.endsWith(".hbs") && !links.has(path)).toSorted();
				return Promise.all(own.map(async (path) => ({
					path: `${templates}/${path.slice(root.length)}`,
					name: path.slice(root.length).replace(/\.hbs$/, ""),
					text: await read(path) ?? ""
				})));
			},
			readValueInputs: async (root, sources) => {
				const files = await Promise.all([...new Set(sources.files)].map(async (path) => [path, await readText(resolve(root, path))]));
				const adapter = treeAdapter(paths, folder, prefix);
				const globs = await Promise.all([...new Set(sources.globs)].map(async (pattern) => [pattern, await globPaths(root, pattern, adapter)]));
				return {
					files: new Map(files),
					globs: new Map(globs)
				};
			}
		}
	};
}
function treeAdapter(paths, folder, prefix) {
	const top = resolve(folder, posix.relative(prefix, ".") || ".");
	const folders = /* @__PURE__ */ new Map();
	for (const path of paths) for (let at = path, isFile = true; at !== "."; at = posix.dirname(at), isFile = false) {
		const above = posix.dirname(at);
		const entries = folders.get(above) ?? /* @__PURE__ */ new Map();
		folders.set(above, entries.set(basename(at), isFile));
	}
	const readdir = (path, _options, done) => {
		const here = posix.normalize(relative(top, resolve(path)).split(sep).join("/") || ".");
		const entries = [...folders.get(here) ?? []].map(([name, isFile]) => ({
			name,
			parentPath: dirname(path),
			isFile: () => isFile,
			isDirectory: () => !isFile,
			isSymbolicLink: () => false
		}));
		queueMicrotask(() => done(null, entries));
	};
	return { readdir };
}

export { openGitTree };