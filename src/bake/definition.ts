/** Writes bake definitions: docker-bake.hcl, and what one run adds to it. */

import { posix, resolve } from 'node:path';
import { localReferences, type Image, type Secret } from '../plan/image.ts';
import type { Plan } from '../plan/plan.ts';
import { writeHcl, type HclBlock, type HclValue } from './hcl.ts';
import { pathFrom } from '../text/path.ts';

/**
 * The folder of rendered files, seen from the build context; empty when they are the same.
 *
 * @param root absolute folder of the matrix
 * @param context the build context, seen from there
 * @param out absolute folder of rendered files
 */
export function folderFromContext(root: string, context: string, out: string): string {
  return pathFrom(resolve(root, context), out);
}

/** What one run adds to an image, as attributes of its bake target. */
export type RunAttributes = Readonly<Record<string, HclValue | undefined>>;

/**
 * The definition to commit: nothing in it changes from commit to commit, and plain `docker buildx bake` builds from it.
 *
 * @param folder folder of the Dockerfiles, seen from the build context; empty for the context itself
 */
export function writeDefinition(plan: Plan, folder: string, matrix: string): string {
  const groups = Object.entries(plan.groups).map(([name, targets]): HclBlock => ({
    type: 'group',
    label: name,
    attributes: { targets },
  }));
  const targets = plan.images.map((image): HclBlock => ({
    type: 'target',
    label: image.id,
    attributes: definitionOf(image, folder),
  }));
  return writeHcl(
    [...groups, ...targets],
    [`Made by docker-matrix from ${matrix}: edit that, then run "docker-matrix render".`],
  );
}

/**
 * What a run adds, as a second file for bake: its tags replace those of the definition, its labels and caches are
 * merged with them (https://docs.docker.com/build/bake/overrides/).
 */
export function writeOverride(attributes: ReadonlyMap<string, RunAttributes>): string {
  return writeHcl(
    [...attributes].map(([id, values]) => ({ type: 'target', label: id, attributes: values })),
    ['What one run adds to docker-bake.hcl: docker buildx bake -f docker-bake.hcl -f THIS-FILE'],
  );
}

/** The definition of one image with what the run adds: the one that this tool builds with. */
export function writeImageDefinition(image: Image, folder: string, run: RunAttributes): string {
  return writeHcl([
    { type: 'target', label: image.id, attributes: { ...definitionOf(image, folder), ...run } },
  ]);
}

/**
 * A secret as buildx reads it (CSV): `id=x,env=X`. Without a source buildx takes the variable or file named like it.
 */
function secretText({ id, env, file }: Secret): string {
  return [
    `id=${id}`,
    ...(env === undefined ? [] : [`env=${env}`]),
    ...(file === undefined ? [] : [csvField('src', file)]),
  ].join(',');
}

function definitionOf(image: Image, folder: string): RunAttributes {
  return {
    context: image.context,
    dockerfile: image.verbatim
      ? posix.relative(image.context, image.dockerfile)
      : posix.join(folder, image.dockerfile),
    target: image.stage,
    contexts: Object.fromEntries(
      Object.entries(image.contexts).map(([name, context]) => [
        name,
        context.kind === 'image' ? `target:${context.id}` : context.text,
      ]),
    ),
    platforms: image.platforms,
    tags: image.output === 'local' ? [] : localReferences(image),
    output: image.output === 'local' ? [`type=local,dest=out/${image.id}`] : undefined,
    secret: image.secrets.map(secretText),
    args: image.args,
    labels: image.labels,
    'cache-from': image.cacheFrom.map((reference) => `type=registry,ref=${reference}`),
  };
}

/** One `name=value` field of a CSV record (RFC 4180), as buildx reads outputs, caches and secrets. */
export function csvField(name: string, text: string): string {
  const field = `${name}=${text}`;
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
