import { error } from "../../problem.js";
import { shownPath } from "../../text.js";
import { folderFromContext, writeDefinition } from "../../bake.js";
import { fileName } from "../../matrix.js";
import { planImages } from "../../plan.js";
import { NO_RUN, needsReleases } from "../../tags.js";
import { planProblems } from "../../gates/later.js";
import { dirname, join, relative, resolve, sep } from "node:path";

// src/commands/command/rendered.ts
const RENDERED_MARK = "# Made by docker-matrix";
function isRenderedName(name) {
	return /Dockerfile(?:\.dockerignore)?$/.test(name);
}
function isOurs(text) {
	return text.split("\n", 3).some((line) => line.startsWith(RENDERED_MARK));
}
const DEFINITION = "docker-bake.hcl";
function oursAmong(onDisk) {
	const definition = onDisk.get(DEFINITION) ?? "";
	const built = isOurs(definition) ? [...definition.matchAll(/^ *dockerfile *= "([^"]*)"$/gm)].map(([, path = ""]) => `/${path}`) : [];
	return (path) => {
		const text = onDisk.get(path) ?? "";
		return isOurs(text) || text.trim() === "" || built.some((known) => known.endsWith(`/${path}`));
	};
}
function notOurs(path) {
	return error("not-ours", `${path} is there, and docker-matrix did not write it`, { hint: "move it away, choose another folder with --out, or overwrite it with --force" });
}
async function writeProblems(files, out, { force, plan, root }, { files: disk, cwd }) {
	const shown = (path) => shownPath(join(out, path), cwd);
	const folder = await disk.realPath(out);
	const folders = [...new Set(files.map(({ path }) => dirname(path)))];
	const outside = await Promise.all(folders.map(async (path) => {
		const real = await disk.realPath(join(out, path));
		if (folder === void 0 || real === void 0 || !relative(folder, real).split(sep).includes("..")) return [];
		const message = `${shown(path)} is a link that leads out of ${shownPath(out, cwd)}, to ${real}`;
		return [error("link-outside", message, { hint: "make it a folder, or name another one with --out" })];
	}));
	const onDisk = new Map(await Promise.all(files.map(async ({ path }) => [path, await disk.readText(join(out, path))])));
	const isOurs = oursAmong(onDisk);
	const verbatim = new Set([...plan.verbatim.keys()].map((path) => resolve(root, path)));
	const foreign = files.flatMap(({ path, text }) => {
		const existing = onDisk.get(path);
		if (existing === void 0 || existing === text) return [];
		if (verbatim.has(resolve(out, path))) return [error("not-ours", `${shown(path)} is the Dockerfile of an image ("dockerfile:"), and would be overwritten`, { hint: "give it another name, or choose another folder with --out" })];
		return force || isOurs(path) ? [] : [notOurs(shown(path))];
	});
	return [...outside.flat(), ...foreign];
}
function renderFolder({ out }, { root }, { cwd }) {
	return out === void 0 ? root : resolve(cwd, out);
}
function renderedFiles({ overrides, targets, platforms }, workspace, out) {
	const plan = planImages(workspace.modelOf(overrides), {
		facts: NO_RUN,
		targets,
		platforms
	});
	const { root, matrix } = workspace;
	const folder = folderFromContext(root, plan.settings.context, out);
	return [{
		path: DEFINITION,
		text: writeDefinition(plan, folder, fileName(matrix))
	}, ...plan.files];
}

// src/commands/command/run-plan.ts
async function planRun(asked, host, open) {
	const workspace = await open(asked.matrix);
	const request = {
		...asked,
		facts: await withReleases(asked, workspace, host, asked.build.tags)
	};
	const { facts, overrides, targets, platforms, build } = request;
	return {
		request,
		workspace,
		plan: planImages(workspace.modelOf(overrides), {
			facts,
			overrides,
			targets,
			platforms,
			asked: build,
			tags: build.tags,
			lint: true,
			review: planProblems
		})
	};
}
async function withReleases({ facts, overrides }, { matrix, root }, host, tags) {
	const { version } = overrides;
	const releases = needsReleases(matrix, tags, version === void 0 ? facts : {
		...facts,
		version
	}) ? await host.releases?.(root) : void 0;
	return releases === void 0 ? facts : {
		...facts,
		releases
	};
}

export { RENDERED_MARK, isOurs, isRenderedName, notOurs, oursAmong, planRun, renderFolder, renderedFiles, withReleases, writeProblems };