/** Keeps files between workflow runs in the cache of GitHub Actions. */

import { AsyncLocalStorage } from 'node:async_hooks';
import pLimit from 'p-limit';
import type { ToolCache } from '../effects/host.ts';
import { reasonOf } from '../text/reason.ts';

/** Complaints that are no failure: a run of a fork may not write, or another run saved the same entry first. */
const EXPECTED = /cache (?:read|write) denied:|already.exists|\(409\)/i;

/**
 * The cache of GitHub Actions. Outside of a runner that has one it is empty and keeps nothing. It never rejects: `warn`
 * gets the first failure, and after it the cache is not used any more, because each try takes a long time to fail. An
 * entry is found by its key and its paths.
 */
export async function actionCache(warn: (message: string) => void): Promise<ToolCache> {
  // Loaded only here: it takes half a second.
  const cache = await import('@actions/cache');
  let isBroken = false;

  async function attempt<T>(failure: string, act: () => Promise<T>): Promise<T | undefined> {
    if (isBroken || !cache.isFeatureAvailable()) return undefined;
    const { result, complaint } = await catchComplaint(act);
    if (complaint === undefined || EXPECTED.test(complaint)) return result;
    isBroken = true;
    warn(`${failure}: ${complaint}; the run goes on without it`);
    return result;
  }

  return {
    restore: async (key, paths) => {
      const restoredKey = await attempt(`cannot restore "${key}" from the Actions cache`, () =>
        cache.restoreCache([...paths], key),
      );
      // The service also finds keys that only begin with this one.
      return restoredKey === key;
    },
    save: async (key, paths) => {
      await attempt(`cannot save "${key}" to the Actions cache`, () => cache.saveCache([...paths], key));
    },
  };
}

/** How @actions/cache says what went wrong: only on standard output, as annotations and as one line for debugging. */
const COMPLAINT = new RegExp(
  [
    String.raw`^::(?:warning|error)[^:]*::(?:Failed to (?:restore|save): )?(.*)`,
    String.raw`^::debug::Failed to reserve cache: (?:Error: )?(.*)`,
  ].join('|'),
);

const withinAct = new AsyncLocalStorage<symbol>();
const oneByOne = pLimit(1);

/**
 * Runs something of @actions/cache and takes its complaints from standard output. Otherwise the workflow run would show
 * them as annotations, some of them as errors. The rest of its output becomes debug output, except for workflow
 * commands, such as those that mask a signed address. What other code writes meanwhile is not touched.
 */
async function catchComplaint<T>(
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
      // The last complaint is kept: it says how it ended.
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

/** The first line of a message in a workflow command, which escapes line ends. */
function firstMessageLine(text: string): string {
  return (text.split(/%0D|%0A|\r|\n/)[0] ?? '').replaceAll('%25', '%').trim();
}
