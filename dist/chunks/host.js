import { ProblemsFound, error } from "./problem.js";
import { pathFrom, reasonOf, shownPath } from "./text.js";
import { pLimit } from "./packages/p-limit.js";
import { environmentOf } from "./effects.js";
import { tagVersion } from "./tags.js";
import { randomUUID } from "node:crypto";
import { AsyncLocalStorage } from "node:async_hooks";
import { dirname, join, resolve } from "node:path";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, stat, symlink, unlink } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// src/host/action-cache.ts
const EXPECTED = /cache (?:read|write) denied:|already.exists|\(409\)/i;
async function actionCache(warn) {
	const cache = await import("./packages/actions-cache.js");
	let isBroken = false;
	async function attempt(failure, act) {
		if (isBroken || !cache.isFeatureAvailable()) return void 0;
		const { result, complaint } = await catchComplaint(act);
		if (complaint === void 0 || EXPECTED.test(complaint)) return result;
		isBroken = true;
		warn(`${failure}: ${complaint}; the run goes on without it`);
		return result;
	}
	return {
		restore: async (key, paths) => {
			return await attempt(`cannot restore "${key}" from the Actions cache`, () => cache.restoreCache([...paths], key)) === key;
		},
		save: async (key, paths) => {
			await attempt(`cannot save "${key}" to the Actions cache`, () => cache.saveCache([...paths], key));
		}
	};
}
const COMPLAINT = new RegExp([String.raw`^::(?:warning|error)[^:]*::(?:Failed to (?:restore|save): )?(.*)`, String.raw`^::debug::Failed to reserve cache: (?:Error: )?(.*)`].join("|"));
const withinAct = new AsyncLocalStorage();
const oneByOne = pLimit(1);
async function catchComplaint(act) {
	return oneByOne(async () => {
		const { stdout } = process;
		const { write } = stdout;
		const id = Symbol("act");
		let complaint;
		stdout.write = ((...args) => {
			if (withinAct.getStore() !== id) return write.apply(stdout, args);
			const text = String(args[0]);
			const [match, shown, hidden] = COMPLAINT.exec(text) ?? [];
			if (match !== void 0) complaint = firstMessageLine(shown ?? hidden ?? "");
			else if (text.startsWith("::")) write.call(stdout, text);
			else write.call(stdout, `::debug::${text.trimEnd().replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}\n`);
			return true;
		});
		try {
			return {
				result: await withinAct.run(id, act),
				complaint
			};
		} catch (cause) {
			return { complaint: firstMessageLine(reasonOf(cause)) };
		} finally {
			stdout.write = write;
		}
	});
}
function firstMessageLine(text) {
	return (text.split(/%0D|%0A|\r|\n/)[0] ?? "").replaceAll("%25", "%").trim();
}

// src/host/github-api.ts
async function githubApi(token) {
	const { getOctokit } = await import("./packages/actions-github.js");
	const { GITHUB_API_URL: baseUrl = "https://api.github.com" } = process.env;
	return getOctokit(token, { baseUrl });
}

// src/host/commit-order.ts
async function gitOrder(exec, folder, revision, other) {
	if (revision === other) return "same";
	const holds = async (...args) => (await exec({
		file: "git",
		args,
		cwd: folder
	})).code === 0;
	const [isRepository, hasOther, hasRevision] = await Promise.all([
		holds("rev-parse", "--git-dir"),
		holds("cat-file", "-e", `${other}^{commit}`),
		holds("cat-file", "-e", `${revision}^{commit}`)
	]);
	if (!isRepository) return {
		because: "this is no Git repository",
		hint: "publish from a clone, or with --allow-older"
	};
	if (hasOther && hasRevision) {
		if (await holds("merge-base", "--is-ancestor", revision, other)) return "older";
		if (await holds("merge-base", "--is-ancestor", other, revision)) return "newer";
		if ((await exec({
			file: "git",
			args: ["rev-parse", "--is-shallow-repository"],
			cwd: folder
		})).stdout.trim() === "false") return "unrelated";
	}
	return {
		because: `this clone lacks ${hasOther ? "history" : `the commit ${other}`}`,
		hint: "fetch it: git fetch --unshallow, or git fetch (actions/checkout: fetch-depth: 0); or use --allow-older"
	};
}
async function githubOrder({ exec, folder, repository, token }, revision, other) {
	const local = await gitOrder(exec, folder, revision, other);
	const [owner, repo] = repository.split("/");
	if (typeof local === "string" || !token || !owner || !repo) return local;
	try {
		const { rest } = await githubApi(token);
		const { data } = await rest.repos.compareCommitsWithBasehead({
			owner,
			repo,
			basehead: `${revision}...${other}`,
			per_page: 1
		});
		return {
			ahead: "older",
			behind: "newer",
			identical: "same",
			diverged: "unrelated"
		}[data.status];
	} catch (cause) {
		if (cause.status === 404) return "unrelated";
		return {
			because: `GitHub did not say how ${revision} and ${other} follow each other (${reasonOf(cause)})`,
			hint: "check that the token may read contents (permissions: contents: read), or check out with fetch-depth: 0"
		};
	}
}

