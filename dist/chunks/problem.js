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
	return {
		severity: "error",
		code,
		message,
		...rest.place ? { place: rest.place } : {},
		...rest.hint ? { hint: rest.hint } : {}
	};
}

export { error as n, ProblemsFound as t };