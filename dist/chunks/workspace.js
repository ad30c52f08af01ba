import { o as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { C as unknown, S as union, _ as regex, a as literal, b as string, c as minLength, f as optional, g as record, h as pipe, i as lazy, m as picklist, n as boolean$1, o as looseObject, r as getDotPath, s as minEntries, t as array, u as number, v as safeParse, x as transform, y as strictObject } from "./valibot.js";
import { t as require_dist } from "./yaml.js";
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
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
async function readValueInputs(folder, sources) {
	const files = await Promise.all([...new Set(sources.files)].map(async (path) => [path, await readText(join(folder, path))]));
	if (sources.globs.length === 0) return {
		files: new Map(files),
		globs: /* @__PURE__ */ new Map()
	};
	const { glob } = await import("./tinyglobby.js");
	const globs = await Promise.all([...new Set(sources.globs)].map(async (pattern) => [pattern, (await glob(pattern, {
		cwd: folder,
		ignore: ["**/node_modules/**", "**/.git/**"],
		dot: true
	})).toSorted((a, b) => a < b ? -1 : 1)]));
	return {
		files: new Map(files),
		globs: new Map(globs)
	};
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
const text$2 = pipe(string(), minLength(1));
const Vulnerability = looseObject({
	VulnerabilityID: text$2,
	PkgName: text$2,
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
			architecture: text$2,
			os: text$2,
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

// src/bake/csv.ts
function csvField(name, text) {
	const field = `${name}=${text}`;
	return /[",\n]/.test(field) ? `"${field.replaceAll("\"", "\"\"")}"` : field;
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
function secretText({ id, env, file }) {
	return [
		`id=${id}`,
		...env === void 0 ? [] : [`env=${env}`],
		...file === void 0 ? [] : [csvField("src", file)]
	].join(",");
}
function definitionOf(image, folder) {
	return {
		context: image.context,
		dockerfile: image.verbatim ? posix.relative(image.context, image.dockerfile) : posix.join(folder, image.dockerfile),
		target: image.stage,
		contexts: Object.fromEntries(Object.entries(image.contexts).map(([name, context]) => [name, context.replace(/^image:/, "target:")])),
		platforms: image.platforms,
		tags: image.tags,
		output: image.output === "local" ? [`type=local,dest=out/${image.id}`] : void 0,
		secret: image.secrets.map(secretText),
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
function createStages(matrix, targets, templates, scopeOf) {
	const { file, source } = matrix;
	const rendered = /* @__PURE__ */ new Map();
	const keys = [...Object.keys(file.targets).filter((key) => file.targets[key]?.from !== void 0), ...Object.keys(file.stages ?? {})];
	const nameOf = (key) => file.targets[key]?.stage ?? key;
	const keyOf = (reference, place) => {
		if (keys.includes(reference)) return reference;
		const named = keys.filter((key) => nameOf(key) === reference);
		if (named.length > 1) throw new ProblemsFound([error("ambiguous-stage", `"${reference}" is the stage name of ${named.map((key) => `"${key}"`).join(" and ")}; name one of them instead`, { place })]);
		return named[0];
	};
	const stage = (key, combination) => {
		const target = targets.get(key);
		const seen = target ? restrict(combination, target.axes) : combination;
		const memoKey = `${key} ${combinationKey(seen)}`;
		const known = rendered.get(memoKey);
		if (known) return known;
		const section = target ? "targets" : "stages";
		const declared = target ? file.targets[key] : file.stages?.[key];
		if (declared?.from === void 0) throw new Error(`no stage "${key}"`);
		const template = templateOf(declared.template ?? key, [section, key], declared.template === void 0 ? void 0 : "template");
		const { context } = scopeOf(key, seen);
		const fromPlace = source.at([
			section,
			key,
			"from"
		]);
		const written = templates.expression(declared.from, context, fromPlace).trim();
		if (!/^(?:--platform=\S+ )?[^\s"'\\]+$/.test(written)) throw new ProblemsFound([error("invalid-from", `"from" of "${key}" gives "${written}", which is no image or stage`, {
			place: fromPlace,
			hint: "one image reference, or the name of a stage or target"
		})]);
		const body = templates.render(template, context).replace(/^\n+|\s+$/g, "");
		const base = written.split(" ").at(-1) ?? written;
		const baseKey = keyOf(base, fromPlace);
		if (target && baseKey !== void 0) checkParent(target, baseKey, fromPlace);
		const bodyKeys = stageReferences(body).flatMap((reference) => keyOf(reference, source.atKey([section, key])) ?? []);
		const result = {
			key,
			name: nameOf(key),
			from: baseKey === void 0 ? written : `${written.slice(0, written.length - base.length)}${nameOf(baseKey)}`,
			body,
			template: `${file.templates ?? "templates"}/${template}.hbs`,
			templateLines: templates.lines(template),
			needs: [.../* @__PURE__ */ new Set([...baseKey === void 0 ? [] : [baseKey], ...bodyKeys])]
		};
		rendered.set(memoKey, result);
		return result;
	};
	const templateOf = (name, path, option) => {
		if (templates.names.includes(name)) return name;
		throw new ProblemsFound([error("unknown-template", `there is no template "${name}" for ${path[0] === "targets" ? "target" : "stage"} "${path[1] ?? ""}"${didYouMean(name, templates.names)}`, {
			place: option === void 0 ? source.atKey(path) : source.at([...path, option]),
			hint: `write ${file.templates ?? "templates"}/${name}.hbs, or name another with "${option ?? "template"}:"`
		})]);
	};
	const wholeFile = (key, combination) => {
		const name = templateOf(file.targets[key]?.file ?? key, ["targets", key], "file");
		return `${templates.render(name, scopeOf(key, combination).context).trimEnd()}\n`;
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
	const closure = (wanted, combination) => {
		const ordered = [];
		const state = /* @__PURE__ */ new Map();
		const names = /* @__PURE__ */ new Map();
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
			const twin = names.get(current.name);
			if (twin !== void 0) {
				const place = source.at([Object.hasOwn(file.targets, name) ? "targets" : "stages", name]);
				throw new ProblemsFound([error("stage-collision", `"${name}" and "${twin}" would both be the stage "${current.name}" of one Dockerfile`, {
					place,
					hint: "give one of them another \"stage:\""
				})]);
			}
			names.set(current.name, name);
			ordered.push(current);
		};
		for (const name of wanted) visit(name, []);
		return ordered;
	};
	return {
		stage,
		closure,
		wholeFile
	};
}

// src/dockerfile/render.ts
const DEFAULT_SYNTAX = "docker/dockerfile:1";
function renderDockerfile(parts) {
	const header = [...parts.syntax === false ? [] : [`# syntax=${parts.syntax}`], `# Made by docker-matrix from ${parts.matrix}: edit that or the templates, then run "docker-matrix render".`];
	const stages = parts.stages.map((stage) => `# ${stage.template}:1-${stage.templateLines}\nFROM ${stage.from} AS ${stage.name}\n${stage.body}${stage.body === "" ? "" : "\n"}`);
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

// src/group.ts
function groupBy(items, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}

// src/matrix/axis-value.ts
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

// node_modules/smol-toml/dist/error.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function getLineColFromPtr(string, ptr) {
	let lines = string.slice(0, ptr).split(/\r?\n/);
	return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
	let lines = string.split(/\r?\n/);
	let codeblock = "";
	let numberLen = (Math.log10(line + 1) | 0) + 1;
	for (let i = line - 1; i <= line + 1; i++) {
		let l = lines[i - 1];
		if (!l) continue;
		codeblock += i.toString().padEnd(numberLen, " ");
		codeblock += ":  ";
		codeblock += l;
		codeblock += "\n";
		if (i === line) {
			codeblock += " ".repeat(numberLen + column + 2);
			codeblock += "^\n";
		}
	}
	return codeblock;
}
var TomlError = class TomlError extends Error {
	line;
	column;
	codeblock;
	constructor(message, options) {
		const [line, column] = getLineColFromPtr(options.toml, options.ptr);
		const codeblock = makeCodeBlock(options.toml, line, column);
		super(`Invalid TOML document: ${message}\n\n${codeblock}`, options);
		this.line = line;
		this.column = column;
		this.codeblock = codeblock;
	}
	static x(message, ctx, ptr) {
		throw new TomlError(message, {
			toml: ctx.s,
			ptr: ptr ?? ctx.p
		});
	}
};

// node_modules/smol-toml/dist/primitive.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function parseString(ctx) {
	let startPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p++);
	let first = c;
	let isLiteral = c === 39;
	let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
	if (isMultiline) {
		if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10) ctx.p++;
		else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) ctx.p += 2;
	}
	let parsed = "";
	let sliceStart = ctx.p;
	let state = 0;
	for (; ctx.p < ctx.s.length; ctx.p++) {
		c = ctx.s.charCodeAt(ctx.p);
		if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) state = state && 3;
		else if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in strings", ctx);
		else if ((!state || state === 3) && c === first && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first)) {
			if (isMultiline) {
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
			}
			if (!state) {
				let s = ctx.s.slice(sliceStart, ctx.p);
				parsed = parsed ? parsed + s : s;
			}
			ctx.p += isMultiline ? 3 : 1;
			return parsed;
		} else if (!state) {
			if (!isLiteral && c === 92) {
				parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
				state = 1;
			}
		} else if (state === 1) {
			if (c === 120 || c === 117 || c === 85) {
				let errPtr = ctx.p++ - 1;
				let value = 0;
				let len = c === 120 ? 2 : c === 117 ? 4 : 8;
				for (let j = 0; j < len; j++, ctx.p++) {
					let hex = ctx.s.charCodeAt(ctx.p);
					let digit = hex >= 48 && hex <= 57 ? hex - 48 : hex >= 65 && hex <= 70 ? hex - 65 + 10 : hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1;
					if (digit < 0) TomlError.x("invalid non-hex character in unicode escape", ctx);
					value = value << 4 | digit;
				}
				if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) TomlError.x("invalid unicode escape", ctx, errPtr);
				parsed += String.fromCodePoint(value);
				sliceStart = ctx.p--;
				state = 0;
			} else if (isMultiline && (c === 32 || c === 9)) state = 2;
			else {
				if (c === 98) parsed += "\b";
				else if (c === 116) parsed += "	";
				else if (c === 110) parsed += "\n";
				else if (c === 102) parsed += "\f";
				else if (c === 114) parsed += "\r";
				else if (c === 101) parsed += "\x1B";
				else if (c === 34) parsed += "\"";
				else if (c === 92) parsed += "\\";
				else TomlError.x("unrecognised escape sequence", ctx);
				sliceStart = ctx.p + 1;
				state = 0;
			}
		} else if (c !== 32 && c !== 9) {
			if (state === 2) TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
			state = !isLiteral && c === 92 ? 1 : 0;
			sliceStart = ctx.p;
		}
	}
	TomlError.x("unfinished string", ctx, startPtr);
}

