import { o as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { C as transform, S as string, _ as pipe, a as lazy, b as safeParse, c as metadata, g as picklist, l as minEntries, n as boolean$1, o as literal, r as exactOptional, t as array, u as minLength, v as record, w as union, x as strictObject, y as regex } from "./valibot.js";
import { t as require_dist } from "./yaml.js";
import { posix } from "node:path";

// src/problem.ts
var ProblemsFound = class extends Error {
	name = "ProblemsFound";
	problems;
	constructor(problems) {
		super(problems.map((problem) => problem.message).join("\n"));
		this.problems = problems;
	}
};
function error(code, message, rest = {}) {
	return {
		severity: "error",
		code,
		message,
		...rest.place ? { place: rest.place } : {},
		...rest.hint ? { hint: rest.hint } : {}
	};
}

// src/bake/csv.ts
function csvField(name, text) {
	const field = `${name}=${text}`;
	return /[",\n]/.test(field) ? `"${field.replaceAll("\"", "\"\"")}"` : field;
}

// src/bake/hcl.ts
function writeHcl(blocks, header = []) {
	const comments = header.map((line) => `# ${line}\n`).join("");
	return [...comments ? [comments] : [], ...blocks.map(writeBlock)].join("\n");
}
function writeBlock(block) {
	const attributes = Object.entries(block.attributes).filter(([, value]) => value !== void 0 && !isEmpty(value));
	const width = Math.max(0, ...attributes.map(([name]) => name.length));
	const lines = attributes.map(([name, value]) => `  ${name.padEnd(width)} = ${writeValue(value)}\n`);
	return `${block.type} ${quote(block.label)} {\n${lines.join("")}}\n`;
}
function isEmpty(value) {
	return typeof value === "object" && Object.keys(value).length === 0;
}
function writeValue(value) {
	if (typeof value === "boolean") return String(value);
	if (typeof value === "string") return quote(value);
	if (isList(value)) return value.length === 1 ? `[${quote(value[0] ?? "")}]` : `[\n${value.map((item) => `    ${quote(item)},\n`).join("")}  ]`;
	return `{\n${Object.entries(value).map(([key, item]) => `    ${quote(key)} = ${quote(item)}\n`).join("")}  }`;
}
function isList(value) {
	return Array.isArray(value);
}
const ESCAPES = {
	"\\": "\\\\",
	"\"": "\\\"",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t"
};
function quote(text) {
	return `"${text.normalize("NFC").replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character] ?? character).replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).replace(/([$%])\{/g, "$1$1{")}"`;
}

// src/bake/definition.ts
function writeDefinition(plan, folder, matrix) {
	const groups = Object.entries(plan.groups).map(([name, targets]) => ({
		type: "group",
		label: name,
		attributes: { targets }
	}));
	const targets = plan.images.map((image) => ({
		type: "target",
		label: image.id,
		attributes: definitionOf(image, folder)
	}));
	return writeHcl([...groups, ...targets], [`Made by docker-matrix from ${matrix}: edit that, then run "docker-matrix render".`]);
}
function writeOverride(attributes) {
	return writeHcl([...attributes].map(([id, values]) => ({
		type: "target",
		label: id,
		attributes: values
	})), ["What one run adds to docker-bake.hcl: docker buildx bake -f docker-bake.hcl -f THIS-FILE"]);
}
function writeImageDefinition(image, folder, run) {
	return writeHcl([{
		type: "target",
		label: image.id,
		attributes: {
			...definitionOf(image, folder),
			...run
		}
	}]);
}
function secretText({ id, env, file }) {
	return [
		`id=${id}`,
		...env === void 0 ? [] : [`env=${env}`],
		...file === void 0 ? [] : [csvField("src", file)]
	].join(",");
}
function definitionOf(image, folder) {
	return {
		context: image.context,
		dockerfile: image.verbatim ? posix.relative(image.context, image.dockerfile) : posix.join(folder, image.dockerfile),
		target: image.stage,
		contexts: Object.fromEntries(Object.entries(image.contexts).map(([name, context]) => [name, context.replace(/^image:/, "target:")])),
		platforms: image.platforms,
		tags: image.tags,
		output: image.output === "local" ? [`type=local,dest=out/${image.id}`] : void 0,
		secret: image.secrets.map(secretText),
		args: image.args,
		labels: image.labels,
		"cache-from": image.cacheFrom.map((reference) => `type=registry,ref=${reference}`)
	};
}

// src/matrix/version-order.ts
const SUFFIX_RANK = {
	dev: -4,
	a: -3,
	alpha: -3,
	b: -2,
	beta: -2,
	c: -1,
	rc: -1,
	pre: -1,
	preview: -1,
	post: 1,
	rev: 1,
	r: 1
};
function readVersion(text) {
	const match = /^v?(\d+(?:\.\d+)*)(?:[-._]?([a-z][0-9a-z.-]*))?(?:\+.*)?$/i.exec(text.trim());
	if (!match?.[1]) return void 0;
	const suffix = (match[2]?.toLowerCase().match(/\d+|[a-z]+/g) ?? []).map((part) => /^\d/.test(part) ? Number(part) : part);
	const [word] = suffix;
	return {
		release: match[1].split(".").map(Number),
		rank: typeof word === "string" ? SUFFIX_RANK[word] ?? -3.5 : 0,
		suffix
	};
}
function isVersion(text) {
	return readVersion(text) !== void 0;
}
function compareVersions(left, right) {
	const a = readVersion(left);
	const b = readVersion(right);
	if (!a || !b) return a ? -1 : b ? 1 : left < right ? -1 : left > right ? 1 : 0;
	for (let i = 0; i < Math.max(a.release.length, b.release.length); i++) {
		const x = a.release[i] ?? 0;
		const y = b.release[i] ?? 0;
		if (x !== y) return x < y ? -1 : 1;
	}
	if (a.rank !== b.rank) return Math.sign(a.rank - b.rank);
	for (let i = 0; i < Math.max(a.suffix.length, b.suffix.length); i++) {
		const x = a.suffix[i] ?? 0;
		const y = b.suffix[i] ?? 0;
		if (x === y) continue;
		if (typeof x === typeof y) return x < y ? -1 : 1;
		return typeof x === "number" ? -1 : 1;
	}
	return 0;
}
const COMPARISON = /^(>=|<=|==|!=|>|<|~)\s*(\S+)$/;
function versionTest(text) {
	const parts = text.split(",").map((part) => COMPARISON.exec(part.trim()));
	if (parts.some((part) => !part || !isVersion(part[2] ?? ""))) return void 0;
	return (version) => isVersion(version) && parts.every((part) => holds(version, part?.[1] ?? "", part?.[2] ?? ""));
}
function holds(version, operator, bound) {
	const order = compareVersions(version, bound);
	switch (operator) {
		case ">=": return order >= 0;
		case "<=": return order <= 0;
		case ">": return order > 0;
		case "<": return order < 0;
		case "!=": return order !== 0;
		case "~": return order >= 0 && `${version}.`.startsWith(`${bound}.`);
		default: return order === 0;
	}
}

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

// src/dockerfile/flags.ts
function readFlags(text, from) {
	const flags = [];
	const flag = /(--(?:[^\s"'\\]|\\.|"[^"]*"|'[^']*')*)(\s+|$)/y;
	let end = from;
	for (;;) {
		flag.lastIndex = end;
		const match = flag.exec(text);
		const word = match?.[1];
		if (!match || word === void 0 || word === "--") return {
			flags,
			end
		};
		const equals = word.indexOf("=");
		flags.push(equals === -1 ? {
			name: word,
			value: ""
		} : {
			name: word.slice(0, equals),
			value: word.slice(equals + 1).replace(/^(["'])(.*)\1$/s, "$2")
		});
		end += match[0].length;
	}
}
function mountOptions(value) {
	return new Map(value.split(",").map((option) => {
		const equals = option.indexOf("=");
		return equals === -1 ? [option.trim(), "true"] : [option.slice(0, equals).trim(), option.slice(equals + 1).replace(/^(["'])(.*)\1$/s, "$2")];
	}));
}

// src/dockerfile/heredocs.ts
function heredocsOf(text, lines, at) {
	const heredocs = [];
	let line = at;
	for (const word of shellWords(text)) {
		const match = /^\d*<<(-?)(?:"([^"<]+)"|'([^'<]+)'|([^"'<\s\\]+))$/.exec(word);
		const name = match?.[2] ?? match?.[3] ?? match?.[4];
		if (!match || name === void 0) continue;
		const body = [];
		const start = line + 1;
		let terminated = false;
		while (line < lines.length && !terminated) {
			const current = lines[line++] ?? "";
			terminated = (match[1] === "-" ? current.replace(/^\t+/, "") : current) === name;
			if (!terminated) body.push(current);
		}
		heredocs.push({
			name,
			word,
			body,
			line: start,
			endLine: line,
			terminated
		});
	}
	return heredocs;
}
function shellWords(text) {
	return text.match(/(?:[^\s"'\\]|\\[\s\S]?|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?)+/g) ?? [];
}

// src/dockerfile/instructions.ts
const HEREDOC_KEYWORDS = /* @__PURE__ */ new Set([
	"RUN",
	"COPY",
	"ADD"
]);
function readInstructions(text) {
	const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
	const escape = escapeOf(lines);
	const continued = escape === "`" ? /(?:^|[^`])(`[ \t]*)$/ : /(?:^|[^\\])(\\[ \t]*)$/;
	const instructions = [];
	const comments = [];
	const count = lines.at(-1) === "" ? lines.length - 1 : lines.length;
	let at = 0;
	while (at < count) {
		const first = lines[at] ?? "";
		if (first.trim() === "") at++;
		else if (isComment(first)) comments.push({
			line: ++at,
			text: first.trim()
		});
		else {
			const parts = [];
			const emptyLines = [];
			const start = at + 1;
			let open = true;
			for (; open && at < count; at++) {
				const line = lines[at] ?? "";
				if (isComment(line)) comments.push({
					line: at + 1,
					text: line.trim()
				});
				else if (line.trim() === "") emptyLines.push(at + 1);
				else {
					const end = continued.exec(line)?.[1];
					open = end !== void 0;
					parts.push({
						line: at + 1,
						text: end === void 0 ? line : line.slice(0, line.length - end.length)
					});
				}
			}
			const read = instructionOf(parts);
			const heredocs = HEREDOC_KEYWORDS.has(read.keyword === "ONBUILD" ? (/^\w+/.exec(read.text)?.[0] ?? "").toUpperCase() : read.keyword) && read.exec === void 0 ? heredocsOf(read.text, lines.slice(0, count), at) : [];
			at = heredocs.at(-1)?.endLine ?? at;
			instructions.push({
				...read,
				line: start,
				endLine: at,
				heredocs,
				emptyLines,
				open
			});
		}
	}
	return {
		escape,
		instructions,
		comments
	};
}
function instructionOf(parts) {
	const joined = parts.map(({ text }) => text).join("");
	const head = /^\s*(\S+)\s*/.exec(joined);
	const { flags, end } = readFlags(joined, head?.[0].length ?? 0);
	const text = joined.slice(end).trimEnd();
	const exec = execForm(text);
	const positionOf = (offset) => {
		let left = offset + end;
		for (const [index, part] of parts.entries()) {
			if (left < part.text.length || index === parts.length - 1) return {
				line: part.line,
				column: left
			};
			left -= part.text.length;
		}
		return {
			line: 1,
			column: 0
		};
	};
	return {
		keyword: (head?.[1] ?? "").toUpperCase(),
		flags,
		text,
		positionOf,
		...exec ? { exec } : {}
	};
}
function execForm(text) {
	if (!text.startsWith("[")) return void 0;
	try {
		const list = JSON.parse(text);
		return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : void 0;
	} catch {
		return;
	}
}
function isComment(line) {
	return /^[ \t]*#/.test(line);
}
function escapeOf(lines) {
	for (const line of lines) {
		const directive = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(line);
		if (!directive) return "\\";
		if (directive[1]?.toLowerCase() === "escape") return directive[2] === "`" ? "`" : "\\";
	}
	return "\\";
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
		const body = templates.render(template, context).replace(/^\n+|\s+$/g, "");
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
	const wholeFile = (key, combination) => {
		const name = templateOf(file.targets[key]?.file ?? key, ["targets", key], "file");
		return `${templates.render(name, scopeOf(key, combination).context).trimEnd()}\n`;
	};
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
				const place = source.at([Object.hasOwn(file.targets, name) ? "targets" : "stages", name]);
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
		wholeFile
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

// src/publish/reference.ts
const DOCKER_HUB = "docker.io";
const DOCKER_HUB_API = "registry-1.docker.io";
const DOCKER_HUB_ALIASES = /* @__PURE__ */ new Set([
	DOCKER_HUB,
	"index.docker.io",
	DOCKER_HUB_API
]);
const MAX_NAME_LENGTH = 255;
const MAX_TAG_LENGTH = 128;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[a-f0-9:]+\])(?::[0-9]{1,5})?$/i;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
const PATH_RULE = "lower-case letters and digits, joined by one \".\", one or two \"_\", or any number of \"-\"";
function isDigest(text) {
	return DIGEST.test(text);
}
function parseRepository(text) {
	if (text === "") return "the repository is empty; expected a name such as \"ghcr.io/org/app\"";
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return `repository "${text}" is a URL; write it without "${text.slice(0, text.indexOf("//") + 2)}"`;
	if (text.includes("@")) return `repository "${text}" carries a digest; give the name alone`;
	const slash = text.indexOf("/");
	const colon = text.indexOf(":", text.lastIndexOf("/") + 1);
	if (colon !== -1 && (slash !== -1 || !text.startsWith("["))) return `repository "${text}" carries a tag, "${text.slice(colon + 1)}"; give the name alone`;
	const first = slash === -1 ? "" : text.slice(0, slash);
	const hasHost = /[.:]/.test(first) || first.toLowerCase() === "localhost";
	if (hasHost && !HOST.test(first)) return `repository "${text}" has no usable registry host: "${first}"; expected a name or address, with ":port" where needed`;
	const host = !hasHost || DOCKER_HUB_ALIASES.has(first.toLowerCase()) ? DOCKER_HUB : first.toLowerCase();
	const rest = hasHost ? text.slice(slash + 1) : text;
	const path = host === DOCKER_HUB && !rest.includes("/") ? `library/${rest}` : rest;
	const name = `${host}/${path}`;
	if (path !== path.toLowerCase()) return `repository "${text}" has upper-case letters; registries allow lower case only: "${text.toLowerCase()}"`;
	const wrong = path.split("/").find((component) => !PATH_COMPONENT.test(component));
	if (wrong !== void 0) return `repository "${text}" has ${wrong === "" ? "an empty part" : `the part "${wrong}"`}; each part between slashes is ${PATH_RULE}`;
	if (!text.includes("/") && /^[a-f0-9]{64}$/.test(text)) return `repository "${text}" is 64 hexadecimal digits, which Docker reads as an image id; choose another name`;
	if (name.length > MAX_NAME_LENGTH) return `repository "${name}" is ${name.length} characters long; at most ${MAX_NAME_LENGTH} are allowed, the host included`;
	return {
		host,
		apiHost: host === DOCKER_HUB ? DOCKER_HUB_API : host,
		path,
		name
	};
}
function tagProblem(tag) {
	if (tag === "") return "the tag is empty; expected 1 to 128 letters, digits, \"_\", \".\" or \"-\"";
	if (tag.length > MAX_TAG_LENGTH) return `tag "${tag}" is ${tag.length} characters long; at most ${MAX_TAG_LENGTH} are allowed`;
	const character = /[^A-Za-z0-9_.-]/u.exec(tag)?.[0];
	if (character !== void 0) return `tag "${tag}" has the character ${JSON.stringify(character)}; allowed are letters A–Z and a–z, digits, "_", "." and "-"`;
	if (/^[.-]/.test(tag)) return `tag "${tag}" starts with "${tag.charAt(0)}"; the first character is a letter, a digit or "_"`;
}
function isPlainHttp(host) {
	const name = host.toLowerCase().replace(/:[0-9]+$/, "");
	return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
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

// src/matrix/schema-parts.ts
var import_dist = require_dist();
const ONE_LINE = /^[^\n\r\0]*$/;
const ONE_LINE_RULE = "must be one line without control characters";
const MAPPING_RULE = "must be a mapping (key: value)";
const text$1 = pipe(union([string(), pipe(boolean$1(), transform(String))], "must be text"), regex(ONE_LINE, ONE_LINE_RULE));
const filled = pipe(text$1, regex(/\S/, "must not be empty"));
const word = pipe(string("must be text"), regex(ONE_LINE, ONE_LINE_RULE));
const filledWord = pipe(word, regex(/\S/, "must not be empty"));
const boolean = boolean$1("must be true or false");
function kindOf$1(input) {
	if (Array.isArray(input)) return "list";
	if (typeof input === "object" && input !== null) return "mapping";
	return typeof input === "boolean" ? "boolean" : "text";
}
function byKind(branches, otherwise) {
	const options = Object.values(branches);
	const choose = (input) => branches[kindOf$1(input)] ?? branches[otherwise];
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
const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;
const name$1 = pipe(string(NAME_RULE), regex(NAME, NAME_RULE));
const key = pipe(string(KEY_RULE), regex(KEY, KEY_RULE));
const filledKey = pipe(string(), regex(/^[^\n\r\0]*\S[^\n\r\0]*$/, "must be one line and not empty"));
const platform = pipe(text$1, regex(PLATFORM, "must be os/architecture[/variant], as linux/amd64 or linux/arm/v7"));
const platforms = someOf(platform, "must be a list, as [linux/amd64, linux/arm64]", "must name at least one platform");
const severities = [
	"UNKNOWN",
	"LOW",
	"MEDIUM",
	"HIGH",
	"CRITICAL"
];
const tags = array(filled, "must be a list of tag patterns");
const value = lazy(() => anyValue);
const anyValue = byKind({
	text: word,
	boolean: boolean$1(),
	list: array(value),
	mapping: record(key, value, MAPPING_RULE)
}, "text");
const values = record(key, value, MAPPING_RULE);
const texts = record(filledKey, text$1, MAPPING_RULE);
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
		env: optional(pipe(filled, regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")), "Environment variable that holds the secret when building. Default: the variable, or else the file, that has the id as its name.", ["GITHUB_TOKEN"]),
		file: optional(filled, "File that holds the secret when building, instead of an environment variable.", [".secrets/npmrc"])
	}, MAPPING_RULE)
}, "text");
const target = strictObject({
	from: optional(filled, "What the image is built from: another target, a stage, or an image. May use values. A target has exactly one of from, file and dockerfile.", ["base", "python:{{python}}-slim-bookworm"]),
	stage: optional(name$1, "Its stage in the Dockerfile. Default: the name of the target; with file or dockerfile, the last stage.", ["runtime"]),
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
const scan = strictObject({
	mode: optional(picklist([
		"off",
		"report",
		"gate"
	], "must be off, report or gate"), "What findings do: keep images from being published (gate), get reported only (report), or nothing is scanned (off).", ["report"], "gate"),
	"fail-on": optional(array(picklist(severities, `must be one of ${severities.join(", ")}`), "must be a list of severities"), "The severities that fail the gate.", [["CRITICAL"]], ["HIGH", "CRITICAL"]),
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
		boolean: literal(false, "must be an image reference, or false for no \"# syntax\" line")
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
	stages: optional(record(name$1, stage, MAPPING_RULE), "Helper stages, by name: part of a Dockerfile where something needs them, never an image of their own. Default: none.", [{ builder: { from: "python:{{python}}-bookworm" } }]),
	targets: documented(pipe(record(name$1, target, MAPPING_RULE), minEntries(1, "must have at least one target")), "The images, by name; each is built for every combination of its axes.", [{
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
	tags: optional(tags, "Tag patterns. Besides values they take {{target}}, and {{version}}, {{revision}} and {{branch}} of a run; a pattern that uses one the run does not have gives no tag.", [["{{target}}", "{{target}}-{{version}}"]], ["{{target}}", "{{target}}-{{version}}"]),
	labels: optional(texts, "Labels of every image. May use values. Title, description, version, revision, time and source are filled in.", [{ "org.opencontainers.image.licenses": "Apache-2.0" }]),
	ignore: optional(array(text$1, "must be a list of .dockerignore patterns"), "Patterns of files that no build gets to see; becomes the .dockerignore of every rendered Dockerfile. Default: the .dockerignore of the build context.", [[".git", "**/__pycache__"]]),
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

// src/matrix/source.ts
const MAX_ALIASES = 100;
function readYaml(file) {
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(file.text, {
		schema: "failsafe",
		customTags: ["bool"],
		merge: true,
		lineCounter: lines,
		prettyErrors: false,
		uniqueKeys: true
	});
	const place = (start, end = start) => {
		const { line, col } = lines.linePos(Math.min(start, file.text.length));
		const firstLine = file.text.slice(start, end).split("\n", 1)[0] ?? "";
		return {
			file: file.path,
			line: Math.max(line, 1),
			column: Math.max(col, 1),
			length: Math.max(firstLine.trimEnd().length, 1)
		};
	};
	const problems = [...document.errors, ...document.warnings].map((issue) => {
		const opened = openedAt(document, issue.code, issue.message, issue.pos[0]);
		const at = place(...opened?.range ?? issue.pos);
		const braces = /(?:^|[:,[-]\s*)\{\{/.test(file.text.split("\n")[at.line - 1] ?? "");
		return error("yaml-syntax", opened?.message ?? yamlMessage(issue.code, issue.message), {
			place: at,
			hint: braces ? QUOTE_BRACES : void 0
		});
	});
	if (problems.length === 0) problems.push(...keyProblems(document, place), ...aliasProblems(document, place));
	if (problems.length === 0) problems.push(...emptyValues(document, place));
	if (problems.length > 0) return { problems };
	let data;
	try {
		data = document.toJS({ maxAliasCount: MAX_ALIASES });
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		const excessive = /Excessive alias/.test(reason);
		const [start, end] = (/^Merge/.test(reason) ? mergeKeys(document) : aliases(document)).at(-1)?.range ?? [0, 0];
		const message = excessive ? `aliases (*name) expand to too much; at most ${MAX_ALIASES} are allowed` : `not valid YAML: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
		return { problems: [error("yaml-aliases", message, { place: place(start, end) })] };
	}
	const nodePlace = (node) => place(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
	return {
		problems: [],
		source: {
			file,
			data,
			at: (path) => nodePlace(find(document, path).value),
			atKey: (path) => {
				const found = find(document, path);
				return nodePlace(found.key ?? found.value);
			}
		}
	};
}
const QUOTE_BRACES = "text that begins with {{ has to be quoted: \"{{name}}\"";
function yamlMessage(code, message) {
	if (code === "DUPLICATE_KEY") return "this key is there twice in the same mapping; remove one of the two";
	if (code === "TAB_AS_INDENT") return "a tab in the indentation; YAML allows only spaces there";
	if (code === "MULTIPLE_DOCS") return "a second YAML document (---); a matrix is one document";
	if (code === "TAG_RESOLVE_FAILED") return `${message.replace(/^Unresolved tag: (?:tag:yaml\.org,2002:(?=(.*)))?/, (_all, name) => `unknown YAML tag ${name === void 0 ? "" : "!!"}`)}; values are text without it, and text that begins with "!" has to be quoted`;
	return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, "")}`;
}
function openedAt(document, code, message, end) {
	const quote = /^Missing closing (["'])/.exec(message)?.[1];
	const bracket = code === "BAD_INDENT" ? /end with a ([\]}])/.exec(message)?.[1] : void 0;
	let start;
	(0, import_dist.visit)(document, {
		Scalar(_key, { type, range }) {
			if (type === (quote === "\"" ? "QUOTE_DOUBLE" : "QUOTE_SINGLE") && quote !== void 0 && range && range[0] < end) start = range[0];
		},
		Collection(_key, { flow, range }) {
			if (bracket !== void 0 && flow === true && range && range[0] < end) start = range[0];
		}
	});
	if (start === void 0) return void 0;
	return {
		range: [start, start + 1],
		message: `not valid YAML: this ${quote ?? (bracket === "]" ? "[" : "{")} is never closed`
	};
}
function emptyValues(document, place) {
	const problems = [];
	(0, import_dist.visit)(document, {
		Scalar(_key, node) {
			if (node.type === "PLAIN" && node.source === "" && node.range) problems.push(error("yaml-empty", "no value here", {
				place: place(node.range[0]),
				hint: "write '' for an empty text, or remove the key"
			}));
		},
		Pair(_key, pair) {
			if (pair.value === null && (0, import_dist.isScalar)(pair.key) && pair.key.range) problems.push(error("yaml-empty", `"${String(pair.key.value)}" has no value`, {
				place: place(pair.key.range[0], pair.key.range[1]),
				hint: "write '' for an empty text, or remove the key"
			}));
		}
	});
	return problems;
}
const RESERVED = /* @__PURE__ */ new Set([
	...Object.getOwnPropertyNames(Object.prototype),
	"prototype",
	"toJSON"
]);
function keyProblems(document, place) {
	const problems = [];
	(0, import_dist.visit)(document, { Pair(_key, { key }) {
		if ((0, import_dist.isScalar)(key) && key.range && RESERVED.has(String(key.value))) problems.push(error("reserved-key", `"${String(key.value)}" is reserved; choose another name`, { place: place(key.range[0], key.range[1]) }));
		if ((0, import_dist.isCollection)(key) && key.range) {
			const braces = (0, import_dist.isMap)(key) && key.flow === true;
			problems.push(braces ? error("yaml-key", QUOTE_BRACES, { place: place(key.range[0] - 1, key.range[1] + 1) }) : error("yaml-key", "a key must be text, not a list", { place: place(key.range[0], key.range[1]) }));
		}
	} });
	return problems;
}
function aliases(document) {
	const found = [];
	(0, import_dist.visit)(document, { Alias: (_key, alias) => void found.push(alias) });
	return found;
}
function mergeKeys(document) {
	const found = [];
	(0, import_dist.visit)(document, { Pair: (_key, { key }) => void ((0, import_dist.isScalar)(key) && isMergeKey(key) && found.push(key)) });
	return found;
}
function aliasProblems(document, place) {
	const problems = [];
	(0, import_dist.visit)(document, { Alias(_key, alias, path) {
		const [start, end] = alias.range ?? [0, 0];
		const target = alias.resolve(document);
		if (target === void 0) problems.push(error("yaml-aliases", `there is no anchor "&${alias.source}" above this alias`, { place: place(start, end) }));
		else if (path.includes(target)) problems.push(error("yaml-aliases", `the alias "*${alias.source}" stands inside of what it stands for`, { place: place(start, end) }));
	} });
	return problems;
}
function find(document, path) {
	let value = document.contents;
	let key;
	for (const step of path) {
		const here = (0, import_dist.isAlias)(value) ? value.resolve(document) ?? null : value;
		const next = (0, import_dist.isMap)(here) ? pairOf(here.items, String(step), document) : (0, import_dist.isSeq)(here) && typeof step === "number" && here.items[step] && !(0, import_dist.isPair)(here.items[step]) ? { value: here.items[step] } : void 0;
		if (!next) break;
		value = next.value ?? next.key ?? value;
		key = next.key;
	}
	return key ? {
		key,
		value
	} : { value };
}
function pairOf(items, name, document) {
	const own = items.find((pair) => (0, import_dist.isScalar)(pair.key) && String(pair.key.value) === name);
	if (own) return own;
	for (const pair of items) {
		if (!(0, import_dist.isScalar)(pair.key) || !isMergeKey(pair.key)) continue;
		const merged = (0, import_dist.isAlias)(pair.value) ? pair.value.resolve(document) : pair.value;
		const maps = (0, import_dist.isSeq)(merged) ? merged.items.map((item) => (0, import_dist.isAlias)(item) ? item.resolve(document) : item) : [merged];
		for (const map of maps) {
			const found = (0, import_dist.isMap)(map) ? pairOf(map.items, name, document) : void 0;
			if (found) return found;
		}
	}
}
function isMergeKey(key) {
	return /^(?:<<|Symbol\(<<\))$/.test(String(key.value));
}

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

// node_modules/smol-toml/dist/error.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function getLineColFromPtr(string, ptr) {
	let lines = string.slice(0, ptr).split(/\r?\n/);
	return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
	let lines = string.split(/\r?\n/);
	let codeblock = "";
	let numberLen = (Math.log10(line + 1) | 0) + 1;
	for (let i = line - 1; i <= line + 1; i++) {
		let l = lines[i - 1];
		if (!l) continue;
		codeblock += i.toString().padEnd(numberLen, " ");
		codeblock += ":  ";
		codeblock += l;
		codeblock += "\n";
		if (i === line) {
			codeblock += " ".repeat(numberLen + column + 2);
			codeblock += "^\n";
		}
	}
	return codeblock;
}
var TomlError = class TomlError extends Error {
	line;
	column;
	codeblock;
	constructor(message, options) {
		const [line, column] = getLineColFromPtr(options.toml, options.ptr);
		const codeblock = makeCodeBlock(options.toml, line, column);
		super(`Invalid TOML document: ${message}\n\n${codeblock}`, options);
		this.line = line;
		this.column = column;
		this.codeblock = codeblock;
	}
	static x(message, ctx, ptr) {
		throw new TomlError(message, {
			toml: ctx.s,
			ptr: ptr ?? ctx.p
		});
	}
};

// node_modules/smol-toml/dist/primitive.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function parseString(ctx) {
	let startPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p++);
	let first = c;
	let isLiteral = c === 39;
	let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
	if (isMultiline) {
		if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10) ctx.p++;
		else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) ctx.p += 2;
	}
	let parsed = "";
	let sliceStart = ctx.p;
	let state = 0;
	for (; ctx.p < ctx.s.length; ctx.p++) {
		c = ctx.s.charCodeAt(ctx.p);
		if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) state = state && 3;
		else if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in strings", ctx);
		else if ((!state || state === 3) && c === first && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first)) {
			if (isMultiline) {
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
			}
			if (!state) {
				let s = ctx.s.slice(sliceStart, ctx.p);
				parsed = parsed ? parsed + s : s;
			}
			ctx.p += isMultiline ? 3 : 1;
			return parsed;
		} else if (!state) {
			if (!isLiteral && c === 92) {
				parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
				state = 1;
			}
		} else if (state === 1) {
			if (c === 120 || c === 117 || c === 85) {
				let errPtr = ctx.p++ - 1;
				let value = 0;
				let len = c === 120 ? 2 : c === 117 ? 4 : 8;
				for (let j = 0; j < len; j++, ctx.p++) {
					let hex = ctx.s.charCodeAt(ctx.p);
					let digit = hex >= 48 && hex <= 57 ? hex - 48 : hex >= 65 && hex <= 70 ? hex - 65 + 10 : hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1;
					if (digit < 0) TomlError.x("invalid non-hex character in unicode escape", ctx);
					value = value << 4 | digit;
				}
				if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) TomlError.x("invalid unicode escape", ctx, errPtr);
				parsed += String.fromCodePoint(value);
				sliceStart = ctx.p--;
				state = 0;
			} else if (isMultiline && (c === 32 || c === 9)) state = 2;
			else {
				if (c === 98) parsed += "\b";
				else if (c === 116) parsed += "	";
				else if (c === 110) parsed += "\n";
				else if (c === 102) parsed += "\f";
				else if (c === 114) parsed += "\r";
				else if (c === 101) parsed += "\x1B";
				else if (c === 34) parsed += "\"";
				else if (c === 92) parsed += "\\";
				else TomlError.x("unrecognised escape sequence", ctx);
				sliceStart = ctx.p + 1;
				state = 0;
			}
		} else if (c !== 32 && c !== 9) {
			if (state === 2) TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
			state = !isLiteral && c === 92 ? 1 : 0;
			sliceStart = ctx.p;
		}
	}
	TomlError.x("unfinished string", ctx, startPtr);
}

// node_modules/smol-toml/dist/date.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
let DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class TomlDate extends Date {
	#hasDate = false;
	#hasTime = false;
	#offset = null;
	constructor(date, fasttype, unsafeDelim) {
		let hasDate = true;
		let hasTime = true;
		let offset = "Z";
		let c;
		if (typeof date === "string") {
			if (fasttype) prep: {
				if (fasttype < 3) {
					if (+date.slice(11, 13) > 23) {
						date = "";
						break prep;
					}
					if (fasttype === 2) {
						offset = null;
						date += "Z";
					} else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) offset = date.slice(date.length - 6);
					if (unsafeDelim) date = date.slice(0, 10) + "T" + date.slice(11);
				} else if (fasttype === 4) date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
				hasDate = fasttype !== 4;
				hasTime = fasttype !== 3;
			}
			else {
				let match = date.match(DATE_TIME_RE);
				if (match) {
					if (!match[1]) {
						hasDate = false;
						date = `0000-01-01T${date}`;
					}
					hasTime = !!match[2];
					hasTime && date[10] === " " && (date = date.replace(" ", "T"));
					if (match[2] && +match[2] > 23) date = "";
					else {
						offset = match[3] || null;
						if (!offset && hasTime) date += "Z";
					}
				} else date = "";
			}
		}
		super(date);
		if (!isNaN(this.getTime())) {
			this.#hasDate = hasDate;
			this.#hasTime = hasTime;
			this.#offset = offset;
		}
	}
	isDateTime() {
		return this.#hasDate && this.#hasTime;
	}
	isLocal() {
		return !this.#hasDate || !this.#hasTime || !this.#offset;
	}
	isDate() {
		return this.#hasDate && !this.#hasTime;
	}
	isTime() {
		return this.#hasTime && !this.#hasDate;
	}
	isValid() {
		return this.#hasDate || this.#hasTime;
	}
	toISOString() {
		let iso = super.toISOString();
		if (this.isDate()) return iso.slice(0, 10);
		if (this.isTime()) return iso.slice(11, 23);
		if (this.#offset === null) return iso.slice(0, -1);
		if (this.#offset === "Z" || this.#offset === "z") return iso;
		let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
		offset = this.#offset[0] === "-" ? offset : -offset;
		return (/* @__PURE__ */ new Date(this.getTime() - offset * 6e4)).toISOString().slice(0, -1) + this.#offset;
	}
	static wrapAsOffsetDateTime(jsDate, offset = "Z") {
		let date = new TomlDate(jsDate);
		date.#offset = offset;
		return date;
	}
	static wrapAsLocalDateTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#offset = null;
		return date;
	}
	static wrapAsLocalDate(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasTime = false;
		date.#offset = null;
		return date;
	}
	static wrapAsLocalTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasDate = false;
		date.#offset = null;
		return date;
	}
};

// node_modules/smol-toml/dist/extract.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function isDigit(char, base = 10) {
	return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
function isEndOfValue(char, delim) {
	return char === 32 || char === 9 || char === 10 || char === 13 || delim && (char === delim || char === 44) || char === 35;
}
function extractValue(ctx, end) {
	let errPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p);
	if (c === 91 || c === 123) {
		ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
		let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
		ctx.d++;
		return value;
	}
	if (c === 34 || c === 39) return parseString(ctx);
	if (c === 116) {
		if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, true;
	}
	if (c === 102) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, false;
	}
	if (c === 43 || c === 45) return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
	if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) return parseDate(ctx, c, end);
	if (ctx.s.charCodeAt(ctx.p + 2) === 58) return parseTime(ctx, c, end);
	return parseNumber(ctx, ctx.p, c, 0, end);
}
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
	let c = startChr;
	let state = 0;
	let hasUnderscores = false;
	if (c === 105) {
		if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, (sign || 1) / 0;
	}
	if (c === 110) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, NaN;
	}
	if (c === 48) {
		if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr)) return ctx.bi === true ? 0n : 0;
		if (!sign) {
			if (c === 120) return parseIntegerBaseN(ctx, startPtr, 16, endChr);
			else if (c === 98) return parseIntegerBaseN(ctx, startPtr, 2, endChr);
			else if (c === 111) return parseIntegerBaseN(ctx, startPtr, 8, endChr);
		}
		if (c === 46) state = 2;
		else if (c === 101 || c === 69) state = 4;
		else TomlError.x("illegal leading zero", ctx, startPtr);
	} else if (!isDigit(c)) TomlError.x("invalid value", ctx, startPtr);
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
		if (!state) state = 1;
		if (c === 95) {
			if (!(state & 1)) TomlError.x("illegal underscore", ctx);
			state += 11;
			hasUnderscores = true;
		} else if (state === 1 && c === 46) state = 2;
		else if ((state === 1 || state === 3) && (c === 101 || c === 69)) state = 4;
		else if (state === 4 && (c === 43 || c === 45)) state = 6;
		else if (!isDigit(c)) TomlError.x(`illegal character in numeric literal`, ctx);
		else if (state > 9) state -= 11;
		else if (!(state & 1)) state++;
	}
	if (!state) {
		let val = (startChr - 48) * (sign || 1);
		return ctx.bi === true ? BigInt(val) : val;
	}
	if (!(state & 1)) TomlError.x("unfinished numeric value", ctx, startPtr);
	let str = ctx.s.slice(startPtr, ctx.p);
	if (hasUnderscores) str = str.replaceAll("_", "");
	return state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
	let c, underscore = 1;
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) if (c === 95) {
		if (underscore & 1) TomlError.x("illegal underscore", ctx);
		underscore = 3;
	} else if (!isDigit(c, base)) TomlError.x(`illegal character in numeric literal`, ctx);
	else if (underscore & 1) underscore--;
	if (underscore & 1) TomlError.x("unfinished numeric value", ctx);
	let str = ctx.s.slice(startPtr + 2, ctx.p);
	if (underscore) str = str.replaceAll("_", "");
	return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
	if (ctx.bi !== true) int: {
		let val = parseInt(str, base);
		if (!Number.isSafeInteger(val)) {
			if (ctx.bi) break int;
			TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
		}
		return val;
	}
	return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
function parseDate(ctx, c, endChr) {
	let startPtr = ctx.p++, unsafeSeparator;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++))) return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
	ctx.p += 5;
	if (!isDigit(ctx.s.charCodeAt(ctx.p++))) TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
	if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 3, false, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) !== 58) TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	if (c = ctx.s.charCodeAt(ctx.p)) {
		if (c === 90 || c === 122) return readDate(ctx, ctx.s.slice(startPtr, ++ctx.p), 1, unsafeSeparator, startPtr, "[+00:00]");
		if (c === 43 || c === 45) return readDate(ctx, ctx.s.slice(startPtr, ctx.p += 6), 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
	}
	return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
	let start = ctx.p;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) return parseNumber(ctx, --ctx.p, c, 0, endChr);
	if (ctx.s.charCodeAt(ctx.p += 4) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	return readDate(ctx, ctx.s.slice(start, ctx.p), 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
	if (ctx.ld) {
		let date = new TomlDate(str, type, unsafeDelim);
		if (!date.isValid()) TomlError.x("invalid date", ctx, errPtr);
		return date;
	}
	try {
		if (temporalSuffix) str += temporalSuffix;
		switch (type) {
			case 1: return Temporal.ZonedDateTime.from(str);
			case 2: return Temporal.PlainDateTime.from(str);
			case 3: return Temporal.PlainDate.from(str);
			case 4: return Temporal.PlainTime.from(str);
		}
	} catch (e) {
		TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
	}
}

// node_modules/smol-toml/dist/util.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function skipComment(ctx) {
	for (; ctx.p < ctx.s.length; ctx.p++) {
		let c = ctx.s.charCodeAt(ctx.p);
		if (c === 10) break;
		if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
			ctx.p++;
			break;
		}
		if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in comments", ctx);
	}
}
function skipVoid(ctx, banNewLines, banComments) {
	let c;
	while (ctx.p < ctx.s.length) {
		while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10))) ctx.p++;
		if (banComments || c !== 35) break;
		skipComment(ctx);
	}
}

