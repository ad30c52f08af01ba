import { parseRepository } from "../../oci.js";
import { reasonOf } from "../../text.js";
import { imageStore, readConfig } from "../../bake/later.js";
import { createRegistry } from "../../registry/later.js";
import { configOf } from "../../oci/later.js";
import { setMaxListeners } from "node:events";

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

export { imageByImage, layerName, listed, readOrigins };