import { i as csvField, n as writeImageDefinition, r as writeOverride } from "./definition.js";
import { C as string, a as getDotPath, f as nullish, g as parseJson, h as optional, m as object, v as pipe, x as safeParse, y as record } from "./valibot.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { t as pLimit } from "./p-limit.js";
import { a as parseRepository, i as isPlainHttp, o as tagProblem, r as isDigest } from "./source.js";
import { _ as normalPlatform, c as countBySeverity, d as parseReport, h as cacheFolder, l as distinct, o as SEVERITIES, s as byWeight, t as buildJson, u as findingKey, v as platformName } from "./build.js";
import { t as folderFromContext } from "./workspace.js";
import { x as groupBy } from "./plan.js";
import { n as builderProblems, t as findBuilder } from "./engine.js";
import { Readable } from "node:stream";
import { createHash, randomUUID } from "node:crypto";
import { delimiter, join, relative, resolve } from "node:path";
import { access, chmod, constants, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

// src/host/docker-credentials.ts
const DOCKER_HUB_SERVER = "https://index.docker.io/v1/";
const DOCKER_HUB_HOSTS = /* @__PURE__ */ new Set([
	"docker.io",
	"index.docker.io",
	"registry-1.docker.io"
]);
const TOKEN_USER = "<token>";
const DockerConfig = object({
	auths: nullish(record(string(), object({
		auth: optional(string()),
		username: optional(string()),
		password: optional(string()),
		identitytoken: optional(string())
	})), {}),
	credHelpers: nullish(record(string(), string()), {}),
	credsStore: nullish(string())
});
const HelperAnswer = object({
	Username: string(),
	Secret: string()
});
function dockerCredentials({ exec, readFile, env }) {
	const file = join(env["DOCKER_CONFIG"] || join(env["HOME"] || homedir(), ".docker"), "config.json");
	let config;
	const asked = /* @__PURE__ */ new Map();
	const find = async (host) => {
		const { auths, credHelpers, credsStore } = await (config ??= readConfig(file, readFile));
		const helper = entryOf(credHelpers, host) || credsStore;
		const helped = helper ? await askHelper(helper, host, {
			exec,
			file
		}) : void 0;
		if (helped) return helped;
		const login = entryOf(auths, host);
		return login && credentialOf(login, host, file);
	};
	return (host) => {
		const answer = asked.get(host) ?? find(host).finally(() => asked.delete(host));
		asked.set(host, answer);
		return answer;
	};
}
async function readConfig(file, readFile) {
	let text;
	try {
		text = await readFile(file);
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? cause.code : void 0;
		if (code === "ENOENT") return {
			auths: {},
			credHelpers: {}
		};
		throw broken(file, `cannot be read: ${String(code ?? cause)}`);
	}
	let json;
	try {
		json = JSON.parse(text);
	} catch {
		throw broken(file, "is not JSON");
	}
	const result = safeParse(DockerConfig, json);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw broken(file, `has ${getDotPath(issue) ? `at "${getDotPath(issue)}"` : "at its top"} something other than the ${issue.expected} that Docker writes there`);
}
function entryOf(entries, host) {
	const wanted = hostOf(host);
	return Object.hasOwn(entries, host) ? entries[host] : Object.entries(entries).find(([key]) => hostOf(key) === wanted)?.[1];
}
function hostOf(key) {
	const host = key.replace(/^https?:\/\//, "").replace(/\/.*$/s, "").toLowerCase();
	return DOCKER_HUB_HOSTS.has(host) ? "docker.io" : host;
}
function credentialOf(login, host, file) {
	const [username, password] = login.auth ? decodeAuth(login.auth, host, file) : [login.username ?? "", login.password ?? ""];
	if (login.identitytoken) return identity(login.identitytoken, username);
	return password === "" ? void 0 : userOrToken(username, password);
}
function decodeAuth(auth, host, file) {
	const text = Buffer.from(auth, "base64").toString("utf8");
	const colon = text.indexOf(":");
	if (colon < 1) throw broken(file, `has an "auth" for "${host}" that is not "user:password" in base64`);
	return [text.slice(0, colon), text.slice(colon + 1).replace(/\0+$/, "")];
}
function userOrToken(username, password) {
	return username === TOKEN_USER ? identity(password, "") : {
		kind: "password",
		username,
		password
	};
}
function identity(identityToken, username) {
	return {
		kind: "identity-token",
		identityToken,
		...username && username !== TOKEN_USER ? { username } : {}
	};
}
async function askHelper(helper, host, { exec, file }) {
	const program = `docker-credential-${helper}`;
	if (!/^[A-Za-z0-9_.-]+$/.test(helper)) throw broken(file, `names the credential helper "${program}", which is no program's name`);
	const server = hostOf(host) === "docker.io" ? DOCKER_HUB_SERVER : host;
	const { code, stdout, stderr } = await exec({
		file: program,
		args: ["get"],
		input: `${server}\n`
	});
	if (code === 127) throw broken(file, `names the credential helper "${program}", which is not on the PATH`);
	if (code !== 0) {
		if (/credentials not found|no credentials/i.test(stdout + stderr)) return void 0;
		throw broken(file, `names the credential helper "${program}", which failed for "${host}" with exit code ${code}`, `run "echo ${server} | ${program} get" to see why`);
	}
	const answer = safeParse(pipe(string(), parseJson(), HelperAnswer), stdout);
	if (!answer.success) throw broken(file, `names the credential helper "${program}", which answered something other than a login for "${host}"`);
	const { Username, Secret } = answer.output;
	return Secret === "" ? void 0 : userOrToken(Username, Secret);
}
function broken(file, what, hint = "repair or remove that part of the file, then run \"docker login\" again") {
	return new ProblemsFound([error("docker-config", `Docker's configuration "${file}" ${what}`, { hint })]);
}

// src/publish/permission.ts
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
function loginHint(host) {
	return `run "docker login ${host}" as a user who may push; in GitHub Actions use docker/login-action before this step ${host === "ghcr.io" ? "and \"permissions: packages: write\" on the job" : "and a token that may push"}`;
}

// src/publish/request.ts
const MAX_REDIRECTS = 5;
const REDIRECTS = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
async function send(question, { fetch, timeoutMs }) {
	const signal = AbortSignal.timeout(timeoutMs);
	let { url, headers = {} } = question;
	for (let redirects = 0;; redirects += 1) {
		const response = await fetch(url, {
			method: question.method,
			headers: {
				"user-agent": "docker-matrix-action",
				...headers
			},
			redirect: "manual",
			signal,
			...question.body === void 0 ? {} : { body: question.body }
		});
		const body = new Uint8Array(await response.arrayBuffer());
		const location = response.headers.get("location");
		if (!(question.method === "GET" || question.method === "HEAD") || !REDIRECTS.has(response.status) || location === null || redirects === MAX_REDIRECTS) return {
			status: response.status,
			headers: response.headers,
			body,
			url
		};
		const next = new URL(location, url);
		if (url.protocol === "https:" && next.protocol !== "https:") throw new Error(`was redirected from https to ${withoutSecrets(next)}, which is refused`);
		if (next.origin !== url.origin) headers = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "authorization"));
		url = next;
	}
}
function apiUrl(repository, rest = "") {
	return new URL(`${isPlainHttp(repository.apiHost) ? "http" : "https"}://${repository.apiHost}/v2/${repository.path}/${rest}`);
}
function withoutSecrets(url) {
	return `${url.origin}${url.pathname}`;
}

