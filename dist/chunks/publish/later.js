import { stagingTag } from "../bake.js";
import { ProblemsFound, error, notice, warning } from "../problem.js";
import { counted, reasonOf, shownPath } from "../text.js";
import { isDigest, parseRepository, tagProblem } from "../oci.js";
import { JOURNAL_NAME, NO_JOURNAL, createJournalKeeper, isUnfinished, parseJournal, workflowRun } from "../publish.js";
import { pLimit } from "../packages/p-limit.js";
import { RegistryError, createCopy, placeholder, readOnce } from "../registry/later.js";
import { join } from "node:path";

// src/publish/immutable.ts
const REVISION_LABEL = "org.opencontainers.image.revision";
async function immutableProblems(tags, registry, { concurrency, signal }) {
	return (await pLimit(concurrency).map(tags, async ({ repository, tag, revision, place }) => {
		const reference = `${repository}:${tag}`;
		try {
			const existing = await registry.resolve(repository, tag, signal);
			if (!existing) return void 0;
			const existingRevision = await revisionOf$1(repository, existing.digest, registry, signal);
			if (revision !== void 0 && existingRevision === revision) return void 0;
			const existingCommit = existingRevision === void 0 ? "of no commit that its labels name" : `of the commit ${existingRevision}`;
			const thisCommit = revision === void 0 ? "one of no known commit" : `the commit ${revision}`;
			return error("immutable-tag", `${reference} never moves, and exists: it points at ${existing.digest}, an image ${existingCommit}, and this run builds ${thisCommit}`, {
				place,
				hint: "release under a new version; where the tag may really change, delete it first"
			});
		} catch (cause) {
			if (!(cause instanceof RegistryError)) throw cause;
			return error("immutable-unchecked", `cannot tell whether the tag ${reference}, which never moves, exists: ${cause.message}`, { place });
		}
	})).filter((problem) => problem !== void 0);
}
async function revisionOf$1(repository, digest, registry, signal) {
	const read = async (reference) => JSON.parse(new TextDecoder().decode((await registry.manifest(repository, reference, signal))?.body ?? new TextEncoder().encode("{}")));
	const top = await read(digest);
	const image = top.manifests?.find(({ annotations }) => annotations?.["vnd.docker.reference.type"] === void 0);
	const { config } = image ? await read(image.digest) : top;
	const blob = config && await registry.blob(repository, config.digest, signal);
	const { config: settings } = blob ? JSON.parse(new TextDecoder().decode(blob)) : {};
	return settings?.Labels?.[REVISION_LABEL];
}

// src/publish/publish-preflight.ts
function recoverCommand(journal, direction) {
	return `docker-matrix publish --${direction} --journal ${journal}`;
}
async function publishPreflight(job, registry, host) {
	return [...await unfinished(job, host), ...await immutable(job, registry, host)];
}
async function unfinished({ out }, host) {
	const path = join(out, JOURNAL_NAME);
	const text = await host.files.readText(path);
	if (text === void 0) return [];
	try {
		const journal = parseJournal(text, path);
		if (!isUnfinished(journal)) return [];
		const shown = shownPath(path, host.cwd);
		const moved = journal.tags.filter(({ state }) => state !== "unchanged").length;
		return [error("unfinished-publish", `an earlier run began to move ${counted(moved, "tag")} (${journal.started}) and did not end`, { hint: `finish it with "${recoverCommand(shown, "resume")}", or undo it with "${recoverCommand(shown, "rollback")}"` })];
	} catch (cause) {
		if (cause instanceof ProblemsFound) return cause.problems;
		throw cause;
	}
}
async function immutable({ plan, request }, registry, host) {
	const tags = plan.images.flatMap((image) => {
		const revision = {
			...image.labels,
			...request.build.labels
		}[REVISION_LABEL];
		return image.tags.filter((tag) => tag.immutable).flatMap(({ name, place }) => [image.repository, ...image.mirrors].map((repository) => ({
			repository,
			tag: name,
			revision,
			place
		})));
	});
	return immutableProblems(tags, registry, {
		concurrency: request.build.concurrency * 2,
		signal: host.signal
	});
}

