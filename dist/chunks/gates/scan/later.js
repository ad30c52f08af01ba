import { array, boolean, getDotPath, literal, looseObject, minLength, number, optional, picklist, pipe, safeParse, string, unknown } from "../../packages/valibot.js";
import { didYouMean, isMapping, readYaml } from "../../yaml.js";
import { entryFor, layoutDocument, normalPlatform, platformName } from "../../oci.js";
import { ProblemsFound, error, warning } from "../../problem.js";
import { counted, groupBy, reasonOf, shownPath } from "../../text.js";
import { layoutFolder } from "../../bake.js";
import { SEVERITIES } from "../../matrix.js";
import { hasSecretName, passwordsIn } from "../../dockerfile.js";
import { pLimit } from "../../packages/p-limit.js";
import { environmentOf } from "../../effects.js";
import { loadedReference } from "../../bake/later.js";
import { ConfigDocument, configOf } from "../../oci/later.js";
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";

// src/gates/scan/scan-gate.ts
const scanGate = {
	name: "scan",
	preflight: async ({ job }, host) => job.plan.settings.scan.mode === "off" ? { problems: [] } : (await import("./scanner.js")).prepareScanner(job, host),
	run: async (...args) => (await import("./scan-images.js")).scanImages(...args)
};

// src/gates/scan/platforms.ts
async function knownPlatforms({ origins, reportOf }) {
	const [originOf, { scans }] = await Promise.all([origins, reportOf(scanGate)]);
	return ({ image, candidate }) => candidate.platforms.map((platform) => {
		const scan = scans.find(({ subject }) => subject.image === image.id && subject.platform === platform.platform);
		const report = scan?.kind === "scanned" ? scan.report : void 0;
		const { base, config: originConfig } = originOf(image.id, platform.platform);
		const config = originConfig ?? report?.config;
		const { config: _digest, ...rest } = platform;
		return {
			...rest,
			...report ? { report } : {},
			...base ? { base } : {},
			...config ? { config } : {}
		};
	});
}

// src/gates/scan/findings.ts
const text = pipe(string(), minLength(1));
const LayerOf = optional(looseObject({ DiffID: optional(string()) }));
const Vulnerability = looseObject({
	VulnerabilityID: text,
	PkgName: text,
	PkgPath: optional(string()),
	InstalledVersion: optional(string(), ""),
	FixedVersion: optional(string()),
	Status: optional(string(), "unknown"),
	Severity: optional(picklist(SEVERITIES), "UNKNOWN"),
	Title: optional(string()),
	PrimaryURL: optional(string()),
	Layer: LayerOf
});
const Secret = looseObject({
	RuleID: text,
	Title: optional(string(), ""),
	Severity: optional(picklist(SEVERITIES), "UNKNOWN"),
	StartLine: optional(number(), 1),
	Layer: LayerOf
});
const Result = looseObject({
	Target: string(),
	Class: optional(string(), "unknown"),
	Packages: optional(array(unknown()), []),
	Vulnerabilities: optional(array(Vulnerability), []),
	Secrets: optional(array(Secret), []),
	ExperimentalModifiedFindings: optional(array(looseObject({
		Statement: optional(string()),
		Finding: looseObject({
			VulnerabilityID: optional(string()),
			PkgName: optional(string()),
			RuleID: optional(string())
		})
	})), [])
});
const Report = looseObject({
	SchemaVersion: literal(2),
	ArtifactType: literal("container_image"),
	Metadata: looseObject({
		OS: optional(looseObject({
			Family: string(),
			Name: optional(string(), ""),
			EOSL: optional(boolean(), false)
		})),
		ImageConfig: ConfigDocument,
		Layers: optional(array(looseObject({
			DiffID: string(),
			Size: optional(number())
		})))
	}),
	Results: optional(array(Result), [])
});
function parseReport(json) {
	let value;
	try {
		value = JSON.parse(json);
	} catch (cause) {
		return {
			kind: "not-a-report",
			message: `its output is not JSON: ${cause.message}`
		};
	}
	const parsed = safeParse(Report, value);
	if (!parsed.success) {
		const issue = parsed.issues[0];
		return {
			kind: "not-a-report",
			message: `its output is not a Trivy report: ${getDotPath(issue) ?? "the document"}: ${issue.message}`
		};
	}
	return {
		kind: "report",
		report: reportOf(parsed.output)
	};
}
function withSystemPackages(report, packages) {
	const resultsOf = (json) => JSON.parse(json);
	const whole = resultsOf(report);
	const system = (resultsOf(packages).Results ?? []).filter((result) => result.Class === "os-pkgs");
	return JSON.stringify({
		...whole,
		Results: [...system, ...whole.Results ?? []]
	});
}
function reportOf({ Metadata, Results }) {
	const family = Metadata.OS?.Family === "none" ? "" : Metadata.OS?.Family ?? "";
	const os = family ? {
		name: [family, Metadata.OS?.Name].filter(Boolean).join(" "),
		endOfLife: Metadata.OS?.EOSL ?? false
	} : void 0;
	const layers = Metadata.Layers?.every(({ Size }) => Size !== void 0) ? Metadata.Layers.map(({ DiffID, Size = 0 }) => ({
		diffId: DiffID,
		size: Size
	})) : void 0;
	const count = (wanted) => Results.filter((result) => result.Class === wanted).reduce((sum, result) => sum + result.Packages.length, 0);
	return {
		platform: platformName(Metadata.ImageConfig),
		...os ? { os } : {},
		...Metadata.OS !== void 0 && count("os-pkgs") === 0 ? { mayLeaveOut: true } : {},
		packages: {
			system: count("os-pkgs"),
			language: count("lang-pkgs")
		},
		findings: distinct(Results.flatMap((result) => result.Vulnerabilities.map((entry) => findingOf(entry, result, os?.name)))).toSorted(byWeight),
		suppressed: Results.flatMap((result) => result.ExperimentalModifiedFindings.flatMap(({ Finding, Statement }) => [Finding.VulnerabilityID ?? Finding.RuleID].flatMap((id) => id ? [{
			id,
			package: Finding.PkgName ?? "",
			...Statement ? { reason: Statement } : {}
		}] : []))),
		secrets: Results.flatMap((result) => result.Secrets.map((entry) => secretOf(entry, result))),
		config: configOf(Metadata.ImageConfig),
		...layers === void 0 ? {} : { layers }
	};
}
function findingOf(vulnerability, result, os) {
	return {
		id: vulnerability.VulnerabilityID,
		severity: vulnerability.Severity,
		package: vulnerability.PkgName,
		installed: vulnerability.InstalledVersion,
		...vulnerability.FixedVersion ? { fixed: vulnerability.FixedVersion } : {},
		status: vulnerability.Status,
		...vulnerability.Title ? { title: vulnerability.Title } : {},
		...vulnerability.PrimaryURL ? { url: vulnerability.PrimaryURL } : {},
		target: result.Class === "os-pkgs" && os ? os : vulnerability.PkgPath || result.Target,
		class: result.Class,
		from: "unknown",
		...vulnerability.Layer?.DiffID ? { diffId: vulnerability.Layer.DiffID } : {}
	};
}
function secretOf(secret, { Target }) {
	const diffId = secret.Layer?.DiffID;
	return {
		rule: secret.RuleID,
		title: secret.Title || secret.RuleID,
		severity: secret.Severity,
		line: secret.StartLine,
		from: "unknown",
		...diffId ? {
			path: Target,
			diffId
		} : {}
	};
}
function findingKey(finding) {
	return JSON.stringify([
		finding.id,
		finding.package,
		finding.installed,
		finding.target
	]);
}
function distinct(findings) {
	const byKey = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const seen = byKey.get(findingKey(finding));
		if (!seen || rank(finding) < rank(seen)) byKey.set(findingKey(finding), finding);
	}
	return [...byKey.values()];
}
function byWeight(a, b) {
	return rank(a) - rank(b) || order(a.package, b.package) || order(a.id, b.id) || order(a.installed, b.installed) || order(a.target, b.target);
}
const rank = (finding) => -SEVERITIES.indexOf(finding.severity);
const order = (a, b) => a < b ? -1 : a > b ? 1 : 0;
function countBySeverity(findings) {
	const counts = {
		CRITICAL: 0,
		HIGH: 0,
		MEDIUM: 0,
		LOW: 0,
		UNKNOWN: 0
	};
	for (const { severity } of findings) counts[severity] += 1;
	return counts;
}
function attribute(report, base) {
	if (!base) return report;
	const inBase = new Set(base === "scratch" ? [] : base.diffIds);
	const originOf = (diffId) => base === "scratch" ? "own" : diffId === void 0 ? "unknown" : inBase.has(diffId) ? "base" : "own";
	return {
		...report,
		findings: report.findings.map((finding) => ({
			...finding,
			from: originOf(finding.diffId)
		})),
		secrets: report.secrets.map((secret) => ({
			...secret,
			from: originOf(secret.diffId)
		}))
	};
}

