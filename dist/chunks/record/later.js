import { error } from "../problem.js";
import { allArgs, contextTexts, publishedReferences } from "../plan.js";
import { reasonOf } from "../text.js";
import { version } from "../version.js";
import { pLimit } from "../packages/p-limit.js";
import { environmentOf } from "../effects.js";
import { attach, digestOf } from "../registry/later.js";
import { createHash } from "node:crypto";

// src/record/artifact.ts
const RECORD_TYPE = "application/vnd.docker-matrix.image-index.v1+json";
const MANIFEST_TYPE$1 = "application/vnd.oci.image.manifest.v1+json";
const EMPTY$1 = Buffer.from("{}");
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
function recordArtifact(index, subject) {
	const record = Buffer.from(`${JSON.stringify(index, void 0, 2)}\n`);
	const descriptor = (mediaType, bytes) => ({
		mediaType,
		digest: digestOf(bytes, "sha256"),
		size: bytes.length
	});
	const body = Buffer.from(JSON.stringify({
		schemaVersion: 2,
		mediaType: MANIFEST_TYPE$1,
		artifactType: RECORD_TYPE,
		config: descriptor(EMPTY_TYPE, EMPTY$1),
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
		blobs: [EMPTY$1, record],
		manifest: {
			mediaType: MANIFEST_TYPE$1,
			digest: digestOf(body, "sha256"),
			body
		}
	};
}

// src/record/definition-key.ts
function definitionKey(image, dockerfile) {
	const { stage, context, secrets, output, allPlatforms } = image;
	const sorted = (texts) => Object.entries(texts).toSorted(([a], [b]) => a < b ? -1 : 1);
	return createHash("sha256").update(JSON.stringify([
		dockerfile,
		stage ?? "",
		context,
		sorted(contextTexts(image)),
		sorted(allArgs(image)),
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
		images: images.flatMap((image) => image.outcome.kind === "built" ? [recordedImage(image.image, image.outcome.candidate, image.gates, tagsOf(image.image), source)] : [])
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
function recordedPlatform({ platform, digest, config, size, layers, spdx }, { recorded, bases }) {
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
		...recorded[platform],
		...spdx === void 0 ? {} : { sbom: spdx }
	};
}

// src/record/attach-records.ts
async function attachRecords(built, gated, source, registry, { concurrency, signal }) {
	return (await pLimit(concurrency).map(built, async ({ image, candidate }) => {
		try {
			const subject = await registry.resolve(image.repository, candidate.digest, signal);
			if (!subject) return [error("record-not-attached", `${image.repository}@${candidate.digest} is not in the registry any more`, { hint: "build it again" })];
			await attach(recordArtifact(imageRecord(image, candidate, gated.about(image), source), subject), image.repository, registry, signal);
			return [];
		} catch (cause) {
			return [error("record-not-attached", `the record of image "${image.id}" was not attached: ${reasonOf(cause)}`)];
		}
	})).flat();
}

// src/record/sign-images.ts
async function signingProblems(request, { exec, env, signal }) {
	if (!request.sign || !request.push) return [];
	if ((await exec({
		file: "cosign",
		args: ["version"],
		env: environmentOf("cosign", env),
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
function signCommand({ reference, options, env }) {
	const key = env["COSIGN_PRIVATE_KEY"] ? ["--key", "env://COSIGN_PRIVATE_KEY"] : [];
	const named = options.flatMap((option) => /\benv:\/\/(\w+)/.exec(option)?.[1] ?? []);
	return {
		file: "cosign",
		args: [
			"sign",
			"--yes",
			...key,
			...options,
			"--",
			reference
		],
		env: environmentOf("cosign", env, named)
	};
}

// src/record/refresh-record.ts
const TAG = "REFRESH";
const TYPE = "application/vnd.docker-matrix.refresh.v1+json";
const EPOCH = "vnd.docker-matrix.refresh.epoch";
const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const EMPTY = Buffer.from("{}");
async function readRefresh(repository, registry, signal) {
	const manifest = await registry.manifest(repository, TAG, signal);
	return manifest && epochOf(manifest);
}
function epochOf({ body }) {
	try {
		const { annotations } = JSON.parse(Buffer.from(body).toString("utf8"));
		const epoch = annotations?.[EPOCH];
		return typeof epoch === "string" && !Number.isNaN(Date.parse(epoch)) ? epoch : void 0;
	} catch {
		return;
	}
}
async function writeRefresh(repository, epoch, registry, signal) {
	const present = await readRefresh(repository, registry, signal);
	if (present !== void 0 && Date.parse(present) >= Date.parse(epoch)) return;
	const empty = {
		mediaType: "application/vnd.oci.empty.v1+json",
		digest: digestOf(EMPTY, "sha256"),
		size: EMPTY.length
	};
	const body = Buffer.from(JSON.stringify({
		schemaVersion: 2,
		mediaType: MANIFEST_TYPE,
		artifactType: TYPE,
		config: empty,
		layers: [empty],
		annotations: { [EPOCH]: epoch }
	}));
	await registry.upload(repository, EMPTY, signal);
	await registry.tag(repository, TAG, {
		mediaType: MANIFEST_TYPE,
		digest: digestOf(body, "sha256"),
		body
	}, signal);
}

export { attachRecords, imageIndex, readRefresh, signImages, signingProblems, writeRefresh };