import { localReferences } from "./plan.js";
import { pathFrom } from "./text.js";
import { posix, resolve } from "node:path";

// src/bake/hcl.ts
function writeHcl(blocks, header = []) {
	const comments = header.map((line) => `# ${line}\n`).join("");
	return [...comments ? [comments] : [], ...blocks.map(writeBlock)].join("\n");
}
function writeBlock(block) {
	const attributes = Object.entries(block.attributes).filter(([, value]) => value !== void 0 && !isEmpty(value));
	const width = Math.max(0, ...attributes.map(([name]) => name.length));
	const lines = attributes.map(([name, value]) => `  ${name.padEnd(width)} = ${writeValue(value)}\n`);
	return `${block.type} ${quote(block.label)} {\n${lines.join("")}}\n`;
}
function isEmpty(value) {
	return typeof value === "object" && Object.keys(value).length === 0;
}
function writeValue(value) {
	if (typeof value === "boolean") return String(value);
	if (typeof value === "string") return quote(value);
	if (isList(value)) return value.length === 1 ? `[${quote(value[0] ?? "")}]` : `[\n${value.map((item) => `    ${quote(item)},\n`).join("")}  ]`;
	return `{\n${Object.entries(value).map(([key, item]) => `    ${quote(key)} = ${quote(item)}\n`).join("")}  }`;
}
function isList(value) {
	return Array.isArray(value);
}
const ESCAPES = {
	"\\": "\\\\",
	"\"": "\\\"",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t"
};
function quote(text) {
	return `"${text.normalize("NFC").replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character] ?? character).replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).replace(/([$%])\{/g, "$1$1{")}"`;
}

// src/bake/definition.ts
function folderFromContext(root, context, out) {
	return pathFrom(resolve(root, context), out);
}
function writeDefinition(plan, folder, matrix) {
	const groups = Object.entries(plan.groups).map(([name, targets]) => ({
		type: "group",
		label: name,
		attributes: { targets }
	}));
	const targets = plan.images.map((image) => ({
		type: "target",
		label: image.id,
		attributes: definitionOf(image, folder)
	}));
	return writeHcl([...groups, ...targets], [`Made by docker-matrix from ${matrix}: edit that, then run "docker-matrix render".`]);
}
function writeOverride(attributes) {
	return writeHcl([...attributes].map(([id, values]) => ({
		type: "target",
		label: id,
		attributes: values
	})), ["What one run adds to docker-bake.hcl: docker buildx bake -f docker-bake.hcl -f THIS-FILE"]);
}
function writeImageDefinition(image, folder, run) {
	return writeHcl([{
		type: "target",
		label: image.id,
		attributes: {
			...definitionOf(image, folder),
			...run
		}
	}]);
}
function secretText({ id, env, file }) {
	return [
		`id=${id}`,
		...env === void 0 ? [] : [`env=${env}`],
		...file === void 0 ? [] : [csvField("src", file)]
	].join(",");
}
function definitionOf(image, folder) {
	return {
		context: image.context,
		dockerfile: image.verbatim ? posix.relative(image.context, image.dockerfile) : posix.join(folder, image.dockerfile),
		target: image.stage,
		contexts: Object.fromEntries(Object.entries(image.contexts).map(([name, context]) => [name, context.kind === "image" ? `target:${context.id}` : context.text])),
		platforms: image.platforms,
		tags: image.output === "local" ? [] : localReferences(image),
		output: image.output === "local" ? [`type=local,dest=out/${image.id}`] : void 0,
		secret: image.secrets.map(secretText),
		args: image.args,
		labels: image.labels,
		"cache-from": image.cacheFrom.map((reference) => `type=registry,ref=${reference}`)
	};
}
function csvField(name, text) {
	const field = `${name}=${text}`;
	return /[",\n]/.test(field) ? `"${field.replaceAll("\"", "\"\"")}"` : field;
}

export { csvField, folderFromContext, writeDefinition, writeImageDefinition, writeOverride };