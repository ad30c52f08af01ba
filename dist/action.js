import { a as info, c as setFailed, d as startGroup, f as warning, i as getInput, l as setOutput, n as endGroup, r as error, s as notice, u as setSecret } from "./chunks/core.js";
import { c as exec, d as isTested, f as sizes, h as vulnerabilities, m as tests, n as realHost, p as status, s as githubReleases, u as buildText, x as planText } from "./chunks/host.js";
import { i as pairs, n as nameList, o as run, r as oneOf, t as lines } from "./chunks/edge-input.js";
import { t as pLimit } from "./chunks/p-limit.js";
import { i as tagVersion } from "./chunks/plan.js";
import { r as SEVERITIES } from "./chunks/templates.js";
import { t as ProblemsFound } from "./chunks/problem.js";
import { t as JOURNAL_NAME } from "./chunks/journal.js";
import { m as publishedReferences } from "./chunks/pattern.js";
import { n as sorted } from "./chunks/problems.js";
import { EOL } from "os";
import { constants, promises } from "fs";
import { AsyncLocalStorage } from "node:async_hooks";
import { resolve } from "node:path";
import { readFile } from "node:fs/promises";

// node_modules/@actions/core/lib/summary.js
var __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access: access$1, appendFile, writeFile: writeFile$1 } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	filePath() {
		return __awaiter(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access$1(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	write(options) {
		return __awaiter(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile$1 : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	clear() {
		return __awaiter(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	stringify() {
		return this._buffer;
	}
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	addEOL() {
		return this.addRaw(EOL);
	}
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const _summary = new Summary();
const summary = _summary;

// src/host/action-cache.ts
const EXPECTED = /cache (?:read|write) denied:|already.exists|\(409\)/i;
async function actionCache(warn) {
	const cache = await import("./chunks/actions-cache.js");
	let isBroken = false;
	async function attempt(what, act) {
		if (isBroken || !cache.isFeatureAvailable()) return void 0;
		const { result, complaint } = await overhear(act);
		if (complaint === void 0 || EXPECTED.test(complaint)) return result;
		isBroken = true;
		warn(`${what}: ${complaint}; the run goes on without it`);
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
const COMPLAINT = /^::(?:warning|error)[^:]*::(?:Failed to (?:restore|save): )?(.*)|^::debug::Failed to reserve cache: (?:Error: )?(.*)/;
const withinAct = new AsyncLocalStorage();
const oneByOne = pLimit(1);
async function overhear(act) {
	return oneByOne(async () => {
		const { stdout } = process;
		const { write } = stdout;
		const id = Symbol("act");
		let complaint;
		stdout.write = ((...args) => {
			if (withinAct.getStore() !== id) return write.apply(stdout, args);
			const text = String(args[0]);
			const [match, shown, hidden] = COMPLAINT.exec(text) ?? [];
			if (match !== void 0) complaint = firstLine(shown ?? hidden ?? "");
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
			return { complaint: firstLine(cause instanceof Error ? cause.message : String(cause)) };
		} finally {
			stdout.write = write;
		}
	});
}
function firstLine(text) {
	return (text.split(/%0D|%0A|\r|\n/)[0] ?? "").replaceAll("%25", "%").trim();
}

// src/host/github-run.ts
async function githubRun({ env, exec, token, push, warn }) {
	const event = env["GITHUB_EVENT_PATH"] ? JSON.parse(await readFile(env["GITHUB_EVENT_PATH"], "utf8").catch(() => "{}")) : {};
	const commitTime = event.head_commit?.timestamp ?? await gitTime(exec, env["GITHUB_WORKSPACE"]);
	const defaultBranch = event.repository?.default_branch ?? await askDefaultBranch(env, token, warn);
	return readRun(env, event, {
		push,
		now: (/* @__PURE__ */ new Date()).toISOString(),
		...defaultBranch ? { defaultBranch } : {},
		...commitTime ? { commitTime } : {}
	});
}
function readRun(env, event, known) {
	const ref = env["GITHUB_REF"] ?? "";
	const pull = event.pull_request;
	const repository = env["GITHUB_REPOSITORY"];
	const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1];
	const queue = env["GITHUB_EVENT_NAME"] === "merge_group";
	const branch = pull ? pull.head?.ref : queue ? void 0 : headOf(ref);
	const number = pull ? pull.number ?? event.number ?? /^refs\/pull\/(\d+)\//.exec(ref)?.[1] : void 0;
	const baseRef = pull ? pull.base?.ref : queue ? headOf(event.merge_group?.base_ref) : tag ? headOf(event.base_ref) : void 0;
	const revision = pull?.head?.sha ?? env["GITHUB_SHA"];
	return {
		fork: pull !== void 0 && pull.head?.repo?.full_name !== (pull.base?.repo?.full_name ?? repository),
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
			writesCache: known.push && !pull && branch !== void 0
		}
	};
}
function headOf(ref) {
	return /^refs\/heads\/(.+)$/.exec(ref ?? "")?.[1];
}
async function gitTime(exec, folder) {
	const result = await exec({
		file: "git",
		args: [
			"log",
			"-1",
			"--format=%cI"
		],
		...folder ? { cwd: folder } : {}
	});
	return result.code === 0 ? result.stdout.trim() || void 0 : void 0;
}
async function askDefaultBranch(env, token, warn) {
	const [owner, repo] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
	if (!token || !owner || !repo) return void 0;
	try {
		const { getOctokit } = await import("./chunks/actions-github.js");
		const { data } = await getOctokit(token).rest.repos.get({
			owner,
			repo
		});
		return data.default_branch;
	} catch (cause) {
		warn(`the default branch is not known (${cause instanceof Error ? cause.message : String(cause)}); the cache of this branch is used alone`);
		return;
	}
}

// src/plan/request.ts
const COMMANDS = [
	"check",
	"render",
	"plan",
	"build"
];

// src/record/subjects.ts
function subjects({ images, publish }) {
	if (publish?.kind !== "published") return "";
	const lines = images.flatMap(({ image, outcome }) => outcome.kind === "built" && image.tags.length > 0 ? [image.repository, ...image.mirrors].map((repository) => `${outcome.candidate.digest.replace(/^.*:/, "")}  ${repository}`) : []);
	return [...new Set(lines)].join("\n");
}

// src/report/outputs.ts
function planOutputs(plan) {
	return {
		images: JSON.stringify(plan.images),
		tags: plan.images.flatMap(publishedReferences).join("\n"),
		matrix: JSON.stringify(plan.images.map((image) => ({
			id: image.id,
			target: image.target,
			...image.combination,
			platforms: image.platforms.join(","),
			tags: publishedReferences(image).join("\n")
		})))
	};
}
function buildOutputs(report) {
	const built = report.images.flatMap(({ image, outcome }) => outcome.kind === "built" ? [{
		image,
		outcome
	}] : []);
	const published = report.publish?.kind === "published" ? [...report.publish.moved, ...report.publish.unchanged].map(({ reference }) => reference).toSorted() : [];
	return {
		...report.destination === "push" ? { tags: published.join("\n") } : {},
		digests: JSON.stringify(Object.fromEntries(built.map(({ image, outcome }) => [image.id, outcome.candidate.digest]))),
		metadata: JSON.stringify(Object.fromEntries(built.map(({ image, outcome }) => [image.id, {
			...outcome.metadata,
			"image.name": publishedReferences(image).join(",")
		}]))),
		"bake-file": report.files.bake,
		"bake-override-file": report.files.override,
		"sbom-files": report.images.flatMap(({ sbomFiles }) => sbomFiles).join("\n"),
		"sarif-file": report.files.sarif.join("\n"),
		"junit-file": report.files.junit ?? "",
		report: report.files.report,
		"image-index": report.files.imageIndex,
		subjects: subjects(report),
		...report.files.journal === void 0 ? {} : { journal: report.files.journal }
	};
}

// src/report/summary.ts
const LIMIT = 1e6;
function summaryMarkdown(report) {
	const published = report.publish?.kind === "published";
	const tested = isTested(report);
	const rows = report.images.map((image) => {
		const digest = image.outcome.kind === "built" ? `\`${image.outcome.candidate.digest.slice(0, 19)}\`` : "–";
		const tags = image.image.tags.map((reference) => `\`${reference.slice(image.image.repository.length + 1)}\``).join(" ");
		return [
			`**${escape(image.image.id)}** (${status(image, report)})`,
			image.image.platforms.join(" "),
			sizes(image),
			escape(vulnerabilities(image)),
			...tested ? [tests(image)] : [],
			digest,
			report.destination === "push" && !published ? `~~${tags}~~` : tags,
			`${image.seconds.toFixed(0)} s, ${image.steps.cached}/${image.steps.total} cached`
		];
	});
	const header = [
		"Image",
		"Platforms",
		"Size",
		"Vulnerabilities",
		...tested ? ["Tests"] : [],
		"Digest",
		"Tags",
		"Build"
	];
	const line = (cells) => `| ${cells.join(" | ")} |`;
	const text = [
		`## ${title(report)}`,
		"",
		line(header),
		line(header.map(() => "---")),
		...rows.map(line),
		"",
		...problemLines(report.problems)
	].join("\n");
	return text.length > LIMIT ? `${text.slice(0, LIMIT)}\n\n(cut: the summary would be larger than GitHub shows)\n` : `${text}\n`;
}
function title(report) {
	const count = `${report.images.length} image${report.images.length === 1 ? "" : "s"}`;
	if (report.problems.some(({ severity }) => severity === "error")) return report.destination === "push" ? `Nothing published: ${count} refused together` : "Images: problems found";
	return report.destination === "push" ? `Published ${count}` : `Built ${count}`;
}
function problemLines(problems) {
	if (problems.length === 0) return [];
	const items = problems.map((problem) => `- ${problem.severity === "error" ? "❌" : "⚠️"} ${escape(problem.message)}${problem.hint ? `<br>→ ${problem.hint.split("\n").map(escape).join("<br>")}` : ""}`);
	return items.length <= 10 ? items : [
		`<details><summary>${items.length} problems</summary>`,
		"",
		...items,
		"",
		"</details>"
	];
}
function escape(text) {
	return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\\`*_{}[\]|~#@!]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}

// src/action.ts
function readInputs() {
	const problems = [];
	const text = (name) => getInput(name);
	const flag = (name) => {
		const word = oneOf(text(name).toLowerCase() || "false", ["true", "false"], `input ${name}`);
		if ("problem" in word) problems.push(word.problem);
		return "value" in word && word.value === "true";
	};
	const choice = (name, allowed, otherwise) => {
		const word = oneOf(text(name) || otherwise, allowed, `input ${name}`);
		if ("problem" in word) problems.push(word.problem);
		return "value" in word ? word.value : otherwise;
	};
	const mapping = (name) => {
		const read = pairs(lines(text(name)), `input ${name}`);
		problems.push(...read.problems);
		return read.values;
	};
	const optional = (name) => text(name) || void 0;
	const failOn = nameList(text("fail-on")).map((name) => {
		const word = oneOf(name.toUpperCase(), SEVERITIES, "input fail-on");
		if ("problem" in word) problems.push(word.problem);
		return "value" in word ? word.value : "CRITICAL";
	});
	const concurrency = /^\d+$/.test(text("concurrency") || "4") ? Number(text("concurrency") || "4") : 0;
	if (concurrency < 1 || concurrency > 64) problems.push({
		severity: "error",
		code: "invalid-input",
		message: `input concurrency: "${text("concurrency")}" must be a whole number from 1 to 64`
	});
	const push = flag("push");
	const load = flag("load");
	if (push && load) problems.push({
		severity: "error",
		code: "invalid-input",
		message: "inputs push and load exclude each other: a pushed image is not loaded"
	});
	const scan = text("scan") === "" ? void 0 : choice("scan", [
		"off",
		"report",
		"gate"
	], "gate");
	const tests = text("tests") === "" ? void 0 : choice("tests", [
		"off",
		"report",
		"gate"
	], "gate");
	const trivy = {
		version: optional("trivy-version"),
		sha256: optional("trivy-sha256"),
		path: optional("trivy-path"),
		db: optional("trivy-db")
	};
	const out = optional("out");
	const builder = optional("builder");
	const command = choice("command", [...COMMANDS, "publish"], "build");
	const direction = command === "publish" ? oneOf(text("publish-mode"), ["resume", "rollback"], "input publish-mode") : void 0;
	if (direction && "problem" in direction) problems.push(direction.problem);
	const request = {
		command: command === "publish" ? "build" : command,
		matrix: text("matrix") || "matrix.yaml",
		targets: nameList(text("targets")),
		platforms: nameList(text("platforms")),
		overrides: mapping("set"),
		...out === void 0 ? {} : { out },
		build: {
			push,
			load,
			tags: lines(text("tags")),
			labels: mapping("labels"),
			annotations: mapping("annotations"),
			...builder === void 0 ? {} : { builder },
			noCache: flag("no-cache"),
			pull: flag("pull"),
			provenance: text("provenance") || "true",
			sbom: text("sbom") || "true",
			cache: choice("cache", [
				"auto",
				"read",
				"off"
			], "auto"),
			...scan === void 0 ? {} : { scan },
			...failOn.length === 0 ? {} : { failOn },
			...tests === void 0 ? {} : { tests },
			trivy: {
				...Object.fromEntries(Object.entries(trivy).filter(([, value]) => value !== void 0)),
				dbRepositories: nameList(text("trivy-db-repository"))
			},
			attachRecord: flag("attach-record"),
			sign: flag("sign"),
			signOptions: lines(text("sign-options")),
			concurrency
		}
	};
	const summary = text("summary") === "" || flag("summary");
	if (problems.length > 0) throw new ProblemsFound(problems);
	const journal = optional("journal") ?? resolve(out ?? actionFolder() ?? "out", "publish-journal.json");
	return {
		request,
		token: text("github-token"),
		summary,
		...direction && "value" in direction ? { recovery: {
			direction: direction.value,
			journal
		} } : {}
	};
}
function actionFolder() {
	const temporary = process.env["RUNNER_TEMP"];
	return temporary ? resolve(temporary, "docker-matrix") : void 0;
}
async function main() {
	const cancel = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => cancel.abort());
	const inputs = readInputs();
	if (inputs.token) setSecret(inputs.token);
	if (inputs.recovery) return recoverFrom(inputs.recovery, cancel.signal);
	const { facts, fork } = await githubRun({
		env: process.env,
		exec,
		token: inputs.token,
		push: inputs.request.build.push && inputs.request.build.cache === "auto",
		warn: warning
	});
	const push = inputs.request.build.push && !fork;
	if (fork && inputs.request.build.push) notice("This pull request comes from a fork: images are built and scanned, but not pushed.");
	const host = actionHost(cancel.signal, fork ? "" : inputs.token);
	const request = {
		...inputs.request,
		facts,
		build: {
			...inputs.request.build,
			push
		}
	};
	const out = request.command === "build" ? actionFolder() : void 0;
	await show(await run(request.out === void 0 && out !== void 0 ? {
		...request,
		out
	} : request, host), inputs);
}
function actionHost(signal, token) {
	const cache = lazyCache();
	const writesDatabase = !(process.env["GITHUB_EVENT_NAME"] ?? "").startsWith("pull_request");
	return realHost({
		say: (line) => info(line.replace(/[\r\n]+/g, " ")),
		group: (title) => {
			startGroup(title);
			return endGroup;
		},
		signal,
		toolCache: cache,
		databaseCache: writesDatabase ? cache : {
			...cache,
			save: async () => {}
		},
		releases: (folder) => githubReleases({
			exec,
			folder,
			repository: process.env["GITHUB_REPOSITORY"] ?? "",
			token
		})
	});
}
async function recoverFrom(request, signal) {
	const [{ recover }, { recoveryText }] = await Promise.all([import("./chunks/recover.js"), import("./chunks/text.js")]);
	const recovery = await recover(request, actionHost(signal, ""));
	info(recoveryText(recovery));
	setOutput("journal", recovery.journal);
	setOutput("tags", recovery.outcome?.kind === "published" ? [...recovery.outcome.moved, ...recovery.outcome.unchanged].map(({ reference }) => reference).toSorted().join("\n") : "");
	annotate(recovery.problems);
}
function lazyCache() {
	let opened;
	const cache = () => opened ??= actionCache(warning);
	return {
		restore: async (key, paths) => (await cache()).restore(key, paths),
		save: async (key, paths) => (await cache()).save(key, paths)
	};
}
async function show(outcome, { summary: summary$1 }) {
	const outputs = {
		...planOutputs(outcome.plan),
		...outcome.kind === "built" ? buildOutputs(outcome.report) : {}
	};
	for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
	annotate(outcome.plan.warnings);
	switch (outcome.kind) {
		case "checked":
			info(`${outcome.plan.images.length} images, no problems`);
			break;
		case "rendered":
			info([...outcome.written.map((path) => `wrote ${path}`), ...outcome.removed.map((path) => `removed ${path}`)].join("\n"));
			break;
		case "planned":
			info(planText(outcome.plan));
			break;
		case "built":
			info(buildText(outcome.report));
			if (summary$1) await summary.addRaw(summaryMarkdown(outcome.report)).write();
			annotate(outcome.report.problems);
	}
}
function annotate(problems) {
	for (const problem of sorted(problems)) {
		const text = problem.hint ? `${problem.message}\n→ ${problem.hint}` : problem.message;
		const properties = problem.place ? {
			file: problem.place.file,
			startLine: problem.place.line,
			startColumn: problem.place.column,
			title: problem.code
		} : { title: problem.code };
		if (problem.severity === "warning") warning(text, properties);
		else error(text, properties);
	}
	const errors = problems.filter(({ severity }) => severity === "error").length;
	if (errors > 0) setFailed(`${errors} problem${errors === 1 ? "" : "s"} found`);
}
try {
	await main();
} catch (cause) {
	if (cause instanceof ProblemsFound) annotate(cause.problems);
	else setFailed(`internal error: ${cause instanceof Error ? cause.message : String(cause)} (a defect of docker-matrix-action; please report it)`);
}

export {  };