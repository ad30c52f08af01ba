import { s as imageJson } from "../plan.js";

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
function table(header, rows) {
	const all = [header, ...rows];
	const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
	return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n");
}

export { planText as n, table as r, planJson as t };