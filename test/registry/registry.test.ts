import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ProblemsFound } from '../../src/problem/problem.ts';
import { parseChallenges } from '../../src/registry/challenge.ts';
import { createRegistry } from '../../src/registry/client.ts';
import { RegistryError } from '../../src/registry/registry-error.ts';
import type { Registry, RegistryEffects, RegistryLimits } from '../../src/registry/registry.ts';
import { retryAfterMs } from '../../src/registry/retry.ts';
import type { Credential } from '../../src/effects/host.ts';
import { registryEffects } from '../rig/host.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const BODY = new TextEncoder().encode('{"schemaVersion":2}');
const DIGEST = `sha256:${createHash('sha256').update(BODY).digest('hex')}`;
const MANIFEST = { digest: DIGEST, mediaType: INDEX, body: BODY };
const NAME = 'ghcr.io/org/app';

interface Seen {
  readonly line: string;
  readonly headers: Headers;
  readonly body: string;
}
type Scripted = Response | Error | ((request: Seen) => Response | Promise<Response>);

/**
 * A registry client on a script of answers: one more request than the script has is an error.
 * Time passes in sleep only.
 */
function rig(
  script: Scripted[],
  options: Partial<RegistryEffects & RegistryLimits> = {},
): { registry: Registry; seen: Seen[]; slept: number[] } {
  const seen: Seen[] = [];
  const slept: number[] = [];
  let clock = Date.parse('2026-01-01T00:00:00Z');
  const scripted: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const body =
      init?.body instanceof Uint8Array
        ? new TextDecoder().decode(init.body)
        : init?.body instanceof URLSearchParams
          ? init.body.toString()
          : '';
    const request = { line: `${init?.method} ${url}`, headers: new Headers(init?.headers), body };
    seen.push(request);
    const next = script[seen.length - 1];
    if (next === undefined) throw new Error(`not in the script: ${request.line}`);
    if (next instanceof Error) throw next;
    return typeof next === 'function' ? next(request) : next;
  };
  const registry = createRegistry(
    registryEffects({
      fetch: scripted,
      sleep: async (milliseconds) => {
        slept.push(milliseconds);
        clock += milliseconds;
      },
      random: () => 0,
      now: () => clock,
      ...options,
    }),
    options,
  );
  return { registry, seen, slept };
}

function reply(status: number, headers: Record<string, string> = {}, body: string | null = null): Response {
  return new Response(body, { status, headers });
}

function refusal(
  status: number,
  code: string,
  message = 'no',
  headers: Record<string, string> = {},
): Response {
  return reply(status, headers, JSON.stringify({ errors: [{ code, message }] }));
}

const created = (): Response => reply(201, { 'docker-content-digest': DIGEST });
const head = (): Response =>
  reply(200, { 'docker-content-digest': DIGEST, 'content-type': INDEX, 'content-length': '19' });
const challenge = (extra = ''): Response =>
  refusal(401, 'UNAUTHORIZED', 'authentication required', {
    'www-authenticate': `Bearer realm="https://auth.example/token",service="ghcr.io",scope="repository:org/app:pull"${extra}`,
  });
const token = (value: string, seconds = 300): Response =>
  reply(200, {}, JSON.stringify({ token: value, expires_in: seconds }));
const basicChallenge = (): Response =>
  refusal(401, 'UNAUTHORIZED', 'x', { 'www-authenticate': 'Basic realm="r"' });
const identity = async (): Promise<Credential> => ({ kind: 'identity-token', identityToken: 'refresh-me' });
const user = async (): Promise<Credential> => ({ kind: 'password', username: 'me', password: 'hunter2' });

function network(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`read ${code}`), { code }) });
}

async function failure(promise: Promise<unknown>): Promise<RegistryError> {
  const cause = await promise.then(
    () => new Error('it did not fail'),
    (cause: unknown) => cause,
  );
  if (cause instanceof RegistryError) return cause;
  throw cause;
}