// src/publish/tag-order.ts
function createTagOrder(revision, compare) {
	const asked = /* @__PURE__ */ new Map();
	return {
		revision,
		compareWith: (other) => {
			const order = asked.get(other) ?? compare(revision, other);
			asked.set(other, order);
			return order;
		}
	};
}
function revisionOf({ body }) {
	try {
		const { annotations } = JSON.parse(new TextDecoder().decode(body));
		const revision = annotations?.[REVISION_LABEL];
		return typeof revision === "string" && /^[0-9a-f]{40,64}$/.test(revision) ? revision : void 0;
	} catch {
		return;
	}
}

// src/publish/settle.ts
const SHORTEST_MS = 250;
const LONGEST_MS = 3e4;
const ROUNDS = 5;
async function settleTags(moves, registry, concurrency, writingMs, { order, sleep }, signal) {
	const limit = pLimit(concurrency);
	const kept = /* @__PURE__ */ new Map();
	let unread;
	for (let round = 0; round < ROUNDS; round += 1) {
		await sleep(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 2 * writingMs)), signal).catch(() => {});
		if (signal.aborted) return {
			kept: [...kept.values()],
			unread: "the run was cancelled"
		};
		if (!(await limit.map(moves, async (move) => {
			const { image, repository, tag, reference, digest, candidate } = move;
			kept.delete(reference);
			try {
				const now = await registry.resolve(repository, tag);
				if (now?.digest === digest) return false;
				const present = now && await registry.manifest(repository, now.digest);
				const revision = present && revisionOf(present);
				if (now === void 0 || now.digest === move.previous || revision !== void 0 && await order.compareWith(revision) === "newer") {
					await registry.tag(repository, tag, candidate);
					return true;
				}
				kept.set(reference, {
					image,
					reference,
					digest: now.digest,
					...revision ? { revision } : {}
				});
			} catch (cause) {
				if (!(cause instanceof RegistryError)) throw cause;
				unread = cause.message;
			}
			return false;
		})).includes(true)) break;
	}
	return {
		kept: [...kept.values()],
		...unread === void 0 ? {} : { unread }
	};
}
async function movedMeanwhile(moves, registry, concurrency, signal) {
	const moved = await pLimit(concurrency).map(moves, async ({ repository, tag, seen }) => (await registry.resolve(repository, tag, signal))?.digest !== seen);
	return moves.filter((_, index) => moved[index]);
}
function takenFailure({ image, reference }) {
	return {
		image,
		reference,
		code: "tag-taken",
		reason: `${reference} was moved by somebody else while this run was about to move it`,
		hint: "let the other run end, then run again"
	};
}

