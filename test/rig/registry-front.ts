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
  /** Beginnings of the repositories that this user may push to. Everybody may pull. */
  readonly push?: readonly string[];
  /** Accepted as refresh token by POST /token, which answers 405 when no user has one. */
  readonly identityToken?: string;
}

export interface FrontOptions {
  /** With users, every request needs a bearer token for its scope; without, none does. */
  readonly users?: Readonly<Record<string, User>>;
  readonly faults?: readonly Fault[];
}

/** Its log also has "TOKEN user scope" for every token that it gave out. */
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
 * Listens on this machine and puts tokens and faults in front of whatever answers the registry's requests,
 * which never sees the tokens.
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
 * https://distribution.github.io/distribution/spec/auth/token/, with GHCR's manners:
 * a push without permission is 403.
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
        const known = Object.entries(users ?? {}).filter(([, user]) => user.identityToken !== undefined);
        const found = known.find(([, user]) => user.identityToken === form.get('refresh_token'));
        if (known.length === 0) return refusal(405, 'UNSUPPORTED', 'method not allowed');
        return found
          ? grant(found[0], form.get('scope')?.split(' ') ?? [], log)
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

    /** The refusal that this request deserves, if any. */
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
      if (name === undefined || grants.some((one) => one.name === name && one.actions.includes(action)))
        return undefined;
      return action === 'push'
        ? refusal(403, 'DENIED', 'permission_denied: write_package')
        : challenge(',error="insufficient_scope"');
    },
  };
}
