import { o as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { C as unknown, S as union, _ as regex, a as literal, b as string, c as minLength, f as optional, g as record, h as pipe, i as lazy, m as picklist, n as boolean$1, o as looseObject, r as getDotPath, s as minEntries, t as array, u as number, v as safeParse, x as transform, y as strictObject } from "./valibot.js";
import { t as require_dist } from "./yaml.js";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { access, copyFile, mkdir, readFile, readdir, rename, rm, statfs, symlink, unlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// src/problem.ts
var ProblemsFound = class extends Error {
	name = "ProblemsFound";
	problems;
	constructor(problems) {
		super(problems.map((problem) => problem.message).join("\n"));
		this.problems = problems;
	}
};
function error(code, message, rest = {}) {
	return {
		severity: "error",
		code,
		message,
		...rest.place ? { place: rest.place } : {},
		...rest.hint ? { hint: rest.hint } : {}
	};
}

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

// src/gates/findings.ts
const SEVERITIES = [
	"CRITICAL",
	"HIGH",
	"MEDIUM",
	"LOW",
	"UNKNOWN"
];
const text$1 = pipe(string(), minLength(1));
const Vulnerability = looseObject({
	VulnerabilityID: text$1,
	PkgName: text$1,
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
			EOSL: optional(boolean$1(), false)
		})),
		ImageConfig: looseObject({
			architecture: text$1,
			os: text$1,
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
		findings: distinct$1(Results.flatMap((result) => result.Vulnerabilities.map((found) => findingOf(found, result, os?.name)))).toSorted(byWeight),
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
function distinct$1(findings) {
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

// src/bake/hcl.ts
function writeHcl(blocks, header = []) {
	const comments = header.map((line) => `# ${line}\n`).join("");
	return [...comments ? [comments] : [], ...blocks.map(writeBlock)].join("\n");
}
function writeBlock(block) {
	const attributes = Object.entries(block.attributes).filter(([, value]) => value !== void 0 && !isEmpty(value));
	const width = Math.max(0, ...attributes.map(([name]) => name.length));
	const lines = attributes.map(([name, value]) => `  ${name.padEnd(width)} = ${writeValue(value)}\n`);
	return `${block.type} ${quote(block.label)} {\n${lines.join("")}}\n`;
}
function isEmpty(value) {
	return typeof value === "object" && Object.keys(value).length === 0;
}
function writeValue(value) {
	if (typeof value === "boolean") return String(value);
	if (typeof value === "string") return quote(value);
	if (isList$1(value)) return value.length === 1 ? `[${quote(value[0] ?? "")}]` : `[\n${value.map((item) => `    ${quote(item)},\n`).join("")}  ]`;
	return `{\n${Object.entries(value).map(([key, item]) => `    ${quote(key)} = ${quote(item)}\n`).join("")}  }`;
}
function isList$1(value) {
	return Array.isArray(value);
}
const ESCAPES = {
	"\\": "\\\\",
	"\"": "\\\"",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t"
};
function quote(text) {
	return `"${text.normalize("NFC").replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character] ?? character).replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).replace(/([$%])\{/g, "$1$1{")}"`;
}

// src/bake/definition.ts
function writeDefinition(plan, folder, matrix) {
	const groups = Object.entries(plan.groups).map(([name, targets]) => ({
		type: "group",
		label: name,
		attributes: { targets }
	}));
	const targets = plan.images.map((image) => ({
		type: "target",
		label: image.id,
		attributes: definitionOf(image, folder)
	}));
	return writeHcl([...groups, ...targets], [`Made by docker-matrix from ${matrix}: edit that, then run "docker-matrix render".`]);
}
function writeOverride(attributes) {
	return writeHcl([...attributes].map(([id, values]) => ({
		type: "target",
		label: id,
		attributes: values
	})), ["What one run adds to docker-bake.hcl: docker buildx bake -f docker-bake.hcl -f THIS-FILE"]);
}
function writeImageDefinition(image, folder, run) {
	return writeHcl([{
		type: "target",
		label: image.id,
		attributes: {
			...definitionOf(image, folder),
			...run
		}
	}]);
}
function definitionOf(image, folder) {
	return {
		context: image.context,
		dockerfile: folder === "" ? image.dockerfile : `${folder}/${image.dockerfile}`,
		target: image.stage,
		platforms: image.platforms,
		tags: image.tags,
		args: image.args,
		labels: image.labels,
		"cache-from": image.cacheFrom.map((reference) => `type=registry,ref=${reference}`)
	};
}

// src/matrix/version-order.ts
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
function compareVersions(left, right) {
	const a = readVersion(left);
	const b = readVersion(right);
	if (!a || !b) return left < right ? -1 : left > right ? 1 : 0;
	for (let i = 0; i < Math.max(a.release.length, b.release.length); i++) {
		const difference = (a.release[i] ?? 0) - (b.release[i] ?? 0);
		if (difference !== 0) return Math.sign(difference);
	}
	if (a.rank !== b.rank) return Math.sign(a.rank - b.rank);
	for (let i = 0; i < Math.max(a.suffix.length, b.suffix.length); i++) {
		const x = a.suffix[i] ?? 0;
		const y = b.suffix[i] ?? 0;
		if (x === y) continue;
		return typeof x === "number" && typeof y === "number" ? Math.sign(x - y) : String(x) < String(y) ? -1 : 1;
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

// src/matrix/axes.ts
function axisValues(file, axis) {
	const declared = file.axes?.[axis] ?? [];
	return (Array.isArray(declared) ? declared : Object.keys(declared)).toSorted(compareVersions);
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
		var min_distance = 1e400;
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
		if (d <= Math.max(1, Math.floor(word.length / 3)) && (!best || d < best.distance)) best = {
			word,
			distance: d
		};
	}
	return best?.word;
}
function didYouMean(wrong, allowed) {
	const words = [...allowed];
	const word = closest(wrong, words);
	if (word !== void 0) return ` (did you mean "${word}"?)`;
	return words.length === 0 ? "" : ` (allowed: ${words.join(", ")})`;
}

// src/matrix/schema.ts
var import_dist = require_dist();
const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;
const NAME_RULE = "must be lower-case letters and digits, with single \"_\" or \"-\" between them, beginning with a letter";
const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEY_RULE = "must be letters, digits, \"_\" and \"-\", beginning with a letter";
const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;
const text = pipe(union([string(), pipe(boolean$1(), transform(String))], "must be text"), regex(/^[^\n\r\0]*$/, "must be one line without control characters"));
const filled = pipe(text, regex(/\S/, "must not be empty"));
const boolean = boolean$1("must be true or false");
const name = pipe(string(), regex(NAME, NAME_RULE));
const key = pipe(string(), regex(KEY, KEY_RULE));
const filledKey = pipe(string(), regex(/^[^\n\r\0]*\S[^\n\r\0]*$/, "must be one line and not empty"));
const platform = pipe(text, regex(PLATFORM, "must be os/architecture[/variant], as linux/amd64 or linux/arm/v7"));
const platforms = pipe(array(platform, "must be a list, as [linux/amd64, linux/arm64]"), minLength(1, "must name at least one platform"));
const severities = [
	"UNKNOWN",
	"LOW",
	"MEDIUM",
	"HIGH",
	"CRITICAL"
];
const isList = (input) => Array.isArray(input);
const isMapping$1 = (input) => typeof input === "object" && input !== null && !Array.isArray(input);
const mapping = "must be a mapping (key: value)";
const oneLine = pipe(string(), regex(/^[^\n\r\0]*$/, "must be one line without control characters"));
const value = lazy((input) => isList(input) ? array(value) : isMapping$1(input) ? record(key, value, mapping) : typeof input === "boolean" ? boolean$1() : oneLine);
const values = record(key, value, mapping);
const texts = record(filledKey, text, mapping);
const axis = lazy((input) => isMapping$1(input) ? pipe(record(filledKey, values, mapping), minEntries(1, "must have at least one value")) : pipe(array(filled, "must be a list of values, or a mapping from each value to values of its own"), minLength(1, "must have at least one value")));
const stage = strictObject({
	from: filled,
	template: optional(filled),
	values: optional(values)
}, mapping);
const target = strictObject({
	from: filled,
	template: optional(filled),
	description: optional(filled),
	axes: optional(array(key, "must be a list of axis names")),
	platforms: optional(platforms),
	values: optional(values),
	args: optional(texts),
	labels: optional(texts),
	tags: optional(array(filled, "must be a list of tag patterns")),
	latest: optional(boolean)
}, mapping);
const pattern = lazy((input) => isList(input) ? pipe(array(filled), minLength(1, "must have at least one value")) : filled);
const condition = pipe(record(key, pattern, "must be a mapping from target, platform or an axis to a value"), minEntries(1, "must name at least one of target, platform or an axis"));
const rule = strictObject({
	exclude: optional(condition),
	include: optional(condition),
	because: optional(filled)
}, mapping);
const cache = lazy((input) => isMapping$1(input) ? strictObject({
	repository: optional(filled),
	mode: optional(picklist(["min", "max"], "must be min or max"))
}, mapping) : boolean$1("must be true, false, or a mapping with \"repository\" and \"mode\""));
const matrixSchema = strictObject({
	version: pipe(string("must be 1"), picklist(["1"], "must be 1, the only version of this format")),
	image: filled,
	platforms: optional(platforms),
	context: optional(filled),
	syntax: optional(lazy((input) => typeof input === "boolean" ? literal(false, "must be an image reference, or false for no \"# syntax\" line") : filled)),
	templates: optional(filled),
	values: optional(values),
	axes: optional(record(key, axis, mapping)),
	stages: optional(record(name, stage, mapping)),
	targets: pipe(record(name, target, mapping), minEntries(1, "must have at least one target")),
	rules: optional(array(rule, "must be a list of rules")),
	tags: optional(array(filled, "must be a list of tag patterns")),
	labels: optional(texts),
	ignore: optional(array(text, "must be a list of .dockerignore patterns")),
	cache: optional(cache),
	scan: optional(strictObject({
		mode: optional(picklist([
			"off",
			"report",
			"gate"
		], "must be off, report or gate")),
		"fail-on": optional(array(picklist(severities, `must be one of ${severities.join(", ")}`), "must be a list of severities")),
		"ignore-unfixed": optional(boolean),
		ignores: optional(filled)
	}, mapping))
}, mapping);

// src/matrix/source.ts
const MAX_ALIASES = 100;
function readYaml(file) {
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(file.text, {
		schema: "failsafe",
		customTags: ["bool"],
		merge: true,
		lineCounter: lines,
		prettyErrors: false,
		uniqueKeys: true
	});
	const place = (start, end = start) => {
		const { line, col } = lines.linePos(Math.min(start, file.text.length));
		const firstLine = file.text.slice(start, end).split("\n", 1)[0] ?? "";
		return {
			file: file.path,
			line: Math.max(line, 1),
			column: Math.max(col, 1),
			length: Math.max(firstLine.trimEnd().length, 1)
		};
	};
	const problems = [...document.errors, ...document.warnings].map((issue) => error("yaml-syntax", yamlMessage(issue.code, issue.message), { place: place(...issue.pos) }));
	if (problems.length === 0) problems.push(...emptyValues(document, place), ...reservedKeys(document, place));
	if (problems.length > 0) return { problems };
	let data;
	try {
		data = document.toJS({ maxAliasCount: MAX_ALIASES });
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		const message = /Excessive alias/.test(reason) ? `aliases (*name) expand to too much; at most ${MAX_ALIASES} are allowed` : `not valid YAML: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
		return { problems: [error("yaml-aliases", message, { place: place(0) })] };
	}
	const nodePlace = (node) => place(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
	return {
		problems: [],
		source: {
			file,
			data,
			at: (path) => nodePlace(find(document, path).value),
			atKey: (path) => {
				const found = find(document, path);
				return nodePlace(found.key ?? found.value);
			}
		}
	};
}
function yamlMessage(code, message) {
	if (code === "DUPLICATE_KEY") return "this key is there twice in the same mapping; remove one of the two";
	if (code === "TAB_AS_INDENT") return "a tab in the indentation; YAML allows only spaces there";
	if (code === "MULTIPLE_DOCS") return "a second YAML document (---); a matrix is one document";
	if (code === "TAG_RESOLVE_FAILED") return `${message.replace(/^Unresolved tag: /, "unknown YAML tag ")}; quote the text if it begins with "!"`;
	return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, "")}`;
}
function emptyValues(document, place) {
	const problems = [];
	(0, import_dist.visit)(document, {
		Scalar(_key, node) {
			if (node.type === "PLAIN" && node.source === "" && node.range) problems.push(error("yaml-empty", "no value here", {
				place: place(node.range[0]),
				hint: "write '' for an empty text, or remove the key"
			}));
		},
		Pair(_key, pair) {
			if (pair.value === null && (0, import_dist.isScalar)(pair.key) && pair.key.range) problems.push(error("yaml-empty", `"${String(pair.key.value)}" has no value`, {
				place: place(pair.key.range[0], pair.key.range[1]),
				hint: "write '' for an empty text, or remove the key"
			}));
		}
	});
	return problems;
}
const RESERVED = /* @__PURE__ */ new Set([
	"__proto__",
	"constructor",
	"prototype"
]);
function reservedKeys(document, place) {
	const problems = [];
	(0, import_dist.visit)(document, { Pair(_key, pair) {
		if ((0, import_dist.isScalar)(pair.key) && pair.key.range && RESERVED.has(String(pair.key.value))) problems.push(error("reserved-key", `"${String(pair.key.value)}" is reserved; choose another name`, { place: place(pair.key.range[0], pair.key.range[1]) }));
	} });
	return problems;
}
function find(document, path) {
	let value = document.contents;
	let key;
	for (const step of path) {
		const here = (0, import_dist.isAlias)(value) ? value.resolve(document) ?? null : value;
		const next = (0, import_dist.isMap)(here) ? pairOf(here.items, String(step), document) : (0, import_dist.isSeq)(here) && typeof step === "number" && here.items[step] && !(0, import_dist.isPair)(here.items[step]) ? { value: here.items[step] } : void 0;
		if (!next) break;
		value = next.value ?? next.key ?? value;
		key = next.key;
	}
	return key ? {
		key,
		value
	} : { value };
}
function pairOf(items, name, document) {
	const own = items.find((pair) => (0, import_dist.isScalar)(pair.key) && String(pair.key.value) === name);
	if (own) return own;
	for (const pair of items) {
		if (!(0, import_dist.isScalar)(pair.key) || !/^(?:<<|Symbol\(<<\))$/.test(String(pair.key.value))) continue;
		const merged = (0, import_dist.isAlias)(pair.value) ? pair.value.resolve(document) : pair.value;
		const maps = (0, import_dist.isSeq)(merged) ? merged.items.map((item) => (0, import_dist.isAlias)(item) ? item.resolve(document) : item) : [merged];
		for (const map of maps) {
			const found = (0, import_dist.isMap)(map) ? pairOf(map.items, name, document) : void 0;
			if (found) return found;
		}
	}
}

// src/matrix/parse.ts
function parseMatrix(file) {
	const read = readYaml(file);
	if (!("source" in read)) throw new ProblemsFound(read.problems);
	const { source } = read;
	if (source.data === null || source.data === "") throw new ProblemsFound([error("empty-matrix", "the matrix is empty", {
		place: source.at([]),
		hint: "a matrix needs version, image and targets"
	})]);
	const result = safeParse(matrixSchema, source.data);
	if (!result.success) throw new ProblemsFound(result.issues.map((issue) => shapeProblem(issue, source)));
	return {
		file: result.output,
		source
	};
}
function shapeProblem(issue, source) {
	const steps = issue.path ?? [];
	const path = steps.map((step) => step.key);
	const last = steps.at(-1);
	const label = path.length === 0 ? "the matrix" : `"${pathText(path)}"`;
	if (issue.type === "strict_object" && issue.expected === "never") {
		const known = knownKeys(path.slice(0, -1));
		return error("unknown-key", `unknown key "${String(path.at(-1))}" in ${where(path.slice(0, -1))}${didYouMean(String(path.at(-1)), known)}`, { place: source.atKey(path) });
	}
	if (issue.type === "strict_object" && issue.received === "undefined") return error("missing-key", `${where(path.slice(0, -1))} needs the key "${String(path.at(-1))}"`, { place: source.atKey(path.slice(0, -1)) });
	if (last && "origin" in last && last.origin === "key") return error("invalid-name", `the name "${String(path.at(-1))}" ${issue.message}`, { place: source.atKey(path) });
	return error("invalid-value", `${label} ${issue.message}, not ${describe$1(issue.input)}`, { place: source.at(path) });
}
function knownKeys(path) {
	let schema = matrixSchema;
	for (const step of path) schema = child(unwrap(schema), step);
	const { entries } = unwrap(schema);
	return entries ? Object.keys(entries) : [];
}
function unwrap(schema) {
	let parts = schema ?? {};
	for (;;) if (parts.wrapped) parts = parts.wrapped;
	else if (parts.getter) parts = parts.getter({}) ?? {};
	else if (parts.pipe && parts.pipe[0] !== parts) parts = parts.pipe[0];
	else return parts;
}
function child(parts, step) {
	return parts.entries ? parts.entries[String(step)] : parts.value ?? parts.item;
}
function where(path) {
	if (path.length === 0) return "the matrix";
	const [section, name] = path;
	const singular = {
		targets: "target",
		stages: "stage"
	};
	if (path.length === 2 && typeof section === "string" && singular[section]) return `${singular[section]} "${String(name)}"`;
	return `"${pathText(path)}"`;
}
function pathText(path) {
	return path.map((step, index) => typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`).join("");
}
function describe$1(input) {
	if (input === null || input === void 0) return "nothing";
	if (Array.isArray(input)) return "a list";
	return typeof input === "string" || typeof input === "boolean" ? `"${input}"` : "a mapping";
}

// src/matrix/values.ts
const BUILT_IN = ["target"];
const RUN_FACTS = [
	"version",
	"revision",
	"branch"
];
var AxisValue = class {
	#text;
	constructor(text, carried) {
		this.#text = text;
		Object.assign(this, carried);
	}
	toString() {
		return this.#text;
	}
};
function valuesFor(matrix, combination, own, overrides) {
	const base = matrix.file.values ?? {};
	const result = { ...base };
	for (const [axis, text] of Object.entries(combination)) {
		const carried = valuesOf(matrix.file, axis, text);
		for (const [name, value] of Object.entries(carried)) if (Object.hasOwn(base, name)) result[name] = value;
		result[axis] = new AxisValue(text, carried);
	}
	return merge(merge(result, own), overrides);
}
function merge(below, above) {
	const result = { ...below };
	for (const [name, value] of Object.entries(above)) {
		const under = result[name];
		result[name] = isMapping(value) && isMapping(under) ? merge(under, value) : value;
	}
	return result;
}
function isMapping(value) {
	return typeof value === "object" && !Array.isArray(value) && !(value instanceof AxisValue);
}
function readOverrides(matrix, overrides) {
	const declared = declaredValues(matrix);
	const problems = [];
	let result = {};
	for (const [name, text] of Object.entries(overrides)) {
		const sample = declared.get(name);
		if (sample === void 0) {
			const what = Object.hasOwn(matrix.file.axes ?? {}, name) ? `"${name}" is an axis, not a value; choose images with --target` : `there is no value "${name}" to set${didYouMean(name, [...declared.keys(), ...RUN_FACTS])}`;
			problems.push(error("unknown-value", `--set ${name}: ${what}`));
			continue;
		}
		const value = likeSample(sample, text);
		if (value === void 0) {
			problems.push(error("invalid-value", `--set ${name}: "${text}" must be ${Array.isArray(sample) ? "a list, as [a, b]" : typeof sample === "boolean" ? "true or false" : "one line of text; a mapping is set key by key"}`));
			continue;
		}
		result = merge(result, name.split(".").reduceRight((inner, part) => ({ [part]: inner }), value));
	}
	if (problems.length > 0) throw new ProblemsFound(problems);
	return result;
}
function declaredValues(matrix) {
	const found = /* @__PURE__ */ new Map();
	const walk = (values, prefix) => {
		for (const [name, value] of Object.entries(values)) {
			found.set(`${prefix}${name}`, value);
			if (isMapping(value)) walk(value, `${prefix}${name}.`);
		}
	};
	for (const target of [...Object.values(matrix.file.targets), ...Object.values(matrix.file.stages ?? {})]) walk(target.values ?? {}, "");
	walk(matrix.file.values ?? {}, "");
	return found;
}
function likeSample(sample, text) {
	if (/[\n\r\0]/.test(text) || isMapping(sample)) return void 0;
	if (typeof sample === "boolean") return text === "true" ? true : text === "false" ? false : void 0;
	if (!Array.isArray(sample)) return text;
	if (!text.trimStart().startsWith("[")) return text === "" ? [] : text.split(",").map((item) => item.trim());
	const document = (0, import_dist.parseDocument)(text, { schema: "failsafe" });
	const list = document.errors.length > 0 ? void 0 : document.toJS();
	return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : void 0;
}
function nameProblems(matrix) {
	const { file, source } = matrix;
	const taken = new Map([...BUILT_IN, ...RUN_FACTS].map((name) => [name, "is built in"]));
	const problems = [];
	const claim = (path, reservedOnly) => {
		const name = path.at(-1) ?? "";
		const owner = taken.get(name);
		const place = source.atKey(path);
		if (owner !== void 0 && !(reservedOnly && owner !== "is built in")) problems.push(error("name-taken", `"${pathText(path)}" needs another name: "${name}" ${owner}`, { place }));
		else if (!reservedOnly) taken.set(name, `is ${pathText(path)} already (line ${place.line})`);
	};
	for (const axis of Object.keys(file.axes ?? {})) claim(["axes", axis], false);
	for (const name of Object.keys(file.values ?? {})) claim(["values", name], false);
	for (const [target, { values }] of Object.entries(file.targets)) for (const name of Object.keys(values ?? {})) claim([
		"targets",
		target,
		"values",
		name
	], true);
	for (const name of ["target", "platform"]) if (Object.hasOwn(file.axes ?? {}, name) && name === "platform") problems.push(error("name-taken", `"axes.platform" needs another name: conditions use "platform" for the platform`, { place: source.atKey(["axes", name]) }));
	for (const stage of Object.keys(file.stages ?? {})) if (Object.hasOwn(file.targets, stage)) problems.push(error("name-taken", `"${stage}" is a stage and a target (line ${source.atKey(["targets", stage]).line}); give one of them another name`, { place: source.atKey(["stages", stage]) }));
	return problems;
}

// src/dockerfile/stage-references.ts
function stageReferences(body) {
	const found = /* @__PURE__ */ new Set();
	for (const instruction of logicalLines(body)) {
		const copy = /^\s*(?:COPY|ADD)\s(.*)$/is.exec(instruction);
		if (copy) {
			for (const [, name] of (copy[1] ?? "").matchAll(/(?:^|\s)--from=(\S+)/g)) if (name) found.add(name);
		}
		const run = /^\s*RUN\s((?:\s*--\S+)*)/i.exec(instruction);
		if (run) {
			for (const [, name] of (run[1] ?? "").matchAll(/(?:=|,)from=([^,\s]+)/g)) if (name) found.add(name);
		}
	}
	return [...found];
}
function logicalLines(body) {
	const lines = [];
	let open = "";
	for (const line of body.split("\n")) {
		if (/^\s*#/.test(line)) continue;
		const continued = /\\\s*$/.test(line);
		open += `${line.replace(/\\\s*$/, "")} `;
		if (continued) continue;
		lines.push(open);
		open = "";
	}
	return open === "" ? lines : [...lines, open];
}

// src/dockerfile/stages.ts
const DEFAULT_TEMPLATES = "templates";
function createStages(matrix, targets, templates, overrides) {
	const { file, source } = matrix;
	const rendered = /* @__PURE__ */ new Map();
	const isStage = (name) => Object.hasOwn(file.targets, name) || Object.hasOwn(file.stages ?? {}, name);
	const stage = (name, combination) => {
		const target = targets.get(name);
		const seen = target ? restrict(combination, target.axes) : combination;
		const key = `${name} ${combinationKey(seen)}`;
		const known = rendered.get(key);
		if (known) return known;
		const section = target ? "targets" : "stages";
		const declared = target ? file.targets[name] : file.stages?.[name];
		if (!declared) throw new Error(`no stage "${name}"`);
		const templateName = declared.template ?? name;
		if (!templates.names.includes(templateName)) {
			const place = declared.template ? source.at([
				section,
				name,
				"template"
			]) : source.atKey([section, name]);
			throw new ProblemsFound([error("unknown-template", `there is no template "${templateName}" for ${target ? "target" : "stage"} "${name}"${didYouMean(templateName, templates.names)}`, {
				place,
				hint: `write ${file.templates ?? "templates"}/${templateName}.hbs, or name another with "template:"`
			})]);
		}
		const context = {
			...valuesFor(matrix, seen, declared.values ?? {}, overrides),
			...target ? { target: name } : {}
		};
		const fromPlace = source.at([
			section,
			name,
			"from"
		]);
		const from = templates.expression(declared.from, context, fromPlace).trim();
		if (!/^(?:--platform=\S+ )?[^\s"'\\]+$/.test(from)) throw new ProblemsFound([error("invalid-from", `"from" of "${name}" gives "${from}", which is no image or stage`, {
			place: fromPlace,
			hint: "one image reference, or the name of a stage or target"
		})]);
		const body = templates.render(templateName, context).replace(/^\n+|\s+$/g, "");
		const base = from.split(" ").at(-1) ?? from;
		const needs = [.../* @__PURE__ */ new Set([base, ...stageReferences(body)])].filter(isStage);
		if (target && needs.includes(base)) checkParent(target, base, fromPlace);
		const result = {
			name,
			from,
			body,
			template: `${file.templates ?? "templates"}/${templateName}.hbs`,
			needs
		};
		rendered.set(key, result);
		return result;
	};
	const checkParent = (target, base, place) => {
		const parent = targets.get(base);
		const missing = parent?.axes.filter((axis) => !target.axes.includes(axis)) ?? [];
		const foreign = parent ? target.platforms.filter((platform) => !parent.platforms.includes(platform)) : [];
		if (missing.length > 0) throw new ProblemsFound([error("axis-not-in-child", `target "${target.name}" is built from "${base}", which has the axes ${missing.join(", ")} besides`, {
			place,
			hint: `add them to the axes of "${target.name}"`
		})]);
		if (foreign.length > 0) throw new ProblemsFound([error("platform-not-in-parent", `target "${target.name}" is built for ${foreign.join(", ")}, but its parent "${base}" is not`, { place })]);
	};
	const closure = (names, combination) => {
		const ordered = [];
		const state = /* @__PURE__ */ new Map();
		const visit = (name, trail) => {
			if (state.get(name) === "done") return;
			if (state.get(name) === "open") {
				const place = source.atKey([Object.hasOwn(file.targets, name) ? "targets" : "stages", name]);
				throw new ProblemsFound([error("stage-cycle", `stages need each other in a circle: ${[...trail.slice(trail.indexOf(name)), name].join(" → ")}`, { place })]);
			}
			state.set(name, "open");
			const current = stage(name, combination);
			for (const needed of current.needs.toSorted()) visit(needed, [...trail, name]);
			state.set(name, "done");
			ordered.push(current);
		};
		for (const name of names) visit(name, []);
		return ordered;
	};
	return {
		stage,
		closure
	};
}

// src/dockerfile/render.ts
const DEFAULT_SYNTAX = "docker/dockerfile:1";
function renderDockerfile(parts) {
	const header = [...parts.syntax === false ? [] : [`# syntax=${parts.syntax}`], `# Made by docker-matrix from ${parts.matrix}: edit that or the templates, then run "docker-matrix render".`];
	const stages = parts.stages.map((stage) => `# ${stage.template}\nFROM ${stage.from} AS ${stage.name}\n${stage.body}${stage.body === "" ? "" : "\n"}`);
	return [`${header.join("\n")}\n`, ...stages].join("\n");
}
function renderIgnoreFile(patterns, matrix) {
	return [
		`# Made by docker-matrix from ${matrix}.`,
		...patterns,
		""
	].join("\n");
}

// src/publish/reference.ts
const DOCKER_HUB = "docker.io";
const DOCKER_HUB_API = "registry-1.docker.io";
const DOCKER_HUB_ALIASES = /* @__PURE__ */ new Set([
	DOCKER_HUB,
	"index.docker.io",
	DOCKER_HUB_API
]);
const MAX_NAME_LENGTH = 255;
const MAX_TAG_LENGTH = 128;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[a-f0-9:]+\])(?::[0-9]{1,5})?$/i;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
const PATH_RULE = "lower-case letters and digits, joined by one \".\", one or two \"_\", or any number of \"-\"";
function isDigest(text) {
	return DIGEST.test(text);
}
function parseRepository(text) {
	if (text === "") return "the repository is empty; expected a name such as \"ghcr.io/org/app\"";
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return `repository "${text}" is a URL; write it without "${text.slice(0, text.indexOf("//") + 2)}"`;
	if (text.includes("@")) return `repository "${text}" carries a digest; give the name alone`;
	const slash = text.indexOf("/");
	const colon = text.indexOf(":", text.lastIndexOf("/") + 1);
	if (colon !== -1 && (slash !== -1 || !text.startsWith("["))) return `repository "${text}" carries a tag, "${text.slice(colon + 1)}"; give the name alone`;
	const first = slash === -1 ? "" : text.slice(0, slash);
	const hasHost = /[.:]/.test(first) || first.toLowerCase() === "localhost";
	if (hasHost && !HOST.test(first)) return `repository "${text}" has no usable registry host: "${first}"; expected a name or address, with ":port" where needed`;
	const host = !hasHost || DOCKER_HUB_ALIASES.has(first.toLowerCase()) ? DOCKER_HUB : first.toLowerCase();
	const rest = hasHost ? text.slice(slash + 1) : text;
	const path = host === DOCKER_HUB && !rest.includes("/") ? `library/${rest}` : rest;
	const name = `${host}/${path}`;
	if (path !== path.toLowerCase()) return `repository "${text}" has upper-case letters; registries allow lower case only: "${text.toLowerCase()}"`;
	const wrong = path.split("/").find((component) => !PATH_COMPONENT.test(component));
	if (wrong !== void 0) return `repository "${text}" has ${wrong === "" ? "an empty part" : `the part "${wrong}"`}; each part between slashes is ${PATH_RULE}`;
	if (!text.includes("/") && /^[a-f0-9]{64}$/.test(text)) return `repository "${text}" is 64 hexadecimal digits, which Docker reads as an image id; choose another name`;
	if (name.length > MAX_NAME_LENGTH) return `repository "${name}" is ${name.length} characters long; at most ${MAX_NAME_LENGTH} are allowed, the host included`;
	return {
		host,
		apiHost: host === DOCKER_HUB ? DOCKER_HUB_API : host,
		path,
		name
	};
}
function tagProblem(tag) {
	if (tag === "") return "the tag is empty; expected 1 to 128 letters, digits, \"_\", \".\" or \"-\"";
	if (tag.length > MAX_TAG_LENGTH) return `tag "${tag}" is ${tag.length} characters long; at most ${MAX_TAG_LENGTH} are allowed`;
	const character = /[^A-Za-z0-9_.-]/u.exec(tag)?.[0];
	if (character !== void 0) return `tag "${tag}" has the character ${JSON.stringify(character)}; allowed are letters A–Z and a–z, digits, "_", "." and "-"`;
	if (/^[.-]/.test(tag)) return `tag "${tag}" starts with "${tag.charAt(0)}"; the first character is a letter, a digit or "_"`;
}
function isPlainHttp(host) {
	const name = host.toLowerCase().replace(/:[0-9]+$/, "");
	return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
}

// src/matrix/tags.ts
const DEFAULT_PATTERNS = ["{{target}}", "{{target}}-{{version}}"];
function tagSafe(text) {
	return text.replace(/[^A-Za-z0-9_.-]+/g, "-").replace(/^[.-]+/, "");
}
function imageTags(matrix, cell, context, facts, templates, given) {
	const known = {
		...facts.version ? { version: tagSafe(facts.version) } : {},
		...facts.revision ? { revision: facts.revision } : {},
		...facts.branch ? { branch: tagSafe(facts.branch) } : {}
	};
	const tags = /* @__PURE__ */ new Map();
	const problems = [];
	const target = matrix.file.targets[cell.target.name];
	const patterns = patternsOf(matrix, cell.target.name, given);
	if (target?.latest) patterns.push({
		text: "latest",
		place: matrix.source.at([
			"targets",
			cell.target.name,
			"latest"
		])
	});
	for (const { text, place } of patterns) {
		const used = templates.uses(text);
		if (RUN_FACTS.some((fact) => used.has(fact) && !(fact in known))) continue;
		const tag = templates.expression(text, {
			...context,
			...known
		}, place);
		const wrong = tagProblem(tag);
		if (wrong === void 0) tags.set(tag, {
			tag,
			place
		});
		else problems.push(error("invalid-tag", wrong, { place }));
	}
	return {
		tags: [...tags.values()],
		problems
	};
}
function patternsOf(matrix, target, given) {
	const { file, source } = matrix;
	if (given && given.length > 0) return given.map((text) => ({
		text,
		place: {
			file: "tags",
			line: 1,
			column: 1
		}
	}));
	const own = file.targets[target]?.tags;
	if (own) return own.map((text, index) => ({
		text,
		place: source.at([
			"targets",
			target,
			"tags",
			index
		])
	}));
	if (file.tags) return file.tags.map((text, index) => ({
		text,
		place: source.at(["tags", index])
	}));
	return DEFAULT_PATTERNS.map((text) => ({
		text,
		place: source.atKey(["targets", target])
	}));
}

// src/matrix/cache.ts
function cacheReferences(cache, repository, id, facts) {
	if (cache === false) return {
		cacheFrom: [],
		cacheTo: []
	};
	const main = `${(cache === true ? {} : cache).repository ?? `${repository}-cache`}:${id}`;
	const of = (branch) => `${main}.${tagSafe(branch)}`.slice(0, main.length + 1 + 60);
	const own = facts.isDefaultBranch || facts.branch === void 0 ? main : of(facts.branch);
	const base = facts.baseBranch === void 0 ? [] : [of(facts.baseBranch)];
	return {
		cacheFrom: [.../* @__PURE__ */ new Set([
			own,
			...base,
			main
		])],
		cacheTo: facts.writesCache ? [own] : []
	};
}

// src/matrix/condition.ts
function patternTest(pattern) {
	const version = versionTest(pattern);
	if (version) return version;
	if (!/[*?]/.test(pattern)) return (text) => text === pattern;
	const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".");
	const glob = new RegExp(`^${source}$`);
	return (text) => glob.test(text);
}
function conditionTest(condition) {
	const tests = Object.entries(condition).map(([key, patterns]) => {
		const any = [patterns].flat().map(patternTest);
		return (facts) => {
			const fact = facts[key];
			return fact !== void 0 && any.some((test) => test(fact));
		};
	});
	return (facts) => tests.every((test) => test(facts));
}

// src/matrix/targets.ts
const DEFAULT_PLATFORMS = ["linux/amd64"];
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
			if (!problems.some((problem) => problem.code === "target-cycle")) problems.push(error("target-cycle", `targets are built from each other in a circle: ${[...trail.slice(trail.indexOf(name)), name].join(" → ")}`, { place: source.at([
				"targets",
				name,
				"from"
			]) }));
			return;
		}
		const parentName = Object.hasOwn(file.targets, target.from) ? target.from : void 0;
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

// src/matrix/expand.ts
function expand(matrix) {
	const { targets, problems } = resolveTargets(matrix);
	const { rules, problems: ruleProblems } = compileRules(matrix);
	if (problems.length + ruleProblems.length > 0) throw new ProblemsFound([...problems, ...ruleProblems]);
	const cells = [];
	const excluded = [];
	const gone = /* @__PURE__ */ new Map();
	const left = /* @__PURE__ */ new Map();
	for (const target of targets.values()) for (const combination of combinations(matrix.file, target.axes)) {
		const key = cellKey(target.name, combination);
		const parent = target.parent === void 0 ? void 0 : targets.get(target.parent);
		const parentKey = parent && cellKey(parent.name, restrict(combination, parent.axes));
		const dropped = /* @__PURE__ */ new Map();
		for (const platform of target.platforms) {
			const rule = droppingRule(rules, {
				...combination,
				target: target.name,
				platform
			});
			if (rule) dropped.set(platform, rule);
		}
		const parentGone = parentKey === void 0 ? void 0 : gone.get(parentKey);
		if (parentGone) {
			const entry = {
				...parentGone,
				target: target.name,
				combination,
				because: `its parent "${parentGone.target}" is excluded: ${parentGone.because}`
			};
			gone.set(key, entry);
			excluded.push(entry);
			continue;
		}
		const parentPlatforms = parentKey === void 0 ? void 0 : left.get(parentKey);
		const platforms = target.platforms.filter((platform) => !dropped.has(platform) && (parentPlatforms?.includes(platform) ?? true));
		const [first] = dropped.values();
		if (platforms.length === 0) {
			const entry = {
				target: target.name,
				combination,
				because: first?.because ?? `its parent "${target.parent ?? ""}" has none of its platforms left`,
				place: first?.place ?? matrix.source.at(["targets", target.name])
			};
			gone.set(key, entry);
			excluded.push(entry);
			continue;
		}
		for (const rule of new Set(dropped.values())) {
			const its = [...dropped].filter(([, by]) => by === rule).map(([platform]) => platform);
			excluded.push({
				target: target.name,
				combination,
				platforms: its,
				because: rule.because,
				place: rule.place
			});
		}
		left.set(key, platforms);
		cells.push({
			target,
			combination,
			platforms
		});
	}
	const idle = rules.filter((rule) => !rule.matched);
	if (idle.length > 0) throw new ProblemsFound(idle.map((rule) => error("idle-rule", `this ${rule.kind} rule matches nothing`, {
		place: rule.place,
		hint: "correct its condition, or remove it"
	})));
	return {
		cells,
		excluded
	};
}
function cellKey(target, combination) {
	return `${target} ${combinationKey(combination)}`;
}
function droppingRule(rules, facts) {
	let exclude;
	let kept = false;
	for (const rule of rules) {
		if (!rule.test(facts)) continue;
		rule.matched = true;
		if (rule.kind === "include") kept = true;
		else exclude ??= rule;
	}
	return kept ? void 0 : exclude;
}
function compileRules(matrix) {
	const problems = [];
	const rules = [];
	for (const [index, rule] of (matrix.file.rules ?? []).entries()) {
		const place = matrix.source.at(["rules", index]);
		const kinds = ["exclude", "include"].filter((kind) => rule[kind] !== void 0);
		const [kind] = kinds;
		const condition = kind && rule[kind];
		if (!condition || kinds.length > 1) {
			problems.push(error("rule-kind", `a rule has exactly one of exclude and include, not ${kinds.length === 0 ? "none" : "both"}`, { place }));
			continue;
		}
		problems.push(...conditionProblems(matrix, condition, [
			"rules",
			index,
			kind
		]));
		rules.push({
			kind,
			test: conditionTest(condition),
			because: rule.because ?? `excluded at ${place.file}:${place.line}`,
			place,
			matched: false
		});
	}
	return {
		rules,
		problems
	};
}
function conditionProblems(matrix, condition, path) {
	const { file, source } = matrix;
	const known = [
		"target",
		"platform",
		...Object.keys(file.axes ?? {})
	];
	return Object.entries(condition).flatMap(([key, patterns]) => {
		if (!known.includes(key)) return [error("unknown-axis", `a condition on "${key}", which is no axis${didYouMean(key, known)}`, { place: source.atKey([...path, key]) })];
		const allowed = key === "target" ? Object.keys(file.targets) : key === "platform" ? void 0 : axisValues(file, key);
		return [patterns].flat().flatMap((pattern, index) => {
			if (!allowed || /[*?<>=~!]/.test(pattern) || allowed.includes(pattern)) return [];
			const place = source.at(Array.isArray(patterns) ? [
				...path,
				key,
				index
			] : [...path, key]);
			return [error("unknown-value", `"${pattern}" is no value of ${key}${didYouMean(pattern, allowed)}`, { place })];
		});
	});
}

// src/matrix/labels.ts
function imageLabels(matrix, target, context, facts, templates) {
	const declared = matrix.file.targets[target];
	const filledIn = {
		"org.opencontainers.image.title": `${matrix.file.image.split("/").at(-1) ?? ""} ${target}`,
		...declared?.description ? { "org.opencontainers.image.description": declared.description } : {},
		...facts.version ? { "org.opencontainers.image.version": facts.version } : {},
		...facts.revision ? { "org.opencontainers.image.revision": facts.revision } : {},
		...facts.created ? { "org.opencontainers.image.created": facts.created } : {},
		...facts.source ? { "org.opencontainers.image.source": facts.source } : {}
	};
	const written = Object.entries({
		...place(matrix, ["labels"], matrix.file.labels),
		...place(matrix, [
			"targets",
			target,
			"labels"
		], declared?.labels)
	});
	for (const [name, { text, at }] of written) filledIn[name] = templates.expression(text, context, at());
	return Object.fromEntries(Object.entries(filledIn).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function place(matrix, path, texts) {
	return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, {
		text,
		at: () => matrix.source.at([...path, name])
	}]));
}

// src/matrix/plan.ts
function plan(matrix, templates, options) {
	const names = nameProblems(matrix);
	if (names.length > 0) throw new ProblemsFound(names);
	const runFacts = Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => RUN_FACTS.includes(name)));
	const facts = {
		...options.facts,
		...runFacts
	};
	const overrides = readOverrides(matrix, Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => !(name in runFacts))));
	const repository = readRepository(matrix);
	const expansion = expand(matrix);
	const cells = select(expansion.cells, options);
	const stages = createStages(matrix, new Map(expansion.cells.map(({ target }) => [target.name, target])), templates, overrides);
	const problems = [];
	const collect = (step) => {
		try {
			return step();
		} catch (cause) {
			if (!(cause instanceof ProblemsFound)) throw cause;
			problems.push(...cause.problems);
			return;
		}
	};
	const files = [];
	for (const group of byCombination(cells)) {
		const [first] = group;
		if (!first) continue;
		const closure = collect(() => stages.closure(group.map(({ target }) => target.name), first.combination));
		if (!closure) continue;
		const path = dockerfilePath(first.combination);
		files.push({
			path,
			text: renderDockerfile({
				syntax: matrix.file.syntax ?? "docker/dockerfile:1",
				matrix: fileName(matrix),
				stages: closure
			})
		});
		if (matrix.file.ignore) files.push({
			path: `${path}.dockerignore`,
			text: renderIgnoreFile(matrix.file.ignore, fileName(matrix))
		});
	}
	const places = /* @__PURE__ */ new Map();
	const images = cells.flatMap((cell) => {
		const image = collect(() => {
			const name = cell.target.name;
			const declared = matrix.file.targets[name];
			const context = {
				...valuesFor(matrix, cell.combination, declared?.values ?? {}, overrides),
				target: name
			};
			const id = imageId(cell);
			const tags = imageTags(matrix, cell, context, facts, templates, options.tags);
			problems.push(...tags.problems);
			places.set(id, tags.tags.map(({ tag, place }) => [`${repository}:${tag}`, place]));
			const args = Object.entries(declared?.args ?? {}).map(([key, text]) => [key, templates.expression(text, context, matrix.source.at([
				"targets",
				name,
				"args",
				key
			]))]);
			return {
				id,
				target: name,
				combination: cell.combination,
				platforms: cell.platforms,
				dockerfile: dockerfilePath(cell.combination),
				stage: name,
				context: matrix.file.context ?? ".",
				repository,
				tags: tags.tags.map(({ tag }) => `${repository}:${tag}`),
				args: Object.fromEntries(args.toSorted(([a], [b]) => a < b ? -1 : 1)),
				labels: imageLabels(matrix, name, context, facts, templates),
				...cacheReferences(matrix.file.cache ?? true, repository, id, facts)
			};
		});
		return image ? [image] : [];
	});
	problems.push(...collisions(matrix, images, places), ...pathCollisions(files, matrix));
	if (problems.length > 0) throw new ProblemsFound(distinct(problems));
	return {
		images,
		groups: groupsOf(images),
		excluded: expansion.excluded,
		files
	};
}
function fileName(matrix) {
	return matrix.source.file.path.split(/[\\/]/).at(-1) ?? "";
}
function readRepository(matrix) {
	const repository = parseRepository(matrix.file.image);
	if (typeof repository === "string") throw new ProblemsFound([error("invalid-image", repository, { place: matrix.source.at(["image"]) })]);
	return matrix.file.image;
}
function imageId(cell) {
	return [cell.target.name, ...cell.target.axes.map((axis) => cell.combination[axis] ?? "")].join("-").toLowerCase().replace(/[^a-z0-9_-]+/g, "-");
}
function dockerfilePath(combination) {
	const parts = Object.entries(combination).toSorted(([a], [b]) => a < b ? -1 : 1).map(([axis, value]) => `${axis}${value.replace(/[^A-Za-z0-9._]+/g, "_")}`);
	return `dockerfiles/${parts.length === 0 ? "Dockerfile" : `${parts.join("-")}.Dockerfile`}`;
}
function byCombination(cells) {
	const groups = /* @__PURE__ */ new Map();
	for (const cell of cells) {
		const key = combinationKey(cell.combination);
		groups.set(key, [...groups.get(key) ?? [], cell]);
	}
	return groups.values();
}
function select(cells, options) {
	const { targets = [], platforms = [] } = options;
	const problems = [];
	const names = new Set(cells.flatMap((cell) => [cell.target.name, imageId(cell)]));
	const allPlatforms = new Set(cells.flatMap((cell) => cell.platforms));
	for (const target of targets) if (target !== "default" && !names.has(target)) problems.push(error("unknown-target", `there is no target or image "${target}"${didYouMean(target, names)}`));
	for (const platform of platforms) if (!allPlatforms.has(platform)) problems.push(error("unknown-platform", `no image is built for the platform "${platform}"${didYouMean(platform, allPlatforms)}`));
	if (problems.length > 0) throw new ProblemsFound(problems);
	const wanted = cells.flatMap((cell) => {
		if (targets.length > 0 && !targets.includes("default") && !targets.includes(cell.target.name) && !targets.includes(imageId(cell))) return [];
		const left = platforms.length === 0 ? cell.platforms : cell.platforms.filter((platform) => platforms.includes(platform));
		return left.length === 0 ? [] : [{
			...cell,
			platforms: left
		}];
	});
	if (wanted.length === 0) throw new ProblemsFound([error("empty-plan", "no image is left", { hint: cells.length === 0 ? "the rules exclude every cell" : "none of the chosen targets is built for the chosen platforms" })]);
	return wanted;
}
function groupsOf(images) {
	const groups = { default: images.map(({ id }) => id) };
	for (const image of images) if (image.target !== image.id) (groups[image.target] ??= []).push(image.id);
	return groups;
}
function collisions(matrix, images, places) {
	const problems = [];
	const ids = /* @__PURE__ */ new Map();
	const tags = /* @__PURE__ */ new Map();
	for (const image of images) {
		const place = matrix.source.atKey(["targets", image.target]);
		const twin = ids.get(image.id);
		if (twin) problems.push(error("id-collision", `"${image.target}" (${describe(image)}) and "${twin.target}" (${describe(twin)}) would both be named "${image.id}"`, {
			place,
			hint: "rename one of the targets or axis values"
		}));
		else if (image.id !== image.target && Object.hasOwn(matrix.file.targets, image.id)) problems.push(error("id-collision", `the image "${image.id}" of target "${image.target}" has the name of another target`, { place }));
		else if (image.id === "default") problems.push(error("id-collision", "a target cannot be named \"default\": bake uses that name for the group of all images", { place }));
		ids.set(image.id, image);
		for (const [tag, at] of places.get(image.id) ?? []) {
			const other = tags.get(tag);
			if (other && other.image.id !== image.id) problems.push(error("tag-collision", `images "${other.image.id}" and "${image.id}" would both be tagged ${tag} (also at ${other.place.file}:${other.place.line}:${other.place.column})`, {
				place: at,
				hint: "tags need whatever tells the images apart, as {{target}} or an axis"
			}));
			tags.set(tag, {
				image,
				place: at
			});
		}
	}
	return problems;
}
function pathCollisions(files, matrix) {
	const seen = /* @__PURE__ */ new Set();
	return files.flatMap(({ path }) => {
		const twice = seen.has(path.toLowerCase());
		seen.add(path.toLowerCase());
		return twice ? [error("path-collision", `two combinations would both be rendered to ${path}; change one of the axis values`, { place: matrix.source.at(["axes"]) })] : [];
	});
}
function describe(image) {
	const parts = Object.entries(image.combination).map(([axis, value]) => `${axis} ${value}`);
	return parts.length === 0 ? "no axes" : parts.join(", ");
}
function distinct(problems) {
	return [...new Map(problems.map((problem) => [JSON.stringify([problem.message, problem.place]), problem])).values()];
}