// src/publish/transaction.ts
async function transact(moves, registry, options, stop, keeper, failuresBefore = []) {
	const pending = moves.filter(({ isThere }) => !isThere);
	const attempted = [];
	const failures = [...failuresBefore];
	const lastLook = options.settling?.now() ?? 0;
	if (failures.length === 0) {
		for (const immutable of [true, false]) {
			const group = pending.filter((move) => move.immutable === immutable);
			attempted.push(...await moveTags(group, registry, options, stop, keeper));
		}
		failures.push(...attempted.flatMap((attempt) => attempt.state === "failed" ? [attempt.failure] : []));
		if (attempted.length === pending.length && failures.length === 0) {
			const writingMs = (options.settling?.now() ?? 0) - lastLook;
			const rolling = pending.filter(({ immutable }) => !immutable);
			const { kept, unread } = options.settling && rolling.length > 0 ? await settleTags(rolling, registry, options.concurrency, writingMs, options.settling, stop.signal) : { kept: [] };
			const isKept = new Set(kept.map(({ reference }) => reference));
			const ended = await end(keeper, "published");
			const isChanged = ({ previous, digest }) => previous !== digest;
			return {
				kind: "published",
				moved: moves.filter((move) => isChanged(move) && !isKept.has(move.reference)).map(movedTag),
				unchanged: moves.filter((move) => !isChanged(move)).map(movedTag),
				kept,
				...unread === void 0 ? {} : { unread },
				...ended
			};
		}
	}
	const movedBefore = moves.filter(({ isThere, previous, digest }) => isThere && previous !== digest).map((move) => ({
		move,
		state: "moved"
	}));
	return {
		kind: "rolled-back",
		cancelled: options.signal?.aborted ?? false,
		failures,
		...await putBack([...movedBefore, ...attempted], registry, options.concurrency, keeper)
	};
}
async function moveTags(moves, registry, { concurrency, settling }, stop, keeper) {
	return (await pLimit(concurrency).map(moves, async (move) => {
		if (stop.signal.aborted) return void 0;
		if (settling) {
			const [taken] = await movedMeanwhile([move], registry, 1, stop.signal).catch(() => []);
			if (taken) {
				stop.abort();
				return {
					move,
					state: "failed",
					failure: takenFailure(move)
				};
			}
		}
		try {
			await registry.tag(move.repository, move.tag, move.candidate, stop.signal);
			keeper.note(move.reference, "moved");
			return {
				move,
				state: "moved"
			};
		} catch (cause) {
			stop.abort();
			return {
				move,
				state: "failed",
				failure: {
					image: move.image,
					reference: move.reference,
					reason: failureReason(cause)
				}
			};
		}
	})).filter((attempt) => attempt !== void 0);
}
async function putBack(attempted, registry, concurrency, keeper) {
	const restored = [];
	const left = [];
	const taken = [];
	keeper.turn("rolling-back");
	const undo = async ({ move, state }) => {
		const { image, reference, repository, tag, previous, digest } = move;
		const isOurs = (current) => current === digest || previous === void 0 && current === placeholderOf(repository, tag);
		const noteTaken = (current) => {
			taken.push({
				image,
				reference,
				...current === void 0 ? {} : { digest: current }
			});
			keeper.note(reference, "taken");
		};
		const noteRestored = () => {
			restored.push({
				image,
				reference,
				...previous === void 0 ? {} : { digest: previous }
			});
			keeper.note(reference, "restored");
		};
		let isWritten = false;
		try {
			const now = state === "moved" ? await registry.resolve(repository, tag).catch(() => ({ digest })) : await registry.resolve(repository, tag);
			if (!isOurs(now?.digest)) {
				if (now?.digest === previous) keeper.note(reference, "restored");
				else noteTaken(now?.digest);
				return;
			}
			if (previous !== void 0) {
				const before = move.before ?? await registry.manifest(repository, previous);
				if (!before) throw new Error(`${repository}@${previous}, where it pointed before, is not in the registry any more`);
				isWritten = true;
				await registry.tag(repository, tag, before);
			} else {
				isWritten = true;
				if (await registry.untag(repository, tag) !== "deleted") throw new Error("the tag is new and the registry does not delete tags");
			}
			noteRestored();
		} catch (cause) {
			const now = await registry.resolve(repository, tag).then((descriptor) => ({ digest: descriptor?.digest }), () => ({ digest }));
			if (now.digest !== void 0 && isOurs(now.digest)) {
				left.push({
					...movedTag(move),
					digest: now.digest,
					reason: failureReason(cause)
				});
				keeper.note(reference, "left");
			} else if (now.digest !== previous) noteTaken(now.digest);
			else if (isWritten) noteRestored();
			else keeper.note(reference, "restored");
		}
	};
	const phase = ({ move }) => move.immutable ? 2 : move.previous === void 0 ? 1 : 0;
	for (const turn of [
		0,
		1,
		2
	]) await pLimit(concurrency).map(attempted.filter((attempt) => phase(attempt) === turn), undo);
	const ended = left.length === 0 ? await end(keeper, "rolled-back") : await keeper.end("rolling-back").catch(() => {});
	const inPlanOrder = (tags) => {
		const order = new Map(attempted.map(({ move }, index) => [move.reference, index]));
		return tags.toSorted((a, b) => (order.get(a.reference) ?? 0) - (order.get(b.reference) ?? 0));
	};
	return {
		restored: inPlanOrder(restored),
		left: inPlanOrder(left),
		taken: inPlanOrder(taken),
		...ended
	};
}
async function end(keeper, state) {
	try {
		await keeper.end(state);
		return {};
	} catch (cause) {
		return { unrecorded: reasonOf(cause) };
	}
}
function placeholderOf(repository, tag) {
	const parsed = parseRepository(repository);
	return typeof parsed === "string" ? void 0 : placeholder(parsed.path, tag).digest;
}
function movedTag({ image, reference, digest, previous }) {
	return {
		image,
		reference,
		digest,
		...previous === void 0 ? {} : { previous }
	};
}
function failureReason(cause) {
	if (cause instanceof RegistryError || cause instanceof Error && cause.constructor === Error) return cause.message;
	if (cause instanceof ProblemsFound) return cause.problems.map(({ message }) => message).join("; ");
	return `unexpected: ${cause instanceof Error ? cause.stack ?? cause.message : String(cause)}`;
}
async function stoppable(signal, work) {
	const stop = new AbortController();
	const cancel = () => stop.abort();
	if (signal?.aborted) cancel();
	signal?.addEventListener("abort", cancel, { once: true });
	try {
		return await work(stop);
	} finally {
		signal?.removeEventListener("abort", cancel);
	}
}

