import { t as pLimit } from "./p-limit.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { t as folderFromContext } from "./workspace.js";
import { _ as sizeProblems, a as normalPlatform, g as sizeLimitOf, i as layoutDocument, l as buildJson, o as platformName, r as entryFor, t as cacheFolder, v as unscannedLimits, y as layerName } from "./host.js";
import { i as csvField, n as writeImageDefinition, r as writeOverride } from "./definition.js";
import { a as publishProblems, c as reasonOf$1, f as publishPreflight, g as stagingTag, h as loginHint, i as publishImages, m as digestOf$1, p as hostRegistry, r as unstage, t as stage } from "./staging.js";
import { C as safeParse, O as unknown, T as string, _ as parse, a as getDotPath, b as pipe, c as literal, f as minLength, g as optional, l as looseObject, m as number, n as boolean, p as nullish, t as array, x as record, y as picklist } from "./valibot.js";
import { r as parseRepository } from "./reference.js";
import { a as isTestablePath, c as TEST_STAGE, d as probeDockerfile, g as hasSecretName, l as commandDockerfile, m as publishedReferences, n as PATH_RULE, o as IMAGE_CONTEXT, t as compilePattern } from "./pattern.js";
import { M as groupBy } from "./test-schema.js";
import { r as SEVERITIES } from "./templates.js";
import { t as readYaml } from "./source.js";
import { C as didYouMean } from "./tag-schema.js";
import { n as builderProblems, r as pushesByTag, t as findBuilder } from "./engine.js";
import { t as boundedMatch } from "./bounded-match.js";
import { t as JOURNAL_NAME } from "./journal.js";
import { t as version } from "./tool.js";
import { Readable } from "node:stream";
import { setMaxListeners } from "node:events";
import { createHash, randomUUID } from "node:crypto";
import { delimiter, join, relative, resolve } from "node:path";
import { access, chmod, constants, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

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

// src/bake/candidate.ts
async function readCandidate(image, digest, readManifest) {
	const read = async (of) => JSON.parse(Buffer.from(await readManifest(of)).toString("utf8"));
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
	const wanted = image.platforms.map(normalPlatform).toSorted();
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
function registryStore(registry, repository) {
	const found = (what) => (value) => {
		if (value === void 0) throw new Error(`${what} is not in ${repository}`);
		return value;
	};
	return {
		manifest: async (digest) => found(digest)(await registry.manifest(repository, digest)).body,
		blob: async (digest) => found(digest)(await registry.blob(repository, digest))
	};
}
function layoutStore(folder, readBytes) {
	const read = (digest) => readBytes(join(folder, "blobs", ...digest.split(":")));
	return {
		manifest: read,
		blob: read
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
		for (const vertex of event.vertexes ?? []) {
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
		for (const log of event.logs ?? []) {
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
			const at = plain.findLastIndex((text) => /^(?:ERROR|error)/i.test(text));
			const said = plain[at] ?? plain.at(-1) ?? "it gave no reason";
			const reason = (at !== -1 && said.endsWith(":") ? [said, ...plain.slice(at + 1, at + 4)].join(" ") : said).replace(/^ERROR: (?:failed to (?:build|solve): )*/i, "").replace(/^failed to solve: /, "");
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
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function oneLine(text) {
	const flat = text.replace(/\s+/g, " ");
	return flat.length > 140 ? `${flat.slice(0, 139)}…` : flat;
}
function isTransient(message) {
	return /blob unknown|DeadlineExceeded|ref \S+ locked for|deadline exceeded|no such job|connection reset|unexpected EOF|i\/o timeout|TLS handshake timeout|\b(?:429|500|502|503|504)\b (?:Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)/i.test(message);
}

// src/bake/run-attributes.ts
function layoutFolder(image, settings) {
	return `${settings.layouts}/${image.id}`;
}
function exportFolder(image, settings) {
	return `${settings.exports}/${image.id}`;
}
function runAttributes(image, settings) {
	const labels = {
		...image.labels,
		...settings.labels
	};
	return {
		tags: image.tags,
		labels,
		annotations: annotations({
			...labels,
			...settings.annotations
		}, image.platforms.length > 1 || isAttested(settings.provenance, settings) || isAttested(settings.sbom, settings)),
		attest: attestations(settings),
		"cache-from": settings.readCache ? image.cacheFrom.map((reference) => `type=registry,ref=${reference}`) : [],
		"cache-to": image.cacheTo.map((reference) => `type=registry,ref=${reference},mode=${settings.cacheMode},image-manifest=true,oci-mediatypes=true,ignore-error=true`),
		...settings.pull ? { pull: true } : {},
		...settings.noCache ? { "no-cache": true } : {}
	};
}
function outputAttributes(image, settings) {
	if (image.output === "local") return {
		tags: [],
		attest: [],
		annotations: [],
		output: [`type=local,${csvField("dest", exportFolder(image, settings))}`]
	};
	const time = epoch(settings);
	switch (settings.destination) {
		case "push":
			if (settings.stagingRun !== void 0) return {
				tags: [],
				output: [`type=image,${csvField("name", `${image.repository}:${stagingTag(image.id, settings.stagingRun)}`)},push=true${time}`]
			};
			return {
				tags: [],
				output: [`type=image,${csvField("name", image.repository)},push-by-digest=true,name-canonical=true,push=true${time}`]
			};
		case "load": return { output: [`type=docker${time}`] };
		case "layout": return {
			tags: [],
			output: [`type=oci,tar=false,${csvField("dest", layoutFolder(image, settings))}${time}`]
		};
	}
}
function epoch({ created }) {
	return created === void 0 ? "" : `,source-date-epoch=${Math.floor(Date.parse(created) / 1e3)}`;
}
function isAttested(setting, { destination }) {
	return setting !== "false" && destination !== "load";
}
function attestations(settings) {
	const attestation = (type, setting, parameters) => `type=${type}${isAttested(setting, settings) ? setting === "true" ? parameters : `,${setting}` : ",disabled=true"}`;
	return [attestation("provenance", settings.provenance, ",mode=min"), attestation("sbom", settings.sbom, "")];
}
function annotations(texts, index) {
	return Object.entries(texts).map(([name, text]) => `${index ? "index,manifest" : "manifest"}:${name}=${text}`);
}

// src/bake/bake-image.ts
const TRIES$1 = 3;
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
	const started = Date.now();
	const say = (line) => host.say(`${image.id}: ${line}`);
	const folder = join(job.out, "bake");
	const definition = join(folder, `${image.id}.hcl`);
	const metadataFile = join(folder, `${image.id}.metadata.json`);
	await host.files.remove(metadataFile);
	await host.files.write([{
		path: definition,
		text: writeImageDefinition(image, folderFromContext(job.workspace, job.out), {
			...runAttributes(image, settings),
			...outputAttributes(image, settings),
			contexts: task.contexts
		})
	}]);
	const command = bakeCommand({
		image: image.id,
		definition,
		metadataFile,
		root: job.workspace.root,
		read: [job.out],
		write: [job.out],
		env: host.env,
		...job.request.build.builder === void 0 ? {} : { builder: job.request.build.builder }
	});
	for (let attempt = 1;; attempt += 1) {
		const progress = followBake(say);
		const result = await host.exec({
			...command,
			onProgress: progress.line,
			signal: host.signal
		});
		const seconds = (Date.now() - started) / 1e3;
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
			if (attempt < TRIES$1 && isTransient(message)) {
				say(`trying again (${attempt + 1} of ${TRIES$1}): ${message}`);
				await host.sleep(2e3 * attempt);
				continue;
			}
			for (const line of log) say(`  ${line}`);
			return failed(message, log);
		}
		try {
			const metadata = JSON.parse(await host.files.readText(metadataFile) ?? "{}");
			if (image.output === "local") {
				say(`exported in ${seconds.toFixed(1)} s to ${exportFolder(image, settings)}, ${steps.cached} of ${steps.total} steps cached`);
				return {
					kind: "exported",
					image,
					steps,
					seconds,
					folder: exportFolder(image, settings)
				};
			}
			const digest = digestOf(metadata, image.id);
			if (digest === void 0) return failed("bake gave no digest for it");
			const candidate = settings.destination === "load" ? loaded(image, digest) : await readCandidate(image, digest, imageStore(task, host).manifest);
			say(`built in ${seconds.toFixed(1)} s, ${steps.cached} of ${steps.total} steps cached`);
			return {
				kind: "built",
				image,
				steps,
				seconds,
				candidate,
				metadata: metadata[image.id] ?? {}
			};
		} catch (cause) {
			return failed(cause instanceof Error ? cause.message : String(cause));
		}
	}
}
function imageStore({ image, settings, registry }, host) {
	return settings.destination === "push" ? registryStore(registry, image.repository) : layoutStore(layoutFolder(image, settings), host.files.readBytes);
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

// src/bake/bake-all.ts
const OWN_IMAGE = /^image:(.+)$/;
async function bakeAll({ job, settings, registry, onBuilt }, host) {
	const limit = pLimit(job.request.build.concurrency);
	const started = /* @__PURE__ */ new Map();
	const byId = new Map(job.plan.images.map((image) => [image.id, image]));
	const bake = (id) => {
		const known = started.get(id);
		if (known) return known;
		const image = byId.get(id);
		if (!image) throw new Error(`no image "${id}"`);
		const result = (async () => {
			const contexts = {};
			for (const [name, context] of Object.entries(image.contexts)) {
				const other = OWN_IMAGE.exec(context)?.[1];
				if (other === void 0) contexts[name] = context;
				else {
					const built = await bake(other);
					if (built.kind !== "built") return {
						kind: "failed",
						image,
						steps: {
							total: 0,
							cached: 0
						},
						seconds: 0,
						message: `the image "${other}", which it takes files from, was not built`,
						log: []
					};
					contexts[name] = contextOf(built, settings);
				}
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
		case "load": return `docker-image://${image.tags[0] ?? candidate.digest}`;
		case "layout": return `oci-layout://${layoutFolder(image, settings)}@${candidate.digest}`;
	}
}

// src/bake/ignore-output.ts
async function outsideIgnore(rendered, workspace, out, readText) {
	const context = resolve(workspace.root, workspace.matrix.file.context ?? ".");
	const inside = relative(context, out).split("\\").join("/");
	if (inside === "" || inside.startsWith("..")) return rendered;
	const own = workspace.matrix.file.ignore === void 0 ? await readText(`${context}/.dockerignore`) ?? "" : void 0;
	return rendered.flatMap((file) => {
		if (own === void 0) return [file.path.endsWith(".dockerignore") ? {
			...file,
			text: withLine(file.text, inside)
		} : file];
		return file.path.endsWith("Dockerfile") ? [file, {
			path: `${file.path}.dockerignore`,
			text: withLine(own, inside)
		}] : [file];
	});
}
function withLine(text, line) {
	return `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`;
}

// src/gates/gate/gate.ts
const NOT_GATED = {
	verdicts: [],
	sbomFiles: [],
	tests: [],
	bases: {},
	policy: {
		platforms: [],
		problems: []
	}
};

// src/oci/image-config.ts
const RunConfig = looseObject({
	User: nullish(string()),
	WorkingDir: nullish(string()),
	Entrypoint: nullish(array(string())),
	Cmd: nullish(array(string())),
	Env: nullish(array(string())),
	Labels: nullish(record(string(), string())),
	ExposedPorts: nullish(record(string(), unknown())),
	Volumes: nullish(record(string(), unknown())),
	Healthcheck: nullish(looseObject({ Test: nullish(array(string())) }))
});
const ConfigDocument = looseObject({
	architecture: pipe(string(), minLength(1)),
	os: pipe(string(), minLength(1)),
	variant: optional(string()),
	config: nullish(RunConfig),
	rootfs: optional(looseObject({ diff_ids: nullish(array(string())) })),
	history: optional(array(looseObject({
		created_by: optional(string()),
		empty_layer: optional(boolean())
	})))
});
function configOf({ config, rootfs, history }) {
	const diffIds = rootfs?.diff_ids ?? [];
	const steps = (history ?? []).filter(({ empty_layer }) => !empty_layer);
	return {
		user: config?.User ?? "",
		env: config?.Env ?? [],
		labels: config?.Labels ?? {},
		diffIds,
		madeBy: steps.length === diffIds.length ? steps.map(({ created_by }) => keywordOf(created_by ?? "")) : []
	};
}
function readConfigDocument(bytes) {
	return parse(ConfigDocument, JSON.parse(Buffer.from(bytes).toString("utf8")));
}
function keywordOf(step) {
	const [, classic] = /^\/bin\/sh -c #\(nop\)\s+([A-Z]+)(?:\s|$)/.exec(step) ?? [];
	if (classic !== void 0) return classic;
	return step.startsWith("/bin/sh -c ") ? "RUN" : /^([A-Z]+)\s/.exec(step)?.[1] ?? "";
}

// src/bake/read-config.ts
async function readConfig(digest, platform, store) {
	const document = layoutDocument(Buffer.from(await store.manifest(digest)).toString("utf8"));
	if (document.kind === "manifest") return readConfigDocument(await store.blob(document.config));
	const entry = entryFor(platform, document.manifests);
	if (!entry) throw new Error(`${digest} has no ${platform}`);
	return readConfig(entry.digest, platform, store);
}

// src/text/reason.ts
function reasonOf(cause) {
	return cause instanceof Error ? cause.message : String(cause);
}

// src/gates/gate/base-image.ts
const TOOLS = [
	"docker/buildkit-syft-scanner",
	"docker/dockerfile",
	"docker/dockerfile-upstream"
];
function repositoryOf(reference) {
	return reference.replace(/@.*$/, "").replace(/:[^/]*$/, "").replace(/^(?:index\.)?docker\.io\//, "").replace(/^library\//, "");
}
function sbomGenerator(sbom) {
	return /(?:^|,)"?generator=([^",]+)/.exec(sbom)?.[1];
}
function imagesOf(statement, generator) {
	const predicate = part(statement, "predicate");
	const syntax = part(part(part(part(part(predicate, "buildDefinition"), "externalParameters"), "request") ?? part(part(predicate, "invocation"), "parameters"), "args"), "source");
	const tools = new Set([
		...TOOLS,
		generator,
		syntax
	].flatMap((tool) => typeof tool === "string" ? [repositoryOf(tool)] : []));
	const found = part(part(predicate, "buildDefinition"), "resolvedDependencies") ?? part(predicate, "materials");
	return (Array.isArray(found) ? found : []).flatMap((entry) => {
		const uri = part(entry, "uri");
		const sha256 = part(part(entry, "digest"), "sha256");
		const image = typeof uri === "string" ? /^pkg:docker\/([^@?#]+)(?:@([^?#]+))?/.exec(uri) : null;
		if (!image || typeof sha256 !== "string") return [];
		const [name = "", tag] = image.slice(1).map((text) => text === void 0 ? void 0 : decodeURIComponent(text));
		if (tools.has(repositoryOf(name))) return [];
		return [{
			name: tag === void 0 || tag.startsWith("sha256:") ? name : `${name}:${tag}`,
			digest: `sha256:${sha256}`
		}];
	});
}
function part(value, key) {
	return typeof value === "object" && value !== null ? value[key] : void 0;
}
function baseOf(diffIds, images) {
	return images.filter((image) => image.diffIds.length > 0 && image.diffIds.length <= diffIds.length && image.diffIds.every((diffId, index) => diffIds[index] === diffId)).toSorted((a, b) => b.diffIds.length - a.diffIds.length)[0];
}

// src/gates/gate/origins.ts
const PATIENCE_MS = 15e3;
async function readOrigins(built, { settings, registry }, host) {
	if (settings.destination === "load") return () => ({});
	const patience = createPatience(host);
	const readBase = createBaseReader(patience, host);
	const origins = /* @__PURE__ */ new Map();
	const readOrigin = async ({ image }, { digest, platform, provenance }) => {
		const store = imageStore({
			image,
			settings,
			registry
		}, host);
		const config = configOf(await readConfig(digest, platform, store));
		if (provenance === void 0) return { config };
		const statement = JSON.parse(Buffer.from(await store.blob(provenance)).toString("utf8"));
		const candidates = imagesOf(statement, sbomGenerator(settings.sbom));
		if (candidates.length === 0) return { config };
		const images = await Promise.all(candidates.map((read) => readBase(read, platform)));
		const base = baseOf(config.diffIds, images.filter((read) => read !== void 0));
		if (!base) host.say(`${image.id} (${platform}): not known which layers are the base's`);
		return {
			config,
			...base ? { base } : {}
		};
	};
	try {
		await Promise.all(built.flatMap((image) => image.candidate.platforms.map(async (platform) => {
			try {
				origins.set(keyOf(image.image.id, platform.platform), await readOrigin(image, platform));
			} catch (cause) {
				host.say(`${image.image.id} (${platform.platform}): its configuration or provenance could not be read: ${reasonOf(cause)}`);
			}
		})));
	} finally {
		patience.end();
	}
	return (image, platform) => origins.get(keyOf(image, platform)) ?? {};
}
function keyOf(image, platform) {
	return `${image} ${platform}`;
}
function createPatience(host) {
	const controller = new AbortController();
	const { signal } = controller;
	setMaxListeners(0, signal);
	let timer;
	const cancel = () => controller.abort(/* @__PURE__ */ new Error("it was cancelled"));
	host.signal.addEventListener("abort", cancel, { once: true });
	const over = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
	over.catch(() => {});
	return {
		signal,
		within: async (work) => {
			timer ??= setTimeout(() => controller.abort(/* @__PURE__ */ new Error(`there was no answer within ${PATIENCE_MS / 1e3} s`)), PATIENCE_MS);
			if (host.signal.aborted) cancel();
			signal.throwIfAborted();
			return Promise.race([work(), over]);
		},
		end: () => {
			clearTimeout(timer);
			host.signal.removeEventListener("abort", cancel);
		}
	};
}
function createBaseReader({ signal, within }, host) {
	const clients = /* @__PURE__ */ new Map();
	const clientOf = (server) => {
		const client = clients.get(server) ?? hostRegistry({
			...host,
			fetch: (input, init) => host.fetch(input, {
				...init,
				signal
			})
		});
		clients.set(server, client);
		return client;
	};
	const once = /* @__PURE__ */ new Map();
	const read = async ({ name, digest }, platform) => {
		const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
		const tag = colon === -1 ? void 0 : name.slice(colon + 1);
		const repository = parseRepository(colon === -1 ? name : name.slice(0, colon));
		if (typeof repository === "string") return void 0;
		const registry = clientOf(repository.host);
		const found = (value) => {
			if (value === void 0) throw new Error(`${repository.name}@${digest} is not there any more`);
			return value;
		};
		try {
			const [document, now] = await within(() => Promise.all([readConfig(digest, platform, {
				manifest: async (of) => found(await registry.manifest(repository.name, of, signal)).body,
				blob: async (of) => found(await registry.blob(repository.name, of, signal))
			}), tag === void 0 ? void 0 : registry.resolve(repository.name, tag, signal)]));
			const { diffIds, env } = configOf(document);
			return {
				name: tag === void 0 ? repository.name : `${repository.name}:${tag}`,
				digest,
				diffIds,
				env,
				...now && now.digest !== digest ? { newer: now.digest } : {}
			};
		} catch (cause) {
			host.say(`what is in the base ${repository.name} is not known: ${reasonOf(cause)}`);
			return;
		}
	};
	return (image, platform) => {
		const key = `${image.name}@${image.digest} ${platform}`;
		const reading = once.get(key) ?? read(image, platform);
		once.set(key, reading);
		return reading;
	};
}

// src/gates/size/published-size.ts
async function publishedSizes(repository, tags, registry, signal) {
	for (const tag of tags) {
		const published = await sizesOf(repository, tag, registry, signal);
		if (published.kind !== "none") return published;
	}
	return { kind: "none" };
}
async function sizesOf(repository, tag, registry, signal) {
	const manifest = async (reference) => {
		const read = await registry.manifest(repository, reference, signal);
		if (read === void 0) return void 0;
		const json = Buffer.from(read.body).toString("utf8");
		const { layers = [], config } = JSON.parse(json);
		return {
			document: layoutDocument(json),
			size: layers.reduce((sum, { size }) => sum + size, config?.size ?? 0)
		};
	};
	try {
		const top = await manifest(tag);
		if (top === void 0) return { kind: "none" };
		if (top.document.kind === "manifest") {
			const config = await registry.blob(repository, top.document.config, signal);
			if (config === void 0) throw new Error(`the configuration of ${repository}:${tag} is not there any more`);
			return {
				kind: "sizes",
				tag,
				sizes: /* @__PURE__ */ new Map([[platformName(readConfigDocument(config)), top.size]])
			};
		}
		const platforms = top.document.manifests.filter((entry) => entry.platform !== void 0 && entry.platform.os !== "unknown");
		const sizes = await Promise.all(platforms.map(async ({ digest, platform }) => [platform ? platformName(platform) : "", (await manifest(digest))?.size ?? 0]));
		return {
			kind: "sizes",
			tag,
			sizes: new Map(sizes)
		};
	} catch (cause) {
		return {
			kind: "unknown",
			tag,
			reason: reasonOf(cause)
		};
	}
}

// src/gates/policy/policy.ts
function policyOf(matrix, target) {
	const declared = {
		...matrix.policy,
		...target?.policy
	};
	return {
		user: declared.user ?? "any",
		labels: declared.labels ?? [],
		secrets: declared.secrets ?? "gate",
		allowEnv: declared["allow-env"] ?? []
	};
}
function policyProblems(image, platforms, policy) {
	const found = platforms.flatMap((subject) => breaches(subject, policy).map((breach) => ({
		breach,
		platform: subject.platform
	})));
	return [...groupBy(found, ({ breach }) => JSON.stringify(breach)).values()].map((group) => {
		const { severity, code, what, hint } = group[0].breach;
		return {
			severity,
			code,
			message: `image "${image}" (${[...new Set(group.map(({ platform }) => platform))].join(", ")}) ${what}`,
			...hint === void 0 ? {} : { hint }
		};
	});
}
function breaches(subject, policy) {
	return [
		...userBreaches(subject, policy),
		...labelBreaches(subject, policy),
		...policy.secrets === "off" ? [] : [...environmentBreaches(subject, policy), ...fileBreaches(subject, policy)]
	];
}
function isRoot(user) {
	return /^(?:root|0+)?$/.test(user.split(":")[0] ?? "");
}
function userBreaches({ config: { user } }, policy) {
	if (policy.user === "any" || !isRoot(user)) return [];
	return [refusal("policy-user", user === "" ? "names no user, so it runs as root" : `runs as "${user}", which is root`, "end the template with USER and a user that it made; or allow it: policy: { user: any }")];
}
function labelBreaches({ config }, policy) {
	const missing = policy.labels.filter((label) => (config.labels[label] ?? "").trim() === "");
	return missing.length === 0 ? [] : [refusal("policy-label", `lacks the label${missing.length === 1 ? "" : "s"} ${missing.join(", ")}`, "set it under \"labels\" of the matrix or of the target")];
}
const NO_SECRET$1 = /^(?:|true|false|yes|no|on|off|none|[0-9.]+|[./~][^\s]*)$/i;
function environmentBreaches({ config, base }, policy) {
	const inherited = new Set(base?.env);
	return config.env.flatMap((entry) => {
		const name = entry.slice(0, entry.indexOf("="));
		if (inherited.has(entry) || policy.allowEnv.includes(name) || !hasSecretName(name) || NO_SECRET$1.test(entry.slice(name.length + 1))) return [];
		return [{
			...refusal("policy-secret", `has the environment variable ${name}, which looks like a secret`, `give it to the steps that need it as a build secret, and to containers when they start; a name that only looks like one: policy: { allow-env: [${name}] }`),
			severity: severityOf(policy)
		}];
	});
}
function fileBreaches({ config, secrets, base }, policy) {
	return secrets.map((secret) => {
		const layer = layerName(config, secret.diffId, base?.diffIds.length ?? 0);
		const where = secret.path === void 0 ? "in its configuration (environment or history)" : `in ${secret.path}, line ${secret.line}${layer === void 0 ? "" : `, of ${layer}`}`;
		const refuses = secret.from !== "base" && (secret.severity === "CRITICAL" || secret.severity === "HIGH");
		return {
			...refusal("policy-secret", `holds what looks like a secret ${where}${secret.from === "base" ? ", in the base image" : ""}: ${secret.title} (${secret.rule})`, "remove it in the step that writes it, a later one leaves it in the layer; replace a secret that was pushed; accept what is none under \"secrets\" in the file that scan.ignores names"),
			severity: refuses ? severityOf(policy) : "warning"
		};
	});
}
function severityOf({ secrets }) {
	return secrets === "gate" ? "error" : "warning";
}
function refusal(code, what, hint) {
	return {
		severity: "error",
		code,
		what,
		hint
	};
}

// src/gates/policy/policy-gate.ts
async function policyGate({ image, candidate }, { job, settings, registry, scans, origins }, host) {
	const { file } = job.workspace.matrix;
	const limit = limitOf(job, image.target);
	const policy = policyOf(file, file.targets[image.target]);
	const tags = [...image.tags.filter((reference) => !image.immutable.includes(reference)), ...image.tags.filter((reference) => image.immutable.includes(reference))];
	const published = limit.growth === void 0 ? { kind: "none" } : await publishedSizes(image.repository, tags.map((reference) => reference.slice(image.repository.length + 1)), registry, host.signal);
	if (limit.growth !== void 0 && published.kind === "none") host.say(`${image.id}: none of its tags exists yet, so its growth is not checked`);
	const platforms = candidate.platforms.map(({ platform, size, layers }) => {
		const scan = scans.find((result) => result.subject.image === image.id && result.subject.platform === platform);
		const report = scan?.kind === "scanned" ? scan.report : void 0;
		const { base, config = report?.config } = origins(image.id, platform);
		return {
			platform,
			sizes: {
				...size > 0 ? { compressed: size } : {},
				...report?.layers ? { unpacked: report.layers.reduce((sum, layer) => sum + layer.size, 0) } : {},
				...publishedSize(published, platform)
			},
			stored: layers.map((layer) => layer.size),
			report,
			...base ? { base } : {},
			...config ? { config } : {}
		};
	});
	const known = platforms.flatMap(({ platform, config, base, report }) => config ? [{
		platform,
		config,
		secrets: report?.secrets ?? [],
		...base ? { base } : {}
	}] : []);
	const publishes = settings.destination === "push";
	const unchecked = known.length < platforms.length && (publishes || policy.user !== "any" || policy.labels.length > 0);
	return {
		platforms: platforms.map(({ platform, sizes, config }) => ({
			platform,
			sizes,
			...config ? { user: config.user } : {}
		})),
		problems: [
			...policyProblems(image.id, known, policy),
			...platforms.flatMap(({ platform, sizes, stored, config, base, report }) => sizeProblems({
				image: image.id,
				platform,
				sizes,
				layers: report?.layers ?? [],
				baseLayers: base?.diffIds.length ?? 0,
				...config ? { config } : {},
				...published.kind === "none" ? {} : { tag: `${image.repository}:${published.tag}` },
				...published.kind === "unknown" ? { unknown: published.reason } : {}
			}, limit, publishes, stored)),
			...unchecked ? [{
				severity: publishes ? "error" : "warning",
				code: "policy-unknown",
				message: `image "${image.id}": its user, labels and environment could not be checked, as its configuration could not be read`
			}] : []
		]
	};
}
function limitOf({ workspace: { matrix } }, target) {
	return sizeLimitOf(matrix.file, matrix.file.targets[target], (inTarget, path) => matrix.source.at(inTarget ? [
		"targets",
		target,
		...path
	] : path));
}
function publishedSize(published, platform) {
	switch (published.kind) {
		case "none": return { published: "none" };
		case "sizes": return { published: published.sizes.get(normalPlatform(platform)) ?? "none" };
		case "unknown": return {};
	}
}

// src/gates/sbom/sbom-files.ts
async function writeSboms(built, { settings, registry, out }, host) {
	if (settings.sbom === "false" || settings.destination === "load") return {
		files: /* @__PURE__ */ new Map(),
		problems: []
	};
	const files = /* @__PURE__ */ new Map();
	const problems = [];
	const limit = pLimit(4);
	await Promise.all(built.flatMap(({ image, candidate }) => candidate.platforms.map((platform) => limit(async () => {
		const name = `${image.id} (${platform.platform})`;
		if (platform.spdx === void 0) {
			problems.push(error("sbom-missing", `${name} has no SBOM attestation`, { hint: "the builder must support attestations (not the docker driver without the containerd image store); or set sbom to false" }));
			return;
		}
		try {
			const path = join(out, "sbom", `${image.id}.${platform.platform.replaceAll("/", "-")}.spdx.json`);
			await host.files.write([{
				path,
				text: spdxOf(await imageStore({
					image,
					settings,
					registry
				}, host).blob(platform.spdx))
			}]);
			files.set(image.id, [...files.get(image.id) ?? [], path].toSorted());
		} catch (cause) {
			problems.push(error("sbom-unreadable", `the SBOM of ${name} could not be read: ${cause instanceof Error ? cause.message : String(cause)}`));
		}
	}))));
	return {
		files,
		problems
	};
}

// src/gates/scan/attribute.ts
function attribute(report, base) {
	if (!base) return report;
	const inBase = new Set(base.diffIds);
	const from = (diffId) => diffId === void 0 ? "unknown" : inBase.has(diffId) ? "base" : "own";
	return {
		...report,
		findings: report.findings.map((finding) => ({
			...finding,
			from: from(finding.diffId)
		})),
		secrets: report.secrets.map((secret) => ({
			...secret,
			from: from(secret.diffId)
		}))
	};
}

// src/gates/scan/findings.ts
const text$1 = pipe(string(), minLength(1));
const LayerOf = optional(looseObject({ DiffID: optional(string()) }));
const Vulnerability = looseObject({
	VulnerabilityID: text$1,
	PkgName: text$1,
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
	RuleID: text$1,
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
		packages: {
			system: count("os-pkgs"),
			language: count("lang-pkgs")
		},
		findings: distinct(Results.flatMap((result) => result.Vulnerabilities.map((found) => findingOf(found, result, os?.name)))).toSorted(byWeight),
		suppressed: Results.flatMap((result) => result.ExperimentalModifiedFindings.flatMap(({ Finding, Statement }) => [Finding.VulnerabilityID ?? Finding.RuleID].flatMap((id) => id ? [{
			id,
			package: Finding.PkgName ?? "",
			...Statement ? { reason: Statement } : {}
		}] : []))),
		secrets: Results.flatMap((result) => result.Secrets.map((found) => secretOf(found, result))),
		config: configOf(Metadata.ImageConfig),
		...layers === void 0 ? {} : { layers }
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
		class: result.Class,
		from: "unknown",
		...found.Layer?.DiffID ? { diffId: found.Layer.DiffID } : {}
	};
}
function secretOf(found, { Target }) {
	const diffId = found.Layer?.DiffID;
	return {
		rule: found.RuleID,
		title: found.Title || found.RuleID,
		severity: found.Severity,
		line: found.StartLine,
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
			...scanned.flatMap(({ subject, report }) => doubts(report).map((doubt) => warning(`image ${named([subject])}: ${doubt.message}`, doubt)))
		]
	};
}
function failures(scans) {
	const failed = scans.filter((scan) => scan.kind === "failed");
	return [...groupBy(failed, ({ message }) => message)].map(([message, group]) => error("scan-failed", `image ${named(group.map(({ subject }) => subject))} could not be scanned: ${message}`, { hint: "nothing is known about what is in it, so it is not published; fix the cause and run again, or switch the scan off (scan: off)" }));
}
function refusals(image, scans, { listed: lists, refuses }, policy) {
	const found = scans.flatMap(({ subject, report }) => report.findings.filter(lists).map((finding) => ({
		finding,
		platform: subject.platform
	})));
	const groups = [...groupBy(found, ({ finding }) => findingKey(finding)).values()].map((group) => ({
		finding: group.map(({ finding }) => finding).toSorted((a, b) => Number(refuses(b)) - Number(refuses(a)) || byWeight(a, b))[0],
		platforms: group.map(({ platform }) => platform)
	})).toSorted((a, b) => Number(refuses(b.finding)) - Number(refuses(a.finding)) || byWeight(a.finding, b.finding));
	const listed = groups.slice(0, Math.max(1, policy.listed ?? 10));
	const more = groups.length - listed.length;
	return listed.map(({ finding, platforms }, index) => {
		const last = index === listed.length - 1;
		const fix = finding.fixed === void 0 ? "no fix yet" : `fixed in ${finding.fixed}`;
		const rest = last && more > 0 ? `, and ${more} more` : "";
		const what = `${finding.severity} ${finding.id} in ${finding.package} ${finding.installed} (${finding.target}), ${fix}${ORIGIN[finding.from]}${rest}`;
		return {
			severity: policy.mode === "gate" && refuses(finding) ? "error" : "warning",
			code: "vulnerability",
			message: `image "${image}" (${platforms.join(", ")}): ${what}`,
			...last ? { hint: advice(groups.map((group) => group.finding), scans.flatMap(({ base }) => base ?? [])) } : {}
		};
	});
}
const ORIGIN = {
	base: ", in the base image",
	own: ", in layers of its own",
	unknown: ""
};
function advice(findings, bases) {
	const fixable = (from) => shortList([...new Set(findings.filter((finding) => finding.from === from && finding.fixed !== void 0).map((finding) => finding.package))].toSorted());
	const [own, inBase, unknown] = [
		fixable("own"),
		fixable("base"),
		fixable("unknown")
	];
	const steps = [
		...own === "" ? [] : [`upgrade ${own} where the template installs it`],
		...inBase === "" ? [] : [`${newerBase(bases)}, or upgrade ${inBase} in the template`],
		...unknown === "" ? [] : [`upgrade ${unknown}, in the image or with a newer base`]
	];
	return `${steps.length > 0 ? steps.join("; ") : "move to a base or package without it"}; or accept a finding in the file that scan.ignores names, with a reason and an expiry date; or only report (scan: report)`;
}
function newerBase(bases) {
	const moved = bases.find(({ newer }) => newer !== void 0);
	if (moved) return `build on the newer ${moved.name} (built on ${moved.digest}, the tag is ${moved.newer} now)`;
	return `take a newer release of ${shortList([...new Set(bases.map(({ name }) => name))])}`;
}
function shortList(names) {
	return names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
}
function doubts(report) {
	const { os, packages } = report;
	if (packages.system + packages.language === 0) return [{
		code: "scan-empty",
		message: `Trivy recognised ${os ? `only the system ${os.name}, without any package that it knows` : "no operating system and no packages"}, so the scan proves nothing`,
		hint: "expected for an image of one static binary; otherwise the base may hide its package database"
	}];
	return [...os && packages.system === 0 ? [{
		code: "scan-system-unknown",
		message: `Trivy recognised no system packages of ${os.name}, so only language packages were checked`,
		hint: "see which systems Trivy covers: https://trivy.dev/docs/latest/coverage/os/"
	}] : [], ...os?.endOfLife ? [{
		code: "scan-end-of-life",
		message: `${os.name} gets no security updates any more, so new vulnerabilities are not listed for it`,
		hint: "move to a supported release of the base"
	}] : []];
}
function warning(message, { code, hint }) {
	return {
		severity: "warning",
		code,
		message,
		hint
	};
}
function named(subjects) {
	const images = [...groupBy(subjects, ({ image }) => image)].map(([image, platforms]) => `"${image}" (${platforms.map(({ platform }) => platform).join(", ")})`);
	return images.length > 5 ? `${images.slice(0, 5).join(", ")} and ${images.length - 5} more` : images.join(", ");
}

// src/gates/scan/kept-report.ts
function showsSecret({ secrets, suppressed, config }) {
	return secrets.length > 0 || suppressed.some((finding) => finding.package === "") || config.env.some((entry) => hasSecretName(entry.slice(0, entry.indexOf("="))));
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

// src/gates/scan/scanner-message.ts
const WRAPPING = /^(?:[\w -]{1,40} error: |unable to initialize [^:]*: |scan failed: |failed analysis: |failed to download vulnerability DB: |failed to download artifact from \S+: |unable to find the specified image "[^"]*" in \[[^\]]*\]: )/;
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
function scanArguments(subject, outputFile, settings) {
	return [
		"image",
		...QUIET,
		"--scanners",
		settings.secrets ? "vuln,secret" : "vuln",
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
const KEPT = [
	/^(?:PATH|HOME|TMPDIR)$/,
	/^DOCKER_CONFIG$/,
	/^DOCKER_(?:HOST|CONTEXT|TLS_VERIFY|CERT_PATH)$/,
	/^(?:https?|no|all)_proxy$/i,
	/^SSL_CERT_(?:FILE|DIR)$/,
	/^XDG_[A-Z_]+$/
];
function trivyEnvironment(env) {
	return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => value !== void 0 && KEPT.some((kept) => kept.test(name)) ? [[name, value]] : []));
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
	const { settings, files } = scanner;
	const count = Math.max(1, settings.concurrency ?? 2);
	const caches = Array.from({ length: count }, (_, index) => join(settings.reportsDir, `.layers-${index + 1}`));
	const free = [...caches];
	try {
		return await pLimit(count).map(subjects, async (subject) => {
			const cacheDir = free.pop() ?? "";
			try {
				return await scanOne(subject, {
					...scanner,
					cacheDir
				});
			} finally {
				free.push(cacheDir);
			}
		});
	} finally {
		await Promise.all(caches.map((cache) => files.remove(cache)));
	}
}
async function openScanner(deps, options) {
	const { files } = deps;
	if (options.ignoreFile && !await files.exists(options.ignoreFile)) return {
		kind: "failed",
		message: `there is no ignore file ${options.ignoreFile}`
	};
	await files.makeFolder(options.reportsDir);
	const env = trivyEnvironment(deps.env);
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
			await files.linkDatabase(database.directory, cacheDir);
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
	if (await files.exists(join(options.cacheDir, "java-db", "metadata.json"))) await fetchJava();
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
	const base = join(trivy.settings.reportsDir, reportName(subject));
	const reportFile = `${base}.trivy.json`;
	try {
		await files.remove(reportFile);
		const view = `${base}.oci`;
		const scannable = await scannableSource(subject, view, files);
		const result = await scanWithJava(async () => {
			await files.linkDatabase(trivy.settings.cacheDir, trivy.cacheDir);
			return trivy.run(scanArguments(scannable, reportFile, {
				...trivy.settings,
				cacheDir: trivy.cacheDir
			}));
		}, trivy);
		await files.remove(view);
		if (result.code !== 0) return failed(failureOf(result));
		const parsed = parseReport(await files.readText(reportFile));
		if (parsed.kind === "not-a-report") return failed(parsed.message);
		if (parsed.report.platform !== normalPlatform(subject.platform)) return failed(`the scanned image is ${parsed.report.platform}, not ${subject.platform}`);
		if (!trivy.settings.sbom) return {
			kind: "scanned",
			subject,
			report: parsed.report,
			reportFile
		};
		const sbomFile = `${base}.cdx.json`;
		const converted = await trivy.run(cyclonedxArguments(reportFile, sbomFile));
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
	}
}
async function scannableSource(subject, view, files) {
	if (subject.source.kind !== "oci-layout") return subject;
	await files.platformView(subject.source.directory, subject.source.digest, subject.platform, view);
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

// src/gates/scan/gate-images.ts
function scanPolicy(matrix, request) {
	const declared = matrix.file.scan;
	return {
		mode: request.scan ?? declared?.mode ?? "gate",
		failOn: request.failOn ?? declared?.["fail-on"] ?? ["HIGH", "CRITICAL"],
		ignoreUnfixed: declared?.["ignore-unfixed"] ?? false,
		base: declared?.base ?? "gate"
	};
}
async function gateImages(built, { scanner, settings }, host) {
	const subjects = built.flatMap((image) => image.candidate.platforms.map((platform) => ({
		image: image.image.id,
		platform: platform.platform,
		source: source(image, platform, settings)
	})));
	if (subjects.length === 0) return [];
	host.say(`scanning ${subjects.length} image${subjects.length === 1 ? "" : "s"} (one for each platform) with Trivy`);
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
			reference: image.tags[0] ?? candidate.digest
		};
		case "layout": return {
			kind: "oci-layout",
			directory: layoutFolder(image, settings),
			digest: candidate.digest
		};
	}
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
				const found = entryProblems(id, entry, path, source);
				problems.push(...found);
				if (found.length > 0) return [];
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
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function ignoreProblems(ignores, { now, warningDays, strict }) {
	return ignores.flatMap(({ id, place, reason, expires }) => {
		const missing = [...reason === void 0 ? ["a reason (statement)"] : [], ...expires === void 0 ? ["an expiry date (expired_at)"] : []];
		const incomplete = missing.length === 0 ? [] : [{
			severity: strict ? "error" : "warning",
			code: "ignore-incomplete",
			message: `ignored finding ${id} has no ${missing.map((what) => what.replace(/^an? /, "")).join(" and no ")}`,
			place,
			hint: "say why it is accepted, and until when"
		}];
		if (expires === void 0) return incomplete;
		const left = momentOf(expires.text) - now;
		const hint = "upgrade what has the finding and remove the entry, or look at the reason again and set another date";
		if (left < 0) return [...incomplete, error("ignore-expired", `the ignored finding ${id} counts again since ${expires.text}`, {
			place: expires.place,
			hint
		})];
		if (left <= warningDays * DAY$1) return [...incomplete, {
			severity: "warning",
			code: "ignore-expires",
			message: `the ignored finding ${id} counts again from ${expires.text} on, ${days(left)} from now`,
			place: expires.place,
			hint
		}];
		return incomplete;
	});
}
function days(milliseconds) {
	const count = Math.floor(milliseconds / DAY$1);
	return count === 0 ? "less than a day" : `${count} day${count === 1 ? "" : "s"}`;
}
function staleIgnores(ignores, suppressed, found) {
	const used = new Set(suppressed.map(({ id }) => id));
	const there = new Set(found);
	return ignores.filter(({ id, scanned }) => scanned && !used.has(id)).map(({ id, place }) => there.has(id) ? {
		severity: "warning",
		code: "ignore-stale",
		message: `the ignored finding ${id} is in an image, but not where this entry has it`,
		place,
		hint: "its purls or paths fit none of the places it was found in; correct them, or remove the entry"
	} : {
		severity: "warning",
		code: "ignore-stale",
		message: `the ignored finding ${id} is in none of the images`,
		place,
		hint: "remove the entry"
	});
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
		const having = new Set(platforms.get(findingKey(finding))?.map(({ platform }) => platform));
		return `image ${first?.image ?? ""} (${[...having].join(", ")})`;
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
function resultOf(finding, ruleIndex, dockerfile, where) {
	const fix = finding.fixed === void 0 ? "no fix yet" : `fixed in ${finding.fixed}`;
	return {
		ruleId: finding.id,
		ruleIndex,
		level: LEVEL[finding.severity],
		message: { text: `${finding.severity} ${finding.id} in ${finding.package} ${finding.installed} (${finding.target}), ${fix}; ${where}${finding.from === "unknown" ? "" : finding.from === "base" ? ", in its base image" : ", in layers of its own"}` },
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
	const given = wanted.sha256?.toLowerCase();
	if (given !== void 0 && !/^[0-9a-f]{64}$/.test(given)) return refuse("trivy-sha256", `sha256 "${wanted.sha256 ?? ""}" of the Trivy archive is not 64 hexadecimal digits`);
	const file = `trivy_${version}_${archive}.tar.gz`;
	const reviewed = REVIEWED[version]?.[machine];
	if (reviewed && given && reviewed !== given) return refuse("trivy-sha256", `sha256 ${given} given for ${file} is not the reviewed ${reviewed}`, "leave the sha256 out: this version is in the reviewed table");
	const sha256 = reviewed ?? given;
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

// src/gates/tests/decide.ts
function testProblems(verdicts, mode) {
	const named = ({ image, platform, test }) => `image "${image}" (${platform}): test "${test}"`;
	const problems = verdicts.flatMap((verdict) => {
		const { outcome, place } = verdict;
		switch (outcome.kind) {
			case "failed": return [{
				severity: mode === "gate" ? "error" : "warning",
				code: "test-failed",
				message: `${named(verdict)}: ${outcome.reasons.join("; ")}`,
				place,
				...outcome.output.length === 0 ? {} : { hint: ["it ended with:", ...outcome.output].join("\n  ") }
			}];
			case "broken": return [error("test-broken", `${named(verdict)} could not be run: ${outcome.message}`, {
				place,
				hint: "nothing is known about what it asks, so nothing is published; fix the cause and run again, or do without tests (--tests off, input tests)"
			})];
			default: return [];
		}
	});
	const skipped = verdicts.filter(({ outcome }) => outcome.kind === "skipped");
	return [...problems, ...[...groupBy(skipped, ({ image, platform }) => `image "${image}" (${platform})`)].map(([what, tests]) => ({
		severity: "warning",
		code: "test-skipped",
		message: `${what}: ${tests.length} test${tests.length === 1 ? "" : "s"} did not run, because the builder cannot run this platform`,
		hint: "set up emulation with docker/setup-qemu-action, or name the tests' platforms"
	}))];
}

// src/gates/tests/junit.ts
function junitXml(verdicts) {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${[...groupBy(verdicts, ({ image, platform }) => `${image} (${platform})`)].map(([name, tests]) => {
		const count = (...kinds) => tests.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
		const cases = tests.map((test) => testCase(name, test));
		return `  <testsuite name="${escape(name)}" tests="${tests.length}" failures="${count("failed")}" errors="${count("broken")}" skipped="${count("skipped")}" time="${seconds(tests)}">\n${cases.join("")}  </testsuite>\n`;
	}).join("")}</testsuites>\n`;
}
function testCase(suite, { test, place, outcome, seconds: time }) {
	const head = `    <testcase classname="${escape(suite)}" name="${escape(test)}" file="${escape(place.file)}" line="${place.line}" time="${time.toFixed(3)}"`;
	switch (outcome.kind) {
		case "passed": return `${head}/>\n`;
		case "failed": return `${head}>\n      <failure message="${escape(outcome.reasons.join("; "))}">${escape(outcome.output.join("\n"))}</failure>\n    </testcase>\n`;
		case "broken": return `${head}>\n      <error message="${escape(outcome.message)}"/>\n    </testcase>\n`;
		case "skipped": return `${head}>\n      <skipped/>\n    </testcase>\n`;
	}
}
function seconds(tests) {
	return tests.reduce((sum, test) => sum + test.seconds, 0).toFixed(3);
}
function escape(text) {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "�");
}

// src/gates/tests/evaluate.ts
function variablesOf({ Env }) {
	return new Map((Env ?? []).map((entry) => [entry.split("=", 1)[0] ?? "", entry.slice(entry.indexOf("=") + 1)]));
}
function commandFailures(test, result) {
	return [
		...result.exitCode === test.exitCode ? [] : [`exit status ${result.exitCode}, expected ${test.exitCode}`],
		...textFailures("standard output", test.stdout, result.stdout),
		...textFailures("standard error", test.stderr, result.stderr)
	];
}
function readsOutput({ stdout, stderr }) {
	return [stdout, stderr].some(({ found, missing }) => found.length + missing.length > 0);
}
const SEARCH_LIMIT = 1e3;
function matches(what, pattern, text, lines) {
	const found = boundedMatch(compilePattern(pattern, lines), text, SEARCH_LIMIT);
	if (found === "endless") throw new Error(`the search for ${shown(pattern)} in ${what} was given up after ${SEARCH_LIMIT / 1e3} s: a repetition inside of a repetition, as (a+)+, can take for ever, and so can one without a beginning in a very long line; write the pattern without it`);
	return found !== void 0;
}
function textFailures(what, { found, missing, lines }, text) {
	return [...found.filter((pattern) => !matches(what, pattern, text, lines)).map((pattern) => `${what} has nothing that matches ${shown(pattern)}`), ...missing.filter((pattern) => matches(what, pattern, text, lines)).map((pattern) => `${what} matches ${shown(pattern)}, and must not`)];
}
function fileFailures(test, entry, target) {
	if (!test.exists) return entry === void 0 ? [] : ["it exists, and must not"];
	if (entry === void 0) return ["it does not exist"];
	return [
		...test.mode === void 0 || modeTexts(entry).includes(test.mode.replace(/^0+(?=[0-7]{3})/, "")) ? [] : [`its mode is ${goMode(entry)} (0${entry.mode.toString(8).padStart(3, "0")}), expected ${test.mode}`],
		...test.uid === void 0 || test.uid === entry.uid ? [] : [`it belongs to user ${entry.uid}, expected ${test.uid}`],
		...test.gid === void 0 || test.gid === entry.gid ? [] : [`it belongs to group ${entry.gid}, expected ${test.gid}`],
		...test.executableBy === void 0 || (entry.mode & EXECUTABLE[test.executableBy]) !== 0 ? [] : [`its mode is ${goMode(entry)}: not executable by ${test.executableBy}`],
		...contentFailures(test.content, target)
	];
}
const EXECUTABLE = {
	any: 73,
	owner: 64,
	group: 8,
	other: 1
};
function contentFailures(content, target) {
	if (content === void 0) return [];
	if (target === void 0) return ["it is a symbolic link that leads nowhere"];
	if (target.kind !== "file") return ["it is no file that could be read"];
	return textFailures("its content", content, Buffer.from(target.content).toString("utf8"));
}
function modeTexts(entry) {
	return [entry.mode.toString(8).padStart(3, "0"), goMode(entry)];
}
function goMode({ kind, mode }) {
	return `${[
		kind === "folder" ? "d" : "",
		kind === "symlink" ? "L" : "",
		kind === "other" ? "?" : "",
		mode & 2048 ? "u" : "",
		mode & 1024 ? "g" : "",
		mode & 512 ? "t" : ""
	].join("") || "-"}${"rwxrwxrwx".split("").map((letter, index) => mode & 1 << 8 - index ? letter : "-").join("")}`;
}
function metadataFailures(test, config) {
	const same = (what, expected, actual) => expected === void 0 || expected === actual ? [] : [`${what} is ${shown(actual)}, expected ${shown(expected)}`];
	const sameWords = (what, expected, actual) => same(what, expected && JSON.stringify(expected), JSON.stringify(actual)).map(() => `${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
	const values = (what, expected, actual) => expected.flatMap(({ name, value, pattern }) => {
		const there = actual.get(name);
		if (there === void 0) return [`there is no ${what} ${name}`];
		if (pattern ? matches(`${what} ${name}`, value, there) : there === value) return [];
		if (hasSecretName(name)) return [`${what} ${name} has another value`];
		return [`${what} ${name} is ${shown(there)}, ${pattern ? `which does not match ${shown(value)}` : `expected ${shown(value)}`}`];
	});
	const ports = Object.keys(config.ExposedPorts ?? {});
	const hasPort = (port) => ports.some((exposed) => exposed === port || exposed.split("/")[0] === port);
	const volumes = Object.keys(config.Volumes ?? {});
	const env = variablesOf(config);
	const command = config.Healthcheck?.Test ?? [];
	const healthcheck = command.length > 0 && command[0] !== "NONE";
	return [
		...same("the user", test.user, config.User ?? ""),
		...same("the working folder", test.workdir, config.WorkingDir ?? ""),
		...sameWords("the entrypoint", test.entrypoint, config.Entrypoint ?? []),
		...sameWords("the command", test.cmd, config.Cmd ?? []),
		...values("variable", test.env, env),
		...test.unsetEnv.filter((name) => env.has(name)).map((name) => `the variable ${name} is set, and must not be`),
		...values("label", test.labels, new Map(Object.entries(config.Labels ?? {}))),
		...test.ports.filter((port) => !hasPort(port)).map((port) => `the port ${port} is not exposed`),
		...test.noPorts.filter(hasPort).map((port) => `the port ${port} is exposed, and must not be`),
		...test.volumes.filter((path) => !volumes.includes(path)).map((path) => `${path} is no volume`),
		...test.noVolumes.filter((path) => volumes.includes(path)).map((path) => `${path} is a volume, and must not be`),
		...test.healthcheck === void 0 || test.healthcheck === healthcheck ? [] : [healthcheck ? "there is a health check, and must not be" : "there is no health check"]
	];
}
function shown(text) {
	return JSON.stringify(text.length > 200 ? `${text.slice(0, 199)}…` : text);
}

// src/gates/tests/expand-variables.ts
const SPECIAL = /^[*#$@!?0-9-]/;
function expandVariables(text, variable) {
	let result = "";
	let at = 0;
	while (at < text.length) {
		const dollar = text.indexOf("$", at);
		if (dollar < 0 || dollar + 1 >= text.length) return result + text.slice(at);
		const { name, length } = nameOf(text.slice(dollar + 1));
		result += text.slice(at, dollar);
		if (name !== "") result += variable(name);
		else if (length === 0) result += "$";
		at = dollar + 1 + length;
	}
	return result;
}
function nameOf(rest) {
	if (rest.startsWith("{")) {
		if (rest.length > 2 && SPECIAL.test(rest[1] ?? "") && rest[2] === "}") return {
			name: rest[1] ?? "",
			length: 3
		};
		const end = rest.indexOf("}");
		if (end < 0) return {
			name: "",
			length: 1
		};
		return end === 1 ? {
			name: "",
			length: 2
		} : {
			name: rest.slice(1, end),
			length: end + 1
		};
	}
	const special = SPECIAL.exec(rest)?.[0];
	if (special !== void 0) return {
		name: special,
		length: 1
	};
	const name = /^\w*/.exec(rest)?.[0] ?? "";
	return {
		name,
		length: name.length
	};
}

// src/gates/tests/look-up.ts
const MAX_LINKS = 40;
const ROOT = {
	name: "",
	kind: "folder",
	mode: 493,
	uid: 0,
	gid: 0,
	linkName: "",
	content: /* @__PURE__ */ new Uint8Array()
};
function lookUp(path, follow, known) {
	let parts = path.split("/").filter(Boolean);
	let here = [];
	let entry = ROOT;
	let links = 0;
	while (parts.length > 0) {
		const [part = "", ...rest] = parts;
		if (part === "." || part === "..") {
			here = part === ".." ? here.slice(0, -1) : here;
			entry = here.length === 0 ? ROOT : known.get(`/${here.join("/")}`) ?? ROOT;
			parts = rest;
			continue;
		}
		const next = `/${[...here, part].join("/")}`;
		if (!known.has(next)) return { unknown: unknownFrom(here, parts, known) };
		const found = known.get(next);
		if (found === void 0) return { unknown: [] };
		if (found.kind === "symlink" && (rest.length > 0 || follow)) {
			links += 1;
			if (links > MAX_LINKS) return { unknown: [] };
			parts = [...found.linkName.split("/").filter(Boolean), ...rest];
			if (found.linkName.startsWith("/")) here = [];
			entry = here.length === 0 ? ROOT : known.get(`/${here.join("/")}`) ?? ROOT;
			continue;
		}
		if (rest.length > 0 && found.kind !== "folder") return { unknown: [] };
		here = [...here, part];
		entry = found;
		parts = rest;
	}
	return {
		entry,
		unknown: []
	};
}
function unknownFrom(here, parts, known) {
	const paths = [];
	const walked = [...here];
	for (const part of parts) {
		if (part === "." || part === "..") break;
		walked.push(part);
		const path = `/${walked.join("/")}`;
		if (!known.has(path)) paths.push(path);
	}
	return paths;
}

// src/gates/tests/mask.ts
const NO_SECRET = /^(?:.{0,2}|true|false|yes|none|[0-9.]{1,7}|[./~][^\s]*)$/i;
function masked(outcome, variables) {
	const secrets = [...variables].filter(([name]) => hasSecretName(name)).flatMap(([, value]) => value.split(/\r?\n/)).filter((line) => !NO_SECRET.test(line.trim())).toSorted((a, b) => b.length - a.length);
	if (secrets.length === 0) return outcome;
	const mask = (text) => secrets.reduce((rest, secret) => [secret, JSON.stringify(secret).slice(1, -1)].reduce((left, word) => left.replaceAll(word, "***"), rest), text);
	switch (outcome.kind) {
		case "failed": return {
			kind: "failed",
			reasons: outcome.reasons.map(mask),
			output: outcome.output.map(mask)
		};
		case "broken": return {
			kind: "broken",
			message: mask(outcome.message)
		};
		case "passed":
		case "skipped": return outcome;
	}
}

// src/gates/tests/run-progress.ts
const TEST_STEP = new RegExp(`^\\[(?:[^\\]\\s]+/\\S+ )?(?:${TEST_STAGE} )?\\d+/\\d+\\] RUN `);
const CLIPPED = /\n?\[output clipped, log limit \S+ reached\]\n/;
const NOT_STARTED = /^(?:runc run failed: unable to start container process: |crun: )(.*)$/m;
function followTest(started) {
	let vertex;
	const streams = {
		1: [],
		2: []
	};
	const waiting = [];
	const line = (text) => {
		const event = readProgress(text);
		if (!event) return;
		for (const update of event.vertexes ?? []) {
			if (update.digest !== vertex?.digest && !TEST_STEP.test(update.name)) continue;
			const begins = update.started !== void 0 && vertex?.started === void 0;
			vertex = {
				...vertex,
				...update
			};
			if (begins) started();
		}
		waiting.push(...event.logs ?? []);
	};
	return {
		line,
		result: () => {
			if (vertex?.started === void 0 || vertex.completed === void 0) return void 0;
			for (const { vertex: digest, stream, data } of waiting) if (digest === vertex.digest && (stream === 1 || stream === 2)) streams[stream].push(Buffer.from(data, "base64"));
			const [stdout, stderr] = [1, 2].map((stream) => Buffer.concat(streams[stream]).toString("utf8"));
			const code = vertex.error === void 0 ? "0" : /exit code: (\d+)$/.exec(vertex.error)?.[1];
			if (code === void 0) return void 0;
			const notStarted = code === "0" ? void 0 : NOT_STARTED.exec(stderr)?.[1];
			if (notStarted !== void 0) return { notStarted };
			return {
				exitCode: Number(code),
				stdout: stdout.replace(CLIPPED, "\n"),
				stderr: stderr.replace(CLIPPED, "\n"),
				seconds: (Date.parse(vertex.completed) - Date.parse(vertex.started)) / 1e3,
				clipped: CLIPPED.test(stdout) || CLIPPED.test(stderr)
			};
		}
	};
}

// src/gates/tests/tar.ts
const BLOCK = 512;
function readTar(bytes) {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const entries = [];
	let extended = {};
	for (let at = 0; at + BLOCK <= buffer.length;) {
		const header = buffer.subarray(at, at + BLOCK);
		if (header.every((byte) => byte === 0)) break;
		const size = Number(extended["size"] ?? octal(header, 124, 12));
		const content = buffer.subarray(at + BLOCK, at + BLOCK + size);
		if (content.length < size) throw new Error("the archive of files is cut off");
		at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
		const type = String.fromCharCode(header[156] ?? 0);
		if (type === "x") {
			extended = paxRecords(content);
			continue;
		}
		if (type === "g") continue;
		const prefix = text(header, 345, 155);
		entries.push({
			name: (extended["path"] ?? [prefix, text(header, 0, 100)].filter(Boolean).join("/")).replace(/^\.\//, "").replace(/\/+$/, ""),
			kind: type === "0" || type === "\0" ? "file" : type === "5" ? "folder" : type === "2" ? "symlink" : "other",
			mode: octal(header, 100, 8) & 4095,
			uid: Number(extended["uid"] ?? octal(header, 108, 8)),
			gid: Number(extended["gid"] ?? octal(header, 116, 8)),
			linkName: extended["linkpath"] ?? text(header, 157, 100),
			content
		});
		extended = {};
	}
	return entries;
}
function text(header, at, length) {
	const field = header.subarray(at, at + length);
	const end = field.indexOf(0);
	return field.subarray(0, end < 0 ? length : end).toString("utf8");
}
function octal(header, at, length) {
	if ((header[at] ?? 0) & 128) return header.subarray(at + 1, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
	return Number.parseInt(text(header, at, length).trim() || "0", 8);
}
function paxRecords(content) {
	const records = {};
	for (let at = 0; at < content.length;) {
		const space = content.indexOf(32, at);
		const length = Number(content.subarray(at, space).toString("latin1"));
		if (space < 0 || !(length > 0)) break;
		const record = content.subarray(space + 1, at + length - 1).toString("utf8");
		const equals = record.indexOf("=");
		records[record.slice(0, equals)] = record.slice(equals + 1);
		at += length;
	}
	return records;
}

// src/gates/tests/run-tests.ts
const TRIES = 3;
const PROBES_AT_ONCE = 60;
const TOO_MANY_LINKS = /too many links/;
const NO_USER = /unable to find (?:user|group) [^:\n]*/;
async function runTests(subjects, options, host) {
	const limit = pLimit(options.concurrency);
	return (await Promise.all(subjects.map((subject, index) => testSubject(subject, {
		...options,
		tar: `${options.folder}/${index}.tar`
	}, limit, host)))).flat();
}
async function testSubject(subject, options, limit, host) {
	const tests = subject.tests.filter(({ platforms }) => platforms === void 0 || platforms.includes(subject.platform));
	if (tests.length === 0) return [];
	let config;
	try {
		config = await limit(() => subject.config());
	} catch (cause) {
		return tests.map((test) => verdict(subject, test, 0, broken(cause)));
	}
	const variables = variablesOf(config);
	const said = (test, seconds, outcome) => verdict(subject, test, seconds, masked(outcome, [...variables, ...test.kind === "command" ? test.env.map(({ name, value }) => [name, value]) : []]));
	const files = tests.filter((test) => test.kind === "file");
	const looked = files.length === 0 ? void 0 : limit(() => timed(() => testFiles(files, config, subject, options, host)));
	looked?.catch(() => {});
	return Promise.all(tests.map(async (test) => {
		try {
			switch (test.kind) {
				case "metadata": return said(test, 0, decided(metadataFailures(test, config)));
				case "file": {
					const result = await looked;
					return said(test, result?.seconds ?? 0, result?.value.get(test) ?? broken("it was not looked at"));
				}
				case "command": {
					if (!subject.runs) return said(test, 0, { kind: "skipped" });
					const { value, seconds } = await limit(() => timed(() => testCommand(test, config, subject, options, host)));
					return said(test, seconds, value);
				}
			}
		} catch (cause) {
			return said(test, 0, broken(cause));
		}
	}));
}
function verdict({ image, platform }, { name, place }, seconds, outcome) {
	return {
		image,
		platform,
		test: name,
		place,
		seconds,
		outcome
	};
}
async function timed(act) {
	const started = Date.now();
	return {
		value: await act(),
		seconds: (Date.now() - started) / 1e3
	};
}
function broken(cause) {
	return {
		kind: "broken",
		message: reasonOf(cause)
	};
}
function decided(reasons, output = []) {
	return reasons.length === 0 ? { kind: "passed" } : {
		kind: "failed",
		reasons,
		output
	};
}
async function testCommand(declared, config, subject, options, host) {
	const test = declared.expand ? expanded(declared, config) : declared;
	for (let attempt = 1;; attempt += 1) {
		const timeout = new AbortController();
		let timer;
		const follow = followTest(() => timer = setTimeout(() => timeout.abort(), test.seconds * 1e3));
		const bake = followBake(() => {});
		const { code } = await buildOf(commandDockerfile(test), [
			"--no-cache",
			"--output",
			"type=cacheonly"
		], subject, options, {
			...host,
			signal: AbortSignal.any([host.signal, timeout.signal])
		}, (line) => {
			follow.line(line);
			bake.line(line);
		});
		clearTimeout(timer);
		const result = follow.result();
		if (host.signal.aborted) return {
			kind: "broken",
			message: "it was cancelled"
		};
		if (timeout.signal.aborted) return {
			kind: "failed",
			reasons: [`it did not end within ${test.seconds} s`],
			output: []
		};
		if (result !== void 0 && "notStarted" in result) return {
			kind: "failed",
			reasons: [`it could not be started: ${result.notStarted}`],
			output: []
		};
		if (result !== void 0 && (code === 0 || result.exitCode !== 0)) return judged(test, result);
		const { message } = bake.failure();
		const noUser = NO_USER.exec(message)?.[0];
		if (noUser !== void 0) return {
			kind: "failed",
			reasons: [`it could not be started: ${noUser}`],
			output: []
		};
		if (attempt >= TRIES || !isTransient(message)) return / RUN .*exit code: \d+$/s.test(message) && test.setup.length > 0 ? {
			kind: "failed",
			reasons: [`its setup failed: ${message}`],
			output: bake.failure().log.slice(-10)
		} : {
			kind: "broken",
			message
		};
		await host.sleep(1e3 * attempt);
	}
}
function judged(test, result) {
	if (result.clipped && readsOutput(test)) return {
		kind: "failed",
		reasons: ["its output is more than BuildKit keeps (200 KiB in a second, 2 MiB in all), so it cannot be compared"],
		output: []
	};
	const output = [...lines(result.stdout), ...lines(result.stderr)];
	return decided(commandFailures(test, result), output.slice(-10));
}
function lines(text) {
	return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}
function expanded(test, config) {
	const image = variablesOf(config);
	const env = test.env.map((variable) => variable.global ? {
		...variable,
		value: expandVariables(variable.value, (name) => image.get(name) ?? "")
	} : variable);
	const known = new Map([...image, ...env.filter(({ global }) => global).map(({ name, value }) => [name, value])]);
	return {
		...test,
		env,
		command: test.command.map((word) => expandVariables(word, (name) => known.get(name) ?? ""))
	};
}
async function testFiles(tests, config, subject, options, host) {
	const variables = variablesOf(config);
	const pathOf = (test) => test.expand ? expandVariables(test.path, (name) => variables.get(name) ?? "") : test.path;
	const known = /* @__PURE__ */ new Map();
	const wanted = tests.filter((test) => isTestablePath(pathOf(test)));
	for (;;) {
		const missing = new Set(wanted.flatMap((test) => [...lookUp(pathOf(test), false, known).unknown, ...test.content ? lookUp(pathOf(test), true, known).unknown : []]));
		if (missing.size === 0) break;
		const paths = [...missing].slice(0, PROBES_AT_ONCE);
		for (const [path, entry] of await probeAll(paths, subject, options, host)) known.set(path, entry);
	}
	return new Map(tests.map((test) => {
		const path = pathOf(test);
		if (!isTestablePath(path)) return [test, {
			kind: "broken",
			message: `the path "${path}" ${PATH_RULE}`
		}];
		const found = lookUp(path, false, known);
		if (found.entry?.name === "" && (test.mode ?? test.uid ?? test.gid ?? test.executableBy) !== void 0) return [test, {
			kind: "broken",
			message: "the owner and mode of / cannot be read from a build; use a command (stat)"
		}];
		try {
			return [test, decided(fileFailures(test, found.entry, test.content ? lookUp(path, true, known).entry : void 0))];
		} catch (cause) {
			return [test, broken(cause)];
		}
	}));
}
async function probeAll(paths, subject, options, host) {
	try {
		return await probe(paths, subject, options, host);
	} catch (cause) {
		if (!(cause instanceof Error) || !TOO_MANY_LINKS.test(cause.message)) throw cause;
		const [first = ""] = paths;
		if (paths.length < 2) return /* @__PURE__ */ new Map([[first, void 0]]);
		const middle = Math.ceil(paths.length / 2);
		const before = await probeAll(paths.slice(0, middle), subject, options, host);
		return new Map([...before, ...await probeAll(paths.slice(middle), subject, options, host)]);
	}
}
async function probe(paths, subject, options, host) {
	for (let attempt = 1;; attempt += 1) {
		const bake = followBake(() => {});
		await host.files.write([{
			path: options.tar,
			text: ""
		}]);
		try {
			const { code } = await buildOf(probeDockerfile(paths), ["--output", `type=tar,"dest=${options.tar.replaceAll("\"", "\"\"")}"`], subject, options, host, bake.line);
			if (code === 0) {
				const entries = new Map(readTar(await host.files.readBytes(options.tar)).map((entry) => [entry.name, entry]));
				return new Map(paths.map((path, index) => [path, entries.get(`${index}/${path.split("/").at(-1) ?? ""}`)]));
			}
			const { message } = bake.failure();
			if (host.signal.aborted) throw new Error("it was cancelled");
			if (/unknown flag: (?:--)?exclude/i.test(message)) throw new Error("the builder is too old to look at files of an image: Dockerfile 1.19 is needed, as in BuildKit 0.25 and Docker 28.5");
			if (attempt >= TRIES || !isTransient(message)) throw new Error(message);
		} finally {
			await host.files.remove(options.tar);
		}
		await host.sleep(1e3 * attempt);
	}
}
async function buildOf(dockerfile, more, { context, platform }, { builder }, host, onProgress) {
	return host.exec({
		file: "docker",
		args: [
			"buildx",
			"build",
			...builder === void 0 ? [] : ["--builder", builder],
			"--platform",
			platform,
			"--progress",
			"rawjson",
			"--provenance",
			"false",
			"--sbom",
			"false",
			"--build-context",
			`${IMAGE_CONTEXT}=${context}`,
			...more,
			"-"
		],
		input: dockerfile,
		env: {
			...host.env,
			OTEL_TRACES_SAMPLER: "always_off",
			BUILDX_METADATA_PROVENANCE: "disabled"
		},
		onProgress,
		signal: host.signal
	});
}

// src/gates/tests/test-images.ts
async function testImages(built, { job, settings, registry }, host) {
	const mode = job.request.build.tests ?? "gate";
	const tested = mode === "off" ? [] : built.filter(({ image }) => (job.plan.tests.get(image.id) ?? []).length > 0);
	if (tested.length === 0) return {
		verdicts: [],
		problems: []
	};
	const name = settings.destination === "load" ? await engineBuilder(host) : job.request.build.builder;
	const builder = await findBuilder(name === void 0 ? {} : { builder: name }, host);
	if ("message" in builder) return {
		verdicts: [],
		problems: [builder]
	};
	const runnable = new Set(builder.platforms.map(normalPlatform));
	const subjects = tested.flatMap((image) => image.candidate.platforms.map(({ platform, digest }) => ({
		image: image.image.id,
		platform,
		context: contextOf(image, settings),
		tests: job.plan.tests.get(image.image.id) ?? [],
		config: settings.destination === "load" ? () => loadedConfig(image, host) : async () => (await readConfig(digest, platform, imageStore({
			image: image.image,
			settings,
			registry
		}, host))).config ?? {},
		runs: runnable.has(normalPlatform(platform))
	})));
	const count = subjects.reduce((sum, { tests }) => sum + tests.length, 0);
	host.say(`running ${count} test${count === 1 ? "" : "s"} in ${subjects.length} image${subjects.length === 1 ? "" : "s"} (one for each platform)`);
	const folder = join(job.out, "tests");
	const verdicts = await runTests(subjects, {
		...name === void 0 ? {} : { builder: name },
		folder,
		concurrency: job.request.build.concurrency
	}, host);
	const junit = join(folder, "junit.xml");
	await host.files.write([{
		path: junit,
		text: junitXml(verdicts)
	}]);
	return {
		verdicts,
		problems: testProblems(verdicts, mode),
		junit
	};
}
async function engineBuilder({ exec, env, signal }) {
	const { code, stdout } = await exec({
		file: "docker",
		args: ["context", "show"],
		env,
		signal
	});
	return code === 0 && stdout.trim() || "default";
}
async function loadedConfig({ image, candidate }, { exec, env, signal }) {
	const { code, stdout, stderr } = await exec({
		file: "docker",
		args: [
			"image",
			"inspect",
			"--format",
			"{{json .Config}}",
			image.tags[0] ?? candidate.digest
		],
		env,
		signal
	});
	if (code !== 0) throw new Error(stderr.trim().split("\n", 1)[0] ?? "the engine does not have the image");
	return parse(RunConfig, JSON.parse(stdout));
}

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

// src/publish/staging-tags.ts
function createStagingTags({ isOn, stagingRun }, registry, concurrency, signal) {
	const tags = [];
	const problems = [];
	return {
		add: async (image) => {
			if (stagingRun !== void 0 && image.image.output === "image") {
				tags.push({
					repository: image.image.repository,
					tag: stagingTag(image.image.id, stagingRun)
				});
				return;
			}
			if (!isOn || image.kind !== "built") return;
			try {
				tags.push({
					repository: image.candidate.repository,
					tag: stagingTag(image.candidate.image, image.candidate.digest)
				});
				await stage(image.candidate, registry, signal);
			} catch (cause) {
				problems.push(error("staging-failed", `the image "${image.image.id}" got no staging tag: ${reasonOf$1(cause)}`));
			}
		},
		tags: () => tags,
		problems: () => problems,
		remove: async () => {
			const left = await unstage(tags.splice(0), registry, concurrency);
			return left === void 0 ? [] : [{
				...error("staging-left", left, { hint: "delete them by hand" }),
				severity: "warning"
			}];
		}
	};
}

// src/registry/attach.ts
const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
async function attach({ type, subject, blobs, manifest }, repository, registry, signal) {
	for (const blob of blobs) await registry.upload(repository, blob, signal);
	const { linked } = await registry.store(repository, manifest, signal);
	if (linked) return;
	const tag = subject.digest.replace(":", "-").slice(0, 128);
	const before = await registry.manifest(repository, tag, signal);
	const known = before === void 0 ? [] : JSON.parse(Buffer.from(before.body).toString("utf8")).manifests ?? [];
	if (known.some(({ digest }) => digest === manifest.digest)) return;
	const own = {
		mediaType: manifest.mediaType,
		digest: manifest.digest,
		size: manifest.body.length,
		artifactType: type
	};
	const body = Buffer.from(JSON.stringify({
		schemaVersion: 2,
		mediaType: INDEX_TYPE,
		manifests: [...known, own]
	}));
	await registry.tag(repository, tag, {
		mediaType: INDEX_TYPE,
		digest: digestOf$1(body, "sha256"),
		body
	}, signal);
}

// src/record/artifact.ts
const RECORD_TYPE = "application/vnd.docker-matrix.image-index.v1+json";
const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const EMPTY = Buffer.from("{}");
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
function recordArtifact(index, subject) {
	const record = Buffer.from(`${JSON.stringify(index, void 0, 2)}\n`);
	const descriptor = (mediaType, bytes) => ({
		mediaType,
		digest: digestOf$1(bytes, "sha256"),
		size: bytes.length
	});
	const body = Buffer.from(JSON.stringify({
		schemaVersion: 2,
		mediaType: MANIFEST_TYPE,
		artifactType: RECORD_TYPE,
		config: descriptor(EMPTY_TYPE, EMPTY),
		layers: [{
			...descriptor(RECORD_TYPE, record),
			annotations: { "org.opencontainers.image.title": "image-index.json" }
		}],
		subject: {
			mediaType: subject.mediaType,
			digest: subject.digest,
			size: subject.size
		},
		...index.created === void 0 ? {} : { annotations: { "org.opencontainers.image.created": index.created } }
	}));
	return {
		type: RECORD_TYPE,
		subject,
		blobs: [EMPTY, record],
		manifest: {
			mediaType: MANIFEST_TYPE,
			digest: digestOf$1(body, "sha256"),
			body
		}
	};
}

// src/record/definition-key.ts
function definitionKey(image, dockerfile) {
	const { stage, context, contexts, args, secrets, output, allPlatforms } = image;
	const sorted = (texts) => Object.entries(texts).toSorted(([a], [b]) => a < b ? -1 : 1);
	return createHash("sha256").update(JSON.stringify([
		dockerfile,
		stage ?? "",
		context,
		sorted(contexts),
		sorted(args),
		secrets.map(({ id }) => id).toSorted(),
		output,
		[...allPlatforms].toSorted()
	])).digest("hex");
}

// src/record/image-index.ts
function imageIndex({ images, publish }, source) {
	const published = publish?.kind === "published" ? [...publish.moved, ...publish.unchanged] : [];
	const tagsOf = ({ id }) => published.filter(({ image }) => image === id).map(({ reference, previous }) => ({
		reference,
		...previous === void 0 ? {} : { previous }
	}));
	return {
		...head(source),
		published: publish?.kind === "published",
		images: images.flatMap((image) => image.outcome.kind === "built" ? [recordedImage(image.image, image.outcome.candidate, image, tagsOf(image.image), source)] : [])
	};
}
function imageRecord(image, candidate, gates, source) {
	return {
		...head(source),
		images: [recordedImage(image, candidate, gates, publishedReferences(image).map((reference) => ({ reference })), source)]
	};
}
function head({ facts: { revision, source, version: release, created } }) {
	return {
		schemaVersion: 1,
		generator: {
			name: "docker-matrix-action",
			version
		},
		...revision === void 0 ? {} : { commit: revision },
		...source === void 0 ? {} : { source },
		...release === void 0 ? {} : { version: release },
		...created === void 0 ? {} : { created }
	};
}
function recordedImage(image, candidate, gates, tags, { dockerfileOf }) {
	return {
		id: image.id,
		target: image.target,
		combination: { ...image.combination },
		repository: image.repository,
		mirrors: [...image.mirrors],
		digest: candidate.digest,
		key: definitionKey(image, dockerfileOf(image)),
		tags: tags.toSorted((a, b) => a.reference < b.reference ? -1 : 1),
		platforms: candidate.platforms.map((platform) => recordedPlatform(platform, gates))
	};
}
function recordedPlatform({ platform, digest, config, size, layers, spdx }, { verdicts, bases }) {
	const verdict = verdicts.find(({ subject }) => subject.platform === platform);
	const base = bases[platform];
	return {
		platform,
		digest,
		...config === void 0 ? {} : { config },
		size,
		layers: layers.map((layer) => ({ ...layer })),
		...base === void 0 ? {} : { base: {
			name: base.name,
			digest: base.digest
		} },
		...verdict?.kind === "scanned" ? { findings: { ...verdict.counts } } : {},
		...spdx === void 0 ? {} : { sbom: spdx }
	};
}

// src/record/attach-records.ts
async function attachRecords(built, gated, source, registry, { concurrency, signal }) {
	return (await pLimit(concurrency).map(built, async ({ image, candidate }) => {
		try {
			const subject = await registry.resolve(image.repository, candidate.digest, signal);
			if (!subject) return [error("record-not-attached", `${image.repository}@${candidate.digest} is not in the registry any more`, { hint: "build it again" })];
			await attach(recordArtifact(imageRecord(image, candidate, gated.images.get(image.id) ?? NOT_GATED, source), subject), image.repository, registry, signal);
			return [];
		} catch (cause) {
			return [error("record-not-attached", `the record of image "${image.id}" was not attached: ${cause instanceof Error ? cause.message : String(cause)}`)];
		}
	})).flat();
}

// src/record/cosign.ts
function signCommand({ reference, options, env }) {
	return {
		file: "cosign",
		args: [
			"sign",
			"--yes",
			...env["COSIGN_PRIVATE_KEY"] ? ["--key", "env://COSIGN_PRIVATE_KEY"] : [],
			...options,
			"--",
			reference
		],
		env
	};
}

// src/record/sign-images.ts
async function signingProblems(request, { exec, env, signal }) {
	if (!request.sign || !request.push) return [];
	if ((await exec({
		file: "cosign",
		args: ["version"],
		env,
		signal
	})).code !== 0) return [error("no-cosign", "there is no cosign on PATH, which signing needs", { hint: "install it: https://docs.sigstore.dev/cosign/system_config/installation/; in GitHub Actions with sigstore/cosign-installer" })];
	if (env["GITHUB_ACTIONS"] === "true" && !env["COSIGN_PRIVATE_KEY"] && !env["ACTIONS_ID_TOKEN_REQUEST_URL"] && !env["SIGSTORE_ID_TOKEN"]) return [error("no-identity", "this job has no identity to sign with", { hint: "give the job the permission \"id-token: write\", or a key in the environment variable COSIGN_PRIVATE_KEY" })];
	return [];
}
async function signImages(built, request, { exec, env, signal, say }) {
	return (await pLimit(request.concurrency).map(built, async ({ image, candidate }) => {
		if (signal.aborted) return [];
		const result = await exec({
			...signCommand({
				reference: `${image.repository}@${candidate.digest}`,
				options: request.signOptions,
				env
			}),
			signal
		});
		if (result.code === 0) {
			say(`${image.id}: signed`);
			return [];
		}
		return [error("not-signed", `image "${image.id}" was not signed: ${lastLine(result.stderr) || `cosign ended with status ${result.code}`}`, { hint: "nothing was published; for a key: COSIGN_PRIVATE_KEY and COSIGN_PASSWORD, keyless: id-token: write, and the options of --sign-option" })];
	})).flat();
}
function lastLine(text) {
	return text.trim().split("\n").at(-1)?.replace(/^Error: /, "") ?? "";
}

// src/bake/secrets.ts
async function secretProblems(images, env, fileExists) {
	const wanted = new Map(images.flatMap((image) => image.secrets.filter(({ optional }) => !optional).map((secret) => [JSON.stringify(secret), {
		secret,
		image
	}])));
	return (await Promise.all([...wanted.values()].map(async ({ secret: { id, env: variable, file }, image }) => {
		if (file !== void 0) return await fileExists(file) ? void 0 : error("secret-missing", `the secret "${id}" of image "${image.id}" is to be read from ${file}, which is not there`);
		const name = variable ?? id;
		return env[name] ? void 0 : error("secret-missing", `the secret "${id}" of image "${image.id}" has no value: the environment variable ${name} is not set`, { hint: `set it for this command: ${name}=… docker-matrix build, or "env: ${name}: \${{ secrets.… }}" on the step` });
	}))).filter((problem) => problem !== void 0);
}

// src/host/trivy-install.ts
const PAUSES = [2e3, 1e4];
async function installTrivy(deps, options) {
	if (options.path !== void 0) return givenTrivy(options.path, deps.exec, options);
	const release = trivyRelease(options);
	if (release.kind === "refused") throw new ProblemsFound([release.problem]);
	const onPath = await findOnPath(options.env["PATH"] ?? "");
	if (onPath && await versionOf(onPath, deps.exec, options) === release.version) return onPath;
	const folder = join(options.cacheDir, "trivy", release.version);
	const binary = join(folder, "trivy");
	if (await isVerified(folder, release)) return binary;
	await rm(folder, {
		recursive: true,
		force: true
	});
	await mkdir(folder, { recursive: true });
	const archive = join(folder, release.file);
	const restored = await restoreArchive(deps.toolCache, release, archive);
	if (!restored) await download(release, archive, deps, options.signal);
	await extract(archive, folder, release, deps.exec);
	if (!restored) await saveArchive(deps.toolCache, release, archive);
	await rm(archive, { force: true });
	return binary;
}
async function givenTrivy(path, exec, options) {
	const version = await versionOf(path, exec, options);
	if (!version) throw new ProblemsFound([error("trivy-not-runnable", `"${path}" does not answer --version as Trivy does`, { hint: "give the path of a trivy program, or none to have it installed" })]);
	const refused = refusedTrivy(version);
	if (refused) throw new ProblemsFound([refused]);
	return path.includes("/") ? resolve(path) : path;
}
async function versionOf(file, exec, options) {
	const result = await exec({
		file,
		args: ["--version"],
		env: trivyEnvironment(options.env)
	});
	return result.code === 0 ? parseTrivyVersion(result.stdout) : void 0;
}
function parseTrivyVersion(stdout) {
	return /^Version: v?(\S+)$/m.exec(stdout)?.[1];
}
async function findOnPath(path) {
	for (const folder of path.split(delimiter).filter(Boolean)) {
		const file = join(folder, "trivy");
		try {
			await access(file, constants.X_OK);
			return file;
		} catch {}
	}
}
async function isVerified(folder, release) {
	try {
		const verified = JSON.parse(await readFile(join(folder, "verified.json"), "utf8"));
		return verified.archiveSha256 === release.sha256 && verified.binarySha256 === await sha256Of(join(folder, "trivy"));
	} catch {
		return false;
	}
}
async function restoreArchive(cache, release, archive) {
	if (await cache?.restore(cacheKey(release), [archive]).catch(() => false) && await sha256Of(archive).catch(() => "") === release.sha256) return true;
	await rm(archive, {
		force: true,
		recursive: true
	});
	return false;
}
async function saveArchive(cache, release, archive) {
	await cache?.save(cacheKey(release), [archive]).catch(() => {});
}
const cacheKey = (release) => `docker-matrix-${release.file}-${release.sha256}`;
async function download(release, archive, deps, signal) {
	let reason = "";
	for (const pause of [0, ...PAUSES]) {
		if (pause) await deps.sleep(pause);
		const part = `${archive}.${randomUUID()}.part`;
		try {
			const response = await deps.fetch(release.url, signal ? { signal } : {});
			if (response.ok && response.body) {
				await pipeline(Readable.fromWeb(response.body), createWriteStream(part));
				await requireHash(part, release);
				return await rename(part, archive);
			}
			await response.body?.cancel();
			reason = `HTTP ${response.status}`;
			if (response.status !== 408 && response.status !== 429 && response.status < 500) break;
		} catch (cause) {
			if (cause instanceof ProblemsFound) throw cause;
			reason = networkReason(cause);
		} finally {
			await rm(part, { force: true });
		}
		if (signal?.aborted) break;
	}
	throw new ProblemsFound([error("trivy-download", `Trivy ${release.version} could not be downloaded from ${release.url}: ${reason}`, { hint: `without that network: put Trivy ${release.version} on PATH, or give its path with --trivy-path (input trivy-path)` })]);
}
async function requireHash(file, release) {
	const actual = await sha256Of(file);
	if (actual === release.sha256) return;
	throw new ProblemsFound([error("trivy-checksum", `${release.url} has sha256 ${actual}, not the expected ${release.sha256}; it was not run`, { hint: "a proxy may have answered with a page of its own; if not, the release was changed: report it, and do not run it" })]);
}
async function extract(archive, folder, release, exec) {
	const temporary = join(folder, `extract-${randomUUID()}`);
	await mkdir(temporary);
	try {
		const result = await exec({
			file: "tar",
			args: [
				"-xzf",
				archive,
				"-C",
				temporary,
				"trivy"
			]
		});
		if (result.code !== 0) throw new ProblemsFound([error("trivy-extract", `${release.file} could not be unpacked: ${result.stderr.trim() || `tar ended with ${result.code}`}`, { hint: `tar and gzip are needed; or put Trivy ${release.version} on PATH` })]);
		const extracted = join(temporary, "trivy");
		await chmod(extracted, 493);
		const verified = {
			archiveSha256: release.sha256,
			binarySha256: await sha256Of(extracted)
		};
		await rename(extracted, join(folder, "trivy"));
		await writeFile(join(folder, "verified.json"), `${JSON.stringify(verified)}\n`);
	} finally {
		await rm(temporary, {
			recursive: true,
			force: true
		});
	}
}
async function sha256Of(file) {
	const hash = createHash("sha256");
	await pipeline(createReadStream(file), hash);
	return hash.digest("hex");
}
function networkReason(cause) {
	if (!(cause instanceof Error)) return String(cause);
	return cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message;
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
async function prepareScanner(job, mode, host) {
	const [files, trivy] = await Promise.all([namedFiles(job, mode, host), installScanner(job.request, host)]);
	if (typeof trivy === "object") return {
		ignores: files.ignores,
		problems: [...files.problems, ...trivy.problems]
	};
	const opened = await openDatabase(job, {
		trivy,
		...files.settings
	}, host);
	if (opened.kind === "ready") return {
		scanner: opened.scanner,
		ignores: files.ignores,
		problems: files.problems
	};
	return {
		ignores: files.ignores,
		problems: [...files.problems, error("scan-database", opened.message, { hint: "without it nothing can be scanned, so nothing is built; try again, name another repository (trivy-db-repository), or switch the scan off (scan: off)" })]
	};
}
function openDatabase(job, files, host) {
	const cacheDir = join(cacheFolder(host.env), "trivy-cache");
	const wanted = database(job.request.build);
	const matrix = job.workspace.matrix.file;
	const open = () => openScanner({
		exec: host.exec,
		files: host.scanFiles,
		sleep: host.sleep,
		env: host.env
	}, {
		...files,
		cacheDir,
		database: wanted,
		reportsDir: join(job.out, "scan"),
		sbom: true,
		secrets: job.plan.images.some(({ target }) => policyOf(matrix, matrix.targets[target]).secrets !== "off"),
		signal: host.signal
	});
	return wanted.kind === "folder" ? open() : cachedDatabase({
		folder: join(cacheDir, "db"),
		repositories: wanted.vulnerabilities
	}, open, host);
}
async function namedFiles({ workspace }, mode, host) {
	const { matrix, root } = workspace;
	const scan = matrix.file.scan ?? {};
	const missing = (what, path, place) => error("scan-file-missing", `there is no ${what} ${path}`, {
		place: matrix.source.at(place),
		hint: "paths are seen from the folder of the matrix"
	});
	const problems = [];
	const vex = scan.vex ?? [];
	for (const [index, path] of vex.entries()) if (!await host.scanFiles.exists(resolve(root, path))) problems.push(missing("VEX document", path, [
		"scan",
		"vex",
		index
	]));
	const settings = vex.length === 0 ? {} : { vex: vex.map((path) => resolve(root, path)) };
	if (scan.ignores === void 0) return {
		ignores: [],
		problems,
		settings
	};
	const text = await host.files.readText(resolve(root, scan.ignores));
	if (text === void 0) return {
		ignores: [],
		problems: [...problems, missing("ignore file", scan.ignores, ["scan", "ignores"])],
		settings
	};
	const read = readIgnores({
		path: join(matrix.source.file.path, "..", scan.ignores),
		text
	});
	const found = [...read.problems, ...ignoreProblems(read.ignores, {
		now: host.now(),
		warningDays: Number.parseInt(scan["expiry-warning"] ?? "14 days", 10),
		strict: scan["strict-ignores"] ?? false
	})];
	const shown = mode === "gate" ? found : found.map((problem) => read.problems.includes(problem) ? problem : {
		...problem,
		severity: "warning"
	});
	return {
		ignores: read.ignores,
		problems: [...problems, ...shown],
		settings: {
			...settings,
			ignoreFile: resolve(root, scan.ignores)
		}
	};
}
function database({ trivy }) {
	if (trivy.db !== void 0) return {
		kind: "folder",
		directory: resolve(trivy.db)
	};
	return trivy.dbRepositories.length > 0 ? {
		kind: "repositories",
		vulnerabilities: trivy.dbRepositories
	} : PUBLIC_DATABASE;
}
async function installScanner(request, host) {
	const { version, sha256, path } = request.build.trivy;
	try {
		return await installTrivy({
			exec: host.exec,
			fetch: host.fetch,
			sleep: host.sleep,
			...host.toolCache ? { toolCache: host.toolCache } : {}
		}, {
			platform: process.platform,
			arch: process.arch,
			cacheDir: cacheFolder(host.env),
			env: host.env,
			signal: host.signal,
			...version ? { version } : {},
			...sha256 ? { sha256 } : {},
			...path ? { path } : {}
		});
	} catch (cause) {
		if (cause instanceof ProblemsFound) return cause;
		throw cause;
	}
}

// src/registry/permission.ts
async function checkPushAllowed(repositories, registry) {
	return (await Promise.all([...new Set(repositories)].map((repository) => pushProblem(repository, registry)))).filter((problem) => problem !== void 0);
}
async function pushProblem(repository, registry) {
	const parsed = parseRepository(repository);
	if (typeof parsed === "string") return error("repository-name", parsed);
	const check = await registry.checkPush(repository);
	if (check.ok) return void 0;
	return check.status === 401 || check.status === 403 ? error("push-denied", `no permission to push to "${repository}": ${check.reason}`, { hint: loginHint(parsed.host) }) : error("push-unchecked", `cannot tell whether "${repository}" may be pushed to: ${check.reason}`, { hint: `check that the registry "${parsed.host}" is up and that the repository's name is right, then run again` });
}

// src/commands/build/preflight.ts
async function preflight(job, { destination, registry, scan }, host) {
	const { plan } = job;
	const caches = plan.images.flatMap(({ cacheTo }) => cacheTo).map((reference) => reference.slice(0, reference.lastIndexOf(":")));
	const builder = await checkBuilder(job, destination, host);
	const [secrets, push, publish, signing, prepared] = await Promise.all([
		secretProblems(plan.images, host.env, async (path) => await host.files.readText(resolve(job.workspace.root, path)) !== void 0),
		destination === "push" ? checkPushAllowed([...plan.images.filter(({ output }) => output === "image").flatMap(({ repository, mirrors }) => [repository, ...mirrors]), ...caches], registry) : [],
		destination === "push" ? publishPreflight(job, registry, host) : [],
		signingProblems(job.request.build, host),
		scan === "off" ? void 0 : prepareScanner(job, scan, host)
	]);
	const unscanned = destination === "push" && scan === "off" ? unscannedLimits(plan.images.filter(({ output }) => output === "image").map(({ target }) => limitOf(job, target))) : [];
	const problems = [
		...partialPush(job, destination),
		...unscanned,
		...signing,
		...secrets,
		...push,
		...publish,
		...prepared?.problems ?? []
	];
	if (problems.some(({ severity }) => severity === "error")) throw new ProblemsFound(problems);
	return {
		...prepared?.scanner ? { scanner: prepared.scanner } : {},
		ignores: prepared?.ignores ?? [],
		pushesByTag: pushesByTag(builder),
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
		env: host.env,
		signal: host.signal
	}) : void 0;
	const problems = builderProblems(builder, plan.images, destination, info?.stdout.includes("io.containerd.snapshotter") ?? false);
	if (problems.length > 0) throw new ProblemsFound(problems);
	return builder;
}

// src/commands/build/build.ts
async function build(job, host) {
	const { request, out } = job;
	const destination = request.build.push ? "push" : request.build.load ? "load" : "layout";
	const registry = hostRegistry(host);
	const policy = scanPolicy(job.workspace.matrix, request.build);
	const ready = await preflight(job, {
		destination,
		registry,
		scan: policy.mode
	}, host);
	const settings = buildSettings(job, destination, ready.pushesByTag);
	const files = await writeInputs(job, settings, host);
	const started = Date.now();
	const staging = createStagingTags({
		isOn: destination === "push" && job.workspace.matrix.file.publish?.staging === "tag",
		stagingRun: settings.stagingRun
	}, registry, request.build.concurrency * 2, host.signal);
	const baked = await bakeAll({
		job,
		settings,
		registry,
		onBuilt: staging.add
	}, host);
	const built = baked.filter((image) => image.kind === "built");
	const buildProblems = baked.flatMap((image) => image.kind === "failed" ? [buildProblem(image)] : []);
	const buildSeconds = secondsSince(started);
	const gatesStarted = Date.now();
	const gated = await runGates(host.signal.aborted ? [] : built, {
		job,
		settings,
		registry,
		ready,
		policy
	}, host).catch(async (cause) => {
		await staging.remove();
		throw cause;
	});
	const gatesSeconds = secondsSince(gatesStarted);
	const problems = [
		...ready.warnings,
		...buildProblems,
		...staging.problems(),
		...host.signal.aborted ? [error("cancelled", "the run was cancelled before anything was published")] : gated.problems
	];
	const publishStarted = Date.now();
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
	problems.push(...publishProblems(published, join(out, JOURNAL_NAME)));
	if (published?.kind !== "rolled-back" || published.left.length === 0) problems.push(...await staging.remove());
	const report = {
		destination,
		images: baked.map((image) => ({
			image: image.image,
			outcome: outcomeOf(image),
			steps: image.steps,
			seconds: image.seconds,
			...gated.images.get(image.image.id) ?? NOT_GATED
		})),
		...published ? { publish: published } : {},
		problems,
		files: {
			...files,
			sarif: gated.sarif,
			...gated.junit === void 0 ? {} : { junit: gated.junit },
			layouts: destination === "layout" ? built.map(({ image }) => layoutFolder(image, settings)) : [],
			report: join(out, "report.json"),
			imageIndex: join(out, "image-index.json"),
			...published && await host.files.readText(join(out, "publish-journal.json")) !== void 0 ? { journal: join(out, JOURNAL_NAME) } : {}
		},
		seconds: {
			build: buildSeconds,
			gates: gatesSeconds,
			publish: secondsSince(publishStarted)
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
function dockerfileOf({ rendered, workspace }) {
	const texts = new Map(rendered.map(({ path, text }) => [path, text]));
	return ({ dockerfile, verbatim }) => (verbatim ? workspace.inputs.files : texts).get(dockerfile) ?? "";
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
function buildSettings({ request, workspace, out }, destination, pushesByTag) {
	const cache = workspace.matrix.file.cache;
	const { build } = request;
	return {
		destination,
		layouts: join(out, "oci"),
		exports: join(out, "local"),
		...pushesByTag && destination === "push" ? { stagingRun: crypto.randomUUID() } : {},
		cacheMode: typeof cache === "object" && cache.mode !== void 0 ? cache.mode : "max",
		readCache: build.cache !== "off",
		provenance: build.provenance,
		sbom: build.sbom,
		pull: build.pull,
		noCache: build.noCache,
		labels: build.labels,
		annotations: build.annotations,
		...request.facts.created === void 0 ? {} : { created: request.facts.created }
	};
}
async function writeInputs({ plan, rendered, out, workspace }, settings, host) {
	const bake = join(out, "docker-bake.hcl");
	const override = join(out, "docker-bake.override.hcl");
	const ignored = await outsideIgnore(rendered, workspace, out, host.files.readText);
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
function secondsSince(started) {
	return (Date.now() - started) / 1e3;
}

export { build };