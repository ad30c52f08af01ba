import { expect, it, onTestFinished } from 'vitest';
import { immutableProblems } from '../../src/publish/immutable.ts';
import { createRegistry } from '../../src/registry/client.ts';
import { startMemoryRegistry } from '../rig/memory-registry.ts';

const place = { file: 'matrix.yaml', line: 5, column: 11 };

async function check(
  revision: string | undefined,
  labels: Record<string, string> | undefined,
  faults: Parameters<typeof startMemoryRegistry>[0] = {},
) {
  const server = await startMemoryRegistry(faults);
  onTestFinished(() => server.close());
  const registry = createRegistry({
    fetch,
    credentials: async () => undefined,
    sleep: async () => {},
    random: Math.random,
  });
  const put = async (path: string, content: object, type: string): Promise<void> =>
    void (await fetch(`http://${server.host}/v2/org/app/${path}`, {
      method: 'PUT',
      body: JSON.stringify(content),
      headers: { 'content-type': type },
    }));
  const config = JSON.stringify({ config: { Labels: labels } });
  const { createHash } = await import('node:crypto');
  const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`;
  const begun = await fetch(`http://${server.host}/v2/org/app/blobs/uploads/`, { method: 'POST' });
  await fetch(`http://${server.host}${begun.headers.get('location')}?digest=${digest}`, {
    method: 'PUT',
    body: config,
  });
  await put(
    'manifests/1.0.0',
    { schemaVersion: 2, config: { digest }, layers: [] },
    'application/vnd.oci.image.manifest.v1+json',
  );
  const tags = ['1.0.0', '1.0.1'].map((tag) => ({
    repository: `${server.host}/org/app`,
    tag,
    revision,
    place,
  }));
  return immutableProblems(tags, registry, { concurrency: 2, signal: new AbortController().signal });
}

const LABEL = 'org.opencontainers.image.revision';

it('lets a run of the same commit build, and refuses no tag that is new', async () => {
  expect(await check('abc', { [LABEL]: 'abc' })).toEqual([]);
});

it.each([
  [
    'another commit',
    'abc',
    { [LABEL]: 'def' },
    /an image of the commit def, and this run builds the commit abc$/,
  ],
  [
    'an image without a commit',
    'abc',
    {},
    /an image of no commit that its labels name, and this run builds the commit abc$/,
  ],
  ['an image without labels', 'abc', undefined, /an image of no commit/],
  ['a run without a commit', undefined, {}, /and this run builds one of no known commit$/],
] as const)('refuses %s, with the place of the pattern', async (_, revision, labels, message) => {
  const problems = await check(revision, labels);
  expect(problems).toMatchObject([{ code: 'immutable-tag', severity: 'error', place }]);
  expect(problems[0]?.message).toMatch(
    /^127\.0\.0\.1:\d+\/org\/app:1\.0\.0 never moves, and exists: it points at sha256:[a-f0-9]{64}, /,
  );
  expect(problems[0]?.message).toMatch(message);
});

it('says when it cannot tell', async () => {
  const problems = await check(
    'abc',
    { [LABEL]: 'abc' },
    { faults: [{ kind: 'status', status: 403, match: /^HEAD .*1\.0\.1$/ }] },
  );
  expect(problems).toMatchObject([{ code: 'immutable-unchecked' }]);
});
