import { c as expand, n as readOverrides, o as withRunOverrides, r as createScopes, t as nameProblems } from "./overrides.js";
import { k as RUN_FACTS, p as createStages } from "./test-schema.js";
import { t as ProblemsFound } from "./problem.js";

// src/plan/model.ts
function openModel(workspace, options) {
	const { matrix, templates, inputs } = workspace;
	const names = nameProblems(matrix);
	if (names.length > 0) throw new ProblemsFound(names);
	const isFact = (name) => RUN_FACTS.includes(name);
	const given = Object.entries(options.overrides);
	const overrides = readOverrides(matrix, Object.fromEntries(given.filter(([name]) => !isFact(name))));
	const expansion = expand(matrix);
	const scopeOf = createScopes(matrix, templates, overrides, inputs);
	const stages = createStages(matrix, expansion.targets, templates, scopeOf);
	return {
		workspace,
		expansion,
		facts: withRunOverrides(options.facts, Object.fromEntries(given.filter(([name]) => isFact(name)))),
		scopeOf,
		stagesOf: (target, combination) => matrix.file.targets[target]?.from === void 0 ? [] : stages.closure([target], combination),
		wholeFile: stages.placedFile
	};
}

export { openModel as t };