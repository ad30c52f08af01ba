/** An HTTP server whose answers fail, hang or break off when a test says so. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

/**
 * What goes wrong with requests whose "METHOD /path?query" matches: the first `skip` of them are left alone, then
 * `times` of them (default 1) fail. Requests that `refuse` answers do not count.
 */
export type Fault = { readonly match: RegExp; readonly times?: number; readonly skip?: number } & (
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is cut before the request is handled. */
  | { readonly kind: 'reset' }
  /** The request waits for so long. If the client has gone by then, it is not handled at all. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The request is handled, but the connection is cut in the middle of the answer, or before one without a body. */
  | { readonly kind: 'truncate' }
  /**
   * This request and every one after it wait until the hold is released. Then this one is handled or dropped, and
   * the others are dropped.
   */
  | { readonly kind: 'hold'; readonly hold: Hold }
  /** Every token that the server gave out expires now. */
  | { readonly kind: 'expire' }
);

/** A moment at which everything stops, for instance to kill the client. */
export interface Hold {
  readonly reached: Promise<void>;
  readonly release: (decision: 'handle' | 'drop') => void;
}

interface HoldInside extends Hold {
  readonly reach: () => void;
  readonly released: Promise<'handle' | 'drop'>;
}

export function createHold(): Hold {
  let reach = (): void => {};
  let release: Hold['release'] = () => {};
  const inside: HoldInside = {
    reached: new Promise((resolve) => (reach = resolve)),
    released: new Promise((resolve) => (release = resolve)),
    reach: () => reach(),
    release: (decision) => release(decision),
  };
  return inside;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: Buffer;
}

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface FaultyServer {
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** "METHOD /path?query" of every request; "FAULT kind" or the status of a refusal stands before it. */
  readonly log: readonly string[];
  readonly fail: (fault: Fault) => void;
  /**
   * A `fetch` that is answered as the server answers, but without connections and faults: for a test that asks
   * thousands of times. `turns` says how many turns of the event loop each answer takes, and so who overtakes whom.
   */
  readonly fetchDirectly: (turns: () => number) => typeof fetch;
  /** Resolves when no request is being handled: what a client sent before it was killed has had its effect. */
  readonly quiet: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Behaviour {
  readonly faults?: readonly Fault[];
  /** The refusal of a request, if it is refused. Refused requests do not count for faults. */
  readonly refuse?: (request: Request) => Reply | undefined;
  /** An error response in the form of the protocol. */
  readonly failure: (
    status: number,
    code: string,
    message: string,
    headers?: Readonly<Record<string, string>>,
  ) => Reply;
  /** The reply to a request that is not refused. `fault` is the fault it meets, if that one needs a reply. */
  readonly answer: (request: Request, fault: Fault | undefined) => Promise<Reply> | Reply;
  /** Where the lines of the log go. */
  readonly log?: string[];
}

/** Listens on this machine and puts faults in front of whatever answers the requests. */
export async function startFaultyServer({
  faults: first = [],
  refuse,
  failure,
  answer,
  log = [],
}: Behaviour): Promise<FaultyServer> {
  const faults = first.map((fault) => ({ fault, seen: 0 }));

  let held: HoldInside | undefined;
  let active = 0;

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
    const request: Request = {
      method: incoming.method ?? 'GET',
      url,
      headers: incoming.headers,
      body: await buffer(incoming),
    };
    const line = `${request.method} ${url.pathname}${url.search}`;

    if (held) {
      log.push(`HELD ${line}`);
      await held.released;
      return void incoming.socket.destroy();
    }
    const refused = refuse?.(request);
    if (refused) {
      log.push(`${refused.status} ${line}`);
      return send(response, refused, request.method);
    }

    // The first fault that matches decides. It counts the request even while it still skips.
    const entry = faults.find(
      ({ fault, seen }) => fault.match.test(line) && seen < (fault.skip ?? 0) + (fault.times ?? 1),
    );
    const fault = entry && entry.seen++ >= (entry.fault.skip ?? 0) ? entry.fault : undefined;
    log.push(fault ? `FAULT ${fault.kind} ${line}` : line);

    if (fault?.kind === 'reset') return void incoming.socket.destroy();
    if (fault?.kind === 'hold') {
      const hold = fault.hold as HoldInside;
      held = hold;
      hold.reach();
      const decision = await hold.released;
      held = undefined;
      if (decision === 'drop') return void incoming.socket.destroy();
    }
    if (fault?.kind === 'slow') {
      await sleep(fault.ms);
      if (incoming.socket.destroyed) return;
    }
    if (fault?.kind === 'status')
      return send(
        response,
        failure(fault.status, fault.code ?? 'UNKNOWN', 'injected', fault.headers),
        request.method,
      );

    active += 1;
    const reply = await Promise.resolve(answer(request, fault)).finally(() => (active -= 1));
    if (fault?.kind !== 'truncate') return send(response, reply, request.method);
    if (reply.body?.length) {
      response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
      response.write(reply.body.subarray(0, reply.body.length >> 1), () => incoming.socket.destroy());
    } else incoming.socket.destroy();
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((cause: unknown) => {
      log.push(`DEFECT ${String(cause)}`);
      request.socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    fail: (fault) => void faults.push({ fault, seen: 0 }),
    fetchDirectly: (turns) => async (input, init) => {
      const { method, url, headers, body } = new globalThis.Request(input, {
        ...init,
        ...(init?.body ? { duplex: 'half' } : {}),
      });
      const request: Request = {
        method,
        url: new URL(url),
        headers: Object.fromEntries(headers),
        body: body ? Buffer.from(await new Response(body).arrayBuffer()) : Buffer.alloc(0),
      };
      for (let turn = turns(); turn > 0; turn -= 1) await setImmediate();
      log.push(`${method} ${request.url.pathname}${request.url.search}`);
      const reply = refuse?.(request) ?? (await answer(request, undefined));
      const answered = new Response(method === 'HEAD' ? null : (reply.body ?? null), {
        status: reply.status,
        headers: replyHeaders(reply),
      });
      // As of an answer that came over the network.
      return Object.defineProperty(answered, 'url', { value: url });
    },
    quiet: async () => {
      const isQuiet = (): boolean => active === 0;
      do await sleep(20);
      while (!isQuiet());
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A reply to HEAD carries the length of the body that it does not have. */
function replyHeaders({ headers, body }: Reply): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value ?? '')])),
    'content-length': String(headers?.['content-length'] ?? body?.length ?? 0),
  };
}

function send(response: ServerResponse, reply: Reply, method = 'GET'): void {
  const length = String(reply.headers?.['content-length'] ?? reply.body?.length ?? 0);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': length });
  response.end(method === 'HEAD' ? undefined : reply.body);
}