describe('parseChallenges', () => {
  it.each([
    ['Basic realm="x"', [['basic', { realm: 'x' }]]],
    [
      'Bearer realm="https://a/token",service="s",scope="repository:a/b:pull,push"',
      [['bearer', { realm: 'https://a/token', service: 's', scope: 'repository:a/b:pull,push' }]],
    ],
    ['BEARER Realm = "r" , Service=s', [['bearer', { realm: 'r', service: 's' }]]],
    [
      'Basic realm="a, Bearer b=\\"c\\"", Bearer realm="r"',
      [
        ['basic', { realm: 'a, Bearer b="c"' }],
        ['bearer', { realm: 'r' }],
      ],
    ],
    [
      'Negotiate, Basic realm=x',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
      ],
    ],
    ['Bearer realm=""', [['bearer', { realm: '' }]]],
    ['realm="no scheme"', []],
    ['', []],
  ])('reads %s', (header, expected) => {
    expect(
      parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]),
    ).toEqual(expected);
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('Thu, 01 Jan 2026 00:00:00 GMT');
  it.each([
    ['3', 3000],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:00:07 GMT', 7000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['soon', 0],
    [null, 0],
  ])('reads %s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});

describe('trying again', () => {
  it.each([429, 500, 502, 503, 504])('repeats after %i', async (status) => {
    const { registry, seen } = rig([refusal(status, 'X'), created()]);
    await registry.tag(NAME, '1', MANIFEST);
    expect(seen).toHaveLength(2);
  });

  it.each(['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'UND_ERR_SOCKET', 'EAI_AGAIN'])(
    'repeats after %s',
    async (code) => {
      const { registry, seen } = rig([network(code), created()]);
      await registry.tag(NAME, '1', MANIFEST);
      expect(seen).toHaveLength(2);
    },
  );

  it.each(['MANIFEST_BLOB_UNKNOWN', 'BLOB_UPLOAD_UNKNOWN', 'BLOB_UNKNOWN'])(
    'repeats the PUT of a tag after %s',
    async (code) => {
      const { registry, seen } = rig([refusal(404, code), created()]);
      await registry.tag(NAME, '1', MANIFEST);
      expect(seen).toHaveLength(2);
    },
  );

  it.each([400, 403, 404, 409, 413, 501])('takes %i for an answer', async (status) => {
    const { registry, seen, slept } = rig([refusal(status, 'X')]);
    expect(await failure(registry.tag(NAME, '1', MANIFEST))).toMatchObject({
      status,
      code: 'X',
      method: 'PUT',
    });
    expect([seen.length, slept]).toEqual([1, []]);
  });

  it.each(['ENOTFOUND', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED'])(
    'takes %s for an answer',
    async (code) => {
      const { registry, seen } = rig([network(code)]);
      const { hint, status } = await failure(registry.tag(NAME, '1', MANIFEST));
      expect([seen.length, status, hint.includes('NODE_EXTRA_CA_CERTS')]).toEqual([
        1,
        undefined,
        code !== 'ENOTFOUND',
      ]);
    },
  );

  it('gives up after six tries, each wait twice the one before', async () => {
    const { registry, slept } = rig(Array.from({ length: 6 }, () => refusal(503, 'UNAVAILABLE', 'busy')));
    const cause = await failure(registry.tag(NAME, '1', MANIFEST));
    expect(slept).toEqual([250, 500, 1000, 2000, 4000]);
    expect(cause.message).toBe(
      `cannot point ghcr.io/org/app:1 at ${DIGEST}: PUT https://ghcr.io/v2/org/app/manifests/1 answered ` +
        '503 UNAVAILABLE "busy" (6 tries); check the network and the state of "ghcr.io", then run again',
    );
  });

  it('spreads the waits at random up to twice as long', async () => {
    const { registry, slept } = rig([refusal(500, 'X'), created()], { random: () => 0.999 });
    await registry.tag(NAME, '1', MANIFEST);
    expect(slept[0]).toBeCloseTo(499.75);
  });

  it.each([
    ['7', 7250],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9250],
    ['3600', 60_250],
  ])(
    'waits as long as Retry-After %s asks, at most a minute, and the usual time on top',
    async (header, expected) => {
      const { registry, slept } = rig([
        refusal(429, 'TOOMANYREQUESTS', 'slow down', { 'retry-after': header }),
        created(),
      ]);
      await registry.tag(NAME, '1', MANIFEST);
      expect(slept).toEqual([expected]);
    },
  );

  it('does not try again once the signal has aborted', async () => {
    const { registry, seen } = rig([refusal(503, 'X')]);
    await failure(registry.tag(NAME, '1', MANIFEST, AbortSignal.abort()));
    expect(seen).toHaveLength(1);
  });

  it('ends a wait when the signal aborts', async () => {
    const stop = new AbortController();
    const { registry, seen } = rig([refusal(503, 'X'), refusal(503, 'X')], {
      sleep: (_, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
          stop.abort();
        }),
    });
    await failure(registry.tag(NAME, '1', MANIFEST, stop.signal));
    expect(seen).toHaveLength(2);
  });
});

describe('authentication', () => {
  it('is not offered to a registry that does not ask', async () => {
    const { registry, seen } = rig([head()], { credentials: () => Promise.reject(new Error('asked')) });
    expect(await registry.resolve(NAME, 'latest')).toEqual({ digest: DIGEST, mediaType: INDEX, size: 19 });
    expect(seen[0]?.headers.has('authorization')).toBe(false);
  });

  it('gets a token for pull as nobody, and keeps it', async () => {
    const { registry, seen } = rig([challenge(), token('t1'), head(), head()]);
    await registry.resolve(NAME, 'latest');
    await registry.resolve(NAME, 'other');
    expect(seen.map(({ line }) => line)).toEqual([
      'HEAD https://ghcr.io/v2/org/app/manifests/latest',
      'GET https://auth.example/token?service=ghcr.io&scope=repository%3Aorg%2Fapp%3Apull',
      'HEAD https://ghcr.io/v2/org/app/manifests/latest',
      'HEAD https://ghcr.io/v2/org/app/manifests/other',
    ]);
    expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual([
      null,
      null,
      'Bearer t1',
      'Bearer t1',
    ]);
  });

  it('gets a token for pull and push as the user, who is named to the token server only', async () => {
    const { registry, seen } = rig([challenge(), token('t1'), created()], { credentials: user });
    await registry.tag(NAME, '1', MANIFEST);
    expect(seen[1]?.line).toContain('scope=repository%3Aorg%2Fapp%3Apull%2Cpush');
    expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual([
      null,
      `Basic ${btoa('me:hunter2')}`,
      'Bearer t1',
    ]);
  });

  it('adds the actions that the challenge asks for', async () => {
    const { registry, seen } = rig([
      refusal(401, 'X', 'x', {
        'www-authenticate':
          'Bearer realm="https://a/t",scope="repository:org/app:* repository:else/where:push"',
      }),
      token('t'),
      head(),
    ]);
    await registry.resolve(NAME, '1');
    expect(new URL(seen[1]?.line.slice(4) ?? '').searchParams.get('scope')).toBe('repository:org/app:pull,*');
  });

  it('renews a token that was refused, once', async () => {
    const { registry, seen } = rig([
      challenge(),
      token('t1'),
      challenge(',error="invalid_token"'),
      token('t2'),
      created(),
    ]);
    await registry.tag(NAME, '1', MANIFEST);
    expect(seen.at(-1)?.headers.get('authorization')).toBe('Bearer t2');

    const refused = rig([challenge(), token('t1'), challenge(), token('t2'), challenge()]);
    const cause = await failure(refused.registry.tag(NAME, '1', MANIFEST));
    expect(cause).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
    expect(cause.hint).toMatch(/docker login ghcr\.io.*docker\/login-action.*packages: write/);
  });

  it('gets a new token shortly before the old one ends', async () => {
    const { registry, seen } = rig([
      challenge(),
      token('t1', 100),
      head(),
      refusal(503, 'X', 'x', { 'retry-after': '60' }),
      refusal(503, 'X', 'x', { 'retry-after': '60' }),
      challenge(),
      token('t2'),
      head(),
    ]);
    await registry.resolve(NAME, '1');
    await registry.resolve(NAME, '2');
    expect(seen.map(({ headers }) => headers.get('authorization')).slice(2)).toEqual([
      'Bearer t1',
      'Bearer t1',
      'Bearer t1',
      null,
      null,
      'Bearer t2',
    ]);
  });

  it('shares one token between requests that were refused together', async () => {
    let tokens = 0;
    const answer = ({ line, headers }: Seen): Response => {
      if (line.includes('/token?')) return token(`t${(tokens += 1)}`);
      return headers.has('authorization') ? created() : challenge();
    };
    const { registry, seen } = rig(Array.from({ length: 11 }, () => answer));
    await Promise.all(['1', '2', '3', '4', '5'].map((tag) => registry.tag(NAME, tag, MANIFEST)));
    expect([tokens, seen.length]).toEqual([1, 11]);
  });

  it('answers a Basic challenge with the user, and fails without one', async () => {
    const { registry, seen } = rig([basicChallenge(), created()], { credentials: user });
    await registry.tag(NAME, '1', MANIFEST);
    expect(seen[1]?.headers.get('authorization')).toBe(`Basic ${btoa('me:hunter2')}`);
    expect(await failure(rig([basicChallenge()]).registry.tag(NAME, '1', MANIFEST))).toMatchObject({
      status: 401,
    });
  });

  it('prefers Bearer where both are offered', async () => {
    const both = refusal(401, 'X', 'x', {
      'www-authenticate': 'Basic realm="r", Bearer realm="https://a/t",service="s"',
    });
    const { registry, seen } = rig([both, token('t'), head()], { credentials: user });
    await registry.resolve(NAME, '1');
    expect(seen.at(-1)?.headers.get('authorization')).toBe('Bearer t');
  });

  it('posts an identity token', async () => {
    const { registry, seen } = rig([challenge(), reply(200, {}, '{"access_token":"t1"}'), created()], {
      credentials: identity,
    });
    await registry.tag(NAME, '1', MANIFEST);
    expect(seen[1]?.line).toBe('POST https://auth.example/token');
    expect(Object.fromEntries(new URLSearchParams(seen[1]?.body))).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-me',
      service: 'ghcr.io',
      scope: 'repository:org/app:pull,push',
    });
    expect(seen[2]?.headers.get('authorization')).toBe('Bearer t1');
  });

  it.each([400, 401, 404, 405])(
    'falls back to GET when the token server answers POST with %i',
    async (status) => {
      const { registry, seen } = rig([challenge(), refusal(status, 'X'), token('t1'), created()], {
        credentials: identity,
      });
      await registry.tag(NAME, '1', MANIFEST);
      expect(seen[2]?.headers.get('authorization')).toBe(`Basic ${btoa('<token>:refresh-me')}`);
    },
  );

  it('says that the token server refused, without the query and the password', async () => {
    const { registry } = rig([challenge(), refusal(403, 'DENIED', 'denied: denied')], { credentials: user });
    const cause = await failure(registry.tag(NAME, '1', MANIFEST));
    expect(cause).toMatchObject({ status: 403, code: 'DENIED', url: 'https://auth.example/token' });
    expect(cause.message).toMatch(
      new RegExp(
        String.raw`cannot get a token for ghcr\.io/org/app: GET https://auth\.example/token answered ` +
          String.raw`403 DENIED "denied: denied"; run "docker login ghcr\.io"`,
      ),
    );
    expect(cause.message).not.toMatch(/hunter2|scope=/);
  });

  it('tries the token server again too', async () => {
    const { registry, slept } = rig([challenge(), refusal(503, 'X'), token('t1'), head()]);
    await registry.resolve(NAME, '1');
    expect(slept).toHaveLength(1);
  });

  it('sends no password to a token server without TLS', async () => {
    const { registry, seen } = rig(
      [refusal(401, 'X', 'x', { 'www-authenticate': 'Bearer realm="http://auth.example/token"' })],
      { credentials: user },
    );
    await failure(registry.resolve(NAME, '1'));
    expect(seen).toHaveLength(1);
  });
});