// src/host/exec.ts
const KILL_AFTER_MS = 1e4;
const MAX_OUTPUT_BYTES = 268435456;
const KEPT_MESSAGE_BYTES = 8388608;
const SIGNAL_NUMBERS = {
	SIGHUP: 1,
	SIGINT: 2,
	SIGKILL: 9,
	SIGTERM: 15
};
const exec = (command) => new Promise((settle) => {
	const child = spawn(command.file, [...command.args], {
		cwd: command.cwd,
		env: command.env ?? defaultEnvironment(command.file, process.env),
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		]
	});
	const stdout = [];
	const stderr = [];
	let failure = "";
	const stop = () => {
		child.kill("SIGINT");
		setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS).unref();
	};
	if (command.signal?.aborted) stop();
	command.signal?.addEventListener("abort", stop, { once: true });
	let outputSize = 0;
	let isTooMuch = false;
	child.stdout.on("data", (chunk) => {
		outputSize += chunk.length;
		if (outputSize <= MAX_OUTPUT_BYTES) stdout.push(chunk);
		else {
			isTooMuch = true;
			child.kill("SIGKILL");
		}
	});
	let messageSize = 0;
	child.stderr.on("data", (chunk) => {
		messageSize += chunk.length;
		stderr.push(chunk);
		while (messageSize - (stderr[0]?.length ?? 0) > KEPT_MESSAGE_BYTES) messageSize -= stderr.shift()?.length ?? 0;
	});
	if (command.onProgress) createInterface({ input: child.stderr }).on("line", command.onProgress);
	child.on("error", (cause) => failure = `${command.file}: ${cause.code === "ENOENT" ? "not found" : cause.message}`);
	child.on("close", (code, signal) => {
		command.signal?.removeEventListener("abort", stop);
		settle({
			code: failure ? 127 : code ?? 128 + (SIGNAL_NUMBERS[signal ?? ""] ?? 0),
			stdout: Buffer.concat(stdout).toString("utf8"),
			stderr: failure || (isTooMuch ? `${command.file}: printed more than ${MAX_OUTPUT_BYTES / 1024 / 1024} MiB` : Buffer.concat(stderr).toString("utf8"))
		});
	});
	child.stdin.on("error", () => {});
	child.stdin.end(command.input ?? "");
});
function execIn(cwd, env) {
	return (command) => exec({
		...command,
		cwd: resolve(cwd, command.cwd ?? "."),
		env: command.env ?? defaultEnvironment(command.file, env)
	});
}
function defaultEnvironment(file, env) {
	return environmentOf(file === "git" ? "git" : void 0, env);
}

// src/host/trust.ts
const OF_WRITERS = /* @__PURE__ */ new Set([
	"create",
	"delete",
	"merge_group",
	"push",
	"release",
	"repository_dispatch",
	"schedule",
	"workflow_dispatch"
]);
const OF_PULL_REQUESTS = /* @__PURE__ */ new Set([
	"pull_request",
	"pull_request_review",
	"pull_request_review_comment",
	"pull_request_target"
]);
function distrust(env, event, defaultBranch = event.repository?.default_branch) {
	const name = env["GITHUB_EVENT_NAME"] ?? "";
	const repository = env["GITHUB_REPOSITORY"] ?? event.repository?.full_name;
	if (OF_PULL_REQUESTS.has(name) || event.pull_request !== void 0) {
		const { head, base } = event.pull_request ?? {};
		const from = head?.repo?.full_name;
		if (from === void 0 && head === void 0) return `the event ${name} came without its pull request`;
		return from !== void 0 && from === (base?.repo?.full_name ?? repository) ? void 0 : "this pull request comes from a fork";
	}
	if (name === "workflow_run") {
		const { event: cause = "", head_branch: branch, head_repository: from } = event.workflow_run ?? {};
		if (from?.full_name === void 0 || from.full_name !== repository) return "the run that this one follows is not of this repository";
		if (!OF_WRITERS.has(cause)) return `the run that this one follows was caused by ${cause || "an unknown event"}`;
		return branch && branch === defaultBranch ? void 0 : "the run that this one follows is not of the default branch, which this one runs on";
	}
	if (OF_WRITERS.has(name)) return void 0;
	return name === "" ? "the event of this run is not known" : `anybody can cause the event ${name}, and nothing proves what is built`;
}