// src/publish/mirror-copies.ts
async function copyToMirrors(moves, registry, stop) {
	const copies = new Map(moves.filter(({ from, repository, isThere }) => from !== repository && !isThere).map((move) => [`${move.repository}@${move.digest}`, move]));
	const copy = createCopy(registry, stop.signal);
	return (await Promise.all([...copies].map(async ([reference, { image, from, repository, digest }]) => {
		try {
			if (!stop.signal.aborted) await copy({
				from,
				to: repository,
				digest
			});
			return;
		} catch (cause) {
			const isStopped = stop.signal.aborted && !(cause instanceof RegistryError);
			stop.abort();
			return isStopped ? void 0 : {
				image,
				reference,
				reason: failureReason(cause)
			};
		}
	}))).filter((failure) => failure !== void 0);
}

// src/publish/publish.ts
const WITHOUT_JOURNAL = {
	keeper: NO_JOURNAL,
	run: "",
	started: "",
	staging: []
};
async function publishTags(plan, registry, options, { keeper, staging, ...details } = WITHOUT_JOURNAL) {
	const { moves, failures } = readPlan(plan);
	if (failures.length > 0) return untouched(failures, options.signal);
	return stoppable(options.signal, async (stop) => {
		const prepared = await prepareAndCopy(moves, registry, options, stop);
		if (prepared.failures.length > 0 || stop.signal.aborted) return untouched(prepared.failures, options.signal);
		try {
			await keeper.begin({
				version: 1,
				...details,
				state: "publishing",
				tags: journalTags(prepared.moves),
				staging: [...staging]
			});
		} catch (cause) {
			const reason = `the journal cannot be written: ${reasonOf(cause)}`;
			return untouched([failureOf(prepared.moves, reason)], options.signal);
		}
		const outcome = await transact(prepared.moves, registry, options, stop, keeper);
		return outcome.kind === "published" ? {
			...outcome,
			kept: [...prepared.kept, ...outcome.kept]
		} : outcome;
	});
}
const LOOKS = 5;
async function prepareAndCopy(moves, registry, options, stop) {
	for (let look = 1;; look += 1) {
		const prepared = await prepare(moves, registry, options, stop);
		if (prepared.failures.length > 0 || stop.signal.aborted) return prepared;
		const failures = await copyToMirrors(prepared.moves, registry, stop);
		if (failures.length > 0 || stop.signal.aborted) return {
			...prepared,
			failures
		};
		const { concurrency } = options;
		const moved = await movedMeanwhile(prepared.moves, registry, concurrency, stop.signal).catch((cause) => failureReason(cause));
		if (typeof moved === "string") return {
			...prepared,
			failures: [failureOf(moves, moved)]
		};
		if (moved.length === 0) return prepared;
		if (look === LOOKS) return {
			...prepared,
			failures: moved.map(takenFailure)
		};
	}
}
function failureOf([first], reason) {
	return {
		image: first?.image ?? "",
		reference: first?.reference ?? "",
		reason
	};
}
function journalTags(moves) {
	return [...moves.filter(({ immutable }) => immutable), ...moves.filter(({ immutable }) => !immutable)].map(({ image, repository, from, tag, digest, previous, immutable, isThere }, index) => ({
		image,
		repository,
		from,
		tag,
		digest,
		...previous === void 0 ? {} : { previous },
		immutable,
		order: index + 1,
		state: isThere ? "unchanged" : "pending"
	}));
}
function readPlan(plan) {
	const moves = /* @__PURE__ */ new Map();
	const failures = [];
	for (const { image, repository, digest, tags, immutable = [], mirrors = [] } of plan) {
		const primary = parseRepository(repository);
		for (const name of [repository, ...mirrors]) {
			const parsed = parseRepository(name);
			const nameProblem = typeof parsed === "string" ? parsed : isDigest(digest) ? void 0 : `"${digest}" is no digest; expected "sha256:" and 64 hexadecimal digits`;
			if (typeof parsed === "string" || typeof primary === "string" || nameProblem !== void 0) {
				failures.push({
					image,
					reference: `${name}@${digest}`,
					reason: nameProblem ?? ""
				});
				continue;
			}
			for (const tag of tags) {
				const reference = `${parsed.name}:${tag}`;
				const sameTag = moves.get(reference);
				const problem = tagProblem(tag) ?? (sameTag && sameTag.digest !== digest ? `images "${sameTag.image}" and "${image}" both want this tag, for ${sameTag.digest} and ${digest}` : void 0);
				if (problem !== void 0) failures.push({
					image,
					reference,
					reason: problem
				});
				else if (!sameTag) moves.set(reference, {
					image,
					repository: parsed.name,
					from: primary.name,
					tag,
					reference,
					digest,
					immutable: immutable.includes(tag)
				});
			}
		}
	}
	return {
		moves: [...moves.values()],
		failures
	};
}
async function prepare(moves, registry, { concurrency, settling }, stop) {
	const limit = pLimit(concurrency);
	const failures = /* @__PURE__ */ new Map();
	const fail = (image, reference, reason, more = {}) => {
		if (!failures.has(reference)) failures.set(reference, {
			image,
			reference,
			reason,
			...more
		});
	};
	const kept = [];
	const read = readOnce(registry, stop.signal);
	const candidates = await limit.map(moves, async (move) => {
		const reference = `${move.from}@${move.digest}`;
		if (stop.signal.aborted) return void 0;
		try {
			return await read(move.from, move.digest) ?? fail(move.image, reference, `the candidate ${reference} is not in the registry; build it again`);
		} catch (cause) {
			return fail(move.image, reference, failureReason(cause));
		}
	});
	if (failures.size > 0) return {
		moves: [],
		kept,
		failures: [...failures.values()]
	};
	const prepared = await limit.map(moves, async (move, index) => {
		const candidate = candidates[index];
		if (!candidate || stop.signal.aborted) return void 0;
		try {
			const now = await registry.resolve(move.repository, move.tag, stop.signal);
			if (!now) return {
				...move,
				candidate,
				isThere: false
			};
			if (move.immutable && now.digest !== move.digest) return fail(move.image, move.reference, `${move.reference} never moves; it points at ${now.digest}, and this run built ${move.digest}`, { code: "immutable-tag" });
			const seen = {
				previous: now.digest,
				seen: now.digest
			};
			if (now.digest === move.digest) return {
				...move,
				candidate,
				...seen,
				isThere: true
			};
			const before = await read(move.repository, now.digest);
			if (!before) return fail(move.image, move.reference, `${move.reference} points at ${now.digest}, which the registry does not hold; delete the tag or push it again`);
			const revision = revisionOf(before);
			const order = revision === void 0 ? void 0 : await settling?.order.compareWith(revision);
			if (order === "older") {
				kept.push({
					image: move.image,
					reference: move.reference,
					digest: now.digest,
					...revision === void 0 ? {} : { revision }
				});
				return;
			}
			if (typeof order === "object") return fail(move.image, move.reference, `it cannot be told whether ${move.reference} points at the image of a newer commit: ${order.because}`, {
				code: "order-unknown",
				hint: order.hint
			});
			return {
				...move,
				candidate,
				before,
				...seen,
				isThere: false
			};
		} catch (cause) {
			return fail(move.image, move.reference, failureReason(cause));
		}
	});
	const staying = new Set(kept.map(({ image, reference }) => `${image} ${tagOf(reference)}`));
	return {
		moves: prepared.filter((move) => move !== void 0 && (move.immutable || !staying.has(`${move.image} ${move.tag}`))),
		kept,
		failures: [...failures.values()]
	};
}
function tagOf(reference) {
	return reference.slice(reference.lastIndexOf(":") + 1);
}
function untouched(failures, signal) {
	return {
		kind: "rolled-back",
		cancelled: signal?.aborted ?? false,
		failures,
		restored: [],
		left: [],
		taken: []
	};
}

