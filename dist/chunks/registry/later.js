import { ProblemsFound, error } from "../problem.js";
import { reasonOf } from "../text.js";
import { isDigest, isPlainHttp, parseRepository } from "../oci.js";
import { pLimit } from "../packages/p-limit.js";
import { createHash } from "node:crypto";

// src/registry/location.ts
function locationUrl(location, from) {
	const url = URL.canParse(location, from.href) ? new URL(location, from) : void 0;
	if (url === void 0 || !/^https?:$/.test(url.protocol)) throw new Error("answered with a Location that is no address of the web");
	if (from.protocol === "https:" && url.protocol !== "https:") throw new Error(`was redirected from https to ${url.origin}${url.pathname}, which is refused`);
	return url;
}

// src/registry/request.ts
function idleLimit({ after, timeoutMs }, cancel) {
	const controller = new AbortController();
	const start = () => after(timeoutMs, () => controller.abort(timeoutError(`nothing moved for ${timeoutMs} ms`)));
	let stop = start();
	let hasEnded = false;
	const end = () => {
		hasEnded = true;
		stop();
		cancel.removeEventListener("abort", abort);
	};
	const abort = () => {
		end();
		controller.abort(cancel.reason);
	};
	cancel.addEventListener("abort", abort, { once: true });
	if (cancel.aborted) abort();
	const touch = (chunk, stream) => {
		stop();
		if (!hasEnded) stop = start();
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
function timeoutError(message) {
	return new DOMException(message, "TimeoutError");
}
const MAX_REDIRECTS = 5;
const REDIRECTS = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
async function send(question, { fetch, ...time }) {
	const content = typeof question.body === "function" ? await question.body() : question.body;
	if (!question.large) {
		const controller = new AbortController();
		const stop = time.after(time.timeoutMs, () => controller.abort(timeoutError("The operation was aborted due to timeout")));
		return follow(question, content, {
			fetch,
			signal: controller.signal
		}).finally(stop);
	}
	const idle = idleLimit(time, question.large.cancel);
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
		const body = await bodyOf(response);
		const location = response.headers.get("location");
		if (!(question.method === "GET" || question.method === "HEAD") || !REDIRECTS.has(response.status) || location === null || redirects === MAX_REDIRECTS) return {
			status: response.status,
			headers: response.headers,
			body,
			url
		};
		const next = locationUrl(location, url);
		if (next.origin !== url.origin) headers = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "authorization"));
		url = next;
	}
}
const MAX_BODY_BYTES = 67108864;
async function bodyOf(response) {
	const chunks = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.length;
		if (size > MAX_BODY_BYTES) throw new Error(`sent more than ${MAX_BODY_BYTES / 1024 / 1024} MiB`);
		chunks.push(chunk);
	}
	return new Uint8Array(Buffer.concat(chunks));
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
	const words = reasonOf(inner) || (code ?? "unknown error");
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

