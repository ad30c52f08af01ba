// src/problem/problem.ts
var ProblemsFound = class extends Error {
	name = "ProblemsFound";
	problems;
	constructor(problems) {
		super(problems.map((problem) => problem.message).join("\n"));
		this.problems = problems;
	}
};
function error(code, message, rest = {}) {
	return problem("error", code, message, rest);
}
function warning(code, message, rest = {}) {
	return problem("warning", code, message, rest);
}
function notice(code, message, rest = {}) {
	return problem("notice", code, message, rest);
}
function problem(severity, code, message, rest) {
	return {
		severity,
		code,
		message,
		...rest.place ? { place: rest.place } : {},
		...rest.hint ? { hint: rest.hint } : {}
	};
}
function collecting(problems) {
	return (step) => {
		try {
			return step();
		} catch (cause) {
			if (!(cause instanceof ProblemsFound)) throw cause;
			problems.push(...cause.problems);
			return;
		}
	};
}

export { ProblemsFound, collecting, error, notice, warning };