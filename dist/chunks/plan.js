import { cellKey, dockerfilePath, expand, fileName, imageId, parseMatrix } from "./matrix.js";
import { ProblemsFound, collecting, error } from "./problem.js";
import { readInstructions } from "./dockerfile.js";
import { groupBy, pathFrom } from "./text.js";
import { normalPlatform, parseRepository } from "./oci.js";
import { didYouMean } from "./yaml.js";
import { createTemplates } from "./template.js";
import { DEFAULT_TEMPLATES, builtStage, createStages, renderDockerfiles, stageNames } from "./stages.js";
import { NO_INPUTS, createScopes, nameProblems, namedSources, readOverrides, splitOverrides, valueSources } from "./values.js";
import { createRunTexts, createTagger, imageTags, tagSafe, untagged, withRunOverrides } from "./tags.js";
import { declaredTests, testEntryProblems } from "./plan/tests.js";
import { basename, dirname, join, resolve, win32 } from "node:path";

// src/plan/image.ts
function contextTexts({ contexts }) {
	return Object.fromEntries(Object.entries(contexts).map(([name, context]) => [name, context.kind === "image" ? `image:${context.id}` : context.text]));
}
function allArgs({ args, runArgs }) {
	return {
		...args,
		...runArgs
	};
}
function reference({ repository }, { name }) {
	return `${repository}:${name}`;
}
function references(image) {
	return image.tags.map((tag) => reference(image, tag));
}
function localReferences(image) {
	return image.tags.length > 0 ? references(image) : [`${image.repository}:${image.id}`];
}
function imageJson(image) {
	return {
		id: image.id,
		target: image.target,
		combination: image.combination,
		platforms: image.platforms,
		allPlatforms: image.allPlatforms,
		dockerfile: image.dockerfile,
		verbatim: image.verbatim,
		...image.stage === void 0 ? {} : { stage: image.stage },
		context: image.context,
		contexts: contextTexts(image),
		secrets: image.secrets,
		output: image.output,
		repository: image.repository,
		tags: references(image),
		immutable: image.tags.filter(({ immutable }) => immutable).map((tag) => reference(image, tag)),
		mirrors: image.mirrors,
		args: allArgs(image),
		labels: image.labels,
		cacheFrom: image.cacheFrom,
		cacheTo: image.cacheTo
	};
}

// src/plan/refresh.ts
const REFRESH_ARG = "REFRESH_EPOCH";
const DAY_MS = 864e5;
function declaresArg(dockerfile, name) {
	return readInstructions(dockerfile).instructions.some(({ keyword, text }) => keyword === "ARG" && text.split(/\s+/).some((word) => word.split("=", 1)[0] === name));
}
function refreshEpoch(now, days, last, forced) {
	const time = new Date(now).toISOString();
	if (forced) return time;
	const age = now - Date.parse(last ?? "");
	if (last !== void 0 && age >= 0 && age < days * DAY_MS) return last;
	return time.slice(0, 10);
}
function refreshProblems({ file, source }, dockerfiles) {
	if (file.refresh === void 0 || dockerfiles.some((text) => declaresArg(text, "REFRESH_EPOCH"))) return [];
	return [error("refresh-unmarked", `"refresh" has nothing to build anew: no Dockerfile has "ARG ${REFRESH_ARG}"`, {
		place: source.atKey(["refresh"]),
		hint: `write "ARG ${REFRESH_ARG}" in the template, before the RUN that installs from a network`
	})];
}

