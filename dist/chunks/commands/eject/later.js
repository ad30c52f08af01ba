import { folderFromContext, writeDefinition } from "../../bake.js";
import { fileName } from "../../matrix.js";
import { planImages } from "../../plan.js";
import { ProblemsFound, error } from "../../problem.js";
import { DEFAULT_TEMPLATES } from "../../stages.js";
import { NO_RUN, entryLine } from "../../tags.js";
import { counted, pathFrom, shellPath, shownPath } from "../../text.js";
import { RENDERED_MARK, isOurs, renderFolder } from "../command/later.js";
import { join } from "node:path";

// src/commands/eject/text.ts
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

// src/commands/eject/eject.ts
const command = {
	run: eject,
	text: ejectedText,
	json: (ejected) => ejected
};
async function eject(request, host, open) {
	const workspace = await open(request.matrix);
	const { matrix, templates, root } = workspace;
	const { overrides } = request;
	const plan = planImages(workspace.modelOf(overrides), {
		facts: NO_RUN,
		overrides
	});
	const out = renderFolder(request, workspace, host);
	const shown = (path) => shownPath(path, host.cwd);
	const files = [{
		path: "docker-bake.hcl",
		text: writeDefinition(plan, folderFromContext(root, plan.settings.context, out), fileName(matrix))
	}, ...plan.files].map((file) => neutral(file, fileName(matrix))).map(({ path, text }) => ({
		path: join(out, path),
		text
	}));
	const onDisk = new Map(await Promise.all(files.map(async ({ path }) => [path, await host.files.readText(path)])));
	const problems = request.force ? [] : overwriteProblems(files.map(({ path, text }) => ({
		path: shown(path),
		text
	})), new Map([...onDisk].map(([path, text]) => [shown(path), text])), isOurs);
	if (problems.length > 0) throw new ProblemsFound(problems);
	await host.files.write(files);
	return {
		written: files.map(({ path }) => shown(path)),
		untouched: [...new Set(plan.images.filter(({ verbatim }) => verbatim).map(({ dockerfile }) => shown(join(root, dockerfile))))],
		deletable: [shown(request.matrix), ...templates.names.length === 0 ? [] : [`${shown(join(root, matrix.file.templates ?? "templates"))}/`]],
		commands: bakeCommands(plan, pathFrom(root, join(out, "docker-bake.hcl"))),
		lost: lostWithout(matrix, plan)
	};
}
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
		const existing = onDisk.get(path);
		return existing === void 0 || existing === text || isOurs(existing) ? [] : [error("not-ours", `${path} is there, and docker-matrix did not write it`, { hint: "move it away, choose another folder with --out, or overwrite it with --force" })];
	});
}
function bakeCommands(plan, definition) {
	const bake = `docker buildx bake${definition === "docker-bake.hcl" ? "" : ` -f ${shellPath(definition)}`}`;
	const [first] = plan.images;
	const group = Object.keys(plan.groups).find((name) => name !== "default");
	return [
		{
			command: `${bake} --print`,
			does: "show what would be built"
		},
		{
			command: bake,
			does: `build all ${counted(plan.images.length, "image")}`
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
	const runPatterns = [.../* @__PURE__ */ new Set([...file.tags ?? [], ...Object.values(file.targets).flatMap(({ tags }) => tags ?? [])])].map(entryLine).filter((line) => /\{\{[^}]*\b(?:version|revision|branch|tag|sha|base_ref|date|commit_date)\b|\btype\s*=\s*(?!raw)/.test(line));
	const [first] = plan.images;
	return [
		"scan before tags move, or move all tags or none",
		...runPatterns.length === 0 || !first ? [] : [`know versions and branches: give tags such as ${runPatterns.join(", ")} yourself, as --set ${first.id}.tags=${first.repository}:TAG`],
		"write the registry cache: add --set \"*.cache-to=…\""
	];
}

export { bakeCommands, command, lostWithout, neutral, overwriteProblems };