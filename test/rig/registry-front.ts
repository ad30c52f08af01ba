/** What stands in front of the registries of the tests: logins with tokens, and faults on request. */

import { randomUUID } from 'node:crypto';
import {
  startFaultyServer,
  type Fault,
  type FaultyServer,
  type Reply,
  type Request,
} from './faulty-server.ts';

export interface User {
  readonly password: string;
  /** The user may push to repositories whose names begin so. Everybody may pull. */
  readonly push?: readonly string[];
  /** The refresh token that POST /token accepts; it answers 405 when no user has one. */
  readonly identityToken?: string;
}

export interface FrontOptions {
  /** With users, every request needs a bearer token for its scope; without, none does. */
  readonly users?: Readonly<Record<string, User>>;
  readonly faults?: readonly Fault[];
}

/** Its log also has a line "TOKEN user scope" for every token that it gave out. */
export type Front = FaultyServer;

/** A reply in the form of the OCI distribution specification's errors. */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify({ errors: [{ code, message }] })),
  };
}

function isToken({ url }: Request): boolean {
  return url.pathname === '/token';
}

/**
 * Listens on this machine, checks tokens, and makes requests fail on demand. `answer` answers the rest as the
 * registry, without the tokens.
 */
export async function startFront(
  options: FrontOptions,
  answer: (request: Request) => Promise<Reply> | Reply,
): Promise<Front> {
  const log: string[] = [];
  const tokens = createTokens(options.users);
  const refuse = (request: Request): Reply | undefined =>
    isToken(request) ? undefined : tokens.refuse(request, request.headers.authorization);
  return startFaultyServer({
    faults: options.faults ?? [],
    log,
    refuse,
    failure: refusal,
    answer: async (request, fault) => {
      if (fault?.kind === 'expire') tokens.expire();
      const { authorization, ...headers } = request.headers;
      if (isToken(request)) return tokens.issue(request, authorization, log);
      return refuse(request) ?? answer({ ...request, headers });
    },
  });
}

/**
 * Token authentication as in https://distribution.github.io/distribution/spec/auth/token/, but a push without
 * permission is answered with 403, as GHCR does.
 */
function createTokens(users: Readonly<Record<string, User>> | undefined) {
  const granted = new Map<
    string,
    readonly { readonly name: string; readonly actions: readonly string[] }[]
  >();

  const grant = (username: string, scopes: readonly string[], log: string[]): Reply => {
    const user = users?.[username];
    const grants = scopes.map((scope) => {
      const [, name = '', wanted = ''] = scope.split(':');
      return {
        name,
        actions: wanted
          .split(',')
          .filter((action) => action === 'pull' || user?.push?.some((start) => name.startsWith(start))),
      };
    });
    const token = randomUUID();
    granted.set(token, grants);
    log.push(`TOKEN ${username || 'anonymous'} ${scopes.join(' ')}`);
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ token, expires_in: 300 })),
    };
  };

  return {
    expire: (): void => granted.clear(),

    issue: (request: Request, authorization: string | undefined, log: string[]): Reply => {
      if (request.method === 'POST') {
        const form = new URLSearchParams(request.body.toString());
        const withToken = Object.entries(users ?? {}).filter(([, user]) => user.identityToken !== undefined);
        const login = withToken.find(([, user]) => user.identityToken === form.get('refresh_token'));
        if (withToken.length === 0) return refusal(405, 'UNSUPPORTED', 'method not allowed');
        return login
          ? grant(login[0], form.get('scope')?.split(' ') ?? [], log)
          : refusal(403, 'DENIED', 'denied: unknown refresh token');
      }
      const [username = '', password] =
        authorization === undefined
          ? []
          : Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
              .toString()
              .split(/:(.*)/s);
      if (authorization !== undefined && users?.[username]?.password !== password)
        return refusal(403, 'DENIED', 'denied: wrong user or password');
      return grant(
        username,
        request.url.searchParams.getAll('scope').flatMap((scope) => scope.split(' ')),
        log,
      );
    },

    /** The refusal of a request whose token does not permit it; nothing when it is permitted. */
    refuse: ({ method, url }: Request, authorization: string | undefined): Reply | undefined => {
      if (users === undefined) return undefined;
      const name = /^\/v2\/(.+?)\/(?:blobs|manifests|tags|referrers)\//.exec(url.pathname)?.[1];
      const action = method === 'GET' || method === 'HEAD' ? 'pull' : 'push';
      const scope = `repository:${name ?? 'user/image'}:${action === 'push' ? 'pull,push' : 'pull'}`;
      const challenge = (extra = ''): Reply =>
        refusal(401, 'UNAUTHORIZED', 'authentication required', {
          'www-authenticate': `Bearer realm="${url.origin}/token",service="${url.host}",scope="${scope}"${extra}`,
        });
      const grants = granted.get(authorization?.replace(/^Bearer /, '') ?? '');
      if (!grants) return challenge(authorization === undefined ? '' : ',error="invalid_token"');
      if (
        name === undefined ||
        grants.some((allowed) => allowed.name === name && allowed.actions.includes(action))
      )
        return undefined;
      return action === 'push'
        ? refusal(403, 'DENIED', 'permission_denied: write_package')
        : challenge(',error="insufficient_scope"');
    },
  };
}
