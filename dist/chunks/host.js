import { M as groupBy } from "./test-schema.js";
import { n as error } from "./problem.js";
import { r as SEVERITIES } from "./templates.js";
import { C as safeParse, O as unknown, S as regex, T as string, b as pipe, g as optional, l as looseObject, m as number, t as array } from "./valibot.js";
import { i as readText, o as fileProblem } from "./matrix-files.js";
import { t as isFolder } from "./temporary2.js";
import { dirname, join, resolve } from "node:path";
import { access, mkdir, open, readFile, readdir, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { homedir, tmpdir } from "node:os";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// src/commands/plan/text.ts
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
		image.tags.map((reference) => `${reference.slice(image.repository.length)}${image.immutable.includes(reference) ? "*" : ""}`).join(" ")
	]));
	const mirrors = [...new Set(plan.images.flatMap((image) => image.mirrors))];
	const notes = [...plan.images.some(({ immutable }) => immutable.length > 0) ? ["* never moves"] : [], ...mirrors.length > 0 ? [`also published to ${mirrors.join(", ")}`] : []];
	const excluded = plan.excluded.map(({ target, combination, platforms, because }) => {
		return `  ${[
			target,
			...Object.entries(combination).map(([axis, value]) => `${axis} ${value}`),
			...platforms ? [platforms.join(" ")] : []
		].join(", ")}: ${because}`;
	});
	return [
		images,
		...notes.length > 0 ? ["", ...notes] : [],
		...excluded.length > 0 ? [
			"",
			"Excluded:",
			...excluded
		] : []
	].join("\n");
}
function table(header, rows) {
	const all = [header, ...rows];
	const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
	return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n");
}

// src/gates/gate/layer-name.ts
function layerName({ diffIds, madeBy }, diffId, baseLayers) {
	const index = diffIds.indexOf(diffId ?? "");
	if (index < 0) return void 0;
	const keyword = madeBy[index] ?? "";
	const place = baseLayers > 0 && index >= baseLayers ? `layer ${index - baseLayers + 1} above the base` : `layer ${index + 1}`;
	return keyword === "" ? place : `${place} (${/^[AEIOU]/.test(keyword) ? "an" : "a"} ${keyword})`;
}

