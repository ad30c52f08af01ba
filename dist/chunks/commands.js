import { openingOnce } from "./commands/command.js";

// src/commands/commands.ts
const commands = {
	check: () => import("./commands/check/check.js"),
	render: () => import("./commands/render/render.js"),
	plan: () => import("./commands/plan/plan.js"),
	build: () => import("./commands/build/build.js"),
	explain: () => import("./commands/explain/explain.js"),
	diff: () => import("./commands/diff/diff.js"),
	eject: () => import("./commands/eject/eject.js"),
	init: () => import("./commands/init/init.js"),
	publish: () => import("./commands/publish/publish.js")
};
async function runCommand(name, request, host, open = openingOnce(host)) {
	const command = (await commands[name]()).command;
	return toldBy(command, await command.run(request, host, open));
}
function toldBy(command, result) {
	return {
		as: (format) => {
			if (format === "json") return JSON.stringify(command.json(result), void 0, 2);
			return (format === "markdown" ? command.markdown ?? command.text : command.text)(result);
		},
		log: () => (command.log ?? command.text)(result),
		warnings: command.warnings?.(result) ?? [],
		standsAlone: command.standsAlone ?? false,
		problems: command.problems?.(result) ?? [],
		isFinding: command.isFinding?.(result) ?? false,
		outputs: () => command.outputs?.(result) ?? {},
		summary: () => command.summary?.(result)
	};
}

export { runCommand };