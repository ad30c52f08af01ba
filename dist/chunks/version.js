import { __toESM } from "./packages/rolldown.js";
import { require_operator, require_version } from "./packages/renovatebot-pep440.js";
import { require_compare, require_parse } from "./packages/semver.js";

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
function readVersion(text) {
	const match = /^v?(\d+(?:\.\d+)*)(?:[-._]?([a-z][0-9a-z.-]*))?(?:\+.*)?$/i.exec(text.trim());
	if (!match?.[1]) return void 0;
	const suffix = (match[2]?.toLowerCase().match(/\d+|[a-z]+/g) ?? []).map((part) => /^\d/.test(part) ? Number(part) : part);
	const [word] = suffix;
	return {
		release: match[1].split(".").map(Number),
		rank: typeof word === "string" ? SUFFIX_RANK[word] ?? OTHER_RANK : 0,
		suffix
	};
}
function isVersion(text) {
	return readVersion(text) !== void 0;
}
function isPrerelease(text) {
	return (readVersion(text)?.rank ?? 0) < 0;
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

// src/version/release.ts
var import_operator = require_operator();
var import_version = require_version();
var import_compare = /* @__PURE__ */ __toESM(require_compare(), 1);
var import_parse = /* @__PURE__ */ __toESM(require_parse(), 1);
function readAnyVersion(text) {
	const trimmed = text.trim();
	if (!isVersion(trimmed)) return void 0;
	const version = trimmed.replace(/^v(?=\d)/, "");
	const [major = "0", minor = "0", patch = "0"] = version.match(/\d+/g) ?? [];
	return {
		version,
		major,
		minor,
		patch,
		stable: !isPrerelease(version),
		order: version,
		compare: compareVersions
	};
}
function readSemver(text) {
	const parsed = (0, import_parse.default)(text.trim());
	if (parsed === null) return void 0;
	const { version, major, minor, patch, prerelease } = parsed;
	return {
		version,
		major: String(major),
		minor: String(minor),
		patch: String(patch),
		stable: prerelease.length === 0,
		order: version,
		compare: import_compare.default
	};
}
function readPep440(text) {
	const trimmed = text.trim();
	const parsed = (0, import_version.explain)(trimmed);
	const [publicPart = "", local] = trimmed.split("+");
	const isExact = (publicPart.match(/\d+/g) ?? []).every((digits) => Number.isSafeInteger(Number(digits)));
	if (parsed === null || !isExact) return void 0;
	const [major = 0, minor = 0, patch = 0] = parsed.release;
	return {
		version: `${parsed.public}${local === void 0 ? "" : `+${localVersion(local)}`}`,
		major: String(major),
		minor: String(minor),
		patch: String(patch),
		stable: !parsed.is_prerelease && !parsed.is_postrelease && !parsed.is_devrelease,
		order: parsed.base_version,
		compare: import_operator.compare
	};
}
function localVersion(text) {
	return text.toLowerCase().split(/[-_.]/).map((part) => part.replace(/^0+(?=\d+$)/, "")).join(".");
}
function isHigher(a, b) {
	return a.compare(a.order, b.order) > 0;
}

// src/version/tool.ts
const version = "0.1.0";

export { compareVersions, isHigher, isVersion, readAnyVersion, readPep440, readSemver, version, versionTest };