import { parseMatrix } from "./matrix.js";
import { plan } from "./plan.js";
import { createTemplates } from "./template.js";
import { literal } from "./values.js";
import { NO_RUN } from "./tags.js";
import { environment_default, matrix_default } from "../index.js";
import { createHash } from "node:crypto";

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

export { environmentKey, renderDockerfile };