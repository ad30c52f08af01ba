/** Checks before a build whether its images can be published at all. */

import { join } from 'node:path';
import type { BuildJob } from '../bake/job.ts';
import type { Host } from '../effects/host.ts';
import { error, ProblemsFound, type Problem } from '../problem/problem.ts';
import type { Registry } from '../registry/registry.ts';
import { shownPath } from '../text/path.ts';
import { counted } from '../text/words.ts';
import { immutableProblems, REVISION_LABEL } from './immutable.ts';
import { isUnfinished, JOURNAL_NAME, parseJournal } from './journal.ts';

/** The command that finishes or undoes a publication. `journal` is the path of its journal, as messages show it. */
export function recoverCommand(journal: string, direction: 'resume' | 'rollback'): string {
  return `docker-matrix publish --${direction} --journal ${journal}`;
}

/**
 * What keeps a run from publishing and can be known before it builds: an earlier run that did not end, and tags that
 * never move and exist already.
 */
export async function publishPreflight(
  job: BuildJob,
  registry: Registry,
  host: Host,
): Promise<readonly Problem[]> {
  return [...(await unfinished(job, host)), ...(await immutable(job, registry, host))];
}

async function unfinished({ out }: BuildJob, host: Host): Promise<readonly Problem[]> {
  const path = join(out, JOURNAL_NAME);
  const text = await host.files.readText(path);
  if (text === undefined) return [];
  try {
    const journal = parseJournal(text, path);
    if (!isUnfinished(journal)) return [];
    const shown = shownPath(path, host.cwd);
    const moved = journal.tags.filter(({ state }) => state !== 'unchanged').length;
    return [
      error(
        'unfinished-publish',
        `an earlier run began to move ${counted(moved, 'tag')} (${journal.started}) and did not end`,
        {
          hint:
            `finish it with "${recoverCommand(shown, 'resume')}", ` +
            `or undo it with "${recoverCommand(shown, 'rollback')}"`,
        },
      ),
    ];
  } catch (cause) {
    if (cause instanceof ProblemsFound) return cause.problems;
    throw cause;
  }
}

async function immutable(
  { plan, request }: BuildJob,
  registry: Registry,
  host: Host,
): Promise<readonly Problem[]> {
  const tags = plan.images.flatMap((image) => {
    const revision = { ...image.labels, ...request.build.labels }[REVISION_LABEL];
    return image.tags
      .filter((tag) => tag.immutable)
      .flatMap(({ name, place }) =>
        [image.repository, ...image.mirrors].map((repository) => ({
          repository,
          tag: name,
          revision,
          place,
        })),
      );
  });
  return immutableProblems(tags, registry, {
    concurrency: request.build.concurrency * 2,
    signal: host.signal,
  });
}
