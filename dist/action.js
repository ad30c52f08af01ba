import { a as info, c as setFailed, d as startGroup, f as warning, i as getInput, l as setOutput, n as endGroup, r as error, s as notice, u as setSecret } from "./chunks/core.js";
import { a as oneOf, i as nameList, n as run, o as pairs, r as lines } from "./chunks/run.js";
import { t as pLimit } from "./chunks/p-limit.js";
import { a as vulnerabilities, g as realHost, i as status, n as buildText, p as planText, r as sizes, y as exec } from "./chunks/build.js";
import { t as ProblemsFound } from "./chunks/problem.js";
import { n as sorted } from "./chunks/problems.js";
import { f as SEVERITIES } from "./chunks/plan.js";
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
		...defaultBranch ? { defaultBranch } : {},
		...commitTime ? { commitTime } : {}
	});
}
function readRun(env, event, known) {
	const ref = env["GITHUB_REF"] ?? "";
	const pull = event.pull_request;
	const repository = env["GITHUB_REPOSITORY"];
	const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1];
	const branch = pull ? pull.head?.ref : /^refs\/heads\/(.+)$/.exec(ref)?.[1];
	const revision = pull?.head?.sha ?? env["GITHUB_SHA"];
	return {
		fork: pull !== void 0 && pull.head?.repo?.full_name !== (pull.base?.repo?.full_name ?? repository),
		facts: {
			...tag ? { version: tag.replace(/^v(?=\d)/, "") } : {},
			...revision ? { revision } : {},
			...branch ? { branch } : {},
			...pull?.base?.ref && pull.base.ref !== known.defaultBranch ? { baseBranch: pull.base.ref } : {},
			...known.commitTime ? { created: known.commitTime } : {},
			...repository ? { source: `${env["GITHUB_SERVER_URL"] ?? "https://github.com"}/${repository}` } : {},
			isDefaultBranch: !pull && branch !== void 0 && branch === known.defaultBranch,
			writesCache: known.push && !pull && branch !== void 0
		}
	};
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

// src/report/outputs.ts
function planOutputs(plan) {
	return {
		images: JSON.stringify(plan.images),
		tags: plan.images.flatMap(({ tags }) => tags).join("\n"),
		matrix: JSON.stringify(plan.images.map(({ id, target, combination, platforms, tags }) => ({
			id,
			target,
			...combination,
			platforms: platforms.join(","),
			tags: tags.join("\n")
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
			"image.name": image.tags.join(",")
		}]))),
		"bake-file": report.files.bake,
		"bake-override-file": report.files.override,
		"sbom-files": report.images.flatMap(({ sbomFiles }) => sbomFiles).join("\n"),
		"sarif-file": report.files.sarif.join("\n"),
		report: report.files.report
	};
}

// src/report/summary.ts
const LIMIT = 1e6;
function summaryMarkdown(report) {
	const published = report.publish?.kind === "published";
	const rows = report.images.map((image) => {
		const digest = image.outcome.kind === "built" ? `\`${image.outcome.candidate.digest.slice(0, 19)}\`` : "–";
		const tags = image.image.tags.map((reference) => `\`${reference.slice(image.image.repository.length + 1)}\``).join(" ");
		return [
			`**${escape(image.image.id)}** (${status(image, report)})`,
			image.image.platforms.join(" "),
			sizes(image),
			escape(vulnerabilities(image)),
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

// src/request.ts
const COMMANDS = [
	"check",
	"render",
	"plan",
	"build"
];

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
	const concurrency = Number(text("concurrency") || "4");
	if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) problems.push({
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
	const trivy = {
		version: optional("trivy-version"),
		sha256: optional("trivy-sha256"),
		path: optional("trivy-path"),
		db: optional("trivy-db")
	};
	const out = optional("out");
	const builder = optional("builder");
	const request = {
		command: choice("command", COMMANDS, "build"),
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
			trivy: {
				...Object.fromEntries(Object.entries(trivy).filter(([, value]) => value !== void 0)),
				dbRepositories: nameList(text("trivy-db-repository"))
			},
			concurrency
		}
	};
	const summary = (text("summary") || "true") !== "false";
	if (problems.length > 0) throw new ProblemsFound(problems);
	return {
		request,
		token: text("github-token"),
		summary
	};
}
async function main() {
	const cancel = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => cancel.abort());
	const inputs = readInputs();
	if (inputs.token) setSecret(inputs.token);
	const { facts, fork } = await githubRun({
		env: process.env,
		exec,
		token: inputs.token,
		push: inputs.request.build.push && inputs.request.build.cache === "auto",
		warn: warning
	});
	const push = inputs.request.build.push && !fork;
	if (fork && inputs.request.build.push) notice("This pull request comes from a fork: images are built and scanned, but not pushed.");
	const host = realHost({
		say: info,
		group: (title) => {
			startGroup(title);
			return endGroup;
		},
		signal: cancel.signal,
		toolCache: lazyCache()
	});
	const request = {
		...inputs.request,
		facts,
		build: {
			...inputs.request.build,
			push
		}
	};
	if (request.command === "build" && request.out === void 0 && process.env["RUNNER_TEMP"]) {
		await show(await run({
			...request,
			out: resolve(process.env["RUNNER_TEMP"], "docker-matrix")
		}, host), inputs);
		return;
	}
	await show(await run(request, host), inputs);
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