// src/plan/inside.ts
const HINT = "a matrix reads below the top of its Git repository, or of its own folder where there is none; links count where they lead. On the command line --allow-outside reads it all the same";
async function boundsOf(matrix, files) {
	const folder = await files.realPath(dirname(matrix));
	if (folder === void 0) return async () => false;
	let top = folder;
	for (let at = folder;; at = dirname(at)) {
		if (await files.kind(join(at, ".git")) !== void 0) {
			top = at;
			break;
		}
		if (dirname(at) === at) break;
	}
	return async (path) => {
		const real = await files.realPath(path);
		return real !== void 0 && /^(?:\.\.(?:\/|$)|\/|[A-Za-z]:)/.test(pathFrom(top, real));
	};
}
async function requireInside(matrix, leadsOut) {
	if (await leadsOut(matrix)) throw new ProblemsFound([error("outside-path", `${matrix} leads out of its repository`, { hint: HINT })]);
}
async function outsideProblems(matrix, leadsOut) {
	const { file, source } = matrix;
	const folder = dirname(source.file.path);
	const named = [
		{
			name: file.templates ?? "templates",
			at: ["templates"]
		},
		...namedSources(matrix).filter(({ kind }) => kind === "file"),
		...file.scan?.ignores === void 0 ? [] : [{
			name: file.scan.ignores,
			at: ["scan", "ignores"]
		}],
		...(file.scan?.vex ?? []).map((name, index) => ({
			name,
			at: [
				"scan",
				"vex",
				index
			]
		}))
	];
	return (await Promise.all(named.map(async ({ name, at }) => await leadsOut(join(folder, name)) ? [outside(name, source.at(at))] : []))).flat();
}
async function strayProblems(matrix, { globs }, leadsOut) {
	const { source } = matrix;
	const folder = dirname(source.file.path);
	const patterns = namedSources(matrix).filter(({ kind }) => kind === "glob");
	return (await Promise.all(patterns.map(async ({ name, at }) => {
		const folders = [...new Set((globs.get(name) ?? []).map((path) => join(folder, dirname(path))))];
		return (await Promise.all(folders.map(leadsOut))).includes(true) ? [outside(name, source.at(at))] : [];
	}))).flat();
}
function outside(name, place) {
	return error("outside-path", `"${name}" leads out of the repository of the matrix`, {
		place,
		hint: HINT
	});
}

// src/plan/model.ts
function openModel(source, overrides) {
	const { matrix, templates, inputs } = source;
	const names = nameProblems(matrix);
	if (names.length > 0) throw new ProblemsFound(names);
	const values = readOverrides(matrix, splitOverrides(overrides).values);
	const expansion = once(() => expand(matrix));
	const scopeOf = once(() => createScopes(matrix, templates, values, inputs));
	const stages = once(() => createStages(matrix, expansion().targets, templates, scopeOf()));
	const cellPlatforms = once(() => new Map(expansion().cells.map((cell) => [cellKey(cell.target.name, cell.combination), cell.allPlatforms])));
	const platformsOf = (target, combination) => cellPlatforms().get(cellKey(target, combination)) ?? [];
	const rendered = /* @__PURE__ */ new Map();
	return {
		matrix,
		templates,
		inputs,
		get expansion() {
			return expansion();
		},
		scopeOf: (name, combination) => scopeOf()(name, combination),
		stagesOf: (target, combination) => matrix.file.targets[target]?.from === void 0 ? [] : stages().closure([{
			name: target,
			platforms: platformsOf(target, combination)
		}], combination),
		wholeFile: (target, combination) => stages().placedFile(target, combination),
		dockerfiles: (cells) => {
			const key = cells.map(({ target, combination, platforms }) => [cellKey(target.name, combination), ...platforms].join(" ")).join("\n");
			const files = rendered.get(key) ?? renderDockerfiles({
				matrix,
				cells,
				stages: stages(),
				inputs
			});
			rendered.set(key, files);
			return files;
		},
		idleDecorators: () => stages().idleDecorators()
	};
}
function once(make) {
	let kept;
	return () => (kept ??= { value: make() }).value;
}