// src/publish/registry-error.ts
var RegistryError = class extends Error {
	name = "RegistryError";
	status;
	code;
	method;
	url;
	said;
	hint;
	constructor(act, about) {
		const url = withoutSecrets(about.url);
		super(`${act}: ${about.method} ${url} ${about.said}${about.tries > 1 ? ` (${about.tries} tries)` : ""}; ${about.hint}`);
		this.status = about.status;
		this.code = about.code;
		this.method = about.method;
		this.url = url;
		this.said = about.said;
		this.hint = about.hint;
	}
};
const MAX_QUOTE = 300;
function quoted(words) {
	return words.replace(/[\p{Cc}\s]+/gu, " ").trim().slice(0, MAX_QUOTE);
}
function readErrorBody(body) {
	const text = new TextDecoder().decode(body);
	try {
		const [first] = JSON.parse(text).errors ?? [];
		if (first) return {
			...typeof first.code === "string" ? { code: quoted(first.code) } : {},
			text: typeof first.message === "string" ? quoted(first.message) : ""
		};
	} catch {}
	return { text: quoted(text) };
}
function nextStep(status, host) {
	if (status === 401 || status === 403) return loginHint(host);
	if (status === 404) return `check that the repository's name is right and that it exists on "${host}"`;
	if (status === 429) return `"${host}" limits requests: wait and run again, or log in, which raises the limit on most registries`;
	if (status === void 0 || status >= 500) return `check the network and the state of "${host}", then run again`;
	return "see what the registry said";
}
function failureCode(cause) {
	if (!(cause instanceof Error)) return void 0;
	if (cause.name === "TimeoutError") return "ETIMEDOUT";
	return ("code" in cause && typeof cause.code === "string" ? cause.code : void 0) ?? failureCode(cause.cause);
}
function refused(purpose, question, answer) {
	const { code, text } = readErrorBody(answer.body);
	const said = [
		`answered ${answer.status}`,
		code,
		text === "" ? void 0 : `"${text}"`
	].filter((part) => part !== void 0).join(" ");
	return new RegistryError(purpose.act, {
		...question,
		status: answer.status,
		code,
		said,
		tries: answer.tries,
		hint: nextStep(answer.status, purpose.repository.host)
	});
}
function unanswered(purpose, question, failed) {
	const { cause, tries, timeoutMs } = failed;
	const code = failureCode(cause);
	const { host } = purpose.repository;
	const isCertificate = /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO_/.test(code ?? "");
	const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
	const words = (inner instanceof Error ? inner.message : String(inner)) || (code ?? "unknown error");
	const said = code === void 0 ? words : code === "ETIMEDOUT" ? `got no answer within ${timeoutMs / 1e3} s` : `got no answer: ${words}`;
	return new RegistryError(purpose.act, {
		...question,
		status: void 0,
		code,
		said,
		tries,
		hint: isCertificate ? `add the certificate authority of "${host}" through NODE_EXTRA_CA_CERTS` : nextStep(void 0, host)
	});
}

// src/publish/content.ts
const MANIFEST_TYPES = [
	"application/vnd.oci.image.index.v1+json",
	"application/vnd.oci.image.manifest.v1+json",
	"application/vnd.docker.distribution.manifest.list.v2+json",
	"application/vnd.docker.distribution.manifest.v2+json"
].join(", ");
function digestOf$1(body, algorithm) {
	return `${algorithm}:${createHash(algorithm).update(body).digest("hex")}`;
}
function checkDigest(purpose, question, body, expected) {
	const actual = digestOf$1(body, expected.slice(0, expected.indexOf(":")));
	if (actual === expected) return;
	throw new RegistryError(purpose.act, {
		...question,
		status: void 0,
		code: "DIGEST_INVALID",
		said: `sent ${body.length} bytes with the digest ${actual} instead of ${expected}`,
		tries: 1,
		hint: "look for a proxy or mirror between here and the registry that changes content"
	});
}
function mediaType(headers, body) {
	const header = headers.get("content-type")?.replace(/;.*/, "").trim() ?? "";
	if (header.startsWith("application/vnd.")) return header;
	try {
		const { mediaType } = JSON.parse(new TextDecoder().decode(body));
		return typeof mediaType === "string" ? mediaType : header;
	} catch {
		return header;
	}
}

