/** Finds everything that would make a build fail later, before the first image is built. */

import { environmentOf } from '../../effects/environment.ts';
import { resolve } from 'node:path';
import { builderProblems, pushesByTag, type Builder, type Destination } from '../../bake/builder.ts';
import { findBuilder } from '../../bake/engine.ts';
import type { BuildJob } from '../../bake/job.ts';
import { checkSentFiles } from '../../bake/sent-files.ts';
import { secretProblems } from '../../bake/secrets.ts';
import type { Host } from '../../effects/host.ts';
import type { GateStart, OpenGate } from '../../gates/gate/gate.ts';
import { openGates } from '../../gates/gates.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import { publishPreflight } from '../../publish/publish-preflight.ts';
import { signingProblems } from '../../record/sign-images.ts';
import { checkPushAllowed } from '../../registry/permission.ts';

/** What a build starts with once nothing that it needs is missing. */
export interface Ready {
  readonly gates: readonly OpenGate[];
  /** Whether images are pushed under staging tags, because the builder cannot push by digest. */
  readonly pushesByTag: boolean;
  /** Called when the builder has the files of the build context. */
  readonly remember: () => Promise<void>;
  /** Problems that do not stop the build. */
  readonly warnings: readonly Problem[];
}

/** Checks builder, logins, secrets and what each gate needs. Throws `ProblemsFound` if anything is missing. */
export async function preflight(start: GateStart, host: Host): Promise<Ready> {
  const { job, destination, registry } = start;
  const { plan } = job;
  const caches = plan.images
    .flatMap(({ cacheTo }) => cacheTo)
    .map((reference) => reference.slice(0, reference.lastIndexOf(':')));
  // First of all: without a builder nothing has to be downloaded for the gates.
  const builder = await checkBuilder(job, destination, host);
  const [sent, secrets, push, publish, signing, gates] = await Promise.all([
    checkSentFiles(job, builder.name, host),
    secretProblems(
      plan.images,
      { ...host, root: job.root },
      {
        fileExists: async (path) => (await host.files.readText(resolve(job.root, path))) !== undefined,
        realPath: host.files.realPath,
      },
    ),
    destination === 'push'
      ? checkPushAllowed(
          [
            ...plan.images
              .filter(({ output }) => output === 'image')
              .flatMap(({ repository, mirrors }) => [repository, ...mirrors]),
            ...caches,
          ],
          registry,
        )
      : [],
    destination === 'push' ? publishPreflight(job, registry, host) : [],
    signingProblems(job.request.build, host),
    openGates(start, host),
  ]);
  const problems = [
    ...partialPush(job, destination),
    ...sent.problems,
    ...signing,
    ...secrets,
    ...push,
    ...publish,
    ...gates.flatMap((gate) => gate.problems),
  ];
  if (problems.some(({ severity }) => severity === 'error')) throw new ProblemsFound(problems);
  return {
    gates,
    pushesByTag: pushesByTag(builder),
    remember: sent.remember,
    warnings: problems,
  };
}

/** Refuses to publish only some platforms of an image: its tags would lose the others. */
function partialPush({ request, plan }: BuildJob, destination: Destination): readonly Problem[] {
  if (destination !== 'push' || request.platforms.length === 0 || request.build.tags.length > 0) return [];
  return plan.images
    .filter(({ platforms, allPlatforms }) => platforms.length < allPlatforms.length)
    .map(({ id, platforms, allPlatforms }) =>
      error(
        'partial-push',
        `image "${id}" has the platforms ${allPlatforms.join(', ')}; ` +
          `its tags cannot be moved to an image with ${platforms.join(', ')} only`,
        { hint: 'leave out --platform (input platforms), or give tags of their own with --tag (input tags)' },
      ),
    );
}

/** The builder that can build these images. Throws `ProblemsFound` when there is none. */
async function checkBuilder(
  { request, plan }: BuildJob,
  destination: Destination,
  host: Host,
): Promise<Builder> {
  const builder = await findBuilder(
    request.build.builder === undefined ? {} : { builder: request.build.builder },
    host,
  );
  if ('message' in builder) throw new ProblemsFound([builder]);
  const info =
    builder.driver === 'docker'
      ? await host.exec({
          file: 'docker',
          args: ['info', '--format', '{{json .DriverStatus}}'],
          env: environmentOf('docker', host.env),
          signal: host.signal,
        })
      : undefined;
  const problems = builderProblems(
    builder,
    plan.images,
    destination,
    info?.stdout.includes('io.containerd.snapshotter') ?? false,
  );
  if (problems.length > 0) throw new ProblemsFound(problems);
  return builder;
}
