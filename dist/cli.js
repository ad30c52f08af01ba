#!/usr/bin/env node
import { i as Option, n as CommanderError, r as InvalidArgumentError, t as Command } from "./chunks/commander.js";
import { g as realHost, i as buildText, m as planText, p as planJson, r as buildJson, y as exec } from "./chunks/workspace.js";
import { a as pairs, i as oneOf, r as nameList, t as run } from "./chunks/run.js";
import { v as ProblemsFound } from "./chunks/templates.js";
import { n as formatProblems, r as sorted } from "./chunks/facts.js";
import { t as version } from "./chunks/version.js";
import { dirname } from "node:path";

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
	const [commit, branch, main] = await Promise.all([
		git("log", "-1", "--format=%H %cI"),
		git("symbolic-ref", "--short", "HEAD"),
		git("symbolic-ref", "--short", "refs/remotes/origin/HEAD")
	]);
	const [revision, created] = commit?.split(" ") ?? [];
	const defaultBranch = main?.replace(/^origin\//, "") ?? "main";
	return {
		...revision ? { revision } : {},
		...created ? { created } : {},
		...branch ? { branch } : {},
		isDefaultBranch: branch === void 0 || branch === defaultBranch,
		writesCache
	};
}

// src/cli.ts
const EXIT = {
	done: 0,
	problems: 1,
	usage: 2,
	internal: 3,
	cancelled: 130
};
const collect = (text, before = []) => [...before, ...nameList(text)];
const collectLine = (text, before = []) => [...before, text];
const positive = (text) => {
	const count = Number(text);
	if (!Number.isInteger(count) || count < 1 || count > 64) throw new InvalidArgumentError("It must be a whole number from 1 to 64.");
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
	])).option("--fail-on <severity>", "severities that fail the gate (repeatable, or a comma list)", collect).option("--trivy-version <version>", "a reviewed version of Trivy, or any with --trivy-sha256").option("--trivy-sha256 <hash>", "of the release archive").option("--trivy-path <file>", "use this Trivy").addOption(new Option("--trivy-db-repository <reference>", "vulnerability database (repeatable, or a comma list)").argParser(collect).env("TRIVY_DB_REPOSITORY")).option("--trivy-db <dir>", "offline vulnerability database: a folder with trivy.db and metadata.json").option("--concurrency <count>", "images built at once", positive, 4);
}
function program(act) {
	const main = new Command("docker-matrix").description("One support matrix in; Dockerfiles, docker-bake.hcl, and built, gated and published images out.").version(version).showHelpAfterError("(--help lists what is allowed)").exitOverride();
	const add = (name, text, options) => {
		options(main.command(name).description(text).exitOverride().showHelpAfterError("(--help lists what is allowed)")).action((given) => act(name, given));
	};
	const outOption = (command) => common(command).option("-o, --out <dir>", "folder of the rendered files (default: beside the matrix)");
	add("check", "check the matrix, its templates, and that the files on disk are what would be rendered", outOption);
	add("render", "write the Dockerfiles and docker-bake.hcl", outOption);
	add("plan", "show every image with its platforms, tags and caches", (command) => common(command).option("--tag <pattern>", "tag pattern in place of the matrix's (repeatable)", collectLine));
	add("build", "build, gate with Trivy, and publish: to OCI layouts, or with --push to the registry", buildOptions);
	add("all", "render, then build for this machine's platform into OCI layouts; without Docker say what is missing", buildOptions);
	main.addHelpText("after", "\nExit status: 0 done, 1 problems found, 2 wrong usage, 3 internal error, 130 cancelled.");
	return main;
}
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
	if (problems.length > 0) throw new CommanderError(EXIT.usage, "usage", problems.map(({ message }) => `error: ${message}`).join("\n"));
	const { trivyVersion: version, trivySha256: sha256, trivyPath: path, trivyDb: db } = options;
	return {
		command,
		matrix: options.matrix,
		targets: options.target,
		platforms: options.platform,
		overrides: set.values,
		...options.out === void 0 ? {} : { out: options.out },
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
			trivy: {
				...version ? { version } : {},
				...sha256 ? { sha256 } : {},
				...path ? { path } : {},
				...db ? { db } : {},
				dbRepositories: [options.trivyDbRepository ?? []].flat()
			},
			concurrency: options.concurrency ?? 4
		}
	};
}
const SEVERITIES = [
	"UNKNOWN",
	"LOW",
	"MEDIUM",
	"HIGH",
	"CRITICAL"
];
function severities(names) {
	return names.map((name) => {
		const severity = oneOf(name.toUpperCase(), SEVERITIES, "--fail-on");
		if ("problem" in severity) throw new CommanderError(EXIT.usage, "usage", `error: ${severity.problem.message}`);
		return severity.value;
	});
}
const NO_ENGINE = /* @__PURE__ */ new Set([
	"no-docker",
	"no-buildx",
	"no-builder",
	"builder-cannot-export"
]);
async function main(argv) {
	if (argv.length === 2) {
		program(async () => {}).outputHelp();
		return EXIT.done;
	}
	const cancel = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => {
		if (cancel.signal.aborted) process.exit(EXIT.cancelled);
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
		const print = (outcome) => {
			process.stdout.write(`${format === "json" ? JSON.stringify(outcomeJson(outcome), void 0, 2) : outcomeText(outcome)}\n`);
			const problems = outcome.kind === "built" ? outcome.report.problems : [];
			if (problems.length > 0 && format === "text") say(formatProblems(problems, () => void 0));
			if (problems.some(({ severity }) => severity === "error")) status = EXIT.problems;
		};
		if (name !== "all") {
			print(await run(await requestOf(name, options), host));
			return;
		}
		print(await run({
			...await requestOf("render", {
				...options,
				set: []
			}),
			targets: []
		}, host));
		const platform = options.platform.length > 0 ? options.platform : [hostPlatform()];
		try {
			print(await run(await requestOf("build", {
				...options,
				platform
			}), host));
		} catch (cause) {
			if (!(cause instanceof ProblemsFound) || !cause.problems.every(({ code }) => NO_ENGINE.has(code))) throw cause;
			say(`\nThe Dockerfiles are written, but nothing was built:\n${formatProblems(cause.problems, () => void 0)}\nThen run: docker-matrix build --platform ${platform.join(",")}`);
		}
	};
	try {
		await program(act).parseAsync(argv.slice(2), { from: "user" });
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
function outcomeJson(outcome) {
	switch (outcome.kind) {
		case "checked": return {
			problems: [],
			images: outcome.plan.images.length,
			compared: outcome.compared
		};
		case "rendered": return {
			written: outcome.written,
			removed: outcome.removed
		};
		case "planned": return planJson(outcome.plan);
		case "built": return buildJson(outcome.report);
	}
}
function outcomeText(outcome) {
	switch (outcome.kind) {
		case "checked": {
			const count = outcome.plan.images.length;
			const files = outcome.compared ? "the rendered files are up to date" : "nothing is rendered here yet (docker-matrix render)";
			return `${count} image${count === 1 ? "" : "s"}, no problems; ${files}`;
		}
		case "rendered": return [...outcome.written.map((path) => `wrote ${path}`), ...outcome.removed.map((path) => `removed ${path}`)].join("\n");
		case "planned": return planText(outcome.plan);
		case "built": return buildText(outcome.report);
	}
}
process.exitCode = await main(process.argv);

export {  };