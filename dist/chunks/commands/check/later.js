import { folderFromContext, writeImageDefinition } from "../../bake.js";
import { ProblemsFound, error } from "../../problem.js";
import { counted, firstLine, groupBy, shownPath } from "../../text.js";
import { pLimit } from "../../packages/p-limit.js";
import { environmentOf } from "../../effects.js";
import { sorted } from "../../report.js";
import { findBuilder } from "../../bake/later.js";
import { planOutputs } from "../../report/later.js";
import { isOurs, isRenderedName, planRun, renderFolder, renderedFiles } from "../command/later.js";
import { dirname, join } from "node:path";

// src/commands/check/findings.ts
function readFindings(output, image) {
	let parsed;
	try {
		parsed = JSON.parse(output);
	} catch {
		return;
	}
	const check = parsed?.target?.[image]?.check;
	if (!check) return void 0;
	const warnings = (check.warnings ?? []).map((warning) => ({
		...warning.ruleName === void 0 ? {} : { rule: warning.ruleName },
		message: warning.detail ?? warning.description ?? "no description",
		...warning.url === void 0 ? {} : { url: warning.url },
		...lineOf(warning)
	}));
	const failure = check.buildError?.message ?? (check.error && firstLine(check.error));
	return failure === void 0 ? warnings : [...warnings, {
		message: failure,
		...lineOf(check.buildError ?? {})
	}];
}
function lineOf({ location }) {
	const line = location?.ranges?.[0]?.start?.line;
	return line === void 0 || line < 1 ? {} : { line };
}

// src/commands/check/template-place.ts
const MARKER = /^# .+\.hbs:1-\d+$/;
function originOf(dockerfile, line, placesOf) {
	const lines = dockerfile.split("\n");
	for (let marker = Math.min(line, lines.length); marker >= 1; marker -= 1) {
		const stage = MARKER.test(lines[marker - 1] ?? "") ? /^FROM\s.*\sAS\s(\S+)$/.exec(lines[marker] ?? "")?.[1] : void 0;
		if (stage === void 0) continue;
		if (line <= marker + 1) return {
			kind: "from",
			stage
		};
		const place = placesOf(stage)?.[line - marker - 2];
		return place ? {
			kind: "template",
			place
		} : { kind: "none" };
	}
	return { kind: "none" };
}

// src/commands/check/buildkit.ts
const STAND_IN = "image-of-this-matrix";
async function buildkitProblems(check, host) {
	const builder = await findBuilder({
		...check.builder === void 0 ? {} : { builder: check.builder },
		why: "which \"check --build\" needs",
		otherwise: "leave --build away to check without Docker"
	}, host);
	if ("message" in builder) return [builder];
	const folder = await host.files.temporaryFolder("docker-matrix-check-");
	try {
		await host.files.write([...check.plan.files, {
			path: `${STAND_IN}/.keep`,
			text: ""
		}].map(({ path, text }) => ({
			path: join(folder, path),
			text
		})));
		const model = check.workspace.modelOf(check.overrides);
		const limit = pLimit(check.concurrency);
		return findingProblems((await Promise.all(check.plan.images.map((image) => limit(() => imageFindings(image, folder, model, check, host))))).flat());
	} finally {
		await host.files.remove(folder);
	}
}
function findingProblems(findings) {
	return [...groupBy(findings, ({ finding, place }) => finding.rule === void 0 ? finding.message : JSON.stringify([
		finding.rule,
		finding.message,
		place
	])).values()].flatMap((group) => {
		const [first] = group.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
		if (!first) return [];
		const { rule, message, url } = first.finding;
		if (rule !== void 0) return [error("buildkit-check", `${rule}: ${message}`, {
			place: first.place,
			hint: `${url ?? `BuildKit's rule ${rule}`}; to allow it: args: { BUILDKIT_DOCKERFILE_CHECK: skip=${rule} }`
		})];
		const images = [...new Set(group.map(({ image }) => image))];
		return [error("buildkit-check", `${message} (${images.slice(0, 3).join(", ")}${images.length > 3 ? ` and ${images.length - 3} more` : ""})`, { place: first.place })];
	});
}
async function imageFindings(image, folder, model, check, host) {
	const { workspace } = check;
	const definition = join(folder, "bake", `${image.id}.hcl`);
	const contexts = Object.fromEntries(Object.entries(image.contexts).map(([name, context]) => [name, context.kind === "image" ? join(folder, STAND_IN) : context.text]));
	await host.files.write([{
		path: definition,
		text: writeImageDefinition(image, folderFromContext(workspace.root, check.plan.settings.context, folder), {
			contexts,
			tags: void 0,
			output: void 0,
			secret: void 0,
			"cache-from": void 0
		})
	}]);
	const result = await host.exec({
		file: "docker",
		args: [
			"buildx",
			"bake",
			...check.builder === void 0 ? [] : ["--builder", check.builder],
			"--file",
			definition,
			"--call",
			"check,format=json",
			"--progress",
			"quiet",
			"--allow",
			`fs.read=${folder}`,
			image.id
		],
		cwd: workspace.root,
		env: {
			...environmentOf("docker", host.env),
			OTEL_TRACES_SAMPLER: "always_off"
		},
		signal: host.signal
	});
	const findings = readFindings(result.stdout, image.id);
	if (!findings) return [{
		image: image.id,
		finding: { message: `BuildKit did not check it: ${result.stderr.trim().split("\n").findLast((line) => line.startsWith("ERROR")) ?? (result.stderr.trim().split("\n").at(-1) || `docker buildx ended with status ${result.code}`)}` }
	}];
	const text = image.verbatim ? await host.files.readText(join(workspace.root, image.dockerfile)) : check.plan.files.find(({ path }) => path === image.dockerfile)?.text;
	return findings.map((finding) => ({
		image: image.id,
		finding,
		...finding.line === void 0 ? {} : { place: placeOf(image, text ?? "", finding.line, model, check) }
	}));
}
function placeOf(image, dockerfile, line, model, check) {
	const { matrix } = check.workspace;
	const { targets, stages = {} } = matrix.file;
	const inDockerfile = {
		file: join(dirname(check.matrix), image.dockerfile),
		line,
		column: 1
	};
	if (image.verbatim) return inDockerfile;
	if (targets[image.target]?.file !== void 0) return model.wholeFile(image.target, image.combination).places()[line - 1] ?? inDockerfile;
	const others = check.plan.images.filter((other) => other.id !== image.id && other.dockerfile === image.dockerfile);
	const origin = originOf(dockerfile, line, (stage) => {
		for (const { target, combination } of [image, ...others]) {
			const rendered = model.stagesOf(target, combination).find(({ name }) => name === stage);
			if (rendered) return rendered.places();
		}
	});
	if (origin.kind === "template") return origin.place;
	if (origin.kind === "none") return inDockerfile;
	const target = Object.keys(targets).find((name) => (targets[name]?.stage ?? name) === origin.stage);
	if (target !== void 0) return matrix.source.at([
		"targets",
		target,
		"from"
	]);
	return Object.hasOwn(stages, origin.stage) ? matrix.source.at([
		"stages",
		origin.stage,
		"from"
	]) : inDockerfile;
}

