import { exportFolder, folderFromContext, formatHint, layoutFolder, outputAttributes, runAttributes, writeImageDefinition } from "../bake.js";
import { ProblemsFound, error } from "../problem.js";
import { localReferences } from "../plan.js";
import { readInstructions } from "../dockerfile.js";
import { counted, firstLine, pathFrom, reasonOf, shellPath } from "../text.js";
import { entryFor, layoutDocument, normalPlatform, platformName } from "../oci.js";
import { pLimit } from "../packages/p-limit.js";
import { environmentOf, isOfProgram, isOfRunner } from "../effects.js";
import { RegistryError } from "../registry/later.js";
import { readConfigDocument } from "../oci/later.js";
import { createHash } from "node:crypto";
import { basename, isAbsolute, join, relative, resolve } from "node:path";

// src/bake/bake-command.ts
function bakeCommand(run) {
	const allow = [...run.read.map((path) => `fs.read=${path}`), ...run.write.map((path) => `fs.write=${path}`)];
	return {
		file: "docker",
		args: [
			"buildx",
			"bake",
			...run.builder === void 0 ? [] : ["--builder", run.builder],
			"--file",
			run.definition,
			"--metadata-file",
			run.metadataFile,
			"--progress",
			"rawjson",
			...allow.flatMap((entitlement) => ["--allow", entitlement]),
			run.image
		],
		cwd: run.root,
		env: {
			...run.env,
			OTEL_TRACES_SAMPLER: "always_off",
			BUILDX_METADATA_PROVENANCE: "disabled"
		}
	};
}
function digestOf(metadata, image) {
	const entry = metadata[image];
	const digest = typeof entry === "object" && entry !== null ? entry["containerimage.digest"] : void 0;
	return typeof digest === "string" ? digest : void 0;
}

// src/bake/published-image.ts
async function publishedTwin(image, digest, registry, { signal }) {
	try {
		const built = await registry.manifest(image.repository, digest, signal);
		const looked = /* @__PURE__ */ new Set([digest]);
		for (const { name } of image.tags) {
			const present = await registry.resolve(image.repository, name, signal);
			if (present === void 0 || looked.has(present.digest)) continue;
			looked.add(present.digest);
			const manifest = await registry.manifest(image.repository, present.digest, signal);
			if (built && manifest && sameImages(built, manifest)) return present.digest;
		}
		return;
	} catch (cause) {
		if (cause instanceof RegistryError) return void 0;
		throw cause;
	}
}
function sameImages(one, other) {
	const [a, b] = [contentOf(one), contentOf(other)];
	return a !== void 0 && a === b;
}
function contentOf({ body }) {
	const { manifests, annotations = {} } = JSON.parse(new TextDecoder().decode(body));
	if (manifests === void 0) return void 0;
	const attested = (entry) => entry.annotations?.["vnd.docker.reference.digest"];
	const images = manifests.filter((entry) => attested(entry) === void 0);
	return JSON.stringify([
		images.map((entry) => JSON.stringify(entry)).toSorted(),
		manifests.flatMap((entry) => attested(entry) ?? []).toSorted(),
		Object.entries(annotations).toSorted(([a], [b]) => a < b ? -1 : 1)
	]);
}