// node_modules/smol-toml/dist/struct.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function parseKey(ctx, end = 61) {
	let startPtr;
	let state = 0;
	let parsed = [];
	let sliceStart;
	let c = ctx.s.charCodeAt(startPtr = ctx.p);
	do
		if (c === end) {
			if (!state) TomlError.x("unexpected end of key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			return ctx.p++, parsed;
		} else if (c === 46) {
			if (!state) TomlError.x("illegal empty bare key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			state = 0;
		} else if (!state && (c === 34 || c === 39)) {
			if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2)) TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
			parsed.push(parseString(ctx));
			state = 2;
			ctx.p--;
		} else if (c === 32 || c === 9) {
			if (state === 1) {
				parsed.push(ctx.s.slice(sliceStart, ctx.p));
				state = 2;
			}
		} else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) TomlError.x("illegal character in key", ctx);
		else if (!state) {
			state = 1;
			sliceStart = ctx.p;
		}
	while (c = ctx.s.charCodeAt(++ctx.p));
	TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
function parseInlineTable(ctx) {
	let startPtr = ctx.p++;
	let res = Object.create(null);
	let seen = /* @__PURE__ */ new Set();
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
			ctx.p++;
			return res;
		}
		let k;
		let t = res;
		let hasOwn = false;
		let errPtr = ctx.p;
		let key = parseKey(ctx);
		for (let i = 0; i < key.length; i++) {
			if (i) t = hasOwn ? t[k] : t[k] = Object.create(null);
			k = key[i];
			if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) {
				t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
				break;
			}
			if (!hasOwn && unsafe) Object.defineProperty(t, k, {
				enumerable: true,
				configurable: true,
				writable: true
			});
		}
		if (hasOwn) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
		skipVoid(ctx, true, true);
		let value = extractValue(ctx, 125);
		if (t && typeof (t[k] = value) === "object") seen.add(value);
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished table", ctx, startPtr);
}
function parseArray(ctx) {
	let startPtr = ctx.p++;
	let res = [];
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
			ctx.p++;
			return res;
		}
		res.push(extractValue(ctx, 93));
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished array", ctx, startPtr);
}

