import { bakeAll, builderProblems, checkSentFiles, findBuilder, outsideIgnore, pushesByTag, secretProblems } from "../../bake/later.js";
import { layoutFolder, runAttributes, writeOverride } from "../../bake.js";
import { openGates, runGates } from "../../gates/later.js";
import { ProblemsFound, error, warning } from "../../problem.js";
import { JOURNAL_NAME } from "../../publish.js";
import { createStagingTags, publishImages, publishPreflight, publishProblems } from "../../publish/later.js";
import { attachRecords, imageIndex, readRefresh, signImages, signingProblems, writeRefresh } from "../../record/later.js";
import { RegistryError, checkPushAllowed, createRegistry } from "../../registry/later.js";
import { counted, shownPath } from "../../text.js";
import { environmentOf } from "../../effects.js";
import { references, refreshEpoch } from "../../plan.js";
import { table } from "../../text/later.js";
import { buildOutputs, planOutputs, sizes, status, summaryMarkdown } from "../../report/later.js";
import { planRun, renderedFiles } from "../command/later.js";
import { join, resolve } from "node:path";

// src/commands/build/preflight.ts
async function preflight(start, host) {
	const { job, destination, registry } = start;
	const { plan } = job;
	const caches = plan.images.flatMap(({ cacheTo }) => cacheTo).map((reference) => reference.slice(0, reference.lastIndexOf(":")));
	const builder = await checkBuilder(job, destination, host);
	const [sent, secrets, push, publish, signing, gates] = await Promise.all([
		checkSentFiles(job, builder.name, host),
		secretProblems(plan.images, {
			...host,
			root: job.root
		}, {
			fileExists: async (path) => await host.files.readText(resolve(job.root, path)) !== void 0,
			realPath: host.files.realPath
		}),
		destination === "push" ? checkPushAllowed([...plan.images.filter(({ output }) => output === "image").flatMap(({ repository, mirrors }) => [repository, ...mirrors]), ...caches], registry) : [],
		destination === "push" ? publishPreflight(job, registry, host) : [],
		signingProblems(job.request.build, host),
		openGates(start, host)
	]);
	const problems = [
		...partialPush(job, destination),
		...sent.problems,
		...signing,
		...secrets,
		...push,
		...publish,
		...gates.flatMap((gate) => gate.problems)
	];
	if (problems.some(({ severity }) => severity === "error")) throw new ProblemsFound(problems);
	return {
		gates,
		pushesByTag: pushesByTag(builder),
		remember: sent.remember,
		warnings: problems
	};
}
function partialPush({ request, plan }, destination) {
	if (destination !== "push" || request.platforms.length === 0 || request.build.tags.length > 0) return [];
	return plan.images.filter(({ platforms, allPlatforms }) => platforms.length < allPlatforms.length).map(({ id, platforms, allPlatforms }) => error("partial-push", `image "${id}" has the platforms ${allPlatforms.join(", ")}; its tags cannot be moved to an image with ${platforms.join(", ")} only`, { hint: "leave out --platform (input platforms), or give tags of their own with --tag (input tags)" }));
}
async function checkBuilder({ request, plan }, destination, host) {
	const builder = await findBuilder(request.build.builder === void 0 ? {} : { builder: request.build.builder }, host);
	if ("message" in builder) throw new ProblemsFound([builder]);
	const info = builder.driver === "docker" ? await host.exec({
		file: "docker",
		args: [
			"info",
			"--format",
			"{{json .DriverStatus}}"
		],
		env: environmentOf("docker", host.env),
		signal: host.signal
	}) : void 0;
	const problems = builderProblems(builder, plan.images, destination, info?.stdout.includes("io.containerd.snapshotter") ?? false);
	if (problems.length > 0) throw new ProblemsFound(problems);
	return builder;
}

// src/commands/build/refresh-run.ts
async function findEpoch({ plan, request }, registry, host) {
	const { refresh } = plan.settings;
	const forced = request.build.refresh;
	if (refresh === void 0) {
		if (!forced) return void 0;
		throw new ProblemsFound([error("refresh-unmarked", "--refresh (input refresh) needs \"refresh\" in the matrix", { hint: "add a line such as \"refresh: 7 days\", so that later runs do not go back to older steps in the cache" })]);
	}
	const { days, repository } = refresh;
	const isNew = forced || repository === void 0;
	const last = isNew ? void 0 : await readRefresh(repository, registry, host.signal).catch((cause) => {
		if (!(cause instanceof RegistryError)) throw cause;
		host.say(`when network inputs were last taken anew is not known: ${cause.message}`);
	});
	const epoch = refreshEpoch(host.now(), days, last, isNew);
	host.say(epoch === last ? `network inputs are those of ${epoch} (refresh: ${counted(days, "day")})` : `network inputs are taken anew (${epoch})`);
	return epoch;
}
async function keepEpoch(epoch, { plan }, registry, { signal }) {
	const repository = plan.settings.refresh?.repository;
	if (epoch === void 0 || repository === void 0) return [];
	try {
		await writeRefresh(repository, epoch, registry, signal);
		return [];
	} catch (cause) {
		if (!(cause instanceof RegistryError)) throw cause;
		return [warning("refresh-unrecorded", `that network inputs were taken anew could not be written down: ${cause.message}`, { hint: "until a run can write it, every run takes them anew" })];
	}
}

