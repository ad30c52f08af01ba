import { error, warning } from "../../problem.js";
import { parse } from "../../packages/valibot.js";
import { hasSecretName, holdsSecret, passwordsIn } from "../../dockerfile.js";
import { counted, firstLine, groupBy, reasonOf } from "../../text.js";
import { normalPlatform } from "../../oci.js";
import { compilePattern } from "../../pattern.js";
import { pLimit } from "../../packages/p-limit.js";
import { environmentOf } from "../../effects.js";
import { PATH_RULE, TEST_STAGE, commandArguments, commandDockerfile, fromRoot, isTestablePath, probeDockerfile } from "../../plan/tests.js";
import { findBuilder, followBake, imageStore, isTransient, loadedReference, readConfig, readProgress } from "../../bake/later.js";
import { RunConfig } from "../../oci/later.js";
import { buildBase, builderOf, filesOfBuild, throwAwayBuild } from "../gate/later.js";
import { join } from "node:path";

// src/gates/tests/tests-gate.ts
const testsGate = {
	name: "tests",
	run: async (...args) => (await import("./test-images.js")).testImages(...args)
};

// src/gates/tests/decide.ts
function testProblems(verdicts, mode) {
	const named = ({ image, platform, test }) => `image "${image}" (${platform}): test "${test}"`;
	const problems = verdicts.flatMap((verdict) => {
		const { outcome, place } = verdict;
		switch (outcome.kind) {
			case "failed": return [{
				severity: mode === "gate" ? "error" : "warning",
				code: "test-failed",
				message: `${named(verdict)}: ${outcome.reasons.join("; ")}`,
				place,
				...outcome.output.length === 0 ? {} : { hint: ["it ended with:", ...outcome.output].join("\n  ") }
			}];
			case "broken": return [error("test-broken", `${named(verdict)} could not be run: ${outcome.message}`, {
				place,
				hint: "nothing is known about what it asks, so nothing is published; fix the cause and run again, or do without tests (--tests off, input tests)"
			})];
			default: return [];
		}
	});
	const skipped = verdicts.filter(({ outcome }) => outcome.kind === "skipped");
	return [...problems, ...[...groupBy(skipped, ({ image, platform }) => `image "${image}" (${platform})`)].map(([what, tests]) => warning("test-skipped", `${what}: ${counted(tests.length, "test")} did not run, because the builder cannot run this platform`, { hint: "set up emulation with docker/setup-qemu-action, or name the tests' platforms" }))];
}
function testCounts(verdicts) {
	const counts = [
		"failed",
		"broken",
		"skipped",
		"passed"
	].map((kind) => ({
		kind,
		count: verdicts.filter(({ outcome }) => outcome.kind === kind).length
	})).filter(({ count }) => count > 0);
	return counts.length === 0 ? "none" : counts.map(({ kind, count }) => `${count} ${kind === "broken" ? "not run" : kind}`).join(", ");
}

