import { array, looseObject, number, optional, pipe, regex, safeParse, string, unknown } from "./packages/valibot.js";
import { closest } from "./yaml.js";

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
const PLATFORMS = Object.entries({
	linux: "amd64 arm64 arm/v7 arm/v6 arm/v5 riscv64 ppc64le s390x 386 loong64 mips64le mips64 mipsle mips ppc64 amd64/v2 amd64/v3 amd64/v4 arm64/v9 arm/v8",
	darwin: "amd64 arm64",
	freebsd: "amd64 arm64 386 arm/v7",
	netbsd: "amd64 arm64",
	openbsd: "amd64 arm64",
	windows: "amd64 arm64 386 arm/v7",
	js: "wasm",
	wasi: "wasm",
	wasip1: "wasm"
}).flatMap(([os, architectures]) => architectures.split(" ").map((architecture) => `${os}/${architecture}`));
const PLATFORM_SPELLINGS = [
	"linux/amd64/v1",
	"linux/arm64/v8",
	"linux/arm"
];
const OTHER_NAMES = {
	x86_64: "amd64",
	"x86-64": "amd64",
	x64: "amd64",
	x86: "386",
	i386: "386",
	i486: "386",
	i586: "386",
	i686: "386",
	aarch64: "arm64",
	arm64v8: "arm64",
	armv8: "arm64",
	armhf: "arm/v7",
	armv7: "arm/v7",
	armv7l: "arm/v7",
	arm32v7: "arm/v7",
	armel: "arm/v6",
	armv6: "arm/v6",
	armv6l: "arm/v6",
	arm32v6: "arm/v6",
	arm32v5: "arm/v5",
	loongarch64: "loong64",
	mipsel: "mipsle",
	mips64el: "mips64le",
	ppc64el: "ppc64le"
};
function similarPlatform(text) {
	const parts = text.toLowerCase().split("/");
	const [os = "", architecture = "", ...variant] = parts.length === 1 ? ["linux", ...parts] : parts;
	const written = (Object.hasOwn(OTHER_NAMES, architecture) ? OTHER_NAMES[architecture] : void 0) ?? [architecture, ...variant].join("/");
	const ofSystem = PLATFORMS.filter((platform) => platform.startsWith(`${os}/`));
	if (ofSystem.length === 0) return closest(`${os}/${written}`, PLATFORMS);
	const meant = closest(written, ofSystem.map((platform) => platform.slice(os.length + 1)));
	return meant === void 0 ? void 0 : normalPlatform(`${os}/${meant}`);
}
function entryFor(platform, manifests) {
	const wanted = normalPlatform(platform);
	return manifests.find((entry) => entry.platform && platformName(entry.platform) === wanted);
}

// src/oci/reference.ts
const DOCKER_HUB = "docker.io";
const DOCKER_HUB_API = "registry-1.docker.io";
const DOCKER_HUB_ALIASES = /* @__PURE__ */ new Set([
	DOCKER_HUB,
	"index.docker.io",
	DOCKER_HUB_API
]);
const MAX_NAME_LENGTH = 255;
const MAX_TAG_LENGTH = 128;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[a-f0-9:]+\])(?::[0-9]{1,5})?$/i;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
const PATH_RULE = "lower-case letters and digits, joined by one \".\", one or two \"_\", or any number of \"-\"";
function isDigest(text) {
	return DIGEST.test(text);
}
function parseRepository(text) {
	if (text === "") return "the repository is empty; expected a name such as \"ghcr.io/org/app\"";
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return `repository "${text}" is a URL; write it without "${text.slice(0, text.indexOf("//") + 2)}"`;
	if (text.includes("@")) return `repository "${text}" carries a digest; give the name alone`;
	const slash = text.indexOf("/");
	const colon = text.indexOf(":", text.lastIndexOf("/") + 1);
	if (colon !== -1 && (slash !== -1 || !text.startsWith("["))) return `repository "${text}" carries a tag, "${text.slice(colon + 1)}"; give the name alone`;
	const first = slash === -1 ? "" : text.slice(0, slash);
	const hasHost = /[.:]/.test(first) || first.toLowerCase() === "localhost";
	if (hasHost && !HOST.test(first)) return `repository "${text}" has no usable registry host: "${first}"; expected a name or address, with ":port" where needed`;
	const host = !hasHost || DOCKER_HUB_ALIASES.has(first.toLowerCase()) ? DOCKER_HUB : first.toLowerCase();
	const nameWithoutHost = hasHost ? text.slice(slash + 1) : text;
	const path = host === DOCKER_HUB && !nameWithoutHost.includes("/") ? `library/${nameWithoutHost}` : nameWithoutHost;
	const name = `${host}/${path}`;
	if (path !== path.toLowerCase()) return `repository "${text}" has upper-case letters; registries allow lower case only: "${text.toLowerCase()}"`;
	const wrong = path.split("/").find((component) => !PATH_COMPONENT.test(component));
	if (wrong !== void 0) return `repository "${text}" has ${wrong === "" ? "an empty part" : `the part "${wrong}"`}; each part between slashes is ${PATH_RULE}`;
	if (!text.includes("/") && /^[a-f0-9]{64}$/.test(text)) return `repository "${text}" is 64 hexadecimal digits, which Docker reads as an image id; choose another name`;
	if (name.length > MAX_NAME_LENGTH) return `repository "${name}" is ${name.length} characters long; at most ${MAX_NAME_LENGTH} are allowed, the host included`;
	return {
		host,
		apiHost: host === DOCKER_HUB ? DOCKER_HUB_API : host,
		path,
		name
	};
}
function tagProblem(tag) {
	if (tag === "") return "the tag is empty; expected 1 to 128 letters, digits, \"_\", \".\" or \"-\"";
	if (tag.length > MAX_TAG_LENGTH) return `tag "${tag}" is ${tag.length} characters long; at most ${MAX_TAG_LENGTH} are allowed`;
	const [, alone] = /^[a-z0-9][a-z0-9._:/-]*:([\w][\w.-]*)$/i.exec(tag) ?? [];
	if (alone !== void 0) return `tag "${tag}" is a whole reference; write the tag alone, "${alone}": the repositories are "image" and "mirrors" of the matrix`;
	const character = /[^A-Za-z0-9_.-]/u.exec(tag)?.[0];
	if (character !== void 0) return `tag "${tag}" has the character ${JSON.stringify(character)}; allowed are letters A–Z and a–z, digits, "_", "." and "-"`;
	if (/^[.-]/.test(tag)) return `tag "${tag}" starts with "${tag.charAt(0)}"; the first character is a letter, a digit or "_"`;
}
function isPlainHttp(host) {
	const name = host.toLowerCase().replace(/:[0-9]+$/, "");
	return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
}

export { PLATFORMS, PLATFORM_SPELLINGS, entryFor, isDigest, isPlainHttp, layoutDocument, normalPlatform, parseRepository, platformName, similarPlatform, tagProblem };