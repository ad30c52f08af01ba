import { n as parseMatrix, t as createTemplates } from "./chunks/templates.js";
import { a as NO_RUN, c as expand } from "./chunks/overrides.js";
import { d as literal, o as NO_INPUTS, u as valueSources } from "./chunks/test-schema.js";
import { t as plan } from "./chunks/plan.js";
import { t as writeDefinition } from "./chunks/definition.js";
import { t as ProblemsFound } from "./chunks/problem.js";
import { t as formatProblems } from "./chunks/problems.js";
import { t as version } from "./chunks/tool.js";
import { createHash } from "node:crypto";

// examples/environment/matrix.yaml?raw
var matrix_default = "# One Dockerfile for each environment that a job may ask for: all of them are one template with other values.\n# A program that makes such Dockerfiles itself calls `renderDockerfile` of the library, which renders the same template.\nversion: 1\nimage: ghcr.io/org/task\nplatforms: [linux/amd64, linux/arm64]\n\nvalues:\n  python: \"3.11\"\n  extras: [] # of the project, or `package:extra` for a workspace member\n  pip: [] # requirements beside the project's own; the base image is then the full one\n  pre-install: [] # frozen requirements, installed before the sources are copied\n  manifests: [] # or: every pyproject.toml and the lock file, to install from before the sources are copied\n  uv: \"0.13.8\"\n  rust: # an empty toolchain leaves Rust out\n    toolchain: \"1.90.0\"\n    rustup: \"1.28.2\"\n    amd64: 20a06e644b0d9bd2fbdbfd52d42540bdde820ea7df86e92e533c073da0cdd43c\n    arm64: e3853c5a252fca15252d07cb23a1bdd9377a8c6f3efa01531109281ae47f841c\n\ntargets:\n  plain:\n    file: environment\n  extras:\n    file: environment\n    values: { extras: [tables] }\n  workspace:\n    file: environment\n    values: { extras: [\"models:names\"] }\n  packages:\n    file: environment\n    values: { pip: [\"rich>=13,<15\", \"httpx[http2]; python_version >= '3.11'\"] }\n  frozen:\n    file: environment\n    values:\n      pre-install: { read: uv.lock, key: package, each: \"{{name}}=={{version}}\", having: source.registry }\n  mounted:\n    file: environment\n    values:\n      extras: [tables]\n      manifests: { glob: \"{uv.lock,pyproject.toml,packages/*/pyproject.toml}\" }\n  own:\n    dockerfile: own.Dockerfile # used as it is\n\n# Steps that install share their caches with builds that run at the same time.\ndecorate:\n  - match: [uv sync, uv pip install]\n    mount:\n      - type=cache,id=iris-uv-global,sharing=shared,target=/opt/uv-cache\n      - type=cache,id=iris-cargo,sharing=shared,target=/root/.cargo/registry\n      - type=cache,id=iris-cargo-git,sharing=shared,target=/root/.cargo/git\n\n# Beside each rendered Dockerfile, as the .dockerignore that belongs to it alone.\nignore:\n  - .git\n  - .venv\n  - \"**/__pycache__\"\n  - \"**/*.md\"\n  - docker-bake.hcl\n  - dockerfiles\n  - matrix.yaml\n  - out\n  - own.Dockerfile*\n  - templates\n\nscan: { mode: report }\n";

