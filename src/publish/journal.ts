import * as v from 'valibot';
import { error, ProblemsFound } from '../problem/problem.ts';
import { isDigest, parseRepository, tagProblem } from '../oci/reference.ts';

/** Its name in the folder of a build. */
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
  /** Of this format. */
  version: v.literal(1),
  /** Address of the workflow run that began it, or any other text that tells it from others. */
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
      /** Of the candidate. */
      digest,
      /** Where the tag pointed before; absent for a tag that is new. */
      previous: v.exactOptional(digest),
      immutable: v.boolean(),
      /** From 1: in this order they are moved, several at once. */
      order: v.number(),
      /** The last that was known. Whoever resumes looks at the tag itself. */
      state: v.picklist(['pending', 'moved', 'unchanged', 'restored', 'left', 'taken']),
    }),
  ),
  /** Tags that only keep candidates from being collected, and are removed at the end. */
  staging: v.array(v.object({ repository, tag: tagName })),
});

/** What a publication is about to do, and how far it came: enough to finish it or to undo it, whenever it was killed. */
export type Journal = Readonly<v.InferOutput<typeof journalSchema>>;
export type JournalTag = Journal['tags'][number];
export type TagState = JournalTag['state'];

/** For messages: when a publication began and, where it is known, in which workflow run. The address is written anew, so that no other text gets into a log. */
export function publicationOf({ started, run }: Pick<Journal, 'started' | 'run'>): string {
  const url = URL.canParse(run) ? new URL(run) : undefined;
  return `the publication of ${started}${url && /^https?:$/.test(url.protocol) ? ` (${url.href})` : ''}`;
}

/** Whether tags may be half moved. */
export function isUnfinished({ state }: Pick<Journal, 'state'>): boolean {
  return state === 'publishing' || state === 'rolling-back';
}

/**
 * Reads a journal. Throws `ProblemsFound` for text that is none, or of another version.
 *
 * @param path for messages.
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
        hint: 'name the right file with --journal; a file that is broken can only be removed, after a look at where the tags point',
      },
    ),
  ]);
}

/** Keeps a journal's file up to date. */
export interface JournalKeeper {
  /** Resolves once the journal outlives this process and this machine's power; nothing may be written before. */
  begin(journal: Journal): Promise<void>;
  /** Progress; written within `NOTES_EVERY_MS`, all of that time at once. */
  note(reference: string, state: TagState): void;
  /** The last word. Rejects when it could not be written; then the journal says less than is true. */
  end(state: Journal['state']): Promise<void>;
  /** Between `begin` and `end`, without waiting. */
  turn(state: Journal['state']): void;
}

/** Every write is the whole file, so what is noted is collected for so long, in milliseconds. */
export const NOTES_EVERY_MS = 250;

/** @param write replaces the file as a whole, and resolves when it is on the disk. */
export function createJournalKeeper(write: (text: string) => Promise<void>): JournalKeeper {
  let journal:
    | (Omit<Journal, 'state' | 'tags'> & { state: Journal['state']; readonly tags: JournalTag[] })
    | undefined;
  /** Positions in `tags`, by reference. */
  let positions: ReadonlyMap<string, number> = new Map();
  let writing: Promise<void> | undefined;
  let isBehind = false;
  let timer: NodeJS.Timeout | undefined;

  const forgetTimer = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  /** One write at a time; what happens during one is in the next. */
  const save = (): Promise<void> => {
    forgetTimer();
    isBehind = true;
    writing ??= (async () => {
      try {
        while (isBehind) {
          isBehind = false;
          await write(`${JSON.stringify(journal, undefined, 2)}\n`);
        }
      } finally {
        writing = undefined;
      }
    })();
    return writing;
  };
  // What the first write said is enough to go on from: a later one that fails loses no more than a comment.
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
      timer ??= setTimeout(saveSoon, NOTES_EVERY_MS);
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

/** For those who need none: a test of one step. */
export const NO_JOURNAL: JournalKeeper = {
  begin: async () => {},
  note: () => {},
  turn: () => {},
  end: async () => {},
};
