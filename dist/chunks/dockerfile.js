import { PLATFORMS } from "./oci.js";

// src/dockerfile/flags.ts
function readFlags(text, from) {
	const flags = [];
	const flag = /(--(?:[^\s"'\\]|\\.|"[^"]*"|'[^']*')*)(\s+|$)/y;
	let end = from;
	for (;;) {
		flag.lastIndex = end;
		const match = flag.exec(text);
		const word = match?.[1];
		if (!match || word === void 0 || word === "--") return {
			flags,
			end
		};
		const equals = word.indexOf("=");
		flags.push(equals === -1 ? {
			name: word,
			value: ""
		} : {
			name: word.slice(0, equals),
			value: word.slice(equals + 1).replace(/^(["'])(.*)\1$/s, "$2")
		});
		end += match[0].length;
	}
}
function mountOptions(value) {
	return new Map(value.split(",").map((option) => {
		const equals = option.indexOf("=");
		return equals === -1 ? [option.trim(), "true"] : [option.slice(0, equals).trim(), option.slice(equals + 1).replace(/^(["'])(.*)\1$/s, "$2")];
	}));
}

// src/dockerfile/heredocs.ts
function heredocsOf(text, lines, at) {
	const heredocs = [];
	let line = at;
	for (const word of shellWords(text)) {
		const match = /^\d*<<(-?)(?:"([^"<]+)"|'([^'<]+)'|([^"'<\s\\]+))$/.exec(word);
		const name = match?.[2] ?? match?.[3] ?? match?.[4];
		if (!match || name === void 0) continue;
		const body = [];
		const start = line + 1;
		let terminated = false;
		while (line < lines.length && !terminated) {
			const current = lines[line++] ?? "";
			terminated = (match[1] === "-" ? current.replace(/^\t+/, "") : current) === name;
			if (!terminated) body.push(current);
		}
		heredocs.push({
			name,
			word,
			body,
			line: start,
			endLine: line,
			terminated
		});
	}
	return heredocs;
}
function shellWords(text) {
	return text.match(/(?:[^\s"'\\]|\\[\s\S]?|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?)+/g) ?? [];
}

// src/dockerfile/instructions.ts
const HEREDOC_KEYWORDS = /* @__PURE__ */ new Set([
	"RUN",
	"COPY",
	"ADD"
]);
function readInstructions(text) {
	const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
	const escape = escapeOf(lines);
	const continued = escape === "`" ? /(?:^|[^`])(`[ \t]*)$/ : /(?:^|[^\\])(\\[ \t]*)$/;
	const instructions = [];
	const comments = [];
	const count = lines.at(-1) === "" ? lines.length - 1 : lines.length;
	let at = 0;
	while (at < count) {
		const first = lines[at] ?? "";
		if (first.trim() === "") at++;
		else if (isComment(first)) comments.push({
			line: ++at,
			text: first.trim()
		});
		else {
			const parts = [];
			const emptyLines = [];
			const start = at + 1;
			let open = true;
			for (; open && at < count; at++) {
				const line = lines[at] ?? "";
				if (isComment(line)) comments.push({
					line: at + 1,
					text: line.trim()
				});
				else if (line.trim() === "") emptyLines.push(at + 1);
				else {
					const end = continued.exec(line)?.[1];
					open = end !== void 0;
					parts.push({
						line: at + 1,
						text: end === void 0 ? line : line.slice(0, line.length - end.length)
					});
				}
			}
			const read = instructionOf(parts);
			const heredocs = HEREDOC_KEYWORDS.has(read.keyword === "ONBUILD" ? (/^\w+/.exec(read.text)?.[0] ?? "").toUpperCase() : read.keyword) && read.exec === void 0 ? heredocsOf(read.text, lines.slice(0, count), at) : [];
			at = heredocs.at(-1)?.endLine ?? at;
			instructions.push({
				...read,
				line: start,
				endLine: at,
				heredocs,
				emptyLines,
				open
			});
		}
	}
	return {
		escape,
		instructions,
		comments
	};
}
function instructionOf(parts) {
	const joined = parts.map(({ text }) => text).join("");
	const head = /^\s*(\S+)\s*/.exec(joined);
	const { flags, end } = readFlags(joined, head?.[0].length ?? 0);
	const text = joined.slice(end).trimEnd();
	const exec = execForm(text);
	const positionOf = (offset) => {
		let remaining = offset + end;
		for (const [index, part] of parts.entries()) {
			if (remaining < part.text.length || index === parts.length - 1) return {
				line: part.line,
				column: remaining
			};
			remaining -= part.text.length;
		}
		return {
			line: 1,
			column: 0
		};
	};
	return {
		keyword: (head?.[1] ?? "").toUpperCase(),
		flags,
		text,
		positionOf,
		...exec ? { exec } : {}
	};
}
function execForm(text) {
	if (!text.startsWith("[")) return void 0;
	try {
		const list = JSON.parse(text);
		return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : void 0;
	} catch {
		return;
	}
}
function isComment(line) {
	return /^[ \t]*#/.test(line);
}
function escapeOf(lines) {
	for (const line of lines) {
		const directive = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(line);
		if (!directive) return "\\";
		if (directive[1]?.toLowerCase() === "escape") return directive[2] === "`" ? "`" : "\\";
	}
	return "\\";
}

// src/dockerfile/structure.ts
function structureOf(text) {
	return [...[...(/^(?:[ \t]*#[ \t]*[a-zA-Z][a-zA-Z0-9]*[ \t]*=.*\r?\n)*/.exec(`${text}\n`)?.[0] ?? "").matchAll(/^[ \t]*#[ \t]*(\w+)/gm)].map(([, name]) => `# ${name?.toLowerCase()}`), ...readInstructions(text).instructions.map(({ keyword, text: rest, heredocs }) => [
		keyword,
		...keyword === "ONBUILD" ? [(/^\w+/.exec(rest)?.[0] ?? "").toUpperCase()] : [],
		...heredocs.map(() => "<<")
	].join(" "))];
}

// src/dockerfile/expand.ts
function expandWord(word, lookup) {
	const missing = /* @__PURE__ */ new Set();
	let known = true;
	let at = 0;
	const braced = (name, used) => {
		const operator = /:?[-+?]|[#%/]/y;
		operator.lastIndex = at;
		const [kind = ""] = operator.exec(word) ?? [];
		at += kind.length;
		const value = lookup(name);
		const isSet = value !== void 0 && !(kind.startsWith(":") && value === "");
		const instead = {
			"-": !isSet,
			"+": isSet
		}[kind.at(-1) ?? ""] ?? false;
		const inner = kind === "" ? "" : read("}", used && instead);
		if (word[at] !== "}") {
			at = word.length;
			return `\${${name}${kind}`;
		}
		at++;
		if (instead) return inner;
		if (kind.endsWith("+")) return "";
		if (used && !isSet) missing.add(name);
		if (used && (value === null || /[#%/]/.test(kind))) known = false;
		return value ?? "";
	};
	const read = (end, used) => {
		let text = "";
		while (at < word.length && word[at] !== end) {
			const variable = /\$(\{)?([A-Za-z_]\w*)/y;
			variable.lastIndex = at;
			const [all, brace, name] = variable.exec(word) ?? [];
			if (all === void 0 || name === void 0) {
				const plain = /\\(.)|'([^']*)'|./sy;
				plain.lastIndex = at;
				const match = plain.exec(word);
				at += match?.[0].length ?? 1;
				text += match?.[1] ?? match?.[2] ?? (match?.[0] === "\"" ? "" : match?.[0] ?? "");
				continue;
			}
			at += all.length;
			if (brace !== void 0) text += braced(name, used);
			else {
				const value = lookup(name);
				if (used && value === void 0) missing.add(name);
				if (used && value === null) known = false;
				text += value ?? "";
			}
		}
		return text;
	};
	const text = read("", true);
	return {
		...known && missing.size === 0 ? { text } : {},
		missing: [...missing]
	};
}
function variablesIn(word) {
	return [...new Set([...word.matchAll(/(?<!\\)\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name ?? ""))];
}

// src/dockerfile/base-names.ts
const AUTOMATIC = /^(TARGET|BUILD)(PLATFORM|OS|OSVERSION|ARCH|VARIANT)$/;
function isAutomatic(name) {
	return AUTOMATIC.test(name) || name === "TARGETSTAGE";
}
function baseNames(word, platforms, valueOf) {
	if (!word.includes("$")) return {
		names: /* @__PURE__ */ new Map([[word, platforms]]),
		missing: [],
		ofBuilder: false
	};
	const names = /* @__PURE__ */ new Map();
	const missing = /* @__PURE__ */ new Set();
	let ofBuilder = false;
	const add = (platform, builder) => {
		const automatic = (name) => {
			const [, kind, part = ""] = AUTOMATIC.exec(name) ?? [];
			if (kind === void 0) return null;
			if (kind === "BUILD") ofBuilder = true;
			return partOf(kind === "BUILD" ? builder : platform, part);
		};
		const expanded = expandWord(word, (name) => isAutomatic(name) ? automatic(name) : valueOf(name, automatic));
		for (const name of expanded.missing) missing.add(name);
		const { text } = expanded;
		if (text !== void 0) names.set(text, [.../* @__PURE__ */ new Set([...names.get(text) ?? [], platform])]);
	};
	const [first = ""] = platforms;
	for (const platform of platforms) add(platform, first);
	const builders = PLATFORMS.filter((platform) => platform.startsWith("linux/"));
	if (ofBuilder) for (const platform of platforms) for (const builder of builders) add(platform, builder);
	return {
		names,
		missing: [...missing],
		ofBuilder
	};
}
function partOf(platform, part) {
	const [os = "", architecture = "", variant = ""] = platform.split("/");
	return {
		PLATFORM: platform,
		OS: os,
		ARCH: architecture,
		VARIANT: variant
	}[part] ?? "";
}

// src/dockerfile/stage-references.ts
function stageReferences(body) {
	return [...new Set(readInstructions(body).instructions.flatMap(referencesOf))];
}
function referencesOf({ keyword, flags }) {
	return flags.flatMap(({ name, value }) => {
		if (name === "--from" && (keyword === "COPY" || keyword === "ADD")) return [value];
		return name === "--mount" && keyword === "RUN" ? mountOptions(value).get("from") ?? [] : [];
	});
}

// src/dockerfile/secret-variable.ts
const SECRET = /(?:^|_)(?:(?:api|access)_?key|auth|credentials?|key|pass|pword|token)(?:_|$)|_pwd$|secret|passwd|password|passphrase/i;
const HARMLESS = new RegExp([
	"(?:^|_)public(?:_|$)",
	"_(?:file|path|dir|folder|url|uri|id|name|names|store|manager|backend|provider|engine|region|project)$",
	"_(?:type|mode|format|algorithm|hash|hasher|hashers|policy|header|prefix|suffix|version|enabled)$",
	"_(?:ttl|lifetime|expiry|expires|timeout|length|size|count|limit|limits)$",
	"^gpg_key$"
].join("|"), "i");
const VAGUE = /^(?!.*(?:api|access|private|signing|encryption)_?key).*(?:^|_)(?:key|auth|pass)(?:_|$)/i;
const CLEAR = /token|secret|credential|passwd|password|passphrase|pword|_pwd$|_pass$|^pass$/i;
const PLAIN_WORD = /^[a-z]+(?:[-_ ][a-z]+)*$/;
const NO_SECRET = /^(?:|true|false|yes|no|on|off|none|[0-9.]+|[./~][^\s]*)$/i;
const IN_URL = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:([^\s/@'"${}<>*[\]]+)@[a-z0-9[]/gi;
const IN_CONNECTION = /;\s*(?:password|pwd)\s*=\s*([^;\s'"${}<>*]+)/gi;
function hasSecretName(name) {
	return SECRET.test(name) && !HARMLESS.test(name);
}
function passwordsIn(value) {
	const urls = [...value.matchAll(IN_URL)];
	const connections = value.includes("=") ? [...`;${value}`.matchAll(IN_CONNECTION)] : [];
	return [...urls, ...connections].flatMap(([, password]) => password ?? []);
}
function holdsSecret(name, value) {
	if (passwordsIn(value).length > 0) return true;
	if (!hasSecretName(name) || NO_SECRET.test(value)) return false;
	return !(VAGUE.test(name) && !CLEAR.test(name) && PLAIN_WORD.test(value));
}

export { baseNames, expandWord, hasSecretName, holdsSecret, isAutomatic, mountOptions, passwordsIn, readInstructions, referencesOf, shellWords, stageReferences, structureOf, variablesIn };