import { readInstructions } from "../../dockerfile.js";
import { reasonOf } from "../../text.js";
import { parseRepository } from "../../oci.js";
import { environmentOf } from "../../effects.js";
import { IMAGE_CONTEXT } from "../../plan/tests.js";
import { contextOf, followBake, imageStore, isTransient, readConfig } from "../../bake/later.js";
import { createRegistry } from "../../registry/later.js";
import { configOf } from "../../oci/later.js";
import { setMaxListeners } from "node:events";

// src/gates/gate/from-scratch.ts
function isFromScratch(image, { files, verbatim }) {
	const { dockerfile, contexts } = image;
	const text = image.verbatim ? verbatim.get(dockerfile) : files.find(({ path }) => path === dockerfile)?.text;
	const stages = readInstructions(text ?? "").instructions.filter(({ keyword }) => keyword === "FROM").map((instruction) => {
		const [from = "", , name] = instruction.text.trim().split(/\s+/);
		return {
			from: from.toLowerCase(),
			name: name?.toLowerCase()
		};
	});
	const named = (name, before) => stages.findLastIndex((stage, index) => index < before && stage.name === name);
	const replaced = new Set(Object.keys(contexts).map((name) => name.toLowerCase()));
	const wanted = image.stage?.toLowerCase();
	let at = wanted === void 0 ? stages.length - 1 : named(wanted, stages.length);
	for (;;) {
		const stage = stages[at];
		if (stage === void 0 || replaced.has(stage.from)) return false;
		if (stage.from === "scratch") return true;
		at = /^\d+$/.test(stage.from) ? Math.min(Number(stage.from), at - 1) : named(stage.from, at);
	}
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
	const materials = part(part(predicate, "buildDefinition"), "resolvedDependencies") ?? part(predicate, "materials");
	return (Array.isArray(materials) ? materials : []).flatMap((entry) => {
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
function layerName({ diffIds, madeBy }, diffId, baseLayers) {
	const index = diffIds.indexOf(diffId ?? "");
	if (index < 0) return void 0;
	const keyword = madeBy[index] ?? "";
	const place = baseLayers > 0 && index >= baseLayers ? `layer ${index - baseLayers + 1} above the base` : `layer ${index + 1}`;
	return keyword === "" ? place : `${place} (${/^[AEIOU]/.test(keyword) ? "an" : "a"} ${keyword})`;
}

// src/gates/gate/origins.ts
const PATIENCE_MS = 15e3;
async function readOrigins(built, { settings, registry, plan }, host) {
	const withoutBase = new Set(built.filter(({ image }) => isFromScratch(image, plan)).map(({ image }) => image.id));
	if (settings.destination === "load") return (image) => ({ isFromScratch: withoutBase.has(image) });
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
		if (withoutBase.has(image.id)) return {
			config,
			isFromScratch: true
		};
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
	let stop;
	const cancel = () => controller.abort(/* @__PURE__ */ new Error("it was cancelled"));
	host.signal.addEventListener("abort", cancel, { once: true });
	const ended = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
	ended.catch(() => {});
	return {
		signal,
		within: async (work) => {
			stop ??= host.after(PATIENCE_MS, () => controller.abort(/* @__PURE__ */ new Error(`there was no answer within ${PATIENCE_MS / 1e3} s`)));
			if (host.signal.aborted) cancel();
			signal.throwIfAborted();
			return Promise.race([work(), ended]);
		},
		end: () => {
			stop?.();
			host.signal.removeEventListener("abort", cancel);
		}
	};
}
function createBaseReader({ signal, within }, host) {
	const clients = /* @__PURE__ */ new Map();
	const clientOf = (server) => {
		const client = clients.get(server) ?? createRegistry({
			...host,
			fetch: (input, init) => host.fetch(input, {
				...init,
				signal
			})
		});
		clients.set(server, client);
		return client;
	};
	const readings = /* @__PURE__ */ new Map();
	const read = async ({ name, digest }, platform) => {
		const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
		const tag = colon === -1 ? void 0 : name.slice(colon + 1);
		const repository = parseRepository(colon === -1 ? name : name.slice(0, colon));
		if (typeof repository === "string") return void 0;
		const registry = clientOf(repository.host);
		const required = (value) => {
			if (value === void 0) throw new Error(`${repository.name}@${digest} is not there any more`);
			return value;
		};
		try {
			const [document, now] = await within(() => Promise.all([readConfig(digest, platform, {
				manifest: async (reference) => required(await registry.manifest(repository.name, reference, signal)).body,
				blob: async (blob) => required(await registry.blob(repository.name, blob, signal))
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
		const reading = readings.get(key) ?? read(image, platform);
		readings.set(key, reading);
		return reading;
	};
}

// src/gates/gate/gate.ts
async function imageByImage(built, look) {
	const findings = new Map(await Promise.all(built.map(async (image) => [image.image.id, await look(image)])));
	return { about: ({ id }) => findings.get(id) ?? {} };
}
function listed(gate) {
	return {
		gate,
		problems: (plan) => gate.problems?.(plan) ?? [],
		preflight: async (start, host) => {
			const { ready, problems = [] } = await gate.preflight?.(start, host) ?? {};
			return {
				gate,
				problems,
				run: (built, scene, host) => gate.run(built, {
					...scene,
					...ready === void 0 ? {} : { ready }
				}, host)
			};
		}
	};
}

// src/gates/gate/tar.ts
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

// src/gates/gate/throw-away-build.ts
const BUILD_TRIES = 3;
function buildBase(image, platform, settings) {
	return {
		context: contextOf(image, settings),
		platform
	};
}
async function builderOf({ job, settings }, { exec, env, signal }) {
	if (settings.destination !== "load") return job.request.build.builder;
	const { code, stdout } = await exec({
		file: "docker",
		args: ["context", "show"],
		env: environmentOf("docker", env),
		signal
	});
	return code === 0 && stdout.trim() || "default";
}
async function throwAwayBuild(dockerfile, more, { context, platform }, { builder }, { exec, env, signal }, onProgress) {
	return exec({
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
			...environmentOf("docker", env),
			OTEL_TRACES_SAMPLER: "always_off",
			BUILDX_METADATA_PROVENANCE: "disabled"
		},
		onProgress,
		signal
	});
}
async function filesOfBuild(dockerfile, base, { builder, tar }, host) {
	for (let attempt = 1;; attempt += 1) {
		const bake = followBake(() => {});
		await host.files.write([{
			path: tar,
			text: ""
		}]);
		try {
			const { code } = await throwAwayBuild(dockerfile, ["--output", `type=tar,"dest=${tar.replaceAll("\"", "\"\"")}"`], base, { builder }, host, bake.line);
			if (code === 0) return readTar(await host.files.readBytes(tar));
			const { message } = bake.failure();
			if (host.signal.aborted) throw new Error("it was cancelled");
			if (attempt >= 3 || !isTransient(message)) throw new Error(message);
		} finally {
			await host.files.remove(tar);
		}
		await host.sleep(1e3 * attempt);
	}
}

export { buildBase, builderOf, filesOfBuild, imageByImage, layerName, listed, readOrigins, throwAwayBuild };