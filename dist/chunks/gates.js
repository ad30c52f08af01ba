import { t as readOrigins } from "./gates/gate.js";
import { n as policyGate } from "./gates/policy.js";
import { t as writeSboms } from "./gates/sbom.js";
import { a as sarifFiles, d as attribute, n as DEFAULT_TRIVY_VERSION, o as staleIgnores, s as gateImages, u as decide } from "./gates/scan.js";
import { t as testImages } from "./gates/tests.js";
import { join, relative } from "node:path";

// src/gates/gates.ts
async function runGates(built, context, host) {
	const { job, settings, registry, ready, policy } = context;
	const [sboms, results, tests, origins] = await Promise.all([
		writeSboms(built, {
			settings,
			registry,
			out: job.out
		}, host),
		ready.scanner === void 0 ? [] : gateImages(built, {
			scanner: ready.scanner,
			settings
		}, host),
		testImages(built, {
			job,
			settings,
			registry
		}, host),
		readOrigins(built, {
			settings,
			registry
		}, host)
	]);
	const scans = results.map((scan) => attributed(scan, origins(scan.subject.image, scan.subject.platform).base));
	const policies = new Map(await Promise.all(built.map(async (image) => [image.image.id, await policyGate(image, {
		job,
		settings,
		registry,
		scans,
		origins
	}, host)])));
	const decision = decide(scans, policy);
	return {
		images: new Map(built.map(({ image: { id }, candidate }) => [id, {
			verdicts: decision.verdicts.filter(({ subject }) => subject.image === id),
			sbomFiles: [...sboms.files.get(id) ?? [], ...scans.flatMap((scan) => scan.kind === "scanned" && scan.subject.image === id && scan.sbomFile ? [scan.sbomFile] : [])],
			tests: tests.verdicts.filter(({ image }) => image === id),
			bases: basesOf(candidate, origins),
			policy: policies.get(id) ?? {
				platforms: [],
				problems: []
			}
		}])),
		problems: [
			...sboms.problems,
			...decision.problems,
			...tests.problems,
			...[...policies.values()].flatMap(({ problems }) => problems),
			...stale(scans, context)
		],
		sarif: await writeSarif(scans, job, host),
		...tests.junit === void 0 ? {} : { junit: tests.junit }
	};
}
function attributed(scan, base) {
	return scan.kind === "scanned" && base ? {
		...scan,
		report: attribute(scan.report, base),
		base
	} : scan;
}
function basesOf({ platforms, image }, origins) {
	const known = platforms.flatMap(({ platform }) => {
		const { base } = origins(image, platform);
		return base ? [[platform, {
			name: base.name,
			digest: base.digest
		}]] : [];
	});
	return Object.fromEntries(known);
}
function stale(scans, { job, ready }) {
	const { plan, request } = job;
	const wanted = plan.images.filter(({ output }) => output === "image").reduce((sum, { platforms }) => sum + platforms.length, 0);
	if (request.targets.length > 0 || request.platforms.length > 0 || scans.length < wanted || scans.some(({ kind }) => kind === "failed")) return [];
	const reports = scans.flatMap((scan) => scan.kind === "scanned" ? [scan.report] : []);
	return staleIgnores(ready.ignores, reports.flatMap(({ suppressed }) => suppressed), reports.flatMap(({ findings, secrets }) => [...findings.map(({ id }) => id), ...secrets.map(({ rule }) => rule)]));
}
async function writeSarif(scans, job, host) {
	const files = sarifFiles(scans.flatMap((scan) => scan.kind === "scanned" ? [{
		image: scan.subject.image,
		platform: scan.subject.platform,
		findings: scan.report.findings,
		dockerfile: dockerfileInRepository(job, scan.subject.image)
	}] : []), job.request.build.trivy.version ?? "0.74.0").map(({ name, text }) => ({
		path: join(job.out, "scan", name),
		text
	}));
	await host.files.write(files);
	return files.map(({ path }) => path);
}
function dockerfileInRepository({ plan, workspace, request }, image) {
	const found = plan.images.find(({ id }) => id === image);
	const path = relative(process.cwd(), join(workspace.root, found?.dockerfile ?? "dockerfiles/Dockerfile")).split("\\").join("/");
	return path.startsWith("..") ? request.matrix : path;
}

export { runGates as t };