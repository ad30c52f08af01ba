/** Writes bake definitions: docker-bake.hcl, and what one run adds to it. */
import { type Image } from '../plan/image.js';
import type { Plan } from '../plan/plan.js';
import { type HclValue } from './hcl.js';
/**
 * The folder of rendered files, seen from the build context; empty when they are the same.
 *
 * @param root absolute folder of the matrix
 * @param context the build context, seen from there
 * @param out absolute folder of rendered files
 */
export declare function folderFromContext(root: string, context: string, out: string): string;
/** What one run adds to an image, as attributes of its bake target. */
export type RunAttributes = Readonly<Record<string, HclValue | undefined>>;
/**
 * The definition to commit: nothing in it changes from commit to commit, and plain `docker buildx bake` builds from it.
 *
 * @param folder folder of the Dockerfiles, seen from the build context; empty for the context itself
 */
export declare function writeDefinition(plan: Plan, folder: string, matrix: string): string;
/**
 * What a run adds, as a second file for bake: its tags replace those of the definition, its labels and caches are
 * merged with them (https://docs.docker.com/build/bake/overrides/).
 */
export declare function writeOverride(attributes: ReadonlyMap<string, RunAttributes>): string;
/** The definition of one image with what the run adds: the one that this tool builds with. */
export declare function writeImageDefinition(image: Image, folder: string, run: RunAttributes): string;
/** One `name=value` field of a CSV record (RFC 4180), as buildx reads outputs, caches and secrets. */
export declare function csvField(name: string, text: string): string;
