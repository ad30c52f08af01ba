/** Writes HCL, the language of bake definitions. */
/** An attribute's value in a bake definition. */
export type HclValue = string | boolean | readonly string[] | Readonly<Record<string, string>>;
/** A block of a bake definition: `target "base" { … }`. */
export interface HclBlock {
    readonly type: 'group' | 'target';
    readonly label: string;
    /** Attributes in the order in which they are written. Undefined ones, empty lists and empty maps are left out. */
    readonly attributes: Readonly<Record<string, HclValue | undefined>>;
}
/** Writes a definition. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
export declare function writeHcl(blocks: readonly HclBlock[], header?: readonly string[]): string;
/**
 * Quotes a text. `${` and `%{` are escaped, because they would begin a template. Control characters are only allowed as
 * escapes. HCL normalises text to NFC, so NFC is written.
 */
export declare function quote(text: string): string;
