import { C as safeParse } from "./valibot.js";
import { n as error } from "./problem.js";
import { n as readExpression } from "./bounded-match.js";
import { t as conditionProblems } from "./condition-problems.js";
import { C as didYouMean, n as tagKeys } from "./tag-schema.js";

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

// src/tags/expression.ts
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

// src/tags/entry.ts
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

export { expandDates as a, readEntries as i, enableProblem as n, readDates as o, entryLine as r, EXPRESSIONS as t };