// src/publish/publish-images.ts
async function publishImages(built, job, staging, registry, host) {
	const { request, out } = job;
	const close = host.group("Publish");
	const mirrors = new Set(built.flatMap(({ image }) => image.mirrors));
	if (mirrors.size > 0) host.say(`copying to ${[...mirrors].join(", ")}`);
	const keeper = createJournalKeeper((text) => host.files.writeDurable(join(out, JOURNAL_NAME), text), host);
	const sayingKeeper = {
		...keeper,
		note: (reference, state) => {
			host.say(`${reference}: ${state}`);
			keeper.note(reference, state);
		}
	};
	const outcome = await publishTags(built.map(({ image, candidate }) => ({
		image: image.id,
		repository: image.repository,
		digest: candidate.digest,
		tags: image.tags.map(({ name }) => name),
		immutable: image.tags.filter(({ immutable }) => immutable).map(({ name }) => name),
		mirrors: image.mirrors
	})), registry, {
		concurrency: request.build.concurrency * 2,
		signal: host.signal,
		...settlingOf(job, host)
	}, {
		keeper: sayingKeeper,
		run: workflowRun(host.env) ?? host.uuid(),
		started: new Date(host.now()).toISOString(),
		staging
	});
	if (outcome.kind === "published") for (const { reference } of outcome.unchanged) host.say(`${reference}: unchanged`);
	if (outcome.kind === "published") for (const { reference, revision } of outcome.kept) host.say(`${reference}: stays at the image of ${revision ?? "a newer run"}`);
	close();
	return outcome;
}
function settlingOf({ request, root }, host) {
	const { revision } = request.facts;
	if (revision === void 0 || request.build.allowOlder) return {};
	const { now, sleep, compareCommits } = host;
	return { settling: {
		order: createTagOrder(revision, (ours, other) => compareCommits(root, ours, other)),
		now,
		sleep
	} };
}
function publishProblems(outcome, journal) {
	if (outcome === void 0) return [];
	if (outcome.kind === "published") return [
		...outcome.kept.map(keptNotice),
		...outcome.unread === void 0 ? [] : [warning("tag-unread", `the tags have moved, but could not be read again: ${outcome.unread}`, { hint: "if another run published at the same time, look at where they point" })],
		...unrecorded(outcome, journal)
	];
	const putBack = outcome.restored.length === 0 ? void 0 : `put back where they were: ${outcome.restored.map((tag) => tag.reference).join(", ")}`;
	return [
		...outcome.failures.map(({ reference, reason, code, hint }) => code !== void 0 ? error(code, reason, { hint: hint ?? "release under a new version; where the tag may really change, delete it first" }) : error("publish-failed", `${reference} was not published: ${reason}`, { hint: putBack })),
		...outcome.left.map(({ reference, digest, reason }) => error("publish-left", `${reference} points to ${digest} and could not be put back: ${reason}`, { hint: `delete the tag by hand, then run "${recoverCommand(journal, "rollback")}"; or publish all the same with "${recoverCommand(journal, "resume")}"` })),
		...outcome.taken.map(({ reference, digest }) => warning("tag-taken", `${reference} was ${digest === void 0 ? "deleted" : `moved to ${digest}`} by somebody else meanwhile, and is left alone`)),
		...outcome.cancelled ? [error("cancelled", outcome.restored.length + outcome.left.length + outcome.taken.length === 0 ? "cancelled before any tag moved" : "cancelled while publishing; every tag is back where it was, but for those named")] : [],
		...unrecorded(outcome, journal)
	];
}
function keptNotice({ reference, digest, revision }) {
	return notice("tag-kept", `${reference} stays where it is: it points at ${digest}, the image of ` + (revision === void 0 ? "another run" : `the newer commit ${revision}`), { hint: "to move it back all the same, use --allow-older (input allow-older)" });
}
function unrecorded({ kind, unrecorded: reason }, journal) {
	if (reason === void 0) return [];
	return [warning("journal-behind", `${kind === "published" ? "every tag of the release points where it should" : "what had moved is put back"}, but ${journal} could not be written and still says that the publication goes on: ${reason}`, { hint: kind === "published" ? "delete that file; a rollback from it would take the release back" : "delete that file" })];
}