// node_modules/smol-toml/dist/parse.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function peekTable(ctx, key, table, meta, type) {
	let t = table;
	let m = meta;
	let k;
	let hasOwn = false;
	let state;
	for (let i = 0; i < key.length; i++) {
		if (i) {
			t = hasOwn ? t[k] : t[k] = Object.create(null);
			m = (state = m[k]).c;
			if (type === 0 && (state.t === 1 || state.t === 2)) return null;
			if (state.t === 2) {
				let l = t.length - 1;
				t = t[l];
				m = m[l].c;
			}
		}
		k = key[i];
		if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) return null;
		if (!hasOwn) {
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) return false;
			if (unsafe) {
				Object.defineProperty(t, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
				Object.defineProperty(m, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
			}
			m[k] = {
				t: i < key.length - 1 && type === 2 ? 3 : type,
				d: false,
				i: 0,
				c: Object.create(null)
			};
		}
	}
	state = m[k];
	if (state.t !== type && !(type === 1 && state.t === 3)) return null;
	if (type === 2) {
		if (!state.d) {
			state.d = true;
			t[k] = [];
		}
		t[k].push(t = Object.create(null));
		state.c[state.i++] = state = {
			t: 1,
			d: false,
			i: 0,
			c: Object.create(null)
		};
	}
	if (state.d) return null;
	state.d = true;
	if (type === 1) t = hasOwn ? t[k] : t[k] = Object.create(null);
	else if (type === 0 && hasOwn) return null;
	return [
		k,
		t,
		state.c
	];
}
function validateTablePeek(ctx, peek, ptr) {
	if (peek === null || ctx.uk === 2) TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
function parse(toml, options = {}) {
	let ctx = {
		s: toml,
		p: 0,
		d: options.maxDepth ?? 1e3,
		bi: options.integersAsBigInt ?? false,
		ld: options.useLegacyDate ?? true,
		uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
	};
	let res = Object.create(null);
	let meta = Object.create(null);
	let tmp;
	let skipping = false;
	let tbl = res;
	let m = meta;
	if (toml.charCodeAt(0) === 65279) ctx.p++;
	skipVoid(ctx);
	while (ctx.p < toml.length) {
		if (toml.charCodeAt(ctx.p) === 91) {
			let isTableArray = toml.charCodeAt(++ctx.p) === 91;
			tmp = ctx.p += +isTableArray;
			skipping = false;
			let k = parseKey(ctx, 93);
			if (isTableArray) {
				if (toml.charCodeAt(ctx.p) !== 93) TomlError.x("expected end of table array declaration", ctx);
				ctx.p++;
			}
			let p = peekTable(ctx, k, res, meta, isTableArray ? 2 : 1);
			if (!p) {
				validateTablePeek(ctx, p, tmp);
				skipping = true;
			} else {
				m = p[2];
				tbl = p[1];
			}
		} else {
			tmp = ctx.p;
			let p = peekTable(ctx, parseKey(ctx), tbl, m, 0);
			if (!p && !skipping) validateTablePeek(ctx, p, tmp);
			skipVoid(ctx, true, true);
			let v = extractValue(ctx, void 0);
			if (p && !skipping) p[1][p[0]] = v;
		}
		skipVoid(ctx, true);
		if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
		skipVoid(ctx);
	}
	return res;
}

// node_modules/smol-toml/dist/stringify.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
let HAS_WELLFORMED = !!"".isWellFormed;

// node_modules/smol-toml/dist/index.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/

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
function isMapping$2(value) {
	return typeof value === "object" && !Array.isArray(value);
}
function isSource(value) {
	return isMapping$2(value) && (textAt(value, "read") ?? textAt(value, "glob")) !== void 0;
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
	const inner = (Array.isArray(value) ? value : isMapping$2(value) ? Object.values(value) : []).map(sourcesOf);
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
	return {
		files: all.flatMap(({ files }) => files),
		globs: all.flatMap(({ globs }) => globs)
	};
}
function readSources(value, inputs, templates, placeOf, path = []) {
	if (isSource(value)) return readSource(value, inputs, templates, placeOf(path));
	if (Array.isArray(value)) return value.map((item, index) => readSources(item, inputs, templates, placeOf, [...path, index]));
	if (!isMapping$2(value)) return value;
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
	if (typeof data === "string") return data.replaceAll("{{", "\\{{");
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
		Object.defineProperties(context, Object.getOwnPropertyDescriptors(lazily(merged, "", (valueName) => placeOf$1(origins, valueName))));
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
		result[name] = isMapping$1(value) && isMapping$1(under) ? mergeValues(under, value) : value;
	}
	return result;
}
function isMapping$1(value) {
	return typeof value === "object" && !Array.isArray(value);
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
function placeOf$1(origins, name) {
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
	return isMapping$1(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)])) : value;
}

