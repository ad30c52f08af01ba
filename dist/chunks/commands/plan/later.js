import { planOutputs } from "../../report/later.js";
import { planRun } from "../command/later.js";
import { imageJson } from "../../plan.js";
import { table } from "../../text/later.js";

// src/commands/plan/text.ts
function planJson(plan) {
	return {
		images: plan.images.map(imageJson),
		groups: plan.groups,
		excluded: plan.excluded
	};
}
function planText(plan) {
	const images = table([
		"IMAGE",
		"PLATFORMS",
		"DOCKERFILE",
		"TAGS"
	], plan.images.map((image) => [
		image.id,
		image.platforms.join(" "),
		image.dockerfile,
		image.tags.map(({ name, immutable }) => `:${name}${immutable ? "*" : ""}`).join(" ")
	]));
	const mirrors = [...new Set(plan.images.flatMap((image) => image.mirrors))];
	const notes = [...plan.images.some(({ tags }) => tags.some(({ immutable }) => immutable)) ? ["* never moves"] : [], ...mirrors.length > 0 ? [`also published to ${mirrors.join(", ")}`] : []];
	const excluded = plan.excluded.map(({ target, combination, platforms, because }) => {
		return `  ${[
			target,
			...Object.entries(combination).map(([axis, value]) => `${axis} ${value}`),
			...platforms ? [platforms.join(" ")] : []
		].join(", ")}: ${because}`;
	});
	return [
		images,
		...notes.length > 0 ? ["", ...notes] : [],
		...excluded.length > 0 ? [
			"",
			"Excluded:",
			...excluded
		] : []
	].join("\n");
}

// src/commands/plan/plan.ts
const command = {
	run: async (request, host, open) => (await planRun(request, host, open)).plan,
	text: planText,
	json: planJson,
	warnings: ({ warnings }) => warnings,
	outputs: planOutputs
};

export { command };