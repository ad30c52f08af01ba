import { combinationKey, dockerfilePath, fileName, restrict } from "./matrix.js";
import { ProblemsFound, collecting, error, warning } from "./problem.js";
import { didYouMean } from "./yaml.js";
import { groupBy } from "./text.js";
import { commandTest } from "./pattern.js";
import { mountOptions, readInstructions, stageReferences } from "./dockerfile.js";
import { shellQuote } from "./template/helpers.js";
import { lintBody, lintDockerfile, uselessAllow } from "./dockerfile/lint.js";
import { dirname, join } from "node:path";

// src/stages/decorate.ts
function decorate(text, decorators) {
	const { instructions, escape } = readInstructions(text);
	const lines = text.split("\n").map((line, index) => ({
		text: line,
		from: index + 1
	}));
	const used = /* @__PURE__ */ new Set();
	const failures = [];
	const tests = decorators.map(({ match }) => match.map(commandTest));
	for (const run of instructions.toReversed()) {
		if (run.keyword !== "RUN") continue;
		const script = scriptOf(run);
		const matching = decorators.filter((_, index) => tests[index]?.some((test) => test(script)) && used.add(index));
		if (matching.length === 0) continue;
		const shell = shellBefore(run, instructions);
		const failure = addEnvironment(lines, run, Object.assign({}, ...matching.map(({ env }) => env)), shell);
		if (failure !== void 0) failures.unshift({
			line: run.line,
			message: failure
		});
		addMounts(lines, run, matching.flatMap(({ mount }) => mount), escape);
	}
	return {
		text: lines.map((line) => line.text).join("\n"),
		lines: lines.map(({ from }) => from),
		used,
		failures
	};
}
const EXPORTS = new RegExp(`^(?:${/export (?:[A-Za-z_]\w*=(?:[^\s'"&;|\\]|\\'|'[^']*'|"[^"]*")*(?:[ \t]+|(?=\n)|$))+(?:&& |\n|$)/.source})+`);
function scriptOf(run) {
	return [run.exec?.join(" ") ?? run.text, ...run.heredocs.flatMap(({ body }) => body)].map((line) => line.trim().replace(EXPORTS, "").replace(/\s+/g, " ")).join("\n");
}
function shellBefore(run, instructions) {
	const shell = instructions.findLast(({ keyword, line }) => line < run.line && (keyword === "SHELL" || keyword === "FROM"));
	return shell?.keyword === "SHELL" ? shell.exec?.[0] ?? "sh" : "sh";
}
function addEnvironment(lines, run, env, shell) {
	const [heredoc] = run.heredocs;
	const isScript = heredoc !== void 0 && run.heredocs.length === 1 && run.text.trim() === heredoc.word;
	const body = isScript ? heredoc.body.join("\n") : run.text;
	const exported = new Set([...(EXPORTS.exec(body.replace(/^#!.*\n/, ""))?.[0] ?? "").matchAll(/([A-Za-z_]\w*)=/g)].map(([, name]) => name));
	const missing = Object.entries(env).filter(([name]) => !exported.has(name));
	if (missing.length === 0) return void 0;
	const names = missing.map(([name]) => name).join(", ");
	if (run.exec) return `this RUN has no shell (it is written as a list), so that ${names} cannot be set in front of it`;
	if (!/(?:^|\/)(?:sh|bash|ash|dash|zsh|ksh)$/.test(shell)) return `this RUN is for ${shell}, where ${names} cannot be set with "export"`;
	if (isScript && /^#!(?!.*\b(?:sh|bash|ash|dash|zsh|ksh)\b)/.test(body)) return `this RUN is a script for another program than a shell, so that ${names} cannot be set in it`;
	const command = `export ${missing.map(([name, value]) => `${name}=${shellQuote(value)}`).join(" ")}`;
	if (isScript) {
		const firstLine = heredoc.line - 1 + (body.startsWith("#!") ? 1 : 0);
		lines.splice(firstLine, 0, {
			text: command,
			from: run.line
		});
		return;
	}
	const { line, column } = run.positionOf(0);
	const commandLine = lines[line - 1];
	if (commandLine) commandLine.text = `${commandLine.text.slice(0, column)}${command} && ${commandLine.text.slice(column)}`;
}
function addMounts(lines, run, mounts, escape) {
	const mountTargets = new Set(run.flags.filter(({ name }) => name === "--mount").map(({ value }) => targetOf(value)));
	const added = mounts.filter((mount) => !mountTargets.has(targetOf(mount)) && mountTargets.add(targetOf(mount)));
	const firstLine = lines[run.line - 1];
	const head = /^\s*\S+[ \t]*/.exec(firstLine?.text ?? "")?.[0];
	if (!firstLine || head === void 0 || added.length === 0) return;
	const rest = firstLine.text.slice(head.length);
	const flags = added.map((mount, index) => `${index === 0 ? head.trimEnd() : "   "} --mount=${mount} ${escape}`);
	const commandLines = rest.trim() === escape ? [] : [{
		text: `    ${rest}`,
		from: run.line
	}];
	lines.splice(run.line - 1, 1, ...flags.map((text) => ({
		text,
		from: run.line
	})), ...commandLines);
}
function targetOf(mount) {
	const options = mountOptions(mount);
	const target = options.get("target") ?? options.get("dst") ?? options.get("destination");
	const id = options.get("id") ?? options.get("source") ?? options.get("src") ?? "";
	return target ?? (options.get("type") === "secret" ? `/run/secrets/${id.split("/").at(-1) ?? ""} ${options.get("env") ?? ""}` : `${options.get("type") ?? "bind"} ${id}`);
}

// src/stages/decoration.ts
function createDecoration(matrix, templates) {
	const { file, source } = matrix;
	const entries = file.decorate ?? [];
	const used = /* @__PURE__ */ new Set();
	const apply = (rendered, context) => {
		if (entries.length === 0) return rendered;
		const decorators = entries.map(({ match, mount = [], env = {} }, index) => ({
			match: [match].flat(),
			mount: mount.map((text, item) => templates.expression(text, context, source.at([
				"decorate",
				index,
				"mount",
				item
			]))),
			env: Object.fromEntries(Object.entries(env).map(([name, text]) => [name, templates.expression(text, context, source.at([
				"decorate",
				index,
				"env",
				name
			]))]))
		}));
		const result = decorate(rendered.text, decorators);
		for (const index of result.used) used.add(index);
		const [failure] = result.failures;
		if (failure) throw new ProblemsFound([error("cannot-decorate", failure.message, {
			place: rendered.places()[failure.line - 1],
			hint: `write it as a command in one line, or narrow "match" (${place(source.at(["decorate"]))})`
		})]);
		return {
			text: result.text,
			places: () => result.lines.map((line) => rendered.places()[line - 1] ?? {
				file: "",
				line: 1,
				column: 1
			})
		};
	};
	const problems = () => entries.flatMap(({ match }, index) => {
		if (used.has(index)) return [];
		const patterns = [match].flat().map((pattern) => `"${pattern}"`).join(" or ");
		return [error("idle-decorator", `no RUN of any template has ${patterns}`, {
			place: source.at([
				"decorate",
				index,
				"match"
			]),
			hint: "a pattern is a part of the command, as \"pip install\" or \"uv *\""
		})];
	});
	return {
		apply,
		problems
	};
}
function place({ file, line }) {
	return `${file}:${line}`;
}

// src/stages/stages.ts
const DEFAULT_TEMPLATES = "templates";
function createStages(matrix, targets, templates, scopeOf) {
	const { file, source } = matrix;
	const rendered = /* @__PURE__ */ new Map();
	const decoration = createDecoration(matrix, templates);
	const folder = file.templates ?? "templates";
	const keys = [...Object.keys(file.targets).filter((key) => file.targets[key]?.from !== void 0), ...Object.keys(file.stages ?? {})];
	const nameOf = (key) => file.targets[key]?.stage ?? key;
	const keyOf = (reference, place) => {
		if (keys.includes(reference)) return reference;
		const named = keys.filter((key) => nameOf(key) === reference);
		if (named.length > 1) throw new ProblemsFound([error("ambiguous-stage", `"${reference}" is the stage name of ${named.map((key) => `"${key}"`).join(" and ")}; name one of them instead`, { place })]);
		return named[0];
	};
	const stage = (key, combination) => {
		const target = targets.get(key);
		const seen = target ? restrict(combination, target.axes) : combination;
		const memoKey = `${key} ${combinationKey(seen)}`;
		const known = rendered.get(memoKey);
		if (known) return known;
		const section = target ? "targets" : "stages";
		const declared = target ? file.targets[key] : file.stages?.[key];
		if (declared?.from === void 0) throw new Error(`no stage "${key}"`);
		const template = templateOf(declared.template ?? key, [section, key], declared.template === void 0 ? void 0 : "template");
		const { context } = scopeOf(key, seen);
		const fromPlace = source.at([
			section,
			key,
			"from"
		]);
		const written = templates.expression(declared.from, context, fromPlace).trim();
		if (!/^(?:--platform=\S+ )?[^\s"'\\]+$/.test(written)) throw new ProblemsFound([error("invalid-from", `"from" of "${key}" gives "${written}", which is no image or stage`, {
			place: fromPlace,
			hint: "one image reference, or the name of a stage or target"
		})]);
		const { text: body, places } = renderBody(template, context);
		checkBody(body, template, [section, key]);
		const base = written.split(" ").at(-1) ?? written;
		const baseKey = keyOf(base, fromPlace);
		if (target && baseKey !== void 0) checkParent(target, baseKey, fromPlace);
		const bodyKeys = stageReferences(body).flatMap((reference) => keyOf(reference.toLowerCase(), source.atKey([section, key])) ?? []);
		for (const needed of bodyKeys) checkAxes(needed, Object.keys(seen), [section, key]);
		const result = {
			key,
			name: nameOf(key),
			from: baseKey === void 0 ? written : `${written.slice(0, written.length - base.length)}${nameOf(baseKey)}`,
			body,
			places,
			template: `${folder}/${template}.hbs`,
			templateLines: templates.lines(template),
			needs: [.../* @__PURE__ */ new Set([...baseKey === void 0 ? [] : [baseKey], ...bodyKeys])]
		};
		rendered.set(memoKey, result);
		return result;
	};
	const templateOf = (name, path, option) => {
		if (templates.names.includes(name)) return name;
		const owner = `${path[0] === "targets" ? "target" : "stage"} "${path[1] ?? ""}"`;
		const alternative = templates.names.length === 0 ? `; there is no template in ${folder} now` : `, or name another with "${option ?? "template"}:"`;
		throw new ProblemsFound([error("unknown-template", `there is no template "${name}" for ${owner}${didYouMean(name, templates.names)}`, {
			place: option === void 0 ? source.atKey(path) : source.at([...path, option]),
			hint: `write ${folder}/${name}.hbs${alternative}`
		})]);
	};
	const renderBody = (template, context) => {
		const text = templates.render(template, context);
		const above = /^\n*/.exec(text)?.[0].length ?? 0;
		return decoration.apply({
			text: text.slice(above).trimEnd(),
			places: () => templates.trace(template, context).slice(above)
		}, context);
	};
	const placedFile = (key, combination) => {
		const template = templateOf(file.targets[key]?.file ?? key, ["targets", key], "file");
		const { context } = scopeOf(key, combination);
		const rendered = templates.render(template, context);
		const { text, places } = decoration.apply({
			text: rendered.trimEnd(),
			places: () => templates.trace(template, context)
		}, context);
		return {
			text: `${text}\n`,
			places
		};
	};
	const wholeFile = (key, combination) => placedFile(key, combination).text;
	const checkAxes = (needed, axes, path) => {
		const missing = targets.get(needed)?.axes.filter((axis) => !axes.includes(axis)) ?? [];
		if (missing.length === 0) return;
		throw new ProblemsFound([error("axis-not-in-child", `"${path[1] ?? ""}" takes files from "${needed}", which has the axes ${missing.join(", ")} besides`, {
			place: source.atKey(path),
			hint: `add them to the axes of "${path[1] ?? ""}", or take the files from a helper stage`
		})]);
	};
	const checkBody = (body, template, path) => {
		const { instructions } = readInstructions(body);
		const last = instructions.at(-1);
		const heredoc = last?.heredocs.find(({ terminated }) => !terminated);
		const named = `${folder}/${template}.hbs`;
		const place = source.atKey(path);
		if (heredoc) throw new ProblemsFound([error("open-instruction", `${named} ends inside of the heredoc "${heredoc.name}"`, {
			place,
			hint: `end it with a line "${heredoc.name}"`
		})]);
		if (last?.open) throw new ProblemsFound([error("open-instruction", `${named} ends in the middle of an instruction: its last line is continued with "\\"`, {
			place,
			hint: "remove the last \"\\\""
		})]);
		const from = instructions.find(({ keyword }) => keyword === "FROM");
		if (from !== void 0) throw new ProblemsFound([error("from-in-template", `${named} has "FROM ${from.text}", but a template is the inside of one stage`, {
			place,
			hint: "write each stage as a target or under stages:, or the whole Dockerfile with \"file:\""
		})]);
	};
	const checkParent = (target, base, place) => {
		const parent = targets.get(base);
		const missing = parent?.axes.filter((axis) => !target.axes.includes(axis)) ?? [];
		const foreign = parent ? target.platforms.filter((platform) => !parent.platforms.includes(platform)) : [];
		if (missing.length > 0) throw new ProblemsFound([error("axis-not-in-child", `target "${target.name}" is built from "${base}", which has the axes ${missing.join(", ")} besides`, {
			place,
			hint: `add them to the axes of "${target.name}"`
		})]);
		if (foreign.length > 0) throw new ProblemsFound([error("platform-not-in-parent", `target "${target.name}" is built for ${foreign.join(", ")}, but its parent "${base}" is not`, { place })]);
	};
	const closure = (wanted, combination) => {
		const ordered = [];
		const state = /* @__PURE__ */ new Map();
		const names = /* @__PURE__ */ new Map();
		const visit = (name, trail) => {
			if (state.get(name) === "done") return;
			if (state.get(name) === "open") {
				const place = source.atKey([Object.hasOwn(file.targets, name) ? "targets" : "stages", name]);
				throw new ProblemsFound([error("stage-cycle", `stages need each other in a circle: ${[...trail.slice(trail.indexOf(name)), name].join(" → ")}`, { place })]);
			}
			state.set(name, "open");
			const current = stage(name, combination);
			for (const needed of current.needs.toSorted()) visit(needed, [...trail, name]);
			state.set(name, "done");
			const twin = names.get(current.name);
			if (twin !== void 0) {
				const place = source.atKey(Object.hasOwn(file.targets, name) ? [
					"targets",
					name,
					...file.targets[name]?.stage === void 0 ? [] : ["stage"]
				] : ["stages", name]);
				throw new ProblemsFound([error("stage-collision", `"${name}" and "${twin}" would both be the stage "${current.name}" of one Dockerfile`, {
					place,
					hint: "give one of them another \"stage:\""
				})]);
			}
			names.set(current.name, name);
			ordered.push(current);
		};
		for (const name of wanted) visit(name, []);
		return ordered;
	};
	return {
		stage,
		closure,
		wholeFile,
		placedFile,
		idleDecorators: decoration.problems
	};
}

// src/stages/inspection.ts
function createInspection({ file, source }) {
	const problems = /* @__PURE__ */ new Map();
	const allows = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new WeakMap();
	const names = Object.entries({
		...file.stages,
		...file.targets
	}).map(([key, declared]) => [key, "stage" in declared && declared.stage !== void 0 ? declared.stage : key]);
	const around = {
		stages: new Set(names.map(([, name]) => name)),
		aliases: new Map(names.filter(([key, name]) => key !== name)),
		contexts: new Set(Object.values(file.targets).flatMap(({ contexts = {} }) => Object.keys(contexts)).map((name) => name.toLowerCase()))
	};
	const add = (finding, place) => {
		const { code, severity, hint } = finding;
		const problem = (severity === "error" ? error : warning)(code, `${finding.message} [${code}]`, {
			place,
			hint
		});
		problems.set(JSON.stringify([problem.message, place]), problem);
	};
	const collect = ({ findings, allows: written }, placeOf) => {
		for (const finding of findings) add(finding, placeOf(finding.line));
		for (const { code, line, used } of written) {
			const place = placeOf(line);
			const key = `${place.file}:${place.line} ${code}`;
			allows.set(key, {
				code,
				place,
				used: used || (allows.get(key)?.used ?? false)
			});
		}
	};
	const fallback = (path) => ({
		file: path,
		line: 1,
		column: 1
	});
	return {
		stages: (stages, built) => {
			const architectures = architecturesOf(stages, built);
			for (const stage of stages) {
				const severalArchitectures = (architectures.get(stage.key)?.size ?? 0) > 1;
				const done = seen.get(stage) ?? /* @__PURE__ */ new Set();
				if (done.has(severalArchitectures)) continue;
				seen.set(stage, done.add(severalArchitectures));
				const image = stage.from.split(" ").at(-1) ?? "";
				const from = source.at([
					Object.hasOwn(file.targets, stage.key) ? "targets" : "stages",
					stage.key,
					"from"
				]);
				collect(lintBody(stage.body, {
					name: stage.name,
					from: {
						image,
						line: 0
					},
					severalArchitectures
				}, around), (line) => line === 0 ? from : stage.places()[line - 1] ?? fallback(stage.template));
			}
		},
		dockerfile: ({ text, places }, platforms) => {
			const severalArchitectures = new Set(platforms.map(architectureOf)).size > 1;
			collect(lintDockerfile(text, {
				severalArchitectures,
				contexts: around.contexts
			}), (line) => places()[line - 1] ?? places().at(-1) ?? fallback(source.file.path));
		},
		problems: (whole) => {
			if (whole) {
				for (const { code, place, used } of allows.values()) if (!used) add(uselessAllow({
					code,
					line: place.line
				}), place);
			}
			return [...problems.values()];
		}
	};
}
function architecturesOf(stages, built) {
	const byKey = new Map(stages.map((stage) => [stage.key, stage]));
	const architectures = /* @__PURE__ */ new Map();
	const visit = (key, names) => {
		const known = architectures.get(key) ?? /* @__PURE__ */ new Set();
		if (names.every((name) => known.has(name))) return;
		architectures.set(key, /* @__PURE__ */ new Set([...known, ...names]));
		for (const needed of byKey.get(key)?.needs ?? []) visit(needed, names);
	};
	for (const { target, platforms } of built) visit(target.name, platforms.map(architectureOf));
	return architectures;
}
function architectureOf(platform) {
	return platform.split("/")[1] ?? platform;
}
function ownPlaces(path, text) {
	return {
		text,
		places: () => text.split("\n").map((line, index) => ({
			file: path,
			line: index + 1,
			column: line.length - line.trimStart().length + 1,
			length: Math.max(1, line.trim().length)
		}))
	};
}

// src/stages/render.ts
const DEFAULT_SYNTAX = "docker/dockerfile:1";
function renderDockerfile(parts) {
	const header = [...parts.syntax === false ? [] : [`# syntax=${parts.syntax}`], `# Made by docker-matrix from ${parts.matrix}: edit that or the templates, then run "docker-matrix render".`];
	const stages = parts.stages.map((stage) => `# ${stage.template}:1-${stage.templateLines}\nFROM ${stage.from} AS ${stage.name}\n${stage.body}${stage.body === "" ? "" : "\n"}`);
	return [`${header.join("\n")}\n`, ...stages].join("\n");
}
function renderIgnoreFile(patterns, matrix) {
	return [
		`# Made by docker-matrix from ${matrix}.`,
		...patterns,
		""
	].join("\n");
}

// src/stages/dockerfiles.ts
function renderDockerfiles({ matrix, cells, stages, inputs }) {
	const { targets, ignore, syntax } = matrix.file;
	const problems = [];
	const collect = collecting(problems);
	const files = [];
	const looks = [];
	const addFile = (path, text) => {
		files.push({
			path,
			text
		});
		if (ignore) files.push({
			path: `${path}.dockerignore`,
			text: renderIgnoreFile(ignore, fileName(matrix))
		});
	};
	for (const group of groupBy(cells.filter(({ target }) => targets[target.name]?.from !== void 0), ({ combination }) => combinationKey(combination)).values()) {
		const [first] = group;
		for (const { target, combination } of group) collect(() => stages.stage(target.name, combination));
		const closure = first && collect(() => stages.closure(group.map(({ target }) => target.name), first.combination));
		if (!closure) continue;
		addFile(dockerfilePath(first.combination), renderDockerfile({
			syntax: syntax ?? "docker/dockerfile:1",
			matrix: fileName(matrix),
			stages: closure
		}));
		looks.push((inspection) => inspection.stages(closure, group));
	}
	for (const { target, combination, platforms } of cells.filter(({ target }) => targets[target.name]?.file !== void 0)) {
		const rendered = collect(() => stages.placedFile(target.name, combination));
		if (rendered === void 0) continue;
		addFile(dockerfilePath(combination, target.name), rendered.text);
		looks.push((inspection) => inspection.dockerfile(rendered, platforms));
	}
	for (const { target, platforms } of cells) {
		const path = targets[target.name]?.dockerfile;
		const text = path === void 0 ? void 0 : inputs.files.get(path);
		if (path !== void 0 && text !== void 0) looks.push((inspection) => inspection.dockerfile(ownPlaces(join(dirname(matrix.source.file.path), path), text), platforms));
	}
	return {
		files,
		problems,
		findings: (whole) => {
			const inspection = createInspection(matrix);
			for (const look of looks) look(inspection);
			return inspection.problems(whole);
		}
	};
}

export { DEFAULT_SYNTAX, DEFAULT_TEMPLATES, createStages, renderDockerfile, renderDockerfiles };