// src/bake/candidate.ts
function loadedReference(image, { digest }) {
	return localReferences(image)[0] ?? digest;
}
async function readCandidate(image, digest, readManifest) {
	const read = async (reference) => JSON.parse(Buffer.from(await readManifest(reference)).toString("utf8"));
	const top = await read(digest);
	const entries = top.manifests ?? [{
		digest,
		size: 0
	}];
	const images = entries.filter((entry) => entry.annotations?.["vnd.docker.reference.type"] === void 0);
	const attestations = new Map(entries.filter((entry) => entry.annotations?.["vnd.docker.reference.type"] === "attestation-manifest").map((entry) => [entry.annotations?.["vnd.docker.reference.digest"], entry.digest]));
	const platforms = await Promise.all(images.map(async (entry) => {
		const attestation = attestations.get(entry.digest);
		const [manifest, statements] = await Promise.all([top.manifests ? read(entry.digest) : top, attestation ? read(attestation) : void 0]);
		const spdx = statements?.layers?.find((layer) => layer.annotations?.["in-toto.io/predicate-type"] === "https://spdx.dev/Document");
		const provenance = statements?.layers?.find((layer) => layer.annotations?.["in-toto.io/predicate-type"]?.startsWith("https://slsa.dev/provenance/"));
		return {
			platform: entry.platform ? platformName(entry.platform) : image.platforms[0] ?? "",
			digest: entry.digest,
			size: [...manifest.layers ?? [], ...manifest.config ? [manifest.config] : []].reduce((sum, { size }) => sum + size, 0),
			...manifest.config ? { config: manifest.config.digest } : {},
			layers: (manifest.layers ?? []).map(({ digest, size }) => ({
				digest,
				size
			})),
			...spdx ? { spdx: spdx.digest } : {},
			...provenance ? { provenance: provenance.digest } : {}
		};
	}));
	const wanted = [...new Set(image.platforms.map(normalPlatform))].toSorted();
	const built = platforms.map(({ platform }) => normalPlatform(platform)).toSorted();
	if (wanted.join() !== built.join()) throw new Error(`the built image has the platforms ${built.join(", ")}, not ${wanted.join(", ")}`);
	return {
		image: image.id,
		repository: image.repository,
		digest,
		platforms
	};
}
function spdxOf(statement) {
	const { predicate } = JSON.parse(Buffer.from(statement).toString("utf8"));
	if (typeof predicate !== "object" || predicate === null) throw new Error("the SBOM attestation holds no SPDX document");
	return `${JSON.stringify(predicate, void 0, 2)}\n`;
}

// src/bake/image-store.ts
function imageStore({ image, settings, registry }, host) {
	return settings.destination === "push" ? registryStore(registry, image.repository) : layoutStore(layoutFolder(image, settings), host.files.readBytes);
}
function registryStore(registry, repository) {
	const required = (digest) => (value) => {
		if (value === void 0) throw new Error(`${digest} is not in ${repository}`);
		return value;
	};
	return {
		manifest: async (digest) => required(digest)(await registry.manifest(repository, digest)).body,
		blob: async (digest) => required(digest)(await registry.blob(repository, digest))
	};
}
function layoutStore(folder, readBytes) {
	const read = (digest) => readBytes(join(folder, "blobs", ...digest.split(":")));
	return {
		manifest: read,
		blob: read
	};
}
async function readConfig(digest, platform, store) {
	const document = layoutDocument(Buffer.from(await store.manifest(digest)).toString("utf8"));
	if (document.kind === "manifest") return readConfigDocument(await store.blob(document.config));
	const entry = entryFor(platform, document.manifests);
	if (!entry) throw new Error(`${digest} has no ${platform}`);
	return readConfig(entry.digest, platform, store);
}