// src/host/github-run.ts
async function githubRun({ env, exec, token, push, warn }) {
	const event = await readEvent(env);
	const revision = revisionOf(env, event);
	const commitTime = (event.head_commit?.id === revision ? event.head_commit?.timestamp : void 0) ?? await gitTime(exec, env["GITHUB_WORKSPACE"], revision) ?? (pullOf(env, event) && await askCommitTime(env, token, revision, warn)) ?? await gitTime(exec, env["GITHUB_WORKSPACE"], "HEAD");
	const defaultBranch = event.repository?.default_branch ?? await askDefaultBranch(env, token, warn);
	return readRun(env, event, {
		push,
		now: (/* @__PURE__ */ new Date()).toISOString(),
		...defaultBranch ? { defaultBranch } : {},
		...commitTime ? { commitTime } : {}
	});
}
async function readEvent(env) {
	try {
		return JSON.parse(await readFile(env["GITHUB_EVENT_PATH"] ?? "", "utf8"));
	} catch {
		return {};
	}
}
function readRun(env, event, known) {
	const ref = env["GITHUB_REF"] ?? "";
	const pull = pullOf(env, event);
	const repository = env["GITHUB_REPOSITORY"];
	const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1];
	const isMergeQueue = env["GITHUB_EVENT_NAME"] === "merge_group";
	const branch = pull ? pull.head?.ref : isMergeQueue ? void 0 : headOf(ref);
	const number = pull ? pull.number ?? event.number ?? /^refs\/pull\/(\d+)\//.exec(ref)?.[1] : void 0;
	const baseRef = pull ? pull.base?.ref : isMergeQueue ? headOf(event.merge_group?.base_ref) : tag ? headOf(event.base_ref) : void 0;
	const revision = revisionOf(env, event);
	const reason = distrust(env, event, known.defaultBranch);
	return {
		distrust: reason,
		facts: {
			...tag ? {
				tag,
				version: tagVersion(tag)
			} : {},
			...revision ? { revision } : {},
			...branch ? { branch } : {},
			...env["GITHUB_EVENT_NAME"] ? { event: env["GITHUB_EVENT_NAME"] } : {},
			...number === void 0 ? {} : { pull: String(number) },
			...baseRef ? { baseRef } : {},
			...known.now ? { now: known.now } : {},
			...pull?.base?.ref && pull.base.ref !== known.defaultBranch ? { baseBranch: pull.base.ref } : {},
			...known.commitTime ? { created: known.commitTime } : {},
			...repository ? { source: `${env["GITHUB_SERVER_URL"] ?? "https://github.com"}/${repository}` } : {},
			...known.defaultBranch ? { defaultBranch: known.defaultBranch } : {},
			isDefaultBranch: !pull && branch !== void 0 && (branch === known.defaultBranch || env["GITHUB_EVENT_NAME"] === "schedule"),
			writesCache: known.push && reason === void 0 && !pull && branch !== void 0
		}
	};
}
function pullOf(env, event) {
	return env["GITHUB_EVENT_NAME"] !== "pull_request_target" && headOf(env["GITHUB_REF"]) !== void 0 ? void 0 : event.pull_request;
}
function revisionOf(env, event) {
	return pullOf(env, event)?.head?.sha ?? env["GITHUB_SHA"];
}
function headOf(ref) {
	return /^refs\/heads\/(.+)$/.exec(ref ?? "")?.[1];
}
async function gitTime(exec, folder, revision) {
	if (revision === void 0) return void 0;
	const result = await exec({
		file: "git",
		args: [
			"log",
			"-1",
			"--format=%cI",
			revision,
			"--"
		],
		...folder ? { cwd: folder } : {}
	});
	return result.code === 0 ? result.stdout.trim() || void 0 : void 0;
}
async function askDefaultBranch(env, token, warn) {
	const { answer, because } = await ask(env, token, async ({ repos }, repository) => {
		const { data } = await repos.get(repository);
		return data.default_branch;
	});
	if (because !== void 0) warn(`the default branch is not known (${because}); the cache of this branch is used alone`);
	return answer;
}
async function askCommitTime(env, token, revision, warn) {
	if (revision === void 0) return void 0;
	const { answer, because } = await ask(env, token, async ({ repos }, repository) => {
		const { data } = await repos.getCommit({
			...repository,
			ref: revision
		});
		return data.commit.committer?.date;
	});
	if (answer === void 0) warn(`when ${revision} was committed is not known (${because ?? "no github-token is given"}); the time of the checkout's commit is used`);
	return answer;
}
async function ask(env, token, question) {
	const [owner, repo] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
	if (!token || !owner || !repo) return {};
	try {
		return { answer: await question((await githubApi(token)).rest, {
			owner,
			repo
		}) };
	} catch (cause) {
		return { because: reasonOf(cause) };
	}
}

