import { posix } from 'node:path';
import type { Excluded } from '../../matrix/expand.ts';
import { fileName } from '../../matrix/parse.ts';
import type { Image } from '../../plan/image.ts';
import { openModel } from '../../plan/model.ts';
import { plan as makePlan } from '../../plan/plan.ts';
import type { Workspace } from '../../plan/workspace.ts';
import { renderDockerfile, DEFAULT_SYNTAX } from '../../stages/render.ts';
import type { RunFacts } from '../../tags/run-facts.ts';
import type { Overrides } from '../../values/overrides.ts';
import { traceValues } from '../../values/trace.ts';

/** One side of a comparison: everything that a matrix and its templates mean. */
export interface Snapshot {
  readonly images: ReadonlyMap<string, SnapshotImage>;
  readonly excluded: readonly Excluded[];
  /** Settings that hold for all images, as text. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface SnapshotImage {
  readonly image: Image;
  /** Final values by dotted name. */
  readonly values: Readonly<Record<string, string>>;
  /** The Dockerfile with what this image uses, and nothing else. */
  readonly dockerfile: string;
}

export const EMPTY_SNAPSHOT: Snapshot = { images: new Map(), excluded: [], settings: {} };

/** Stands for the version of a release to come, so that a change to a pattern with `{{version}}` is seen. */
const VERSION = '0.0.0-version-of-the-release';

export interface SnapshotOptions {
  readonly facts: RunFacts;
  readonly overrides: Overrides;
  /** Reads a Dockerfile that is used as it is. */
  readonly verbatim: ReadonlyMap<string, string | undefined>;
}

/** Pure: the same workspace and options give the same snapshot. Throws `ProblemsFound` for a broken matrix. */
export function takeSnapshot(workspace: Workspace, options: SnapshotOptions): Snapshot {
  const { matrix, templates, inputs } = workspace;
  const facts = { version: VERSION, ...options.facts };
  const plan = makePlan(matrix, templates, { facts, overrides: options.overrides, inputs });
  const model = openModel(workspace, { facts, overrides: options.overrides });
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

/** How many lines a template has changes nothing in what is built; the lines themselves are compared. */
function withoutRanges(dockerfile: string): string {
  return dockerfile.replace(/^(# \S+\.hbs):\d+-\d+$/gm, '$1');
}

function withPlaceholders(image: Image): Image {
  return JSON.parse(JSON.stringify(image).replaceAll(VERSION, '{{version}}')) as Image;
}
