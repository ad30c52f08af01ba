import { parseRepository } from "../../oci.js";
import { ProblemsFound, error } from "../../problem.js";
import { firstLine, pathFrom, plural, shownPath, withSlashes } from "../../text.js";
import { readYaml } from "../../yaml.js";
import { mountOptions, readInstructions } from "../../dockerfile.js";
import { require_dist } from "../../packages/yaml.js";
import { parse } from "../../packages/smol-toml.js";
import { versionTest } from "../../version.js";
import { basename, dirname, join, resolve } from "node:path";

// src/commands/init/dockerfile-stages.ts
function dockerfileStages(text) {
	const stages = [];
	for (const instruction of readInstructions(text).instructions) if (instruction.keyword === "FROM") stages.push(stageOf(instruction));
	else stages.push(...stages.splice(-1).map((stage) => ({
		...stage,
		uses: [...stage.uses, ...referencesOf(instruction)],
		secrets: [...stage.secrets, ...secretsOf(instruction)]
	})));
	const indexOf = (reference, before) => stages.findLastIndex(({ name }, index) => index < before && (name === reference.toLowerCase() || String(index) === reference));
	const secretsByStage = stages.reduce((earlier, stage, index) => [...earlier, [.../* @__PURE__ */ new Set([...stage.secrets, ...stage.uses.flatMap((reference) => earlier[indexOf(reference, index)] ?? [])])]], []);
	return stages.flatMap(({ name }, index) => {
		const isLast = index === stages.length - 1;
		if (name === void 0 ? !isLast : stages.findLastIndex((stage) => stage.name === name) !== index) return [];
		return [{
			...name === void 0 ? {} : { name },
			secrets: (secretsByStage[index] ?? []).toSorted()
		}];
	});
}
function stageOf({ text }) {
	const [, base = "", name] = /^(\S+)(?:\s+AS\s+(\S+))?/i.exec(text) ?? [];
	return {
		...name === void 0 ? {} : { name: name.toLowerCase() },
		uses: [base],
		secrets: []
	};
}
function mountsOf({ keyword, flags }) {
	return keyword === "RUN" ? flags.filter(({ name }) => name === "--mount").map(({ value }) => mountOptions(value)) : [];
}
function referencesOf(instruction) {
	return [...instruction.flags.filter(({ name }) => name === "--from").map(({ value }) => value), ...mountsOf(instruction).flatMap((options) => options.get("from") ?? [])];
}
function secretsOf(instruction) {
	return mountsOf(instruction).flatMap((options) => {
		const id = options.get("id") ?? (options.get("target") ?? options.get("dst") ?? options.get("destination"))?.split("/").at(-1);
		return options.get("type") === "secret" && id !== void 0 && /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(id) ? [id] : [];
	});
}

// src/commands/init/edit-yaml.ts
var import_dist = require_dist();
function editYaml(text, edits) {
	const document = (0, import_dist.parseDocument)(text, { schema: "failsafe" });
	return edits.map(({ path, value }) => {
		if (value === void 0) return {
			...paragraph(text, document.contents, path),
			text: ""
		};
		const node = document.getIn(path, true);
		if (!(0, import_dist.isNode)(node) || !node.range) throw new Error(`no ${path.join(".")} to change`);
		return {
			start: node.range[0],
			end: node.range[1],
			text: typeof value === "string" ? scalar(value) : `[${value.map(scalar).join(", ")}]`
		};
	}).toSorted((a, b) => b.start - a.start).reduce((result, place) => `${result.slice(0, place.start)}${place.text}${result.slice(place.end)}`, text);
}
function paragraph(text, contents, path) {
	const pair = (0, import_dist.isMap)(contents) ? contents.items.find(({ key }) => (0, import_dist.isScalar)(key) && key.value === path[0]) : void 0;
	if (!pair || !(0, import_dist.isScalar)(pair.key) || !(0, import_dist.isNode)(pair.value) || !pair.key.range || !pair.value.range) throw new Error(`no ${path.join(".")} to remove`);
	return {
		start: text.lastIndexOf("\n\n", pair.key.range[0]) + 1,
		end: text.indexOf("\n\n", pair.value.range[0]) === -1 ? text.length : text.indexOf("\n\n", pair.value.range[0]) + 1
	};
}
function scalar(text) {
	return /^[A-Za-z][\w./-]*(?::[\w./-]+)*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text);
}

