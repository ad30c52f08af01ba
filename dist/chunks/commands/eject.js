import { n as error } from "../problem.js";
import { o as entryLine } from "../tags.js";
import { n as RENDERED_MARK } from "./check.js";

// src/commands/eject/eject.ts
function neutral({ path, text }, matrix) {
	const lines = text.split("\n");
	const header = lines.findIndex((line, index) => index < 3 && line.startsWith("# Made by docker-matrix"));
	return {
		path,
		text: lines.map((line, index) => index === header ? `# From ${matrix}, written out once by docker-matrix eject; edit it freely.` : line).join("\n")
	};
}
function overwriteProblems(files, onDisk, isOurs) {
	return files.flatMap(({ path, text }) => {
		const there = onDisk.get(path);
		return there === void 0 || there === text || isOurs(there) ? [] : [error("not-ours", `${path} is there, and docker-matrix did not write it`, { hint: "move it away, choose another folder with --out, or overwrite it with --force" })];
	});
}
function bakeCommands(plan, definition) {
	const bake = `docker buildx bake${definition === "docker-bake.hcl" ? "" : ` -f ${quoted(definition)}`}`;
	const [first] = plan.images;
	const group = Object.keys(plan.groups).find((name) => name !== "default");
	return [
		{
			command: `${bake} --print`,
			does: "show what would be built"
		},
		{
			command: bake,
			does: `build all ${plan.images.length} ${plan.images.length === 1 ? "image" : "images"}`
		},
		...first && plan.images.length > 1 ? [{
			command: `${bake} ${first.id}`,
			does: "build one image"
		}] : [],
		...group === void 0 ? [] : [{
			command: `${bake} ${group}`,
			does: `build every image of ${group}`
		}],
		{
			command: `${bake} --push`,
			does: "build and push under the tags in the definition"
		}
	];
}
function lostWithout({ file }, plan) {
	const versioned = [.../* @__PURE__ */ new Set([...file.tags ?? [], ...Object.values(file.targets).flatMap(({ tags }) => tags ?? [])])].map(entryLine).filter((line) => /\{\{[^}]*\b(?:version|revision|branch|tag|sha|base_ref|date|commit_date)\b|\btype\s*=\s*(?!raw)/.test(line));
	const [first] = plan.images;
	return [
		"scan before tags move, or move all tags or none",
		...versioned.length === 0 || !first ? [] : [`know versions and branches: give tags such as ${versioned.join(", ")} yourself, as --set ${first.id}.tags=${first.repository}:TAG`],
		"write the registry cache: add --set \"*.cache-to=…\""
	];
}
function quoted(path) {
	return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
function ejectedText({ written, untouched, deletable, commands, lost }) {
	const width = Math.max(...commands.map(({ command }) => command.length));
	return [
		...written.map((path) => `wrote ${path}`),
		...untouched.map((path) => `left  ${path} as it is: it always was your own`),
		"",
		"Nothing was deleted. What only docker-matrix reads can go now:",
		...deletable.map((path) => `  ${path}`),
		"  and the step of a workflow that uses docker-matrix-action",
		"",
		"From now on:",
		...commands.map(({ command, does }) => `  ${command.padEnd(width)}  # ${does}`),
		...lost.length === 0 ? [] : [
			"",
			"Plain bake does not:",
			...lost.map((line) => `  ${line}`)
		]
	].join("\n");
}

export { overwriteProblems as a, neutral as i, ejectedText as n, lostWithout as r, bakeCommands as t };