/** Reads the output and the exit status of a tested command from BuildKit's progress. */

import { readProgress, type Vertex } from '../../bake/progress.ts';
import { TEST_STAGE } from '../../plan/tests/dockerfile.ts';

/** The result of a command. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** BuildKit left out a part of the output: more than 200 KiB in a second, or 2 MiB in all. */
  readonly clipped: boolean;
}

/** The step of the test: `[1/2] RUN …`, or `[linux/arm64 test 1/2] RUN …` with several platforms and stages. */
const TEST_STEP = new RegExp(`^\\[(?:[^\\]\\s]+/\\S+ )?(?:${TEST_STAGE} )?\\d+/\\d+\\] RUN `);
/** See https://github.com/moby/buildkit/blob/master/util/progress/logs/logs.go */
const CLIPPED = /\n?\[output clipped, log limit \S+ reached\]\n/;
/**
 * What runc or crun prints when it cannot start a command. This comes before any output of the command, and the exit
 * status means nothing then.
 */
const NOT_STARTED = /^(?:runc run failed: unable to start container process: |crun: )(.*)$/m;

/**
 * Follows the build of one test. With `--progress=rawjson` BuildKit keeps standard output and standard error apart, and
 * has the exit status in the error of the step. `started` is called once, when the step of the test begins.
 */
export function followTest(started: () => void) {
  let vertex: Vertex | undefined;
  const streams: Record<1 | 2, Buffer[]> = { 1: [], 2: [] };
  const waiting: { vertex: string; stream: number; data: string }[] = [];

  const line = (text: string): void => {
    const event = readProgress(text);
    if (!event) return;
    for (const update of event.vertexes) {
      if (update.digest !== vertex?.digest && !TEST_STEP.test(update.name)) continue;
      const begins = update.started !== undefined && vertex?.started === undefined;
      vertex = { ...vertex, ...update };
      if (begins) started();
    }
    waiting.push(...event.logs);
  };

  return {
    line,
    /** The result, or why the command could not be started. Undefined when the step did not run to its end. */
    result: (): CommandResult | { readonly notStarted: string } | undefined => {
      if (vertex?.started === undefined || vertex.completed === undefined) return undefined;
      for (const { vertex: digest, stream, data } of waiting)
        if (digest === vertex.digest && (stream === 1 || stream === 2))
          streams[stream].push(Buffer.from(data, 'base64'));
      const [stdout, stderr] = ([1, 2] as const).map((stream) =>
        Buffer.concat(streams[stream]).toString('utf8'),
      ) as [string, string];
      const code = vertex.error === undefined ? '0' : /exit code: (\d+)$/.exec(vertex.error)?.[1];
      if (code === undefined) return undefined;
      const notStarted = code === '0' ? undefined : NOT_STARTED.exec(stderr)?.[1];
      if (notStarted !== undefined) return { notStarted };
      return {
        exitCode: Number(code),
        stdout: stdout.replace(CLIPPED, '\n'),
        stderr: stderr.replace(CLIPPED, '\n'),
        seconds: (Date.parse(vertex.completed) - Date.parse(vertex.started)) / 1000,
        clipped: CLIPPED.test(stdout) || CLIPPED.test(stderr),
      };
    },
  };
}