// node_modules/smol-toml/dist/date.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
let DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class TomlDate extends Date {
	#hasDate = false;
	#hasTime = false;
	#offset = null;
	constructor(date, fasttype, unsafeDelim) {
		let hasDate = true;
		let hasTime = true;
		let offset = "Z";
		let c;
		if (typeof date === "string") {
			if (fasttype) prep: {
				if (fasttype < 3) {
					if (+date.slice(11, 13) > 23) {
						date = "";
						break prep;
					}
					if (fasttype === 2) {
						offset = null;
						date += "Z";
					} else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) offset = date.slice(date.length - 6);
					if (unsafeDelim) date = date.slice(0, 10) + "T" + date.slice(11);
				} else if (fasttype === 4) date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
				hasDate = fasttype !== 4;
				hasTime = fasttype !== 3;
			}
			else {
				let match = date.match(DATE_TIME_RE);
				if (match) {
					if (!match[1]) {
						hasDate = false;
						date = `0000-01-01T${date}`;
					}
					hasTime = !!match[2];
					hasTime && date[10] === " " && (date = date.replace(" ", "T"));
					if (match[2] && +match[2] > 23) date = "";
					else {
						offset = match[3] || null;
						if (!offset && hasTime) date += "Z";
					}
				} else date = "";
			}
		}
		super(date);
		if (!isNaN(this.getTime())) {
			this.#hasDate = hasDate;
			this.#hasTime = hasTime;
			this.#offset = offset;
		}
	}
	isDateTime() {
		return this.#hasDate && this.#hasTime;
	}
	isLocal() {
		return !this.#hasDate || !this.#hasTime || !this.#offset;
	}
	isDate() {
		return this.#hasDate && !this.#hasTime;
	}
	isTime() {
		return this.#hasTime && !this.#hasDate;
	}
	isValid() {
		return this.#hasDate || this.#hasTime;
	}
	toISOString() {
		let iso = super.toISOString();
		if (this.isDate()) return iso.slice(0, 10);
		if (this.isTime()) return iso.slice(11, 23);
		if (this.#offset === null) return iso.slice(0, -1);
		if (this.#offset === "Z" || this.#offset === "z") return iso;
		let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
		offset = this.#offset[0] === "-" ? offset : -offset;
		return (/* @__PURE__ */ new Date(this.getTime() - offset * 6e4)).toISOString().slice(0, -1) + this.#offset;
	}
	static wrapAsOffsetDateTime(jsDate, offset = "Z") {
		let date = new TomlDate(jsDate);
		date.#offset = offset;
		return date;
	}
	static wrapAsLocalDateTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#offset = null;
		return date;
	}
	static wrapAsLocalDate(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasTime = false;
		date.#offset = null;
		return date;
	}
	static wrapAsLocalTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasDate = false;
		date.#offset = null;
		return date;
	}
};

// node_modules/smol-toml/dist/extract.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function isDigit(char, base = 10) {
	return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
function isEndOfValue(char, delim) {
	return char === 32 || char === 9 || char === 10 || char === 13 || delim && (char === delim || char === 44) || char === 35;
}
function extractValue(ctx, end) {
	let errPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p);
	if (c === 91 || c === 123) {
		ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
		let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
		ctx.d++;
		return value;
	}
	if (c === 34 || c === 39) return parseString(ctx);
	if (c === 116) {
		if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, true;
	}
	if (c === 102) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, false;
	}
	if (c === 43 || c === 45) return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
	if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) return parseDate(ctx, c, end);
	if (ctx.s.charCodeAt(ctx.p + 2) === 58) return parseTime(ctx, c, end);
	return parseNumber(ctx, ctx.p, c, 0, end);
}
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
	let c = startChr;
	let state = 0;
	let hasUnderscores = false;
	if (c === 105) {
		if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, (sign || 1) / 0;
	}
	if (c === 110) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, NaN;
	}
	if (c === 48) {
		if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr)) return ctx.bi === true ? 0n : 0;
		if (!sign) {
			if (c === 120) return parseIntegerBaseN(ctx, startPtr, 16, endChr);
			else if (c === 98) return parseIntegerBaseN(ctx, startPtr, 2, endChr);
			else if (c === 111) return parseIntegerBaseN(ctx, startPtr, 8, endChr);
		}
		if (c === 46) state = 2;
		else if (c === 101 || c === 69) state = 4;
		else TomlError.x("illegal leading zero", ctx, startPtr);
	} else if (!isDigit(c)) TomlError.x("invalid value", ctx, startPtr);
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
		if (!state) state = 1;
		if (c === 95) {
			if (!(state & 1)) TomlError.x("illegal underscore", ctx);
			state += 11;
			hasUnderscores = true;
		} else if (state === 1 && c === 46) state = 2;
		else if ((state === 1 || state === 3) && (c === 101 || c === 69)) state = 4;
		else if (state === 4 && (c === 43 || c === 45)) state = 6;
		else if (!isDigit(c)) TomlError.x(`illegal character in numeric literal`, ctx);
		else if (state > 9) state -= 11;
		else if (!(state & 1)) state++;
	}
	if (!state) {
		let val = (startChr - 48) * (sign || 1);
		return ctx.bi === true ? BigInt(val) : val;
	}
	if (!(state & 1)) TomlError.x("unfinished numeric value", ctx, startPtr);
	let str = ctx.s.slice(startPtr, ctx.p);
	if (hasUnderscores) str = str.replaceAll("_", "");
	return state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
	let c, underscore = 1;
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) if (c === 95) {
		if (underscore & 1) TomlError.x("illegal underscore", ctx);
		underscore = 3;
	} else if (!isDigit(c, base)) TomlError.x(`illegal character in numeric literal`, ctx);
	else if (underscore & 1) underscore--;
	if (underscore & 1) TomlError.x("unfinished numeric value", ctx);
	let str = ctx.s.slice(startPtr + 2, ctx.p);
	if (underscore) str = str.replaceAll("_", "");
	return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
	if (ctx.bi !== true) int: {
		let val = parseInt(str, base);
		if (!Number.isSafeInteger(val)) {
			if (ctx.bi) break int;
			TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
		}
		return val;
	}
	return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
