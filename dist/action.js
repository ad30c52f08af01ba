import { a as info, c as setFailed, d as startGroup, f as warning, i as getInput, l as setOutput, n as endGroup, r as error, s as notice, u as setSecret } from "./chunks/packages/actions-core.js";
import { r as buildText } from "./chunks/commands/build.js";
import { n as planText } from "./chunks/commands/plan.js";
import { a as run } from "./chunks/commands.js";
import { i as pairs, n as nameList, r as oneOf, t as lines } from "./chunks/edges.js";
import { d as githubRun, f as exec, p as actionCache, s as realHost, u as githubReleases } from "./chunks/host.js";
import { S as SEVERITIES } from "./chunks/matrix.js";
import { n as COMMANDS } from "./chunks/plan.js";
import { t as ProblemsFound } from "./chunks/problem.js";
import { l as JOURNAL_NAME } from "./chunks/publish.js";
import { a as planOutputs, i as buildOutputs, r as sorted, t as summaryMarkdown } from "./chunks/report.js";
import { EOL } from "os";
import { constants, promises } from "fs";
import { resolve } from "node:path";

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
const { access, appendFile, writeFile } = promises;
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
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
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
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
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
	const [{ recover }, { recoveryText }] = await Promise.all([import("./chunks/commands/publish/recover.js"), import("./chunks/commands/publish/text.js")]);
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