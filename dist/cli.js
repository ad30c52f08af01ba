#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from "./chunks/packages/commander.js";
import { COMMANDS, loadCommand, runCommand } from "./chunks/commands.js";
import { countOf, countRule, fill, nameList, optionsOf, requestNameOf, valueOf } from "./chunks/edges.js";
import { version } from "./chunks/version.js";
import { gitFacts, realHost } from "./chunks/host.js";
import { ProblemsFound, error } from "./chunks/problem.js";
import { openingOnce } from "./chunks/commands/command.js";
import { formatProblems, sorted } from "./chunks/report.js";
import { inert, reasonOf } from "./chunks/text.js";
import { dirname } from "node:path";

// src/cli-commands.ts
const EXIT = {
	done: 0,
	problems: 1,
	usage: 2,
	internal: 3,
	cancelled: 130
};
const HELP = [...Object.entries(COMMANDS).map(([name, entry]) => ({
	name,
	...entry
})), {
	name: "all",
	help: "render, then build for this machine's platform into OCI layouts; without Docker say what is missing"
}];
function program(run, output = {}) {
	const main = new Command("docker-matrix").configureOutput(output).description("One support matrix in; Dockerfiles, docker-bake.hcl, and built, gated and published images out.").version(version).showHelpAfterError("(--help lists what is allowed)").exitOverride();
	for (const { name, words = "", help } of HELP) {
		const command = main.command(`${name} ${words}`).description(help).exitOverride().showHelpAfterError("(--help lists what is allowed)");
		for (const option of optionsOf(name).flatMap(commandOptions)) command.addOption(option);
		command.action(() => run(name, command.args, givenTo(command)));
	}
	main.addHelpText("after", "\nExit status: 0 done, 1 problems found, 2 wrong usage, 3 internal error, 130 cancelled.");
	return main;
}
function commandOptions(option) {
	if (option.kind === "flag-each") return Object.entries(option.words).map(([word, help]) => new Option(`--${word}`, help));
	const commandOption = new Option(optionFlags(option), option.help);
	if (option.env !== void 0) commandOption.env(option.env);
	switch (option.kind) {
		case "flag": return [commandOption];
		case "text": break;
		case "choice":
			commandOption.choices(option.words);
			break;
		case "count":
			commandOption.argParser((text) => {
				const count = countOf(option, text);
				if (count === void 0) throw new InvalidArgumentError(`It ${countRule(option)}.`);
				return count;
			});
			break;
		case "names":
		case "words":
			commandOption.argParser((text, before) => [...before ?? [], ...nameList(text)]);
			break;
		case "lines":
		case "pairs": commandOption.argParser((text, before) => [...before ?? [], text]);
	}
	return [commandOption.default("default" in option ? option.default : void 0)];
}
function optionFlags({ short, option = "", argument }) {
	return `${short === void 0 ? "" : `-${short}, `}--${option}${argument === void 0 ? "" : ` <${argument}>`}`;
}
function givenTo(command) {
	const values = command.opts();
	return Object.fromEntries(command.options.map((option) => {
		const value = values[option.attributeName()];
		return [option.name(), option.negate ? value === false : value];
	}));
}

// src/cli-request.ts
function answerOf(given) {
	return fill("answer", (option) => readGiven(option, given)).request;
}
async function requestOf(exec, name, words, given) {
	const { conflict } = await loadCommand(name);
	const { request, problems } = fill(requestNameOf(name), (option) => readGiven(option, given));
	const wrong = conflict?.(request);
	if (wrong !== void 0) throw usage([wrong]);
	const entries = problems.filter(({ code }) => code === "invalid-pair");
	const told = entries.length > 0 ? entries : problems.slice(0, 1);
	if (told.length > 0) throw usage(told.map(({ message }) => message));
	return {
		...request,
		...COMMANDS[name].shares !== "nothing" && "matrix" in request ? { facts: await factsOf(exec, request) } : {},
		..."words" in COMMANDS[name] ? { words } : {}
	};
}
function factsOf(exec, { matrix, ...request }) {
	const writesCache = "build" in request && request.build.push && request.build.cache === "auto";
	return gitFacts(exec, dirname(matrix), writesCache);
}
function usage(messages) {
	return new CommanderError(EXIT.usage, "usage", messages.map((message) => `error: ${message}`).join("\n"));
}
function readGiven(option, given) {
	if (option.kind !== "flag-each") return valueOf(option, given[option.option ?? ""], `--${option.option ?? ""}`);
	const words = Object.keys(option.words);
	const chosen = words.filter((word) => given[word] === true);
	if (chosen.length === 1) return {
		value: chosen[0],
		problems: []
	};
	const flags = words.map((word) => `--${word}`).join(" or ");
	return { problems: [error("invalid-input", `${option.commands?.join(", ")} takes either ${flags}`)] };
}

