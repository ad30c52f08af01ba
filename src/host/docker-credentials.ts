/** Finds the logins for registries that `docker login` has stored. */

import { homedir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { environmentOf } from '../effects/environment.ts';
import type { Exec } from '../effects/exec.ts';
import type { Files } from '../effects/files.ts';
import type { Credential, Host } from '../effects/host.ts';
import { error, ProblemsFound } from '../problem/problem.ts';

/** What finding logins needs of the machine. */
export interface CredentialEffects {
  readonly exec: Exec;
  readonly files: Pick<Files, 'readBytes'>;
  readonly after: Host['after'];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The name of Docker Hub in Docker's configuration and for credential helpers, from before version 2 of the API. */
const DOCKER_HUB_SERVER = 'https://index.docker.io/v1/';
const DOCKER_HUB_HOSTS: ReadonlySet<string> = new Set([
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
]);
/** The user name that marks a secret as an identity token. */
const TOKEN_USER = '<token>';

/** The keys of Docker's configuration that are about logins. Empty values count as absent there. */
const DockerConfig = v.object({
  auths: v.nullish(
    v.record(
      v.string(),
      v.object({
        auth: v.optional(v.string()),
        username: v.optional(v.string()),
        password: v.optional(v.string()),
        identitytoken: v.optional(v.string()),
      }),
    ),
    {},
  ),
  credHelpers: v.nullish(v.record(v.string(), v.string()), {}),
  credsStore: v.nullish(v.string()),
});
type DockerConfig = v.InferOutput<typeof DockerConfig>;
type Login = DockerConfig['auths'][string];

const HelperAnswer = v.object({ Username: v.string(), Secret: v.string() });

/**
 * Looks logins up where `docker login` keeps them: $DOCKER_CONFIG or ~/.docker/config.json. As the docker command does,
 * it asks the registry's credential helper, then the general one, then the file. The file is read once.
 * https://docs.docker.com/reference/cli/docker/login/#credential-stores
 *
 * @returns a function from host (`ghcr.io`, `localhost:5000`) to its login; nothing when there is none. It rejects
 * with ProblemsFound when the configuration or a helper is broken; no message repeats their content.
 */
export function dockerCredentials({
  exec,
  files,
  env,
  after,
}: CredentialEffects): (host: string) => Promise<Credential | undefined> {
  const file = join(env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker'), 'config.json');
  let config: Promise<DockerConfig> | undefined;
  /**
   * Lookups under way, by host: helpers are slow, and many repositories ask at once. Logins are not kept, because some
   * expire within the hour.
   */
  const lookups = new Map<string, Promise<Credential | undefined>>();

  const find = async (host: string): Promise<Credential | undefined> => {
    const { auths, credHelpers, credsStore } = await (config ??= readConfig(file, files));
    const helper = entryOf(credHelpers, host) || credsStore;
    const fromHelper = helper ? await askHelper(helper, host, { exec, env, after, file }) : undefined;
    if (fromHelper) return fromHelper;
    const login = entryOf(auths, host);
    return login && credentialOf(login, host, file);
  };

  return (host) => {
    const answer = lookups.get(host) ?? find(host).finally(() => lookups.delete(host));
    lookups.set(host, answer);
    return answer;
  };
}

async function readConfig(file: string, files: CredentialEffects['files']): Promise<DockerConfig> {
  let text: string;
  try {
    text = Buffer.from(await files.readBytes(file)).toString('utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return { auths: {}, credHelpers: {} };
    throw broken(file, `cannot be read: ${String(code ?? cause)}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text around the mistake, which may be a password.
    throw broken(file, 'is not JSON');
  }
  const result = v.safeParse(DockerConfig, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  const place = path ? `at "${path}"` : 'at its top';
  throw broken(file, `has ${place} something other than the ${issue.expected} that Docker writes there`);
}

/** The entry of a host. Keys are written with or without scheme and path. */
function entryOf<T>(entries: Readonly<Record<string, T>>, host: string): T | undefined {
  const wanted = hostOf(host);
  // As in Docker the exact key comes first: an old `https://host/v2/` beside it is not used.
  return Object.hasOwn(entries, host)
    ? entries[host]
    : Object.entries(entries).find(([key]) => hostOf(key) === wanted)?.[1];
}

function hostOf(key: string): string {
  const host = key
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/s, '')
    .toLowerCase();
  return DOCKER_HUB_HOSTS.has(host) ? 'docker.io' : host;
}

function credentialOf(login: Login, host: string, file: string): Credential | undefined {
  const [username, password] = login.auth
    ? decodeAuth(login.auth, host, file)
    : [login.username ?? '', login.password ?? ''];
  if (login.identitytoken) return identity(login.identitytoken, username);
  // An entry without a secret says that a credential helper has it.
  return password === '' ? undefined : userOrToken(username, password);
}

function decodeAuth(auth: string, host: string, file: string): readonly [string, string] {
  const text = Buffer.from(auth, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) throw broken(file, `has an "auth" for "${host}" that is not "user:password" in base64`);
  // Old versions of Docker padded the password with NUL.
  return [text.slice(0, colon), text.slice(colon + 1).replace(/\0+$/, '')];
}

function userOrToken(username: string, password: string): Credential {
  return username === TOKEN_USER ? identity(password, '') : { kind: 'password', username, password };
}

function identity(identityToken: string, username: string): Credential {
  return {
    kind: 'identity-token',
    identityToken,
    ...(username && username !== TOKEN_USER ? { username } : {}),
  };
}

/** Helpers may ask people something, who take their time. */
const HELPER_TIMEOUT_MS = 60_000;

/** Asks a credential helper for a login: https://github.com/docker/docker-credential-helpers#development */
async function askHelper(
  helper: string,
  host: string,
  { exec, env, after, file }: Pick<CredentialEffects, 'exec' | 'env' | 'after'> & { readonly file: string },
): Promise<Credential | undefined> {
  const program = `docker-credential-${helper}`;
  if (!/^[A-Za-z0-9_.-]+$/.test(helper))
    throw broken(file, `names the credential helper "${program}", which is no program's name`);
  const server = hostOf(host) === 'docker.io' ? DOCKER_HUB_SERVER : host;
  const stop = new AbortController();
  let stopTimer = (): void => {};
  const late = new Promise<undefined>((settle) => {
    stopTimer = after(HELPER_TIMEOUT_MS, () => {
      stop.abort();
      settle(undefined);
    });
  });
  const answer = await Promise.race([
    late,
    exec({
      file: program,
      args: ['get'],
      input: `${server}\n`,
      env: environmentOf('credential-helper', env),
      signal: stop.signal,
    }),
  ]).finally(stopTimer);
  if (answer === undefined)
    throw broken(
      file,
      `names the credential helper "${program}", ` +
        `which gave no login for "${host}" within ${HELPER_TIMEOUT_MS / 1000} s`,
      `run "echo ${server} | ${program} get" to see what it waits for`,
    );
  const { code, stdout, stderr } = answer;
  if (code === 127) throw broken(file, `names the credential helper "${program}", which is not on the PATH`);
  if (code !== 0) {
    // Helpers write errors to standard output. "Not found" means that there is no login.
    if (/credentials not found|no credentials/i.test(stdout + stderr)) return undefined;
    throw broken(
      file,
      `names the credential helper "${program}", which failed for "${host}" with exit code ${code}`,
      `run "echo ${server} | ${program} get" to see why`,
    );
  }
  const login = v.safeParse(v.pipe(v.string(), v.parseJson(), HelperAnswer), stdout);
  if (!login.success)
    throw broken(
      file,
      `names the credential helper "${program}", which answered something other than a login for "${host}"`,
    );
  const { Username, Secret } = login.output;
  return Secret === '' ? undefined : userOrToken(Username, Secret);
}

function broken(
  file: string,
  what: string,
  hint = 'repair or remove that part of the file, then run "docker login" again',
): ProblemsFound {
  return new ProblemsFound([error('docker-config', `Docker's configuration "${file}" ${what}`, { hint })]);
}