// src/gates/scan/decide.ts
const DEFAULT_FAIL_ON = ["HIGH", "CRITICAL"];
function decide(scans, policy) {
	if (policy.mode === "off") return {
		verdicts: [],
		problems: []
	};
	const mildest = Math.min(...(policy.failOn.length > 0 ? policy.failOn : DEFAULT_FAIL_ON).map((severity) => SEVERITIES.indexOf(severity)));
	const listed = ({ severity, fixed }) => SEVERITIES.indexOf(severity) >= mildest && !(policy.ignoreUnfixed && fixed === void 0);
	const refuses = (finding) => listed(finding) && !(policy.base === "report" && finding.from === "base");
	const scanned = scans.filter((scan) => scan.kind === "scanned");
	return {
		verdicts: scans.map((scan) => {
			if (scan.kind === "failed") return scan;
			const { findings, suppressed } = scan.report;
			return {
				kind: "scanned",
				subject: scan.subject,
				counts: countBySeverity(findings),
				inBase: countBySeverity(findings.filter(({ from }) => from === "base")),
				refused: findings.filter(refuses).length,
				suppressed: suppressed.length
			};
		}),
		problems: [
			...failures(scans),
			...[...groupBy(scanned, ({ subject }) => subject.image)].flatMap(([image, platforms]) => refusals(image, platforms, {
				listed,
				refuses
			}, policy)),
			...scanned.flatMap(doubts)
		]
	};
}
function failures(scans) {
	const failed = scans.filter((scan) => scan.kind === "failed");
	return [...groupBy(failed, ({ message }) => message)].map(([message, group]) => error("scan-failed", `image ${named(group.map(({ subject }) => subject))} could not be scanned: ${message}`, { hint: "nothing is known about what is in it, so it is not published; fix the cause and run again, or switch the scan off (scan: off)" }));
}
function refusals(image, scans, { listed: lists, refuses }, policy) {
	const listedFindings = scans.flatMap(({ subject, report }) => report.findings.filter(lists).map((finding) => ({
		finding,
		platform: subject.platform
	})));
	const groups = [...groupBy(listedFindings, ({ finding }) => findingKey(finding)).values()].map((group) => ({
		finding: group.map(({ finding }) => finding).toSorted((a, b) => Number(refuses(b)) - Number(refuses(a)) || byWeight(a, b))[0],
		platforms: group.map(({ platform }) => platform)
	})).toSorted((a, b) => Number(refuses(b.finding)) - Number(refuses(a.finding)) || byWeight(a.finding, b.finding));
	const listed = groups.slice(0, Math.max(1, policy.listed ?? 10));
	const more = groups.length - listed.length;
	return listed.map(({ finding, platforms }, index) => {
		const last = index === listed.length - 1;
		const fix = finding.fixed === void 0 ? "no fix yet" : `fixed in ${finding.fixed}`;
		const rest = last && more > 0 ? `, and ${more} more` : "";
		const what = `${finding.severity} ${finding.id} in ${finding.package} ${finding.installed} (${finding.target}), ${fix}${ORIGIN$1[finding.from]}${rest}`;
		return {
			severity: policy.mode === "gate" && refuses(finding) ? "error" : "warning",
			code: "vulnerability",
			message: `image "${image}" (${platforms.join(", ")}): ${what}`,
			...last ? { hint: advice(groups.map((group) => group.finding), scans.flatMap(({ base }) => base ?? []), policy.refreshes ?? false) } : {}
		};
	});
}
const ORIGIN$1 = {
	base: ", in the base image",
	own: ", in layers of its own",
	unknown: ""
};
function advice(findings, bases, refreshes) {
	const fixable = (from) => shortList([...new Set(findings.filter((finding) => finding.from === from && finding.fixed !== void 0).map((finding) => finding.package))].toSorted());
	const [inOwn, inBase, unknown] = [
		fixable("own"),
		fixable("base"),
		fixable("unknown")
	];
	const steps = [
		...inOwn === "" ? [] : [refreshes ? `take ${inOwn} in anew with --refresh (input refresh), or upgrade it where the template installs it` : `upgrade ${inOwn} where the template installs it; where the cache keeps that step, set "refresh" in the matrix and build with --refresh`],
		...inBase === "" ? [] : [`${newerBase(bases)}, or upgrade ${inBase} in the template`],
		...unknown === "" ? [] : [refreshes ? `take ${unknown} in anew with --refresh (input refresh), or upgrade it, in the image or with a newer base` : `upgrade ${unknown}, in the image or with a newer base`]
	];
	const without = findings.every(({ from }) => from === "own") ? "a package" : "a base or package";
	return `${steps.length > 0 ? steps.join("; ") : `move to ${without} without it`}; or accept a finding in the file that scan.ignores names, with a reason and an expiry date; or only report (scan: report)`;
}
function newerBase(bases) {
	const moved = bases.find(({ newer }) => newer !== void 0);
	if (moved) return `build on the newer ${moved.name} (built on ${moved.digest}, the tag is ${moved.newer} now)`;
	return `take a newer release of ${shortList([...new Set(bases.map(({ name }) => name))])}`;
}
function shortList(names) {
	return names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
}
function doubts({ subject, report }) {
	const { os, packages } = report;
	const image = `image ${named([subject])}`;
	if (packages.system + packages.language === 0) {
		const seen = os ? `only the system ${os.name}, without any package that it knows` : "no operating system and no packages";
		return [warning("scan-empty", `${image}: Trivy recognised ${seen}, so the scan proves nothing`, { hint: "expected for an image of one static binary; otherwise its package database is missing, or of a system that Trivy does not know" })];
	}
	return [...os && packages.system === 0 ? [warning("scan-system-unknown", `${image}: Trivy recognised no system packages of ${os.name}, so only language packages were checked`, { hint: "see which systems Trivy covers: https://trivy.dev/docs/latest/coverage/os/" })] : [], ...os?.endOfLife ? [warning("scan-end-of-life", `${image}: ${os.name} gets no security updates any more, so new vulnerabilities are not listed for it`, { hint: "move to a supported release" })] : []];
}
function named(subjects) {
	const images = [...groupBy(subjects, ({ image }) => image)].map(([image, platforms]) => `"${image}" (${platforms.map(({ platform }) => platform).join(", ")})`);
	return images.length > 5 ? `${images.slice(0, 5).join(", ")} and ${images.length - 5} more` : images.join(", ");
}

// src/gates/scan/ignore-date.ts
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;
const DATE_RULE = "must be a date such as 2027-01-31";
function momentOf(text) {
	const [, year, month, day] = DATE.exec(text) ?? [];
	if (day === void 0) return NaN;
	return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).toISOString().startsWith(`${year}-${month}-${day}`) ? Date.parse(text) : NaN;
}
function isDay(text) {
	return text.length === 10 && !Number.isNaN(momentOf(text));
}