// src/bake/secrets.ts
function variableOf({ id, env, file }) {
	return file === void 0 ? env ?? id : void 0;
}
function secretVariables({ secrets }) {
	return secrets.flatMap((secret) => variableOf(secret) ?? []);
}
async function secretProblems(images, host, { fileExists, realPath }) {
	const distinct = new Map(images.flatMap((image) => image.secrets.map((secret) => [JSON.stringify(secret), {
		secret,
		image
	}])));
	return (await Promise.all([...distinct.values()].map(async ({ secret, image }) => {
		const { id, file, optional } = secret;
		const what = `the secret "${id}" of image "${image.id}"`;
		const name = variableOf(secret);
		const refused = name === void 0 ? await refusedFile(file ?? "", host, realPath) : refusedVariable(name, secret, host.isTrusted);
		if (refused !== void 0) return error("secret-refused", `${what} ${refused.because}`, { hint: refused.hint });
		if (optional) return void 0;
		if (name === void 0) return await fileExists(file ?? "") ? void 0 : error("secret-missing", `${what} is to be read from ${file}, which is not there`);
		return host.env[name] ? void 0 : error("secret-missing", `${what} has no value: the environment variable ${name} is not set`, { hint: `set it for this command: ${name}=… docker-matrix build, or "env: ${name}: \${{ secrets.… }}" on the step` });
	}))).filter((problem) => problem !== void 0);
}
function refusedVariable(name, { id, env }, isTrusted) {
	const passed = "pass it under a name of its own: \"env: MY_TOKEN: ${{ … }}\" on the step, and env: MY_TOKEN here";
	if (isOfRunner(name)) return {
		because: `is the environment variable ${name}, which belongs to the runner`,
		hint: passed
	};
	if (name === "GITHUB_TOKEN" && isTrusted && env === void 0) return {
		because: "would be GITHUB_TOKEN, which may be set for other programs",
		hint: `if its builds may have it: { id: ${id}, env: GITHUB_TOKEN }`
	};
	if (!isTrusted && (name === "GITHUB_TOKEN" || isOfProgram(name))) return {
		because: `is the environment variable ${name}, which builds of this run may not have: it is not trusted`,
		hint: passed
	};
}
async function refusedFile(file, { isTrusted, root }, realPath) {
	if (isTrusted) return void 0;
	const path = resolve(root, file);
	const way = relative(await realPath(root) ?? root, await realPath(path) ?? path);
	if (!isAbsolute(way) && !/^\.\.(?:[\\/]|$)/.test(way)) return void 0;
	return {
		because: `is the file ${file}, outside of the matrix's folder, which builds of this run may not have`,
		hint: "this run is not trusted: pass what it may have as an environment variable"
	};
}