// examples/environment/templates/environment.hbs?raw
var environment_default = "{{!-- One environment, as a whole Dockerfile. `renderDockerfile` of the library renders this very file. --}}\n# syntax=docker/dockerfile:1\nFROM python:{{python}}{{choose pip \"\" \"-slim\"}}-bookworm\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n\nRUN apt-get update \\\n && apt-get install --yes --no-install-recommends build-essential ca-certificates curl git \\\n && rm -rf /var/lib/apt/lists/*\nCOPY --from=ghcr.io/astral-sh/uv:{{uv}} /uv /usr/local/bin/uv\n{{#if rust.toolchain}}\n\nARG TARGETARCH\nRUN case \"$TARGETARCH\" in \\\n      amd64) host=x86_64-unknown-linux-gnu sum={{rust.amd64}} ;; \\\n      arm64) host=aarch64-unknown-linux-gnu sum={{rust.arm64}} ;; \\\n      *) echo \"no rustup for $TARGETARCH\" >&2; exit 1 ;; \\\n    esac \\\n && curl --proto '=https' --tlsv1.2 -sSfo /tmp/rustup-init \"https://static.rust-lang.org/rustup/archive/{{rust.rustup}}/${host}/rustup-init\" \\\n && echo \"${sum}  /tmp/rustup-init\" | sha256sum --check --quiet \\\n && chmod +x /tmp/rustup-init \\\n && /tmp/rustup-init -y --no-modify-path --profile minimal --default-toolchain {{rust.toolchain}} \\\n && rm /tmp/rustup-init\nENV PATH=\"/root/.cargo/bin:${PATH}\"\n{{/if}}\n\nENV UV_CACHE_DIR=/opt/uv-cache \\\n    UV_LINK_MODE=copy \\\n    UV_PROJECT_ENVIRONMENT=/app/.venv \\\n    VIRTUAL_ENV=/app/.venv\nWORKDIR /app\n{{#if pre-install}}\n\n# Frozen dependencies before the sources: while only sources change, this layer stays.\nRUN uv venv && uv pip install {{shell pre-install}}\n{{/if}}\n{{#if manifests}}\n\n# Dependencies before the sources: this layer hangs on the manifests and the lock file alone.\nRUN {{#each manifests}}--mount=type=bind,source={{this}},target={{this}} \\\n    {{/each}}uv sync --frozen --no-install-workspace{{#if extras}} {{flags \"--package\" \"--extra\" extras}}{{/if}}\n{{/if}}\n\nCOPY . .\nRUN uv sync{{#if extras}} {{flags \"--package\" \"--extra\" extras}}{{/if}}\nENV PATH=\"/app/.venv/bin:${PATH}\"\nRUN uv pip install cloudpickle\n{{#if pip}}\nRUN uv pip install {{shell pip}}\n{{/if}}\n";

// src/library/environment.ts
async function renderDockerfile(environment) {
	if (environment.dockerfile !== void 0) return environment.dockerfile;
	const path = environment.manifests?.find((manifest) => !/^(?!\/)[\w@%+./-]+$/.test(manifest));
	if (path !== void 0) throw new TypeError(`the manifest "${path}" must be a path in the build context, of letters, digits and @ % + . / - _`);
	if (!/^\d+\.\d+(?:\.\d+)?$/.test(environment.pythonVersion)) throw new TypeError(`the Python version "${environment.pythonVersion}" must be like "3.12" or "3.12.1"`);
	const { file } = parseMatrix({
		path: "examples/environment/matrix.yaml",
		text: matrix_default
	});
	const { rust, ...values } = file.values;
	const matrix = {
		version: "1",
		image: "environment",
		values: {
			...values,
			rust: {
				...rust,
				...environment.rustToolchain === void 0 ? {} : { toolchain: literal(environment.rustToolchain) }
			},
			python: environment.pythonVersion,
			extras: literals(environment.extras),
			pip: literals(environment.pipPackages),
			"pre-install": literals(environment.preInstall),
			manifests: literals(environment.manifests)
		},
		targets: { environment: { file: "environment" } },
		decorate: file.decorate
	};
	const templates = await createTemplates([{
		name: "environment",
		path: "templates/environment.hbs",
		text: environment_default
	}]);
	const { files } = plan(parseMatrix({
		path: "environment",
		text: JSON.stringify(matrix)
	}), templates, { facts: NO_RUN });
	return files[0]?.text ?? "";
}
function literals(texts = []) {
	return texts.map(literal);
}

// src/library/environment-key.ts
function environmentKey(dockerfile, files) {
	const hash = createHash("sha256");
	const add = (part) => {
		const bytes = typeof part === "string" ? Buffer.from(part) : part;
		hash.update(`${bytes.length}:`).update(bytes);
	};
	add(dockerfile);
	for (const [path, file] of Object.entries(files).toSorted(([a], [b]) => a < b ? -1 : 1)) {
		const { content, mode } = typeof file === "string" || file instanceof Uint8Array ? {
			content: file,
			mode: void 0
		} : file;
		add(path);
		add(mode === void 0 ? "" : (mode & 4095).toString(8));
		add(content);
	}
	return hash.digest("hex");
}

export { NO_INPUTS, NO_RUN, ProblemsFound, createTemplates, environmentKey, expand, formatProblems, parseMatrix, plan, renderDockerfile, valueSources, version, writeDefinition };