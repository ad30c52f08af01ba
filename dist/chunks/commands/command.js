import { openWorkspace } from "../plan.js";

// src/commands/command/command.ts
function openingOnce(host) {
	const opened = /* @__PURE__ */ new Map();
	return (path) => {
		const workspace = opened.get(path) ?? openWorkspace(path, host);
		opened.set(path, workspace);
		return workspace;
	};
}

export { openingOnce };