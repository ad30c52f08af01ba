import { readInstructions, referencesOf, shellWords } from "../dockerfile.js";
import { closest, didYouMean } from "../yaml.js";

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
const ASKS_FOR_ARCHITECTURE = new RegExp(["TARGETARCH|TARGETPLATFORM|TARGETVARIANT|BUILDARCH|BUILDPLATFORM", String.raw`\buname\b|--print-architecture|--print-foreign|\$\(arch\)|\bplatform\.machine\b`].join("|"));
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
	})
};

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
const SECRET = /(?:^|_)(?:api_?key|auth|credentials?|key|password|passwd|pword|secret|token)(?:_|$)/i;
const HARMLESS = /(?:^|_)public(?:_|$)|_(?:file|path|dir|url|id|name|ttl)$|^gpg_key$/i;
function hasSecretName(name) {
	return SECRET.test(name) && !HARMLESS.test(name);
}
const secretArgument = {
	severity: "warning",
	about: "An ARG or ENV with the name of a secret (TOKEN, PASSWORD, SECRET, …_KEY): its value stays in the image, its history and its provenance.",
	check: ({ instructions }) => instructions.flatMap((instruction) => variablesOf(instruction).filter(({ name, value }) => hasSecretName(name) && !(instruction.keyword === "ENV" && value === "")).map(({ name, line }) => {
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
	const read = readInstructions(text);
	const first = read.instructions.findIndex(({ keyword }) => keyword === "FROM");
	const head = first === -1 ? read.instructions : read.instructions.slice(0, first);
	const stages = stagesOf(read.instructions, options);
	const namesAndLines = stages.map(({ name, from }) => [name?.toLowerCase() ?? "", from.line]);
	const findings = [...findingsOf("unparsable", headFaults(read.instructions, head, first)), ...stages.flatMap((stage, index) => checkStage(stage, {
		globals: head,
		stages: new Set(namesAndLines.slice(0, index).map(([name]) => name)),
		later: new Map(namesAndLines.slice(index + 1)),
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

export { hasSecretName, lintBody, lintDockerfile, uselessAllow };