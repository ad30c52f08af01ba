#!/usr/bin/env node
import { i as Option, n as CommanderError, r as InvalidArgumentError, t as Command } from "./chunks/commander.js";
import { a as look, i as pairs, n as nameList, o as run, r as oneOf } from "./chunks/edge-input.js";
import { t as version } from "./chunks/tool.js";
import { S as table, b as planJson, c as exec, l as buildJson, n as realHost, u as buildText, x as planText } from "./chunks/host.js";
import { r as SEVERITIES } from "./chunks/templates.js";
import { n as isSame } from "./chunks/compare.js";
import { t as ProblemsFound } from "./chunks/problem.js";
import { n as ejectedText } from "./chunks/eject2.js";
import { n as sorted, t as formatProblems } from "./chunks/problems.js";
import { dirname } from "node:path";

// src/cli-commands.ts
const collect = (text, before = []) => [...before, ...nameList(text)];
const collectLine = (text, before = []) => [...before, text];
const positive = (text) => {
	const count = /^\d+$/.test(text) ? Number(text) : 0;
	if (count < 1 || count > 64) throw new InvalidArgumentError("It must be a whole number from 1 to 64.");
	return count;
};
function common(command) {
	return command.option("-m, --matrix <file>", "the matrix", "matrix.yaml").option("-t, --target <name>", "only this target or image (repeatable, or a comma list)", collect, []).option("-p, --platform <platform>", "only this platform, as linux/arm64 (repeatable, or a comma list)", collect, []).option("--set <key=value>", "override a value of the matrix, or version, revision or branch (repeatable)", collectLine, []).addOption(new Option("--format <format>", "result on standard output").choices(["text", "json"]).default("text"));
}
function buildOptions(command) {
	return common(command).option("-o, --out <dir>", "folder for everything the build writes (default: out beside the matrix)").option("--push", "push, gate, then publish the tags").option("--load", "load into the local Docker engine (one platform)").option("--tag <pattern>", "tag pattern in place of the matrix's (repeatable)", collectLine).option("--label <key=value>", "add a label to every image (repeatable)", collectLine).option("--annotation <key=value>", "add an annotation to every image (repeatable)", collectLine).option("--builder <name>", "buildx builder (default: the current one)").option("--no-cache", "build every step again").option("--pull", "look for newer base images").option("--provenance <setting>", "true, false, or parameters such as mode=max", "true").option("--sbom <setting>", "true, false, or parameters such as generator=IMAGE", "true").addOption(new Option("--registry-cache <mode>", "auto reads, and writes when pushing").choices([
		"auto",
		"read",
		"off"
	]).default("auto")).addOption(new Option("--scan <mode>", "in place of the matrix's scan.mode").choices([
		"off",
		"report",
		"gate"
	])).option("--fail-on <severity>", "severities that fail the gate (repeatable, or a comma list)", collect).addOption(new Option("--tests <mode>", "what the matrix's tests do (default: gate)").choices([
		"off",
		"report",
		"gate"
	])).option("--trivy-version <version>", "a reviewed version of Trivy, or any with --trivy-sha256").option("--trivy-sha256 <hash>", "of the release archive").option("--trivy-path <file>", "use this Trivy").addOption(new Option("--trivy-db-repository <reference>", "vulnerability database (repeatable, or a comma list)").argParser(collect).env("TRIVY_DB_REPOSITORY")).option("--trivy-db <dir>", "offline vulnerability database: a folder with trivy.db and metadata.json").option("--attach-record", "attach its record to every image (with --push)").option("--sign", "sign every image with cosign before its tags move (with --push)").option("--sign-option <option>", "for \"cosign sign\", as --sign-option=--tlog-upload=false (repeatable)", collectLine).option("--concurrency <count>", "images built at once", positive, 4);
}
function lookCommand(main, usage, text, formats = ["text", "json"]) {
	return main.command(usage).description(text).exitOverride().showHelpAfterError("(--help lists what is allowed)").option("-m, --matrix <file>", "the matrix", "matrix.yaml").option("--set <key=value>", "override a value of the matrix, or version, revision or branch (repeatable)", collectLine, []).addOption(new Option("--format <format>", "result on standard output").choices(formats).default("text"));
}
function program(act, look, start, settle) {
	const main = new Command("docker-matrix").description("One support matrix in; Dockerfiles, docker-bake.hcl, and built, gated and published images out.").version(version).showHelpAfterError("(--help lists what is allowed)").exitOverride();
	const add = (name, text, options) => {
		options(main.command(name).description(text).exitOverride().showHelpAfterError("(--help lists what is allowed)")).action((given) => act(name, given));
	};
	const outOption = (command) => common(command).option("-o, --out <dir>", "folder of the rendered files (default: beside the matrix)");
	add("check", "check the matrix, its templates, and that the files on disk are what would be rendered", (command) => outOption(command).option("--build", "also run BuildKit's own checks on every image (needs docker buildx)").option("--builder <name>", "buildx builder for --build (default: the current one)").option("--concurrency <count>", "images checked at once", positive, 4));
	lookCommand(main, "explain [cell...]", "say why an image exists or not, and where everything about it comes from").action((cell, options) => look("explain", cell, options));
	lookCommand(main, "diff [against]", "compare a Git revision (default: HEAD) or another folder with the working tree", [
		"text",
		"json",
		"markdown"
	]).option("--exit-code", "exit with 1 when there is a difference").action((against, options) => look("diff", [against ?? "HEAD"], options));
	lookCommand(main, "eject", "write plain Dockerfiles and docker-bake.hcl, and say what can be deleted").option("-o, --out <dir>", "folder of the written files (default: beside the matrix)").option("--force", "overwrite files that docker-matrix did not write").action((options) => look("eject", [], options));
	main.command("init").description("write a matrix to begin with, and its templates").addOption(new Option("--template <name>", "what to begin with (default: dockerfile where there is one, uv where there is a uv.lock, or else python)").choices([
		"python",
		"uv",
		"dockerfile"
	])).option("--from <file>", "the Dockerfile whose stages become images").option("--image <repository>", "where images go (default: by the Git remote)").option("-o, --out <dir>", "folder of the matrix", ".").option("--force", "replace files that are there").addOption(new Option("--format <format>", "result on standard output").choices(["text", "json"]).default("text")).exitOverride().showHelpAfterError("(--help lists what is allowed)").action(start);
	add("render", "write the Dockerfiles and docker-bake.hcl", outOption);
	add("plan", "show every image with its platforms and tags", (command) => common(command).option("--tag <pattern>", "tag pattern in place of the matrix's (repeatable)", collectLine));
	add("build", "build, gate with Trivy, and publish: to OCI layouts, or with --push to the registry", buildOptions);
	main.command("publish").description("finish or undo a publication that was killed, from its journal").exitOverride().showHelpAfterError("(--help lists what is allowed)").option("--resume", "move the tags that have not moved yet").option("--rollback", "put back the tags that have moved").option("--journal <file>", "what the build wrote down before it moved tags", "out/publish-journal.json").addOption(new Option("--format <format>", "result on standard output").choices(["text", "json"]).default("text")).action(settle);
	add("all", "render, then build for this machine's platform into OCI layouts; without Docker say what is missing", buildOptions);
	main.addHelpText("after", "\nExit status: 0 done, 1 problems found, 2 wrong usage, 3 internal error, 130 cancelled.");
	return main;
}