// src/host/file-problem.ts
const REASONS = {
	EACCES: "permission denied",
	EPERM: "permission denied",
	EROFS: "the file system is read-only",
	ENOSPC: "no space is left on the device",
	EDQUOT: "the disk quota is used up",
	ENOTDIR: "a file is where a folder should be",
	EEXIST: "a file is where a folder should be",
	ENOENT: "a folder on the way is missing, or a link leads nowhere",
	EISDIR: "a folder is where the file should be",
	ELOOP: "links that lead in a circle",
	ENAMETOOLONG: "the name is too long"
};
function fileProblem(act, cause, where) {
	if (!(cause instanceof Error) || !("code" in cause) || typeof cause.code !== "string") return cause;
	const reason = REASONS[cause.code];
	if (reason === void 0) return cause;
	const failedPath = "path" in cause && typeof cause.path === "string" && !cause.path.endsWith(".tmp") ? cause.path : where.path;
	return new ProblemsFound([error(`cannot-${act}`, `cannot ${act} ${shownPath(failedPath, where.cwd)}: ${reason}`, { hint: act === "read" ? "make it a file that can be read" : "make room for it, or choose another folder with --out" })]);
}

// src/host/glob.ts
async function globPaths(folder, pattern, files) {
	const { glob } = await import("./packages/tinyglobby.js");
	return (await glob(pattern, {
		cwd: folder,
		ignore: ["**/node_modules/**", "**/.git/**"],
		dot: true,
		...files ? { fs: files } : {}
	})).toSorted();
}