// src/command-line.ts
const NO_ENGINE = /* @__PURE__ */ new Set([
	"no-docker",
	"no-buildx",
	"no-builder",
	"builder-cannot-export"
]);
async function commandLine(args, given, write) {
	const safe = (text) => given.env["GITHUB_ACTIONS"] === "true" ? inert(text) : text;
	const say = (line) => given.say(safe(line));
	const output = {
		writeOut: write,
		writeErr: (text) => say(text.replace(/\n$/, ""))
	};
	if (args.length === 0) {
		program(async () => {}, output).outputHelp();
		return EXIT.done;
	}
	let status = EXIT.done;
	let { format, exitCode } = answerOf({});
	let host = {
		...given,
		say
	};
	const shown = /* @__PURE__ */ new Set();
	const print = async (told) => {
		const warnings = told.warnings.filter((warning) => !shown.has(JSON.stringify(warning)));
		for (const warning of warnings) shown.add(JSON.stringify(warning));
		if (warnings.length > 0 && format === "text") say(formatProblems(warnings, await sourceTexts(warnings, host.files.readText)));
		write(format === "text" ? safe(`${told.as(format)}\n`) : `${told.as(format)}\n`);
		if (told.problems.length > 0 && format === "text") say(formatProblems(told.problems, () => void 0));
		if (told.problems.some(({ severity }) => severity === "error") || exitCode && told.isFinding) status = EXIT.problems;
	};
	const all = async (given) => {
		const open = openingOnce(host);
		const everything = { ...await requestOf(host.exec, "render", [], {
			...given,
			set: []
		}) };
		const rendered = await runCommand("render", {
			...everything,
			targets: [],
			platforms: []
		}, host, open);
		if (format === "text") await print(rendered);
		const request = await requestOf(host.exec, "build", [], given);
		const platforms = request.platforms.length > 0 ? request.platforms : [hostPlatform(host)];
		try {
			await print(await runCommand("build", {
				...request,
				platforms
			}, host, open));
		} catch (cause) {
			if (!(cause instanceof ProblemsFound) || !cause.problems.every(({ code }) => NO_ENGINE.has(code))) throw cause;
			say(`\nThe Dockerfiles are written, but nothing was built:\n${formatProblems(cause.problems, () => void 0)}\nThen run: docker-matrix build --platform ${platforms.join(",")}`);
		}
	};
	const act = async (name, words, options) => {
		const answer = answerOf(options);
		({format, exitCode} = answer);
		host = {
			...host,
			allowsOutside: answer.allowOutside
		};
		if (name === "all") await all(options);
		else await print(await runCommand(name, await requestOf(host.exec, name, words, options), host));
	};
	try {
		await program(act, output).parseAsync([...args], { from: "user" });
	} catch (cause) {
		if (cause instanceof CommanderError) {
			if (cause.code === "usage") say(cause.message);
			return cause.exitCode === 0 ? EXIT.done : EXIT.usage;
		}
		if (cause instanceof ProblemsFound) {
			if (format === "json") write(`${JSON.stringify({ problems: sorted(cause.problems) }, void 0, 2)}\n`);
			else say(formatProblems(cause.problems, await sourceTexts(cause.problems, host.files.readText)));
			return EXIT.problems;
		}
		say(`internal error: ${reasonOf(cause)}\n  → this is a defect of docker-matrix; please report it with the command and the matrix (DEBUG=1 shows where)`);
		if (host.env["DEBUG"]) say(String(cause instanceof Error ? cause.stack : cause));
		return EXIT.internal;
	}
	return host.signal.aborted ? EXIT.cancelled : status;
}
async function sourceTexts(problems, readText) {
	const names = [...new Set(problems.flatMap(({ place }) => place ? [place.file] : []))];
	const texts = new Map(await Promise.all(names.map(async (name) => [name, await readText(name).catch(() => void 0)])));
	return (file) => texts.get(file);
}
function hostPlatform({ arch }) {
	return `linux/${arch === "x64" ? "amd64" : arch === "ia32" ? "386" : arch}`;
}

// src/cli.ts
const cancel = new AbortController();
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => {
	if (cancel.signal.aborted) {
		process.stderr.write(`\n${name}: stopped at once; where tags had begun to move, "docker-matrix publish" with --resume or --rollback goes on from the journal
`);
		process.exit(EXIT.cancelled);
	}
	process.stderr.write(`\n${name}: stopping, and putting back what has begun (again to stop at once)\n`);
	cancel.abort();
});
const say = (line) => void process.stderr.write(`${line}\n`);
process.exitCode = await commandLine(process.argv.slice(2), realHost({
	say,
	group: (title) => (say(title), () => {}),
	signal: cancel.signal
}), (text) => void process.stdout.write(text));

export {  };