// src/plan/workspace.ts
async function openWorkspace(path, place) {
	const { files, cwd } = place;
	const { matrix, leadsOut } = await openMatrixFile(path, place);
	const outside = await outsideProblems(matrix, leadsOut);
	if (outside.length > 0) throw new ProblemsFound(outside);
	const folder = matrix.file.templates ?? "templates";
	const context = matrix.file.context ?? ".";
	if (/^[a-z][a-z0-9+.-]*:|^git@/i.test(context)) throw new ProblemsFound([error("remote-context", `the context "${context}" is not a folder`, {
		place: matrix.source.at(["context"]),
		hint: "name a folder, seen from the matrix"
	})]);
	for (const [key, value] of [["context", context], ["templates", folder]]) if (win32.isAbsolute(value)) throw new ProblemsFound([error("absolute-path", `"${key}" is the absolute path "${value}", which exists on one machine only`, {
		place: matrix.source.at([key]),
		hint: `write it as seen from ${fileName(matrix)}`
	})]);
	const root = resolve(cwd, dirname(path));
	const [templates, inputs] = await Promise.all([readTemplates(join(dirname(path), folder), files).then(createTemplates), readValueInputs(root, valueSources(matrix), files)]);
	const strays = await strayProblems(matrix, inputs, leadsOut);
	if (strays.length > 0) throw new ProblemsFound(strays);
	const models = /* @__PURE__ */ new Map();
	return {
		matrix,
		templates,
		inputs,
		root,
		modelOf: (overrides) => {
			const key = JSON.stringify(splitOverrides(overrides).values);
			const model = models.get(key) ?? openModel({
				matrix,
				templates,
				inputs
			}, overrides);
			models.set(key, model);
			return model;
		}
	};
}
async function openMatrixFile(path, { files, allowsOutside }) {
	const leadsOut = allowsOutside ? async () => false : await boundsOf(path, files);
	await requireInside(path, leadsOut);
	return {
		matrix: parseMatrix(await readMatrix(path, files)),
		leadsOut
	};
}
async function readMatrix(path, files) {
	const text = await files.readText(path);
	if (text !== void 0) return {
		path,
		text
	};
	throw new ProblemsFound([await files.kind(path) === "folder" ? error("unreadable-matrix", `cannot read the matrix ${path}: it is a folder`, { hint: "name the file with --matrix" }) : error("no-matrix", `there is no ${path}`, { hint: `go to the folder that has it, or name it: --matrix path/to/${basename(path)}` })]);
}
async function readTemplates(folder, files) {
	const paths = (await files.walk(folder)).filter((path) => path.endsWith(".hbs"));
	return Promise.all(paths.map(async (path) => ({
		path: join(folder, path),
		name: path.replace(/\.hbs$/, ""),
		text: await files.readText(join(folder, path)) ?? ""
	})));
}
async function readValueInputs(folder, sources, files) {
	const [texts, globs] = await Promise.all([Promise.all([...new Set(sources.files)].map(async (path) => [path, await files.readText(join(folder, path))])), Promise.all([...new Set(sources.globs)].map(async (pattern) => [pattern, await files.glob(folder, pattern)]))]);
	return {
		files: new Map(texts),
		globs: new Map(globs)
	};
}

// src/plan/build-args.ts
function buildArgs({ file, source }, target, context, texts) {
	const declared = /* @__PURE__ */ new Map();
	for (const [name, text] of Object.entries(file.args ?? {})) declared.set(name, {
		text,
		path: ["args", name]
	});
	for (const [name, text] of Object.entries(file.targets[target]?.args ?? {})) declared.set(name, {
		text,
		path: [
			"targets",
			target,
			"args",
			name
		]
	});
	const problems = [];
	const collect = collecting(problems);
	const args = {};
	const runArgs = {};
	for (const [name, { text, path }] of [...declared].toSorted(([a], [b]) => a < b ? -1 : 1)) {
		const value = collect(() => texts.fill(text, context, source.at(path))) ?? "";
		if (texts.factsIn(text).length === 0) args[name] = value;
		else if (texts.hasFactsOf([text])) runArgs[name] = value;
	}
	if (problems.length > 0) throw new ProblemsFound(problems);
	return {
		args,
		runArgs
	};
}
function argProblems({ file, source }, texts, dockerfiles) {
	return [[["args"], file.args], ...Object.entries(file.targets).map(([name, { args }]) => [[
		"targets",
		name,
		"args"
	], args])].flatMap(([path, args = {}]) => Object.entries(args).filter(([name, text]) => texts.factsIn(text).length > 0 && !dockerfiles.some(declares(name))).map(([name]) => error("unused-arg", `the build argument "${name}" has no effect: no Dockerfile has "ARG ${name}"`, {
		place: source.atKey([...path, name]),
		hint: "write it in the template, before the step that uses it"
	})));
}
function declares(name) {
	return (dockerfile) => declaresArg(dockerfile, name);
}

