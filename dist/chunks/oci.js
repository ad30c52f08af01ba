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
	const character = /[^A-Za-z0-9_.-]/u.exec(tag)?.[0];
	if (character !== void 0) return `tag "${tag}" has the character ${JSON.stringify(character)}; allowed are letters A–Z and a–z, digits, "_", "." and "-"`;
	if (/^[.-]/.test(tag)) return `tag "${tag}" starts with "${tag.charAt(0)}"; the first character is a letter, a digit or "_"`;
}
function isPlainHttp(host) {
	const name = host.toLowerCase().replace(/:[0-9]+$/, "");
	return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
}

export { isDigest, isPlainHttp, parseRepository, tagProblem };