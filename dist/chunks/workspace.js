import { n as fileName, o as valueSources, p as DEFAULT_TEMPLATES, s as parseMatrix, t as createTemplates, v as ProblemsFound, y as error } from "./templates.js";
import { S as string, T as unknown, _ as pipe, b as safeParse, f as number, g as picklist, i as getDotPath, m as optional, n as boolean, o as literal, s as looseObject, t as array, u as minLength, y as regex } from "./valibot.js";
import { basename, dirname, join, relative, resolve, sep, win32 } from "node:path";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { access, copyFile, mkdir, readFile, readdir, rename, rm, statfs, symlink, unlink, writeFile } from "node:fs/promises";
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

// src/host/matrix-files.ts
async function readText(path) {
	try {
		return await readFile(path, "utf8");
	} catch (cause) {
		if (isMissing(cause)) return void 0;
		throw cause;
	}
}
async function readMatrix(path) {
	const text = await readText(path).catch((cause) => {
		throw new ProblemsFound([error("unreadable-matrix", `cannot read the matrix ${path}: ${cause.code === "EISDIR" ? "it is a folder" : cause.message}`, { hint: "name the file with --matrix" })]);
	});
	if (text === void 0) throw new ProblemsFound([error("no-matrix", `there is no ${path}`, { hint: `go to the folder that has it, or name it: --matrix path/to/${basename(path)}` })]);
	return {
		path,
		text
	};
}
async function readTemplates(folder) {
	const paths = (await readdir(folder, {
		recursive: true,
		withFileTypes: true
	}).catch((cause) => {
		if (isMissing(cause)) return [];
		throw cause;
	})).filter((entry) => entry.isFile() && entry.name.endsWith(".hbs")).map((entry) => join(entry.parentPath, entry.name));
	return Promise.all(paths.toSorted().map(async (path) => ({
		path,
		name: relative(folder, path).split(sep).join("/").replace(/\.hbs$/, ""),
		text: await readFile(path, "utf8")
	})));
}
function isMissing(cause) {
	return cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR");
}
async function readValueInputs(folder, sources) {
	const files = await Promise.all([...new Set(sources.files)].map(async (path) => [path, await readText(join(folder, path))]));
	if (sources.globs.length === 0) return {
		files: new Map(files),
		globs: /* @__PURE__ */ new Map()
	};
	const globs = await Promise.all([...new Set(sources.globs)].map(async (pattern) => [pattern, await globPaths(folder, pattern)]));
	return {
		files: new Map(files),
		globs: new Map(globs)
	};
}
async function globPaths(folder, pattern, files) {
	const { glob } = await import("./tinyglobby.js");
	return (await glob(pattern, {
		cwd: folder,
		ignore: ["**/node_modules/**", "**/.git/**"],
		dot: true,
		...files ? { fs: files } : {}
	})).toSorted((a, b) => a < b ? -1 : 1);
}

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
		const staged = await Promise.all(all.map(async ({ path, text }) => {
			await mkdir(dirname(path), { recursive: true });
			const temporary = `${path}.${process.pid}.tmp`;
			await writeFile(temporary, text);
			return {
				path,
				temporary
			};
		}));
		for (const { path, temporary } of staged) await rename(temporary, path);
	},
	list: async (folder) => (await readdir(folder).catch(() => [])).toSorted((a, b) => a < b ? -1 : 1),
	remove: (path) => rm(path, {
		recursive: true,
		force: true
	}),
	copy: async (from, to) => {
		await mkdir(dirname(to), { recursive: true });
		await copyFile(from, to);
	},
	free: async (path) => {
		const { bavail, bsize } = await statfs(path);
		return bavail * bsize;
	}
};
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
function status(image, { destination, publish }) {
	if (image.outcome.kind !== "built") return image.outcome.kind;
	if (publish?.kind === "published") return "published";
	if (image.verdicts.some((verdict) => verdict.kind === "failed" || verdict.refused > 0)) return "refused";
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

// src/workspace.ts
async function openWorkspace(path, from = {
	readMatrix,
	readTemplates,
	readValueInputs
}) {
	const matrix = parseMatrix(await from.readMatrix(path));
	const folder = matrix.file.templates ?? "templates";
	const context = matrix.file.context ?? ".";
	if (/^[a-z][a-z0-9+.-]*:|^git@/i.test(context)) throw new ProblemsFound([error("remote-context", `the context "${context}" is not a folder`, {
		place: matrix.source.at(["context"]),
		hint: "name a folder, seen from the matrix"
	})]);
	for (const [key, value] of [["context", context], ["templates", folder]]) if (win32.isAbsolute(value)) throw new ProblemsFound([error("absolute-path", `"${key}" is the absolute path "${value}", which exists on one machine only`, {
		place: matrix.source.at([key]),
		hint: `write it as seen from ${fileName(matrix)}`
	})]);
	const root = resolve(dirname(path));
	const [templates, inputs] = await Promise.all([from.readTemplates(join(dirname(path), folder)).then(createTemplates), from.readValueInputs(root, valueSources(matrix))]);
	return {
		matrix,
		templates,
		inputs,
		root
	};
}
function folderFromContext(workspace, out) {
	return relative(resolve(workspace.root, workspace.matrix.file.context ?? "."), out).split("\\").join("/");
}

export { normalPlatform as _, sizes as a, byWeight as c, findingKey as d, parseReport as f, realHost as g, cacheFolder as h, buildText as i, countBySeverity as l, planText as m, openWorkspace as n, status as o, planJson as p, buildJson as r, vulnerabilities as s, folderFromContext as t, distinct as u, platformName as v, exec as y };