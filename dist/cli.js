#!/usr/bin/env node
import { i as Option, n as CommanderError, r as InvalidArgumentError, t as Command } from "./chunks/packages/commander.js";
import { i as pairs, n as nameList, r as oneOf } from "./chunks/edges.js";
import { t as version } from "./chunks/version.js";
import { a as gitFacts, f as exec, s as realHost } from "./chunks/host.js";
import { S as SEVERITIES } from "./chunks/matrix.js";
import { i as isSame } from "./chunks/commands/diff.js";
import { t as ProblemsFound } from "./chunks/problem.js";
import { n as initText } from "./chunks/commands/init.js";
import { a as run, i as look, n as outcomeJson, r as outcomeText, t as lookText } from "./chunks/commands.js";
import { n as formatProblems, r as sorted } from "./chunks/report.js";
import { dirname } from "node:path";

// src/cli-commands.ts
const collect = (text, before = []) => [...before, ...nameList(text)];
const collectLine = (text, before = []) => [...before, text];
const positive = (text) => {
	const count = /^\d+$/.test(text) ? Number(text) : 0;
	if (count < 1 || count > 64) throw new InvalidArgumentError("It must be a whole number from 1 to 64.");
	return count;
};
function common(command) {
	return command.option("-m, --matrix <file>", "the matrix", "matrix.yaml").option("-t, --target <name>", "only this target or image (repeatable, or a comma list)", collect, []).option("-p, --platform <platform>", "only this platform, as linux/arm64 (repeatable, or a comma list)", collect, []).option("--set <key=value>", "override a value of the matrix, or version, revision or branch (repeatable)", collectLine, []).addOption(new Option("--format <format>", "result on standard output").choices(["text", "json"]).default("text"));
}
function buildOptions(command) {
	return common(command).option("-o, --out <dir>", "folder for everything the build writes (default: out beside the matrix)").option("--push", "push, gate, then publish the tags").option("--load", "load into the local Docker engine (one platform)").option("--tag <pattern>", "tag pattern in place of the matrix's (repeatable)", collectLine).option("--label <key=value>", "add a label to every image (repeatable)", collectLine).option("--annotation <key=value>", "add an annotation to every image (repeatable)", collectLine).option("--builder <name>", "buildx builder (default: the current one)").option("--no-cache", "build every step again").option("--pull", "look for newer base images").option("--provenance <setting>", "true, false, or parameters such as mode=max", "true").option("--sbom <setting>", "true, false, or parameters such as generator=IMAGE", "true").addOption(new Option("--registry-cache <mode>", "auto reads, and writes when pushing").choices([
		"auto",
		"read",
		"off"
	]).default("auto")).addOption(new Option("--scan <mode>", "in place of the matrix's scan.mode").choices([
		"off",
		"report",
		"gate"
	])).option("--fail-on <severity>", "severities that fail the gate (repeatable, or a comma list)", collect).addOption(new Option("--tests <mode>", "what the matrix's tests do (default: gate)").choices([
		"off",
		"report",
		"gate"
	])).option("--trivy-version <version>", "a reviewed version of Trivy, or any with --trivy-sha256").option("--trivy-sha256 <hash>", "of the release archive").option("--trivy-path <file>", "use this Trivy").addOption(new Option("--trivy-db-repository <reference>", "vulnerability database (repeatable, or a comma list)").argParser(collect).env("TRIVY_DB_REPOSITORY")).option("--trivy-db <dir>", "offline vulnerability database: a folder with trivy.db and metadata.json").option("--attach-record", "attach its record to every image (with --push)").option("--sign", "sign every image with cosign before its tags move (with --push)").option("--sign-option <option>", "for \"cosign sign\", as --sign-option=--tlog-upload=false (repeatable)", collectLine).option("--concurrency <count>", "images built at once", positive, 4);
}
function lookCommand(main, usage, text, formats = ["text", "json"]) {
	return main.command(usage).description(text).exitOverride().showHelpAfterError("(--help lists what is allowed)").option("-m, --matrix <file>", "the matrix", "matrix.yaml").option("--set <key=value>", "override a value of the matrix, or version, revision or branch (repeatable)", collectLine, []).addOption(new Option("--format <format>", "result on standard output").choices(formats).default("text"));
}
function program(act, look, start, settle) {
	const main = new Command("docker-matrix").description("One support matrix in; Dockerfiles, docker-bake.hcl, and built, gated and published images out.").version(version).showHelpAfterError("(--help lists what is allowed)").exitOverride();
	const add = (name, text, options) => {
		options(main.command(name).description(text).exitOverride().showHelpAfterError("(--help lists what is allowed)")).action((given) => act(name, given));
	};
	const outOption = (command) => common(command).option("-o, --out <dir>", "folder of the rendered files (default: beside the matrix)");
	add("check", "check the matrix, its templates, and that the files on disk are what would be rendered", (command) => outOption(command).option("--build", "also run BuildKit's own checks on every image (needs docker buildx)").option("--builder <name>", "buildx builder for --build (default: the current one)").option("--concurrency <count>", "images checked at once", positive, 4));
	lookCommand(main, "explain [cell...]", "say why an image exists or not, and where everything about it comes from").action((cell, options) => look("explain", cell, options));
	lookCommand(main, "diff [against]", "compare a Git revision (default: HEAD) or another folder with the working tree", [
		"text",
		"json",
		"markdown"
	]).option("--exit-code", "exit with 1 when there is a difference").action((against, options) => look("diff", [against ?? "HEAD"], options));
	lookCommand(main, "eject", "write plain Dockerfiles and docker-bake.hcl, and say what can be deleted").option("-o, --out <dir>", "folder of the written files (default: beside the matrix)").option("--force", "overwrite files that docker-matrix did not write").action((options) => look("eject", [], options));
	main.command("init").description("write a matrix to begin with, and its templates").addOption(new Option("--template <name>", "what to begin with (default: dockerfile where there is one, uv where there is a uv.lock, or else python)").choices([
		"python",
		"uv",
		"dockerfile"
	])).option("--from <file>", "the Dockerfile whose stages become images").option("--image <repository>", "where images go (default: by the Git remote)").option("-o, --out <dir>", "folder of the matrix", ".").option("--force", "replace files that are there").addOption(new Option("--format <format>", "result on standard output").choices(["text", "json"]).default("text")).exitOverride().showHelpAfterError("(--help lists what is allowed)").action(start);
	add("render", "write the Dockerfiles and docker-bake.hcl", outOption);
	add("plan", "show every image with its platforms and tags", (command) => common(command).option("--tag <pattern>", "tag pattern in place of the matrix's (repeatable)", collectLine));
	add("build", "build, gate with Trivy, and publish: to OCI layouts, or with --push to the registry", buildOptions);
	main.command("publish").description("finish or undo a publication that was killed, from its journal").exitOverride().showHelpAfterError("(--help lists what is allowed)").option("--resume", "move the tags that have not moved yet").option("--rollback", "put back the tags that have moved").option("--journal <file>", "what the build wrote down before it moved tags", "out/publish-journal.json").addOption(new Option("--format <format>", "result on standard output").choices(["text", "json"]).default("text")).action(settle);
	add("all", "render, then build for this machine's platform into OCI layouts; without Docker say what is missing", buildOptions);
	main.addHelpText("after", "\nExit status: 0 done, 1 problems found, 2 wrong usage, 3 internal error, 130 cancelled.");
	return main;
}

