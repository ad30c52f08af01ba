import { i as plan, r as openWorkspace } from "./plan.js";
import { n as planText, t as planJson } from "./commands/plan.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { r as sorted } from "./report.js";
import { n as buildJson, r as buildText } from "./commands/build.js";
import { v as folderFromContext, y as writeDefinition } from "./bake.js";
import { r as planProblems } from "./gates.js";
import { S as fileName, x as isRunFact } from "./matrix.js";
import { t as DEFAULT_TEMPLATES } from "./stages.js";
import { r as needsReleases, s as NO_RUN } from "./tags.js";
import { a as isRenderedName, i as isOurs, r as driftProblems } from "./commands/check.js";
import { n as differenceMarkdown, r as differenceText } from "./commands/diff.js";
import { r as explanationText } from "./commands/explain.js";
import { n as ejectedText } from "./commands/eject.js";
import { join, relative, resolve } from "node:path";

// src/commands/run.ts
async function run(given, host) {
	const workspace = await openWorkspace(given.matrix);
	const request = {
		...given,
		facts: await withReleases(given, workspace, host, given.build.tags)
	};
	switch (request.command) {
		case "check": return check(request, workspace, host);
		case "render": return render(request, workspace, host);
		case "plan": return {
			kind: "planned",
			plan: planOf(request, workspace)
		};
		case "build": {
			const { build } = await import("./commands/build/build.js");
			const plan = planOf(request, workspace);
			return {
				kind: "built",
				plan,
				report: await build({
					request,
					root: workspace.root,
					plan,
					rendered: renderedFiles(request, workspace, buildFolder(request, workspace), plan),
					out: buildFolder(request, workspace)
				}, host)
			};
		}
	}
}
async function look(request, host) {
	switch (request.command) {
		case "explain": {
			const { explain } = await import("./commands/explain/explain.js");
			const workspace = await openWorkspace(request.matrix);
			return {
				kind: "explained",
				explanation: explain(workspace, {
					...request,
					facts: await withReleases(request, workspace, host, [])
				})
			};
		}
		case "diff": {
			const [{ diff }, { openGitTree }, { isFolder }] = await Promise.all([
				import("./commands/diff/diff.js"),
				import("./host/git-tree.js"),
				import("./host/temporary.js")
			]);
			return {
				kind: "compared",
				difference: await diff(request, {
					readText: host.files.readText,
					openRevision: (folder, revision) => openGitTree(host.exec, folder, revision),
					isFolder
				})
			};
		}
		case "eject": return {
			kind: "ejected",
			ejected: await eject(request, await openWorkspace(request.matrix), host)
		};
	}
}
async function eject(request, workspace, host) {
	const { bakeCommands, lostWithout, neutral, overwriteProblems } = await import("./commands/eject/eject.js");
	const { matrix, templates, inputs, root } = workspace;
	const plan$1 = plan(matrix, templates, {
		facts: NO_RUN,
		inputs,
		overrides: request.overrides
	});
	const out = request.out === void 0 ? root : resolve(request.out);
	const shown = (path) => relative(process.cwd(), path).split("\\").join("/") || path;
	const files = [{
		path: "docker-bake.hcl",
		text: writeDefinition(plan$1, folderFromContext(root, plan$1.settings.context, out), fileName(matrix))
	}, ...plan$1.files].map((file) => neutral(file, fileName(matrix))).map(({ path, text }) => ({
		path: join(out, path),
		text
	}));
	const onDisk = new Map(await Promise.all(files.map(async ({ path }) => [path, await host.files.readText(path)])));
	const problems = request.force ? [] : overwriteProblems(files.map(({ path, text }) => ({
		path: shown(path),
		text
	})), new Map([...onDisk].map(([path, text]) => [shown(path), text])), isOurs);
	if (problems.length > 0) throw new ProblemsFound(problems);
	await host.files.write(files);
	return {
		written: files.map(({ path }) => shown(path)),
		untouched: [...new Set(plan$1.images.filter(({ verbatim }) => verbatim).map(({ dockerfile }) => shown(join(root, dockerfile))))],
		deletable: [shown(resolve(request.matrix)), ...templates.names.length === 0 ? [] : [`${shown(join(root, matrix.file.templates ?? "templates"))}/`]],
		commands: bakeCommands(plan$1, relative(root, join(out, "docker-bake.hcl")).split("\\").join("/")),
		lost: lostWithout(matrix, plan$1)
	};
}
async function withReleases({ facts, overrides }, { matrix, root }, host, tags) {
	const { version } = overrides;
	const asked = needsReleases(matrix, tags, version === void 0 ? facts : {
		...facts,
		version
	}) ? await host.releases?.(root) : void 0;
	return asked === void 0 ? facts : {
		...facts,
		releases: asked
	};
}
function planOf(request, workspace) {
	return plan(workspace.matrix, workspace.templates, {
		facts: request.facts,
		inputs: workspace.inputs,
		overrides: request.overrides,
		asked: request.build,
		targets: request.targets,
		platforms: request.platforms,
		tags: request.build.tags,
		lint: true,
		review: planProblems
	});
}
function renderedFiles(request, workspace, out, planned) {
	const plan$2 = plan(workspace.matrix, workspace.templates, {
		facts: NO_RUN,
		inputs: workspace.inputs,
		overrides: valueOverrides(request),
		targets: request.targets,
		platforms: request.platforms,
		...planned ? { files: planned.files } : {}
	});
	return [{
		path: "docker-bake.hcl",
		text: writeDefinition(plan$2, folderFromContext(workspace.root, plan$2.settings.context, out), fileName(workspace.matrix))
	}, ...plan$2.files];
}
function valueOverrides({ overrides }) {
	return Object.fromEntries(Object.entries(overrides).filter(([name]) => !isRunFact(name)));
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
	const isWhole = request.targets.length === 0 && request.platforms.length === 0 && Object.keys(valueOverrides(request)).length === 0;
	const rendered = renderedFiles({
		...request,
		targets: [],
		platforms: [],
		overrides: {}
	}, workspace, out, isWhole ? plan : void 0).map(({ path, text }) => ({
		path: shown(path),
		text
	}));
	const others = (await host.files.list(join(out, "dockerfiles"))).filter(isRenderedName).map((name) => shown(join("dockerfiles", name)));
	const paths = [.../* @__PURE__ */ new Set([...rendered.map(({ path }) => path), ...others])];
	const onDisk = new Map(await Promise.all(paths.map(async (path) => [path, await host.files.readText(path)])));
	const compared = [...onDisk.values()].some((text) => text !== void 0 && isOurs(text));
	const problems = compared ? driftProblems(rendered, onDisk) : [];
	if (problems.length > 0) throw new ProblemsFound(problems);
	if (request.buildkitChecks) await checkWithBuildkit(request, workspace, plan, host);
	return {
		kind: "checked",
		plan,
		compared,
		buildkit: request.buildkitChecks ?? false
	};
}
async function checkWithBuildkit(request, workspace, plan, host) {
	const { buildkitProblems } = await import("./commands/check/buildkit.js");
	const { builder, concurrency } = request.build;
	const problems = await buildkitProblems({
		workspace,
		matrix: request.matrix,
		plan,
		overrides: request.overrides,
		...builder === void 0 ? {} : { builder },
		concurrency
	}, host);
	if (problems.length > 0) throw new ProblemsFound(problems);
}
async function render(request, workspace, host) {
	const plan = planOf(request, workspace);
	const out = renderFolder(request, workspace);
	const whole = request.targets.length === 0 && request.platforms.length === 0;
	if (!whole && request.out === void 0) throw new ProblemsFound([error("partial-render", "a part of the images would replace docker-bake.hcl, and take the others out of it", { hint: "name another folder with --out, or leave out --target and --platform" })]);
	const files = renderedFiles(request, workspace, out, plan);
	await host.files.write(files.map(({ path, text }) => ({
		path: join(out, path),
		text
	})));
	const removed = whole ? await removeStale(files, out, host) : [];
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
	for (const name of (await host.files.list(join(out, "dockerfiles"))).filter(isRenderedName)) {
		const path = `dockerfiles/${name}`;
		const text = known.has(path) ? void 0 : await host.files.readText(join(out, path));
		if (text === void 0 || !isOurs(text)) continue;
		await host.files.remove(join(out, path));
		removed.push(path);
	}
	return removed;
}

