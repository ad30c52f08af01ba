import { o as __toESM } from "./rolldown-runtime.js";
import { C as textsOf, D as patternTest, S as textOf, _ as isText, a as readShape, b as listOf, g as isMapping, h as shellQuote, k as RUN_FACTS, m as quoting, n as imageTests, v as isTrue, x as mappingOf, y as kindOf } from "./test-schema.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { t as compareVersions } from "./order.js";
import { C as didYouMean, S as closest, _ as platforms, a as CONDITION, b as texts, c as MAPPING_RULE, d as byKind, f as documented, g as optional, h as filledWord, i as targetFlavor, l as anyFilled, m as filledKey, o as condition, p as filled, r as tags, s as key, t as flavor, u as boolean, v as someOf, x as word, y as text$1 } from "./tag-schema.js";
import { a as shellWords, t as readYaml } from "./source.js";
import { S as regex, T as string, b as pipe, c as literal, d as minEntries, f as minLength, i as exactOptional, n as boolean$1, s as lazy, t as array, w as strictObject, x as record, y as picklist } from "./valibot.js";

// src/matrix/severity.ts
const SEVERITIES = [
	"UNKNOWN",
	"LOW",
	"MEDIUM",
	"HIGH",
	"CRITICAL"
];

// src/matrix/policy-schema.ts
const SIZE_RULE = "must be a size such as 500MB or 1.5GiB; units: B, kB, MB, GB, KiB, MiB, GiB";
const size = pipe(string(SIZE_RULE), regex(/^[0-9]+(?:\.[0-9]+)? ?(?:B|[kMG]B|[KMG]iB)$/, SIZE_RULE));
const GROWTH_RULE = "must be a percentage such as 20%";
const sizeLimit = byKind({
	text: size,
	mapping: strictObject({
		compressed: optional(size, "Of the layers as they are in the registry: what a first pull transfers.", ["3GB"]),
		unpacked: optional(size, "Of the layers as they are on disk. The scan finds it out.", ["10GB"]),
		growth: optional(pipe(string(GROWTH_RULE), regex(/^[0-9]+(?:\.[0-9]+)?%$/, GROWTH_RULE)), "How much larger, compressed, than the image that is published under the first of its tags that move. The first publication passes.", ["20%"])
	}, MAPPING_RULE)
}, "text");
const SIZE_LIMIT = "What each platform of an image may take at most: compressed bytes, or a mapping with compressed, unpacked and growth.";
const policy = strictObject({
	user: optional(picklist(["non-root", "any"], "must be non-root or any"), "Whom the image may run as: root too (any), or only somebody else (non-root).", ["non-root"], "any"),
	labels: optional(array(filled, "must be a list of label names"), "Labels that images must have, with a value. Default: none.", [["org.opencontainers.image.licenses", "org.opencontainers.image.source"]]),
	secrets: optional(picklist([
		"gate",
		"report",
		"off"
	], "must be gate, report or off"), "What secrets in layers and environment do, when they are not the base image's: keep everything from being published (gate), get reported only (report), or nothing is looked for (off).", ["report"], "gate"),
	"allow-env": optional(array(filled, "must be a list of names"), "Environment variables that have the name of a secret and hold none. Default: none.", [["VAULT_AUTH_METHOD"]])
}, MAPPING_RULE);

