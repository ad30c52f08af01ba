import { folderFromContext, writeDefinition } from "../../bake.js";
import { fileName } from "../../matrix.js";
import { planImages } from "../../plan.js";
import { NO_RUN, needsReleases } from "../../tags.js";
import { planProblems } from "../../gates/later.js";
import { resolve } from "node:path";

// src/commands/command/rendered.ts
const RENDERED_MARK = "# Made by docker-matrix";
function isRenderedName(name) {
	return /Dockerfile(?:\.dockerignore)?$/.test(name);
}
function isOurs(text) {
	return text.split("\n", 3).some((line) => line.startsWith(RENDERED_MARK));
}
function renderFolder({ out }, { root }, { cwd }) {
	return out === void 0 ? root : resolve(cwd, out);
}
function renderedFiles({ overrides, targets, platforms }, workspace, out) {
	const plan = planImages(workspace.modelOf(overrides), {
		facts: NO_RUN,
		targets,
		platforms
	});
	const { root, matrix } = workspace;
	const folder = folderFromContext(root, plan.settings.context, out);
	return [{
		path: "docker-bake.hcl",
		text: writeDefinition(plan, folder, fileName(matrix))
	}, ...plan.files];
}

// src/commands/command/run-plan.ts
async function planRun(asked, host, open) {
	const workspace = await open(asked.matrix);
	const request = {
		...asked,
		facts: await withReleases(asked, workspace, host, asked.build.tags)
	};
	const { facts, overrides, targets, platforms, build } = request;
	return {
		request,
		workspace,
		plan: planImages(workspace.modelOf(overrides), {
			facts,
			overrides,
			targets,
			platforms,
			asked: build,
			tags: build.tags,
			lint: true,
			review: planProblems
		})
	};
}
async function withReleases({ facts, overrides }, { matrix, root }, host, tags) {
	const { version } = overrides;
	const releases = needsReleases(matrix, tags, version === void 0 ? facts : {
		...facts,
		version
	}) ? await host.releases?.(root) : void 0;
	return releases === void 0 ? facts : {
		...facts,
		releases
	};
}

export { RENDERED_MARK, isOurs, isRenderedName, planRun, renderFolder, renderedFiles, withReleases };