// src/host/files.ts
function diskFiles(cwd) {
	const at = (path) => resolve(cwd, path);
	const problem = (act, path) => (cause) => {
		throw fileProblem(act, cause, {
			path,
			cwd
		});
	};
	return {
		readText: (path) => readFile(at(path), "utf8").catch((cause) => isCode(cause, "ENOENT", "ENOTDIR", "EISDIR") ? void 0 : problem("read", path)(cause)),
		readBytes: (path) => readFile(at(path)),
		contextFiles: async (folder, options) => {
			const { contextFiles } = await import("./host/context-files.js");
			return contextFiles(at(folder), options);
		},
		realPath: (path) => realpath(at(path)).catch(() => void 0),
		kind: (path) => kindOf(at(path)),
		list: async (folder) => (await readdir(at(folder), { withFileTypes: true }).catch(() => [])).filter((entry) => !entry.isDirectory()).map(({ name }) => name).toSorted(),
		walk: async (folder) => {
			return (await readdir(at(folder), {
				recursive: true,
				withFileTypes: true
			}).catch((cause) => isCode(cause, "ENOENT", "ENOTDIR") ? [] : problem("read", folder)(cause))).filter((entry) => entry.isFile()).map(({ parentPath, name }) => pathFrom(at(folder), join(parentPath, name))).toSorted();
		},
		glob: (folder, pattern) => globPaths(at(folder), pattern),
		write: (files) => undisturbed(() => writeAll(files.map(({ path, text }) => ({
			path: at(path),
			text
		})), cwd)),
		writeDurable: (path, text) => writeDurable(at(path), text).catch(problem("write", path)),
		remove: (path) => rm(at(path), {
			recursive: true,
			force: true
		}).catch(problem("write", path)),
		makeFolder: async (path) => void await mkdir(at(path), { recursive: true }).catch(problem("write", path)),
		link: async (target, path) => {
			await unlink(at(path)).catch((cause) => {
				if (!isCode(cause, "ENOENT")) throw cause;
			});
			await symlink(at(target), at(path));
		},
		temporaryFolder: async (prefix) => realpath(await mkdtemp(join(tmpdir(), prefix)))
	};
}
function isCode(cause, ...codes) {
	return cause instanceof Error && "code" in cause && codes.includes(String(cause.code));
}
async function kindOf(path) {
	return stat(path).then((status) => status.isDirectory() ? "folder" : "file", () => void 0);
}
let writing = 0;
let came;
const note = (name) => void (came ??= name);
async function undisturbed(act) {
	const names = ["SIGINT", "SIGTERM"];
	if (++writing === 1) for (const name of names) process.on(name, note);
	try {
		return await act();
	} finally {
		if (--writing === 0) {
			for (const name of names) process.off(name, note);
			if (came !== void 0 && process.listenerCount(came) === 0) process.kill(process.pid, came);
			came = void 0;
		}
	}
}
let written = 0;
function temporaryName(path) {
	written += 1;
	return `${path}.docker-matrix-${process.pid}-${written}.tmp`;
}
const TEMPORARY = /\.docker-matrix-(\d+)-\d+\.tmp$/;
async function removeLeftovers(folder) {
	for (const name of await readdir(folder).catch(() => [])) {
		const writer = TEMPORARY.exec(name)?.[1];
		if (writer !== void 0 && !isAlive(Number(writer))) await unlink(join(folder, name)).catch(() => {});
	}
}
function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch (cause) {
		return !isCode(cause, "ESRCH");
	}
}
async function writeNew(path, text, durable = false) {
	const file = await open(path, "wx");
	try {
		await file.writeFile(text);
		if (durable) await file.sync();
	} finally {
		await file.close();
	}
}
async function writeAll(files, cwd) {
	for (const folder of new Set(files.map(({ path }) => dirname(path)))) await removeLeftovers(folder);
	const staged = files.map((file) => ({
		...file,
		temporary: temporaryName(file.path)
	}));
	const results = await Promise.allSettled(staged.map(async ({ path, text, temporary }) => {
		await mkdir(dirname(path), { recursive: true });
		await writeNew(temporary, text);
	}));
	try {
		for (const [index, result] of results.entries()) if (result.status === "rejected") throw fileProblem("write", result.reason, {
			path: files[index]?.path ?? "",
			cwd
		});
		for (const { path } of staged) if (await kindOf(path) === "folder") throw fileProblem("write", Object.assign(/* @__PURE__ */ new Error(), { code: "EISDIR" }), {
			path,
			cwd
		});
		for (const { path, temporary } of staged) await rename(temporary, path);
	} catch (cause) {
		await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true }).catch(() => {})));
		throw cause;
	}
}
async function writeDurable(path, text) {
	const temporary = temporaryName(path);
	try {
		await mkdir(dirname(path), { recursive: true });
		await removeLeftovers(dirname(path));
		await writeNew(temporary, text, true);
		await rename(temporary, path);
		await syncFolder(dirname(path));
	} catch (cause) {
		await rm(temporary, { force: true }).catch(() => {});
		throw cause;
	}
}
async function syncFolder(path) {
	const folder = await open(path, "r").catch(() => void 0);
	try {
		await folder?.sync().catch(() => {});
	} finally {
		await folder?.close();
	}
}

// src/host/releases.ts
async function gitReleases(exec, folder) {
	const [shallow, tags] = await Promise.all([exec({
		file: "git",
		args: ["rev-parse", "--is-shallow-repository"],
		cwd: folder
	}), exec({
		file: "git",
		args: ["tag", "--list"],
		cwd: folder
	})]);
	if (shallow.code !== 0 || tags.code !== 0) return {
		because: "there is no Git repository whose tags would say what was released",
		hint: "run this in a clone of the repository, or leave out \"highest\""
	};
	if (shallow.stdout.trim() === "true") return {
		because: "this clone is shallow and may lack tags",
		hint: "fetch the tags: git fetch --unshallow --tags (actions/checkout: fetch-depth: 0)"
	};
	return tags.stdout.split("\n").map((line) => line.trim()).filter(Boolean);
}
async function githubReleases({ exec, folder, repository, token }) {
	const local = await gitReleases(exec, folder);
	if (!("because" in local) && local.length > 0) return local;
	const [owner, repo] = repository.split("/");
	if (!token || !owner || !repo) return "because" in local ? {
		...local,
		hint: `${local.hint}, or give the action a github-token`
	} : local;
	try {
		const octokit = await githubApi(token);
		return (await octokit.paginate(octokit.rest.repos.listTags, {
			owner,
			repo,
			per_page: 100
		})).map(({ name }) => name);
	} catch (cause) {
		return {
			because: `GitHub did not say which tags there are (${reasonOf(cause)})`,
			hint: "check that the token may read contents (permissions: contents: read), or check out with fetch-depth: 0"
		};
	}
}

