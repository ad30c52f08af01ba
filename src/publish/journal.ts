/** The journal of a publication: a file that says which tags move, so that a killed run can be finished or undone. */

import * as v from 'valibot';
import { STAGING_TAG } from '../bake/run-attributes.ts';
import type { Env } from '../effects/environment.ts';
import type { Host } from '../effects/host.ts';
import { error, ProblemsFound, type Problem } from '../problem/problem.ts';
import { isDigest, parseRepository, tagProblem } from '../oci/reference.ts';

/** The journal's file name in the output folder of a build. */
export const JOURNAL_NAME = 'publish-journal.json';

const digest = v.pipe(v.string(), v.check(isDigest, 'must be a digest'));
const repository = v.pipe(
  v.string(),
  v.check((name) => typeof parseRepository(name) !== 'string', 'must be a repository'),
);
const tagName = v.pipe(
  v.string(),
  v.check((name) => tagProblem(name) === undefined, 'must be a tag'),
);

const journalSchema = v.object({
  /** Version of this format. */
  version: v.literal(1),
  /** Address of the workflow run that began it, or any other text that is unique to the run. */
  run: v.string(),
  /** RFC 3339. */
  started: v.string(),
  /** `publishing` and `rolling-back` are unfinished: some tags may have moved and others not. */
  state: v.picklist(['publishing', 'published', 'rolling-back', 'rolled-back']),
  tags: v.array(
    v.object({
      image: v.string(),
      repository,
      /** Where the candidate was pushed to; another repository than `repository` for a tag of a mirror. */
      from: repository,
      tag: tagName,
      /** Digest of the candidate. */
      digest,
      /** Where the tag pointed before; absent for a tag that is new. */
      previous: v.exactOptional(digest),
      immutable: v.boolean(),
      /** Position, from 1, in which the tag is moved; several move at once. */
      order: v.number(),
      /** The last known state. A run that resumes looks at the tag itself. */
      state: v.picklist(['pending', 'moved', 'unchanged', 'restored', 'left', 'taken']),
    }),
  ),
  /** Tags that only keep the registry from deleting candidates. They are removed at the end. */
  staging: v.array(
    v.object({
      repository,
      tag: v.pipe(v.string(), v.regex(STAGING_TAG, 'must be the name of a staging tag')),
      digest: v.exactOptional(digest),
    }),
  ),
});

/**
 * What a publication is about to do, and how far it came. That is enough to finish or undo it after a kill at any time.
 */
export type Journal = Readonly<v.InferOutput<typeof journalSchema>>;
export type JournalTag = Journal['tags'][number];
export type TagState = JournalTag['state'];

/**
 * A publication as messages name it: when it began and, where that is known, in which workflow run. The address is
 * parsed and written again, so that no other text of the file gets into a log.
 */
export function publicationOf({ started, run }: Pick<Journal, 'started' | 'run'>): string {
  const url = URL.canParse(run) ? new URL(run) : undefined;
  return `the publication of ${started}${url && /^https?:$/.test(url.protocol) ? ` (${url.href})` : ''}`;
}

/**
 * The address of a workflow run; nothing outside of GitHub Actions.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function workflowRun(env: Env): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : undefined;
}

/** What a journal must agree with before anything that it says is done. */
export interface JournalBounds {
  /** The matrix whose images it publishes: its path for messages, and its repositories, the primary one first. */
  readonly matrix: string;
  readonly repositories: readonly string[];
  /** The address of the workflow run that this is; nothing outside of one. */
  readonly run: string | undefined;
}

/**
 * Why a journal is not followed: a file can say anything, so that it may name only repositories of its matrix and, in
 * a workflow, must be of the same run.
 *
 * @param path the journal, for messages
 */
