import { t as __commonJSMin } from "./rolldown-runtime.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { a as parseRepository, c as shellWords, d as isVersion, f as versionTest, l as mountOptions, n as parse, o as tagProblem, s as readInstructions, t as readYaml, u as compareVersions } from "./source.js";
import { t as require_dist } from "./yaml.js";
import { C as string, S as strictObject, T as union, _ as picklist, b as regex, d as minLength, i as exactOptional, l as metadata, n as boolean$1, o as lazy, r as check$2, s as literal$1, t as array, u as minEntries, v as pipe, w as transform, x as safeParse, y as record } from "./valibot.js";
import { dirname, join } from "node:path";

// src/matrix/axes.ts
function axisValues(file, axis) {
	const declared = file.axes?.[axis] ?? [];
	return (Array.isArray(declared) ? declared : Object.keys(declared)).toSorted((a, b) => compareVersions(a, b) || (a < b ? -1 : 1));
}
function valuesOf(file, axis, text) {
	const declared = file.axes?.[axis];
	if (!declared || Array.isArray(declared)) return {};
	return declared[text] ?? {};
}
function combinations(file, axes) {
	return axes.reduce((partial, axis) => partial.flatMap((combination) => axisValues(file, axis).map((value) => ({
		...combination,
		[axis]: value
	}))), [{}]);
}
function restrict(combination, axes) {
	return Object.fromEntries(axes.map((axis) => [axis, combination[axis] ?? ""]));
}
function combinationKey(combination) {
	return JSON.stringify(Object.entries(combination).toSorted(([a], [b]) => a < b ? -1 : 1));
}

// node_modules/fastest-levenshtein/mod.js
var require_fastest_levenshtein = /* @__PURE__ */ __commonJSMin(((exports) => {
	exports.__esModule = true;
	exports.distance = exports.closest = void 0;
	var peq = /* @__PURE__ */ new Uint32Array(65536);
	var myers_32 = function(a, b) {
		var n = a.length;
		var m = b.length;
		var lst = 1 << n - 1;
		var pv = -1;
		var mv = 0;
		var sc = n;
		var i = n;
		while (i--) peq[a.charCodeAt(i)] |= 1 << i;
		for (i = 0; i < m; i++) {
			var eq = peq[b.charCodeAt(i)];
			var xv = eq | mv;
			eq |= (eq & pv) + pv ^ pv;
			mv |= ~(eq | pv);
			pv &= eq;
			if (mv & lst) sc++;
			if (pv & lst) sc--;
			mv = mv << 1 | 1;
			pv = pv << 1 | ~(xv | mv);
			mv &= xv;
		}
		i = n;
		while (i--) peq[a.charCodeAt(i)] = 0;
		return sc;
	};
	var myers_x = function(b, a) {
		var n = a.length;
		var m = b.length;
		var mhc = [];
		var phc = [];
		var hsize = Math.ceil(n / 32);
		var vsize = Math.ceil(m / 32);
		for (var i = 0; i < hsize; i++) {
			phc[i] = -1;
			mhc[i] = 0;
		}
		var j = 0;
		for (; j < vsize - 1; j++) {
			var mv_1 = 0;
			var pv_1 = -1;
			var start_1 = j * 32;
			var vlen_1 = Math.min(32, m) + start_1;
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] |= 1 << k;
			for (var i = 0; i < n; i++) {
				var eq = peq[a.charCodeAt(i)];
				var pb = phc[i / 32 | 0] >>> i & 1;
				var mb = mhc[i / 32 | 0] >>> i & 1;
				var xv = eq | mv_1;
				var xh = ((eq | mb) & pv_1) + pv_1 ^ pv_1 | eq | mb;
				var ph = mv_1 | ~(xh | pv_1);
				var mh = pv_1 & xh;
				if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
				if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
				ph = ph << 1 | pb;
				mh = mh << 1 | mb;
				pv_1 = mh | ~(xv | ph);
				mv_1 = ph & xv;
			}
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] = 0;
		}
		var mv = 0;
		var pv = -1;
		var start = j * 32;
		var vlen = Math.min(32, m - start) + start;
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k;
		var score = m;
		for (var i = 0; i < n; i++) {
			var eq = peq[a.charCodeAt(i)];
			var pb = phc[i / 32 | 0] >>> i & 1;
			var mb = mhc[i / 32 | 0] >>> i & 1;
			var xv = eq | mv;
			var xh = ((eq | mb) & pv) + pv ^ pv | eq | mb;
			var ph = mv | ~(xh | pv);
			var mh = pv & xh;
			score += ph >>> m - 1 & 1;
			score -= mh >>> m - 1 & 1;
			if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
			if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
			ph = ph << 1 | pb;
			mh = mh << 1 | mb;
			pv = mh | ~(xv | ph);
			mv = ph & xv;
		}
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0;
		return score;
	};
	var distance = function(a, b) {
		if (a.length < b.length) {
			var tmp = b;
			b = a;
			a = tmp;
		}
		if (b.length === 0) return a.length;
		if (a.length <= 32) return myers_32(a, b);
		return myers_x(a, b);
	};
	exports.distance = distance;
	var closest = function(str, arr) {
		var min_distance = Infinity;
		var min_index = 0;
		for (var i = 0; i < arr.length; i++) {
			var dist = distance(str, arr[i]);
			if (dist < min_distance) {
				min_distance = dist;
				min_index = i;
			}
		}
		return arr[min_index];
	};
	exports.closest = closest;
}));

