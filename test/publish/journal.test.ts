import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
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

describe('a journal of many tags', () => {
  it('takes 10,000 notes in well under a second, and has them all in the end', async () => {
    const written: string[] = [];
    const keeper = createJournalKeeper(async (text) => void written.push(text), quietHost());
    await keeper.begin(journalOf(10_000));
    const start = performance.now();
    for (let index = 0; index < 10_000; index += 1) keeper.note(`${repository}:t${index}`, 'moved');
    expect(performance.now() - start).toBeLessThan(5000);
    await keeper.end('published');
    const last = parseJournal(written.at(-1) ?? '', 'journal');
    expect([last.state, last.tags.filter(({ state }) => state === 'moved').length]).toEqual([
      'published',
      10_000,
    ]);
  });

  it('is written no more often than it must be while tags move', async () => {
    const written: string[] = [];
    const keeper = createJournalKeeper(async (text) => void written.push(text), quietHost());
    const start = performance.now();
    await keeper.begin(journalOf(100));
    expect(written).toHaveLength(1);
    for (let index = 0; index < 100; index += 1) {
      keeper.note(`${repository}:t${index}`, 'moved');
      await delay(5);
    }
    const notes = written.slice(1);
    // What is noted reaches the disk while tags still move, not only at the end.
    expect(parseJournal(notes[0] ?? '', 'journal').tags.some(({ state }) => state === 'moved')).toBe(true);
    expect(notes.length).toBeLessThanOrEqual((performance.now() - start) / NOTES_EVERY_MS);
    await keeper.end('published');
    const count = written.length;
    expect(parseJournal(written.at(-1) ?? '', 'journal').state).toBe('published');
    await delay(NOTES_EVERY_MS + 50);
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