// src/cli-exit.ts
const EXIT = {
	done: 0,
	problems: 1,
	usage: 2,
	internal: 3,
	cancelled: 130
};

// src/cli-request.ts
async function requestOf(command, options) {
	const set = pairs(options.set, "--set");
	const labels = pairs(options.label ?? [], "--label");
	const annotations = pairs(options.annotation ?? [], "--annotation");
	const problems = [
		...set.problems,
		...labels.problems,
		...annotations.problems
	];
	if (options.push && options.load) throw new CommanderError(EXIT.usage, "usage", "error: --push and --load exclude each other: a pushed image is not loaded");
	if (!options.sign && options.signOption) throw new CommanderError(EXIT.usage, "usage", "error: --sign-option needs --sign");
	if (!options.push && (options.sign || options.attachRecord)) throw new CommanderError(EXIT.usage, "usage", `error: ${options.sign ? "--sign" : "--attach-record"} needs --push: it is about images in a registry`);
	if (problems.length > 0) throw new CommanderError(EXIT.usage, "usage", problems.map(({ message }) => `error: ${message}`).join("\n"));
	const { trivyVersion: version, trivySha256: sha256, trivyPath: path, trivyDb: db } = options;
	return {
		command,
		matrix: options.matrix,
		targets: options.target,
		platforms: options.platform,
		overrides: set.values,
		...options.out === void 0 ? {} : { out: options.out },
		...command === "check" ? { buildkitChecks: Boolean(options.build) } : {},
		facts: await gitFacts(exec, dirname(options.matrix), Boolean(options.push) && options.registryCache === "auto"),
		build: {
			push: Boolean(options.push),
			load: Boolean(options.load),
			tags: options.tag ?? [],
			labels: labels.values,
			annotations: annotations.values,
			...options.builder === void 0 ? {} : { builder: options.builder },
			noCache: !(options.cache ?? true),
			pull: Boolean(options.pull),
			provenance: options.provenance ?? "true",
			sbom: options.sbom ?? "true",
			cache: options.registryCache ?? "auto",
			...options.scan === void 0 ? {} : { scan: options.scan },
			...options.failOn === void 0 ? {} : { failOn: severities(options.failOn) },
			...options.tests === void 0 ? {} : { tests: options.tests },
			trivy: {
				...version ? { version } : {},
				...sha256 ? { sha256 } : {},
				...path ? { path } : {},
				...db ? { db } : {},
				dbRepositories: [options.trivyDbRepository ?? []].flat()
			},
			attachRecord: Boolean(options.attachRecord),
			sign: Boolean(options.sign),
			signOptions: options.signOption ?? [],
			concurrency: options.concurrency ?? 4
		}
	};
}
async function lookRequest(command, words, options) {
	const { values, problems } = pairs(options.set, "--set");
	if (problems.length > 0) throw new CommanderError(EXIT.usage, "usage", problems.map(({ message }) => `error: ${message}`).join("\n"));
	const base = {
		matrix: options.matrix,
		overrides: values,
		facts: await gitFacts(exec, dirname(options.matrix), false)
	};
	switch (command) {
		case "explain": return {
			...base,
			command,
			words
		};
		case "diff": return {
			...base,
			command,
			against: words[0] ?? "HEAD"
		};
		case "eject": return {
			...base,
			command,
			...options.out === void 0 ? {} : { out: options.out },
			force: options.force ?? false
		};
	}
}
function severities(names) {
	if (names.length === 0) throw new CommanderError(EXIT.usage, "usage", `error: --fail-on must be one of ${SEVERITIES.join(", ")}; to scan nothing give --scan off`);
	return names.map((name) => {
		const severity = oneOf(name.toUpperCase(), SEVERITIES, "--fail-on");
		if ("problem" in severity) throw new CommanderError(EXIT.usage, "usage", `error: ${severity.problem.message}`);
		return severity.value;
	});
}

