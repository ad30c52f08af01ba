import { m as writeDefinition, n as fileName, r as plan, v as ProblemsFound, y as error } from "./templates.js";
import { n as openWorkspace, t as folderFromContext } from "./workspace.js";
import { t as NO_RUN } from "./facts.js";
import { join, relative, resolve } from "node:path";

// src/edge-input.ts
function nameList(text) {
	return lines(text).flatMap((line) => line.split(",")).map((item) => item.trim()).filter(Boolean);
}
function lines(text) {
	return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
function pairs(entries, what) {
	const problems = entries.filter((entry) => entry.indexOf("=") < 1).map((entry) => error("invalid-pair", `${what}: "${entry}" must be key=value`));
	return {
		values: Object.fromEntries(entries.filter((entry) => entry.indexOf("=") >= 1).map((entry) => [entry.slice(0, entry.indexOf("=")).trim(), entry.slice(entry.indexOf("=") + 1)])),
		problems
	};
}
function oneOf(text, allowed, what) {
	const value = allowed.find((word) => word === text);
	return value === void 0 ? { problem: error("invalid-input", `${what}: "${text}" must be one of ${allowed.join(", ")}`) } : { value };
}

// src/drift.ts
const RENDERED_MARK = "# Made by docker-matrix";
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

// src/run.ts
async function run(request, host) {
	const workspace = await openWorkspace(request.matrix);
	switch (request.command) {
		case "check": return check(request, workspace, host);
		case "render": return render(request, workspace, host);
		case "plan": return {
			kind: "planned",
			plan: planOf(request, workspace)
		};
		case "build": {
			const { build } = await import("./build.js");
			const plan = planOf(request, workspace);
			return {
				kind: "built",
				plan,
				report: await build({
					request,
					workspace,
					plan,
					rendered: renderedFiles(request, workspace, buildFolder(request, workspace)),
					out: buildFolder(request, workspace)
				}, host)
			};
		}
	}
}
function planOf(request, workspace) {
	return plan(workspace.matrix, workspace.templates, {
		facts: request.facts,
		inputs: workspace.inputs,
		overrides: request.overrides,
		targets: request.targets,
		platforms: request.platforms,
		tags: request.build.tags
	});
}
function renderedFiles(request, workspace, out) {
	const plan$1 = plan(workspace.matrix, workspace.templates, {
		facts: NO_RUN,
		inputs: workspace.inputs,
		overrides: request.overrides,
		targets: request.targets,
		platforms: request.platforms
	});
	return [{
		path: "docker-bake.hcl",
		text: writeDefinition(plan$1, folderFromContext(workspace, out), fileName(workspace.matrix))
	}, ...plan$1.files];
}
function renderFolder(request, workspace) {
	return request.out === void 0 ? workspace.root : resolve(request.out);
}
function buildFolder(request, workspace) {
	return request.out === void 0 ? join(workspace.root, "out") : resolve(request.out);
}
async function check(request, workspace, host) {
	const plan = planOf(request, workspace);
	const out = renderFolder(request, workspace);
	const shown = (path) => relative(process.cwd(), join(out, path)) || path;
	const rendered = renderedFiles({
		...request,
		targets: [],
		platforms: [],
		overrides: {}
	}, workspace, out).map(({ path, text }) => ({
		path: shown(path),
		text
	}));
	const others = (await host.files.list(join(out, "dockerfiles"))).map((name) => shown(join("dockerfiles", name)));
	const paths = [.../* @__PURE__ */ new Set([...rendered.map(({ path }) => path), ...others])];
	const onDisk = new Map(await Promise.all(paths.map(async (path) => [path, await host.files.readText(path)])));
	const compared = [...onDisk.values()].some((text) => text !== void 0 && isOurs(text));
	const problems = compared ? driftProblems(rendered, onDisk) : [];
	if (problems.length > 0) throw new ProblemsFound(problems);
	return {
		kind: "checked",
		plan,
		compared
	};
}
async function render(request, workspace, host) {
	const plan = planOf(request, workspace);
	const out = renderFolder(request, workspace);
	const files = renderedFiles(request, workspace, out);
	await host.files.write(files.map(({ path, text }) => ({
		path: join(out, path),
		text
	})));
	const removed = request.targets.length === 0 && request.platforms.length === 0 ? await removeStale(files, out, host) : [];
	const shown = (path) => relative(process.cwd(), join(out, path)) || path;
	return {
		kind: "rendered",
		plan,
		written: files.map(({ path }) => shown(path)),
		removed: removed.map(shown)
	};
}
async function removeStale(files, out, host) {
	const known = new Set(files.map(({ path }) => path));
	const removed = [];
	for (const name of await host.files.list(join(out, "dockerfiles"))) {
		const path = `dockerfiles/${name}`;
		const text = known.has(path) ? void 0 : await host.files.readText(join(out, path));
		if (text === void 0 || !isOurs(text)) continue;
		await host.files.remove(join(out, path));
		removed.push(path);
	}
	return removed;
}

export { pairs as a, oneOf as i, lines as n, nameList as r, run as t };