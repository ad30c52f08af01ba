import { COMMON_KEYS, RUN_FACTS, TAG_TYPE_NAMES, cellKey, conditionProblems, conditionTest, tagKeys, tagType } from "./matrix.js";
import { ProblemsFound, collecting, error, notice, warning } from "./problem.js";
import { safeParse } from "./packages/valibot.js";
import { counted } from "./text.js";
import { tagProblem } from "./oci.js";
import { isHigher, isOfPrerelease, readAnyVersion, readPep440, readSemver } from "./version.js";
import { didYouMean } from "./yaml.js";
import { readExpression, rememberedMatch } from "./pattern.js";
import { extendContext } from "./values.js";

// src/tags/tag-facts.ts
const MISSING = {
	version: "needs a version: not a release (--set version=1.2.3 shows it)",
	...Object.fromEntries(RUN_FACTS.filter((fact) => fact !== "version").map((fact) => [fact, `needs a ${fact}: none is known here (--set ${fact}=… shows it)`])),
	tag: "needs a tag: not a release (--set version=1.2.3 shows it)",
	sha: "needs a sha: no commit is known here (--set revision=… shows it)",
	base_ref: "needs a base_ref: not a pull request",
	is_default_branch: "needs is_default_branch: this is no run of anything",
	is_not_default_branch: "needs is_not_default_branch: this is no run of anything",
	date: "needs a date: this is no run of anything",
	commit_date: "needs a commit_date: no commit is known here"
};
const TAG_FACTS = Object.keys(MISSING).filter((name) => !name.endsWith("date"));
function missingFact(name) {
	return MISSING[name] ?? `needs ${name}`;
}
function nothingLeft(name) {
	return {
		none: `nothing of the ${name} can stand in a tag`,
		warn: "no-name"
	};
}
function withTagCharacters(text) {
	return text.replace(/[^A-Za-z0-9_.-]+/g, "-");
}
function tagSafe(text) {
	return withTagCharacters(text).replace(/^[.-]+/, "");
}
const SHORT_SHA = 7;
function releaseTag({ tag, version }) {
	return tag !== void 0 && (version === void 0 || version === tagVersion(tag)) ? tag : version;
}
function tagVersion(tag) {
	return tag.replace(/^v(?=\d)/, "");
}
function atRelease(facts, tag) {
	return {
		...facts,
		tag,
		version: tagVersion(tag)
	};
}
function isRun(facts) {
	return [
		facts.branch,
		releaseTag(facts),
		facts.pull,
		facts.event
	].some((fact) => fact !== void 0);
}
const SPELLINGS = {
	tag: tagSafe,
	plain: (text) => text
};
const known = {
	tag: /* @__PURE__ */ new WeakMap(),
	plain: /* @__PURE__ */ new WeakMap()
};
function factTexts(facts, spelling) {
	const texts = known[spelling].get(facts) ?? readFacts(facts, SPELLINGS[spelling]);
	known[spelling].set(facts, texts);
	return texts;
}
function readFacts(facts, spelt) {
	const tag = releaseTag(facts);
	const isDefault = facts.branch !== void 0 && facts.pull === void 0 && facts.isDefaultBranch;
	return {
		...facts.version ? { version: spelt(facts.version) } : {},
		...facts.revision ? {
			revision: facts.revision,
			sha: facts.revision.slice(0, 7)
		} : {},
		...facts.branch ? { branch: spelt(facts.branch) } : {},
		...tag ? { tag: spelt(tag) } : {},
		...facts.baseRef ? { base_ref: spelt(facts.baseRef) } : {},
		...isRun(facts) ? {
			is_default_branch: String(isDefault),
			is_not_default_branch: String(!isDefault)
		} : {}
	};
}

// src/tags/run-facts.ts
const NO_RUN = {
	isDefaultBranch: true,
	writesCache: false
};
function withRunOverrides(facts, overrides) {
	const { version, branch } = overrides;
	if (branch !== void 0) return {
		...facts,
		...overrides,
		isDefaultBranch: branch === facts.defaultBranch
	};
	if (version === void 0 || facts.branch === void 0) return {
		...facts,
		...overrides
	};
	const { branch: _, ...withoutBranch } = facts;
	return {
		...withoutBranch,
		...overrides,
		isDefaultBranch: false
	};
}