// src/commands/build/text.ts
function buildText(report) {
	const rows = report.images.map((image) => [
		image.image.id,
		status(image, report),
		image.image.platforms.join(" "),
		sizes(image),
		...image.gates.cells,
		`${image.steps.cached}/${image.steps.total}`,
		`${image.seconds.toFixed(1)} s`,
		image.outcome.kind === "built" ? image.outcome.candidate.digest.slice(0, 19) : "–"
	]);
	const { build, gates, publish } = report.seconds;
	const publishTime = report.destination === "push" ? `, publish ${publish.toFixed(1)} s` : "";
	const published = report.publish?.kind === "published" ? [...report.publish.moved, ...report.publish.unchanged].map(({ reference }) => `  ${reference}`).toSorted() : [];
	return [
		table([
			"IMAGE",
			"STATUS",
			"PLATFORMS",
			"SIZE",
			...report.columns.map((title) => title.toUpperCase()),
			"CACHED",
			"TIME",
			"DIGEST"
		], rows),
		"",
		...published.length > 0 ? ["Published:", ...published] : [],
		...report.files.layouts.length > 0 ? ["OCI layouts:", ...report.files.layouts.map((path) => `  ${path}`)] : [],
		`build ${build.toFixed(1)} s, gates ${gates.toFixed(1)} s${publishTime}`
	].join("\n");
}
function buildJson(report) {
	return {
		images: report.images.map(({ image, outcome, steps, seconds, gates }) => ({
			id: image.id,
			repository: image.repository,
			tags: references(image),
			...image.mirrors.length === 0 ? {} : { mirrors: image.mirrors },
			...outcome.kind === "built" ? {
				digest: outcome.candidate.digest,
				platforms: outcome.candidate.platforms
			} : outcome.kind === "exported" ? { folder: outcome.folder } : outcome.kind === "failed" ? { failed: outcome.message } : { cancelled: true },
			steps,
			seconds,
			...gates.json,
			sbomFiles: gates.sbomFiles,
			bases: gates.bases,
			policy: {
				platforms: gates.platforms,
				refused: gates.problems.filter(({ severity }) => severity === "error").map(({ code }) => code)
			}
		})),
		published: report.publish?.kind === "published" ? [...report.publish.moved, ...report.publish.unchanged] : [],
		problems: report.problems,
		files: report.files,
		seconds: report.seconds
	};
}