// src/publish/retry.ts
const MAX_TRIES = 6;
const FIRST_DELAY_MS = 500;
const TRANSIENT_STATUS = /* @__PURE__ */ new Set([
	429,
	500,
	502,
	503,
	504
]);
const NOT_YET_KNOWN = /* @__PURE__ */ new Set([
	"BLOB_UPLOAD_UNKNOWN",
	"BLOB_UNKNOWN",
	"MANIFEST_BLOB_UNKNOWN"
]);
const TRANSIENT_FAILURE = /^(?:ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EAI_AGAIN|UND_ERR_\w+)$/;
function retryAfterMs(header, now) {
	if (header === null) return 0;
	if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1e3;
	const date = Date.parse(header);
	return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
function backoffMs(tries, random) {
	return FIRST_DELAY_MS * 2 ** (tries - 1) * (.5 + random() / 2);
}
function createRetrying({ sleep, random, now, timeoutMs, maxRetryAfterMs }) {
	return async (purpose, question, attempt) => {
		for (let tries = 1;; tries += 1) {
			const isLast = tries === MAX_TRIES;
			let wait = 0;
			try {
				const answer = await attempt();
				if (!(TRANSIENT_STATUS.has(answer.status) || question.method === "PUT" && NOT_YET_KNOWN.has(readErrorBody(answer.body).code ?? "")) || isLast || purpose.signal?.aborted) return {
					...answer,
					tries
				};
				wait = Math.min(retryAfterMs(answer.headers.get("retry-after"), now()), maxRetryAfterMs);
			} catch (cause) {
				if (cause instanceof RegistryError) throw cause;
				const code = failureCode(cause);
				if (isLast || purpose.signal?.aborted || !TRANSIENT_FAILURE.test(code ?? "")) throw unanswered(purpose, question, {
					cause,
					tries,
					timeoutMs
				});
			}
			await sleep(wait + backoffMs(tries, random), purpose.signal).catch((cause) => {
				if (!purpose.signal?.aborted) throw cause;
			});
		}
	};
}

// src/publish/challenge.ts
function parseChallenges(header) {
	const challenges = [];
	const item = /[\s,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/y;
	for (let match = item.exec(header); match; match = item.exec(header)) {
		const [, word = "", quoted, plain] = match;
		const value = quoted?.replace(/\\(.)/g, "$1") ?? plain;
		if (value === void 0) challenges.push({
			scheme: word.toLowerCase(),
			parameters: /* @__PURE__ */ new Map()
		});
		else challenges.at(-1)?.parameters.set(word.toLowerCase(), value);
	}
	return challenges;
}

// src/publish/token.ts
const DEFAULT_TOKEN_SECONDS = 60;
const NO_TOKEN_POST = /* @__PURE__ */ new Set([
	400,
	401,
	404,
	405
]);
function basicOf(credential) {
	if (credential === void 0) return void 0;
	return credential.kind === "password" ? basic(credential.username, credential.password) : basic(credential.username ?? "<token>", credential.identityToken);
}
function basic(username, password) {
	return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
function parseToken(answer, now) {
	try {
		const { token, access_token, expires_in } = JSON.parse(new TextDecoder().decode(answer.body));
		const bearer = typeof token === "string" ? token : access_token;
		if (typeof bearer !== "string" || bearer === "") return void 0;
		const seconds = typeof expires_in === "number" && expires_in > 0 ? expires_in : DEFAULT_TOKEN_SECONDS;
		return {
			header: `Bearer ${bearer}`,
			expires: now + seconds * 1e3 * .9
		};
	} catch {
		return;
	}
}
function tokenScope(path, actions, challenged) {
	const wanted = new Set(actions.split(","));
	for (const scope of challenged?.split(" ") ?? []) {
		const [type, name, extra] = scope.split(":");
		if (type === "repository" && name === path) for (const action of extra?.split(",") ?? []) wanted.add(action);
	}
	return `repository:${path}:${[...wanted].join(",")}`;
}
function createAuthorized({ credentials, send, ask, now }) {
	const authorizations = /* @__PURE__ */ new Map();
	async function bearer(purpose, challenge, credential) {
		const realm = challenge.parameters.get("realm") ?? "";
		if (!URL.canParse(realm)) return void 0;
		const { repository, actions } = purpose;
		const url = new URL(realm);
		if (url.protocol !== "https:" && !isPlainHttp(repository.apiHost)) return void 0;
		const scope = tokenScope(repository.path, actions, challenge.parameters.get("scope"));
		const service = challenge.parameters.get("service");
		const asking = {
			...purpose,
			act: `${purpose.act}: cannot get a token for ${repository.name}`
		};
		if (credential?.kind === "identity-token") {
			const form = new URLSearchParams({
				grant_type: "refresh_token",
				client_id: "docker-matrix-action",
				scope,
				refresh_token: credential.identityToken
			});
			if (service !== void 0) form.set("service", service);
			const question = {
				method: "POST",
				url,
				body: form
			};
			const answer = await ask(asking, question);
			if (answer.status === 200) return parseToken(answer, now());
			if (!NO_TOKEN_POST.has(answer.status)) throw refused(asking, question, answer);
		}
		const query = new URL(url);
		if (service !== void 0) query.searchParams.set("service", service);
		query.searchParams.set("scope", scope);
		const header = basicOf(credential);
		const question = {
			method: "GET",
			url: query,
			headers: header === void 0 ? {} : { authorization: header }
		};
		const answer = await ask(asking, question);
		if (answer.status !== 200) throw refused(asking, question, answer);
		return parseToken(answer, now());
	}
	async function authorize(purpose, challenges) {
		const credential = await credentials(purpose.repository.host);
		const token = challenges.find(({ scheme }) => scheme === "bearer");
		if (token) return bearer(purpose, token, credential);
		const header = challenges.some(({ scheme }) => scheme === "basic") ? basicOf(credential) : void 0;
		return header === void 0 ? void 0 : {
			header,
			expires: Infinity
		};
	}
	async function renew(key, refusedHeader, purpose, challenges) {
		const current = authorizations.get(key);
		if (current && current.replaces === refusedHeader) return current.authorization;
		const authorization = authorize(purpose, challenges);
		authorizations.set(key, {
			replaces: refusedHeader,
			authorization
		});
		const forget = () => {
			if (authorizations.get(key)?.authorization === authorization) authorizations.delete(key);
		};
		authorization.then((value) => value === void 0 ? forget() : void 0, forget);
		return authorization;
	}
	async function authorized(purpose, question) {
		const { repository, actions } = purpose;
		if (question.url.origin !== apiUrl(repository).origin) return send(question);
		const key = `${repository.apiHost} ${repository.path} ${actions}`;
		let authorization = await authorizations.get(key)?.authorization.catch(() => void 0);
		if (authorization && authorization.expires <= now()) {
			authorizations.delete(key);
			authorization = void 0;
		}
		for (let renewed = false;;) {
			const header = authorization?.header;
			const answer = await send({
				...question,
				headers: {
					...question.headers,
					...header === void 0 ? {} : { authorization: header }
				}
			});
			if (answer.status !== 401 || renewed) return answer;
			renewed = header !== void 0;
			authorization = await renew(key, header, purpose, parseChallenges(answer.headers.get("www-authenticate") ?? ""));
			if (authorization === void 0) return answer;
		}
	}
	return authorized;
}

// src/publish/registry.ts
const NO_UNTAG = /* @__PURE__ */ new Set([
	400,
	405,
	501
]);
function createRegistry(effects) {
	const { sleep, random, now = Date.now, limit = 8, timeoutMs = 3e4, maxRetryAfterMs = 6e4 } = effects;
	const bounded = pLimit(limit);
	const sendBounded = (question) => bounded(() => send(question, {
		fetch: effects.fetch,
		timeoutMs
	}));
	const retrying = createRetrying({
		sleep,
		random,
		now,
		timeoutMs,
		maxRetryAfterMs
	});
	const authorized = createAuthorized({
		credentials: effects.credentials,
		send: sendBounded,
		ask: (purpose, question) => retrying(purpose, question, () => sendBounded(question)),
		now
	});
	async function request(purpose, question) {
		const answer = await retrying(purpose, question, () => authorized(purpose, question));
		if (answer.status >= 200 && answer.status < 300 || purpose.results?.includes(answer.status)) return answer;
		throw refused(purpose, question, answer);
	}
	async function getManifest(purpose, reference) {
		const question = {
			method: "GET",
			url: apiUrl(purpose.repository, `manifests/${reference}`),
			headers: { accept: MANIFEST_TYPES }
		};
		const { status, headers, body } = await request({
			...purpose,
			results: [404]
		}, question);
		if (status === 404) return void 0;
		const claimed = isDigest(reference) ? reference : headers.get("docker-content-digest");
		if (claimed !== null && isDigest(claimed)) checkDigest(purpose, question, body, claimed);
		return {
			digest: claimed !== null && isDigest(claimed) ? claimed : digestOf$1(body, "sha256"),
			mediaType: mediaType(headers, body),
			body
		};
	}
	async function lookUp(repository, reference, signal) {
		const purpose = {
			act: `cannot look up ${nameOf(repository, reference)}`,
			repository,
			actions: "pull",
			signal,
			results: [404]
		};
		const { status, headers } = await request(purpose, {
			method: "HEAD",
			url: apiUrl(repository, `manifests/${reference}`),
			headers: { accept: MANIFEST_TYPES }
		});
		if (status === 404) return void 0;
		const digest = headers.get("docker-content-digest");
		const size = headers.get("content-length");
		const type = headers.get("content-type");
		if (digest !== null && isDigest(digest) && size !== null && type !== null) return {
			digest,
			mediaType: type.replace(/;.*/, ""),
			size: Number(size)
		};
		const manifest = await getManifest(purpose, reference);
		return manifest && {
			digest: manifest.digest,
			mediaType: manifest.mediaType,
			size: manifest.body.length
		};
	}
	return {
		async resolve(name, reference, signal) {
			return lookUp(known(name), reference, signal);
		},
		async manifest(name, reference, signal) {
			const repository = known(name);
			return getManifest({
				act: `cannot read the manifest of ${nameOf(repository, reference)}`,
				repository,
				actions: "pull",
				signal
			}, reference);
		},
		async tag(name, tag, manifest, signal) {
			const repository = known(name);
			const purpose = {
				act: `cannot point ${nameOf(repository, tag)} at ${manifest.digest}`,
				repository,
				actions: "pull,push",
				signal
			};
			const question = {
				method: "PUT",
				url: apiUrl(repository, `manifests/${tag}`),
				headers: { "content-type": manifest.mediaType },
				body: manifest.body
			};
			const stored = (await request(purpose, question)).headers.get("docker-content-digest");
			if (stored === null || stored === manifest.digest) return;
			throw new RegistryError(purpose.act, {
				...question,
				status: void 0,
				code: "DIGEST_INVALID",
				said: `stored ${stored} instead`,
				tries: 1,
				hint: "look for a proxy between here and the registry that changes manifests"
			});
		},
		async untag(name, tag) {
			const repository = known(name);
			const { status } = await request({
				act: `cannot remove the tag ${nameOf(repository, tag)}`,
				repository,
				actions: "pull,push,delete",
				results: [404, ...NO_UNTAG]
			}, {
				method: "DELETE",
				url: apiUrl(repository, `manifests/${tag}`)
			});
			if (NO_UNTAG.has(status)) return "unsupported";
			return status === 404 && await lookUp(repository, tag) ? "unsupported" : "deleted";
		},
		async blob(name, digest, signal) {
			const repository = known(name);
			const purpose = {
				act: `cannot read the blob ${repository.name}@${digest}`,
				repository,
				actions: "pull",
				signal,
				results: [404]
			};
			const question = {
				method: "GET",
				url: apiUrl(repository, `blobs/${digest}`)
			};
			const { status, body } = await request(purpose, question);
			if (status === 404) return void 0;
			checkDigest(purpose, question, body, digest);
			return body;
		},
		async checkPush(name) {
			const repository = known(name);
			const purpose = {
				act: `cannot start an upload to ${repository.name}`,
				repository,
				actions: "pull,push"
			};
			try {
				const { headers, url } = await request(purpose, {
					method: "POST",
					url: apiUrl(repository, "blobs/uploads/")
				});
				const location = headers.get("location");
				if (location !== null) await request(purpose, {
					method: "DELETE",
					url: new URL(location, url)
				}).catch(() => void 0);
				return { ok: true };
			} catch (cause) {
				if (!(cause instanceof RegistryError)) throw cause;
				return {
					ok: false,
					...cause.status === void 0 ? {} : { status: cause.status },
					reason: `the ${cause.status === void 0 ? "request" : "registry"} ${cause.said}`
				};
			}
		}
	};
}
function known(name) {
	const repository = parseRepository(name);
	if (typeof repository === "string") throw new ProblemsFound([error("repository-name", repository)]);
	return repository;
}
function nameOf(repository, reference) {
	return `${repository.name}${isDigest(reference) ? "@" : ":"}${reference}`;
}

// src/build/bake-command.ts
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

// src/build/candidate.ts
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
		return {
			platform: entry.platform ? platformName(entry.platform) : image.platforms[0] ?? "",
			digest: entry.digest,
			size: [...manifest.layers ?? [], ...manifest.config ? [manifest.config] : []].reduce((sum, { size }) => sum + size, 0),
			...spdx ? { spdx: spdx.digest } : {}
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

// src/build/progress.ts
const STEP = /^\[(?!internal\])[^\]]*\d+\/\d+\] (?!LINK )/;
function followBake(say) {
	const vertices = /* @__PURE__ */ new Map();
	const said = /* @__PURE__ */ new Set();
	const logs = /* @__PURE__ */ new Map();
	const plain = [];
	const line = (text) => {
		const event = parse(text);
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
			const kept = [...logs.get(log.vertex) ?? [], ...Buffer.from(log.data, "base64").toString("utf8").split(/\r?\n/).filter(Boolean)];
			logs.set(log.vertex, kept.slice(-30));
		}
	};
	return {
		line,
		steps: () => {
			const steps = [...vertices.values()].filter(({ name }) => STEP.test(name) && !/\] FROM /.test(name));
			return {
				total: steps.length,
				cached: steps.filter(({ cached }) => cached).length
			};
		},
		failure: () => {
			const failed = [...vertices.values()].find(({ name, error }) => error && !/context canceled/.test(error) && !name.startsWith("importing cache"));
			const reason = (plain.findLast((text) => /^(?:ERROR|error)/i.test(text)) ?? plain.at(-1) ?? "it gave no reason").replace(/^ERROR: (?:failed to (?:build|solve): )*/i, "").replace(/^failed to solve: /, "");
			const end = reason.replace(/^process ".*" did not complete successfully: /, "");
			return {
				message: failed ? `${oneLine(failed.name)}: ${end}` : reason,
				log: failed ? logs.get(failed.digest) ?? [] : plain.slice(-30)
			};
		}
	};
}
function parse(text) {
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
	return /DeadlineExceeded|ref \S+ locked for|deadline exceeded|no such job|connection reset|unexpected EOF|i\/o timeout|TLS handshake timeout|\b(?:429|500|502|503|504)\b (?:Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)/i.test(message);
}

