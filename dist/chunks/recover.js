import { n as error, t as ProblemsFound } from "./problem.js";
import { a as parseJournal, i as isUnfinished, o as publicationOf, r as createJournalKeeper } from "./journal.js";
import { a as publishProblems, c as reasonOf, d as readOnce, l as transact, n as stillStaged, o as placeholderOf, p as hostRegistry, r as unstage, s as putBack, u as stoppable } from "./staging.js";
import { t as pLimit } from "./p-limit.js";
import { relative, resolve } from "node:path";

// src/publish/recover.ts
async function resumePublication(journal, registry, options, keeper) {
	return stoppable(options.signal, async (stop) => {
		const { moves, failures, taken } = await lookAgain(journal, registry, options.concurrency, stop);
		if (failures.length > 0 || taken.length > 0 || stop.signal.aborted) return {
			kind: "rolled-back",
			cancelled: options.signal?.aborted ?? false,
			failures,
			restored: [],
			left: [],
			taken
		};
		await keeper.begin({
			...journal,
			state: "publishing"
		});
		return transact(moves, registry, options, stop, keeper);
	});
}
async function rollBackPublication(journal, registry, options, keeper) {
	await keeper.begin({
		...journal,
		state: "rolling-back"
	});
	const moves = inOrder(journal).filter(({ previous, digest }) => previous !== digest).map(undoable);
	return {
		kind: "rolled-back",
		cancelled: false,
		failures: [],
		...await putBack(moves.map((move) => ({
			move,
			state: "unknown"
		})), registry, options.concurrency, keeper)
	};
}
async function lookAgain(journal, registry, concurrency, stop) {
	const limit = pLimit(concurrency);
	const read = readOnce(registry, stop.signal);
	const failures = /* @__PURE__ */ new Map();
	const taken = [];
	return {
		moves: (await limit.map(inOrder(journal), async (tag) => {
			if (stop.signal.aborted) return void 0;
			const move = undoable(tag);
			const candidateAt = `${tag.from}@${tag.digest}`;
			try {
				const [candidate, now] = await Promise.all([read(tag.from, tag.digest), registry.resolve(tag.repository, tag.tag, stop.signal)]);
				if (!candidate) failures.set(candidateAt, {
					image: tag.image,
					reference: candidateAt,
					reason: `the candidate ${candidateAt} is not in the registry any more; roll back`
				});
				else if (!isOurs(now, tag)) taken.push({
					image: tag.image,
					reference: move.reference,
					...now ? { digest: now.digest } : {}
				});
				else return {
					...move,
					candidate,
					isThere: now?.digest === tag.digest
				};
			} catch (cause) {
				failures.set(move.reference, {
					image: tag.image,
					reference: move.reference,
					reason: reasonOf(cause)
				});
			}
		})).filter((move) => move !== void 0),
		failures: [...failures.values()],
		taken
	};
}
function isOurs(now, { previous, digest, repository, tag }) {
	return now?.digest === digest || now?.digest === previous || previous === void 0 && now?.digest === placeholderOf(repository, tag);
}
function inOrder({ tags }) {
	return tags.toSorted((a, b) => a.order - b.order);
}
function undoable({ image, repository, from, tag, digest, previous, immutable }) {
	return {
		image,
		repository,
		from,
		tag,
		reference: `${repository}:${tag}`,
		digest,
		immutable,
		...previous === void 0 ? {} : { previous }
	};
}

// src/commands/publish/recover.ts
const CONCURRENCY = 8;
const ENDS = {
	resume: "published",
	rollback: "rolled-back"
};
async function recover({ direction, journal: named }, host) {
	const path = resolve(named);
	const shown = relative(process.cwd(), path).split("\\").join("/") || path;
	const text = await host.files.readText(path);
	if (text === void 0) throw new ProblemsFound([error("no-journal", `there is no journal at ${shown}`, { hint: "name it with --journal (input journal); without one no tag has moved" })]);
	const journal = parseJournal(text, shown);
	const registry = hostRegistry(host);
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
	});
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
			...publishProblems(outcome, path),
			...direction === "resume" && isOpen && outcome.kind === "rolled-back" ? [stopped(outcome, journal)] : [],
			...stagingProblems(staging)
		]
	};
}
function stagingProblems(left) {
	return left === void 0 ? [] : [{
		...error("staging-left", left, { hint: "delete them by hand" }),
		severity: "warning"
	}];
}
function stopped({ taken }, journal) {
	return taken.length > 0 ? error("tag-taken", `nothing was moved, because tags of ${publicationOf(journal)} are somebody else's now`, { hint: "set them back to where they were and resume, or put back the others with --rollback" }) : error("not-resumed", `${publicationOf(journal)} is still unfinished`, { hint: "resume again, or put back what has moved with --rollback" });
}

export { recover };