// src/commands/init/project.ts
async function readProject(folder, host) {
	const read = (name) => host.files.readText(join(folder, name)).catch(() => void 0);
	const [files, pyproject, version, lock, dockerignore, remote] = await Promise.all([
		host.files.list(folder),
		read("pyproject.toml"),
		read(".python-version"),
		read("uv.lock"),
		read(".dockerignore"),
		host.exec({
			file: "git",
			args: [
				"-C",
				folder,
				"remote",
				"get-url",
				"origin"
			]
		})
	]);
	const pythonVersion = /^\s*(?:cpython[-@])?(3\.\d+)/.exec(version ?? "")?.[1];
	const image = remote.code === 0 ? imageOfRemote(remote.stdout.trim()) : void 0;
	return {
		files,
		...pyproject === void 0 ? {} : { package: readPackage(pyproject, join(folder, "pyproject.toml")) },
		...pythonVersion === void 0 ? {} : { pythonVersion },
		...lock === void 0 ? {} : { lock },
		...dockerignore === void 0 ? {} : { dockerignore },
		...image === void 0 ? {} : { image }
	};
}
function readPackage(text, path) {
	let project;
	try {
		({project} = parse(text));
	} catch (cause) {
		const { line = 1, column = 1, message } = cause;
		throw new ProblemsFound([error("unreadable-project", `pyproject.toml cannot be read: ${firstLine(message).replace(/^Invalid TOML document: /, "")}`, { place: {
			file: path,
			line,
			column
		} })]);
	}
	const fields = mapping(project);
	const textAt = (key) => typeof fields[key] === "string" ? fields[key] : void 0;
	const [name, requiresPython, license] = [
		textAt("name"),
		textAt("requires-python"),
		textAt("license")
	];
	return {
		...name === void 0 ? {} : { name },
		...requiresPython === void 0 ? {} : { requiresPython },
		...license === void 0 ? {} : { license },
		extras: Object.keys(mapping(fields["optional-dependencies"])),
		scripts: Object.keys(mapping(fields["scripts"]))
	};
}
function mapping(value) {
	return typeof value === "object" && value !== null ? value : {};
}
const REGISTRIES = {
	"github.com": "ghcr.io",
	"gitlab.com": "registry.gitlab.com"
};
function imageOfRemote(remote) {
	const match = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^/:]+)(?::\d+(?=\/))?[:/]\/?(.+?)(?:\.git)?\/?$/i.exec(remote);
	const registry = REGISTRIES[match?.[1]?.toLowerCase() ?? ""];
	const image = registry === void 0 ? void 0 : `${registry}/${match?.[2]?.toLowerCase() ?? ""}`;
	return image === void 0 || typeof parseRepository(image) === "string" ? void 0 : image;
}
function pythonFor(project, preferred) {
	const test = requirement(project.package?.requiresPython);
	return project.pythonVersion ?? preferred.find(test) ?? preferred[0];
}
function requirement(text) {
	const comparisons = (text ?? "").split(",").map((part) => part.replaceAll(" ", "")).filter(Boolean).map((part) => {
		const compatible = /^~=(\d+)\.(\d+)(\.\d+)?$/.exec(part);
		if (compatible) return compatible[3] === void 0 ? `>=${compatible[1]}.${compatible[2]},<${Number(compatible[1]) + 1}` : `~${compatible[1]}.${compatible[2]}`;
		return part.replace(/^==(\d+\.\d+)(?:\.\*|\.\d+)$/, "~$1").replace(/^>=?(\d+\.\d+)\.\d+$/, ">=$1");
	});
	return comparisons.length === 0 ? () => true : versionTest(comparisons.join(",")) ?? (() => true);
}
function slug(text) {
	return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "");
}

