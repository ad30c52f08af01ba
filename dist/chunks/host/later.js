import { ProblemsFound, error } from "../problem.js";
import { getDotPath, nullish, object, optional, parseJson, pipe, record, safeParse, string } from "../packages/valibot.js";
import { firstLine, pathFrom, reasonOf, shownPath } from "../text.js";
import { pLimit } from "../packages/p-limit.js";
import { fileProblem, globPaths } from "../host.js";
import { environmentOf } from "../effects.js";
import { refusedTrivy, trivyRelease } from "../gates/scan/later.js";
import { Readable } from "node:stream";
import { createHash, randomUUID } from "node:crypto";
import { basename, delimiter, dirname, join, posix, resolve } from "node:path";
import { access, chmod, constants, lstat, mkdir, open, readFile, readdir, rename, rm } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

// src/host/context-files.ts
const SKIPPED = /* @__PURE__ */ new Set([
	".git",
	"node_modules",
	".venv",
	"__pycache__"
]);
const MOST_FILES = 5e4;
const MOST_BYTES = 2e9;
async function contextFiles(folder, { known, without }) {
	const paths = [];
	const walk = async (inner) => {
		const entries = await readdir(join(folder, inner), { withFileTypes: true }).catch(() => []);
		for (const entry of entries) {
			const path = inner === "" ? entry.name : `${inner}/${entry.name}`;
			if (paths.length >= MOST_FILES) return;
			if (entry.isFile()) paths.push(path);
			else if (entry.isDirectory() && !SKIPPED.has(entry.name) && !without.includes(join(folder, path))) await walk(path);
		}
	};
	await walk("");
	let bytes = 0;
	const files = await pLimit(16).map(paths, async (path) => {
		try {
			const stat = await lstat(join(folder, path), { bigint: true });
			const state = {
				size: Number(stat.size),
				modified: String(stat.mtimeNs),
				changed: `${stat.ctimeNs} ${stat.ino}`
			};
			const before = known.get(path);
			if (before && before.changed === state.changed && before.size === state.size) return [path, before];
			bytes += state.size;
			return [path, bytes > MOST_BYTES ? state : {
				...state,
				hash: await hashOf(join(folder, path))
			}];
		} catch {
			return;
		}
	});
	return new Map(files.filter((file) => file !== void 0));
}
async function hashOf(path) {
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(path)) hash.update(chunk);
	return hash.digest("hex").slice(0, 32);
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
function dockerCredentials({ exec, files, env, after }) {
	const file = join(env["DOCKER_CONFIG"] || join(env["HOME"] || homedir(), ".docker"), "config.json");
	let config;
	const lookups = /* @__PURE__ */ new Map();
	const find = async (host) => {
		const { auths, credHelpers, credsStore } = await (config ??= readConfig(file, files));
		const helper = entryOf(credHelpers, host) || credsStore;
		const fromHelper = helper ? await askHelper(helper, host, {
			exec,
			env,
			after,
			file
		}) : void 0;
		if (fromHelper) return fromHelper;
		const login = entryOf(auths, host);
		return login && credentialOf(login, host, file);
	};
	return (host) => {
		const answer = lookups.get(host) ?? find(host).finally(() => lookups.delete(host));
		lookups.set(host, answer);
		return answer;
	};
}
async function readConfig(file, files) {
	let text;
	try {
		text = Buffer.from(await files.readBytes(file)).toString("utf8");
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
	const path = getDotPath(issue);
	throw broken(file, `has ${path ? `at "${path}"` : "at its top"} something other than the ${issue.expected} that Docker writes there`);
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
const HELPER_TIMEOUT_MS = 6e4;
async function askHelper(helper, host, { exec, env, after, file }) {
	const program = `docker-credential-${helper}`;
	if (!/^[A-Za-z0-9_.-]+$/.test(helper)) throw broken(file, `names the credential helper "${program}", which is no program's name`);
	const server = hostOf(host) === "docker.io" ? DOCKER_HUB_SERVER : host;
	const stop = new AbortController();
	let stopTimer = () => {};
	const late = new Promise((settle) => {
		stopTimer = after(HELPER_TIMEOUT_MS, () => {
			stop.abort();
			settle(void 0);
		});
	});
	const answer = await Promise.race([late, exec({
		file: program,
		args: ["get"],
		input: `${server}\n`,
		env: environmentOf("credential-helper", env),
		signal: stop.signal
	})]).finally(stopTimer);
	if (answer === void 0) throw broken(file, `names the credential helper "${program}", which gave no login for "${host}" within ${HELPER_TIMEOUT_MS / 1e3} s`, `run "echo ${server} | ${program} get" to see what it waits for`);
	const { code, stdout, stderr } = answer;
	if (code === 127) throw broken(file, `names the credential helper "${program}", which is not on the PATH`);
	if (code !== 0) {
		if (/credentials not found|no credentials/i.test(stdout + stderr)) return void 0;
		throw broken(file, `names the credential helper "${program}", which failed for "${host}" with exit code ${code}`, `run "echo ${server} | ${program} get" to see why`);
	}
	const login = safeParse(pipe(string(), parseJson(), HelperAnswer), stdout);
	if (!login.success) throw broken(file, `names the credential helper "${program}", which answered something other than a login for "${host}"`);
	const { Username, Secret } = login.output;
	return Secret === "" ? void 0 : userOrToken(Username, Secret);
}
function broken(file, what, hint = "repair or remove that part of the file, then run \"docker login\" again") {
	return new ProblemsFound([error("docker-config", `Docker's configuration "${file}" ${what}`, { hint })]);
}

// src/host/folder-lock.ts
const LOCK_NAME = ".docker-matrix.lock";
async function lockFolder(folder, cwd) {
	const path = join(folder, LOCK_NAME);
	const shown = shownPath(folder, cwd);
	const own = {
		id: randomUUID(),
		host: hostname(),
		pid: process.pid,
		since: (/* @__PURE__ */ new Date()).toISOString()
	};
	try {
		await mkdir(folder, { recursive: true });
		for (let left = 2; left > 0 && !await create(path, own); left -= 1) {
			const holder = await read(path);
			if (left === 1 || holder && isRunning(holder)) throw inUse(shown, holder);
			await rm(path, { force: true });
		}
		if ((await read(path))?.id !== own.id) throw inUse(shown, await read(path));
	} catch (cause) {
		if (cause instanceof ProblemsFound) throw cause;
		throw fileProblem("write", cause, {
			path,
			cwd
		});
	}
	return async () => {
		if ((await read(path))?.id === own.id) await rm(path, { force: true });
	};
}
async function create(path, own) {
	try {
		const file = await open(path, "wx");
		await file.writeFile(`${JSON.stringify(own)}\n`);
		await file.close();
		return true;
	} catch (cause) {
		if (cause.code === "EEXIST") return false;
		throw cause;
	}
}
async function read(path) {
	try {
		return JSON.parse(await readFile(path, "utf8"));
	} catch {
		return;
	}
}
function isRunning({ host, pid }) {
	if (host !== hostname()) return true;
	try {
		process.kill(pid, 0);
		return true;
	} catch (cause) {
		return cause.code !== "ESRCH";
	}
}
function inUse(shown, holder) {
	const who = holder ? ` (process ${holder.pid} on ${holder.host}, since ${holder.since})` : "";
	return new ProblemsFound([error("folder-in-use", `another run is writing into ${shown}${who}`, { hint: `wait for it, or give this run a folder of its own with --out (input out); if no run is left, delete ${join(shown, LOCK_NAME)}` })]);
}

// src/host/git-tree.ts
const READERS = 8;
const MAX_LINKS = 10;
async function openGitTree(exec, cwd, folder, revision) {
	const git = async (...args) => exec({
		file: "git",
		args,
		cwd: folder
	});
	const prefixResult = await git("rev-parse", "--show-prefix");
	if (prefixResult.code === 127) throw new ProblemsFound([error("no-git", "there is no git on PATH", { hint: "install it, or compare with a folder: docker-matrix diff ../other" })]);
	if (prefixResult.code !== 0) throw new ProblemsFound([error("no-repository", `${folder} is in no Git repository`, { hint: "compare with a folder instead: docker-matrix diff ../other" })]);
	const prefix = prefixResult.stdout.trim();
	const revisionResult = await git("rev-parse", "--verify", "--quiet", "--end-of-options", revision);
	const commitResult = revisionResult.code === 0 ? await git("rev-parse", "--verify", "--quiet", `${revisionResult.stdout.trim()}^{commit}`) : revisionResult;
	if (commitResult.code !== 0) return void 0;
	const commit = commitResult.stdout.trim();
	const listing = await git("ls-tree", "-r", "-z", "--full-tree", commit);
	if (listing.code !== 0) throw new ProblemsFound([error("unreadable-revision", `git cannot list ${revision}: ${firstLine(listing.stderr)}`)]);
	const links = /* @__PURE__ */ new Set();
	const paths = /* @__PURE__ */ new Set();
	for (const entry of listing.stdout.split("\0")) {
		const tab = entry.indexOf("	");
		if (tab < 0) continue;
		const path = entry.slice(tab + 1);
		paths.add(path);
		if (entry.startsWith("120000")) links.add(path);
	}
	const limit = pLimit(READERS);
	const blob = async (path, filters = true) => (await limit(() => git("cat-file", ...filters ? ["--filters"] : ["blob"], `${commit}:${path}`))).stdout;
	const inTree = (path) => posix.join(prefix, pathFrom(folder, resolve(cwd, path))).replace(/(?<=.)\/$/, "");
	return {
		commit,
		files: treeFiles({
			paths,
			links,
			blob,
			inTree
		})
	};
}
function treeFiles({ paths, links, blob, inTree }) {
	const folders = foldersOf(paths);
	const followed = async (path, hops = 0) => {
		if (!links.has(path)) return path;
		if (hops > MAX_LINKS) return void 0;
		return followed(posix.normalize(posix.join(posix.dirname(path), await blob(path, false))), hops + 1);
	};
	const entriesOf = (folder) => [...folders.get(inTree(folder)) ?? []];
	return {
		readText: async (path) => {
			const file = await followed(inTree(path));
			return file !== void 0 && paths.has(file) ? blob(file) : void 0;
		},
		realPath: async () => void 0,
		kind: async (path) => {
			const target = await followed(inTree(path));
			if (target === void 0) return void 0;
			return paths.has(target) ? "file" : folders.has(target) ? "folder" : void 0;
		},
		list: async (folder) => entriesOf(folder).flatMap(([name, isFile]) => isFile ? [name] : []).toSorted(),
		walk: async (folder) => {
			const root = inTree(folder);
			const above = root === "." ? "" : `${root}/`;
			return [...paths].filter((path) => path.startsWith(above) && !links.has(path)).map((path) => path.slice(above.length)).toSorted();
		},
		glob: (folder, pattern) => globPaths(resolve(TOP, inTree(folder)), pattern, treeAdapter(folders))
	};
}
function foldersOf(paths) {
	const folders = /* @__PURE__ */ new Map();
	for (const path of paths) for (let at = path, isFile = true; at !== "."; at = posix.dirname(at), isFile = false) {
		const above = posix.dirname(at);
		const entries = folders.get(above) ?? /* @__PURE__ */ new Map();
		folders.set(above, entries.set(basename(at), isFile));
	}
	return folders;
}
const TOP = resolve("/top-of-the-tree");
function treeAdapter(folders) {
	const readdir = (path, _options, done) => {
		const here = pathFrom(TOP, path) || ".";
		const entries = [...folders.get(here) ?? []].map(([name, isFile]) => ({
			name,
			parentPath: dirname(path),
			isFile: () => isFile,
			isDirectory: () => !isFile,
			isSymbolicLink: () => false
		}));
		queueMicrotask(() => done(null, entries));
	};
	return { readdir };
}

// src/host/starter-files.ts
const starters = {
	"python": [
		{
			"path": "matrix.yaml",
			"text": "# yaml-language-server: $schema=./schema/matrix.schema.json\n# The images of one Python package: base, ml (CUDA, amd64 only), full and jupyter.\n# For another project change image and values; `docker-matrix render` writes the Dockerfiles and docker-bake.hcl.\nversion: 1\nimage: ghcr.io/org/dimtensor\nplatforms: [linux/amd64, linux/arm64]\n\nvalues:\n  package: dimtensor # on PyPI\n  source: pypi # pypi, or context: the project in the build context\n  module: dimtensor # what the health check imports\n  version-spec: \"\" # as \">=5,<6\"; empty for the newest\n  python: \"3.11\"\n  numpy: numpy>=1.24,<2\n  extras: [all] # of the package, in full and jupyter\n  index: https://download.pytorch.org/whl/cpu # a second package index for full: PyTorch without CUDA\n  ml:\n    base: nvidia/cuda:12.1.0-cudnn8-runtime-ubuntu22.04\n    python: python3.11 # the distribution's package\n    packages: [\"torch>=2.4,<2.6\", \"jax[cuda12]>=0.4.30,<0.5\"]\n    modules: torch, jax\n    index: https://download.pytorch.org/whl/cu121\n  jupyter:\n    packages: [jupyterlab>=4, ipywidgets, matplotlib, plotly]\n  user: app\n  uv: \"0.13.8\" # ghcr.io/astral-sh/uv\n\n# What a run says of itself, for builds. The image of a release v1.4.0 holds the package 1.4.0, and no other.\nargs:\n  PACKAGE_VERSION: \"{{version}}\"\n\n# Steps below ARG REFRESH_EPOCH, which install from networks, come from the cache for this long.\nrefresh: 7 days\n\n# Helper stages are built when a target copies from them; they are never published.\nstages:\n  builder: { from: \"python:{{python}}-slim-bookworm\" }\n  ml-builder: { from: \"{{ml.base}}\" }\n\ntargets:\n  base:\n    from: \"python:{{python}}-slim-bookworm\"\n    description: The package and NumPy 1.x\n    size-limit: 500MB\n  ml:\n    from: \"{{ml.base}}\"\n    description: The package with PyTorch and JAX for CUDA 12.1\n    size-limit: 10GB\n    platforms: [linux/amd64] # neither CUDA's image nor the wheels exist for arm64\n    test:\n      - name: what was added can be imported\n        run: [python, -c, \"import {{ml.modules}}\"]\n  full:\n    from: base\n    description: The package with all of its extras\n    size-limit: 3GB\n    latest: true\n  jupyter:\n    from: full\n    description: JupyterLab with the package and all of its extras\n    size-limit: 4GB\n    test:\n      - run: [jupyter, --version]\n        stdout: 'jupyterlab\\s*: 4\\.'\n      - file: /home/{{user}}/notebooks/welcome.ipynb\n        uid: 1000\n\n# {{version}} is the Git tag's (v1.4.0 is 1.4.0); a pattern that needs it gives no tag in other runs. A release moves\n# TARGET, TARGET-latest and latest when it is the highest one; the default branch moves TARGET-edge.\ntags:\n  - \"{{target}}-{{version}}\"\n  - { value: \"{{target}}\", highest: true }\n  - { value: \"{{target}}-latest\", highest: true }\n  - { type: edge, prefix: \"{{target}}-\" }\nflavor: { latest: highest }\n\nlabels:\n  org.opencontainers.image.licenses: MIT\n\n# Becomes the .dockerignore of the rendered Dockerfile.\nignore:\n  - .git\n  - .github\n  - \"**/__pycache__\"\n  - \"**/*.pyc\"\n  - \"**/.*_cache\"\n  - \"**/*.egg-info\"\n  - .venv\n  - dist\n  - build\n  - out\n  - docs\n  - examples\n  - node_modules\n  # What images are made with is not part of them: setuptools would take these folders for packages.\n  - matrix.yaml\n  - docker-bake.hcl\n  - dockerfiles\n  - templates/**/*.hbs\n\npolicy:\n  user: non-root\n\n# What every image has to pass before it is published; targets add their own.\ntest:\n  - name: the package can be imported\n    run: [python, -c, \"import {{module}}\"]\n  - name: the package is the one of the release # in runs of a release\n    run:\n      - python\n      - -c\n      - \"import importlib.metadata, sys; v = importlib.metadata.version('{{package}}'); sys.exit(v != '{{pep440 version}}' and v)\"\n  - name: NumPy is 1.x\n    run: [python, -c, \"import numpy; print(numpy.__version__)\"]\n    stdout: ^1\\.\n  - name: nobody runs it as root\n    run: [id, -u]\n    not-stdout: ^0$\n  - metadata: { user: \"{{user}}\", healthcheck: true }\n\nscan:\n  mode: gate\n  fail-on: [HIGH, CRITICAL]\n  ignore-unfixed: true # what nobody has fixed yet is reported, not refused\n"
		},
		{
			"path": "templates/base.hbs",
			"text": "{{> user}}\nCOPY --link --from=builder /opt/venv /opt/venv\nHEALTHCHECK --interval=30s --timeout=10s --start-period=10s CMD [\"python\", \"-c\", {{json (concat \"import \" module)}}]\nCMD [\"python\"]\n"
		},
		{
			"path": "templates/builder.hbs",
			"text": "# Compilers stay here, for what has no wheel on some platform; images copy the finished environment.\nARG REFRESH_EPOCH\nRUN apt-get update \\\n && apt-get install --yes --no-install-recommends build-essential \\\n && rm -rf /var/lib/apt/lists/*\nARG PACKAGE_VERSION\n{{#> uv}}\n && uv venv --python python{{python}} /opt/venv \\\n && uv pip install {{shell numpy}} {{> package extras=\"\"}}\n{{/uv}}\n"
		},
		{
			"path": "templates/full.hbs",
			"text": "USER root\nARG REFRESH_EPOCH\nARG PACKAGE_VERSION\n{{#> uv}}\n && uv pip install{{#if index}} --index-strategy unsafe-best-match --extra-index-url {{shell index}}{{/if}} \\\n    {{shell numpy}} {{> package extras=(concat \"[\" (join extras \",\") \"]\")}} \\\n && uv pip freeze > /opt/venv/packages.txt\n{{/uv}}\nUSER {{user}}\n"
		},
		{
			"path": "templates/jupyter.hbs",
			"text": "USER root\nARG REFRESH_EPOCH\n{{#> uv}}\n && uv pip install {{shell numpy}} {{shell jupyter.packages}} \\\n && uv pip freeze > /opt/venv/packages.txt\n{{/uv}}\nUSER {{user}}\nCOPY --chown=1000:1000 <<EOF /home/{{user}}/notebooks/welcome.ipynb\n{\"cells\": [{\"cell_type\": \"code\", \"execution_count\": null, \"id\": \"welcome\", \"metadata\": {}, \"outputs\": [], \"source\": \"import {{module}}\"}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}\nEOF\nWORKDIR /home/{{user}}/notebooks\nEXPOSE 8888\n# Without JUPYTER_TOKEN in its environment the server makes a token and prints it.\nHEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD [\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('http://127.0.0.1:8888/api')\"]\nCMD [\"jupyter\", \"lab\", \"--ip=0.0.0.0\", \"--port=8888\", \"--no-browser\"]\n"
		},
		{
			"path": "templates/ml-builder.hbs",
			"text": "ARG REFRESH_EPOCH\nRUN apt-get update \\\n && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends build-essential {{ml.python}}-dev \\\n && rm -rf /var/lib/apt/lists/*\nARG PACKAGE_VERSION\n{{#> uv}}\n && uv venv --python /usr/bin/{{ml.python}} /opt/venv \\\n && uv pip install{{#if ml.index}} --index-strategy unsafe-best-match --extra-index-url {{shell ml.index}}{{/if}} \\\n    {{shell numpy}} {{> package extras=\"\"}} {{shell ml.packages}}\n{{/uv}}\n"
		},
		{
			"path": "templates/ml.hbs",
			"text": "ARG REFRESH_EPOCH\nRUN apt-get update \\\n && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends {{ml.python}} \\\n && rm -rf /var/lib/apt/lists/*\n{{> user}}\nCOPY --link --from=ml-builder /opt/venv /opt/venv\n# nvidia-smi is put into containers by NVIDIA's runtime: where there is a GPU, it must answer.\nHEALTHCHECK --interval=30s --timeout=20s --start-period=10s CMD if command -v nvidia-smi >/dev/null; then nvidia-smi --list-gpus; fi && python -c {{shell (concat \"import \" module)}}\nCMD [\"python\"]\n"
		},
		{
			"path": "templates/package.hbs",
			"text": "{{!-- What to install: the package with these extras; for a release exactly its version. --}}\n{{#if (eq source \"context\")}}{{shell (concat \"/src\" extras)}}{{else}}{{shell (concat package extras version-spec)}}\"${PACKAGE_VERSION:+{{#if version-spec}},{{/if}}==$PACKAGE_VERSION}\"{{/if~}}\n"
		},
		{
			"path": "templates/user.hbs",
			"text": "RUN groupadd --gid 1000 {{user}} \\\n && useradd --uid 1000 --gid {{user}} --create-home {{user}}\nENV PATH=/opt/venv/bin:$PATH \\\n    VIRTUAL_ENV=/opt/venv \\\n    PYTHONUNBUFFERED=1\nWORKDIR /home/{{user}}\nUSER {{user}}\n"
		},
		{
			"path": "templates/uv.hbs",
			"text": "{{!-- A RUN with uv at hand: mounted, so that it never becomes part of an image. --}}\nRUN --mount=type=bind,from=ghcr.io/astral-sh/uv:{{uv}},source=/uv,target=/usr/local/bin/uv \\\n    --mount=type=cache,target=/root/.cache/uv \\\n{{#if (eq source \"context\")}}\n    --mount=type=bind,target=/src,rw \\\n{{/if}}\n    export UV_LINK_MODE=copy VIRTUAL_ENV=/opt/venv{{#if (eq source \"context\")}} ${PACKAGE_VERSION:+\"SETUPTOOLS_SCM_PRETEND_VERSION=$PACKAGE_VERSION\"}{{/if}} \\\n{{> @partial-block}}\n"
		}
	],
	"uv": [
		{
			"path": "matrix.yaml",
			"text": "# yaml-language-server: $schema=../../../schema/matrix.schema.json\n# The image of one uv project: what uv.lock names in a layer of its own, then the project.\n# `docker-matrix render` writes the Dockerfile and docker-bake.hcl.\nversion: 1\nimage: ghcr.io/org/app\nplatforms: [linux/amd64, linux/arm64]\n\nvalues:\n  python: \"3.13\"\n  uv: \"0.0.0\" # ghcr.io/astral-sh/uv\n  extras: [] # of the project\n  groups: [] # dependency groups of the project\n  packages: [] # of Debian, such as git or libpq5\n  command: [python] # what the image runs\n  user: app\n\n# Another image of the project is another target: the same template with other values.\ntargets:\n  app:\n    from: \"python:{{python}}-slim-bookworm\"\n    latest: true\n\n# {{version}} is the Git tag's (v1.4.0 is 1.4.0); a pattern that needs it gives no tag in other runs. A release moves\n# TARGET, TARGET-latest and latest when it is the highest one; the default branch moves TARGET-edge.\ntags:\n  - \"{{target}}-{{version}}\"\n  - { value: \"{{target}}\", highest: true }\n  - { value: \"{{target}}-latest\", highest: true }\n  - { type: edge, prefix: \"{{target}}-\" }\nflavor: { latest: highest }\n\n# Becomes the .dockerignore of the rendered Dockerfile.\nignore:\n  - .git\n  - .github\n  - .venv\n  - \"**/__pycache__\"\n  - \"**/*.pyc\"\n  - \"**/.*_cache\"\n  - \"**/*.egg-info\"\n  - build\n  - dist\n  - out\n  - docker-bake.hcl\n  - dockerfiles\n  - matrix.yaml\n  - templates/*.hbs\n\nscan:\n  mode: gate\n  fail-on: [HIGH, CRITICAL]\n"
		},
		{
			"path": "templates/app.hbs",
			"text": "{{#if packages}}\nRUN apt-get update \\\n && apt-get install --yes --no-install-recommends {{shell packages}} \\\n && rm -rf /var/lib/apt/lists/*\n{{/if}}\nRUN groupadd --gid 1000 {{user}} \\\n && useradd --uid 1000 --gid {{user}} --create-home {{user}}\nWORKDIR /app\nENV PATH=/app/.venv/bin:$PATH \\\n    PYTHONUNBUFFERED=1\n# What uv.lock names, without the project: while only sources change, this layer stays.\n{{> uv-sync dependencies-only=true}}\nCOPY . .\n{{> uv-sync dependencies-only=false}}\nUSER {{user}}\nCMD {{json command}}\n"
		},
		{
			"path": "templates/uv-sync.hbs",
			"text": "{{!-- uv is mounted, so that neither it nor its cache becomes part of the image. --}}\nRUN --mount=type=bind,from=ghcr.io/astral-sh/uv:{{uv}},source=/uv,target=/usr/local/bin/uv \\\n    --mount=type=cache,target=/root/.cache/uv \\\n{{#if dependencies-only}}\n    --mount=type=bind,source=pyproject.toml,target=/app/pyproject.toml \\\n    --mount=type=bind,source=uv.lock,target=/app/uv.lock \\\n{{/if}}\n    UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never \\\n    uv sync --frozen --no-dev{{#if dependencies-only}} --no-install-workspace{{/if}}{{#each extras}} --extra {{shell this}}{{/each}}{{#each groups}} --group {{shell this}}{{/each}}\n"
		}
	]
};
const starterFiles = async (name) => starters[name];

// src/host/trivy-install.ts
const PAUSES = [2e3, 1e4];
async function installTrivy(deps, options) {
	if (options.path !== void 0) return trivyOfUser(options.path, deps.exec, options);
	const release = trivyRelease(options);
	if (release.kind === "refused") throw new ProblemsFound([release.problem]);
	const onPath = await findOnPath(options.env["PATH"] ?? "");
	if (onPath && await versionOf(onPath, deps.exec, options) === release.version) return onPath;
	const folder = join(options.cacheDir, "trivy", release.version);
	await mkdir(folder, { recursive: true });
	const archive = join(folder, release.file);
	const isThere = await hasHash(archive, release) || await restoreArchive(deps.toolCache, release, archive);
	if (!isThere) await download(release, archive, deps, options.signal);
	const binary = await extract(archive, folder, release, deps.exec);
	if (!isThere) await saveArchive(deps.toolCache, release, archive);
	return binary;
}
async function trivyOfUser(path, exec, options) {
	const version = await versionOf(path, exec, options);
	if (!version) throw new ProblemsFound([error("trivy-not-runnable", `"${path}" does not answer --version as Trivy does`, { hint: "give the path of a trivy program, or none to have it installed" })]);
	const refused = refusedTrivy(version);
	if (refused) throw new ProblemsFound([refused]);
	return path.includes("/") ? resolve(options.cwd, path) : path;
}
async function versionOf(file, exec, options) {
	const result = await exec({
		file,
		args: ["--version"],
		env: environmentOf("trivy", options.env)
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
async function restoreArchive(cache, release, archive) {
	await rm(archive, {
		force: true,
		recursive: true
	});
	if (await cache?.restore(cacheKey(release), [archive]).catch(() => false) && await hasHash(archive, release)) return true;
	await rm(archive, {
		force: true,
		recursive: true
	});
	return false;
}
async function hasHash(archive, { sha256 }) {
	return await sha256Of(archive).catch(() => "") === sha256;
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
		const binary = join(folder, "trivy");
		await rm(binary, {
			recursive: true,
			force: true
		});
		await rename(extracted, binary);
		return binary;
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
	return (cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : "") || reasonOf(cause);
}

export { LOCK_NAME, contextFiles, dockerCredentials, installTrivy, lockFolder, openGitTree, parseTrivyVersion, starterFiles };