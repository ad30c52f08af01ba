/**
 * Finds files that changed without the builder noticing. BuildKit keeps what it was sent of a build context, and takes
 * a file of the same path, size and time for the one that it has, also with `no-cache`, and also when that one was in
 * another folder of the same name. So it would build with the old content.
 */

import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { readInstructions } from '../dockerfile/instructions.ts';
import type { ContextFile } from '../effects/files.ts';
import type { Host } from '../effects/host.ts';
import { error, type Problem } from '../problem/problem.ts';
import { shellPath } from '../text/path.ts';
import { counted } from '../text/words.ts';
import type { BuildJob } from './job.ts';

/** The files of a context, by their paths. */
type SentFiles = ReadonlyMap<string, ContextFile>;

/** How many files a message names. */
const NAMED = 5;

/** What was found before a build, and how to remember what the build sends. */
export interface SentCheck {
  readonly problems: readonly Problem[];
  /** Called when the builder has the files. */
  readonly remember: () => Promise<void>;
}

const NOTHING: SentCheck = { problems: [], remember: async () => {} };

/**
 * Looks at the build context before a build. Does nothing where no Dockerfile reads files of it, and on a runner that
 * GitHub hosts, whose builders are always new.
 *
 * @param builder the name of the builder
 */
export async function checkSentFiles(job: BuildJob, builder: string, host: Host): Promise<SentCheck> {
  const { plan, rendered, root, out } = job;
  const dockerfiles = [...rendered.map(({ text }) => text), ...plan.verbatim.values()];
  if (host.env['RUNNER_ENVIRONMENT'] === 'github-hosted' || !dockerfiles.some(readsContext)) return NOTHING;
  const context = resolve(root, plan.settings.context);
  const key = createHash('sha256')
    .update(`${builder}\n${basename(context)}`)
    .digest('hex')
    .slice(0, 16);
  const memory = join(host.cacheFolder, 'sent-files', `${key}.json`);
  const sent = parse(await host.files.readText(memory));
  const files = await host.files.contextFiles(context, { known: sent, without: [out] });
  const unseen = [...files].flatMap(([path, file]) => (isUnseen(sent.get(path), file) ? [path] : []));
  return {
    problems:
      unseen.length === 0
        ? []
        : [
            error(
              'stale-context',
              `${counted(unseen.length, 'file')} changed since the last build, but not in size and time, so that ` +
                `the builder "${builder}" would take the old content: ` +
                `${unseen.slice(0, NAMED).join(', ')}${unseen.length > NAMED ? ' …' : ''}`,
              { hint: `give them another time: touch ${unseen.slice(0, NAMED).map(shellPath).join(' ')}` },
            ),
          ],
    remember: async () =>
      host.files.write([{ path: memory, text: JSON.stringify(Object.fromEntries(files)) }]),
  };
}

/** Whether a Dockerfile copies or mounts anything out of the build context itself. */
export function readsContext(dockerfile: string): boolean {
  return readInstructions(dockerfile).instructions.some(({ keyword, flags, text, heredocs }) => {
    const names = (flag: string): boolean => flags.some(({ name }) => name === flag);
    if (keyword === 'ADD') return true;
    if (keyword === 'COPY') return !names('--from') && !(heredocs.length > 0 && /^<<\S+\s+\S+$/.test(text));
    return (
      keyword === 'RUN' &&
      flags.some(({ name, value }) => name === '--mount' && !/(?:^|,)(?:from=|type=(?!bind))/.test(value))
    );
  });
}

/** Whether a file is another one than the builder takes it for. */
function isUnseen(sent: ContextFile | undefined, now: ContextFile): boolean {
  return (
    sent !== undefined &&
    sent.size === now.size &&
    sent.modified === now.modified &&
    sent.hash !== undefined &&
    now.hash !== undefined &&
    sent.hash !== now.hash
  );
}

function parse(text: string | undefined): SentFiles {
  try {
    return new Map(Object.entries(JSON.parse(text ?? '{}') as Record<string, ContextFile>));
  } catch {
    return new Map();
  }
}