// src/plan/cache.ts
function cacheRepository(cache, repository) {
	return (cache === true ? void 0 : cache.repository) ?? `${repository}-cache`;
}
function cacheReferences(cache, repository, id, facts) {
	if (cache === false) return {
		cacheFrom: [],
		cacheTo: []
	};
	const mainCache = `${cacheRepository(cache, repository)}:${id}`;
	const branchCache = (branch) => `${mainCache}.${tagSafe(branch)}`.slice(0, mainCache.length + 1 + 60);
	const ownCache = facts.isDefaultBranch || facts.branch === void 0 ? mainCache : branchCache(facts.branch);
	const baseCache = facts.baseBranch === void 0 ? [] : [branchCache(facts.baseBranch)];
	return {
		cacheFrom: [.../* @__PURE__ */ new Set([
			ownCache,
			...baseCache,
			mainCache
		])],
		cacheTo: facts.writesCache ? [ownCache] : []
	};
}

// src/plan/checks.ts
function declaredChecks(matrix, target) {
	const { file } = matrix;
	const declared = file.targets[target];
	return {
		policy: {
			...placed(matrix, ["policy"], file.policy),
			...placed(matrix, [
				"targets",
				target,
				"policy"
			], declared?.policy)
		},
		sizeLimit: {
			...placedSizes(matrix, ["size-limit"], file["size-limit"]),
			...placedSizes(matrix, [
				"targets",
				target,
				"size-limit"
			], declared?.["size-limit"])
		}
	};
}
function placedSizes(matrix, path, declared) {
	return typeof declared === "string" ? { compressed: {
		value: declared,
		place: matrix.source.at(path)
	} } : placed(matrix, path, declared);
}
function placed({ source }, path, declared) {
	const entries = Object.entries(declared ?? {}).map(([key, value]) => [key, {
		value,
		place: source.at([...path, key])
	}]);
	return Object.fromEntries(entries);
}

// src/plan/collisions.ts
function collisions(matrix, images) {
	const problems = [];
	const ids = /* @__PURE__ */ new Map();
	const tags = /* @__PURE__ */ new Map();
	for (const image of images) {
		const place = matrix.source.atKey(["targets", image.target]);
		const sameId = ids.get(image.id);
		if (image.id !== image.target && Object.hasOwn(matrix.file.targets, image.id)) problems.push(error("id-collision", `the image "${image.id}" of target "${image.target}" (${describe(image)}) has the name of another target`, {
			place,
			hint: "rename one of the targets or axis values"
		}));
		else if (sameId && sameId.target !== image.id && image.target !== image.id) problems.push(error("id-collision", `"${image.target}" (${describe(image)}) and "${sameId.target}" (${describe(sameId)}) would both be named "${image.id}"`, {
			place,
			hint: "rename one of the targets or axis values"
		}));
		else if (image.id === "default") problems.push(error("id-collision", "a target cannot be named \"default\": bake uses that name for the group of all images", { place }));
		ids.set(image.id, image);
		for (const tag of image.tags) {
			const fullName = reference(image, tag);
			const other = tags.get(fullName);
			if (other && other.image.id !== image.id) {
				const { file, line, column } = other.place;
				const also = samePlace(tag.place, other.place) ? "" : ` (also at ${file}:${line}:${column})`;
				problems.push(error("tag-collision", `images "${other.image.id}" and "${image.id}" would both be tagged ${fullName}${also}`, {
					place: tag.place,
					hint: "tags need whatever tells the images apart, as {{target}} or an axis"
				}));
			}
			tags.set(fullName, {
				image,
				place: tag.place
			});
		}
	}
	return problems;
}
function sameImages({ file, source }, images, textOf) {
	const seen = /* @__PURE__ */ new Map();
	return images.flatMap((image) => {
		const text = textOf(image.dockerfile);
		const declared = file.targets[image.target];
		if (declared?.from !== void 0 || text === void 0) return [];
		const meant = image.stage ?? declared?.stage;
		const build = [
			text,
			meant ?? "",
			image.args,
			image.runArgs,
			contextTexts(image),
			image.platforms,
			image.output
		];
		const isShared = meant === void 0 && declared?.dockerfile !== void 0;
		const key = JSON.stringify(isShared ? build : [...build, image.target]);
		const other = seen.get(key);
		if (!other) {
			seen.set(key, image);
			return [];
		}
		const names = stageNames(text);
		const stage = meant === void 0 ? "the last stage" : `the stage "${meant}"`;
		return [error("same-image", `"${other.id}" and "${image.id}" would be the same image: ${stage} of one Dockerfile, with the same arguments`, {
			place: source.atKey(["targets", image.target]),
			hint: image.target === other.target ? "give it args that use its axes, or no axes (axes: [])" : `name their stages with "stage:"${names.length === 0 ? "" : ` (it has ${names.join(", ")})`}`
		})];
	});
}
function pathCollisions(files, matrix) {
	const seen = /* @__PURE__ */ new Map();
	return files.filter(({ path }) => path.endsWith("file")).flatMap(({ path }) => {
		const other = seen.get(path.toLowerCase());
		seen.set(path.toLowerCase(), path);
		return other === void 0 ? [] : [error("path-collision", `two combinations would both be rendered to ${path}${other === path ? "" : ` (${other})`}`, {
			place: matrix.source.atKey(["axes"]),
			hint: "change one of the axis values: in file names everything but letters, digits and \".\" becomes \"_\""
		})];
	});
}
function samePlace(a, b) {
	return a.file === b.file && a.line === b.line && a.column === b.column;
}
function describe(image) {
	const parts = Object.entries(image.combination).map(([axis, value]) => `${axis} ${value}`);
	return parts.length === 0 ? "no axes" : parts.join(", ");
}

