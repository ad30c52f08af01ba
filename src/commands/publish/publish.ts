/** `docker-matrix publish`: finishes or undoes a publication whose run was killed. */

import { dirname, resolve } from 'node:path';
import type { Host } from '../../effects/host.ts';
import { openMatrixFile } from '../../plan/workspace.ts';
import { error, ProblemsFound, warning, type Problem } from '../../problem/problem.ts';
import {
  createJournalKeeper,
  isUnfinished,
  journalProblems,
  parseJournal,
  publicationOf,
  workflowRun,
  type Journal,
} from '../../publish/journal.ts';
import type { PublishOutcome } from '../../publish/outcome.ts';
import { publishProblems } from '../../publish/publish-images.ts';
import { resumePublication, rollBackPublication } from '../../publish/recover.ts';
import { stillStaged, unstage } from '../../publish/staging.ts';
import { createRegistry } from '../../registry/client.ts';
import { shownPath } from '../../text/path.ts';
import type { Command } from '../command/command.ts';
import type { RecoverRequest, Recovery } from './request.ts';
import { recoveryJson, recoveryOutputs, recoveryText } from './text.ts';

/** The command `publish`. */
export const command: Command<RecoverRequest, Recovery> = {
  run: async (request, host) => {
    const path = resolve(host.cwd, request.journal);
    if ((await host.files.readText(path)) === undefined) return recover(request, host);
    const unlock = await host.lockFolder(dirname(path));
    try {
      return await recover(request, host);
    } finally {
      await unlock();
    }
  },
  text: recoveryText,
  json: recoveryJson,
  problems: ({ problems }) => problems,
  outputs: recoveryOutputs,
};

/** Tags that are looked up, moved or put back at once. */
const CONCURRENCY = 8;
/** The state of the journal after each direction. */
const ENDS = { resume: 'published', rollback: 'rolled-back' } as const;

/**
 * Finishes or undoes a publication from its journal. Throws `ProblemsFound` when there is no such journal, when it is
 * not of this matrix and run, or when the publication ended the other way.
 */
export async function recover(
  { direction, journal: journalPath, matrix }: RecoverRequest,
  host: Host,
): Promise<Recovery> {
  const path = resolve(host.cwd, journalPath);
  const shown = shownPath(path, host.cwd);
  const text = await host.files.readText(path);
  if (text === undefined)
    throw new ProblemsFound([
      error('no-journal', `there is no journal at ${shown}`, {
        hint: 'name it with --journal (input journal); without one no tag has moved',
      }),
    ]);
  const journal = parseJournal(text, shown);
  const { file } = (await openMatrixFile(matrix, host)).matrix;
  const foreign = journalProblems(
    journal,
    { matrix, repositories: [file.image].flat(), run: workflowRun(host.env) },
    shown,
  );
  if (foreign.length > 0) throw new ProblemsFound(foreign);
  const registry = createRegistry(host);
  if (!isUnfinished(journal)) {
    // The run may have been killed after it wrote the end to the journal and before it removed its staging tags.
    const staged = await stillStaged(journal.staging, registry, CONCURRENCY);
    const left = await unstage(staged, registry, CONCURRENCY);
    if (staged.length > 0 && left === undefined)
      host.say(
        `removed the staging tags ${staged.map(({ repository, tag }) => `${repository}:${tag}`).join(', ')}`,
      );
    if (journal.state === ENDS[direction])
      return { direction, journal: shown, state: journal.state, problems: stagingProblems(left) };
    throw new ProblemsFound([
      ...stagingProblems(left),
      error(
        'journal-finished',
        `${publicationOf(journal)} has ended: it was ${journal.state === 'published' ? 'published' : 'rolled back'}`,
        {
          hint:
            journal.state === 'published'
              ? 'to take a release back, publish the one before again'
              : 'build and publish again',
        },
      ),
    ]);
  }

  let state: Journal['state'] = journal.state;
  const keeper = createJournalKeeper(async (content) => {
    await host.files.writeDurable(path, content);
    state = (JSON.parse(content) as Journal).state;
  }, host);
  const options = { concurrency: CONCURRENCY, signal: host.signal };
  const outcome =
    direction === 'resume'
      ? await resumePublication(journal, registry, options, keeper)
      : await rollBackPublication(journal, registry, options, keeper);
  // If the end could not be written to the journal, the user deletes that file. The staging tags are removed now,
  // because nobody would know of them afterwards.
  const isOpen = isUnfinished({ state }) && outcome.unrecorded === undefined;
  const staging = isOpen ? undefined : await unstage(journal.staging, registry, CONCURRENCY);
  return {
    direction,
    journal: shown,
    state,
    outcome,
    problems: [
      ...publishProblems(outcome, shown),
      ...(direction === 'resume' && isOpen && outcome.kind === 'rolled-back'
        ? [stopped(outcome, journal)]
        : []),
      ...stagingProblems(staging),
    ],
  };
}

/**
 * The warning about staging tags that are still there.
 *
 * @param left what `unstage` gave
 */
function stagingProblems(left: string | undefined): readonly Problem[] {
  return left === undefined ? [] : [warning('staging-left', left, { hint: 'delete them by hand' })];
}

/** Why a publication could not be resumed. */
function stopped({ taken }: PublishOutcome & { readonly kind: 'rolled-back' }, journal: Journal): Problem {
  return taken.length > 0
    ? error(
        'tag-taken',
        `nothing was moved, because tags of ${publicationOf(journal)} are somebody else's now`,
        { hint: 'set them back to where they were and resume, or put back the others with --rollback' },
      )
    : error('not-resumed', `${publicationOf(journal)} is still unfinished`, {
        hint: 'resume again, or put back what has moved with --rollback',
      });
}
