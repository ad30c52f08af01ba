import { i as readText, o as fileProblem } from "./matrix-files.js";
import { C as string, E as unknown, _ as picklist, a as getDotPath, b as regex, c as looseObject, d as minLength, h as optional, n as boolean, p as number, s as literal, t as array, v as pipe, x as safeParse } from "./valibot.js";
import { dirname, join, resolve } from "node:path";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { access, mkdir, readFile, readdir, rename, rm, stat, symlink, unlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// src/host/exec.ts
const KILL_AFTER_MS = 1e4;
const SIGNAL_NUMBERS = {
	SIGHUP: 1,
	SIGINT: 2,
	SIGKILL: 9,
	SIGTERM: 15
};
const exec = (command) => new Promise((resolve) => {
	const child = spawn(command.file, [...command.args], {
		cwd: command.cwd,
		env: command.env ?? process.env,
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		]
	});
	const stdout = [];
	const stderr = [];
	let failure = "";
	const stop = () => {
		child.kill("SIGINT");
		setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS).unref();
	};
	if (command.signal?.aborted) stop();
	command.signal?.addEventListener("abort", stop, { once: true });
	child.stdout.on("data", (chunk) => stdout.push(chunk));
	child.stderr.on("data", (chunk) => stderr.push(chunk));
	if (command.onProgress) createInterface({ input: child.stderr }).on("line", command.onProgress);
	child.on("error", (cause) => failure = `${command.file}: ${cause.code === "ENOENT" ? "not found" : cause.message}`);
	child.on("close", (code, signal) => {
		command.signal?.removeEventListener("abort", stop);
		resolve({
			code: failure ? 127 : code ?? 128 + (SIGNAL_NUMBERS[signal ?? ""] ?? 0),
			stdout: Buffer.concat(stdout).toString("utf8"),
			stderr: failure || Buffer.concat(stderr).toString("utf8")
		});
	});
	child.stdin.on("error", () => {});
	child.stdin.end(command.input ?? "");
});

// src/gates/oci-platform.ts
const Descriptor = looseObject({
	mediaType: optional(string()),
	digest: pipe(string(), regex(/^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/)),
	size: number(),
	platform: optional(looseObject({
		architecture: string(),
		os: string(),
		variant: optional(string())
	}))
});
const Index = looseObject({ manifests: array(Descriptor) });
const Manifest = looseObject({
	mediaType: optional(string()),
	config: Descriptor,
	layers: array(unknown())
});
function layoutDocument(json) {
	const value = JSON.parse(json);
	const index = safeParse(Index, value);
	if (index.success) return {
		kind: "index",
		manifests: index.output.manifests
	};
	const manifest = safeParse(Manifest, value);
	if (!manifest.success) throw new Error("neither an image index nor an image manifest");
	return {
		kind: "manifest",
		mediaType: manifest.output.mediaType ?? "application/vnd.oci.image.manifest.v1+json",
		config: manifest.output.config.digest
	};
}
function platformName(platform) {
	const { os, architecture } = platform;
	return [
		os,
		architecture,
		(architecture === "arm64" && platform.variant === "v8" ? "" : architecture === "amd64" && platform.variant === "v1" ? "" : platform.variant) || (architecture === "arm" ? "v7" : "")
	].filter(Boolean).join("/");
}
function normalPlatform(platform) {
	const [os = "", architecture = "", variant] = platform.split("/");
	return platformName({
		os,
		architecture,
		variant
	});
}
function entryFor(platform, manifests) {
	const wanted = normalPlatform(platform);
	return manifests.find((entry) => entry.platform && platformName(entry.platform) === wanted);
}

