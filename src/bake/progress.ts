/** Follows the progress of `docker buildx bake`: shows steps, counts cached ones, and explains failures. */

/** What one bake did, counted from its progress. Only steps of the Dockerfile count, not BuildKit's own. */
export interface StepCounts {
  readonly total: number;
  readonly cached: number;
}

/** A step of a build in the output of `--progress=rawjson`. Updates of a step have the same digest. */
export interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

/** Output of a step. */
interface Log {
  readonly vertex: string;
  /** 1 or 2. */
  readonly stream: number;
  /** Base64. */
  readonly data: string;
}

/**
 * A step of a Dockerfile: `[base 2/5] RUN …`, `[linux/arm64 base 2/5] RUN …`. Not `[internal] …` and exports, and not
 * `LINK COPY …`, the second half of a `COPY --link`.
 */
const STEP = /^\[(?!internal\])[^\]]*\d+\/\d+\] (?!LINK )/;
/** How many lines of a step's output are kept, in case it fails. */
const KEPT_LINES = 30;

/**
 * Follows one bake that runs with `--progress=rawjson`: says each step once when it starts, and keeps what is needed
 * to explain a failure. `say` gets one line for people.
 */
export function followBake(say: (line: string) => void) {
  const vertices = new Map<string, Vertex>();
  const said = new Set<string>();
  const logs = new Map<string, string[]>();
  /** Lines that are no progress, such as errors of bake itself. */
  const plain: string[] = [];

  const line = (text: string): void => {
    const event = readProgress(text);
    if (!event) {
      if (text.trim() !== '') plain.push(text);
      return;
    }
    for (const vertex of event.vertexes) {
      vertices.set(vertex.digest, { ...vertices.get(vertex.digest), ...vertex });
      const isShown = STEP.test(vertex.name) || /^exporting (?:to|cache)/.test(vertex.name);
      if (isShown && (vertex.started || vertex.cached) && !said.has(vertex.digest)) {
        said.add(vertex.digest);
        say(`${vertex.cached ? 'CACHED ' : ''}${oneLine(vertex.name)}`);
      }
      const isCacheMissing =
        vertex.error !== undefined && vertex.name.startsWith('importing cache manifest from ');
      if (isCacheMissing)
        say(`no cache yet at ${vertex.name.replace(/^importing cache manifest from /, '')}`);
      else if (vertex.error) say(`FAILED ${oneLine(vertex.name)}`);
    }
    for (const log of event.logs) {
      const kept = [
        ...(logs.get(log.vertex) ?? []),
        ...Buffer.from(log.data, 'base64')
          .toString('utf8')
          .split(/\r\n|\r|\n/)
          .filter(Boolean),
      ];
      logs.set(log.vertex, kept.slice(-KEPT_LINES));
    }
  };

  return {
    line,
    steps: (): StepCounts => {
      // Two vertices with the same name are one step, which several platforms or stages share.
      const steps = new Map<string, boolean>();
      for (const { name, cached } of vertices.values())
        if (STEP.test(name) && !/\] FROM /.test(name))
          steps.set(name, (steps.get(name) ?? false) || cached === true);
      return { total: steps.size, cached: [...steps.values()].filter(Boolean).length };
    },
    /** Why the build failed: the step and its last lines, and what bake said at the end. */
    failure: (): { message: string; log: readonly string[] } => {
      const failed = [...vertices.values()].find(
        ({ name, error }) => error && !/context canceled/.test(error) && !name.startsWith('importing cache'),
      );
      const errorAt = plain.findLastIndex((text) => /^(?:ERROR|error)/i.test(text));
      const errorLine = plain[errorAt] ?? plain.at(-1) ?? 'it gave no reason';
      // Errors of a registry are a list below a line that ends with a colon.
      const errorText =
        errorAt !== -1 && errorLine.endsWith(':')
          ? [errorLine, ...plain.slice(errorAt + 1, errorAt + 4)].join(' ')
          : errorLine;
      const reason = errorText
        .replace(/^ERROR: (?:failed to (?:build|solve): )*/i, '')
        .replace(/^failed to solve: /, '');
      // The whole command is left out: the step's name shows the beginning of it.
      const end = reason.replace(/^process ".*" did not complete successfully: /, '');
      return {
        message: failed ? `${oneLine(failed.name)}: ${end}` : reason,
        log: failed ? (logs.get(failed.digest) ?? []) : plain.slice(-KEPT_LINES),
      };
    },
  };
}

/**
 * Reads one line of `--progress=rawjson`; nothing when it is any other text. Parts of a line that are not what they
 * should be are left out.
 */
export function readProgress(
  text: string,
): { readonly vertexes: readonly Vertex[]; readonly logs: readonly Log[] } | undefined {
  if (!text.startsWith('{')) return undefined;
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { vertexes, logs } = event as { readonly vertexes?: unknown; readonly logs?: unknown };
  return {
    vertexes: listOf(vertexes).filter((item): item is Vertex =>
      hasTypes(item, { digest: 'string', name: 'string' }, VERTEX_DETAILS),
    ),
    logs: listOf(logs).filter((item): item is Log =>
      hasTypes(item, { vertex: 'string', stream: 'number', data: 'string' }),
    ),
  };
}

const VERTEX_DETAILS = { started: 'string', completed: 'string', cached: 'boolean', error: 'string' };

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value has all of these keys with their types, and of the others those that it has. */
function hasTypes(
  value: unknown,
  needed: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const typeOf = (name: string): string => typeof (value as Record<string, unknown>)[name];
  return (
    Object.entries(needed).every(([name, type]) => typeOf(name) === type) &&
    Object.entries(others).every(([name, type]) => [type, 'undefined'].includes(typeOf(name)))
  );
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > 140 ? `${flat.slice(0, 139)}…` : flat;
}

const SERVER_ERRORS = [
  'Too Many Requests',
  'Internal Server Error',
  'Bad Gateway',
  'Service Unavailable',
  'Gateway Timeout',
].join('|');
/** Failures of BuildKit, the network or a registry that may pass by themselves. */
const TRANSIENT = new RegExp(
  [
    'blob unknown',
    'DeadlineExceeded',
    String.raw`ref \S+ locked for`,
    'deadline exceeded',
    'no such job',
    'connection reset',
    'unexpected EOF',
    'i/o timeout',
    'TLS handshake timeout',
    String.raw`\b(?:429|500|502|503|504)\b (?:${SERVER_ERRORS})`,
  ].join('|'),
  'i',
);

/** Whether a failed build is worth another try, which continues from what is cached. */
export function isTransient(message: string): boolean {
  return TRANSIENT.test(message);
}