// src/commands/outcome-text.ts
function lookText(outcome, format) {
	switch (outcome.kind) {
		case "explained": return format === "json" ? JSON.stringify(outcome.explanation, void 0, 2) : explanationText(outcome.explanation);
		case "compared": return format === "json" ? JSON.stringify(outcome.difference, void 0, 2) : format === "markdown" ? differenceMarkdown(outcome.difference).trimEnd() : differenceText(outcome.difference);
		case "ejected": return format === "json" ? JSON.stringify(outcome.ejected, void 0, 2) : ejectedText(outcome.ejected);
	}
}
function outcomeJson(outcome) {
	switch (outcome.kind) {
		case "checked": return {
			problems: sorted(outcome.plan.warnings),
			images: outcome.plan.images.length,
			compared: outcome.compared,
			buildkit: outcome.buildkit
		};
		case "rendered": return {
			written: outcome.written,
			removed: outcome.removed
		};
		case "planned": return planJson(outcome.plan);
		case "built": return buildJson(outcome.report);
	}
}
function outcomeText(outcome) {
	switch (outcome.kind) {
		case "checked": {
			const count = outcome.plan.images.length;
			const files = outcome.compared ? "the rendered files are up to date" : "nothing is rendered here yet (docker-matrix render)";
			const warnings = outcome.plan.warnings.length;
			const problems = warnings === 0 ? "no problems" : `no errors, ${warnings} warning${warnings === 1 ? "" : "s"}`;
			return `${count} image${count === 1 ? "" : "s"}, ${problems}${outcome.buildkit ? ", none from BuildKit's checks" : ""}; ${files}`;
		}
		case "rendered": return [...outcome.written.map((path) => `wrote ${path}`), ...outcome.removed.map((path) => `removed ${path}`)].join("\n");
		case "planned": return planText(outcome.plan);
		case "built": return buildText(outcome.report);
	}
}

export { run as a, look as i, outcomeJson as n, outcomeText as r, lookText as t };