export function journalProblems(
  journal: Journal,
  { matrix, repositories, run }: JournalBounds,
  path: string,
): readonly Problem[] {
  const names = repositories.map((name) => {
    const parsed = parseRepository(name);
    return typeof parsed === 'string' ? name : parsed.name;
  });
  const [primary] = names;
  const foreign = new Set([
    ...journal.tags.flatMap((tag) => [
      ...(names.includes(tag.repository) ? [] : [tag.repository]),
      ...(tag.from === primary ? [] : [tag.from]),
    ]),
    ...journal.staging.flatMap((tag) => (tag.repository === primary ? [] : [tag.repository])),
  ]);
  return [
    ...(foreign.size === 0
      ? []
      : [
          error(
            'journal-foreign',
            `${path} is not the journal of a publication of ${matrix}: it is about ${[...foreign].join(', ')}, ` +
              `and the matrix publishes to ${names.join(', ')}`,
            { hint: 'name the matrix that was built with --matrix (input matrix)' },
          ),
        ]),
    ...(run === undefined || journal.run === run
      ? []
      : [
          error('journal-foreign', `${path} is not of this workflow run, but of ${publicationOf(journal)}`, {
            hint: 'run the jobs of that run again, or finish or undo it from a machine of yours',
          }),
        ]),
  ];
}

/** Whether some tags may have moved and others not. */
export function isUnfinished({ state }: Pick<Journal, 'state'>): boolean {
  return state === 'publishing' || state === 'rolling-back';
}

/**
 * Reads a journal. Throws `ProblemsFound` for a text that is not a journal, or one of another version.
 *
 * @param path the file, for messages
 */
export function parseJournal(text: string, path: string): Journal {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), journalSchema), text);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue);
  throw new ProblemsFound([
    error(
      'journal-broken',
      `${path} is no journal of a publication: ${where ? `"${where}": ` : ''}${issue.message}`,
      {
        hint:
          'name the right file with --journal; a file that is broken can only be removed, ' +
          'after a look at where the tags point',
      },
    ),
  ]);
}

/** Keeps a journal's file up to date. */
export interface JournalKeeper {
  /**
   * Writes the journal for the first time. Resolves once it is safe on the disk, also from a power cut. No tag may move
   * before that.
   */
  begin(journal: Journal): Promise<void>;
  /** Notes the state of a tag. All notes of `NOTES_EVERY_MS` are written together. */
  note(reference: string, state: TagState): void;
  /** Writes the final state. Rejects when that fails; then the journal still has an earlier state. */
  end(state: Journal['state']): Promise<void>;
  /** Writes another state of the publication between `begin` and `end`, without waiting. */
  turn(state: Journal['state']): void;
}

/** How long notes are collected, in milliseconds: every write is the whole file. */
export const NOTES_EVERY_MS = 250;

/**
 * Makes the keeper of one journal.
 *
 * @param write replaces the file as a whole, and resolves when it is on the disk
 */
export function createJournalKeeper(
  write: (text: string) => Promise<void>,
  { after }: Pick<Host, 'after'>,
): JournalKeeper {
  let journal:
    | (Omit<Journal, 'state' | 'tags'> & { state: Journal['state']; readonly tags: JournalTag[] })
    | undefined;
  /** Positions in `tags`, by reference. */
  let positions: ReadonlyMap<string, number> = new Map();
  let writing: Promise<void> | undefined;
  let hasChanges = false;
  let stopTimer: (() => void) | undefined;

  const forgetTimer = (): void => {
    stopTimer?.();
    stopTimer = undefined;
  };
  /** One write at a time. What changes during a write is in the next one. */
  const save = (): Promise<void> => {
    forgetTimer();
    hasChanges = true;
    writing ??= (async () => {
      try {
        while (hasChanges) {
          hasChanges = false;
          await write(`${JSON.stringify(journal, undefined, 2)}\n`);
        }
      } finally {
        writing = undefined;
      }
    })();
    return writing;
  };
  // A failure is ignored: the first write has all that resuming needs, and later ones only add progress.
  const saveSoon = (): void => void save().catch(() => {});

  return {
    begin: async (first) => {
      journal = { ...first, tags: [...first.tags] };
      positions = new Map(first.tags.map(({ repository, tag }, index) => [`${repository}:${tag}`, index]));
      await save();
    },
    note: (reference, state) => {
      const position = positions.get(reference);
      const tag = position === undefined ? undefined : journal?.tags[position];
      if (!journal || position === undefined || !tag) return;
      journal.tags[position] = { ...tag, state };
      stopTimer ??= after(NOTES_EVERY_MS, saveSoon);
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
    },
  };
}

/** A keeper that writes nothing, for tests of a single step. */
export const NO_JOURNAL: JournalKeeper = {
  begin: async () => {},
  note: () => {},
  turn: () => {},
  end: async () => {},
};