// src/plan/image-contexts.ts
function missingContexts(matrix, images) {
	const ids = new Set(images.map(({ id }) => id));
	return images.flatMap((image) => Object.entries(image.contexts).flatMap(([key, context]) => {
		if (context.kind !== "image" || ids.has(context.id)) return [];
		return [error("context-not-chosen", `"${image.id}" takes files from the image "${context.id}", which is not chosen`, {
			place: matrix.source.at([
				"targets",
				image.target,
				"contexts",
				key
			]),
			hint: `choose both: --target ${image.id},${context.id}`
		})];
	}));
}
function contextImage(matrix, cell, target, key, byTarget) {
	const place = matrix.source.at([
		"targets",
		cell.target.name,
		"contexts",
		key
	]);
	const imagesOfTarget = byTarget.get(target);
	if (!imagesOfTarget) throw new ProblemsFound([error("unknown-target", `the context "${key}" is the image of "${target}", which is no target${didYouMean(target, byTarget.keys())}`, { place })]);
	const parent = imagesOfTarget.find((other) => Object.entries(other.combination).every(([axis, value]) => cell.combination[axis] === value));
	if (!parent) throw new ProblemsFound([error("context-without-image", `"${cell.target.name}" has no image of "${target}" at the same axis values to take as context "${key}"`, {
		place,
		hint: "a context must have the same axes, or fewer, and not be excluded"
	})]);
	const missing = cell.platforms.filter((platform) => !parent.platforms.includes(platform));
	if (missing.length > 0) throw new ProblemsFound([error("platform-not-in-parent", `"${cell.target.name}" is built for ${missing.join(", ")}, but the image of "${target}" in its context "${key}" is not`, { place })]);
	return imageId(parent);
}

// src/plan/repositories.ts
function primaryRepository({ file }) {
	return typeof file.image === "string" ? file.image : file.image[0] ?? "";
}
function mirrorRepositories({ file }) {
	return typeof file.image === "string" ? [] : file.image.slice(1);
}
function publishedReferences({ repository, tags, mirrors }) {
	return [repository, ...mirrors].flatMap((name) => references({
		repository: name,
		tags
	}));
}
function repositoryProblems({ file, source }) {
	const seen = /* @__PURE__ */ new Map();
	return [file.image].flat().flatMap((name, index) => {
		const place = source.at(typeof file.image === "string" ? ["image"] : ["image", index]);
		const parsed = parseRepository(name);
		if (typeof parsed === "string") return [error("invalid-image", parsed, { place })];
		const same = seen.get(parsed.name);
		seen.set(parsed.name, name);
		return same === void 0 ? [] : [error("mirror-twice", `"${name}" is the same repository as "${same}"; every tag would be there twice`, {
			place,
			hint: "name each repository once"
		})];
	});
}