describe('redirects', () => {
  const secret = 'https://store.example/x?X-Amz-Signature=abc';
  const authorized = [() => challenge(), () => token('t1')];

  it('are followed to another host without the token', async () => {
    const { registry, seen } = rig([
      ...authorized,
      () => reply(307, { location: secret }),
      () => reply(200, {}, new TextDecoder().decode(BODY)),
    ]);
    expect(await registry.blob(NAME, DIGEST)).toEqual(BODY);
    expect(seen.slice(2).map(({ line, headers }) => [line, headers.get('authorization')])).toEqual([
      [`GET https://ghcr.io/v2/org/app/blobs/${DIGEST}`, 'Bearer t1'],
      [`GET ${secret}`, null],
    ]);
  });

  it('are followed on the same host with it', async () => {
    const { registry, seen } = rig([...authorized, () => reply(302, { location: '/elsewhere' }), head]);
    await registry.resolve(NAME, '1');
    expect(seen.at(-1)?.headers.get('authorization')).toBe('Bearer t1');
  });

  it('do not get the token back on the way home', async () => {
    const { registry, seen } = rig([
      ...authorized,
      () => reply(302, { location: secret }),
      () => reply(302, { location: 'https://ghcr.io/v2/x' }),
      head,
    ]);
    await registry.resolve(NAME, '1');
    expect(seen.at(-1)?.headers.get('authorization')).toBeNull();
  });

  it('are refused from https to http, and after the fifth', async () => {
    expect(
      (
        await failure(
          rig([reply(302, { location: 'http://store.example/x?sig=abc' })]).registry.resolve(NAME, '1'),
        )
      ).message,
    ).toMatch(/redirected from https to http:\/\/store\.example\/x, which is refused/);
    const loop = rig(Array.from({ length: 6 }, () => reply(302, { location: '/again' })));
    expect(await failure(loop.registry.resolve(NAME, '1'))).toMatchObject({ status: 302 });
  });

  it('of an upload are answers, not followed', async () => {
    const { registry, seen } = rig([reply(307, { location: secret })]);
    expect(await failure(registry.tag(NAME, '1', MANIFEST))).toMatchObject({ status: 307 });
    expect(seen).toHaveLength(1);
  });
});