// src/gates/tests/junit.ts
function junitXml(verdicts) {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${[...groupBy(verdicts, ({ image, platform }) => `${image} (${platform})`)].map(([name, tests]) => {
		const count = (...kinds) => tests.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
		const cases = tests.map((test) => testCase(name, test));
		return `  <testsuite name="${escape(name)}" tests="${tests.length}" failures="${count("failed")}" errors="${count("broken")}" skipped="${count("skipped")}" time="${seconds(tests)}">\n${cases.join("")}  </testsuite>\n`;
	}).join("")}</testsuites>\n`;
}
function testCase(suite, { test, place, outcome, seconds: time }) {
	const head = `    <testcase classname="${escape(suite)}" name="${escape(test)}" file="${escape(place.file)}" line="${place.line}" time="${time.toFixed(3)}"`;
	switch (outcome.kind) {
		case "passed": return `${head}/>\n`;
		case "failed": return `${head}>\n      <failure message="${escape(outcome.reasons.join("; "))}">${escape(outcome.output.join("\n"))}</failure>\n    </testcase>\n`;
		case "broken": return `${head}>\n      <error message="${escape(outcome.message)}"/>\n    </testcase>\n`;
		case "skipped": return `${head}>\n      <skipped/>\n    </testcase>\n`;
	}
}
function seconds(tests) {
	return tests.reduce((sum, test) => sum + test.seconds, 0).toFixed(3);
}
function escape(text) {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "�");
}

// src/gates/tests/evaluate.ts
function variablesOf({ Env }) {
	return new Map((Env ?? []).map((entry) => [entry.split("=", 1)[0] ?? "", entry.slice(entry.indexOf("=") + 1)]));
}
function commandFailures(test, result) {
	return [
		...result.exitCode === test.exitCode ? [] : [`exit status ${result.exitCode}, expected ${test.exitCode}`],
		...textFailures("standard output", test.stdout, result.stdout),
		...textFailures("standard error", test.stderr, result.stderr)
	];
}
function readsOutput({ stdout, stderr }) {
	return [stdout, stderr].some(({ found, missing }) => found.length + missing.length > 0);
}
function textFailures(what, { found, missing, lines }, text) {
	return [...found.filter((pattern) => !compilePattern(pattern, lines).test(text)).map((pattern) => `${what} has nothing that matches ${shown(pattern)}`), ...missing.filter((pattern) => compilePattern(pattern, lines).test(text)).map((pattern) => `${what} matches ${shown(pattern)}, and must not`)];
}
function fileFailures(test, entry, target) {
	if (!test.exists) return entry === void 0 ? [] : ["it exists, and must not"];
	if (entry === void 0) return ["it does not exist"];
	return [
		...test.mode === void 0 || modeTexts(entry).includes(test.mode.replace(/^0+(?=[0-7]{3})/, "")) ? [] : [`its mode is ${goMode(entry)} (0${entry.mode.toString(8).padStart(3, "0")}), expected ${test.mode}`],
		...test.uid === void 0 || test.uid === entry.uid ? [] : [`it belongs to user ${entry.uid}, expected ${test.uid}`],
		...test.gid === void 0 || test.gid === entry.gid ? [] : [`it belongs to group ${entry.gid}, expected ${test.gid}`],
		...test.executableBy === void 0 || (entry.mode & EXECUTABLE[test.executableBy]) !== 0 ? [] : [`its mode is ${goMode(entry)}: not executable by ${test.executableBy}`],
		...contentFailures(test.content, target)
	];
}
const EXECUTABLE = {
	any: 73,
	owner: 64,
	group: 8,
	other: 1
};
function contentFailures(content, target) {
	if (content === void 0) return [];
	if (target === void 0) return ["it is a symbolic link that leads nowhere"];
	if (target.kind !== "file") return ["it is no file that could be read"];
	return textFailures("its content", content, Buffer.from(target.content).toString("utf8"));
}
function modeTexts(entry) {
	return [entry.mode.toString(8).padStart(3, "0"), goMode(entry)];
}
function goMode({ kind, mode }) {
	return `${[
		kind === "folder" ? "d" : "",
		kind === "symlink" ? "L" : "",
		kind === "other" ? "?" : "",
		mode & 2048 ? "u" : "",
		mode & 1024 ? "g" : "",
		mode & 512 ? "t" : ""
	].join("") || "-"}${"rwxrwxrwx".split("").map((letter, index) => mode & 1 << 8 - index ? letter : "-").join("")}`;
}
function metadataFailures(test, config) {
	const same = (what, expected, actual) => expected === void 0 || expected === actual ? [] : [`${what} is ${shown(actual)}, expected ${shown(expected)}`];
	const sameWords = (what, expected, actual) => same(what, expected && JSON.stringify(expected), JSON.stringify(actual)).map(() => `${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
	const values = (what, expected, actual) => expected.flatMap(({ name, value, pattern }) => {
		const actualValue = actual.get(name);
		if (actualValue === void 0) return [`there is no ${what} ${name}`];
		if (pattern ? compilePattern(value).test(actualValue) : actualValue === value) return [];
		if (holdsSecret(name, actualValue) || holdsSecret(name, value)) return [`${what} ${name} has another value`];
		const expectation = pattern ? `which does not match ${shown(value)}` : `expected ${shown(value)}`;
		return [`${what} ${name} is ${shown(actualValue)}, ${expectation}`];
	});
	const ports = Object.keys(config.ExposedPorts ?? {});
	const hasPort = (port) => ports.some((exposed) => exposed === port || exposed.split("/")[0] === port);
	const volumes = Object.keys(config.Volumes ?? {});
	const env = variablesOf(config);
	const command = config.Healthcheck?.Test ?? [];
	const healthcheck = command.length > 0 && command[0] !== "NONE";
	return [
		...same("the user", test.user, config.User ?? ""),
		...same("the working folder", test.workdir, config.WorkingDir ?? ""),
		...sameWords("the entrypoint", test.entrypoint, config.Entrypoint ?? []),
		...sameWords("the command", test.cmd, config.Cmd ?? []),
		...values("variable", test.env, env),
		...test.unsetEnv.filter((name) => env.has(name)).map((name) => `the variable ${name} is set, and must not be`),
		...values("label", test.labels, new Map(Object.entries(config.Labels ?? {}))),
		...test.ports.filter((port) => !hasPort(port)).map((port) => `the port ${port} is not exposed`),
		...test.noPorts.filter(hasPort).map((port) => `the port ${port} is exposed, and must not be`),
		...test.volumes.filter((path) => !volumes.includes(path)).map((path) => `${path} is no volume`),
		...test.noVolumes.filter((path) => volumes.includes(path)).map((path) => `${path} is a volume, and must not be`),
		...test.healthcheck === void 0 || test.healthcheck === healthcheck ? [] : [healthcheck ? "there is a health check, and must not be" : "there is no health check"]
	];
}
function shown(text) {
	return JSON.stringify(text.length > 200 ? `${text.slice(0, 199)}…` : text);
}

// src/gates/tests/expand-variables.ts
const SPECIAL = /^[*#$@!?0-9-]/;
function expandVariables(text, variable) {
	let result = "";
	let at = 0;
	while (at < text.length) {
		const dollar = text.indexOf("$", at);
		if (dollar < 0 || dollar + 1 >= text.length) return result + text.slice(at);
		const { name, length } = nameOf(text.slice(dollar + 1));
		result += text.slice(at, dollar);
		if (name !== "") result += variable(name);
		else if (length === 0) result += "$";
		at = dollar + 1 + length;
	}
	return result;
}
function nameOf(rest) {
	if (rest.startsWith("{")) {
		if (rest.length > 2 && SPECIAL.test(rest[1] ?? "") && rest[2] === "}") return {
			name: rest[1] ?? "",
			length: 3
		};
		const end = rest.indexOf("}");
		if (end < 0) return {
			name: "",
			length: 1
		};
		return end === 1 ? {
			name: "",
			length: 2
		} : {
			name: rest.slice(1, end),
			length: end + 1
		};
	}
	const special = SPECIAL.exec(rest)?.[0];
	if (special !== void 0) return {
		name: special,
		length: 1
	};
	const name = /^\w*/.exec(rest)?.[0] ?? "";
	return {
		name,
		length: name.length
	};
}

// src/gates/tests/look-up.ts
const MAX_LINKS = 40;
const ROOT = {
	name: "",
	kind: "folder",
	mode: 493,
	uid: 0,
	gid: 0,
	linkName: "",
	content: /* @__PURE__ */ new Uint8Array()
};
function lookUp(path, follow, known) {
	let parts = path.split("/").filter(Boolean);
	let folder = [];
	let entry = ROOT;
	let links = 0;
	const wantsFolder = path.endsWith("/");
	while (parts.length > 0) {
		const [part = "", ...rest] = parts;
		if (part === "." || part === "..") {
			folder = part === ".." ? folder.slice(0, -1) : folder;
			entry = folder.length === 0 ? ROOT : known.get(`/${folder.join("/")}`) ?? ROOT;
			parts = rest;
			continue;
		}
		const next = `/${[...folder, part].join("/")}`;
		if (!known.has(next)) return { unknown: unknownFrom(folder, parts, known) };
		const nextEntry = known.get(next);
		if (nextEntry === void 0) return { unknown: [] };
		if (nextEntry.kind === "symlink" && (rest.length > 0 || follow || wantsFolder)) {
			links += 1;
			if (links > MAX_LINKS) return { unknown: [] };
			parts = [...nextEntry.linkName.split("/").filter(Boolean), ...rest];
			if (nextEntry.linkName.startsWith("/")) folder = [];
			entry = folder.length === 0 ? ROOT : known.get(`/${folder.join("/")}`) ?? ROOT;
			continue;
		}
		if ((rest.length > 0 || wantsFolder) && nextEntry.kind !== "folder") return { unknown: [] };
		folder = [...folder, part];
		entry = nextEntry;
		parts = rest;
	}
	return {
		entry,
		unknown: []
	};
}
function unknownFrom(folder, parts, known) {
	const paths = [];
	const walked = [...folder];
	for (const part of parts) {
		if (part === "." || part === "..") break;
		walked.push(part);
		const path = `/${walked.join("/")}`;
		if (!known.has(path)) paths.push(path);
	}
	return paths;
}

// src/gates/tests/mask.ts
const NO_SECRET = /^(?:.{0,2}|true|false|yes|none|[0-9.]{1,7}|[./~][^\s]*)$/i;
function masked(outcome, variables) {
	const secrets = [...variables].flatMap(([name, value]) => [...hasSecretName(name) ? value.split(/\r?\n/) : [], ...passwordsIn(value)]).filter((line) => !NO_SECRET.test(line.trim())).toSorted((a, b) => b.length - a.length);
	if (secrets.length === 0) return outcome;
	const mask = (text) => secrets.reduce((rest, secret) => [secret, JSON.stringify(secret).slice(1, -1)].reduce((left, word) => left.replaceAll(word, "***"), rest), text);
	switch (outcome.kind) {
		case "failed": return {
			kind: "failed",
			reasons: outcome.reasons.map(mask),
			output: outcome.output.map(mask)
		};
		case "broken": return {
			kind: "broken",
			message: mask(outcome.message)
		};
		case "passed":
		case "skipped": return outcome;
	}
}

// src/gates/tests/run-progress.ts
const TEST_STEP = new RegExp(`^\\[(?:[^\\]\\s]+/\\S+ )?(?:${TEST_STAGE} )?\\d+/\\d+\\] RUN `);
const CLIPPED = /\n?\[output clipped, log limit \S+ reached\]\n/;
const NOT_STARTED = /^(?:runc run failed: unable to start container process: |crun: )(.*)$/m;
function followTest(started) {
	let vertex;
	const streams = {
		1: [],
		2: []
	};
	const waiting = [];
	const line = (text) => {
		const event = readProgress(text);
		if (!event) return;
		for (const update of event.vertexes) {
			if (update.digest !== vertex?.digest && !TEST_STEP.test(update.name)) continue;
			const begins = update.started !== void 0 && vertex?.started === void 0;
			vertex = {
				...vertex,
				...update
			};
			if (begins) started();
		}
		waiting.push(...event.logs);
	};
	return {
		line,
		result: () => {
			if (vertex?.started === void 0 || vertex.completed === void 0) return void 0;
			for (const { vertex: digest, stream, data } of waiting) if (digest === vertex.digest && (stream === 1 || stream === 2)) streams[stream].push(Buffer.from(data, "base64"));
			const [stdout, stderr] = [1, 2].map((stream) => Buffer.concat(streams[stream]).toString("utf8"));
			const code = vertex.error === void 0 ? "0" : /exit code: (\d+)$/.exec(vertex.error)?.[1];
			if (code === void 0) return void 0;
			const notStarted = code === "0" ? void 0 : NOT_STARTED.exec(stderr)?.[1];
			if (notStarted !== void 0) return { notStarted };
			return {
				exitCode: Number(code),
				stdout: stdout.replace(CLIPPED, "\n"),
				stderr: stderr.replace(CLIPPED, "\n"),
				seconds: (Date.parse(vertex.completed) - Date.parse(vertex.started)) / 1e3,
				clipped: CLIPPED.test(stdout) || CLIPPED.test(stderr)
			};
		}
	};
}

// src/gates/tests/run-tests.ts
const PROBES_AT_ONCE = 60;
const TOO_MANY_LINKS = /too many links/;
const NO_EXCLUDE = /unknown flag: (?:--)?exclude/i;
const NO_USER = /unable to find (?:user|group) [^:\n]*/;
async function runTests(subjects, options, host) {
	const limit = pLimit(options.concurrency);
	return (await Promise.all(subjects.map((subject, index) => testSubject(subject, {
		...options,
		tar: `${options.folder}/${index}.tar`
	}, limit, host)))).flat();
}
async function testSubject(subject, options, limit, host) {
	const tests = subject.tests.filter(({ platforms }) => platforms === void 0 || platforms.includes(subject.platform));
	if (tests.length === 0) return [];
	let config;
	try {
		config = await limit(() => subject.config());
	} catch (cause) {
		return tests.map((test) => verdict(subject, test, 0, broken(cause)));
	}
	const variables = variablesOf(config);
	const maskedVerdict = (test, seconds, outcome) => verdict(subject, test, seconds, masked(outcome, [...variables, ...test.kind === "command" ? test.env.map(({ name, value }) => [name, value]) : []]));
	const files = tests.filter((test) => test.kind === "file");
	const fileOutcomes = files.length === 0 ? void 0 : limit(() => timed(() => testFiles(files, config, subject, options, host), host));
	fileOutcomes?.catch(() => {});
	return Promise.all(tests.map(async (test) => {
		try {
			switch (test.kind) {
				case "metadata": return maskedVerdict(test, 0, outcomeOf(metadataFailures(test, config)));
				case "file": {
					const result = await fileOutcomes;
					return maskedVerdict(test, result?.seconds ?? 0, result?.value.get(test) ?? broken("it was not looked at"));
				}
				case "command": {
					if (!subject.runs) return maskedVerdict(test, 0, { kind: "skipped" });
					const { value, seconds } = await limit(() => timed(() => testCommand(test, config, subject, options, host), host));
					return maskedVerdict(test, seconds, value);
				}
			}
		} catch (cause) {
			return maskedVerdict(test, 0, broken(cause));
		}
	}));
}
function verdict({ image, platform }, { name, place }, seconds, outcome) {
	return {
		image,
		platform,
		test: name,
		place,
		seconds,
		outcome
	};
}
async function timed(act, { now }) {
	const started = now();
	return {
		value: await act(),
		seconds: (now() - started) / 1e3
	};
}
function broken(cause) {
	return {
		kind: "broken",
		message: reasonOf(cause)
	};
}
function outcomeOf(reasons, output = []) {
	return reasons.length === 0 ? { kind: "passed" } : {
		kind: "failed",
		reasons,
		output
	};
}
async function testCommand(declared, config, subject, options, host) {
	const test = declared.expand ? withVariables(declared, config) : withoutTracing(declared, config);
	for (let attempt = 1;; attempt += 1) {
		const timeout = new AbortController();
		let stopTimer = () => {};
		const follow = followTest(() => {
			stopTimer = host.after(test.seconds * 1e3, () => timeout.abort());
		});
		const bake = followBake(() => {});
		const { code } = await throwAwayBuild(commandDockerfile(test), [
			"--no-cache",
			"--output",
			"type=cacheonly",
			...commandArguments(test)
		], subject, options, {
			...host,
			signal: AbortSignal.any([host.signal, timeout.signal])
		}, (line) => {
			follow.line(line);
			bake.line(line);
		});
		stopTimer();
		const result = follow.result();
		if (host.signal.aborted) return {
			kind: "broken",
			message: "it was cancelled"
		};
		if (timeout.signal.aborted) return {
			kind: "failed",
			reasons: [`it did not end within ${test.seconds} s`],
			output: []
		};
		if (result !== void 0 && "notStarted" in result) return {
			kind: "failed",
			reasons: [`it could not be started: ${result.notStarted}`],
			output: []
		};
		if (result !== void 0 && (code === 0 || result.exitCode !== 0)) return commandOutcome(test, result);
		const { message } = bake.failure();
		const noUser = NO_USER.exec(message)?.[0];
		if (noUser !== void 0) return {
			kind: "failed",
			reasons: [`it could not be started: ${noUser}`],
			output: []
		};
		if (attempt >= 3 || !isTransient(message)) return / RUN .*exit code: \d+$/s.test(message) && test.setup.length > 0 ? {
			kind: "failed",
			reasons: [`its setup failed: ${message}`],
			output: bake.failure().log.slice(-10)
		} : {
			kind: "broken",
			message
		};
		await host.sleep(1e3 * attempt);
	}
}
function commandOutcome(test, result) {
	if (result.clipped && readsOutput(test)) return {
		kind: "failed",
		reasons: ["its output is more than BuildKit keeps (200 KiB in a second, 2 MiB in all), so it cannot be compared"],
		output: []
	};
	const output = [...lines(result.stdout), ...lines(result.stderr)];
	return outcomeOf(commandFailures(test, result), output.slice(-10));
}
function lines(text) {
	return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}
const TRACING = [
	"OTEL_TRACES_EXPORTER",
	"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
	"OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
	"TRACEPARENT",
	"TRACESTATE"
];
function withoutTracing(test, config) {
	const [shell = "", option = "", script = ""] = test.command;
	const set = /* @__PURE__ */ new Set([...variablesOf(config).keys(), ...test.env.map(({ name }) => name)]);
	const added = TRACING.filter((name) => !set.has(name));
	return test.isScript && added.length > 0 ? {
		...test,
		command: [
			shell,
			option,
			`unset ${added.join(" ")}; ${script}`
		]
	} : test;
}
function withVariables(test, config) {
	const { env, known } = expandedEnv(test.env, variablesOf(config));
	return {
		...test,
		env,
		command: test.command.map((word) => expandVariables(word, (name) => known.get(name) ?? ""))
	};
}
function expandedEnv(variables, image) {
	const expand = (of, known) => variables.filter((variable) => variable.of === of).map((variable) => ({
		...variable,
		value: expandVariables(variable.value, (name) => known.get(name) ?? "")
	}));
	const together = (known, more) => new Map([...known, ...more.map(({ name, value }) => [name, value])]);
	const file = expand("file", image);
	const withFile = together(image, file);
	const setup = expand("setup", withFile);
	const rest = variables.filter(({ of }) => of === void 0);
	return {
		env: [
			...file,
			...setup,
			...rest
		],
		known: together(withFile, setup)
	};
}
async function testFiles(tests, config, subject, options, host) {
	const variables = variablesOf(config);
	const pathOf = (test) => {
		if (!test.expand) return test.path;
		const { known } = expandedEnv(test.env ?? [], variables);
		return fromRoot(expandVariables(test.path, (name) => known.get(name) ?? ""));
	};
	const entries = /* @__PURE__ */ new Map();
	const wanted = tests.filter((test) => isTestablePath(pathOf(test)));
	for (;;) {
		const missing = new Set(wanted.flatMap((test) => [...lookUp(pathOf(test), false, entries).unknown, ...test.content ? lookUp(pathOf(test), true, entries).unknown : []]));
		if (missing.size === 0) break;
		const paths = [...missing].slice(0, PROBES_AT_ONCE);
		for (const [path, entry] of await probeAll(paths, subject, options, host)) entries.set(path, entry);
	}
	return new Map(tests.map((test) => {
		const path = pathOf(test);
		if (!isTestablePath(path)) return [test, {
			kind: "broken",
			message: `the path "${path}" ${PATH_RULE}`
		}];
		const located = lookUp(path, false, entries);
		if (located.entry?.name === "" && (test.mode ?? test.uid ?? test.gid ?? test.executableBy) !== void 0) return [test, {
			kind: "broken",
			message: "the owner and mode of / cannot be read from a build; use a command (stat)"
		}];
		try {
			return [test, outcomeOf(fileFailures(test, located.entry, test.content ? lookUp(path, true, entries).entry : void 0))];
		} catch (cause) {
			return [test, broken(cause)];
		}
	}));
}
async function probeAll(paths, subject, options, host) {
	try {
		return await probe(paths, subject, options, host);
	} catch (cause) {
		if (!(cause instanceof Error) || !TOO_MANY_LINKS.test(cause.message)) throw cause;
		const [first = ""] = paths;
		if (paths.length < 2) return /* @__PURE__ */ new Map([[first, void 0]]);
		const middle = Math.ceil(paths.length / 2);
		const before = await probeAll(paths.slice(0, middle), subject, options, host);
		return new Map([...before, ...await probeAll(paths.slice(middle), subject, options, host)]);
	}
}
async function probe(paths, subject, options, host) {
	const files = await filesOfBuild(probeDockerfile(paths), subject, options, host).catch((cause) => {
		if (!(cause instanceof Error) || !NO_EXCLUDE.test(cause.message)) throw cause;
		throw new Error("the builder is too old to look at files of an image: Dockerfile 1.19 is needed, as in BuildKit 0.25 and Docker 28.5");
	});
	const entries = new Map(files.map((entry) => [entry.name, entry]));
	return new Map(paths.map((path, index) => [path, entries.get(`${index}/${path.split("/").at(-1) ?? ""}`)]));
}

// src/gates/tests/test-images.ts
async function testImages(built, { job, settings, registry }, host) {
	const mode = job.plan.settings.tests;
	const tested = mode === "off" ? [] : built.filter(({ image }) => image.checks.tests.length > 0);
	if (tested.length === 0) return report([]);
	const builderName = await builderOf({
		job,
		settings
	}, host);
	const builder = await findBuilder(builderName === void 0 ? {} : { builder: builderName }, host);
	if ("message" in builder) return {
		...report([]),
		problems: [builder]
	};
	const runnable = new Set(builder.platforms.map(normalPlatform));
	const subjects = tested.flatMap((image) => image.candidate.platforms.map(({ platform, digest }) => ({
		image: image.image.id,
		...buildBase(image, platform, settings),
		tests: image.image.checks.tests,
		config: settings.destination === "load" ? () => loadedConfig(image, host) : async () => (await readConfig(digest, platform, imageStore({
			image: image.image,
			settings,
			registry
		}, host))).config ?? {},
		runs: runnable.has(normalPlatform(platform))
	})));
	const count = subjects.reduce((sum, { tests }) => sum + tests.length, 0);
	host.say(`running ${counted(count, "test")} in ${counted(subjects.length, "image")} (one for each platform)`);
	const folder = join(job.out, "tests");
	const verdicts = await runTests(subjects, {
		...builderName === void 0 ? {} : { builder: builderName },
		folder,
		concurrency: job.request.build.concurrency
	}, host);
	const junit = join(folder, "junit.xml");
	await host.files.write([{
		path: junit,
		text: junitXml(verdicts)
	}]);
	return {
		...report(verdicts),
		problems: testProblems(verdicts, mode),
		files: { junit }
	};
}
function report(verdicts) {
	const verdictsOf = ({ id }) => verdicts.filter(({ image }) => image === id);
	return {
		...verdicts.length === 0 ? {} : { column: {
			title: "Tests",
			cell: (image) => testCounts(verdictsOf(image))
		} },
		about: (image) => ({
			refused: verdictsOf(image).some(({ outcome }) => outcome.kind === "failed" || outcome.kind === "broken"),
			json: { tests: verdictsOf(image).map(({ platform, test, seconds, outcome }) => ({
				platform,
				name: test,
				...outcome,
				seconds
			})) }
		})
	};
}
async function loadedConfig({ image, candidate }, { exec, env, signal }) {
	const { code, stdout, stderr } = await exec({
		file: "docker",
		args: [
			"image",
			"inspect",
			"--format",
			"{{json .Config}}",
			loadedReference(image, candidate)
		],
		env: environmentOf("docker", env),
		signal
	});
	if (code !== 0) throw new Error(firstLine(stderr) || "the engine does not have the image");
	return parse(RunConfig, JSON.parse(stdout));
}

export { testImages, testsGate };