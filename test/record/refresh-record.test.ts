import { afterEach, describe, expect, it } from 'vitest';
import { readRefresh, writeRefresh } from '../../src/record/refresh-record.ts';
import { createRegistry } from '../../src/registry/client.ts';
import { registryEffects } from '../rig/host.ts';
import { startMemoryRegistry, type MemoryRegistry } from '../rig/memory-registry.ts';

const running: MemoryRegistry[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const registry = createRegistry(registryEffects());
const { signal } = new AbortController();

async function repositoryOf(...present: readonly string[]): Promise<string> {
  const server = await startMemoryRegistry();
  running.push(server);
  for (const text of present) server.seed('org/app-cache', text, 'REFRESH');
  return `${server.host}/org/app-cache`;
}

describe('the record of the last refresh', () => {
  it('is not there before the first', async () => {
    expect(await readRefresh(await repositoryOf(), registry, signal)).toBeUndefined();
  });

  it('is read as it was written, and a later one replaces it', async () => {
    const repository = await repositoryOf();
    for (const epoch of ['2026-11-14', '2026-11-21T10:00:00.000Z']) {
      await writeRefresh(repository, epoch, registry, signal);
      expect(await readRefresh(repository, registry, signal)).toBe(epoch);
    }
  });

  it('is not replaced by an earlier one', async () => {
    const repository = await repositoryOf();
    await writeRefresh(repository, '2026-11-21', registry, signal);
    await writeRefresh(repository, '2026-11-14', registry, signal);
    expect(await readRefresh(repository, registry, signal)).toBe('2026-11-21');
  });

  it('counts as none when something else has its tag', async () => {
    expect(await readRefresh(await repositoryOf('an image'), registry, signal)).toBeUndefined();
  });
});
