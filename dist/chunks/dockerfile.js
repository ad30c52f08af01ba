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

export { mountOptions, readInstructions, referencesOf, shellWords, stageReferences };