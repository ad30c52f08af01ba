import { ProblemsFound, error } from "./problem.js";

// src/report/problems.ts
function formatProblems(problems, sourceText) {
	const hidden = new Set(problems.flatMap(({ code, place }) => code === "secret-argument" && place ? [lineOf(place)] : []));
	return sorted(problems).map((problem) => formatProblem(problem, problem.place && hidden.has(lineOf(problem.place)) ? () => void 0 : sourceText)).join("\n");
}
function lineOf({ file, line }) {
	return `${file}:${line}`;
}
function problemsIn(cause) {
	if (cause instanceof ProblemsFound) return cause.problems;
	if (!(cause instanceof RangeError) || !/call stack/.test(cause.message)) return void 0;
	return [error("invalid-value", "the matrix, or a file that it reads, nests too deeply or has too long a line to be read")];
}
function sorted(problems) {
	const key = ({ place }) => [
		place?.file ?? "",
		place?.line ?? 0,
		place?.column ?? 0
	];
	return problems.toSorted((a, b) => {
		const [fileA, lineA, columnA] = key(a);
		const [fileB, lineB, columnB] = key(b);
		return fileA < fileB ? -1 : fileA > fileB ? 1 : lineA - lineB || columnA - columnB;
	});
}
function caretLine(line, { column, length }) {
	const indent = line.slice(0, column - 1).replace(/[^\t]/g, " ");
	const carets = Math.max(1, Math.min(length ?? 1, line.length - column + 1));
	return `${indent}${"^".repeat(carets)}`;
}
const LONGEST_MESSAGE = 4e3;
const LONGEST_EXCERPT = 300;
function shortMessage(message) {
	return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE / 2)} … ${message.slice(-1e3)}` : message;
}
function excerptOf(line, place) {
	if (line.length <= LONGEST_EXCERPT) return {
		text: line,
		place
	};
	const start = Math.max(0, place.column - 1 - LONGEST_EXCERPT / 3);
	const end = start + LONGEST_EXCERPT;
	const before = start > 0 ? "…" : "";
	return {
		text: `${before}${line.slice(start, end)}${end < line.length ? "…" : ""}`,
		place: {
			...place,
			column: place.column - start + before.length
		}
	};
}
function formatProblem(problem, sourceText) {
	const { place } = problem;
	const level = problem.severity === "error" ? "" : `${problem.severity}: `;
	const message = shortMessage(problem.message);
	const head = place ? `${place.file}:${place.line}:${place.column}: ${level}${message}` : `${level || "error: "}${message}`;
	const line = place && sourceText(place.file)?.split(/\r?\n/)[place.line - 1];
	const gutter = place ? String(place.line) : "";
	const shown = place && line !== void 0 && line.trim() !== "" ? excerptOf(line, place) : void 0;
	return [
		head,
		...shown ? [`  ${gutter} | ${shown.text}`, `  ${" ".repeat(gutter.length)} | ${caretLine(shown.text, shown.place)}`] : [],
		...problem.hint ? [`  → ${problem.hint}`] : []
	].join("\n");
}

export { formatProblems, problemsIn, shortMessage, sorted };