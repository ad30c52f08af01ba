import { array, boolean, check, exactOptional, getDotPath, literal, number, object, parseJson, picklist, pipe, regex, safeParse, string } from "./packages/valibot.js";
import { STAGING_TAG } from "./bake.js";
import { ProblemsFound, error } from "./problem.js";
import { isDigest, parseRepository, tagProblem } from "./oci.js";

// src/publish/journal.ts
const JOURNAL_NAME = "publish-journal.json";
const digest = pipe(string(), check(isDigest, "must be a digest"));
const repository = pipe(string(), check((name) => typeof parseRepository(name) !== "string", "must be a repository"));
const tagName = pipe(string(), check((name) => tagProblem(name) === void 0, "must be a tag"));
const journalSchema = object({
	version: literal(1),
	run: string(),
	started: string(),
	state: picklist([
		"publishing",
		"published",
		"rolling-back",
		"rolled-back"
	]),
	tags: array(object({
		image: string(),
		repository,
		from: repository,
		tag: tagName,
		digest,
		previous: exactOptional(digest),
		immutable: boolean(),
		order: number(),
		state: picklist([
			"pending",
			"moved",
			"unchanged",
			"restored",
			"left",
			"taken"
		])
	})),
	staging: array(object({
		repository,
		tag: pipe(string(), regex(STAGING_TAG, "must be the name of a staging tag")),
		digest: exactOptional(digest)
	}))
});
function publicationOf({ started, run }) {
	const url = URL.canParse(run) ? new URL(run) : void 0;
	return `the publication of ${started}${url && /^https?:$/.test(url.protocol) ? ` (${url.href})` : ""}`;
}
function workflowRun(env) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
	return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : void 0;
}
function journalProblems(journal, { matrix, repositories, run }, path) {
	const names = repositories.map((name) => {
		const parsed = parseRepository(name);
		return typeof parsed === "string" ? name : parsed.name;
	});
	const [primary] = names;
	const foreign = /* @__PURE__ */ new Set([...journal.tags.flatMap((tag) => [...names.includes(tag.repository) ? [] : [tag.repository], ...tag.from === primary ? [] : [tag.from]]), ...journal.staging.flatMap((tag) => tag.repository === primary ? [] : [tag.repository])]);
	return [...foreign.size === 0 ? [] : [error("journal-foreign", `${path} is not the journal of a publication of ${matrix}: it is about ${[...foreign].join(", ")}, and the matrix publishes to ${names.join(", ")}`, { hint: "name the matrix that was built with --matrix (input matrix)" })], ...run === void 0 || journal.run === run ? [] : [error("journal-foreign", `${path} is not of this workflow run, but of ${publicationOf(journal)}`, { hint: "run the jobs of that run again, or finish or undo it from a machine of yours" })]];
}
function isUnfinished({ state }) {
	return state === "publishing" || state === "rolling-back";
}
function parseJournal(text, path) {
	const result = safeParse(pipe(string(), parseJson(), journalSchema), text);
	if (result.success) return result.output;
	const [issue] = result.issues;
	const where = getDotPath(issue);
	throw new ProblemsFound([error("journal-broken", `${path} is no journal of a publication: ${where ? `"${where}": ` : ""}${issue.message}`, { hint: "name the right file with --journal; a file that is broken can only be removed, after a look at where the tags point" })]);
}
const NOTES_EVERY_MS = 250;
function createJournalKeeper(write, { after }) {
	let journal;
	let positions = /* @__PURE__ */ new Map();
	let writing;
	let hasChanges = false;
	let stopTimer;
	const forgetTimer = () => {
		stopTimer?.();
		stopTimer = void 0;
	};
	const save = () => {
		forgetTimer();
		hasChanges = true;
		writing ??= (async () => {
			try {
				while (hasChanges) {
					hasChanges = false;
					await write(`${JSON.stringify(journal, void 0, 2)}\n`);
				}
			} finally {
				writing = void 0;
			}
		})();
		return writing;
	};
	const saveSoon = () => void save().catch(() => {});
	return {
		begin: async (first) => {
			journal = {
				...first,
				tags: [...first.tags]
			};
			positions = new Map(first.tags.map(({ repository, tag }, index) => [`${repository}:${tag}`, index]));
			await save();
		},
		note: (reference, state) => {
			const position = positions.get(reference);
			const tag = position === void 0 ? void 0 : journal?.tags[position];
			if (!journal || position === void 0 || !tag) return;
			journal.tags[position] = {
				...tag,
				state
			};
			stopTimer ??= after(250, saveSoon);
		},
		turn: (state) => {
			if (!journal) return;
			journal.state = state;
			saveSoon();
		},
		end: async (state) => {
			if (!journal) return;
			journal.state = state;
			forgetTimer();
			await writing?.catch(() => {});
			await save();
		}
	};
}
const NO_JOURNAL = {
	begin: async () => {},
	note: () => {},
	turn: () => {},
	end: async () => {}
};

export { JOURNAL_NAME, NO_JOURNAL, createJournalKeeper, isUnfinished, journalProblems, parseJournal, publicationOf, workflowRun };