function parseDate(ctx, c, endChr) {
	let startPtr = ctx.p++, unsafeSeparator;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++))) return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
	ctx.p += 5;
	if (!isDigit(ctx.s.charCodeAt(ctx.p++))) TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
	if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 3, false, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) !== 58) TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	if (c = ctx.s.charCodeAt(ctx.p)) {
		if (c === 90 || c === 122) return readDate(ctx, ctx.s.slice(startPtr, ++ctx.p), 1, unsafeSeparator, startPtr, "[+00:00]");
		if (c === 43 || c === 45) return readDate(ctx, ctx.s.slice(startPtr, ctx.p += 6), 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
	}
	return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
	let start = ctx.p;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) return parseNumber(ctx, --ctx.p, c, 0, endChr);
	if (ctx.s.charCodeAt(ctx.p += 4) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	return readDate(ctx, ctx.s.slice(start, ctx.p), 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
	if (ctx.ld) {
		let date = new TomlDate(str, type, unsafeDelim);
		if (!date.isValid()) TomlError.x("invalid date", ctx, errPtr);
		return date;
	}
	try {
		if (temporalSuffix) str += temporalSuffix;
		switch (type) {
			case 1: return Temporal.ZonedDateTime.from(str);
			case 2: return Temporal.PlainDateTime.from(str);
			case 3: return Temporal.PlainDate.from(str);
			case 4: return Temporal.PlainTime.from(str);
		}
	} catch (e) {
		TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
	}
}

// node_modules/smol-toml/dist/util.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function skipComment(ctx) {
	for (; ctx.p < ctx.s.length; ctx.p++) {
		let c = ctx.s.charCodeAt(ctx.p);
		if (c === 10) break;
		if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
			ctx.p++;
			break;
		}
		if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in comments", ctx);
	}
}
function skipVoid(ctx, banNewLines, banComments) {
	let c;
	while (ctx.p < ctx.s.length) {
		while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10))) ctx.p++;
		if (banComments || c !== 35) break;
		skipComment(ctx);
	}
}

// node_modules/smol-toml/dist/struct.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function parseKey(ctx, end = 61) {
	let startPtr;
	let state = 0;
	let parsed = [];
	let sliceStart;
	let c = ctx.s.charCodeAt(startPtr = ctx.p);
	do
		if (c === end) {
			if (!state) TomlError.x("unexpected end of key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			return ctx.p++, parsed;
		} else if (c === 46) {
			if (!state) TomlError.x("illegal empty bare key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			state = 0;
		} else if (!state && (c === 34 || c === 39)) {
			if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2)) TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
			parsed.push(parseString(ctx));
			state = 2;
			ctx.p--;
		} else if (c === 32 || c === 9) {
			if (state === 1) {
				parsed.push(ctx.s.slice(sliceStart, ctx.p));
				state = 2;
			}
		} else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) TomlError.x("illegal character in key", ctx);
		else if (!state) {
			state = 1;
			sliceStart = ctx.p;
		}
	while (c = ctx.s.charCodeAt(++ctx.p));
	TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
function parseInlineTable(ctx) {
	let startPtr = ctx.p++;
	let res = Object.create(null);
	let seen = /* @__PURE__ */ new Set();
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
			ctx.p++;
			return res;
		}
		let k;
		let t = res;
		let hasOwn = false;
		let errPtr = ctx.p;
		let key = parseKey(ctx);
		for (let i = 0; i < key.length; i++) {
			if (i) t = hasOwn ? t[k] : t[k] = Object.create(null);
			k = key[i];
			if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) {
				t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
				break;
			}
			if (!hasOwn && unsafe) Object.defineProperty(t, k, {
				enumerable: true,
				configurable: true,
				writable: true
			});
		}
		if (hasOwn) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
		skipVoid(ctx, true, true);
		let value = extractValue(ctx, 125);
		if (t && typeof (t[k] = value) === "object") seen.add(value);
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished table", ctx, startPtr);
}
function parseArray(ctx) {
	let startPtr = ctx.p++;
	let res = [];
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
			ctx.p++;
			return res;
		}
		res.push(extractValue(ctx, 93));
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished array", ctx, startPtr);
}

