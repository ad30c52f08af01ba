import { c as expand, i as extendContext, n as readOverrides, o as withRunOverrides, r as createScopes, t as nameProblems } from "./overrides.js";
import { A as isRunFact, E as conditionTest, M as groupBy, T as referencesOf, a as readShape, j as fileName, k as RUN_FACTS, o as NO_INPUTS, p as createStages, r as testUser, t as fileMode } from "./test-schema.js";
import { i as tagProblem, r as parseRepository } from "./reference.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { C as didYouMean, S as closest, T as combinationKey, c as MAPPING_RULE, d as byKind, f as documented, p as filled, u as boolean, y as text } from "./tag-schema.js";
import { a as shellWords, r as readInstructions, t as readYaml } from "./source.js";
import { _ as secretArgument, a as isTestablePath, f as mirrorRepositories, h as repositoryProblems, i as VARIABLE_RULE, n as PATH_RULE, p as primaryRepository, r as VARIABLE_NAME, s as LINE_LIMIT, t as compilePattern, u as longestLine, v as variablesOf } from "./pattern.js";
import { n as declaredPlatforms, t as conditionProblems } from "./condition-problems.js";
import { n as isPrerelease$1, r as isVersion, t as compareVersions } from "./order.js";
import { a as expandDates, i as readEntries, n as enableProblem, o as readDates, r as entryLine, t as EXPRESSIONS } from "./entry.js";
import { n as readExpression, r as rememberedMatch } from "./bounded-match.js";
import { C as safeParse, D as union, E as transform, O as unknown, S as regex, T as string, b as pipe, c as literal, f as minLength, i as exactOptional, n as boolean$1, o as is, r as check$2, t as array, w as strictObject, y as picklist } from "./valibot.js";
import { dirname, join } from "node:path";

// src/matrix/image-name.ts
function imageId(cell) {
	return [cell.target.name, ...cell.target.axes.map((axis) => cell.combination[axis] ?? "")].join("-").toLowerCase().replace(/[^a-z0-9_-]+/g, "-");
}
function dockerfilePath(combination, target) {
	const parts = Object.entries(combination).toSorted(([a], [b]) => a < b ? -1 : 1).map(([axis, value]) => `${axis}${value.replace(/[^A-Za-z0-9._]+/g, "_")}`);
	if (target !== void 0) parts.unshift(target);
	return `dockerfiles/${parts.length === 0 ? "Dockerfile" : `${parts.join("-")}.Dockerfile`}`;
}

