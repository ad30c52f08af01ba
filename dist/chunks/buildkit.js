import { t as pLimit } from "./p-limit.js";
import { n as writeImageDefinition } from "./definition.js";
import { y as groupBy } from "./plan.js";
import { n as temporaryFolder } from "./temporary2.js";
import { n as error } from "./problem.js";
import { t as folderFromContext } from "./workspace.js";
import { dirname, join } from "node:path";

// src/check/findings.ts
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
	const failure = check.buildError?.message ?? check.error?.split("\n")[0];
	return failure === void 0 ? warnings : [...warnings, {
		message: failure,
		...lineOf(check.buildError ?? {})
	}];
}
function lineOf({ location }) {
	const line = location?.ranges?.[0]?.start?.line;
	return line === void 0 || line < 1 ? {} : { line };
}

// src/check/template-place.ts
const MARKER = /^# (.+\.hbs):1-\d+$/;
function originOf(dockerfile, line, templateText) {
	const lines = dockerfile.split("\n");
	const marker = lines.slice(0, line).findLastIndex((text) => MARKER.test(text));
	const path = MARKER.exec(lines[marker] ?? "")?.[1];
	if (path === void 0) return { kind: "none" };
	const stage = /^FROM\s.*\sAS\s(\S+)$/i.exec(lines[line - 1] ?? "")?.[1];
	if (marker + 2 === line && stage !== void 0) return {
		kind: "from",
		stage
	};
	return {
		kind: "template",
		path,
		line: bestLine((templateText(path) ?? "").split("\n"), lines[line - 1] ?? "", line - marker - 3)
	};
}
function bestLine(template, rendered, offset) {
	const text = rendered.trim();
	const [best] = template.map((line, index) => {
		const literals = line.trim().split(/\{\{.*?\}\}+/);
		const pattern = new RegExp(`^${literals.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join(".*")}$`);
		const literal = literals.join("").trim().length;
		return {
			line: index + 1,
			score: line.trim() === text ? Number.MAX_SAFE_INTEGER : literal > 0 && pattern.test(text) ? literal : 0,
			distance: Math.abs(index - offset)
		};
	}).toSorted((a, b) => b.score - a.score || a.distance - b.distance);
	return best && best.score > 0 ? best.line : 1;
}

// src/check/buildkit.ts
const STAND_IN = "image-of-this-matrix";
async function buildkitProblems(check, host) {
	const missing = await builderMissing(check.builder, host);
	if (missing) return [missing];
	const folder = await temporaryFolder("docker-matrix-check-");
	try {
		await host.files.write([...check.plan.files, {
			path: `${STAND_IN}/.keep`,
			text: ""
		}].map(({ path, text }) => ({
			path: join(folder, path),
			text
		})));
		const templates = await templateTexts(check, host);
		const limit = pLimit(check.concurrency);
		return together((await Promise.all(check.plan.images.map((image) => limit(() => imageFindings(image, folder, templates, check, host))))).flat());
	} finally {
		await host.files.remove(folder);
	}
}
async function builderMissing(builder, { exec, env, signal }) {
	const version = await exec({
		file: "docker",
		args: ["buildx", "version"],
		env,
		signal
	});
	const firstLine = (text) => text.trim().split("\n", 1)[0]?.replace(/^ERROR: /, "") ?? "";
	if (version.code === 127) return error("no-docker", "there is no docker on PATH, which \"check --build\" needs for BuildKit's checks", { hint: "leave --build away to check without Docker, or install it: https://docs.docker.com/engine/install/" });
	if (version.code !== 0) return error("no-buildx", `docker has no buildx, which "check --build" needs: ${firstLine(version.stderr)}`, { hint: "leave --build away, or install the plugin: https://github.com/docker/buildx#installing" });
	const inspect = await exec({
		file: "docker",
		args: [
			"buildx",
			"inspect",
			"--bootstrap",
			...builder === void 0 ? [] : ["--", builder]
		],
		env,
		signal
	});
	return inspect.code === 0 ? void 0 : error("no-builder", `no builder answers: ${firstLine(inspect.stderr)}`, { hint: "start the Docker engine, choose a builder from \"docker buildx ls\" with --builder, or leave --build away" });
}
function together(found) {
	return [...groupBy(found, ({ finding, place }) => finding.rule === void 0 ? finding.message : JSON.stringify([
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
async function imageFindings(image, folder, templates, check, host) {
	const { workspace } = check;
	const definition = join(folder, "bake", `${image.id}.hcl`);
	const contexts = Object.fromEntries(Object.entries(image.contexts).map(([name, context]) => [name, context.startsWith("image:") ? join(folder, STAND_IN) : context]));
	await host.files.write([{
		path: definition,
		text: writeImageDefinition(image, folderFromContext(workspace, folder), {
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
			...host.env,
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
		...finding.line === void 0 ? {} : { place: placeOf(image, text ?? "", finding.line, templates, check) }
	}));
}
function placeOf(image, dockerfile, line, templates, { workspace: { matrix }, matrix: path }) {
	if (image.verbatim) return {
		file: join(dirname(path), image.dockerfile),
		line,
		column: 1
	};
	const origin = originOf(dockerfile, line, (name) => templates.get(name));
	if (origin.kind === "template") return {
		file: join(dirname(path), origin.path),
		line: origin.line,
		column: 1
	};
	const { targets, stages = {} } = matrix.file;
	if (origin.kind === "from") {
		const target = Object.keys(targets).find((name) => (targets[name]?.stage ?? name) === origin.stage);
		if (target !== void 0) return matrix.source.at([
			"targets",
			target,
			"from"
		]);
		if (Object.hasOwn(stages, origin.stage)) return matrix.source.at([
			"stages",
			origin.stage,
			"from"
		]);
	}
	return {
		file: join(dirname(path), image.dockerfile),
		line,
		column: 1
	};
}
async function templateTexts({ matrix, plan }, host) {
	const paths = new Set(plan.files.flatMap(({ text }) => [...text.matchAll(/^# (.+\.hbs):1-\d+$/gm)].map(([, path]) => path ?? "")));
	const texts = await Promise.all([...paths].map(async (path) => [path, await host.files.readText(join(dirname(matrix), path)) ?? ""]));
	return new Map(texts);
}

export { buildkitProblems };