import { imageJson, publishedReferences } from "../plan.js";
import { counted } from "../text.js";
import { readableBytes } from "../gates/size/later.js";

// src/report/image-row.ts
function sizes(report) {
	if (report.outcome.kind !== "built") return "–";
	const withSize = report.outcome.candidate.platforms.filter(({ size }) => size > 0);
	return withSize.length === 0 ? "–" : withSize.map(({ size }) => readableBytes(size)).join(" / ");
}
function status(image, { destination, publish, problems }) {
	if (image.outcome.kind !== "built") return image.outcome.kind;
	if (publish?.kind === "published") {
		const isOf = (tag) => tag.image === image.image.id;
		if (publish.moved.some(isOf)) return "published";
		return publish.kept.some(isOf) ? "kept" : publish.unchanged.some(isOf) ? "unchanged" : "no tags";
	}
	if (image.gates.refused && problems.some(({ severity }) => severity === "error")) return "refused";
	return destination === "push" ? "not published" : "built";
}

// src/report/outputs.ts
function planOutputs(plan) {
	return {
		images: JSON.stringify(plan.images.map(imageJson)),
		tags: "",
		"planned-tags": plan.images.flatMap(publishedReferences).join("\n"),
		matrix: JSON.stringify(plan.images.map((image) => ({
			id: image.id,
			target: image.target,
			...image.combination,
			platforms: image.platforms.join(","),
			tags: publishedReferences(image).join("\n")
		})))
	};
}
function buildOutputs(report) {
	const built = report.images.flatMap(({ image, outcome }) => outcome.kind === "built" ? [{
		image,
		outcome
	}] : []);
	const published = report.publish?.kind === "published" ? [...report.publish.moved, ...report.publish.unchanged].map(({ reference }) => reference).toSorted() : [];
	return {
		tags: published.join("\n"),
		digests: JSON.stringify(Object.fromEntries(built.map(({ image, outcome }) => [image.id, outcome.candidate.digest]))),
		metadata: JSON.stringify(Object.fromEntries(built.map(({ image, outcome }) => [image.id, {
			...outcome.metadata,
			"image.name": publishedReferences(image).filter((reference) => report.destination !== "push" || published.includes(reference)).join(",")
		}]))),
		"bake-file": report.files.bake,
		"bake-override-file": report.files.override,
		"sbom-files": report.images.flatMap(({ gates }) => gates.sbomFiles).join("\n"),
		"sarif-file": (report.files.sarif ?? []).join("\n"),
		"junit-file": report.files.junit ?? "",
		report: report.files.report,
		"image-index": report.files.imageIndex,
		subjects: subjects(report),
		...report.files.journal === void 0 ? {} : { journal: report.files.journal }
	};
}
function subjects({ images, publish }) {
	if (publish?.kind !== "published") return "";
	const lines = images.flatMap(({ image, outcome }) => outcome.kind === "built" && image.tags.length > 0 ? [image.repository, ...image.mirrors].map((repository) => `${outcome.candidate.digest.replace(/^.*:/, "")}  ${repository}`) : []);
	return [...new Set(lines)].join("\n");
}

// src/report/summary.ts
const LIMIT = 1e6;
function summaryMarkdown(report) {
	const published = report.publish?.kind === "published";
	const rows = report.images.map((image) => {
		const digest = image.outcome.kind === "built" ? `\`${image.outcome.candidate.digest.slice(0, 19)}\`` : "–";
		const tags = image.image.tags.map(({ name }) => `\`${name}\``).join(" ");
		return [
			`**${escape(image.image.id)}** (${status(image, report)})`,
			image.image.platforms.join(" "),
			sizes(image),
			...image.gates.cells.map(escape),
			digest,
			report.destination === "push" && !published ? `~~${tags}~~` : tags,
			`${image.seconds.toFixed(0)} s, ${image.steps.cached}/${image.steps.total} cached`
		];
	});
	const header = [
		"Image",
		"Platforms",
		"Size",
		...report.columns.map(escape),
		"Digest",
		"Tags",
		"Build"
	];
	const line = (cells) => `| ${cells.join(" | ")} |`;
	const text = [
		`## ${title(report)}`,
		"",
		line(header),
		line(header.map(() => "---")),
		...rows.map(line),
		"",
		...problemLines(report.problems)
	].join("\n");
	return text.length > LIMIT ? `${text.slice(0, LIMIT)}\n\n(cut: the summary would be larger than GitHub shows)\n` : `${text}\n`;
}
function title(report) {
	const count = counted(report.images.length, "image");
	if (report.problems.some(({ severity }) => severity === "error")) return report.destination === "push" ? `Nothing published: ${count} refused together` : "Images: problems found";
	if (report.destination !== "push") return `Built ${count}`;
	return report.publish?.kind === "published" && report.publish.moved.length > 0 ? `Published ${count}` : `Nothing to publish: no tag of ${count} moved`;
}
function problemLines(problems) {
	if (problems.length === 0) return [];
	const items = problems.map(({ severity, message, hint }) => {
		const sign = {
			error: "❌",
			warning: "⚠️",
			notice: "ℹ️"
		}[severity];
		const nextStep = hint ? `<br>→ ${hint.split("\n").map(escape).join("<br>")}` : "";
		return `- ${sign} ${escape(message)}${nextStep}`;
	});
	return items.length <= 10 ? items : [
		`<details><summary>${items.length} problems</summary>`,
		"",
		...items,
		"",
		"</details>"
	];
}
function escape(text) {
	return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\\`*_{}[\]|~#@!]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}

export { buildOutputs, planOutputs, sizes, status, summaryMarkdown };