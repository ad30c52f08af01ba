import { REFRESH_ARG, localReferences, references } from "./plan.js";
import { pathFrom } from "./text.js";
import { createHash } from "node:crypto";
import { posix, resolve } from "node:path";

// src/bake/attestation-format.ts
const ATTESTATION_FORMATS = [
	"auto",
	"artifact",
	"image"
];
function formatOption(format) {
	return format === "auto" ? "" : `,oci-artifact=${format === "artifact"}`;
}
const REFUSED = /blob unknown to registry|unknown manifest class|manifest[ _]invalid|artifactType|unsupported.*artifact/i;
function formatHint(message, format) {
	return format !== "image" && REFUSED.test(message) ? "some registries refuse attestations that are OCI artifacts, the default of BuildKit 0.32: try --attestations-as image (input attestations-as)" : void 0;
}

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

// src/bake/run-attributes.ts
function layoutFolder(image, settings) {
	return `${settings.layouts}/${image.id}`;
}
function exportFolder(image, settings) {
	return `${settings.exports}/${image.id}`;
}
function runAttributes(image, settings) {
	const labels = {
		...image.labels,
		...settings.labels
	};
	const runArgs = {
		...image.runArgs,
		...settings.refreshEpoch === void 0 ? {} : { [REFRESH_ARG]: settings.refreshEpoch }
	};
	return {
		tags: references(image),
		...Object.keys(runArgs).length === 0 ? {} : { args: {
			...image.args,
			...runArgs
		} },
		labels,
		annotations: annotations({
			...labels,
			...settings.annotations
		}, image.platforms.length > 1 || isAttested(settings.provenance, settings) || isAttested(settings.sbom, settings)),
		attest: attestations(settings),
		"cache-from": settings.readCache ? image.cacheFrom.map((reference) => `type=registry,ref=${reference}`) : [],
		"cache-to": image.cacheTo.map((reference) => `type=registry,ref=${reference},mode=${settings.cacheMode},image-manifest=true,oci-mediatypes=true,ignore-error=true`),
		...settings.pull ? { pull: true } : {},
		...settings.noCache ? { "no-cache": true } : {}
	};
}
function outputAttributes(image, settings) {
	if (image.output === "local") return {
		tags: [],
		attest: [],
		annotations: [],
		output: [`type=local,${csvField("dest", exportFolder(image, settings))}`]
	};
	const time = epoch(settings);
	const format = formatOption(settings.attestationsAs);
	switch (settings.destination) {
		case "push":
			if (settings.stagingRun !== void 0) {
				const name = `${image.repository}:${stagingTag(image.id, settings.stagingRun)}`;
				return {
					tags: [],
					output: [`type=image,${csvField("name", name)},push=true${format}${time}`]
				};
			}
			return {
				tags: [],
				output: [`type=image,${csvField("name", image.repository)},push-by-digest=true,name-canonical=true,push=true${format}${time}`]
			};
		case "load": return {
			tags: localReferences(image),
			output: [`type=docker${time}`]
		};
		case "layout": return {
			tags: [],
			output: [`type=oci,tar=false,${csvField("dest", layoutFolder(image, settings))}${format}${time}`]
		};
	}
}
function epoch({ created }) {
	return created === void 0 ? "" : `,source-date-epoch=${Math.floor(Date.parse(created) / 1e3)}`;
}
function isAttested(setting, { destination }) {
	return setting !== "false" && destination !== "load";
}
function attestations(settings) {
	const enabled = (setting, parameters) => setting === "true" ? parameters : `,${setting}`;
	const attestation = (type, setting, parameters) => `type=${type}${isAttested(setting, settings) ? enabled(setting, parameters) : ",disabled=true"}`;
	return [attestation("provenance", settings.provenance, ",mode=min"), attestation("sbom", settings.sbom, "")];
}
function annotations(texts, index) {
	return Object.entries(texts).map(([name, text]) => `${index ? "index,manifest" : "manifest"}:${name}=${text}`);
}
const STAGING_TAG = /^staging-[0-9a-f]{12}$/;
function stagingTag(image, digest) {
	return `staging-${createHash("sha256").update(`${image}\n${digest}`).digest("hex").slice(0, 12)}`;
}

export { ATTESTATION_FORMATS, STAGING_TAG, exportFolder, folderFromContext, formatHint, layoutFolder, outputAttributes, runAttributes, stagingTag, writeDefinition, writeImageDefinition, writeOverride };