// src/matrix/schema.ts
const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;
const NAME_RULE = "must be lower-case letters and digits, with single \"_\" or \"-\" between them, beginning with a letter";
const STAGE = /^[a-z][a-z0-9_.-]*$/;
const STAGE_RULE = "must be lower-case letters, digits, \"_\", \".\" and \"-\", beginning with a letter";
const name$1 = pipe(string(NAME_RULE), regex(NAME, NAME_RULE));
const value = lazy(() => anyValue);
const anyValue = byKind({
	text: word,
	boolean: boolean$1(),
	list: array(value),
	mapping: record(key, value, MAPPING_RULE)
}, "text");
const values = record(key, value, MAPPING_RULE);
const axis = byKind({
	list: someOf(filled, "must be a list of values, or a mapping from each value to values of its own"),
	mapping: pipe(record(filledKey, values, MAPPING_RULE), minEntries(1, "must have at least one value"))
}, "list");
const template = documented(filled, "Its template in the templates folder, without \".hbs\". Default: the one that has its name.", ["python", "os/debian"]);
const stage = strictObject({
	from: documented(filled, "What the stage is built from: an image, another stage, or a target. May use values.", ["python:{{python}}-bookworm", "builder"]),
	template: exactOptional(template),
	values: optional(values, "Values for this stage alone. They win over those of the matrix and of axis values.", [{ packages: ["git", "curl"] }])
}, MAPPING_RULE);
const secretId = pipe(string("must be the id of a secret"), regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "must be letters, digits, \"_\", \".\" and \"-\""));
const secret = byKind({
	text: secretId,
	mapping: strictObject({
		id: documented(secretId, "The id that RUN --mount=type=secret,id=… asks for.", ["github-token"]),
		env: optional(pipe(filled, regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")), "Environment variable that holds the secret when building. Default: the one that has the id as its name.", ["GITHUB_TOKEN"]),
		file: optional(filled, "File that holds the secret when building, instead of an environment variable.", [".secrets/npmrc"]),
		optional: optional(boolean, "Whether its build does without, with an empty value.", [true], false)
	}, MAPPING_RULE)
}, "text");
const target = strictObject({
	from: optional(filled, "What the image is built from: another target, a stage, or an image. May use values. A target has exactly one of from, file and dockerfile.", ["base", "python:{{python}}-slim-bookworm"]),
	stage: optional(pipe(string(STAGE_RULE), regex(STAGE, STAGE_RULE)), "Its stage in the Dockerfile. Default: the name of the target; with file or dockerfile, the last stage.", ["runtime"]),
	template: exactOptional(template),
	file: optional(filled, "A template for a whole Dockerfile, instead of from: its name in the templates folder, without \".hbs\".", ["environment"]),
	dockerfile: optional(filled, "A Dockerfile that is used as it is, instead of from: its path, seen from the folder of the matrix.", ["Dockerfile", "docker/Dockerfile.gpu"]),
	description: optional(filled, "One line about the image, for its label org.opencontainers.image.description.", ["The package with all of its extras"]),
	axes: optional(array(key, "must be a list of axis names"), "The axes it varies over, besides those of its parent. Default: all axes; none for a target built from another target.", [["python"], ["python", "cuda"]]),
	platforms: optional(platforms, "The platforms it is built for. Default: its parent's, or else the matrix's.", [["linux/amd64"]]),
	values: optional(values, "Values for this target alone. They win over those of the matrix and of axis values.", [{ extras: ["all"] }]),
	args: optional(texts, "Build arguments (ARG in the Dockerfile). May use values. Default: none. Not for secrets: arguments stay in the image.", [{ TORCH_VERSION: "{{torch}}" }]),
	labels: optional(texts, "Labels besides the matrix's; of the same name, these win. May use values.", [{ "org.opencontainers.image.title": "Notebooks" }]),
	tags: optional(tags, "Tags instead of the matrix's.", [["{{target}}", "{{target}}-py{{python}}"]]),
	flavor: optional(targetFlavor, "Prefix and suffix of its tags instead of the matrix's.", [{ prefix: "gpu-" }]),
	latest: optional(boolean, "Whether its image is the one that gets the tag \"latest\". For a target with one image; for one of several there is \"latest\" of the matrix.", [true], false),
	secrets: optional(array(secret, "must be a list of secret ids"), "Secrets that its build may read. The value never gets into the image, a file or a log. Default: none.", [["npmrc"], [{
		id: "github-token",
		env: "GITHUB_TOKEN"
	}]]),
	contexts: optional(texts, "Further build contexts by the name that COPY --from uses: a folder, docker-image://REFERENCE, or image:TARGET for an image of this matrix. Default: none.", [{
		assets: "../assets",
		tools: "image:tools"
	}]),
	"size-limit": optional(sizeLimit, `${SIZE_LIMIT} What it says wins over the matrix's.`, ["10GB", {
		compressed: "3GB",
		unpacked: "10GB",
		growth: "20%"
	}]),
	policy: optional(policy, "What the finished image has to be like. What it says wins over the matrix's.", [{ user: "any" }]),
	output: optional(picklist(["image", "local"], "must be image, or local for files instead of an image"), "What is built: an image, or files (\"local\"), which go to out/NAME and get no tags.", ["local"], "image"),
	test: optional(imageTests, "Tests that its images have to pass before they are published, besides the matrix's. Default: none.", [[{
		run: "jupyter --version",
		stdout: "^4\\."
	}]])
}, MAPPING_RULE);
const rule = strictObject({
	exclude: optional(condition, `Images that are not built. ${CONDITION} A rule has exactly one of exclude, include, require and set.`, [{
		target: "ml",
		python: ">=3.13"
	}]),
	include: optional(condition, `Images that are built although another rule excludes them. ${CONDITION}`, [{
		target: "ml",
		python: "3.13",
		cuda: "12.4"
	}]),
	require: optional(condition, `What must hold for images that have these keys; others of them are not built. ${CONDITION}`, [{ cuda: ["12.1", "12.4"] }]),
	set: optional(values, "Values for the images that \"when\" is about. They win over all but --set.", [{ index: "https://download.pytorch.org/whl/cu124" }]),
	when: optional(condition, `Which images a require or set rule is about. ${CONDITION} Default: all images.`, [{ cuda: "~12.4" }]),
	because: optional(filled, "The reason, shown wherever an image is missing. Default: the place of the rule.", ["JAX has no cu121 wheels for it"])
}, MAPPING_RULE);
const cache = byKind({
	boolean: boolean$1("must be true, false, or a mapping with \"repository\" and \"mode\""),
	mapping: strictObject({
		repository: optional(filled, "Repository of the cache. Default: that of the images with \"-cache\" behind it.", ["ghcr.io/org/app-cache"]),
		mode: optional(picklist(["min", "max"], "must be min or max"), "What is kept: the layers of the images (min), or those of all stages (max).", ["min"], "max")
	}, MAPPING_RULE)
}, "boolean");
const decorator = pipe(strictObject({
	match: documented(byKind({
		text: filledWord,
		list: someOf(filled, "must be a part of a command, or a list of them")
	}, "text"), "A part of the command, beginning and ending where words do; \"*\" stands for anything within one command. Of a list, any.", ["pip install", ["pip install", "uv *"]]),
	mount: optional(array(filled, "must be a list of mounts"), "Mounts, as RUN --mount takes them. May use values. One whose target the RUN has already is left out. Default: none.", [["type=secret,id=pip,target=/etc/pip.conf", "type=cache,id=uv-{{python}},target=/root/.cache/uv"]]),
	env: optional(record(pipe(string(), regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")), text$1, MAPPING_RULE), "Variables to export in front of the command; they do not stay in the image. May use values. Default: none.", [{ UV_LINK_MODE: "copy" }]),
	because: optional(filled, "Why, for whoever reads the matrix.", ["packages come from the mirror"])
}, MAPPING_RULE), anyFilled(["mount", "env"], "must have \"mount\" or \"env\""));
const DAYS_RULE = "must be a number of days, such as 14 days";
const scan = strictObject({
	mode: optional(picklist([
		"off",
		"report",
		"gate"
	], "must be off, report or gate"), "What findings do: keep images from being published (gate), get reported only (report), or nothing is scanned (off).", ["report"], "gate"),
	"fail-on": optional(pipe(array(picklist(SEVERITIES, `must be one of ${SEVERITIES.join(", ")}`), "must be a list of severities"), minLength(1, "must have at least one severity; nothing is scanned with mode: off")), "The severities that fail the gate: the mildest of them, and everything worse.", [["CRITICAL"]], ["HIGH", "CRITICAL"]),
	"ignore-unfixed": optional(boolean, "Whether findings that no update fixes yet pass the gate.", [true], false),
	base: optional(picklist(["gate", "report"], "must be gate or report"), "What findings in layers of the base image do: count as all others (gate), or get reported only (report).", ["report"], "gate"),
	ignores: optional(filled, "Trivy's ignore file, with accepted findings, their reasons and expiry dates. Default: none.", [".trivyignore.yaml"]),
	"expiry-warning": optional(pipe(string(DAYS_RULE), regex(/^[0-9]{1,3} days?$/, DAYS_RULE)), "How long before an ignored finding counts again each run warns.", ["30 days"], "14 days"),
	"strict-ignores": optional(boolean, "Whether an ignored finding without a reason (statement) or an expiry date (expired_at) is an error instead of a warning.", [true], false),
	vex: optional(array(filled, "must be a list of files"), "VEX documents (OpenVEX, CSAF or CycloneDX), seen from the folder of the matrix: what they call not affected or fixed does not count. Default: none.", [["vex/openssl.json"]])
}, MAPPING_RULE);
const publish = strictObject({ staging: optional(picklist(["digest", "tag"], "must be digest or tag"), "How images are kept in the registry until they are published: by digest alone, or under a tag of their own (staging-…) as well, which is removed afterwards. For registries that collect what has no tag.", ["tag"], "digest") }, MAPPING_RULE);
const matrixSchema = strictObject({
	version: documented(picklist(["1"], ({ input }) => typeof input === "string" ? "must be 1, the only version of this format" : "must be 1"), "Version of this format: 1.", [1]),
	image: documented(byKind({
		text: filled,
		list: someOf(filled, "must be a repository, or a list of them")
	}, "text"), "The repository that the images are published to, without a tag. Of a list, the first; the others are mirrors, which get copies under the same tags.", ["ghcr.io/org/app", ["ghcr.io/org/app", "docker.io/org/app"]]),
	platforms: optional(platforms, "The platforms that images are built for, unless a target names its own.", [["linux/amd64", "linux/arm64"]], ["linux/amd64"]),
	context: optional(filled, "The folder that is the build context, seen from the folder of the matrix.", [".."], "."),
	syntax: optional(byKind({
		text: filledWord,
		boolean: literal(false, "must be an image reference, or false for no \"# syntax\" line")
	}, "text"), "The Dockerfile frontend in the first line of rendered Dockerfiles (# syntax=…), or false for no such line.", ["docker/dockerfile:1.19", false], "docker/dockerfile:1"),
	templates: optional(filled, "The folder of the templates, seen from the folder of the matrix.", ["docker/templates"], "templates"),
	values: optional(values, "Values for templates and everything that takes {{name}}: text, true or false, lists and mappings. A value may use others, come from a file ({read: FILE, key: a.b}), or be the paths of files ({glob: PATTERN}). Order of the cascade: these, then an axis value's, a target's, a set rule's, --set.", [{
		python: "3.12",
		packages: ["git", "curl"],
		release: {
			read: "pyproject.toml",
			key: "project.version"
		}
	}]),
	axes: optional(record(key, axis, MAPPING_RULE), "What images vary over: each axis is a list of values, or a mapping from each value to values of its own. {{cuda}} is the value, {{cuda.base}} one of its own. Default: none, one image per target.", [{
		python: ["3.11", "3.12"],
		cuda: { "12.1": { base: "nvidia/cuda:12.1.0-runtime-ubuntu22.04" } }
	}]),
	stages: optional(record(name$1, stage, MAPPING_RULE), "Helper stages, by name: part of a Dockerfile where something needs them, never an image of their own. Default: none.", [{ builder: { from: "python:{{python}}-bookworm" } }]),
	targets: documented(pipe(record(name$1, target, MAPPING_RULE), minEntries(1, "must have at least one target")), "The images, by name; each is built for every combination of its axes.", [{
		base: { from: "debian:12" },
		full: {
			from: "base",
			latest: true
		}
	}]),
	rules: optional(array(rule, "must be a list of rules"), "Which combinations there are, and values for some of them. Their order does not matter. Default: none, every combination is built.", [[{
		exclude: {
			target: "ml",
			python: ">=3.13"
		},
		because: "there are no wheels"
	}]]),
	decorate: optional(array(decorator, "must be a list of decorators"), "Mounts and environment for every RUN of every template that matches. Default: none.", [[{
		match: ["pip install", "uv *"],
		mount: ["type=cache,target=/root/.cache"],
		env: { UV_LINK_MODE: "copy" }
	}]]),
	tags: optional(tags, "Tags of every image: a text, an entry of docker/metadata-action (type=semver,pattern={{version}}), or a mapping with the keys of one. Besides values they take {{target}} and facts of the run, as {{version}}; what uses a fact that the run does not have gives no tag.", [["{{target}}", "{{target}}-{{version}}"], [{
		type: "semver",
		pattern: "{{major}}.{{minor}}",
		prefix: "{{target}}-",
		highest: true
	}]], ["{{target}}", "{{target}}-{{version}}"]),
	flavor: optional(flavor, "Prefix and suffix of tags, and when there is \"latest\".", [{
		prefix: "{{target}}-",
		latest: "highest"
	}]),
	latest: optional(condition, `Which image gets the tag "latest": exactly one of the matrix. ${CONDITION.replace("target, platform or an axis", "target or an axis")} Default: the target with latest: true.`, [{
		target: "full",
		python: "3.12"
	}]),
	labels: optional(texts, "Labels of every image. May use values. Title, description, version, revision, time and source are filled in.", [{ "org.opencontainers.image.licenses": "Apache-2.0" }]),
	ignore: optional(array(text$1, "must be a list of .dockerignore patterns"), "Patterns of files that no build gets to see; becomes the .dockerignore of every rendered Dockerfile. Default: the .dockerignore of the build context.", [[".git", "**/__pycache__"]]),
	cache: optional(cache, "Whether builds share a cache in the registry, or where and how much. Read by every run, written by those that push a branch.", [false, {
		repository: "ghcr.io/org/cache",
		mode: "min"
	}], true),
	publish: optional(publish, "How images are published.", [{ staging: "tag" }]),
	"size-limit": optional(sizeLimit, `${SIZE_LIMIT} Default: no limit.`, ["3GB", {
		compressed: "3GB",
		growth: "20%"
	}]),
	policy: optional(policy, "What every finished image has to be like before anything is published.", [{
		user: "non-root",
		labels: ["org.opencontainers.image.licenses"]
	}]),
	scan: optional(scan, "The scan with Trivy that images have to pass before they are published.", [{
		mode: "gate",
		"fail-on": ["CRITICAL"],
		ignores: ".trivyignore.yaml"
	}]),
	test: optional(imageTests, "Tests that every image has to pass before it is published. Default: none.", [[{
		run: "id -u",
		"not-stdout": "^0$"
	}, {
		file: "/root/.netrc",
		exists: false
	}]])
}, MAPPING_RULE);

// src/matrix/parse.ts
function parseMatrix(file) {
	const read = readYaml(file);
	if (!("source" in read)) throw new ProblemsFound(read.problems);
	const { source } = read;
	if (source.data === null || source.data === "") throw new ProblemsFound([error("empty-matrix", "the matrix is empty", {
		place: source.at([]),
		hint: "a matrix needs version, image and targets"
	})]);
	return {
		file: readShape(matrixSchema, source, "the matrix"),
		source
	};
}

// src/text/line-marks.ts
const MARK = /\uE0F0(\d+):(\d+)\uE0F1/g;
function withoutMarks(text) {
	return text.replace(MARK, "");
}
function readMarks(marked, files, whole) {
	const lines = new Map([...files, whole].map(({ path, text }) => [path, text.split("\n")]));
	const placeOf = (file, line) => {
		const text = (lines.get(file)?.[line - 1] ?? "").trimEnd();
		return {
			file,
			line,
			column: text.length - text.trimStart().length + 1,
			length: Math.max(1, text.trimStart().length)
		};
	};
	const found = marked.split("\n").map((line) => {
		const [first] = line.matchAll(MARK);
		return first ? placeOf((files[Number(first[1])] ?? whole).path, Number(first[2])) : void 0;
	});
	const places = [];
	let next = found.findLast((place) => place !== void 0) ?? placeOf(whole.path, 1);
	for (const place of found.toReversed()) places.push(next = place ?? next);
	return places.toReversed();
}

// src/template/failure.ts
function placeOfFailure(cause, file) {
	const { lineNumber, column } = cause;
	if (lineNumber !== void 0) return {
		file: file.path,
		line: lineNumber,
		column: (column ?? 0) + 1
	};
	const message = cause instanceof Error ? cause.message : "";
	const unclosed = unclosedBlock(message, file);
	if (unclosed) return unclosed.place;
	const line = /^(?:Parse|Lexical) error on line (\d+)/.exec(message)?.[1];
	if (line !== void 0) return {
		file: file.path,
		line: Number(line),
		column: 1
	};
	const partial = MISSING_PARTIAL.exec(message)?.[1] ?? "";
	return placeIn(file, new RegExp(`(?<=\\{\\{~?#?>\\s*)${partial.replace(/[^\w/-]/g, "\\$&")}`));
}
function placeIn(file, pattern) {
	const match = pattern.exec(file.text);
	const before = file.text.slice(0, match?.index ?? 0).split("\n");
	return {
		file: file.path,
		line: before.length,
		column: (before.at(-1)?.length ?? 0) + 1,
		length: Math.max(1, match?.[0].length ?? 1)
	};
}
const MISSING_PARTIAL = /^The partial (\S+) could not be found/;
function reasonOf(cause, templates, file) {
	const message = cause instanceof Error ? cause.message : String(cause);
	const partial = MISSING_PARTIAL.exec(message)?.[1];
	if (partial === "@partial-block") return "this template is included without a block; write {{#> name}} … {{/name}}";
	if (partial !== void 0) return `there is no template "${partial}" to include${didYouMean(partial, templates)}`;
	const mismatch = /^(\S+) doesn't match (\S+)/.exec(message);
	if (mismatch) return `the block "${mismatch[1]}" is closed by {{/${mismatch[2]}}}`;
	const unclosed = file && unclosedBlock(message, file);
	if (unclosed) return `the block "${unclosed.name}" is never closed: {{/${unclosed.name}}} is missing`;
	if (/^(?:Parse|Lexical) error/.test(message)) return "the template is not valid Handlebars here: check that braces, quotes and blocks are closed (literal braces are written \\{{)";
	return message.replace(/ - \d+:\d+$/, "");
}
function unclosedBlock(message, file) {
	if (!/^Parse error[\s\S]*got 'EOF'$/.test(message)) return void 0;
	const open = [];
	for (const match of file.text.matchAll(/(?<!\\)\{\{~?([#^/])>?\s*([\w@/.-]+)/g)) if (match[1] === "/") open.pop();
	else open.push(match);
	const last = open.at(-1);
	if (last?.[2] === void 0) return void 0;
	const before = file.text.slice(0, last.index).split("\n");
	return {
		name: last[2],
		place: {
			file: file.path,
			line: before.length,
			column: (before.at(-1)?.length ?? 0) + 1,
			length: last[0].length
		}
	};
}

// src/template/helpers/architecture.ts
const architecture = { architecture: {
	usage: "{{architecture \"NAME\" (map amd64=value arm64=value)}}",
	min: 2,
	max: 2,
	run: ({ args: [variable, values] }) => {
		const name = textOf(variable, "architecture");
		if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`"architecture" takes the name of a shell variable, not "${name}"`);
		const cases = Object.entries(mappingOf(values, "architecture")).map(([architectureName, value]) => {
			if (!/^[a-z0-9_]+$/.test(architectureName)) throw new Error(`"architecture" takes names as in TARGETARCH (amd64, arm64, …), not "${architectureName}"`);
			return `${architectureName}) ${name}=${shellQuote(textOf(value, "architecture"))} ;;`;
		});
		if (cases.length === 0) throw new Error("\"architecture\" takes a mapping with at least one architecture");
		return `case "$TARGETARCH" in ${cases.join(" ")} *) echo "no ${name} for the architecture '$TARGETARCH' (the stage needs ARG TARGETARCH)" >&2; exit 1 ;; esac`;
	}
} };

// src/template/helpers/comparison.ts
const compare = (name, holds) => ({
	usage: `(${name} left right)`,
	min: 2,
	max: 2,
	run: ({ args: [left, right] }) => holds(compareVersions(textOf(left, name), textOf(right, name)))
});
const comparison = {
	eq: {
		usage: "(eq left right)",
		min: 2,
		max: 2,
		run: ({ args: [left, right] }) => textOf(left, "eq") === textOf(right, "eq")
	},
	ne: {
		usage: "(ne left right)",
		min: 2,
		max: 2,
		run: ({ args: [left, right] }) => textOf(left, "ne") !== textOf(right, "ne")
	},
	lt: compare("lt", (order) => order < 0),
	le: compare("le", (order) => order <= 0),
	gt: compare("gt", (order) => order > 0),
	ge: compare("ge", (order) => order >= 0),
	matches: {
		usage: "(matches value \">=3.13\")",
		min: 2,
		max: 2,
		run: ({ args: [value, patterns] }) => textsOf(patterns, "matches").some((pattern) => patternTest(pattern)(textOf(value, "matches")))
	}
};
const logic = {
	and: {
		usage: "(and a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.every(isTrue)
	},
	or: {
		usage: "(or a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.some(isTrue)
	},
	not: {
		usage: "(not a)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => !isTrue(value)
	},
	choose: {
		usage: "(choose condition then else)",
		min: 3,
		max: 3,
		run: ({ args: [condition, then, otherwise] }) => isTrue(condition) ? then : otherwise
	},
	default: {
		usage: "(default value fallback)",
		min: 2,
		max: 2,
		run: ({ args: [value, fallback] }) => isTrue(value) ? value : fallback
	}
};

// src/template/helpers/continuation.ts
const OPEN_END = /[ \t\r]*(?:(?<!\\)\\)?[ \t\r]*$/;
const continuation = {
	lines: {
		usage: "{{lines list prefix=\" && \" lead=true quote=true}}",
		min: 1,
		max: 1,
		options: [
			"prefix",
			"lead",
			"quote"
		],
		run: ({ args: [list], options }) => {
			const begin = ` \\\n${options["prefix"] === void 0 ? "    " : textOf(options["prefix"], "lines")}`;
			return (isTrue(options["quote"]) ? textsOf(list, "lines").filter((item) => item !== "").map(shellQuote) : textsOf(list, "lines").map((item) => item.replace(OPEN_END, "")).filter((item) => item !== "")).map((item, index) => index > 0 || isTrue(options["lead"]) ? `${begin}${item}` : item).join("");
		}
	},
	continued: {
		usage: "{{#continued}} lines {{/continued}}",
		min: 0,
		max: 0,
		block: true,
		run: ({ block }) => continueLines(block())
	}
};
function continueLines(text) {
	const lines = text.split("\n").filter((line) => !/^[ \t\r]*\\?[ \t\r]*$/.test(withoutMarks(line)));
	const isCode = (line) => !/^\s*#/.test(withoutMarks(line));
	const last = lines.findLastIndex(isCode);
	const joined = lines.map((line, index) => {
		if (!isCode(line)) return line;
		if (shellWords(withoutMarks(line)).some((word) => /^\d*<<-?["']?\w/.test(word))) throw new Error("\"continued\" cannot hold a heredoc: its lines are not continued");
		const bare = line.replace(OPEN_END, "");
		return index < last ? `${bare} \\` : bare;
	});
	return lines.length === 0 ? "" : `${joined.join("\n")}${text.endsWith("\n") ? "\n" : ""}`;
}

// src/template/helpers/lists.ts
const lists = {
	list: {
		usage: "(list a b …)",
		min: 0,
		max: Infinity,
		run: ({ args }) => args
	},
	map: {
		usage: "(map name=value …)",
		min: 0,
		max: 0,
		options: "any",
		run: ({ options }) => Object.fromEntries(Object.entries(options).toReversed())
	},
	first: {
		usage: "(first list)",
		min: 1,
		max: 1,
		run: ({ args: [list] }) => present(listOf(list, "first").at(0), "first")
	},
	last: {
		usage: "(last list)",
		min: 1,
		max: 1,
		run: ({ args: [list] }) => present(listOf(list, "last").at(-1), "last")
	},
	length: {
		usage: "(length list)",
		min: 1,
		max: 1,
		run: ({ args: [list] }) => listOf(list, "length").length
	},
	includes: {
		usage: "(includes list item)",
		min: 2,
		max: 2,
		run: ({ args: [whole, item] }) => {
			const wanted = textOf(item, "includes");
			if (isText(whole)) return textOf(whole, "includes").includes(wanted);
			return isMapping(whole) ? Object.hasOwn(whole, wanted) : textsOf(whole, "includes").includes(wanted);
		}
	},
	split: {
		usage: "(split text \",\")",
		min: 2,
		max: 2,
		run: ({ args: [text, separator] }) => textOf(text, "split").split(textOf(separator, "split")).filter((part) => part !== "")
	},
	join: {
		usage: "(join list \",\")",
		min: 1,
		max: 2,
		run: ({ args: [list, separator = " "] }) => listOf(list, "join").map((item) => textOf(item, "join")).join(textOf(separator, "join"))
	},
	concat: {
		usage: "(concat a b …)",
		min: 1,
		max: Infinity,
		run: ({ args }) => args.some(Array.isArray) ? args.flat() : args.map((item) => textOf(item, "concat")).join("")
	},
	keys: {
		usage: "(keys mapping)",
		min: 1,
		max: 1,
		run: ({ args: [mapping] }) => Object.keys(mappingOf(mapping, "keys"))
	},
	lookup: {
		usage: "(lookup mapping key)",
		min: 2,
		max: 2,
		run: ({ args: [whole, key] }) => {
			const name = textOf(key, "lookup");
			if (!isMapping(whole) && !Array.isArray(whole)) throw new Error(`"lookup" takes a mapping or a list, not ${kindOf(whole)}`);
			if (Object.hasOwn(whole, name) && name !== "length") return whole[name];
			throw new Error(`"lookup" finds no "${name}" (allowed: ${Object.keys(whole).join(", ")})`);
		}
	}
};
function present(item, helper) {
	if (item === void 0) throw new Error(`"${helper}" takes a list with something in it; ask with {{#if list}} first`);
	return item;
}
const text = {
	replace: {
		usage: "(replace text from to)",
		min: 3,
		max: 3,
		run: ({ args: [whole, from, to] }) => textOf(whole, "replace").replaceAll(textOf(from, "replace"), () => textOf(to, "replace"))
	},
	lower: {
		usage: "(lower text)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textOf(value, "lower").toLowerCase()
	},
	upper: {
		usage: "(upper text)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textOf(value, "upper").toUpperCase()
	},
	trim: {
		usage: "(trim text)",
		min: 1,
		max: 1,
		run: ({ args: [value] }) => textOf(value, "trim").trim()
	}
};

// src/template/helpers.ts
const helpers = {
	...comparison,
	...logic,
	...lists,
	...text,
	...quoting,
	...continuation,
	...architecture
};

// src/template/mark-content.ts
function markContent(node, file) {
	let line = node.loc.start.line + breaks(node.original.slice(0, strippedFrom(node)));
	node.value = node.value.split(/(?<=\n)/).map((text) => text === "" ? "" : `\uE0F0${file}:${line++}\uE0F1${text}`).join("");
}
function strippedFrom({ original, value, ...flags }) {
	if (!("rightStripped" in flags) || !flags.rightStripped) return 0;
	return [/^[ \t]*\r?\n?/, /^\s*/].map((blanks) => blanks.exec(original)?.[0].length ?? 0).find((offset) => original.startsWith(value, offset)) ?? 0;
}
function breaks(text) {
	return text.split("\n").length - 1;
}

// src/template/strict.ts
var Located = class extends Error {
	place;
	hint;
	constructor(message, place, hint) {
		super(message);
		this.place = place;
		this.hint = hint;
	}
};
const BLOCKS = {
	if: "{{#if condition}} … {{/if}}",
	unless: "{{#unless condition}} … {{/unless}}",
	each: "{{#each list}} … {{/each}}",
	with: "{{#with mapping}} … {{/with}}"
};
const CALLS = {
	value: "*value",
	print: "*print",
	section: "*section",
	scope: "*scope"
};
function makeStrict(program) {
	for (const statement of program.body) strictStatement(statement);
}
function strictStatement(statement) {
	switch (statement.type) {
		case "MustacheStatement": {
			const node = statement;
			const printed = node.params.length > 0 || node.hash?.pairs.length > 0 ? call(node) : strictValue(node.path);
			node.path = name(CALLS.print, node.loc);
			node.params = [printed];
			node.hash = noHash(node.loc);
			return;
		}
		case "BlockStatement": {
			const node = statement;
			strictBlock(node);
			if (node.program) makeStrict(node.program);
			if (node.inverse) makeStrict(node.inverse);
			return;
		}
		case "PartialStatement":
		case "PartialBlockStatement": {
			const node = statement;
			if (node.name.type === "SubExpression") node.name = call(node.name);
			strictArguments(node);
			strictScope(node);
			if (node.program) makeStrict(node.program);
			return;
		}
		case "DecoratorBlock": return makeStrict(statement.program);
		case "Decorator": throw new Located("decorators are not supported", placeOf(statement.loc));
	}
}
function strictScope(node) {
	if (!node.hash || node.hash.pairs.length === 0) return;
	const own = {
		type: "PathExpression",
		data: false,
		depth: 0,
		parts: [],
		original: "this",
		loc: node.loc
	};
	node.params = [{
		type: "SubExpression",
		path: name(CALLS.scope, node.loc),
		params: [node.params[0] ?? own],
		hash: node.hash,
		loc: node.loc
	}];
	Reflect.deleteProperty(node, "hash");
}
function strictBlock(node) {
	const helper = nameOf(node.path);
	const place = placeOf(node.path.loc);
	if (helpers[helper]?.block && Object.hasOwn(helpers, helper)) {
		checkArguments(helper, helpers[helper], node, place);
		strictArguments(node);
		return;
	}
	if (node.params.length === 0) {
		if (helper in BLOCKS) throw new Located(`"${helper}" takes one argument: ${BLOCKS[helper]}`, place);
		node.params = [strictValue(node.path)];
		node.path = name(CALLS.section, node.loc);
		return;
	}
	if (Object.hasOwn(helpers, helper) && !helpers[helper]?.block) throw new Located(`"${helper}" has no block; use it in one: {{#if ${helpers[helper]?.usage.replace(/^\{\{(.*)\}\}$/, "($1)")}}}`, place);
	if (!Object.hasOwn(BLOCKS, helper)) throw new Located(`"${helper}" is no block helper${didYouMean(helper, Object.keys(BLOCKS))}`, place);
	if (node.params.length !== 1) throw new Located(`"${helper}" takes one argument, not ${node.params.length}: ${BLOCKS[helper]}`, place);
	strictArguments(node);
}
function call(node) {
	const helper = nameOf(node.path);
	const place = placeOf(node.path.loc);
	const known = Object.hasOwn(helpers, helper) ? helpers[helper] : void 0;
	if (known === void 0 && Object.hasOwn(BLOCKS, helper)) throw new Located(`"${helper}" needs a block: ${BLOCKS[helper]}`, place, `inside a line, write {{#if (…)}}…{{/if}} or {{choose condition "then" "else"}}`);
	if (known === void 0) throw new Located(`"${helper}" is no helper${didYouMean(helper, Object.keys(helpers))}`, place);
	if (known.block) throw new Located(`"${helper}" needs a block: ${known.usage}`, place);
	checkArguments(helper, known, node, place);
	strictArguments(node);
	return {
		type: "SubExpression",
		path: node.path,
		params: node.params,
		hash: node.hash ?? noHash(node.loc),
		loc: node.loc
	};
}
function checkArguments(name, helper, node, place) {
	const { options = [], min, max, usage } = helper;
	const unknown = options === "any" ? void 0 : node.hash?.pairs.find(({ key }) => !options.includes(key))?.key;
	if (unknown !== void 0) throw new Located(options.length === 0 ? `"${name}" takes no named arguments: ${usage}` : `"${name}" has no option "${unknown}"${didYouMean(unknown, options)}: ${usage}`, place);
	if (node.params.length >= min && node.params.length <= max) return;
	const allowed = max === Infinity ? `${min} or more` : min === max ? String(min) : `${min} or ${max}`;
	throw new Located(`"${name}" takes ${allowed} argument${allowed === "1" ? "" : "s"}, not ${node.params.length}: ${usage}`, place);
}
function strictArguments(node) {
	node.params = node.params.map(strictValue);
	for (const pair of node.hash?.pairs ?? []) pair.value = strictValue(pair.value);
}
function strictValue(expression) {
	if (expression.type === "SubExpression") return call(expression);
	if (expression.type !== "PathExpression") return expression;
	const path = expression;
	const [head, ...tail] = path.parts;
	if (head === void 0) return path;
	const { loc } = path;
	const prefix = path.data ? "@" : /^(?:\.\.\/|\.\/|this[./])*/.exec(path.original)?.[0] ?? "";
	const first = {
		...path,
		parts: [head],
		original: `${prefix}${head}`
	};
	const names = [`${prefix}${head}`, ...tail].map((text) => ({
		type: "StringLiteral",
		value: text,
		original: text,
		loc
	}));
	return {
		type: "SubExpression",
		path: name(CALLS.value, loc),
		params: [first, ...names],
		hash: noHash(loc),
		loc
	};
}
function definedValue(scope, head, names, place) {
	const [first = "", ...rest] = names;
	if (head === void 0) throw undefinedName(first, names.join("."), scope, place);
	let value = head;
	let path = first;
	for (const part of rest) {
		const inside = value;
		const whole = names.join(".");
		if (typeof inside !== "object" || inside === null) throw new Located(`"${whole}" is not defined: "${path}" is ${kindOf(inside)} and has nothing inside`, place);
		if (!Object.hasOwn(inside, part)) {
			const known = Array.isArray(inside) ? [] : Object.keys(inside);
			throw new Located(`"${whole}" is not defined${didYouMean(part, known)}`, place, known.length > 0 ? void 0 : `"${path}" is ${kindOf(inside)}${Array.isArray(inside) ? "" : " and has nothing inside"}`);
		}
		value = inside[part];
		path += `.${part}`;
	}
	return value;
}
function undefinedName(first, whole, scope, place) {
	if (Object.hasOwn(helpers, first)) return new Located(`"${first}" is a helper and takes arguments: ${helpers[first]?.usage}`, place);
	if (RUN_FACTS.includes(first)) return new Located(`"${first}" is not defined here: it changes from run to run, and is known in tags and labels only`, place);
	const reachable = !/^(?:@|\.\.)/.test(first);
	if (reachable && isText(scope)) return new Located(`"${whole}" is not defined: here is ${kindOf(scope)}, which has nothing inside`, place, "{{this}} is the text itself, {{@root.name}} a value of the matrix");
	const known = reachable ? Object.keys(scope) : [];
	const suggestion = closest(first, known);
	return new Located(`"${whole}" is not defined${suggestion === void 0 ? "" : ` (did you mean "${suggestion}"?)`}`, place, suggestion === void 0 && known.length > 0 ? `defined here: ${known.toSorted().join(", ")}` : void 0);
}
function printable(value, place) {
	if (isText(value)) return value;
	const next = Array.isArray(value) ? "print it with {{join …}}, {{shell …}} or {{json …}}, or go through it with {{#each …}}" : value === void 0 ? void 0 : `print something in it (${Object.keys(value).join(", ")}), or all of it with {{json …}}`;
	throw new Located(`this is ${kindOf(value)}, not text`, place, next);
}
function placeOf(loc) {
	const source = loc?.source;
	if (!loc || source === void 0) return void 0;
	const { start, end } = loc;
	return {
		file: source,
		line: start.line,
		column: start.column + 1,
		...end.line === start.line ? { length: Math.max(1, end.column - start.column) } : {}
	};
}
function nameOf(expression) {
	return expression.type === "PathExpression" ? expression.original : expression.original;
}
function name(text, loc) {
	return {
		type: "PathExpression",
		data: false,
		depth: 0,
		parts: [text],
		original: text,
		loc
	};
}
function noHash(loc) {
	return {
		type: "Hash",
		pairs: [],
		loc
	};
}

// src/template/templates.ts
const MAX_DEPTH = 64;
async function createTemplates(files) {
	const { default: Handlebars } = await import("./handlebars.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const byName = new Map(files.map((file) => [file.name, file]));
	const plain = createRenderer(Handlebars.create(), files, () => {});
	let marking;
	const marked = () => marking ??= createRenderer(Handlebars.create(), files, (program, index) => visitNodes(program, "ContentStatement", (node) => markContent(node, index)));
	const render = ({ renderFile }, name, context) => {
		const file = byName.get(name);
		if (!file) throw new Error(`no template "${name}"`);
		try {
			return renderFile(file, bare(Object.getOwnPropertyDescriptors(context)));
		} catch (cause) {
			throw templateProblem(cause, {
				file: file.path,
				line: 1,
				column: 1
			});
		}
	};
	const parsed = (text) => {
		try {
			return plain.environment.parse(text);
		} catch {
			return;
		}
	};
	const uses = (text) => {
		const names = /* @__PURE__ */ new Set();
		const program = parsed(text);
		if (program) visitNodes(program, "PathExpression", (node) => {
			const { data, parts: [first] } = node;
			if (!data && first !== void 0) names.add(first);
		});
		return names;
	};
	return {
		names: [...byName.keys()].toSorted(),
		lines: (name) => byName.get(name)?.text.trimEnd().split("\n").length ?? 0,
		render: (name, context) => render(plain, name, context),
		marked: (name, context) => render(marked(), name, context),
		trace: (name, context) => {
			const file = byName.get(name);
			if (!file) throw new Error(`no template "${name}"`);
			const text = render(plain, name, context);
			const traced = render(marked(), name, context);
			return readMarks(withoutMarks(traced) === text ? traced : text.replace(/[^\n]/g, ""), files, file);
		},
		expression: (text, context, place) => {
			if (!text.includes("{{")) return text;
			try {
				return plain.compile(`expression ${text}`, text)(bare(Object.getOwnPropertyDescriptors(context)));
			} catch (cause) {
				throw templateProblem(isPlaced(cause) ? cause : new Located(reasonOf(cause, [...byName.keys()]), void 0), place);
			}
		},
		syntaxProblem: (text, place) => {
			try {
				makeStrict(plain.environment.parse(text));
				return;
			} catch (cause) {
				return templateProblem(cause instanceof Located ? cause : new Located(reasonOf(cause, [...byName.keys()]), void 0), place).problems[0];
			}
		},
		uses,
		needs: (text) => {
			const given = /* @__PURE__ */ new Set([
				"if",
				"unless",
				"each",
				"with",
				...plain.helpers
			]);
			const program = parsed(text);
			if (program) visitNodes(program, "Program", (node) => node.blockParams?.forEach((name) => given.add(name)));
			return new Set([...uses(text)].filter((name) => !given.has(name)));
		}
	};
}
function createRenderer(environment, files, prepare) {
	const known = registerHelpers(environment);
	const options = {
		noEscape: true,
		knownHelpersOnly: true,
		knownHelpers: {
			log: false,
			...Object.fromEntries(known.map((name) => [name, true]))
		}
	};
	const compiled = /* @__PURE__ */ new Map();
	const compile = (key, text, path) => {
		let template = compiled.get(key);
		if (!template) {
			const program = environment.parse(text, path === void 0 ? {} : { srcName: path });
			makeStrict(program);
			prepare(program, files.findIndex((file) => file.path === path));
			template = environment.compile(program, options);
			compiled.set(key, template);
		}
		return template;
	};
	let depth = 0;
	const renderFile = (file, context, runtime) => {
		try {
			depth++;
			if (depth > MAX_DEPTH) throw new Located("this template includes itself, or one that includes it, without end", placeIn(file, /\{\{~?#?>/));
			return compile(file.path, file.text, file.path)(context, runtime);
		} catch (cause) {
			throw isPlaced(cause) ? cause : new Located(reasonOf(cause, files.map(({ name }) => name), file), placeOfFailure(cause, file));
		} finally {
			depth--;
		}
	};
	for (const file of files) environment.registerPartial(file.name, (context, runtime) => renderFile(file, context, runtime));
	return {
		environment,
		compile,
		renderFile,
		helpers: known
	};
}
function registerHelpers(environment) {
	const placed = (options, act) => {
		const place = placeOf(options.loc);
		try {
			return act(place);
		} catch (cause) {
			throw isPlaced(cause) ? cause : new Located(cause instanceof Error ? cause.message : String(cause), place);
		}
	};
	for (const [name, helper] of Object.entries(helpers)) environment.registerHelper(name, function call(...args) {
		const { hash, fn } = args.at(-1);
		return placed(args.at(-1), () => helper.run({
			args: args.slice(0, -1),
			options: hash,
			block: () => fn?.(this) ?? ""
		}));
	});
	environment.registerHelper(CALLS.value, function value(...args) {
		const [head, ...names] = args.slice(0, -1);
		return placed(args.at(-1), (place) => definedValue(this, head, names, place));
	});
	environment.registerHelper(CALLS.print, (value, options) => placed(options, (place) => printable(value, place)));
	environment.registerHelper(CALLS.scope, (context, options) => bare({
		...isMapping(context) ? Object.getOwnPropertyDescriptors(context) : {},
		...Object.getOwnPropertyDescriptors(options.hash)
	}));
	const { each, blockHelperMissing } = environment.helpers;
	if (!each || !blockHelperMissing) throw new Error("Handlebars has no \"each\"");
	environment.registerHelper(CALLS.section, function section(value, options) {
		return blockHelperMissing.call(this, value, options);
	});
	environment.registerHelper("each", function eachItem(list, options) {
		if (typeof list !== "object") placed(options, () => {
			throw new Error(`"each" takes a list or a mapping, not ${kindOf(list)}`);
		});
		return each.call(this, list, options);
	});
	environment.unregisterHelper("log");
	return [
		...Object.keys(helpers),
		...Object.keys(BLOCKS),
		...Object.values(CALLS)
	];
}
function isPlaced(cause) {
	return cause instanceof Located || cause instanceof ProblemsFound;
}
const NOTHING = Object.freeze(Object.defineProperty(Object.create(null), Symbol.toPrimitive, { value: () => "" }));
function bare(context) {
	return Object.create(NOTHING, context);
}
function visitNodes(node, type, visit) {
	if (typeof node !== "object" || node === null) return;
	if ("type" in node && node.type === type) visit(node);
	for (const [key, child] of Object.entries(node)) if (key !== "loc") visitNodes(child, type, visit);
}
function templateProblem(cause, place) {
	if (cause instanceof ProblemsFound) return cause;
	return new ProblemsFound([error("template", cause.message, {
		place: cause.place ?? place,
		hint: cause.hint
	})]);
}

export { parseMatrix as n, SEVERITIES as r, createTemplates as t };