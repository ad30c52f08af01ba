import { E as error, T as ProblemsFound, i as plan, m as SEVERITIES, n as openWorkspace, r as fileName, t as folderFromContext, u as writeDefinition } from "./workspace.js";
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

// src/report/plan.ts
function planJson(plan) {
	return {
		images: plan.images,
		groups: plan.groups,
		excluded: plan.excluded
	};
}
function planText(plan) {
	const images = table([
		"IMAGE",
		"PLATFORMS",
		"DOCKERFILE",
		"TAGS"
	], plan.images.map((image) => [
		image.id,
		image.platforms.join(" "),
		image.dockerfile,
		image.tags.map((reference) => reference.slice(image.repository.length)).join(" ")
	]));
	const excluded = plan.excluded.map(({ target, combination, platforms, because }) => {
		return `  ${[
			target,
			...Object.entries(combination).map(([axis, value]) => `${axis} ${value}`),
			...platforms ? [platforms.join(" ")] : []
		].join(", ")}: ${because}`;
	});
	return [images, ...excluded.length > 0 ? [
		"",
		"Excluded:",
		...excluded
	] : []].join("\n");
}
function table(header, rows) {
	const all = [header, ...rows];
	const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
	return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n");
}

// src/report/image-row.ts
function bytes(count) {
	if (count < 1e6) return `${(count / 1e3).toFixed(0)} kB`;
	return count < 1e9 ? `${(count / 1e6).toFixed(0)} MB` : `${(count / 1e9).toFixed(2)} GB`;
}
function sizes(report) {
	if (report.outcome.kind === "failed") return "–";
	const known = report.outcome.candidate.platforms.filter(({ size }) => size > 0);
	return known.length === 0 ? "–" : known.map(({ size }) => bytes(size)).join(" / ");
}
function vulnerabilities(report) {
	if (report.verdicts.length === 0) return "not scanned";
	if (report.verdicts.some(({ kind }) => kind === "failed")) return "scan failed";
	const found = SEVERITIES.map((severity) => ({
		severity,
		count: Math.max(...report.verdicts.map((verdict) => verdict.kind === "scanned" ? verdict.counts[severity] : 0))
	})).filter(({ count }) => count > 0);
	return found.length === 0 ? "none" : found.map(({ severity, count }) => `${count} ${severity}`).join(", ");
}
function status(report, published) {
	if (report.outcome.kind === "failed") return "failed";
	if (report.verdicts.some((verdict) => verdict.kind === "failed" || verdict.refused > 0)) return published ? "published" : "refused";
	return published ? "published" : "built";
}

// src/report/build.ts
function buildText(report) {
	const published = report.publish?.kind === "published";
	const rows = report.images.map((image) => [
		image.image.id,
		status(image, published),
		image.image.platforms.join(" "),
		sizes(image),
		vulnerabilities(image),
		`${image.steps.cached}/${image.steps.total}`,
		`${image.seconds.toFixed(1)} s`,
		image.outcome.kind === "built" ? image.outcome.candidate.digest.slice(0, 19) : "–"
	]);
	const { build, gates, publish } = report.seconds;
	const moved = report.publish?.kind === "published" ? [...report.publish.moved, ...report.publish.unchanged].map(({ reference }) => `  ${reference}`).toSorted() : [];
	return [
		table([
			"IMAGE",
			"STATUS",
			"PLATFORMS",
			"SIZE",
			"VULNERABILITIES",
			"CACHED",
			"TIME",
			"DIGEST"
		], rows),
		"",
		...moved.length > 0 ? ["Published:", ...moved] : [],
		...report.files.layouts.length > 0 ? ["OCI layouts:", ...report.files.layouts.map((path) => `  ${path}`)] : [],
		`build ${build.toFixed(1)} s, gates ${gates.toFixed(1)} s${report.destination === "push" ? `, publish ${publish.toFixed(1)} s` : ""}`
	].join("\n");
}
function buildJson(report) {
	return {
		images: report.images.map(({ image, outcome, steps, seconds, verdicts, sbomFiles }) => ({
			id: image.id,
			repository: image.repository,
			tags: image.tags,
			...outcome.kind === "built" ? {
				digest: outcome.candidate.digest,
				platforms: outcome.candidate.platforms
			} : { failed: outcome.message },
			steps,
			seconds,
			scans: verdicts.map((verdict) => verdict.kind === "scanned" ? {
				platform: verdict.subject.platform,
				counts: verdict.counts,
				refused: verdict.refused
			} : {
				platform: verdict.subject.platform,
				failed: verdict.message
			}),
			sbomFiles
		})),
		published: report.publish?.kind === "published" ? [...report.publish.moved, ...report.publish.unchanged] : [],
		problems: report.problems,
		files: report.files,
		seconds: report.seconds
	};
}

// src/report/problems.ts
function formatProblems(problems, sourceText) {
	return sorted(problems).map((problem) => formatProblem(problem, sourceText)).join("\n");
}
function sorted(problems) {
	const key = ({ place }) => [
		place?.file ?? "",
		place?.line ?? 0,
		place?.column ?? 0
	];
	return problems.toSorted((a, b) => {
		const [fileA, lineA, columnA] = key(a);
		const [fileB, lineB, columnB] = key(b);
		return fileA < fileB ? -1 : fileA > fileB ? 1 : lineA - lineB || columnA - columnB;
	});
}
function formatProblem(problem, sourceText) {
	const { place } = problem;
	const level = problem.severity === "warning" ? "warning: " : "";
	const head = place ? `${place.file}:${place.line}:${place.column}: ${level}${problem.message}` : `${level || "error: "}${problem.message}`;
	const line = place && sourceText(place.file)?.split(/\r?\n/)[place.line - 1];
	const gutter = place ? String(place.line) : "";
	return [
		head,
		...place && line !== void 0 && line.trim() !== "" ? [`  ${gutter} | ${line}`, `  ${" ".repeat(gutter.length)} | ${line.slice(0, place.column - 1).replace(/[^\t]/g, " ")}${"^".repeat(Math.max(1, Math.min(place.length ?? 1, line.length - place.column + 1)))}`] : [],
		...problem.hint ? [`  → ${problem.hint}`] : []
	].join("\n");
}

// src/drift.ts
const MARK = "# Made by docker-matrix";
function isOurs(text) {
	return text.split("\n", 3).some((line) => line.startsWith(MARK));
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

// src/matrix/facts.ts
const NO_RUN = {
	isDefaultBranch: true,
	writesCache: false
};

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

export { buildText as a, vulnerabilities as c, lines as d, nameList as f, buildJson as i, planJson as l, pairs as m, formatProblems as n, sizes as o, oneOf as p, sorted as r, status as s, run as t, planText as u };