// src/gates/scan/plain-ignores.ts
const ID = /^[A-Za-z0-9][A-Za-z0-9._+-]*(?:-\d{4}:\d+(?:-\d+)?)?$/;
function readPlainIgnores(file) {
	const lines = file.text.split(/\r?\n/);
	const problems = [];
	return {
		ignores: lines.flatMap((line, index) => {
			const [id, ...rest] = [...line.matchAll(/\S+/g)].map((match) => ({
				text: match[0],
				place: {
					file: file.path,
					line: index + 1,
					column: match.index + 1,
					length: match[0].length
				}
			}));
			if (id === void 0 || id.text.startsWith("#")) return [];
			if (!ID.test(id.text)) {
				problems.push(error("ignore-invalid", `"${id.text}" is no id of a finding`, {
					place: id.place,
					hint: "one id a line, such as CVE-2027-1234; a file in YAML must end in .yaml or .yml"
				}));
				return [];
			}
			const [expires, ...more] = rest;
			const wrong = expires === void 0 ? void 0 : expires.text.startsWith("exp:") && isDay(expires.text.slice(4)) ? more[0] : expires;
			if (wrong !== void 0) {
				const isDate = /^exp:/i.test(wrong.text) && wrong === expires;
				problems.push(isDate ? error("ignore-invalid", `"${wrong.text}" of ${id.text} ${DATE_RULE.replace("2027", "exp:2027")}`, { place: wrong.place }) : error("ignore-invalid", `"${wrong.text}" behind ${id.text} means nothing here`, {
					place: wrong.place,
					hint: "behind an id there is only exp:YYYY-MM-DD; a reason is a comment in the line above"
				}));
				return [];
			}
			const reason = /^\s*#\s*(\S.*)$/.exec(lines[index - 1] ?? "")?.[1];
			return [{
				id: id.text,
				place: id.place,
				...reason === void 0 ? {} : { reason },
				...expires === void 0 ? {} : { expires: {
					text: expires.text.slice(4),
					place: expires.place
				} },
				scanned: true
			}];
		}),
		problems
	};
}

// src/gates/scan/ignores.ts
const DAY$1 = 864e5;
const SECTIONS = [
	"vulnerabilities",
	"misconfigurations",
	"secrets",
	"licenses"
];
const SCANNED = /* @__PURE__ */ new Set(["vulnerabilities", "secrets"]);
const KEYS = [
	"id",
	"paths",
	"purls",
	"statement",
	"expired_at"
];
function readIgnores(file) {
	return /\.ya?ml$/i.test(file.path) ? readYamlIgnores(file) : readPlainIgnores(file);
}
function readYamlIgnores(file) {
	const read = readYaml(file);
	if (!("source" in read)) return {
		ignores: [],
		problems: read.problems
	};
	const { source } = read;
	if (source.data === null || source.data === "") return {
		ignores: [],
		problems: []
	};
	const problems = [];
	const wrong = (message, path) => void problems.push(error("ignore-invalid", message, { place: source.at(path) }));
	if (!isMapping(source.data)) {
		wrong(`the ignore file must be a mapping with ${SECTIONS.join(", ")}`, []);
		return {
			ignores: [],
			problems
		};
	}
	return {
		ignores: Object.entries(source.data).flatMap(([section, entries]) => {
			if (!SECTIONS.includes(section)) {
				problems.push(error("ignore-invalid", `unknown key "${section}" in the ignore file; there are ${SECTIONS.join(", ")}`, { place: source.atKey([section]) }));
				return [];
			}
			if (!Array.isArray(entries)) {
				wrong(`"${section}" must be a list of ignored findings`, [section]);
				return [];
			}
			return entries.flatMap((entry, index) => {
				const path = [section, index];
				if (!isMapping(entry) || typeof entry["id"] !== "string") {
					wrong("an ignored finding must be a mapping with \"id\"", path);
					return [];
				}
				const { id, statement, expired_at: expires } = entry;
				const wrongInEntry = entryProblems(id, entry, path, source);
				problems.push(...wrongInEntry);
				if (wrongInEntry.length > 0) return [];
				return [{
					id,
					place: source.at([...path, "id"]),
					...typeof statement === "string" && statement.trim() !== "" ? { reason: statement } : {},
					...typeof expires === "string" ? { expires: {
						text: expires,
						place: source.at([...path, "expired_at"])
					} } : {},
					scanned: SCANNED.has(section)
				}];
			});
		}),
		problems
	};
}
function entryProblems(id, entry, path, source) {
	const { statement, expired_at: expires } = entry;
	const wrong = (message, place, hint) => error("ignore-invalid", message, {
		place,
		hint
	});
	const lists = ["paths", "purls"].flatMap((key) => {
		const list = entry[key];
		if (list === void 0) return [];
		if (!Array.isArray(list)) return [wrong(`"${key}" of ${id} must be a list`, source.at([...path, key]))];
		return list.flatMap((item, index) => {
			const place = source.at([
				...path,
				key,
				index
			]);
			if (typeof item !== "string") return [wrong(`"${key}" of ${id} must be a list of text`, place)];
			return key === "paths" || /^pkg:[A-Za-z][A-Za-z0-9.+-]*\/\S+$/.test(item) ? [] : [wrong(`"${item}" of ${id} must be a package URL such as pkg:deb/debian/zlib1g`, place)];
		});
	});
	return [
		...Object.keys(entry).filter((key) => !KEYS.includes(key)).map((key) => wrong(`unknown key "${key}" of ${id}${didYouMean(key, KEYS)}`, source.atKey([...path, key]))),
		...lists,
		...statement === void 0 || typeof statement === "string" ? [] : [wrong(`"statement" of ${id} must be text`, source.at([...path, "statement"]))],
		...expires === void 0 ? [] : dateProblems(id, expires, source.at([...path, "expired_at"]), source)
	];
}
function dateProblems(id, expires, place, { file }) {
	const hint = "YYYY-MM-DD, or with a time as 2027-01-31T12:00:00Z";
	if (typeof expires !== "string" || Number.isNaN(momentOf(expires))) return [error("ignore-invalid", `"expired_at" of ${id} ${DATE_RULE}`, {
		place,
		hint
	})];
	const first = file.text.split(/\r?\n/)[place.line - 1]?.[place.column - 1] ?? "";
	return isDay(expires) && !/\d/.test(first) ? [error("ignore-invalid", `"expired_at" of ${id} must be a date without quotes`, {
		place,
		hint
	})] : [];
}
function ignoreProblems(ignores, { now, warningDays, strict }) {
	return ignores.flatMap(({ id, place, reason, expires }) => {
		const missing = [...reason === void 0 ? ["a reason (statement)"] : [], ...expires === void 0 ? ["an expiry date (expired_at)"] : []];
		const names = missing.map((what) => what.replace(/^an? /, "")).join(" and no ");
		const incomplete = missing.length === 0 ? [] : [{
			severity: strict ? "error" : "warning",
			code: "ignore-incomplete",
			message: `ignored finding ${id} has no ${names}`,
			place,
			hint: "say why it is accepted, and until when"
		}];
		if (expires === void 0) return incomplete;
		const remaining = momentOf(expires.text) - now;
		const hint = "upgrade what has the finding and remove the entry, or look at the reason again and set another date";
		if (remaining < 0) return [...incomplete, error("ignore-expired", `the ignored finding ${id} counts again since ${expires.text}`, {
			place: expires.place,
			hint
		})];
		if (remaining <= warningDays * DAY$1) return [...incomplete, warning("ignore-expires", `the ignored finding ${id} counts again from ${expires.text} on, ${days(remaining)} from now`, {
			place: expires.place,
			hint
		})];
		return incomplete;
	});
}
function days(milliseconds) {
	const count = Math.floor(milliseconds / DAY$1);
	return count === 0 ? "less than a day" : counted(count, "day");
}
function staleIgnores(ignores, suppressed, found) {
	const used = new Set(suppressed.map(({ id }) => id));
	const foundIds = new Set(found);
	return ignores.filter(({ id, scanned }) => scanned && !used.has(id)).map(({ id, place }) => foundIds.has(id) ? warning("ignore-stale", `the ignored finding ${id} is in an image, but not where this entry has it`, {
		place,
		hint: "its purls or paths fit none of the places it was found in; correct them, or remove the entry"
	}) : warning("ignore-stale", `the ignored finding ${id} is in none of the images`, {
		place,
		hint: "remove the entry"
	}));
}

