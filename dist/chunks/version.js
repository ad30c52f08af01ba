import { __toESM } from "./packages/rolldown.js";
import { require_version } from "./packages/renovatebot-pep440.js";
import { require_parse } from "./packages/semver.js";

// src/version/remembered.ts
const MAX_TEXTS = 2e4;
function remembered(read) {
	const results = /* @__PURE__ */ new Map();
	return (text) => {
		const known = results.get(text);
		if (known !== void 0 || results.has(text)) return known;
		const result = read(text);
		if (results.size >= MAX_TEXTS) results.clear();
		results.set(text, result);
		return result;
	};
}

// src/version/order.ts
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
const OTHER_RANK = -3.5;
const readVersion = remembered((text) => {
	const match = /^v?(\d+(?:\.\d+)*)(?:[-._]?([a-z][0-9a-z.-]*))?(?:\+.*)?$/i.exec(text.trim());
	if (!match?.[1]) return void 0;
	const suffix = (match[2]?.toLowerCase().match(/\d+|[a-z]+/g) ?? []).map((part) => /^\d/.test(part) ? Number(part) : part);
	const [word] = suffix;
	return {
		release: match[1].split(".").map(Number),
		rank: typeof word === "string" ? SUFFIX_RANK[word] ?? OTHER_RANK : 0,
		suffix
	};
});
function isVersion(text) {
	return readVersion(text) !== void 0;
}
function compareVersions(left, right) {
	const a = readVersion(left);
	const b = readVersion(right);
	if (!a || !b) return a ? -1 : b ? 1 : left < right ? -1 : left > right ? 1 : 0;
	return compareRead(a, b);
}
function compareNumbers(a, b) {
	for (let i = 0; i < Math.max(a.length, b.length); i++) {
		const x = a[i] ?? 0;
		const y = b[i] ?? 0;
		if (x !== y) return x < y ? -1 : 1;
	}
	return 0;
}
function compareRead(a, b) {
	const order = compareNumbers(a.release, b.release);
	if (order !== 0) return order;
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

// src/version/release.ts
var import_version = require_version();
var import_parse = /* @__PURE__ */ __toESM(require_parse(), 1);
const readAnyVersion = remembered((text) => {
	const trimmed = text.trim();
	const read = readVersion(trimmed);
	if (!read) return void 0;
	const version = trimmed.replace(/^v(?=\d)/, "");
	const [major = "0", minor = "0", patch = "0"] = version.match(/\d+/g) ?? [];
	return {
		version,
		major,
		minor,
		patch,
		stable: read.rank >= 0,
		parts: {
			scheme: "any",
			read
		}
	};
});
const readSemver = remembered((text) => {
	const read = (0, import_parse.default)(text.trim());
	if (read === null) return void 0;
	const { version, major, minor, patch, prerelease } = read;
	return {
		version,
		major: String(major),
		minor: String(minor),
		patch: String(patch),
		stable: prerelease.length === 0,
		parts: {
			scheme: "semver",
			read
		}
	};
});
const readPep440 = remembered((text) => {
	const trimmed = text.trim();
	const read = (0, import_version.explain)(trimmed);
	const [publicPart = "", local] = trimmed.split("+");
	const isExact = (publicPart.match(/\d+/g) ?? []).every((digits) => Number.isSafeInteger(Number(digits)));
	if (read === null || !isExact) return void 0;
	const [major = 0, minor = 0, patch = 0] = read.release;
	return {
		version: `${read.public}${local === void 0 ? "" : `+${localVersion(local)}`}`,
		major: String(major),
		minor: String(minor),
		patch: String(patch),
		stable: !read.is_prerelease && !read.is_postrelease && !read.is_devrelease,
		parts: {
			scheme: "pep440",
			numbers: [read.epoch, ...read.release]
		}
	};
});
function isOfPrerelease(tag) {
	for (const { index } of tag.matchAll(/(?<![a-z0-9.])v?\d/gi)) {
		const rest = tag.slice(index);
		const version = readSemver(rest) ?? readAnyVersion(rest);
		if (version) return !version.stable;
	}
	return false;
}
function localVersion(text) {
	return text.toLowerCase().split(/[-_.]/).map((part) => part.replace(/^0+(?=\d+$)/, "")).join(".");
}
function isHigher({ parts: a }, { parts: b }) {
	if (a.scheme === "semver" && b.scheme === "semver") return a.read.compare(b.read) > 0;
	if (a.scheme === "pep440" && b.scheme === "pep440") return compareNumbers(a.numbers, b.numbers) > 0;
	return a.scheme === "any" && b.scheme === "any" && compareRead(a.read, b.read) > 0;
}

// src/version/tool.ts
const version = "0.1.0";

export { compareVersions, isHigher, isOfPrerelease, isVersion, readAnyVersion, readPep440, readSemver, version, versionTest };