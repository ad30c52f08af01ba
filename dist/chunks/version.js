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
const NUMBER = "(0|[1-9]\\d*)";
const PRERELEASE_PART = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
const SEMVER = new RegExp(`^[v=]?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${PRERELEASE_PART}(?:\\.${PRERELEASE_PART})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`);
const PEP440 = /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>\d+)?)?(?:-(?<implicitPost>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d+)?)?(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;
const PRE_NAMES = {
	alpha: "a",
	a: "a",
	beta: "b",
	b: "b",
	preview: "rc",
	pre: "rc",
	c: "rc",
	rc: "rc"
};
function readReleaseVersion(scheme, text) {
	const trimmed = text.trim();
	if (scheme === "semver") return readSemver(trimmed);
	if (scheme === "pep440") return readPep440(trimmed);
	if (!isVersion(trimmed)) return void 0;
	const version = trimmed.replace(/^v(?=\d)/, "");
	const [major = "0", minor = "0", patch = "0"] = version.match(/\d+/g) ?? [];
	return {
		version,
		major,
		minor,
		patch,
		stable: !isPrerelease(version),
		order: version
	};
}
function readSemver(text) {
	const [, major, minor, patch, prerelease] = SEMVER.exec(text) ?? [];
	if (major === void 0 || minor === void 0 || patch === void 0) return void 0;
	const plain = `${major}.${minor}.${patch}`;
	return {
		version: prerelease === void 0 ? plain : `${plain}-${prerelease}`,
		major,
		minor,
		patch,
		stable: prerelease === void 0,
		order: plain
	};
}
function readPep440(text) {
	const groups = PEP440.exec(text)?.groups;
	if (groups?.["release"] === void 0) return void 0;
	const numeral = (digits) => (digits ?? "0").replace(/^0+(?=\d)/, "");
	const parts = groups["release"].split(".").map(numeral);
	const epoch = numeral(groups["epoch"]);
	const pre = groups["pre"] === void 0 ? "" : `${PRE_NAMES[groups["pre"].toLowerCase()] ?? ""}${numeral(groups["preNumber"])}`;
	const post = groups["post"] !== void 0 || groups["implicitPost"] !== void 0 ? `.post${numeral(groups["implicitPost"] ?? groups["postNumber"])}` : "";
	const dev = groups["dev"] === void 0 ? "" : `.dev${numeral(groups["devNumber"])}`;
	const local = groups["local"] === void 0 ? "" : `+${groups["local"].toLowerCase().replace(/[-_]/g, ".")}`;
	const [major = "0", minor = "0", patch = "0"] = parts;
	return {
		version: `${epoch === "0" ? "" : `${epoch}!`}${parts.join(".")}${pre}${post}${dev}${local}`,
		major,
		minor,
		patch,
		stable: !pre && !post && !dev,
		order: `${epoch}.${parts.join(".")}`
	};
}
function isHigher(a, b) {
	return compareVersions(a.order, b.order) > 0;
}

// src/version/tool.ts
const version = "0.1.0";

export { isVersion as a, compareVersions as i, isHigher as n, versionTest as o, readReleaseVersion as r, version as t };