// src/gates/scan/kept-report.ts
function showsSecret({ secrets, suppressed, config }) {
	return secrets.length > 0 || suppressed.some((finding) => finding.package === "") || config.env.some((entry) => hasSecretName(entry.slice(0, entry.indexOf("="))) || passwordsIn(entry).length > 0);
}
function withoutSecrets(json) {
	const report = JSON.parse(json, function(key, value) {
		if (key === "CreatedBy" || key === "created_by") return void 0;
		if ((key === "Match" || key === "Code") && typeof this === "object" && this !== null && "RuleID" in this) return void 0;
		return value;
	});
	delete report.Metadata?.ImageConfig?.config?.Env;
	delete report.Metadata?.ImageConfig?.history;
	return `${JSON.stringify(report, void 0, 2)}\n`;
}

// src/gates/scan/sarif.ts
const RUNS_PER_FILE = 20;
const RESULTS_PER_RUN = 25e3;
const SCORE = {
	CRITICAL: "9.5",
	HIGH: "8.0",
	MEDIUM: "5.5",
	LOW: "2.0",
	UNKNOWN: "0.0"
};
const LEVEL = {
	CRITICAL: "error",
	HIGH: "error",
	MEDIUM: "warning",
	LOW: "note",
	UNKNOWN: "note"
};
function sarifFiles(scans, trivyVersion) {
	const runs = scans.length <= RUNS_PER_FILE ? scans.map((scan) => runOf([scan], `docker-matrix/${scan.image}/${scan.platform}/`, trivyVersion)) : byImage(scans, trivyVersion);
	const files = Array.from({ length: Math.ceil(runs.length / RUNS_PER_FILE) }, (_, index) => runs.slice(index * RUNS_PER_FILE, (index + 1) * RUNS_PER_FILE));
	return files.map((chunk, index) => ({
		name: files.length === 1 ? "trivy.sarif" : `trivy-${index + 1}.sarif`,
		text: `${JSON.stringify({
			$schema: "https://json.schemastore.org/sarif-2.1.0.json",
			version: "2.1.0",
			runs: chunk
		}, void 0, 2)}\n`
	}));
}
function byImage(scans, trivyVersion) {
	return [...new Set(scans.map(({ image }) => image))].map((image) => runOf(scans.filter((scan) => scan.image === image), `docker-matrix/${image}/`, trivyVersion));
}
function runOf(scans, category, trivyVersion) {
	const findings = distinct(scans.flatMap((scan) => scan.findings)).toSorted(byWeight).slice(0, RESULTS_PER_RUN);
	const byRule = groupBy(findings, ({ id }) => id);
	const ruleIndex = new Map([...byRule.keys()].map((id, index) => [id, index]));
	const platforms = groupBy(scans.flatMap(({ platform, findings }) => findings.map((finding) => ({
		platform,
		key: findingKey(finding)
	}))), ({ key }) => key);
	const [first] = scans;
	const where = (finding) => {
		const affected = new Set(platforms.get(findingKey(finding))?.map(({ platform }) => platform));
		return `image ${first?.image ?? ""} (${[...affected].join(", ")})`;
	};
	return {
		tool: { driver: {
			name: "Trivy",
			version: trivyVersion,
			informationUri: "https://trivy.dev",
			rules: [...byRule.values()].map(ruleOf)
		} },
		automationDetails: { id: category },
		results: findings.map((finding) => resultOf(finding, ruleIndex.get(finding.id) ?? -1, first?.dockerfile ?? "Dockerfile", where(finding))),
		columnKind: "utf16CodeUnits"
	};
}
function ruleOf(findings) {
	const [worst] = findings.toSorted(byWeight);
	const { id, severity, title, url } = worst;
	const packages = [...new Set(findings.map((finding) => finding.package))].join(", ");
	const summary = title ?? `${id} in ${packages}`;
	return {
		id,
		shortDescription: { text: summary },
		fullDescription: { text: summary },
		defaultConfiguration: { level: LEVEL[severity] },
		...url ? { helpUri: url } : {},
		help: {
			text: `${id} (${severity}) in ${packages}.${url ? ` See ${url}` : ""}`,
			markdown: `**${id}** (${severity}) in ${packages}.${url ? ` See [${url}](${url}).` : ""}`
		},
		properties: {
			tags: [
				"security",
				"vulnerability",
				severity
			],
			precision: "very-high",
			"security-severity": SCORE[severity]
		}
	};
}
const ORIGIN = {
	base: ", in its base image",
	own: ", in layers of its own",
	unknown: ""
};
function resultOf(finding, ruleIndex, dockerfile, where) {
	const fix = finding.fixed === void 0 ? "no fix yet" : `fixed in ${finding.fixed}`;
	return {
		ruleId: finding.id,
		ruleIndex,
		level: LEVEL[finding.severity],
		message: { text: `${finding.severity} ${finding.id} in ${finding.package} ${finding.installed} (${finding.target}), ${fix}; ${where}${ORIGIN[finding.from]}` },
		locations: [{ physicalLocation: {
			artifactLocation: { uri: encodeURI(dockerfile) },
			region: {
				startLine: 1,
				startColumn: 1,
				endLine: 1,
				endColumn: 1
			}
		} }],
		partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
		properties: { from: finding.from }
	};
}
function fingerprint({ id, package: name, target, class: kind }) {
	const place = kind === "os-pkgs" ? "system" : target;
	return `${createHash("sha256").update(JSON.stringify([
		id,
		name,
		place
	])).digest("hex")}:1`;
}

// src/gates/scan/link-database.ts
async function linkDatabase(database, cacheDir, files) {
	const isThere = async (path) => await files.kind(path) !== void 0;
	const from = await isThere(join(database, "db", "trivy.db")) ? join(database, "db") : database;
	for (const name of ["trivy.db", "metadata.json"]) if (!await isThere(join(from, name))) throw new Error(`there is no ${name} in ${database} or in ${join(database, "db")}`);
	await files.makeFolder(cacheDir);
	await files.link(from, join(cacheDir, "db"));
	const java = join(database, "java-db");
	if (await isThere(java)) await files.link(java, join(cacheDir, "java-db"));
}

// src/gates/scan/platform-view.ts
async function platformView(image, view, files) {
	const manifest = await manifestFor(image, files);
	await files.remove(view);
	await files.write([{
		path: join(view, "oci-layout"),
		text: JSON.stringify({ imageLayoutVersion: "1.0.0" })
	}, {
		path: join(view, "index.json"),
		text: JSON.stringify({
			schemaVersion: 2,
			manifests: [manifest]
		})
	}]);
	await files.link(join(image.layout, "blobs"), join(view, "blobs"));
}
async function manifestFor({ layout, digest, platform }, files) {
	const readBlob = async (blob) => Buffer.from(await files.readBytes(blobPath(layout, blob))).toString("utf8");
	const json = await readBlob(digest);
	const document = layoutDocument(json);
	if (document.kind === "index") {
		const entry = entryFor(platform, document.manifests);
		if (!entry) throw new Error(`${digest} in ${layout} has no ${platform}`);
		return manifestFor({
			layout,
			digest: entry.digest,
			platform
		}, files);
	}
	const config = JSON.parse(await readBlob(document.config));
	if (platformName(config) !== normalPlatform(platform)) throw new Error(`${digest} in ${layout} is ${platformName(config)}, not ${platform}`);
	return {
		mediaType: document.mediaType,
		digest,
		size: Buffer.byteLength(json)
	};
}
function blobPath(layout, digest) {
	const [algorithm = "", encoded = ""] = digest.split(":");
	if (!/^[a-z0-9]+$/.test(algorithm) || !/^[0-9a-f]+$/.test(encoded)) throw new Error(`"${digest}" is not a digest`);
	return join(layout, "blobs", algorithm, encoded);
}

