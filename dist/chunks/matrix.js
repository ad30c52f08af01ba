import { array, boolean, exactOptional, lazy, literal, minEntries, minLength, picklist, pipe, record, regex, strictObject, string, transform } from "./packages/valibot.js";
import { compareVersions, versionTest } from "./version.js";
import { MAPPING_RULE, anyFilled, boolean as boolean$1, byKind, didYouMean, documented, filled, filledKey, filledWord, isMapping, optional, readShape, readYaml, someOf, text, texts, word } from "./yaml.js";
import { PLATFORMS, PLATFORM_SPELLINGS, normalPlatform, similarPlatform } from "./oci.js";
import { ProblemsFound, collecting, error } from "./problem.js";
import { GLOB_RULE, SHORT_ENOUGH, globTest, isGlob } from "./pattern.js";

// src/matrix/severity.ts
const SEVERITIES = [
	"UNKNOWN",
	"LOW",
	"MEDIUM",
	"HIGH",
	"CRITICAL"
];

// src/matrix/axes.ts
function axisValues(file, axis) {
	const declared = file.axes?.[axis] ?? [];
	return (Array.isArray(declared) ? declared : Object.keys(declared)).toSorted((a, b) => compareVersions(a, b) || (a < b ? -1 : 1));
}
function valuesOf(file, axis, text) {
	const declared = file.axes?.[axis];
	if (!declared || Array.isArray(declared)) return {};
	return declared[text] ?? {};
}
function combinations(file, axes) {
	return axes.reduce((partial, axis) => partial.flatMap((combination) => axisValues(file, axis).map((value) => ({
		...combination,
		[axis]: value
	}))), [{}]);
}
function restrict(combination, axes) {
	return Object.fromEntries(axes.map((axis) => [axis, combination[axis] ?? ""]));
}
function combinationKey(combination) {
	return JSON.stringify(Object.entries(combination).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function cellKey(target, combination) {
	return `${target} ${combinationKey(combination)}`;
}
var AxisValue = class {
	#text;
	constructor(text, carried) {
		this.#text = text;
		Object.defineProperties(this, Object.getOwnPropertyDescriptors(carried));
	}
	toString() {
		return this.#text;
	}
	toJSON() {
		return this.#text;
	}
};

// src/matrix/names.ts
const BUILT_IN = ["target"];
const MATRIX_KEYS = [
	"id",
	"platforms",
	"tags"
];
const RUN_FACTS = [
	"version",
	"revision",
	"branch"
];
function isRunFact(name) {
	return RUN_FACTS.includes(name);
}
function imageId(cell) {
	return [cell.target.name, ...cell.target.axes.map((axis) => cell.combination[axis] ?? "")].join("-").toLowerCase().replace(/[^a-z0-9_-]+/g, "-");
}
function dockerfilePath(combination, target) {
	const parts = Object.entries(combination).toSorted(([a], [b]) => a < b ? -1 : 1).map(([axis, value]) => `${axis}${value.replace(/[^A-Za-z0-9._]+/g, "_")}`);
	if (target !== void 0) parts.unshift(target);
	return `dockerfiles/${parts.length === 0 ? "Dockerfile" : `${parts.join("-")}.Dockerfile`}`;
}

// src/matrix/condition.ts
const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEY_RULE = "must be letters, digits, \"_\" and \"-\", beginning with a letter";
const key = pipe(string(KEY_RULE), regex(KEY, KEY_RULE));
const globText = pipe(filled, regex(SHORT_ENOUGH, GLOB_RULE));
const patterns$1 = byKind({
	text: globText,
	list: someOf(globText, "must be a value or a list of values")
}, "text");
const condition = pipe(record(key, patterns$1, "must be a mapping from target, platform or an axis to a value"), minEntries(1, "must name at least one of target, platform or an axis"));
const CONDITION = "Keys are target, platform or an axis; all must hold. A value is a text, a glob (py*), a comparison of versions (\">=3.13\", \"~12.4\"), or a list of them, of which any must hold.";
function patternTest(pattern) {
	const version = versionTest(pattern);
	if (version) return version;
	return isGlob(pattern) ? globTest(pattern) : (text) => text === pattern;
}
function conditionTest(asked) {
	const tests = Object.entries(asked).map(([name, written]) => {
		const patternTests = [written].flat().map((pattern) => spelt(name, pattern)).map(patternTest);
		return (facts) => {
			const fact = facts[name];
			return fact !== void 0 && patternTests.some((test) => test(fact));
		};
	});
	return (facts) => tests.every((test) => test(facts));
}
function spelt(key, pattern) {
	return key === "platform" ? normalPlatform(pattern) : pattern;
}

// src/matrix/platform-schema.ts
const platform = pipe(picklist([...PLATFORMS, ...PLATFORM_SPELLINGS], ({ input }) => {
	const meant = typeof input === "string" ? similarPlatform(input) : void 0;
	return `must be a platform (${meant === void 0 ? PLATFORMS.join(", ") : `did you mean "${meant}"?`})`;
}), transform(normalPlatform));
const platforms = someOf(platform, "must be a list, as [linux/amd64, linux/arm64]", "must name at least one platform");

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

// src/matrix/tag-types.ts
const VERSION = {
	from: "the Git tag",
	priority: 900,
	keys: [
		"pattern",
		"value",
		"match",
		"highest"
	],
	needs: "pattern",
	isVersion: true
};
const TAG_TYPES = {
	raw: {
		from: "a text",
		about: {
			runs: "every run",
			tag: "`value`"
		},
		priority: 200,
		keys: ["value", "highest"],
		needs: "value",
		isPlain: true
	},
	semver: {
		...VERSION,
		about: {
			runs: "runs of a Git tag that is a version, or with `value`",
			tag: "`pattern` of `raw`, `version`, `major`, `minor`, `patch`"
		}
	},
	pep440: {
		...VERSION,
		about: {
			runs: "the same, by Python's rules",
			tag: "the same"
		}
	},
	match: {
		from: "the Git tag",
		about: {
			runs: "runs of a Git tag, or with `value`",
			tag: "what the regular expression `pattern` finds: `group`, or all of it"
		},
		priority: 800,
		keys: [
			"pattern",
			"group",
			"value"
		],
		needs: "pattern",
		regularExpressions: ["pattern"]
	},
	ref: {
		from: "the branch, Git tag or pull request",
		about: {
			runs: "pushes to a branch (`event: branch`), runs of a Git tag (`tag`) or a pull request (`pr`)",
			tag: "the branch, the Git tag, or `pr-` and the number"
		},
		priority: 600,
		keys: ["event"],
		needs: "event",
		prefix: "\"pr-\" for pull requests"
	},
	edge: {
		from: "the default branch",
		about: {
			runs: "pushes to the default branch, or to `branch`",
			tag: "`edge`"
		},
		priority: 700,
		keys: ["branch"]
	},
	schedule: {
		from: "a scheduled run",
		about: {
			runs: "scheduled runs",
			tag: "`pattern`, or `nightly`"
		},
		priority: 1e3,
		keys: ["pattern"]
	},
	sha: {
		from: "the commit",
		about: {
			runs: "every run of a commit",
			tag: "`sha-` and 7 digits of the commit, or all with `format: long`"
		},
		priority: 100,
		keys: ["format"],
		prefix: "\"sha-\" for commits"
	}
};
const TAG_TYPE_NAMES = Object.keys(TAG_TYPES);
function tagType(name) {
	return TAG_TYPES[name];
}
function typesWhich(has) {
	return sentenceList(TAG_TYPE_NAMES.filter((name) => has(tagType(name))));
}
function typesBySource() {
	const sources = [...new Set(TAG_TYPE_NAMES.map((name) => tagType(name).from))].map((from) => `${from} (${TAG_TYPE_NAMES.filter((name) => tagType(name).from === from).join(", ")})`);
	return `${sources.slice(0, -1).join(", ")}, or ${sources.at(-1) ?? ""}`;
}
function typesByPriority() {
	return [...new Set(TAG_TYPE_NAMES.map((name) => tagType(name).priority))].toSorted((a, b) => b - a).map((priority) => `${typesWhich((type) => type.priority === priority)} ${priority}`).join(", ");
}
function typePrefixes() {
	return sentenceList(TAG_TYPE_NAMES.flatMap((name) => tagType(name).prefix ?? []));
}
function sentenceList(words) {
	return [words.slice(0, -1).join(", "), ...words.slice(-1)].filter((part) => part !== "").join(" and ");
}

// src/matrix/tag-schema.ts
const versions = typesWhich(({ isVersion }) => isVersion === true);
const plain = typesWhich(({ isPlain }) => isPlain === true);
const readers = typesWhich(({ keys, isPlain }) => keys.includes("value") && !isPlain);
const ordered = typesWhich(({ keys }) => keys.includes("highest"));
const ofSomeTypes = {
	value: optional(text, `The text of a raw tag; for ${readers} what is read in place of the Git tag. May use values and facts of the run.`, ["{{target}}-latest", "{{release}}"]),
	pattern: optional(filled, `What is made of a version (${versions.replace(" and ", ", ")}), the regular expression (match), or the text of a scheduled run (schedule; "nightly" by default). May use values, but for match.`, ["{{major}}.{{minor}}", "{{date \"YYYYMMDD\"}}"]),
	match: optional(filled, `For ${versions}: a regular expression whose first group is the version, in Git tags that hold more than that.`, ["^app/v(.*)$"]),
	group: optional(pipe(text, regex(/^\d+$/, "must be the number of a group")), "For match: the group that becomes the tag; 0 is the whole match.", [1], "0"),
	branch: optional(filled, "For edge: the branch. Default: the repository's default branch.", ["main"]),
	event: optional(picklist([
		"branch",
		"tag",
		"pr"
	], "must be branch, tag or pr"), "For ref: of which runs the name is taken.", ["branch"]),
	format: optional(picklist(["short", "long"], "must be short (7 digits) or long"), "For sha: how much of the commit.", ["long"], "short"),
	highest: optional(boolean$1, `For ${ordered}: give the tag only to the highest version, of all released ones that would give the same tag. Never to a prerelease. Released versions are the Git tags.`, [true], false)
};
const { highest, ...typeKeys } = ofSomeTypes;
const tagKeys = strictObject({
	type: optional(picklist(TAG_TYPE_NAMES, `must be one of ${TAG_TYPE_NAMES.join(", ")}`), `Where the tag comes from: ${typesBySource()}.`, ["semver"], "raw"),
	...typeKeys,
	prefix: optional(text, `What stands before the tag. May use values and facts of the run. Default: the flavor's, then ${typePrefixes()}; none for ${plain}.`, ["{{target}}-"]),
	suffix: optional(text, `What stands behind the tag. Default: the flavor's; none for ${typesWhich(({ isPlain }) => isPlain === true)}.`, ["-cuda{{cuda}}"]),
	priority: optional(pipe(text, regex(/^\d+$/, "must be a whole number")), `Tags are listed by it, the highest first. Default: ${typesByPriority()}.`, [950]),
	enable: optional(text, "Whether there is this tag: true or false, or an expression that gives one of them.", ["{{is_default_branch}}", "{{eq branch 'main'}}"], "true"),
	when: optional(condition, `Which images get the tag. ${CONDITION} Of platforms, all that the image has must hold. Default: all images.`, [{
		target: "full",
		python: ">=3.12"
	}]),
	only: optional(literal("latest", "must be latest"), "Only the image that \"latest\" picks gets the tag.", ["latest"]),
	highest,
	immutable: optional(boolean$1, "Whether the tag never moves: publishing refuses to point it at another image.", [true], false)
}, MAPPING_RULE);
const COMMON_KEYS = Object.keys(tagKeys.entries).filter((key) => !Object.hasOwn(ofSomeTypes, key));
const tags = array(byKind({
	text: filled,
	mapping: tagKeys
}, "text"), "must be a list of tags");
const affix = (where, example) => optional(text, `What stands ${where} every tag that is not ${plain} and has none of its own. May use values and facts of the run. Default: none.`, [example]);
const targetFlavor = strictObject({
	prefix: affix("before", "gpu-"),
	suffix: affix("behind", "-alpine")
}, MAPPING_RULE);
const flavor = strictObject({
	prefix: affix("before", "{{target}}-"),
	suffix: affix("behind", "-py{{python}}"),
	latest: optional(byKind({
		boolean: boolean(),
		text: picklist(["auto", "highest"], "must be true, false, auto or highest")
	}, "text"), "When the image that \"latest\" picks gets the tag \"latest\": in every run (true), never (false), in runs of a version that is no prerelease (auto), or of the highest one (highest).", ["highest", "auto"], true)
}, MAPPING_RULE);

// src/matrix/test-schema.ts
const patterns = byKind({
	text: filled,
	list: someOf(filled, "must be a regular expression or a list of them")
}, "text");
const environmentName = pipe(string(), regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, "must be the name of an environment variable"));
const number = pipe(text, regex(/^(?:0|[1-9]\d*)$/, "must be a whole number"));
const words = array(text, "must be a list of words");
const names = array(filled, "must be a list");
const commandText = pipe(string("must be a command, or a list of its words"), regex(/^[^\0]*\S[^\0]*$/, "must not be empty"));
const testUser = pipe(text, regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/, "must be a name or number, with a group behind \":\" if need be"));
const fileMode = pipe(text, regex(/^(?:0[0-7]{3,4}|[-dalTLDpSugct]{1,5}[-rwx]{9})$/, "must be octal, as 0755, or as -rwxr-xr-x"));
const metadata = strictObject({
	user: optional(text, "USER.", ["app", "1000:1000"]),
	workdir: optional(filled, "WORKDIR.", ["/home/app"]),
	entrypoint: optional(words, "ENTRYPOINT, as a list; a command line of the shell is [\"/bin/sh\", \"-c\", …].", [["/init"]]),
	cmd: optional(words, "CMD, likewise.", [["python"]]),
	env: optional(record(environmentName, text, MAPPING_RULE), "Variables that the image sets, with exactly these values.", [{ LANG: "C.UTF-8" }]),
	"unset-env": optional(names, "Variables that the image does not set.", [["PIP_INDEX_URL"]]),
	labels: optional(texts, "Labels, with exactly these values.", [{ "org.opencontainers.image.licenses": "MIT" }]),
	"exposed-ports": optional(names, "Ports that EXPOSE names, with or without \"/tcp\" or \"/udp\".", [["8888"]]),
	"unexposed-ports": optional(names, "Ports that it does not name.", [["22"]]),
	volumes: optional(names, "Volumes that VOLUME names.", [["/data"]]),
	"unmounted-volumes": optional(names, "Volumes that it does not name.", [["/home/app"]]),
	healthcheck: optional(boolean$1, "Whether there is a HEALTHCHECK.", [true])
}, MAPPING_RULE);
const imageTest = strictObject({
	name: optional(filled, "What it is called in reports. Default: the command or the path.", ["the package can be imported"]),
	run: optional(byKind({
		text: commandText,
		list: someOf(pipe(string("must be text"), regex(/^[^\0]*$/, "must have no NUL character")), "must be a command, or a list of its words")
	}, "text"), "A command to run in the image: text for /bin/sh, or a list of words for an image without a shell. May use values. ENTRYPOINT is not run; USER, WORKDIR and ENV hold. A test has exactly one of run, file, metadata and structure.", ["jupyter --version", ["/app/server", "--version"]]),
	"exit-code": optional(number, "The exit status that run has to end with.", ["2"], "0"),
	stdout: optional(patterns, "Regular expressions (RE2, as in Go) that each must be found in the standard output of run; \"^\" and \"$\" are the ends of a line. May use values.", [["^4\\."]]),
	"not-stdout": optional(patterns, "Regular expressions that must not be found there. May use values.", ["[Ww]arning"]),
	stderr: optional(patterns, "Regular expressions that each must be found in the standard error of run. May use values.", ["^usage:"]),
	"not-stderr": optional(patterns, "Regular expressions that must not be found there. May use values.", ["Traceback"]),
	env: optional(record(environmentName, text, MAPPING_RULE), "Variables for run, besides those of the image. May use values.", [{ STAGE: "test" }]),
	user: optional(testUser, "Who runs it. Default: the image's USER.", ["root", "1000:1000"]),
	timeout: optional(pipe(text, regex(/^[1-9]\d{0,4}[sm]$/, "must be seconds or minutes, as 30s or 5m")), "How long run may take.", ["30s"], "5m"),
	network: optional(boolean$1, "Whether run reaches the network. Default: false; true for the commands of structure.", [true]),
	platforms: optional(platforms, "The platforms it runs on. Default: all of the image.", [["linux/amd64"]]),
	file: optional(filled, "A path in the image to look at. May use values.", ["/usr/local/bin/app"]),
	exists: optional(boolean$1, "Whether there is such a file or folder.", [false], true),
	contains: optional(patterns, "Regular expressions that each must be found in the file. May use values.", ["^VERSION_ID=\"12\""]),
	"not-contains": optional(patterns, "Regular expressions that must not be found in it. May use values.", [["x-access-token"]]),
	mode: optional(fileMode, "Its permissions.", ["0755", "-rwxr-xr-x"]),
	uid: optional(number, "The number of its owner.", ["1000"]),
	gid: optional(number, "The number of its group.", ["1000"]),
	"executable-by": optional(picklist([
		"owner",
		"group",
		"other",
		"any"
	], "must be owner, group, other or any"), "Who may run it.", ["any"]),
	metadata: optional(metadata, "What the image's configuration says. May use values.", [{
		user: "app",
		healthcheck: true
	}]),
	structure: optional(filled, "A test file of Google's container-structure-test (schema 2.0.0), seen from the folder of the matrix.", ["structure-tests/app.yaml"])
}, MAPPING_RULE);
const imageTests = array(imageTest, "must be a list of tests");