// src/bake/progress.ts
const STEP = /^\[(?!internal\])[^\]]*\d+\/\d+\] (?!LINK )/;
function followBake(say) {
	const vertices = /* @__PURE__ */ new Map();
	const said = /* @__PURE__ */ new Set();
	const logs = /* @__PURE__ */ new Map();
	const plain = [];
	const line = (text) => {
		const event = readProgress(text);
		if (!event) {
			if (text.trim() !== "") plain.push(text);
			return;
		}
		for (const vertex of event.vertexes) {
			vertices.set(vertex.digest, {
				...vertices.get(vertex.digest),
				...vertex
			});
			if ((STEP.test(vertex.name) || /^exporting (?:to|cache)/.test(vertex.name)) && (vertex.started || vertex.cached) && !said.has(vertex.digest)) {
				said.add(vertex.digest);
				say(`${vertex.cached ? "CACHED " : ""}${oneLine(vertex.name)}`);
			}
			if (vertex.error !== void 0 && vertex.name.startsWith("importing cache manifest from ")) say(`no cache yet at ${vertex.name.replace(/^importing cache manifest from /, "")}`);
			else if (vertex.error) say(`FAILED ${oneLine(vertex.name)}`);
		}
		for (const log of event.logs) {
			const kept = [...logs.get(log.vertex) ?? [], ...Buffer.from(log.data, "base64").toString("utf8").split(/\r\n|\r|\n/).filter(Boolean)];
			logs.set(log.vertex, kept.slice(-30));
		}
	};
	return {
		line,
		steps: () => {
			const steps = /* @__PURE__ */ new Map();
			for (const { name, cached } of vertices.values()) if (STEP.test(name) && !/\] FROM /.test(name)) steps.set(name, (steps.get(name) ?? false) || cached === true);
			return {
				total: steps.size,
				cached: [...steps.values()].filter(Boolean).length
			};
		},
		failure: () => {
			const failed = [...vertices.values()].find(({ name, error }) => error && !/context canceled/.test(error) && !name.startsWith("importing cache"));
			const errorAt = plain.findLastIndex((text) => /^(?:ERROR|error)/i.test(text));
			const errorLine = plain[errorAt] ?? plain.at(-1) ?? "it gave no reason";
			const reason = (errorAt !== -1 && errorLine.endsWith(":") ? [errorLine, ...plain.slice(errorAt + 1, errorAt + 4)].join(" ") : errorLine).replace(/^ERROR: (?:failed to (?:build|solve): )*/i, "").replace(/^failed to solve: /, "");
			const end = reason.replace(/^process ".*" did not complete successfully: /, "");
			return {
				message: failed ? `${oneLine(failed.name)}: ${end}` : reason,
				log: failed ? logs.get(failed.digest) ?? [] : plain.slice(-30)
			};
		}
	};
}
function readProgress(text) {
	if (!text.startsWith("{")) return void 0;
	let event;
	try {
		event = JSON.parse(text);
	} catch {
		return;
	}
	const { vertexes, logs } = event;
	return {
		vertexes: listOf(vertexes).filter((item) => hasTypes(item, {
			digest: "string",
			name: "string"
		}, VERTEX_DETAILS)),
		logs: listOf(logs).filter((item) => hasTypes(item, {
			vertex: "string",
			stream: "number",
			data: "string"
		}))
	};
}
const VERTEX_DETAILS = {
	started: "string",
	completed: "string",
	cached: "boolean",
	error: "string"
};
function listOf(value) {
	return Array.isArray(value) ? value : [];
}
function hasTypes(value, needed, others = {}) {
	if (typeof value !== "object" || value === null) return false;
	const typeOf = (name) => typeof value[name];
	return Object.entries(needed).every(([name, type]) => typeOf(name) === type) && Object.entries(others).every(([name, type]) => [type, "undefined"].includes(typeOf(name)));
}
function oneLine(text) {
	const flat = text.replace(/\s+/g, " ");
	return flat.length > 140 ? `${flat.slice(0, 139)}…` : flat;
}
const SERVER_ERRORS = [
	"Too Many Requests",
	"Internal Server Error",
	"Bad Gateway",
	"Service Unavailable",
	"Gateway Timeout"
].join("|");
const TRANSIENT = new RegExp([
	"blob unknown",
	"DeadlineExceeded",
	String.raw`ref \S+ locked for`,
	"deadline exceeded",
	"no such job",
	"connection reset",
	"unexpected EOF",
	"i/o timeout",
	"TLS handshake timeout",
	String.raw`\b(?:429|500|502|503|504)\b (?:${SERVER_ERRORS})`
].join("|"), "i");
function isTransient(message) {
	return TRANSIENT.test(message);
}

