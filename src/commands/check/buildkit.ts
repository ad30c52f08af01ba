/** Runs BuildKit's checks (`check --build`) and shows what they find at the line of the template. */

import { environmentOf } from '../../effects/environment.ts';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { folderFromContext, writeImageDefinition } from '../../bake/definition.ts';
import { findBuilder } from '../../bake/engine.ts';
import type { Host } from '../../effects/host.ts';
import type { Image } from '../../plan/image.ts';
import type { Model } from '../../plan/model.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Workspace } from '../../plan/workspace.ts';
import { error, type Place, type Problem } from '../../problem/problem.ts';
import { groupBy } from '../../text/group.ts';
import type { Overrides } from '../../values/overrides.ts';
import { readFindings, type Finding } from './findings.ts';
import { originOf } from './template-place.ts';

/** What is to be checked. */
export interface BuildkitCheck {
  readonly workspace: Workspace;
  /** Path of the matrix as the user gave it. */
  readonly matrix: string;
  readonly plan: Plan;
  /** The overrides that the plan was made with. */
  readonly overrides: Overrides;
  readonly builder?: string;
  readonly concurrency: number;
}

/**
 * An empty folder in place of another image of the matrix. Each image is checked alone, so the check does not know the
 * others, and they need not be published yet.
 */
const STAND_IN = 'image-of-this-matrix';

/**
 * Runs BuildKit's checks on every image, as `docker buildx build --check` does: nothing is built, but base images are
 * looked up. Each finding has the line of the template or matrix that it comes from.
 */
export async function buildkitProblems(check: BuildkitCheck, host: Host): Promise<readonly Problem[]> {
  const builder = await findBuilder(
    {
      ...(check.builder === undefined ? {} : { builder: check.builder }),
      why: 'which "check --build" needs',
      otherwise: 'leave --build away to check without Docker',
    },
    host,
  );
  if ('message' in builder) return [builder];
  const folder = await host.files.temporaryFolder('docker-matrix-check-');
  try {
    await host.files.write(
      [...check.plan.files, { path: `${STAND_IN}/.keep`, text: '' }].map(({ path, text }) => ({
        path: join(folder, path),
        text,
      })),
    );
    const model = check.workspace.modelOf(check.overrides);
    const limit = pLimit(check.concurrency);
    const findings = await Promise.all(
      check.plan.images.map((image) => limit(() => imageFindings(image, folder, model, check, host))),
    );
    return findingProblems(findings.flat());
  } finally {
    await host.files.remove(folder);
  }
}

/** A finding in one image, and its place. */
interface Placed {
  readonly image: string;
  readonly finding: Finding;
  readonly place?: Place;
}

/** Each finding once: images share stages, and with them the findings. */
function findingProblems(findings: readonly Placed[]): readonly Problem[] {
  // An error without a rule is grouped by its message alone: BuildKit places it at any of the stages concerned.
  const groups = groupBy(findings, ({ finding, place }) =>
    finding.rule === undefined ? finding.message : JSON.stringify([finding.rule, finding.message, place]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
    if (!first) return [];
    const { rule, message, url } = first.finding;
    if (rule !== undefined)
      return [
        error('buildkit-check', `${rule}: ${message}`, {
          place: first.place,
          hint: `${url ?? `BuildKit's rule ${rule}`}; to allow it: args: { BUILDKIT_DOCKERFILE_CHECK: skip=${rule} }`,
        }),
      ];
    const images = [...new Set(group.map(({ image }) => image))];
    return [
      error(
        'buildkit-check',
        `${message} (${images.slice(0, 3).join(', ')}${images.length > 3 ? ` and ${images.length - 3} more` : ''})`,
        { place: first.place },
      ),
    ];
  });
}

/** What BuildKit finds in one image. */
async function imageFindings(
  image: Image,
  folder: string,
  model: Model,
  check: BuildkitCheck,
  host: Host,
): Promise<readonly Placed[]> {
  const { workspace } = check;
  const definition = join(folder, 'bake', `${image.id}.hcl`);
  const contexts = Object.fromEntries(
    Object.entries(image.contexts).map(([name, context]) => [
      name,
      context.kind === 'image' ? join(folder, STAND_IN) : context.text,
    ]),
  );
  await host.files.write([
    {
      path: definition,
      text: writeImageDefinition(
        image,
        folderFromContext(workspace.root, check.plan.settings.context, folder),
        {
          contexts,
          tags: undefined,
          output: undefined,
          secret: undefined,
          'cache-from': undefined,
        },
      ),
    },
  ]);
  const result = await host.exec({
    file: 'docker',
    args: [
      'buildx',
      'bake',
      ...(check.builder === undefined ? [] : ['--builder', check.builder]),
      '--file',
      definition,
      '--call',
      'check,format=json',
      '--progress',
      'quiet',
      '--allow',
      `fs.read=${folder}`,
      image.id,
    ],
    cwd: workspace.root,
    env: { ...environmentOf('docker', host.env), OTEL_TRACES_SAMPLER: 'always_off' },
    signal: host.signal,
  });
  const findings = readFindings(result.stdout, image.id);
  if (!findings)
    return [
      {
        image: image.id,
        finding: {
          message: `BuildKit did not check it: ${
            result.stderr
              .trim()
              .split('\n')
              .findLast((line) => line.startsWith('ERROR')) ??
            (result.stderr.trim().split('\n').at(-1) || `docker buildx ended with status ${result.code}`)
          }`,
        },
      },
    ];
  const text = image.verbatim
    ? await host.files.readText(join(workspace.root, image.dockerfile))
    : check.plan.files.find(({ path }) => path === image.dockerfile)?.text;
  return findings.map((finding) => ({
    image: image.id,
    finding,
    ...(finding.line === undefined ? {} : { place: placeOf(image, text ?? '', finding.line, model, check) }),
  }));
}

/** The place in the templates or the matrix that a line of a Dockerfile comes from. */
function placeOf(image: Image, dockerfile: string, line: number, model: Model, check: BuildkitCheck): Place {
  const { matrix } = check.workspace;
  const { targets, stages = {} } = matrix.file;
  const inDockerfile = { file: join(dirname(check.matrix), image.dockerfile), line, column: 1 };
  if (image.verbatim) return inDockerfile;
  if (targets[image.target]?.file !== undefined)
    return model.wholeFile(image.target, image.combination).places()[line - 1] ?? inDockerfile;
  // The Dockerfile has stages of the other targets with this combination, too.
  const others = check.plan.images.filter(
    (other) => other.id !== image.id && other.dockerfile === image.dockerfile,
  );
  const origin = originOf(dockerfile, line, (stage) => {
    for (const { target, combination } of [image, ...others]) {
      const rendered = model.stagesOf(target, combination).find(({ name }) => name === stage);
      if (rendered) return rendered.places();
    }
    return undefined;
  });
  if (origin.kind === 'template') return origin.place;
  if (origin.kind === 'none') return inDockerfile;
  const target = Object.keys(targets).find((name) => (targets[name]?.stage ?? name) === origin.stage);
  if (target !== undefined) return matrix.source.at(['targets', target, 'from']);
  return Object.hasOwn(stages, origin.stage)
    ? matrix.source.at(['stages', origin.stage, 'from'])
    : inDockerfile;
}
