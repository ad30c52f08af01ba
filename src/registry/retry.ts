/** Repeats requests that failed for a reason that passes: a busy registry, a broken connection. */

import { failureCode, readErrorBody, RegistryError, unanswered } from './registry-error.ts';
import type { Answer, Purpose, Question, Tried } from './request.ts';

const MAX_TRIES = 6;
const FIRST_DELAY_MS = 500;
const TRANSIENT_STATUS: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);
/** One node of a registry may not know yet what another node stored a moment ago. */
const NOT_YET_KNOWN: ReadonlySet<string> = new Set([
  'BLOB_UPLOAD_UNKNOWN',
  'BLOB_UNKNOWN',
  'MANIFEST_BLOB_UNKNOWN',
  'MANIFEST_UNKNOWN',
]);
const TRANSIENT_FAILURE =
  /^(?:ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EAI_AGAIN|UND_ERR_\w+)$/;

/**
 * How long a Retry-After header asks to wait, in milliseconds, from seconds or an HTTP date.
 * https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterMs(header: string | null, now: number): number {
  if (header === null) return 0;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

/** Doubles with each try. A random part of it keeps requests that failed together from coming back together. */
function backoffMs(tries: number, random: () => number): number {
  return FIRST_DELAY_MS * 2 ** (tries - 1) * (0.5 + random() / 2);
}

/** What retrying needs: timers, chance, the clock, and its limits. */
export interface RetryEffects {
  /** Resolves after so many milliseconds; may end early, either way, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Milliseconds since 1970, for Retry-After dates. */
  readonly now: () => number;
  /** The time limit of one attempt, for messages. */
  readonly timeoutMs: number;
  /** The longest Retry-After that is honoured. */
  readonly maxRetryAfterMs: number;
}

/**
 * Repeats attempts whose failure may pass by itself. Any other answer, and that of the last try, is given back.
 * Rejects only with a RegistryError.
 */
export type Retrying = (
  purpose: Purpose,
  question: Question,
  attempt: () => Promise<Answer>,
) => Promise<Tried>;

/** Makes the function that repeats attempts, for all requests of a client. */
export function createRetrying({ sleep, random, now, timeoutMs, maxRetryAfterMs }: RetryEffects): Retrying {
  return async (purpose, question, attempt) => {
    for (let tries = 1; ; tries += 1) {
      const isLast = tries === MAX_TRIES;
      let wait = 0;
      try {
        const answer = await attempt();
        const isTransient =
          TRANSIENT_STATUS.has(answer.status) ||
          (question.method === 'PUT' && NOT_YET_KNOWN.has(readErrorBody(answer.body).code ?? ''));
        if (!isTransient || isLast || purpose.signal?.aborted) return { ...answer, tries };
        wait = Math.min(retryAfterMs(answer.headers.get('retry-after'), now()), maxRetryAfterMs);
      } catch (cause) {
        if (cause instanceof RegistryError) throw cause;
        const code = failureCode(cause);
        if (isLast || purpose.signal?.aborted || !TRANSIENT_FAILURE.test(code ?? ''))
          throw unanswered(purpose, question, { cause, tries, timeoutMs });
      }
      await sleep(wait + backoffMs(tries, random), purpose.signal).catch((cause: unknown) => {
        if (!purpose.signal?.aborted) throw cause;
      });
    }
  };
}
