import { n as error, t as ProblemsFound } from "./problem.js";
import { n as openWorkspace } from "./workspace.js";
import { t as compare } from "./compare.js";
import { j as fileName } from "./test-schema.js";
import { t as openModel } from "./model.js";
import { a as DEFAULT_SYNTAX, o as renderDockerfile, t as plan } from "./plan.js";
import { t as traceValues } from "./trace.js";
import { basename, dirname, join, posix, relative, resolve } from "node:path";

// src/commands/diff/snapshot.ts
const EMPTY_SNAPSHOT = {
	images: /* @__PURE__ */ new Map(),
	excluded: [],
	settings: {}
};
const VERSION = "0.0.0-version-of-the-release";
function takeSnapshot(workspace, options) {
	const { matrix, templates, inputs } = workspace;
	const facts = {
		version: VERSION,
		...options.facts
	};
	const plan$1 = plan(matrix, templates, {
		facts,
		overrides: options.overrides,
		inputs
	});
	const model = openModel(workspace, {
		facts,
		overrides: options.overrides
	});
	const syntax = matrix.file.syntax ?? "docker/dockerfile:1";
	const dockerfileOf = (image) => {
		if (image.verbatim) return options.verbatim.get(image.dockerfile) ?? "";
		if (matrix.file.targets[image.target]?.file !== void 0) return model.wholeFile(image.target, image.combination).text;
		return withoutRanges(renderDockerfile({
			syntax,
			matrix: fileName(matrix),
			stages: model.stagesOf(image.target, image.combination)
		}));
	};
	const images = plan$1.images.map((image) => {
		const traces = traceValues(matrix, image.target, image.combination, model.scopeOf(image.target, image.combination));
		return [image.id, {
			image: withPlaceholders(image),
			values: Object.fromEntries(traces.map(({ name, value }) => [name, value])),
			dockerfile: dockerfileOf(image)
		}];
	});
	const { scan, ignore, cache, templates: folder, context } = matrix.file;
	const settings = Object.entries({
		scan,
		ignore,
		cache,
		templates: folder,
		context
	}).filter(([, value]) => value !== void 0);
	return {
		images: new Map(images),
		excluded: plan$1.excluded,
		settings: Object.fromEntries(settings.map(([name, value]) => [name, JSON.stringify(value)]))
	};
}
function verbatimPaths({ matrix }) {
	return [...new Set(Object.values(matrix.file.targets).flatMap(({ dockerfile }) => dockerfile === void 0 ? [] : [posix.normalize(dockerfile), dockerfile]))];
}
function withoutRanges(dockerfile) {
	return dockerfile.replace(/^(# \S+\.hbs):\d+-\d+$/gm, "$1");
}
function withPlaceholders(image) {
	return JSON.parse(JSON.stringify(image).replaceAll(VERSION, "{{version}}"));
}

// src/commands/diff/unified.ts
async function loadUnifiedDiff() {
	const { structuredPatch } = await import("./diff.js");
	return (before, after) => {
		const { hunks } = structuredPatch("", "", before, after, void 0, void 0, { context: 3 });
		return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines]).join("\n");
	};
}

// src/commands/diff/diff.ts
async function diff(request, host) {
	const [before, unifiedDiff] = await Promise.all([otherSide(request, host), loadUnifiedDiff()]);
	const after = {
		name: "working tree",
		matrix: request.matrix,
		readText: host.readText,
		shown: (path) => path
	};
	const sides = await Promise.allSettled([snapshotOf(before, request), snapshotOf(after, request)]);
	const problems = sides.flatMap((side) => {
		if (side.status === "fulfilled") return [];
		if (!(side.reason instanceof ProblemsFound)) throw side.reason;
		return side.reason.problems;
	});
	if (problems.length > 0) throw new ProblemsFound(problems);
	const [first, second] = sides.map((side) => side.status === "fulfilled" ? side.value : EMPTY_SNAPSHOT);
	return compare(first ?? EMPTY_SNAPSHOT, second ?? EMPTY_SNAPSHOT, {
		names: [before.name, after.name],
		unifiedDiff
	});
}
async function otherSide({ matrix, against }, host) {
	const root = resolve(dirname(matrix));
	const tree = /^(?:\.{0,2}[\\/]|\.{1,2}$|[A-Za-z]:[\\/])/.test(against) ? void 0 : await host.openRevision(root, against).catch(async (cause) => {
		if (await host.isFolder(against)) return void 0;
		throw cause;
	});
	if (tree) return {
		name: against,
		matrix,
		files: tree.workspaceFiles,
		readText: tree.readText,
		shown: (path) => `${against}:${path}`
	};
	if (!await host.isFolder(against)) throw new ProblemsFound([error("unknown-revision", `"${against}" is neither a revision of this repository nor a folder`, { hint: "in a shallow clone fetch it first: git fetch --depth 1 origin REVISION (actions/checkout: fetch-depth: 0)" })]);
	return {
		name: against,
		matrix: join(against, basename(matrix)),
		readText: host.readText,
		shown: (path) => relative(process.cwd(), resolve(path)) || path
	};
}
async function snapshotOf(side, { facts, overrides }) {
	try {
		const workspace = await openSide(side);
		if (!workspace) return EMPTY_SNAPSHOT;
		const verbatim = await Promise.all(verbatimPaths(workspace).map(async (path) => [path, await side.readText(resolve(workspace.root, path))]));
		return takeSnapshot(workspace, {
			facts,
			overrides,
			verbatim: new Map(verbatim)
		});
	} catch (cause) {
		if (!(cause instanceof ProblemsFound)) throw cause;
		throw new ProblemsFound(cause.problems.map((problem) => ({
			...problem,
			message: `${side.name}: ${problem.message}`,
			...problem.place ? { place: {
				...problem.place,
				file: side.shown(problem.place.file)
			} } : {}
		})));
	}
}
async function openSide(side) {
	if (side.files && await side.readText(side.matrix) === void 0) return void 0;
	return openWorkspace(side.matrix, side.files);
}

export { diff };