describe('content', () => {
  it('is checked against the digest that was asked for', async () => {
    const { registry } = rig([
      reply(200, { 'content-type': INDEX }, 'something else'),
      reply(200, {}, 'something else'),
    ]);
    expect((await failure(registry.manifest(NAME, DIGEST))).message).toMatch(
      new RegExp(`sent 14 bytes with the digest sha256:[a-f0-9]{64} instead of ${DIGEST}`),
    );
    expect(await failure(registry.blob(NAME, DIGEST))).toMatchObject({ code: 'DIGEST_INVALID' });
  });

  it('is hashed when HEAD gives no digest', async () => {
    const { registry, seen } = rig([
      reply(200, { 'content-type': INDEX }),
      reply(200, { 'content-type': `${INDEX}; charset=utf-8` }, new TextDecoder().decode(BODY)),
    ]);
    expect(await registry.resolve(NAME, '1')).toEqual({
      digest: DIGEST,
      mediaType: INDEX,
      size: BODY.length,
    });
    expect(seen.map(({ line }) => line.split(' ')[0])).toEqual(['HEAD', 'GET']);
  });

  it('may be absent', async () => {
    const { registry } = rig([reply(404), refusal(404, 'MANIFEST_UNKNOWN'), refusal(404, 'BLOB_UNKNOWN')]);
    expect([
      await registry.resolve(NAME, '1'),
      await registry.manifest(NAME, '1'),
      await registry.blob(NAME, DIGEST),
    ]).toEqual([undefined, undefined, undefined]);
  });

  it('of a tag must be stored as it was sent', async () => {
    const { registry } = rig([reply(201, { 'docker-content-digest': `sha256:${'0'.repeat(64)}` })]);
    expect((await failure(registry.tag(NAME, '1', MANIFEST))).message).toMatch(/stored sha256:0{64} instead/);
  });

  it('asks for indexes and manifests of both kinds', async () => {
    const { registry, seen } = rig([head()]);
    await registry.resolve(NAME, '1');
    expect(seen[0]?.headers.get('accept')?.split(', ')).toHaveLength(4);
  });
});