// src/host/scan-files.ts
const scanFiles = {
	readText: (path) => readFile(path, "utf8"),
	exists,
	remove: (path) => rm(path, {
		recursive: true,
		force: true
	}),
	makeFolder: async (path) => void await mkdir(path, { recursive: true }),
	platformView,
	linkDatabase
};
async function exists(path) {
	return access(path).then(() => true, () => false);
}
async function platformView(layout, digest, platform, view) {
	const found = await manifestFor(layout, digest, platform);
	await rm(view, {
		recursive: true,
		force: true
	});
	await mkdir(view, { recursive: true });
	await writeFile(join(view, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
	await writeFile(join(view, "index.json"), JSON.stringify({
		schemaVersion: 2,
		manifests: [found]
	}));
	await symlink(resolve(layout, "blobs"), join(view, "blobs"));
}
async function manifestFor(layout, digest, platform) {
	const json = await readFile(blobPath(layout, digest), "utf8");
	const document = layoutDocument(json);
	if (document.kind === "index") {
		const entry = entryFor(platform, document.manifests);
		if (!entry) throw new Error(`${digest} in ${layout} has no ${platform}`);
		return manifestFor(layout, entry.digest, platform);
	}
	const config = JSON.parse(await readFile(blobPath(layout, document.config), "utf8"));
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
async function linkDatabase(database, cacheDir) {
	const from = await exists(join(database, "db", "trivy.db")) ? join(database, "db") : database;
	for (const name of ["trivy.db", "metadata.json"]) if (!await exists(join(from, name))) throw new Error(`there is no ${name} in ${database} or in ${join(database, "db")}`);
	await mkdir(cacheDir, { recursive: true });
	await linkFolder(from, join(cacheDir, "db"));
	const java = join(database, "java-db");
	if (await exists(java)) await linkFolder(java, join(cacheDir, "java-db"));
}
async function linkFolder(target, link) {
	await unlink(link).catch((cause) => {
		if (cause.code !== "ENOENT") throw cause;
	});
	await symlink(resolve(target), link);
}

// src/host/host.ts
const files = {
	readText,
	readBytes: (path) => readFile(path),
	write: async (all) => {
		const staged = all.map(({ path, text }) => ({
			path,
			text,
			temporary: `${path}.${process.pid}.tmp`
		}));
		const results = await Promise.allSettled(staged.map(async ({ path, text, temporary }) => {
			await mkdir(dirname(path), { recursive: true });
			await writeFile(temporary, text);
		}));
		try {
			for (const [index, result] of results.entries()) if (result.status === "rejected") throw fileProblem("write", result.reason, all[index]?.path ?? "");
			for (const { path } of staged) if (await isFolder(path)) throw fileProblem("write", Object.assign(/* @__PURE__ */ new Error(), { code: "EISDIR" }), path);
			for (const { path, temporary } of staged) await rename(temporary, path);
		} catch (cause) {
			await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true }).catch(() => {})));
			throw cause;
		}
	},
	list: async (folder) => (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => !entry.isDirectory()).map(({ name }) => name).toSorted((a, b) => a < b ? -1 : 1),
	remove: (path) => rm(path, {
		recursive: true,
		force: true
	})
};
function isFolder(path) {
	return stat(path).then((found) => found.isDirectory(), () => false);
}
function realHost(parts) {
	return {
		exec,
		fetch,
		env: process.env,
		sleep: (milliseconds) => setTimeout$1(milliseconds),
		files,
		scanFiles,
		...parts
	};
}
function cacheFolder(env) {
	return env["RUNNER_TOOL_CACHE"] ? join(env["RUNNER_TOOL_CACHE"], "docker-matrix") : join(env["XDG_CACHE_HOME"] ?? join(homedir() || tmpdir(), ".cache"), "docker-matrix");
}

// src/report/plan.ts
function planJson(plan) {
	return {
		images: plan.images,
		groups: plan.groups,
		excluded: plan.excluded
	};
}
function planText(plan) {
	const images = table([
		"IMAGE",
		"PLATFORMS",
		"DOCKERFILE",
		"TAGS"
	], plan.images.map((image) => [
		image.id,
		image.platforms.join(" "),
		image.dockerfile,
		image.tags.map((reference) => reference.slice(image.repository.length)).join(" ")
	]));
	const excluded = plan.excluded.map(({ target, combination, platforms, because }) => {
		return `  ${[
			target,
			...Object.entries(combination).map(([axis, value]) => `${axis} ${value}`),
			...platforms ? [platforms.join(" ")] : []
		].join(", ")}: ${because}`;
	});
	return [images, ...excluded.length > 0 ? [
		"",
		"Excluded:",
		...excluded
	] : []].join("\n");
}
function table(header, rows) {
	const all = [header, ...rows];
	const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
	return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n");
}