// src/matrix/values.ts
const BUILT_IN = ["target"];
const RUN_FACTS = [
	"version",
	"revision",
	"branch"
];
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
			if (isMapping$1(value) && !isSource(value)) walk(value, `${prefix}${name}.`);
		}
	};
	for (const { set } of matrix.file.rules ?? []) walk(set ?? {}, "");
	for (const target of [...Object.values(matrix.file.targets), ...Object.values(matrix.file.stages ?? {})]) walk(target.values ?? {}, "");
	walk(matrix.file.values ?? {}, "");
	return found;
}
function likeSample(sample, text) {
	if (/[\n\r\0]/.test(text) || isMapping$1(sample) && !isSource(sample)) return void 0;
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
	if (matrix.file.targets[cell.target.name]?.latest) patterns.push({
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
			tag: templates.expression(pattern.text, {
				...context,
				...known
			}, pattern.place)
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
			platforms
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
	const runFacts = Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => RUN_FACTS.includes(name)));
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
		if (closure) addFile(dockerfilePath(first.combination), renderDockerfile({
			syntax: matrix.file.syntax ?? "docker/dockerfile:1",
			matrix: fileName(matrix),
			stages: closure
		}));
	}
	for (const { target, combination } of cells.filter(({ target }) => matrix.file.targets[target.name]?.file !== void 0)) {
		const text = collect(() => stages.wholeFile(target.name, combination));
		if (text !== void 0) addFile(dockerfilePath(combination, target.name), text);
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
				args: Object.fromEntries(args.toSorted(([a], [b]) => a < b ? -1 : 1)),
				labels: collect(() => imageLabels(matrix, name, context, facts, templates)) ?? {},
				...cacheReferences(matrix.file.cache ?? true, repository, id, facts)
			};
		});
		return image ? [image] : [];
	});
	problems.push(...missingContexts(matrix, images), ...collisions(matrix, images, places), ...pathCollisions(files, matrix));
	if (problems.length > 0) throw new ProblemsFound(distinct(problems));
	return {
		images,
		groups: groupsOf(images),
		excluded: expansion.excluded,
		files
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

// src/dockerfile/helpers/helper.ts
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
	if (isMapping(value)) return value;
	throw new Error(`"${helper}" takes a mapping, not ${kindOf(value)}`);
}
function isText(value) {
	return [
		"string",
		"boolean",
		"number"
	].includes(typeof value) || value instanceof AxisValue;
}
function isMapping(value) {
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

// src/dockerfile/helpers/architecture.ts
const architecture = { architecture: {
	usage: "{{architecture \"NAME\" (map amd64=value arm64=value)}}",
	min: 2,
	max: 2,
	run: ({ args: [variable, values] }) => {
		const name = textOf(variable, "architecture");
		if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`"architecture" takes the name of a shell variable, not "${name}"`);
		const cases = Object.entries(mappingOf(values, "architecture")).map(([architectureName, value]) => {
			if (!/^[a-z0-9_]+$/.test(architectureName)) throw new Error(`"architecture" takes names as in TARGETARCH (amd64, arm64, …), not "${architectureName}"`);
			return `${architectureName}) ${name}=${shellQuote(textOf(value, "architecture"))} ;;`;
		});
		if (cases.length === 0) throw new Error("\"architecture\" takes a mapping with at least one architecture");
		return `case "$TARGETARCH" in ${cases.join(" ")} *) echo "no ${name} for the architecture '$TARGETARCH' (the stage needs ARG TARGETARCH)" >&2; exit 1 ;; esac`;
	}
} };

