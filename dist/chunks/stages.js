import { combinationKey, dockerfilePath, fileName, isRunFact, restrict } from "./matrix.js";
import { ProblemsFound, collecting, error, warning } from "./problem.js";
import { baseNames, isAutomatic, mountOptions, readInstructions, stageReferences, structureOf, variablesIn } from "./dockerfile.js";
import { groupBy } from "./text.js";
import { didYouMean } from "./yaml.js";
import { dockerfileQuote, shellQuote } from "./template/helpers.js";
import { commandTest } from "./pattern.js";
import { quoted } from "./template.js";
import { isSetIn, lintBody, lintDockerfile, uselessAllow } from "./dockerfile/lint.js";
import { isDeepStrictEqual } from "node:util";
import { dirname, join } from "node:path";

// src/stages/check-values.ts
function checkValues(text, template, context, { templates, isWhole }) {
	const structure = (rendered) => structureOf(isWhole ? rendered : `\n${rendered}`).join("\n");
	const own = templates.withoutValues(template, context);
	const ownStructure = structure(own.text);
	if (structure(text) === ownStructure) return;
	const found = own.printed.findIndex((_, position) => structure(templates.withoutValues(template, context, position).text) !== ownStructure);
	const value = own.printed.at(found);
	throw new ProblemsFound([error("template", `the text ${quoted(value?.text ?? "")} changes which instructions the Dockerfile has`, {
		place: value?.place,
		hint: "values fill instructions in: quote it with {{shell …}}, {{json …}} or {{dockerfile …}}; where it may be empty, or is an instruction itself, write that in the template, in {{#if …}}"
	})]);
}

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
		if (!isDeepStrictEqual(structureOf(`\n${rendered.text}`), structureOf(`\n${result.text}`))) throw new ProblemsFound([error("cannot-decorate", "a mount or variable would change which instructions the Dockerfile has", {
			place: source.at(["decorate"]),
			hint: "their values must be one line, and a mount one word"
		})]);
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
function globalArguments(stages) {
	const values = /* @__PURE__ */ new Map();
	for (const [name, value] of stages.flatMap(({ args }) => Object.entries(args))) values.set(name, /* @__PURE__ */ new Set([...values.get(name) ?? [], value]));
	const sorted = [...values].toSorted(([a], [b]) => a < b ? -1 : 1);
	return Object.fromEntries(sorted.map(([name, [first, other]]) => [name, other === void 0 ? first : void 0]));
}
function createStages(matrix, targets, templates, scopeOf) {
	const { file, source } = matrix;
	const rendered = /* @__PURE__ */ new Map();
	const resolved = /* @__PURE__ */ new WeakMap();
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
		if (!/^(?:--platform=\S+ )?[^\s"'\\]+$/.test(written)) throw new ProblemsFound([error("invalid-from", `"from" of "${key}" gives ${quoted(written)}, which is no image or stage`, {
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
		const fromArgs = Object.fromEntries(variablesIn(written).toSorted().filter((name) => !isAutomatic(name) && declaredArgs(key)[name] !== void 0).map((name) => [name, argument(key, name, seen)]));
		const baseKeys = (platforms) => [...baseNames(base, platforms, (name) => fromArgs[name]).names.keys()].flatMap((name) => {
			const named = keys.filter((other) => nameOf(other) === name.toLowerCase());
			return named.length > 1 ? keyOf(name.toLowerCase(), fromPlace) ?? [] : named;
		});
		const fixed = [.../* @__PURE__ */ new Set([...baseKey === void 0 ? [] : [baseKey], ...bodyKeys])];
		const result = {
			key,
			name: nameOf(key),
			from: baseKey === void 0 ? written : `${written.slice(0, written.length - base.length)}${nameOf(baseKey)}`,
			args: fromArgs,
			values: new Set(Object.keys(context)),
			body,
			places,
			template: `${folder}/${template}.hbs`,
			templateLines: templates.lines(template),
			needsOn: base.includes("$") ? (platforms) => [.../* @__PURE__ */ new Set([...fixed, ...baseKeys(platforms)])] : () => fixed
		};
		if (target && base.includes("$")) for (const parent of baseKeys(target.platforms)) checkParent(target, parent, fromPlace);
		rendered.set(memoKey, result);
		return result;
	};
	const declaredArgs = (key) => ({
		...file.args,
		...file.targets[key]?.args
	});
	const argument = (key, name, combination) => {
		const text = declaredArgs(key)[name];
		if (text === void 0 || [...templates.uses(text)].some(isRunFact)) return void 0;
		const path = file.targets[key]?.args?.[name] === void 0 ? ["args", name] : [
			"targets",
			key,
			"args",
			name
		];
		return templates.expression(text, scopeOf(key, combination).context, source.at(path));
	};
	const args = (target, combination) => Object.fromEntries(Object.keys(declaredArgs(target)).flatMap((name) => {
		const value = argument(target, name, combination);
		return value === void 0 ? [] : [[name, value]];
	}));
	const values = (target, combination) => new Set(Object.keys(scopeOf(target, combination).context));
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
		const { text, isRisky } = templates.rendering(template, context);
		if (isRisky) checkValues(text, template, context, {
			templates,
			isWhole: false
		});
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
		checkValues(rendered, template, context, {
			templates,
			isWhole: true
		});
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
	const onPlatforms = (declared, platforms) => {
		const needs = declared.needsOn([...platforms].toSorted());
		const known = resolved.get(declared) ?? /* @__PURE__ */ new Map();
		resolved.set(declared, known);
		const result = known.get(needs.join(" ")) ?? {
			...declared,
			needs
		};
		known.set(needs.join(" "), result);
		return result;
	};
	const platformsOf = (wanted, combination) => {
		const platforms = /* @__PURE__ */ new Map();
		const visit = (key, of) => {
			const known = platforms.get(key) ?? /* @__PURE__ */ new Set();
			if (of.every((platform) => known.has(platform))) return;
			platforms.set(key, /* @__PURE__ */ new Set([...known, ...of]));
			for (const platform of of) for (const needed of stage(key, combination).needsOn([platform])) visit(needed, [platform]);
		};
		for (const { name, platforms: own } of wanted) visit(name, own);
		return platforms;
	};
	const closure = (wanted, combination) => {
		const platforms = platformsOf(wanted, combination);
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
			const current = onPlatforms(stage(name, combination), platforms.get(name) ?? /* @__PURE__ */ new Set());
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
		for (const { name } of wanted) visit(name, []);
		checkArguments(ordered, wanted, combination);
		return ordered;
	};
	const checkArguments = (stages, wanted, combination) => {
		const withArgs = stages.filter(({ args }) => Object.keys(args).length > 0);
		if (withArgs.length === 0) return;
		const defaults = globalArguments(stages);
		const problems = wanted.flatMap((target) => {
			const needed = platformsOf([target], combination);
			const own = restrict(combination, targets.get(target.name)?.axes ?? []);
			return withArgs.filter(({ key }) => needed.has(key)).flatMap((needs) => Object.entries(needs.args).map(([name, value]) => ({
				key: needs.key,
				name,
				value
			}))).flatMap(({ key, name, value }) => {
				const given = argument(target.name, name, own) ?? defaults[name];
				if (value === void 0 || given === value) return [];
				const actual = given === void 0 ? `without the argument ${name}` : `with ${name} "${given}"`;
				return [error("argument-differs", `"${target.name}" is built ${actual}, and the stage "${key}" in it from "${value}"`, {
					place: source.atKey(["targets", target.name]),
					hint: `give both the same (args: { ${name}: … }), or write a value of the matrix in "from" instead: {{name}}`
				})];
			});
		});
		if (problems.length > 0) throw new ProblemsFound(problems);
	};
	return {
		stage,
		closure,
		args,
		values,
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
	const buildOf = (target) => ({
		target,
		secrets: new Set((file.targets[target]?.secrets ?? []).map((secret) => typeof secret === "string" ? secret : secret.id))
	});
	const fallback = (path) => ({
		file: path,
		line: 1,
		column: 1
	});
	return {
		stages: (stages, built) => {
			const users = usersOf(stages, built);
			const args = globalArguments(stages);
			const globals = readInstructions(Object.keys(args).map((name) => `ARG ${name}\n`).join("")).instructions;
			const isSet = isSetIn(() => [...globals, ...stages.flatMap(({ body }) => readInstructions(body).instructions)]);
			for (const stage of stages) {
				const platforms = [...users.get(stage.key)?.platforms ?? []].toSorted();
				const builds = [...users.get(stage.key)?.targets ?? []].toSorted().map(buildOf);
				const done = seen.get(stage) ?? /* @__PURE__ */ new Set();
				const key = [...platforms, ...builds.map(({ target }) => target)].join(" ");
				if (done.has(key)) continue;
				seen.set(stage, done.add(key));
				const [image = "", flag] = stage.from.split(" ").toReversed();
				const from = source.at([
					Object.hasOwn(file.targets, stage.key) ? "targets" : "stages",
					stage.key,
					"from"
				]);
				collect(lintBody(stage.body, {
					name: stage.name,
					from: {
						image,
						line: 0,
						...flag === void 0 ? {} : { platform: flag.slice(11) }
					},
					platforms,
					builds
				}, {
					...around,
					globals,
					isSet,
					values: stage.values,
					argument: (name) => stage.args[name]
				}), (line) => line === 0 ? from : stage.places()[line - 1] ?? fallback(stage.template));
			}
		},
		dockerfile: ({ text, places }, { target, platforms, args, values }) => {
			const stage = file.targets[target.name]?.stage ?? target.name;
			collect(lintDockerfile(text, {
				platforms,
				contexts: around.contexts,
				args,
				...values === void 0 ? {} : { values },
				build: {
					...buildOf(target.name),
					stage
				}
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
function usersOf(stages, built) {
	const byKey = new Map(stages.map((stage) => [stage.key, stage]));
	const users = new Map(stages.map(({ key }) => [key, {
		platforms: /* @__PURE__ */ new Set(),
		targets: /* @__PURE__ */ new Set()
	}]));
	const visited = /* @__PURE__ */ new Set();
	const visit = (key, target, platform) => {
		const known = users.get(key);
		const pair = [
			key,
			target,
			platform
		].join(" ");
		if (known === void 0 || visited.has(pair)) return;
		visited.add(pair);
		known.targets.add(target);
		known.platforms.add(platform);
		for (const needed of byKey.get(key)?.needsOn([platform]) ?? []) visit(needed, target, platform);
	};
	for (const { target, platforms } of built) for (const platform of platforms) visit(target.name, target.name, platform);
	return users;
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
	const args = Object.entries(globalArguments(parts.stages)).map(([name, value]) => `ARG ${name}${value === void 0 ? "" : `=${dockerfileQuote(value)}`}\n`);
	const stages = parts.stages.map((stage) => `# ${stage.template}:1-${stage.templateLines}\nFROM ${stage.from} AS ${stage.name}\n${stage.body}${stage.body === "" ? "" : "\n"}`);
	return [
		`${header.join("\n")}\n`,
		...args.length === 0 ? [] : [args.join("")],
		...stages
	].join("\n");
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
		const closure = first && collect(() => stages.closure(group.map(({ target, allPlatforms }) => ({
			name: target.name,
			platforms: allPlatforms
		})), first.combination));
		if (!closure) continue;
		addFile(dockerfilePath(first.combination), renderDockerfile({
			syntax: syntax ?? "docker/dockerfile:1",
			matrix: fileName(matrix),
			stages: closure
		}));
		looks.push((inspection) => inspection.stages(closure, group));
	}
	const look = (placed, { target, combination, platforms }, values) => {
		const args = collect(() => stages.args(target.name, combination)) ?? {};
		looks.push((inspection) => inspection.dockerfile(placed, {
			target,
			platforms,
			args,
			values
		}));
	};
	for (const cell of cells.filter(({ target }) => targets[target.name]?.file !== void 0)) {
		const { target, combination } = cell;
		const rendered = collect(() => stages.placedFile(target.name, combination));
		if (rendered === void 0) continue;
		addFile(dockerfilePath(combination, target.name), rendered.text);
		look(rendered, cell, stages.values(target.name, combination));
	}
	for (const cell of cells) {
		const path = targets[cell.target.name]?.dockerfile;
		const text = path === void 0 ? void 0 : inputs.files.get(path);
		if (path !== void 0 && text !== void 0) look(ownPlaces(join(dirname(matrix.source.file.path), path), text), cell);
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

// src/stages/built-stage.ts
function builtStage({ file, source }, name, text) {
	const { from, stage } = file.targets[name] ?? {};
	if (from !== void 0) return stage ?? name;
	if (text === void 0) return stage;
	const names = stageNames(text);
	const wanted = stage ?? name;
	if (names.some((known) => known.toLowerCase() === wanted.toLowerCase())) return wanted;
	if (stage === void 0) return void 0;
	throw new ProblemsFound([error("unknown-stage", `the Dockerfile of "${name}" has no stage "${stage}"${didYouMean(stage, names)}`, { place: source.at([
		"targets",
		name,
		"stage"
	]) })]);
}
function stageNames(text) {
	return readInstructions(text).instructions.flatMap(({ keyword, text: words }) => keyword === "FROM" ? /^\S+\s+as\s+(\S+)$/i.exec(words)?.[1] ?? [] : []);
}

export { DEFAULT_SYNTAX, DEFAULT_TEMPLATES, builtStage, createStages, renderDockerfile, renderDockerfiles, stageNames };