// src/plan/labels.ts
function imageLabels(matrix, target, context, facts, texts) {
	const declared = matrix.file.targets[target];
	const filledIn = {
		"org.opencontainers.image.title": `${primaryRepository(matrix).split("/").at(-1) ?? ""} ${target}`,
		...declared?.description ? { "org.opencontainers.image.description": declared.description } : {},
		...facts.version ? { "org.opencontainers.image.version": facts.version } : {},
		...facts.revision ? { "org.opencontainers.image.revision": facts.revision } : {},
		...facts.created ? { "org.opencontainers.image.created": facts.created } : {},
		...facts.source ? { "org.opencontainers.image.source": facts.source } : {}
	};
	const written = Object.entries({
		...withPlaces(matrix, ["labels"], matrix.file.labels),
		...withPlaces(matrix, [
			"targets",
			target,
			"labels"
		], declared?.labels)
	});
	for (const [name, { text, at }] of written) {
		const label = texts.fill(text, context, at());
		if (texts.hasFactsOf([text])) filledIn[name] = label;
	}
	return Object.fromEntries(Object.entries(filledIn).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function withPlaces(matrix, path, texts) {
	return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, {
		text,
		at: () => matrix.source.at([...path, name])
	}]));
}

// src/plan/select.ts
function select({ cells, excluded, targets: declared }, options) {
	const { targets = [] } = options;
	const platforms = (options.platforms ?? []).map(normalPlatform);
	const problems = [];
	const names = new Set(cells.flatMap((cell) => [cell.target.name, imageId(cell)]));
	const allPlatforms = new Set(cells.flatMap((cell) => cell.platforms));
	const [firstExcluded] = excluded;
	if (cells.length === 0) throw new ProblemsFound([error("empty-plan", `no image is left; "${firstExcluded?.target ?? ""}" is excluded: ${firstExcluded?.because ?? ""}`, {
		place: firstExcluded?.place,
		hint: "narrow the rules"
	})]);
	for (const target of targets) {
		if (target === "default" || names.has(target)) continue;
		const exclusion = excluded.find((entry) => !entry.platforms && (entry.target === target || isImage(entry, target, declared)));
		problems.push(exclusion ? error("excluded-target", `"${target}" is excluded: ${exclusion.because}`, { place: exclusion.place }) : error("unknown-target", `there is no target or image "${target}"${didYouMean(target, names)}`));
	}
	for (const platform of platforms) if (!allPlatforms.has(platform)) problems.push(error("unknown-platform", `no image is built for the platform "${platform}"${didYouMean(platform, allPlatforms)}`));
	if (problems.length > 0) throw new ProblemsFound(problems);
	const wanted = cells.flatMap((cell) => {
		if (targets.length > 0 && !targets.includes("default") && !targets.includes(cell.target.name) && !targets.includes(imageId(cell))) return [];
		const chosenPlatforms = platforms.length === 0 ? cell.platforms : cell.platforms.filter((platform) => platforms.includes(platform));
		return chosenPlatforms.length === 0 ? [] : [{
			...cell,
			platforms: chosenPlatforms
		}];
	});
	if (wanted.length === 0) throw new ProblemsFound([error("empty-plan", "no image is left: none of the chosen targets is built for the chosen platforms", { hint: "\"docker-matrix plan\" shows which image has which platforms" })]);
	return wanted;
}
function isImage({ target, combination }, id, targets) {
	const resolved = targets.get(target);
	return resolved !== void 0 && imageId({
		target: resolved,
		combination
	}) === id;
}