// src/dockerfile/helpers/comparison.ts
const compare = (name, holds) => ({
	usage: `(${name} left right)`,
	min: 2,
	max: 2,
	run: ({ args: [left, right] }) => holds(compareVersions(textOf(left, name), textOf(right, name)))
});
const comparison = {
	eq: {
		usage: "(eq left right)",
		min: 2,
		max: 2,
		run: ({ args: [left, right] }) => textOf(left, "eq") === textOf(right, "eq")
	},
	ne: {
		usage: "(ne left right)",
		min: 2,
		max: 2,
		run: ({ args: [left, right] }) => textOf(left, "ne") !== textOf(right, "ne")
	},
	lt: compare("lt", (order) => order < 0),
	le: compare("le", (order) => order <= 0),
	gt: compare("gt", (order) => order > 0),
	ge: compare("ge", (order) => order >= 0),
	matches: {
		usage: "(matches value \">=3.13\")",
		min: 2,
		max: 2,
		run: ({ args: [value, patterns] }) => textsOf(patterns, "matches").some((pattern) => patternTest(pattern)(textOf(value, "matches")))
	}
};
const logic = {
	and: {
		usage: "(and a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.every(isTrue)
	},
	or: {
		usage: "(or a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.some(isTrue)
	},
	not: {
		usage: "(not a)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => !isTrue(value)
	},
	choose: {
		usage: "(choose condition then else)",
		min: 3,
		max: 3,
		run: ({ args: [condition, then, otherwise] }) => isTrue(condition) ? then : otherwise
	},
	default: {
		usage: "(default value fallback)",
		min: 2,
		max: 2,
		run: ({ args: [value, fallback] }) => isTrue(value) ? value : fallback
	}
};

