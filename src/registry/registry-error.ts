/** The error of a request that a registry refused or did not answer, with what to do about it. */

import { withoutSecrets, type Purpose, type Question, type Tried } from './request.ts';
import { reasonOf } from '../text/reason.ts';

/** A request that failed for good. The message says what was tried, what the registry said, and the next step. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  /** Absent when no answer came. */
  readonly status: number | undefined;
  /** The registry's error code (`DENIED`, `MANIFEST_UNKNOWN` …) or, without an answer, the system's (`ECONNRESET`). */
  readonly code: string | undefined;
  readonly method: string;
  /** Without query and user part: signed storage addresses carry secrets there. */
  readonly url: string;
  /** What the registry said, in one clause, without the act and the next step. */
  readonly said: string;
  readonly hint: string;

  constructor(
    act: string,
    about: Pick<RegistryError, 'status' | 'code' | 'method' | 'said' | 'hint'> & {
      readonly url: URL;
      readonly tries: number;
    },
  ) {
    const url = withoutSecrets(about.url);
    super(
      `${act}: ${about.method} ${url} ${about.said}${about.tries > 1 ? ` (${about.tries} tries)` : ''}; ${about.hint}`,
    );
    this.status = about.status;
    this.code = about.code;
    this.method = about.method;
    this.url = url;
    this.said = about.said;
    this.hint = about.hint;
  }
}

const MAX_QUOTE = 300;

/** Text from a registry in one line: at the start of a line in a log, a runner may read it as a command. */
function quoted(words: string): string {
  return words
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_QUOTE);
}

/**
 * Reads an error of a registry, or whatever a proxy sent instead.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes
 */
export function readErrorBody(body: Uint8Array): { readonly code?: string; readonly text: string } {
  const text = new TextDecoder().decode(body);
  try {
    const [first] = (JSON.parse(text) as { errors?: { code?: unknown; message?: unknown }[] }).errors ?? [];
    if (first)
      return {
        ...(typeof first.code === 'string' ? { code: quoted(first.code) } : {}),
        text: typeof first.message === 'string' ? quoted(first.message) : '',
      };
  } catch {
    // Not JSON, or JSON of another shape: the text is shown as it is.
  }
  return { text: quoted(text) };
}

function nextStep(status: number | undefined, host: string): string {
  if (status === 401 || status === 403) return loginHint(host);
  if (status === 404) return `check that the repository's name is right and that it exists on "${host}"`;
  if (status === 429)
    return `"${host}" limits requests: wait and run again, or log in, which raises the limit on most registries`;
  if (status === undefined || status >= 500)
    return `check the network and the state of "${host}", then run again`;
  return 'see what the registry said';
}

/** The system's name for why no answer came, however deep `fetch` hides it. */
export function failureCode(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  // The time limit of a request. An error of a cancelled request has another name, and no code.
  if (cause.name === 'TimeoutError') return 'ETIMEDOUT';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return code ?? failureCode(cause.cause);
}

/** The error for an answer that is not what the request is for. */
export function refused(purpose: Purpose, question: Question, answer: Tried): RegistryError {
  const { code, text } = readErrorBody(answer.body);
  const said = [`answered ${answer.status}`, code, text === '' ? undefined : `"${text}"`]
    .filter((part) => part !== undefined)
    .join(' ');
  return new RegistryError(purpose.act, {
    ...question,
    status: answer.status,
    code,
    said,
    tries: answer.tries,
    hint: nextStep(answer.status, purpose.repository.host),
  });
}

/** The error for a request without an answer, after its last try. */
export function unanswered(
  purpose: Purpose,
  question: Question,
  failed: { readonly cause: unknown; readonly tries: number; readonly timeoutMs: number },
): RegistryError {
  const { cause, tries, timeoutMs } = failed;
  const code = failureCode(cause);
  const { host } = purpose.repository;
  const isCertificate = /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO_/.test(code ?? '');
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  // A host with several addresses fails with a list of errors, which has a code but no message.
  const words = reasonOf(inner) || (code ?? 'unknown error');
  const said =
    code === undefined
      ? words
      : code === 'ETIMEDOUT'
        ? `got no answer within ${timeoutMs / 1000} s`
        : `got no answer: ${words}`;
  return new RegistryError(purpose.act, {
    ...question,
    status: undefined,
    code,
    said,
    tries,
    hint: isCertificate
      ? `add the certificate authority of "${host}" through NODE_EXTRA_CA_CERTS`
      : nextStep(undefined, host),
  });
}

/** The next step after a registry said 401 or 403. */
export function loginHint(host: string): string {
  const permission =
    host === 'ghcr.io' ? 'and "permissions: packages: write" on the job' : 'and a token that may push';
  return (
    `run "docker login ${host}" as a user who may push; ` +
    `in GitHub Actions use docker/login-action before this step ${permission}`
  );
}
