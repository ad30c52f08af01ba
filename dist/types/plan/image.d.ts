/** An image of the plan: what it is built from, what it is published as, and how it is shown as JSON. */
import type { Combination } from '../matrix/axes.js';
import type { Tag } from '../tags/tag.js';
import type { Checks } from './checks.js';
/** A build secret: its id, and the variable or file that has the value. The value itself is never part of a plan. */
export interface Secret {
    readonly id: string;
    readonly env?: string;
    readonly file?: string;
    /** Without a value the image is built with an empty one. */
    readonly optional?: boolean;
}
/** A further build context: an image of the same plan, or a folder or reference as buildx takes it. */
export type Context = {
    readonly kind: 'image';
    readonly id: string;
} | {
    readonly kind: 'written';
    readonly text: string;
};
/** An image to build: a target with one combination of axis values. */
export interface Image extends ImageBuild, ImagePublication, ImageCache {
    /** The name of its target in docker-bake.hcl: `[a-z0-9_-]+`. */
    readonly id: string;
    readonly target: string;
    readonly combination: Combination;
    /** The platforms that this run builds. */
    readonly platforms: readonly string[];
    /** All platforms of the image, also those that this run does not build. */
    readonly allPlatforms: readonly string[];
    /** What the matrix demands before the image is published. */
    readonly checks: Checks;
}
/** What an image is built from. */
export interface ImageBuild {
    /** Path of its Dockerfile: from the output folder, or for a verbatim one from the folder of the matrix. */
    readonly dockerfile: string;
    /** The Dockerfile is the user's own, used as it is. */
    readonly verbatim: boolean;
    /** The stage to build; absent for the last one of a Dockerfile that names none. */
    readonly stage?: string;
    readonly context: string;
    /** Further build contexts, by their names in the Dockerfile. */
    readonly contexts: Readonly<Record<string, Context>>;
    /** Build arguments that are the same in every run. They are in docker-bake.hcl. */
    readonly args: Readonly<Record<string, string>>;
    /** Build arguments that are about this run, such as its version. They are in the override file only. */
    readonly runArgs: Readonly<Record<string, string>>;
    readonly secrets: readonly Secret[];
    /** `local`: files instead of an image; nothing is tagged, scanned or published. */
    readonly output: 'image' | 'local';
}
/** What an image is published as. */
export interface ImagePublication {
    readonly repository: string;
    /** In the order of the entries in the matrix; each name once. */
    readonly tags: readonly Tag[];
    /** Further repositories that get the same image under the same tags. */
    readonly mirrors: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
}
/** References of registry caches, most specific first. */
export interface ImageCache {
    readonly cacheFrom: readonly string[];
    readonly cacheTo: readonly string[];
}
/** Contexts as they are shown and hashed: `image:ID`, or what the matrix says. */
export declare function contextTexts({ contexts }: Pick<ImageBuild, 'contexts'>): Readonly<Record<string, string>>;
/** All build arguments that this run gives an image. */
export declare function allArgs({ args, runArgs, }: Pick<ImageBuild, 'args' | 'runArgs'>): Readonly<Record<string, string>>;
/** The full reference of a tag, `repository:tag`, at the image's own repository. */
export declare function reference({ repository }: Pick<Image, 'repository'>, { name }: Pick<Tag, 'name'>): string;
/** The full references of an image's tags, at its own repository. */
export declare function references(image: Pick<Image, 'repository' | 'tags'>): readonly string[];
/**
 * The names of an image on the machine where it is built: its tags, or its id as the tag when this run has none for it.
 * Nothing is ever published under such a name.
 */
export declare function localReferences(image: Pick<Image, 'id' | 'repository' | 'tags'>): readonly string[];
/**
 * An image as `plan --format json` and the action's output `images` show it, which scripts rely on: tags are full
 * references, and those that never move are listed once more.
 */
export declare function imageJson(image: Image): object;