// src/dockerfile/lint/add-checksum.ts
const addChecksum = {
	severity: "warning",
	about: "ADD of a URL without --checksum: whatever is there on the day of the build gets into the image.",
	check: ({ instructions }) => instructions.flatMap(({ keyword, line, text, exec, flags }) => {
		if (keyword !== "ADD" || flags.some(({ name }) => name === "--checksum")) return [];
		const url = (exec ?? shellWords(text)).slice(0, -1).map((word) => word.replace(/^["']/, "")).find((word) => /^https?:\/\//i.test(word) && !/\.git(?:[#?]|["']?$)/.test(word));
		return url === void 0 ? [] : [{
			line,
			message: `ADD of ${url} without a checksum`,
			hint: "ADD --checksum=sha256:… URL FILE; sha256sum prints it"
		}];
	})
};

// src/dockerfile/lint/empty-continuation.ts
const emptyContinuation = {
	severity: "error",
	about: "An empty line inside of a continued instruction. BuildKit still joins over it and warns that it will stop doing so; most come from a block that rendered to nothing.",
	check: ({ instructions }) => instructions.flatMap(({ keyword, emptyLines }) => emptyLines.slice(0, 1).map((line) => ({
		line,
		message: `an empty line inside of the continued ${keyword}`,
		hint: "remove it; in a template, {{#continued}} … {{/continued}} leaves out lines that render to nothing"
	})))
};

// src/dockerfile/lint/fixed-architecture.ts
const ARCHITECTURE = /(?<![A-Za-z0-9])(?:x86_64|amd64|aarch64|arm64)(?![A-Za-z0-9])/;
const ASKS = /TARGETARCH|TARGETPLATFORM|TARGETVARIANT|BUILDARCH|BUILDPLATFORM|\buname\b|--print-architecture|--print-foreign|\$\(arch\)|\bplatform\.machine\b/;
const fixedArchitecture = {
	severity: "warning",
	about: "The name of one architecture in RUN, ADD, COPY, ENV or ARG of a stage that is built for several: the others get its files.",
	check: ({ instructions, severalArchitectures }) => instructions.flatMap(({ keyword, line, text, heredocs, positionOf }) => {
		if (!severalArchitectures || ![
			"RUN",
			"ADD",
			"COPY",
			"ENV",
			"ARG"
		].includes(keyword)) return [];
		const bodies = heredocs.flatMap((heredoc) => heredoc.body.map((body, index) => ({
			body,
			line: heredoc.line + index
		})));
		if (ASKS.test([text, ...bodies.map(({ body }) => body)].join("\n"))) return [];
		const direct = ARCHITECTURE.exec(text);
		const inside = direct ? void 0 : bodies.find(({ body }) => ARCHITECTURE.test(body));
		const name = direct?.[0] ?? ARCHITECTURE.exec(inside?.body ?? "")?.[0];
		if (name === void 0) return [];
		return [{
			line: direct ? positionOf(direct.index).line : inside?.line ?? line,
			message: `"${name}" is written out in a stage that is built for several architectures`,
			hint: "use $TARGETARCH (after ARG TARGETARCH), or {{architecture \"NAME\" (map amd64=… arm64=…)}}"
		}];
	})
};

// src/dockerfile/lint/shadowed-argument.ts
const shadowedArgument = {
	severity: "warning",
	about: "An ARG that is not what it looks like: set above the first FROM and used in a stage that does not declare it (it is empty there), or declared again with another default.",
	check: ({ instructions }, { globals }) => {
		const defaults = /* @__PURE__ */ new Map();
		for (const { name, value, line } of globals.flatMap(variablesOf)) if (value !== void 0) defaults.set(name, {
			value,
			line
		});
		const global = new Set(globals.flatMap(variablesOf).map(({ name }) => name));
		const declared = /* @__PURE__ */ new Set();
		const found = [];
		for (const instruction of instructions) {
			for (const name of global) {
				if (declared.has(name) || !uses(instruction, name)) continue;
				declared.add(name);
				found.push({
					line: instruction.line,
					message: `"${name}" is an ARG above FROM and is empty in this stage`,
					hint: `write ARG ${name} in the stage too`
				});
			}
			for (const { name, value, line } of variablesOf(instruction)) {
				const before = defaults.get(name);
				if (instruction.keyword === "ARG" && before !== void 0 && value !== void 0 && value !== before.value) found.push({
					line,
					message: `ARG ${name} has the default "${value}" here and "${before.value}" in line ${before.line}`,
					hint: `write ARG ${name} without a default, to take over the other`
				});
				if (instruction.keyword === "ARG" && value !== void 0) defaults.set(name, {
					value,
					line
				});
				declared.add(name);
			}
		}
		return found;
	}
};
function uses({ keyword, text, heredocs, exec }, name) {
	const script = [text, ...keyword === "RUN" ? heredocs.flatMap(({ body }) => body) : []].join("\n");
	if (exec && keyword === "RUN") return false;
	if (keyword === "RUN" && new RegExp(`(?:^|[\\s;&|(])(?:${name}=|for\\s+${name}\\s|read\\s[^;&|]*\\b${name}\\b)`).test(script)) return false;
	return new RegExp(`(?<!\\\\)\\$(?:${name}(?!\\w)|\\{${name}[}:#%/^,])`).test(script.replace(/'[^']*'/g, ""));
}

// src/dockerfile/lint/unknown-stage.ts
const IMAGES = new Set("alpine amazonlinux archlinux bash buildpack-deps busybox caddy composer debian docker eclipse-temurin elixir erlang fedora gcc golang gradle haskell httpd julia maven memcached mongo mysql nginx node oraclelinux perl php postgres pypy python r-base redis rockylinux ruby rust scratch swift traefik ubuntu".split(" "));
const unknownStage = {
	severity: "error",
	about: "COPY --from, RUN --mount=from= or FROM with a name that is no stage above: one that comes later, a name of the matrix that the Dockerfile does not have, or a slip. A name that may be an image is left alone.",
	check: ({ from, instructions, name }, around) => [...check(from.image, from.line, "FROM", around, void 0), ...instructions.flatMap((instruction) => referencesOf(instruction).flatMap((reference) => check(reference, instruction.line, instruction.keyword === "RUN" ? "RUN --mount" : `${instruction.keyword} --from`, around, name)))]
};
function check(reference, line, where, around, self) {
	if (reference === "" || /[$/:@.]/.test(reference)) return [];
	const name = reference.toLowerCase();
	if (around.stages.has(name) || around.contexts.has(name)) return [];
	if (/^\d+$/.test(name)) return Number(name) < around.index ? [] : [{
		line,
		message: `${where} takes stage ${name}, but the last one above is ${around.index - 1}`
	}];
	if (name === self?.toLowerCase()) return [{
		line,
		message: `${where} takes from the stage "${reference}", which it is part of`
	}];
	const later = around.later.get(name);
	if (later !== void 0) return [{
		line,
		message: `${where} takes from the stage "${reference}", which only comes in line ${later}`,
		hint: "a stage can use those above it; move one of the two"
	}];
	const alias = around.aliases.get(name);
	if (alias !== void 0) return [{
		line,
		message: `${where} takes from "${reference}", whose stage is named "${alias}"`,
		hint: `write ${alias}`
	}];
	const meant = IMAGES.has(name) ? void 0 : closest(name, [...around.stages, ...around.later.keys()]);
	return meant === void 0 ? [] : [{
		line,
		message: `${where} takes from "${reference}", which is no stage above (did you mean "${meant}"?)`,
		hint: `an image of that name is written with its tag, as ${reference}:latest`
	}];
}

// src/dockerfile/lint/unparsable.ts
const INSTRUCTIONS = {
	ADD: {
		least: 2,
		flags: [
			"--chmod",
			"--chown",
			"--checksum",
			"--exclude",
			"--from",
			"--keep-git-dir",
			"--link",
			"--unpack"
		]
	},
	ARG: { least: 1 },
	CMD: { least: 0 },
	COPY: {
		least: 2,
		flags: [
			"--chmod",
			"--chown",
			"--exclude",
			"--from",
			"--link",
			"--parents"
		]
	},
	ENTRYPOINT: { least: 0 },
	ENV: { least: 1 },
	EXPOSE: { least: 1 },
	FROM: {
		least: 1,
		flags: ["--platform"]
	},
	HEALTHCHECK: {
		least: 1,
		flags: [
			"--interval",
			"--retries",
			"--start-interval",
			"--start-period",
			"--timeout"
		]
	},
	LABEL: { least: 1 },
	MAINTAINER: { least: 1 },
	ONBUILD: { least: 1 },
	RUN: {
		least: 1,
		flags: [
			"--device",
			"--mount",
			"--network",
			"--security"
		]
	},
	SHELL: { least: 1 },
	STOPSIGNAL: { least: 1 },
	USER: { least: 1 },
	VOLUME: { least: 1 },
	WORKDIR: { least: 1 }
};
const unparsable = {
	severity: "error",
	about: "An instruction that BuildKit cannot read: unknown, without its arguments, with a misspelled flag, or never ended.",
	check: ({ instructions }) => instructions.flatMap(faultsOf)
};
function faultsOf(instruction) {
	const { keyword, line, text, exec, flags, heredocs, open } = instruction;
	const known = Object.hasOwn(INSTRUCTIONS, keyword) ? INSTRUCTIONS[keyword] : void 0;
	if (!known) return [{
		line,
		message: `"${keyword}" is no instruction${/^[a-z]/.test(keyword.toLowerCase()) ? didYouMean(keyword, Object.keys(INSTRUCTIONS)).replace(/^ \(allowed.*/, "") : ""}`,
		hint: "a line that continues another needs a \"\\\" at the end of the one above"
	}];
	const open_ = heredocs.find(({ terminated }) => !terminated);
	if (open_) return [{
		line,
		message: `the heredoc "${open_.name}" is never ended`,
		hint: `end it with a line "${open_.name}"`
	}];
	if (open) return [{
		line: instruction.endLine,
		message: `${keyword} is continued beyond the end`,
		hint: "remove the \"\\\" at the end of the last line"
	}];
	const words = exec ?? text.match(/\S+/g) ?? [];
	if (words.length < known.least) return [{
		line,
		message: `${keyword} needs ${known.least === 1 ? "an argument" : `${known.least} arguments`}, and has ${words.length === 0 ? "none" : "one"}`
	}];
	if (keyword === "SHELL" && !exec) return [{
		line,
		message: "SHELL takes a list, as [\"/bin/bash\", \"-c\"]"
	}];
	if (keyword === "FROM" && words.length !== 1 && !(words.length === 3 && /^as$/i.test(words[1] ?? ""))) return [{
		line,
		message: `FROM takes one image, and perhaps "AS name", not "${text}"`
	}];
	const faults = [];
	if (keyword === "ENV" && !/^[^\s=]+(?:=|\s+\S)/.test(text)) faults.push({
		line,
		message: `ENV takes NAME=value, not "${text}"`
	});
	for (const { name } of flags) {
		const meant = (known.flags ?? []).includes(name) ? "" : didYouMean(name, known.flags ?? []);
		if (meant.startsWith(" (did")) faults.push({
			line,
			message: `${keyword} has no flag ${name}${meant}`
		});
	}
	return faults;
}

// src/dockerfile/lint/shell-text.ts
function unquoted(text) {
	return text.replace(/\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'/g, (quoted) => "_".repeat(quoted.length));
}

// src/dockerfile/lint/version-specifier.ts
const SPECIFIER = /(?<![<>=\w])(?:[A-Za-z][\w.-]*(?:\[[\w,.\s-]*\])?)?\s?(?:[<>]=\s?v?\d[\w.*]*|(?<=[\w\]])[<>]\d+(?:\.\d+|\.\*)*(?=[\s,;)&|]|$))/g;
const versionSpecifier = {
	severity: "error",
	about: "A version specifier in RUN without quotes: to a shell, `jupyterlab>=4` writes to a file named \"=4\", and `numpy<2` reads a file named \"2\".",
	check: ({ instructions }) => instructions.filter(({ keyword, exec }) => keyword === "RUN" && !exec).flatMap((run) => [...commands$1(run), ...scripts(run)])
};
function commands$1(run) {
	return specifiers(run.text).map(({ index, text }) => found(run.positionOf(index).line, text));
}
function scripts(run) {
	return run.heredocs.flatMap(({ body, line }) => body.flatMap((text, index) => (/\b(?:install|add|download)\s/.test(text) ? specifiers(text) : []).map((specifier) => found(line + index, specifier.text))));
}
function specifiers(text) {
	return [...unquoted(text).replace(/\(\([\s\S]*?\)\)|\[\[[\s\S]*?\]\]/g, (inside) => "_".repeat(inside.length)).matchAll(SPECIFIER)].map((match) => ({
		index: match.index + (match[0].length - match[0].trimStart().length),
		text: match[0].trim()
	}));
}
function found(line, text) {
	return {
		line,
		message: `"${text}" is not quoted, so that the shell ${text.includes(">") ? "writes to" : "reads"} a file instead`,
		hint: `write '${text}', or {{shell …}} in a template`
	};
}

// src/dockerfile/lint/rules.ts
const rules = {
	unparsable,
	"unknown-stage": unknownStage,
	"empty-continuation": emptyContinuation,
	"version-specifier": versionSpecifier,
	"add-checksum": addChecksum,
	"secret-argument": secretArgument,
	"shadowed-argument": shadowedArgument,
	"fixed-architecture": fixedArchitecture
};

// src/dockerfile/lint/allow.ts
const ALLOW = /^#\s*docker-matrix:\s*(.*)$/;
const FORM = "# docker-matrix: allow CODE because …";
function applyAllows(findings, comments, instructions) {
	const wrong = [];
	const written = comments.flatMap((comment) => {
		const sentence = ALLOW.exec(comment.text)?.[1];
		if (sentence === void 0) return [];
		const [, code, reason] = /^allow\s+(\S+)(?:\s+because\s+(\S.*))?\s*$/.exec(sentence) ?? [];
		const fault = (message) => (wrong.push({
			code: "allow",
			severity: "error",
			line: comment.line,
			message,
			hint: `write ${FORM}`
		}), []);
		if (code === void 0) return fault(`"${sentence}" is nothing that docker-matrix knows`);
		if (!Object.hasOwn(rules, code)) return fault(`there is no finding "${code}" to allow${didYouMean(code, Object.keys(rules))}`);
		if (reason === void 0) return fault(`allowing "${code}" needs a reason`);
		const instruction = instructions.find(({ endLine }) => endLine >= comment.line);
		return [{
			code,
			line: comment.line,
			first: instruction?.line ?? 0,
			last: instruction?.endLine ?? -1
		}];
	});
	const covers = (allow, finding) => allow.code === finding.code && finding.line >= allow.first && finding.line <= allow.last;
	return {
		findings: [...findings.filter((finding) => !written.some((allow) => covers(allow, finding))), ...wrong],
		allows: written.map((allow) => ({
			code: allow.code,
			line: allow.line,
			used: findings.some((finding) => covers(allow, finding))
		}))
	};
}
function uselessAllow({ code, line }) {
	return {
		code: "allow",
		severity: "error",
		line,
		message: `there is no "${code}" here to allow`,
		hint: "remove the comment"
	};
}

// src/dockerfile/lint/lint.ts
function lintDockerfile(text, options) {
	const read = readInstructions(text);
	const first = read.instructions.findIndex(({ keyword }) => keyword === "FROM");
	const head = first === -1 ? read.instructions : read.instructions.slice(0, first);
	const stages = stagesOf(read.instructions, options);
	const lines = stages.map(({ name, from }) => [name?.toLowerCase() ?? "", from.line]);
	const findings = [...findingsOf("unparsable", headFaults(read.instructions, head, first)), ...stages.flatMap((stage, index) => checkStage(stage, {
		globals: head,
		stages: new Set(lines.slice(0, index).map(([name]) => name)),
		later: new Map(lines.slice(index + 1)),
		aliases: /* @__PURE__ */ new Map(),
		contexts: options.contexts ?? /* @__PURE__ */ new Set(),
		index
	}))];
	return applyAllows(findings, read.comments, read.instructions);
}
function lintBody(text, stage, around) {
	const read = readInstructions(text);
	const findings = checkStage({
		...stage,
		instructions: read.instructions
	}, {
		...around,
		globals: [],
		later: /* @__PURE__ */ new Map(),
		index: 0
	});
	return applyAllows(findings, read.comments, read.instructions);
}
function checkStage(stage, around) {
	return Object.entries(rules).flatMap(([code, { check }]) => findingsOf(code, check(stage, around)));
}
function findingsOf(code, found) {
	const severity = rules[code]?.severity ?? "error";
	return found.map((one) => ({
		...one,
		code,
		severity
	}));
}
function headFaults(instructions, head, first) {
	const faults = [...head, ...instructions.filter(({ keyword }) => keyword === "FROM")].flatMap(faultsOf);
	if (first === -1) return [...faults, {
		line: 1,
		message: "there is no FROM, so that there is nothing to build"
	}];
	return [...faults, ...head.filter(({ keyword }) => keyword !== "ARG").map(({ keyword, line }) => ({
		line,
		message: `${keyword} stands above the first FROM, where only ARG can`
	}))];
}
function stagesOf(instructions, { severalArchitectures }) {
	const starts = instructions.flatMap(({ keyword }, index) => keyword === "FROM" ? [index] : []);
	return starts.map((start, index) => {
		const from = instructions[start];
		const [image = "", , name] = (from?.text ?? "").split(/\s+/);
		return {
			name,
			from: {
				image,
				line: from?.line ?? 0
			},
			instructions: instructions.slice(start + 1, starts[index + 1]),
			severalArchitectures
		};
	});
}

// src/stages/inspection.ts
function createInspection({ file, source }) {
	const problems = /* @__PURE__ */ new Map();
	const allows = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new WeakMap();
	const names = Object.entries({
		...file.stages,
		...file.targets
	}).map(([key, declared]) => [key, "stage" in declared && declared.stage !== void 0 ? declared.stage : key]);
	const around = {
		stages: new Set(names.map(([, name]) => name)),
		aliases: new Map(names.filter(([key, name]) => key !== name)),
		contexts: new Set(Object.values(file.targets).flatMap(({ contexts = {} }) => Object.keys(contexts)).map((name) => name.toLowerCase()))
	};
	const add = (finding, place) => {
		const { code, severity, hint } = finding;
		const problem = {
			...error(code, `${finding.message} [${code}]`, {
				place,
				hint
			}),
			severity
		};
		problems.set(JSON.stringify([problem.message, place]), problem);
	};
	const collect = ({ findings, allows: written }, placeOf) => {
		for (const finding of findings) add(finding, placeOf(finding.line));
		for (const { code, line, used } of written) {
			const place = placeOf(line);
			const key = `${place.file}:${place.line} ${code}`;
			allows.set(key, {
				code,
				place,
				used: used || (allows.get(key)?.used ?? false)
			});
		}
	};
	const fallback = (path) => ({
		file: path,
		line: 1,
		column: 1
	});
	return {
		stages: (stages, built) => {
			const architectures = architecturesOf(stages, built);
			for (const stage of stages) {
				const severalArchitectures = (architectures.get(stage.key)?.size ?? 0) > 1;
				const done = seen.get(stage) ?? /* @__PURE__ */ new Set();
				if (done.has(severalArchitectures)) continue;
				seen.set(stage, done.add(severalArchitectures));
				const image = stage.from.split(" ").at(-1) ?? "";
				const from = source.at([
					Object.hasOwn(file.targets, stage.key) ? "targets" : "stages",
					stage.key,
					"from"
				]);
				collect(lintBody(stage.body, {
					name: stage.name,
					from: {
						image,
						line: 0
					},
					severalArchitectures
				}, around), (line) => line === 0 ? from : stage.places()[line - 1] ?? fallback(stage.template));
			}
		},
		dockerfile: ({ text, places }, platforms) => {
			const severalArchitectures = new Set(platforms.map(architectureOf)).size > 1;
			collect(lintDockerfile(text, {
				severalArchitectures,
				contexts: around.contexts
			}), (line) => places()[line - 1] ?? places().at(-1) ?? fallback(source.file.path));
		},
		problems: (whole) => {
			if (whole) {
				for (const { code, place, used } of allows.values()) if (!used) add(uselessAllow({
					code,
					line: place.line
				}), place);
			}
			return [...problems.values()];
		}
	};
}
function architecturesOf(stages, built) {
	const byKey = new Map(stages.map((stage) => [stage.key, stage]));
	const architectures = /* @__PURE__ */ new Map();
	const visit = (key, names) => {
		const known = architectures.get(key) ?? /* @__PURE__ */ new Set();
		if (names.every((name) => known.has(name))) return;
		architectures.set(key, /* @__PURE__ */ new Set([...known, ...names]));
		for (const needed of byKey.get(key)?.needs ?? []) visit(needed, names);
	};
	for (const { target, platforms } of built) visit(target.name, platforms.map(architectureOf));
	return architectures;
}
function architectureOf(platform) {
	return platform.split("/")[1] ?? platform;
}
function ownPlaces(path, text) {
	return {
		text,
		places: () => text.split("\n").map((line, index) => ({
			file: path,
			line: index + 1,
			column: line.length - line.trimStart().length + 1,
			length: Math.max(1, line.trim().length)
		}))
	};
}

// src/stages/render.ts
const DEFAULT_SYNTAX = "docker/dockerfile:1";
function renderDockerfile(parts) {
	const header = [...parts.syntax === false ? [] : [`# syntax=${parts.syntax}`], `# Made by docker-matrix from ${parts.matrix}: edit that or the templates, then run "docker-matrix render".`];
	const stages = parts.stages.map((stage) => `# ${stage.template}:1-${stage.templateLines}\nFROM ${stage.from} AS ${stage.name}\n${stage.body}${stage.body === "" ? "" : "\n"}`);
	return [`${header.join("\n")}\n`, ...stages].join("\n");
}
function renderIgnoreFile(patterns, matrix) {
	return [
		`# Made by docker-matrix from ${matrix}.`,
		...patterns,
		""
	].join("\n");
}

// src/stages/dockerfiles.ts
function renderDockerfiles({ matrix, cells, stages, inputs, lint }, collect) {
	const { targets, ignore, syntax } = matrix.file;
	const inspection = createInspection(matrix);
	const files = [];
	const addFile = (path, text) => {
		files.push({
			path,
			text
		});
		if (ignore) files.push({
			path: `${path}.dockerignore`,
			text: renderIgnoreFile(ignore, fileName(matrix))
		});
	};
	for (const group of groupBy(cells.filter(({ target }) => targets[target.name]?.from !== void 0), ({ combination }) => combinationKey(combination)).values()) {
		const [first] = group;
		for (const { target, combination } of group) collect(() => stages.stage(target.name, combination));
		const closure = first && collect(() => stages.closure(group.map(({ target }) => target.name), first.combination));
		if (!closure) continue;
		addFile(dockerfilePath(first.combination), renderDockerfile({
			syntax: syntax ?? "docker/dockerfile:1",
			matrix: fileName(matrix),
			stages: closure
		}));
		if (lint) inspection.stages(closure, group);
	}
	for (const { target, combination, platforms } of cells.filter(({ target }) => targets[target.name]?.file !== void 0)) {
		const rendered = collect(() => stages.placedFile(target.name, combination));
		if (rendered === void 0) continue;
		addFile(dockerfilePath(combination, target.name), rendered.text);
		if (lint) inspection.dockerfile(rendered, platforms);
	}
	for (const { target, platforms } of lint ? cells : []) {
		const path = targets[target.name]?.dockerfile;
		const text = path === void 0 ? void 0 : inputs.files.get(path);
		if (path !== void 0 && text !== void 0) inspection.dockerfile(ownPlaces(join(dirname(matrix.source.file.path), path), text), platforms);
	}
	return {
		files,
		findings: (whole) => inspection.problems(whole)
	};
}

// src/tags/latest.ts
function findLatest(matrix, cells) {
	const images = cells.filter(({ target }) => matrix.file.targets[target.name]?.output !== "local");
	return {
		...pickLatest(matrix, images),
		images: images.length
	};
}
function pickLatest(matrix, images) {
	const { file, source } = matrix;
	const targets = Object.keys(file.targets).filter((name) => file.targets[name]?.latest);
	const [first, second] = targets.map((name) => source.at([
		"targets",
		name,
		"latest"
	]));
	if (file.latest !== void 0) {
		const place = source.atKey(["latest"]);
		const problems = [...conditionProblems(matrix, file.latest, ["latest"])];
		if ("platform" in file.latest) problems.push(error("latest-platform", "\"latest\" picks an image with all of its platforms, not one platform", { place: source.atKey(["latest", "platform"]) }));
		if (first) problems.push(error("latest-images", `"latest" of the matrix says which image is latest (${shown(place)}), and so does this target`, {
			place: first,
			hint: "remove one of the two"
		}));
		const test = conditionTest(file.latest);
		return problems.length > 0 ? { problems } : exactlyOne(images.filter(({ target, combination }) => test({
			...combination,
			target: target.name
		})), true, place, images);
	}
	if (first && second) return { problems: [error("latest-images", `"latest" picks images of two targets, ${targets[0] ?? ""} and ${targets[1] ?? ""} (also at ${shown(first)}); exactly one image is needed`, {
		place: second,
		hint: "leave one of the two"
	})] };
	if (first) return exactlyOne(images.filter(({ target }) => target.name === targets[0]), true, first, images);
	return images.length === 1 ? exactlyOne(images, false, source.at(["targets"]), images) : { problems: [] };
}
function latestProblem(what, images, place) {
	return error("latest-images", `${what} needs to know which of the ${images} images is latest`, {
		place,
		hint: "write latest: true in a target with one image, or in the matrix, for one of several, latest: { target: NAME, AXIS: VALUE }"
	});
}
function exactlyOne(picked, declared, place, images) {
	const [only] = picked;
	if (picked.length === 1 && only) {
		const key = cellKey(only);
		return {
			latest: {
				declared,
				place,
				is: (cell) => cellKey(cell) === key
			},
			problems: []
		};
	}
	const hint = `pick one in the matrix: ${pick(picked.at(-1) ?? images.at(-1))}`;
	if (!only) return { problems: [error("latest-images", "\"latest\" picks no image; exactly one is needed", {
		place,
		hint
	})] };
	return { problems: [error("latest-images", `"latest" picks ${picked.length} images: ${picked.slice(0, 4).map(describe$1).join("; ")}${picked.length > 4 ? " …" : ""}; exactly one is needed`, {
		place,
		hint
	})] };
}
function pick(cell) {
	const axes = Object.entries(cell?.combination ?? {}).map(([axis, value]) => `, ${axis}: "${value}"`);
	return `latest: { target: ${cell?.target.name ?? "NAME"}${axes.join("")} }`;
}
function describe$1({ target, combination }) {
	return [target.name, ...Object.entries(combination).map(([axis, value]) => `${axis} ${value}`)].join(", ");
}
function cellKey({ target, combination }) {
	return `${target.name} ${combinationKey(combination)}`;
}
function shown({ file, line, column }) {
	return `${file}:${line}:${column}`;
}

// src/version/release.ts
const NUMBER = "(0|[1-9]\\d*)";
const PRERELEASE_PART = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
const SEMVER = new RegExp(`^[v=]?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${PRERELEASE_PART}(?:\\.${PRERELEASE_PART})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`);
const PEP440 = /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>\d+)?)?(?:-(?<implicitPost>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d+)?)?(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;
const PRE_NAMES = {
	alpha: "a",
	a: "a",
	beta: "b",
	b: "b",
	preview: "rc",
	pre: "rc",
	c: "rc",
	rc: "rc"
};
function readReleaseVersion(scheme, text) {
	const trimmed = text.trim();
	if (scheme === "semver") return readSemver(trimmed);
	if (scheme === "pep440") return readPep440(trimmed);
	if (!isVersion(trimmed)) return void 0;
	const version = trimmed.replace(/^v(?=\d)/, "");
	const [major = "0", minor = "0", patch = "0"] = version.match(/\d+/g) ?? [];
	return {
		version,
		major,
		minor,
		patch,
		stable: !isPrerelease$1(version),
		order: version
	};
}
function readSemver(text) {
	const [, major, minor, patch, prerelease] = SEMVER.exec(text) ?? [];
	if (major === void 0 || minor === void 0 || patch === void 0) return void 0;
	const plain = `${major}.${minor}.${patch}`;
	return {
		version: prerelease === void 0 ? plain : `${plain}-${prerelease}`,
		major,
		minor,
		patch,
		stable: prerelease === void 0,
		order: plain
	};
}
function readPep440(text) {
	const groups = PEP440.exec(text)?.groups;
	if (groups?.["release"] === void 0) return void 0;
	const numeral = (digits) => (digits ?? "0").replace(/^0+(?=\d)/, "");
	const parts = groups["release"].split(".").map(numeral);
	const epoch = numeral(groups["epoch"]);
	const pre = groups["pre"] === void 0 ? "" : `${PRE_NAMES[groups["pre"].toLowerCase()] ?? ""}${numeral(groups["preNumber"])}`;
	const post = groups["post"] !== void 0 || groups["implicitPost"] !== void 0 ? `.post${numeral(groups["implicitPost"] ?? groups["postNumber"])}` : "";
	const dev = groups["dev"] === void 0 ? "" : `.dev${numeral(groups["devNumber"])}`;
	const local = groups["local"] === void 0 ? "" : `+${groups["local"].toLowerCase().replace(/[-_]/g, ".")}`;
	const [major = "0", minor = "0", patch = "0"] = parts;
	return {
		version: `${epoch === "0" ? "" : `${epoch}!`}${parts.join(".")}${pre}${post}${dev}${local}`,
		major,
		minor,
		patch,
		stable: !pre && !post && !dev,
		order: `${epoch}.${parts.join(".")}`
	};
}
function isHigher(a, b) {
	return compareVersions(a.order, b.order) > 0;
}

// src/tags/tag-facts.ts
const MISSING = {
	version: "needs a version: not a release (--set version=1.2.3 shows it)",
	...Object.fromEntries(RUN_FACTS.filter((fact) => fact !== "version").map((fact) => [fact, `needs a ${fact}: none is known here (--set ${fact}=… shows it)`])),
	tag: "needs a tag: not a release (--set version=1.2.3 shows it)",
	sha: "needs a sha: no commit is known here (--set revision=… shows it)",
	base_ref: "needs a base_ref: not a pull request",
	is_default_branch: "needs is_default_branch: this is no run of anything",
	is_not_default_branch: "needs is_not_default_branch: this is no run of anything",
	date: "needs a date: this is no run of anything",
	commit_date: "needs a commit_date: no commit is known here"
};
const TAG_FACTS = Object.keys(MISSING).filter((name) => !name.endsWith("date"));
function missingFact(name) {
	return MISSING[name] ?? `needs ${name}`;
}
const SHORT_SHA = 7;
function releaseTag({ tag, version }) {
	return tag !== void 0 && (version === void 0 || version === tagVersion(tag)) ? tag : version;
}
function tagVersion(tag) {
	return tag.replace(/^v(?=\d)/, "");
}
function atRelease(facts, tag) {
	return {
		...facts,
		tag,
		version: tagVersion(tag)
	};
}
function factTexts(facts, spelt) {
	const tag = releaseTag(facts);
	const isRun = facts.branch !== void 0 || tag !== void 0 || facts.pull !== void 0 || facts.event !== void 0;
	const isDefault = facts.branch !== void 0 && facts.pull === void 0 && facts.isDefaultBranch;
	return {
		...facts.version ? { version: spelt(facts.version) } : {},
		...facts.revision ? {
			revision: facts.revision,
			sha: facts.revision.slice(0, 7)
		} : {},
		...facts.branch ? { branch: spelt(facts.branch) } : {},
		...tag ? { tag: spelt(tag) } : {},
		...facts.baseRef ? { base_ref: spelt(facts.baseRef) } : {},
		...isRun ? {
			is_default_branch: String(isDefault),
			is_not_default_branch: String(!isDefault)
		} : {}
	};
}

// src/tags/types.ts
function typeResult(entry, facts, render) {
	const { type, keys } = entry;
	const tag = releaseTag(facts);
	switch (type) {
		case "pattern":
		case "raw": {
			const body = render("value", facts);
			return typeof body === "string" ? { body } : body;
		}
		case "semver":
		case "pep440": return versionResult(type, entry, facts, render);
		case "match": {
			const text = sourceText(entry, facts, render);
			if (typeof text !== "string") return text;
			const found = search(entry, "pattern", text);
			if ("none" in found) return found;
			const group = found.groups[Number(keys.group ?? "0")];
			return group === void 0 ? { none: `"${keys.pattern ?? ""}" has no group ${keys.group ?? "0"} in "${text}"` } : {
				body: group,
				release: !isPrerelease(text)
			};
		}
		case "edge":
			if (facts.branch === void 0 || facts.pull !== void 0) return { none: "not a push to a branch" };
			if (keys.branch === void 0 ? facts.isDefaultBranch : facts.branch === keys.branch) return {
				body: "edge",
				release: false
			};
			return { none: `the branch is ${facts.branch}, not ${keys.branch ?? "the default branch"}` };
		case "ref":
			if (keys.event === "pr") return facts.pull === void 0 ? { none: "not a pull request" } : {
				body: facts.pull,
				prefix: "pr-",
				release: false
			};
			if (keys.event === "tag") return tag === void 0 ? { none: "not a release: the run is of no Git tag" } : {
				body: tag,
				release: !isPrerelease(tag)
			};
			return facts.branch === void 0 || facts.pull !== void 0 ? { none: "not a push to a branch" } : {
				body: facts.branch,
				release: false
			};
		case "schedule": {
			if (facts.event !== "schedule") return { none: "not a scheduled run" };
			const body = keys.pattern === void 0 ? "nightly" : render("pattern", facts);
			return typeof body === "string" ? {
				body,
				release: false
			} : body;
		}
		case "sha":
			if (facts.revision === void 0) return { none: "no commit is known here (--set revision=… shows it)" };
			return {
				body: keys.format === "long" ? facts.revision : facts.revision.slice(0, 7),
				prefix: "sha-",
				release: false
			};
	}
}
function entryVersion(entry, facts, render) {
	const { type, keys } = entry;
	const scheme = type === "semver" || type === "pep440" ? type : "any";
	const source = scheme === "any" ? facts.version ?? { none: "not a release: the run has no version (--set version=1.2.3 shows it)" } : sourceText(entry, facts, render);
	if (typeof source !== "string") return source;
	let text = source;
	if (keys.match !== void 0) {
		const found = search(entry, "match", source);
		if ("none" in found) return found;
		const [, first] = found.groups;
		if (first === void 0) return { none: `"${keys.match}" has no group 1 in "${source}"` };
		text = first;
	}
	return readReleaseVersion(scheme, text) ?? {
		none: `"${text}" is no version${scheme === "any" ? "" : ` by the rules of ${scheme}`}`,
		...keys.match === void 0 && scheme !== "any" ? { warn: true } : {}
	};
}
function higherRelease(entry, own, tags, facts, render) {
	const { value: _value, ...rest } = entry.keys;
	const reader = entry.type === "semver" || entry.type === "pep440" ? {
		...entry,
		keys: rest
	} : entry;
	return releasesOf(reader, tags, facts, render).find(({ tag, version }) => {
		if (!isHigher(version, own.version)) return false;
		const result = typeResult(reader, atRelease(facts, tag), render);
		return "body" in result && result.body === own.body;
	})?.tag;
}
const read = /* @__PURE__ */ new WeakMap();
function releasesOf(entry, tags, facts, render) {
	const way = JSON.stringify([entry.type === "semver" || entry.type === "pep440" ? entry.type : "any", entry.keys.match]);
	const ways = read.get(tags) ?? /* @__PURE__ */ new Map();
	read.set(tags, ways);
	const known = ways.get(way);
	if (known) return known;
	const releases = tags.flatMap((tag) => {
		const version = entryVersion(entry, atRelease(facts, tag), render);
		return "none" in version || !version.stable ? [] : [{
			tag,
			version
		}];
	});
	ways.set(way, releases);
	return releases;
}
function versionResult(type, entry, facts, render) {
	const version = entryVersion(entry, facts, render);
	if ("none" in version) return version;
	const pattern = entry.keys.pattern ?? "";
	const raw = sourceText(entry, facts, render);
	const { major, minor, patch } = version;
	const body = render("pattern", facts, {
		raw: typeof raw === "string" ? raw : "",
		version: version.version,
		major,
		minor,
		patch
	}, version.stable ? pattern : withWholeVersion(pattern));
	return typeof body === "string" ? {
		body,
		release: version.stable
	} : body;
}
function withWholeVersion(pattern) {
	return pattern.replace(/\{\{\s*(?:major|minor|patch)\s*\}\}(?:\.\{\{\s*(?:minor|patch)\s*\}\})*/g, "{{version}}");
}
function sourceText(entry, facts, render) {
	if (entry.keys.value === void 0) return releaseTag(facts) ?? { none: "not a release: the run is of no Git tag (--set version=1.2.3 shows it)" };
	const value = render("value", facts);
	return value === "" ? { none: "its value is empty" } : value;
}
function search({ keys, at }, key, text) {
	const source = keys[key] ?? "";
	const expression = readExpression(source);
	if (typeof expression === "string") return { none: expression };
	const groups = rememberedMatch(expression, text);
	if (groups === "endless") throw new ProblemsFound([error("endless-expression", `the search for "${source}" in "${text}" was given up: it takes too long`, {
		place: at(key),
		hint: "a repetition inside of a repetition, as (a+)+, can take for ever: write it without one of the two"
	})]);
	return groups === void 0 ? { none: `"${source}" does not match "${text}"` } : { groups };
}
function isPrerelease(tag) {
	return readReleaseVersion("any", tag)?.stable === false;
}

// src/tags/tags.ts
const DEFAULT_TAGS = ["{{target}}", "{{target}}-{{version}}"];
function tagSafe(text) {
	return text.replace(/[^A-Za-z0-9_.-]+/g, "-").replace(/^[.-]+/, "");
}
function needsReleases({ file }, given, facts) {
	const lines = (given.length > 0 ? given : [...file.tags ?? [], ...Object.values(file.targets).flatMap(({ tags }) => tags ?? [])]).map(entryLine);
	return (releaseTag(facts) !== void 0 || lines.some((line) => /\bvalue\s*=/i.test(line))) && (given.length === 0 && file.flavor?.latest === "highest" || lines.some((line) => /\bhighest\s*=\s*true\b/i.test(line)));
}
function createTagger({ matrix, cells, facts, templates, given = [] }) {
	const { file, source } = matrix;
	const problems = [];
	const entriesAt = (list, path) => {
		const read = readEntries(matrix, list, path, templates);
		problems.push(...read.problems);
		return read.entries.toSorted((a, b) => b.priority - a.priority);
	};
	const common = given.length > 0 ? entriesAt(given, void 0) : file.tags && entriesAt(file.tags, ["tags"]);
	const entries = new Map(Object.entries(file.targets).map(([name, { tags }]) => {
		return [name, (given.length > 0 ? void 0 : tags && entriesAt(tags, [
			"targets",
			name,
			"tags"
		])) ?? common ?? DEFAULT_TAGS.map((text) => ({
			text,
			place: source.atKey(["targets", name]),
			at: () => source.atKey(["targets", name]),
			type: "pattern",
			keys: { value: text },
			priority: 0
		}))];
	}));
	const found = findLatest(matrix, cells);
	const { latest } = found;
	problems.push(...found.problems);
	const mode = file.flavor?.latest;
	const ask = (what, place) => {
		if (!latest && found.problems.length === 0) problems.push(latestProblem(what, found.images, place));
	};
	if (mode !== void 0 && mode !== false) ask("\"latest\" of the flavor", source.at(["flavor", "latest"]));
	for (const entry of new Set([...entries.values()].flat())) if (entry.keys.only) ask(`"only: latest" of "${entry.text}"`, entry.at("only"));
	const wishes = (cell) => latest !== void 0 && latest.is(cell) && mode !== false && (latest.declared || mode !== void 0);
	return {
		problems,
		results: (cell, context) => {
			const scene = {
				matrix,
				cell,
				context,
				facts,
				templates,
				isLatest: latest?.is(cell) ?? false
			};
			const results = (entries.get(cell.target.name) ?? []).map((entry) => resultOf(entry, scene));
			if (latest && wishes(cell) && given.length === 0) results.push(latestResult(latest.declared ? latest.place : source.at(["flavor", "latest"]), mode ?? true, results, scene));
			return results;
		}
	};
}
function resultOf(entry, scene) {
	const { text, place, keys } = entry;
	const none = (reason, warn) => ({
		text,
		place,
		none: reason,
		...warn ? { warn } : {}
	});
	const idle = (reason, warn) => {
		const problem = unknownName(entry, scene);
		return problem ? {
			text,
			place,
			problem
		} : none(reason, warn);
	};
	if (keys.when && !holds(keys.when, scene.cell)) return none("\"when\" does not hold for this image");
	if (keys.only && !scene.isLatest) return none("only for the image that is latest");
	if (keys.enable !== void 0) {
		const enable = render(keys.enable, entry.at("enable"), scene, factTexts(scene.facts, (fact) => fact));
		if (typeof enable !== "string") return idle(enable.none);
		if (enable !== "true" && enable !== "false") return {
			text,
			place,
			problem: enableProblem(enable, entry.at("enable"))
		};
		if (enable === "false") return none("\"enable\" is false");
	}
	const renderKey = keyRender(entry, scene);
	const made = typeResult(entry, scene.facts, renderKey);
	if ("none" in made) return idle(made.none, made.warn);
	const result = entry.type === "ref" ? {
		...made,
		body: tagSafe(made.body)
	} : made;
	const lower = keys.highest ? notHighest(entry, result.body, scene, renderKey) : void 0;
	if (lower !== void 0) return typeof lower === "string" ? none(lower) : {
		text,
		place,
		problem: lower
	};
	const done = (tag) => {
		const wrong = tagProblem(tag);
		if (wrong !== void 0) return {
			text,
			place,
			problem: error("invalid-tag", wrong, { place })
		};
		return {
			text,
			place,
			tag,
			immutable: keys.immutable ?? false,
			...result.release === void 0 ? {} : { release: result.release },
			entry
		};
	};
	if (entry.type === "pattern") return done(result.body);
	if (result.body === "") return none("it gives an empty text");
	const prefix = affix("prefix", entry, scene);
	const suffix = affix("suffix", entry, scene);
	if (typeof prefix === "object" || typeof suffix === "object") return none(typeof prefix === "object" ? prefix.none : suffix.none);
	return done(`${keys.prefix === void 0 ? `${prefix}${result.prefix ?? ""}` : prefix}${result.body}${suffix}`.replace(/[^A-Za-z0-9_.-]+/g, "-"));
}
const VERSION_PARTS = [
	"raw",
	"version",
	"major",
	"minor",
	"patch"
];
function unknownName(entry, { context, templates }) {
	for (const key of EXPRESSIONS) {
		const text = entry.keys[key];
		if (text === void 0 || !text.includes("{{") || entry.type === "match" && key === "pattern") continue;
		const known = [.../* @__PURE__ */ new Set([
			...Object.keys(context),
			...TAG_FACTS,
			...entry.type === "semver" || entry.type === "pep440" ? VERSION_PARTS : []
		])];
		const name = [...templates.needs(readDates(text, entry.at(key)).plain)].find((used) => !known.includes(used));
		if (name !== void 0) return error("template", `"${name}" is not defined${didYouMean(name, known)}`, { place: entry.at(key) });
	}
}
function affix(key, entry, scene) {
	const { file, source } = scene.matrix;
	const target = scene.cell.target.name;
	const known = factTexts(scene.facts, tagSafe);
	const own = entry.keys[key];
	if (own !== void 0) return render(own, entry.at(key), scene, known);
	if (entry.type === "raw") return "";
	const targets = file.targets[target]?.flavor?.[key];
	if (targets !== void 0) return render(targets, source.at([
		"targets",
		target,
		"flavor",
		key
	]), scene, known);
	return render(file.flavor?.[key] ?? "", source.at(["flavor", key]), scene, known);
}
function keyRender(entry, scene) {
	return (key, facts, more = {}, text = entry.keys[key] ?? "") => render(text, entry.at(key), scene, factTexts(facts, entry.type === "pattern" || key === "pattern" || entry.type === "raw" ? tagSafe : (fact) => fact), more);
}
function render(text, place, { context, facts, templates }, known, more = {}) {
	if (!text.includes("{{")) return text;
	const dated = expandDates(text, {
		date: facts.now,
		commit_date: facts.created
	});
	const used = templates.uses(dated.text);
	const missing = [...dated.missing, ...TAG_FACTS.filter((fact) => used.has(fact) && !(fact in known) && !(fact in more) && !Object.hasOwn(context, fact))];
	if (missing.length > 0) return { none: missing.map(missingFact).join("; ") };
	const facets = Object.fromEntries(Object.entries(known).filter(([name]) => !Object.hasOwn(context, name)));
	return templates.expression(dated.text, extendContext(context, {
		...facets,
		...more
	}), place);
}
function holds(condition, { target, combination, allPlatforms }) {
	const test = conditionTest(condition);
	return allPlatforms.some((platform) => test({
		...combination,
		target: target.name,
		platform
	}));
}
function notHighest(entry, body, { facts }, renderKey) {
	const version = entryVersion(entry, facts, renderKey);
	if ("none" in version) return version.none;
	if (!version.stable) return `${version.version} is a prerelease`;
	const { releases } = facts;
	if (releases === void 0) return "the releases are not looked up here";
	if ("because" in releases) return error("releases-unknown", `whether ${version.version} is the highest release cannot be told: ${releases.because}`, {
		place: entry.place,
		hint: releases.hint
	});
	const higher = higherRelease(entry, {
		version,
		body
	}, releases, facts, renderKey);
	return higher === void 0 ? void 0 : `${higher} is higher than ${version.version}`;
}
function latestResult(place, mode, results, scene) {
	const text = "latest";
	const given = results.flatMap((result) => "tag" in result && result.entry && result.release !== void 0 ? [{
		entry: result.entry,
		release: result.release
	}] : []);
	switch (mode) {
		case "auto": {
			const [first] = given;
			const { version } = scene.facts;
			if (first ? first.release : version !== void 0 && readReleaseVersion("any", version)?.stable === true) return {
				text,
				place,
				tag: text,
				immutable: false
			};
			return {
				text,
				place,
				none: first ? `the first tag, of "${first.entry.text}", is of no release` : "not a release, or a prerelease"
			};
		}
		case "highest": {
			const reader = given.find(({ entry }) => entry.type === "semver" || entry.type === "pep440")?.entry;
			const entry = reader ? {
				...reader,
				text,
				place,
				keys: {
					...reader.keys,
					pattern: text
				}
			} : {
				text,
				place,
				at: () => place,
				type: "raw",
				keys: { value: text },
				priority: 0
			};
			const lower = notHighest(entry, text, scene, keyRender(entry, scene));
			if (lower === void 0) return {
				text,
				place,
				tag: text,
				immutable: false
			};
			return typeof lower === "string" ? {
				text,
				place,
				none: lower
			} : {
				text,
				place,
				problem: lower
			};
		}
		default: return {
			text,
			place,
			tag: text,
			immutable: false
		};
	}
}
function imageTags(results) {
	const tags = /* @__PURE__ */ new Map();
	for (const result of results) {
		if (!("tag" in result)) continue;
		const { tag, place, immutable } = result;
		const same = tags.get(tag);
		tags.set(tag, {
			tag,
			place,
			immutable: immutable || (same?.immutable ?? false)
		});
	}
	const problems = results.flatMap((result) => "problem" in result ? [result.problem] : []);
	const warnings = results.flatMap((result) => "none" in result && result.warn ? [{
		severity: "warning",
		code: "no-version",
		message: `${result.none}: "${result.text}" gives no tag`,
		place: result.place
	}] : []);
	return {
		tags: [...tags.values()],
		problems,
		warnings
	};
}

// src/plan/cache.ts
function cacheReferences(cache, repository, id, facts) {
	if (cache === false) return {
		cacheFrom: [],
		cacheTo: []
	};
	const main = `${(cache === true ? {} : cache).repository ?? `${repository}-cache`}:${id}`;
	const of = (branch) => `${main}.${tagSafe(branch)}`.slice(0, main.length + 1 + 60);
	const own = facts.isDefaultBranch || facts.branch === void 0 ? main : of(facts.branch);
	const base = facts.baseBranch === void 0 ? [] : [of(facts.baseBranch)];
	return {
		cacheFrom: [.../* @__PURE__ */ new Set([
			own,
			...base,
			main
		])],
		cacheTo: facts.writesCache ? [own] : []
	};
}

// src/plan/collisions.ts
function collisions(matrix, images, places) {
	const problems = [];
	const ids = /* @__PURE__ */ new Map();
	const tags = /* @__PURE__ */ new Map();
	for (const image of images) {
		const place = matrix.source.atKey(["targets", image.target]);
		const twin = ids.get(image.id);
		if (image.id !== image.target && Object.hasOwn(matrix.file.targets, image.id)) problems.push(error("id-collision", `the image "${image.id}" of target "${image.target}" (${describe(image)}) has the name of another target`, {
			place,
			hint: "rename one of the targets or axis values"
		}));
		else if (twin && twin.target !== image.id && image.target !== image.id) problems.push(error("id-collision", `"${image.target}" (${describe(image)}) and "${twin.target}" (${describe(twin)}) would both be named "${image.id}"`, {
			place,
			hint: "rename one of the targets or axis values"
		}));
		else if (image.id === "default") problems.push(error("id-collision", "a target cannot be named \"default\": bake uses that name for the group of all images", { place }));
		ids.set(image.id, image);
		for (const [tag, at] of places.get(image.id) ?? []) {
			const other = tags.get(tag);
			if (other && other.image.id !== image.id) problems.push(error("tag-collision", `images "${other.image.id}" and "${image.id}" would both be tagged ${tag}${samePlace(at, other.place) ? "" : ` (also at ${other.place.file}:${other.place.line}:${other.place.column})`}`, {
				place: at,
				hint: "tags need whatever tells the images apart, as {{target}} or an axis"
			}));
			tags.set(tag, {
				image,
				place: at
			});
		}
	}
	return problems;
}
function pathCollisions(files, matrix) {
	const seen = /* @__PURE__ */ new Map();
	return files.filter(({ path }) => path.endsWith("file")).flatMap(({ path }) => {
		const other = seen.get(path.toLowerCase());
		seen.set(path.toLowerCase(), path);
		return other === void 0 ? [] : [error("path-collision", `two combinations would both be rendered to ${path}${other === path ? "" : ` (${other})`}`, {
			place: matrix.source.atKey(["axes"]),
			hint: "change one of the axis values: in file names everything but letters, digits and \".\" becomes \"_\""
		})];
	});
}
function samePlace(a, b) {
	return a.file === b.file && a.line === b.line && a.column === b.column;
}
function describe(image) {
	const parts = Object.entries(image.combination).map(([axis, value]) => `${axis} ${value}`);
	return parts.length === 0 ? "no axes" : parts.join(", ");
}

// src/plan/image-contexts.ts
function missingContexts(matrix, images) {
	const ids = new Set(images.map(({ id }) => id));
	return images.flatMap((image) => Object.entries(image.contexts).flatMap(([key, context]) => {
		const other = context.startsWith("image:") ? context.slice(6) : void 0;
		if (other === void 0 || ids.has(other)) return [];
		return [error("context-not-chosen", `"${image.id}" takes files from the image "${other}", which is not chosen`, {
			place: matrix.source.at([
				"targets",
				image.target,
				"contexts",
				key
			]),
			hint: `choose both: --target ${image.id},${other}`
		})];
	}));
}
function contextImage(matrix, cell, target, key, byTarget) {
	const place = matrix.source.at([
		"targets",
		cell.target.name,
		"contexts",
		key
	]);
	const candidates = byTarget.get(target);
	if (!candidates) throw new ProblemsFound([error("unknown-target", `the context "${key}" is the image of "${target}", which is no target${didYouMean(target, byTarget.keys())}`, { place })]);
	const found = candidates.find((other) => Object.entries(other.combination).every(([axis, value]) => cell.combination[axis] === value));
	if (!found) throw new ProblemsFound([error("context-without-image", `"${cell.target.name}" has no image of "${target}" at the same axis values to take as context "${key}"`, {
		place,
		hint: "a context must have the same axes, or fewer, and not be excluded"
	})]);
	const missing = cell.platforms.filter((platform) => !found.platforms.includes(platform));
	if (missing.length > 0) throw new ProblemsFound([error("platform-not-in-parent", `"${cell.target.name}" is built for ${missing.join(", ")}, but the image of "${target}" in its context "${key}" is not`, { place })]);
	return imageId(found);
}

// src/plan/labels.ts
function imageLabels(matrix, target, context, facts, templates) {
	const declared = matrix.file.targets[target];
	const filledIn = {
		"org.opencontainers.image.title": `${primaryRepository(matrix).split("/").at(-1) ?? ""} ${target}`,
		...declared?.description ? { "org.opencontainers.image.description": declared.description } : {},
		...facts.version ? { "org.opencontainers.image.version": facts.version } : {},
		...facts.revision ? { "org.opencontainers.image.revision": facts.revision } : {},
		...facts.created ? { "org.opencontainers.image.created": facts.created } : {},
		...facts.source ? { "org.opencontainers.image.source": facts.source } : {}
	};
	const written = Object.entries({
		...place(matrix, ["labels"], matrix.file.labels),
		...place(matrix, [
			"targets",
			target,
			"labels"
		], declared?.labels)
	});
	const known = Object.fromEntries(RUN_FACTS.flatMap((fact) => facts[fact] ? [[fact, facts[fact]]] : []));
	for (const [name, { text, at }] of written) {
		const used = templates.uses(text);
		if (RUN_FACTS.every((fact) => !used.has(fact) || fact in known)) filledIn[name] = templates.expression(text, extendContext(context, known), at());
	}
	return Object.fromEntries(Object.entries(filledIn).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function place(matrix, path, texts) {
	return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, {
		text,
		at: () => matrix.source.at([...path, name])
	}]));
}

// src/plan/select.ts
function select({ cells, excluded, targets: declared }, options) {
	const { targets = [], platforms = [] } = options;
	const problems = [];
	const names = new Set(cells.flatMap((cell) => [cell.target.name, imageId(cell)]));
	const allPlatforms = new Set(cells.flatMap((cell) => cell.platforms));
	const [firstGone] = excluded;
	if (cells.length === 0) throw new ProblemsFound([error("empty-plan", `no image is left; "${firstGone?.target ?? ""}" is excluded: ${firstGone?.because ?? ""}`, {
		place: firstGone?.place,
		hint: "narrow the rules"
	})]);
	for (const target of targets) {
		if (target === "default" || names.has(target)) continue;
		const gone = excluded.find((entry) => !entry.platforms && (entry.target === target || isImage(entry, target, declared)));
		problems.push(gone ? error("excluded-target", `"${target}" is excluded: ${gone.because}`, { place: gone.place }) : error("unknown-target", `there is no target or image "${target}"${didYouMean(target, names)}`));
	}
	for (const platform of platforms) if (!allPlatforms.has(platform)) problems.push(error("unknown-platform", `no image is built for the platform "${platform}"${didYouMean(platform, allPlatforms)}`));
	if (problems.length > 0) throw new ProblemsFound(problems);
	const wanted = cells.flatMap((cell) => {
		if (targets.length > 0 && !targets.includes("default") && !targets.includes(cell.target.name) && !targets.includes(imageId(cell))) return [];
		const left = platforms.length === 0 ? cell.platforms : cell.platforms.filter((platform) => platforms.includes(platform));
		return left.length === 0 ? [] : [{
			...cell,
			platforms: left
		}];
	});
	if (wanted.length === 0) throw new ProblemsFound([error("empty-plan", "no image is left: none of the chosen targets is built for the chosen platforms", { hint: "\"docker-matrix plan\" shows which image has which platforms" })]);
	return wanted;
}
function isImage({ target, combination }, id, targets) {
	const resolved = targets.get(target);
	return resolved !== void 0 && imageId({
		target: resolved,
		combination
	}) === id;
}

// src/plan/tests/structure-schema.ts
const WORD_RULE = "must be text";
const words = array(pipe(union([string(), pipe(boolean$1(), transform(String))], WORD_RULE), regex(/^[^\0]*$/, "must have no NUL character")), "must be a list");
const commands = array(pipe(words, minLength(1, "must not be an empty command")), "must be a list of commands, each a list of words");
const patterns = array(union([string(), pipe(boolean$1(), transform(String))], WORD_RULE), "must be a list of regular expressions");
const name = filled;
const integer = pipe(string("must be a whole number"), regex(/^-?\d+$/, "must be a whole number"), transform(Number));
const flag = byKind({
	boolean,
	text: pipe(string(), regex(/^(?:y|yes|on|true|n|no|off|false)$/i, "must be true or false"), transform((word) => /^(?:y|yes|on|true)$/i.test(word)))
}, "boolean");
const variables = array(strictObject({
	key: filled,
	value: text,
	isRegex: exactOptional(flag)
}, MAPPING_RULE), "must be a list of mappings with \"key\" and \"value\"");
const optionalValue = array(strictObject({
	key: filled,
	value: exactOptional(text, ""),
	isRegex: exactOptional(flag)
}, MAPPING_RULE), "must be a list of mappings with \"key\" and \"value\"");
const orEmpty = (rule) => pipe(text, check$2((word) => word === "" || is(rule, word), ({ input }) => safeParse(rule, input).issues?.[0].message ?? ""));
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
		permissions: exactOptional(orEmpty(fileMode)),
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
		envVars: exactOptional(optionalValue),
		unboundEnvVars: exactOptional(optionalValue),
		exposedPorts: exactOptional(words),
		unexposedPorts: exactOptional(words),
		entrypoint: exactOptional(words),
		cmd: exactOptional(words),
		workdir: exactOptional(text),
		volumes: exactOptional(words),
		unmountedVolumes: exactOptional(words),
		labels: exactOptional(optionalValue),
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
	const read = readYaml(file);
	if (!("source" in read)) throw new ProblemsFound(read.problems);
	const { source } = read;
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
		global: true
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
						global: true
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
			path: test.path,
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
	const paths = (list, section, expand) => (list ?? []).flatMap(({ path }, index) => isTestablePath(expand ? path.replace(/\$(?:\w+|\{\w+\})/g, "/x") : path) ? [] : [error("structure-value", `the path "${path}" ${PATH_RULE}`, { place: at([
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
		...(data.commandTests ?? []).flatMap((test, index) => [...variables(test.envVars, [
			"commandTests",
			index,
			"envVars"
		]), ...[
			"expectedOutput",
			"excludedOutput",
			"expectedError",
			"excludedError"
		].flatMap((key) => patterns(test[key], [
			"commandTests",
			index,
			key
		]))]),
		...paths(data.fileContentTests, "fileContentTests", false),
		...paths(data.fileExistenceTests, "fileExistenceTests", true),
		...(data.fileContentTests ?? []).flatMap((test, index) => ["expectedContents", "excludedContents"].flatMap((key) => patterns(test[key], [
			"fileContentTests",
			index,
			key
		]))),
		...values(data.metadataTest?.envVars, ["metadataTest", "envVars"]),
		...values(data.metadataTest?.labels, ["metadataTest", "labels"])
	];
}
function patternProblem(text, place) {
	try {
		compilePattern(text);
		return [];
	} catch (cause) {
		return [error("invalid-pattern", `${JSON.stringify(text)} ${cause instanceof Error ? cause.message : String(cause)}`, {
			place,
			hint: "regular expressions are those of RE2, as in Go: https://github.com/google/re2/wiki/Syntax"
		})];
	}
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
	if (kind === void 0 || kinds.length > 1) return [error("test-kind", `a test has exactly one of run, file, metadata and structure${kinds.length > 1 ? `, not ${kinds.join(" and ")}` : ""}`, { place: kinds[1] ? source.atKey([...path, kinds[1]]) : source.at(path) })];
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
		const useless = [
			"contains",
			"not-contains",
			"mode",
			"uid",
			"gid",
			"executable-by"
		].find((key) => key in entry);
		if (useless !== void 0) problems.push(error("test-key", `"${useless}" asks something of a file that must not exist`, { place: source.atKey([...path, useless]) }));
	}
	return problems;
}
function declaredTests(matrix, target, context, templates, inputs) {
	const { file, source } = matrix;
	const problems = [];
	const tests = [[["test"], file.test ?? []], [[
		"targets",
		target,
		"test"
	], file.targets[target]?.test ?? []]].flatMap(([list, entries]) => entries.flatMap((entry, index) => {
		const path = [...list, index];
		const text = (written, ...key) => templates.expression(written, context, source.at([...path, ...key]));
		const patterns = (key) => {
			const given = entry[key];
			return (given === void 0 ? [] : typeof given === "string" ? [given] : given).map((pattern, at) => {
				const place = typeof given === "string" ? [key] : [key, at];
				const ready = text(pattern, ...place);
				problems.push(...patternProblem(ready, source.at([...path, ...place])));
				return ready;
			});
		};
		try {
			return testsOf(entry, {
				text,
				patterns,
				at: (...key) => source.at([...path, ...key]),
				problems,
				matrix,
				inputs
			});
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
		name: entry.name === void 0 ? firstLine(shown.join(" ")) : text(entry.name, "name"),
		command,
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
function firstLine(text) {
	const [line = ""] = text.trim().split("\n", 1);
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

// src/plan/plan.ts
function plan(matrix, templates, options) {
	const names = nameProblems(matrix);
	if (names.length > 0) throw new ProblemsFound(names);
	const runFacts = Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => isRunFact(name)));
	const facts = withRunOverrides(options.facts, runFacts);
	const overrides = readOverrides(matrix, Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => !(name in runFacts))));
	const repository = readRepository(matrix);
	const expansion = expand(matrix);
	const cells = select(expansion, options);
	const scopeOf = createScopes(matrix, templates, overrides, options.inputs ?? NO_INPUTS);
	const stages = createStages(matrix, expansion.targets, templates, scopeOf);
	const entries = testEntryProblems(matrix);
	const problems = [...entries];
	const warnings = [];
	const collect = (step) => {
		try {
			return step();
		} catch (cause) {
			if (!(cause instanceof ProblemsFound)) throw cause;
			problems.push(...cause.problems);
			return;
		}
	};
	const rendered = options.files ? void 0 : renderDockerfiles({
		matrix,
		cells,
		stages,
		inputs: options.inputs ?? NO_INPUTS,
		lint: options.lint ?? false
	}, collect);
	const files = options.files ?? rendered?.files ?? [];
	const places = /* @__PURE__ */ new Map();
	const tagger = createTagger({
		matrix,
		cells: expansion.cells,
		facts,
		templates,
		given: options.tags
	});
	problems.push(...tagger.problems);
	const byTarget = groupBy(expansion.cells, ({ target }) => target.name);
	const imageContexts = (cell, expression) => Object.fromEntries(Object.entries(matrix.file.targets[cell.target.name]?.contexts ?? {}).toSorted(([a], [b]) => a < b ? -1 : 1).map(([key, text]) => {
		const written = expression(text, key);
		return [key, written.startsWith("image:") ? `image:${contextImage(matrix, cell, written.slice(6), key, byTarget)}` : written];
	}));
	const tests = /* @__PURE__ */ new Map();
	const images = cells.flatMap((cell) => {
		const image = collect(() => {
			const name = cell.target.name;
			const declared = matrix.file.targets[name];
			const { context } = scopeOf(name, cell.combination);
			const verbatim = declared?.dockerfile;
			const stage = declared?.stage ?? (declared?.from === void 0 ? void 0 : name);
			const id = imageId(cell);
			const tags = (declared?.output === "local" ? void 0 : collect(() => imageTags(tagger.results(cell, context)))) ?? {
				tags: [],
				problems: [],
				warnings: []
			};
			problems.push(...tags.problems);
			warnings.push(...tags.warnings);
			places.set(id, tags.tags.map(({ tag, place }) => [`${repository}:${tag}`, place]));
			const args = Object.entries(declared?.args ?? {}).map(([key, text]) => [key, collect(() => templates.expression(text, context, matrix.source.at([
				"targets",
				name,
				"args",
				key
			]))) ?? ""]);
			if (declared?.output !== "local" && entries.length === 0) tests.set(id, collect(() => declaredTests(matrix, name, context, templates, options.inputs)) ?? []);
			return {
				id,
				target: name,
				combination: cell.combination,
				platforms: cell.platforms,
				allPlatforms: cell.allPlatforms,
				dockerfile: verbatim ?? dockerfilePath(cell.combination, declared?.file === void 0 ? void 0 : name),
				verbatim: verbatim !== void 0,
				...stage === void 0 ? {} : { stage },
				context: matrix.file.context ?? ".",
				contexts: collect(() => imageContexts(cell, (text, key) => templates.expression(text, context, matrix.source.at([
					"targets",
					name,
					"contexts",
					key
				])))) ?? {},
				secrets: (declared?.secrets ?? []).map((secret) => typeof secret === "string" ? { id: secret } : secret),
				output: declared?.output ?? "image",
				repository,
				tags: tags.tags.map(({ tag }) => `${repository}:${tag}`),
				immutable: tags.tags.filter(({ immutable }) => immutable).map(({ tag }) => `${repository}:${tag}`),
				mirrors: declared?.output === "local" ? [] : mirrorRepositories(matrix),
				args: Object.fromEntries(args.toSorted(([a], [b]) => a < b ? -1 : 1)),
				labels: collect(() => imageLabels(matrix, name, context, facts, templates)) ?? {},
				...cacheReferences(matrix.file.cache ?? true, repository, id, facts)
			};
		});
		return image ? [image] : [];
	});
	problems.push(...missingContexts(matrix, images), ...collisions(matrix, images, places), ...pathCollisions(files, matrix));
	const whole = (options.targets ?? []).length === 0 && (options.platforms ?? []).length === 0;
	const findings = rendered?.findings(whole && problems.length === 0) ?? [];
	problems.push(...findings.filter(({ severity }) => severity === "error"));
	if (rendered && whole && problems.length === 0) problems.push(...stages.idleDecorators());
	if (problems.length > 0) throw new ProblemsFound(distinct(problems));
	return {
		images,
		groups: groupsOf(images),
		excluded: expansion.excluded,
		tests,
		files,
		warnings: distinct([...warnings, ...findings.filter(({ severity }) => severity === "warning")]),
		tagPlaces: new Map([...places.values()].flat())
	};
}
function readRepository(matrix) {
	const problems = [...repositoryProblems(matrix)];
	const cache = typeof matrix.file.cache === "object" ? matrix.file.cache.repository : void 0;
	const wrong = cache === void 0 ? void 0 : parseRepository(cache);
	if (typeof wrong === "string") problems.push(error("invalid-image", wrong, { place: matrix.source.at(["cache", "repository"]) }));
	if (problems.length > 0) throw new ProblemsFound(problems);
	return primaryRepository(matrix);
}
function groupsOf(images) {
	const groups = { default: images.map(({ id }) => id) };
	for (const image of images) if (image.target !== image.id) (groups[image.target] ??= []).push(image.id);
	return groups;
}
function distinct(problems) {
	return [...new Map(problems.map((problem) => [JSON.stringify([problem.message, problem.place]), problem])).values()];
}

export { DEFAULT_SYNTAX as a, tagVersion as i, createTagger as n, renderDockerfile as o, needsReleases as r, imageId as s, plan as t };