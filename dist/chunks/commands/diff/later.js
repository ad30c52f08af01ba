import { ProblemsFound, error } from "../../problem.js";
import { contextTexts, openWorkspace, planImages, references } from "../../plan.js";
import { counted, groupBy, shownPath } from "../../text.js";
import { cellKey, fileName } from "../../matrix.js";
import { DEFAULT_SYNTAX, renderDockerfile } from "../../stages.js";
import { traceValues } from "../../values/later.js";
import { inHtml, inMarkdown } from "../../text/later.js";
import { at, reasonAt } from "../explain/later.js";
import { basename, dirname, join, posix, resolve } from "node:path";

// src/commands/diff/compare.ts
function compare(before, after, options) {
	const beforeCells = cellsOf(before);
	const afterCells = cellsOf(after);
	const added = [...after.images.values()].filter(({ image }) => !before.images.has(image.id));
	const removed = [...before.images.values()].filter(({ image }) => !after.images.has(image.id));
	const both = [...after.images.values()].flatMap((newImage) => {
		const { id } = newImage.image;
		const oldImage = before.images.get(id);
		return oldImage ? [{
			id,
			oldImage,
			newImage
		}] : [];
	});
	const changes = both.map(({ id, oldImage, newImage }) => ({
		id,
		change: imageChange(oldImage, newImage, afterCells),
		hasOtherSteps: oldImage.dockerfile !== newImage.dockerfile
	})).filter(({ change, hasOtherSteps }) => hasEffect(change) || hasOtherSteps && change.values.length > 0);
	const dockerfiles = dockerfileChanges(both, options.unifiedDiff);
	const tags = tagChanges(before, after);
	const touched = /* @__PURE__ */ new Set([...changes.map(({ id }) => id), ...dockerfiles.flatMap(({ images }) => images)]);
	const beforeExcluded = new Map(before.excluded.map((entry) => [excludedKey(entry), entry]));
	const afterExcluded = new Map(after.excluded.map((entry) => [excludedKey(entry), entry]));
	return {
		before: options.names[0],
		after: options.names[1],
		counts: {
			before: before.images.size,
			after: after.images.size,
			added: added.length,
			removed: removed.length,
			changed: touched.size,
			unchanged: both.length - touched.size
		},
		added: added.map(({ image }) => {
			const oldRule = beforeCells.excluded.get(keyOf(image));
			return {
				id: image.id,
				platforms: image.platforms,
				tags: references(image),
				...oldRule ? { wasExcluded: oldRule.because } : {}
			};
		}),
		removed: removed.map(({ image }) => removedImage(image, afterCells)),
		tags,
		changed: [...groupBy(changes, ({ change }) => JSON.stringify(change)).values()].flatMap((group) => group[0] ? [{
			images: group.map(({ id }) => id),
			...group[0].change
		}] : []),
		excluded: {
			added: [...afterExcluded].flatMap(([key, entry]) => beforeExcluded.has(key) || beforeCells.images.has(keyOf(entry)) ? [] : [excludedCell(entry)]),
			removed: [...beforeExcluded].flatMap(([key, entry]) => afterExcluded.has(key) || afterCells.images.has(keyOf(entry)) ? [] : [excludedCell(entry)]),
			changed: [...afterExcluded].flatMap(([key, entry]) => {
				const oldEntry = beforeExcluded.get(key);
				return oldEntry && reason(oldEntry) !== reason(entry) ? [{
					...excludedCell(entry),
					was: oldEntry.because
				}] : [];
			})
		},
		settings: recordChanges(before.settings, after.settings),
		dockerfiles
	};
}
function isSame({ counts, tags, excluded, settings }) {
	return counts.added + counts.removed + counts.changed + tags.added.length + tags.removed.length + tags.moved.length + excluded.added.length + excluded.removed.length + excluded.changed.length + settings.length === 0;
}
function imageChange({ image: oldImage, values: oldValues }, { image: newImage, values: newValues }, cells) {
	const lost = oldImage.platforms.filter((platform) => !newImage.platforms.includes(platform));
	const rule = cells.partly.get(keyOf(newImage))?.find((entry) => entry.platforms?.some((platform) => lost.includes(platform)));
	return {
		platforms: {
			added: newImage.platforms.filter((platform) => !oldImage.platforms.includes(platform)),
			removed: lost,
			...rule ? { because: rule.because } : {}
		},
		values: recordChanges(oldValues, newValues),
		args: recordChanges(oldImage.args, newImage.args),
		labels: recordChanges(oldImage.labels, newImage.labels),
		contexts: recordChanges(contextTexts(oldImage), contextTexts(newImage)),
		build: recordChanges(buildSettings(oldImage), buildSettings(newImage))
	};
}
function buildSettings(image) {
	const { cacheFrom, cacheTo, secrets, stage, context, output, dockerfile, repository } = image;
	const texts = {
		repository,
		dockerfile,
		stage: stage ?? "",
		context,
		output,
		secrets: secrets.map((secret) => JSON.stringify(secret)).join(" "),
		"cache-from": cacheFrom.join(" "),
		"cache-to": cacheTo.join(" "),
		...checkTexts(image)
	};
	return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
}
function checkTexts({ checks }) {
	const keys = (section, values) => Object.entries(values).map(([key, { value }]) => [`${section}.${key}`, JSON.stringify(value)]);
	return Object.fromEntries([
		...keys("policy", checks.policy),
		...keys("size-limit", checks.sizeLimit),
		...checks.tests.map((test) => {
			const text = JSON.stringify({
				...test,
				name: void 0,
				place: void 0
			});
			return [`test "${test.name}"`, text];
		})
	]);
}
function hasEffect({ platforms, args, labels, contexts, build }) {
	return [
		platforms.added,
		platforms.removed,
		args,
		labels,
		contexts,
		build
	].some(({ length }) => length > 0);
}
function recordChanges(before, after) {
	return [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((name) => {
		const oldText = Object.hasOwn(before, name) ? before[name] : void 0;
		const newText = Object.hasOwn(after, name) ? after[name] : void 0;
		if (oldText === newText) return [];
		return [{
			name,
			...oldText === void 0 ? {} : { before: oldText },
			...newText === void 0 ? {} : { after: newText }
		}];
	});
}
function tagChanges(before, after) {
	const owners = (side) => new Map([...side.images.values()].flatMap(({ image }) => references(image).map((tag) => [tag, image.id])));
	const oldOwners = owners(before);
	const newOwners = owners(after);
	return {
		added: [...newOwners].flatMap(([tag, image]) => oldOwners.has(tag) ? [] : [{
			tag,
			image
		}]),
		removed: [...oldOwners].flatMap(([tag, image]) => newOwners.has(tag) ? [] : [{
			tag,
			image
		}]),
		moved: [...newOwners].flatMap(([tag, to]) => {
			const from = oldOwners.get(tag);
			return from === void 0 || from === to ? [] : [{
				tag,
				from,
				to
			}];
		})
	};
}
function removedImage(image, after) {
	const base = {
		id: image.id,
		platforms: image.platforms
	};
	const rule = after.excluded.get(keyOf(image));
	if (rule) return {
		...base,
		because: rule.because,
		place: rule.place
	};
	const values = after.axisValues.get(image.target);
	if (!values) return {
		...base,
		because: `the target ${image.target} is gone`
	};
	const gone = Object.entries(image.combination).find(([axis, value]) => values.has(axis) && !values.get(axis)?.has(value));
	return {
		...base,
		because: gone ? `${gone[0]} ${gone[1]} is gone from the matrix` : `the axes of ${image.target} changed`
	};
}
function dockerfileChanges(both, unifiedDiff) {
	const diffs = [...groupBy(both.filter(({ oldImage, newImage }) => oldImage.dockerfile !== newImage.dockerfile), ({ oldImage, newImage }) => `${oldImage.dockerfile}\0${newImage.dockerfile}`).values()].flatMap(([first, ...others]) => first ? [{
		images: [first.id, ...others.map(({ id }) => id)],
		diff: unifiedDiff(first.oldImage.dockerfile, first.newImage.dockerfile)
	}] : []);
	return [...groupBy(diffs, ({ diff }) => changedLines(diff).join("\n")).values()].flatMap((group) => {
		const [first] = group;
		if (!first) return [];
		const lines = changedLines(first.diff);
		return [{
			images: group.flatMap(({ images }) => images),
			added: lines.filter((line) => line.startsWith("+")).length,
			removed: lines.filter((line) => line.startsWith("-")).length,
			diff: first.diff
		}];
	});
}
function changedLines(diff) {
	return diff.split("\n").filter((line) => /^[-+]/.test(line));
}
function cellName({ target, combination }) {
	return [target, ...Object.entries(combination).map(([axis, value]) => `${axis}=${value}`)].join(" ");
}
function excludedKey(entry) {
	return `${keyOf(entry)} ${(entry.platforms ?? []).join(" ")}`;
}
function excludedCell(entry) {
	return {
		cell: cellName(entry),
		...entry.platforms ? { platforms: entry.platforms } : {},
		because: entry.because,
		place: entry.place
	};
}
function cellsOf({ images, excluded }) {
	const axisValues = /* @__PURE__ */ new Map();
	const whole = excluded.filter(({ platforms }) => platforms === void 0);
	for (const { target, combination } of [...[...images.values()].map(({ image }) => image), ...whole]) {
		const axes = axisValues.get(target) ?? /* @__PURE__ */ new Map();
		axisValues.set(target, axes);
		for (const [axis, value] of Object.entries(combination)) axes.set(axis, (axes.get(axis) ?? /* @__PURE__ */ new Set()).add(value));
	}
	return {
		images: new Set([...images.values()].map(({ image }) => keyOf(image))),
		excluded: new Map(whole.map((entry) => [keyOf(entry), entry])),
		partly: groupBy(excluded.filter(({ platforms }) => platforms !== void 0), keyOf),
		axisValues
	};
}
function keyOf({ target, combination }) {
	return cellKey(target, combination);
}
function reason({ because }) {
	return because.replace(/ at \S+:\d+/g, "");
}

// src/commands/diff/snapshot.ts
const EMPTY_SNAPSHOT = {
	images: /* @__PURE__ */ new Map(),
	excluded: [],
	settings: {}
};
const VERSION = "0.0.0-rc2147483647";
const VERSION_OF_PYTHON = "0.0.0rc2147483647";
function takeSnapshot(workspace, options) {
	const { matrix } = workspace;
	const { overrides } = options;
	const model = workspace.modelOf(overrides);
	const plan = planImages(model, {
		facts: {
			version: VERSION,
			...options.facts
		},
		overrides
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
	const images = plan.images.map((image) => {
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
		excluded: plan.excluded,
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
	return JSON.parse(JSON.stringify(image).replaceAll(VERSION, "{{version}}").replaceAll(VERSION_OF_PYTHON, "{{version}}"));
}

// src/commands/diff/unified.ts
async function loadUnifiedDiff() {
	const { structuredPatch } = await import("../../packages/diff.js");
	return (before, after) => {
		const { hunks } = structuredPatch("", "", before, after, void 0, void 0, { context: 3 });
		return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines]).join("\n");
	};
}

// src/commands/diff/text.ts
function differenceText(difference) {
	const { before, after, counts, added, removed, tags, changed, excluded, settings, dockerfiles } = difference;
	if (isSame(difference)) return `${before} and ${after} give the same ${counted(counts.after, "image")}.`;
	const sections = [
		["Images added", added.map(({ id, platforms, tags: newTags, wasExcluded }) => {
			const shownTags = newTags.length === 0 ? "" : `  ${newTags.map(shortTag).join(" ")}`;
			const oldReason = wasExcluded === void 0 ? "" : `  (was excluded: ${wasExcluded})`;
			return `+ ${id}  ${platforms.join(" ")}${shownTags}${oldReason}`;
		})],
		["Images removed", removed.map(({ id, because, place }) => `- ${id}  ${reasonAt({
			because,
			place
		})}`)],
		["Tags", [
			...tags.moved.map(({ tag, from, to }) => `> ${tag}  moves from ${from} to ${to}`),
			...tags.added.map(({ tag, image }) => `+ ${tag}  ${image}`),
			...tags.removed.map(({ tag, image }) => `- ${tag}  ${image}`)
		]],
		["Images changed", changed.flatMap((group) => [imageList(group.images), ...changeLines(group).map((line) => `  ${line}`)])],
		["Excluded cells", [
			...excluded.added.map(({ cell, platforms, because, place }) => `+ ${[cell, ...platforms ?? []].join(" ")}  ${reasonAt({
				because,
				place
			})}`),
			...excluded.removed.map(({ cell, platforms, because }) => `- ${[cell, ...platforms ?? []].join(" ")}  ${because}`),
			...excluded.changed.map(({ cell, platforms, because, was }) => `~ ${[cell, ...platforms ?? []].join(" ")}  ${because} (was: ${was})`)
		]],
		["Settings", settings.map(textChange)],
		["Dockerfiles", dockerfiles.flatMap(({ images, diff }) => [`${images.length === 1 ? "" : `the same change in ${images.length} images: `}${imageList(images)}`, ...diff.split("\n").map((line) => `  ${line}`)])]
	];
	return [summaryLine(difference), ...sections.filter(([, lines]) => lines.length > 0).flatMap(([title, lines]) => [
		"",
		title,
		...lines.map((line) => `  ${line}`)
	])].join("\n");
}
function summaryLine({ before, after, counts }) {
	return `${before} → ${after}: ${counts.before} → ${counts.after} images; ${counts.added} added, ${counts.removed} removed, ${counts.changed} changed, ${counts.unchanged} as before`;
}
function changeLines({ platforms, values, args, labels, contexts, build }) {
	return [
		...platforms.added.map((platform) => `platform + ${platform}`),
		...platforms.removed.map((platform) => `platform - ${platform}${platforms.because === void 0 ? "" : `  ${platforms.because}`}`),
		...values.map((change) => `value ${textChange(change)}`),
		...args.map((change) => `argument ${textChange(change)}`),
		...labels.map((change) => `label ${textChange(change)}`),
		...contexts.map((change) => `context ${textChange(change)}`),
		...build.map(textChange)
	];
}
function textChange({ name, before, after }) {
	if (before === void 0) return `${name}: + ${after ?? ""}`;
	return after === void 0 ? `${name}: - ${before}` : `${name}: ${before} → ${after}`;
}
const NAMED = 6;
function imageList(images) {
	return images.length <= NAMED ? images.join(", ") : `${images.slice(0, NAMED).join(", ")} and ${images.length - NAMED} more`;
}
function shortTag(reference) {
	return reference.slice(reference.lastIndexOf(":"));
}

// src/commands/diff/markdown.ts
const LIMIT = 6e4;
function differenceMarkdown(difference, limit = LIMIT) {
	const { before, after, counts, tags, excluded } = difference;
	const title = `### Images: ${code(before)} → ${code(after)}`;
	if (isSame(difference)) return `${title}\n\nNothing changes: the same ${counted(counts.after, "image")}.\n`;
	const row = (name, plus, minus, other) => `| ${name} | ${plus || "–"} | ${minus || "–"} | ${other || "–"} |`;
	return withinLimit([
		title,
		"",
		`| | added | removed | changed |`,
		"| --- | --- | --- | --- |",
		row("Images", counts.added, counts.removed, counts.changed === 0 ? "" : `${counts.changed} (${counts.unchanged} as before)`),
		row("Tags", tags.added.length, tags.removed.length, tags.moved.length === 0 ? "" : `${tags.moved.length} moved`),
		row("Excluded cells", excluded.added.length, excluded.removed.length, excluded.changed.length === 0 ? "" : String(excluded.changed.length)),
		""
	].join("\n"), sections(difference), limit);
}
function sections({ added, removed, tags, changed, excluded, settings, dockerfiles }) {
	const cells = (list, sign) => list.map(({ cell, platforms, because }) => `- ${sign} ${code([cell, ...platforms ?? []].join(" "))}: ${inMarkdown(because)}`);
	return [
		{
			title: `${removed.length} removed`,
			lines: removed.map(({ id, because, place }) => `- ${code(id)}: ${inMarkdown(because)}` + (place && !because.endsWith(at(place)) ? ` (${code(at(place))})` : ""))
		},
		{
			title: `${added.length} added`,
			lines: added.map(({ id, platforms, tags: newTags, wasExcluded }) => {
				const shownTags = newTags.map((tag) => code(shortTag(tag))).join(" ");
				const oldReason = wasExcluded === void 0 ? "" : ` (was excluded: ${inMarkdown(wasExcluded)})`;
				return `- ${code(id)} for ${platforms.join(", ")}${newTags.length === 0 ? "" : `: ${shownTags}`}${oldReason}`;
			})
		},
		{
			title: `${tags.moved.length} tags move`,
			lines: tags.moved.map(({ tag, from, to }) => `- ${code(tag)}: ${code(from)} → ${code(to)}`)
		},
		{
			title: `${tags.removed.length} tags vanish`,
			lines: tags.removed.map(({ tag, image }) => `- ${code(tag)} (${code(image)})`)
		},
		{
			title: `${tags.added.length} tags appear`,
			lines: tags.added.map(({ tag, image }) => `- ${code(tag)} (${code(image)})`)
		},
		{
			title: `${changed.reduce((sum, { images }) => sum + images.length, 0)} with other values or settings`,
			lines: changed.flatMap((group) => [`- ${inMarkdown(imageList(group.images))}`, ...changeLines(group).map((line) => `  - ${code(line)}`)])
		},
		{
			title: "Excluded cells",
			lines: [
				...cells(excluded.added, "now excluded"),
				...cells(excluded.removed, "gone"),
				...cells(excluded.changed, "for another reason")
			]
		},
		{
			title: "Settings",
			lines: settings.map(({ name, before, after }) => `- ${code(name)}: ${settingText(before)} → ${settingText(after)}`)
		},
		...dockerfiles.map(({ images, diff, added: plus, removed: minus }) => ({
			title: `Dockerfile of ${inHtml(imageList(images))}: +${plus} −${minus}`,
			lines: diff.split("\n"),
			fence: fenceFor(diff)
		}))
	].filter(({ lines }) => lines.length > 0);
}
function settingText(text) {
	return text === void 0 ? "not set" : code(text);
}
function withinLimit(head, blocks, limit) {
	const NOTE = 200;
	let text = head;
	let missing = 0;
	for (const { title, lines, fence } of blocks) {
		const open = `\n<details><summary>${title}</summary>\n\n${fence === void 0 ? "" : `${fence}diff\n`}`;
		const close = `\n${fence === void 0 ? "" : `${fence}\n`}\n</details>\n`;
		let room = limit - NOTE - text.length - open.length - close.length - 60;
		const fitting = lines.filter((line) => (room -= line.length + 1) >= 0);
		if (missing > 0 || fitting.length === 0) {
			missing += 1;
			continue;
		}
		const isCut = fitting.length < lines.length;
		if (isCut) missing += 1;
		const shownLines = isCut ? [...lines.slice(0, fitting.length), `… ${lines.length - fitting.length} more lines`] : lines;
		text += `${open}${shownLines.join("\n")}${close}`;
	}
	if (missing === 0) return text;
	const note = `Cut to fit a comment: ${missing === 1 ? "1 part is" : `${missing} parts are`} not shown in full. All of it: \`docker-matrix diff\`.`;
	return `${text}\n_${note}_\n`;
}
function code(text) {
	const flat = text.replace(/\s+/g, " ");
	const ticks = "`".repeat(longestRun(flat) + 1);
	return ticks.length === 1 ? `\`${flat}\`` : `${ticks} ${flat} ${ticks}`;
}
function fenceFor(text) {
	return "`".repeat(Math.max(3, longestRun(text) + 1));
}
function longestRun(text) {
	return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

// src/commands/diff/diff.ts
const command = {
	run: ({ words: [against = "HEAD"], ...request }, host) => diff({
		...request,
		against
	}, host),
	text: differenceText,
	json: (difference) => difference,
	markdown: (difference) => differenceMarkdown(difference).trimEnd(),
	isFinding: (difference) => !isSame(difference)
};
async function diff(request, host) {
	const [before, unifiedDiff] = await Promise.all([otherSide(request, host), loadUnifiedDiff()]);
	const after = {
		name: "working tree",
		matrix: request.matrix,
		files: host.files,
		mayBeEmpty: false,
		shown: (path) => path
	};
	const sides = await Promise.allSettled([snapshotOf(before, request, host), snapshotOf(after, request, host)]);
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
	const root = resolve(host.cwd, dirname(matrix));
	const isFolder = async (path) => await host.files.kind(path) === "folder";
	const revision = /^(?:\.{0,2}[\\/]|\.{1,2}$|[A-Za-z]:[\\/])/.test(against) ? void 0 : await host.openRevision(root, against).catch(async (cause) => {
		if (await isFolder(against)) return void 0;
		throw cause;
	});
	if (revision) return {
		name: against,
		matrix,
		files: revision.files,
		mayBeEmpty: true,
		shown: (path) => `${against}:${path}`
	};
	if (!await isFolder(against)) throw new ProblemsFound([error("unknown-revision", `"${against}" is neither a revision of this repository nor a folder`, { hint: "in a shallow clone fetch it first: git fetch --depth 1 origin REVISION (actions/checkout: fetch-depth: 0)" })]);
	return {
		name: against,
		matrix: join(against, basename(matrix)),
		files: host.files,
		mayBeEmpty: false,
		shown: (path) => shownPath(path, host.cwd)
	};
}
async function snapshotOf(side, { facts, overrides }, { cwd, allowsOutside }) {
	try {
		if (side.mayBeEmpty && await side.files.readText(side.matrix) === void 0) return EMPTY_SNAPSHOT;
		const workspace = await openWorkspace(side.matrix, {
			files: side.files,
			cwd,
			allowsOutside
		});
		const verbatim = await Promise.all(verbatimPaths(workspace).map(async (path) => [path, await side.files.readText(resolve(workspace.root, path))]));
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

export { command, diff };