// src/gates/findings.ts
const SEVERITIES = [
	"CRITICAL",
	"HIGH",
	"MEDIUM",
	"LOW",
	"UNKNOWN"
];
const text = pipe(string(), minLength(1));
const Vulnerability = looseObject({
	VulnerabilityID: text,
	PkgName: text,
	PkgPath: optional(string()),
	InstalledVersion: optional(string(), ""),
	FixedVersion: optional(string()),
	Status: optional(string(), "unknown"),
	Severity: optional(picklist(SEVERITIES), "UNKNOWN"),
	Title: optional(string()),
	PrimaryURL: optional(string())
});
const Result = looseObject({
	Target: string(),
	Class: optional(string(), "unknown"),
	Packages: optional(array(unknown()), []),
	Vulnerabilities: optional(array(Vulnerability), []),
	ExperimentalModifiedFindings: optional(array(looseObject({
		Statement: optional(string()),
		Finding: looseObject({
			VulnerabilityID: optional(string()),
			PkgName: optional(string())
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
		ImageConfig: looseObject({
			architecture: text,
			os: text,
			variant: optional(string())
		})
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
function reportOf({ Metadata, Results }) {
	const family = Metadata.OS?.Family === "none" ? "" : Metadata.OS?.Family ?? "";
	const os = family ? {
		name: [family, Metadata.OS?.Name].filter(Boolean).join(" "),
		endOfLife: Metadata.OS?.EOSL ?? false
	} : void 0;
	const count = (wanted) => Results.filter((result) => result.Class === wanted).reduce((sum, result) => sum + result.Packages.length, 0);
	return {
		platform: platformName(Metadata.ImageConfig),
		...os ? { os } : {},
		packages: {
			system: count("os-pkgs"),
			language: count("lang-pkgs")
		},
		findings: distinct(Results.flatMap((result) => result.Vulnerabilities.map((found) => findingOf(found, result, os?.name)))).toSorted(byWeight),
		suppressed: Results.flatMap((result) => result.ExperimentalModifiedFindings.flatMap(({ Finding, Statement }) => Finding.VulnerabilityID ? [{
			id: Finding.VulnerabilityID,
			package: Finding.PkgName ?? "",
			...Statement ? { reason: Statement } : {}
		}] : []))
	};
}
function findingOf(found, result, os) {
	return {
		id: found.VulnerabilityID,
		severity: found.Severity,
		package: found.PkgName,
		installed: found.InstalledVersion,
		...found.FixedVersion ? { fixed: found.FixedVersion } : {},
		status: found.Status,
		...found.Title ? { title: found.Title } : {},
		...found.PrimaryURL ? { url: found.PrimaryURL } : {},
		target: result.Class === "os-pkgs" && os ? os : found.PkgPath || result.Target,
		class: result.Class
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
const rank = (finding) => SEVERITIES.indexOf(finding.severity);
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

// src/report/image-row.ts
function bytes(count) {
	if (count < 1e6) return `${(count / 1e3).toFixed(0)} kB`;
	return count < 1e9 ? `${(count / 1e6).toFixed(0)} MB` : `${(count / 1e9).toFixed(2)} GB`;
}
function sizes(report) {
	if (report.outcome.kind !== "built") return "–";
	const known = report.outcome.candidate.platforms.filter(({ size }) => size > 0);
	return known.length === 0 ? "–" : known.map(({ size }) => bytes(size)).join(" / ");
}
function vulnerabilities(report) {
	if (report.verdicts.length === 0) return "not scanned";
	if (report.verdicts.some(({ kind }) => kind === "failed")) return "scan failed";
	const found = SEVERITIES.map((severity) => ({
		severity,
		count: Math.max(...report.verdicts.map((verdict) => verdict.kind === "scanned" ? verdict.counts[severity] : 0))
	})).filter(({ count }) => count > 0);
	return found.length === 0 ? "none" : found.map(({ severity, count }) => `${count} ${severity}`).join(", ");
}
function status(image, { destination, publish, problems }) {
	if (image.outcome.kind !== "built") return image.outcome.kind;
	if (publish?.kind === "published") return "published";
	if (problems.some(({ severity }) => severity === "error") && image.verdicts.some((verdict) => verdict.kind === "failed" || verdict.refused > 0)) return "refused";
	return destination === "push" ? "not published" : "built";
}

// src/report/build.ts
function buildText(report) {
	const rows = report.images.map((image) => [
		image.image.id,
		status(image, report),
		image.image.platforms.join(" "),
		sizes(image),
		vulnerabilities(image),
		`${image.steps.cached}/${image.steps.total}`,
		`${image.seconds.toFixed(1)} s`,
		image.outcome.kind === "built" ? image.outcome.candidate.digest.slice(0, 19) : "–"
	]);
	const { build, gates, publish } = report.seconds;
	const moved = report.publish?.kind === "published" ? [...report.publish.moved, ...report.publish.unchanged].map(({ reference }) => `  ${reference}`).toSorted() : [];
	return [
		table([
			"IMAGE",
			"STATUS",
			"PLATFORMS",
			"SIZE",
			"VULNERABILITIES",
			"CACHED",
			"TIME",
			"DIGEST"
		], rows),
		"",
		...moved.length > 0 ? ["Published:", ...moved] : [],
		...report.files.layouts.length > 0 ? ["OCI layouts:", ...report.files.layouts.map((path) => `  ${path}`)] : [],
		`build ${build.toFixed(1)} s, gates ${gates.toFixed(1)} s${report.destination === "push" ? `, publish ${publish.toFixed(1)} s` : ""}`
	].join("\n");
}
function buildJson(report) {
	return {
		images: report.images.map(({ image, outcome, steps, seconds, verdicts, sbomFiles }) => ({
			id: image.id,
			repository: image.repository,
			tags: image.tags,
			...outcome.kind === "built" ? {
				digest: outcome.candidate.digest,
				platforms: outcome.candidate.platforms
			} : outcome.kind === "exported" ? { folder: outcome.folder } : outcome.kind === "failed" ? { failed: outcome.message } : { cancelled: true },
			steps,
			seconds,
			scans: verdicts.map((verdict) => verdict.kind === "scanned" ? {
				platform: verdict.subject.platform,
				counts: verdict.counts,
				refused: verdict.refused
			} : {
				platform: verdict.subject.platform,
				failed: verdict.message
			}),
			sbomFiles
		})),
		published: report.publish?.kind === "published" ? [...report.publish.moved, ...report.publish.unchanged] : [],
		problems: report.problems,
		files: report.files,
		seconds: report.seconds
	};
}

export { normalPlatform as _, vulnerabilities as a, countBySeverity as c, parseReport as d, planJson as f, realHost as g, cacheFolder as h, status as i, distinct as l, table as m, buildText as n, SEVERITIES as o, planText as p, sizes as r, byWeight as s, buildJson as t, findingKey as u, platformName as v, exec as y };