// src/plan/settings.ts
function settingsOf(matrix, asked) {
	const { file, source } = matrix;
	const { scan = {}, cache, publish } = file;
	const placed = (value, ...path) => ({
		value,
		place: source.at(path)
	});
	return {
		context: file.context ?? ".",
		hasIgnore: file.ignore !== void 0,
		cacheMode: (typeof cache === "object" ? cache.mode : void 0) ?? "max",
		staging: publish?.staging ?? "digest",
		...file.refresh === void 0 ? {} : { refresh: {
			days: Number.parseInt(file.refresh, 10),
			...cache === false ? {} : { repository: cacheRepository(cache ?? true, primaryRepository(matrix)) }
		} },
		scan: {
			mode: asked.scan ?? scan.mode ?? "gate",
			failOn: asked.failOn ?? scan["fail-on"] ?? ["HIGH", "CRITICAL"],
			ignoreUnfixed: scan["ignore-unfixed"] ?? false,
			base: scan.base ?? "gate",
			...scan.ignores === void 0 ? {} : { ignores: placed(scan.ignores, "scan", "ignores") },
			vex: (scan.vex ?? []).map((path, index) => placed(path, "scan", "vex", index)),
			warningDays: Number.parseInt(scan["expiry-warning"] ?? "14 days", 10),
			strictIgnores: scan["strict-ignores"] ?? false
		},
		tests: asked.tests ?? "gate"
	};
}

