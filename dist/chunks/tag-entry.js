import { t as __commonJSMin } from "./rolldown-runtime.js";
import { C as strictObject, E as union, S as safeParse, T as transform, b as record, d as minLength, i as exactOptional, l as metadata, n as boolean$1, r as check, s as literal, t as array, u as minEntries, v as picklist, w as string, x as regex, y as pipe } from "./valibot.js";
import { n as error } from "./problem.js";
import { i as versionTest, r as isVersion, t as compareVersions } from "./version-order.js";
import { runInNewContext } from "node:vm";

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
const filledKey = pipe(string(), regex(/^[^\n\r\0]*\S[^\n\r\0]*$/, "must be one line and not empty"));
const texts = record(filledKey, text, MAPPING_RULE);
const platform = pipe(text, regex(/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/, "must be os/architecture[/variant], as linux/amd64 or linux/arm/v7"));
const platforms = someOf(platform, "must be a list, as [linux/amd64, linux/arm64]", "must name at least one platform");
function anyFilled(keys, message) {
	const isFilled = (part) => typeof part === "object" && part !== null && Object.keys(part).length > 0;
	return {
		...check((input) => keys.some((key) => isFilled(input[key])), message),
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

// src/matrix/condition-problems.ts
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

// src/matrix/bounded-match.ts
const MAX_LENGTH = 500;
const TIME_LIMIT = 500;
function readExpression(text) {
	const [, source = text, flags = ""] = /^\/(.+)\/([a-z]*)$/su.exec(text) ?? [];
	if (text.length > MAX_LENGTH) return `it is ${text.length} characters long; at most ${MAX_LENGTH} are allowed`;
	const flag = /[^imsu]/.exec(flags)?.[0];
	if (flag !== void 0) return `it has the flag "${flag}"; allowed are i, m, s and u`;
	try {
		return new RegExp(source, flags);
	} catch (cause) {
		return (cause instanceof Error ? cause.message : String(cause)).replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, "").replace(/^[A-Z]/, (letter) => letter.toLowerCase());
	}
}
function boundedMatch(expression, text) {
	try {
		const found = runInNewContext("expression.exec(text)", {
			expression,
			text
		}, { timeout: TIME_LIMIT });
		return found === null ? void 0 : [...found];
	} catch (cause) {
		if (cause.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "endless";
		throw cause;
	}
}

// src/matrix/tag-date.ts
const MONTHS = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December"
];
const DAYS = [
	"Sunday",
	"Monday",
	"Tuesday",
	"Wednesday",
	"Thursday",
	"Friday",
	"Saturday"
];
const DAY = 864e5;
const TOKENS = {
	YYYY: ({ year }) => pad(year, 4),
	YY: ({ year }) => pad(year % 100, 2),
	Q: ({ month }) => String(Math.ceil(month / 3)),
	MMMM: ({ month }) => MONTHS[month - 1] ?? "",
	MMM: ({ month }) => (MONTHS[month - 1] ?? "").slice(0, 3),
	MM: ({ month }) => pad(month, 2),
	Mo: ({ month }) => ordinal(month),
	M: ({ month }) => String(month),
	DDDD: (moment) => pad(dayOfYear(moment), 3),
	DDD: (moment) => String(dayOfYear(moment)),
	DD: ({ day }) => pad(day, 2),
	Do: ({ day }) => ordinal(day),
	D: ({ day }) => String(day),
	dddd: (moment) => DAYS[weekday(moment)] ?? "",
	ddd: (moment) => (DAYS[weekday(moment)] ?? "").slice(0, 3),
	dd: (moment) => (DAYS[weekday(moment)] ?? "").slice(0, 2),
	d: (moment) => String(weekday(moment)),
	E: (moment) => String(weekday(moment) || 7),
	GGGG: (moment) => pad(isoWeek(moment).year, 4),
	GG: (moment) => pad(isoWeek(moment).year % 100, 2),
	WW: (moment) => pad(isoWeek(moment).week, 2),
	W: (moment) => String(isoWeek(moment).week),
	HH: ({ hour }) => pad(hour, 2),
	H: ({ hour }) => String(hour),
	hh: ({ hour }) => pad(hour % 12 || 12, 2),
	h: ({ hour }) => String(hour % 12 || 12),
	A: ({ hour }) => hour < 12 ? "AM" : "PM",
	a: ({ hour }) => hour < 12 ? "am" : "pm",
	mm: ({ minute }) => pad(minute, 2),
	m: ({ minute }) => String(minute),
	ss: ({ second }) => pad(second, 2),
	s: ({ second }) => String(second),
	SSS: ({ millisecond }) => pad(millisecond, 3),
	ZZ: ({ offset }) => offsetText(offset, ""),
	Z: ({ offset }) => offsetText(offset, ":"),
	X: ({ unix }) => String(unix)
};
const DATE_TOKENS = Object.keys(TOKENS).join(", ");
const PART = new RegExp(`\\[([^\\]]*)\\]|${Object.keys(TOKENS).toSorted((a, b) => b.length - a.length).join("|")}|.`, "gsu");
function dateFormatProblem(format) {
	const parts = [...format.matchAll(PART)];
	const wrong = parts.find(([part, literal]) => literal === void 0 && !Object.hasOwn(TOKENS, part) && /[\p{L}[\]]/u.test(part) && part !== "T")?.[0];
	if (wrong !== void 0) return `the date format "${format}" has "${wrong}", which stands for nothing; text goes into brackets, as [nightly]`;
	if (!parts.some(([part]) => Object.hasOwn(TOKENS, part))) return `the date format "${format}" shows no part of a date; expected something like YYYYMMDD`;
}
function isTimeZone(name) {
	try {
		return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone);
	} catch {
		return false;
	}
}
function formatDate(time, format, timeZone) {
	const moment = at(new Date(time), timeZone);
	return format.replace(PART, (part, literal) => literal ?? (Object.hasOwn(TOKENS, part) ? TOKENS[part]?.(moment) ?? "" : part));
}
function at(date, timeZone) {
	const shown = new Intl.DateTimeFormat("en-US", {
		timeZone,
		calendar: "gregory",
		numberingSystem: "latn",
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
		second: "numeric"
	}).formatToParts(date);
	const number = (type) => Number(shown.find((part) => part.type === type)?.value);
	const [year, month, day, hour, minute, second] = [
		number("year"),
		number("month"),
		number("day"),
		number("hour"),
		number("minute"),
		number("second")
	];
	const unix = Math.floor(date.getTime() / 1e3);
	const offset = Math.round((Date.UTC(year, month - 1, day, hour, minute, second) / 1e3 - unix) / 60);
	return {
		year,
		month,
		day,
		hour,
		minute,
		second,
		millisecond: date.getUTCMilliseconds(),
		offset,
		unix
	};
}
function pad(value, digits) {
	return String(value).padStart(digits, "0");
}
function ordinal(value) {
	return `${value}${value % 100 >= 11 && value % 100 <= 13 ? "th" : [
		"th",
		"st",
		"nd",
		"rd"
	][value % 10] ?? "th"}`;
}
function weekday({ year, month, day }) {
	return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
function dayOfYear({ year, month, day }) {
	return (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 0)) / DAY;
}
function isoWeek(moment) {
	const thursday = new Date(Date.UTC(moment.year, moment.month - 1, moment.day - (weekday(moment) + 6) % 7 + 3));
	const year = thursday.getUTCFullYear();
	return {
		year,
		week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1
	};
}
function offsetText(minutes, separator) {
	const size = Math.abs(minutes);
	return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`;
}

// src/matrix/tag-expression.ts
const DATE = /\{\{~?\s*(date|commit_date)\s+(?:'([^']*)'|"([^"]*)")\s*(?:tz\s*=\s*(?:'([^']*)'|"([^"]*)")\s*)?~?\}\}/g;
const LEFT = /\{\{~?\s*(date|commit_date)\s+[^}~\s][^}]*\}\}|\((date|commit_date)\s/;
function readDates(text, place) {
	const problems = [];
	const plain = text.replace(DATE, (_all, _name, single, double, zone, zoneDouble) => {
		const format = single ?? double ?? "";
		const timeZone = zone ?? zoneDouble ?? "UTC";
		const wrong = dateFormatProblem(format);
		if (wrong !== void 0) problems.push(error("invalid-date", wrong, {
			place,
			hint: `there are ${DATE_TOKENS}`
		}));
		if (!isTimeZone(timeZone)) problems.push(error("invalid-date", `"${timeZone}" is no time zone; expected a name such as Asia/Tokyo`, { place }));
		return problems.length > 0 ? "" : formatDate("2000-01-01T00:00:00Z", format, timeZone);
	});
	const left = LEFT.exec(plain);
	const name = left?.[1] ?? left?.[2];
	if (name !== void 0) problems.push(error("invalid-date", `"${name}" takes a format, and may have a time zone`, {
		place,
		hint: `write {{${name} 'YYYYMMDD'}} or {{${name} 'YYYYMMDD-HHmm' tz='Asia/Tokyo'}}`
	}));
	return {
		plain,
		problems
	};
}
function expandDates(text, times) {
	const missing = /* @__PURE__ */ new Set();
	return {
		text: text.replace(DATE, (_all, name, single, double, zone, zoneDouble) => {
			const time = times[name];
			if (time === void 0) missing.add(name);
			return time === void 0 ? "" : formatDate(time, single ?? double ?? "", zone ?? zoneDouble ?? "UTC");
		}),
		missing: [...missing]
	};
}

// src/matrix/condition-schema.ts
const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEY_RULE = "must be letters, digits, \"_\" and \"-\", beginning with a letter";
const key = pipe(string(KEY_RULE), regex(KEY, KEY_RULE));
const pattern = byKind({
	text: filled,
	list: someOf(filled, "must be a value or a list of values")
}, "text");
const condition = pipe(record(key, pattern, "must be a mapping from target, platform or an axis to a value"), minEntries(1, "must name at least one of target, platform or an axis"));
const CONDITION = "Keys are target, platform or an axis; all must hold. A value is a text, a glob (py*), a comparison of versions (\">=3.13\", \"~12.4\"), or a list of them, of which any must hold.";

// src/matrix/tag-schema.ts
const TAG_TYPES = [
	"raw",
	"semver",
	"pep440",
	"match",
	"ref",
	"edge",
	"schedule",
	"sha"
];
const tagKeys = strictObject({
	type: optional(picklist(TAG_TYPES, `must be one of ${TAG_TYPES.join(", ")}`), "Where the tag comes from: a text (raw), the Git tag (semver, pep440, match), the branch, Git tag or pull request (ref), the default branch (edge), a scheduled run (schedule), or the commit (sha).", ["semver"], "raw"),
	value: optional(text, "The text of a raw tag; for semver, pep440 and match what is read in place of the Git tag. May use values and facts of the run.", ["{{target}}-latest", "{{release}}"]),
	pattern: optional(filled, "What is made of a version (semver, pep440), the regular expression (match), or the text of a scheduled run (schedule; \"nightly\" by default). May use values, but for match.", ["{{major}}.{{minor}}", "{{date \"YYYYMMDD\"}}"]),
	match: optional(filled, "For semver and pep440: a regular expression whose first group is the version, in Git tags that hold more than that.", ["^app/v(.*)$"]),
	group: optional(pipe(text, regex(/^\d+$/, "must be the number of a group")), "For match: the group that becomes the tag; 0 is the whole match.", [1], "0"),
	branch: optional(filled, "For edge: the branch. Default: the repository's default branch.", ["main"]),
	event: optional(picklist([
		"branch",
		"tag",
		"pr"
	], "must be branch, tag or pr"), "For ref: of which runs the name is taken.", ["branch"]),
	format: optional(picklist(["short", "long"], "must be short (7 digits) or long"), "For sha: how much of the commit.", ["long"], "short"),
	prefix: optional(text, "What stands before the tag. May use values and facts of the run. Default: the flavor's, then \"pr-\" for pull requests and \"sha-\" for commits; none for raw.", ["{{target}}-"]),
	suffix: optional(text, "What stands behind the tag. Default: the flavor's; none for raw.", ["-cuda{{cuda}}"]),
	priority: optional(pipe(text, regex(/^\d+$/, "must be a whole number")), "Tags are listed by it, the highest first. Default: schedule 1000, semver and pep440 900, match 800, edge 700, ref 600, raw 200, sha 100.", [950]),
	enable: optional(text, "Whether there is this tag: true or false, or an expression that gives one of them.", ["{{is_default_branch}}", "{{eq branch 'main'}}"], "true"),
	when: optional(condition, `Which images get the tag. ${CONDITION} Of platforms, one that the image has must hold. Default: all images.`, [{
		target: "full",
		python: ">=3.12"
	}]),
	only: optional(literal("latest", "must be latest"), "Only the image that \"latest\" picks gets the tag.", ["latest"]),
	highest: optional(boolean, "For raw, semver and pep440: give the tag only to the highest version, of all released ones that would give the same tag. Never to a prerelease. Released versions are the Git tags.", [true], false),
	immutable: optional(boolean, "Whether the tag never moves: publishing refuses to point it at another image.", [true], false)
}, MAPPING_RULE);
const tags = array(byKind({
	text: filled,
	mapping: tagKeys
}, "text"), "must be a list of tags");
const affix = (where, example) => optional(text, `What stands ${where} every tag that is not raw and has none of its own. May use values and facts of the run. Default: none.`, [example]);
const targetFlavor = strictObject({
	prefix: affix("before", "gpu-"),
	suffix: affix("behind", "-alpine")
}, MAPPING_RULE);
const flavor = strictObject({
	prefix: affix("before", "{{target}}-"),
	suffix: affix("behind", "-py{{python}}"),
	latest: optional(byKind({
		boolean: boolean$1(),
		text: picklist(["auto", "highest"], "must be true, false, auto or highest")
	}, "text"), "When the image that \"latest\" picks gets the tag \"latest\": in every run (true), never (false), in runs of a version that is no prerelease (auto), or of the highest one (highest).", ["highest", "auto"], true)
}, MAPPING_RULE);

// src/matrix/tag-entry.ts
const TYPES = {
	schedule: {
		priority: 1e3,
		takes: ["pattern"]
	},
	semver: {
		priority: 900,
		needs: "pattern",
		takes: [
			"pattern",
			"value",
			"match",
			"highest"
		]
	},
	pep440: {
		priority: 900,
		needs: "pattern",
		takes: [
			"pattern",
			"value",
			"match",
			"highest"
		]
	},
	match: {
		priority: 800,
		needs: "pattern",
		takes: [
			"pattern",
			"group",
			"value"
		]
	},
	edge: {
		priority: 700,
		takes: ["branch"]
	},
	ref: {
		priority: 600,
		needs: "event",
		takes: ["event"]
	},
	raw: {
		priority: 200,
		needs: "value",
		takes: ["value", "highest"]
	},
	sha: {
		priority: 100,
		takes: ["format"]
	}
};
const COMMON = [
	"type",
	"prefix",
	"suffix",
	"priority",
	"enable",
	"when",
	"only",
	"immutable"
];
const EXPRESSIONS = [
	"value",
	"pattern",
	"prefix",
	"suffix",
	"enable"
];
function readEntries(matrix, list, path, templates) {
	const problems = [];
	return {
		entries: list.flatMap((item, index) => {
			const place = path ? matrix.source.at([...path, index]) : {
				file: "tags",
				line: index + 1,
				column: 1
			};
			if (typeof item === "string" && !hasKeys(item)) {
				const entry = {
					text: item,
					place,
					at: () => place,
					type: "pattern",
					keys: { value: item },
					priority: TYPES.raw.priority
				};
				const wrong = readDates(item, place).problems;
				problems.push(...wrong);
				return wrong.length > 0 ? [] : [entry];
			}
			const read = typeof item === "string" ? readLine(item, place) : { keys: item };
			if ("problems" in read) {
				problems.push(...read.problems);
				return [];
			}
			const { keys } = read;
			const at = (key) => path && typeof item !== "string" ? matrix.source.at([
				...path,
				index,
				key
			]) : place;
			const type = keys.type ?? "raw";
			const entry = {
				text: entryLine(item),
				place,
				at,
				type,
				keys,
				priority: Number(keys.priority ?? TYPES[type].priority)
			};
			const wrong = [...keyProblems(entry, type), ...keys.when && path ? conditionProblems(matrix, keys.when, [
				...path,
				index,
				"when"
			]) : []];
			for (const key of EXPRESSIONS) if (!(type === "match" && key === "pattern")) wrong.push(...readDates(keys[key] ?? "", at(key)).problems);
			if (keys.enable !== void 0 && !["true", "false"].includes(keys.enable) && !keys.enable.includes("{{")) wrong.push(enableProblem(keys.enable, at("enable")));
			if (wrong.length === 0) wrong.push(...syntaxProblems(entry, templates));
			problems.push(...wrong);
			return wrong.length > 0 ? [] : [entry];
		}),
		problems
	};
}
function enableProblem(text, place) {
	return error("invalid-enable", `"enable" must be true or false, or an expression that gives one of them, not ${JSON.stringify(text)}`, { place });
}
function hasKeys(text) {
	return text.replace(/\{\{.*?\}\}/gs, "").includes("=");
}
function keyProblems({ keys, at, text }, type) {
	const { needs, takes } = TYPES[type];
	const problems = [];
	if (needs !== void 0 && keys[needs] === void 0) problems.push(error("missing-key", `a tag of type ${type} needs "${needs}": "${text}"`, { place: at("type") }));
	for (const key of Object.keys(keys)) if (!takes.includes(key) && !COMMON.includes(key)) problems.push(error("unknown-key", `a tag of type ${type} takes no "${key}"`, {
		place: at(key),
		hint: `type ${type} takes ${[...takes, ...COMMON].join(", ")}`
	}));
	for (const key of ["pattern", "match"]) {
		const source = keys[key];
		if (source === void 0 || key === "pattern" && type !== "match") continue;
		const expression = readExpression(source);
		if (typeof expression === "string") problems.push(error("invalid-expression", `"${key}" is no regular expression: ${expression}`, { place: at(key) }));
	}
	return problems;
}
function syntaxProblems({ keys, type, at }, templates) {
	return EXPRESSIONS.flatMap((key) => {
		const text = keys[key];
		const wrong = text === void 0 || type === "match" && key === "pattern" ? void 0 : templates.syntaxProblem(readDates(text, at(key)).plain, at(key));
		return wrong ? [wrong] : [];
	});
}
function readLine(line, place) {
	const fields = csvFields(line);
	if (!fields) return { problems: [error("invalid-tag-entry", `a quote in "${line}" is never closed`, { place })] };
	const problems = [];
	const keys = {};
	for (const field of fields) {
		const equals = withoutExpressions(field).indexOf("=");
		const key = equals < 0 ? "value" : field.slice(0, equals).trim().toLowerCase();
		const text = field.slice(equals + 1).trim();
		if (Object.hasOwn(keys, key)) problems.push(error("invalid-tag-entry", `"${key}" is there twice in "${line}"`, { place }));
		keys[key] = (key === "immutable" || key === "highest") && ["true", "false"].includes(text) ? text === "true" : text;
	}
	for (const key of [
		"value",
		"match",
		"branch"
	]) if (keys[key] === "" && !(key === "value" && (keys["type"] ?? "raw") === "raw")) Reflect.deleteProperty(keys, key);
	const result = safeParse(tagKeys, keys);
	for (const issue of result.issues ?? []) {
		const first = issue.path?.[0]?.key;
		const key = typeof first === "string" ? first : "";
		if (issue.type === "strict_object" && issue.expected === "never") problems.push(error("unknown-key", `unknown key "${key}" in "${line}"${didYouMean(key, Object.keys(tagKeys.entries))}`, { place }));
		else problems.push(error("invalid-value", `"${key}" in "${line}" ${key === "when" ? "can be written in a mapping only" : `${issue.message}${keys[key] === "" ? "" : `, not ${JSON.stringify(keys[key])}`}`}`, { place }));
	}
	return problems.length > 0 || !result.success ? { problems } : { keys: result.output };
}
function csvFields(line) {
	const fields = [];
	let field = "";
	let at = 0;
	while (at <= line.length) {
		const rest = line.slice(at);
		const quoted = field === "" ? /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/s.exec(rest) : void 0;
		const expression = /^\{\{.*?\}\}/s.exec(rest);
		if (quoted) {
			field = (quoted[1] ?? "").replaceAll("\"\"", "\"");
			at += quoted[0].length;
		} else if (field === "" && /^\s*"/.test(rest)) return;
		else if (expression) {
			field += expression[0];
			at += expression[0].length;
			continue;
		} else if (rest !== "" && !rest.startsWith(",")) {
			field += rest.charAt(0);
			at += 1;
			continue;
		}
		fields.push(field);
		field = "";
		at += 1;
	}
	return fields;
}
function withoutExpressions(text) {
	return text.replace(/\{\{.*?\}\}/gs, (expression) => " ".repeat(expression.length));
}
function entryLine(entry) {
	return typeof entry === "string" ? entry : Object.entries(entry).map(([key, value]) => `${key}=${typeof value === "object" ? JSON.stringify(value) : String(value)}`).join(",");
}

export { filledWord as A, MAPPING_RULE as C, documented as D, byKind as E, texts as F, word as I, platforms as M, someOf as N, filled as O, text as P, didYouMean as S, boolean as T, combinationKey as _, tags as a, valuesOf as b, condition as c, boundedMatch as d, readExpression as f, axisValues as g, resolveTargets as h, flavor as i, optional as j, filledKey as k, key as l, declaredPlatforms as m, entryLine as n, targetFlavor as o, conditionProblems as p, readEntries as r, CONDITION as s, enableProblem as t, expandDates as u, combinations as v, anyFilled as w, closest as x, restrict as y };