// src/matrix/suggest.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
function closest(wrong, allowed) {
	let best;
	for (const word of allowed) {
		const d = (0, import_fastest_levenshtein.distance)(wrong.toLowerCase(), word.toLowerCase());
		if (d <= Math.ceil(word.length / 3) && d < word.length && (!best || d < best.distance)) best = {
			word,
			distance: d
		};
	}
	return best?.word;
}
function didYouMean(wrong, allowed) {
	const words = [...allowed];
	const word = isVersion(wrong) ? void 0 : closest(wrong, words);
	if (word !== void 0) return ` (did you mean "${word}"?)`;
	return words.length === 0 ? "" : ` (allowed: ${words.join(", ")})`;
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

// src/dockerfile/helpers/helper.ts
function textOf(value, helper) {
	if (isText(value)) return String(value);
	throw new Error(`"${helper}" takes text, not ${kindOf$1(value)}`);
}
function listOf(value, helper) {
	if (Array.isArray(value)) return value;
	throw new Error(`"${helper}" takes a list, not ${kindOf$1(value)}`);
}
function textsOf(value, helper) {
	return (Array.isArray(value) ? value : [value]).map((item) => textOf(item, helper));
}
function mappingOf(value, helper) {
	if (isMapping$1(value)) return value;
	throw new Error(`"${helper}" takes a mapping, not ${kindOf$1(value)}`);
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
function kindOf$1(value) {
	if (value === void 0 || value === null) return "nothing";
	if (isText(value)) return typeof value === "boolean" ? String(value) : `the text "${String(value)}"`;
	return Array.isArray(value) ? "a list" : "a mapping";
}

// src/dockerfile/helpers/quoting.ts
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

// src/dockerfile/decorate.ts
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

// src/dockerfile/decoration.ts
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
			hint: `write it as a command in one line, or narrow "match" (${place$1(source.at(["decorate"]))})`
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
function place$1({ file, line }) {
	return `${file}:${line}`;
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

// src/dockerfile/stages.ts
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

// src/dockerfile/lint/add-checksum.ts
const addChecksum = {
	severity: "warning",
	about: "ADD of a URL without --checksum: whatever is there on the day of the build gets into the image.",
	check: ({ instructions }) => instructions.flatMap(({ keyword, line, text, exec, flags }) => {
		if (keyword !== "ADD" || flags.some(({ name }) => name === "--checksum")) return [];
		const url = (exec ?? shellWords(text)).slice(0, -1).map((word) => word.replace(/^["']/, "")).find((word) => /^https?:\/\//i.test(word) && !/\.git(?:[#?]|["']?$)/.test(word));
		return url === void 0 ? [] : [{
			line,
			message: `ADD of ${url} without a checksum`,
			hint: "ADD --checksum=sha256:… URL FILE; sha256sum prints it"
		}];
	})
};

// src/dockerfile/lint/empty-continuation.ts
const emptyContinuation = {
	severity: "error",
	about: "An empty line inside of a continued instruction. BuildKit still joins over it and warns that it will stop doing so; most come from a block that rendered to nothing.",
	check: ({ instructions }) => instructions.flatMap(({ keyword, emptyLines }) => emptyLines.slice(0, 1).map((line) => ({
		line,
		message: `an empty line inside of the continued ${keyword}`,
		hint: "remove it; in a template, {{#continued}} … {{/continued}} leaves out lines that render to nothing"
	})))
};

// src/dockerfile/lint/fixed-architecture.ts
const ARCHITECTURE = /(?<![A-Za-z0-9])(?:x86_64|amd64|aarch64|arm64)(?![A-Za-z0-9])/;
const ASKS = /TARGETARCH|TARGETPLATFORM|TARGETVARIANT|BUILDARCH|BUILDPLATFORM|\buname\b|--print-architecture|--print-foreign|\$\(arch\)|\bplatform\.machine\b/;
const fixedArchitecture = {
	severity: "warning",
	about: "The name of one architecture in RUN, ADD, COPY, ENV or ARG of a stage that is built for several: the others get its files.",
	check: ({ instructions, severalArchitectures }) => instructions.flatMap(({ keyword, line, text, heredocs, positionOf }) => {
		if (!severalArchitectures || ![
			"RUN",
			"ADD",
			"COPY",
			"ENV",
			"ARG"
		].includes(keyword)) return [];
		const bodies = heredocs.flatMap((heredoc) => heredoc.body.map((body, index) => ({
			body,
			line: heredoc.line + index
		})));
		if (ASKS.test([text, ...bodies.map(({ body }) => body)].join("\n"))) return [];
		const direct = ARCHITECTURE.exec(text);
		const inside = direct ? void 0 : bodies.find(({ body }) => ARCHITECTURE.test(body));
		const name = direct?.[0] ?? ARCHITECTURE.exec(inside?.body ?? "")?.[0];
		if (name === void 0) return [];
		return [{
			line: direct ? positionOf(direct.index).line : inside?.line ?? line,
			message: `"${name}" is written out in a stage that is built for several architectures`,
			hint: "use $TARGETARCH (after ARG TARGETARCH), or {{architecture \"NAME\" (map amd64=… arm64=…)}}"
		}];
	})
};

// src/dockerfile/lint/variables.ts
function variablesOf(instruction) {
	const { keyword, text, positionOf } = instruction;
	if (keyword !== "ARG" && keyword !== "ENV") return [];
	const old = keyword === "ENV" ? /^([^\s=]+)\s+(.*)$/s.exec(text) : null;
	if (old?.[1] !== void 0) return [{
		name: old[1],
		value: old[2] ?? "",
		line: instruction.line
	}];
	let from = 0;
	return shellWords(text).map((word) => {
		const offset = text.indexOf(word, from);
		from = offset + word.length;
		const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
		return {
			name,
			value: value?.replace(/^(["'])(.*)\1$/s, "$2"),
			line: positionOf(offset).line
		};
	});
}

// src/dockerfile/lint/secret-argument.ts
const SECRET = /(?:^|_)(?:api_?key|auth|credentials?|key|password|passwd|pword|secret|token)(?:_|$)/i;
const HARMLESS = /(?:^|_)public(?:_|$)|_(?:file|path|dir|url|id|name|ttl)$|^gpg_key$/i;
const secretArgument = {
	severity: "warning",
	about: "An ARG or ENV with the name of a secret (TOKEN, PASSWORD, SECRET, …_KEY): its value stays in the image, its history and its provenance.",
	check: ({ instructions }) => instructions.flatMap((instruction) => variablesOf(instruction).filter(({ name, value }) => SECRET.test(name) && !HARMLESS.test(name) && !(instruction.keyword === "ENV" && value === "")).map(({ name, line }) => ({
		line,
		message: `${instruction.keyword} ${name} looks like a secret, which stays in the image`,
		hint: `give it to the steps that need it: RUN --mount=type=secret,id=${name.toLowerCase().replaceAll("_", "-")},env=${name} …`
	})))
};

// src/dockerfile/lint/shadowed-argument.ts
const shadowedArgument = {
	severity: "warning",
	about: "An ARG that is not what it looks like: set above the first FROM and used in a stage that does not declare it (it is empty there), or declared again with another default.",
	check: ({ instructions }, { globals }) => {
		const defaults = /* @__PURE__ */ new Map();
		for (const { name, value, line } of globals.flatMap(variablesOf)) if (value !== void 0) defaults.set(name, {
			value,
			line
		});
		const global = new Set(globals.flatMap(variablesOf).map(({ name }) => name));
		const declared = /* @__PURE__ */ new Set();
		const found = [];
		for (const instruction of instructions) {
			for (const name of global) {
				if (declared.has(name) || !uses(instruction, name)) continue;
				declared.add(name);
				found.push({
					line: instruction.line,
					message: `"${name}" is an ARG above FROM and is empty in this stage`,
					hint: `write ARG ${name} in the stage too`
				});
			}
			for (const { name, value, line } of variablesOf(instruction)) {
				const before = defaults.get(name);
				if (instruction.keyword === "ARG" && before !== void 0 && value !== void 0 && value !== before.value) found.push({
					line,
					message: `ARG ${name} has the default "${value}" here and "${before.value}" in line ${before.line}`,
					hint: `write ARG ${name} without a default, to take over the other`
				});
				if (instruction.keyword === "ARG" && value !== void 0) defaults.set(name, {
					value,
					line
				});
				declared.add(name);
			}
		}
		return found;
	}
};
function uses({ keyword, text, heredocs, exec }, name) {
	const script = [text, ...keyword === "RUN" ? heredocs.flatMap(({ body }) => body) : []].join("\n");
	if (exec && keyword === "RUN") return false;
	if (keyword === "RUN" && new RegExp(`(?:^|[\\s;&|(])(?:${name}=|for\\s+${name}\\s|read\\s[^;&|]*\\b${name}\\b)`).test(script)) return false;
	return new RegExp(`(?<!\\\\)\\$(?:${name}(?!\\w)|\\{${name}[}:#%/^,])`).test(script.replace(/'[^']*'/g, ""));
}

// src/dockerfile/lint/unknown-stage.ts
const IMAGES = new Set("alpine amazonlinux archlinux bash buildpack-deps busybox caddy composer debian docker eclipse-temurin elixir erlang fedora gcc golang gradle haskell httpd julia maven memcached mongo mysql nginx node oraclelinux perl php postgres pypy python r-base redis rockylinux ruby rust scratch swift traefik ubuntu".split(" "));
const unknownStage = {
	severity: "error",
	about: "COPY --from, RUN --mount=from= or FROM with a name that is no stage above: one that comes later, a name of the matrix that the Dockerfile does not have, or a slip. A name that may be an image is left alone.",
	check: ({ from, instructions, name }, around) => [...check(from.image, from.line, "FROM", around, void 0), ...instructions.flatMap((instruction) => referencesOf(instruction).flatMap((reference) => check(reference, instruction.line, instruction.keyword === "RUN" ? "RUN --mount" : `${instruction.keyword} --from`, around, name)))]
};
function check(reference, line, where, around, self) {
	if (reference === "" || /[$/:@.]/.test(reference)) return [];
	const name = reference.toLowerCase();
	if (around.stages.has(name) || around.contexts.has(name)) return [];
	if (/^\d+$/.test(name)) return Number(name) < around.index ? [] : [{
		line,
		message: `${where} takes stage ${name}, but the last one above is ${around.index - 1}`
	}];
	if (name === self?.toLowerCase()) return [{
		line,
		message: `${where} takes from the stage "${reference}", which it is part of`
	}];
	const later = around.later.get(name);
	if (later !== void 0) return [{
		line,
		message: `${where} takes from the stage "${reference}", which only comes in line ${later}`,
		hint: "a stage can use those above it; move one of the two"
	}];
	const alias = around.aliases.get(name);
	if (alias !== void 0) return [{
		line,
		message: `${where} takes from "${reference}", whose stage is named "${alias}"`,
		hint: `write ${alias}`
	}];
	const meant = IMAGES.has(name) ? void 0 : closest(name, [...around.stages, ...around.later.keys()]);
	return meant === void 0 ? [] : [{
		line,
		message: `${where} takes from "${reference}", which is no stage above (did you mean "${meant}"?)`,
		hint: `an image of that name is written with its tag, as ${reference}:latest`
	}];
}

// src/dockerfile/lint/unparsable.ts
const INSTRUCTIONS = {
	ADD: {
		least: 2,
		flags: [
			"--chmod",
			"--chown",
			"--checksum",
			"--exclude",
			"--from",
			"--keep-git-dir",
			"--link",
			"--unpack"
		]
	},
	ARG: { least: 1 },
	CMD: { least: 0 },
	COPY: {
		least: 2,
		flags: [
			"--chmod",
			"--chown",
			"--exclude",
			"--from",
			"--link",
			"--parents"
		]
	},
	ENTRYPOINT: { least: 0 },
	ENV: { least: 1 },
	EXPOSE: { least: 1 },
	FROM: {
		least: 1,
		flags: ["--platform"]
	},
	HEALTHCHECK: {
		least: 1,
		flags: [
			"--interval",
			"--retries",
			"--start-interval",
			"--start-period",
			"--timeout"
		]
	},
	LABEL: { least: 1 },
	MAINTAINER: { least: 1 },
	ONBUILD: { least: 1 },
	RUN: {
		least: 1,
		flags: [
			"--device",
			"--mount",
			"--network",
			"--security"
		]
	},
	SHELL: { least: 1 },
	STOPSIGNAL: { least: 1 },
	USER: { least: 1 },
	VOLUME: { least: 1 },
	WORKDIR: { least: 1 }
};
const unparsable = {
	severity: "error",
	about: "An instruction that BuildKit cannot read: unknown, without its arguments, with a misspelled flag, or never ended.",
	check: ({ instructions }) => instructions.flatMap(faultsOf)
};
function faultsOf(instruction) {
	const { keyword, line, text, exec, flags, heredocs, open } = instruction;
	const known = Object.hasOwn(INSTRUCTIONS, keyword) ? INSTRUCTIONS[keyword] : void 0;
	if (!known) return [{
		line,
		message: `"${keyword}" is no instruction${/^[a-z]/.test(keyword.toLowerCase()) ? didYouMean(keyword, Object.keys(INSTRUCTIONS)).replace(/^ \(allowed.*/, "") : ""}`,
		hint: "a line that continues another needs a \"\\\" at the end of the one above"
	}];
	const open_ = heredocs.find(({ terminated }) => !terminated);
	if (open_) return [{
		line,
		message: `the heredoc "${open_.name}" is never ended`,
		hint: `end it with a line "${open_.name}"`
	}];
	if (open) return [{
		line: instruction.endLine,
		message: `${keyword} is continued beyond the end`,
		hint: "remove the \"\\\" at the end of the last line"
	}];
	const words = exec ?? text.match(/\S+/g) ?? [];
	if (words.length < known.least) return [{
		line,
		message: `${keyword} needs ${known.least === 1 ? "an argument" : `${known.least} arguments`}, and has ${words.length === 0 ? "none" : "one"}`
	}];
	if (keyword === "SHELL" && !exec) return [{
		line,
		message: "SHELL takes a list, as [\"/bin/bash\", \"-c\"]"
	}];
	if (keyword === "FROM" && words.length !== 1 && !(words.length === 3 && /^as$/i.test(words[1] ?? ""))) return [{
		line,
		message: `FROM takes one image, and perhaps "AS name", not "${text}"`
	}];
	const faults = [];
	if (keyword === "ENV" && !/^[^\s=]+(?:=|\s+\S)/.test(text)) faults.push({
		line,
		message: `ENV takes NAME=value, not "${text}"`
	});
	for (const { name } of flags) {
		const meant = (known.flags ?? []).includes(name) ? "" : didYouMean(name, known.flags ?? []);
		if (meant.startsWith(" (did")) faults.push({
			line,
			message: `${keyword} has no flag ${name}${meant}`
		});
	}
	return faults;
}

// src/dockerfile/lint/shell-text.ts
function unquoted(text) {
	return text.replace(/\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'/g, (quoted) => "_".repeat(quoted.length));
}

// src/dockerfile/lint/version-specifier.ts
const SPECIFIER = /(?<![<>=\w])(?:[A-Za-z][\w.-]*(?:\[[\w,.\s-]*\])?)?\s?(?:[<>]=\s?v?\d[\w.*]*|(?<=[\w\]])[<>]\d+(?:\.\d+|\.\*)*(?=[\s,;)&|]|$))/g;
const versionSpecifier = {
	severity: "error",
	about: "A version specifier in RUN without quotes: to a shell, `jupyterlab>=4` writes to a file named \"=4\", and `numpy<2` reads a file named \"2\".",
	check: ({ instructions }) => instructions.filter(({ keyword, exec }) => keyword === "RUN" && !exec).flatMap((run) => [...commands(run), ...scripts(run)])
};
function commands(run) {
	return specifiers(run.text).map(({ index, text }) => found(run.positionOf(index).line, text));
}
function scripts(run) {
	return run.heredocs.flatMap(({ body, line }) => body.flatMap((text, index) => (/\b(?:install|add|download)\s/.test(text) ? specifiers(text) : []).map((specifier) => found(line + index, specifier.text))));
}
function specifiers(text) {
	return [...unquoted(text).replace(/\(\([\s\S]*?\)\)|\[\[[\s\S]*?\]\]/g, (inside) => "_".repeat(inside.length)).matchAll(SPECIFIER)].map((match) => ({
		index: match.index + (match[0].length - match[0].trimStart().length),
		text: match[0].trim()
	}));
}
function found(line, text) {
	return {
		line,
		message: `"${text}" is not quoted, so that the shell ${text.includes(">") ? "writes to" : "reads"} a file instead`,
		hint: `write '${text}', or {{shell …}} in a template`
	};
}

// src/dockerfile/lint/rules.ts
const rules = {
	unparsable,
	"unknown-stage": unknownStage,
	"empty-continuation": emptyContinuation,
	"version-specifier": versionSpecifier,
	"add-checksum": addChecksum,
	"secret-argument": secretArgument,
	"shadowed-argument": shadowedArgument,
	"fixed-architecture": fixedArchitecture
};

// src/dockerfile/lint/allow.ts
const ALLOW = /^#\s*docker-matrix:\s*(.*)$/;
const FORM = "# docker-matrix: allow CODE because …";
function applyAllows(findings, comments, instructions) {
	const wrong = [];
	const written = comments.flatMap((comment) => {
		const sentence = ALLOW.exec(comment.text)?.[1];
		if (sentence === void 0) return [];
		const [, code, reason] = /^allow\s+(\S+)(?:\s+because\s+(\S.*))?\s*$/.exec(sentence) ?? [];
		const fault = (message) => (wrong.push({
			code: "allow",
			severity: "error",
			line: comment.line,
			message,
			hint: `write ${FORM}`
		}), []);
		if (code === void 0) return fault(`"${sentence}" is nothing that docker-matrix knows`);
		if (!Object.hasOwn(rules, code)) return fault(`there is no finding "${code}" to allow${didYouMean(code, Object.keys(rules))}`);
		if (reason === void 0) return fault(`allowing "${code}" needs a reason`);
		const instruction = instructions.find(({ endLine }) => endLine >= comment.line);
		return [{
			code,
			line: comment.line,
			first: instruction?.line ?? 0,
			last: instruction?.endLine ?? -1
		}];
	});
	const covers = (allow, finding) => allow.code === finding.code && finding.line >= allow.first && finding.line <= allow.last;
	return {
		findings: [...findings.filter((finding) => !written.some((allow) => covers(allow, finding))), ...wrong],
		allows: written.map((allow) => ({
			code: allow.code,
			line: allow.line,
			used: findings.some((finding) => covers(allow, finding))
		}))
	};
}
function uselessAllow({ code, line }) {
	return {
		code: "allow",
		severity: "error",
		line,
		message: `there is no "${code}" here to allow`,
		hint: "remove the comment"
	};
}

// src/dockerfile/lint/lint.ts
function lintDockerfile(text, options) {
	const read = readInstructions(text);
	const first = read.instructions.findIndex(({ keyword }) => keyword === "FROM");
	const head = first === -1 ? read.instructions : read.instructions.slice(0, first);
	const stages = stagesOf(read.instructions, options);
	const lines = stages.map(({ name, from }) => [name?.toLowerCase() ?? "", from.line]);
	const findings = [...findingsOf("unparsable", headFaults(read.instructions, head, first)), ...stages.flatMap((stage, index) => checkStage(stage, {
		globals: head,
		stages: new Set(lines.slice(0, index).map(([name]) => name)),
		later: new Map(lines.slice(index + 1)),
		aliases: /* @__PURE__ */ new Map(),
		contexts: options.contexts ?? /* @__PURE__ */ new Set(),
		index
	}))];
	return applyAllows(findings, read.comments, read.instructions);
}
function lintBody(text, stage, around) {
	const read = readInstructions(text);
	const findings = checkStage({
		...stage,
		instructions: read.instructions
	}, {
		...around,
		globals: [],
		later: /* @__PURE__ */ new Map(),
		index: 0
	});
	return applyAllows(findings, read.comments, read.instructions);
}
function checkStage(stage, around) {
	return Object.entries(rules).flatMap(([code, { check }]) => findingsOf(code, check(stage, around)));
}
function findingsOf(code, found) {
	const severity = rules[code]?.severity ?? "error";
	return found.map((one) => ({
		...one,
		code,
		severity
	}));
}
function headFaults(instructions, head, first) {
	const faults = [...head, ...instructions.filter(({ keyword }) => keyword === "FROM")].flatMap(faultsOf);
	if (first === -1) return [...faults, {
		line: 1,
		message: "there is no FROM, so that there is nothing to build"
	}];
	return [...faults, ...head.filter(({ keyword }) => keyword !== "ARG").map(({ keyword, line }) => ({
		line,
		message: `${keyword} stands above the first FROM, where only ARG can`
	}))];
}
function stagesOf(instructions, { severalArchitectures }) {
	const starts = instructions.flatMap(({ keyword }, index) => keyword === "FROM" ? [index] : []);
	return starts.map((start, index) => {
		const from = instructions[start];
		const [image = "", , name] = (from?.text ?? "").split(/\s+/);
		return {
			name,
			from: {
				image,
				line: from?.line ?? 0
			},
			instructions: instructions.slice(start + 1, starts[index + 1]),
			severalArchitectures
		};
	});
}

// src/dockerfile/lint/inspection.ts
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
		const problem = {
			...error(code, `${finding.message} [${code}]`, {
				place,
				hint
			}),
			severity
		};
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

// src/dockerfile/render.ts
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

// src/group.ts
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

// src/matrix/literal.ts
function literal(text) {
	return text.replace(/(\\*)(\{\{\}*)/g, (_, backslashes, braces) => `${backslashes}${backslashes === "" ? "" : "\\"}{{concat "${braces}"}}`);
}

// src/matrix/value-sources.ts
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
	return {
		files: [...all.flatMap(({ files }) => files), ...own],
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
	const found = select$1(readData({
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
function select$1(data, key, path, place) {
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

// src/matrix/value-scope.ts
function createScopes(matrix, templates, overrides, inputs) {
	const { file, source } = matrix;
	const read = /* @__PURE__ */ new Map();
	const literal = (values, path) => {
		const known = read.get(values);
		if (known) return known;
		const result = readSources(values, inputs, templates, (inner) => source.at([...path, ...inner]));
		read.set(values, result);
		return result;
	};
	const layerAt = (values, path) => ({
		values: literal(values, path),
		path,
		origin: (name) => ({
			kind: "place",
			place: source.atKey([...path, name])
		})
	});
	const rules = (file.rules ?? []).flatMap((rule, index) => rule.set ? [{
		index,
		values: rule.set,
		test: rule.when ? conditionTest(rule.when) : () => true
	}] : []);
	const declared = file.values ?? {};
	const memo = /* @__PURE__ */ new Map();
	return (name, combination) => {
		const key = `${name} ${combinationKey(combination)}`;
		const known = memo.get(key);
		if (known) return known;
		const isTarget = Object.hasOwn(file.targets, name);
		const own = (isTarget ? file.targets[name] : file.stages?.[name])?.values ?? {};
		const matching = rules.filter(({ test }) => test({
			...combination,
			...isTarget ? { target: name } : {}
		}));
		checkConflicts(matching, source);
		const layers = [
			layerAt(declared, ["values"]),
			...Object.entries(combination).map(([axis, text]) => {
				const carried = literal(valuesOf(file, axis, text), [
					"axes",
					axis,
					text
				]);
				return layerAt(Object.fromEntries(Object.entries(carried).filter(([carriedName]) => Object.hasOwn(declared, carriedName))), [
					"axes",
					axis,
					text
				]);
			}),
			layerAt(own, [
				isTarget ? "targets" : "stages",
				name,
				"values"
			]),
			...matching.map(({ values, index }) => layerAt(values, [
				"rules",
				index,
				"set"
			])),
			{
				values: overrides,
				origin: () => ({ kind: "override" })
			}
		];
		const origins = /* @__PURE__ */ new Map();
		let merged = {};
		for (const layer of layers) {
			merged = mergeValues(merged, layer.values);
			for (const valueName of Object.keys(layer.values)) origins.set(valueName, layer.origin(valueName));
		}
		const context = {};
		const lazily = lazyValues(context, templates);
		Object.defineProperties(context, Object.getOwnPropertyDescriptors(lazily(merged, "", (valueName) => placeOf(origins, valueName))));
		for (const [axis, text] of Object.entries(combination)) {
			const path = [
				"axes",
				axis,
				text
			];
			origins.set(axis, {
				kind: "place",
				place: source.at(Array.isArray(file.axes?.[axis]) ? [
					"axes",
					axis,
					file.axes[axis].indexOf(text)
				] : path)
			});
			context[axis] = new AxisValue(text, lazily(literal(valuesOf(file, axis, text), path), `${axis}.`, (carried) => source.at([...path, carried])));
		}
		if (isTarget) context["target"] = name;
		const scope = {
			context,
			origins,
			layers
		};
		memo.set(key, scope);
		return scope;
	};
}
function mergeValues(below, above) {
	const result = { ...below };
	for (const [name, value] of Object.entries(above)) {
		const under = result[name];
		result[name] = isMapping(value) && isMapping(under) ? mergeValues(under, value) : value;
	}
	return result;
}
function checkConflicts(rules, source) {
	const seen = /* @__PURE__ */ new Map();
	for (const { index, values } of rules) for (const [name, value] of Object.entries(values)) {
		const other = seen.get(name);
		const text = JSON.stringify(value);
		if (other && other.value !== text) {
			const there = source.atKey([
				"rules",
				other.index,
				"set",
				name
			]);
			throw new ProblemsFound([error("set-conflict", `two rules set "${name}" to different values for the same image (also at ${there.file}:${there.line}:${there.column})`, {
				place: source.atKey([
					"rules",
					index,
					"set",
					name
				]),
				hint: "narrow one of their conditions"
			})]);
		}
		seen.set(name, {
			index,
			value: text
		});
	}
}
function lazyValues(context, templates) {
	const open = [];
	return (values, prefix, place) => {
		const lazy = {};
		for (const [name, value] of Object.entries(values)) {
			if (!hasExpression(value)) {
				lazy[name] = value;
				continue;
			}
			const label = `${prefix}${name}`;
			let rendered;
			const get = () => {
				if (rendered !== void 0) return rendered;
				if (open.includes(label)) throw new ProblemsFound([error("value-cycle", `values use each other in a circle: ${[...open.slice(open.indexOf(label)), label].join(" → ")}`, { place: place(name) })]);
				open.push(label);
				try {
					rendered = mapTexts(value, (text) => templates.expression(text, context, place(name)));
				} finally {
					open.pop();
				}
				return rendered;
			};
			Object.defineProperty(lazy, name, {
				get,
				enumerable: true
			});
		}
		return lazy;
	};
}
function placeOf(origins, name) {
	const origin = origins.get(name);
	return origin?.kind === "place" ? origin.place : {
		file: `--set ${name}`,
		line: 1,
		column: 1
	};
}
function extendContext(context, more) {
	return Object.defineProperties({}, {
		...Object.getOwnPropertyDescriptors(context),
		...Object.getOwnPropertyDescriptors(more)
	});
}
function hasExpression(value) {
	if (typeof value === "string") return value.includes("{{");
	return typeof value === "object" && Object.values(value).some(hasExpression);
}
function mapTexts(value, change) {
	if (typeof value === "string") return change(value);
	if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
	return isMapping(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)])) : value;
}

// src/severity.ts
var import_dist = require_dist();
const SEVERITIES = [
	"UNKNOWN",
	"LOW",
	"MEDIUM",
	"HIGH",
	"CRITICAL"
];

// src/matrix/schema-parts.ts
const ONE_LINE = /^[^\n\r\0]*$/;
const ONE_LINE_RULE = "must be one line without control characters";
const MAPPING_RULE = "must be a mapping (key: value)";
const text = pipe(union([string(), pipe(boolean$1(), transform(String))], "must be text"), regex(ONE_LINE, ONE_LINE_RULE));
const filled = pipe(text, regex(/\S/, "must not be empty"));
const word = pipe(string("must be text"), regex(ONE_LINE, ONE_LINE_RULE));
const filledWord = pipe(word, regex(/\S/, "must not be empty"));
const boolean = boolean$1("must be true or false");
function kindOf(input) {
	if (Array.isArray(input)) return "list";
	if (typeof input === "object" && input !== null) return "mapping";
	return typeof input === "boolean" ? "boolean" : "text";
}
function byKind(branches, otherwise) {
	const options = Object.values(branches);
	const choose = (input) => branches[kindOf(input)] ?? branches[otherwise];
	const run = (dataset, config) => choose(dataset.value)["~run"](dataset, config);
	return {
		...union(options),
		options,
		choose,
		"~run": run
	};
}
function someOf(item, message, empty = "must have at least one value") {
	return pipe(array(item, message), minLength(1, empty));
}
function anyFilled(keys, message) {
	const isFilled = (part) => typeof part === "object" && part !== null && Object.keys(part).length > 0;
	return {
		...check$2((input) => keys.some((key) => isFilled(input[key])), message),
		keys
	};
}
function documented(schema, description, examples, fallback) {
	return pipe(schema, metadata({
		description,
		examples: [...examples],
		...fallback === void 0 ? {} : { default: fallback }
	}));
}
function optional(schema, description, examples, fallback) {
	return exactOptional(documented(schema, description, examples, fallback));
}

// src/matrix/schema.ts
const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;
const NAME_RULE = "must be lower-case letters and digits, with single \"_\" or \"-\" between them, beginning with a letter";
const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEY_RULE = "must be letters, digits, \"_\" and \"-\", beginning with a letter";
const STAGE = /^[a-z][a-z0-9_.-]*$/;
const STAGE_RULE = "must be lower-case letters, digits, \"_\", \".\" and \"-\", beginning with a letter";
const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;
const name = pipe(string(NAME_RULE), regex(NAME, NAME_RULE));
const key = pipe(string(KEY_RULE), regex(KEY, KEY_RULE));
const filledKey = pipe(string(), regex(/^[^\n\r\0]*\S[^\n\r\0]*$/, "must be one line and not empty"));
const platform = pipe(text, regex(PLATFORM, "must be os/architecture[/variant], as linux/amd64 or linux/arm/v7"));
const platforms = someOf(platform, "must be a list, as [linux/amd64, linux/arm64]", "must name at least one platform");
const tags = array(filled, "must be a list of tag patterns");
const value = lazy(() => anyValue);
const anyValue = byKind({
	text: word,
	boolean: boolean$1(),
	list: array(value),
	mapping: record(key, value, MAPPING_RULE)
}, "text");
const values = record(key, value, MAPPING_RULE);
const texts = record(filledKey, text, MAPPING_RULE);
const axis = byKind({
	list: someOf(filled, "must be a list of values, or a mapping from each value to values of its own"),
	mapping: pipe(record(filledKey, values, MAPPING_RULE), minEntries(1, "must have at least one value"))
}, "list");
const template = documented(filled, "Its template in the templates folder, without \".hbs\". Default: the one that has its name.", ["python", "os/debian"]);
const stage = strictObject({
	from: documented(filled, "What the stage is built from: an image, another stage, or a target. May use values.", ["python:{{python}}-bookworm", "builder"]),
	template: exactOptional(template),
	values: optional(values, "Values for this stage alone. They win over those of the matrix and of axis values.", [{ packages: ["git", "curl"] }])
}, MAPPING_RULE);
const secretId = pipe(string("must be the id of a secret"), regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "must be letters, digits, \"_\", \".\" and \"-\""));
const secret = byKind({
	text: secretId,
	mapping: strictObject({
		id: documented(secretId, "The id that RUN --mount=type=secret,id=… asks for.", ["github-token"]),
		env: optional(pipe(filled, regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")), "Environment variable that holds the secret when building. Default: the one that has the id as its name.", ["GITHUB_TOKEN"]),
		file: optional(filled, "File that holds the secret when building, instead of an environment variable.", [".secrets/npmrc"]),
		optional: optional(boolean, "Whether its build does without, with an empty value.", [true], false)
	}, MAPPING_RULE)
}, "text");
const target = strictObject({
	from: optional(filled, "What the image is built from: another target, a stage, or an image. May use values. A target has exactly one of from, file and dockerfile.", ["base", "python:{{python}}-slim-bookworm"]),
	stage: optional(pipe(string(STAGE_RULE), regex(STAGE, STAGE_RULE)), "Its stage in the Dockerfile. Default: the name of the target; with file or dockerfile, the last stage.", ["runtime"]),
	template: exactOptional(template),
	file: optional(filled, "A template for a whole Dockerfile, instead of from: its name in the templates folder, without \".hbs\".", ["environment"]),
	dockerfile: optional(filled, "A Dockerfile that is used as it is, instead of from: its path, seen from the folder of the matrix.", ["Dockerfile", "docker/Dockerfile.gpu"]),
	description: optional(filled, "One line about the image, for its label org.opencontainers.image.description.", ["The package with all of its extras"]),
	axes: optional(array(key, "must be a list of axis names"), "The axes it varies over, besides those of its parent. Default: all axes; none for a target built from another target.", [["python"], ["python", "cuda"]]),
	platforms: optional(platforms, "The platforms it is built for. Default: its parent's, or else the matrix's.", [["linux/amd64"]]),
	values: optional(values, "Values for this target alone. They win over those of the matrix and of axis values.", [{ extras: ["all"] }]),
	args: optional(texts, "Build arguments (ARG in the Dockerfile). May use values. Default: none. Not for secrets: arguments stay in the image.", [{ TORCH_VERSION: "{{torch}}" }]),
	labels: optional(texts, "Labels besides the matrix's; of the same name, these win. May use values.", [{ "org.opencontainers.image.title": "Notebooks" }]),
	tags: optional(tags, "Tag patterns instead of the matrix's.", [["{{target}}", "{{target}}-py{{python}}"]]),
	latest: optional(boolean, "Whether the image also gets the tag \"latest\". For one image of the matrix.", [true], false),
	secrets: optional(array(secret, "must be a list of secret ids"), "Secrets that its build may read. The value never gets into the image, a file or a log. Default: none.", [["npmrc"], [{
		id: "github-token",
		env: "GITHUB_TOKEN"
	}]]),
	contexts: optional(texts, "Further build contexts by the name that COPY --from uses: a folder, docker-image://REFERENCE, or image:TARGET for an image of this matrix. Default: none.", [{
		assets: "../assets",
		tools: "image:tools"
	}]),
	output: optional(picklist(["image", "local"], "must be image, or local for files instead of an image"), "What is built: an image, or files (\"local\"), which go to out/NAME and get no tags.", ["local"], "image")
}, MAPPING_RULE);
const pattern = byKind({
	text: filled,
	list: someOf(filled, "must be a value or a list of values")
}, "text");
const condition = pipe(record(key, pattern, "must be a mapping from target, platform or an axis to a value"), minEntries(1, "must name at least one of target, platform or an axis"));
const CONDITION = "Keys are target, platform or an axis; all must hold. A value is a text, a glob (py*), a comparison of versions (\">=3.13\", \"~12.4\"), or a list of them, of which any must hold.";
const rule = strictObject({
	exclude: optional(condition, `Images that are not built. ${CONDITION} A rule has exactly one of exclude, include, require and set.`, [{
		target: "ml",
		python: ">=3.13"
	}]),
	include: optional(condition, `Images that are built although another rule excludes them. ${CONDITION}`, [{
		target: "ml",
		python: "3.13",
		cuda: "12.4"
	}]),
	require: optional(condition, `What must hold for images that have these keys; others of them are not built. ${CONDITION}`, [{ cuda: ["12.1", "12.4"] }]),
	set: optional(values, "Values for the images that \"when\" is about. They win over all but --set.", [{ index: "https://download.pytorch.org/whl/cu124" }]),
	when: optional(condition, `Which images a require or set rule is about. ${CONDITION} Default: all images.`, [{ cuda: "~12.4" }]),
	because: optional(filled, "The reason, shown wherever an image is missing. Default: the place of the rule.", ["JAX has no cu121 wheels for it"])
}, MAPPING_RULE);
const cache = byKind({
	boolean: boolean$1("must be true, false, or a mapping with \"repository\" and \"mode\""),
	mapping: strictObject({
		repository: optional(filled, "Repository of the cache. Default: that of the images with \"-cache\" behind it.", ["ghcr.io/org/app-cache"]),
		mode: optional(picklist(["min", "max"], "must be min or max"), "What is kept: the layers of the images (min), or those of all stages (max).", ["min"], "max")
	}, MAPPING_RULE)
}, "boolean");
const decorator = pipe(strictObject({
	match: documented(byKind({
		text: filledWord,
		list: someOf(filled, "must be a part of a command, or a list of them")
	}, "text"), "A part of the command, beginning and ending where words do; \"*\" stands for anything within one command. Of a list, any.", ["pip install", ["pip install", "uv *"]]),
	mount: optional(array(filled, "must be a list of mounts"), "Mounts, as RUN --mount takes them. May use values. One whose target the RUN has already is left out. Default: none.", [["type=secret,id=pip,target=/etc/pip.conf", "type=cache,id=uv-{{python}},target=/root/.cache/uv"]]),
	env: optional(record(pipe(string(), regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")), text, MAPPING_RULE), "Variables to export in front of the command; they do not stay in the image. May use values. Default: none.", [{ UV_LINK_MODE: "copy" }]),
	because: optional(filled, "Why, for whoever reads the matrix.", ["packages come from the mirror"])
}, MAPPING_RULE), anyFilled(["mount", "env"], "must have \"mount\" or \"env\""));
const scan = strictObject({
	mode: optional(picklist([
		"off",
		"report",
		"gate"
	], "must be off, report or gate"), "What findings do: keep images from being published (gate), get reported only (report), or nothing is scanned (off).", ["report"], "gate"),
	"fail-on": optional(array(picklist(SEVERITIES, `must be one of ${SEVERITIES.join(", ")}`), "must be a list of severities"), "The severities that fail the gate.", [["CRITICAL"]], ["HIGH", "CRITICAL"]),
	"ignore-unfixed": optional(boolean, "Whether findings that no update fixes yet pass the gate.", [true], false),
	ignores: optional(filled, "Trivy's ignore file, with accepted findings, their reasons and expiry dates. Default: none.", [".trivyignore.yaml"])
}, MAPPING_RULE);
const matrixSchema = strictObject({
	version: documented(picklist(["1"], ({ input }) => typeof input === "string" ? "must be 1, the only version of this format" : "must be 1"), "Version of this format: 1.", [1]),
	image: documented(filled, "The repository that the images are published to, without a tag.", ["ghcr.io/org/app"]),
	platforms: optional(platforms, "The platforms that images are built for, unless a target names its own.", [["linux/amd64", "linux/arm64"]], ["linux/amd64"]),
	context: optional(filled, "The folder that is the build context, seen from the folder of the matrix.", [".."], "."),
	syntax: optional(byKind({
		text: filledWord,
		boolean: literal$1(false, "must be an image reference, or false for no \"# syntax\" line")
	}, "text"), "The Dockerfile frontend in the first line of rendered Dockerfiles (# syntax=…), or false for no such line.", ["docker/dockerfile:1.19", false], "docker/dockerfile:1"),
	templates: optional(filled, "The folder of the templates, seen from the folder of the matrix.", ["docker/templates"], "templates"),
	values: optional(values, "Values for templates and everything that takes {{name}}: text, true or false, lists and mappings. A value may use others, come from a file ({read: FILE, key: a.b}), or be the paths of files ({glob: PATTERN}). Order of the cascade: these, then an axis value's, a target's, a set rule's, --set.", [{
		python: "3.12",
		packages: ["git", "curl"],
		release: {
			read: "pyproject.toml",
			key: "project.version"
		}
	}]),
	axes: optional(record(key, axis, MAPPING_RULE), "What images vary over: each axis is a list of values, or a mapping from each value to values of its own. {{cuda}} is the value, {{cuda.base}} one of its own. Default: none, one image per target.", [{
		python: ["3.11", "3.12"],
		cuda: { "12.1": { base: "nvidia/cuda:12.1.0-runtime-ubuntu22.04" } }
	}]),
	stages: optional(record(name, stage, MAPPING_RULE), "Helper stages, by name: part of a Dockerfile where something needs them, never an image of their own. Default: none.", [{ builder: { from: "python:{{python}}-bookworm" } }]),
	targets: documented(pipe(record(name, target, MAPPING_RULE), minEntries(1, "must have at least one target")), "The images, by name; each is built for every combination of its axes.", [{
		base: { from: "debian:12" },
		full: {
			from: "base",
			latest: true
		}
	}]),
	rules: optional(array(rule, "must be a list of rules"), "Which combinations there are, and values for some of them. Their order does not matter. Default: none, every combination is built.", [[{
		exclude: {
			target: "ml",
			python: ">=3.13"
		},
		because: "there are no wheels"
	}]]),
	decorate: optional(array(decorator, "must be a list of decorators"), "Mounts and environment for every RUN of every template that matches. Default: none.", [[{
		match: ["pip install", "uv *"],
		mount: ["type=cache,target=/root/.cache"],
		env: { UV_LINK_MODE: "copy" }
	}]]),
	tags: optional(tags, "Tag patterns. Besides values they take {{target}}, and {{version}}, {{revision}} and {{branch}} of a run; a pattern that uses one the run does not have gives no tag.", [["{{target}}", "{{target}}-{{version}}"]], ["{{target}}", "{{target}}-{{version}}"]),
	labels: optional(texts, "Labels of every image. May use values. Title, description, version, revision, time and source are filled in.", [{ "org.opencontainers.image.licenses": "Apache-2.0" }]),
	ignore: optional(array(text, "must be a list of .dockerignore patterns"), "Patterns of files that no build gets to see; becomes the .dockerignore of every rendered Dockerfile. Default: the .dockerignore of the build context.", [[".git", "**/__pycache__"]]),
	cache: optional(cache, "Whether builds share a cache in the registry, or where and how much. Read by every run, written by those that push a branch.", [false, {
		repository: "ghcr.io/org/cache",
		mode: "min"
	}], true),
	scan: optional(scan, "The scan with Trivy that images have to pass before they are published.", [{
		mode: "gate",
		"fail-on": ["CRITICAL"],
		ignores: ".trivyignore.yaml"
	}])
}, MAPPING_RULE);

// src/matrix/parse.ts
function parseMatrix(file) {
	const read = readYaml(file);
	if (!("source" in read)) throw new ProblemsFound(read.problems);
	const { source } = read;
	if (source.data === null || source.data === "") throw new ProblemsFound([error("empty-matrix", "the matrix is empty", {
		place: source.at([]),
		hint: "a matrix needs version, image and targets"
	})]);
	const lists = misplacedLists(matrixSchema, source.data, []);
	const result = safeParse(matrixSchema, source.data);
	const issues = (result.issues ?? []).filter((issue) => !lists.some((list) => isBelow(issue, list)));
	const problems = [...lists.map((path) => error("invalid-value", `${path.length === 0 ? "the matrix" : `"${pathText(path)}"`} ${MAPPING_RULE}, not a list`, { place: source.at(path) })), ...issues.map((issue) => shapeProblem(issue, source))];
	if (problems.length > 0 || !result.success) throw new ProblemsFound(problems);
	return {
		file: result.output,
		source
	};
}
function shapeProblem(issue, source) {
	const steps = issue.path ?? [];
	const path = steps.map((step) => step.key);
	const last = steps.at(-1);
	const label = path.length === 0 ? "the matrix" : `"${pathText(path)}"`;
	if (issue.type === "strict_object" && issue.expected === "never") {
		const known = knownKeys(path.slice(0, -1));
		return error("unknown-key", `unknown key "${String(path.at(-1))}" in ${where(path.slice(0, -1))}${didYouMean(String(path.at(-1)), known)}`, { place: source.atKey(path) });
	}
	if (issue.type === "strict_object" && issue.received === "undefined") return error("missing-key", `${where(path.slice(0, -1))} needs the key "${String(path.at(-1))}"`, { place: source.atKey(path.slice(0, -1)) });
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
function knownKeys(path) {
	let schema = matrixSchema;
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
function where(path) {
	if (path.length === 0) return "the matrix";
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

// src/matrix/values.ts
const BUILT_IN = ["target"];
const RUN_FACTS = [
	"version",
	"revision",
	"branch"
];
function isRunFact(name) {
	return RUN_FACTS.includes(name);
}
function readOverrides(matrix, overrides) {
	const declared = declaredValues(matrix);
	const problems = [];
	let result = {};
	for (const [name, text] of Object.entries(overrides)) {
		const sample = declared.get(name);
		if (sample === void 0) {
			const what = Object.hasOwn(matrix.file.axes ?? {}, name) ? `"${name}" is an axis, not a value; choose images with --target` : `there is no value "${name}" to set${didYouMean(name, [...declared.keys(), ...RUN_FACTS])}`;
			problems.push(error("unknown-value", `--set ${name}: ${what}`));
			continue;
		}
		const value = likeSample(sample, text);
		if (value === void 0) {
			problems.push(error("invalid-value", `--set ${name}: "${text}" must be ${Array.isArray(sample) ? "a list, as [a, b]" : typeof sample === "boolean" ? "true or false" : "one line of text; a mapping is set key by key"}`));
			continue;
		}
		result = mergeValues(result, name.split(".").reduceRight((inner, part) => ({ [part]: inner }), value));
	}
	if (problems.length > 0) throw new ProblemsFound(problems);
	return result;
}
function declaredValues(matrix) {
	const found = /* @__PURE__ */ new Map();
	const walk = (values, prefix) => {
		for (const [name, value] of Object.entries(values)) {
			found.set(`${prefix}${name}`, value);
			if (isMapping(value) && !isSource(value)) walk(value, `${prefix}${name}.`);
		}
	};
	for (const { set } of matrix.file.rules ?? []) walk(set ?? {}, "");
	for (const target of [...Object.values(matrix.file.targets), ...Object.values(matrix.file.stages ?? {})]) walk(target.values ?? {}, "");
	walk(matrix.file.values ?? {}, "");
	return found;
}
function likeSample(sample, text) {
	if (/[\n\r\0]/.test(text) || isMapping(sample) && !isSource(sample)) return void 0;
	if (isSource(sample)) return text.trimStart().startsWith("[") ? likeSample([], text) : text;
	if (typeof sample === "boolean") return text === "true" ? true : text === "false" ? false : void 0;
	if (!Array.isArray(sample)) return text;
	if (!text.trimStart().startsWith("[")) return text === "" ? [] : text.split(",").map((item) => item.trim());
	const document = (0, import_dist.parseDocument)(text, { schema: "failsafe" });
	const list = document.errors.length > 0 ? void 0 : document.toJS();
	return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : void 0;
}
function nameProblems(matrix) {
	const { file, source } = matrix;
	const taken = new Map([...BUILT_IN, ...RUN_FACTS].map((name) => [name, "is built in"]));
	const problems = [];
	const claim = (path, reservedOnly, keeps = true) => {
		const name = path.at(-1) ?? "";
		const owner = taken.get(name);
		const place = source.atKey(path);
		if (owner !== void 0 && !(reservedOnly && owner !== "is built in")) problems.push(error("name-taken", `"${pathText(path)}" needs another name: "${name}" ${owner}`, { place }));
		else if (keeps) taken.set(name, `is ${pathText(path)} already (line ${place.line})`);
	};
	for (const axis of Object.keys(file.axes ?? {})) claim(["axes", axis], false);
	for (const name of Object.keys(file.values ?? {})) claim(["values", name], false);
	for (const [section, entries] of [["stages", file.stages ?? {}], ["targets", file.targets]]) for (const [owner, { values }] of Object.entries(entries)) for (const name of Object.keys(values ?? {})) claim([
		section,
		owner,
		"values",
		name
	], !Object.hasOwn(file.axes ?? {}, name), false);
	if (Object.hasOwn(file.axes ?? {}, "platform")) problems.push(error("name-taken", "\"axes.platform\" needs another name: conditions use \"platform\" for the platform", { place: source.atKey(["axes", "platform"]) }));
	for (const stage of Object.keys(file.stages ?? {})) if (Object.hasOwn(file.targets, stage)) problems.push(error("name-taken", `"${stage}" is a stage and a target (line ${source.atKey(["targets", stage]).line}); give one of them another name`, { place: source.atKey(["stages", stage]) }));
	return problems;
}

// src/matrix/tags.ts
const DEFAULT_PATTERNS = ["{{target}}", "{{target}}-{{version}}"];
function tagSafe(text) {
	return text.replace(/[^A-Za-z0-9_.-]+/g, "-").replace(/^[.-]+/, "");
}
function patternResults(matrix, cell, context, facts, templates, given) {
	const known = {
		...facts.version ? { version: tagSafe(facts.version) } : {},
		...facts.revision ? { revision: facts.revision } : {},
		...facts.branch ? { branch: tagSafe(facts.branch) } : {}
	};
	const patterns = patternsOf(matrix, cell.target.name, given);
	if (matrix.file.targets[cell.target.name]?.latest && !given?.length) patterns.push({
		text: "latest",
		place: matrix.source.at([
			"targets",
			cell.target.name,
			"latest"
		])
	});
	return patterns.map((pattern) => {
		const used = templates.uses(pattern.text);
		const missing = RUN_FACTS.filter((fact) => used.has(fact) && !(fact in known));
		return missing.length > 0 ? {
			...pattern,
			missing
		} : {
			...pattern,
			tag: templates.expression(pattern.text, extendContext(context, known), pattern.place)
		};
	});
}
function imageTags(matrix, cell, context, facts, templates, given) {
	const tags = /* @__PURE__ */ new Map();
	const problems = [];
	for (const result of patternResults(matrix, cell, context, facts, templates, given)) {
		if (!("tag" in result)) continue;
		const { tag, place } = result;
		const wrong = tagProblem(tag);
		if (wrong === void 0) tags.set(tag, {
			tag,
			place
		});
		else problems.push(error("invalid-tag", wrong, { place }));
	}
	return {
		tags: [...tags.values()],
		problems
	};
}
function patternsOf(matrix, target, given) {
	const { file, source } = matrix;
	if (given && given.length > 0) return given.map((text) => ({
		text,
		place: {
			file: "tags",
			line: 1,
			column: 1
		}
	}));
	const own = file.targets[target]?.tags;
	if (own) return own.map((text, index) => ({
		text,
		place: source.at([
			"targets",
			target,
			"tags",
			index
		])
	}));
	if (file.tags) return file.tags.map((text, index) => ({
		text,
		place: source.at(["tags", index])
	}));
	return DEFAULT_PATTERNS.map((text) => ({
		text,
		place: source.atKey(["targets", target])
	}));
}

// src/matrix/cache.ts
function cacheReferences(cache, repository, id, facts) {
	if (cache === false) return {
		cacheFrom: [],
		cacheTo: []
	};
	const main = `${(cache === true ? {} : cache).repository ?? `${repository}-cache`}:${id}`;
	const of = (branch) => `${main}.${tagSafe(branch)}`.slice(0, main.length + 1 + 60);
	const own = facts.isDefaultBranch || facts.branch === void 0 ? main : of(facts.branch);
	const base = facts.baseBranch === void 0 ? [] : [of(facts.baseBranch)];
	return {
		cacheFrom: [.../* @__PURE__ */ new Set([
			own,
			...base,
			main
		])],
		cacheTo: facts.writesCache ? [own] : []
	};
}

// src/matrix/targets.ts
const DEFAULT_PLATFORMS = ["linux/amd64"];
function declaredPlatforms(file) {
	return [.../* @__PURE__ */ new Set([...file.platforms ?? DEFAULT_PLATFORMS, ...Object.values(file.targets).flatMap(({ platforms }) => platforms ?? [])])];
}
function resolveTargets(matrix) {
	const { file, source } = matrix;
	const problems = [];
	const resolved = /* @__PURE__ */ new Map();
	const declaredAxes = Object.keys(file.axes ?? {});
	const resolve = (name, trail) => {
		const known = resolved.get(name);
		if (known) return known;
		const target = file.targets[name];
		if (!target) return void 0;
		if (trail.includes(name)) {
			if (!problems.some((problem) => problem.code === "target-cycle")) problems.push(error("target-cycle", `targets are built from each other in a circle: ${[...trail.slice(trail.indexOf(name)), name].join(" → ")}`, {
				place: source.at([
					"targets",
					name,
					"from"
				]),
				hint: target.from === name ? `for the image of that name, write ${name}:latest` : "let one of them be built from an image"
			}));
			return;
		}
		const origins = [
			"from",
			"file",
			"dockerfile"
		].filter((key) => target[key] !== void 0);
		if (origins.length !== 1) problems.push(error("target-origin", `target "${name}" needs exactly one of from (an image, stage or target), file (a template for a whole Dockerfile) and dockerfile (a Dockerfile used as it is)${origins.length > 1 ? `, not ${origins.join(" and ")}` : ""}`, { place: source.atKey(["targets", name]) }));
		if (target.template !== void 0 && target.from === void 0) problems.push(error("target-origin", `"template" is for a stage with "from"; target "${name}" has none`, { place: source.atKey([
			"targets",
			name,
			"template"
		]) }));
		const parentName = target.from !== void 0 && Object.hasOwn(file.targets, target.from) ? target.from : void 0;
		const parent = parentName === void 0 ? void 0 : resolve(parentName, [...trail, name]);
		const own = target.axes ?? (parent ? [] : declaredAxes.toSorted());
		for (const [index, axis] of own.entries()) {
			const place = source.at([
				"targets",
				name,
				"axes",
				index
			]);
			if (target.axes && !declaredAxes.includes(axis)) problems.push(error("unknown-axis", `target "${name}" has an axis "${axis}" that is not under axes${didYouMean(axis, declaredAxes)}`, { place }));
			if (own.indexOf(axis) !== index) problems.push(error("duplicate-axis", `target "${name}" names the axis "${axis}" twice`, { place }));
		}
		const platforms = target.platforms ?? parent?.platforms ?? file.platforms ?? DEFAULT_PLATFORMS;
		for (const [index, platform] of platforms.entries()) {
			const list = target.platforms ? [
				"targets",
				name,
				"platforms"
			] : ["platforms"];
			if (parent && !parent.platforms.includes(platform)) problems.push(error("platform-not-in-parent", `target "${name}" is built for ${platform}, but its parent "${parent.name}" is not (it has ${parent.platforms.join(", ")})`, {
				place: source.at([...list, index]),
				hint: `remove ${platform} here, or add it to "${parent.name}"`
			}));
			if (platforms.indexOf(platform) !== index && (target.platforms || resolved.size === 0)) problems.push(error("duplicate-platform", `platform ${platform} is listed twice`, { place: source.at([...list, index]) }));
		}
		const result = {
			name,
			...parent ? { parent: parent.name } : {},
			axes: [.../* @__PURE__ */ new Set([...parent?.axes ?? [], ...own])].filter((axis) => declaredAxes.includes(axis)),
			platforms: [...new Set(platforms)],
			depth: parent ? parent.depth + 1 : 0
		};
		resolved.set(name, result);
		return result;
	};
	for (const name of Object.keys(file.targets)) resolve(name, []);
	const ordered = [...resolved.values()].toSorted((a, b) => a.depth - b.depth || (a.name < b.name ? -1 : 1));
	return {
		targets: new Map(ordered.map((target) => [target.name, target])),
		problems
	};
}

// src/matrix/expand.ts
const RULE_KINDS = [
	"exclude",
	"include",
	"require",
	"set"
];
function expand(matrix) {
	const { targets, problems } = resolveTargets(matrix);
	const { rules, problems: ruleProblems } = compileRules(matrix);
	const all = [
		...problems,
		...duplicateValues(matrix),
		...ruleProblems
	];
	if (all.length > 0) throw new ProblemsFound(all);
	const cells = [];
	const excluded = [];
	const gone = /* @__PURE__ */ new Map();
	const left = /* @__PURE__ */ new Map();
	for (const target of targets.values()) for (const combination of combinations(matrix.file, target.axes)) {
		const key = cellKey(target.name, combination);
		const parent = target.parent === void 0 ? void 0 : targets.get(target.parent);
		const parentKey = parent && cellKey(parent.name, restrict(combination, parent.axes));
		const dropped = /* @__PURE__ */ new Map();
		for (const platform of target.platforms) {
			const rule = droppingRule(rules, {
				...combination,
				target: target.name,
				platform
			});
			if (rule) dropped.set(platform, rule);
		}
		const parentGone = parentKey === void 0 ? void 0 : gone.get(parentKey);
		if (parentGone) {
			const entry = {
				...parentGone,
				target: target.name,
				combination,
				because: `its parent "${parentGone.target}" is excluded: ${parentGone.because}`
			};
			gone.set(key, entry);
			excluded.push(entry);
			continue;
		}
		const parentPlatforms = parentKey === void 0 ? void 0 : left.get(parentKey);
		const platforms = target.platforms.filter((platform) => !dropped.has(platform) && (parentPlatforms?.includes(platform) ?? true));
		const [first] = dropped.values();
		if (platforms.length === 0) {
			const entry = {
				target: target.name,
				combination,
				because: first?.because ?? `its parent "${target.parent ?? ""}" has none of its platforms left`,
				place: first?.place ?? matrix.source.at(["targets", target.name])
			};
			gone.set(key, entry);
			excluded.push(entry);
			continue;
		}
		for (const rule of new Set(dropped.values())) {
			const its = [...dropped].filter(([, by]) => by === rule).map(([platform]) => platform);
			excluded.push({
				target: target.name,
				combination,
				platforms: its,
				because: rule.because,
				place: rule.place
			});
		}
		left.set(key, platforms);
		cells.push({
			target,
			combination,
			platforms,
			allPlatforms: platforms
		});
	}
	const idle = rules.filter((rule) => !rule.matched);
	if (idle.length > 0) throw new ProblemsFound(idle.map((rule) => error("idle-rule", `this ${rule.kind} rule matches nothing`, {
		place: rule.place,
		hint: "correct its condition, or remove it"
	})));
	return {
		targets,
		cells,
		excluded
	};
}
function cellKey(target, combination) {
	return `${target} ${combinationKey(combination)}`;
}
function droppingRule(rules, facts) {
	let exclude;
	let kept = false;
	for (const rule of rules) {
		if (!rule.test(facts)) continue;
		rule.matched = true;
		if (rule.kind === "include") kept = true;
		else if (rule.drops(facts)) exclude ??= rule;
	}
	return kept ? void 0 : exclude;
}
function compileRules(matrix) {
	const problems = [];
	const rules = [];
	for (const [index, rule] of (matrix.file.rules ?? []).entries()) {
		const place = matrix.source.at(["rules", index]);
		const kinds = RULE_KINDS.filter((kind) => rule[kind] !== void 0);
		const [kind] = kinds;
		if (kind === void 0 || kinds.length > 1) {
			problems.push(error("rule-kind", `a rule has exactly one of ${RULE_KINDS.join(", ")}, not ${kinds.length === 0 ? "none" : kinds.join(" and ")}`, { place }));
			continue;
		}
		if (rule.when && (kind === "exclude" || kind === "include")) {
			problems.push(error("rule-when", `"when" belongs to require and set; the condition of ${kind} is its own value`, { place: matrix.source.atKey([
				"rules",
				index,
				"when"
			]) }));
			continue;
		}
		const own = kind === "set" ? void 0 : rule[kind];
		if (own) problems.push(...conditionProblems(matrix, own, [
			"rules",
			index,
			kind
		]));
		if (rule.when) problems.push(...conditionProblems(matrix, rule.when, [
			"rules",
			index,
			"when"
		]));
		if (kind === "set" && rule.when && "platform" in rule.when) problems.push(error("set-platform", "a value cannot depend on the platform: one Dockerfile serves all of them", {
			place: matrix.source.atKey([
				"rules",
				index,
				"when",
				"platform"
			]),
			hint: "use TARGETARCH in the template"
		}));
		const when = rule.when ? conditionTest(rule.when) : () => true;
		const holds = own ? conditionTest(own) : () => true;
		rules.push({
			index,
			kind,
			test: kind === "require" ? (facts) => when(facts) && Object.keys(own ?? {}).every((key) => key in facts) : kind === "set" ? when : holds,
			drops: (facts) => kind === "exclude" || kind === "require" && !holds(facts),
			because: rule.because ?? (kind === "require" ? `required otherwise at ${place.file}:${place.line}` : `excluded at ${place.file}:${place.line}`),
			place,
			matched: false
		});
	}
	return {
		rules,
		problems
	};
}
function duplicateValues({ file, source }) {
	return Object.entries(file.axes ?? {}).flatMap(([axis, values]) => Array.isArray(values) ? values.flatMap((value, index) => values.indexOf(value) === index ? [] : [error("duplicate-value", `the axis "${axis}" has the value "${value}" twice`, { place: source.at([
		"axes",
		axis,
		index
	]) })]) : []);
}
function conditionProblems(matrix, condition, path) {
	const { file, source } = matrix;
	const known = [
		"target",
		"platform",
		...Object.keys(file.axes ?? {})
	];
	return Object.entries(condition).flatMap(([key, patterns]) => {
		if (!known.includes(key)) return [error("unknown-axis", `a condition on "${key}", which is no axis${didYouMean(key, known)}`, { place: source.atKey([...path, key]) })];
		const allowed = key === "target" ? Object.keys(file.targets) : key === "platform" ? declaredPlatforms(file) : axisValues(file, key);
		return [patterns].flat().flatMap((pattern, index) => {
			if (allowed.includes(pattern) || versionTest(pattern) || /[*?]/.test(pattern)) return [];
			const place = source.at(Array.isArray(patterns) ? [
				...path,
				key,
				index
			] : [...path, key]);
			if (/[<>=~!]/.test(pattern)) return [error("invalid-comparison", `"${pattern}" compares with no version; comparisons are written as >=3.11, ~12.4 or ">=3.11,<3.13"`, { place })];
			return [error("unknown-value", `"${pattern}" is no value of ${key}${didYouMean(pattern, allowed)}`, { place })];
		});
	});
}

// src/matrix/labels.ts
function imageLabels(matrix, target, context, facts, templates) {
	const declared = matrix.file.targets[target];
	const filledIn = {
		"org.opencontainers.image.title": `${matrix.file.image.split("/").at(-1) ?? ""} ${target}`,
		...declared?.description ? { "org.opencontainers.image.description": declared.description } : {},
		...facts.version ? { "org.opencontainers.image.version": facts.version } : {},
		...facts.revision ? { "org.opencontainers.image.revision": facts.revision } : {},
		...facts.created ? { "org.opencontainers.image.created": facts.created } : {},
		...facts.source ? { "org.opencontainers.image.source": facts.source } : {}
	};
	const written = Object.entries({
		...place(matrix, ["labels"], matrix.file.labels),
		...place(matrix, [
			"targets",
			target,
			"labels"
		], declared?.labels)
	});
	const known = Object.fromEntries(RUN_FACTS.flatMap((fact) => facts[fact] ? [[fact, facts[fact]]] : []));
	for (const [name, { text, at }] of written) {
		const used = templates.uses(text);
		if (RUN_FACTS.every((fact) => !used.has(fact) || fact in known)) filledIn[name] = templates.expression(text, extendContext(context, known), at());
	}
	return Object.fromEntries(Object.entries(filledIn).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function place(matrix, path, texts) {
	return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, {
		text,
		at: () => matrix.source.at([...path, name])
	}]));
}

// src/matrix/plan.ts
function plan(matrix, templates, options) {
	const names = nameProblems(matrix);
	if (names.length > 0) throw new ProblemsFound(names);
	const runFacts = Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => isRunFact(name)));
	const facts = {
		...options.facts,
		...runFacts
	};
	const overrides = readOverrides(matrix, Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => !(name in runFacts))));
	const repository = readRepository(matrix);
	const expansion = expand(matrix);
	const cells = select(expansion, options);
	const scopeOf = createScopes(matrix, templates, overrides, options.inputs ?? NO_INPUTS);
	const stages = createStages(matrix, expansion.targets, templates, scopeOf);
	const problems = [];
	const collect = (step) => {
		try {
			return step();
		} catch (cause) {
			if (!(cause instanceof ProblemsFound)) throw cause;
			problems.push(...cause.problems);
			return;
		}
	};
	const inspection = createInspection(matrix);
	const files = [];
	const addFile = (path, text) => {
		files.push({
			path,
			text
		});
		if (matrix.file.ignore) files.push({
			path: `${path}.dockerignore`,
			text: renderIgnoreFile(matrix.file.ignore, fileName(matrix))
		});
	};
	for (const group of groupBy(cells.filter(({ target }) => matrix.file.targets[target.name]?.from !== void 0), ({ combination }) => combinationKey(combination)).values()) {
		const [first] = group;
		for (const { target, combination } of group) collect(() => stages.stage(target.name, combination));
		const closure = first && collect(() => stages.closure(group.map(({ target }) => target.name), first.combination));
		if (!closure) continue;
		addFile(dockerfilePath(first.combination), renderDockerfile({
			syntax: matrix.file.syntax ?? "docker/dockerfile:1",
			matrix: fileName(matrix),
			stages: closure
		}));
		if (options.lint) inspection.stages(closure, group);
	}
	for (const { target, combination, platforms } of cells.filter(({ target }) => matrix.file.targets[target.name]?.file !== void 0)) {
		const rendered = collect(() => stages.placedFile(target.name, combination));
		if (rendered === void 0) continue;
		addFile(dockerfilePath(combination, target.name), rendered.text);
		if (options.lint) inspection.dockerfile(rendered, platforms);
	}
	for (const { target, platforms } of cells) {
		const path = matrix.file.targets[target.name]?.dockerfile;
		const text = path === void 0 ? void 0 : options.inputs?.files.get(path);
		if (path !== void 0 && text !== void 0 && options.lint) inspection.dockerfile(ownPlaces(join(dirname(matrix.source.file.path), path), text), platforms);
	}
	const places = /* @__PURE__ */ new Map();
	const byTarget = groupBy(expansion.cells, ({ target }) => target.name);
	const imageContexts = (cell, expression) => Object.fromEntries(Object.entries(matrix.file.targets[cell.target.name]?.contexts ?? {}).toSorted(([a], [b]) => a < b ? -1 : 1).map(([key, text]) => {
		const written = expression(text, key);
		return [key, written.startsWith("image:") ? `image:${contextImage(matrix, cell, written.slice(6), key, byTarget)}` : written];
	}));
	const images = cells.flatMap((cell) => {
		const image = collect(() => {
			const name = cell.target.name;
			const declared = matrix.file.targets[name];
			const { context } = scopeOf(name, cell.combination);
			const verbatim = declared?.dockerfile;
			const stage = declared?.stage ?? (declared?.from === void 0 ? void 0 : name);
			const id = imageId(cell);
			const tags = (declared?.output === "local" ? void 0 : collect(() => imageTags(matrix, cell, context, facts, templates, options.tags))) ?? {
				tags: [],
				problems: []
			};
			problems.push(...tags.problems);
			places.set(id, tags.tags.map(({ tag, place }) => [`${repository}:${tag}`, place]));
			const args = Object.entries(declared?.args ?? {}).map(([key, text]) => [key, collect(() => templates.expression(text, context, matrix.source.at([
				"targets",
				name,
				"args",
				key
			]))) ?? ""]);
			return {
				id,
				target: name,
				combination: cell.combination,
				platforms: cell.platforms,
				allPlatforms: cell.allPlatforms,
				dockerfile: verbatim ?? dockerfilePath(cell.combination, declared?.file === void 0 ? void 0 : name),
				verbatim: verbatim !== void 0,
				...stage === void 0 ? {} : { stage },
				context: matrix.file.context ?? ".",
				contexts: collect(() => imageContexts(cell, (text, key) => templates.expression(text, context, matrix.source.at([
					"targets",
					name,
					"contexts",
					key
				])))) ?? {},
				secrets: (declared?.secrets ?? []).map((secret) => typeof secret === "string" ? { id: secret } : secret),
				output: declared?.output ?? "image",
				repository,
				tags: tags.tags.map(({ tag }) => `${repository}:${tag}`),
				immutable: [],
				mirrors: [],
				args: Object.fromEntries(args.toSorted(([a], [b]) => a < b ? -1 : 1)),
				labels: collect(() => imageLabels(matrix, name, context, facts, templates)) ?? {},
				...cacheReferences(matrix.file.cache ?? true, repository, id, facts)
			};
		});
		return image ? [image] : [];
	});
	problems.push(...missingContexts(matrix, images), ...collisions(matrix, images, places), ...pathCollisions(files, matrix));
	const whole = (options.targets ?? []).length === 0 && (options.platforms ?? []).length === 0;
	const findings = inspection.problems(whole && problems.length === 0);
	problems.push(...findings.filter(({ severity }) => severity === "error"));
	if (whole && problems.length === 0) problems.push(...stages.idleDecorators());
	if (problems.length > 0) throw new ProblemsFound(distinct(problems));
	return {
		images,
		groups: groupsOf(images),
		excluded: expansion.excluded,
		files,
		warnings: findings.filter(({ severity }) => severity === "warning")
	};
}
function fileName(matrix) {
	return matrix.source.file.path.split(/[\\/]/).at(-1) ?? "";
}
function missingContexts(matrix, images) {
	const ids = new Set(images.map(({ id }) => id));
	return images.flatMap((image) => Object.entries(image.contexts).flatMap(([key, context]) => {
		const other = context.startsWith("image:") ? context.slice(6) : void 0;
		if (other === void 0 || ids.has(other)) return [];
		return [error("context-not-chosen", `"${image.id}" takes files from the image "${other}", which is not chosen`, {
			place: matrix.source.at([
				"targets",
				image.target,
				"contexts",
				key
			]),
			hint: `choose both: --target ${image.id},${other}`
		})];
	}));
}
function readRepository(matrix) {
	const repository = parseRepository(matrix.file.image);
	const problems = typeof repository === "string" ? [error("invalid-image", repository, { place: matrix.source.at(["image"]) })] : [];
	const cache = typeof matrix.file.cache === "object" ? matrix.file.cache.repository : void 0;
	const wrong = cache === void 0 ? void 0 : parseRepository(cache);
	if (typeof wrong === "string") problems.push(error("invalid-image", wrong, { place: matrix.source.at(["cache", "repository"]) }));
	if (problems.length > 0) throw new ProblemsFound(problems);
	return matrix.file.image;
}
function contextImage(matrix, cell, target, key, byTarget) {
	const place = matrix.source.at([
		"targets",
		cell.target.name,
		"contexts",
		key
	]);
	const candidates = byTarget.get(target);
	if (!candidates) throw new ProblemsFound([error("unknown-target", `the context "${key}" is the image of "${target}", which is no target${didYouMean(target, byTarget.keys())}`, { place })]);
	const found = candidates.find((other) => Object.entries(other.combination).every(([axis, value]) => cell.combination[axis] === value));
	if (!found) throw new ProblemsFound([error("context-without-image", `"${cell.target.name}" has no image of "${target}" at the same axis values to take as context "${key}"`, {
		place,
		hint: "a context must have the same axes, or fewer, and not be excluded"
	})]);
	const missing = cell.platforms.filter((platform) => !found.platforms.includes(platform));
	if (missing.length > 0) throw new ProblemsFound([error("platform-not-in-parent", `"${cell.target.name}" is built for ${missing.join(", ")}, but the image of "${target}" in its context "${key}" is not`, { place })]);
	return imageId(found);
}
function imageId(cell) {
	return [cell.target.name, ...cell.target.axes.map((axis) => cell.combination[axis] ?? "")].join("-").toLowerCase().replace(/[^a-z0-9_-]+/g, "-");
}
function dockerfilePath(combination, target) {
	const parts = Object.entries(combination).toSorted(([a], [b]) => a < b ? -1 : 1).map(([axis, value]) => `${axis}${value.replace(/[^A-Za-z0-9._]+/g, "_")}`);
	if (target !== void 0) parts.unshift(target);
	return `dockerfiles/${parts.length === 0 ? "Dockerfile" : `${parts.join("-")}.Dockerfile`}`;
}
function select({ cells, excluded, targets: declared }, options) {
	const { targets = [], platforms = [] } = options;
	const problems = [];
	const names = new Set(cells.flatMap((cell) => [cell.target.name, imageId(cell)]));
	const allPlatforms = new Set(cells.flatMap((cell) => cell.platforms));
	const [firstGone] = excluded;
	if (cells.length === 0) throw new ProblemsFound([error("empty-plan", `no image is left; "${firstGone?.target ?? ""}" is excluded: ${firstGone?.because ?? ""}`, {
		place: firstGone?.place,
		hint: "narrow the rules"
	})]);
	for (const target of targets) {
		if (target === "default" || names.has(target)) continue;
		const gone = excluded.find((entry) => !entry.platforms && (entry.target === target || isImage(entry, target, declared)));
		problems.push(gone ? error("excluded-target", `"${target}" is excluded: ${gone.because}`, { place: gone.place }) : error("unknown-target", `there is no target or image "${target}"${didYouMean(target, names)}`));
	}
	for (const platform of platforms) if (!allPlatforms.has(platform)) problems.push(error("unknown-platform", `no image is built for the platform "${platform}"${didYouMean(platform, allPlatforms)}`));
	if (problems.length > 0) throw new ProblemsFound(problems);
	const wanted = cells.flatMap((cell) => {
		if (targets.length > 0 && !targets.includes("default") && !targets.includes(cell.target.name) && !targets.includes(imageId(cell))) return [];
		const left = platforms.length === 0 ? cell.platforms : cell.platforms.filter((platform) => platforms.includes(platform));
		return left.length === 0 ? [] : [{
			...cell,
			platforms: left
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
function groupsOf(images) {
	const groups = { default: images.map(({ id }) => id) };
	for (const image of images) if (image.target !== image.id) (groups[image.target] ??= []).push(image.id);
	return groups;
}
function collisions(matrix, images, places) {
	const problems = [];
	const ids = /* @__PURE__ */ new Map();
	const tags = /* @__PURE__ */ new Map();
	for (const image of images) {
		const place = matrix.source.atKey(["targets", image.target]);
		const twin = ids.get(image.id);
		if (image.id !== image.target && Object.hasOwn(matrix.file.targets, image.id)) problems.push(error("id-collision", `the image "${image.id}" of target "${image.target}" (${describe(image)}) has the name of another target`, {
			place,
			hint: "rename one of the targets or axis values"
		}));
		else if (twin && twin.target !== image.id && image.target !== image.id) problems.push(error("id-collision", `"${image.target}" (${describe(image)}) and "${twin.target}" (${describe(twin)}) would both be named "${image.id}"`, {
			place,
			hint: "rename one of the targets or axis values"
		}));
		else if (image.id === "default") problems.push(error("id-collision", "a target cannot be named \"default\": bake uses that name for the group of all images", { place }));
		ids.set(image.id, image);
		for (const [tag, at] of places.get(image.id) ?? []) {
			const other = tags.get(tag);
			if (other && other.image.id !== image.id) problems.push(error("tag-collision", `images "${other.image.id}" and "${image.id}" would both be tagged ${tag}${samePlace(at, other.place) ? "" : ` (also at ${other.place.file}:${other.place.line}:${other.place.column})`}`, {
				place: at,
				hint: "tags need whatever tells the images apart, as {{target}} or an axis"
			}));
			tags.set(tag, {
				image,
				place: at
			});
		}
	}
	return problems;
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
function distinct(problems) {
	return [...new Map(problems.map((problem) => [JSON.stringify([problem.message, problem.place]), problem])).values()];
}

export { isTrue as A, combinationKey as B, renderDockerfile as C, shellQuote as D, quoting as E, textsOf as F, valuesOf as H, AxisValue as I, closest as L, listOf as M, mappingOf as N, isMapping$1 as O, textOf as P, didYouMean as R, DEFAULT_SYNTAX as S, createStages as T, restrict as V, valueSources as _, expand as a, patternTest as b, isRunFact as c, parseMatrix as d, SEVERITIES as f, isSource as g, isMapping as h, compileRules as i, kindOf$1 as j, isText as k, nameProblems as l, NO_INPUTS as m, imageId as n, patternResults as o, createScopes as p, plan as r, RUN_FACTS as s, fileName as t, readOverrides as u, literal as v, DEFAULT_TEMPLATES as w, groupBy as x, conditionTest as y, axisValues as z };