// src/dockerfile/helpers.ts
const helpers = {
	eq: (left, right) => String(left) === String(right),
	ne: (left, right) => String(left) !== String(right),
	and: (...args) => args.slice(0, -1).every(Boolean),
	or: (...args) => args.slice(0, -1).some(Boolean),
	not: (value) => !value,
	choose: (condition, then, otherwise) => condition ? then : otherwise,
	concat: (...args) => args.slice(0, -1).map(String).join(""),
	list: (...args) => args.slice(0, -1),
	join: (list, separator) => items(list, "join").join(typeof separator === "string" ? separator : " "),
	shell: (value) => Array.isArray(value) ? items(value, "shell").map(shellQuote).join(" ") : shellQuote(String(value)),
	json: (value) => JSON.stringify(value)
};
function items(list, helper) {
	if (!Array.isArray(list)) throw new Error(`"${helper}" takes a list, not ${typeof list === "string" ? `"${list}"` : "a mapping or true/false"}`);
	return list.map(String);
}
function shellQuote(text) {
	return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

// src/dockerfile/templates.ts
async function createTemplates(files) {
	const { default: Handlebars } = await import("./handlebars.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const environment = Handlebars.create();
	for (const [name, helper] of Object.entries(helpers)) environment.registerHelper(name, helper);
	const options = {
		strict: true,
		noEscape: true,
		knownHelpersOnly: true,
		knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true]))
	};
	const byName = new Map(files.map((file) => [file.name, file]));
	const parse = (text) => {
		const program = environment.parse(text);
		visitNodes(program, (node) => {
			if (node.type === "PathExpression") node.strict = true;
		});
		return program;
	};
	const compiled = /* @__PURE__ */ new Map();
	const compile = (key, text) => {
		let template = compiled.get(key);
		if (!template) {
			template = environment.compile(parse(text), options);
			compiled.set(key, template);
		}
		return template;
	};
	for (const file of files) {
		const partial = (context, runtime) => {
			try {
				return compile(file.path, file.text)(context, runtime);
			} catch (cause) {
				throw locate(cause, file);
			}
		};
		environment.registerPartial(file.name, partial);
	}
	return {
		names: [...byName.keys()].toSorted(),
		render: (name, context) => {
			const file = byName.get(name);
			if (!file) throw new Error(`no template "${name}"`);
			try {
				return compile(file.path, file.text)(context);
			} catch (cause) {
				throw templateProblem(locate(cause, file), context);
			}
		},
		expression: (text, context, place) => {
			try {
				return text.includes("{{") ? compile(`expression ${text}`, text)(context) : text;
			} catch (cause) {
				throw templateProblem(new Located(reasonOf(cause), place), context);
			}
		},
		uses: (text) => {
			const names = /* @__PURE__ */ new Set();
			try {
				visitNodes(environment.parse(text), (node) => {
					const [first] = node.parts ?? [];
					if (node.type === "PathExpression" && !node.data && first !== void 0) names.add(first);
				});
			} catch {}
			return names;
		}
	};
}
function visitNodes(node, visit) {
	if (typeof node !== "object" || node === null) return;
	if ("type" in node && typeof node.type === "string") visit(node);
	for (const [key, child] of Object.entries(node)) if (key !== "loc") visitNodes(child, visit);
}
var Located = class extends Error {
	place;
	constructor(message, place) {
		super(message);
		this.place = place;
	}
};
function locate(cause, file) {
	if (cause instanceof Located || cause instanceof ProblemsFound) return cause;
	const { lineNumber, column } = cause;
	const parsed = /^Parse error on line (\d+)/.exec(cause instanceof Error ? cause.message : "");
	const line = lineNumber ?? (parsed ? Number(parsed[1]) : void 0);
	const reason = reasonOf(cause);
	const word = line === void 0 ? /"([^"]+)"/.exec(reason)?.[1] : void 0;
	const offset = word === void 0 ? -1 : file.text.indexOf(word);
	const before = file.text.slice(0, Math.max(offset, 0)).split("\n");
	return new Located(reason, {
		file: file.path,
		line: line ?? before.length,
		column: line === void 0 ? (before.at(-1)?.length ?? 0) + 1 : (column ?? 0) + 1
	});
}
function reasonOf(cause) {
	const message = cause instanceof Error ? cause.message : String(cause);
	const undefinedName = /^"([^"]+)" not defined in /.exec(message);
	if (undefinedName) return `"${undefinedName[1]}" is not defined`;
	const inText = /^Cannot use 'in' operator to search for '([^']+)' in (.*)$/s.exec(message);
	if (inText) return `"${inText[1]}" is not defined: "${inText[2]}" is text and has nothing inside`;
	const helper = /unknown helper (\S+)/.exec(message);
	if (helper) return `"${helper[1]}" is no helper (allowed: ${Object.keys(helpers).join(", ")})`;
	const partial = /^The partial (\S+) could not be found/.exec(message);
	if (partial) return `"${partial[1]}" is no template to include`;
	if (/^Parse error on line \d+:\n[\s\S]*?\n(Expecting [\s\S]*)$/.exec(message) || message.startsWith("Parse error")) return "the template is not valid Handlebars here: check that braces, quotes and blocks are closed";
	return message.replace(/ - \d+:\d+$/, "");
}
function templateProblem(cause, context) {
	if (cause instanceof ProblemsFound) return cause;
	const name = /^"([^"]+)" is not defined$/.exec(cause.message)?.[1];
	const suggestion = name === void 0 ? void 0 : closest(name, Object.keys(context));
	return new ProblemsFound([error("template", `${cause.message}${suggestion === void 0 ? "" : ` (did you mean "${suggestion}"?)`}`, {
		place: cause.place,
		hint: name !== void 0 && suggestion === void 0 ? `defined here: ${Object.keys(context).toSorted().join(", ")}` : void 0
	})]);
}

