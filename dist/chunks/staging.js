import { n as error, t as ProblemsFound } from "./problem.js";
import { i as tagProblem, n as isPlainHttp, r as parseRepository, t as isDigest } from "./reference.js";
import { C as safeParse, T as string, a as getDotPath, b as pipe, g as optional, h as object, p as nullish, v as parseJson, x as record } from "./valibot.js";
import { t as pLimit } from "./p-limit.js";
import { a as parseJournal, i as isUnfinished, n as NO_JOURNAL, r as createJournalKeeper, t as JOURNAL_NAME } from "./journal.js";
import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import { homedir } from "node:os";

// src/bake/staging-tag.ts
function stagingTag(image, digest) {
	return `staging-${createHash("sha256").update(`${image}\n${digest}`).digest("hex").slice(0, 12)}`;
}

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

// src/registry/request.ts
function idleLimit(timeoutMs, cancel) {
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(new DOMException(`nothing moved for ${timeoutMs} ms`, "TimeoutError")), timeoutMs);
	const end = () => {
		clearTimeout(timer);
		cancel.removeEventListener("abort", abort);
	};
	const abort = () => {
		end();
		controller.abort(cancel.reason);
	};
	cancel.addEventListener("abort", abort, { once: true });
	if (cancel.aborted) abort();
	const touch = (chunk, stream) => {
		timer.refresh();
		stream.enqueue(chunk);
	};
	return {
		signal: controller.signal,
		watched: (content, end = () => {}) => content.pipeThrough(new TransformStream({
			transform: touch,
			flush: end
		})),
		end
	};
}
const MAX_REDIRECTS = 5;
const REDIRECTS = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
async function send(question, { fetch, timeoutMs }) {
	const content = typeof question.body === "function" ? await question.body() : question.body;
	if (!question.large) return follow(question, content, {
		fetch,
		signal: AbortSignal.timeout(timeoutMs)
	});
	const idle = idleLimit(timeoutMs, question.large.cancel);
	let isLeftOpen = false;
	try {
		const answer = await follow(question, content instanceof ReadableStream ? idle.watched(content) : content, {
			fetch,
			signal: idle.signal
		});
		if (!answer.stream) return answer;
		isLeftOpen = true;
		return {
			...answer,
			stream: idle.watched(answer.stream, idle.end)
		};
	} finally {
		if (!isLeftOpen) idle.end();
	}
}
async function follow(question, content, { fetch, signal }) {
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
			...content === void 0 ? {} : { body: content },
			...content instanceof ReadableStream ? { duplex: "half" } : {}
		});
		if (question.large && question.method === "GET" && response.status === 200 && response.body) return {
			status: 200,
			headers: response.headers,
			body: /* @__PURE__ */ new Uint8Array(),
			stream: response.body,
			url
		};
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

// src/registry/registry-error.ts
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
function loginHint(host) {
	return `run "docker login ${host}" as a user who may push; in GitHub Actions use docker/login-action before this step ${host === "ghcr.io" ? "and \"permissions: packages: write\" on the job" : "and a token that may push"}`;
}

