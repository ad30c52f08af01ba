// src/report/problems.ts
function formatProblems(problems, sourceText) {
	const hidden = new Set(problems.flatMap(({ code, place }) => code === "secret-argument" && place ? [lineOf(place)] : []));
	return sorted(problems).map((problem) => formatProblem(problem, problem.place && hidden.has(lineOf(problem.place)) ? () => void 0 : sourceText)).join("\n");
}
function lineOf({ file, line }) {
	return `${file}:${line}`;
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
function formatProblem(problem, sourceText) {
	const { place } = problem;
	const level = problem.severity === "error" ? "" : `${problem.severity}: `;
	const head = place ? `${place.file}:${place.line}:${place.column}: ${level}${problem.message}` : `${level || "error: "}${problem.message}`;
	const line = place && sourceText(place.file)?.split(/\r?\n/)[place.line - 1];
	const gutter = place ? String(place.line) : "";
	return [
		head,
		...place && line !== void 0 && line.trim() !== "" ? [`  ${gutter} | ${line}`, `  ${" ".repeat(gutter.length)} | ${caretLine(line, place)}`] : [],
		...problem.hint ? [`  → ${problem.hint}`] : []
	].join("\n");
}

export { formatProblems, sorted };