// src/build/read-blob.ts
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

// src/build/run-attributes.ts
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
		case "push": return {
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

// src/build/bake-image.ts
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
			if (attempt < TRIES && isTransient(message)) {
				say(`trying again (${attempt + 1} of ${TRIES}): ${message}`);
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
			size: 0
		}))
	};
}

// src/build/bake-all.ts
const OWN_IMAGE = /^image:(.+)$/;
async function bakeAll({ job, settings, registry }, host) {
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
			return limit(() => bakeImage({
				image,
				job,
				settings,
				registry,
				contexts
			}, host));
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

// src/gates/scanner-message.ts
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

// src/gates/trivy-command.ts
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
		"vuln",
		"--format",
		"json",
		"--list-all-pkgs",
		"--show-suppressed",
		"--output",
		outputFile,
		"--cache-dir",
		settings.cacheDir,
		"--cache-backend",
		"memory",
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

// src/gates/scan.ts
const PUBLIC_DATABASE = {
	kind: "repositories",
	vulnerabilities: ["mirror.gcr.io/aquasec/trivy-db:2", "ghcr.io/aquasecurity/trivy-db:2"],
	java: ["mirror.gcr.io/aquasec/trivy-java-db:1", "ghcr.io/aquasecurity/trivy-java-db:1"]
};
const DATABASE_PAUSES = [5e3, 2e4];
const JAVA_MISSING = /--skip-java-db-update' cannot be specified on the first run/;
async function scanAll(subjects, deps, options) {
	if (subjects.length === 0) return [];
	const ready = await prepare$1(deps, options);
	if (ready.kind === "failed") return subjects.map((subject) => ({
		kind: "failed",
		subject,
		message: ready.message
	}));
	const limit = pLimit(Math.max(1, options.concurrency ?? 2));
	return Promise.all(subjects.map((subject) => limit(() => scanOne(subject, ready.trivy, deps.files))));
}
async function prepare$1(deps, options) {
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
				message: `the vulnerability database cannot be used: ${reasonOf$1(cause)}`
			};
		}
		const fetchJava = async () => `it holds jar files, and ${database.directory} has no java-db folder with their index`;
		return {
			kind: "ready",
			trivy: {
				settings: {
					...options,
					cacheDir
				},
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
		trivy: {
			settings: options,
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
async function scanOne(subject, trivy, files) {
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
		const result = await scanWithJava(() => trivy.run(scanArguments(scannable, reportFile, trivy.settings)), trivy);
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
		return failed(reasonOf$1(cause));
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
function reasonOf$1(cause) {
	return cause instanceof Error ? cause.message : String(cause);
}

// src/build/gate-images.ts
function scanPolicy(matrix, request) {
	const declared = matrix.file.scan;
	return {
		mode: request.scan ?? declared?.mode ?? "gate",
		failOn: request.failOn ?? declared?.["fail-on"] ?? ["HIGH", "CRITICAL"],
		ignoreUnfixed: declared?.["ignore-unfixed"] ?? false
	};
}
async function gateImages(built, { trivy, job, settings }, host) {
	const subjects = built.flatMap((image) => image.candidate.platforms.map((platform) => ({
		image: image.image.id,
		platform: platform.platform,
		source: source(image, platform, settings)
	})));
	if (subjects.length === 0) return [];
	const ignores = job.workspace.matrix.file.scan?.ignores;
	host.say(`scanning ${subjects.length} image${subjects.length === 1 ? "" : "s"} (one for each platform) with Trivy`);
	return scanAll(subjects, {
		exec: host.exec,
		files: host.scanFiles,
		sleep: host.sleep,
		env: host.env
	}, {
		trivy,
		cacheDir: join(cacheFolder(host.env), "trivy-cache"),
		database: database(job.request.build),
		reportsDir: join(job.out, "scan"),
		sbom: true,
		signal: host.signal,
		...ignores === void 0 ? {} : { ignoreFile: resolve(job.workspace.root, ignores) }
	});
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

// src/gates/decide.ts
function decide(scans, policy) {
	if (policy.mode === "off") return {
		verdicts: [],
		problems: []
	};
	const mildest = Math.max(...policy.failOn.map((severity) => SEVERITIES.indexOf(severity)));
	const refuses = ({ severity, fixed }) => SEVERITIES.indexOf(severity) <= mildest && !(policy.ignoreUnfixed && fixed === void 0);
	const scanned = scans.filter((scan) => scan.kind === "scanned");
	return {
		verdicts: scans.map((scan) => {
			if (scan.kind === "failed") return scan;
			const { findings, suppressed } = scan.report;
			return {
				kind: "scanned",
				subject: scan.subject,
				counts: countBySeverity(findings),
				refused: findings.filter(refuses).length,
				suppressed: suppressed.length
			};
		}),
		problems: [
			...failures(scans),
			...[...groupBy(scanned, ({ subject }) => subject.image)].flatMap(([image, platforms]) => refusals(image, platforms, refuses, policy)),
			...scanned.flatMap(({ subject, report }) => doubts(report).map((doubt) => warning(`image ${named([subject])}: ${doubt.message}`, doubt)))
		]
	};
}
function failures(scans) {
	const failed = scans.filter((scan) => scan.kind === "failed");
	return [...groupBy(failed, ({ message }) => message)].map(([message, group]) => error("scan-failed", `image ${named(group.map(({ subject }) => subject))} could not be scanned: ${message}`, { hint: "nothing is known about what is in it, so it is not published; fix the cause and run again, or switch the scan off (scan: off)" }));
}
function refusals(image, scans, refuses, policy) {
	const found = scans.flatMap(({ subject, report }) => report.findings.filter(refuses).map((finding) => ({
		finding,
		platform: subject.platform
	})));
	const groups = [...groupBy(found, ({ finding }) => findingKey(finding)).values()].map((group) => ({
		finding: group.map(({ finding }) => finding).toSorted(byWeight)[0],
		platforms: group.map(({ platform }) => platform)
	})).toSorted((a, b) => byWeight(a.finding, b.finding));
	const listed = groups.slice(0, Math.max(1, policy.listed ?? 10));
	const more = groups.length - listed.length;
	const severity = policy.mode === "gate" ? "error" : "warning";
	return listed.map(({ finding, platforms }, index) => {
		const last = index === listed.length - 1;
		const fix = finding.fixed === void 0 ? "no fix yet" : `fixed in ${finding.fixed}`;
		const rest = last && more > 0 ? `, and ${more} more` : "";
		const what = `${finding.severity} ${finding.id} in ${finding.package} ${finding.installed} (${finding.target}), ${fix}${rest}`;
		return {
			severity,
			code: "vulnerability",
			message: `image "${image}" (${platforms.join(", ")}): ${what}`,
			...last ? { hint: advice(groups.map((group) => group.finding)) } : {}
		};
	});
}
function advice(findings) {
	const fixable = [...new Set(findings.filter(({ fixed }) => fixed !== void 0).map((finding) => finding.package))].toSorted();
	const names = fixable.length > 5 ? `${fixable.slice(0, 5).join(", ")} and ${fixable.length - 5} more` : fixable.join(", ");
	return `${fixable.length > 0 ? `upgrade ${names}, in the image or with a newer base` : "move to a base or package without it"}; or accept a finding in the file that scan.ignores names, with a reason and an expiry date; or only report (scan: report)`;
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

// src/gates/sarif.ts
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
		message: { text: `${finding.severity} ${finding.id} in ${finding.package} ${finding.installed} (${finding.target}), ${fix}; ${where}` },
		locations: [{ physicalLocation: {
			artifactLocation: { uri: encodeURI(dockerfile) },
			region: {
				startLine: 1,
				startColumn: 1,
				endLine: 1,
				endColumn: 1
			}
		} }],
		partialFingerprints: { primaryLocationLineHash: fingerprint(finding) }
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

// src/gates/trivy-release.ts
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

// src/build/sbom-files.ts
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

// src/build/gates.ts
async function runGates(built, context, host) {
	const { job, settings, registry, ready, policy } = context;
	const [sboms, scans] = await Promise.all([writeSboms(built, {
		settings,
		registry,
		out: job.out
	}, host), ready.trivy === void 0 ? [] : gateImages(built, {
		trivy: ready.trivy,
		job,
		settings
	}, host)]);
	const decision = decide(scans, policy);
	return {
		images: new Map(built.map(({ image: { id } }) => [id, {
			verdicts: decision.verdicts.filter(({ subject }) => subject.image === id),
			sbomFiles: [...sboms.files.get(id) ?? [], ...scans.flatMap((scan) => scan.kind === "scanned" && scan.subject.image === id && scan.sbomFile ? [scan.sbomFile] : [])]
		}])),
		problems: [...sboms.problems, ...decision.problems],
		sarif: await writeSarif(scans, job, host)
	};
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

// src/build/ignore-output.ts
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

// src/build/secrets.ts
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

// src/build/preflight.ts
async function preflight(job, { destination, registry, scans }, host) {
	const { request, plan } = job;
	const caches = plan.images.flatMap(({ cacheTo }) => cacheTo).map((reference) => reference.slice(0, reference.lastIndexOf(":")));
	const builder = await checkBuilder(job, destination, host);
	if (builder.length > 0) throw new ProblemsFound(builder);
	const [secrets, push, trivy] = await Promise.all([
		secretProblems(plan.images, host.env, async (path) => await host.files.readText(resolve(job.workspace.root, path)) !== void 0),
		destination === "push" ? checkPushAllowed([...plan.images.filter(({ output }) => output === "image").map(({ repository }) => repository), ...caches], registry) : [],
		scans ? installScanner(request, host) : void 0
	]);
	const problems = [
		...partialPush(job, destination),
		...secrets,
		...push,
		...typeof trivy === "object" ? trivy.problems : []
	];
	if (problems.length > 0) throw new ProblemsFound(problems);
	return typeof trivy === "string" ? { trivy } : {};
}
function partialPush({ request, plan }, destination) {
	if (destination !== "push" || request.platforms.length === 0 || request.build.tags.length > 0) return [];
	return plan.images.filter(({ platforms, allPlatforms }) => platforms.length < allPlatforms.length).map(({ id, platforms, allPlatforms }) => error("partial-push", `image "${id}" has the platforms ${allPlatforms.join(", ")}; its tags cannot be moved to an image with ${platforms.join(", ")} only`, { hint: "leave out --platform (input platforms), or give tags of their own with --tag (input tags)" }));
}
async function checkBuilder({ request, plan }, destination, host) {
	const builder = await findBuilder(request.build.builder === void 0 ? {} : { builder: request.build.builder }, host);
	if ("message" in builder) return [builder];
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
	return builderProblems(builder, plan.images, destination, info?.stdout.includes("io.containerd.snapshotter") ?? false);
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

// src/publish/publish.ts
async function publishTags(plan, registry, options) {
	const { moves, failures } = readPlan(plan);
	if (failures.length > 0) return untouched(failures, options.signal);
	const stop = new AbortController();
	const cancel = () => stop.abort();
	if (options.signal?.aborted) cancel();
	options.signal?.addEventListener("abort", cancel, { once: true });
	try {
		const prepared = await prepare(moves, registry, options.concurrency, stop);
		if (prepared.failures.length > 0 || stop.signal.aborted) return untouched(prepared.failures, options.signal);
		const pending = prepared.moves.filter(({ before, digest }) => before?.digest !== digest);
		const attempted = await moveTags(pending, registry, options.concurrency, stop);
		if (attempted.length === pending.length && attempted.every(({ state }) => state === "moved")) return {
			kind: "published",
			moved: pending.map(movedTag),
			unchanged: prepared.moves.filter((move) => !pending.includes(move)).map(movedTag)
		};
		const written = attempted.flatMap((one) => one.state === "failed" ? [one.failure] : []);
		return {
			kind: "rolled-back",
			cancelled: options.signal?.aborted ?? false,
			failures: written,
			...await putBack(attempted, registry, options.concurrency)
		};
	} finally {
		options.signal?.removeEventListener("abort", cancel);
	}
}
function readPlan(plan) {
	const moves = /* @__PURE__ */ new Map();
	const failures = [];
	for (const { image, repository, digest, tags } of plan) {
		const parsed = parseRepository(repository);
		const broken = typeof parsed === "string" ? parsed : isDigest(digest) ? void 0 : `"${digest}" is no digest; expected "sha256:" and 64 hexadecimal digits`;
		if (typeof parsed === "string" || broken !== void 0) {
			failures.push({
				image,
				reference: `${repository}@${digest}`,
				reason: broken ?? ""
			});
			continue;
		}
		for (const tag of tags) {
			const reference = `${parsed.name}:${tag}`;
			const other = moves.get(reference);
			const problem = tagProblem(tag) ?? (other && other.digest !== digest ? `images "${other.image}" and "${image}" both want this tag, for ${other.digest} and ${digest}` : void 0);
			if (problem !== void 0) failures.push({
				image,
				reference,
				reason: problem
			});
			else if (!other) moves.set(reference, {
				image,
				repository: parsed.name,
				tag,
				reference,
				digest
			});
		}
	}
	return {
		moves: [...moves.values()],
		failures
	};
}
async function prepare(moves, registry, concurrency, stop) {
	const limit = pLimit(concurrency);
	const failures = /* @__PURE__ */ new Map();
	const fail = (image, reference, reason) => {
		if (!failures.has(reference)) failures.set(reference, {
			image,
			reference,
			reason
		});
	};
	const manifests = /* @__PURE__ */ new Map();
	const read = (repository, digest) => {
		const key = `${repository}@${digest}`;
		const manifest = manifests.get(key) ?? registry.manifest(repository, digest, stop.signal);
		manifests.set(key, manifest);
		return manifest;
	};
	const candidates = await limit.map(moves, async (move) => {
		const reference = `${move.repository}@${move.digest}`;
		try {
			return await read(move.repository, move.digest) ?? fail(move.image, reference, `the candidate ${reference} is not in the registry; build it again`);
		} catch (cause) {
			return fail(move.image, reference, reasonOf(cause));
		}
	});
	if (failures.size > 0) return {
		moves: [],
		failures: [...failures.values()]
	};
	return {
		moves: (await limit.map(moves, async (move, index) => {
			const candidate = candidates[index];
			if (!candidate) return void 0;
			try {
				const now = await registry.resolve(move.repository, move.tag, stop.signal);
				if (!now) return {
					...move,
					candidate
				};
				const before = await read(move.repository, now.digest);
				return before ? {
					...move,
					candidate,
					before
				} : fail(move.image, move.reference, `${move.reference} points at ${now.digest}, which the registry does not hold; delete the tag or push it again`);
			} catch (cause) {
				return fail(move.image, move.reference, reasonOf(cause));
			}
		})).filter((move) => move !== void 0),
		failures: [...failures.values()]
	};
}
async function moveTags(moves, registry, concurrency, stop) {
	return (await pLimit(concurrency).map(moves, async (move) => {
		if (stop.signal.aborted) return void 0;
		try {
			await registry.tag(move.repository, move.tag, move.candidate, stop.signal);
			return {
				move,
				state: "moved"
			};
		} catch (cause) {
			stop.abort();
			return {
				move,
				state: "failed",
				failure: {
					image: move.image,
					reference: move.reference,
					reason: reasonOf(cause)
				}
			};
		}
	})).filter((attempt) => attempt !== void 0);
}
async function putBack(attempted, registry, concurrency) {
	const restored = [];
	const left = [];
	await pLimit(concurrency).map(attempted, async ({ move, state }) => {
		const { image, reference, repository, tag, before, digest } = move;
		try {
			if ((state === "moved" ? await registry.resolve(repository, tag).catch(() => ({ digest })) : await registry.resolve(repository, tag))?.digest !== digest) return;
			if (before) {
				await registry.tag(repository, tag, before);
				restored.push({
					image,
					reference,
					digest: before.digest
				});
			} else if (await registry.untag(repository, tag) === "deleted") restored.push({
				image,
				reference
			});
			else left.push({
				...movedTag(move),
				reason: "the tag is new and the registry does not delete tags; delete it by hand, or publish again"
			});
		} catch (cause) {
			left.push({
				...movedTag(move),
				reason: reasonOf(cause)
			});
		}
	});
	const inPlanOrder = (one) => attempted.findIndex(({ move }) => move.reference === one.reference);
	return {
		restored: restored.toSorted((a, b) => inPlanOrder(a) - inPlanOrder(b)),
		left: left.toSorted((a, b) => inPlanOrder(a) - inPlanOrder(b))
	};
}
function untouched(failures, signal) {
	return {
		kind: "rolled-back",
		cancelled: signal?.aborted ?? false,
		failures,
		restored: [],
		left: []
	};
}
function movedTag({ image, reference, digest, before }) {
	return {
		image,
		reference,
		digest,
		...before ? { previous: before.digest } : {}
	};
}
function reasonOf(cause) {
	return cause instanceof RegistryError ? cause.message : `unexpected: ${cause instanceof Error ? cause.stack ?? cause.message : String(cause)}`;
}

// src/build/publish-images.ts
async function publishImages(built, request, registry, host) {
	const close = host.group("Publish");
	const outcome = await publishTags(built.map(({ image, candidate }) => ({
		image: image.id,
		repository: image.repository,
		digest: candidate.digest,
		tags: image.tags.map((reference) => reference.slice(image.repository.length + 1))
	})), registry, {
		concurrency: request.build.concurrency * 2,
		signal: host.signal
	});
	if (outcome.kind === "published") for (const { reference, digest } of [...outcome.moved, ...outcome.unchanged]) host.say(`${reference} → ${digest}`);
	close();
	return outcome;
}
function publishProblems(outcome) {
	if (outcome?.kind !== "rolled-back") return [];
	return [
		...outcome.failures.map(({ reference, reason }) => error("publish-failed", `${reference} was not published: ${reason}`, { hint: outcome.restored.length === 0 ? void 0 : `put back where they were: ${outcome.restored.map((tag) => tag.reference).join(", ")}` })),
		...outcome.left.map(({ reference, digest, reason }) => error("publish-left", `${reference} points to ${digest} and could not be put back: ${reason}`, { hint: "remove the tag by hand, or run again" })),
		...outcome.cancelled ? [error("cancelled", "cancelled while publishing; every tag is back where it was, but for those named")] : []
	];
}

// src/build/build.ts
async function build(job, host) {
	const { request, out } = job;
	const destination = request.build.push ? "push" : request.build.load ? "load" : "layout";
	const registry = createRegistry({
		fetch: host.fetch,
		sleep: host.sleep,
		random: Math.random,
		credentials: dockerCredentials({
			exec: host.exec,
			readFile: async (path) => Buffer.from(await host.files.readBytes(path)).toString("utf8"),
			env: host.env
		})
	});
	const policy = scanPolicy(job.workspace.matrix, request.build);
	const ready = await preflight(job, {
		destination,
		registry,
		scans: policy.mode !== "off"
	}, host);
	const settings = buildSettings(job, destination);
	const files = await writeInputs(job, settings, host);
	const started = Date.now();
	const baked = await bakeAll({
		job,
		settings,
		registry
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
	}, host);
	const gatesSeconds = secondsSince(gatesStarted);
	const problems = [...buildProblems, ...host.signal.aborted ? [error("cancelled", "the run was cancelled before anything was published")] : gated.problems];
	const publishStarted = Date.now();
	const refused = problems.some(({ severity }) => severity === "error");
	const published = destination === "push" && !refused ? await publishImages(built, request, registry, host) : void 0;
	problems.push(...publishProblems(published));
	const report = {
		destination,
		images: baked.map((image) => ({
			image: image.image,
			outcome: outcomeOf(image),
			steps: image.steps,
			seconds: image.seconds,
			verdicts: gated.images.get(image.image.id)?.verdicts ?? [],
			sbomFiles: gated.images.get(image.image.id)?.sbomFiles ?? []
		})),
		...published ? { publish: published } : {},
		problems,
		files: {
			...files,
			sarif: gated.sarif,
			layouts: destination === "layout" ? built.map(({ image }) => layoutFolder(image, settings)) : [],
			report: join(out, "report.json")
		},
		seconds: {
			build: buildSeconds,
			gates: gatesSeconds,
			publish: secondsSince(publishStarted)
		}
	};
	await host.files.write([{
		path: report.files.report,
		text: `${JSON.stringify(buildJson(report), void 0, 2)}\n`
	}]);
	return report;
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
function buildSettings({ request, workspace, out }, destination) {
	const cache = workspace.matrix.file.cache;
	const { build } = request;
	return {
		destination,
		layouts: join(out, "oci"),
		exports: join(out, "local"),
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