import { relative, resolve } from "node:path";

// src/text/group.ts
function groupBy(items, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}

// src/text/path.ts
function withSlashes(path) {
	return path.replaceAll("\\", "/");
}
function pathFrom(folder, path) {
	return withSlashes(relative(folder, path));
}
function shownPath(path, cwd) {
	return pathFrom(cwd, resolve(cwd, path)) || ".";
}
function shellPath(path) {
	return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

// src/text/half-character.ts
const HALF_CHARACTER = /\p{Surrogate}/u;

// src/text/reason.ts
function reasonOf(cause) {
	return cause instanceof Error ? cause.message : String(cause);
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
	const placesByLine = marked.split("\n").map((line) => {
		const [first] = line.matchAll(MARK);
		return first ? placeOf((files[Number(first[1])] ?? whole).path, Number(first[2])) : void 0;
	});
	const places = [];
	let next = placesByLine.findLast((place) => place !== void 0) ?? placeOf(whole.path, 1);
	for (const place of placesByLine.toReversed()) places.push(next = place ?? next);
	return places.toReversed();
}

// src/text/words.ts
function plural(noun, count) {
	return count === 1 ? noun : `${noun}s`;
}
function counted(count, noun) {
	return `${count} ${plural(noun, count)}`;
}
function firstLine(text) {
	return text.trim().split("\n", 1)[0] ?? "";
}

// src/text/inert.ts
function inert(text) {
	return text.replace(/\r\n?/g, "\n").replaceAll("##[", "# #[").replace(/^(\s*):(?=:)/gm, "$1: ");
}

export { HALF_CHARACTER, counted, firstLine, groupBy, inert, pathFrom, plural, readMarks, reasonOf, shellPath, shownPath, withSlashes, withoutMarks };