// src/commands/build/build.ts
const command = {
	conflict: ({ build }) => {
		if (build.push && build.load) return "--push and --load exclude each other: a pushed image is not loaded";
		if (!build.sign && build.signOptions.length > 0) return "--sign-option needs --sign";
		if (!build.push && (build.sign || build.attachRecord)) return `${build.sign ? "--sign" : "--attach-record"} needs --push: it is about images in a registry`;
	},
	run: async (asked, host, open) => {
		const { request, workspace, plan } = await planRun(asked, host, open);
		const out = request.out === void 0 ? join(workspace.root, "out") : resolve(host.cwd, request.out);
		const rendered = renderedFiles(request, workspace, out);
		const unlock = await host.lockFolder(out);
		try {
			return {
				plan,
				report: await build({
					request,
					root: workspace.root,
					plan,
					rendered,
					out
				}, host)
			};
		} finally {
			await unlock();
		}
	},
	text: ({ report }) => buildText(report),
	json: ({ report }) => buildJson(report),
	warnings: ({ plan }) => plan.warnings,
	problems: ({ report }) => report.problems,
	outputs: ({ plan, report }) => ({
		...planOutputs(plan),
		...buildOutputs(report)
	}),
	summary: ({ report }) => summaryMarkdown(report)
};
async function build(job, host) {
	const { request, out } = job;
	const destination = request.build.push ? "push" : request.build.load ? "load" : "layout";
	const registry = createRegistry(host);
	const ready = await preflight({
		job,
		destination,
		registry
	}, host);
	const settings = buildSettings(job, destination, {
		stagingRun: ready.pushesByTag ? host.uuid() : void 0,
		refreshEpoch: await findEpoch(job, registry, host)
	});
	const files = await writeInputs(job, settings, host);
	const started = host.now();
	const staging = createStagingTags({
		isOn: destination === "push" && job.plan.settings.staging === "tag",
		stagingRun: settings.stagingRun
	}, registry, request.build.concurrency * 2, host.signal);
	const baked = await bakeAll({
		job,
		settings,
		registry,
		onBuilt: staging.add
	}, host);
	await ready.remember();
	const built = baked.filter((image) => image.kind === "built");
	const buildProblems = baked.flatMap((image) => image.kind === "failed" ? [buildProblem(image)] : []);
	const buildSeconds = secondsSince(started, host);
	const gatesStarted = host.now();
	const gated = await runGates(ready.gates, host.signal.aborted ? [] : built, {
		job,
		settings,
		registry
	}, host).catch(async (cause) => {
		await staging.remove();
		throw cause;
	});
	const gatesSeconds = secondsSince(gatesStarted, host);
	const problems = [
		...ready.warnings,
		...buildProblems,
		...staging.problems(),
		...host.signal.aborted ? [error("cancelled", "the run was cancelled before anything was published")] : gated.problems
	];
	const publishStarted = host.now();
	const source = {
		facts: request.facts,
		dockerfileOf: dockerfileOf(job)
	};
	const isRefused = () => problems.some(({ severity }) => severity === "error");
	if (destination === "push" && !isRefused()) {
		if (request.build.sign) problems.push(...await signImages(built, request.build, host));
		if (request.build.attachRecord && !isRefused()) problems.push(...await attachRecords(built, gated, source, registry, {
			concurrency: request.build.concurrency,
			signal: host.signal
		}));
	}
	const published = destination === "push" && !isRefused() ? await publishImages(built, job, staging.tags(), registry, host) : void 0;
	if (published?.kind === "published") problems.push(...await keepEpoch(settings.refreshEpoch, job, registry, host));
	problems.push(...publishProblems(published, shownPath(join(out, JOURNAL_NAME), host.cwd)));
	if (published?.kind !== "rolled-back" || published.left.length === 0) problems.push(...await staging.remove());
	const report = {
		destination,
		images: baked.map((image) => ({
			image: image.image,
			outcome: outcomeOf(image),
			steps: image.steps,
			seconds: image.seconds,
			gates: gated.about(image.image)
		})),
		columns: gated.columns,
		...published ? { publish: published } : {},
		problems,
		files: {
			...files,
			...gated.files,
			layouts: destination === "layout" ? built.map(({ image }) => layoutFolder(image, settings)) : [],
			report: join(out, "report.json"),
			imageIndex: join(out, "image-index.json"),
			...published && await host.files.readText(join(out, "publish-journal.json")) !== void 0 ? { journal: join(out, JOURNAL_NAME) } : {}
		},
		seconds: {
			build: buildSeconds,
			gates: gatesSeconds,
			publish: secondsSince(publishStarted, host)
		}
	};
	try {
		await host.files.write([{
			path: report.files.report,
			text: `${JSON.stringify(buildJson(report), void 0, 2)}\n`
		}, {
			path: report.files.imageIndex,
			text: `${JSON.stringify(imageIndex(report, source), void 0, 2)}\n`
		}]);
	} catch (cause) {
		if (!(cause instanceof ProblemsFound)) throw cause;
		return {
			...report,
			problems: [...problems, ...cause.problems]
		};
	}
	return report;
}
function dockerfileOf({ rendered, plan }) {
	const texts = new Map(rendered.map(({ path, text }) => [path, text]));
	return ({ dockerfile, verbatim }) => (verbatim ? plan.verbatim : texts).get(dockerfile) ?? "";
}
function outcomeOf(image) {
	switch (image.kind) {
		case "built": return {
			kind: "built",
			candidate: image.candidate,
			metadata: image.metadata
		};
		case "exported": return {
			kind: "exported",
			folder: image.folder
		};
		case "failed": return {
			kind: "failed",
			message: image.message
		};
		case "cancelled": return { kind: "cancelled" };
	}
}
function buildProblem({ image, message, log }) {
	const last = log.slice(-10);
	return error("build-failed", `image "${image.id}" was not built: ${message}`, { hint: last.length === 0 ? void 0 : [`it ended with:`, ...last].join("\n  ") });
}
function buildSettings({ request, plan, out }, destination, { stagingRun, refreshEpoch }) {
	const { build } = request;
	return {
		destination,
		layouts: join(out, "oci"),
		exports: join(out, "local"),
		...stagingRun !== void 0 && destination === "push" ? { stagingRun } : {},
		cacheMode: plan.settings.cacheMode,
		readCache: build.cache !== "off",
		provenance: build.provenance,
		sbom: build.sbom,
		attestationsAs: build.attestationsAs,
		pull: build.pull,
		noCache: build.noCache,
		...refreshEpoch === void 0 ? {} : { refreshEpoch },
		labels: build.labels,
		annotations: build.annotations,
		...request.facts.created === void 0 ? {} : { created: request.facts.created }
	};
}
async function writeInputs(job, settings, host) {
	const { plan, out } = job;
	const bake = join(out, "docker-bake.hcl");
	const override = join(out, "docker-bake.override.hcl");
	const ignored = await outsideIgnore(job, host.files.readText);
	await host.files.remove(settings.layouts);
	if (settings.destination === "push") await host.files.remove(join(out, JOURNAL_NAME));
	await host.files.write([...ignored.map(({ path, text }) => ({
		path: join(out, path),
		text
	})), {
		path: override,
		text: writeOverride(new Map(plan.images.map((image) => [image.id, runAttributes(image, settings)])))
	}]);
	return {
		bake,
		override
	};
}
function secondsSince(started, { now }) {
	return (now() - started) / 1e3;
}

export { build, command };