import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { publishTags } from '../../src/publish/publish.ts';
import { createRegistry } from '../../src/registry/client.ts';
import type { Registry } from '../../src/registry/registry.ts';
import type { Credential } from '../../src/registry/token.ts';
import { startGhcr, type GhcrOptions } from '../rig/ghcr.ts';
import { startMemoryRegistry, type MemoryRegistry } from '../rig/memory-registry.ts';
import type { Front } from '../rig/registry-front.ts';

const running: Front[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const users = { me: { password: 'pw', push: ['org/'] } };
const me: Credential = { kind: 'password', username: 'me', password: 'pw' };

async function rig(
  options: Omit<GhcrOptions, 'upstream'>,
  credential: Credential | undefined = me,
): Promise<{ plain: MemoryRegistry; ghcr: Front; registry: Registry }> {
  const plain = await startMemoryRegistry();
  const ghcr = await startGhcr({ upstream: `http://${plain.host}`, ...options });
  running.push(plain, ghcr);
  return {
    plain,
    ghcr,
    registry: createRegistry({
      fetch,
      credentials: async () => credential,
      sleep: async () => {},
      random: Math.random,
    }),
  };
}

describe('publishing through a GHCR', () => {
  it('costs two tokens, for pull and for push', async () => {
    const { plain, ghcr, registry } = await rig({ users });
    const digest = plain.seed('org/app', 'new');
    const outcome = await publishTags(
      [{ image: 'app', repository: `${ghcr.host}/org/app`, digest, tags: ['1', '2', '3'] }],
      registry,
      { concurrency: 3 },
    );
    expect(outcome.kind).toBe('published');
    expect(plain.tags('org/app')).toEqual({ '1': digest, '2': digest, '3': digest });
    expect(ghcr.log.filter((line) => line.startsWith('TOKEN'))).toEqual([
      'TOKEN me repository:org/app:pull',
      'TOKEN me repository:org/app:pull,push',
    ]);
  });

  it('leaves new tags that it cannot delete, and says so', async () => {
    const { plain, ghcr, registry } = await rig({
      users,
      faults: [{ kind: 'status', status: 400, match: /^PUT .*\/2$/ }],
    });
    const digest = plain.seed('org/app', 'new');
    const outcome = await publishTags(
      [{ image: 'app', repository: `${ghcr.host}/org/app`, digest, tags: ['1', '2'] }],
      registry,
      { concurrency: 1 },
    );
    expect(outcome).toMatchObject({
      kind: 'rolled-back',
      left: [{ reference: `${ghcr.host}/org/app:1`, digest }],
    });
  });

  it('takes a refresh token where the server does, and a password where it does not', async () => {
    const identity: Credential = { kind: 'identity-token', username: 'me', identityToken: 'pw' };
    const posts = await rig({ users: { me: { ...users.me, identityToken: 'pw' } } }, identity);
    const gets = await rig({ users }, identity);
    for (const { plain, ghcr, registry } of [posts, gets]) {
      const digest = plain.seed('org/app', 'x', '1');
      expect(await registry.resolve(`${ghcr.host}/org/app`, '1')).toMatchObject({ digest });
    }
    expect(
      [posts, gets].map(({ ghcr }) =>
        ghcr.log.filter((line) => line.includes('/token')).map((line) => line.split(/[ ?]/)[0]),
      ),
    ).toEqual([['POST'], ['POST', 'GET']]);
  });
});

describe('the GHCR of the tests', () => {
  it('stores what is pushed through it, and leads back to itself', async () => {
    const { plain, ghcr } = await rig({ users });
    const { token } = (await (
      await fetch(`http://${ghcr.host}/token?scope=repository:org/app:pull,push`, {
        headers: { authorization: `Basic ${btoa('me:pw')}` },
      })
    ).json()) as { token: string };
    const headers = { authorization: `Bearer ${token}` };
    const digest = `sha256:${createHash('sha256').update('hello world').digest('hex')}`;
    const uploads = `http://${ghcr.host}/v2/org/app/blobs/uploads/`;

    const started = await fetch(uploads, { method: 'POST', headers });
    const location = new URL(started.headers.get('location') ?? '', uploads);
    await fetch(location, { method: 'PATCH', headers, body: 'hello ' });
    const stored = await fetch(`${location.href}?digest=${digest}`, {
      method: 'PUT',
      headers,
      body: 'world',
    });
    const read = await fetch(`http://${ghcr.host}/v2/org/app/blobs/${digest}`, { headers });
    expect([started.status, location.host, stored.status, await read.text()]).toEqual([
      202,
      ghcr.host,
      201,
      'hello world',
    ]);

    const manifest = (config: string): Promise<Response> =>
      fetch(`http://${ghcr.host}/v2/org/app/manifests/1`, {
        method: 'PUT',
        headers,
        body: JSON.stringify({ schemaVersion: 2, config: { digest: config }, layers: [] }),
      });
    expect([(await manifest(digest.replace(/.$/, 'x'))).status, (await manifest(digest)).status]).toEqual([
      404, 201,
    ]);
    expect(Object.keys(plain.tags('org/app'))).toEqual(['1']);
    expect(await (await fetch(`http://${ghcr.host}/v2/org/app/tags/list`, { headers })).json()).toEqual({
      name: 'org/app',
      tags: ['1'],
    });
  });

  it.each([
    ['GET', '/v2/', undefined, 401],
    ['GET', '/v2/org/app/manifests/1', undefined, 401],
    ['GET', '/v2/org/app/manifests/1', 'org/app:pull', 404],
    ['GET', '/v2/org/other/manifests/1', 'org/app:pull', 401],
    ['PUT', '/v2/org/app/manifests/1', 'org/app:pull', 403],
    ['PUT', '/v2/theirs/app/manifests/1', 'theirs/app:pull,push', 403],
    ['DELETE', '/v2/org/app/manifests/1', 'org/app:pull,push', 405],
    ['GET', '/v2/org/app/referrers/sha256:1', 'org/app:pull', 404],
    ['GET', '/v2/Org/App/manifests/1', 'Org/App:pull', 400],
  ])('answers %s %s with a token for %s: %i', async (method, path, scope, status) => {
    const { ghcr } = await rig({ users });
    const asked = await fetch(`http://${ghcr.host}/token?scope=repository:${scope}`, {
      headers: { authorization: `Basic ${btoa('me:pw')}` },
    });
    const { token } = (await asked.json()) as { token: string };
    const answer = await fetch(`http://${ghcr.host}${path}`, {
      method,
      headers: scope === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(status);
  });
});