// src/gates/scan/secret-rules.ts
const PASSWORD = String.raw`[^\s/:@'"\x60$<>{}()\[\]*\\|,;%]`;
const IN_HTTP = String.raw`https?://[^\s/:@'"$<>{}]*:(?P<secret>${PASSWORD}{4,})@[A-Za-z0-9\[]`;
function rule(id, title, rest) {
	return {
		id,
		category: "Login",
		title,
		severity: "HIGH",
		"secret-group-name": "secret",
		...rest
	};
}
function key(id, title, keyword, regex) {
	return rule(id, title, {
		category: "AI",
		severity: "CRITICAL",
		keywords: [keyword],
		regex: `(?:[^0-9A-Za-z_-]|^)(?P<secret>${regex})(?:[^0-9A-Za-z_-]|$)`
	});
}
const SECRET_RULES = [
	rule("npmrc-login", "Login of a package registry (.npmrc)", {
		path: String.raw`(?:^|/)\.?npmrc$`,
		keywords: ["_auth", "_password"],
		regex: String.raw`(?m)^[^\n#;]*\b_(?:authToken|auth|password)\s*=\s*["']?(?P<secret>[^\s"'$]{8,})`
	}),
	rule("netrc-login", "Login (.netrc)", {
		path: String.raw`(?:^|/)[._]netrc$`,
		keywords: ["password"],
		regex: String.raw`\bpassword\s+["']?(?P<secret>[^\s"'$<>]{4,})`
	}),
	rule("pypirc-login", "Login of a package index (.pypirc)", {
		path: String.raw`(?:^|/)\.pypirc$`,
		keywords: ["password"],
		regex: String.raw`(?m)^\s*password\s*[:=]\s*(?P<secret>[^\s$<>%]{4,})`
	}),
	rule("docker-login", "Login of a container registry", {
		path: String.raw`(?:^|/)(?:\.docker/config\.json|\.dockercfg|containers/auth\.json)$`,
		keywords: [
			"auth",
			"token",
			"password"
		],
		regex: String.raw`"(?:auth|identitytoken|registrytoken|password)"\s*:\s*"(?P<secret>[^"\s$<>]{8,})"`
	}),
	rule("url-login", "Login in a URL", {
		path: String.raw`(?:^|/)(?:pip\.(?:conf|ini)|\.git-credentials|\.gitconfig|\.condarc|\.yarnrc(?:\.yml)?|\.curlrc` + String.raw`|\.wgetrc|uv\.toml|requirements[^/]*\.txt|environment|\.env[^/]*|auth\.conf(?:\.d/[^/]+)?` + String.raw`|sources\.list(?:\.d/[^/]+)?|\.bundle/config)$`,
		keywords: ["http"],
		regex: IN_HTTP
	}),
	rule("database-url", "Password in the URL of a database", {
		keywords: [
			"postgres",
			"mysql",
			"mariadb",
			"mongodb",
			"redis",
			"amqp",
			"mssql",
			"sqlserver",
			"clickhouse"
		],
		regex: String.raw`(?i)\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|clickhouse)` + String.raw`(?:\+[a-z0-9_]+)?://[^\s/:@'"$<>{}]*:(?P<secret>${PASSWORD}{6,})@[a-z0-9\[]`,
		"allow-rules": [{
			id: "code",
			path: String.raw`/(?:site|dist)-packages/|/gems/|/doc/|\.(?:md|rst|html?|pod|pm|po|pyc)$`
		}, {
			id: "placeholder",
			regex: String.raw`(?i):(?:(?:my|your|db|the)?[_-]?pass(?:word|wd)?|secret|changeme|postgres|mysql|x+)@`
		}]
	}),
	key("anthropic-api-key", "Anthropic API key", "sk-ant-", "sk-ant-[a-z0-9]+-[A-Za-z0-9_-]{40,}"),
	key("groq-api-key", "Groq API key", "gsk_", "gsk_[A-Za-z0-9]{40,}"),
	key("xai-api-key", "xAI API key", "xai-", "xai-[A-Za-z0-9]{60,}"),
	key("openrouter-api-key", "OpenRouter API key", "sk-or-", "sk-or-v1-[0-9a-f]{40,}"),
	key("perplexity-api-key", "Perplexity API key", "pplx-", "pplx-[A-Za-z0-9]{40,}"),
	key("replicate-api-token", "Replicate API token", "r8_", "r8_[A-Za-z0-9]{37}"),
	key("nvidia-api-key", "NVIDIA API key", "nvapi-", "nvapi-[A-Za-z0-9_-]{50,}")
];
function secretConfig() {
	return `${JSON.stringify({ rules: SECRET_RULES }, void 0, 2)}\n`;
}

