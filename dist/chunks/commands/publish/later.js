import { openMatrixFile } from "../../plan.js";
import { ProblemsFound, error, warning } from "../../problem.js";
import { createJournalKeeper, isUnfinished, journalProblems, parseJournal, publicationOf, workflowRun } from "../../publish.js";
import { publishProblems, resumePublication, rollBackPublication, stillStaged, unstage } from "../../publish/later.js";
import { createRegistry } from "../../registry/later.js";
import { shownPath } from "../../text.js";
import { dirname, resolve } from "node:path";

// src/commands/publish/text.ts
function recoveryText({ outcome, state, journal }) {
	if (!outcome) return `${journal}: was ${state === "published" ? "published" : "rolled back"} already`;
	if (outcome.kind === "published") return [
		`Published:`,
		...[...outcome.moved, ...outcome.unchanged].map(movedLine),
		`${journal}: ${outcome.unrecorded === void 0 ? "published" : "unfinished"}`
	].join("\n");
	return [...outcome.restored.length > 0 ? ["Put back:", ...outcome.restored.map(restoredLine)] : [], `${journal}: ${state === "rolled-back" ? "rolled back" : "unfinished"}`].join("\n");
}
function recoveryJson({ direction, journal, state, outcome, problems }) {
	const rolledBack = outcome?.kind === "rolled-back" ? outcome : void 0;
	return {
		direction,
		journal,
		state,
		published: outcome?.kind === "published" ? [...outcome.moved, ...outcome.unchanged] : [],
		restored: rolledBack?.restored ?? [],
		left: rolledBack?.left ?? [],
		taken: rolledBack?.taken ?? [],
		problems
	};
}
function recoveryOutputs({ journal, outcome }) {
	return {
		journal,
		tags: (outcome?.kind === "published" ? [...outcome.moved, ...outcome.unchanged] : []).map(({ reference }) => reference).toSorted().join("\n")
	};
}
function movedLine({ reference, digest }) {
	return `  ${reference} → ${digest}`;
}
function restoredLine({ reference, digest }) {
	return `  ${reference} ${digest === void 0 ? "is deleted" : `→ ${digest}`}`;
}

// src/commands/publish/publish.ts
const command = {
	run: async (request, host) => {
		const path = resolve(host.cwd, request.journal);
		if (await host.files.readText(path) === void 0) return recover(request, host);
		const unlock = await host.lockFolder(dirname(path));
		try {
			return await recover(request, host);
		} finally {
			await unlock();
		}
	},
	text: recoveryText,
	json: recoveryJson,
	problems: ({ problems }) => problems,
	outputs: recoveryOutputs
};
const CONCURRENCY = 8;
const ENDS = {
	resume: "published",
	rollback: "rolled-back"
};
async function recover({ direction, journal: journalPath, matrix }, host) {
	const path = resolve(host.cwd, journalPath);
	const shown = shownPath(path, host.cwd);
	const text = await host.files.readText(path);
	if (text === void 0) throw new ProblemsFound([error("no-journal", `there is no journal at ${shown}`, { hint: "name it with --journal (input journal); without one no tag has moved" })]);
	const journal = parseJournal(text, shown);
	const { file } = (await openMatrixFile(matrix, host)).matrix;
	const foreign = journalProblems(journal, {
		matrix,
		repositories: [file.image].flat(),
		run: workflowRun(host.env)
	}, shown);
	if (foreign.length > 0) throw new ProblemsFound(foreign);
	const registry = createRegistry(host);
	if (!isUnfinished(journal)) {
		const staged = await stillStaged(journal.staging, registry, CONCURRENCY);
		const left = await unstage(staged, registry, CONCURRENCY);
		if (staged.length > 0 && left === void 0) host.say(`removed the staging tags ${staged.map(({ repository, tag }) => `${repository}:${tag}`).join(", ")}`);
		if (journal.state === ENDS[direction]) return {
			direction,
			journal: shown,
			state: journal.state,
			problems: stagingProblems(left)
		};
		throw new ProblemsFound([...stagingProblems(left), error("journal-finished", `${publicationOf(journal)} has ended: it was ${journal.state === "published" ? "published" : "rolled back"}`, { hint: journal.state === "published" ? "to take a release back, publish the one before again" : "build and publish again" })]);
	}
	let state = journal.state;
	const keeper = createJournalKeeper(async (content) => {
		await host.files.writeDurable(path, content);
		state = JSON.parse(content).state;
	}, host);
	const options = {
		concurrency: CONCURRENCY,
		signal: host.signal
	};
	const outcome = direction === "resume" ? await resumePublication(journal, registry, options, keeper) : await rollBackPublication(journal, registry, options, keeper);
	const isOpen = isUnfinished({ state }) && outcome.unrecorded === void 0;
	const staging = isOpen ? void 0 : await unstage(journal.staging, registry, CONCURRENCY);
	return {
		direction,
		journal: shown,
		state,
		outcome,
		problems: [
			...publishProblems(outcome, shown),
			...direction === "resume" && isOpen && outcome.kind === "rolled-back" ? [stopped(outcome, journal)] : [],
			...stagingProblems(staging)
		]
	};
}
function stagingProblems(left) {
	return left === void 0 ? [] : [warning("staging-left", left, { hint: "delete them by hand" })];
}
function stopped({ taken }, journal) {
	return taken.length > 0 ? error("tag-taken", `nothing was moved, because tags of ${publicationOf(journal)} are somebody else's now`, { hint: "set them back to where they were and resume, or put back the others with --rollback" }) : error("not-resumed", `${publicationOf(journal)} is still unfinished`, { hint: "resume again, or put back what has moved with --rollback" });
}

export { command, recover };