import { endGroup, error, getInput, info, notice, setFailed, setOutput, setSecret, startGroup, warning } from "./chunks/packages/actions-core.js";
import { countOf, countRule, fill, lines, nameList, oneOf, valueOf } from "./chunks/edges.js";
import { ProblemsFound, error as error$1 } from "./chunks/problem.js";
import { JOURNAL_NAME } from "./chunks/publish.js";
import { runCommand } from "./chunks/commands.js";
import { actionCache, distrust, exec, githubOrder, githubReleases, githubRun, readEvent, realHost } from "./chunks/host.js";
import { sorted } from "./chunks/report.js";
import { counted, inert, reasonOf } from "./chunks/text.js";
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

// src/action-inputs.ts
function readInputs(getInput, folder = "out") {
	const read = (option) => option.input === void 0 ? valueOf(option, void 0, "") : readInput(option, getInput(option.input), `input ${option.input}`);
	const { request: step, problems: stepProblems } = fill("step", read);
	const { request, problems: requestProblems } = fill("project", read);
	const { command } = step;
	const recovery = fill("publish", read);
	const problems = [
		...stepProblems,
		...requestProblems,
		...command === "publish" ? recovery.problems : []
	];
	if (request.build.push && request.build.load) problems.push(error$1("invalid-input", "inputs push and load exclude each other: a pushed image is not loaded"));
	if (problems.length > 0) throw new ProblemsFound(problems);
	if (command !== "publish") return {
		...step,
		command,
		request
	};
	return {
		...step,
		command,
		request: withJournal(recovery.request, request.out ?? folder)
	};
}
function withJournal({ journal, ...request }, folder) {
	return {
		...request,
		journal: journal ?? resolve(folder, "publish-journal.json")
	};
}
function readInput(option, text, name) {
	if (option.kind === "flag-each") return oneOf(text, Object.keys(option.words), name);
	if (text === "") return valueOf(option, void 0, name);
	switch (option.kind) {
		case "flag": {
			const { value, problems } = oneOf(text.toLowerCase(), ["true", "false"], name);
			return {
				value: value === "true",
				problems
			};
		}
		case "text": return {
			value: text,
			problems: []
		};
		case "count": {
			const count = countOf(option, text);
			return count === void 0 ? { problems: [error$1("invalid-input", `${name}: "${text}" ${countRule(option)}`)] } : {
				value: count,
				problems: []
			};
		}
		case "choice": return oneOf(text, option.words, name);
		case "words": {
			const names = nameList(text);
			return valueOf(option, names.length === 0 ? void 0 : names, name);
		}
		case "names": return valueOf(option, nameList(text), name);
		case "lines":
		case "pairs": return valueOf(option, lines(text), name);
	}
}

// src/action.ts
function actionFolder() {
	const { RUNNER_TEMP: temporary, GITHUB_ACTION: step = "" } = process.env;
	return temporary ? resolve(temporary, "docker-matrix", step.replace(/[^\w.-]+/g, "-")) : void 0;
}
async function main() {
	const cancel = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => cancel.abort());
	const inputs = readInputs(getInput, actionFolder());
	if (inputs.token) setSecret(inputs.token);
	if (inputs.command === "publish") {
		const reason = distrust(process.env, await readEvent(process.env));
		if (reason !== void 0) throw new ProblemsFound([error$1("untrusted-run", `this run may not publish: ${reason}`, { hint: "finish or undo the publication in a run of the repository itself, as workflow_dispatch" })]);
		return show(await runCommand("publish", inputs.request, actionHost(cancel.signal, { token: "" })), inputs);
	}
	const { facts, distrust: reason } = await githubRun({
		env: process.env,
		exec,
		token: inputs.token,
		push: inputs.request.build.push && inputs.request.build.cache === "auto",
		warn: warning
	});
	const isTrusted = reason === void 0;
	const push = inputs.request.build.push && isTrusted;
	if (reason !== void 0 && inputs.request.build.push) notice(`${reason.replace(/^./, (first) => first.toUpperCase())}: images are built and scanned, but not pushed.`);
	const host = actionHost(cancel.signal, {
		token: isTrusted ? inputs.token : "",
		isTrusted
	});
	const request = {
		...inputs.request,
		facts,
		build: {
			...inputs.request.build,
			push
		}
	};
	const out = inputs.command === "build" ? actionFolder() : void 0;
	const withOut = request.out === void 0 && out !== void 0 ? {
		...request,
		out
	} : request;
	await show(await runCommand(inputs.command, withOut, host), inputs);
}
function actionHost(signal, { token, isTrusted = true }) {
	const cache = lazyCache();
	const writesDatabase = isTrusted && !(process.env["GITHUB_EVENT_NAME"] ?? "").startsWith("pull_request");
	return realHost({
		isTrusted,
		say: (line) => info(inert(line.replace(/[\r\n]+/g, " "))),
		group: (title) => {
			startGroup(inert(title));
			return endGroup;
		},
		signal,
		toolCache: cache,
		databaseCache: writesDatabase ? cache : {
			...cache,
			save: async () => {}
		},
		compareCommits: (folder, revision, other) => githubOrder({
			exec,
			folder,
			repository: process.env["GITHUB_REPOSITORY"] ?? "",
			token
		}, revision, other),
		releases: (folder) => githubReleases({
			exec,
			folder,
			repository: process.env["GITHUB_REPOSITORY"] ?? "",
			token
		})
	});
}
function lazyCache() {
	let opened;
	const cache = () => opened ??= actionCache(warning);
	return {
		restore: async (key, paths) => (await cache()).restore(key, paths),
		save: async (key, paths) => (await cache()).save(key, paths)
	};
}
async function show(told, { summary: summary$1 }) {
	for (const [name, value] of Object.entries(told.outputs())) setOutput(name, value);
	annotate(told.warnings);
	info(inert(told.log()));
	const markdown = summary$1 ? told.summary() : void 0;
	if (markdown !== void 0) await summary.addRaw(markdown).write();
	annotate(told.problems);
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
		({
			error,
			warning,
			notice
		})[problem.severity](text, properties);
	}
	const errors = problems.filter(({ severity }) => severity === "error").length;
	if (errors > 0) setFailed(`${counted(errors, "problem")} found`);
}
try {
	await main();
} catch (cause) {
	if (cause instanceof ProblemsFound) annotate(cause.problems);
	else setFailed(`internal error: ${reasonOf(cause)} (a defect of docker-matrix-action; please report it)`);
}

export {  };