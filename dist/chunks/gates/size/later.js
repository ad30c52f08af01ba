import { layoutDocument, normalPlatform, platformName } from "../../oci.js";
import { imageByImage, layerName } from "../gate/later.js";
import { knownPlatforms } from "../scan/later.js";
import { readConfigDocument } from "../../oci/later.js";
import { groupBy, reasonOf } from "../../text.js";
import { error } from "../../problem.js";

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
function sizeLimitOf({ compressed, unpacked, growth }) {
	const limit = ({ value, place }, read) => ({
		most: read(value),
		written: value,
		place
	});
	return {
		...compressed ? { compressed: limit(compressed, bytesOf) } : {},
		...unpacked ? { unpacked: limit(unpacked, bytesOf) } : {},
		...growth ? { growth: limit(growth, (written) => Number(written.slice(0, -1)) / 100) } : {}
	};
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
	const sized = what === "compressed" && stored.length > 0 ? stored.map((size, index) => ({
		size,
		diffId: config?.diffIds[index]
	})) : layers;
	const largest = sized.map(({ diffId, size }, index) => ({
		size,
		step: index < baseLayers ? "the base image" : (config && layerName(config, diffId, baseLayers)) ?? `layer ${index + 1}`
	})).toSorted((a, b) => b.size - a.size).slice(0, 3).map(({ size, step }) => `${readableBytes(size)} ${step}`);
	const unit = sized === layers && what === "compressed" ? " (unpacked)" : "";
	return `${largest.length > 0 ? `the largest layers are ${largest.join("; ")}${unit}; ` : ""}make them smaller, or raise size-limit`;
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

// src/gates/size/size-gate.ts
const sizeGate = {
	name: "size",
	preflight: async ({ job: { plan }, destination }) => ({ problems: destination === "push" && plan.settings.scan.mode === "off" ? unscannedLimits(plan.images.filter(({ output }) => output === "image").map(({ checks }) => sizeLimitOf(checks.sizeLimit))) : [] }),
	run: async (built, scene, host) => {
		const platformsOf = await knownPlatforms(scene);
		return imageByImage(built, (image) => checkSize(image, platformsOf(image), scene, host));
	}
};
async function checkSize({ image }, known, { settings, registry }, host) {
	const limit = sizeLimitOf(image.checks.sizeLimit);
	const tags = image.tags.toSorted((a, b) => Number(a.immutable) - Number(b.immutable));
	const published = limit.growth === void 0 ? { kind: "none" } : await publishedSizes(image.repository, tags.map(({ name }) => name), registry, host.signal);
	if (limit.growth !== void 0 && published.kind === "none") host.say(`${image.id}: none of its tags exists yet, so its growth is not checked`);
	const platforms = known.map(({ platform, size, layers, report, base, config }) => ({
		image: image.id,
		platform,
		sizes: {
			...size > 0 ? { compressed: size } : {},
			...report?.layers ? { unpacked: report.layers.reduce((sum, layer) => sum + layer.size, 0) } : {},
			...publishedSize(published, platform)
		},
		stored: layers.map((layer) => layer.size),
		layers: report?.layers ?? [],
		baseLayers: base?.diffIds.length ?? 0,
		...config ? { config } : {},
		...published.kind === "none" ? {} : { tag: `${image.repository}:${published.tag}` },
		...published.kind === "unknown" ? { unknown: published.reason } : {}
	}));
	return {
		problems: platforms.flatMap((subject) => sizeProblems(subject, limit, settings.destination === "push", subject.stored)),
		platforms: Object.fromEntries(platforms.map(({ platform, sizes }) => [platform, { sizes }]))
	};
}
function publishedSize(published, platform) {
	switch (published.kind) {
		case "none": return { published: "none" };
		case "sizes": return { published: published.sizes.get(normalPlatform(platform)) ?? "none" };
		case "unknown": return {};
	}
}

export { readableBytes, sizeGate };