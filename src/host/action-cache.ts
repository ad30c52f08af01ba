import { AsyncLocalStorage } from 'node:async_hooks';
import pLimit from 'p-limit';
import type { ToolCache } from '../effects/host.ts';
import { reasonOf } from '../text/reason.ts';

/** Denied by whoever owns the repository, as for runs of forks, or saved by another run: nothing is wrong. */
const EXPECTED = /cache (?:read|write) denied:|already.exists|\(409\)/i;

/**
 * The cache of GitHub Actions. Outside of a runner that has one it is empty and keeps nothing. It never rejects: what
 * went wrong is given to `warn`, once; a cache that could not be read is not written to either, which would only
 * take the same time again to fail. The paths are part of what an entry is found by.
 */
export async function actionCache(warn: (message: string) => void): Promise<ToolCache> {
  // More code than all of ours, and half a second to load.
  const cache = await import('@actions/cache');
  let isBroken = false;

  async function attempt<T>(what: string, act: () => Promise<T>): Promise<T | undefined> {
    if (isBroken || !cache.isFeatureAvailable()) return undefined;
    const { result, complaint } = await overhear(act);
    if (complaint === undefined || EXPECTED.test(complaint)) return result;
    isBroken = true;
    warn(`${what}: ${complaint}; the run goes on without it`);
    return result;
  }

  return {
    restore: async (key, paths) => {
      const found = await attempt(`cannot restore "${key}" from the Actions cache`, () =>
        cache.restoreCache([...paths], key),
      );
      // The service also finds keys that only begin with this one.
      return found === key;
    },
    save: async (key, paths) => {
      await attempt(`cannot save "${key}" to the Actions cache`, () => cache.saveCache([...paths], key));
    },
  };
}

/** @actions/cache says what went wrong on standard output and nowhere else: annotations, and one line for debugging. */
const COMPLAINT = new RegExp(
  [
    /^::(?:warning|error)[^:]*::(?:Failed to (?:restore|save): )?(.*)/,
    /^::debug::Failed to reserve cache: (?:Error: )?(.*)/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

const withinAct = new AsyncLocalStorage<symbol>();
const oneByOne = pLimit(1);

/**
 * Does something with @actions/cache, and takes its complaints from standard output instead of having them shown as
 * annotations of the run, some as errors. The rest of what it writes becomes debug output, except for workflow
 * commands, such as those that mask a signed address. What others write meanwhile is left alone.
 */
async function overhear<T>(
  act: () => Promise<T>,
): Promise<{ readonly result?: T; readonly complaint?: string | undefined }> {
  return oneByOne(async () => {
    const { stdout } = process;
    // oxlint-disable-next-line typescript/unbound-method -- called with stdout below, and put back as it was
    const { write } = stdout;
    const id = Symbol('act');
    let complaint: string | undefined;
    stdout.write = ((...args: Parameters<typeof write>) => {
      if (withinAct.getStore() !== id) return write.apply(stdout, args);
      const text = String(args[0]);
      const [match, shown, hidden] = COMPLAINT.exec(text) ?? [];
      // The last one says what it came to; the ones before, on the way.
      if (match !== undefined) complaint = firstMessageLine(shown ?? hidden ?? '');
      else if (text.startsWith('::')) write.call(stdout, text);
      else
        write.call(
          stdout,
          `::debug::${text.trimEnd().replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}\n`,
        );
      return true;
    }) as typeof write;
    try {
      return { result: await withinAct.run(id, act), complaint };
    } catch (cause) {
      return { complaint: firstMessageLine(reasonOf(cause)) };
    } finally {
      stdout.write = write;
    }
  });
}

/** Of a message as a workflow command carries it. */
function firstMessageLine(text: string): string {
  return (text.split(/%0D|%0A|\r|\n/)[0] ?? '').replaceAll('%25', '%').trim();
}
