import { expect, it, onTestFinished } from 'vitest';
import { createRegistry } from '../../src/registry/client.ts';
import { startMemoryRegistry, type MemoryRegistryOptions } from '../rig/memory-registry.ts';

async function rig(options: MemoryRegistryOptions) {
  const server = await startMemoryRegistry(options);
  onTestFinished(() => server.close());
  server.seed('org/app', 'one', 'a', 'b');
  const registry = createRegistry({
    fetch,
    credentials: async () => undefined,
    sleep: async () => {},
    random: Math.random,
  });
  return { server, untag: (tag: string) => registry.untag(`${server.host}/org/app`, tag) };
}

it('removes a tag alone, where only manifests can be deleted', async () => {
  const { server, untag } = await rig({ deleteTags: 'digest' });
  expect(await Promise.all([untag('a'), untag('gone')])).toEqual(['deleted', 'deleted']);
  expect(Object.keys(server.tags('org/app'))).toEqual(['b']);
  expect((await fetch(`http://${server.host}/v2/org/app/manifests/b`)).status).toBe(200);
});

it('does not touch a tag of a registry that deletes nothing', async () => {
  const { server, untag } = await rig({ deleteTags: 'refuse' });
  const before = server.tags('org/app');
  expect(await untag('a')).toBe('unsupported');
  expect(server.tags('org/app')).toEqual(before);
  expect(server.log.filter((line) => line.startsWith('PUT'))).toEqual([]);
});

it('removes the tag when the answer to its deletion is lost', async () => {
  const { server, untag } = await rig({
    deleteTags: 'digest',
    faults: [{ kind: 'truncate', match: /^DELETE .*sha256/, skip: 1 }],
  });
  expect(await untag('a')).toBe('deleted');
  expect(Object.keys(server.tags('org/app'))).toEqual(['b']);
});

it('puts the tag back where it was when it cannot be removed half-way', async () => {
  const { server, untag } = await rig({
    deleteTags: 'digest',
    faults: [{ kind: 'status', status: 500, match: /^DELETE .*sha256/, skip: 1, times: 6 }],
  });
  const before = server.tags('org/app');
  await expect(untag('a')).rejects.toThrow(/cannot remove the tag .*answered 500/);
  expect(server.tags('org/app')).toEqual(before);
});

it('does not bring a tag back that went although no answer said so', async () => {
  const { server, untag } = await rig({
    deleteTags: 'digest',
    faults: [{ kind: 'truncate', match: /^DELETE .*sha256/, skip: 1, times: 6 }],
  });
  await expect(untag('a')).rejects.toThrow(/got no answer/);
  expect(Object.keys(server.tags('org/app'))).toEqual(['b']);
});
