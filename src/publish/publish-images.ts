/** Publishes the images of a build, and says what went wrong with it. */

import { join } from 'node:path';
import type { BuiltImage } from '../bake/bake-image.ts';
import type { BuildJob } from '../bake/job.ts';
import type { StagingTag } from '../bake/run-attributes.ts';
import type { Host } from '../effects/host.ts';
import { error, notice, warning, type Problem } from '../problem/problem.ts';
import type { Registry } from '../registry/registry.ts';
import { createJournalKeeper, JOURNAL_NAME, workflowRun, type JournalKeeper } from './journal.ts';
import { recoverCommand } from './publish-preflight.ts';
import { publishTags, type KeptTag, type PublishOutcome } from './publish.ts';
import { createTagOrder } from './tag-order.ts';
import type { PublishOptions } from './transaction.ts';

/** Moves the tags of every built image, all or none, with a journal in the folder of the build. */
export async function publishImages(
  built: readonly BuiltImage[],
  job: BuildJob,
  staging: readonly StagingTag[],
  registry: Registry,
  host: Host,
): Promise<PublishOutcome> {
  const { request, out } = job;
  const close = host.group('Publish');
  const mirrors = new Set(built.flatMap(({ image }) => image.mirrors));
  if (mirrors.size > 0) host.say(`copying to ${[...mirrors].join(', ')}`);
  const keeper = createJournalKeeper((text) => host.files.writeDurable(join(out, JOURNAL_NAME), text), host);
  const sayingKeeper: JournalKeeper = {
    ...keeper,
    note: (reference, state) => {
      host.say(`${reference}: ${state}`);
      keeper.note(reference, state);
    },
  };
  const outcome = await publishTags(
    built.map(({ image, candidate }) => ({
      image: image.id,
      repository: image.repository,
      digest: candidate.digest,
      tags: image.tags.map(({ name }) => name),
      immutable: image.tags.filter(({ immutable }) => immutable).map(({ name }) => name),
      mirrors: image.mirrors,
    })),
    registry,
    {
      concurrency: request.build.concurrency * 2,
      signal: host.signal,
      ...settlingOf(job, host),
    },
    {
      keeper: sayingKeeper,
      run: workflowRun(host.env) ?? host.uuid(),
      started: new Date(host.now()).toISOString(),
      staging,
    },
  );
  if (outcome.kind === 'published')
    for (const { reference } of outcome.unchanged) host.say(`${reference}: unchanged`);
  if (outcome.kind === 'published')
    for (const { reference, revision } of outcome.kept)
      host.say(`${reference}: stays at the image of ${revision ?? 'a newer run'}`);
  close();
  return outcome;
}

/** How tags are kept from going back. Without a commit there is no order, and with --allow-older none is wanted. */
function settlingOf({ request, root }: BuildJob, host: Host): Pick<PublishOptions, 'settling'> {
  const { revision } = request.facts;
  if (revision === undefined || request.build.allowOlder) return {};
  const { now, sleep, compareCommits } = host;
  const order = createTagOrder(revision, (ours, other) => compareCommits(root, ours, other));
  return { settling: { order, now, sleep } };
}

/**
 * Problems of a publication: why nothing was published, what could not be put back, and a journal that is behind.
 *
 * @param journal path of the journal, as messages show it
 */
export function publishProblems(outcome: PublishOutcome | undefined, journal: string): readonly Problem[] {
  if (outcome === undefined) return [];
  if (outcome.kind === 'published')
    return [
      ...outcome.kept.map(keptNotice),
      ...(outcome.unread === undefined
        ? []
        : [
            warning('tag-unread', `the tags have moved, but could not be read again: ${outcome.unread}`, {
              hint: 'if another run published at the same time, look at where they point',
            }),
          ]),
      ...unrecorded(outcome, journal),
    ];
  const putBack =
    outcome.restored.length === 0
      ? undefined
      : `put back where they were: ${outcome.restored.map((tag) => tag.reference).join(', ')}`;
  return [
    ...outcome.failures.map(({ reference, reason, code, hint }) =>
      code !== undefined
        ? error(code, reason, {
            hint: hint ?? 'release under a new version; where the tag may really change, delete it first',
          })
        : error('publish-failed', `${reference} was not published: ${reason}`, { hint: putBack }),
    ),
    ...outcome.left.map(({ reference, digest, reason }) =>
      error('publish-left', `${reference} points to ${digest} and could not be put back: ${reason}`, {
        hint:
          `delete the tag by hand, then run "${recoverCommand(journal, 'rollback')}"; ` +
          `or publish all the same with "${recoverCommand(journal, 'resume')}"`,
      }),
    ),
    ...outcome.taken.map(({ reference, digest }) =>
      warning(
        'tag-taken',
        `${reference} was ${digest === undefined ? 'deleted' : `moved to ${digest}`} by somebody else meanwhile, ` +
          'and is left alone',
      ),
    ),
    ...(outcome.cancelled
      ? [
          error(
            'cancelled',
            outcome.restored.length + outcome.left.length + outcome.taken.length === 0
              ? 'cancelled before any tag moved'
              : 'cancelled while publishing; every tag is back where it was, but for those named',
          ),
        ]
      : []),
    ...unrecorded(outcome, journal),
  ];
}

/** The notice about a tag that did not move. The run is fine: what it would have published is old by now. */
function keptNotice({ reference, digest, revision }: KeptTag): Problem {
  return notice(
    'tag-kept',
    `${reference} stays where it is: it points at ${digest}, the image of ` +
      (revision === undefined ? 'another run' : `the newer commit ${revision}`),
    { hint: 'to move it back all the same, use --allow-older (input allow-older)' },
  );
}

/** A warning about a journal that stays open: the next build would be refused, with a rollback as one of its hints. */
function unrecorded({ kind, unrecorded: reason }: PublishOutcome, journal: string): readonly Problem[] {
  if (reason === undefined) return [];
  const whatHappened =
    kind === 'published' ? 'every tag of the release points where it should' : 'what had moved is put back';
  return [
    warning(
      'journal-behind',
      `${whatHappened}, but ${journal} could not be written and still says that the publication goes on: ${reason}`,
      {
        hint:
          kind === 'published'
            ? 'delete that file; a rollback from it would take the release back'
            : 'delete that file',
      },
    ),
  ];
}
