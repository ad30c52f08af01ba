import { array, boolean, looseObject, minLength, nullish, number, optional, parse, pipe, record, regex, safeParse, string, unknown } from "../packages/valibot.js";

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

export { ConfigDocument, RunConfig, configOf, entryFor, layoutDocument, normalPlatform, platformName, readConfigDocument };