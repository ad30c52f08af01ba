import { describe, expect, it } from 'vitest';
import type { Files } from '../../../src/effects/files.ts';
import type { Host } from '../../../src/effects/host.ts';
import { cachedDatabase, databaseKey, isBelievable } from '../../../src/gates/scan/database-cache.ts';

const NOW = Date.parse('2027-01-20T12:00:00Z');
const FROM = { folder: '/cache/db', repositories: ['one', 'two'] };
const metadata = (nextUpdate: string): string => JSON.stringify({ Version: 2, NextUpdate: nextUpdate });
const CURRENT = metadata('2027-01-21T06:00:00Z');

/** A machine with what is on its disk, and a cache with one entry. */
function machine(cached: string | undefined, disk?: string) {
  const log: string[] = [];
  let there = disk;
  const host: Pick<Host, 'databaseCache' | 'files' | 'now'> = {
    now: () => NOW,
    databaseCache: {
      restore: async (key, paths) => {
        log.push(`restore ${key.slice(-10)} ${paths.join()}`);
        there = cached;
        return cached !== undefined;
      },
      save: async (key) => void log.push(`save ${key.slice(-10)}`),
    },
    // The only effects on the disk that are used.
    files: {
      readText: async (path) => (path === '/cache/db/metadata.json' ? there : undefined),
      remove: async (path) => {
        log.push(`remove ${path}`);
        there = undefined;
      },
    } satisfies Partial<Files> as Partial<Files> as Files,
  };
  const open = (kind: string) => async () => {
    log.push(`open with ${there === undefined ? 'nothing' : 'what is there'}`);
    return { kind };
  };
  return { host, log, open };
}

describe('cachedDatabase', () => {
  it('uses what another run fetched today, and does not save it again', async () => {
    const { host, log, open } = machine(CURRENT);
    await cachedDatabase(FROM, open('ready'), host);
    expect(log).toEqual(['restore 2027-01-20 /cache/db', 'open with what is there']);
  });

  it('saves what it fetched itself, but not a failure', async () => {
    const fetching = machine(undefined);
    await cachedDatabase(FROM, fetching.open('ready'), fetching.host);
    expect(fetching.log.slice(2)).toEqual(['open with nothing', 'save 2027-01-20']);
    const failing = machine(undefined);
    await cachedDatabase(FROM, failing.open('failed'), failing.host);
    expect(failing.log.at(-1)).toBe('open with nothing');
  });

  it.each(['2099-01-01T00:00:00Z', '2027-01-20T11:59:59Z', 'soon'])(
    'does not believe an entry whose next update is %s',
    async (nextUpdate) => {
      const { host, log, open } = machine(metadata(nextUpdate));
      await cachedDatabase(FROM, open('ready'), host);
      expect(log.slice(1)).toEqual(['remove /cache/db', 'open with nothing', 'save 2027-01-20']);
    },
  );

  it('asks no cache on a machine that keeps its folders', async () => {
    const { host, log, open } = machine(CURRENT, CURRENT);
    await cachedDatabase(FROM, open('ready'), host);
    expect(log).toEqual(['open with what is there']);
  });

  it('goes on when the cache is broken', async () => {
    const { host, log, open } = machine(CURRENT);
    const broken = {
      restore: () => Promise.reject(new Error('down')),
      save: () => Promise.reject(new Error('down')),
    };
    expect(await cachedDatabase(FROM, open('ready'), { ...host, databaseCache: broken })).toEqual({
      kind: 'ready',
    });
    expect(log).toEqual(['remove /cache/db', 'open with nothing']);
  });

  it('keeps days and lists of repositories apart', () => {
    const keys = [
      databaseKey(['one'], NOW),
      databaseKey(['two'], NOW),
      databaseKey(['one', 'two'], NOW),
      databaseKey(['one'], NOW + 86_400_000),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it('takes no text for a date', () =>
    expect(['', '{}', 'null', '[]', '{"NextUpdate":1}'].map((text) => isBelievable(text, NOW))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]));
});