// src/host/host.ts
function realHost(edge) {
	const { signal, ...given } = edge;
	const { cwd = process.cwd(), env = process.env } = edge;
	const { exec = execIn(cwd, env) } = edge;
	const files = diskFiles(cwd);
	const cacheFolder = resolve(cwd, cacheFolderOf(env));
	let credentials;
	const host = {
		cwd,
		env,
		isTrusted: true,
		allowsOutside: false,
		platform: process.platform,
		arch: process.arch,
		now: Date.now,
		random: Math.random,
		uuid: randomUUID,
		sleep: (milliseconds, signal) => setTimeout$1(milliseconds, void 0, signal ? { signal } : {}),
		after: (milliseconds, act) => {
			const timer = setTimeout(act, milliseconds);
			return () => clearTimeout(timer);
		},
		exec,
		fetch,
		files,
		openRevision: async (folder, revision) => {
			const { openGitTree } = await import("./host/git-tree.js");
			return openGitTree(exec, cwd, resolve(cwd, folder), revision);
		},
		credentials: async (registry) => {
			const { dockerCredentials } = await import("./host/docker-credentials.js");
			credentials ??= dockerCredentials({
				exec,
				files,
				env,
				after: host.after
			});
			return credentials(registry);
		},
		installTrivy: async (choice) => {
			const { installTrivy } = await import("./host/trivy-install.js");
			const { platform, arch, signal } = host;
			return installTrivy(host, {
				...choice,
				platform,
				arch,
				cacheDir: cacheFolder,
				env,
				cwd,
				signal
			});
		},
		cacheFolder,
		starterFiles: async (name) => (await import("./host/starter-files.js")).starterFiles(name),
		lockFolder: async (folder) => {
			const { lockFolder } = await import("./host/folder-lock.js");
			return lockFolder(folder, cwd);
		},
		compareCommits: (folder, revision, other) => gitOrder(exec, resolve(cwd, folder), revision, other),
		releases: (folder) => gitReleases(exec, resolve(cwd, folder)),
		...given,
		get signal() {
			return typeof signal === "function" ? signal() : signal;
		}
	};
	return host;
}
function hostWith(host, over) {
	const properties = {
		...Object.getOwnPropertyDescriptors(host),
		...Object.getOwnPropertyDescriptors(over)
	};
	return Object.defineProperties({}, properties);
}
function cacheFolderOf(env) {
	return env["RUNNER_TOOL_CACHE"] ? join(env["RUNNER_TOOL_CACHE"], "docker-matrix") : join(env["XDG_CACHE_HOME"] ?? join(homedir() || tmpdir(), ".cache"), "docker-matrix");
}

// src/host/git.ts
async function gitFacts(exec, folder, writesCache) {
	const git = async (...args) => {
		const result = await exec({
			file: "git",
			args,
			cwd: folder
		});
		return result.code === 0 ? result.stdout.trim() || void 0 : void 0;
	};
	const [commit, branch, remoteDefault] = await Promise.all([
		git("log", "-1", "--format=%H %cI"),
		git("symbolic-ref", "--short", "HEAD"),
		git("symbolic-ref", "--short", "refs/remotes/origin/HEAD")
	]);
	const [revision, created] = commit?.split(" ") ?? [];
	const defaultBranch = remoteDefault?.replace(/^origin\//, "") ?? "main";
	return {
		...revision ? { revision } : {},
		...created ? { created } : {},
		...branch ? { branch } : {},
		now: (/* @__PURE__ */ new Date()).toISOString(),
		isDefaultBranch: branch === void 0 || branch === defaultBranch,
		defaultBranch,
		writesCache
	};
}

export { actionCache, distrust, exec, fileProblem, gitFacts, githubOrder, githubReleases, githubRun, globPaths, hostWith, readEvent, realHost };