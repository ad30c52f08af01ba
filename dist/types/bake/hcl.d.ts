/** An attribute's value in a bake definition. */
export type HclValue = string | boolean | readonly string[] | Readonly<Record<string, string>>;
/** A block of a bake definition: `target "base" { … }`. */
export interface HclBlock {
    readonly type: 'group' | 'target';
    readonly label: string;
    /** Attributes in the order they are written; undefined ones and empty lists and maps are left out. */
    readonly attributes: Readonly<Record<string, HclValue | undefined>>;
}
/** Writes a definition. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
export declare function writeHcl(blocks: readonly HclBlock[], header?: readonly string[]): string;
/**
 * A quoted template without any template in it: `${` and `%{` would begin one. Control characters are only allowed
 * as escapes. HCL normalises text to NFC, so that is what is written.
 */
export declare function quote(text: string): string;
