import { n as error, t as ProblemsFound } from "./problem.js";
import { i as versionTest } from "./order.js";
import { C as didYouMean, D as restrict, T as combinationKey, _ as platforms, b as texts, c as MAPPING_RULE, d as byKind, g as optional, p as filled, u as boolean, v as someOf, y as text } from "./tag-schema.js";
import { i as mountOptions, n as parse, r as readInstructions } from "./source.js";
import { C as safeParse, S as regex, T as string, b as pipe, t as array, w as strictObject, x as record, y as picklist } from "./valibot.js";

// src/text/group.ts
function groupBy(items, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}

// src/matrix/file-name.ts
function fileName(matrix) {
	return matrix.source.file.path.split(/[\\/]/).at(-1) ?? "";
}

// src/matrix/names.ts
const BUILT_IN = ["target"];
const RUN_FACTS = [
	"version",
	"revision",
	"branch"
];
function isRunFact(name) {
	return RUN_FACTS.includes(name);
}

// src/matrix/condition.ts
function patternTest(pattern) {
	const version = versionTest(pattern);
	if (version) return version;
	if (!/[*?]/.test(pattern)) return (text) => text === pattern;
	const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".");
	const glob = new RegExp(`^${source}$`);
	return (text) => glob.test(text);
}
function conditionTest(condition) {
	const tests = Object.entries(condition).map(([key, patterns]) => {
		const any = [patterns].flat().map(patternTest);
		return (facts) => {
			const fact = facts[key];
			return fact !== void 0 && any.some((test) => test(fact));
		};
	});
	return (facts) => tests.every((test) => test(facts));
}

// src/dockerfile/stage-references.ts
function stageReferences(body) {
	return [...new Set(readInstructions(body).instructions.flatMap(referencesOf))];
}
function referencesOf({ keyword, flags }) {
	return flags.flatMap(({ name, value }) => {
		if (name === "--from" && (keyword === "COPY" || keyword === "ADD")) return [value];
		return name === "--mount" && keyword === "RUN" ? mountOptions(value).get("from") ?? [] : [];
	});
}

// src/matrix/axis-value.ts
var AxisValue = class {
	#text;
	constructor(text, carried) {
		this.#text = text;
		Object.defineProperties(this, Object.getOwnPropertyDescriptors(carried));
	}
	toString() {
		return this.#text;
	}
	toJSON() {
		return this.#text;
	}
};