// src/gates/size/size-limit.ts
const UNITS = {
	B: 1,
	kB: 1e3,
	MB: 1e6,
	GB: 1e9,
	KiB: 1024,
	MiB: 2 ** 20,
	GiB: 2 ** 30
};
function bytesOf(size) {
	const [, count = "", unit = ""] = /^([0-9.]+) ?([A-Za-z]+)$/.exec(size) ?? [];
	return Math.floor(Number(count) * (UNITS[unit] ?? NaN));
}
function sizeLimitOf(matrix, target, at) {
	const find = (key, read) => {
		for (const [declared, inTarget] of [[target?.["size-limit"], true], [matrix["size-limit"], false]]) {
			const written = parts(declared)[key];
			if (written !== void 0) return {
				most: read(written),
				written,
				...at ? { place: at(inTarget, typeof declared === "string" ? ["size-limit"] : ["size-limit", key]) } : {}
			};
		}
	};
	const [compressed, unpacked, growth] = [
		find("compressed", bytesOf),
		find("unpacked", bytesOf),
		find("growth", (written) => Number(written.slice(0, -1)) / 100)
	];
	return {
		...compressed ? { compressed } : {},
		...unpacked ? { unpacked } : {},
		...growth ? { growth } : {}
	};
}
function parts(declared) {
	return typeof declared === "string" ? { compressed: declared } : declared ?? {};
}
function sizeProblems(subject, limit, publishes, stored = []) {
	const { sizes } = subject;
	const { compressed, unpacked, growth } = limit;
	const unchecked = (what, why, { place }, next = "run again") => ({
		severity: publishes ? "error" : "warning",
		code: "size-unknown",
		message: `image "${subject.image}" (${subject.platform}): its ${what} could not be checked: ${why}`,
		...place ? { place } : {},
		...publishes ? { hint: `nothing is published that has not passed its gates; ${next}, or remove the limit from size-limit` } : {}
	});
	const problems = [];
	const check = (what, size, most, limitText, { place }) => {
		if (size <= most) return;
		problems.push(error("size-limit", `image "${subject.image}" (${subject.platform}) is ${readableBytes(size)} ${what}, ${readableBytes(size - most)} more than ${limitText}`, {
			place,
			hint: nextStep(subject, what, stored)
		}));
	};
	if (compressed !== void 0) {
		if (sizes.compressed === void 0) problems.push(unchecked("compressed size", "an image in the local engine is not compressed", compressed));
		else check("compressed", sizes.compressed, compressed.most, `the limit of ${compressed.written}`, compressed);
	}
	if (unpacked !== void 0) {
		if (sizes.unpacked === void 0) problems.push(unchecked("unpacked size", "only the scan finds it out, which was off or failed", unpacked, SCAN));
		else check("unpacked", sizes.unpacked, unpacked.most, `the limit of ${unpacked.written}`, unpacked);
	}
	if (growth !== void 0 && sizes.published !== "none") {
		if (sizes.compressed === void 0) problems.push(unchecked("growth", "an image in the local engine is not compressed", growth));
		else if (sizes.published === void 0) problems.push(unchecked("growth", subject.unknown ?? "the published image could not be read", growth));
		else check("compressed", sizes.compressed, sizes.published * (1 + growth.most), `${readableBytes(sizes.published)} of ${subject.tag ?? "the published image"} and ${growth.written} of growth allow`, growth);
	}
	return problems;
}
const SCAN = "scan it (scan: report refuses nothing)";
function unscannedLimits(limits) {
	return [...groupBy(limits.flatMap(({ unpacked }) => unpacked ?? []), (limit) => JSON.stringify(limit)).values()].map(([limit]) => error("size-unknown", `only the scan, which is off, finds out whether images are within the limit of ${limit?.written} unpacked`, {
		place: limit?.place,
		hint: `nothing is published that has not passed its gates; ${SCAN}, or remove the limit from size-limit`
	}));
}
function nextStep({ layers, config, baseLayers }, what, stored) {
	const known = what === "compressed" && stored.length > 0 ? stored.map((size, index) => ({
		size,
		diffId: config?.diffIds[index]
	})) : layers;
	const largest = known.map(({ diffId, size }, index) => ({
		size,
		step: index < baseLayers ? "the base image" : (config && layerName(config, diffId, baseLayers)) ?? `layer ${index + 1}`
	})).toSorted((a, b) => b.size - a.size).slice(0, 3).map(({ size, step }) => `${readableBytes(size)} ${step}`);
	return `${largest.length > 0 ? `the largest layers are ${largest.join("; ")}${known === layers && what === "compressed" ? " (unpacked)" : ""}; ` : ""}make them smaller, or raise size-limit`;
}
function readableBytes(count) {
	const [unit, size] = [
		"GB",
		"MB",
		"kB"
	].map((name) => [name, UNITS[name] ?? 1]).find(([, factor]) => count >= factor) ?? ["B", 1];
	const value = count / size;
	return `${unit === "B" ? Math.ceil(value) : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;
}

// src/report/image-row.ts
function sizes(report) {
	if (report.outcome.kind !== "built") return "–";
	const known = report.outcome.candidate.platforms.filter(({ size }) => size > 0);
	return known.length === 0 ? "–" : known.map(({ size }) => readableBytes(size)).join(" / ");
}
function vulnerabilities(report) {
	if (report.verdicts.length === 0) return "not scanned";
	if (report.verdicts.some(({ kind }) => kind === "failed")) return "scan failed";
	const scanned = report.verdicts.filter((verdict) => verdict.kind === "scanned");
	const found = SEVERITIES.toReversed().flatMap((severity) => {
		const worst = scanned.toSorted((a, b) => b.counts[severity] - a.counts[severity])[0];
		const count = worst?.counts[severity] ?? 0;
		const inBase = worst?.inBase[severity] ?? 0;
		return count === 0 ? [] : [`${count} ${severity}${inBase === 0 ? "" : inBase === count ? " (base)" : ` (${inBase} base)`}`];
	});
	return found.length === 0 ? "none" : found.join(", ");
}
function isTested({ images }) {
	return images.some((image) => image.tests.length > 0);
}
function tests({ tests: verdicts }) {
	const counts = [
		"failed",
		"broken",
		"skipped",
		"passed"
	].map((kind) => ({
		kind,
		count: verdicts.filter(({ outcome }) => outcome.kind === kind).length
	})).filter(({ count }) => count > 0);
	return counts.length === 0 ? "none" : counts.map(({ kind, count }) => `${count} ${kind === "broken" ? "not run" : kind}`).join(", ");
}
function status(image, { destination, publish, problems }) {
	if (image.outcome.kind !== "built") return image.outcome.kind;
	if (publish?.kind === "published") return "published";
	const failed = problems.some(({ severity }) => severity === "error");
	if (image.policy.problems.some(({ severity }) => severity === "error") || failed && (image.verdicts.some((verdict) => verdict.kind === "failed" || verdict.refused > 0) || image.tests.some(({ outcome }) => outcome.kind === "failed" || outcome.kind === "broken"))) return "refused";
	return destination === "push" ? "not published" : "built";
}

// src/commands/build/text.ts
function buildText(report) {
	const tested = isTested(report);
	const rows = report.images.map((image) => [
		image.image.id,
		status(image, report),
		image.image.platforms.join(" "),
		sizes(image),
		vulnerabilities(image),
		...tested ? [tests(image)] : [],
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
			...tested ? ["TESTS"] : [],
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
		images: report.images.map(({ image, outcome, steps, seconds, verdicts, sbomFiles, tests: results, bases, policy }) => ({
			id: image.id,
			repository: image.repository,
			tags: image.tags,
			...image.mirrors.length === 0 ? {} : { mirrors: image.mirrors },
			...outcome.kind === "built" ? {
				digest: outcome.candidate.digest,
				platforms: outcome.candidate.platforms
			} : outcome.kind === "exported" ? { folder: outcome.folder } : outcome.kind === "failed" ? { failed: outcome.message } : { cancelled: true },
			steps,
			seconds,
			scans: verdicts.map((verdict) => verdict.kind === "scanned" ? {
				platform: verdict.subject.platform,
				counts: verdict.counts,
				inBase: verdict.inBase,
				refused: verdict.refused,
				suppressed: verdict.suppressed
			} : {
				platform: verdict.subject.platform,
				failed: verdict.message
			}),
			tests: results.map(({ platform, test, seconds: time, outcome }) => ({
				platform,
				name: test,
				...outcome,
				seconds: time
			})),
			sbomFiles,
			bases,
			policy: {
				platforms: policy.platforms,
				refused: policy.problems.filter(({ severity }) => severity === "error").map(({ code }) => code)
			}
		})),
		published: report.publish?.kind === "published" ? [...report.publish.moved, ...report.publish.unchanged] : [],
		problems: report.problems,
		files: report.files,
		seconds: report.seconds
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

// src/host/durable-file.ts
async function writeDurable(path, text) {
	const temporary = `${path}.tmp`;
	try {
		await mkdir(dirname(path), { recursive: true });
		const file = await open(temporary, "w");
		try {
			await file.writeFile(text);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(temporary, path);
		await syncFolder(dirname(path));
	} catch (cause) {
		await rm(temporary, { force: true }).catch(() => {});
		throw fileProblem("write", cause, path);
	}
}
async function syncFolder(path) {
	const folder = await open(path, "r").catch(() => void 0);
	try {
		await folder?.sync().catch(() => {});
	} finally {
		await folder?.close();
	}
}

// src/host/releases.ts
async function gitReleases(exec, folder) {
	const [shallow, tags] = await Promise.all([exec({
		file: "git",
		args: ["rev-parse", "--is-shallow-repository"],
		cwd: folder
	}), exec({
		file: "git",
		args: ["tag", "--list"],
		cwd: folder
	})]);
	if (shallow.code !== 0 || tags.code !== 0) return {
		because: "there is no Git repository whose tags would say what was released",
		hint: "run this in a clone of the repository, or leave out \"highest\""
	};
	if (shallow.stdout.trim() === "true") return {
		because: "this clone is shallow and may lack tags",
		hint: "fetch the tags: git fetch --unshallow --tags (actions/checkout: fetch-depth: 0)"
	};
	return tags.stdout.split("\n").map((line) => line.trim()).filter(Boolean);
}
async function githubReleases({ exec, folder, repository, token }) {
	const known = await gitReleases(exec, folder);
	if (!("because" in known) && known.length > 0) return known;
	const [owner, repo] = repository.split("/");
	if (!token || !owner || !repo) return "because" in known ? {
		...known,
		hint: `${known.hint}, or give the action a github-token`
	} : known;
	try {
		const { getOctokit } = await import("./actions-github.js");
		const octokit = getOctokit(token);
		return (await octokit.paginate(octokit.rest.repos.listTags, {
			owner,
			repo,
			per_page: 100
		})).map(({ name }) => name);
	} catch (cause) {
		return {
			because: `GitHub did not say which tags there are (${cause instanceof Error ? cause.message : String(cause)})`,
			hint: "check that the token may read contents (permissions: contents: read), or check out with fetch-depth: 0"
		};
	}
}

// src/oci/platform.ts
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
	writeDurable,
	list: async (folder) => (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => !entry.isDirectory()).map(({ name }) => name).toSorted((a, b) => a < b ? -1 : 1),
	remove: async (path) => {
		await rm(path, {
			recursive: true,
			force: true
		}).catch((cause) => {
			throw fileProblem("write", cause, path);
		});
	}
};
function realHost(parts) {
	return {
		releases: (folder) => gitReleases(exec, folder),
		exec,
		fetch,
		env: process.env,
		sleep: (milliseconds, signal) => setTimeout$1(milliseconds, void 0, signal ? { signal } : {}),
		files,
		scanFiles,
		now: Date.now,
		...parts
	};
}
function cacheFolder(env) {
	return env["RUNNER_TOOL_CACHE"] ? join(env["RUNNER_TOOL_CACHE"], "docker-matrix") : join(env["XDG_CACHE_HOME"] ?? join(homedir() || tmpdir(), ".cache"), "docker-matrix");
}

export { table as S, sizeProblems as _, normalPlatform as a, planJson as b, exec as c, isTested as d, sizes as f, sizeLimitOf as g, vulnerabilities as h, layoutDocument as i, buildJson as l, tests as m, realHost as n, platformName as o, status as p, entryFor as r, githubReleases as s, cacheFolder as t, buildText as u, unscannedLimits as v, planText as x, layerName as y };