import { listed, readOrigins } from "./gate/later.js";
import { scanGate } from "./scan/later.js";
import { configurationGate, policyGate } from "./policy/later.js";
import { sbomGate } from "./sbom/later.js";
import { sizeGate } from "./size/later.js";
import { testsGate } from "./tests/later.js";

// src/gates/run-gates.ts
async function runGates(gates, built, { job, settings, registry }, host) {
	const origins = readOrigins(built, {
		settings,
		registry,
		plan: job.plan
	}, host);
	const started = /* @__PURE__ */ new Map();
	const reportOf = async (gate) => {
		const report = started.get(gate);
		if (report === void 0) throw new Error(`the gate "${gate.name}" does not stand before the one that asks`);
		return report;
	};
	for (const { gate, run } of gates) started.set(gate, run(built, {
		job,
		settings,
		registry,
		origins,
		reportOf
	}, host));
	const [known, ...reports] = await Promise.all([origins, ...started.values()]);
	const images = new Map(built.map((image) => [image.image.id, imageGates(image.image, image, reports, known)]));
	const about = (image) => images.get(image.id) ?? imageGates(image, void 0, reports, known);
	return {
		about,
		problems: [
			...reports.flatMap(({ problems = [] }) => problems),
			...[...images.values()].flatMap(({ problems }) => problems),
			...reports.flatMap(({ advice = [] }) => advice)
		],
		columns: reports.flatMap(({ column }) => column ? [column.title] : []),
		files: Object.assign({}, ...reports.map(({ files }) => files))
	};
}
function imageGates(image, built, reports, origins) {
	const findings = reports.map(({ about }) => about?.(image) ?? {});
	const problems = findings.flatMap(({ problems: imageProblems = [] }) => imageProblems);
	const platforms = built?.candidate.platforms.map(({ platform }) => platform) ?? [];
	return {
		problems,
		refused: problems.some(({ severity }) => severity === "error") || findings.some(({ refused }) => refused),
		cells: reports.flatMap(({ column }) => column ? [column.cell(image)] : []),
		json: merged(findings.map(({ json }) => json)),
		platforms: platforms.map((platform) => ({
			platform,
			...merged(findings.map(({ platforms: keys }) => keys?.[platform]))
		})),
		sbomFiles: findings.flatMap(({ sbomFiles = [] }) => sbomFiles),
		bases: Object.fromEntries(platforms.flatMap((platform) => {
			const { base } = origins(image.id, platform);
			return base ? [[platform, {
				name: base.name,
				digest: base.digest
			}]] : [];
		})),
		recorded: Object.fromEntries(platforms.map((platform) => [platform, merged(findings.map(({ recorded }) => recorded?.[platform]))]))
	};
}
function merged(parts) {
	return Object.assign({}, ...parts);
}

// src/gates/gates.ts
const GATES = [
	listed(sbomGate),
	listed(scanGate),
	listed(testsGate),
	listed(policyGate),
	listed(sizeGate),
	listed(configurationGate)
];
function planProblems(plan) {
	return GATES.flatMap(({ problems }) => problems(plan));
}
async function openGates(start, host) {
	return Promise.all(GATES.map(({ preflight }) => preflight(start, host)));
}

export { openGates, planProblems, runGates };