// src/commands/init/starter.ts
const SCHEMA_LINE = "# yaml-language-server: $schema=https://raw.githubusercontent.com/org/docker-matrix-action/v1/schema/matrix.schema.json";
function ownMatrix(text, context) {
	const [, ...lines] = text.split("\n");
	const matrix = [SCHEMA_LINE, ...lines].join("\n");
	return context === "." ? matrix : matrix.replace(/^(platforms: .*)$/m, `$1\ncontext: ${JSON.stringify(context)}`);
}

// src/commands/init/dockerfile.ts
function dockerfileStarter(file, shownPath, { image, context }) {
	const stages = dockerfileStages(file.text);
	if (stages.length === 0) throw new ProblemsFound([error("no-stages", `${shownPath} has no FROM, so there is no image to make`, { hint: "name another file with --from, or begin from --template python or uv" })]);
	const targets = namedTargets(stages);
	const secrets = [...new Set(stages.flatMap((stage) => stage.secrets))];
	const contextLine = context === "." ? "" : `\ncontext: ${JSON.stringify(context)}`;
	return {
		files: [{
			path: "matrix.yaml",
			text: `${SCHEMA_LINE}
# The stages of ${file.path} as images. Its text stays the only one: change it there.
# \`docker-matrix render\` writes docker-bake.hcl. A stage that should be no image of its own: remove its target.
version: 1
image: ${scalar(image)}
platforms: [linux/amd64] # and linux/arm64, where the base images have it${contextLine}

targets:
${targets.map(([name, stage], index) => target(name, stage, file.path, index === targets.length - 1)).join("")}
# {{version}} is the Git tag's (v1.4.0 is 1.4.0); a pattern that needs it gives no tag in other runs. A release moves
# TARGET, TARGET-latest and latest when it is the highest one; the default branch moves TARGET-edge.
tags:
  - "{{target}}-{{version}}"
  - { value: "{{target}}", highest: true }
  - { value: "{{target}}-latest", highest: true }
  - { type: edge, prefix: "{{target}}-" }
flavor: { latest: highest }

scan:
  mode: gate
  fail-on: [HIGH, CRITICAL]
`
		}],
		notes: secrets.length === 0 ? [] : [`steps may read the ${plural("secret", secrets.length)} ${secrets.join(", ")}: take away the # in front of "secrets" where builds have to have them, from environment variables of these names`]
	};
}
function target(name, stage, path, last) {
	return [
		`  ${name}:`,
		`    dockerfile: ${scalar(path)}`,
		...stage.name === void 0 ? [] : [`    stage: ${scalar(stage.name)}`],
		...stage.secrets.length === 0 ? [] : [`    # secrets: [${stage.secrets.map(scalar).join(", ")}]`],
		...last ? ["    latest: true"] : [],
		""
	].join("\n");
}
const TAKEN = "default";
function namedTargets(stages) {
	const stageNames = new Set(stages.map(({ name }) => name));
	const taken = /* @__PURE__ */ new Set([TAKEN]);
	return stages.map((stage) => {
		const wanted = stage.name === void 0 ? [
			"app",
			"image",
			"final"
		].find((name) => !stageNames.has(name)) ?? "app" : isTargetName(stage.name) ? stage.name : slug(stage.name) || "stage";
		let name = wanted;
		for (let count = 2; taken.has(name) || name !== stage.name && stageNames.has(name); count++) name = `${wanted}-${count}`;
		taken.add(name);
		return [name, stage];
	});
}
function isTargetName(text) {
	return /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/.test(text);
}