// node_modules/smol-toml/dist/parse.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function peekTable(ctx, key, table, meta, type) {
	let t = table;
	let m = meta;
	let k;
	let hasOwn = false;
	let state;
	for (let i = 0; i < key.length; i++) {
		if (i) {
			t = hasOwn ? t[k] : t[k] = Object.create(null);
			m = (state = m[k]).c;
			if (type === 0 && (state.t === 1 || state.t === 2)) return null;
			if (state.t === 2) {
				let l = t.length - 1;
				t = t[l];
				m = m[l].c;
			}
		}
		k = key[i];
		if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) return null;
		if (!hasOwn) {
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) return false;
			if (unsafe) {
				Object.defineProperty(t, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
				Object.defineProperty(m, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
			}
			m[k] = {
				t: i < key.length - 1 && type === 2 ? 3 : type,
				d: false,
				i: 0,
				c: Object.create(null)
			};
		}
	}
	state = m[k];
	if (state.t !== type && !(type === 1 && state.t === 3)) return null;
	if (type === 2) {
		if (!state.d) {
			state.d = true;
			t[k] = [];
		}
		t[k].push(t = Object.create(null));
		state.c[state.i++] = state = {
			t: 1,
			d: false,
			i: 0,
			c: Object.create(null)
		};
	}
	if (state.d) return null;
	state.d = true;
	if (type === 1) t = hasOwn ? t[k] : t[k] = Object.create(null);
	else if (type === 0 && hasOwn) return null;
	return [
		k,
		t,
		state.c
	];
}
function validateTablePeek(ctx, peek, ptr) {
	if (peek === null || ctx.uk === 2) TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
function parse(toml, options = {}) {
	let ctx = {
		s: toml,
		p: 0,
		d: options.maxDepth ?? 1e3,
		bi: options.integersAsBigInt ?? false,
		ld: options.useLegacyDate ?? true,
		uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
	};
	let res = Object.create(null);
	let meta = Object.create(null);
	let tmp;
	let skipping = false;
	let tbl = res;
	let m = meta;
	if (toml.charCodeAt(0) === 65279) ctx.p++;
	skipVoid(ctx);
	while (ctx.p < toml.length) {
		if (toml.charCodeAt(ctx.p) === 91) {
			let isTableArray = toml.charCodeAt(++ctx.p) === 91;
			tmp = ctx.p += +isTableArray;
			skipping = false;
			let k = parseKey(ctx, 93);
			if (isTableArray) {
				if (toml.charCodeAt(ctx.p) !== 93) TomlError.x("expected end of table array declaration", ctx);
				ctx.p++;
			}
			let p = peekTable(ctx, k, res, meta, isTableArray ? 2 : 1);
			if (!p) {
				validateTablePeek(ctx, p, tmp);
				skipping = true;
			} else {
				m = p[2];
				tbl = p[1];
			}
		} else {
			tmp = ctx.p;
			let p = peekTable(ctx, parseKey(ctx), tbl, m, 0);
			if (!p && !skipping) validateTablePeek(ctx, p, tmp);
			skipVoid(ctx, true, true);
			let v = extractValue(ctx, void 0);
			if (p && !skipping) p[1][p[0]] = v;
		}
		skipVoid(ctx, true);
		if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
		skipVoid(ctx);
	}
	return res;
}

// node_modules/smol-toml/dist/stringify.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
let HAS_WELLFORMED = !!"".isWellFormed;

// node_modules/smol-toml/dist/index.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/

// src/matrix/value-sources.ts
const NO_INPUTS = {
	files: /* @__PURE__ */ new Map(),
	globs: /* @__PURE__ */ new Map()
};
const READ_KEYS = [
	"read",
	"key",
	"each",
	"having"
];
function textAt(value, key) {
	const text = value[key];
	return typeof text === "string" ? text : void 0;
}
function isMapping$2(value) {
	return typeof value === "object" && !Array.isArray(value);
}
function isSource(value) {
	return isMapping$2(value) && (textAt(value, "read") ?? textAt(value, "glob")) !== void 0;
}
function sourcesOf(value) {
	if (isSource(value)) {
		const pattern = textAt(value, "glob");
		return pattern === void 0 ? {
			files: [textAt(value, "read") ?? ""],
			globs: []
		} : {
			files: [],
			globs: [pattern]
		};
	}
	const inner = (Array.isArray(value) ? value : isMapping$2(value) ? Object.values(value) : []).map(sourcesOf);
	return {
		files: inner.flatMap(({ files }) => files),
		globs: inner.flatMap(({ globs }) => globs)
	};
}
function readSources(value, inputs, templates, placeOf, path = []) {
	if (isSource(value)) return readSource(value, inputs, templates, placeOf(path));
	if (Array.isArray(value)) return value.map((item, index) => readSources(item, inputs, templates, placeOf, [...path, index]));
	if (!isMapping$2(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, readSources(item, inputs, templates, placeOf, [...path, name])]));
}
function readSource(value, inputs, templates, place) {
	const pattern = textAt(value, "glob");
	const allowed = pattern === void 0 ? READ_KEYS : ["glob"];
	const unknown = Object.keys(value).find((key) => !allowed.includes(key));
	if (unknown !== void 0) fail("unknown-key", `unknown key "${unknown}" beside "${pattern === void 0 ? "read" : "glob"}"${didYouMean(unknown, allowed)}`, place);
	if (pattern !== void 0) return inputs.globs.get(pattern) ?? [];
	const path = textAt(value, "read") ?? "";
	const key = textAt(value, "key") ?? "";
	const text = inputs.files.get(path);
	if (text === void 0) return fail("unreadable-value", `there is no file "${path}" to read a value from`, place, "paths start at the folder of the matrix");
	const found = select$1(readData({
		path,
		text
	}, place), key, path, place);
	const each = textAt(value, "each");
	if (each === void 0) return toValue(found) ?? fail("unreadable-value", `"${key}" in ${path} is no text, number, list or mapping`, place);
	if (!Array.isArray(found)) return fail("unreadable-value", `"each" needs a list, and "${key}" in ${path} is none`, place);
	const having = textAt(value, "having");
	return found.filter((item) => having === void 0 || lookup(item, having) !== void 0).map((item) => templates.expression(each, toValue(item), place));
}
function readData({ path, text }, place) {
	try {
		if (path.endsWith(".json")) return JSON.parse(text);
		if (/\.(?:toml|lock)$/.test(path)) return parse(text);
	} catch (cause) {
		fail("unreadable-value", `${path} cannot be read: ${(cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? ""}`, place);
	}
	return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
function select$1(data, key, path, place) {
	const found = key === "" ? data : lookup(data, key);
	if (found !== void 0) return found;
	const parent = lookup(data, key.split(".").slice(0, -1).join("."));
	const known = typeof parent === "object" && parent !== null ? Object.keys(parent) : [];
	return fail("unreadable-value", `there is no "${key}" in ${path}${didYouMean(key.split(".").at(-1) ?? "", known)}`, place);
}
function lookup(data, key) {
	return key.split(".").filter(Boolean).reduce((inner, part) => typeof inner === "object" && inner !== null && Object.hasOwn(inner, part) ? inner[part] : void 0, data);
}
function toValue(data) {
	if (typeof data === "string") return data.replaceAll("{{", "\\{{");
	if (typeof data === "boolean") return data;
	if (typeof data === "number" || typeof data === "bigint") return String(data);
	if (data instanceof Date) return data.toISOString();
	if (Array.isArray(data)) return data.map((item) => toValue(item) ?? "");
	if (typeof data !== "object" || data === null) return void 0;
	return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, toValue(item) ?? ""]));
}
function fail(code, message, place, hint) {
	throw new ProblemsFound([error(code, message, {
		place,
		hint
	})]);
}

// src/matrix/value-scope.ts
function createScopes(matrix, templates, overrides, inputs) {
	const { file, source } = matrix;
	const read = /* @__PURE__ */ new Map();
	const literal = (values, path) => {
		const known = read.get(values);
		if (known) return known;
		const result = readSources(values, inputs, templates, (inner) => source.at([...path, ...inner]));
		read.set(values, result);
		return result;
	};
	const layerAt = (values, path) => ({
		values: literal(values, path),
		origin: (name) => ({
			kind: "place",
			place: source.atKey([...path, name])
		})
	});
	const rules = (file.rules ?? []).flatMap((rule, index) => rule.set ? [{
		index,
		values: rule.set,
		test: rule.when ? conditionTest(rule.when) : () => true
	}] : []);
	const declared = file.values ?? {};
	const memo = /* @__PURE__ */ new Map();
	return (name, combination) => {
		const key = `${name} ${combinationKey(combination)}`;
		const known = memo.get(key);
		if (known) return known;
		const isTarget = Object.hasOwn(file.targets, name);
		const own = (isTarget ? file.targets[name] : file.stages?.[name])?.values ?? {};
		const matching = rules.filter(({ test }) => test({
			...combination,
			...isTarget ? { target: name } : {}
		}));
		checkConflicts(matching, source);
		const layers = [
			layerAt(declared, ["values"]),
			...Object.entries(combination).map(([axis, text]) => {
				const carried = literal(valuesOf(file, axis, text), [
					"axes",
					axis,
					text
				]);
				return layerAt(Object.fromEntries(Object.entries(carried).filter(([carriedName]) => Object.hasOwn(declared, carriedName))), [
					"axes",
					axis,
					text
				]);
			}),
			layerAt(own, [
				isTarget ? "targets" : "stages",
				name,
				"values"
			]),
			...matching.map(({ values, index }) => layerAt(values, [
				"rules",
				index,
				"set"
			])),
			{
				values: overrides,
				origin: () => ({ kind: "override" })
			}
		];
		const origins = /* @__PURE__ */ new Map();
		let merged = {};
		for (const layer of layers) {
			merged = mergeValues(merged, layer.values);
			for (const valueName of Object.keys(layer.values)) origins.set(valueName, layer.origin(valueName));
		}
		const texts = Object.fromEntries(Object.entries(combination).map(([axis, text]) => [axis, new AxisValue(text, {})]));
		const axes = Object.entries(combination).map(([axis, text]) => {
			const path = [
				"axes",
				axis,
				text
			];
			const carried = Object.entries(literal(valuesOf(file, axis, text), path)).map(([carriedName, value]) => [carriedName, mapTexts(value, (inner) => templates.expression(inner, texts, source.at([...path, carriedName])))]);
			origins.set(axis, {
				kind: "place",
				place: source.at(Array.isArray(file.axes?.[axis]) ? [
					"axes",
					axis,
					file.axes[axis].indexOf(text)
				] : [
					"axes",
					axis,
					text
				])
			});
			return [axis, new AxisValue(text, Object.fromEntries(carried))];
		});
		const fixed = {
			...Object.fromEntries(axes),
			...isTarget ? { target: name } : {}
		};
		const scope = {
			context: derive(merged, fixed, templates, origins),
			origins
		};
		memo.set(key, scope);
		return scope;
	};
}
function mergeValues(below, above) {
	const result = { ...below };
	for (const [name, value] of Object.entries(above)) {
		const under = result[name];
		result[name] = isMapping$1(value) && isMapping$1(under) ? mergeValues(under, value) : value;
	}
	return result;
}
function isMapping$1(value) {
	return typeof value === "object" && !Array.isArray(value);
}
function checkConflicts(rules, source) {
	const seen = /* @__PURE__ */ new Map();
	for (const { index, values } of rules) for (const [name, value] of Object.entries(values)) {
		const other = seen.get(name);
		const text = JSON.stringify(value);
		if (other && other.value !== text) {
			const there = source.atKey([
				"rules",
				other.index,
				"set",
				name
			]);
			throw new ProblemsFound([error("set-conflict", `two rules set "${name}" to different values for the same image (also at ${there.file}:${there.line}:${there.column})`, {
				place: source.atKey([
					"rules",
					index,
					"set",
					name
				]),
				hint: "narrow one of their conditions"
			})]);
		}
		seen.set(name, {
			index,
			value: text
		});
	}
}
function derive(values, fixed, templates, origins) {
	const context = {};
	const open = [];
	const place = (name) => {
		const origin = origins.get(name);
		return origin?.kind === "place" ? origin.place : {
			file: `--set ${name}`,
			line: 1,
			column: 1
		};
	};
	for (const [name, value] of Object.entries(values)) {
		if (!hasExpression(value)) {
			context[name] = value;
			continue;
		}
		let rendered;
		const get = () => {
			if (rendered !== void 0) return rendered;
			if (open.includes(name)) throw new ProblemsFound([error("value-cycle", `values use each other in a circle: ${[...open.slice(open.indexOf(name)), name].join(" → ")}`, { place: place(name) })]);
			open.push(name);
			try {
				rendered = mapTexts(value, (text) => templates.expression(text, context, place(name)));
			} finally {
				open.pop();
			}
			return rendered;
		};
		Object.defineProperty(context, name, {
			get,
			enumerable: true
		});
	}
	return Object.assign(context, fixed);
}
function extendContext(context, more) {
	return Object.defineProperties({}, {
		...Object.getOwnPropertyDescriptors(context),
		...Object.getOwnPropertyDescriptors(more)
	});
}
function hasExpression(value) {
	if (typeof value === "string") return value.includes("{{");
	return typeof value === "object" && Object.values(value).some(hasExpression);
}
function mapTexts(value, change) {
	if (typeof value === "string") return change(value);
	if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
	return isMapping$1(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)])) : value;
}