// src/gates/scan/scanner-message.ts
const WRAPPING = new RegExp(`^(?:${[
	String.raw`[\w -]{1,40} error: `,
	"unable to initialize [^:]*: ",
	"scan failed: ",
	"failed analysis: ",
	"failed to download vulnerability DB: ",
	String.raw`failed to download artifact from \S+: `,
	String.raw`unable to find the specified image "[^"]*" in \[[^\]]*\]: `
].join("|")})`);
const COLOUR = /\u001B\[[0-9;]*m/g;
const LOG_PREFIX = /^\d{4}-\d\d-\d\dT\S+\s+(?:DEBUG|INFO|WARN|ERROR|FATAL)\s+(?:\[[^\]]*\]\s*)?/;
function scannerMessage(stderr) {
	const lines = stderr.replace(COLOUR, "").split("\n").filter((line) => line.trim());
	const fatal = lines.findLastIndex((line) => /\sFATAL\s/.test(line));
	const error = lines.findLastIndex((line) => /\sERROR\s/.test(line) || line.startsWith("Error: "));
	const from = fatal >= 0 ? fatal : error >= 0 ? error : Math.max(0, lines.length - 3);
	const reason = lines.slice(from).map((line) => unwrap(line.replace(LOG_PREFIX, "").replace(/^(?:Fatal error|Error:)\s+/, "").replace(/^\s*[*-] +/, "")).trim()).filter(Boolean);
	const message = [...new Set(reason)].join("; ") || "it gave no reason";
	return message.endsWith("context deadline exceeded") ? "it did not finish within its timeout" : message;
}
function unwrap(message) {
	const shorter = message.replace(WRAPPING, "").replace(/^\d+ errors? occurred:\s*/, "").replace(/^[*-] +/, "");
	return shorter === message ? message : unwrap(shorter);
}

// src/gates/scan/trivy-command.ts
const DEFAULT_TIMEOUT = "15m";
const QUIET = [
	"--no-progress",
	"--skip-version-check",
	"--disable-telemetry"
];
function scanArguments(subject, outputFile, settings, wanted = "findings") {
	return [
		"image",
		...QUIET,
		"--scanners",
		[...wanted === "findings" ? ["vuln"] : [], ...settings.secrets ? ["secret"] : []].join(),
		"--format",
		"json",
		"--list-all-pkgs",
		"--show-suppressed",
		"--output",
		outputFile,
		"--cache-dir",
		settings.cacheDir,
		"--skip-db-update",
		"--skip-java-db-update",
		"--offline-scan",
		"--timeout",
		settings.timeout ?? DEFAULT_TIMEOUT,
		...settings.secretRules ? ["--secret-config", settings.secretRules] : [],
		...settings.ignoreFile ? ["--ignorefile", settings.ignoreFile] : [],
		...(settings.vex ?? []).flatMap((source) => ["--vex", source]),
		...settings.insecure ? ["--insecure"] : [],
		...sourceArguments(subject)
	];
}
function sourceArguments({ platform, source }) {
	if (source.kind === "oci-layout") return ["--input", source.directory];
	return [
		"--image-src",
		source.kind === "docker" ? "docker" : "remote",
		"--platform",
		platform,
		"--",
		source.reference
	];
}
function databaseArguments(database, repository, settings) {
	const java = database === "java";
	return [
		"image",
		...QUIET,
		java ? "--download-java-db-only" : "--download-db-only",
		java ? "--java-db-repository" : "--db-repository",
		repository,
		"--cache-dir",
		settings.cacheDir,
		"--timeout",
		settings.timeout ?? DEFAULT_TIMEOUT,
		...settings.insecure ? ["--insecure"] : []
	];
}
function cyclonedxArguments(reportFile, outputFile) {
	return [
		"convert",
		"--format",
		"cyclonedx",
		"--output",
		outputFile,
		"--",
		reportFile
	];
}

// src/gates/scan/scan.ts
const PUBLIC_DATABASE = {
	kind: "repositories",
	vulnerabilities: ["mirror.gcr.io/aquasec/trivy-db:2", "ghcr.io/aquasecurity/trivy-db:2"],
	java: ["mirror.gcr.io/aquasec/trivy-java-db:1", "ghcr.io/aquasecurity/trivy-java-db:1"]
};
const DATABASE_PAUSES = [5e3, 2e4];
const JAVA_MISSING = /--skip-java-db-update' cannot be specified on the first run/;
async function scanAll(subjects, scanner) {
	const { files } = scanner;
	const secretRules = join(scanner.settings.reportsDir, ".docker-matrix-secrets.yaml");
	const settings = scanner.settings.secrets ? {
		...scanner.settings,
		secretRules
	} : scanner.settings;
	const count = Math.max(1, settings.concurrency ?? 2);
	const caches = Array.from({ length: count }, (_, index) => join(settings.reportsDir, `.layers-${index + 1}`));
	const free = [...caches];
	try {
		if (settings.secrets) await files.write([{
			path: secretRules,
			text: secretConfig()
		}]);
		return await pLimit(count).map(subjects, async (subject) => {
			const cacheDir = free.pop() ?? "";
			try {
				return await scanOne(subject, {
					...scanner,
					settings,
					cacheDir
				});
			} finally {
				free.push(cacheDir);
			}
		});
	} finally {
		await Promise.all([...caches, secretRules].map((path) => files.remove(path)));
	}
}
async function openScanner(deps, options) {
	const { files } = deps;
	if (options.ignoreFile && await files.kind(options.ignoreFile) === void 0) return {
		kind: "failed",
		message: `there is no ignore file ${options.ignoreFile}`
	};
	await files.makeFolder(options.reportsDir);
	const env = environmentOf("trivy", deps.env);
	const run = (args) => deps.exec({
		file: options.trivy,
		args,
		env,
		cwd: options.reportsDir,
		...options.signal ? { signal: options.signal } : {}
	});
	const { database } = options;
	if (database.kind === "folder") {
		const cacheDir = join(options.reportsDir, ".trivy");
		try {
			await linkDatabase(database.directory, cacheDir, files);
		} catch (cause) {
			return {
				kind: "failed",
				message: `the vulnerability database cannot be used: ${reasonOf(cause)}`
			};
		}
		const fetchJava = async () => `it holds jar files, and ${database.directory} has no java-db folder with their index`;
		return {
			kind: "ready",
			scanner: {
				settings: {
					...options,
					cacheDir
				},
				files,
				run,
				fetchJava
			}
		};
	}
	const fetch = (kind, repositories) => fetchDatabase(repositories, (repository) => run(databaseArguments(kind, repository, options)), deps, options.signal);
	const failure = await fetch("vulnerabilities", database.vulnerabilities);
	if (failure) return {
		kind: "failed",
		message: `the vulnerability database could not be fetched: ${failure}`
	};
	const javaRepositories = database.java ?? PUBLIC_DATABASE.java;
	let java;
	const fetchJava = () => java ??= fetch("java", javaRepositories).then((why) => why && `the index of jar files could not be fetched: ${why}`);
	const javaMetadata = join(options.cacheDir, "java-db", "metadata.json");
	if (await files.kind(javaMetadata) !== void 0) await fetchJava();
	return {
		kind: "ready",
		scanner: {
			settings: options,
			files,
			run,
			fetchJava
		}
	};
}
async function fetchDatabase(repositories, fetchFrom, deps, signal) {
	let reasons = /* @__PURE__ */ new Map();
	for (const pause of [0, ...DATABASE_PAUSES]) {
		if (pause) await deps.sleep(pause);
		reasons = /* @__PURE__ */ new Map();
		for (const repository of repositories) {
			if (signal?.aborted) return "the run was cancelled";
			const result = await fetchFrom(repository);
			if (result.code === 0) return void 0;
			if (result.code === 127) return result.stderr;
			reasons.set(repository, failureOf(result));
		}
	}
	return [...reasons].map(([repository, reason]) => `${repository}: ${reason}`).join("; ") || "no repository is named";
}
async function scanOne(subject, trivy) {
	const { files } = trivy;
	const failed = (message) => ({
		kind: "failed",
		subject,
		message
	});
	const pathPrefix = join(trivy.settings.reportsDir, reportName(subject));
	const reportFile = `${pathPrefix}.trivy.json`;
	const view = `${pathPrefix}.oci`;
	const packagesFile = `${pathPrefix}.packages.json`;
	try {
		await files.remove(reportFile);
		const scannable = await scannableSource(subject, view, files);
		const settings = {
			...trivy.settings,
			cacheDir: trivy.cacheDir
		};
		const result = await scanWithJava(async () => {
			await linkDatabase(trivy.settings.cacheDir, trivy.cacheDir, files);
			return trivy.run(scanArguments(scannable, reportFile, settings));
		}, trivy);
		if (result.code !== 0) return failed(failureOf(result));
		const json = Buffer.from(await files.readBytes(reportFile)).toString("utf8");
		const parsed = parseReport(json);
		if (parsed.kind === "not-a-report") return failed(parsed.message);
		if (parsed.report.platform !== normalPlatform(subject.platform)) return failed(`the scanned image is ${parsed.report.platform}, not ${subject.platform}`);
		if (!trivy.settings.sbom) return {
			kind: "scanned",
			subject,
			report: parsed.report,
			reportFile
		};
		const sbomFile = `${pathPrefix}.cdx.json`;
		let whole = reportFile;
		if (parsed.report.mayLeaveOut) {
			whole = packagesFile;
			const listed = await trivy.run(scanArguments(scannable, packagesFile, settings, "packages"));
			if (listed.code !== 0) return failed(`its packages could not be listed: ${failureOf(listed)}`);
			const packages = Buffer.from(await files.readBytes(packagesFile)).toString("utf8");
			await files.write([{
				path: packagesFile,
				text: withSystemPackages(json, packages)
			}]);
		}
		const converted = await trivy.run(cyclonedxArguments(whole, sbomFile));
		if (converted.code !== 0) return failed(`no SBOM could be made of the report: ${failureOf(converted)}`);
		return {
			kind: "scanned",
			subject,
			report: parsed.report,
			reportFile,
			sbomFile
		};
	} catch (cause) {
		return failed(reasonOf(cause));
	} finally {
		await Promise.all([view, packagesFile].map((path) => files.remove(path)));
	}
}
async function scannableSource(subject, view, files) {
	if (subject.source.kind !== "oci-layout") return subject;
	const { directory: layout, digest } = subject.source;
	await platformView({
		layout,
		digest,
		platform: subject.platform
	}, view, files);
	return {
		...subject,
		source: {
			...subject.source,
			directory: view
		}
	};
}
async function scanWithJava(scan, trivy) {
	const first = await scan();
	if (first.code === 0 || !JAVA_MISSING.test(first.stderr)) return first;
	const missing = await trivy.fetchJava();
	return missing ? {
		...first,
		stderr: missing
	} : scan();
}
function failureOf(result) {
	if (result.code === 127) return result.stderr;
	const reason = scannerMessage(result.stderr);
	return result.code > 128 ? `it was ended by signal ${result.code - 128} (${reason})` : reason;
}
function reportName({ image, platform }) {
	const plain = image.replace(/[^A-Za-z0-9._-]/g, "-").replace(/^[.-]+/, "");
	const tail = platform.replace(/[^A-Za-z0-9]/g, "-");
	return `${plain}${plain === image ? "" : `-${createHash("sha256").update(image).digest("hex").slice(0, 8)}`}.${tail}`;
}

// src/gates/scan/scan-text.ts
function vulnerabilities(verdicts) {
	if (verdicts.length === 0) return "not scanned";
	if (verdicts.some(({ kind }) => kind === "failed")) return "scan failed";
	const scanned = verdicts.filter((verdict) => verdict.kind === "scanned");
	const parts = SEVERITIES.toReversed().flatMap((severity) => {
		const worst = scanned.toSorted((a, b) => b.counts[severity] - a.counts[severity])[0];
		const count = worst?.counts[severity] ?? 0;
		const inBase = worst?.inBase[severity] ?? 0;
		return count === 0 ? [] : [`${count} ${severity}${inBase === 0 ? "" : inBase === count ? " (base)" : ` (${inBase} base)`}`];
	});
	return parts.length === 0 ? "none" : parts.join(", ");
}
function scanJson(verdict) {
	const { platform } = verdict.subject;
	return verdict.kind === "scanned" ? {
		platform,
		counts: verdict.counts,
		inBase: verdict.inBase,
		refused: verdict.refused,
		suppressed: verdict.suppressed
	} : {
		platform,
		failed: verdict.message
	};
}
function countsOf(verdicts) {
	return Object.fromEntries(verdicts.flatMap((verdict) => verdict.kind === "scanned" ? [[verdict.subject.platform, { findings: { ...verdict.counts } }]] : []));
}

// src/gates/scan/trivy-release.ts
const REVIEWED = {
	"0.74.0": {
		"linux-x64": "2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a",
		"linux-arm64": "b94ce1976bbf3c15b514b605ee88be7c6d94a29be2302847ff01cb794d47aad5",
		"darwin-arm64": "1caada5e0e2091909357c7525d3aa76f4b660b13821bc143b190c7483e31cc11"
	},
	"0.72.0": {
		"linux-x64": "bbb64b9695866ce4a7a8f5c9592002c5961cab378577fa3f8a040df362b9b2ea",
		"linux-arm64": "2ca2c023109c2db6b2b77366b6717291452d4531167377d95c79547f0c8e3467"
	}
};
const ARCHIVE_PLATFORMS = {
	"linux-x64": "Linux-64bit",
	"linux-arm64": "Linux-ARM64",
	"linux-ppc64": "Linux-PPC64LE",
	"linux-s390x": "Linux-s390x",
	"darwin-x64": "macOS-64bit",
	"darwin-arm64": "macOS-ARM64"
};
const REFUSED = /* @__PURE__ */ new Set([
	"0.69.4",
	"0.69.5",
	"0.69.6"
]);
const DEFAULT_TRIVY_VERSION = "0.74.0";
const TRIVY_RELEASES = "https://github.com/aquasecurity/trivy/releases/download";
function refusedTrivy(version) {
	if (!REFUSED.has(version)) return void 0;
	return error("trivy-refused", `Trivy ${version} is refused: releases 0.69.4, 0.69.5 and 0.69.6 were malicious (GHSA-69fq-xp46-6x23)`, { hint: `use Trivy ${DEFAULT_TRIVY_VERSION}, and treat every secret that a machine with ${version} could read as stolen` });
}
function trivyRelease(wanted) {
	const version = (wanted.version ?? "0.74.0").replace(/^v/, "");
	const known = Object.keys(REVIEWED).join(", ");
	if (!/^\d+\.\d+\.\d+$/.test(version)) return refuse("trivy-version", `Trivy version "${version}" is not an exact version such as ${DEFAULT_TRIVY_VERSION}`, `reviewed versions: ${known}`);
	const malicious = refusedTrivy(version);
	if (malicious) return {
		kind: "refused",
		problem: malicious
	};
	const machine = `${wanted.platform}-${wanted.arch}`;
	const archive = ARCHIVE_PLATFORMS[machine];
	if (!archive) return refuse("trivy-platform", `no Trivy archive for ${machine}; there is one for ${Object.keys(ARCHIVE_PLATFORMS).join(", ")}`, "install Trivy yourself and give its path");
	const givenSha256 = wanted.sha256?.toLowerCase();
	if (givenSha256 !== void 0 && !/^[0-9a-f]{64}$/.test(givenSha256)) return refuse("trivy-sha256", `sha256 "${wanted.sha256 ?? ""}" of the Trivy archive is not 64 hexadecimal digits`);
	const file = `trivy_${version}_${archive}.tar.gz`;
	const reviewed = REVIEWED[version]?.[machine];
	if (reviewed && givenSha256 && reviewed !== givenSha256) return refuse("trivy-sha256", `sha256 ${givenSha256} given for ${file} is not the reviewed ${reviewed}`, "leave the sha256 out: this version is in the reviewed table");
	const sha256 = reviewed ?? givenSha256;
	if (!sha256) return refuse("trivy-unreviewed", `Trivy ${version} for ${machine} is not in the reviewed table (reviewed versions: ${known}), so its sha256 must be given`, `use ${DEFAULT_TRIVY_VERSION}, or give the sha256 of ${file} from a source you trust`);
	return {
		kind: "release",
		version,
		url: `${(wanted.baseUrl ?? "https://github.com/aquasecurity/trivy/releases/download").replace(/\/+$/, "")}/v${version}/${file}`,
		file,
		sha256
	};
}
function refuse(code, message, hint) {
	return {
		kind: "refused",
		problem: error(code, message, { hint })
	};
}

// src/gates/scan/scan-images.ts
async function scanImages(built, { job, settings, origins, ready }, host) {
	const results = ready === void 0 ? [] : await scanBuilt(built, ready.scanner, settings, host);
	const originOf = await origins;
	const scans = results.map((scan) => withOrigin(scan, originOf(scan.subject.image, scan.subject.platform)));
	const { verdicts, problems } = decide(scans, {
		...job.plan.settings.scan,
		refreshes: job.plan.settings.refresh !== void 0
	});
	const sarif = await writeSarif(scans, job, host);
	return {
		scans,
		problems,
		advice: stale(scans, job, ready?.ignores ?? []),
		column: {
			title: "Vulnerabilities",
			cell: ({ id }) => vulnerabilities(verdicts.filter(({ subject }) => subject.image === id))
		},
		files: { sarif },
		about: ({ id }) => {
			const ofImage = verdicts.filter(({ subject }) => subject.image === id);
			return {
				refused: ofImage.some((verdict) => verdict.kind === "failed" || verdict.refused > 0),
				json: { scans: ofImage.map(scanJson) },
				sbomFiles: scans.flatMap((scan) => scan.kind === "scanned" && scan.subject.image === id && scan.sbomFile ? [scan.sbomFile] : []),
				recorded: countsOf(ofImage)
			};
		}
	};
}
function withOrigin(scan, { base, isFromScratch }) {
	if (scan.kind === "failed") return scan;
	const report = attribute(scan.report, isFromScratch ? "scratch" : base);
	return {
		...scan,
		report,
		...base ? { base } : {}
	};
}
async function scanBuilt(built, scanner, settings, host) {
	const subjects = built.flatMap((image) => image.candidate.platforms.map((platform) => ({
		image: image.image.id,
		platform: platform.platform,
		source: source(image, platform, settings)
	})));
	if (subjects.length === 0) return [];
	host.say(`scanning ${counted(subjects.length, "image")} (one for each platform) with Trivy`);
	const scans = await scanAll(subjects, scanner);
	await Promise.all(scans.flatMap((scan) => scan.kind === "scanned" && showsSecret(scan.report) ? [hideSecrets(scan.reportFile, host)] : []));
	return scans;
}
async function hideSecrets(path, host) {
	await host.files.write([{
		path,
		text: withoutSecrets(await host.files.readText(path) ?? "{}")
	}]);
}
function source({ image, candidate }, platform, settings) {
	switch (settings.destination) {
		case "push": return {
			kind: "registry",
			reference: `${candidate.repository}@${platform.digest}`
		};
		case "load": return {
			kind: "docker",
			reference: loadedReference(image, candidate)
		};
		case "layout": return {
			kind: "oci-layout",
			directory: layoutFolder(image, settings),
			digest: candidate.digest
		};
	}
}
function stale(scans, { plan, request }, ignores) {
	const wanted = plan.images.filter(({ output }) => output === "image").reduce((sum, { platforms }) => sum + platforms.length, 0);
	if (request.targets.length > 0 || request.platforms.length > 0 || scans.length < wanted || scans.some(({ kind }) => kind === "failed")) return [];
	const reports = scans.flatMap((scan) => scan.kind === "scanned" ? [scan.report] : []);
	return staleIgnores(ignores, reports.flatMap(({ suppressed }) => suppressed), reports.flatMap(({ findings, secrets }) => [...findings.map(({ id }) => id), ...secrets.map(({ rule }) => rule)]));
}
async function writeSarif(scans, job, host) {
	const files = sarifFiles(scans.flatMap((scan) => scan.kind === "scanned" ? [{
		image: scan.subject.image,
		platform: scan.subject.platform,
		findings: scan.report.findings,
		dockerfile: dockerfileInRepository(job, scan.subject.image, host)
	}] : []), job.request.build.trivy.version ?? "0.74.0").map(({ name, text }) => ({
		path: join(job.out, "scan", name),
		text
	}));
	await host.files.write(files);
	return files.map(({ path }) => path);
}
function dockerfileInRepository({ plan, root, request }, image, { cwd }) {
	const plannedImage = plan.images.find(({ id }) => id === image);
	const path = shownPath(join(root, plannedImage?.dockerfile ?? "dockerfiles/Dockerfile"), cwd);
	return path.startsWith("..") ? request.matrix : path;
}

// src/gates/scan/database-cache.ts
const DAY = 864e5;
async function cachedDatabase({ folder, repositories }, open, host) {
	const { databaseCache: cache, files } = host;
	const metadata = join(folder, "metadata.json");
	if (cache === void 0 || await files.readText(metadata) !== void 0) return open();
	const key = databaseKey(repositories, host.now());
	const restored = await cache.restore(key, [folder]).catch(() => false) && isBelievable(await files.readText(metadata) ?? "", host.now());
	if (!restored) await files.remove(folder);
	const opened = await open();
	if (opened.kind === "ready" && !restored) await cache.save(key, [folder]).catch(() => {});
	return opened;
}
function databaseKey(repositories, now) {
	return `docker-matrix-trivy-db-2-${createHash("sha256").update(JSON.stringify(repositories)).digest("hex").slice(0, 12)}-${new Date(now).toISOString().slice(0, 10)}`;
}
function isBelievable(metadata, now) {
	try {
		const { NextUpdate } = JSON.parse(metadata);
		const next = Date.parse(NextUpdate ?? "");
		return next > now && next <= now + 2 * DAY;
	} catch {
		return false;
	}
}

// src/gates/scan/scanner.ts
async function prepareScanner(job, host) {
	const [files, trivy] = await Promise.all([namedFiles(job, host), installScanner(job.request.build, host)]);
	if (typeof trivy === "object") return { problems: [...files.problems, ...trivy.problems] };
	const opened = await openDatabase(job, {
		trivy,
		...files.settings
	}, host);
	if (opened.kind === "ready") return {
		ready: {
			scanner: opened.scanner,
			ignores: files.ignores
		},
		problems: files.problems
	};
	return { problems: [...files.problems, error("scan-database", opened.message, { hint: "without it nothing can be scanned, so nothing is built; try again, name another repository (trivy-db-repository), or switch the scan off (scan: off)" })] };
}
function openDatabase(job, files, host) {
	const cacheDir = join(host.cacheFolder, "trivy-cache");
	const source = databaseSource(job.request.build, host.cwd);
	const open = () => openScanner(host, {
		...files,
		cacheDir,
		database: source,
		reportsDir: join(job.out, "scan"),
		sbom: true,
		secrets: job.plan.images.some(({ checks }) => checks.policy.secrets?.value !== "off"),
		signal: host.signal
	});
	return source.kind === "folder" ? open() : cachedDatabase({
		folder: join(cacheDir, "db"),
		repositories: source.vulnerabilities
	}, open, host);
}
async function namedFiles({ plan, root, request }, host) {
	const { scan } = plan.settings;
	const missing = (what, { value, place }) => error("scan-file-missing", `there is no ${what} ${value}`, {
		place,
		hint: "paths are seen from the folder of the matrix"
	});
	const problems = [];
	for (const document of scan.vex) if (await host.files.kind(resolve(root, document.value)) === void 0) problems.push(missing("VEX document", document));
	const settings = scan.vex.length === 0 ? {} : { vex: scan.vex.map(({ value }) => resolve(root, value)) };
	if (scan.ignores === void 0) return {
		ignores: [],
		problems,
		settings
	};
	const path = scan.ignores.value;
	const text = await host.files.readText(resolve(root, path));
	if (text === void 0) return {
		ignores: [],
		problems: [...problems, missing("ignore file", scan.ignores)],
		settings
	};
	const read = readIgnores({
		path: join(request.matrix, "..", path),
		text
	});
	const ignoreFileProblems = [...read.problems, ...ignoreProblems(read.ignores, {
		now: host.now(),
		warningDays: scan.warningDays,
		strict: scan.strictIgnores
	})];
	const shown = scan.mode === "gate" ? ignoreFileProblems : ignoreFileProblems.map((problem) => read.problems.includes(problem) ? problem : {
		...problem,
		severity: "warning"
	});
	return {
		ignores: read.ignores,
		problems: [...problems, ...shown],
		settings: {
			...settings,
			ignoreFile: resolve(root, path)
		}
	};
}
function databaseSource({ trivy }, cwd) {
	if (trivy.db !== void 0) return {
		kind: "folder",
		directory: resolve(cwd, trivy.db)
	};
	return trivy.dbRepositories.length > 0 ? {
		kind: "repositories",
		vulnerabilities: trivy.dbRepositories
	} : PUBLIC_DATABASE;
}
async function installScanner({ trivy }, host) {
	try {
		return await host.installTrivy(trivy);
	} catch (cause) {
		if (cause instanceof ProblemsFound) return cause;
		throw cause;
	}
}

export { knownPlatforms, prepareScanner, refusedTrivy, scanGate, scanImages, trivyRelease };