// src/commands/init/python.ts
function pythonStarter(shipped, input) {
	const { project, image, context } = input;
	const pythonPackage = project.package;
	const name = pythonPackage?.name ?? image.split("/").at(-1) ?? "app";
	const python = pythonFor(project, [
		"3.11",
		"3.12",
		"3.13",
		"3.14",
		"3.10"
	]);
	const edits = [
		{
			path: ["image"],
			value: image
		},
		{
			path: ["values", "package"],
			value: name
		},
		{
			path: ["values", "module"],
			value: name.toLowerCase().replace(/[-.]+/g, "_")
		},
		{
			path: ["values", "python"],
			value: python
		},
		...pythonPackage ? [{
			path: ["values", "source"],
			value: "context"
		}, {
			path: ["values", "extras"],
			value: pythonPackage.extras.includes("all") ? ["all"] : pythonPackage.extras
		}] : [],
		pythonPackage?.license === void 0 ? {
			path: ["labels"],
			value: void 0
		} : {
			path: ["labels", "org.opencontainers.image.licenses"],
			value: pythonPackage.license
		},
		...project.dockerignore !== void 0 ? [{
			path: ["ignore"],
			value: void 0
		}] : []
	];
	return {
		files: shipped.map((file) => file.path === "matrix.yaml" ? {
			...file,
			text: ownMatrix(editYaml(file.text, edits), context)
		} : file),
		notes: [...pythonPackage?.name === void 0 ? [`the package is called ${name} here, which is a guess: change "package" and "module" in the matrix`] : [], ...requirement(pythonPackage?.requiresPython)("3.11") ? [] : [`"ml" has the Python 3.11 of its base image, and the package asks for ${pythonPackage?.requiresPython ?? ""}: change ml.base and ml.python, or remove the target`]]
	};
}