// src/matrix/schema.ts
var import_dist = require_dist();
const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;
const NAME_RULE = "must be lower-case letters and digits, with single \"_\" or \"-\" between them, beginning with a letter";
const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEY_RULE = "must be letters, digits, \"_\" and \"-\", beginning with a letter";
const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;
const text$1 = pipe(union([string(), pipe(boolean$1(), transform(String))], "must be text"), regex(/^[^\n\r\0]*$/, "must be one line without control characters"));
const filled = pipe(text$1, regex(/\S/, "must not be empty"));
const boolean = boolean$1("must be true or false");
const name$1 = pipe(string(), regex(NAME, NAME_RULE));
const key = pipe(string(), regex(KEY, KEY_RULE));
const filledKey = pipe(string(), regex(/^[^\n\r\0]*\S[^\n\r\0]*$/, "must be one line and not empty"));
const platform = pipe(text$1, regex(PLATFORM, "must be os/architecture[/variant], as linux/amd64 or linux/arm/v7"));
const platforms = pipe(array(platform, "must be a list, as [linux/amd64, linux/arm64]"), minLength(1, "must name at least one platform"));
const severities = [
	"UNKNOWN",
	"LOW",
	"MEDIUM",
	"HIGH",
	"CRITICAL"
];
const isList = (input) => Array.isArray(input);
const isMapping = (input) => typeof input === "object" && input !== null && !Array.isArray(input);
const mapping = "must be a mapping (key: value)";
const oneLine = pipe(string(), regex(/^[^\n\r\0]*$/, "must be one line without control characters"));
const value = lazy((input) => isList(input) ? array(value) : isMapping(input) ? record(key, value, mapping) : typeof input === "boolean" ? boolean$1() : oneLine);
const values = record(key, value, mapping);
const texts = record(filledKey, text$1, mapping);
const axis = lazy((input) => isMapping(input) ? pipe(record(filledKey, values, mapping), minEntries(1, "must have at least one value")) : pipe(array(filled, "must be a list of values, or a mapping from each value to values of its own"), minLength(1, "must have at least one value")));
const secretId = pipe(string("must be the id of a secret"), regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "must be letters, digits, \"_\", \".\" and \"-\""));
const stage = strictObject({
	from: filled,
	template: optional(filled),
	values: optional(values)
}, mapping);
const secret = lazy((input) => isMapping(input) ? strictObject({
	id: secretId,
	env: optional(pipe(filled, regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable"))),
	file: optional(filled)
}, mapping) : secretId);
const target = strictObject({
	from: optional(filled),
	stage: optional(name$1),
	template: optional(filled),
	file: optional(filled),
	dockerfile: optional(filled),
	description: optional(filled),
	axes: optional(array(key, "must be a list of axis names")),
	platforms: optional(platforms),
	values: optional(values),
	args: optional(texts),
	labels: optional(texts),
	tags: optional(array(filled, "must be a list of tag patterns")),
	latest: optional(boolean),
	secrets: optional(array(secret, "must be a list of secret ids")),
	contexts: optional(texts),
	output: optional(picklist(["image", "local"], "must be image, or local for files instead of an image"))
}, mapping);
const pattern = lazy((input) => isList(input) ? pipe(array(filled), minLength(1, "must have at least one value")) : filled);
const condition = pipe(record(key, pattern, "must be a mapping from target, platform or an axis to a value"), minEntries(1, "must name at least one of target, platform or an axis"));
const rule = strictObject({
	exclude: optional(condition),
	include: optional(condition),
	require: optional(condition),
	set: optional(values),
	when: optional(condition),
	because: optional(filled)
}, mapping);
const cache = lazy((input) => isMapping(input) ? strictObject({
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
	stages: optional(record(name$1, stage, mapping)),
	targets: pipe(record(name$1, target, mapping), minEntries(1, "must have at least one target")),
	rules: optional(array(rule, "must be a list of rules")),
	tags: optional(array(filled, "must be a list of tag patterns")),
	labels: optional(texts),
	ignore: optional(array(text$1, "must be a list of .dockerignore patterns")),
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
		result = mergeValues(result, name.split(".").reduceRight((inner, part) => ({ [part]: inner }), value));
	}
	if (problems.length > 0) throw new ProblemsFound(problems);
	return result;
}
function declaredValues(matrix) {
	const found = /* @__PURE__ */ new Map();
	const walk = (values, prefix) => {
		for (const [name, value] of Object.entries(values)) {
			found.set(`${prefix}${name}`, value);
			if (isMapping$1(value) && !isSource(value)) walk(value, `${prefix}${name}.`);
		}
	};
	for (const { set } of matrix.file.rules ?? []) walk(set ?? {}, "");
	for (const target of [...Object.values(matrix.file.targets), ...Object.values(matrix.file.stages ?? {})]) walk(target.values ?? {}, "");
	walk(matrix.file.values ?? {}, "");
	return found;
}
function likeSample(sample, text) {
	if (/[\n\r\0]/.test(text) || isMapping$1(sample) && !isSource(sample)) return void 0;
	if (isSource(sample)) return text.trimStart().startsWith("[") ? likeSample([], text) : text;
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
		const tag = templates.expression(text, extendContext(context, known), place);
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
		const origins = [
			"from",
			"file",
			"dockerfile"
		].filter((key) => target[key] !== void 0);
		if (origins.length !== 1) problems.push(error("target-origin", `target "${name}" needs exactly one of from (an image, stage or target), file (a template for a whole Dockerfile) and dockerfile (a Dockerfile used as it is)${origins.length > 1 ? `, not ${origins.join(" and ")}` : ""}`, { place: source.atKey(["targets", name]) }));
		if (target.template !== void 0 && target.from === void 0) problems.push(error("target-origin", `"template" is for a stage with "from"; target "${name}" has none`, { place: source.atKey([
			"targets",
			name,
			"template"
		]) }));
		const parentName = target.from !== void 0 && Object.hasOwn(file.targets, target.from) ? target.from : void 0;
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
const RULE_KINDS = [
	"exclude",
	"include",
	"require",
	"set"
];
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
		else if (rule.drops(facts)) exclude ??= rule;
	}
	return kept ? void 0 : exclude;
}
function compileRules(matrix) {
	const problems = [];
	const rules = [];
	for (const [index, rule] of (matrix.file.rules ?? []).entries()) {
		const place = matrix.source.at(["rules", index]);
		const kinds = RULE_KINDS.filter((kind) => rule[kind] !== void 0);
		const [kind] = kinds;
		if (kind === void 0 || kinds.length > 1) {
			problems.push(error("rule-kind", `a rule has exactly one of ${RULE_KINDS.join(", ")}, not ${kinds.length === 0 ? "none" : kinds.join(" and ")}`, { place }));
			continue;
		}
		if (rule.when && (kind === "exclude" || kind === "include")) {
			problems.push(error("rule-when", `"when" belongs to require and set; the condition of ${kind} is its own value`, { place: matrix.source.atKey([
				"rules",
				index,
				"when"
			]) }));
			continue;
		}
		const own = kind === "set" ? void 0 : rule[kind];
		if (own) problems.push(...conditionProblems(matrix, own, [
			"rules",
			index,
			kind
		]));
		if (rule.when) problems.push(...conditionProblems(matrix, rule.when, [
			"rules",
			index,
			"when"
		]));
		if (kind === "set" && rule.when && "platform" in rule.when) problems.push(error("set-platform", "a value cannot depend on the platform: one Dockerfile serves all of them", {
			place: matrix.source.atKey([
				"rules",
				index,
				"when",
				"platform"
			]),
			hint: "use TARGETARCH in the template"
		}));
		const when = rule.when ? conditionTest(rule.when) : () => true;
		const holds = own ? conditionTest(own) : () => true;
		rules.push({
			kind,
			test: kind === "require" ? (facts) => when(facts) && Object.keys(own ?? {}).every((key) => key in facts) : kind === "set" ? when : holds,
			drops: (facts) => kind === "exclude" || kind === "require" && !holds(facts),
			because: rule.because ?? (kind === "require" ? `required otherwise at ${place.file}:${place.line}` : `excluded at ${place.file}:${place.line}`),
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
	const scopeOf = createScopes(matrix, templates, overrides, options.inputs ?? NO_INPUTS);
	const stages = createStages(matrix, new Map(expansion.cells.map(({ target }) => [target.name, target])), templates, scopeOf);
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
	const addFile = (path, text) => {
		files.push({
			path,
			text
		});
		if (matrix.file.ignore) files.push({
			path: `${path}.dockerignore`,
			text: renderIgnoreFile(matrix.file.ignore, fileName(matrix))
		});
	};
	for (const group of groupBy(cells.filter(({ target }) => matrix.file.targets[target.name]?.from !== void 0), ({ combination }) => combinationKey(combination)).values()) {
		const [first] = group;
		const closure = first && collect(() => stages.closure(group.map(({ target }) => target.name), first.combination));
		if (closure) addFile(dockerfilePath(first.combination), renderDockerfile({
			syntax: matrix.file.syntax ?? "docker/dockerfile:1",
			matrix: fileName(matrix),
			stages: closure
		}));
	}
	for (const { target, combination } of cells.filter(({ target }) => matrix.file.targets[target.name]?.file !== void 0)) {
		const text = collect(() => stages.wholeFile(target.name, combination));
		if (text !== void 0) addFile(dockerfilePath(combination, target.name), text);
	}
	const places = /* @__PURE__ */ new Map();
	const byTarget = groupBy(expansion.cells, ({ target }) => target.name);
	const imageContexts = (cell, expression) => Object.fromEntries(Object.entries(matrix.file.targets[cell.target.name]?.contexts ?? {}).toSorted(([a], [b]) => a < b ? -1 : 1).map(([key, text]) => {
		const written = expression(text, key);
		return [key, written.startsWith("image:") ? `image:${contextImage(matrix, cell, written.slice(6), key, byTarget)}` : written];
	}));
	const images = cells.flatMap((cell) => {
		const image = collect(() => {
			const name = cell.target.name;
			const declared = matrix.file.targets[name];
			const { context } = scopeOf(name, cell.combination);
			const verbatim = declared?.dockerfile;
			const stage = declared?.stage ?? (declared?.from === void 0 ? void 0 : name);
			const id = imageId(cell);
			const tags = declared?.output === "local" ? {
				tags: [],
				problems: []
			} : imageTags(matrix, cell, context, facts, templates, options.tags);
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
				dockerfile: verbatim ?? dockerfilePath(cell.combination, declared?.file === void 0 ? void 0 : name),
				verbatim: verbatim !== void 0,
				...stage === void 0 ? {} : { stage },
				context: matrix.file.context ?? ".",
				contexts: imageContexts(cell, (text, key) => templates.expression(text, context, matrix.source.at([
					"targets",
					name,
					"contexts",
					key
				]))),
				secrets: (declared?.secrets ?? []).map((secret) => typeof secret === "string" ? { id: secret } : secret),
				output: declared?.output ?? "image",
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
function contextImage(matrix, cell, target, key, byTarget) {
	const place = matrix.source.at([
		"targets",
		cell.target.name,
		"contexts",
		key
	]);
	const candidates = byTarget.get(target);
	if (!candidates) throw new ProblemsFound([error("unknown-target", `the context "${key}" is the image of "${target}", which is no target${didYouMean(target, byTarget.keys())}`, { place })]);
	const found = candidates.find((other) => Object.entries(other.combination).every(([axis, value]) => cell.combination[axis] === value));
	if (!found) throw new ProblemsFound([error("context-without-image", `"${cell.target.name}" has no image of "${target}" at the same axis values to take as context "${key}"`, {
		place,
		hint: "a context must have the same axes, or fewer, and not be excluded"
	})]);
	const missing = cell.platforms.filter((platform) => !found.platforms.includes(platform));
	if (missing.length > 0) throw new ProblemsFound([error("platform-not-in-parent", `"${cell.target.name}" is built for ${missing.join(", ")}, but the image of "${target}" in its context "${key}" is not`, { place })]);
	return imageId(found);
}
function imageId(cell) {
	return [cell.target.name, ...cell.target.axes.map((axis) => cell.combination[axis] ?? "")].join("-").toLowerCase().replace(/[^a-z0-9_-]+/g, "-");
}
function dockerfilePath(combination, target) {
	const parts = Object.entries(combination).toSorted(([a], [b]) => a < b ? -1 : 1).map(([axis, value]) => `${axis}${value.replace(/[^A-Za-z0-9._]+/g, "_")}`);
	if (target !== void 0) parts.unshift(target);
	return `dockerfiles/${parts.length === 0 ? "Dockerfile" : `${parts.join("-")}.Dockerfile`}`;
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
	eq: {
		usage: "(eq left right)",
		min: 2,
		max: 2,
		run: (left, right) => text(left, "eq") === text(right, "eq")
	},
	ne: {
		usage: "(ne left right)",
		min: 2,
		max: 2,
		run: (left, right) => text(left, "ne") !== text(right, "ne")
	},
	and: {
		usage: "(and one two …)",
		min: 1,
		max: Infinity,
		run: (...args) => args.every(isTrue)
	},
	or: {
		usage: "(or one two …)",
		min: 1,
		max: Infinity,
		run: (...args) => args.some(isTrue)
	},
	not: {
		usage: "(not condition)",
		min: 1,
		max: 1,
		run: (value) => !isTrue(value)
	},
	choose: {
		usage: "(choose condition then else)",
		min: 3,
		max: 3,
		run: (condition, then, otherwise) => isTrue(condition) ? then : otherwise
	},
	concat: {
		usage: "(concat one two …)",
		min: 1,
		max: Infinity,
		run: (...args) => args.map((arg) => text(arg, "concat")).join("")
	},
	list: {
		usage: "(list one two …)",
		min: 0,
		max: Infinity,
		run: (...args) => args
	},
	join: {
		usage: "{{join list \",\"}}",
		min: 1,
		max: 2,
		run: (list, separator = " ") => items(list, "join").join(text(separator, "join"))
	},
	shell: {
		usage: "{{shell textOrList}}",
		min: 1,
		max: 1,
		run: (value) => Array.isArray(value) ? items(value, "shell").map(shellQuote).join(" ") : shellQuote(text(value, "shell"))
	},
	json: {
		usage: "{{json value}}",
		min: 1,
		max: 1,
		run: (value) => JSON.stringify(value)
	}
};
function isTrue(value) {
	return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
function items(list, helper) {
	if (!Array.isArray(list)) throw new Error(`"${helper}" takes a list, not ${kindOf(list)}`);
	return list.map((item) => text(item, helper));
}
function text(value, helper) {
	if (!isText(value)) throw new Error(`"${helper}" takes text, not ${kindOf(value)}`);
	return String(value);
}
function isText(value) {
	return typeof value === "object" && value !== null ? Object.hasOwn(Object.getPrototypeOf(value) ?? {}, "toString") && !Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype : value !== void 0 && value !== null;
}
function kindOf(value) {
	if (value === void 0 || value === null) return "nothing";
	if (isText(value)) return typeof value === "boolean" ? String(value) : `the text "${String(value)}"`;
	return Array.isArray(value) ? "a list" : "a mapping";
}
function shellQuote(text) {
	return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

// src/dockerfile/strict.ts
var Located = class extends Error {
	place;
	hint;
	constructor(message, place, hint) {
		super(message);
		this.place = place;
		this.hint = hint;
	}
};
const BLOCKS = {
	if: "{{#if condition}} … {{/if}}",
	unless: "{{#unless condition}} … {{/unless}}",
	each: "{{#each list}} … {{/each}}",
	with: "{{#with mapping}} … {{/with}}"
};
const LOOKUP = {
	usage: "(lookup mapping key)",
	min: 2,
	max: 2
};
const CALLS = {
	value: "*value",
	print: "*print",
	section: "*section"
};
function makeStrict(program) {
	for (const statement of program.body) strictStatement(statement);
}
function strictStatement(statement) {
	switch (statement.type) {
		case "MustacheStatement": {
			const node = statement;
			const printed = node.params.length > 0 || node.hash?.pairs.length > 0 ? call(node) : strictValue(node.path);
			node.path = name(CALLS.print, node.loc);
			node.params = [printed];
			node.hash = noHash(node.loc);
			return;
		}
		case "BlockStatement": {
			const node = statement;
			strictBlock(node);
			if (node.program) makeStrict(node.program);
			if (node.inverse) makeStrict(node.inverse);
			return;
		}
		case "PartialStatement":
		case "PartialBlockStatement": {
			const node = statement;
			if (node.name.type === "SubExpression") node.name = call(node.name);
			strictArguments(node);
			if (node.program) makeStrict(node.program);
			return;
		}
		case "DecoratorBlock": return makeStrict(statement.program);
		case "Decorator": throw new Located("decorators are not supported", placeOf(statement.loc));
	}
}
function strictBlock(node) {
	const helper = nameOf(node.path);
	const place = placeOf(node.path.loc);
	if (node.params.length === 0) {
		if (helper in BLOCKS) throw new Located(`"${helper}" takes one argument: ${BLOCKS[helper]}`, place);
		node.params = [strictValue(node.path)];
		node.path = name(CALLS.section, node.loc);
		return;
	}
	if (Object.hasOwn(helpers, helper)) throw new Located(`"${helper}" has no block; use it in one: {{#if ${helpers[helper]?.usage.replace(/^\{\{(.*)\}\}$/, "($1)")}}}`, place);
	if (!Object.hasOwn(BLOCKS, helper)) throw new Located(`"${helper}" is no block helper${didYouMean(helper, Object.keys(BLOCKS))}`, place);
	if (node.params.length !== 1) throw new Located(`"${helper}" takes one argument, not ${node.params.length}: ${BLOCKS[helper]}`, place);
	strictArguments(node);
}
function call(node) {
	const helper = nameOf(node.path);
	const place = placeOf(node.path.loc);
	const known = Object.hasOwn(helpers, helper) ? helpers[helper] : helper === "lookup" ? LOOKUP : void 0;
	if (known === void 0 && Object.hasOwn(BLOCKS, helper)) throw new Located(`"${helper}" needs a block: ${BLOCKS[helper]}`, place, `inside a line, write {{#if (…)}}…{{/if}} or {{choose condition "then" "else"}}`);
	if (known === void 0) throw new Located(`"${helper}" is no helper${didYouMean(helper, [...Object.keys(helpers), "lookup"])}`, place);
	if (node.hash?.pairs.length > 0) throw new Located(`"${helper}" takes no named arguments: ${known.usage}`, place);
	if (node.params.length < known.min || node.params.length > known.max) {
		const allowed = known.max === Infinity ? `${known.min} or more` : known.min === known.max ? String(known.min) : `${known.min} or ${known.max}`;
		throw new Located(`"${helper}" takes ${allowed} argument${allowed === "1" ? "" : "s"}, not ${node.params.length}: ${known.usage}`, place);
	}
	strictArguments(node);
	return {
		type: "SubExpression",
		path: node.path,
		params: node.params,
		hash: noHash(node.loc),
		loc: node.loc
	};
}
function strictArguments(node) {
	node.params = node.params.map(strictValue);
	for (const pair of node.hash?.pairs ?? []) pair.value = strictValue(pair.value);
}
function strictValue(expression) {
	if (expression.type === "SubExpression") return call(expression);
	if (expression.type !== "PathExpression") return expression;
	const path = expression;
	const [head, ...tail] = path.parts;
	if (head === void 0) return path;
	const { loc } = path;
	const prefix = path.data ? "@" : /^(?:\.\.\/|\.\/|this[./])*/.exec(path.original)?.[0] ?? "";
	const first = {
		...path,
		parts: [head],
		original: `${prefix}${head}`
	};
	const names = [`${prefix}${head}`, ...tail].map((text) => ({
		type: "StringLiteral",
		value: text,
		original: text,
		loc
	}));
	return {
		type: "SubExpression",
		path: name(CALLS.value, loc),
		params: [first, ...names],
		hash: noHash(loc),
		loc
	};
}
function definedValue(scope, head, names, place) {
	const [first = "", ...rest] = names;
	if (head === void 0) throw undefinedName(first, names.join("."), scope, place);
	let value = head;
	let path = first;
	for (const part of rest) {
		const inside = value;
		const whole = names.join(".");
		if (typeof inside !== "object" || inside === null) throw new Located(`"${whole}" is not defined: "${path}" is ${kindOf(inside)} and has nothing inside`, place);
		if (!Object.hasOwn(inside, part)) {
			const known = Array.isArray(inside) ? [] : Object.keys(inside);
			throw new Located(`"${whole}" is not defined${didYouMean(part, known)}`, place, known.length > 0 ? void 0 : `"${path}" is ${kindOf(inside)}${Array.isArray(inside) ? "" : " and has nothing inside"}`);
		}
		value = inside[part];
		path += `.${part}`;
	}
	return value;
}
function undefinedName(first, whole, scope, place) {
	if (Object.hasOwn(helpers, first)) return new Located(`"${first}" is a helper and takes arguments: ${helpers[first]?.usage}`, place);
	if (RUN_FACTS.includes(first)) return new Located(`"${first}" is not defined here: it changes from run to run, and is known in tags and labels only`, place);
	const reachable = !/^(?:@|\.\.)/.test(first);
	if (reachable && typeof scope !== "object") return new Located(`"${whole}" is not defined: here is ${kindOf(scope)}, which has nothing inside`, place, "{{this}} is the text itself, {{@root.name}} a value of the matrix");
	const known = reachable ? Object.keys(scope ?? {}) : [];
	const suggestion = closest(first, known);
	return new Located(`"${whole}" is not defined${suggestion === void 0 ? "" : ` (did you mean "${suggestion}"?)`}`, place, suggestion === void 0 && known.length > 0 ? `defined here: ${known.toSorted().join(", ")}` : void 0);
}
function printable(value, place) {
	if (isText(value)) return value;
	const next = Array.isArray(value) ? "print it with {{join …}}, {{shell …}} or {{json …}}, or go through it with {{#each …}}" : value === void 0 ? void 0 : `print something in it (${Object.keys(value).join(", ")}), or all of it with {{json …}}`;
	throw new Located(`this is ${kindOf(value)}, not text`, place, next);
}
function placeOf(loc) {
	const source = loc?.source;
	if (!loc || source === void 0) return void 0;
	const { start, end } = loc;
	return {
		file: source,
		line: start.line,
		column: start.column + 1,
		...end.line === start.line ? { length: Math.max(1, end.column - start.column) } : {}
	};
}
function nameOf(expression) {
	return expression.type === "PathExpression" ? expression.original : String(expression.original);
}
function name(text, loc) {
	return {
		type: "PathExpression",
		data: false,
		depth: 0,
		parts: [text],
		original: text,
		loc
	};
}
function noHash(loc) {
	return {
		type: "Hash",
		pairs: [],
		loc
	};
}

// src/dockerfile/templates.ts
const MAX_DEPTH = 64;
async function createTemplates(files) {
	const { default: Handlebars } = await import("./handlebars.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const environment = Handlebars.create();
	const known = registerHelpers(environment);
	const options = {
		noEscape: true,
		knownHelpersOnly: true,
		knownHelpers: {
			log: false,
			...Object.fromEntries(known.map((name) => [name, true]))
		}
	};
	const byName = new Map(files.map((file) => [file.name, file]));
	const compiled = /* @__PURE__ */ new Map();
	const compile = (key, text, path) => {
		let template = compiled.get(key);
		if (!template) {
			const program = environment.parse(text, path === void 0 ? {} : { srcName: path });
			makeStrict(program);
			template = environment.compile(program, options);
			compiled.set(key, template);
		}
		return template;
	};
	let depth = 0;
	const renderFile = (file, context, runtime) => {
		try {
			depth++;
			if (depth > MAX_DEPTH) throw new Located("this template includes itself, or one that includes it, without end", placeIn(file, /\{\{~?#?>/));
			return compile(file.path, file.text, file.path)(context, runtime);
		} catch (cause) {
			throw cause instanceof Located ? cause : new Located(reasonOf(cause, [...byName.keys()]), placeOfFailure(cause, file));
		} finally {
			depth--;
		}
	};
	for (const file of files) environment.registerPartial(file.name, (context, runtime) => renderFile(file, context, runtime));
	return {
		names: [...byName.keys()].toSorted(),
		render: (name, context) => {
			const file = byName.get(name);
			if (!file) throw new Error(`no template "${name}"`);
			try {
				return renderFile(file, bare(context));
			} catch (cause) {
				throw templateProblem(cause, {
					file: file.path,
					line: 1,
					column: 1
				});
			}
		},
		expression: (text, context, place) => {
			if (!text.includes("{{")) return text;
			try {
				return compile(`expression ${text}`, text)(bare(context));
			} catch (cause) {
				throw templateProblem(cause instanceof Located ? cause : new Located(reasonOf(cause, [...byName.keys()]), void 0), place);
			}
		},
		uses: (text) => {
			const names = /* @__PURE__ */ new Set();
			try {
				visitPaths(environment.parse(text), ({ data, parts: [first] }) => {
					if (!data && first !== void 0) names.add(first);
				});
			} catch {}
			return names;
		}
	};
}
function registerHelpers(environment) {
	const placed = (options, act) => {
		const place = placeOf(options.loc);
		try {
			return act(place);
		} catch (cause) {
			throw cause instanceof Located ? cause : new Located(cause instanceof Error ? cause.message : String(cause), place);
		}
	};
	for (const [name, helper] of Object.entries(helpers)) environment.registerHelper(name, (...args) => placed(args.at(-1), () => helper.run(...args.slice(0, -1))));
	environment.registerHelper(CALLS.value, function value(...args) {
		const [head, ...names] = args.slice(0, -1);
		return placed(args.at(-1), (place) => definedValue(this, head, names, place));
	});
	environment.registerHelper(CALLS.print, (value, options) => placed(options, (place) => printable(value, place)));
	const { each, blockHelperMissing } = environment.helpers;
	if (!each || !blockHelperMissing) throw new Error("Handlebars has no \"each\"");
	environment.registerHelper(CALLS.section, function section(value, options) {
		return blockHelperMissing.call(this, value, options);
	});
	environment.registerHelper("each", function eachItem(list, options) {
		if (typeof list !== "object") placed(options, () => {
			throw new Error(`"each" takes a list or a mapping, not ${typeof list === "string" ? `the text "${list}"` : String(list)}`);
		});
		return each.call(this, list, options);
	});
	environment.unregisterHelper("log");
	return [
		...Object.keys(helpers),
		...Object.keys(BLOCKS),
		...Object.values(CALLS),
		"lookup"
	];
}
function bare(context) {
	return Object.assign(Object.create(null), context);
}
function visitPaths(node, visit) {
	if (typeof node !== "object" || node === null) return;
	if ("type" in node && node.type === "PathExpression") visit(node);
	for (const [key, child] of Object.entries(node)) if (key !== "loc") visitPaths(child, visit);
}
function placeOfFailure(cause, file) {
	const { lineNumber, column } = cause;
	if (lineNumber !== void 0) return {
		file: file.path,
		line: lineNumber,
		column: (column ?? 0) + 1
	};
	const message = cause instanceof Error ? cause.message : "";
	const line = /^(?:Parse|Lexical) error on line (\d+)/.exec(message)?.[1];
	if (line !== void 0) return {
		file: file.path,
		line: Number(line),
		column: 1
	};
	const partial = MISSING_PARTIAL.exec(message)?.[1] ?? "";
	return placeIn(file, new RegExp(`(?<=\\{\\{~?#?>\\s*)${partial.replace(/[^\w/-]/g, "\\$&")}`));
}
function placeIn(file, pattern) {
	const match = pattern.exec(file.text);
	const before = file.text.slice(0, match?.index ?? 0).split("\n");
	return {
		file: file.path,
		line: before.length,
		column: (before.at(-1)?.length ?? 0) + 1,
		length: Math.max(1, match?.[0].length ?? 1)
	};
}
const MISSING_PARTIAL = /^The partial (\S+) could not be found/;
function reasonOf(cause, templates) {
	const message = cause instanceof Error ? cause.message : String(cause);
	const partial = MISSING_PARTIAL.exec(message)?.[1];
	if (partial === "@partial-block") return "this template is included without a block; write {{#> name}} … {{/name}}";
	if (partial !== void 0) return `there is no template "${partial}" to include${didYouMean(partial, templates)}`;
	const mismatch = /^(\S+) doesn't match (\S+)/.exec(message);
	if (mismatch) return `the block "${mismatch[1]}" is closed by {{/${mismatch[2]}}}`;
	if (/^(?:Parse|Lexical) error/.test(message)) return "the template is not valid Handlebars here: check that braces, quotes and blocks are closed (literal braces are written \\{{)";
	return message.replace(/ - \d+:\d+$/, "");
}
function templateProblem(cause, place) {
	return new ProblemsFound([error("template", cause.message, {
		place: cause.place ?? place,
		hint: cause.hint
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
	const root = resolve(dirname(path));
	const [templates, inputs] = await Promise.all([readTemplates(join(dirname(path), folder)).then(createTemplates), readValueInputs(root, valueSources(matrix))]);
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
function valueSources({ file }) {
	const axes = Object.values(file.axes ?? {}).flatMap((axis) => Array.isArray(axis) ? [] : Object.values(axis));
	const all = [
		file.values ?? {},
		...axes,
		...[...Object.values(file.targets), ...Object.values(file.stages ?? {})].map(({ values }) => values ?? {}),
		...(file.rules ?? []).map(({ set }) => set ?? {})
	].map(sourcesOf);
	return {
		files: all.flatMap(({ files }) => files),
		globs: all.flatMap(({ globs }) => globs)
	};
}

export { platformName as C, error as E, normalPlatform as S, ProblemsFound as T, distinct$1 as _, groupBy as a, cacheFolder as b, parseRepository as c, writeImageDefinition as d, writeOverride as f, countBySeverity as g, byWeight as h, plan as i, tagProblem as l, SEVERITIES as m, openWorkspace as n, isDigest as o, csvField as p, fileName as r, isPlainHttp as s, folderFromContext as t, writeDefinition as u, findingKey as v, exec as w, realHost as x, parseReport as y };