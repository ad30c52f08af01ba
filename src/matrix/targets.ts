/** Finds the axes and platforms of each target, which it inherits from the target it is built from. */

import { error, type Problem } from '../problem/problem.ts';
import type { Matrix } from './parse.ts';
import { didYouMean } from '../yaml/suggest.ts';

/** A target, with what it inherits from the target that it is built from. */
export interface ResolvedTarget {
  readonly name: string;
  /** The target in `from`; absent when that is an image or a stage. */
  readonly parent?: string;
  /** The parent's axes first, then its own. */
  readonly axes: readonly string[];
  readonly platforms: readonly string[];
  /** How many targets are below it: 0 when it is built from an external image. */
  readonly depth: number;
}

/** The platform when the matrix names none: every builder can build it. */
const DEFAULT_PLATFORMS = ['linux/amd64'];

/** Every platform that any target can be built for. */
export function declaredPlatforms(file: Matrix['file']): readonly string[] {
  return [
    ...new Set([
      ...(file.platforms ?? DEFAULT_PLATFORMS),
      ...Object.values(file.targets).flatMap(({ platforms }) => platforms ?? []),
    ]),
  ];
}

/**
 * Follows `from` from target to target. Axes and platforms are inherited; those that cannot be are problems.
 * Parents come before children, targets of the same depth by name: their order in the file changes nothing.
 */
export function resolveTargets(matrix: Matrix): {
  targets: ReadonlyMap<string, ResolvedTarget>;
  problems: readonly Problem[];
} {
  const { file, source } = matrix;
  const problems: Problem[] = [];
  const resolved = new Map<string, ResolvedTarget>();
  const declaredAxes = Object.keys(file.axes ?? {});

  const resolve = (name: string, trail: readonly string[]): ResolvedTarget | undefined => {
    const known = resolved.get(name);
    if (known) return known;
    const target = file.targets[name];
    if (!target) return undefined;
    if (trail.includes(name)) {
      if (!problems.some((problem) => problem.code === 'target-cycle')) {
        const circle = [...trail.slice(trail.indexOf(name)), name];
        problems.push(
          error('target-cycle', `targets are built from each other in a circle: ${circle.join(' → ')}`, {
            place: source.at(['targets', name, 'from']),
            hint:
              target.from === name
                ? `for the image of that name, write ${name}:latest`
                : 'let one of them be built from an image',
          }),
        );
      }
      return undefined;
    }
    const origins = (['from', 'file', 'dockerfile'] as const).filter((key) => target[key] !== undefined);
    if (origins.length !== 1) {
      problems.push(
        error(
          'target-origin',
          `target "${name}" needs exactly one of from (an image, stage or target), ` +
            'file (a template for a whole Dockerfile) and dockerfile (a Dockerfile used as it is)' +
            (origins.length > 1 ? `, not ${origins.join(' and ')}` : ''),
          {
            place: source.atKey(['targets', name]),
          },
        ),
      );
    }
    if (target.template !== undefined && target.from === undefined)
      problems.push(
        error('target-origin', `"template" is for a stage with "from"; target "${name}" has none`, {
          place: source.atKey(['targets', name, 'template']),
        }),
      );
    const parentName =
      target.from !== undefined && Object.hasOwn(file.targets, target.from) ? target.from : undefined;
    const parent = parentName === undefined ? undefined : resolve(parentName, [...trail, name]);

    const axes = target.axes ?? (parent ? [] : declaredAxes.toSorted());
    for (const [index, axis] of axes.entries()) {
      const place = source.at(['targets', name, 'axes', index]);
      if (target.axes && !declaredAxes.includes(axis))
        problems.push(
          error(
            'unknown-axis',
            `target "${name}" has an axis "${axis}" that is not under axes${didYouMean(axis, declaredAxes)}`,
            { place },
          ),
        );
      if (axes.indexOf(axis) !== index)
        problems.push(error('duplicate-axis', `target "${name}" names the axis "${axis}" twice`, { place }));
    }

    const platforms = target.platforms ?? parent?.platforms ?? file.platforms ?? DEFAULT_PLATFORMS;
    for (const [index, platform] of platforms.entries()) {
      const list = target.platforms ? ['targets', name, 'platforms'] : ['platforms'];
      if (parent && !parent.platforms.includes(platform)) {
        problems.push(
          error(
            'platform-not-in-parent',
            `target "${name}" is built for ${platform}, ` +
              `but its parent "${parent.name}" is not (it has ${parent.platforms.join(', ')})`,
            {
              place: source.at([...list, index]),
              hint: `remove ${platform} here, or add it to "${parent.name}"`,
            },
          ),
        );
      }
    }

    const result: ResolvedTarget = {
      name,
      ...(parent ? { parent: parent.name } : {}),
      axes: [...new Set([...(parent?.axes ?? []), ...axes])].filter((axis) => declaredAxes.includes(axis)),
      platforms: [...new Set(platforms)],
      depth: parent ? parent.depth + 1 : 0,
    };
    resolved.set(name, result);
    return result;
  };

  for (const name of Object.keys(file.targets)) resolve(name, []);
  problems.push(...duplicatePlatforms(matrix));
  const ordered = [...resolved.values()].toSorted((a, b) => a.depth - b.depth || (a.name < b.name ? -1 : 1));
  return { targets: new Map(ordered.map((target) => [target.name, target])), problems };
}

/** Platforms that a list names twice, perhaps in two spellings: an index would have both of them. */
function duplicatePlatforms({ file, source }: Matrix): readonly Problem[] {
  const lists = Object.entries(file.targets).map(([name, { platforms }]) => ({
    path: ['targets', name, 'platforms'],
    platforms,
  }));
  return [{ path: ['platforms'], platforms: file.platforms }, ...lists].flatMap(({ path, platforms = [] }) =>
    platforms.flatMap((platform, index) =>
      platforms.indexOf(platform) === index
        ? []
        : [
            error('duplicate-platform', `platform ${platform} is listed twice`, {
              place: source.at([...path, index]),
            }),
          ],
    ),
  );
}