// src/registry/content.ts
const MANIFEST_TYPES = [
	"application/vnd.oci.image.index.v1+json",
	"application/vnd.oci.image.manifest.v1+json",
	"application/vnd.docker.distribution.manifest.list.v2+json",
	"application/vnd.docker.distribution.manifest.v2+json"
].join(", ");
function digestOf(body, algorithm) {
	return `${algorithm}:${createHash(algorithm).update(body).digest("hex")}`;
}
function checkDigest(purpose, question, body, expected) {
	const actual = digestOf(body, expected.slice(0, expected.indexOf(":")));
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

// src/registry/copy-blob.ts
const STREAMS_AT_ONCE = 4;
function createBlobCopy({ request, retrying, authorized }) {
	const limit = pLimit(STREAMS_AT_ONCE);
	async function open(from, digest, cancel) {
		const answer = await request({
			act: `cannot read the blob ${from.name}@${digest}`,
			repository: from,
			actions: "pull",
			signal: cancel
		}, {
			method: "GET",
			url: apiUrl(from, `blobs/${digest}`),
			large: { cancel }
		});
		return answer.stream ?? new Blob([Buffer.from(answer.body)]).stream();
	}
	return async (from, to, { digest, size }, signal) => {
		const copy = async () => {
			signal?.throwIfAborted();
			const isLocal = from.apiHost === to.apiHost;
			const purpose = {
				act: `cannot copy the blob ${digest} from ${from.name} to ${to.name}`,
				repository: to,
				actions: "pull,push",
				signal,
				...isLocal ? { readsToo: from.path } : {}
			};
			if ((await request({
				...purpose,
				results: [404]
			}, {
				method: "HEAD",
				url: apiUrl(to, `blobs/${digest}`)
			})).status !== 404) return;
			const begin = apiUrl(to, "blobs/uploads/");
			if (isLocal) {
				begin.searchParams.set("mount", digest);
				begin.searchParams.set("from", from.path);
			}
			const question = {
				method: "PUT",
				url: begin
			};
			const answer = await retrying(purpose, question, async () => {
				const begun = await authorized(purpose, {
					method: "POST",
					url: begin
				});
				const location = begun.headers.get("location");
				if (begun.status !== 202) return begun;
				if (location === null) throw new RegistryError(purpose.act, {
					...question,
					status: begun.status,
					code: void 0,
					said: "began an upload without a location",
					tries: 1,
					hint: "see what stands between here and the registry"
				});
				const url = new URL(location, begun.url);
				url.searchParams.append("digest", digest);
				const attempt = new AbortController();
				const cancel = signal ? AbortSignal.any([attempt.signal, signal]) : attempt.signal;
				try {
					return await authorized(purpose, {
						method: "PUT",
						url,
						headers: {
							"content-type": "application/octet-stream",
							"content-length": String(size)
						},
						body: () => open(from, digest, cancel),
						large: { cancel }
					});
				} finally {
					attempt.abort();
				}
			});
			if (answer.status !== 201 && answer.status !== 204) throw refused(purpose, question, answer);
		};
		await limit(() => copy().catch((cause) => {
			signal?.throwIfAborted();
			throw cause;
		}));
	};
}

// src/registry/retry.ts
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
	"MANIFEST_BLOB_UNKNOWN",
	"MANIFEST_UNKNOWN"
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

// src/registry/challenge.ts
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

// src/registry/token.ts
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
function tokenScope(path, actions, readsToo, challenged) {
	const wanted = new Set(actions.split(","));
	for (const scope of challenged?.split(" ") ?? []) {
		const [type, name, extra] = scope.split(":");
		if (type === "repository" && name === path) for (const action of extra?.split(",") ?? []) wanted.add(action);
	}
	return [`repository:${path}:${[...wanted].join(",")}`, ...readsToo === void 0 ? [] : [`repository:${readsToo}:pull`]].join(" ");
}
function createAuthorized({ credentials, send, ask, now }) {
	const authorizations = /* @__PURE__ */ new Map();
	async function bearer(purpose, challenge, credential) {
		const realm = challenge.parameters.get("realm") ?? "";
		if (!URL.canParse(realm)) return void 0;
		const { repository, actions } = purpose;
		const url = new URL(realm);
		if (url.protocol !== "https:" && !isPlainHttp(repository.apiHost)) return void 0;
		const scope = tokenScope(repository.path, actions, purpose.readsToo, challenge.parameters.get("scope"));
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
		for (const one of scope.split(" ")) query.searchParams.append("scope", one);
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
		const key = `${repository.apiHost} ${repository.path} ${actions} ${purpose.readsToo ?? ""}`;
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

// src/registry/untag.ts
const NO_UNTAG = /* @__PURE__ */ new Set([
	400,
	405,
	501
]);
const WANTS_DIGEST = 400;
const REMOVALS = 4;
const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
function placeholder(path, tag) {
	const body = new TextEncoder().encode(JSON.stringify({
		schemaVersion: 2,
		mediaType: INDEX_TYPE,
		manifests: [],
		annotations: { "io.docker-matrix.removed-tag": `${path}:${tag}` }
	}));
	return {
		digest: digestOf(body, "sha256"),
		mediaType: INDEX_TYPE,
		body
	};
}
async function untag(path, tag, steps) {
	const status = await steps.remove(tag);
	if (status === 404) return await steps.exists(tag) ? "unsupported" : "deleted";
	if (!NO_UNTAG.has(status)) return "deleted";
	return status === WANTS_DIGEST ? steps.alone(() => replaceAndRemove(tag, placeholder(path, tag), steps)) : "unsupported";
}
async function replaceAndRemove(tag, stand, { remove, read, put }) {
	await put(stand.digest, stand);
	if (NO_UNTAG.has(await remove(stand.digest))) return "unsupported";
	const before = await read(tag);
	if (!before) return "deleted";
	try {
		for (let tries = 1; tries <= REMOVALS; tries += 1) {
			await put(tag, stand);
			if (await remove(stand.digest) !== 404) break;
		}
	} catch (cause) {
		if ((await read(tag).catch(() => void 0))?.digest === stand.digest) await put(tag, before).catch(() => {});
		throw cause;
	}
	const after = await read(tag);
	if (!after) return "deleted";
	if (after.digest === stand.digest) await put(tag, before);
	return "unsupported";
}

// src/registry/upload-blob.ts
function createBlobUpload(request) {
	return async (repository, digest, body, signal) => {
		const purpose = {
			act: `cannot upload ${digest} to ${repository.name}`,
			repository,
			actions: "pull,push",
			signal
		};
		const { status } = await request({
			...purpose,
			results: [404]
		}, {
			method: "HEAD",
			url: apiUrl(repository, `blobs/${digest}`)
		});
		if (status !== 404) return;
		const { headers, url } = await request(purpose, {
			method: "POST",
			url: apiUrl(repository, "blobs/uploads/")
		});
		const location = new URL(headers.get("location") ?? "", url);
		location.searchParams.set("digest", digest);
		await request(purpose, {
			method: "PUT",
			url: location,
			headers: { "content-type": "application/octet-stream" },
			body
		});
	};
}

// src/registry/client.ts
function createRegistry(effects) {
	const { sleep, random, now = Date.now, limit = 8, timeoutMs = 3e4, maxRetryAfterMs = 6e4 } = effects;
	const bounded = pLimit(limit);
	const sendBounded = (question) => question.large ? send(question, {
		fetch: effects.fetch,
		timeoutMs
	}) : bounded(() => send(question, {
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
	const alone = pLimit(1);
	const copyBlob = createBlobCopy({
		request,
		retrying,
		authorized
	});
	const uploadBlob = createBlobUpload(request);
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
			digest: claimed !== null && isDigest(claimed) ? claimed : digestOf(body, "sha256"),
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
		async store(name, manifest, signal) {
			const repository = known(name);
			const { headers } = await request({
				act: `cannot store ${nameOf(repository, manifest.digest)}`,
				repository,
				actions: "pull,push",
				signal
			}, {
				method: "PUT",
				url: apiUrl(repository, `manifests/${manifest.digest}`),
				headers: { "content-type": manifest.mediaType },
				body: manifest.body
			});
			return { linked: headers.has("oci-subject") };
		},
		async upload(name, body, signal) {
			await uploadBlob(known(name), digestOf(body, "sha256"), body, signal);
		},
		async copyBlob(copy, signal) {
			await copyBlob(known(copy.from), known(copy.to), copy, signal);
		},
		async untag(name, tag) {
			const repository = known(name);
			const purpose = {
				act: `cannot remove the tag ${nameOf(repository, tag)}`,
				repository,
				actions: "pull,push,delete",
				results: [404, ...NO_UNTAG]
			};
			return untag(repository.path, tag, {
				remove: async (reference) => (await request(purpose, {
					method: "DELETE",
					url: apiUrl(repository, `manifests/${reference}`)
				})).status,
				exists: async (reference) => await lookUp(repository, reference) !== void 0,
				read: (reference) => getManifest(purpose, reference),
				put: async (reference, manifest) => {
					await request({
						...purpose,
						results: []
					}, {
						method: "PUT",
						url: apiUrl(repository, `manifests/${reference}`),
						headers: { "content-type": manifest.mediaType },
						body: manifest.body
					});
				},
				alone
			});
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

// src/registry/host-registry.ts
function hostRegistry(host) {
	const readFile = async (path) => Buffer.from(await host.files.readBytes(path)).toString("utf8");
	return createRegistry({
		fetch: host.fetch,
		sleep: host.sleep,
		random: Math.random,
		credentials: dockerCredentials({
			exec: host.exec,
			readFile,
			env: host.env
		})
	});
}

// src/publish/immutable.ts
const REVISION_LABEL = "org.opencontainers.image.revision";
async function immutableProblems(tags, registry, { concurrency, signal }) {
	return (await pLimit(concurrency).map(tags, async ({ repository, tag, revision, place }) => {
		const reference = `${repository}:${tag}`;
		try {
			const existing = await registry.resolve(repository, tag, signal);
			if (!existing) return void 0;
			const theirs = await revisionOf(repository, existing.digest, registry, signal);
			if (revision !== void 0 && theirs === revision) return void 0;
			const of = theirs === void 0 ? "of no commit that its labels name" : `of the commit ${theirs}`;
			return error("immutable-tag", `${reference} never moves, and exists: it points at ${existing.digest}, an image ${of}, and this run builds ${revision === void 0 ? "one of no known commit" : `the commit ${revision}`}`, {
				place,
				hint: "release under a new version; where the tag may really change, delete it first"
			});
		} catch (cause) {
			if (!(cause instanceof RegistryError)) throw cause;
			return error("immutable-unchecked", `cannot tell whether the tag ${reference}, which never moves, exists: ${cause.message}`, { place });
		}
	})).filter((problem) => problem !== void 0);
}
async function revisionOf(repository, digest, registry, signal) {
	const read = async (of) => JSON.parse(new TextDecoder().decode((await registry.manifest(repository, of, signal))?.body ?? new TextEncoder().encode("{}")));
	const top = await read(digest);
	const image = top.manifests?.find(({ annotations }) => annotations?.["vnd.docker.reference.type"] === void 0);
	const { config } = image ? await read(image.digest) : top;
	const blob = config && await registry.blob(repository, config.digest, signal);
	const { config: settings } = blob ? JSON.parse(new TextDecoder().decode(blob)) : {};
	return settings?.Labels?.[REVISION_LABEL];
}

// src/publish/publish-preflight.ts
function recoverCommand(journal, direction) {
	return `docker-matrix publish --${direction} --journal ${relative(process.cwd(), journal).split("\\").join("/") || journal}`;
}
async function publishPreflight(job, registry, host) {
	return [...await unfinished(job, host), ...await immutable(job, registry, host)];
}
async function unfinished({ out }, host) {
	const path = join(out, JOURNAL_NAME);
	const text = await host.files.readText(path);
	if (text === void 0) return [];
	try {
		const journal = parseJournal(text, path);
		if (!isUnfinished(journal)) return [];
		const moved = journal.tags.filter(({ state }) => state !== "unchanged").length;
		return [error("unfinished-publish", `an earlier run began to move ${moved} tag${moved === 1 ? "" : "s"} (${journal.started}) and did not end`, { hint: `finish it with "${recoverCommand(path, "resume")}", or undo it with "${recoverCommand(path, "rollback")}"` })];
	} catch (cause) {
		if (cause instanceof ProblemsFound) return cause.problems;
		throw cause;
	}
}
async function immutable({ plan, request }, registry, host) {
	const tags = plan.images.flatMap((image) => {
		const revision = {
			...image.labels,
			...request.build.labels
		}[REVISION_LABEL];
		return image.immutable.flatMap((reference) => {
			const tag = tagOf(image, reference);
			return [image.repository, ...image.mirrors].map((repository) => ({
				repository,
				tag,
				revision,
				place: plan.tagPlaces.get(reference)
			}));
		});
	});
	return immutableProblems(tags, registry, {
		concurrency: request.build.concurrency * 2,
		signal: host.signal
	});
}
function tagOf({ repository }, reference) {
	return reference.slice(repository.length + 1);
}

// src/registry/read-once.ts
function readOnce(registry, signal) {
	const manifests = /* @__PURE__ */ new Map();
	return (repository, digest) => {
		const key = `${repository}@${digest}`;
		const manifest = manifests.get(key) ?? registry.manifest(repository, digest, signal);
		manifests.set(key, manifest);
		return manifest;
	};
}

// src/publish/stoppable.ts
async function stoppable(signal, work) {
	const stop = new AbortController();
	const cancel = () => stop.abort();
	if (signal?.aborted) cancel();
	signal?.addEventListener("abort", cancel, { once: true });
	try {
		return await work(stop);
	} finally {
		signal?.removeEventListener("abort", cancel);
	}
}

// src/registry/copy.ts
const MANIFESTS_AT_ONCE = 4;
function createCopy(registry, signal) {
	const limit = pLimit(MANIFESTS_AT_ONCE);
	const step = (act) => limit(() => {
		signal?.throwIfAborted();
		return act();
	});
	const under = /* @__PURE__ */ new Map();
	const once = (key, act) => {
		const known = under.get(key) ?? act();
		under.set(key, known);
		return known;
	};
	const manifest = (copy) => once(`${copy.to}@${copy.digest}`, async () => {
		const { from, to, digest } = copy;
		const source = await step(() => registry.manifest(from, digest, signal));
		if (!source) throw new Error(`${from}@${digest} is not in the registry any more; build it again`);
		const { manifests, config, layers = [] } = contentOf(source);
		if (manifests) {
			await all(manifests.map((child) => manifest({
				from,
				to,
				digest: child.digest
			})));
			if (await step(() => registry.resolve(to, digest, signal))) return;
		} else {
			if (await step(() => registry.resolve(to, digest, signal))) return;
			await all([...config ? [config] : [], ...layers.filter(({ urls }) => !urls?.length)].map((blob) => once(`${to}/${blob.digest}`, () => registry.copyBlob({
				from,
				to,
				digest: blob.digest,
				size: blob.size
			}, signal))));
		}
		await step(() => registry.store(to, source, signal));
	});
	return manifest;
}
async function all(work) {
	const results = await Promise.allSettled(work);
	for (const result of results) if (result.status === "rejected") throw result.reason;
}
function contentOf({ body }) {
	return JSON.parse(new TextDecoder().decode(body));
}

// src/publish/transaction.ts
async function transact(moves, registry, options, stop, keeper) {
	const pending = moves.filter(({ isThere }) => !isThere);
	const attempted = [];
	const failures = [...await copyAll(pending, registry, stop)];
	if (failures.length === 0) {
		for (const immutable of [true, false]) {
			const group = pending.filter((move) => move.immutable === immutable);
			attempted.push(...await moveTags(group, registry, options.concurrency, stop, keeper));
		}
		failures.push(...attempted.flatMap((one) => one.state === "failed" ? [one.failure] : []));
		if (attempted.length === pending.length && failures.length === 0) {
			const ended = await end(keeper, "published");
			const isChanged = ({ previous, digest }) => previous !== digest;
			return {
				kind: "published",
				moved: moves.filter(isChanged).map(movedTag),
				unchanged: moves.filter((move) => !isChanged(move)).map(movedTag),
				...ended
			};
		}
	}
	const earlier = moves.filter(({ isThere, previous, digest }) => isThere && previous !== digest).map((move) => ({
		move,
		state: "moved"
	}));
	return {
		kind: "rolled-back",
		cancelled: options.signal?.aborted ?? false,
		failures,
		...await putBack([...earlier, ...attempted], registry, options.concurrency, keeper)
	};
}
async function copyAll(moves, registry, stop) {
	const copies = new Map(moves.filter(({ from, repository }) => from !== repository).map((move) => [`${move.repository}@${move.digest}`, move]));
	const copy = createCopy(registry, stop.signal);
	return (await Promise.all([...copies].map(async ([reference, { image, from, repository, digest }]) => {
		try {
			if (!stop.signal.aborted) await copy({
				from,
				to: repository,
				digest
			});
			return;
		} catch (cause) {
			const isStopped = stop.signal.aborted && !(cause instanceof RegistryError);
			stop.abort();
			return isStopped ? void 0 : {
				image,
				reference,
				reason: reasonOf(cause)
			};
		}
	}))).filter((failure) => failure !== void 0);
}
async function moveTags(moves, registry, concurrency, stop, keeper) {
	return (await pLimit(concurrency).map(moves, async (move) => {
		if (stop.signal.aborted) return void 0;
		try {
			await registry.tag(move.repository, move.tag, move.candidate, stop.signal);
			keeper.note(move.reference, "moved");
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
async function putBack(attempted, registry, concurrency, keeper) {
	const restored = [];
	const left = [];
	const taken = [];
	keeper.turn("rolling-back");
	const undo = async ({ move, state }) => {
		const { image, reference, repository, tag, previous, digest } = move;
		const isOurs = (now) => now === digest || previous === void 0 && now === placeholderOf(repository, tag);
		const take = (now) => {
			taken.push({
				image,
				reference,
				...now === void 0 ? {} : { digest: now }
			});
			keeper.note(reference, "taken");
		};
		const restore = () => {
			restored.push({
				image,
				reference,
				...previous === void 0 ? {} : { digest: previous }
			});
			keeper.note(reference, "restored");
		};
		let isWritten = false;
		try {
			const now = state === "moved" ? await registry.resolve(repository, tag).catch(() => ({ digest })) : await registry.resolve(repository, tag);
			if (!isOurs(now?.digest)) {
				if (now?.digest === previous) keeper.note(reference, "restored");
				else take(now?.digest);
				return;
			}
			if (previous !== void 0) {
				const before = move.before ?? await registry.manifest(repository, previous);
				if (!before) throw new Error(`${repository}@${previous}, where it pointed before, is not in the registry any more`);
				isWritten = true;
				await registry.tag(repository, tag, before);
			} else {
				isWritten = true;
				if (await registry.untag(repository, tag) !== "deleted") throw new Error("the tag is new and the registry does not delete tags");
			}
			restore();
		} catch (cause) {
			const now = await registry.resolve(repository, tag).then((found) => ({ digest: found?.digest }), () => ({ digest }));
			if (now.digest !== void 0 && isOurs(now.digest)) {
				left.push({
					...movedTag(move),
					digest: now.digest,
					reason: reasonOf(cause)
				});
				keeper.note(reference, "left");
			} else if (now.digest !== previous) take(now.digest);
			else if (isWritten) restore();
			else keeper.note(reference, "restored");
		}
	};
	const phase = ({ move }) => move.immutable ? 2 : move.previous === void 0 ? 1 : 0;
	for (const turn of [
		0,
		1,
		2
	]) await pLimit(concurrency).map(attempted.filter((one) => phase(one) === turn), undo);
	const ended = left.length === 0 ? await end(keeper, "rolled-back") : await keeper.end("rolling-back").catch(() => {});
	const inPlanOrder = (tags) => {
		const order = new Map(attempted.map(({ move }, index) => [move.reference, index]));
		return tags.toSorted((a, b) => (order.get(a.reference) ?? 0) - (order.get(b.reference) ?? 0));
	};
	return {
		restored: inPlanOrder(restored),
		left: inPlanOrder(left),
		taken: inPlanOrder(taken),
		...ended
	};
}
async function end(keeper, state) {
	try {
		await keeper.end(state);
		return {};
	} catch (cause) {
		return { unrecorded: cause instanceof Error ? cause.message : String(cause) };
	}
}
function placeholderOf(repository, tag) {
	const parsed = parseRepository(repository);
	return typeof parsed === "string" ? void 0 : placeholder(parsed.path, tag).digest;
}
function movedTag({ image, reference, digest, previous }) {
	return {
		image,
		reference,
		digest,
		...previous === void 0 ? {} : { previous }
	};
}
function reasonOf(cause) {
	if (cause instanceof RegistryError || cause instanceof Error && cause.constructor === Error) return cause.message;
	return `unexpected: ${cause instanceof Error ? cause.stack ?? cause.message : String(cause)}`;
}

// src/publish/publish.ts
const WITHOUT_JOURNAL = {
	keeper: NO_JOURNAL,
	run: "",
	started: "",
	staging: []
};
async function publishTags(plan, registry, options, { keeper, staging, ...about } = WITHOUT_JOURNAL) {
	const { moves, failures } = readPlan(plan);
	if (failures.length > 0) return untouched(failures, options.signal);
	return stoppable(options.signal, async (stop) => {
		const prepared = await prepare(moves, registry, options.concurrency, stop);
		if (prepared.failures.length > 0 || stop.signal.aborted) return untouched(prepared.failures, options.signal);
		try {
			await keeper.begin({
				version: 1,
				...about,
				state: "publishing",
				tags: journalTags(prepared.moves),
				staging: [...staging]
			});
		} catch (cause) {
			const [first] = prepared.moves;
			return untouched([{
				image: first?.image ?? "",
				reference: first?.reference ?? "",
				reason: `the journal cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`
			}], options.signal);
		}
		return transact(prepared.moves, registry, options, stop, keeper);
	});
}
function journalTags(moves) {
	return [...moves.filter(({ immutable }) => immutable), ...moves.filter(({ immutable }) => !immutable)].map(({ image, repository, from, tag, digest, previous, immutable, isThere }, index) => ({
		image,
		repository,
		from,
		tag,
		digest,
		...previous === void 0 ? {} : { previous },
		immutable,
		order: index + 1,
		state: isThere ? "unchanged" : "pending"
	}));
}
function readPlan(plan) {
	const moves = /* @__PURE__ */ new Map();
	const failures = [];
	for (const { image, repository, digest, tags, immutable = [], mirrors = [] } of plan) {
		const primary = parseRepository(repository);
		for (const name of [repository, ...mirrors]) {
			const parsed = parseRepository(name);
			const broken = typeof parsed === "string" ? parsed : isDigest(digest) ? void 0 : `"${digest}" is no digest; expected "sha256:" and 64 hexadecimal digits`;
			if (typeof parsed === "string" || typeof primary === "string" || broken !== void 0) {
				failures.push({
					image,
					reference: `${name}@${digest}`,
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
					from: primary.name,
					tag,
					reference,
					digest,
					immutable: immutable.includes(tag)
				});
			}
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
	const fail = (image, reference, reason, code) => {
		if (!failures.has(reference)) failures.set(reference, {
			image,
			reference,
			reason,
			...code ? { code } : {}
		});
	};
	const read = readOnce(registry, stop.signal);
	const candidates = await limit.map(moves, async (move) => {
		const reference = `${move.from}@${move.digest}`;
		if (stop.signal.aborted) return void 0;
		try {
			return await read(move.from, move.digest) ?? fail(move.image, reference, `the candidate ${reference} is not in the registry; build it again`);
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
			if (!candidate || stop.signal.aborted) return void 0;
			try {
				const now = await registry.resolve(move.repository, move.tag, stop.signal);
				if (!now) return {
					...move,
					candidate,
					isThere: false
				};
				if (move.immutable && now.digest !== move.digest) return fail(move.image, move.reference, `${move.reference} never moves; it points at ${now.digest}, and this run built ${move.digest}`, "immutable-tag");
				if (now.digest === move.digest) return {
					...move,
					candidate,
					previous: now.digest,
					isThere: true
				};
				const before = await read(move.repository, now.digest);
				return before ? {
					...move,
					candidate,
					before,
					previous: now.digest,
					isThere: false
				} : fail(move.image, move.reference, `${move.reference} points at ${now.digest}, which the registry does not hold; delete the tag or push it again`);
			} catch (cause) {
				return fail(move.image, move.reference, reasonOf(cause));
			}
		})).filter((move) => move !== void 0),
		failures: [...failures.values()]
	};
}
function untouched(failures, signal) {
	return {
		kind: "rolled-back",
		cancelled: signal?.aborted ?? false,
		failures,
		restored: [],
		left: [],
		taken: []
	};
}

// src/publish/publish-images.ts
async function publishImages(built, { request, out }, staging, registry, host) {
	const close = host.group("Publish");
	const mirrors = new Set(built.flatMap(({ image }) => image.mirrors));
	if (mirrors.size > 0) host.say(`copying to ${[...mirrors].join(", ")}`);
	const keeper = createJournalKeeper((text) => host.files.writeDurable(join(out, JOURNAL_NAME), text));
	const telling = {
		...keeper,
		note: (reference, state) => {
			host.say(`${reference}: ${state}`);
			keeper.note(reference, state);
		}
	};
	const outcome = await publishTags(built.map(({ image, candidate }) => ({
		image: image.id,
		repository: image.repository,
		digest: candidate.digest,
		tags: image.tags.map((reference) => tagOf(image, reference)),
		immutable: image.immutable.map((reference) => tagOf(image, reference)),
		mirrors: image.mirrors
	})), registry, {
		concurrency: request.build.concurrency * 2,
		signal: host.signal
	}, {
		keeper: telling,
		run: runOf(host.env),
		started: (/* @__PURE__ */ new Date()).toISOString(),
		staging
	});
	if (outcome.kind === "published") for (const { reference } of outcome.unchanged) host.say(`${reference}: unchanged`);
	close();
	return outcome;
}
function runOf(env) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
	return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : crypto.randomUUID();
}
function publishProblems(outcome, journal) {
	if (outcome === void 0) return [];
	if (outcome.kind === "published") return unrecorded(outcome, journal);
	const putBack = outcome.restored.length === 0 ? void 0 : `put back where they were: ${outcome.restored.map((tag) => tag.reference).join(", ")}`;
	return [
		...outcome.failures.map(({ reference, reason, code }) => code === "immutable-tag" ? error(code, reason, { hint: "release under a new version; where the tag may really change, delete it first" }) : error("publish-failed", `${reference} was not published: ${reason}`, { hint: putBack })),
		...outcome.left.map(({ reference, digest, reason }) => error("publish-left", `${reference} points to ${digest} and could not be put back: ${reason}`, { hint: `delete the tag by hand, then run "${recoverCommand(journal, "rollback")}"; or publish all the same with "${recoverCommand(journal, "resume")}"` })),
		...outcome.taken.map(({ reference, digest }) => ({
			severity: "warning",
			code: "tag-taken",
			message: `${reference} was ${digest === void 0 ? "deleted" : `moved to ${digest}`} by somebody else meanwhile, and is left alone`
		})),
		...outcome.cancelled ? [error("cancelled", outcome.restored.length + outcome.left.length + outcome.taken.length === 0 ? "cancelled before any tag moved" : "cancelled while publishing; every tag is back where it was, but for those named")] : [],
		...unrecorded(outcome, journal)
	];
}
function unrecorded({ kind, unrecorded: reason }, journal) {
	if (reason === void 0) return [];
	const shown = relative(process.cwd(), journal).split("\\").join("/") || journal;
	return [{
		...error("journal-behind", `${kind === "published" ? "every tag of the release points where it should" : "what had moved is put back"}, but ${shown} could not be written and still says that the publication goes on: ${reason}`, { hint: kind === "published" ? "delete that file; a rollback from it would take the release back" : "delete that file" }),
		severity: "warning"
	}];
}

// src/publish/staging.ts
async function stage({ image, repository, digest }, registry, signal) {
	const manifest = await registry.manifest(repository, digest, signal);
	if (!manifest) throw new Error(`${repository}@${digest} is not in the registry any more`);
	await registry.tag(repository, stagingTag(image, digest), manifest, signal);
}
async function stillStaged(tags, registry, concurrency) {
	const found = await pLimit(concurrency).map(tags, ({ repository, tag }) => registry.resolve(repository, tag).then((now) => now !== void 0, () => true));
	return tags.filter((_, index) => found[index]);
}
async function unstage(tags, registry, concurrency) {
	const left = (await pLimit(concurrency).map(tags, async ({ repository, tag }) => {
		try {
			return await registry.untag(repository, tag) === "deleted" ? void 0 : {
				reference: `${repository}:${tag}`,
				reason: "the registry does not delete tags"
			};
		} catch (cause) {
			return {
				reference: `${repository}:${tag}`,
				reason: reasonOf(cause)
			};
		}
	})).filter((one) => one !== void 0);
	return left.length === 0 ? void 0 : `staging tags are still there: ${left.map(({ reference }) => reference).join(", ")}: ${[...new Set(left.map(({ reason }) => reason))].join("; ")}`;
}

export { publishProblems as a, reasonOf as c, readOnce as d, publishPreflight as f, stagingTag as g, loginHint as h, publishImages as i, transact as l, digestOf as m, stillStaged as n, placeholderOf as o, hostRegistry as p, unstage as r, putBack as s, stage as t, stoppable as u };