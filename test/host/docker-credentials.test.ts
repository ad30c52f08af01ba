import { describe, expect, it } from 'vitest';
import type { Command, Exec, ExecResult } from '../../src/effects/exec.ts';
import type { Credential } from '../../src/effects/host.ts';
import { dockerCredentials } from '../../src/host/docker-credentials.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';

const HUB = 'https://index.docker.io/v1/';
const login = (username: string, password: string): Credential => ({ kind: 'password', username, password });
const auth = (text: string): { auth: string } => ({ auth: Buffer.from(text).toString('base64') });

interface Rig {
  readonly find: (host: string) => Promise<Credential | undefined>;
  readonly ran: Command[];
  readonly read: string[];
}

/** `helpers`: what a program answers; a program that is not named does not exist. */
function rig(
  config: unknown,
  helpers: Readonly<Record<string, Partial<ExecResult>>> = {},
  env: Readonly<Record<string, string>> = { HOME: '/home/me' },
): Rig {
  const ran: Command[] = [];
  const read: string[] = [];
  const exec: Exec = async (command) => {
    ran.push(command);
    const answer = helpers[command.file];
    return answer
      ? { code: 0, stdout: '', stderr: '', ...answer }
      : { code: 127, stdout: '', stderr: 'not found' };
  };
  const readBytes = async (path: string): Promise<Uint8Array> => {
    read.push(path);
    if (config === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return Buffer.from(typeof config === 'string' ? config : JSON.stringify(config));
  };
  return { find: dockerCredentials({ exec, files: { readBytes }, env, after: () => () => {} }), ran, read };
}

async function problemOf(promise: Promise<unknown>): Promise<string> {
  const cause = await promise.then(
    () => new Error('it did not fail'),
    (cause: unknown) => cause,
  );
  if (!(cause instanceof ProblemsFound)) throw cause;
  return cause.message;
}

describe('the file', () => {
  it('is read once, from $DOCKER_CONFIG or the home folder', async () => {
    const home = rig({});
    await Promise.all([home.find('a.io'), home.find('b.io')]);
    expect(home.read).toEqual(['/home/me/.docker/config.json']);
    const other = rig({}, {}, { HOME: '/home/me', DOCKER_CONFIG: '/etc/docker-login' });
    await other.find('a.io');
    expect(other.read).toEqual(['/etc/docker-login/config.json']);
  });

  it('may be absent, empty or without this host', async () => {
    expect([
      await rig(undefined).find('ghcr.io'),
      await rig({}).find('ghcr.io'),
      await rig({ auths: null, credHelpers: null, credsStore: '' }).find('ghcr.io'),
      await rig({ auths: { 'a.io': auth('u:p') } }).find('ghcr.io'),
    ]).toEqual(Array.from({ length: 4 }));
  });

  it.each([
    ['auth', { 'ghcr.io': auth('me:pw') }, 'ghcr.io', login('me', 'pw')],
    ['auth with colons in the password', { 'ghcr.io': auth('me:p:w') }, 'ghcr.io', login('me', 'p:w')],
    ['auth padded with NUL', { 'ghcr.io': auth('me:pw\0\0') }, 'ghcr.io', login('me', 'pw')],
    ['user and password', { 'ghcr.io': { username: 'me', password: 'pw' } }, 'ghcr.io', login('me', 'pw')],
    [
      'identity token',
      { 'ghcr.io': { ...auth('me:'), identitytoken: 'it' } },
      'ghcr.io',
      { kind: 'identity-token', username: 'me', identityToken: 'it' },
    ],
    [
      '<token> as user',
      { 'ghcr.io': auth('<token>:it') },
      'ghcr.io',
      { kind: 'identity-token', identityToken: 'it' },
    ],
    ['an empty entry', { 'ghcr.io': {} }, 'ghcr.io', undefined],
    ['a key with scheme', { 'https://ghcr.io': auth('me:pw') }, 'ghcr.io', login('me', 'pw')],
    ['a key with scheme and path', { 'https://ghcr.io/v2/': auth('me:pw') }, 'ghcr.io', login('me', 'pw')],
    [
      'the exact key first',
      { 'https://ghcr.io/v2/': auth('me:old'), 'ghcr.io': auth('me:pw') },
      'ghcr.io',
      login('me', 'pw'),
    ],
    [
      'a port',
      { 'localhost:5000': auth('me:pw'), localhost: auth('me:other') },
      'localhost:5000',
      login('me', 'pw'),
    ],
    ['another port', { 'localhost:5001': auth('me:pw') }, 'localhost:5000', undefined],
    ['a longer host', { 'ghcr.io.evil.com': auth('me:pw') }, 'ghcr.io', undefined],
    ["Docker Hub's old key", { [HUB]: auth('me:pw') }, 'docker.io', login('me', 'pw')],
    ["Docker Hub's new key", { 'docker.io': auth('me:pw') }, 'docker.io', login('me', 'pw')],
    ['a name of Object', { 'ghcr.io': auth('me:pw') }, 'constructor', undefined],
  ])('gives the login: %s', async (_, auths, host, expected) => {
    expect(await rig({ auths }).find(host)).toEqual(expected);
  });

  it.each([
    ['{"auths": {"ghcr.io": {"auth": "hunter2" ', /"\/home\/me\/\.docker\/config\.json" is not JSON/],
    ['7', /at its top something other than/],
    [
      { auths: { 'ghcr.io': { auth: ['hunter2'] } } },
      /at "auths\.ghcr\.io\.auth" something other than the string/,
    ],
    [
      { auths: { 'ghcr.io': { auth: 'aHVudGVyMg==' } } },
      /an "auth" for "ghcr\.io" that is not "user:password" in base64/,
    ],
    [{ credsStore: '../../hunter' }, /which is no program's name/],
  ])('is named when it is broken, but not quoted: %j', async (config, message) => {
    const problem = await problemOf(rig(config).find('ghcr.io'));
    expect(problem).toMatch(message);
    expect(problem).toContain('/home/me/.docker/config.json');
    expect(problem).not.toMatch(/hunter2|aHVudGVyMg/);
  });
});

describe('helpers', () => {
  const stored = { stdout: JSON.stringify({ ServerURL: 'x', Username: 'me', Secret: 'pw' }) };
  const none = { code: 1, stdout: 'credentials not found in native keychain\n' };

  it('get the server on standard input', async () => {
    const { find, ran } = rig({ credsStore: 'desktop' }, { 'docker-credential-desktop': stored });
    expect(await find('ghcr.io')).toEqual(login('me', 'pw'));
    expect(await find('docker.io')).toEqual(login('me', 'pw'));
    expect(ran).toEqual(
      ['ghcr.io', HUB].map((server): unknown =>
        expect.objectContaining({
          file: 'docker-credential-desktop',
          args: ['get'],
          input: `${server}\n`,
          env: { HOME: '/home/me' },
        }),
      ),
    );
  });

  it('that hang are ended after a minute', async () => {
    let isEnded = false;
    const exec: Exec = ({ signal }) =>
      new Promise(() => signal?.addEventListener('abort', () => void (isEnded = true)));
    const waited: number[] = [];
    const find = dockerCredentials({
      exec,
      files: { readBytes: async () => Buffer.from('{"credsStore":"desktop"}') },
      env: {},
      after: (milliseconds, act) => {
        waited.push(milliseconds);
        queueMicrotask(act);
        return () => {};
      },
    });
    expect(await problemOf(find('ghcr.io'))).toMatch(
      /"docker-credential-desktop", which gave no login for "ghcr.io" within 60 s/,
    );
    expect([isEnded, waited]).toEqual([true, [60_000]]);
  });

  it.each(['', 'null', '[]', '{"Username":1,"Secret":"s3cret"}', '{"Secret":"s3cret"', 's3cret'])(
    'that answer %j are named, and the answer is not',
    async (stdout) => {
      const { find } = rig({ credsStore: 'desktop' }, { 'docker-credential-desktop': { stdout } });
      const problem = await problemOf(find('ghcr.io'));
      expect(problem).toContain('which answered something other than a login');
      expect(problem).not.toContain('s3cret');
    },
  );

  it("of one registry come before everybody's, and both before the file", async () => {
    const { find, ran } = rig(
      { auths: { 'gcr.io': auth('file:pw') }, credHelpers: { 'gcr.io': 'gcloud' }, credsStore: 'desktop' },
      { 'docker-credential-gcloud': stored, 'docker-credential-desktop': none },
    );
    expect(await find('gcr.io')).toEqual(login('me', 'pw'));
    expect(await find('ghcr.io')).toBeUndefined();
    expect(ran.map(({ file }) => file)).toEqual(['docker-credential-gcloud', 'docker-credential-desktop']);
  });

  it('that have no login leave it to the file', async () => {
    expect(
      await rig(
        { auths: { 'ghcr.io': auth('file:pw') }, credsStore: 'desktop' },
        { 'docker-credential-desktop': none },
      ).find('ghcr.io'),
    ).toEqual(login('file', 'pw'));
  });

  it('may give an identity token', async () => {
    const answer = { stdout: JSON.stringify({ Username: '<token>', Secret: 'it' }) };
    expect(await rig({ credsStore: 'x' }, { 'docker-credential-x': answer }).find('ghcr.io')).toEqual({
      kind: 'identity-token',
      identityToken: 'it',
    });
  });

  it('are asked once by questions at one time, and again later', async () => {
    const { find, ran } = rig({ credsStore: 'x' }, { 'docker-credential-x': stored });
    await Promise.all([find('ghcr.io'), find('ghcr.io'), find('ghcr.io')]);
    expect(ran).toHaveLength(1);
    await find('ghcr.io');
    expect(ran).toHaveLength(2);
  });

  it.each([
    [{}, /"docker-credential-x", which is not on the PATH/],
    [
      { 'docker-credential-x': { code: 2, stdout: 'hunter2' } },
      /which failed for "ghcr\.io" with exit code 2/,
    ],
    [{ 'docker-credential-x': { stdout: 'hunter2' } }, /which answered something other than a login/],
  ])('that are broken are named, and not quoted: %j', async (helpers, message) => {
    const problem = await problemOf(rig({ credsStore: 'x' }, helpers).find('ghcr.io'));
    expect(problem).toMatch(message);
    expect(problem).not.toContain('hunter2');
  });
});
