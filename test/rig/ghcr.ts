/** A registry that behaves like ghcr.io, in front of a plain one. */

import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Reply, Request } from './faulty-server.ts';
import { refusal, startFront, type Front, type FrontOptions } from './registry-front.ts';

export interface GhcrOptions extends FrontOptions {
  /** The address of a plain registry, `http://127.0.0.1:5000`; or that of one for each name of this server. */
  readonly upstream: string | ((name: string) => string);
  /** What DELETE of manifests does. Default: 405, as on GHCR; `pass` leaves it to the registry. */
  readonly deletes?: 'refuse' | 'pass';
}

/**
 * Headers that belong to one connection only and are not passed on.
 * https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/**
 * Behaves like ghcr.io: bearer tokens for each scope, names in lower case only, no referrers API, no deletion of
 * manifests; and faults on request. Bodies are held in memory: keep the images small.
 */
export async function startGhcr({
  upstream,
  users = {},
  faults = [],
  deletes = 'refuse',
}: GhcrOptions): Promise<Front> {
  return startFront({ users, faults }, (request) => {
    const [, name, kind] =
      /^\/v2\/(.+?)\/(blobs|manifests|tags|referrers)\//.exec(request.url.pathname) ?? [];
    if (name !== undefined && name !== name.toLowerCase())
      return refusal(400, 'NAME_INVALID', 'invalid repository name');
    if (kind === 'referrers') return refusal(404, 'UNSUPPORTED', 'not found');
    if (deletes === 'refuse' && kind === 'manifests' && request.method === 'DELETE')
      return refusal(405, 'UNSUPPORTED', 'the operation is unsupported');
    return pass(request, typeof upstream === 'string' ? upstream : upstream(request.url.hostname));
  });
}

/** Passes a request on with its Host header, so that the locations that the registry answers lead to this server. */
async function pass({ method, url, headers, body }: Request, upstream: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const target = new URL(url.pathname + url.search, upstream);
    const outgoing = httpRequest(
      target,
      { method, headers: { ...endToEnd(headers), 'content-length': body.length } },
      (answer) => {
        buffer(answer).then(
          (content) =>
            resolve({ status: answer.statusCode ?? 502, headers: endToEnd(answer.headers), body: content }),
          reject,
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}