// src/workspace.ts
async function openWorkspace(path) {
	const matrix = parseMatrix(await readMatrix(path));
	const folder = matrix.file.templates ?? "templates";
	const context = matrix.file.context ?? ".";
	if (/^[a-z][a-z0-9+.-]*:|^git@/i.test(context)) throw new ProblemsFound([error("remote-context", `the context "${context}" is not a folder`, {
		place: matrix.source.at(["context"]),
		hint: "name a folder, seen from the matrix"
	})]);
	for (const [key, value] of [["context", context], ["templates", folder]]) if (isAbsolute(value)) throw new ProblemsFound([error("absolute-path", `"${key}" is the absolute path "${value}", which exists on one machine only`, {
		place: matrix.source.at([key]),
		hint: `write it as seen from ${fileName(matrix)}`
	})]);
	return {
		matrix,
		templates: await createTemplates(await readTemplates(join(dirname(path), folder))),
		root: resolve(dirname(path))
	};
}
function folderFromContext(workspace, out) {
	return relative(resolve(workspace.root, workspace.matrix.file.context ?? "."), out).split("\\").join("/");
}

export { ProblemsFound as C, exec as S, parseReport as _, isDigest as a, normalPlatform as b, tagProblem as c, writeOverride as d, SEVERITIES as f, findingKey as g, distinct$1 as h, plan as i, writeDefinition as l, countBySeverity as m, openWorkspace as n, isPlainHttp as o, byWeight as p, fileName as r, parseRepository as s, folderFromContext as t, writeImageDefinition as u, cacheFolder as v, error as w, platformName as x, realHost as y };