// src/plan/plan.ts
function plan(matrix, templates, options) {
	const { inputs = NO_INPUTS, overrides = {} } = options;
	return planImages(openModel({
		matrix,
		templates,
		inputs
	}, overrides), options);
}
function planImages(model, options) {
	const { matrix, templates, inputs, scopeOf } = model;
	const facts = withRunOverrides(options.facts, splitOverrides(options.overrides ?? {}).facts);
	const repository = readRepository(matrix);
	const settings = settingsOf(matrix, options.asked ?? {});
	const { expansion } = model;
	const cells = select(expansion, options);
	const entries = testEntryProblems(matrix);
	const { files, ...rendered } = model.dockerfiles(cells);
	const problems = [...entries, ...rendered.problems];
	const warnings = [];
	const collect = collecting(problems);
	const tagger = createTagger({
		matrix,
		cells: expansion.cells,
		facts,
		templates,
		given: options.tags
	});
	problems.push(...tagger.problems);
	const texts = createRunTexts(facts, templates);
	const byTarget = groupBy(expansion.cells, ({ target }) => target.name);
	const imageContexts = (cell, expression) => Object.fromEntries(Object.entries(matrix.file.targets[cell.target.name]?.contexts ?? {}).toSorted(([a], [b]) => a < b ? -1 : 1).map(([key, text]) => {
		const written = expression(text, key);
		return [key, written.startsWith("image:") ? {
			kind: "image",
			id: contextImage(matrix, cell, written.slice(6), key, byTarget)
		} : {
			kind: "written",
			text: written
		}];
	}));
	const textByPath = new Map(files.map(({ path, text }) => [path, text]));
	const textOf = (path) => textByPath.get(path) ?? inputs.files.get(path);
	const checksOf = /* @__PURE__ */ new Map();
	const images = cells.flatMap((cell) => {
		const image = collect(() => {
			const name = cell.target.name;
			const declared = matrix.file.targets[name];
			const { context } = scopeOf(name, cell.combination);
			const verbatim = declared?.dockerfile;
			const dockerfile = verbatim ?? dockerfilePath(cell.combination, declared?.file === void 0 ? void 0 : name);
			if (verbatim !== void 0 && inputs.files.has(verbatim) && textOf(verbatim) === void 0) problems.push(error("no-dockerfile", `there is no file "${verbatim}"`, {
				place: matrix.source.at([
					"targets",
					name,
					"dockerfile"
				]),
				hint: "paths start at the folder of the matrix"
			}));
			const stage = collect(() => builtStage(matrix, name, textOf(dockerfile)));
			const id = imageId(cell);
			const tags = (declared?.output === "local" ? void 0 : collect(() => imageTags(tagger.results(cell, context)))) ?? {
				tags: [],
				problems: [],
				warnings: []
			};
			problems.push(...tags.problems);
			warnings.push(...tags.warnings);
			const args = collect(() => buildArgs(matrix, name, context, texts)) ?? {
				args: {},
				runArgs: {}
			};
			const tests = declared?.output === "local" || entries.length > 0 ? void 0 : collect(() => declaredTests(matrix, name, context, texts, inputs));
			const checks = checksOf.get(name) ?? declaredChecks(matrix, name);
			checksOf.set(name, checks);
			return {
				id,
				target: name,
				combination: cell.combination,
				platforms: cell.platforms,
				allPlatforms: cell.allPlatforms,
				dockerfile,
				verbatim: verbatim !== void 0,
				...stage === void 0 ? {} : { stage },
				context: settings.context,
				contexts: collect(() => imageContexts(cell, (text, key) => templates.expression(text, context, matrix.source.at([
					"targets",
					name,
					"contexts",
					key
				])))) ?? {},
				secrets: (declared?.secrets ?? []).map((secret) => typeof secret === "string" ? { id: secret } : secret),
				output: declared?.output ?? "image",
				repository,
				tags: tags.tags,
				mirrors: declared?.output === "local" ? [] : mirrorRepositories(matrix),
				...args,
				labels: collect(() => imageLabels(matrix, name, context, facts, texts)) ?? {},
				...cacheReferences(matrix.file.cache ?? true, repository, id, facts),
				checks: {
					...checks,
					tests: tests ?? []
				}
			};
		});
		return image ? [image] : [];
	});
	const isWhole = (options.targets ?? []).length === 0 && (options.platforms ?? []).length === 0;
	const verbatim = verbatimFiles(images, inputs);
	const dockerfiles = [...files.map(({ text }) => text), ...verbatim.values()];
	problems.push(...missingContexts(matrix, images), ...collisions(matrix, images), ...sameImages(matrix, images, textOf), ...isWhole ? refreshProblems(matrix, dockerfiles) : [], ...isWhole ? argProblems(matrix, texts, dockerfiles) : [], ...pathCollisions(files, matrix));
	if (problems.length === 0) {
		const published = images.filter(({ output }) => output === "image");
		warnings.push(...untagged(published, facts, matrix, options.tags));
	}
	const findings = options.lint ? rendered.findings(isWhole && problems.length === 0) : [];
	problems.push(...findings.filter(({ severity }) => severity === "error"));
	if (isWhole && problems.length === 0) problems.push(...model.idleDecorators());
	const draft = {
		images,
		groups: groupsOf(images),
		excluded: expansion.excluded,
		settings,
		files,
		verbatim,
		warnings: distinct([...warnings, ...findings.filter(({ severity }) => severity === "warning")])
	};
	const reviewed = options.review?.(draft) ?? [];
	problems.push(...reviewed.filter(({ severity }) => severity === "error"));
	if (problems.length > 0) throw new ProblemsFound(distinct(problems));
	return {
		...draft,
		warnings: distinct([...draft.warnings, ...reviewed])
	};
}
function readRepository(matrix) {
	const problems = [...repositoryProblems(matrix)];
	const cache = typeof matrix.file.cache === "object" ? matrix.file.cache.repository : void 0;
	const wrong = cache === void 0 ? void 0 : parseRepository(cache);
	if (typeof wrong === "string") problems.push(error("invalid-image", wrong, { place: matrix.source.at(["cache", "repository"]) }));
	if (problems.length > 0) throw new ProblemsFound(problems);
	return primaryRepository(matrix);
}
function verbatimFiles(images, { files }) {
	const paths = new Set(images.filter(({ verbatim }) => verbatim).map(({ dockerfile }) => dockerfile));
	return new Map([...paths].map((path) => [path, files.get(path) ?? ""]));
}
function groupsOf(images) {
	const groups = { default: images.map(({ id }) => id) };
	for (const image of images) if (image.target !== image.id) (groups[image.target] ??= []).push(image.id);
	return groups;
}
function distinct(problems) {
	return [...new Map(problems.map((problem) => [JSON.stringify([problem.message, problem.place]), problem])).values()];
}

export { REFRESH_ARG, allArgs, contextTexts, imageJson, localReferences, openMatrixFile, openWorkspace, plan, planImages, publishedReferences, reference, references, refreshEpoch };