// src/publish/staging.ts
async function stage({ image, repository, digest }, registry, signal) {
	const manifest = await registry.manifest(repository, digest, signal);
	if (!manifest) throw new Error(`${repository}@${digest} is not in the registry any more`);
	await registry.tag(repository, stagingTag(image, digest), manifest, signal);
}
async function stillStaged(tags, registry, concurrency) {
	const exists = await pLimit(concurrency).map(tags, ({ repository, tag }) => registry.resolve(repository, tag).then((descriptor) => descriptor !== void 0, () => true));
	return tags.filter((_, index) => exists[index]);
}
async function unstage(tags, registry, concurrency) {
	const left = (await pLimit(concurrency).map(tags, async ({ repository, tag, digest }) => {
		try {
			const now = digest === void 0 ? void 0 : (await registry.resolve(repository, tag))?.digest;
			if (now !== digest && now !== placeholderOf(repository, tag)) return now === void 0 ? void 0 : {
				reference: `${repository}:${tag}`,
				reason: `it points at ${now}, which is not of this run`
			};
			return await registry.untag(repository, tag) === "deleted" ? void 0 : {
				reference: `${repository}:${tag}`,
				reason: "the registry does not delete tags"
			};
		} catch (cause) {
			return {
				reference: `${repository}:${tag}`,
				reason: failureReason(cause)
			};
		}
	})).filter((result) => result !== void 0);
	if (left.length === 0) return void 0;
	return `staging tags are still there: ${left.map(({ reference }) => reference).join(", ")}: ${[...new Set(left.map(({ reason }) => reason))].join("; ")}`;
}