// src/tags/date.ts
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
	YYYYY: ({ year }) => pad(year, 5),
	YYYYYY: ({ year }) => `+${pad(year, 6)}`,
	Qo: ({ month }) => ordinal(Math.ceil(month / 3)),
	Q: ({ month }) => String(Math.ceil(month / 3)),
	MMMM: ({ month }) => MONTHS[month - 1] ?? "",
	MMM: ({ month }) => (MONTHS[month - 1] ?? "").slice(0, 3),
	MM: ({ month }) => pad(month, 2),
	Mo: ({ month }) => ordinal(month),
	M: ({ month }) => String(month),
	DDDD: (moment) => pad(dayOfYear(moment), 3),
	DDDo: (moment) => ordinal(dayOfYear(moment)),
	DDD: (moment) => String(dayOfYear(moment)),
	DD: ({ day }) => pad(day, 2),
	Do: ({ day }) => ordinal(day),
	D: ({ day }) => String(day),
	dddd: (moment) => DAYS[weekday(moment)] ?? "",
	ddd: (moment) => (DAYS[weekday(moment)] ?? "").slice(0, 3),
	dd: (moment) => (DAYS[weekday(moment)] ?? "").slice(0, 2),
	do: (moment) => ordinal(weekday(moment)),
	d: (moment) => String(weekday(moment)),
	E: (moment) => String(weekday(moment) || 7),
	...weekTokens("G", "W", isoWeek),
	...weekTokens("g", "w", englishWeek),
	HH: ({ hour }) => pad(hour, 2),
	H: ({ hour }) => String(hour),
	hh: ({ hour }) => pad(hour % 12 || 12, 2),
	h: ({ hour }) => String(hour % 12 || 12),
	kk: ({ hour }) => pad(hour || 24, 2),
	k: ({ hour }) => String(hour || 24),
	A: ({ hour }) => hour < 12 ? "AM" : "PM",
	a: ({ hour }) => hour < 12 ? "am" : "pm",
	mm: ({ minute }) => pad(minute, 2),
	m: ({ minute }) => String(minute),
	ss: ({ second }) => pad(second, 2),
	s: ({ second }) => String(second),
	...fractionTokens(9),
	ZZ: ({ offset }) => offsetText(offset, ""),
	Z: ({ offset }) => offsetText(offset, ":"),
	X: ({ unix }) => String(unix),
	x: ({ unix, millisecond }) => String(unix * 1e3 + millisecond)
};
const DATE_TOKENS = Object.keys(TOKENS).join(", ");
const PART = new RegExp(`\\[([^\\]]*)\\]|${Object.keys(TOKENS).toSorted((a, b) => b.length - a.length).join("|")}|.`, "gsu");
function dateFormatProblem(format) {
	const parts = [...format.matchAll(PART)];
	const wrong = parts.find(([part, literal]) => literal === void 0 && !Object.hasOwn(TOKENS, part) && /[\p{L}[\]\\%]/u.test(part) && part !== "T")?.[0];
	if (wrong !== void 0) return `the date format "${format}" has "${wrong}", which stands for nothing; text goes into brackets, as [nightly]`;
	if (!parts.some(([part]) => Object.hasOwn(TOKENS, part))) return `the date format "${format}" shows no part of a date; expected something like YYYYMMDD`;
}
function createDateFormat(newFormatter = formatterOf) {
	const formatters = /* @__PURE__ */ new Map();
	const formatterIn = (timeZone) => {
		const formatter = formatters.get(timeZone) ?? newFormatter(timeZone);
		formatters.set(timeZone, formatter);
		return formatter;
	};
	return {
		isTimeZone: (name) => {
			try {
				formatterIn(name);
				return true;
			} catch {
				return false;
			}
		},
		formatDate: (time, format, timeZone) => {
			const moment = momentOf(new Date(time), formatterIn(timeZone));
			return format.replace(PART, (part, literal) => literal ?? (Object.hasOwn(TOKENS, part) ? TOKENS[part]?.(moment) ?? "" : part));
		}
	};
}
const { formatDate, isTimeZone } = createDateFormat();
function formatterOf(timeZone) {
	return new Intl.DateTimeFormat("en-US", {
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
	});
}
function momentOf(date, formatter) {
	const shown = formatter.formatToParts(date);
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
function weekTokens(yearLetter, weekLetter, weekOf) {
	return {
		[yearLetter.repeat(5)]: (moment) => pad(weekOf(moment).year, 5),
		[yearLetter.repeat(4)]: (moment) => pad(weekOf(moment).year, 4),
		[yearLetter.repeat(2)]: (moment) => pad(weekOf(moment).year % 100, 2),
		[weekLetter.repeat(2)]: (moment) => pad(weekOf(moment).week, 2),
		[`${weekLetter}o`]: (moment) => ordinal(weekOf(moment).week),
		[weekLetter]: (moment) => String(weekOf(moment).week)
	};
}
function fractionTokens(digits) {
	return Object.fromEntries(Array.from({ length: digits }, (_, index) => ["S".repeat(index + 1), ({ millisecond }) => pad(millisecond, 3).padEnd(digits, "0").slice(0, index + 1)]));
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
	return weekAround(moment, 3 - (weekday(moment) + 6) % 7);
}
function englishWeek(moment) {
	return weekAround(moment, 6 - weekday(moment));
}
function weekAround({ year: momentYear, month, day }, days) {
	const decisive = new Date(Date.UTC(momentYear, month - 1, day + days));
	const year = decisive.getUTCFullYear();
	return {
		year,
		week: Math.floor((decisive.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1
	};
}
function offsetText(minutes, separator) {
	const size = Math.abs(minutes);
	return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`;
}

// src/tags/expression.ts
const DATE_CALL = /\s*(date|commit_date)\s+(?:'([^']*)'|"([^"]*)")\s*(?:tz\s*=\s*(?:'([^']*)'|"([^"]*)")\s*)?/.source;
const DATE_IN_BRACES = [new RegExp(String.raw`(?:\s*\{\{~|\{\{)\{${DATE_CALL}\}(?:~\}\}\s*|\}\})`, "g"), new RegExp(String.raw`(?<!\{)(?:\s*\{\{~|\{\{)&?${DATE_CALL}(?:~\}\}\s*|\}\})`, "g")];
const WRONG_DATE = /\{\{~?[{&]?\s*(date|commit_date)\s+[^}~\s][^}]*\}\}|\((date|commit_date)\s/;
function replaceDates(text, write) {
	return DATE_IN_BRACES.reduce((written, pattern) => written.replace(pattern, (_all, name, format, inDouble, zone, zoneInDouble) => write(name, format ?? inDouble ?? "", zone ?? zoneInDouble ?? "UTC")), text);
}
function readDates(text, place) {
	const problems = [];
	const plain = replaceDates(text, (_name, format, timeZone) => {
		const wrong = dateFormatProblem(format);
		if (wrong !== void 0) problems.push(error("invalid-date", wrong, {
			place,
			hint: `there are ${DATE_TOKENS}`
		}));
		if (!isTimeZone(timeZone)) problems.push(error("invalid-date", `"${timeZone}" is no time zone; expected a name such as Asia/Tokyo`, { place }));
		return problems.length > 0 ? "" : formatDate("2000-01-01T00:00:00Z", format, timeZone);
	});
	const wrongDate = WRONG_DATE.exec(plain);
	const name = wrongDate?.[1] ?? wrongDate?.[2];
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
		text: replaceDates(text, (name, format, timeZone) => {
			const time = times[name];
			if (time === void 0) missing.add(name);
			return time === void 0 ? "" : formatDate(time, format, timeZone);
		}),
		missing: [...missing]
	};
}
function createRenderExpression(templates, times) {
	const read = /* @__PURE__ */ new Map();
	const readOnce = (text) => {
		const known = read.get(text) ?? readText(text, templates, times);
		read.set(text, known);
		return known;
	};
	const renderedForAll = /* @__PURE__ */ new Map();
	const renderedByImage = /* @__PURE__ */ new WeakMap();
	const renderedFor = (context) => {
		const rendered = renderedByImage.get(context) ?? /* @__PURE__ */ new Map();
		renderedByImage.set(context, rendered);
		return rendered;
	};
	return (text, place, { context, facts, more = {} }) => {
		if (!text.includes("{{")) return text;
		const { dated, missing, uses, neededFacts, seesAll } = readOnce(text);
		const unknownFacts = neededFacts.filter((fact) => !(fact in facts) && !(fact in more) && !Object.hasOwn(context, fact));
		if (missing.length > 0 || unknownFacts.length > 0) return { none: [...missing, ...unknownFacts].map(missingFact).join("; ") };
		const unspelt = neededFacts.find((fact) => facts[fact] === "" && !(fact in more) && !Object.hasOwn(context, fact));
		if (unspelt !== void 0) return nothingLeft(unspelt);
		const rendered = seesAll || uses.some((name) => !(name in more) && Object.hasOwn(context, name)) ? renderedFor(context) : renderedForAll;
		const runValues = () => ({
			...withoutNames(facts, context),
			...more
		});
		const seen = seesAll ? Object.entries(runValues()) : uses.map((name) => more[name] ?? (Object.hasOwn(context, name) ? void 0 : facts[name]));
		const key = JSON.stringify([dated, seen]);
		const cached = rendered.get(key);
		if (cached !== void 0) return cached;
		const result = templates.expression(dated, extendContext(context, runValues()), place);
		rendered.set(key, result);
		return result;
	};
}
function readText(text, templates, times) {
	const { text: dated, missing } = expandDates(text, times);
	const calls = dated.match(/\{\{.*?\}\}/gs) ?? [];
	const uses = [...templates.uses(dated)];
	return {
		dated,
		missing,
		uses,
		neededFacts: TAG_FACTS.filter((fact) => uses.includes(fact)),
		seesAll: calls.some((call) => /[>@.]|\bthis\b/.test(call))
	};
}
function withoutNames(texts, names) {
	return Object.fromEntries(Object.entries(texts).filter(([name]) => !Object.hasOwn(names, name)));
}

// src/tags/spelling.ts
const EXPRESSION = /\{\{.*?\}\}\}?/gs;
function textProblems(text, place, templates) {
	const { plain, problems } = readDates(text, place);
	const wrong = [...problems, ...braceProblems(text, place)];
	const syntax = wrong.length === 0 ? templates.syntaxProblem(plain, place) : void 0;
	return syntax ? [syntax] : wrong;
}
function braceProblems(text, place) {
	const dollar = /\$\{\{\s*(.*?)\s*\}\}/s.exec(text);
	if (dollar) return [error("invalid-tag-entry", `"${dollar[0]}" has a "$", which no tag can hold`, {
		place,
		hint: `an expression is written {{${dollar[1] ?? ""}}}`
	})];
	const single = /\$?(?<!\{)\{\s*([\w.-]+)\s*\}(?!\})/.exec(text.replace(EXPRESSION, " "));
	return single ? [error("invalid-tag-entry", `"${single[0]}" is no expression: it has one brace on each side`, {
		place,
		hint: `write {{${single[1] ?? ""}}}`
	})] : [];
}

// src/tags/entry.ts
function expressionKeys(type) {
	const { regularExpressions = [] } = tagType(type);
	return [
		"value",
		"pattern",
		"prefix",
		"suffix",
		"enable"
	].filter((key) => !regularExpressions.includes(key));
}
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
				const entry = textEntry(item, place);
				const wrong = textProblems(item, place, templates);
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
				isText: false,
				keys,
				priority: Number(keys.priority ?? tagType(type).priority)
			};
			const wrong = [...keyProblems(entry, type), ...keys.when && path ? conditionProblems(matrix, keys.when, [
				...path,
				index,
				"when"
			]) : []];
			for (const key of expressionKeys(type)) wrong.push(...textProblems(keys[key] ?? "", at(key), templates));
			if (keys.enable !== void 0 && !["true", "false"].includes(keys.enable) && !keys.enable.includes("{{")) wrong.push(enableProblem(keys.enable, at("enable")));
			problems.push(...wrong);
			return wrong.length > 0 ? [] : [entry];
		}),
		problems
	};
}
function textEntry(text, place) {
	return {
		text,
		place,
		at: () => place,
		type: "raw",
		isText: true,
		keys: { value: text },
		priority: tagType("raw").priority
	};
}
function enableProblem(text, place) {
	return error("invalid-enable", `"enable" must be true or false, or an expression that gives one of them, not ${JSON.stringify(text)}`, { place });
}
function hasKeys(text) {
	return text.replace(/\{\{.*?\}\}/gs, "").includes("=");
}
function keyProblems({ keys, at, text }, type) {
	const { needs, keys: typeKeys, regularExpressions = [] } = tagType(type);
	const problems = [];
	if (needs !== void 0 && keys[needs] === void 0) problems.push(error("missing-key", `a tag of type ${type} needs "${needs}": "${text}"`, { place: at("type") }));
	const known = [...typeKeys, ...COMMON_KEYS];
	for (const key of Object.keys(keys)) if (!known.includes(key)) problems.push(error("unknown-key", `a tag of type ${type} takes no "${key}"`, {
		place: at(key),
		hint: `type ${type} takes ${known.join(", ")}`
	}));
	for (const key of [...regularExpressions, "match"]) {
		const source = keys[key];
		if (typeof source !== "string") continue;
		const expression = readExpression(source);
		const wrong = typeof expression === "string" ? error("invalid-expression", `"${key}" is no regular expression: ${expression}`, { place: at(key) }) : groupProblem({
			keys,
			at
		}, key, groupCount(expression));
		if (wrong) problems.push(wrong);
	}
	return problems;
}
function groupProblem({ keys, at }, key, groups) {
	if (key === "match" && groups === 0) return error("invalid-expression", "\"match\" has no group, so no version is ever found: the first group is the version", {
		place: at(key),
		hint: "put the version into brackets, as in ^app/(.*)$"
	});
	if (key === "pattern" && Number(keys.group ?? "0") > groups) return error("invalid-expression", `"group" is ${keys.group ?? ""}, but "pattern" has ${groups === 0 ? "no group" : counted(groups, "group")}`, {
		place: at("group"),
		hint: "groups are what stands in brackets; group 0 is the whole match"
	});
}
function groupCount(expression) {
	return (new RegExp(`${expression.source}|`, expression.flags).exec("") ?? []).length - 1;
}
function readLine(line, place) {
	const fields = csvFields(line);
	if (!fields) return { problems: [error("invalid-tag-entry", `a quote in "${line}" is never closed`, { place })] };
	const problems = [];
	const keys = {};
	for (const { text: field, isQuoted } of fields) {
		const equals = withoutExpressions(field).indexOf("=");
		const key = equals < 0 ? "value" : field.slice(0, equals).trim().toLowerCase();
		const written = field.slice(equals + 1).trim();
		const text = equals < 0 || isQuoted ? written : written.replace(/^(["'])(.*?)\1?$/s, "$2");
		if (text !== written) problems.push(error("invalid-tag-entry", `the quotes of ${key}=${written} would be part of the value`, {
			place,
			hint: `write ${key}=${text}, or "${key}=${text}" for a value with a comma`
		}));
		if (Object.hasOwn(keys, key)) problems.push(error("invalid-tag-entry", `"${key}" is there twice in "${line}"`, { place }));
		keys[key] = (key === "immutable" || key === "highest") && ["true", "false"].includes(text) ? text === "true" : text;
	}
	if ((keys["type"] ?? "raw") !== "raw") problems.push(...commaProblems(fields, place));
	for (const key of ["latest", "onlatest"].filter((name) => Object.hasOwn(keys, name))) {
		Reflect.deleteProperty(keys, key);
		problems.push(error("unknown-key", `"${key}" is no key of a tag: "${line}"`, {
			place,
			hint: "the matrix says beside \"tags\" when an image is latest, as in flavor: { latest: auto }"
		}));
	}
	const needs = TAG_TYPE_NAMES.flatMap((name) => name === (keys["type"] ?? "raw") ? tagType(name).needs ?? [] : []);
	for (const key of [
		"value",
		"match",
		"branch"
	]) if (keys[key] === "" && !needs.includes(key)) Reflect.deleteProperty(keys, key);
	const result = safeParse(tagKeys, keys);
	for (const issue of result.issues ?? []) {
		const first = issue.path?.[0]?.key;
		const key = typeof first === "string" ? first : "";
		const actual = keys[key] === "" ? "" : `, not ${JSON.stringify(keys[key])}`;
		if (issue.type === "strict_object" && issue.expected === "never") problems.push(error("unknown-key", `unknown key "${key}" in "${line}"${didYouMean(key, Object.keys(tagKeys.entries))}`, { place }));
		else problems.push(error("invalid-value", `"${key}" in "${line}" ${key === "when" ? "can be written in a mapping only" : issue.message + actual}`, { place }));
	}
	return problems.length > 0 || !result.success ? { problems } : { keys: result.output };
}
function commaProblems(fields, place) {
	const isKeyed = ({ text }) => withoutExpressions(text).includes("=");
	return fields.flatMap((field, index) => {
		const { text } = field;
		const before = fields[index - 1];
		if (!before || text.trim() === "" || isKeyed(field)) return [];
		return error("invalid-tag-entry", `the comma before "${text}" begins a field, and this one has no key`, {
			place,
			hint: isKeyed(before) && !/^\s*type\s*=/i.test(before.text) ? `a field with a comma is put into quotes: "${before.text},${text}"` : `name the key: pattern=${text}`
		});
	});
}
function csvFields(line) {
	const fields = [];
	let isQuoted = false;
	let field = "";
	let at = 0;
	while (at <= line.length) {
		const rest = line.slice(at);
		const quoted = field === "" ? /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/s.exec(rest) : void 0;
		const expression = /^\{\{.*?\}\}/s.exec(rest);
		if (quoted) {
			field = (quoted[1] ?? "").replaceAll("\"\"", "\"");
			isQuoted = true;
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
		fields.push({
			text: field,
			isQuoted
		});
		field = "";
		isQuoted = false;
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

// src/tags/maker.ts
function sourceText(entry, facts, render) {
	if (entry.keys.value === void 0) return releaseTag(facts) ?? { none: "not a release: the run is of no Git tag (--set version=1.2.3 shows it)" };
	const value = render.source(facts);
	return value === "" ? { none: "its value is empty" } : value;
}
function search({ keys, at }, key, group, text) {
	const source = keys[key] ?? "";
	const expression = readExpression(source);
	if (typeof expression === "string") return { none: expression };
	const groups = rememberedMatch(expression, text);
	if (groups === "endless") throw new ProblemsFound([error("endless-expression", `the search for "${source}" in "${text}" was given up: it takes too long`, {
		place: at(key),
		hint: "a repetition inside of a repetition, as (a+)+, can take for ever: write it without one of the two"
	})]);
	if (groups === void 0) return {
		none: `"${source}" does not match "${text}"`,
		warn: "no-match"
	};
	return groups[group] || {
		none: `group ${group} of "${source}" is empty in "${text}"`,
		warn: "no-match"
	};
}

// src/tags/version-type.ts
function versionType(readVersion) {
	return {
		readVersion,
		names: [
			"raw",
			"version",
			"major",
			"minor",
			"patch"
		],
		make: (entry, facts, render) => fillPattern(entry, facts, render, readVersion)
	};
}
function entryVersion(entry, facts, render, readVersion) {
	const { match } = entry.keys;
	const source = readVersion ? sourceText(entry, facts, render) : facts.version ?? { none: "not a release: the run has no version (--set version=1.2.3 shows it)" };
	if (typeof source !== "string") return source;
	const text = match === void 0 ? source : search(entry, "match", 1, source);
	if (typeof text !== "string") return text;
	const version = (readVersion ?? readAnyVersion)(text);
	if (version) return {
		...version,
		raw: text
	};
	return readVersion ? {
		none: `"${text}" is no version by the rules of ${entry.type}`,
		warn: "no-version"
	} : { none: `"${text}" is no version` };
}
function fillPattern(entry, facts, render, readVersion) {
	const read = entryVersion(entry, facts, render, readVersion);
	if ("none" in read) return read;
	const { raw, version, major, minor, patch, stable } = read;
	const fill = (numbers) => render.tag("pattern", facts, {
		raw,
		version,
		...numbers
	});
	const body = fill({
		major,
		minor,
		patch
	});
	if (typeof body !== "string") return body;
	if (stable || body === "") return {
		body,
		release: stable
	};
	const isItsOwn = (text) => [version, raw].some((whole) => withTagCharacters(text).includes(withTagCharacters(whole)));
	if (isItsOwn(body)) return {
		body,
		release: false
	};
	const filled = collecting([])(() => fill({
		major: version,
		minor: version,
		patch: version
	}));
	const whole = typeof filled === "string" ? joinedVersions(filled, version) : "";
	return isItsOwn(whole) ? {
		body: whole,
		release: false
	} : { none: `${version} is no final release, and "${body}" does not hold all of it` };
}
function joinedVersions(text, version) {
	const around = text.split(version);
	return around.filter((part, index) => index === 0 || index === around.length - 1 || /[A-Za-z0-9]/.test(part)).join(version);
}

// src/tags/types.ts
const MAKERS = {
	raw: { make: (_entry, facts, render) => {
		const body = render.tag("value", facts);
		return typeof body === "string" ? { body } : body;
	} },
	semver: versionType(readSemver),
	pep440: versionType(readPep440),
	match: { make: (entry, facts, render) => {
		const text = sourceText(entry, facts, render);
		if (typeof text !== "string") return text;
		const body = search(entry, "pattern", Number(entry.keys.group ?? "0"), text);
		return typeof body === "string" ? {
			body,
			release: !isOfPrerelease(text)
		} : body;
	} },
	ref: { make: ({ keys: { event } }, facts) => {
		const tag = releaseTag(facts);
		if (event === "pr") return facts.pull === void 0 ? { none: "not a pull request" } : {
			body: tagSafe(facts.pull),
			prefix: "pr-",
			release: false
		};
		if (event === "tag") return tag === void 0 ? { none: "not a release: the run is of no Git tag" } : nameTag("tag", tag, !isOfPrerelease(tag));
		return facts.branch === void 0 || facts.pull !== void 0 ? { none: "not a push to a branch" } : nameTag("branch", facts.branch, false);
	} },
	edge: { make: ({ keys: { branch } }, facts) => {
		if (facts.branch === void 0 || facts.pull !== void 0) return { none: "not a push to a branch" };
		if (branch === void 0 ? facts.isDefaultBranch : facts.branch === branch) return {
			body: "edge",
			release: false
		};
		return { none: `the branch is ${facts.branch}, not ${branch ?? "the default branch"}` };
	} },
	schedule: { make: ({ keys: { pattern } }, facts, render) => {
		if (facts.event !== "schedule") return { none: "not a scheduled run" };
		const body = pattern === void 0 ? "nightly" : render.tag("pattern", facts);
		return typeof body === "string" ? {
			body,
			release: false
		} : body;
	} },
	sha: { make: ({ keys: { format } }, { revision }) => revision === void 0 ? { none: "no commit is known here (--set revision=… shows it)" } : {
		body: format === "long" ? revision : revision.slice(0, 7),
		prefix: "sha-",
		release: false
	} }
};
function nameTag(what, name, release) {
	const body = tagSafe(name);
	return body === "" ? nothingLeft(what) : {
		body,
		release
	};
}
function makerOf(type) {
	return MAKERS[type];
}
function versionReader(type) {
	const maker = makerOf(type);
	return "readVersion" in maker ? maker.readVersion : void 0;
}

// src/tags/highest.ts
function createWhyNotHighest(facts) {
	const { releases } = facts;
	const runs = (releases === void 0 || "because" in releases ? [] : releases).map((tag) => ({
		tag,
		facts: atRelease(facts, tag)
	}));
	const remembered = /* @__PURE__ */ new Map();
	const remember = (key, find) => {
		const text = JSON.stringify(key);
		const releasesOfKey = remembered.get(text) ?? find();
		remembered.set(text, releasesOfKey);
		return releasesOfKey;
	};
	const stableReleases = (entry, render) => runs.flatMap((run) => {
		const version = entryVersion(entry, run.facts, render, versionReader(entry.type));
		return "none" in version || !version.stable ? [] : [{
			...run,
			version
		}];
	});
	const higherThan = (version, entry, render) => {
		const wayOfReading = [versionReader(entry.type) && entry.type, entry.keys.match];
		return remember([...wayOfReading, version.version], () => remember(wayOfReading, () => stableReleases(entry, render)).filter((release) => isHigher(release.version, version)));
	};
	return (entry, body, render) => {
		const readVersion = versionReader(entry.type);
		const version = entryVersion(entry, facts, render, readVersion);
		if ("none" in version) return version.none;
		if (!version.stable) return `${version.version} is a prerelease`;
		if (releases === void 0) return "the releases are not looked up here";
		if ("because" in releases) return error("releases-unknown", `whether ${version.version} is the highest release cannot be told: ${releases.because}`, {
			place: entry.place,
			hint: releases.hint
		});
		const { value: _value, ...otherKeys } = entry.keys;
		const reader = readVersion ? {
			...entry,
			keys: otherKeys
		} : entry;
		const higher = higherThan(version, reader, render).find((release) => {
			const result = makerOf(reader.type).make(reader, release.facts, render);
			return "body" in result && result.body === body;
		});
		return higher && `${higher.tag} is higher than ${version.version}`;
	};
}

// src/tags/latest.ts
function findLatest(matrix, cells) {
	const images = cells.filter(({ target }) => matrix.file.targets[target.name]?.output !== "local");
	return {
		...pickLatest(matrix, images),
		images: images.length
	};
}
function pickLatest(matrix, images) {
	const { file, source } = matrix;
	const targets = Object.keys(file.targets).filter((name) => file.targets[name]?.latest);
	const [first, second] = targets.map((name) => source.at([
		"targets",
		name,
		"latest"
	]));
	if (file.latest !== void 0) {
		const place = source.atKey(["latest"]);
		const problems = [...conditionProblems(matrix, file.latest, ["latest"])];
		if ("platform" in file.latest) problems.push(error("latest-platform", "\"latest\" picks an image with all of its platforms, not one platform", { place: source.atKey(["latest", "platform"]) }));
		if (first) problems.push(error("latest-images", `"latest" of the matrix says which image is latest (${placeText(place)}), and so does this target`, {
			place: first,
			hint: "remove one of the two"
		}));
		const test = conditionTest(file.latest);
		return problems.length > 0 ? { problems } : exactlyOne(images.filter(({ target, combination }) => test({
			...combination,
			target: target.name
		})), true, place, images);
	}
	if (first && second) return { problems: [error("latest-images", `"latest" picks images of two targets, ${targets[0] ?? ""} and ${targets[1] ?? ""} (also at ${placeText(first)}); exactly one image is needed`, {
		place: second,
		hint: "leave one of the two"
	})] };
	if (first) return exactlyOne(images.filter(({ target }) => target.name === targets[0]), true, first, images);
	return images.length === 1 ? exactlyOne(images, false, source.at(["targets"]), images) : { problems: [] };
}
function latestProblem(what, images, place) {
	return error("latest-images", `${what} needs to know which of the ${images} images is latest`, {
		place,
		hint: "write latest: true in a target with one image, or in the matrix, for one of several, latest: { target: NAME, AXIS: VALUE }"
	});
}
function exactlyOne(picked, declared, place, images) {
	const [pickedImage] = picked;
	if (picked.length === 1 && pickedImage) {
		const keyOf = ({ target, combination }) => cellKey(target.name, combination);
		return {
			latest: {
				declared,
				place,
				is: (cell) => keyOf(cell) === keyOf(pickedImage)
			},
			problems: []
		};
	}
	const hint = `pick one in the matrix: ${suggestion(picked.at(-1) ?? images.at(-1))}`;
	if (!pickedImage) return { problems: [error("latest-images", "\"latest\" picks no image; exactly one is needed", {
		place,
		hint
	})] };
	return { problems: [error("latest-images", `"latest" picks ${picked.length} images: ${picked.slice(0, 4).map(describe).join("; ")}${picked.length > 4 ? " …" : ""}; exactly one is needed`, {
		place,
		hint
	})] };
}
function suggestion(cell) {
	const axes = Object.entries(cell?.combination ?? {}).map(([axis, value]) => `, ${axis}: "${value}"`);
	return `latest: { target: ${cell?.target.name ?? "NAME"}${axes.join("")} }`;
}
function describe({ target, combination }) {
	return [target.name, ...Object.entries(combination).map(([axis, value]) => `${axis} ${value}`)].join(", ");
}
function placeText({ file, line, column }) {
	return `${file}:${line}:${column}`;
}

// src/tags/tags.ts
const DEFAULT_TAGS = ["{{target}}", "{{target}}-{{version}}"];
function needsReleases({ file }, given, facts) {
	const lines = (given.length > 0 ? given : [...file.tags ?? [], ...Object.values(file.targets).flatMap(({ tags }) => tags ?? [])]).map(entryLine);
	return (releaseTag(facts) !== void 0 || lines.some((line) => /\bvalue\s*=/i.test(line))) && (given.length === 0 && file.flavor?.latest === "highest" || lines.some((line) => /\bhighest\s*=\s*true\b/i.test(line)));
}
function createTagger({ matrix, cells, facts, templates, given = [] }) {
	const { file, source } = matrix;
	const problems = [];
	const entriesAt = (list, path) => {
		const read = readEntries(matrix, list, path, templates);
		problems.push(...read.problems);
		return read.entries.toSorted((a, b) => b.priority - a.priority);
	};
	const common = given.length > 0 ? entriesAt(given, void 0) : file.tags && entriesAt(file.tags, ["tags"]);
	const entries = new Map(Object.entries(file.targets).map(([name, { tags }]) => {
		return [name, (given.length > 0 ? void 0 : tags && entriesAt(tags, [
			"targets",
			name,
			"tags"
		])) ?? common ?? DEFAULT_TAGS.map((text) => textEntry(text, source.atKey(["targets", name])))];
	}));
	problems.push(...flavorProblems(matrix, templates));
	const search = findLatest(matrix, cells);
	const { latest } = search;
	problems.push(...search.problems);
	const mode = file.flavor?.latest;
	const requireLatest = (what, place) => {
		if (!latest && search.problems.length === 0) problems.push(latestProblem(what, search.images, place));
	};
	if (mode !== void 0 && mode !== false) requireLatest("\"latest\" of the flavor", source.at(["flavor", "latest"]));
	for (const entry of new Set([...entries.values()].flat())) if (entry.keys.only) requireLatest(`"only: latest" of "${entry.text}"`, entry.at("only"));
	const renderExpression = createRenderExpression(templates, {
		date: facts.now,
		commit_date: facts.created
	});
	const whyNotHighest = createWhyNotHighest(facts);
	const getsLatest = (cell) => latest !== void 0 && latest.is(cell) && mode !== false && (latest.declared || mode !== void 0);
	return {
		problems,
		results: (cell, context) => {
			const scene = {
				matrix,
				cell,
				context,
				facts,
				templates,
				renderExpression,
				whyNotHighest,
				isLatest: latest?.is(cell) ?? false
			};
			const results = (entries.get(cell.target.name) ?? []).map((entry) => resultOf(entry, scene));
			if (latest && getsLatest(cell) && given.length === 0) results.push(latestResult(latest.declared ? latest.place : source.at(["flavor", "latest"]), mode ?? true, results, scene));
			return results;
		}
	};
}
function flavorProblems({ file, source }, templates) {
	return [{
		path: ["flavor"],
		flavor: file.flavor
	}, ...Object.entries(file.targets).map(([name, { flavor }]) => ({
		path: [
			"targets",
			name,
			"flavor"
		],
		flavor
	}))].flatMap(({ path, flavor }) => ["prefix", "suffix"].flatMap((key) => {
		const text = flavor?.[key];
		return text === void 0 ? [] : textProblems(text, source.at([...path, key]), templates);
	}));
}
function resultOf(entry, scene) {
	const { text, place, keys } = entry;
	const none = (reason) => ({
		text,
		place,
		none: reason
	});
	const idle = (why) => {
		const problem = unknownName(entry, scene);
		return problem ? {
			text,
			place,
			problem
		} : {
			text,
			place,
			...why
		};
	};
	const platforms = keys.when && platformsOf(keys.when, scene.cell);
	if (platforms?.length === 0) return none("\"when\" does not hold for this image");
	if (platforms && platforms.length < scene.cell.allPlatforms.length) return {
		text,
		place,
		problem: platformProblem(platforms, scene.cell, entry)
	};
	if (keys.only && !scene.isLatest) return none("only for the image that is latest");
	if (keys.enable !== void 0) {
		const enable = render(keys.enable, entry.at("enable"), scene, factTexts(scene.facts, "plain"));
		if (typeof enable !== "string") return idle(enable);
		if (enable !== "true" && enable !== "false") return {
			text,
			place,
			problem: enableProblem(enable, entry.at("enable"))
		};
		if (enable === "false") return none("\"enable\" is false");
	}
	const renderKey = keyRender(entry, scene);
	const result = makerOf(entry.type).make(entry, scene.facts, renderKey);
	if ("none" in result) return idle(result);
	const notHighest = keys.highest ? scene.whyNotHighest(entry, result.body, renderKey) : void 0;
	if (notHighest !== void 0) return typeof notHighest === "string" ? none(notHighest) : {
		text,
		place,
		problem: notHighest
	};
	const done = (tag) => {
		const wrong = tagProblem(tag);
		if (wrong !== void 0) return {
			text,
			place,
			problem: error("invalid-tag", wrong, { place })
		};
		return {
			text,
			place,
			tag,
			immutable: keys.immutable ?? false,
			...result.release === void 0 ? {} : { release: result.release },
			entry
		};
	};
	if (entry.isText) return done(result.body);
	if (result.body === "") return none("it gives an empty text");
	const prefix = affix("prefix", entry, scene);
	const suffix = affix("suffix", entry, scene);
	if (typeof prefix === "object") return {
		text,
		place,
		...prefix
	};
	if (typeof suffix === "object") return {
		text,
		place,
		...suffix
	};
	const fullPrefix = keys.prefix === void 0 ? `${prefix}${result.prefix ?? ""}` : prefix;
	return done(withTagCharacters(`${fullPrefix}${result.body}${suffix}`));
}
function unknownName(entry, { context, templates }) {
	const { names = [] } = makerOf(entry.type);
	for (const key of expressionKeys(entry.type)) {
		const text = entry.keys[key];
		if (text === void 0 || !text.includes("{{")) continue;
		const known = [.../* @__PURE__ */ new Set([
			...Object.keys(context),
			...TAG_FACTS,
			...names
		])];
		const name = [...templates.needs(readDates(text, entry.at(key)).plain)].find((used) => !known.includes(used));
		if (name !== void 0) return error("template", `"${name}" is not defined${didYouMean(name, known)}`, { place: entry.at(key) });
	}
}
function affix(key, entry, scene) {
	const { file, source } = scene.matrix;
	const target = scene.cell.target.name;
	const known = factTexts(scene.facts, "tag");
	const ofEntry = entry.keys[key];
	if (ofEntry !== void 0) return render(ofEntry, entry.at(key), scene, known);
	if (tagType(entry.type).isPlain) return "";
	const ofTarget = file.targets[target]?.flavor?.[key];
	if (ofTarget !== void 0) return render(ofTarget, source.at([
		"targets",
		target,
		"flavor",
		key
	]), scene, known);
	return render(file.flavor?.[key] ?? "", source.at(["flavor", key]), scene, known);
}
function keyRender(entry, scene) {
	return {
		tag: (key, facts, more, text = entry.keys[key] ?? "") => render(text, entry.at(key), scene, factTexts(facts, "tag"), more),
		source: (facts) => render(entry.keys.value ?? "", entry.at("value"), scene, factTexts(facts, "plain"))
	};
}
function render(text, place, { context, renderExpression }, facts, more) {
	return renderExpression(text, place, {
		context,
		facts,
		more
	});
}
function platformsOf(condition, { target, combination, allPlatforms }) {
	const test = conditionTest(condition);
	return allPlatforms.filter((platform) => test({
		...combination,
		target: target.name,
		platform
	}));
}
function platformProblem(platforms, { target, allPlatforms }, { at }) {
	return error("tag-platform", `"when" holds for ${platforms.join(", ")} of "${target.name}", and the tag would be of ${allPlatforms.join(", ")}`, {
		place: at("when"),
		hint: `a tag is of all platforms of its image: leave the platform out, or make a target with that platform alone`
	});
}
function latestResult(place, mode, results, scene) {
	const text = "latest";
	const typedTags = results.flatMap((result) => "tag" in result && result.entry && result.release !== void 0 ? [{
		entry: result.entry,
		release: result.release
	}] : []);
	switch (mode) {
		case "auto": {
			const [first] = typedTags;
			const { version } = scene.facts;
			if (first ? first.release : version !== void 0 && readAnyVersion(version)?.stable === true) return {
				text,
				place,
				tag: text,
				immutable: false
			};
			return {
				text,
				place,
				none: first ? `the first tag, of "${first.entry.text}", is of no release` : "not a release, or a prerelease"
			};
		}
		case "highest": {
			const reader = typedTags.find(({ entry }) => tagType(entry.type).isVersion)?.entry;
			const entry = reader ? {
				...reader,
				text,
				place,
				keys: {
					...reader.keys,
					pattern: text
				}
			} : textEntry(text, place);
			const notHighest = scene.whyNotHighest(entry, text, keyRender(entry, scene));
			if (notHighest === void 0) return {
				text,
				place,
				tag: text,
				immutable: false
			};
			return typeof notHighest === "string" ? {
				text,
				place,
				none: notHighest
			} : {
				text,
				place,
				problem: notHighest
			};
		}
		default: return {
			text,
			place,
			tag: text,
			immutable: false
		};
	}
}
function untagged(images, facts, { file, source }, given = []) {
	const [first] = images;
	if (!first || !isRun(facts) || images.some(({ tags }) => tags.length > 0)) return [];
	const place = file.tags && given.length === 0 ? source.atKey(["tags"]) : void 0;
	return [(facts.event === void 0 || facts.pull !== void 0 ? notice : warning)("no-tag", "no image gets a tag in this run", {
		place,
		hint: `docker-matrix explain ${first.id} says why each entry gives none`
	})];
}
function imageTags(results) {
	const tags = /* @__PURE__ */ new Map();
	for (const result of results) {
		if (!("tag" in result)) continue;
		const { tag: name, place, immutable } = result;
		const same = tags.get(name);
		tags.set(name, {
			name,
			place,
			immutable: immutable || (same?.immutable ?? false)
		});
	}
	const problems = results.flatMap((result) => "problem" in result ? [result.problem] : []);
	const warnings = results.flatMap((result) => "none" in result && result.warn ? [warning(result.warn, `${result.none}: "${result.text}" gives no tag`, { place: result.place })] : []);
	return {
		tags: [...tags.values()],
		problems,
		warnings
	};
}

// src/tags/run-texts.ts
const SAMPLES = {
	version: "0.0.0",
	revision: "0".repeat(40),
	branch: "main"
};
function createRunTexts(facts, templates) {
	const known = Object.fromEntries(RUN_FACTS.flatMap((fact) => facts[fact] ? [[fact, facts[fact]]] : []));
	const factsIn = (written) => {
		if (!written.includes("{{")) return [];
		const used = templates.uses(written);
		return RUN_FACTS.filter((fact) => used.has(fact));
	};
	return {
		factsIn,
		hasFactsOf: (written) => written.flatMap(factsIn).every((fact) => fact in known),
		fill: (written, context, place) => templates.expression(written, factsIn(written).length === 0 ? context : extendContext(context, {
			...SAMPLES,
			...known
		}), place)
	};
}

export { NO_RUN, createRunTexts, createTagger, entryLine, imageTags, needsReleases, tagSafe, tagVersion, untagged, withRunOverrides };