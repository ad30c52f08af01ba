import { LONGEST_LINE, baseNames, expandWord, hasSecretName, isAutomatic, mountOptions, passwordsIn, readInstructions, referencesOf, shellWords, variablesIn } from "../dockerfile.js";
import { closest, didYouMean } from "../yaml.js";
import { isDigest, parseRepository, tagProblem } from "../oci.js";

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
const NAME = "(?:x86_64|amd64|aarch64|arm64)";
const ARCHITECTURE = new RegExp(`(?<![A-Za-z0-9])${NAME}(?![A-Za-z0-9])`);
const LABEL = `["']?[\\w*?.-]+["']?`;
const ASKS_FOR_ARCHITECTURE = new RegExp([
	"TARGETARCH|TARGETPLATFORM|TARGETVARIANT|BUILDARCH|BUILDPLATFORM",
	String.raw`\buname\b|--print-arch|--print-foreign|\$\(arch\)|\bplatform\.machine\b`,
	`(?:^|\\bin\\b|;[;&]&?)[ \\t]*\\(?(?:${LABEL}[ \\t]*\\|[ \\t]*)*["']?${NAME}["']?(?:[ \\t]*\\|[ \\t]*${LABEL})*[ \\t]*\\)`,
	`\\$[^\\s=]+[ \\t]+[=!]?=[ \\t]+["']?${NAME}["']?(?=\\s|$)`
].join("|"), "m");
const fixedArchitecture = {
	severity: "warning",
	about: "The name of one architecture in RUN, ADD, COPY, ENV or ARG of a stage that is built for several: the others get its files.",
	check: ({ instructions, platforms }) => {
		if (new Set(platforms.map((platform) => platform.split("/")[1])).size < 2) return [];
		return instructions.flatMap(({ keyword, line, text, heredocs, positionOf }) => {
			if (![
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
			if (ASKS_FOR_ARCHITECTURE.test([text, ...bodies.map(({ body }) => body)].join("\n"))) return [];
			const inText = ARCHITECTURE.exec(text);
			const inHeredoc = inText ? void 0 : bodies.find(({ body }) => ARCHITECTURE.test(body));
			const name = inText?.[0] ?? ARCHITECTURE.exec(inHeredoc?.body ?? "")?.[0];
			if (name === void 0) return [];
			return [{
				line: inText ? positionOf(inText.index).line : inHeredoc?.line ?? line,
				message: `"${name}" is written out in a stage that is built for several architectures`,
				hint: "use $TARGETARCH (after ARG TARGETARCH), or {{architecture \"NAME\" (map amd64=… arm64=…)}}"
			}];
		});
	}
};

// src/dockerfile/lint/missing-secret.ts
const missingSecret = {
	severity: "error",
	about: "RUN --mount=type=secret that is required, in the build of a target without that secret; and --mount=type=ssh: builds are given no SSH agent.",
	check: ({ instructions, builds }) => instructions.flatMap(({ keyword, flags, line }) => flags.flatMap(({ name, value }) => {
		const mount = keyword === "RUN" && name === "--mount" ? mountOptions(value) : /* @__PURE__ */ new Map();
		if (mount.get("type") === "ssh") return [{
			line,
			message: "RUN --mount=type=ssh: builds are given no SSH agent",
			hint: "give a key or token as a secret: RUN --mount=type=secret,id=…, and \"secrets:\" of the target"
		}];
		const id = secretId(mount);
		if (mount.get("type") !== "secret" || id === void 0 || id.includes("$")) return [];
		const isRequired = [
			"true",
			"1",
			"t"
		].includes((mount.get("required") ?? "").toLowerCase());
		const without = builds.filter(({ secrets }) => !secrets.has(id));
		if (!isRequired || without.length === 0) return [];
		const meant = closest(id, without.flatMap(({ secrets }) => [...secrets]));
		const targets = without.map(({ target }) => `"${target}"`).join(", ");
		return [{
			line,
			message: `RUN mounts the secret "${id}", which the build of ${targets} is not given` + (meant === void 0 ? "" : ` (did you mean "${meant}"?)`),
			hint: `add it to "secrets:" of ${targets}`
		}];
	}))
};
function secretId(mount) {
	const target = mount.get("target") ?? mount.get("dst") ?? mount.get("destination");
	return mount.get("id") ?? mount.get("source") ?? mount.get("src") ?? target?.split("/").at(-1);
}

// src/dockerfile/lint/variables.ts
function variablesOf(instruction) {
	const { keyword, text, positionOf } = instruction;
	if (keyword !== "ARG" && keyword !== "ENV") return [];
	const oldForm = keyword === "ENV" ? /^([^\s=]+)\s+(.*)$/s.exec(text) : null;
	if (oldForm?.[1] !== void 0) return [{
		name: oldForm[1],
		value: oldForm[2] ?? "",
		line: instruction.line
	}];
	let from = 0;
	return shellWords(text).map((word) => {
		const offset = text.indexOf(word, from);
		from = offset + word.length;
		const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
		return {
			name,
			value: value?.replace(/^(["'])(.*)\1$/s, "$2"),
			line: positionOf(offset).line
		};
	});
}

// src/dockerfile/lint/secret-argument.ts
const secretArgument = {
	severity: "warning",
	about: "An ARG or ENV with the name of a secret (TOKEN, PASSWORD, SECRET, …_KEY) or a password in a URL: its value stays in the image, its history and its provenance.",
	check: ({ instructions }) => instructions.flatMap((instruction) => variablesOf(instruction).filter(({ name, value }) => passwordsIn(value ?? "").length > 0 || hasSecretName(name) && !(instruction.keyword === "ENV" && value === "")).map(({ name, line }) => {
		const id = name.toLowerCase().replaceAll("_", "-");
		return {
			line,
			message: `${instruction.keyword} ${name} looks like a secret, which stays in the image`,
			hint: `give it to the steps that need it: RUN --mount=type=secret,id=${id},env=${name} …`
		};
	}))
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
		const findings = [];
		for (const instruction of instructions) {
			for (const name of global) {
				if (declared.has(name) || !uses(instruction, name)) continue;
				declared.add(name);
				findings.push({
					line: instruction.line,
					message: `"${name}" is an ARG above FROM and is empty in this stage`,
					hint: `write ARG ${name} in the stage too`
				});
			}
			for (const { name, value, line } of variablesOf(instruction)) {
				const before = defaults.get(name);
				if (instruction.keyword === "ARG" && before !== void 0 && value !== void 0 && value !== before.value) findings.push({
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
		return findings;
	}
};
function uses({ keyword, text, heredocs, exec }, name) {
	const script = [text, ...keyword === "RUN" ? heredocs.flatMap(({ body }) => body) : []].join("\n");
	if (exec && keyword === "RUN") return false;
	if (keyword === "RUN" && new RegExp(`(?:^|[\\s;&|(])(?:${name}=|for\\s+${name}\\s|read\\s[^;&|]*\\b${name}\\b)`).test(script)) return false;
	return new RegExp(`(?<!\\\\)\\$(?:${name}(?!\\w)|\\{${name}[}:#%/^,])`).test(script.replace(/'[^']*'/g, ""));
}

// src/dockerfile/lint/unset-variable.ts
const EXPANDED = new Set("ADD ARG COPY ENV EXPOSE LABEL RUN STOPSIGNAL USER VOLUME WORKDIR".split(" "));
const PREDEFINED = /^(?:https?|ftp|no|all)_proxy$/;
const unsetVariable = {
	severity: "error",
	about: "A variable in FROM without a value: no ARG above the first FROM has a default for it, and nothing gives it. In templates also ${name} where {{name}} was meant: a value of the matrix (in lower case, as no variables are) that no ARG, ENV or script sets.",
	check: ({ from, instructions, platforms }, { argument, values, isSet }) => {
		const missing = [from.image, from.platform ?? ""].flatMap((word) => baseNames(word, platforms, argument).missing);
		const giveIt = (name) => {
			return `give it one: ${from.line === 0 ? `args: { ${name}: … }` : `ARG ${name}=… above the first FROM`}; or one to take instead: \${${name}:-…}`;
		};
		const findings = [...new Set(missing)].map((name) => ({
			line: from.line,
			message: `FROM uses \${${name}}, which has no value`,
			hint: values.has(name) ? `write {{${name}}}` : giveIt(name)
		}));
		for (const instruction of instructions) {
			if (!EXPANDED.has(instruction.keyword)) continue;
			const heredocs = isShellScript(instruction) ? instruction.heredocs : [];
			const text = instruction.text.replace(/\$\{\w+:?[-+?][^}]*\}/g, "");
			const script = [text, ...heredocs.flatMap(({ body }) => body)].join("\n");
			for (const name of variablesIn(script)) {
				if (!(values.has(name) && /^[a-z_]\w*$/.test(name) && !PREDEFINED.test(name)) || isSet(name) || !uses({
					...instruction,
					text,
					heredocs
				}, name)) continue;
				findings.push({
					line: instruction.line,
					message: `"${name}" is a value of the matrix and no variable: \${${name}} is empty here`,
					hint: `write {{${name}}}, or declare a variable of that name: ARG ${name}`
				});
			}
		}
		return findings;
	}
};
function isShellScript({ text, heredocs: [heredoc] }) {
	return !/^#!(?!.*\b(?:sh|bash|ash|dash|zsh|ksh)\b)/.test(heredoc?.body[0] ?? "") && text.trim() === heredoc?.word;
}

// src/dockerfile/lint/unknown-stage.ts
const IMAGES = new Set("alpine amazonlinux archlinux bash buildpack-deps busybox caddy composer debian docker eclipse-temurin elixir erlang fedora gcc golang gradle haskell httpd julia maven memcached mongo mysql nginx node oraclelinux perl php postgres pypy python r-base redis rockylinux ruby rust scratch swift traefik ubuntu".split(" "));
const unknownStage = {
	severity: "error",
	about: "COPY --from, RUN --mount=from= or FROM with a name that is no stage above: one that comes later, a name of the matrix that the Dockerfile does not have, or a slip; on one of its platforms, too. A variable in --from. A name that may be an image is left alone.",
	check: ({ from, instructions, name, platforms }, around) => [...checkFrom(from, platforms, around), ...instructions.flatMap((instruction) => referencesOf(instruction).flatMap((reference) => check(reference, instruction.line, instruction.keyword === "RUN" ? "RUN --mount" : `${instruction.keyword} --from`, around, name)))]
};
function checkFrom({ image, line }, platforms, around) {
	const { names, ofBuilder } = baseNames(image, platforms, around.argument);
	const isKnown = (name) => around.stages.has(name.toLowerCase()) || around.contexts.has(name.toLowerCase());
	const unknown = [...names].filter(([name]) => !isKnown(name));
	if (unknown.length === names.size) return unknown.flatMap(([name]) => {
		const found = check(name, line, "FROM", around, void 0);
		return found.length > 0 ? found : referenceFault(name, line);
	});
	if (ofBuilder) return [];
	return unknown.map(([name, of]) => ({
		line,
		message: `FROM ${image} takes from "${name}" for ${of.join(", ")}, which is no stage above`,
		hint: `it is a stage for other platforms: ${[...names.keys()].filter(isKnown).join(", ")}`
	}));
}
function referenceFault(name, line) {
	const [tagged = "", digest] = name.split("@");
	const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
	const repository = parseRepository(colon === -1 ? tagged : tagged.slice(0, colon));
	const fault = typeof repository === "string" ? repository : colon === -1 ? void 0 : tagProblem(tagged.slice(colon + 1));
	if (fault !== void 0) return [{
		line,
		message: `FROM gives "${name}", which is no image: ${fault}`
	}];
	return digest === void 0 || isDigest(digest) ? [] : [{
		line,
		message: `FROM gives "${name}", which is no image: "${digest}" is no digest`
	}];
}
function check(reference, line, where, around, self) {
	if (where !== "FROM" && variablesIn(reference).length > 0) return [{
		line,
		message: `${where} takes from "${reference}", where BuildKit expands no variables`,
		hint: `make it a stage: FROM ${reference} AS name`
	}];
	if (reference === "" || /[/:@.]/.test(reference)) return [];
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
	const { keyword, line, text, exec, flags, heredocs, open, longLine } = instruction;
	if (longLine) return [{
		line: longLine.line,
		message: `this line has ${longLine.bytes} bytes; BuildKit reads at most ${LONGEST_LINE}`,
		hint: "cut it with \"\\\" at line ends, or copy a file instead"
	}];
	const known = Object.hasOwn(INSTRUCTIONS, keyword) ? INSTRUCTIONS[keyword] : void 0;
	if (!known) return [{
		line,
		message: `"${keyword}" is no instruction${/^[a-z]/.test(keyword.toLowerCase()) ? didYouMean(keyword, Object.keys(INSTRUCTIONS)).replace(/^ \(allowed.*/, "") : ""}`,
		hint: "a line that continues another needs a \"\\\" at the end of the one above"
	}];
	const openHeredoc = heredocs.find(({ terminated }) => !terminated);
	if (openHeredoc) return [{
		line,
		message: `the heredoc "${openHeredoc.name}" is never ended`,
		hint: `end it with a line "${openHeredoc.name}"`
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
const PACKAGE = String.raw`[A-Za-z][\w.-]*(?:\[[\w,.\s-]*\])?`;
const OR_EQUAL = String.raw`[<>]=\s?v?\d[\w.*]*`;
const STRICT = String.raw`(?<=[\w\]])[<>]\d+(?:\.\d+|\.\*)*(?=[\s,;)&|]|$)`;
const SPECIFIER = new RegExp(String.raw`(?<![<>=\w])(?:${PACKAGE})?\s?(?:${OR_EQUAL}|${STRICT})`, "g");
const versionSpecifier = {
	severity: "error",
	about: "A version specifier in RUN without quotes: to a shell, `jupyterlab>=4` writes to a file named \"=4\", and `numpy<2` reads a file named \"2\".",
	check: ({ instructions }) => instructions.filter(({ keyword, exec }) => keyword === "RUN" && !exec).flatMap((run) => [...commands(run), ...scripts(run)])
};
function commands(run) {
	return specifiers(run.text).map(({ index, text }) => findingOf(run.positionOf(index).line, text));
}
function scripts(run) {
	return run.heredocs.flatMap(({ body, line }) => body.flatMap((text, index) => (/\b(?:install|add|download)\s/.test(text) ? specifiers(text) : []).map((specifier) => findingOf(line + index, specifier.text))));
}
function specifiers(text) {
	return [...unquoted(text).replace(/\(\([\s\S]*?\)\)|\[\[[\s\S]*?\]\]/g, (inside) => "_".repeat(inside.length)).matchAll(SPECIFIER)].map((match) => ({
		index: match.index + (match[0].length - match[0].trimStart().length),
		text: match[0].trim()
	}));
}
function findingOf(line, text) {
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
	"unset-variable": unsetVariable,
	"missing-secret": missingSecret,
	"empty-continuation": emptyContinuation,
	"version-specifier": versionSpecifier,
	"add-checksum": addChecksum,
	"secret-argument": secretArgument,
	"shadowed-argument": shadowedArgument,
	"fixed-architecture": fixedArchitecture
};
function isRule(name) {
	return Object.hasOwn(rules, name);
}

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
		if (!isRule(code)) return fault(`there is no finding "${code}" to allow${didYouMean(code, Object.keys(rules))}`);
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
	const { platforms, contexts = /* @__PURE__ */ new Set(), args = {}, values = /* @__PURE__ */ new Set(), build } = options;
	const read = readInstructions(text);
	const first = read.instructions.findIndex(({ keyword }) => keyword === "FROM");
	const head = first === -1 ? read.instructions : read.instructions.slice(0, first);
	const argument = argumentsOf(head, args);
	const stages = stagesOf(read.instructions, platforms);
	const needed = neededStages(stages, build?.stage, argument);
	const namesAndLines = stages.map(({ name, from }) => [name?.toLowerCase() ?? "", from.line]);
	const isSet = isSetIn(() => read.instructions);
	const findings = [...findingsOf("unparsable", headFaults(read.instructions, head, first)), ...stages.flatMap((stage, index) => checkStage({
		...stage,
		platforms: needed.get(index) ?? platforms,
		builds: build !== void 0 && needed.has(index) ? [build] : []
	}, {
		globals: head,
		argument,
		values,
		isSet,
		stages: new Set(namesAndLines.slice(0, index).map(([name]) => name)),
		later: new Map(namesAndLines.slice(index + 1)),
		aliases: /* @__PURE__ */ new Map(),
		contexts,
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
		later: /* @__PURE__ */ new Map(),
		index: 0
	});
	return applyAllows(findings, read.comments, read.instructions);
}
function isSetIn(instructions) {
	let names;
	return (name) => {
		names ??= new Set(instructions().flatMap((instruction) => variablesOf(instruction).map((set) => set.name)));
		return names.has(name);
	};
}
function argumentsOf(head, given) {
	return head.flatMap(variablesOf).reduce((above, { name, value }) => (asked, automatic) => {
		if (asked !== name) return above(asked, automatic);
		if (Object.hasOwn(given, name)) return given[name];
		if (value === void 0) return above(name, automatic);
		const lookup = (used) => {
			const known = isAutomatic(used) ? automatic(used) : above(used, automatic);
			return known === void 0 ? "" : known;
		};
		return expandWord(value, lookup).text ?? null;
	}, () => void 0);
}
function neededStages(stages, wanted, argument) {
	const needed = /* @__PURE__ */ new Map();
	const indexOf = (name, before) => /^\d+$/.test(name) ? Number(name) : stages.findLastIndex((stage, index) => index < before && stage.name?.toLowerCase() === name.toLowerCase());
	const visit = (index, platform) => {
		const stage = stages[index];
		const known = needed.get(index) ?? [];
		if (!stage || known.includes(platform)) return;
		needed.set(index, [...known, platform]);
		const names = [...baseNames(stage.from.image, [platform], argument).names.keys()];
		for (const name of [...names, ...stage.instructions.flatMap(referencesOf)]) visit(indexOf(name, index), platform);
	};
	const named = wanted === void 0 ? -1 : indexOf(wanted, stages.length);
	const built = named === -1 ? stages.length - 1 : named;
	for (const platform of stages[built]?.platforms ?? []) visit(built, platform);
	return needed;
}
function checkStage(stage, around) {
	return Object.keys(rules).filter(isRule).flatMap((code) => findingsOf(code, rules[code].check(stage, around)));
}
function findingsOf(code, findings) {
	const { severity } = rules[code];
	return findings.map((finding) => ({
		...finding,
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
function stagesOf(instructions, platforms) {
	const starts = instructions.flatMap(({ keyword }, index) => keyword === "FROM" ? [index] : []);
	return starts.map((start, index) => {
		const from = instructions[start];
		const [image = "", , name] = (from?.text ?? "").split(/\s+/);
		const platform = from?.flags.find((flag) => flag.name === "--platform")?.value;
		return {
			name,
			from: {
				image,
				line: from?.line ?? 0,
				...platform === void 0 ? {} : { platform }
			},
			instructions: instructions.slice(start + 1, starts[index + 1]),
			platforms
		};
	});
}

export { isSetIn, lintBody, lintDockerfile, uselessAllow };