describe('messages', () => {
  it('show what a proxy sent, on one line and not all of it', async () => {
    const { registry } = rig([
      reply(403, {}, `<h1>Forbidden</h1>\n::add-mask::x\r\n\u001B[31m${'y'.repeat(1000)}`),
    ]);
    const { said } = await failure(registry.tag(NAME, '1', MANIFEST));
    expect(said).toMatch(/^answered 403 "<h1>Forbidden<\/h1> ::add-mask::x \[31my+"$/);
    expect(said.length).toBeLessThan(330);
  });

  it('name a broken repository', async () => {
    await expect(rig([]).registry.resolve('ghcr.io/Org/App', '1')).rejects.toThrow(ProblemsFound);
  });
});

describe('untag', () => {
  it.each([
    ['202', [reply(202)], 'deleted'],
    ['405', [refusal(405, 'UNSUPPORTED')], 'unsupported'],
    [
      '400, where manifests are not deleted either',
      [refusal(400, 'DIGEST_INVALID'), reply(201), refusal(405, 'UNSUPPORTED')],
      'unsupported',
    ],
    ['404 for a tag that is gone', [refusal(404, 'MANIFEST_UNKNOWN'), reply(404)], 'deleted'],
    ['404 for a tag that is there', [reply(404), head()], 'unsupported'],
  ])('reads %s', async (_, script, expected) => {
    expect(await rig(script).registry.untag(NAME, '1')).toBe(expected);
  });
});

