import { r as parseRepository } from "./reference.js";
import { n as error, t as ProblemsFound } from "./problem.js";
import { i as mountOptions, n as parse, r as readInstructions, t as readYaml } from "./source.js";
import { t as require_dist } from "./yaml.js";
import { i as versionTest } from "./order.js";
import { basename, dirname, join, relative, resolve } from "node:path";

// src/host/starter-files.ts
const starters = {
	"python": [
		{
			"path": "matrix.yaml",
			"text": "# yaml-language-server: $schema=./schema/matrix.schema.json\n# The images of one Python package: base, ml (CUDA, amd64 only), full and jupyter.\n# For another project change image and values; `docker-matrix render` writes the Dockerfiles and docker-bake.hcl.\nversion: 1\nimage: ghcr.io/org/dimtensor\nplatforms: [linux/amd64, linux/arm64]\n\nvalues:\n  package: dimtensor # on PyPI\n  source: pypi # pypi, or context: the project in the build context\n  module: dimtensor # what the health check imports\n  version-spec: \"\" # as \">=5,<6\"; empty for the newest\n  python: \"3.11\"\n  numpy: numpy>=1.24,<2\n  extras: [all] # of the package, in full and jupyter\n  index: https://download.pytorch.org/whl/cpu # a second package index for full: PyTorch without CUDA\n  ml:\n    base: nvidia/cuda:12.1.0-cudnn8-runtime-ubuntu22.04\n    python: python3.11 # the distribution's package\n    packages: [\"torch>=2.4,<2.6\", \"jax[cuda12]>=0.4.30,<0.5\"]\n    modules: torch, jax\n    index: https://download.pytorch.org/whl/cu121\n  jupyter:\n    packages: [jupyterlab>=4, ipywidgets, matplotlib, plotly]\n  user: app\n  uv: \"0.13.8\" # ghcr.io/astral-sh/uv\n\n# Helper stages are built when a target copies from them; they are never published.\nstages:\n  builder: { from: \"python:{{python}}-slim-bookworm\" }\n  ml-builder: { from: \"{{ml.base}}\" }\n\ntargets:\n  base:\n    from: \"python:{{python}}-slim-bookworm\"\n    description: The package and NumPy 1.x\n    size-limit: 500MB\n  ml:\n    from: \"{{ml.base}}\"\n    description: The package with PyTorch and JAX for CUDA 12.1\n    size-limit: 10GB\n    platforms: [linux/amd64] # neither CUDA's image nor the wheels exist for arm64\n    test:\n      - name: what was added can be imported\n        run: [python, -c, \"import {{ml.modules}}\"]\n  full:\n    from: base\n    description: The package with all of its extras\n    size-limit: 3GB\n    latest: true\n  jupyter:\n    from: full\n    description: JupyterLab with the package and all of its extras\n    size-limit: 4GB\n    test:\n      - run: [jupyter, --version]\n        stdout: 'jupyterlab\\s*: 4\\.'\n      - file: /home/{{user}}/notebooks/welcome.ipynb\n        uid: 1000\n\n# {{version}} is the Git tag's (v1.4.0 is 1.4.0); a pattern that needs it gives no tag in other runs.\ntags: [\"{{target}}\", \"{{target}}-latest\", \"{{target}}-{{version}}\"]\n\nlabels:\n  org.opencontainers.image.licenses: MIT\n\n# Becomes the .dockerignore of the rendered Dockerfile.\nignore:\n  - .git\n  - .github\n  - \"**/__pycache__\"\n  - \"**/*.pyc\"\n  - \"**/.*_cache\"\n  - \"**/*.egg-info\"\n  - .venv\n  - dist\n  - build\n  - out\n  - docs\n  - examples\n  - node_modules\n  # What images are made with is not part of them: setuptools would take these folders for packages.\n  - matrix.yaml\n  - docker-bake.hcl\n  - dockerfiles\n  - templates/**/*.hbs\n\npolicy:\n  user: non-root\n\n# What every image has to pass before it is published; targets add their own.\ntest:\n  - name: the package can be imported\n    run: [python, -c, \"import {{module}}\"]\n  - name: NumPy is 1.x\n    run: [python, -c, \"import numpy; print(numpy.__version__)\"]\n    stdout: ^1\\.\n  - name: nobody runs it as root\n    run: [id, -u]\n    not-stdout: ^0$\n  - metadata: { user: \"{{user}}\", healthcheck: true }\n\nscan:\n  mode: gate\n  fail-on: [HIGH, CRITICAL]\n  ignore-unfixed: true # what nobody has fixed yet is reported, not refused\n"
		},
		{
			"path": "templates/base.hbs",
			"text": "{{> user}}\nCOPY --link --from=builder /opt/venv /opt/venv\nHEALTHCHECK --interval=30s --timeout=10s --start-period=10s CMD [\"python\", \"-c\", {{json (concat \"import \" module)}}]\nCMD [\"python\"]\n"
		},
		{
			"path": "templates/builder.hbs",
			"text": "# Compilers stay here, for what has no wheel on some platform; images copy the finished environment.\nRUN apt-get update \\\n && apt-get install --yes --no-install-recommends build-essential \\\n && rm -rf /var/lib/apt/lists/*\n{{#> uv}}\n && uv venv --python python{{python}} /opt/venv \\\n && uv pip install {{shell (list numpy (choose (eq source \"context\") \"/src\" (concat package version-spec)))}}\n{{/uv}}\n"
		},
		{
			"path": "templates/full.hbs",
			"text": "USER root\n{{#> uv}}\n && uv pip install{{#if index}} --index-strategy unsafe-best-match --extra-index-url {{shell index}}{{/if}} \\\n    {{shell (list numpy (concat (choose (eq source \"context\") \"/src\" package) \"[\" (join extras \",\") \"]\" (choose (eq source \"context\") \"\" version-spec)))}} \\\n && uv pip freeze > /opt/venv/packages.txt\n{{/uv}}\nUSER {{user}}\n"
		},
		{
			"path": "templates/jupyter.hbs",
			"text": "USER root\n{{#> uv}}\n && uv pip install {{shell numpy}} {{shell jupyter.packages}} \\\n && uv pip freeze > /opt/venv/packages.txt\n{{/uv}}\nUSER {{user}}\nCOPY --chown=1000:1000 <<EOF /home/{{user}}/notebooks/welcome.ipynb\n{\"cells\": [{\"cell_type\": \"code\", \"execution_count\": null, \"id\": \"welcome\", \"metadata\": {}, \"outputs\": [], \"source\": \"import {{module}}\"}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}\nEOF\nWORKDIR /home/{{user}}/notebooks\nEXPOSE 8888\n# Without JUPYTER_TOKEN in its environment the server makes a token and prints it.\nHEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD [\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('http://127.0.0.1:8888/api')\"]\nCMD [\"jupyter\", \"lab\", \"--ip=0.0.0.0\", \"--port=8888\", \"--no-browser\"]\n"
		},
		{
			"path": "templates/ml-builder.hbs",
			"text": "RUN apt-get update \\\n && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends build-essential {{ml.python}}-dev \\\n && rm -rf /var/lib/apt/lists/*\n{{#> uv}}\n && uv venv --python /usr/bin/{{ml.python}} /opt/venv \\\n && uv pip install{{#if ml.index}} --index-strategy unsafe-best-match --extra-index-url {{shell ml.index}}{{/if}} \\\n    {{shell (list numpy (choose (eq source \"context\") \"/src\" (concat package version-spec)))}} {{shell ml.packages}}\n{{/uv}}\n"
		},
		{
			"path": "templates/ml.hbs",
			"text": "RUN apt-get update \\\n && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends {{ml.python}} \\\n && rm -rf /var/lib/apt/lists/*\n{{> user}}\nCOPY --link --from=ml-builder /opt/venv /opt/venv\n# nvidia-smi is put into containers by NVIDIA's runtime: where there is a GPU, it must answer.\nHEALTHCHECK --interval=30s --timeout=20s --start-period=10s CMD if command -v nvidia-smi >/dev/null; then nvidia-smi --list-gpus; fi && python -c {{shell (concat \"import \" module)}}\nCMD [\"python\"]\n"
		},
		{
			"path": "templates/user.hbs",
			"text": "RUN groupadd --gid 1000 {{user}} \\\n && useradd --uid 1000 --gid {{user}} --create-home {{user}}\nENV PATH=/opt/venv/bin:$PATH \\\n    VIRTUAL_ENV=/opt/venv \\\n    PYTHONUNBUFFERED=1\nWORKDIR /home/{{user}}\nUSER {{user}}\n"
		},
		{
			"path": "templates/uv.hbs",
			"text": "{{!-- A RUN with uv at hand: mounted, so that it never becomes part of an image. --}}\nRUN --mount=type=bind,from=ghcr.io/astral-sh/uv:{{uv}},source=/uv,target=/usr/local/bin/uv \\\n    --mount=type=cache,target=/root/.cache/uv \\\n{{#if (eq source \"context\")}}\n    --mount=type=bind,target=/src,rw \\\n{{/if}}\n    export UV_LINK_MODE=copy VIRTUAL_ENV=/opt/venv \\\n{{> @partial-block}}\n"
		}
	],
	"uv": [
		{
			"path": "matrix.yaml",
			"text": "# yaml-language-server: $schema=../../../schema/matrix.schema.json\n# The image of one uv project: what uv.lock names in a layer of its own, then the project.\n# `docker-matrix render` writes the Dockerfile and docker-bake.hcl.\nversion: 1\nimage: ghcr.io/org/app\nplatforms: [linux/amd64, linux/arm64]\n\nvalues:\n  python: \"3.13\"\n  uv: \"0.0.0\" # ghcr.io/astral-sh/uv\n  extras: [] # of the project\n  groups: [] # dependency groups of the project\n  packages: [] # of Debian, such as git or libpq5\n  command: [python] # what the image runs\n  user: app\n\n# Another image of the project is another target: the same template with other values.\ntargets:\n  app:\n    from: \"python:{{python}}-slim-bookworm\"\n    latest: true\n\n# {{version}} is the Git tag's (v1.4.0 is 1.4.0); a pattern that needs it gives no tag in other runs.\ntags: [\"{{target}}\", \"{{target}}-{{version}}\"]\n\n# Becomes the .dockerignore of the rendered Dockerfile.\nignore:\n  - .git\n  - .github\n  - .venv\n  - \"**/__pycache__\"\n  - \"**/*.pyc\"\n  - \"**/.*_cache\"\n  - \"**/*.egg-info\"\n  - build\n  - dist\n  - out\n  - docker-bake.hcl\n  - dockerfiles\n  - matrix.yaml\n  - templates/*.hbs\n\nscan:\n  mode: gate\n  fail-on: [HIGH, CRITICAL]\n"
		},
		{
			"path": "templates/app.hbs",
			"text": "{{#if packages}}\nRUN apt-get update \\\n && apt-get install --yes --no-install-recommends {{shell packages}} \\\n && rm -rf /var/lib/apt/lists/*\n{{/if}}\nRUN groupadd --gid 1000 {{user}} \\\n && useradd --uid 1000 --gid {{user}} --create-home {{user}}\nWORKDIR /app\nENV PATH=/app/.venv/bin:$PATH \\\n    PYTHONUNBUFFERED=1\n# What uv.lock names, without the project: while only sources change, this layer stays.\n{{> uv-sync dependencies-only=true}}\nCOPY . .\n{{> uv-sync dependencies-only=false}}\nUSER {{user}}\nCMD {{json command}}\n"
		},
		{
			"path": "templates/uv-sync.hbs",
			"text": "{{!-- uv is mounted, so that neither it nor its cache becomes part of the image. --}}\nRUN --mount=type=bind,from=ghcr.io/astral-sh/uv:{{uv}},source=/uv,target=/usr/local/bin/uv \\\n    --mount=type=cache,target=/root/.cache/uv \\\n{{#if dependencies-only}}\n    --mount=type=bind,source=pyproject.toml,target=/app/pyproject.toml \\\n    --mount=type=bind,source=uv.lock,target=/app/uv.lock \\\n{{/if}}\n    UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never \\\n    uv sync --frozen --no-dev{{#if dependencies-only}} --no-install-workspace{{/if}}{{#each extras}} --extra {{shell this}}{{/each}}{{#each groups}} --group {{shell this}}{{/each}}\n"
		}
	]
};
const starterFiles = async (name) => starters[name];

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
	const closures = stages.reduce((done, stage, index) => [...done, [.../* @__PURE__ */ new Set([...stage.secrets, ...stage.uses.flatMap((reference) => done[indexOf(reference, index)] ?? [])])]], []);
	return stages.flatMap(({ name }, index) => {
		const last = index === stages.length - 1;
		if (name === void 0 ? !last : stages.findLastIndex((stage) => stage.name === name) !== index) return [];
		return [{
			...name === void 0 ? {} : { name },
			secrets: (closures[index] ?? []).toSorted()
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
		throw new ProblemsFound([error("unreadable-project", `pyproject.toml cannot be read: ${(message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "")}`, { place: {
			file: path,
			line,
			column
		} })]);
	}
	const own = mapping(project);
	const textAt = (key) => typeof own[key] === "string" ? own[key] : void 0;
	const [name, requiresPython, license] = [
		textAt("name"),
		textAt("requires-python"),
		textAt("license")
	];
	return {
		...name === void 0 ? {} : { name },
		...requiresPython === void 0 ? {} : { requiresPython },
		...license === void 0 ? {} : { license },
		extras: Object.keys(mapping(own["optional-dependencies"])),
		scripts: Object.keys(mapping(own["scripts"]))
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
	const targets = named(stages);
	const secrets = [...new Set(stages.flatMap((stage) => stage.secrets))];
	return {
		files: [{
			path: "matrix.yaml",
			text: `${SCHEMA_LINE}
# The stages of ${file.path} as images. Its text stays the only one: change it there.
# \`docker-matrix render\` writes docker-bake.hcl. A stage that should be no image of its own: remove its target.
version: 1
image: ${scalar(image)}
platforms: [linux/amd64] # and linux/arm64, where the base images have it${context === "." ? "" : `\ncontext: ${JSON.stringify(context)}`}

targets:
${targets.map(([name, stage], index) => target(name, stage, file.path, index === targets.length - 1)).join("")}
# {{version}} is the Git tag's (v1.4.0 is 1.4.0); a pattern that needs it gives no tag in other runs.
tags: ["{{target}}", "{{target}}-{{version}}"]

scan:
  mode: gate
  fail-on: [HIGH, CRITICAL]
`
		}],
		notes: secrets.length === 0 ? [] : [`steps may read ${secrets.length === 1 ? "the secret" : "the secrets"} ${secrets.join(", ")}: take away the # in front of "secrets" where builds have to have them, from environment variables of these names`]
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
function named(stages) {
	const own = new Set(stages.map(({ name }) => name));
	const taken = /* @__PURE__ */ new Set([TAKEN]);
	return stages.map((stage) => {
		const wanted = stage.name === void 0 ? [
			"app",
			"image",
			"final"
		].find((name) => !own.has(name)) ?? "app" : isTargetName(stage.name) ? stage.name : slug(stage.name) || "stage";
		let name = wanted;
		for (let count = 2; taken.has(name) || name !== stage.name && own.has(name); count++) name = `${wanted}-${count}`;
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
	const own = project.package;
	const name = own?.name ?? image.split("/").at(-1) ?? "app";
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
		...own ? [{
			path: ["values", "source"],
			value: "context"
		}, {
			path: ["values", "extras"],
			value: own.extras.includes("all") ? ["all"] : own.extras
		}] : [],
		own?.license === void 0 ? {
			path: ["labels"],
			value: void 0
		} : {
			path: ["labels", "org.opencontainers.image.licenses"],
			value: own.license
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
		notes: [...own?.name === void 0 ? [`the package is called ${name} here, which is a guess: change "package" and "module" in the matrix`] : [], ...requirement(own?.requiresPython)("3.11") ? [] : [`"ml" has the Python 3.11 of its base image, and the package asks for ${own?.requiresPython ?? ""}: change ml.base and ml.python, or remove the target`]]
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

// src/commands/init/init.ts
async function init(request, host) {
	const folder = await contextFolder(request, host);
	const project = await readProject(folder, host);
	const template = request.template ?? (request.from !== void 0 || project.files.includes("Dockerfile") ? "dockerfile" : project.package && project.lock !== void 0 ? "uv" : "python");
	const { image, notes } = imageOf(request, project, folder);
	const starter = await make(template, {
		request,
		project,
		folder,
		image,
		context: posix$1(relative(resolve(request.out), folder)) || "."
	}, host);
	const written = starter.files.map(({ path, text }) => ({
		path: join(request.out, path),
		text
	}));
	await write(written, request, host);
	const option = resolve(request.out) === process.cwd() ? "" : ` --matrix ${posix$1(join(request.out, "matrix.yaml"))}`;
	return {
		template,
		written: written.map(({ path }) => posix$1(path)),
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
async function contextFolder({ out, from }, host) {
	const [here, there] = [process.cwd(), resolve(out)];
	if (from !== void 0 && isWithin(there, resolve(from))) return there;
	const names = await host.files.list(there);
	if (from === void 0 && ["Dockerfile", "pyproject.toml"].some((name) => names.includes(name))) return there;
	return isWithin(here, there) && (from === void 0 || isWithin(here, resolve(from))) ? here : from === void 0 ? there : dirname(resolve(from));
}
function isWithin(folder, path) {
	const way = relative(folder, path);
	return way === "" || !/^\.\.(?:[\\/]|$)|^[A-Za-z]:|^\//.test(way);
}
async function make(template, { request, project, folder, image, context }, host) {
	const input = {
		project,
		image,
		context
	};
	if (template === "python") return pythonStarter(await starterFiles("python"), input);
	if (template === "uv") {
		if (!project.package || project.lock === void 0) throw new ProblemsFound([error("no-uv-project", `there is no ${project.package ? "uv.lock" : "pyproject.toml"} in ${shown(folder)}`, { hint: "run \"uv lock\" there first, or take --template python" })]);
		return uvStarter(await starterFiles("uv"), await pinnedUv(), input);
	}
	const path = request.from ?? join(folder, "Dockerfile");
	const text = await host.files.readText(path).catch(() => void 0);
	if (text === void 0) throw new ProblemsFound([error("no-dockerfile", `there is no ${shown(path)} to take stages from`, { hint: "name the file with --from" })]);
	return dockerfileStarter({
		path: posix$1(relative(resolve(request.out), resolve(path))),
		text
	}, shown(path), input);
}
async function pinnedUv() {
	const matrix = (await starterFiles("python")).find(({ path }) => path === "matrix.yaml");
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
	const problems = (await Promise.all(files.map(async ({ path }) => force || await host.files.readText(path) === void 0 ? [] : [path]))).flat().map((path) => error("file-exists", `${posix$1(path)} is there already, so nothing was written`, { hint: "replace it with --force, or choose another folder with --out" }));
	if (problems.length > 0) throw new ProblemsFound(problems);
	await host.files.write(files);
}
function shown(path) {
	return posix$1(relative(process.cwd(), resolve(path))) || ".";
}
function posix$1(path) {
	return path.replaceAll("\\", "/");
}

export { init };