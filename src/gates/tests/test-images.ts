import { join } from 'node:path';
import * as v from 'valibot';
import { contextOf } from '../../bake/bake-all.ts';
import { imageStore } from '../../bake/bake-image.ts';
import { findBuilder } from '../../bake/engine.ts';
import { readConfig } from '../../bake/read-config.ts';
import type { Host } from '../../effects/host.ts';
import { RunConfig } from '../../oci/image-config.ts';
import { normalPlatform } from '../../oci/platform.ts';
import type { TestVerdict } from '../../plan/tests/model.ts';
import type { Problem } from '../../problem/problem.ts';
import type { BuiltImage, GateContext } from '../gate/gate.ts';
import { testProblems } from './decide.ts';
import { junitXml } from './junit.ts';
import { runTests, type TestSubject } from './run-tests.ts';
import { counted, firstLine } from '../../text/words.ts';

export interface TestedImages {
  readonly verdicts: readonly TestVerdict[];
  readonly problems: readonly Problem[];
  /** Path of the JUnit file; absent when nothing was tested. */
  readonly junit?: string;
}

/**
 * Runs the tests of every platform of every built image where its layers are: in throw-away builds on the builder that
 * built it, or, once it is loaded, in the engine. No image is pulled or built again for it.
 */
export async function testImages(
  built: readonly BuiltImage[],
  { job, settings, registry }: Pick<GateContext, 'job' | 'settings' | 'registry'>,
  host: Host,
): Promise<TestedImages> {
  const mode = job.request.build.tests ?? 'gate';
  const tested =
    mode === 'off' ? [] : built.filter(({ image }) => (job.plan.tests.get(image.id) ?? []).length > 0);
  if (tested.length === 0) return { verdicts: [], problems: [] };
  const name = settings.destination === 'load' ? await engineBuilder(host) : job.request.build.builder;
  const builder = await findBuilder(name === undefined ? {} : { builder: name }, host);
  if ('message' in builder) return { verdicts: [], problems: [builder] };
  const runnable = new Set(builder.platforms.map(normalPlatform));

  const subjects = tested.flatMap((image) =>
    image.candidate.platforms.map(({ platform, digest }): TestSubject => ({
      image: image.image.id,
      platform,
      context: contextOf(image, settings),
      tests: job.plan.tests.get(image.image.id) ?? [],
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
    { ...(name === undefined ? {} : { builder: name }), folder, concurrency: job.request.build.concurrency },
    host,
  );
  const junit = join(folder, 'junit.xml');
  await host.files.write([{ path: junit, text: junitXml(verdicts) }]);
  return { verdicts, problems: testProblems(verdicts, mode), junit };
}

/** The engine's own builder sees the images that the engine has; it has the name of Docker's context. */
async function engineBuilder({ exec, env, signal }: Host): Promise<string> {
  const { code, stdout } = await exec({ file: 'docker', args: ['context', 'show'], env, signal });
  return (code === 0 && stdout.trim()) || 'default';
}

async function loadedConfig(
  { image, candidate }: BuiltImage,
  { exec, env, signal }: Host,
): Promise<RunConfig> {
  const { code, stdout, stderr } = await exec({
    file: 'docker',
    args: ['image', 'inspect', '--format', '{{json .Config}}', image.tags[0] ?? candidate.digest],
    env,
    signal,
  });
  if (code !== 0) throw new Error(firstLine(stderr) || 'the engine does not have the image');
  return v.parse(RunConfig, JSON.parse(stdout));
}