describe('checkPush', () => {
  it('starts an upload and cancels it', async () => {
    const { registry, seen } = rig([
      reply(202, { location: '/v2/org/app/blobs/uploads/1?state=s' }),
      reply(204),
    ]);
    expect(await registry.checkPush(NAME)).toEqual({ ok: true });
    expect(seen.map(({ line }) => line)).toEqual([
      'POST https://ghcr.io/v2/org/app/blobs/uploads/',
      'DELETE https://ghcr.io/v2/org/app/blobs/uploads/1?state=s',
    ]);
  });

  it('does not mind a registry that cannot cancel, and does not name us to another host', async () => {
    const { registry, seen } = rig([
      challenge(),
      token('t1'),
      reply(202, { location: 'https://else.example/v2/org/app/blobs/uploads/1' }),
      refusal(405, 'UNSUPPORTED'),
    ]);
    expect(await registry.checkPush(NAME)).toEqual({ ok: true });
    expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual([null, null, 'Bearer t1', null]);
  });

  it('says what the registry answered', async () => {
    expect(
      await rig([refusal(403, 'DENIED', 'permission_denied: write_package')]).registry.checkPush(NAME),
    ).toEqual({
      ok: false,
      status: 403,
      reason: 'the registry answered 403 DENIED "permission_denied: write_package"',
    });
    expect(await rig([network('ENOTFOUND')]).registry.checkPush(NAME)).toEqual({
      ok: false,
      reason: 'the request got no answer: read ENOTFOUND',
    });
  });
});

describe('the bound on requests', () => {
  it('holds for all of them together', async () => {
    let active = 0;
    let most = 0;
    const slow = async (): Promise<Response> => {
      most = Math.max(most, (active += 1));
      await new Promise((resolve) => setTimeout(resolve, 2));
      active -= 1;
      return head();
    };
    const { registry } = rig(
      Array.from({ length: 20 }, () => slow),
      { limit: 3 },
    );
    await Promise.all(Array.from({ length: 20 }, (_, index) => registry.resolve(NAME, `t${index}`)));
    expect(most).toBe(3);
  });
});

describe('an answer that is not what it should be', () => {
  const failureOf = async (act: Promise<unknown>): Promise<string> => {
    const cause: unknown = await act.then(
      () => new Error('it did not fail'),
      (reason: unknown) => reason,
    );
    if (!(cause instanceof RegistryError)) throw cause;
    return cause.message;
  };
  const redirected = (location: string): Response => reply(307, { location });
  const begun = (location?: string): Response => reply(202, location === undefined ? {} : { location });

  it.each([
    ['http://[', /answered with a Location that is no address of the web/],
    ['data:text/plain,x', /answered with a Location that is no address of the web/],
    ['file:///etc/passwd', /answered with a Location that is no address of the web/],
    [
      'http://else.example/x?sig=s3cret',
      /was redirected from https to http:\/\/else\.example\/x, which is refused/,
    ],
  ])('a Location %j', async (location, said) => {
    expect(await failureOf(rig([redirected(location)]).registry.manifest(NAME, 'a'))).toMatch(said);
    const uploads = rig([reply(404), begun(location)]);
    expect(await failureOf(uploads.registry.upload(NAME, BODY))).toMatch(said);
    const copies = rig([reply(404), begun(location)]);
    const copy = { from: `${NAME}-a`, to: NAME, digest: DIGEST, size: 1 };
    expect(await failureOf(copies.registry.copyBlob(copy))).toMatch(said);
    // It is not needed for knowing whether pushing is allowed.
    expect(await rig([begun(location)]).registry.checkPush(NAME)).toEqual({ ok: true });
    expect([uploads.seen.length, copies.seen.length]).toEqual([2, 2]);
  });

  it('a body without end', async () => {
    let sent = 0;
    const endless = new Response(
      new ReadableStream({
        pull: (controller) => {
          sent += 1;
          controller.enqueue(new Uint8Array(1024 * 1024));
        },
      }),
    );
    expect(await failureOf(rig([endless]).registry.manifest(NAME, 'a'))).toMatch(/sent more than 64 MiB/);
    expect(sent).toBeLessThan(70);
  });

  it.each(['s3cret\nx: y', 's3cret\u0000', 's3crét', '', 7])(
    'a token %j is not sent, and not shown',
    async (broken) => {
      const answers = () => [challenge(), reply(200, {}, JSON.stringify({ token: broken }))];
      for (const credentials of [async () => undefined, identity]) {
        const { registry, seen } = rig(answers(), { credentials });
        const failure = await failureOf(registry.resolve(NAME, 'a'));
        expect(failure).toMatch(/answered 200 without a token that can be sent/);
        expect(failure).not.toContain('s3cr');
        expect(seen).toHaveLength(2);
      }
    },
  );
});