// src/dockerfile/line-marks.ts
const MARK = /\uE0F0(\d+):(\d+)\uE0F1/g;
function withoutMarks(text) {
	return text.replace(MARK, "");
}
function markContent(node, file) {
	let line = node.loc.start.line + breaks(node.original.slice(0, strippedFrom(node.original, node.value)));
	node.value = node.value.split(/(?<=\n)/).map((text) => text === "" ? "" : `\uE0F0${file}:${line++}\uE0F1${text}`).join("");
}
function strippedFrom(original, value) {
	return [
		0,
		/^[ \t]*\r?\n?/.exec(original)?.[0].length ?? 0,
		/^\s*/.exec(original)?.[0].length ?? 0
	].find((offset) => original.startsWith(value, offset) && original.slice(offset + value.length).trim() === "") ?? 0;
}
function breaks(text) {
	return text.split("\n").length - 1;
}
function readMarks(marked, files, whole) {
	const found = marked.split("\n").map((line) => {
		const [first] = line.matchAll(MARK);
		return first ? {
			file: files[Number(first[1])] ?? whole,
			line: Number(first[2]),
			column: 1
		} : void 0;
	});
	const places = [];
	let next = found.findLast((place) => place !== void 0) ?? {
		file: whole,
		line: 1,
		column: 1
	};
	for (const place of found.toReversed()) places.push(next = place ?? next);
	return places.reverse();
}