// src/cli.ts
const NO_ENGINE = /* @__PURE__ */ new Set([
	"no-docker",
	"no-buildx",
	"no-builder",
	"builder-cannot-export"
]);
async function main(argv) {
	if (argv.length === 2) {
		program(async () => {}, async () => {}, async () => {}, async () => {}).outputHelp();
		return EXIT.done;
	}
	const cancel = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => {
		if (cancel.signal.aborted) {
			process.stderr.write(`\n${name}: stopped at once; where tags had begun to move, "docker-matrix publish" with --resume or --rollback goes on from the journal\n`);
			process.exit(EXIT.cancelled);
		}
		process.stderr.write(`\n${name}: stopping, and putting back what has begun (again to stop at once)\n`);
		cancel.abort();
	});
	const say = (line) => void process.stderr.write(`${line}\n`);
	const host = realHost({
		say,
		group: (title) => (say(title), () => {}),
		signal: cancel.signal
	});
	let status = EXIT.done;
	let format = "text";
	const act = async (name, options) => {
		format = options.format;
		const shown = /* @__PURE__ */ new Set();
		const print = async (outcome) => {
			const warnings = outcome.plan.warnings.filter((warning) => !shown.has(JSON.stringify(warning)));
			for (const warning of warnings) shown.add(JSON.stringify(warning));
			if (warnings.length > 0 && format === "text" && outcome.kind !== "planned") say(formatProblems(warnings, await sourceTexts(warnings, host.files.readText)));
			process.stdout.write(`${format === "json" ? JSON.stringify(outcomeJson(outcome), void 0, 2) : outcomeText(outcome)}\n`);
			const problems = outcome.kind === "built" ? outcome.report.problems : [];
			if (problems.length > 0 && format === "text") say(formatProblems(problems, () => void 0));
			if (problems.some(({ severity }) => severity === "error")) status = EXIT.problems;
		};
		if (name !== "all") {
			await print(await run(await requestOf(name, options), host));
			return;
		}
		const rendered = await run({
			...await requestOf("render", {
				...options,
				set: []
			}),
			targets: [],
			platforms: []
		}, host);
		if (format === "text") await print(rendered);
		const platform = options.platform.length > 0 ? options.platform : [hostPlatform()];
		try {
			await print(await run(await requestOf("build", {
				...options,
				platform
			}), host));
		} catch (cause) {
			if (!(cause instanceof ProblemsFound) || !cause.problems.every(({ code }) => NO_ENGINE.has(code))) throw cause;
			say(`\nThe Dockerfiles are written, but nothing was built:\n${formatProblems(cause.problems, () => void 0)}\nThen run: docker-matrix build --platform ${platform.join(",")}`);
		}
	};
	const answer = async (name, words, options) => {
		format = options.format;
		const outcome = await look(await lookRequest(name, words, options), host);
		process.stdout.write(`${lookText(outcome, options.format)}\n`);
		if (outcome.kind === "compared" && options.exitCode && !isSame(outcome.difference)) status = EXIT.problems;
	};
	const start = async ({ force, ...options }) => {
		format = options.format;
		if (options.from !== void 0 && (options.template ?? "dockerfile") !== "dockerfile") throw new CommanderError(EXIT.usage, "usage", `error: --from names a Dockerfile, which --template ${options.template ?? ""} does not take`);
		const { init } = await import("./chunks/commands/init/init.js");
		const report = await init({
			...options,
			force: Boolean(force)
		}, host);
		process.stdout.write(`${format === "json" ? JSON.stringify(report, void 0, 2) : initText(report)}\n`);
	};
	const settle = async ({ resume, rollback, journal, format: wanted }) => {
		format = wanted;
		if (Boolean(resume) === Boolean(rollback)) throw new CommanderError(EXIT.usage, "usage", "error: publish takes either --resume or --rollback");
		const [{ recover }, { recoveryJson, recoveryText }] = await Promise.all([import("./chunks/commands/publish/recover.js"), import("./chunks/commands/publish/text.js")]);
		const recovery = await recover({
			direction: resume ? "resume" : "rollback",
			journal
		}, host);
		process.stdout.write(`${format === "json" ? JSON.stringify(recoveryJson(recovery), void 0, 2) : recoveryText(recovery)}\n`);
		if (recovery.problems.length > 0 && format === "text") say(formatProblems(recovery.problems, () => void 0));
		if (recovery.problems.some(({ severity }) => severity === "error")) status = EXIT.problems;
	};
	try {
		await program(act, answer, start, settle).parseAsync(argv.slice(2), { from: "user" });
	} catch (cause) {
		if (cause instanceof CommanderError) {
			if (cause.code === "usage") say(cause.message);
			return cause.exitCode === 0 ? EXIT.done : EXIT.usage;
		}
		if (cause instanceof ProblemsFound) {
			if (format === "json") process.stdout.write(`${JSON.stringify({ problems: sorted(cause.problems) }, void 0, 2)}\n`);
			else say(formatProblems(cause.problems, await sourceTexts(cause.problems, host.files.readText)));
			return EXIT.problems;
		}
		say(`internal error: ${cause instanceof Error ? cause.message : String(cause)}\n  → this is a defect of docker-matrix; please report it with the command and the matrix (DEBUG=1 shows where)`);
		if (process.env["DEBUG"]) say(String(cause instanceof Error ? cause.stack : cause));
		return EXIT.internal;
	}
	return cancel.signal.aborted ? EXIT.cancelled : status;
}
async function sourceTexts(problems, readText) {
	const names = [...new Set(problems.flatMap(({ place }) => place ? [place.file] : []))];
	const texts = new Map(await Promise.all(names.map(async (name) => [name, await readText(name).catch(() => void 0)])));
	return (file) => texts.get(file);
}
function hostPlatform() {
	return `linux/${process.arch === "x64" ? "amd64" : process.arch === "ia32" ? "386" : process.arch}`;
}
process.exitCode = await main(process.argv);

export {  };