// src/template/helpers/helper.ts
function textOf(value, helper) {
	if (isText(value)) return String(value);
	throw new Error(`"${helper}" takes text, not ${kindOf(value)}`);
}
function listOf(value, helper) {
	if (Array.isArray(value)) return value;
	throw new Error(`"${helper}" takes a list, not ${kindOf(value)}`);
}
function textsOf(value, helper) {
	return (Array.isArray(value) ? value : [value]).map((item) => textOf(item, helper));
}
function mappingOf(value, helper) {
	if (isMapping$1(value)) return value;
	throw new Error(`"${helper}" takes a mapping, not ${kindOf(value)}`);
}
function isText(value) {
	return [
		"string",
		"boolean",
		"number"
	].includes(typeof value) || value instanceof AxisValue;
}
function isMapping$1(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof AxisValue && Object.keys(value).length === 0);
}
function isTrue(value) {
	return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
function kindOf(value) {
	if (value === void 0 || value === null) return "nothing";
	if (isText(value)) return typeof value === "boolean" ? String(value) : `the text "${String(value)}"`;
	return Array.isArray(value) ? "a list" : "a mapping";
}

// src/template/helpers/quoting.ts
function shellQuote(text) {
	return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
function dockerfileQuote(text) {
	if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
	return /['\\`]/.test(text) ? `"${text.replace(/[\\"$]/g, "\\$&")}"` : `'${text}'`;
}
const quoting = {
	shell: {
		usage: "{{shell value}}",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textsOf(value, "shell").map(shellQuote).join(" ")
	},
	json: {
		usage: "{{json value}}",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => JSON.stringify(value, (_key, item) => item instanceof AxisValue ? String(item) : item)
	},
	dockerfile: {
		usage: "{{dockerfile value}}",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => dockerfileQuote(textOf(value, "dockerfile"))
	},
	flags: {
		usage: "{{flags \"--name\" list}}, or {{flags \"--package\" \"--extra\" list}} for items like a:b",
		min: 2,
		max: Infinity,
		run: ({ args }) => {
			const names = args.slice(0, -1).map((name) => textOf(name, "flags"));
			return textsOf(args.at(-1), "flags").map((item) => flagsOf(item, names)).join(" ");
		}
	}
};
function flagsOf(item, names) {
	const parts = names.length === 1 ? [item] : item.split(":");
	if (parts.length > names.length) throw new Error(`"flags" has ${names.length} names for the ${parts.length} parts of "${item}"`);
	return parts.map((part, index) => `${names[names.length - parts.length + index] ?? ""} ${shellQuote(part)}`).join(" ");
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
	const tests = decorators.map(({ match }) => match.map(patternOf));
	for (const run of instructions.toReversed()) {
		if (run.keyword !== "RUN") continue;
		const script = scriptOf(run);
		const matching = decorators.filter((_, index) => tests[index]?.some((test) => test.test(script)) && used.add(index));
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
function patternOf(pattern) {
	const source = pattern.trim().replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, " ").replace(/\*/g, "[^;&|\\n]*");
	return new RegExp(`(?<![\\w-])${source}(?![\\w-])`);
}
function shellBefore(run, instructions) {
	const shell = instructions.findLast(({ keyword, line }) => line < run.line && (keyword === "SHELL" || keyword === "FROM"));
	return shell?.keyword === "SHELL" ? shell.exec?.[0] ?? "sh" : "sh";
}
function addEnvironment(lines, run, env, shell) {
	const [heredoc] = run.heredocs;
	const whole = heredoc !== void 0 && run.heredocs.length === 1 && run.text.trim() === heredoc.word;
	const body = whole ? heredoc.body.join("\n") : run.text;
	const present = new Set([...(EXPORTS.exec(body.replace(/^#!.*\n/, ""))?.[0] ?? "").matchAll(/([A-Za-z_]\w*)=/g)].map(([, name]) => name));
	const missing = Object.entries(env).filter(([name]) => !present.has(name));
	if (missing.length === 0) return void 0;
	const names = missing.map(([name]) => name).join(", ");
	if (run.exec) return `this RUN has no shell (it is written as a list), so that ${names} cannot be set in front of it`;
	if (!/(?:^|\/)(?:sh|bash|ash|dash|zsh|ksh)$/.test(shell)) return `this RUN is for ${shell}, where ${names} cannot be set with "export"`;
	if (whole && /^#!(?!.*\b(?:sh|bash|ash|dash|zsh|ksh)\b)/.test(body)) return `this RUN is a script for another program than a shell, so that ${names} cannot be set in it`;
	const command = `export ${missing.map(([name, value]) => `${name}=${shellQuote(value)}`).join(" ")}`;
	if (whole) {
		const at = heredoc.line - 1 + (body.startsWith("#!") ? 1 : 0);
		lines.splice(at, 0, {
			text: command,
			from: run.line
		});
		return;
	}
	const { line, column } = run.positionOf(0);
	const target = lines[line - 1];
	if (target) target.text = `${target.text.slice(0, column)}${command} && ${target.text.slice(column)}`;
}
function addMounts(lines, run, mounts, escape) {
	const taken = new Set(run.flags.filter(({ name }) => name === "--mount").map(({ value }) => targetOf(value)));
	const added = mounts.filter((mount) => !taken.has(targetOf(mount)) && taken.add(targetOf(mount)));
	const first = lines[run.line - 1];
	const head = /^\s*\S+[ \t]*/.exec(first?.text ?? "")?.[0];
	if (!first || head === void 0 || added.length === 0) return;
	const rest = first.text.slice(head.length);
	const flags = added.map((mount, index) => `${index === 0 ? head.trimEnd() : "   "} --mount=${mount} ${escape}`);
	const left = rest.trim() === escape ? [] : [{
		text: `    ${rest}`,
		from: run.line
	}];
	lines.splice(run.line - 1, 1, ...flags.map((text) => ({
		text,
		from: run.line
	})), ...left);
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
		throw new ProblemsFound([error("unknown-template", `there is no template "${name}" for ${path[0] === "targets" ? "target" : "stage"} "${path[1] ?? ""}"${didYouMean(name, templates.names)}`, {
			place: option === void 0 ? source.atKey(path) : source.at([...path, option]),
			hint: `write ${folder}/${name}.hbs${templates.names.length === 0 ? `; there is no template in ${folder} now` : `, or name another with "${option ?? "template"}:"`}`
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

// src/values/literal.ts
function literal(text) {
	return text.replace(/(\\*)(\{\{\}*)/g, (_, backslashes, braces) => `${backslashes}${backslashes === "" ? "" : "\\"}{{concat "${braces}"}}`);
}

// src/values/sources.ts
const NO_INPUTS = {
	files: /* @__PURE__ */ new Map(),
	globs: /* @__PURE__ */ new Map()
};
const READ_KEYS = [
	"read",
	"key",
	"each",
	"having"
];
function textAt(value, key) {
	const text = value[key];
	return typeof text === "string" ? text : void 0;
}
function isMapping(value) {
	return typeof value === "object" && !Array.isArray(value);
}
function isSource(value) {
	return isMapping(value) && (textAt(value, "read") ?? textAt(value, "glob")) !== void 0;
}
function sourcesOf(value) {
	if (isSource(value)) {
		const pattern = textAt(value, "glob");
		return pattern === void 0 ? {
			files: [textAt(value, "read") ?? ""],
			globs: []
		} : {
			files: [],
			globs: [pattern]
		};
	}
	const inner = (Array.isArray(value) ? value : isMapping(value) ? Object.values(value) : []).map(sourcesOf);
	return {
		files: inner.flatMap(({ files }) => files),
		globs: inner.flatMap(({ globs }) => globs)
	};
}
function valueSources({ file }) {
	const axes = Object.values(file.axes ?? {}).flatMap((axis) => Array.isArray(axis) ? [] : Object.values(axis));
	const all = [
		file.values ?? {},
		...axes,
		...[...Object.values(file.targets), ...Object.values(file.stages ?? {})].map(({ values }) => values ?? {}),
		...(file.rules ?? []).map(({ set }) => set ?? {})
	].map(sourcesOf);
	const own = Object.values(file.targets).flatMap(({ dockerfile }) => dockerfile ?? []);
	const tests = [file, ...Object.values(file.targets)].flatMap(({ test }) => test ?? []).flatMap(({ structure }) => structure ?? []);
	return {
		files: [
			...all.flatMap(({ files }) => files),
			...own,
			...tests
		],
		globs: all.flatMap(({ globs }) => globs)
	};
}
function readSources(value, inputs, templates, placeOf, path = []) {
	if (isSource(value)) return readSource(value, inputs, templates, placeOf(path));
	if (Array.isArray(value)) return value.map((item, index) => readSources(item, inputs, templates, placeOf, [...path, index]));
	if (!isMapping(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, readSources(item, inputs, templates, placeOf, [...path, name])]));
}
function readSource(value, inputs, templates, place) {
	const pattern = textAt(value, "glob");
	const allowed = pattern === void 0 ? READ_KEYS : ["glob"];
	const unknown = Object.keys(value).find((key) => !allowed.includes(key));
	if (unknown !== void 0) fail("unknown-key", `unknown key "${unknown}" beside "${pattern === void 0 ? "read" : "glob"}"${didYouMean(unknown, allowed)}`, place);
	if (pattern !== void 0) return inputs.globs.get(pattern) ?? [];
	const path = textAt(value, "read") ?? "";
	const key = textAt(value, "key") ?? "";
	const text = inputs.files.get(path);
	if (text === void 0) return fail("unreadable-value", `there is no file "${path}" to read a value from`, place, "paths start at the folder of the matrix");
	const found = select(readData({
		path,
		text
	}, place), key, path, place);
	const each = textAt(value, "each");
	if (each === void 0) return toValue(found) ?? fail("unreadable-value", `"${key}" in ${path} is no text, number, list or mapping`, place);
	if (!Array.isArray(found)) return fail("unreadable-value", `"each" needs a list, and "${key}" in ${path} is none`, place);
	const having = textAt(value, "having");
	return found.filter((item) => having === void 0 || lookup(item, having) !== void 0).map((item) => templates.expression(each, toValue(item), place));
}
function readData({ path, text }, place) {
	try {
		if (path.endsWith(".json")) return JSON.parse(text);
		if (/\.(?:toml|lock)$/.test(path)) return parse(text);
	} catch (cause) {
		fail("unreadable-value", `${path} cannot be read: ${(cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? ""}`, place);
	}
	return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
function select(data, key, path, place) {
	const found = key === "" ? data : lookup(data, key);
	if (found !== void 0) return found;
	const parent = lookup(data, key.split(".").slice(0, -1).join("."));
	const known = typeof parent === "object" && parent !== null ? Object.keys(parent) : [];
	return fail("unreadable-value", `there is no "${key}" in ${path}${didYouMean(key.split(".").at(-1) ?? "", known)}`, place);
}
function lookup(data, key) {
	return key.split(".").filter(Boolean).reduce((inner, part) => typeof inner === "object" && inner !== null && Object.hasOwn(inner, part) ? inner[part] : void 0, data);
}
function toValue(data) {
	if (typeof data === "string") return literal(data);
	if (typeof data === "boolean") return data;
	if (typeof data === "number" || typeof data === "bigint") return String(data);
	if (data instanceof Date) return data.toISOString();
	if (Array.isArray(data)) return data.map((item) => toValue(item) ?? "");
	if (typeof data !== "object" || data === null) return void 0;
	return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, toValue(item) ?? ""]));
}
function fail(code, message, place, hint) {
	throw new ProblemsFound([error(code, message, {
		place,
		hint
	})]);
}

// src/yaml/shape.ts
function readShape(schema, source, root) {
	const lists = misplacedLists(schema, source.data, []);
	const result = safeParse(schema, source.data);
	const issues = (result.issues ?? []).filter((issue) => !lists.some((list) => isBelow(issue, list)));
	const problems = [...lists.map((path) => error("invalid-value", `${path.length === 0 ? root : `"${pathText(path)}"`} ${MAPPING_RULE}, not a list`, { place: source.at(path) })), ...issues.map((issue) => shapeProblem(issue, source, schema, root))];
	if (problems.length > 0 || !result.success) throw new ProblemsFound(problems);
	return result.output;
}
function shapeProblem(issue, source, schema, root) {
	const steps = issue.path ?? [];
	const path = steps.map((step) => step.key);
	const last = steps.at(-1);
	const label = path.length === 0 ? root : `"${pathText(path)}"`;
	if (issue.type === "strict_object" && issue.expected === "never") {
		const known = knownKeys(schema, path.slice(0, -1));
		return error("unknown-key", `unknown key "${String(path.at(-1))}" in ${where(path.slice(0, -1), root)}${didYouMean(String(path.at(-1)), known)}`, { place: source.atKey(path) });
	}
	if (issue.type === "strict_object" && issue.received === "undefined") return error("missing-key", `${where(path.slice(0, -1), root)} needs the key "${String(path.at(-1))}"`, { place: source.atKey(path.slice(0, -1)) });
	if (last && "origin" in last && last.origin === "key") return error("invalid-name", `the name "${String(path.at(-1))}" ${issue.message}`, { place: source.atKey(path) });
	return error("invalid-value", `${label} ${issue.message}${instead(issue)}`, { place: source.at(path) });
}
function misplacedLists(schema, data, path) {
	if (typeof data !== "object" || data === null) return [];
	const parts = unwrap(schema, data);
	if (Array.isArray(data)) return parts.entries || parts.type === "record" ? [path] : data.flatMap((item, index) => misplacedLists(parts.item, item, [...path, index]));
	return Object.entries(data).flatMap(([key, item]) => misplacedLists(child(parts, key), item, [...path, key]));
}
function isBelow(issue, path) {
	return path.every((step, index) => String(issue.path?.[index]?.key) === String(step));
}
function knownKeys(root, path) {
	let schema = root;
	for (const step of path) schema = child(unwrap(schema, typeof step === "number" ? [] : {}), step);
	const { entries } = unwrap(schema, {});
	return entries ? Object.keys(entries) : [];
}
function unwrap(schema, sample) {
	let parts = schema ?? {};
	for (;;) if (parts.wrapped) parts = parts.wrapped;
	else if (parts.pipe && parts.pipe[0] !== parts) parts = parts.pipe[0];
	else if (parts.choose) parts = parts.choose(sample);
	else if (parts.getter) parts = parts.getter(sample);
	else return parts;
}
function child(parts, step) {
	return parts.entries ? parts.entries[String(step)] : parts.value ?? parts.item;
}
function where(path, root) {
	if (path.length === 0) return root;
	const [section, name] = path;
	const singular = {
		targets: "target",
		stages: "stage"
	};
	if (path.length === 2 && typeof section === "string" && singular[section]) return `${singular[section]} "${String(name)}"`;
	return `"${pathText(path)}"`;
}
function pathText(path) {
	return path.map((step, index) => typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`).join("");
}
function instead({ input, kind }) {
	if (input === null || input === void 0) return "";
	if (typeof input === "string" || typeof input === "boolean") return String(input).trim() === "" ? "" : `, not ${shortened(JSON.stringify(String(input)))}`;
	return kind === "validation" ? "" : `, not ${Array.isArray(input) ? "a list" : "a mapping"}`;
}
function shortened(text) {
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

// src/matrix/test-schema.ts
const patterns = byKind({
	text: filled,
	list: someOf(filled, "must be a regular expression or a list of them")
}, "text");
const environmentName = pipe(string(), regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, "must be the name of an environment variable"));
const number = pipe(text, regex(/^(?:0|[1-9]\d*)$/, "must be a whole number"));
const words = array(text, "must be a list of words");
const names = array(filled, "must be a list");
const commandText = pipe(string("must be a command, or a list of its words"), regex(/^[^\0]*\S[^\0]*$/, "must not be empty"));
const testUser = pipe(text, regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/, "must be a name or number, with a group behind \":\" if need be"));
const fileMode = pipe(text, regex(/^(?:0[0-7]{3,4}|[-dalTLDpSugct]{1,5}[-rwx]{9})$/, "must be octal, as 0755, or as -rwxr-xr-x"));
const metadata = strictObject({
	user: optional(text, "USER.", ["app", "1000:1000"]),
	workdir: optional(filled, "WORKDIR.", ["/home/app"]),
	entrypoint: optional(words, "ENTRYPOINT, as a list; a command line of the shell is [\"/bin/sh\", \"-c\", …].", [["/init"]]),
	cmd: optional(words, "CMD, likewise.", [["python"]]),
	env: optional(record(environmentName, text, MAPPING_RULE), "Variables that the image sets, with exactly these values.", [{ LANG: "C.UTF-8" }]),
	"unset-env": optional(names, "Variables that the image does not set.", [["PIP_INDEX_URL"]]),
	labels: optional(texts, "Labels, with exactly these values.", [{ "org.opencontainers.image.licenses": "MIT" }]),
	"exposed-ports": optional(names, "Ports that EXPOSE names, with or without \"/tcp\" or \"/udp\".", [["8888"]]),
	"unexposed-ports": optional(names, "Ports that it does not name.", [["22"]]),
	volumes: optional(names, "Volumes that VOLUME names.", [["/data"]]),
	"unmounted-volumes": optional(names, "Volumes that it does not name.", [["/home/app"]]),
	healthcheck: optional(boolean, "Whether there is a HEALTHCHECK.", [true])
}, MAPPING_RULE);
const imageTest = strictObject({
	name: optional(filled, "What it is called in reports. Default: the command or the path.", ["the package can be imported"]),
	run: optional(byKind({
		text: commandText,
		list: someOf(pipe(string("must be text"), regex(/^[^\0]*$/, "must have no NUL character")), "must be a command, or a list of its words")
	}, "text"), "A command to run in the image: text for /bin/sh, or a list of words for an image without a shell. May use values. ENTRYPOINT is not run; USER, WORKDIR and ENV hold. A test has exactly one of run, file, metadata and structure.", ["jupyter --version", ["/app/server", "--version"]]),
	"exit-code": optional(number, "The exit status that run has to end with.", ["2"], "0"),
	stdout: optional(patterns, "Regular expressions (RE2, as in Go) that each must be found in the standard output of run; \"^\" and \"$\" are the ends of a line. May use values.", [["^4\\."]]),
	"not-stdout": optional(patterns, "Regular expressions that must not be found there. May use values.", ["[Ww]arning"]),
	stderr: optional(patterns, "Regular expressions that each must be found in the standard error of run. May use values.", ["^usage:"]),
	"not-stderr": optional(patterns, "Regular expressions that must not be found there. May use values.", ["Traceback"]),
	env: optional(record(environmentName, text, MAPPING_RULE), "Variables for run, besides those of the image. May use values.", [{ STAGE: "test" }]),
	user: optional(testUser, "Who runs it. Default: the image's USER.", ["root", "1000:1000"]),
	timeout: optional(pipe(text, regex(/^[1-9]\d{0,4}[sm]$/, "must be seconds or minutes, as 30s or 5m")), "How long run may take.", ["30s"], "5m"),
	network: optional(boolean, "Whether run reaches the network. Default: false; true for the commands of structure.", [true]),
	platforms: optional(platforms, "The platforms it runs on. Default: all of the image.", [["linux/amd64"]]),
	file: optional(filled, "A path in the image to look at. May use values.", ["/usr/local/bin/app"]),
	exists: optional(boolean, "Whether there is such a file or folder.", [false], true),
	contains: optional(patterns, "Regular expressions that each must be found in the file. May use values.", ["^VERSION_ID=\"12\""]),
	"not-contains": optional(patterns, "Regular expressions that must not be found in it. May use values.", [["x-access-token"]]),
	mode: optional(fileMode, "Its permissions.", ["0755", "-rwxr-xr-x"]),
	uid: optional(number, "The number of its owner.", ["1000"]),
	gid: optional(number, "The number of its group.", ["1000"]),
	"executable-by": optional(picklist([
		"owner",
		"group",
		"other",
		"any"
	], "must be owner, group, other or any"), "Who may run it.", ["any"]),
	metadata: optional(metadata, "What the image's configuration says. May use values.", [{
		user: "app",
		healthcheck: true
	}]),
	structure: optional(filled, "A test file of Google's container-structure-test (schema 2.0.0), seen from the folder of the matrix.", ["structure-tests/app.yaml"])
}, MAPPING_RULE);
const imageTests = array(imageTest, "must be a list of tests");

export { isRunFact as A, textsOf as C, patternTest as D, conditionTest as E, groupBy as M, BUILT_IN as O, textOf as S, referencesOf as T, isText as _, readShape as a, listOf as b, isSource as c, literal as d, DEFAULT_TEMPLATES as f, isMapping$1 as g, shellQuote as h, pathText as i, fileName as j, RUN_FACTS as k, readSources as l, quoting as m, imageTests as n, NO_INPUTS as o, createStages as p, testUser as r, isMapping as s, fileMode as t, valueSources as u, isTrue as v, AxisValue as w, mappingOf as x, kindOf as y };