// src/bake/bake-image.ts
const TRIES = 3;
async function bakeImage(task, host) {
	const { image, job, settings } = task;
	if (host.signal.aborted) return {
		kind: "cancelled",
		image,
		steps: {
			total: 0,
			cached: 0
		},
		seconds: 0
	};
	const started = host.now();
	const say = (line) => host.say(`${image.id}: ${line}`);
	const folder = join(job.out, "bake");
	const definition = join(folder, `${image.id}.hcl`);
	const metadataFile = join(folder, `${image.id}.metadata.json`);
	await host.files.remove(metadataFile);
	await host.files.write([{
		path: definition,
		text: writeImageDefinition(image, folderFromContext(job.root, job.plan.settings.context, job.out), {
			...runAttributes(image, settings),
			...outputAttributes(image, settings),
			contexts: task.contexts
		})
	}]);
	const command = bakeCommand({
		image: image.id,
		definition,
		metadataFile,
		root: job.root,
		read: [job.out],
		write: [job.out],
		env: environmentOf("docker", host.env, secretVariables(image)),
		...job.request.build.builder === void 0 ? {} : { builder: job.request.build.builder }
	});
	for (let attempt = 1;; attempt += 1) {
		const progress = followBake(say);
		const result = await host.exec({
			...command,
			onProgress: progress.line,
			signal: host.signal
		});
		const seconds = (host.now() - started) / 1e3;
		const steps = progress.steps();
		const failed = (message, log = []) => {
			say(`FAILED after ${seconds.toFixed(0)} s: ${message}`);
			return {
				kind: "failed",
				image,
				steps,
				seconds,
				message,
				log
			};
		};
		if (host.signal.aborted) {
			say("cancelled");
			return {
				kind: "cancelled",
				image,
				steps,
				seconds
			};
		}
		if (result.code !== 0) {
			const { message, log } = progress.failure();
			if (attempt < TRIES && isTransient(message)) {
				say(`trying again (${attempt + 1} of ${TRIES}): ${message}`);
				await host.sleep(2e3 * attempt);
				continue;
			}
			for (const line of log) say(`  ${line}`);
			const hint = settings.destination === "push" ? formatHint(message, settings.attestationsAs) : void 0;
			return failed(hint === void 0 ? message : `${message}; ${hint}`, log);
		}
		try {
			const metadata = JSON.parse(await host.files.readText(metadataFile) ?? "{}");
			if (image.output === "local") {
				const exported = exportFolder(image, settings);
				say(`exported in ${`${seconds.toFixed(1)} s`} to ${exported}, ${steps.cached} of ${steps.total} steps cached`);
				return {
					kind: "exported",
					image,
					steps,
					seconds,
					folder: exported
				};
			}
			const digest = digestOf(metadata, image.id);
			if (digest === void 0) return failed("bake gave no digest for it");
			const read = async (reference) => readCandidate(image, reference, imageStore(task, host).manifest);
			const pushed = settings.destination === "load" ? loaded(image, digest) : await read(digest);
			const published = settings.destination === "push" ? await publishedTwin(image, digest, task.registry, host) : void 0;
			const twin = published === void 0 ? void 0 : await read(published);
			const candidate = twin && attestationsOf(twin) === attestationsOf(pushed) ? twin : pushed;
			say(`${candidate === twin ? "nothing new" : "built"} in ${seconds.toFixed(1)} s, ${steps.cached} of ${steps.total} steps cached`);
			return {
				kind: "built",
				image,
				steps,
				seconds,
				candidate,
				metadata: {
					...metadata[image.id],
					"containerimage.digest": candidate.digest
				}
			};
		} catch (cause) {
			return failed(reasonOf(cause));
		}
	}
}
function loaded(image, digest) {
	return {
		image: image.id,
		repository: image.repository,
		digest,
		platforms: image.platforms.map((platform) => ({
			platform,
			digest,
			size: 0,
			layers: []
		}))
	};
}
function attestationsOf({ platforms }) {
	return platforms.map(({ platform, spdx, provenance }) => [
		platform,
		spdx === void 0 ? "" : "sbom",
		provenance === void 0 ? "" : "provenance"
	].join(" ")).toSorted().join("\n");
}

// src/bake/bake-all.ts
async function bakeAll({ job, settings, registry, onBuilt }, host) {
	const limit = pLimit(job.request.build.concurrency);
	const started = /* @__PURE__ */ new Map();
	const byId = new Map(job.plan.images.map((image) => [image.id, image]));
	const bake = (id) => {
		const running = started.get(id);
		if (running) return running;
		const image = byId.get(id);
		if (!image) throw new Error(`no image "${id}"`);
		const result = (async () => {
			const contexts = {};
			for (const [name, context] of Object.entries(image.contexts)) if (context.kind === "written") contexts[name] = context.text;
			else {
				const built = await bake(context.id);
				if (built.kind !== "built") return {
					kind: "failed",
					image,
					steps: {
						total: 0,
						cached: 0
					},
					seconds: 0,
					message: `the image "${context.id}", which it takes files from, was not built`,
					log: []
				};
				contexts[name] = contextOf(built, settings);
			}
			const baked = await limit(() => bakeImage({
				image,
				job,
				settings,
				registry,
				contexts
			}, host)).catch((cause) => {
				if (!(cause instanceof ProblemsFound)) throw cause;
				return {
					kind: "failed",
					image,
					steps: {
						total: 0,
						cached: 0
					},
					seconds: 0,
					message: cause.problems.map(({ message }) => message).join("; "),
					log: []
				};
			});
			await onBuilt?.(baked);
			return baked;
		})();
		started.set(id, result);
		return result;
	};
	return Promise.all(job.plan.images.map(({ id }) => bake(id)));
}
function contextOf({ image, candidate }, settings) {
	switch (settings.destination) {
		case "push": return `docker-image://${image.repository}@${candidate.digest}`;
		case "load": return `docker-image://${loadedReference(image, candidate)}`;
		case "layout": return `oci-layout://${layoutFolder(image, settings)}@${candidate.digest}`;
	}
}