// src/publish/staging-tags.ts
function createStagingTags({ isOn, stagingRun }, registry, concurrency, signal) {
	const tags = [];
	const problems = [];
	return {
		add: async (image) => {
			if (stagingRun !== void 0 && image.image.output === "image") {
				tags.push({
					repository: image.image.repository,
					tag: stagingTag(image.image.id, stagingRun),
					...image.kind === "built" ? { digest: image.candidate.digest } : {}
				});
				return;
			}
			if (!isOn || image.kind !== "built") return;
			try {
				tags.push({
					repository: image.candidate.repository,
					tag: stagingTag(image.candidate.image, image.candidate.digest),
					digest: image.candidate.digest
				});
				await stage(image.candidate, registry, signal);
			} catch (cause) {
				problems.push(error("staging-failed", `the image "${image.image.id}" got no staging tag: ${failureReason(cause)}`));
			}
		},
		tags: () => tags,
		problems: () => problems,
		remove: async () => {
			const left = await unstage(tags.splice(0), registry, concurrency);
			return left === void 0 ? [] : [warning("staging-left", left, { hint: "delete them by hand" })];
		}
	};
}

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
		const failed = await copyToMirrors(moves, registry, stop);
		return transact(moves, registry, options, stop, keeper, failed);
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
			const candidateReference = `${tag.from}@${tag.digest}`;
			try {
				const [candidate, now] = await Promise.all([read(tag.from, tag.digest), registry.resolve(tag.repository, tag.tag, stop.signal)]);
				if (!candidate) failures.set(candidateReference, {
					image: tag.image,
					reference: candidateReference,
					reason: `the candidate ${candidateReference} is not in the registry any more; roll back`
				});
				else if (!isOurs(now, tag)) taken.push({
					image: tag.image,
					reference: move.reference,
					...now ? { digest: now.digest } : {}
				});
				else return {
					...move,
					candidate,
					isThere: now?.digest === tag.digest,
					...now ? { seen: now.digest } : {}
				};
			} catch (cause) {
				failures.set(move.reference, {
					image: tag.image,
					reference: move.reference,
					reason: failureReason(cause)
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

export { createStagingTags, publishImages, publishPreflight, publishProblems, resumePublication, rollBackPublication, stillStaged, unstage };