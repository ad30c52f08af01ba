/** Everything that a matrix and its templates give, ready to be compared with another version of them. */

import { posix } from 'node:path';
import type { Excluded } from '../../matrix/expand.ts';
import { fileName } from '../../matrix/parse.ts';
import type { Image } from '../../plan/image.ts';
import { planImages } from '../../plan/plan.ts';
import type { Workspace } from '../../plan/workspace.ts';
import { renderDockerfile, DEFAULT_SYNTAX } from '../../stages/render.ts';
import type { RunFacts } from '../../tags/run-facts.ts';
import type { Overrides } from '../../values/overrides.ts';
import { traceValues } from '../../values/trace.ts';

/** One side of a comparison: all images of a matrix, with their values and Dockerfiles. */
export interface Snapshot {
  readonly images: ReadonlyMap<string, SnapshotImage>;
  readonly excluded: readonly Excluded[];
  /** Settings that hold for all images, as text. */
  readonly settings: Readonly<Record<string, string>>;
}

/** One image of a snapshot. */
export interface SnapshotImage {
  readonly image: Image;
  /** Its final values by name, such as `python.version`. */
  readonly values: Readonly<Record<string, string>>;
  /** The Dockerfile with only the stages that this image uses. */
  readonly dockerfile: string;
}

/** The snapshot of a revision without a matrix. */
export const EMPTY_SNAPSHOT: Snapshot = { images: new Map(), excluded: [], settings: {} };

/** The version of a future release, so that changes to tags with `{{version}}` show. */
const VERSION = '0.0.0-rc2147483647';
/** The same as PEP 440 spells it. */
const VERSION_OF_PYTHON = '0.0.0rc2147483647';

/** What a snapshot is taken with. */
export interface SnapshotOptions {
  readonly facts: RunFacts;
  readonly overrides: Overrides;
  /** Texts, by path, of Dockerfiles that are used as they are. */
  readonly verbatim: ReadonlyMap<string, string | undefined>;
}

/** Takes a snapshot, without any effect. Throws `ProblemsFound` for a broken matrix. */
export function takeSnapshot(workspace: Workspace, options: SnapshotOptions): Snapshot {
  const { matrix } = workspace;
  const { overrides } = options;
  const model = workspace.modelOf(overrides);
  const plan = planImages(model, { facts: { version: VERSION, ...options.facts }, overrides });
  const syntax = matrix.file.syntax ?? DEFAULT_SYNTAX;
  const dockerfileOf = (image: Image): string => {
    if (image.verbatim) return options.verbatim.get(image.dockerfile) ?? '';
    if (matrix.file.targets[image.target]?.file !== undefined)
      return model.wholeFile(image.target, image.combination).text;
    return withoutRanges(
      renderDockerfile({
        syntax,
        matrix: fileName(matrix),
        stages: model.stagesOf(image.target, image.combination),
      }),
    );
  };
  const images = plan.images.map((image): [string, SnapshotImage] => {
    const traces = traceValues(
      matrix,
      image.target,
      image.combination,
      model.scopeOf(image.target, image.combination),
    );
    return [
      image.id,
      {
        image: withPlaceholders(image),
        values: Object.fromEntries(traces.map(({ name, value }) => [name, value])),
        dockerfile: dockerfileOf(image),
      },
    ];
  });
  const { scan, ignore, cache, templates: folder, context } = matrix.file;
  const settings = Object.entries({ scan, ignore, cache, templates: folder, context }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    images: new Map(images),
    excluded: plan.excluded,
    settings: Object.fromEntries(settings.map(([name, value]) => [name, JSON.stringify(value)])),
  };
}

/** Paths of the Dockerfiles that a matrix uses as they are. */
export function verbatimPaths({ matrix }: Workspace): readonly string[] {
  return [
    ...new Set(
      Object.values(matrix.file.targets).flatMap(({ dockerfile }) =>
        dockerfile === undefined ? [] : [posix.normalize(dockerfile), dockerfile],
      ),
    ),
  ];
}

/** Leaves out the line ranges of templates: they change nothing in the image, and the lines are compared anyway. */
function withoutRanges(dockerfile: string): string {
  return dockerfile.replace(/^(# \S+\.hbs):\d+-\d+$/gm, '$1');
}

function withPlaceholders(image: Image): Image {
  return JSON.parse(
    JSON.stringify(image).replaceAll(VERSION, '{{version}}').replaceAll(VERSION_OF_PYTHON, '{{version}}'),
  ) as Image;
}