// src/bake/ignore-output.ts
async function outsideIgnore({ rendered, plan: { settings }, root, out }, readText) {
	const context = resolve(root, settings.context);
	const inside = pathFrom(context, out);
	if (inside === "" || inside.startsWith("..")) return rendered;
	const projectIgnore = settings.hasIgnore ? void 0 : await readText(`${context}/.dockerignore`) ?? "";
	return rendered.flatMap((file) => {
		if (projectIgnore === void 0) return [file.path.endsWith(".dockerignore") ? {
			...file,
			text: withLine(file.text, inside)
		} : file];
		return file.path.endsWith("Dockerfile") ? [file, {
			path: `${file.path}.dockerignore`,
			text: withLine(projectIgnore, inside)
		}] : [file];
	});
}
function withLine(text, line) {
	return `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`;
}

// src/bake/builder.ts
function parseBuilder(inspect) {
	const field = (name) => new RegExp(`^${name}:[ \\t]+(.*)$`, "m").exec(inspect)?.[1]?.trim() ?? "";
	const platforms = [...inspect.matchAll(/^Platforms:[ \t]+(.*)$/gm)].flatMap(([, list]) => (list ?? "").split(",").map((platform) => platform.trim().replace(/\*$/, "")));
	return {
		name: field("Name"),
		driver: field("Driver"),
		platforms: [...new Set(platforms.filter(Boolean))],
		nodes: [...inspect.matchAll(/^Endpoint:/gm)].length
	};
}
const SETUP = "create one with \"docker buildx create --use --driver docker-container\", or in GitHub Actions with docker/setup-buildx-action";
function pushesByTag({ driver, nodes }) {
	return driver === "docker" || nodes > 1;
}
function builderProblems(builder, images, destination, containerdStore) {
	const problems = [];
	if (builder.driver === "docker" && destination === "push" && !containerdStore) problems.push(error("builder-cannot-push", `the builder "${builder.name}" has the docker driver without the containerd image store, which cannot push an image before its tags`, { hint: SETUP }));
	if (builder.driver === "docker" && destination === "layout" && !containerdStore) problems.push(error("builder-cannot-export", `the builder "${builder.name}" has the docker driver without the containerd image store, which cannot write OCI layouts`, { hint: `${SETUP}; or use --load` }));
	if (destination === "load") for (const image of images.filter(({ platforms }) => platforms.length > 1)) problems.push(error("load-one-platform", `image "${image.id}" has ${image.platforms.length} platforms, and --load takes one`, { hint: `choose one: --platform ${image.platforms[0] ?? "linux/amd64"}` }));
	const missing = [...new Set(images.flatMap(({ platforms }) => platforms))].filter((platform) => !builder.platforms.includes(platform));
	if (missing.length > 0) problems.push(error("builder-platform", `the builder "${builder.name}" cannot build for ${missing.join(", ")} (it has ${builder.platforms.join(", ")})`, { hint: "set up emulation with \"docker run --privileged --rm tonistiigi/binfmt --install all\", or docker/setup-qemu-action; or choose platforms with --platform" }));
	return problems;
}

