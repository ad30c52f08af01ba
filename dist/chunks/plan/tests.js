import { declaredPlatforms, testUser } from "../matrix.js";
import { patternProblem } from "../pattern.js";
import { ProblemsFound, error } from "../problem.js";
import { firstLine } from "../text.js";
import { MAPPING_RULE, didYouMean, documented, filled, readShape, readYaml, text } from "../yaml.js";
import { array, check, exactOptional, is, literal, minLength, picklist, pipe, regex, safeParse, strictObject, string, transform, unknown } from "../packages/valibot.js";
import { dirname, join, posix } from "node:path";

// src/plan/tests/dockerfile.ts
const TEST_STAGE = "test";
const IMAGE_CONTEXT = "image";
function commandDockerfile(test) {
	const run = (command) => `RUN --network=${test.network ? "default" : "none"} ${jsonWords(command)}\n`;
	const settings = [...test.env.map(({ name, value }, index) => LINE_BREAK.test(value) ? `ARG ${argumentOf(index)}\nENV ${name}=$${argumentOf(index)}\n` : `ENV ${name}=${quoted(value)}\n`), ...test.user === void 0 ? [] : [`USER ${test.user}\n`]].join("");
	if (test.setup.length === 0) return `FROM ${IMAGE_CONTEXT} AS ${TEST_STAGE}\n${settings}${run(test.command)}`;
	return `FROM ${IMAGE_CONTEXT} AS setup\n${settings}${test.setup.map(run).join("")}FROM setup AS ${TEST_STAGE}\n${run(test.command)}`;
}
const LINE_BREAK = /[\n\r]/;
function argumentOf(index) {
	return `DOCKER_MATRIX_TEST_${index + 1}`;
}
function commandArguments({ env }) {
	return env.flatMap(({ value }, index) => LINE_BREAK.test(value) ? ["--build-arg", `${argumentOf(index)}=${value}`] : []);
}
const LINE_LIMIT = 65535;
function longestLine(test) {
	return Math.max(...commandDockerfile(test).split("\n").map((line) => Buffer.byteLength(line)));
}
function probeDockerfile(paths) {
	return `FROM scratch\n${paths.map((path, index) => {
		const parts = path.split("/").slice(1);
		const name = parts.at(-1) ?? "";
		const folder = `/${parts.slice(0, -1).map((part) => `${onlyItself(part)}/`).join("")}`;
		const pattern = flagPattern(name);
		return `COPY --from=${IMAGE_CONTEXT} --exclude=* --exclude=!${pattern} --exclude=${pattern}/** ${jsonWords([folder, `/${index}/`])}\n`;
	}).join("")}`;
}
function jsonWords(words) {
	return JSON.stringify(words).replaceAll("<", "\\u003c");
}
function quoted(text) {
	return `"${text.replace(/[\\"$]/g, "\\$&")}"`;
}
function onlyItself(part) {
	const characters = Array.from(part);
	const isSpecial = (character) => /[*?[\\]/.test(character);
	const plain = characters.some(isSpecial) ? -1 : characters.findIndex((character) => !/[-^!\]]/.test(character));
	return characters.map((character, index) => {
		if (isSpecial(character)) return `[${character === "\\" ? "\\\\" : character}]`;
		return index === plain ? `[${character}]` : character;
	}).join("").replace(/[\\"'$]/g, "\\$&");
}
function flagPattern(name) {
	return name.replace(/[^A-Za-z0-9._+@-]/gu, "?");
}

// src/plan/tests/rules.ts
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const VARIABLE_RULE = "must be the name of an environment variable";
const PATH = /^\/[^\p{Cc}]*$/u;
const PATH_RULE = "must begin with \"/\" and be one line without control characters";
function isTestablePath(path) {
	return PATH.test(path);
}
function fromRoot(path) {
	return posix.join("/", path);
}

// src/plan/tests/structure-schema.ts
const anyText = pipe(string("must be text"), regex(/^[^\0]*$/, "must have no NUL character"));
const words = array(anyText, "must be a list");
const commands = array(pipe(words, minLength(1, "must not be an empty command")), "must be a list of commands, each a list of words");
const patterns = array(string("must be text"), "must be a list of regular expressions");
const name = filled;
const integer = pipe(string("must be a whole number"), regex(/^[+-]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+|[0-9][0-9_]*)$/, "must be a whole number"), transform((written) => {
	const [, sign, octal, digits = ""] = /^([+-]?)(0[oO]?(?=[0-7]+$))?(.*)$/.exec(written.replaceAll("_", "")) ?? [];
	const number = octal === void 0 ? Number(digits) : Number.parseInt(digits, 8);
	return sign === "-" ? -number : number;
}));
const flag = pipe(string("must be true or false"), regex(/^(?:y|yes|on|true|n|no|off|false)$/i, "must be true or false"), transform((word) => /^(?:y|yes|on|true)$/i.test(word)));
const permissions = pipe(text, regex(/^[-dalTLDpSugct]{1,5}[-rwx]{9}$/, "must be as -rwxr-xr-x; octal digits always fail"));
const variables = array(strictObject({
	key: filled,
	value: exactOptional(anyText, ""),
	isRegex: exactOptional(flag)
}, MAPPING_RULE), "must be a list of mappings with \"key\" and \"value\"");
const orEmpty = (rule) => pipe(text, check((word) => word === "" || is(rule, word), ({ input }) => safeParse(rule, input).issues?.[0].message ?? ""));
const structureSchema = strictObject({
	schemaVersion: documented(literal("2.0.0", "must be 2.0.0"), "Version of the format.", ["2.0.0"]),
	globalEnvVars: exactOptional(variables),
	commandTests: exactOptional(array(strictObject({
		name,
		setup: exactOptional(commands),
		teardown: exactOptional(commands),
		envVars: exactOptional(variables),
		exitCode: exactOptional(integer),
		command: filled,
		args: exactOptional(words),
		expectedOutput: exactOptional(patterns),
		excludedOutput: exactOptional(patterns),
		expectedError: exactOptional(patterns),
		excludedError: exactOptional(patterns)
	}, MAPPING_RULE), "must be a list of tests")),
	fileExistenceTests: exactOptional(array(strictObject({
		name,
		path: filled,
		shouldExist: exactOptional(flag),
		permissions: exactOptional(orEmpty(permissions)),
		uid: exactOptional(integer),
		gid: exactOptional(integer),
		isExecutableBy: exactOptional(picklist([
			"owner",
			"group",
			"other",
			"any",
			""
		], "must be owner, group, other or any"))
	}, MAPPING_RULE), "must be a list of tests")),
	fileContentTests: exactOptional(array(strictObject({
		name,
		path: filled,
		expectedContents: exactOptional(patterns),
		excludedContents: exactOptional(patterns)
	}, MAPPING_RULE), "must be a list of tests")),
	metadataTest: exactOptional(strictObject({
		envVars: exactOptional(variables),
		unboundEnvVars: exactOptional(variables),
		exposedPorts: exactOptional(words),
		unexposedPorts: exactOptional(words),
		entrypoint: exactOptional(words),
		cmd: exactOptional(words),
		workdir: exactOptional(text),
		volumes: exactOptional(words),
		unmountedVolumes: exactOptional(words),
		labels: exactOptional(variables),
		user: exactOptional(text)
	}, MAPPING_RULE)),
	licenseTests: exactOptional(array(unknown(), "must be a list")),
	containerRunOptions: exactOptional(strictObject({
		user: exactOptional(orEmpty(testUser)),
		privileged: exactOptional(flag),
		allocateTty: exactOptional(flag),
		envVars: exactOptional(words),
		envFile: exactOptional(text),
		capabilities: exactOptional(words),
		bindMounts: exactOptional(words)
	}, MAPPING_RULE))
}, MAPPING_RULE);

// src/plan/tests/structure-file.ts
function readStructureFile(file, options) {
	const read = readYaml(file, { empty: true });
	if (!("source" in read)) throw new ProblemsFound(read.problems);
	const source = {
		...read.source,
		data: withoutEmpty(read.source.data)
	};
	const version = typeof source.data === "object" && source.data !== null ? source.data["schemaVersion"] : void 0;
	if (typeof version === "string" && version !== "2.0.0") throw new ProblemsFound([error("structure-version", `the schemaVersion "${version}" is not supported, only 2.0.0`, {
		place: source.at(["schemaVersion"]),
		hint: version === "1.0.0" ? "write commands as \"command\" and \"args\", flags of shells as arguments, and schemaVersion: 2.0.0" : void 0
	})]);
	const data = readShape(structureSchema, source, "the file");
	const problems = [...unsupported(data, source.at), ...details(data, source.at)];
	if (problems.length > 0) throw new ProblemsFound(problems);
	const shared = (path) => ({
		place: source.at(path),
		...options.platforms ? { platforms: options.platforms } : {}
	});
	const user = data.containerRunOptions?.user;
	const globals = (data.globalEnvVars ?? []).map(({ key, value }) => ({
		name: key,
		value,
		of: "file"
	}));
	const tests = [
		...(data.commandTests ?? []).map((test, index) => {
			const variables = (test.envVars ?? []).map(({ key, value }) => ({
				name: key,
				value
			}));
			return {
				kind: "command",
				...shared([
					"commandTests",
					index,
					"name"
				]),
				name: test.name,
				expand: true,
				command: [test.command, ...test.args ?? []],
				setup: test.setup ?? [],
				env: [
					...globals,
					...test.setup && test.setup.length > 0 ? variables.map((variable) => ({
						...variable,
						of: "setup"
					})) : [],
					...variables
				],
				...user ? { user } : {},
				network: options.network,
				seconds: options.seconds,
				exitCode: test.exitCode ?? 0,
				stdout: {
					found: test.expectedOutput ?? [],
					missing: test.excludedOutput ?? []
				},
				stderr: {
					found: test.expectedError ?? [],
					missing: test.excludedError ?? []
				}
			};
		}),
		...(data.fileContentTests ?? []).map((test, index) => ({
			kind: "file",
			...shared([
				"fileContentTests",
				index,
				"name"
			]),
			name: test.name,
			path: fromRoot(test.path),
			exists: true,
			content: {
				found: test.expectedContents ?? [],
				missing: test.excludedContents ?? []
			}
		})),
		...(data.fileExistenceTests ?? []).map((test, index) => ({
			kind: "file",
			...shared([
				"fileExistenceTests",
				index,
				"name"
			]),
			name: test.name,
			expand: true,
			path: test.path,
			...globals.length === 0 ? {} : { env: globals },
			exists: test.shouldExist ?? true,
			...test.permissions ? { mode: test.permissions } : {},
			...test.uid === void 0 || test.uid < 0 ? {} : { uid: test.uid },
			...test.gid === void 0 || test.gid < 0 ? {} : { gid: test.gid },
			...test.isExecutableBy ? { executableBy: test.isExecutableBy } : {}
		})),
		...data.metadataTest && Object.keys(data.metadataTest).length > 0 ? [metadataTest$1(data.metadataTest, shared(["metadataTest"]))] : []
	];
	if (tests.length === 0) throw new ProblemsFound([error("structure-empty", "there are no tests in this file", {
		place: source.at([]),
		hint: "a file without tests fails with container-structure-test, too; leave it out"
	})]);
	return tests;
}
function withoutEmpty(value) {
	if (Array.isArray(value)) return value.map(withoutEmpty);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => inner === null ? [] : [[key, withoutEmpty(inner)]]));
}
function metadataTest$1(data, shared) {
	const values = (list) => (list ?? []).map(({ key, value, isRegex }) => ({
		name: key,
		value,
		pattern: isRegex ?? false
	}));
	return {
		kind: "metadata",
		...shared,
		name: "metadataTest",
		env: values(data.envVars),
		unsetEnv: (data.unboundEnvVars ?? []).map(({ key }) => key),
		labels: values(data.labels),
		ports: data.exposedPorts ?? [],
		noPorts: data.unexposedPorts ?? [],
		volumes: data.volumes ?? [],
		noVolumes: data.unmountedVolumes ?? [],
		...data.entrypoint ? { entrypoint: data.entrypoint } : {},
		...data.cmd ? { cmd: data.cmd } : {},
		...data.workdir ? { workdir: data.workdir } : {},
		...data.user ? { user: data.user } : {}
	};
}
function unsupported({ licenseTests = [], containerRunOptions: options = {}, commandTests = [] }, at) {
	const refused = (path, what, hint) => error("structure-unsupported", `${what} is not supported here`, {
		place: at(path),
		hint
	});
	return [
		...licenseTests.length > 0 ? [refused(["licenseTests"], "\"licenseTests\"", "remove them, and look for licences in the SBOM")] : [],
		...options.privileged ? [refused(["containerRunOptions", "privileged"], "\"privileged\"", "tests run as steps of a build")] : [],
		...options.allocateTty ? [refused(["containerRunOptions", "allocateTty"], "\"allocateTty\"", "tests run as steps of a build")] : [],
		...options.capabilities && options.capabilities.length > 0 ? [refused(["containerRunOptions", "capabilities"], "\"capabilities\"", "tests run as steps of a build")] : [],
		...options.bindMounts && options.bindMounts.length > 0 ? [refused(["containerRunOptions", "bindMounts"], "\"bindMounts\"", "what a test needs has to be in the image, or written by its setup")] : [],
		...options.envFile ? [refused(["containerRunOptions", "envFile"], "\"envFile\"", "write the variables as globalEnvVars")] : [],
		...options.envVars && options.envVars.length > 0 ? [refused(["containerRunOptions", "envVars"], "\"envVars\" of the caller's environment", "write the variables as globalEnvVars")] : [],
		...commandTests.flatMap(({ exitCode }, index) => exitCode !== void 0 && (exitCode < 0 || exitCode > 255) ? [error("structure-value", `"exitCode" must be from 0 to 255, not ${exitCode}`, { place: at([
			"commandTests",
			index,
			"exitCode"
		]) })] : [])
	];
}
function details(data, at) {
	const patterns = (list, path) => (list ?? []).flatMap((text, index) => patternProblem(text, at([...path, index])));
	const variables = (list, path) => (list ?? []).flatMap(({ key }, index) => VARIABLE_NAME.test(key) ? [] : [error("structure-value", `"${key}" ${VARIABLE_RULE}`, { place: at([
		...path,
		index,
		"key"
	]) })]);
	const emptyValues = (list, path) => (list ?? []).flatMap(({ value }, index) => value === "" ? [error("structure-value", "a variable of a test must have a value", {
		place: at([...path, index]),
		hint: "container-structure-test takes an empty one in globalEnvVars only"
	})] : []);
	const paths = (list, section) => (list ?? []).flatMap(({ path }, index) => isTestablePath(fromRoot(path)) ? [] : [error("structure-value", `the path "${path}" ${PATH_RULE}`, { place: at([
		section,
		index,
		"path"
	]) })]);
	const values = (list, path) => (list ?? []).flatMap(({ value, isRegex }, index) => isRegex ? patternProblem(value, at([
		...path,
		index,
		"value"
	])) : []);
	return [
		...variables(data.globalEnvVars, ["globalEnvVars"]),
		...(data.commandTests ?? []).flatMap((test, index) => [
			...variables(test.envVars, [
				"commandTests",
				index,
				"envVars"
			]),
			...emptyValues(test.envVars, [
				"commandTests",
				index,
				"envVars"
			]),
			...[
				"expectedOutput",
				"excludedOutput",
				"expectedError",
				"excludedError"
			].flatMap((key) => patterns(test[key], [
				"commandTests",
				index,
				key
			]))
		]),
		...paths(data.fileContentTests, "fileContentTests"),
		...paths(data.fileExistenceTests, "fileExistenceTests"),
		...(data.fileContentTests ?? []).flatMap((test, index) => ["expectedContents", "excludedContents"].flatMap((key) => patterns(test[key], [
			"fileContentTests",
			index,
			key
		]))),
		...values(data.metadataTest?.envVars, ["metadataTest", "envVars"]),
		...values(data.metadataTest?.labels, ["metadataTest", "labels"])
	];
}

// src/plan/tests/declared.ts
const KINDS = [
	"run",
	"file",
	"metadata",
	"structure"
];
const KEYS = {
	run: [
		"name",
		"exit-code",
		"stdout",
		"not-stdout",
		"stderr",
		"not-stderr",
		"env",
		"user",
		"timeout",
		"network"
	],
	file: [
		"name",
		"exists",
		"contains",
		"not-contains",
		"mode",
		"uid",
		"gid",
		"executable-by"
	],
	metadata: ["name"],
	structure: ["network", "timeout"]
};
const DEFAULT_TIMEOUT = "5m";
function testEntryProblems({ file, source }) {
	const lists = [[["test"], file.test ?? []], ...Object.entries(file.targets).map(([name, { test }]) => [[
		"targets",
		name,
		"test"
	], test ?? []])];
	const known = declaredPlatforms(file);
	const problems = lists.flatMap(([path, entries]) => entries.flatMap((entry, index) => entryProblems(entry, [...path, index], source, known)));
	const local = Object.entries(file.targets).filter(([, { output, test }]) => output === "local" && test !== void 0);
	return [...problems, ...local.map(([name]) => error("test-without-image", `target "${name}" has tests, but gives files instead of an image`, { place: source.atKey([
		"targets",
		name,
		"test"
	]) }))];
}
function entryProblems(entry, path, source, known) {
	const kinds = KINDS.filter((kind) => entry[kind] !== void 0);
	const [kind] = kinds;
	if (kind === void 0 || kinds.length > 1) return [error("test-kind", "a test has exactly one of run, file, metadata and structure" + (kinds.length > 1 ? `, not ${kinds.join(" and ")}` : ""), { place: kinds[1] ? source.atKey([...path, kinds[1]]) : source.at(path) })];
	const allowed = [
		kind,
		...KEYS[kind],
		"platforms"
	];
	const problems = Object.keys(entry).filter((key) => !allowed.includes(key)).map((key) => error("test-key", `"${key}" is not for a test with "${kind}" (which has ${allowed.slice(1).join(", ")})`, { place: source.atKey([...path, key]) }));
	if (entry["exit-code"] !== void 0 && Number(entry["exit-code"]) > 255) problems.push(error("invalid-value", `"exit-code" must be from 0 to 255, not ${entry["exit-code"]}`, { place: source.at([...path, "exit-code"]) }));
	for (const [index, platform] of (entry.platforms ?? []).entries()) if (!known.includes(platform)) problems.push(error("unknown-platform", `no image is built for the platform "${platform}"${didYouMean(platform, known)}`, { place: source.at([
		...path,
		"platforms",
		index
	]) }));
	if (entry.metadata !== void 0 && Object.keys(entry.metadata).length === 0) problems.push(error("invalid-value", "\"metadata\" asks nothing of the image", { place: source.at([...path, "metadata"]) }));
	if (entry.exists === false) {
		const pointlessKey = [
			"contains",
			"not-contains",
			"mode",
			"uid",
			"gid",
			"executable-by"
		].find((key) => key in entry);
		if (pointlessKey !== void 0) problems.push(error("test-key", `"${pointlessKey}" asks something of a file that must not exist`, { place: source.atKey([...path, pointlessKey]) }));
	}
	return problems;
}
function declaredTests(matrix, target, context, texts, inputs) {
	const { file, source } = matrix;
	const problems = [];
	const tests = [[["test"], file.test ?? []], [[
		"targets",
		target,
		"test"
	], file.targets[target]?.test ?? []]].flatMap(([list, entries]) => entries.flatMap((entry, index) => {
		const path = [...list, index];
		const text = (written, ...key) => texts.fill(written, context, source.at([...path, ...key]));
		const patterns = (key) => {
			const declared = entry[key];
			return (declared === void 0 ? [] : typeof declared === "string" ? [declared] : declared).map((written, position) => {
				const place = typeof declared === "string" ? [key] : [key, position];
				const pattern = text(written, ...place);
				problems.push(...patternProblem(pattern, source.at([...path, ...place])));
				return pattern;
			});
		};
		try {
			const read = testsOf(entry, {
				text,
				patterns,
				at: (...key) => source.at([...path, ...key]),
				problems,
				matrix,
				inputs
			});
			return texts.hasFactsOf(textsIn(entry)) ? read : [];
		} catch (cause) {
			if (!(cause instanceof ProblemsFound)) throw cause;
			problems.push(...cause.problems);
			return [];
		}
	}));
	for (const test of tests) {
		const bytes = test.kind === "command" ? longestLine(test) : 0;
		if (bytes > 65535) problems.push(error("invalid-value", `the command of the test "${test.name}" is a line of ${bytes} bytes in a Dockerfile, where at most ${LINE_LIMIT} are read`, {
			place: test.place,
			hint: "put it into a file of the image, and run that"
		}));
	}
	if (problems.length > 0) throw new ProblemsFound(problems);
	return tests;
}
function textsIn(entry) {
	if (typeof entry === "string") return [entry];
	return typeof entry === "object" && entry !== null ? Object.values(entry).flatMap(textsIn) : [];
}
function testsOf(entry, reading) {
	if (entry.run !== void 0) return [commandTest(entry, entry.run, reading)];
	if (entry.file !== void 0) return [fileTest(entry, entry.file, reading)];
	if (entry.metadata !== void 0) return [metadataTest(entry, entry.metadata, reading)];
	return entry.structure === void 0 ? [] : structureTests(entry, entry.structure, reading);
}
function commandTest(entry, run, { text, patterns, at }) {
	const command = typeof run === "string" ? [
		"/bin/sh",
		"-c",
		text(run, "run")
	] : run.map((word, index) => text(word, "run", index));
	const shown = typeof run === "string" ? command.slice(2) : command;
	return {
		kind: "command",
		...shared(entry, at("run")),
		name: entry.name === void 0 ? shortened(firstLine(shown.join(" "))) : text(entry.name, "name"),
		command,
		...typeof run === "string" ? { isScript: true } : {},
		setup: [],
		env: Object.entries(entry.env ?? {}).map(([name, value]) => ({
			name,
			value: text(value, "env", name)
		})),
		...entry.user === void 0 ? {} : { user: entry.user },
		network: entry.network ?? false,
		seconds: seconds(entry.timeout),
		exitCode: Number(entry["exit-code"] ?? "0"),
		stdout: {
			found: patterns("stdout"),
			missing: patterns("not-stdout"),
			lines: true
		},
		stderr: {
			found: patterns("stderr"),
			missing: patterns("not-stderr"),
			lines: true
		}
	};
}
function fileTest(entry, file, { text, patterns, at, problems }) {
	const path = text(file, "file");
	if (!isTestablePath(path)) problems.push(error("invalid-value", `the path "${path}" ${PATH_RULE}`, { place: at("file") }));
	const content = {
		found: patterns("contains"),
		missing: patterns("not-contains"),
		lines: true
	};
	return {
		kind: "file",
		...shared(entry, at("file")),
		name: entry.name === void 0 ? path : text(entry.name, "name"),
		path,
		exists: entry.exists ?? true,
		...entry.mode === void 0 ? {} : { mode: entry.mode },
		...entry.uid === void 0 ? {} : { uid: Number(entry.uid) },
		...entry.gid === void 0 ? {} : { gid: Number(entry.gid) },
		...entry["executable-by"] === void 0 ? {} : { executableBy: entry["executable-by"] },
		...content.found.length + content.missing.length === 0 ? {} : { content }
	};
}
function metadataTest(entry, data, { text, at }) {
	const list = (key) => (data[key] ?? []).map((item, index) => text(item, "metadata", key, index));
	const values = (key) => Object.entries(data[key] ?? {}).map(([name, value]) => ({
		name,
		value: text(value, "metadata", key, name),
		pattern: false
	}));
	return {
		kind: "metadata",
		...shared(entry, at("metadata")),
		name: entry.name === void 0 ? "metadata" : text(entry.name, "name"),
		env: values("env"),
		unsetEnv: list("unset-env"),
		labels: values("labels"),
		ports: list("exposed-ports"),
		noPorts: list("unexposed-ports"),
		volumes: list("volumes"),
		noVolumes: list("unmounted-volumes"),
		...data.user === void 0 ? {} : { user: text(data.user, "metadata", "user") },
		...data.workdir === void 0 ? {} : { workdir: text(data.workdir, "metadata", "workdir") },
		...data.entrypoint === void 0 ? {} : { entrypoint: list("entrypoint") },
		...data.cmd === void 0 ? {} : { cmd: list("cmd") },
		...data.healthcheck === void 0 ? {} : { healthcheck: data.healthcheck }
	};
}
function structureTests(entry, path, { at, matrix, inputs }) {
	const text = inputs?.files.get(path);
	if (text === void 0) throw new ProblemsFound([error("no-structure-file", `there is no file "${path}"`, {
		place: at("structure"),
		hint: "paths start at the folder of the matrix"
	})]);
	const shown = join(dirname(matrix.source.file.path), path);
	return readStructureFile({
		path: shown,
		text
	}, {
		network: entry.network ?? true,
		seconds: seconds(entry.timeout),
		...entry.platforms ? { platforms: entry.platforms } : {}
	});
}
function shared(entry, place) {
	return {
		place,
		...entry.platforms ? { platforms: entry.platforms } : {}
	};
}
function seconds(timeout = DEFAULT_TIMEOUT) {
	return Number(timeout.slice(0, -1)) * (timeout.endsWith("m") ? 60 : 1);
}
function shortened(line) {
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

export { IMAGE_CONTEXT, PATH_RULE, TEST_STAGE, commandArguments, commandDockerfile, declaredTests, fromRoot, isTestablePath, probeDockerfile, testEntryProblems };