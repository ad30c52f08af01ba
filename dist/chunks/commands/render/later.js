import { ProblemsFound, error } from "../../problem.js";
import { planOutputs } from "../../report/later.js";
import { shownPath } from "../../text.js";
import { isOurs, isRenderedName, planRun, renderFolder, renderedFiles, writeProblems } from "../command/later.js";
import { join } from "node:path";

// src/commands/render/render.ts
const command = {
	run: render,
	text: ({ written, removed }) => [...written.map((path) => `wrote ${path}`), ...removed.map((path) => `removed ${path}`)].join("\n"),
	json: ({ written, removed }) => ({
		written,
		removed
	}),
	warnings: ({ plan }) => plan.warnings,
	outputs: ({ plan }) => planOutputs(plan)
};
async function render(asked, host, open) {
	const { request, workspace, plan } = await planRun(asked, host, open);
	const out = renderFolder(request, workspace, host);
	const isWhole = request.targets.length === 0 && request.platforms.length === 0;
	if (!isWhole && request.out === void 0) throw new ProblemsFound([error("partial-render", "a part of the images would replace docker-bake.hcl, and take the others out of it", { hint: "name another folder with --out, or leave out --target and --platform" })]);
	const files = renderedFiles(request, workspace, out);
	const problems = await writeProblems(files, out, {
		force: request.force ?? false,
		plan,
		root: workspace.root
	}, host);
	if (problems.length > 0) throw new ProblemsFound(problems);
	await host.files.write(files.map(({ path, text }) => ({
		path: join(out, path),
		text
	})));
	const removed = isWhole ? await removeStale(files, out, host) : [];
	const shown = (path) => shownPath(join(out, path), host.cwd);
	return {
		plan,
		written: files.map(({ path }) => shown(path)),
		removed: removed.map(shown)
	};
}
async function removeStale(files, out, host) {
	const known = new Set(files.map(({ path }) => path));
	const removed = [];
	for (const name of (await host.files.list(join(out, "dockerfiles"))).filter(isRenderedName)) {
		const path = `dockerfiles/${name}`;
		const text = known.has(path) ? void 0 : await host.files.readText(join(out, path));
		if (text === void 0 || !isOurs(text)) continue;
		await host.files.remove(join(out, path));
		removed.push(path);
	}
	return removed;
}

export { command };