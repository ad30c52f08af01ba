import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createJournalKeeper,
  NOTES_EVERY_MS,
  parseJournal,
  type Journal,
} from '../../src/publish/journal.ts';
import { quietHost } from '../rig/host.ts';

const repository = 'ghcr.io/org/app';

function journalOf(count: number): Journal {
  const tag = {
    image: 'app',
    repository,
    from: repository,
    digest: `sha256:${'0'.repeat(64)}`,
    immutable: false,
    state: 'pending' as const,
  };
  return {
    version: 1,
    run: 'r',
    started: 's',
    state: 'publishing',
    staging: [],
    tags: Array.from({ length: count }, (_, index) => ({ ...tag, tag: `t${index}`, order: index + 1 })),
  };
}

/** The same, counting how often the name of one of its tags is read. */
function countedJournalOf(count: number): { readonly journal: Journal; readonly reads: () => number } {
  let reads = 0;
  const journal = journalOf(count);
  const tags = journal.tags.map(({ tag, ...rest }) => ({
    ...rest,
    get tag() {
      reads += 1;
      return tag;
    },
  }));
  return { journal: { ...journal, tags }, reads: () => reads };
}

describe('a journal of many tags', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('takes a note without a look at the others or a write, and has them all in the end', async () => {
    const many = 2000;
    const { journal, reads } = countedJournalOf(many);
    const written: string[] = [];
    const keeper = createJournalKeeper(async (text) => void written.push(text), quietHost());
    await keeper.begin(journal);
    const before = reads();
    for (let index = 0; index < many; index += 1) keeper.note(`${repository}:t${index}`, 'moved');
    expect(reads() - before).toBeLessThanOrEqual(many);
    expect(written).toHaveLength(1);
    await keeper.end('published');
    const last = parseJournal(written.at(-1) ?? '', 'journal');
    expect([last.state, last.tags.filter(({ state }) => state === 'moved').length]).toEqual([
      'published',
      many,
    ]);
  });

  it('is written no more often than it must be while tags move', async () => {
    const written: string[] = [];
    const keeper = createJournalKeeper(async (text) => void written.push(text), quietHost());
    await keeper.begin(journalOf(100));
    expect(written).toHaveLength(1);
    for (let index = 0; index < 100; index += 1) {
      keeper.note(`${repository}:t${index}`, 'moved');
      await vi.advanceTimersByTimeAsync(5);
    }
    const notes = written.slice(1);
    // What is noted reaches the disk while tags still move, not only at the end.
    expect(parseJournal(notes[0] ?? '', 'journal').tags.some(({ state }) => state === 'moved')).toBe(true);
    expect(notes.length).toBeLessThanOrEqual((100 * 5) / NOTES_EVERY_MS);
    await keeper.end('published');
    const count = written.length;
    expect(parseJournal(written.at(-1) ?? '', 'journal').state).toBe('published');
    await vi.advanceTimersByTimeAsync(NOTES_EVERY_MS + 50);
    expect(written).toHaveLength(count);
  });

  it('is not changed in the hands of whoever gave it, and minds no tag that it does not know', async () => {
    const first = journalOf(1);
    const keeper = createJournalKeeper(async () => {}, quietHost());
    keeper.note(`${repository}:t0`, 'moved');
    await keeper.begin(first);
    keeper.note(`${repository}:t0`, 'moved');
    keeper.note(`${repository}:other`, 'moved');
    await keeper.end('published');
    expect([first.state, first.tags[0]?.state]).toEqual(['publishing', 'pending']);
  });
});
