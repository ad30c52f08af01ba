import { t as __commonJSMin } from "./rolldown-runtime.js";
import { r as isVersion, t as compareVersions } from "./order.js";
import { D as union, E as transform, S as regex, T as string, b as pipe, c as literal, d as minEntries, f as minLength, i as exactOptional, n as boolean$1, r as check, t as array, u as metadata, w as strictObject, x as record, y as picklist } from "./valibot.js";

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

// src/yaml/suggest.ts
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

// src/yaml/schema-parts.ts
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

export { didYouMean as C, restrict as D, combinations as E, valuesOf as O, closest as S, combinationKey as T, platforms as _, CONDITION as a, texts as b, MAPPING_RULE as c, byKind as d, documented as f, optional as g, filledWord as h, targetFlavor as i, anyFilled as l, filledKey as m, tagKeys as n, condition as o, filled as p, tags as r, key as s, flavor as t, boolean as u, someOf as v, axisValues as w, word as x, text as y };