// src/commands/check/drift.ts
function driftProblems(rendered, onDisk) {
	const hint = "run \"docker-matrix render\" and commit the result";
	const changed = rendered.flatMap(({ path, text }) => {
		const existing = onDisk.get(path);
		if (existing === void 0) return [error("not-rendered", `${path} is missing`, { hint })];
		if (existing === text) return [];
		const expected = text.split("\n");
		const line = existing.split("\n").findIndex((content, index) => content !== expected[index]);
		return [error("drift", "this is not what the matrix and its templates give", {
			place: {
				file: path,
				line: (line === -1 ? existing.split("\n").length : line) + 1,
				column: 1
			},
			hint
		})];
	});
	const known = new Set(rendered.map(({ path }) => path));
	const stale = [...onDisk].flatMap(([path, text]) => text !== void 0 && !known.has(path) && isOurs(text) ? [error("stale", `${path} was rendered once, but no image uses it any more`, { hint })] : []);
	return [...changed, ...stale];
}

// src/commands/check/text.ts
function checkedText({ plan, compared, buildkit }) {
	const files = compared ? "the rendered files are up to date" : "nothing is rendered here yet (docker-matrix render)";
	const warnings = plan.warnings.filter(({ severity }) => severity === "warning").length;
	const problems = warnings === 0 ? "no problems" : `no errors, ${counted(warnings, "warning")}`;
	const buildkitNote = buildkit ? ", none from BuildKit's checks" : "";
	return `${counted(plan.images.length, "image")}, ${problems}${buildkitNote}; ${files}`;
}
function checkedLog({ plan }) {
	return `${plan.images.length} images, no problems`;
}
function checkedJson({ plan, compared, buildkit }) {
	return {
		problems: sorted(plan.warnings),
		images: plan.images.length,
		compared,
		buildkit
	};
}

// src/commands/check/check.ts
const command = {
	run: check,
	text: checkedText,
	json: checkedJson,
	log: checkedLog,
	warnings: ({ plan }) => plan.warnings,
	outputs: ({ plan }) => planOutputs(plan)
};
async function check(asked, host, open) {
	const planned = await planRun(asked, host, open);
	const { request, workspace, plan } = planned;
	const out = renderFolder(request, workspace, host);
	const shown = (path) => shownPath(join(out, path), host.cwd);
	const rendered = renderedFiles({
		targets: [],
		platforms: [],
		overrides: {}
	}, workspace, out).map(({ path, text }) => ({
		path: shown(path),
		text
	}));
	const others = (await host.files.list(join(out, "dockerfiles"))).filter(isRenderedName).map((name) => shown(join("dockerfiles", name)));
	const paths = [.../* @__PURE__ */ new Set([...rendered.map(({ path }) => path), ...others])];
	const onDisk = new Map(await Promise.all(paths.map(async (path) => [path, await host.files.readText(path)])));
	const compared = [...onDisk.values()].some((text) => text !== void 0 && isOurs(text));
	const problems = compared ? driftProblems(rendered, onDisk) : [];
	if (problems.length > 0) throw new ProblemsFound(problems);
	if (request.buildkitChecks) await checkWithBuildkit(planned, host);
	return {
		plan,
		compared,
		buildkit: request.buildkitChecks ?? false
	};
}
async function checkWithBuildkit({ request, workspace, plan }, host) {
	const { buildkitProblems } = await import("./buildkit.js");
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

export { buildkitProblems, command };