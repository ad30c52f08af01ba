import { resolve } from 'node:path';
import { builderProblems, pushesByTag, type Builder, type Destination } from '../../bake/builder.ts';
import { findBuilder } from '../../bake/engine.ts';
import type { BuildJob } from '../../bake/job.ts';
import { secretProblems } from '../../bake/secrets.ts';
import type { Host } from '../../effects/host.ts';
import type { Ready } from '../../gates/gate/gate.ts';
import { limitOf } from '../../gates/policy/policy-gate.ts';
import type { ScanPolicy } from '../../gates/scan/decide.ts';
import { prepareScanner } from '../../gates/scan/scanner.ts';
import { unscannedLimits } from '../../gates/size/size-limit.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import { publishPreflight } from '../../publish/publish-preflight.ts';
import { signingProblems } from '../../record/sign-images.ts';
import { checkPushAllowed } from '../../registry/permission.ts';
import type { Registry } from '../../registry/registry.ts';

/** Everything that would fail later, found before anything is built: builder, login, scanner and its database. */
export async function preflight(
  job: BuildJob,
  { destination, registry, scan }: { destination: Destination; registry: Registry; scan: ScanPolicy['mode'] },
  host: Host,
): Promise<Ready> {
  const { plan } = job;
  const caches = plan.images
    .flatMap(({ cacheTo }) => cacheTo)
    .map((reference) => reference.slice(0, reference.lastIndexOf(':')));
  // Without a builder nothing else matters, and nothing is downloaded for it.
  const builder = await checkBuilder(job, destination, host);
  const [secrets, push, publish, signing, prepared] = await Promise.all([
    secretProblems(
      plan.images,
      host.env,
      async (path) => (await host.files.readText(resolve(job.workspace.root, path))) !== undefined,
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
    scan === 'off' ? undefined : prepareScanner(job, scan, host),
  ]);
  // Images that nobody scans would be built and then refused.
  const unscanned =
    destination === 'push' && scan === 'off'
      ? unscannedLimits(
          plan.images.filter(({ output }) => output === 'image').map(({ target }) => limitOf(job, target)),
        )
      : [];
  const problems = [
    ...partialPush(job, destination),
    ...unscanned,
    ...signing,
    ...secrets,
    ...push,
    ...publish,
    ...(prepared?.problems ?? []),
  ];
  if (problems.some(({ severity }) => severity === 'error')) throw new ProblemsFound(problems);
  return {
    ...(prepared?.scanner ? { scanner: prepared.scanner } : {}),
    ignores: prepared?.ignores ?? [],
    pushesByTag: pushesByTag(builder),
    warnings: problems,
  };
}

/** Publishing some platforms of an image under its tags would take the others away from whoever pulls it. */
function partialPush({ request, plan }: BuildJob, destination: Destination): readonly Problem[] {
  if (destination !== 'push' || request.platforms.length === 0 || request.build.tags.length > 0) return [];
  return plan.images
    .filter(({ platforms, allPlatforms }) => platforms.length < allPlatforms.length)
    .map(({ id, platforms, allPlatforms }) =>
      error(
        'partial-push',
        `image "${id}" has the platforms ${allPlatforms.join(', ')}; its tags cannot be moved to an image with ${platforms.join(', ')} only`,
        { hint: 'leave out --platform (input platforms), or give tags of their own with --tag (input tags)' },
      ),
    );
}

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
          env: host.env,
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