// src/matrix/schema.ts
const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;
const NAME_RULE = "must be lower-case letters and digits, with single \"_\" or \"-\" between them, beginning with a letter";
const STAGE = /^[a-z][a-z0-9_.-]*$/;
const STAGE_RULE = "must be lower-case letters, digits, \"_\", \".\" and \"-\", beginning with a letter";
const name = pipe(string(NAME_RULE), regex(NAME, NAME_RULE));
const value = lazy(() => anyValue);
const anyValue = byKind({
	text: word,
	boolean: boolean(),
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
		optional: optional(boolean$1, "Whether its build does without, with an empty value.", [true], false)
	}, MAPPING_RULE)
}, "text");
const target = strictObject({
	from: optional(filled, "What the image is built from: another target, a stage, or an image. May use values. A target has exactly one of from, file and dockerfile.", ["base", "python:{{python}}-slim-bookworm"]),
	stage: optional(pipe(string(STAGE_RULE), regex(STAGE, STAGE_RULE)), "Its stage in the Dockerfile. Default: the one with the name of the target; with file or dockerfile the last stage, where there is no stage of that name.", ["runtime"]),
	template: exactOptional(template),
	file: optional(filled, "A template for a whole Dockerfile, instead of from: its name in the templates folder, without \".hbs\".", ["environment"]),
	dockerfile: optional(filled, "A Dockerfile that is used as it is, instead of from: its path, seen from the folder of the matrix.", ["Dockerfile", "docker/Dockerfile.gpu"]),
	description: optional(filled, "One line about the image, for its label org.opencontainers.image.description.", ["The package with all of its extras"]),
	axes: optional(array(key, "must be a list of axis names"), "The axes it varies over, besides those of its parent. Default: all axes; none for a target built from another target.", [["python"], ["python", "cuda"]]),
	platforms: optional(platforms, "The platforms it is built for. Default: its parent's, or else the matrix's.", [["linux/amd64"]]),
	values: optional(values, "Values for this target alone. They win over those of the matrix and of axis values.", [{ extras: ["all"] }]),
	args: optional(texts, "Build arguments (ARG in the Dockerfile) besides the matrix's; of the same name, these win. May use values, and version, revision and branch of the run. Default: none. Not for secrets: arguments stay in the image.", [{ TORCH_VERSION: "{{torch}}" }]),
	labels: optional(texts, "Labels besides the matrix's; of the same name, these win. May use values.", [{ "org.opencontainers.image.title": "Notebooks" }]),
	tags: optional(tags, "Tags instead of the matrix's.", [["{{target}}", "{{target}}-py{{python}}"]]),
	flavor: optional(targetFlavor, "Prefix and suffix of its tags instead of the matrix's.", [{ prefix: "gpu-" }]),
	latest: optional(boolean$1, "Whether its image is the one that gets the tag \"latest\". For a target with one image; for one of several there is \"latest\" of the matrix.", [true], false),
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
	boolean: boolean("must be true, false, or a mapping with \"repository\" and \"mode\""),
	mapping: strictObject({
		repository: optional(filled, "Repository of the cache. Default: that of the images with \"-cache\" behind it.", ["ghcr.io/org/app-cache"]),
		mode: optional(picklist(["min", "max"], "must be min or max"), "What is kept: the layers of the images (min), or those of all stages (max).", ["min"], "max")
	}, MAPPING_RULE)
}, "boolean");
const decorator = pipe(strictObject({
	match: documented(byKind({
		text: pipe(filledWord, regex(SHORT_ENOUGH, GLOB_RULE)),
		list: someOf(globText, "must be a part of a command, or a list of them")
	}, "text"), "A part of the command, beginning and ending where words do; \"*\" stands for anything within one command. Of a list, any.", ["pip install", ["pip install", "uv *"]]),
	mount: optional(array(filled, "must be a list of mounts"), "Mounts, as RUN --mount takes them. May use values. One whose target the RUN has already is left out. Default: none.", [["type=secret,id=pip,target=/etc/pip.conf", "type=cache,id=uv-{{python}},target=/root/.cache/uv"]]),
	env: optional(record(pipe(string(), regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")), text, MAPPING_RULE), "Variables to export in front of the command; they do not stay in the image. May use values. Default: none.", [{ UV_LINK_MODE: "copy" }]),
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
	"ignore-unfixed": optional(boolean$1, "Whether findings that no update fixes yet pass the gate.", [true], false),
	base: optional(picklist(["gate", "report"], "must be gate or report"), "What findings in layers of the base image do: count as all others (gate), or get reported only (report).", ["report"], "gate"),
	ignores: optional(filled, "Trivy's ignore file, with accepted findings, their reasons and expiry dates. Default: none.", [".trivyignore.yaml"]),
	"expiry-warning": optional(pipe(string(DAYS_RULE), regex(/^[0-9]{1,3} days?$/, DAYS_RULE)), "How long before an ignored finding counts again each run warns.", ["30 days"], "14 days"),
	"strict-ignores": optional(boolean$1, "Whether an ignored finding without a reason (statement) or an expiry date (expired_at) is an error instead of a warning.", [true], false),
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
	stages: optional(record(name, stage, MAPPING_RULE), "Helper stages, by name: part of a Dockerfile where something needs them, never an image of their own. Default: none.", [{ builder: { from: "python:{{python}}-bookworm" } }]),
	targets: documented(pipe(record(name, target, MAPPING_RULE), minEntries(1, "must have at least one target")), "The images, by name; each is built for every combination of its axes.", [{
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
	args: optional(texts, "Build arguments of every image (ARG in the Dockerfile). May use values, and version, revision and branch of the run: such an argument is not in docker-bake.hcl, and a run without that fact does not give it, so that the default in the Dockerfile counts. Those that a \"from\" uses, as ${BASE}, are rendered as ARG above the first FROM. Default: none. Not for secrets: arguments stay in the image.", [{ PACKAGE_VERSION: "{{version}}" }]),
	refresh: optional(pipe(string(DAYS_RULE), regex(/^[1-9][0-9]{0,2} days?$/, DAYS_RULE)), "How old what builds fetch from networks may get. Steps below an \"ARG REFRESH_EPOCH\" in a Dockerfile are then taken from the cache for this long, and built anew after it. Default: for ever.", ["7 days"]),
	labels: optional(texts, "Labels of every image. May use values. Title, description, version, revision, time and source are filled in.", [{ "org.opencontainers.image.licenses": "Apache-2.0" }]),
	ignore: optional(array(text, "must be a list of .dockerignore patterns"), "Patterns of files that no build gets to see; becomes the .dockerignore of every rendered Dockerfile. Default: the .dockerignore of the build context.", [[".git", "**/__pycache__"]]),
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

// src/matrix/workflow-expressions.ts
const EXPRESSION = /\$\{\{-?\s*!?\s*(?:github|env|vars|secrets|inputs|matrix|needs|steps|runner|job|strategy)\s*[.[].*?\}\}/s;
function workflowExpressions(source) {
	const problemsIn = (value, path) => {
		if (typeof value === "string") {
			const [expression] = EXPRESSION.exec(value) ?? [];
			return expression === void 0 ? [] : [error("workflow-expression", `"${expression}" is for workflows; nothing fills it in here`, {
				place: source.at(path),
				hint: "what a run says of itself is {{branch}}, {{version}}, {{revision}} and more (docs/tags.md); other values come from the workflow, as set: NAME=${{ … }}, and are {{NAME}} here"
			})];
		}
		if (Array.isArray(value)) return value.flatMap((item, index) => problemsIn(item, [...path, index]));
		return isMapping(value) ? Object.entries(value).flatMap(([key, item]) => problemsIn(item, [...path, key])) : [];
	};
	return source.file.text.includes("${{") ? problemsIn(source.data, []) : [];
}

// src/matrix/parse.ts
function parseMatrix(file) {
	const read = readYaml(file);
	if (!("source" in read)) throw new ProblemsFound(read.problems);
	const { source } = read;
	if (source.data === null || source.data === "") throw new ProblemsFound([error("empty-matrix", "the matrix is empty", {
		place: source.at([]),
		hint: "a matrix needs version, image and targets"
	})]);
	const problems = [...workflowExpressions(source)];
	const shaped = collecting(problems)(() => readShape(matrixSchema, source, "the matrix"));
	if (!shaped || problems.length > 0) throw new ProblemsFound(problems);
	return {
		file: shaped,
		source
	};
}
function fileName(matrix) {
	return matrix.source.file.path.split(/[\\/]/).at(-1) ?? "";
}

// src/matrix/targets.ts
const DEFAULT_PLATFORMS = ["linux/amd64"];
function declaredPlatforms(file) {
	return [.../* @__PURE__ */ new Set([...file.platforms ?? DEFAULT_PLATFORMS, ...Object.values(file.targets).flatMap(({ platforms }) => platforms ?? [])])];
}
function resolveTargets(matrix) {
	const { file, source } = matrix;
	const problems = [];
	const resolved = /* @__PURE__ */ new Map();
	const declaredAxes = Object.keys(file.axes ?? {});
	const resolve = (name, trail) => {
		const known = resolved.get(name);
		if (known) return known;
		const target = file.targets[name];
		if (!target) return void 0;
		if (trail.includes(name)) {
			if (!problems.some((problem) => problem.code === "target-cycle")) {
				const circle = [...trail.slice(trail.indexOf(name)), name];
				problems.push(error("target-cycle", `targets are built from each other in a circle: ${circle.join(" → ")}`, {
					place: source.at([
						"targets",
						name,
						"from"
					]),
					hint: target.from === name ? `for the image of that name, write ${name}:latest` : "let one of them be built from an image"
				}));
			}
			return;
		}
		const origins = [
			"from",
			"file",
			"dockerfile"
		].filter((key) => target[key] !== void 0);
		if (origins.length !== 1) problems.push(error("target-origin", `target "${name}" needs exactly one of from (an image, stage or target), file (a template for a whole Dockerfile) and dockerfile (a Dockerfile used as it is)` + (origins.length > 1 ? `, not ${origins.join(" and ")}` : ""), { place: source.atKey(["targets", name]) }));
		if (target.template !== void 0 && target.from === void 0) problems.push(error("target-origin", `"template" is for a stage with "from"; target "${name}" has none`, { place: source.atKey([
			"targets",
			name,
			"template"
		]) }));
		const parentName = target.from !== void 0 && Object.hasOwn(file.targets, target.from) ? target.from : void 0;
		const parent = parentName === void 0 ? void 0 : resolve(parentName, [...trail, name]);
		const axes = target.axes ?? (parent ? [] : declaredAxes.toSorted());
		for (const [index, axis] of axes.entries()) {
			const place = source.at([
				"targets",
				name,
				"axes",
				index
			]);
			if (target.axes && !declaredAxes.includes(axis)) problems.push(error("unknown-axis", `target "${name}" has an axis "${axis}" that is not under axes${didYouMean(axis, declaredAxes)}`, { place }));
			if (axes.indexOf(axis) !== index) problems.push(error("duplicate-axis", `target "${name}" names the axis "${axis}" twice`, { place }));
		}
		const platforms = target.platforms ?? parent?.platforms ?? file.platforms ?? DEFAULT_PLATFORMS;
		for (const [index, platform] of platforms.entries()) {
			const list = target.platforms ? [
				"targets",
				name,
				"platforms"
			] : ["platforms"];
			if (parent && !parent.platforms.includes(platform)) problems.push(error("platform-not-in-parent", `target "${name}" is built for ${platform}, but its parent "${parent.name}" is not (it has ${parent.platforms.join(", ")})`, {
				place: source.at([...list, index]),
				hint: `remove ${platform} here, or add it to "${parent.name}"`
			}));
		}
		const result = {
			name,
			...parent ? { parent: parent.name } : {},
			axes: [.../* @__PURE__ */ new Set([...parent?.axes ?? [], ...axes])].filter((axis) => declaredAxes.includes(axis)),
			platforms: [...new Set(platforms)],
			depth: parent ? parent.depth + 1 : 0
		};
		resolved.set(name, result);
		return result;
	};
	for (const name of Object.keys(file.targets)) resolve(name, []);
	problems.push(...duplicatePlatforms(matrix));
	const ordered = [...resolved.values()].toSorted((a, b) => a.depth - b.depth || (a.name < b.name ? -1 : 1));
	return {
		targets: new Map(ordered.map((target) => [target.name, target])),
		problems
	};
}
function duplicatePlatforms({ file, source }) {
	const lists = Object.entries(file.targets).map(([name, { platforms }]) => ({
		path: [
			"targets",
			name,
			"platforms"
		],
		platforms
	}));
	return [{
		path: ["platforms"],
		platforms: file.platforms
	}, ...lists].flatMap(({ path, platforms = [] }) => platforms.flatMap((platform, index) => platforms.indexOf(platform) === index ? [] : [error("duplicate-platform", `platform ${platform} is listed twice`, { place: source.at([...path, index]) })]));
}

// src/matrix/condition-problems.ts
function conditionProblems(matrix, condition, path) {
	const { file, source } = matrix;
	const known = [
		"target",
		"platform",
		...Object.keys(file.axes ?? {})
	];
	return Object.entries(condition).flatMap(([key, patterns]) => {
		if (!known.includes(key)) return [error("unknown-axis", `a condition on "${key}", which is no axis${didYouMean(key, known)}`, { place: source.atKey([...path, key]) })];
		const allowed = key === "target" ? Object.keys(file.targets) : key === "platform" ? declaredPlatforms(file) : axisValues(file, key);
		return [patterns].flat().flatMap((pattern, index) => {
			if (allowed.includes(spelt(key, pattern)) || versionTest(pattern) || isGlob(pattern)) return [];
			const place = source.at(Array.isArray(patterns) ? [
				...path,
				key,
				index
			] : [...path, key]);
			if (/[<>=~!]/.test(pattern)) return [error("invalid-comparison", `"${pattern}" compares with no version; comparisons are written as >=3.11, ~12.4 or ">=3.11,<3.13"`, { place })];
			return [error("unknown-value", `"${pattern}" is no value of ${key}${didYouMean(pattern, allowed)}`, { place })];
		});
	});
}

// src/matrix/expand.ts
const RULE_KINDS = [
	"exclude",
	"include",
	"require",
	"set"
];
const MAX_IMAGES = 2e4;
const MAX_COMBINATIONS = 2e5;
function expand(matrix) {
	const { targets, problems } = resolveTargets(matrix);
	const { rules, problems: ruleProblems } = compileRules(matrix);
	const allProblems = [
		...problems,
		...duplicateValues(matrix),
		...ruleProblems,
		...tooManyCombinations(matrix, targets.values())
	];
	if (allProblems.length > 0) throw new ProblemsFound(allProblems);
	const cells = [];
	const excluded = [];
	const excludedByKey = /* @__PURE__ */ new Map();
	const platformsByKey = /* @__PURE__ */ new Map();
	for (const target of targets.values()) for (const combination of combinations(matrix.file, target.axes)) {
		const key = cellKey(target.name, combination);
		const parent = target.parent === void 0 ? void 0 : targets.get(target.parent);
		const parentKey = parent && cellKey(parent.name, restrict(combination, parent.axes));
		const dropped = /* @__PURE__ */ new Map();
		for (const platform of target.platforms) {
			const rule = droppingRule(rules, {
				...combination,
				target: target.name,
				platform
			});
			if (rule) dropped.set(platform, rule);
		}
		const excludedParent = parentKey === void 0 ? void 0 : excludedByKey.get(parentKey);
		if (excludedParent) {
			const entry = {
				...excludedParent,
				target: target.name,
				combination,
				because: `its parent "${excludedParent.target}" is excluded: ${excludedParent.because}`
			};
			excludedByKey.set(key, entry);
			excluded.push(entry);
			continue;
		}
		const parentPlatforms = parentKey === void 0 ? void 0 : platformsByKey.get(parentKey);
		const platforms = target.platforms.filter((platform) => !dropped.has(platform) && (parentPlatforms?.includes(platform) ?? true));
		const [first] = dropped.values();
		if (platforms.length === 0) {
			const entry = {
				target: target.name,
				combination,
				because: first?.because ?? `its parent "${target.parent ?? ""}" has none of its platforms left`,
				place: first?.place ?? matrix.source.at(["targets", target.name])
			};
			excludedByKey.set(key, entry);
			excluded.push(entry);
			continue;
		}
		for (const rule of new Set(dropped.values())) {
			const excludedPlatforms = [...dropped].filter(([, by]) => by === rule).map(([platform]) => platform);
			excluded.push({
				target: target.name,
				combination,
				platforms: excludedPlatforms,
				because: rule.because,
				place: rule.place
			});
		}
		platformsByKey.set(key, platforms);
		cells.push({
			target,
			combination,
			platforms,
			allPlatforms: platforms
		});
		if (cells.length > MAX_IMAGES) throw new ProblemsFound([tooMany(matrix, target, MAX_IMAGES, "images")]);
	}
	const idle = rules.filter((rule) => !rule.matched);
	if (idle.length > 0) throw new ProblemsFound(idle.map((rule) => error("idle-rule", `this ${rule.kind} rule matches nothing`, {
		place: rule.place,
		hint: "correct its condition, or remove it"
	})));
	return {
		targets,
		cells,
		excluded
	};
}
function droppingRule(rules, facts) {
	let exclude;
	let kept = false;
	for (const rule of rules) {
		if (!rule.test(facts)) continue;
		rule.matched = true;
		if (rule.kind === "include") kept = true;
		else if (rule.drops(facts)) exclude ??= rule;
	}
	return kept ? void 0 : exclude;
}
function compileRules(matrix) {
	const problems = [];
	const rules = [];
	for (const [index, rule] of (matrix.file.rules ?? []).entries()) {
		const place = matrix.source.at(["rules", index]);
		const kinds = RULE_KINDS.filter((kind) => rule[kind] !== void 0);
		const [kind] = kinds;
		if (kind === void 0 || kinds.length > 1) {
			const present = kinds.length === 0 ? "none" : kinds.join(" and ");
			problems.push(error("rule-kind", `a rule has exactly one of ${RULE_KINDS.join(", ")}, not ${present}`, { place }));
			continue;
		}
		if (rule.when && (kind === "exclude" || kind === "include")) {
			problems.push(error("rule-when", `"when" belongs to require and set; the condition of ${kind} is its own value`, { place: matrix.source.atKey([
				"rules",
				index,
				"when"
			]) }));
			continue;
		}
		const condition = kind === "set" ? void 0 : rule[kind];
		if (condition) problems.push(...conditionProblems(matrix, condition, [
			"rules",
			index,
			kind
		]));
		if (rule.when) problems.push(...conditionProblems(matrix, rule.when, [
			"rules",
			index,
			"when"
		]));
		if (kind === "set" && rule.when && "platform" in rule.when) problems.push(error("set-platform", "a value cannot depend on the platform: one Dockerfile serves all of them", {
			place: matrix.source.atKey([
				"rules",
				index,
				"when",
				"platform"
			]),
			hint: "use TARGETARCH in the template"
		}));
		const when = rule.when ? conditionTest(rule.when) : () => true;
		const holds = condition ? conditionTest(condition) : () => true;
		rules.push({
			index,
			kind,
			test: kind === "require" ? (facts) => when(facts) && Object.keys(condition ?? {}).every((key) => key in facts) : kind === "set" ? when : holds,
			drops: (facts) => kind === "exclude" || kind === "require" && !holds(facts),
			because: rule.because ?? (kind === "require" ? `required otherwise at ${place.file}:${place.line}` : `excluded at ${place.file}:${place.line}`),
			place,
			matched: false
		});
	}
	return {
		rules,
		problems
	};
}
function tooManyCombinations(matrix, targets) {
	let count = 0;
	for (const target of targets) {
		count += target.axes.reduce((product, axis) => product * axisValues(matrix.file, axis).length, 1);
		if (count > MAX_COMBINATIONS) return [tooMany(matrix, target, MAX_COMBINATIONS, "combinations of axis values")];
	}
	return [];
}
function tooMany({ source }, { name }, limit, things) {
	return error("too-many-images", `the matrix has more than ${limit.toLocaleString("en")} ${things}`, {
		place: source.atKey(["targets", name]),
		hint: "name fewer \"axes\" in targets, or make several matrices of this one"
	});
}
function duplicateValues({ file, source }) {
	return Object.entries(file.axes ?? {}).flatMap(([axis, values]) => Array.isArray(values) ? values.flatMap((value, index) => values.indexOf(value) === index ? [] : [error("duplicate-value", `the axis "${axis}" has the value "${value}" twice`, { place: source.at([
		"axes",
		axis,
		index
	]) })]) : []);
}

export { AxisValue, BUILT_IN, COMMON_KEYS, MATRIX_KEYS, RUN_FACTS, SEVERITIES, TAG_TYPE_NAMES, axisValues, cellKey, combinationKey, compileRules, conditionProblems, conditionTest, declaredPlatforms, dockerfilePath, expand, fileName, imageId, isRunFact, parseMatrix, patternTest, restrict, tagKeys, tagType, testUser, valuesOf };