// src/cli-exit.ts
const EXIT = {
	done: 0,
	problems: 1,
	usage: 2,
	internal: 3,
	cancelled: 130
};

// src/host/git.ts
async function gitFacts(exec, folder, writesCache) {
	const git = async (...args) => {
		const result = await exec({
			file: "git",
			args,
			cwd: folder
		});
		return result.code === 0 ? result.stdout.trim() || void 0 : void 0;
	};
	const [commit, branch, main] = await Promise.all([
		git("log", "-1", "--format=%H %cI"),
		git("symbolic-ref", "--short", "HEAD"),
		git("symbolic-ref", "--short", "refs/remotes/origin/HEAD")
	]);
	const [revision, created] = commit?.split(" ") ?? [];
	const defaultBranch = main?.replace(/^origin\//, "") ?? "main";
	return {
		...revision ? { revision } : {},
		...created ? { created } : {},
		...branch ? { branch } : {},
		now: (/* @__PURE__ */ new Date()).toISOString(),
		isDefaultBranch: branch === void 0 || branch === defaultBranch,
		defaultBranch,
		writesCache
	};
}

// src/cli-request.ts
async function requestOf(command, options) {
	const set = pairs(options.set, "--set");
	const labels = pairs(options.label ?? [], "--label");
	const annotations = pairs(options.annotation ?? [], "--annotation");
	const problems = [
		...set.problems,
		...labels.problems,
		...annotations.problems
	];
	if (options.push && options.load) throw new CommanderError(EXIT.usage, "usage", "error: --push and --load exclude each other: a pushed image is not loaded");
	if (!options.sign && options.signOption) throw new CommanderError(EXIT.usage, "usage", "error: --sign-option needs --sign");
	if (!options.push && (options.sign || options.attachRecord)) throw new CommanderError(EXIT.usage, "usage", `error: ${options.sign ? "--sign" : "--attach-record"} needs --push: it is about images in a registry`);
	if (problems.length > 0) throw new CommanderError(EXIT.usage, "usage", problems.map(({ message }) => `error: ${message}`).join("\n"));
	const { trivyVersion: version, trivySha256: sha256, trivyPath: path, trivyDb: db } = options;
	return {
		command,
		matrix: options.matrix,
		targets: options.target,
		platforms: options.platform,
		overrides: set.values,
		...options.out === void 0 ? {} : { out: options.out },
		...command === "check" ? { buildkitChecks: Boolean(options.build) } : {},
		facts: await gitFacts(exec, dirname(options.matrix), Boolean(options.push) && options.registryCache === "auto"),
		build: {
			push: Boolean(options.push),
			load: Boolean(options.load),
			tags: options.tag ?? [],
			labels: labels.values,
			annotations: annotations.values,
			...options.builder === void 0 ? {} : { builder: options.builder },
			noCache: !(options.cache ?? true),
			pull: Boolean(options.pull),
			provenance: options.provenance ?? "true",
			sbom: options.sbom ?? "true",
			cache: options.registryCache ?? "auto",
			...options.scan === void 0 ? {} : { scan: options.scan },
			...options.failOn === void 0 ? {} : { failOn: severities(options.failOn) },
			...options.tests === void 0 ? {} : { tests: options.tests },
			trivy: {
				...version ? { version } : {},
				...sha256 ? { sha256 } : {},
				...path ? { path } : {},
				...db ? { db } : {},
				dbRepositories: [options.trivyDbRepository ?? []].flat()
			},
			attachRecord: Boolean(options.attachRecord),
			sign: Boolean(options.sign),
			signOptions: options.signOption ?? [],
			concurrency: options.concurrency ?? 4
		}
	};
}
async function lookRequest(command, words, options) {
	const { values, problems } = pairs(options.set, "--set");
	if (problems.length > 0) throw new CommanderError(EXIT.usage, "usage", problems.map(({ message }) => `error: ${message}`).join("\n"));
	const base = {
		matrix: options.matrix,
		overrides: values,
		facts: await gitFacts(exec, dirname(options.matrix), false)
	};
	switch (command) {
		case "explain": return {
			...base,
			command,
			words
		};
		case "diff": return {
			...base,
			command,
			against: words[0] ?? "HEAD"
		};
		case "eject": return {
			...base,
			command,
			...options.out === void 0 ? {} : { out: options.out },
			force: options.force ?? false
		};
	}
}
function severities(names) {
	if (names.length === 0) throw new CommanderError(EXIT.usage, "usage", `error: --fail-on must be one of ${SEVERITIES.join(", ")}; to scan nothing give --scan off`);
	return names.map((name) => {
		const severity = oneOf(name.toUpperCase(), SEVERITIES, "--fail-on");
		if ("problem" in severity) throw new CommanderError(EXIT.usage, "usage", `error: ${severity.problem.message}`);
		return severity.value;
	});
}

// src/commands/init/text.ts
function initText({ written, notes, next }) {
	const width = Math.max(...next.map(({ command }) => command.length));
	return [
		...written.map((path) => `wrote ${path}`),
		...notes.map((note) => `note: ${note}`),
		"",
		"Next:",
		...next.map(({ command, meaning }) => `  ${command.padEnd(width)}  # ${meaning}`)
	].join("\n");
}

// src/commands/explain/text.ts
function explanationText(explanation) {
	switch (explanation.kind) {
		case "overview": return overviewText(explanation);
		case "cells": {
			const there = explanation.cells.filter(({ exists }) => exists).length;
			const rows = explanation.cells.map(({ id, exists, platforms, because, place }) => [
				id,
				exists ? "yes" : "no",
				exists ? platforms.join(" ") : reasonAt({
					because,
					place
				})
			]);
			return [
				`${explanation.asked} means ${explanation.cells.length} cells; ${there} of them ${there === 1 ? "is an image" : "are images"}.`,
				"",
				table([
					"CELL",
					"IMAGE",
					"PLATFORMS, OR WHY NOT"
				], rows),
				"",
				"Name one of them for all there is to say about it."
			].join("\n");
		}
		case "cell": return cellText(explanation.cell);
	}
}
function overviewText({ targets, rules }) {
	const count = targets.reduce((sum, { images }) => sum + images, 0);
	const rows = targets.map((target) => [
		target.target,
		target.axes.join(" × ") || "–",
		target.platforms.join(" "),
		String(target.cells),
		String(target.images),
		String(target.excluded),
		at(target.place)
	]);
	return [
		`${count} ${count === 1 ? "image" : "images"} of ${targets.reduce((sum, { cells }) => sum + cells, 0)} cells.`,
		"",
		table([
			"TARGET",
			"AXES",
			"PLATFORMS",
			"CELLS",
			"IMAGES",
			"EXCLUDED",
			"PLACE"
		], rows),
		...rules.length === 0 ? [] : ["", "Rules:"],
		...rules.flatMap(({ place, kind, rule, because, cells, partly, descendants, targets: about }) => {
			const done = {
				exclude: "takes away",
				require: "takes away",
				include: "keeps",
				set: "applies to"
			}[kind];
			const whole = kind === "set" ? plural(cells, "image") : plural(cells, "cell");
			const what = partly === 0 ? whole : `${cells === 0 ? "" : `${whole}, and `}platforms of ${plural(partly, "cell")}`;
			const more = descendants === 0 ? "" : `, and ${descendants} built from ${cells === 1 ? "it" : "them"}`;
			return [`  ${at(place)}  ${rule}`, `    ${done} ${what}${about.length === 0 ? "" : ` of ${about.join(", ")}`}${more}${because === void 0 ? "" : `: ${because}`}`];
		}),
		"",
		"Ask about one: docker-matrix explain TARGET [AXIS=VALUE …]"
	].join("\n");
}
function cellText(cell) {
	return [
		...answer(cell),
		"",
		`Target ${cell.target.name}  ${at(cell.target.place)}`,
		...cell.axes.length === 0 ? [] : [
			"",
			"Axes",
			...indent(columns(cell.axes.map(({ axis, value, place, from, fromPlace }) => [
				`${axis} ${value}`,
				at(place),
				`${from}, ${at(fromPlace)}`
			])))
		],
		"",
		"Platforms",
		...indent(platformLines(cell)),
		...cell.parent ? [
			"",
			"Parent",
			...indent(parentLines(cell.parent))
		] : [],
		...cell.rules.length === 0 ? [] : [
			"",
			"Rules",
			...indent(cell.rules.flatMap(verdictLines))
		],
		...cell.image ? imageLines(cell.image) : []
	].join("\n");
}
function answer({ id, exists, excluded, platforms }) {
	if (!exists) return [`${id} is not in the matrix: ${excluded ? reasonAt(excluded) : ""}`];
	const lines = [`${id} is in the matrix.`];
	if (platforms.asked === void 0) return lines;
	if (platforms.left.includes(platforms.asked)) return [`${lines[0] ?? ""} It is built for ${platforms.asked}.`];
	const by = platforms.removed.find((entry) => platforms.asked !== void 0 && entry.platforms.includes(platforms.asked));
	return [`${lines[0] ?? ""} It is not built for ${platforms.asked}: ${by ? reasonAt(by) : "nothing asks for it"}`];
}
function platformLines({ platforms }) {
	const from = `${platforms.from}${platforms.fromPlace ? `, ${at(platforms.fromPlace)}` : ""}`;
	return columns([...platforms.left.length > 0 ? [[platforms.left.join(" "), from]] : [["none is left", from]], ...platforms.removed.map((entry) => [`not ${entry.platforms.join(" ")}`, reasonAt(entry)])]);
}
function parentLines(parent) {
	return [parent.exists ? `${parent.id} is in the matrix, for ${parent.platforms.join(" ")}` : `${parent.id} is not in the matrix: ${reasonAt(parent)}`];
}
const EFFECTS = {
	"takes-away": "takes it away",
	keeps: "keeps it",
	holds: "holds",
	sets: "applies",
	silent: "does not match"
};
function verdictLines(verdict) {
	const about = verdict.platforms ? ` for ${verdict.platforms.join(" ")}` : "";
	const effect = verdict.rescuedBy ? `would take it away${about}, but the include at ${at(verdict.rescuedBy)} keeps it` : `${EFFECTS[verdict.effect]}${about}`;
	const reasons = verdict.reasons.length === 0 ? "" : `: ${verdict.reasons.join("; ")}`;
	return [`${at(verdict.place)}  ${verdict.rule}`, `  ${effect}${reasons}${verdict.because !== void 0 && verdict.effect === "takes-away" ? ` (because ${verdict.because})` : ""}`];
}
function imageLines(image) {
	return [
		"",
		`Dockerfile ${image.dockerfile}${image.dockerfileKind === "stages" ? "" : ` (${image.dockerfileKind})`}`,
		...indent(columns(image.stages.map(({ name, from, template, needs }) => [
			name,
			`from ${from}`,
			template,
			needs.length === 0 ? "" : `needs ${needs.join(", ")}`
		]))),
		...image.tags.length === 0 ? [] : [
			"",
			"Tags",
			...indent(columns(image.tags.map(({ pattern, place, tag, none }) => [
				tag ?? "none",
				pattern,
				at(place),
				none ?? ""
			])))
		],
		...Object.keys(image.args).length === 0 ? [] : [
			"",
			"Build arguments",
			...indent(Object.entries(image.args).map(([name, value]) => `${name}=${value}`))
		],
		...image.values.length === 0 ? [] : [
			"",
			"Values",
			...indent(image.values.flatMap(valueLines))
		],
		...image.stageValues.flatMap(({ stage, values }) => [
			"",
			`Values that stage ${stage} sees otherwise`,
			...indent(values.flatMap(valueLines))
		])
	];
}
function valueLines({ name, value, steps }) {
	const last = steps.at(-1);
	const written = last && last.written !== value && last.readFrom === void 0 ? `, as ${last.written}` : "";
	return [`${name} = ${value}${last ? `  ${stepText(last)}${written}` : ""}`, ...steps.slice(0, -1).toReversed().map((step) => `  over ${step.written}  ${stepText(step)}`)];
}
function stepText({ place, source, readFrom }) {
	const from = readFrom === void 0 ? "" : `, read from ${readFrom}`;
	return place ? `${at(place)} (${source}${from})` : `(${source})`;
}
function reasonAt({ because = "", place }) {
	return place && !because.endsWith(at(place)) ? `${because} (${at(place)})` : because;
}
function at({ file, line }) {
	return `${file}:${line}`;
}
function plural(count, word) {
	return `${count} ${word}${count === 1 ? "" : "s"}`;
}
function indent(lines) {
	return lines.map((line) => `  ${line}`);
}
function columns(rows) {
	const widths = (rows[0] ?? []).map((_, column) => Math.min(48, Math.max(...rows.map((row) => (row[column] ?? "").length))));
	return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
}

// src/commands/diff/text.ts
function differenceText(difference) {
	const { before, after, counts, added, removed, tags, changed, excluded, settings, dockerfiles } = difference;
	if (isSame(difference)) return `${before} and ${after} give the same ${counts.after} ${counts.after === 1 ? "image" : "images"}.`;
	const sections = [
		["Images added", added.map(({ id, platforms, tags: its, wasExcluded }) => `+ ${id}  ${platforms.join(" ")}${its.length === 0 ? "" : `  ${its.map(shortTag).join(" ")}`}${wasExcluded === void 0 ? "" : `  (was excluded: ${wasExcluded})`}`)],
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
	if (isSame(difference)) return `${title}\n\nNothing changes: the same ${counts.after} ${counts.after === 1 ? "image" : "images"}.\n`;
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
	const cells = (list, sign) => list.map(({ cell, platforms, because }) => `- ${sign} ${code([cell, ...platforms ?? []].join(" "))}: ${escape(because)}`);
	return [
		{
			title: `${removed.length} removed`,
			lines: removed.map(({ id, because, place }) => `- ${code(id)}: ${escape(because)}${place && !because.endsWith(at(place)) ? ` (${code(at(place))})` : ""}`)
		},
		{
			title: `${added.length} added`,
			lines: added.map(({ id, platforms, tags: its, wasExcluded }) => `- ${code(id)} for ${platforms.join(", ")}${its.length === 0 ? "" : `: ${its.map((tag) => code(shortTag(tag))).join(" ")}`}${wasExcluded === void 0 ? "" : ` (was excluded: ${escape(wasExcluded)})`}`)
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
			lines: changed.flatMap((group) => [`- ${escape(imageList(group.images))}`, ...changeLines(group).map((line) => `  - ${code(line)}`)])
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
			lines: settings.map(({ name, before, after }) => `- ${code(name)}: ${before === void 0 ? "not set" : code(before)} → ${after === void 0 ? "not set" : code(after)}`)
		},
		...dockerfiles.map(({ images, diff, added: plus, removed: minus }) => ({
			title: `Dockerfile of ${escape(imageList(images))}: +${plus} −${minus}`,
			lines: diff.split("\n"),
			fence: fenceFor(diff)
		}))
	].filter(({ lines }) => lines.length > 0);
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
		if (fitting.length < lines.length) missing += 1;
		text += `${open}${(fitting.length < lines.length ? [...lines.slice(0, fitting.length), `… ${lines.length - fitting.length} more lines`] : lines).join("\n")}${close}`;
	}
	return missing === 0 ? text : `${text}\n_Cut to fit a comment: ${missing} ${missing === 1 ? "part is" : "parts are"} not shown in full. All of it: \`docker-matrix diff\`._\n`;
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
function escape(text) {
	return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\\`*_[\]|~#@!]/g, "\\$&").replace(/\s*\n\s*/g, " ");
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

// src/cli.ts
const NO_ENGINE = /* @__PURE__ */ new Set([
	"no-docker",
	"no-buildx",
	"no-builder",
	"builder-cannot-export"
]);
async function main(argv) {
	if (argv.length === 2) {
		program(async () => {}, async () => {}, async () => {}, async () => {}).outputHelp();
		return EXIT.done;
	}
	const cancel = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => {
		if (cancel.signal.aborted) {
			process.stderr.write(`\n${name}: stopped at once; where tags had begun to move, "docker-matrix publish" with --resume or --rollback goes on from the journal\n`);
			process.exit(EXIT.cancelled);
		}
		process.stderr.write(`\n${name}: stopping, and putting back what has begun (again to stop at once)\n`);
		cancel.abort();
	});
	const say = (line) => void process.stderr.write(`${line}\n`);
	const host = realHost({
		say,
		group: (title) => (say(title), () => {}),
		signal: cancel.signal
	});
	let status = EXIT.done;
	let format = "text";
	const act = async (name, options) => {
		format = options.format;
		const shown = /* @__PURE__ */ new Set();
		const print = async (outcome) => {
			const warnings = outcome.plan.warnings.filter((warning) => !shown.has(JSON.stringify(warning)));
			for (const warning of warnings) shown.add(JSON.stringify(warning));
			if (warnings.length > 0 && format === "text" && outcome.kind !== "planned") say(formatProblems(warnings, await sourceTexts(warnings, host.files.readText)));
			process.stdout.write(`${format === "json" ? JSON.stringify(outcomeJson(outcome), void 0, 2) : outcomeText(outcome)}\n`);
			const problems = outcome.kind === "built" ? outcome.report.problems : [];
			if (problems.length > 0 && format === "text") say(formatProblems(problems, () => void 0));
			if (problems.some(({ severity }) => severity === "error")) status = EXIT.problems;
		};
		if (name !== "all") {
			await print(await run(await requestOf(name, options), host));
			return;
		}
		const rendered = await run({
			...await requestOf("render", {
				...options,
				set: []
			}),
			targets: [],
			platforms: []
		}, host);
		if (format === "text") await print(rendered);
		const platform = options.platform.length > 0 ? options.platform : [hostPlatform()];
		try {
			await print(await run(await requestOf("build", {
				...options,
				platform
			}), host));
		} catch (cause) {
			if (!(cause instanceof ProblemsFound) || !cause.problems.every(({ code }) => NO_ENGINE.has(code))) throw cause;
			say(`\nThe Dockerfiles are written, but nothing was built:\n${formatProblems(cause.problems, () => void 0)}\nThen run: docker-matrix build --platform ${platform.join(",")}`);
		}
	};
	const answer = async (name, words, options) => {
		format = options.format;
		const outcome = await look(await lookRequest(name, words, options), host);
		process.stdout.write(`${lookText(outcome, options.format)}\n`);
		if (outcome.kind === "compared" && options.exitCode && !isSame(outcome.difference)) status = EXIT.problems;
	};
	const start = async ({ force, ...options }) => {
		format = options.format;
		if (options.from !== void 0 && (options.template ?? "dockerfile") !== "dockerfile") throw new CommanderError(EXIT.usage, "usage", `error: --from names a Dockerfile, which --template ${options.template ?? ""} does not take`);
		const { init } = await import("./chunks/init.js");
		const report = await init({
			...options,
			force: Boolean(force)
		}, host);
		process.stdout.write(`${format === "json" ? JSON.stringify(report, void 0, 2) : initText(report)}\n`);
	};
	const settle = async ({ resume, rollback, journal, format: wanted }) => {
		format = wanted;
		if (Boolean(resume) === Boolean(rollback)) throw new CommanderError(EXIT.usage, "usage", "error: publish takes either --resume or --rollback");
		const [{ recover }, { recoveryJson, recoveryText }] = await Promise.all([import("./chunks/recover.js"), import("./chunks/text.js")]);
		const recovery = await recover({
			direction: resume ? "resume" : "rollback",
			journal
		}, host);
		process.stdout.write(`${format === "json" ? JSON.stringify(recoveryJson(recovery), void 0, 2) : recoveryText(recovery)}\n`);
		if (recovery.problems.length > 0 && format === "text") say(formatProblems(recovery.problems, () => void 0));
		if (recovery.problems.some(({ severity }) => severity === "error")) status = EXIT.problems;
	};
	try {
		await program(act, answer, start, settle).parseAsync(argv.slice(2), { from: "user" });
	} catch (cause) {
		if (cause instanceof CommanderError) {
			if (cause.code === "usage") say(cause.message);
			return cause.exitCode === 0 ? EXIT.done : EXIT.usage;
		}
		if (cause instanceof ProblemsFound) {
			if (format === "json") process.stdout.write(`${JSON.stringify({ problems: sorted(cause.problems) }, void 0, 2)}\n`);
			else say(formatProblems(cause.problems, await sourceTexts(cause.problems, host.files.readText)));
			return EXIT.problems;
		}
		say(`internal error: ${cause instanceof Error ? cause.message : String(cause)}\n  → this is a defect of docker-matrix; please report it with the command and the matrix (DEBUG=1 shows where)`);
		if (process.env["DEBUG"]) say(String(cause instanceof Error ? cause.stack : cause));
		return EXIT.internal;
	}
	return cancel.signal.aborted ? EXIT.cancelled : status;
}
async function sourceTexts(problems, readText) {
	const names = [...new Set(problems.flatMap(({ place }) => place ? [place.file] : []))];
	const texts = new Map(await Promise.all(names.map(async (name) => [name, await readText(name).catch(() => void 0)])));
	return (file) => texts.get(file);
}
function hostPlatform() {
	return `linux/${process.arch === "x64" ? "amd64" : process.arch === "ia32" ? "386" : process.arch}`;
}
process.exitCode = await main(process.argv);

export {  };