// src/registry/upload-blob.ts
function uploadUrl(purpose, question, { status, headers, url }) {
	const location = headers.get("location");
	try {
		if (location === null) throw new Error("began an upload without a location");
		return locationUrl(location, url);
	} catch (cause) {
		throw new RegistryError(purpose.act, {
			...question,
			status,
			code: void 0,
			said: reasonOf(cause),
			tries: 1,
			hint: "see what stands between here and the registry"
		});
	}
}
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
		const begin = {
			method: "POST",
			url: apiUrl(repository, "blobs/uploads/")
		};
		const location = uploadUrl(purpose, begin, await request(purpose, begin));
		location.searchParams.set("digest", digest);
		await request(purpose, {
			method: "PUT",
			url: location,
			headers: { "content-type": "application/octet-stream" },
			body
		});
	};
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
			const uploadsUrl = apiUrl(to, "blobs/uploads/");
			if (isLocal) {
				uploadsUrl.searchParams.set("mount", digest);
				uploadsUrl.searchParams.set("from", from.path);
			}
			const question = {
				method: "PUT",
				url: uploadsUrl
			};
			const answer = await retrying(purpose, question, async () => {
				const upload = await authorized(purpose, {
					method: "POST",
					url: uploadsUrl
				});
				if (upload.status !== 202) return upload;
				const url = uploadUrl(purpose, question, upload);
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
		if (typeof bearer !== "string" || !/^[\x21-\x7e]+$/.test(bearer)) return void 0;
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
		const tokenPurpose = {
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
			const answer = await ask(tokenPurpose, question);
			if (answer.status === 200) return tokenIn(tokenPurpose, question, answer);
			if (!NO_TOKEN_POST.has(answer.status)) throw refused(tokenPurpose, question, answer);
		}
		const query = new URL(url);
		if (service !== void 0) query.searchParams.set("service", service);
		for (const part of scope.split(" ")) query.searchParams.append("scope", part);
		const header = basicOf(credential);
		const question = {
			method: "GET",
			url: query,
			headers: header === void 0 ? {} : { authorization: header }
		};
		const answer = await ask(tokenPurpose, question);
		if (answer.status !== 200) throw refused(tokenPurpose, question, answer);
		return tokenIn(tokenPurpose, question, answer);
	}
	function tokenIn(purpose, question, answer) {
		const authorization = parseToken(answer, now());
		if (authorization !== void 0) return authorization;
		throw new RegistryError(purpose.act, {
			...question,
			status: answer.status,
			code: void 0,
			said: `answered ${answer.status} without a token that can be sent`,
			tries: answer.tries,
			hint: "look for a proxy between here and the token server"
		});
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
const INDEX_TYPE$1 = "application/vnd.oci.image.index.v1+json";
function placeholder(path, tag) {
	const body = new TextEncoder().encode(JSON.stringify({
		schemaVersion: 2,
		mediaType: INDEX_TYPE$1,
		manifests: [],
		annotations: { "io.docker-matrix.removed-tag": `${path}:${tag}` }
	}));
	return {
		digest: digestOf(body, "sha256"),
		mediaType: INDEX_TYPE$1,
		body
	};
}
async function untag(path, tag, steps) {
	const status = await steps.remove(tag);
	if (status === 404) return await steps.exists(tag) ? "unsupported" : "deleted";
	if (!NO_UNTAG.has(status)) return "deleted";
	return status === WANTS_DIGEST ? steps.alone(() => replaceAndRemove(tag, placeholder(path, tag), steps)) : "unsupported";
}
async function replaceAndRemove(tag, placeholderManifest, { remove, read, put }) {
	await put(placeholderManifest.digest, placeholderManifest);
	if (NO_UNTAG.has(await remove(placeholderManifest.digest))) return "unsupported";
	const before = await read(tag);
	if (!before) return "deleted";
	try {
		for (let tries = 1; tries <= REMOVALS; tries += 1) {
			await put(tag, placeholderManifest);
			if (await remove(placeholderManifest.digest) !== 404) break;
		}
	} catch (cause) {
		if ((await read(tag).catch(() => void 0))?.digest === placeholderManifest.digest) await put(tag, before).catch(() => {});
		throw cause;
	}
	const after = await read(tag);
	if (!after) return "deleted";
	if (after.digest === placeholderManifest.digest) await put(tag, before);
	return "unsupported";
}

// src/registry/client.ts
function createRegistry({ fetch, credentials, sleep, after, random, now }, { limit = 8, timeoutMs = 3e4, maxRetryAfterMs = 6e4 } = {}) {
	const bounded = pLimit(limit);
	const sendNow = (question) => send(question, {
		fetch,
		after,
		timeoutMs
	});
	const sendBounded = (question) => question.large ? sendNow(question) : bounded(() => sendNow(question));
	const retrying = createRetrying({
		sleep,
		random,
		now,
		timeoutMs,
		maxRetryAfterMs
	});
	const authorized = createAuthorized({
		credentials,
		send: sendBounded,
		ask: (purpose, question) => retrying(purpose, question, () => sendBounded(question)),
		now
	});
	async function request(purpose, question) {
		const answer = await retrying(purpose, question, () => authorized(purpose, question));
		if (answer.status >= 200 && answer.status < 300 || purpose.results?.includes(answer.status)) return answer;
		throw refused(purpose, question, answer);
	}
	const oneUntag = pLimit(1);
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
				alone: oneUntag
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
				const question = {
					method: "POST",
					url: apiUrl(repository, "blobs/uploads/")
				};
				const answer = await request(purpose, question);
				const cancel = async () => request(purpose, {
					method: "DELETE",
					url: uploadUrl(purpose, question, answer)
				});
				await cancel().catch(() => void 0);
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

// src/registry/copy.ts
const MANIFESTS_AT_ONCE = 4;
function createCopy(registry, signal) {
	const limit = pLimit(MANIFESTS_AT_ONCE);
	const step = (act) => limit(() => {
		signal?.throwIfAborted();
		return act();
	});
	const begun = /* @__PURE__ */ new Map();
	const once = (key, act) => {
		const copied = begun.get(key) ?? act();
		begun.set(key, copied);
		return copied;
	};
	const manifest = (copy) => once(`${copy.to}@${copy.digest}`, async () => {
		const { from, to, digest } = copy;
		const source = await step(() => registry.manifest(from, digest, signal));
		if (!source) throw new Error(`${from}@${digest} is not in the registry any more; build it again`);
		const { manifests, config, layers = [], subject } = contentOf(source);
		if (subject !== void 0) await begun.get(`${to}@${subject.digest}`);
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

// src/registry/attach.ts
const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
async function attach({ type, subject, blobs, manifest }, repository, registry, signal) {
	for (const blob of blobs) await registry.upload(repository, blob, signal);
	const { linked } = await registry.store(repository, manifest, signal);
	if (linked) return;
	const tag = subject.digest.replace(":", "-").slice(0, 128);
	const oldIndex = await registry.manifest(repository, tag, signal);
	const attached = oldIndex === void 0 ? [] : JSON.parse(Buffer.from(oldIndex.body).toString("utf8")).manifests ?? [];
	if (attached.some(({ digest }) => digest === manifest.digest)) return;
	const descriptor = {
		mediaType: manifest.mediaType,
		digest: manifest.digest,
		size: manifest.body.length,
		artifactType: type
	};
	const body = Buffer.from(JSON.stringify({
		schemaVersion: 2,
		mediaType: INDEX_TYPE,
		manifests: [...attached, descriptor]
	}));
	await registry.tag(repository, tag, {
		mediaType: INDEX_TYPE,
		digest: digestOf(body, "sha256"),
		body
	}, signal);
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

export { RegistryError, attach, checkPushAllowed, createCopy, createRegistry, digestOf, placeholder, readOnce };