/** Logs in to registries: gets tokens with the logins of Docker and adds them to requests. */

import type { Credential } from '../effects/host.ts';
import { parseChallenges, type Challenge } from './challenge.ts';
import { isPlainHttp } from '../oci/reference.ts';
import { refused, RegistryError } from './registry-error.ts';
import { apiUrl, type Actions, type Answer, type Purpose, type Question, type Tried } from './request.ts';

/** The value of an Authorization header and when it ends, in milliseconds since 1970. */
interface Authorization {
  readonly header: string;
  readonly expires: number;
}

/**
 * How long a token holds that has no `expires_in`.
 * https://distribution.github.io/distribution/spec/auth/token/#token-response-fields
 */
const DEFAULT_TOKEN_SECONDS = 60;
/** A token is renewed this share of its lifetime early, so that it does not expire on the way. */
const TOKEN_MARGIN = 0.1;
/**
 * Answers of token servers that have no POST, as containerd knows them:
 * https://github.com/containerd/containerd/blob/v2.1.0/core/remotes/docker/authorizer.go
 */
const NO_TOKEN_POST: ReadonlySet<number> = new Set([400, 401, 404, 405]);

/** Basic authentication. A registry that gave an identity token takes it in place of a password. */
function basicOf(credential: Credential | undefined): string | undefined {
  if (credential === undefined) return undefined;
  return credential.kind === 'password'
    ? basic(credential.username, credential.password)
    : basic(credential.username ?? '<token>', credential.identityToken);
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function parseToken(answer: Answer, now: number): Authorization | undefined {
  try {
    const { token, access_token, expires_in } = JSON.parse(new TextDecoder().decode(answer.body)) as {
      token?: unknown;
      access_token?: unknown;
      expires_in?: unknown;
    };
    const bearer = typeof token === 'string' ? token : access_token;
    // Anything else cannot be sent, and the error would show it.
    if (typeof bearer !== 'string' || !/^[\x21-\x7e]+$/.test(bearer)) return undefined;
    const seconds = typeof expires_in === 'number' && expires_in > 0 ? expires_in : DEFAULT_TOKEN_SECONDS;
    return { header: `Bearer ${bearer}`, expires: now + seconds * 1000 * (1 - TOKEN_MARGIN) };
  } catch {
    return undefined;
  }
}

/** The scope to request a token for: what we need, and what the registry's challenge adds for the same repository. */
function tokenScope(
  path: string,
  actions: Actions,
  readsToo: string | undefined,
  challenged: string | undefined,
): string {
  const wanted = new Set<string>(actions.split(','));
  for (const scope of challenged?.split(' ') ?? []) {
    const [type, name, extra] = scope.split(':');
    if (type === 'repository' && name === path)
      for (const action of extra?.split(',') ?? []) wanted.add(action);
  }
  return [
    `repository:${path}:${[...wanted].join(',')}`,
    ...(readsToo === undefined ? [] : [`repository:${readsToo}:pull`]),
  ].join(' ');
}

/** What logging in needs of the registry client. */
export interface AuthorizationEffects {
  /** The login for a registry that asks for one; `host` as in `Repository`. Nothing: requests stay anonymous. */
  readonly credentials: (host: string) => Promise<Credential | undefined>;
  /** One try of a request. */
  readonly send: (question: Question) => Promise<Answer>;
  /** A request to the token server, with the same limits and retries as any other. */
  readonly ask: (purpose: Purpose, question: Question) => Promise<Tried>;
  /** Milliseconds since 1970, for the lifetime of tokens. */
  readonly now: () => number;
}

/** Sends requests with the authorization that the registry asks for, and keeps it until it expires. */
export function createAuthorized({
  credentials,
  send,
  ask,
  now,
}: AuthorizationEffects): (purpose: Purpose, question: Question) => Promise<Answer> {
  /** By API host, path and actions. `replaces` is the header that the registry refused before it; see `renew`. */
  const authorizations = new Map<
    string,
    { readonly replaces: string | undefined; readonly authorization: Promise<Authorization | undefined> }
  >();

  /** A token: https://distribution.github.io/distribution/spec/auth/token/; for identity tokens: …/auth/oauth/ */
  async function bearer(
    purpose: Purpose,
    challenge: Challenge,
    credential: Credential | undefined,
  ): Promise<Authorization | undefined> {
    const realm = challenge.parameters.get('realm') ?? '';
    if (!URL.canParse(realm)) return undefined;
    const { repository, actions } = purpose;
    const url = new URL(realm);
    if (url.protocol !== 'https:' && !isPlainHttp(repository.apiHost)) return undefined;
    const scope = tokenScope(repository.path, actions, purpose.readsToo, challenge.parameters.get('scope'));
    const service = challenge.parameters.get('service');
    const tokenPurpose: Purpose = {
      ...purpose,
      act: `${purpose.act}: cannot get a token for ${repository.name}`,
    };

    if (credential?.kind === 'identity-token') {
      const form = new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: 'docker-matrix-action',
        scope,
        refresh_token: credential.identityToken,
      });
      if (service !== undefined) form.set('service', service);
      const question: Question = { method: 'POST', url, body: form };
      const answer = await ask(tokenPurpose, question);
      if (answer.status === 200) return tokenIn(tokenPurpose, question, answer);
      if (!NO_TOKEN_POST.has(answer.status)) throw refused(tokenPurpose, question, answer);
    }

    const query = new URL(url);
    if (service !== undefined) query.searchParams.set('service', service);
    for (const part of scope.split(' ')) query.searchParams.append('scope', part);
    const header = basicOf(credential);
    const question: Question = {
      method: 'GET',
      url: query,
      headers: header === undefined ? {} : { authorization: header },
    };
    const answer = await ask(tokenPurpose, question);
    if (answer.status !== 200) throw refused(tokenPurpose, question, answer);
    return tokenIn(tokenPurpose, question, answer);
  }

  /** The answer may hold the token, or something like it: no part of it is shown. */
  function tokenIn(purpose: Purpose, question: Question, answer: Tried): Authorization {
    const authorization = parseToken(answer, now());
    if (authorization !== undefined) return authorization;
    throw new RegistryError(purpose.act, {
      ...question,
      status: answer.status,
      code: undefined,
      said: `answered ${answer.status} without a token that can be sent`,
      tries: answer.tries,
      hint: 'look for a proxy between here and the token server',
    });
  }

  async function authorize(
    purpose: Purpose,
    challenges: readonly Challenge[],
  ): Promise<Authorization | undefined> {
    const credential = await credentials(purpose.repository.host);
    const token = challenges.find(({ scheme }) => scheme === 'bearer');
    if (token) return bearer(purpose, token, credential);
    const header = challenges.some(({ scheme }) => scheme === 'basic') ? basicOf(credential) : undefined;
    return header === undefined ? undefined : { header, expires: Infinity };
  }

  /**
   * A new authorization in place of the refused one (or of none). Requests that were refused with the same header
   * share it: five tags of a repository need one token.
   */
  async function renew(
    key: string,
    refusedHeader: string | undefined,
    purpose: Purpose,
    challenges: readonly Challenge[],
  ): Promise<Authorization | undefined> {
    const current = authorizations.get(key);
    if (current && current.replaces === refusedHeader) return current.authorization;
    const authorization = authorize(purpose, challenges);
    authorizations.set(key, { replaces: refusedHeader, authorization });
    // A failure is not kept: the next request tries again.
    const forget = (): void => {
      if (authorizations.get(key)?.authorization === authorization) authorizations.delete(key);
    };
    authorization.then((value) => (value === undefined ? forget() : undefined), forget);
    return authorization;
  }

  /**
   * One try with the authorization at hand. A 401 to a request without one is tried again with a new one. A 401 to a
   * request with one (a token that expired) is tried again with a new one too, but only once.
   */
  async function authorized(purpose: Purpose, question: Question): Promise<Answer> {
    const { repository, actions } = purpose;
    if (question.url.origin !== apiUrl(repository).origin) return send(question);
    const key = `${repository.apiHost} ${repository.path} ${actions} ${purpose.readsToo ?? ''}`;
    let authorization = await authorizations.get(key)?.authorization.catch(() => undefined);
    if (authorization && authorization.expires <= now()) {
      authorizations.delete(key);
      authorization = undefined;
    }

    for (let renewed = false; ;) {
      const header = authorization?.header;
      const answer = await send({
        ...question,
        headers: { ...question.headers, ...(header === undefined ? {} : { authorization: header }) },
      });
      if (answer.status !== 401 || renewed) return answer;
      renewed = header !== undefined;
      authorization = await renew(
        key,
        header,
        purpose,
        parseChallenges(answer.headers.get('www-authenticate') ?? ''),
      );
      if (authorization === undefined) return answer;
    }
  }

  return authorized;
}
