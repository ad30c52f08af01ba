/** What one bake did, counted from its progress. Only steps of the Dockerfile count, not BuildKit's own. */
export interface StepCounts {
  readonly total: number;
  readonly cached: number;
}

/** A step of a build, as of `--progress=rawjson`; each update of one has its digest. */
export interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

interface Log {
  readonly vertex: string;
  /** 1 or 2. */
  readonly stream: number;
  /** Base64. */
  readonly data: string;
}

/**
 * `[base 2/5] RUN …`, `[linux/arm64 base 2/5] RUN …`: a step of a Dockerfile; `[internal] …` and exports are not, nor is
 * `LINK COPY …`, the second half of a `COPY --link`.
 */
const STEP = /^\[(?!internal\])[^\]]*\d+\/\d+\] (?!LINK )/;
/** Text kept of a failed step's own output. */
const KEPT_LINES = 30;

/**
 * Follows one bake that runs with `--progress=rawjson`: says each step once when it starts, and keeps what is needed
 * to explain a failure. `say` gets one line for people.
 */
export function followBake(say: (line: string) => void) {
  const vertices = new Map<string, Vertex>();
  const said = new Set<string>();
  const logs = new Map<string, string[]>();
  const plain: string[] = [];

  const line = (text: string): void => {
    const event = readProgress(text);
    if (!event) {
      if (text.trim() !== '') plain.push(text);
      return;
    }
    for (const vertex of event.vertexes ?? []) {
      vertices.set(vertex.digest, { ...vertices.get(vertex.digest), ...vertex });
      const worthSaying = STEP.test(vertex.name) || /^exporting (?:to|cache)/.test(vertex.name);
      if (worthSaying && (vertex.started || vertex.cached) && !said.has(vertex.digest)) {
        said.add(vertex.digest);
        say(`${vertex.cached ? 'CACHED ' : ''}${oneLine(vertex.name)}`);
      }
      const missing = vertex.error !== undefined && vertex.name.startsWith('importing cache manifest from ');
      if (missing) say(`no cache yet at ${vertex.name.replace(/^importing cache manifest from /, '')}`);
      else if (vertex.error) say(`FAILED ${oneLine(vertex.name)}`);
    }
    for (const log of event.logs ?? []) {
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
      // Two vertices of one name are one step: builds beside each other share what they have in common.
      const steps = new Map<string, boolean>();
      for (const { name, cached } of vertices.values())
        if (STEP.test(name) && !/\] FROM /.test(name))
          steps.set(name, (steps.get(name) ?? false) || cached === true);
      return { total: steps.size, cached: [...steps.values()].filter(Boolean).length };
    },
    /** Why it failed: the step, its last lines, and what bake said at the end. */
    failure: (): { message: string; log: readonly string[] } => {
      const failed = [...vertices.values()].find(
        ({ name, error }) => error && !/context canceled/.test(error) && !name.startsWith('importing cache'),
      );
      const at = plain.findLastIndex((text) => /^(?:ERROR|error)/i.test(text));
      const said = plain[at] ?? plain.at(-1) ?? 'it gave no reason';
      // A registry's errors are a list below.
      const last = at !== -1 && said.endsWith(':') ? [said, ...plain.slice(at + 1, at + 4)].join(' ') : said;
      const reason = last
        .replace(/^ERROR: (?:failed to (?:build|solve): )*/i, '')
        .replace(/^failed to solve: /, '');
      // The whole command again, which the step's name shows the beginning of.
      const end = reason.replace(/^process ".*" did not complete successfully: /, '');
      return {
        message: failed ? `${oneLine(failed.name)}: ${end}` : reason,
        log: failed ? (logs.get(failed.digest) ?? []) : plain.slice(-KEPT_LINES),
      };
    },
  };
}

/** One line of `--progress=rawjson`; nothing when it is some other text. */
export function readProgress(
  text: string,
): { readonly vertexes?: readonly Vertex[]; readonly logs?: readonly Log[] } | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as ReturnType<typeof readProgress>;
  } catch {
    return undefined;
  }
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > 140 ? `${flat.slice(0, 139)}…` : flat;
}

/** Faults of the way rather than of the build: worth another try (the build goes on from what is cached). */
export function isTransient(message: string): boolean {
  return /blob unknown|DeadlineExceeded|ref \S+ locked for|deadline exceeded|no such job|connection reset|unexpected EOF|i\/o timeout|TLS handshake timeout|\b(?:429|500|502|503|504)\b (?:Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)/i.test(
    message,
  );
}