// src/commands/init/uv.ts
function uvStarter(template, uv, input) {
	const { project, image, context } = input;
	const fromGit = /source = \{ git =/.test(project.lock ?? "");
	const command = commandOf(input);
	const edits = [
		{
			path: ["image"],
			value: image
		},
		{
			path: ["values", "python"],
			value: pythonFor(project, [
				"3.13",
				"3.12",
				"3.11",
				"3.14",
				"3.10"
			])
		},
		{
			path: ["values", "uv"],
			value: uv
		},
		{
			path: ["values", "command"],
			value: command
		},
		...fromGit ? [{
			path: ["values", "packages"],
			value: ["git"]
		}] : [],
		...project.dockerignore !== void 0 ? [{
			path: ["ignore"],
			value: void 0
		}] : []
	];
	return {
		files: template.map((file) => file.path === "matrix.yaml" ? {
			...file,
			text: ownMatrix(editYaml(file.text, edits), context)
		} : file),
		notes: [...command[0] === "python" && command.length === 1 ? ["the image runs python: name the command under \"command\" in the matrix"] : [], ...project.dockerignore === void 0 || /^\/?(?:\*\*\/)?\.venv\b/m.test(project.dockerignore) ? [] : [".dockerignore does not name .venv: add it, or your own environment is copied over that of the image"]]
	};
}
function commandOf({ project }) {
	const { name, scripts = [] } = project.package ?? {};
	const script = scripts.find((text) => text === name) ?? (scripts.length === 1 ? scripts[0] : void 0);
	if (script !== void 0) return [script];
	return project.files.includes("main.py") ? ["python", "main.py"] : ["python"];
}

// src/commands/init/text.ts
function initText({ written, notes, next }) {
	const width = Math.max(...next.map(({ command }) => command.length));
	return [
		...written.map((path) => `wrote ${path}`),
		...notes.map((note) => `note: ${note}`),
		"",
		"Next:",
		...next.map(({ command, meaning }) => `  ${command.padEnd(width)}  # ${meaning}`)
	].join("\n");
}

// src/commands/init/init.ts
const command = {
	run: init,
	text: initText,
	json: (report) => report
};
async function init(request, host) {
	const out = resolve(host.cwd, request.out);
	const folder = await contextFolder(request, host);
	const project = await readProject(folder, host);
	const template = request.template ?? (request.from !== void 0 || project.files.includes("Dockerfile") ? "dockerfile" : project.package && project.lock !== void 0 ? "uv" : "python");
	const { image, notes } = imageOf(request, project, folder);
	const starter = await makeStarter(template, {
		request,
		project,
		folder,
		image,
		context: pathFrom(out, folder) || "."
	}, host);
	const written = starter.files.map(({ path, text }) => ({
		path: join(request.out, path),
		text
	}));
	await write(written, request, host);
	const option = out === host.cwd ? "" : ` --matrix ${withSlashes(join(request.out, "matrix.yaml"))}`;
	return {
		template,
		written: written.map(({ path }) => withSlashes(path)),
		notes: [...notes, ...starter.notes],
		next: [{
			command: `docker-matrix render${option}`,
			meaning: template === "dockerfile" ? "writes docker-bake.hcl, which plain docker buildx bake builds too" : "writes the Dockerfile and docker-bake.hcl, which plain docker buildx bake builds too"
		}, {
			command: `docker-matrix build${option}`,
			meaning: "builds and scans every image; with --push publishes them"
		}]
	};
}
async function contextFolder(request, host) {
	const currentFolder = host.cwd;
	const matrixFolder = resolve(currentFolder, request.out);
	const from = request.from === void 0 ? void 0 : resolve(currentFolder, request.from);
	if (from !== void 0 && isWithin(matrixFolder, from)) return matrixFolder;
	const names = await host.files.list(matrixFolder);
	if (from === void 0 && ["Dockerfile", "pyproject.toml"].some((name) => names.includes(name))) return matrixFolder;
	return isWithin(currentFolder, matrixFolder) && (from === void 0 || isWithin(currentFolder, from)) ? currentFolder : from === void 0 ? matrixFolder : dirname(from);
}
function isWithin(folder, path) {
	const relativePath = pathFrom(folder, path);
	return relativePath === "" || !/^\.\.(?:\/|$)|^[A-Za-z]:|^\//.test(relativePath);
}
async function makeStarter(template, { request, project, folder, image, context }, host) {
	const shown = (path) => shownPath(path, host.cwd);
	const input = {
		project,
		image,
		context
	};
	if (template === "python") return pythonStarter(await host.starterFiles("python"), input);
	if (template === "uv") {
		if (!project.package || project.lock === void 0) throw new ProblemsFound([error("no-uv-project", `there is no ${project.package ? "uv.lock" : "pyproject.toml"} in ${shown(folder)}`, { hint: "run \"uv lock\" there first, or take --template python" })]);
		return uvStarter(await host.starterFiles("uv"), await pinnedUv(host), input);
	}
	const path = request.from ?? join(folder, "Dockerfile");
	const text = await host.files.readText(path).catch(() => void 0);
	if (text === void 0) throw new ProblemsFound([error("no-dockerfile", `there is no ${shown(path)} to take stages from`, { hint: "name the file with --from" })]);
	return dockerfileStarter({
		path: pathFrom(resolve(host.cwd, request.out), resolve(host.cwd, path)),
		text
	}, shown(path), input);
}
async function pinnedUv(host) {
	const matrix = (await host.starterFiles("python")).find(({ path }) => path === "matrix.yaml");
	const read = matrix && readYaml(matrix);
	const { values } = read && "source" in read ? read.source.data : {};
	if (values?.uv === void 0) throw new Error("the shipped matrix names no version of uv");
	return values.uv;
}
function imageOf({ image }, project, folder) {
	if (image !== void 0) {
		const repository = parseRepository(image);
		if (typeof repository === "string") throw new ProblemsFound([error("invalid-image", `--image: ${repository}`)]);
		return {
			image,
			notes: []
		};
	}
	if (project.image !== void 0) return {
		image: project.image,
		notes: []
	};
	const guess = `ghcr.io/org/${slug(project.package?.name ?? basename(folder)) || "app"}`;
	return {
		image: guess,
		notes: [`images would go to ${guess}, which is a guess: change "image" in the matrix`]
	};
}
async function write(files, { force }, host) {
	const problems = (await Promise.all(files.map(async ({ path }) => force || await host.files.readText(path) === void 0 ? [] : [path]))).flat().map((path) => error("file-exists", `${withSlashes(path)} is there already, so nothing was written`, { hint: "replace it with --force, or choose another folder with --out" }));
	if (problems.length > 0) throw new ProblemsFound(problems);
	await host.files.write(files);
}

export { command, init };