// src/bake/engine.ts
async function findBuilder({ builder, why, otherwise }, { exec, env: ours, signal }) {
	const env = environmentOf("docker", ours);
	const reason = why === void 0 ? "" : `, ${why}`;
	const alternative = otherwise === void 0 ? "" : `; or ${otherwise}`;
	const version = await exec({
		file: "docker",
		args: ["buildx", "version"],
		env,
		signal
	});
	if (version.code === 127) return error("no-docker", `there is no docker on PATH${reason}`, { hint: `install Docker Engine or Docker Desktop: https://docs.docker.com/engine/install/${alternative}` });
	if (version.code !== 0) return error("no-buildx", `docker has no buildx${reason}: ${errorLine(version.stderr)}`, { hint: `install the plugin: https://github.com/docker/buildx#installing (Debian: docker-buildx)${alternative}` });
	const inspect = await exec({
		file: "docker",
		args: [
			"buildx",
			"inspect",
			"--bootstrap",
			...builder === void 0 ? [] : ["--", builder]
		],
		env,
		signal
	});
	const parsed = parseBuilder(inspect.stdout);
	const silence = inspect.code === 0 ? /^Error:[ \t]+(.*)$/m.exec(inspect.stdout)?.[1] ?? `"${parsed.name}" names no platforms` : errorLine(inspect.stderr);
	if (inspect.code !== 0 || parsed.platforms.length === 0) return error("no-builder", `no builder answers: ${silence}`, { hint: `start the Docker engine, or choose a builder from "docker buildx ls" with --builder${alternative}` });
	return parsed;
}
function errorLine(stderr) {
	return firstLine(stderr).replace(/^ERROR: /, "");
}

// src/bake/sent-files.ts
const NAMED = 5;
const NOTHING = {
	problems: [],
	remember: async () => {}
};
async function checkSentFiles(job, builder, host) {
	const { plan, rendered, root, out } = job;
	const dockerfiles = [...rendered.map(({ text }) => text), ...plan.verbatim.values()];
	if (host.env["RUNNER_ENVIRONMENT"] === "github-hosted" || !dockerfiles.some(readsContext)) return NOTHING;
	const context = resolve(root, plan.settings.context);
	const key = createHash("sha256").update(`${builder}\n${basename(context)}`).digest("hex").slice(0, 16);
	const memory = join(host.cacheFolder, "sent-files", `${key}.json`);
	const sent = parse(await host.files.readText(memory));
	const files = await host.files.contextFiles(context, {
		known: sent,
		without: [out]
	});
	const unseen = [...files].flatMap(([path, file]) => isUnseen(sent.get(path), file) ? [path] : []);
	return {
		problems: unseen.length === 0 ? [] : [error("stale-context", `${counted(unseen.length, "file")} changed since the last build, but not in size and time, so that the builder "${builder}" would take the old content: ${unseen.slice(0, NAMED).join(", ")}${unseen.length > NAMED ? " …" : ""}`, { hint: `give them another time: touch ${unseen.slice(0, NAMED).map(shellPath).join(" ")}` })],
		remember: async () => host.files.write([{
			path: memory,
			text: JSON.stringify(Object.fromEntries(files))
		}])
	};
}
function readsContext(dockerfile) {
	return readInstructions(dockerfile).instructions.some(({ keyword, flags, text, heredocs }) => {
		const names = (flag) => flags.some(({ name }) => name === flag);
		if (keyword === "ADD") return true;
		if (keyword === "COPY") return !names("--from") && !(heredocs.length > 0 && /^<<\S+\s+\S+$/.test(text));
		return keyword === "RUN" && flags.some(({ name, value }) => name === "--mount" && !/(?:^|,)(?:from=|type=(?!bind))/.test(value));
	});
}
function isUnseen(sent, now) {
	return sent !== void 0 && sent.size === now.size && sent.modified === now.modified && sent.hash !== void 0 && now.hash !== void 0 && sent.hash !== now.hash;
}
function parse(text) {
	try {
		return new Map(Object.entries(JSON.parse(text ?? "{}")));
	} catch {
		return /* @__PURE__ */ new Map();
	}
}

export { bakeAll, builderProblems, checkSentFiles, contextOf, findBuilder, followBake, imageStore, isTransient, loadedReference, outsideIgnore, pushesByTag, readConfig, readProgress, secretProblems, spdxOf };