// src/dockerfile/helpers/continuation.ts
const continuation = {
	lines: {
		usage: "{{lines list prefix=\" && \" lead=true quote=true}}",
		min: 1,
		max: 1,
		options: [
			"prefix",
			"lead",
			"quote"
		],
		run: ({ args: [list], options }) => {
			const begin = ` \\\n${options["prefix"] === void 0 ? "    " : textOf(options["prefix"], "lines")}`;
			return textsOf(list, "lines").filter((item) => item.trim() !== "").map((item) => isTrue(options["quote"]) ? shellQuote(item) : item).map((item, index) => index > 0 || isTrue(options["lead"]) ? `${begin}${item}` : item).join("");
		}
	},
	continued: {
		usage: "{{#continued}} lines {{/continued}}",
		min: 0,
		max: 0,
		block: true,
		run: ({ block }) => continueLines(block())
	}
};
function continueLines(text) {
	const lines = text.split("\n").filter((line) => !/^[ \t\r]*\\?[ \t\r]*$/.test(withoutMarks(line)));
	const isCode = (line) => !/^\s*#/.test(withoutMarks(line));
	const last = lines.findLastIndex(isCode);
	const joined = lines.map((line, index) => {
		if (!isCode(line)) return line;
		if (shellWords(withoutMarks(line)).some((word) => /^\d*<<-?["']?\w/.test(word))) throw new Error("\"continued\" cannot hold a heredoc: its lines are not continued");
		const bare = line.replace(/[ \t\r]*(?<!\\)\\?[ \t\r]*$/, "");
		return index < last ? `${bare} \\` : bare;
	});
	return lines.length === 0 ? "" : `${joined.join("\n")}${text.endsWith("\n") ? "\n" : ""}`;
}

// src/dockerfile/helpers/lists.ts
const lists = {
	list: {
		usage: "(list a b …)",
		min: 0,
		max: Infinity,
		run: ({ args }) => args
	},
	map: {
		usage: "(map name=value …)",
		min: 0,
		max: 0,
		options: "any",
		run: ({ options }) => ({ ...options })
	},
	first: {
		usage: "(first list)",
		min: 1,
		max: 1,
		run: ({ args: [list] }) => present(listOf(list, "first").at(0), "first")
	},
	last: {
		usage: "(last list)",
		min: 1,
		max: 1,
		run: ({ args: [list] }) => present(listOf(list, "last").at(-1), "last")
	},
	length: {
		usage: "(length list)",
		min: 1,
		max: 1,
		run: ({ args: [list] }) => listOf(list, "length").length
	},
	includes: {
		usage: "(includes list item)",
		min: 2,
		max: 2,
		run: ({ args: [whole, item] }) => {
			const wanted = textOf(item, "includes");
			if (isText(whole)) return textOf(whole, "includes").includes(wanted);
			return isMapping(whole) ? Object.hasOwn(whole, wanted) : textsOf(whole, "includes").includes(wanted);
		}
	},
	split: {
		usage: "(split text \",\")",
		min: 2,
		max: 2,
		run: ({ args: [text, separator] }) => textOf(text, "split").split(textOf(separator, "split")).filter((part) => part !== "")
	},
	join: {
		usage: "(join list \",\")",
		min: 1,
		max: 2,
		run: ({ args: [list, separator = " "] }) => listOf(list, "join").map((item) => textOf(item, "join")).join(textOf(separator, "join"))
	},
	concat: {
		usage: "(concat a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.some(Array.isArray) ? args.flat() : args.map((item) => textOf(item, "concat")).join("")
	},
	keys: {
		usage: "(keys mapping)",
		min: 1,
		max: 1,
		run: ({ args: [mapping] }) => Object.keys(mappingOf(mapping, "keys"))
	},
	lookup: {
		usage: "(lookup mapping key)",
		min: 2,
		max: 2,
		run: ({ args: [whole, key] }) => {
			const name = textOf(key, "lookup");
			if (!isMapping(whole) && !Array.isArray(whole)) throw new Error(`"lookup" takes a mapping or a list, not ${kindOf(whole)}`);
			if (Object.hasOwn(whole, name) && name !== "length") return whole[name];
			throw new Error(`"lookup" finds no "${name}" (allowed: ${Object.keys(whole).join(", ")})`);
		}
	}
};
function present(item, helper) {
	if (item === void 0) throw new Error(`"${helper}" takes a list with something in it; ask with {{#if list}} first`);
	return item;
}
const text = {
	replace: {
		usage: "(replace text from to)",
		min: 3,
		max: 3,
		run: ({ args: [whole, from, to] }) => textOf(whole, "replace").replaceAll(textOf(from, "replace"), () => textOf(to, "replace"))
	},
	lower: {
		usage: "(lower text)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textOf(value, "lower").toLowerCase()
	},
	upper: {
		usage: "(upper text)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textOf(value, "upper").toUpperCase()
	},
	trim: {
		usage: "(trim text)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textOf(value, "trim").trim()
	}
};

// src/dockerfile/helpers.ts
const helpers = {
	...comparison,
	...logic,
	...lists,
	...text,
	...quoting,
	...continuation,
	...architecture
};

// src/dockerfile/template-failure.ts
function placeOfFailure(cause, file) {
	const { lineNumber, column } = cause;
	if (lineNumber !== void 0) return {
		file: file.path,
		line: lineNumber,
		column: (column ?? 0) + 1
	};
	const message = cause instanceof Error ? cause.message : "";
	const line = /^(?:Parse|Lexical) error on line (\d+)/.exec(message)?.[1];
	if (line !== void 0) return {
		file: file.path,
		line: Number(line),
		column: 1
	};
	const partial = MISSING_PARTIAL.exec(message)?.[1] ?? "";
	return placeIn(file, new RegExp(`(?<=\\{\\{~?#?>\\s*)${partial.replace(/[^\w/-]/g, "\\$&")}`));
}
function placeIn(file, pattern) {
	const match = pattern.exec(file.text);
	const before = file.text.slice(0, match?.index ?? 0).split("\n");
	return {
		file: file.path,
		line: before.length,
		column: (before.at(-1)?.length ?? 0) + 1,
		length: Math.max(1, match?.[0].length ?? 1)
	};
}
const MISSING_PARTIAL = /^The partial (\S+) could not be found/;
function reasonOf(cause, templates) {
	const message = cause instanceof Error ? cause.message : String(cause);
	const partial = MISSING_PARTIAL.exec(message)?.[1];
	if (partial === "@partial-block") return "this template is included without a block; write {{#> name}} … {{/name}}";
	if (partial !== void 0) return `there is no template "${partial}" to include${didYouMean(partial, templates)}`;
	const mismatch = /^(\S+) doesn't match (\S+)/.exec(message);
	if (mismatch) return `the block "${mismatch[1]}" is closed by {{/${mismatch[2]}}}`;
	if (/^(?:Parse|Lexical) error/.test(message)) return "the template is not valid Handlebars here: check that braces, quotes and blocks are closed (literal braces are written \\{{)";
	return message.replace(/ - \d+:\d+$/, "");
}

// src/dockerfile/strict.ts
var Located = class extends Error {
	place;
	hint;
	constructor(message, place, hint) {
		super(message);
		this.place = place;
		this.hint = hint;
	}
};
const BLOCKS = {
	if: "{{#if condition}} … {{/if}}",
	unless: "{{#unless condition}} … {{/unless}}",
	each: "{{#each list}} … {{/each}}",
	with: "{{#with mapping}} … {{/with}}"
};
const CALLS = {
	value: "*value",
	print: "*print",
	section: "*section"
};
function makeStrict(program) {
	for (const statement of program.body) strictStatement(statement);
}
function strictStatement(statement) {
	switch (statement.type) {
		case "MustacheStatement": {
			const node = statement;
			const printed = node.params.length > 0 || node.hash?.pairs.length > 0 ? call(node) : strictValue(node.path);
			node.path = name(CALLS.print, node.loc);
			node.params = [printed];
			node.hash = noHash(node.loc);
			return;
		}
		case "BlockStatement": {
			const node = statement;
			strictBlock(node);
			if (node.program) makeStrict(node.program);
			if (node.inverse) makeStrict(node.inverse);
			return;
		}
		case "PartialStatement":
		case "PartialBlockStatement": {
			const node = statement;
			if (node.name.type === "SubExpression") node.name = call(node.name);
			strictArguments(node);
			if (node.program) makeStrict(node.program);
			return;
		}
		case "DecoratorBlock": return makeStrict(statement.program);
		case "Decorator": throw new Located("decorators are not supported", placeOf(statement.loc));
	}
}
function strictBlock(node) {
	const helper = nameOf(node.path);
	const place = placeOf(node.path.loc);
	if (helpers[helper]?.block && Object.hasOwn(helpers, helper)) {
		checkArguments(helper, helpers[helper], node, place);
		strictArguments(node);
		return;
	}
	if (node.params.length === 0) {
		if (helper in BLOCKS) throw new Located(`"${helper}" takes one argument: ${BLOCKS[helper]}`, place);
		node.params = [strictValue(node.path)];
		node.path = name(CALLS.section, node.loc);
		return;
	}
	if (Object.hasOwn(helpers, helper) && !helpers[helper]?.block) throw new Located(`"${helper}" has no block; use it in one: {{#if ${helpers[helper]?.usage.replace(/^\{\{(.*)\}\}$/, "($1)")}}}`, place);
	if (!Object.hasOwn(BLOCKS, helper)) throw new Located(`"${helper}" is no block helper${didYouMean(helper, Object.keys(BLOCKS))}`, place);
	if (node.params.length !== 1) throw new Located(`"${helper}" takes one argument, not ${node.params.length}: ${BLOCKS[helper]}`, place);
	strictArguments(node);
}
function call(node) {
	const helper = nameOf(node.path);
	const place = placeOf(node.path.loc);
	const known = Object.hasOwn(helpers, helper) ? helpers[helper] : void 0;
	if (known === void 0 && Object.hasOwn(BLOCKS, helper)) throw new Located(`"${helper}" needs a block: ${BLOCKS[helper]}`, place, `inside a line, write {{#if (…)}}…{{/if}} or {{choose condition "then" "else"}}`);
	if (known === void 0) throw new Located(`"${helper}" is no helper${didYouMean(helper, Object.keys(helpers))}`, place);
	if (known.block) throw new Located(`"${helper}" needs a block: ${known.usage}`, place);
	checkArguments(helper, known, node, place);
	strictArguments(node);
	return {
		type: "SubExpression",
		path: node.path,
		params: node.params,
		hash: node.hash ?? noHash(node.loc),
		loc: node.loc
	};
}
function checkArguments(name, helper, node, place) {
	const { options = [], min, max, usage } = helper;
	const unknown = options === "any" ? void 0 : node.hash?.pairs.find(({ key }) => !options.includes(key))?.key;
	if (unknown !== void 0) throw new Located(options.length === 0 ? `"${name}" takes no named arguments: ${usage}` : `"${name}" has no option "${unknown}"${didYouMean(unknown, options)}: ${usage}`, place);
	if (node.params.length >= min && node.params.length <= max) return;
	const allowed = max === Infinity ? `${min} or more` : min === max ? String(min) : `${min} or ${max}`;
	throw new Located(`"${name}" takes ${allowed} argument${allowed === "1" ? "" : "s"}, not ${node.params.length}: ${usage}`, place);
}
function strictArguments(node) {
	node.params = node.params.map(strictValue);
	for (const pair of node.hash?.pairs ?? []) pair.value = strictValue(pair.value);
}
function strictValue(expression) {
	if (expression.type === "SubExpression") return call(expression);
	if (expression.type !== "PathExpression") return expression;
	const path = expression;
	const [head, ...tail] = path.parts;
	if (head === void 0) return path;
	const { loc } = path;
	const prefix = path.data ? "@" : /^(?:\.\.\/|\.\/|this[./])*/.exec(path.original)?.[0] ?? "";
	const first = {
		...path,
		parts: [head],
		original: `${prefix}${head}`
	};
	const names = [`${prefix}${head}`, ...tail].map((text) => ({
		type: "StringLiteral",
		value: text,
		original: text,
		loc
	}));
	return {
		type: "SubExpression",
		path: name(CALLS.value, loc),
		params: [first, ...names],
		hash: noHash(loc),
		loc
	};
}
function definedValue(scope, head, names, place) {
	const [first = "", ...rest] = names;
	if (head === void 0) throw undefinedName(first, names.join("."), scope, place);
	let value = head;
	let path = first;
	for (const part of rest) {
		const inside = value;
		const whole = names.join(".");
		if (typeof inside !== "object" || inside === null) throw new Located(`"${whole}" is not defined: "${path}" is ${kindOf(inside)} and has nothing inside`, place);
		if (!Object.hasOwn(inside, part)) {
			const known = Array.isArray(inside) ? [] : Object.keys(inside);
			throw new Located(`"${whole}" is not defined${didYouMean(part, known)}`, place, known.length > 0 ? void 0 : `"${path}" is ${kindOf(inside)}${Array.isArray(inside) ? "" : " and has nothing inside"}`);
		}
		value = inside[part];
		path += `.${part}`;
	}
	return value;
}
function undefinedName(first, whole, scope, place) {
	if (Object.hasOwn(helpers, first)) return new Located(`"${first}" is a helper and takes arguments: ${helpers[first]?.usage}`, place);
	if (RUN_FACTS.includes(first)) return new Located(`"${first}" is not defined here: it changes from run to run, and is known in tags and labels only`, place);
	const reachable = !/^(?:@|\.\.)/.test(first);
	if (reachable && isText(scope)) return new Located(`"${whole}" is not defined: here is ${kindOf(scope)}, which has nothing inside`, place, "{{this}} is the text itself, {{@root.name}} a value of the matrix");
	const known = reachable ? Object.keys(scope) : [];
	const suggestion = closest(first, known);
	return new Located(`"${whole}" is not defined${suggestion === void 0 ? "" : ` (did you mean "${suggestion}"?)`}`, place, suggestion === void 0 && known.length > 0 ? `defined here: ${known.toSorted().join(", ")}` : void 0);
}
function printable(value, place) {
	if (isText(value)) return value;
	const next = Array.isArray(value) ? "print it with {{join …}}, {{shell …}} or {{json …}}, or go through it with {{#each …}}" : value === void 0 ? void 0 : `print something in it (${Object.keys(value).join(", ")}), or all of it with {{json …}}`;
	throw new Located(`this is ${kindOf(value)}, not text`, place, next);
}
function placeOf(loc) {
	const source = loc?.source;
	if (!loc || source === void 0) return void 0;
	const { start, end } = loc;
	return {
		file: source,
		line: start.line,
		column: start.column + 1,
		...end.line === start.line ? { length: Math.max(1, end.column - start.column) } : {}
	};
}
function nameOf(expression) {
	return expression.type === "PathExpression" ? expression.original : String(expression.original);
}
function name(text, loc) {
	return {
		type: "PathExpression",
		data: false,
		depth: 0,
		parts: [text],
		original: text,
		loc
	};
}
function noHash(loc) {
	return {
		type: "Hash",
		pairs: [],
		loc
	};
}

// src/dockerfile/templates.ts
const MAX_DEPTH = 64;
async function createTemplates(files) {
	const { default: Handlebars } = await import("./handlebars.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const byName = new Map(files.map((file) => [file.name, file]));
	const plain = createRenderer(Handlebars.create(), files, () => {});
	let marked;
	const render = ({ renderFile }, name, context) => {
		const file = byName.get(name);
		if (!file) throw new Error(`no template "${name}"`);
		try {
			return renderFile(file, bare(context));
		} catch (cause) {
			throw templateProblem(cause, {
				file: file.path,
				line: 1,
				column: 1
			});
		}
	};
	return {
		names: [...byName.keys()].toSorted(),
		lines: (name) => byName.get(name)?.text.trimEnd().split("\n").length ?? 0,
		render: (name, context) => render(plain, name, context),
		trace: (name, context) => {
			marked ??= createRenderer(Handlebars.create(), files, (program, index) => visitNodes(program, "ContentStatement", (node) => markContent(node, index)));
			const text = render(plain, name, context);
			const traced = render(marked, name, context);
			return readMarks(withoutMarks(traced) === text ? traced : text, files.map(({ path }) => path), byName.get(name)?.path ?? "");
		},
		expression: (text, context, place) => {
			if (!text.includes("{{")) return text;
			try {
				return plain.compile(`expression ${text}`, text)(bare(context));
			} catch (cause) {
				throw templateProblem(isPlaced(cause) ? cause : new Located(reasonOf(cause, [...byName.keys()]), void 0), place);
			}
		},
		uses: (text) => {
			const names = /* @__PURE__ */ new Set();
			try {
				visitNodes(plain.environment.parse(text), "PathExpression", (node) => {
					const { data, parts: [first] } = node;
					if (!data && first !== void 0) names.add(first);
				});
			} catch {}
			return names;
		}
	};
}
function createRenderer(environment, files, prepare) {
	const known = registerHelpers(environment);
	const options = {
		noEscape: true,
		knownHelpersOnly: true,
		knownHelpers: {
			log: false,
			...Object.fromEntries(known.map((name) => [name, true]))
		}
	};
	const compiled = /* @__PURE__ */ new Map();
	const compile = (key, text, path) => {
		let template = compiled.get(key);
		if (!template) {
			const program = environment.parse(text, path === void 0 ? {} : { srcName: path });
			makeStrict(program);
			prepare(program, files.findIndex((file) => file.path === path));
			template = environment.compile(program, options);
			compiled.set(key, template);
		}
		return template;
	};
	let depth = 0;
	const renderFile = (file, context, runtime) => {
		try {
			depth++;
			if (depth > MAX_DEPTH) throw new Located("this template includes itself, or one that includes it, without end", placeIn(file, /\{\{~?#?>/));
			return compile(file.path, file.text, file.path)(context, runtime);
		} catch (cause) {
			throw isPlaced(cause) ? cause : new Located(reasonOf(cause, files.map(({ name }) => name)), placeOfFailure(cause, file));
		} finally {
			depth--;
		}
	};
	for (const file of files) environment.registerPartial(file.name, (context, runtime) => renderFile(file, context, runtime));
	return {
		environment,
		compile,
		renderFile
	};
}
function registerHelpers(environment) {
	const placed = (options, act) => {
		const place = placeOf(options.loc);
		try {
			return act(place);
		} catch (cause) {
			throw isPlaced(cause) ? cause : new Located(cause instanceof Error ? cause.message : String(cause), place);
		}
	};
	for (const [name, helper] of Object.entries(helpers)) environment.registerHelper(name, function call(...args) {
		const { hash, fn } = args.at(-1);
		return placed(args.at(-1), () => helper.run({
			args: args.slice(0, -1),
			options: hash,
			block: () => fn?.(this) ?? ""
		}));
	});
	environment.registerHelper(CALLS.value, function value(...args) {
		const [head, ...names] = args.slice(0, -1);
		return placed(args.at(-1), (place) => definedValue(this, head, names, place));
	});
	environment.registerHelper(CALLS.print, (value, options) => placed(options, (place) => printable(value, place)));
	const { each, blockHelperMissing } = environment.helpers;
	if (!each || !blockHelperMissing) throw new Error("Handlebars has no \"each\"");
	environment.registerHelper(CALLS.section, function section(value, options) {
		return blockHelperMissing.call(this, value, options);
	});
	environment.registerHelper("each", function eachItem(list, options) {
		if (typeof list !== "object") placed(options, () => {
			throw new Error(`"each" takes a list or a mapping, not ${typeof list === "string" ? `the text "${list}"` : String(list)}`);
		});
		return each.call(this, list, options);
	});
	environment.unregisterHelper("log");
	return [
		...Object.keys(helpers),
		...Object.keys(BLOCKS),
		...Object.values(CALLS)
	];
}
function isPlaced(cause) {
	return cause instanceof Located || cause instanceof ProblemsFound;
}
function bare(context) {
	return Object.create(null, Object.getOwnPropertyDescriptors(context));
}
function visitNodes(node, type, visit) {
	if (typeof node !== "object" || node === null) return;
	if ("type" in node && node.type === type) visit(node);
	for (const [key, child] of Object.entries(node)) if (key !== "loc") visitNodes(child, type, visit);
}
function templateProblem(cause, place) {
	if (cause instanceof ProblemsFound) return cause;
	return new ProblemsFound([error("template", cause.message, {
		place: cause.place ?? place,
		hint: cause.hint
	})]);
}

export { csvField as _, NO_INPUTS as a, groupBy as c, parseRepository as d, tagProblem as f, writeOverride as g, writeImageDefinition as h, expand as i, isDigest as l, writeDefinition as m, fileName as n, valueSources as o, DEFAULT_TEMPLATES as p, plan as r, parseMatrix as s, createTemplates as t, isPlainHttp as u, ProblemsFound as v, error as y };