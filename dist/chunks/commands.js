import { openingOnce } from "./commands/command.js";

// src/commands/commands.ts
const COMMANDS = {
	check: {
		help: "check the matrix, its templates, and that the files on disk are what would be rendered",
		shares: "project",
		load: () => import("./commands/check/check.js")
	},
	explain: {
		help: "say why an image exists or not, and where everything about it comes from",
		words: "[cell...]",
		shares: "matrix",
		load: () => import("./commands/explain/explain.js")
	},
	diff: {
		help: "compare a Git revision (default: HEAD) or another folder with the working tree",
		words: "[against]",
		shares: "matrix",
		load: () => import("./commands/diff/diff.js")
	},
	eject: {
		help: "write plain Dockerfiles and docker-bake.hcl, and say what can be deleted",
		shares: "matrix",
		load: () => import("./commands/eject/eject.js")
	},
	init: {
		help: "write a matrix to begin with, and its templates",
		shares: "nothing",
		load: () => import("./commands/init/init.js")
	},
	render: {
		help: "write the Dockerfiles and docker-bake.hcl",
		shares: "project",
		load: () => import("./commands/render/render.js")
	},
	plan: {
		help: "show every image with its platforms and tags",
		shares: "project",
		load: () => import("./commands/plan/plan.js")
	},
	build: {
		help: "build, gate with Trivy, and publish: to OCI layouts, or with --push to the registry",
		shares: "project",
		load: () => import("./commands/build/build.js")
	},
	publish: {
		help: "finish or undo a publication that was killed, from its journal",
		shares: "nothing",
		load: () => import("./commands/publish/publish.js")
	}
};
function namesSharing(...shared) {
	return Object.keys(COMMANDS).filter((name) => shared.some((word) => word === COMMANDS[name].shares));
}

// src/commands/run-command.ts
async function runCommand(name, request, host, open = openingOnce(host)) {
	const command = await loadCommand(name);
	return toldBy(command, await command.run(request, host, open));
}
async function loadCommand(name) {
	const { command } = await COMMANDS[name].load();
	return command;
}
function toldBy(command, result) {
	return {
		as: (format) => {
			if (format === "json") return JSON.stringify(command.json(result), void 0, 2);
			return (format === "markdown" ? command.markdown ?? command.text : command.text)(result);
		},
		log: () => (command.log ?? command.text)(result),
		warnings: command.warnings?.(result) ?? [],
		problems: command.problems?.(result) ?? [],
		isFinding: command.isFinding?.(result) ?? false,
		outputs: () => command.outputs?.(result) ?? {},
		summary: () => command.summary?.(result)
	};
}

export { COMMANDS, loadCommand, namesSharing, runCommand };