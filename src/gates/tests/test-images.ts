/** Tests every built image, and reports the results. */

import { environmentOf } from '../../effects/environment.ts';
import { join } from 'node:path';
import * as v from 'valibot';
import type { BuiltImage } from '../../bake/bake-image.ts';
import { loadedReference } from '../../bake/candidate.ts';
import { findBuilder } from '../../bake/engine.ts';
import { imageStore, readConfig } from '../../bake/image-store.ts';
import type { Host } from '../../effects/host.ts';
import { RunConfig } from '../../oci/image-config.ts';
import { normalPlatform } from '../../oci/platform.ts';
import type { Image } from '../../plan/image.ts';
import type { TestVerdict } from '../../plan/tests/model.ts';
import type { GateReport, GateScene } from '../gate/gate.ts';
import { buildBase, builderOf } from '../gate/throw-away-build.ts';
import { testCounts, testProblems } from './decide.ts';
import { junitXml } from './junit.ts';
import { runTests, type TestSubject } from './run-tests.ts';
import { counted, firstLine } from '../../text/words.ts';

/**
 * Tests every platform of every built image, where its layers are: with throw-away builds on the builder that built it,
 * or in the engine when it was loaded there. No image is pulled or built again for that.
 */
export async function testImages(
  built: readonly BuiltImage[],
  { job, settings, registry }: Pick<GateScene, 'job' | 'settings' | 'registry'>,
  host: Host,
): Promise<GateReport> {
  const mode = job.plan.settings.tests;
  const tested = mode === 'off' ? [] : built.filter(({ image }) => image.checks.tests.length > 0);
  if (tested.length === 0) return report([]);
  const builderName = await builderOf({ job, settings }, host);
  const builder = await findBuilder(builderName === undefined ? {} : { builder: builderName }, host);
  if ('message' in builder) return { ...report([]), problems: [builder] };
  const runnable = new Set(builder.platforms.map(normalPlatform));

  const subjects = tested.flatMap((image) =>
    image.candidate.platforms.map(({ platform, digest }): TestSubject => ({
      image: image.image.id,
      ...buildBase(image, platform, settings),
      tests: image.image.checks.tests,
      config:
        settings.destination === 'load'
          ? () => loadedConfig(image, host)
          : async () =>
              (
                await readConfig(
                  digest,
                  platform,
                  imageStore({ image: image.image, settings, registry }, host),
                )
              ).config ?? {},
      runs: runnable.has(normalPlatform(platform)),
    })),
  );
  const count = subjects.reduce((sum, { tests }) => sum + tests.length, 0);
  host.say(
    `running ${counted(count, 'test')} in ${counted(subjects.length, 'image')} (one for each platform)`,
  );
  const folder = join(job.out, 'tests');
  const verdicts = await runTests(
    subjects,
    {
      ...(builderName === undefined ? {} : { builder: builderName }),
      folder,
      concurrency: job.request.build.concurrency,
    },
    host,
  );
  const junit = join(folder, 'junit.xml');
  await host.files.write([{ path: junit, text: junitXml(verdicts) }]);
  return { ...report(verdicts), problems: testProblems(verdicts, mode), files: { junit } };
}

/** The report of the gate. Without tests it has no column. */
function report(verdicts: readonly TestVerdict[]): GateReport {
  const verdictsOf = ({ id }: Image): readonly TestVerdict[] => verdicts.filter(({ image }) => image === id);
  return {
    ...(verdicts.length === 0
      ? {}
      : { column: { title: 'Tests', cell: (image) => testCounts(verdictsOf(image)) } }),
    about: (image) => ({
      refused: verdictsOf(image).some(
        ({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'broken',
      ),
      json: {
        tests: verdictsOf(image).map(({ platform, test, seconds, outcome }) => ({
          platform,
          name: test,
          ...outcome,
          seconds,
        })),
      },
    }),
  };
}

async function loadedConfig(
  { image, candidate }: BuiltImage,
  { exec, env, signal }: Host,
): Promise<RunConfig> {
  const { code, stdout, stderr } = await exec({
    file: 'docker',
    args: ['image', 'inspect', '--format', '{{json .Config}}', loadedReference(image, candidate)],
    env: environmentOf('docker', env),
    signal,
  });
  if (code !== 0) throw new Error(firstLine(stderr) || 'the engine does not have the image');
  return v.parse(RunConfig, JSON.parse(stdout));
}
