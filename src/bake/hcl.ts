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
export function writeHcl(blocks: readonly HclBlock[], header: readonly string[] = []): string {
  const comments = header.map((line) => `# ${line}\n`).join('');
  return [...(comments ? [comments] : []), ...blocks.map(writeBlock)].join('\n');
}

function writeBlock(block: HclBlock): string {
  const attributes = Object.entries(block.attributes).filter(
    ([, value]) => value !== undefined && !isEmpty(value),
  );
  const width = Math.max(0, ...attributes.map(([name]) => name.length));
  const lines = attributes.map(
    ([name, value]) => `  ${name.padEnd(width)} = ${writeValue(value as HclValue)}\n`,
  );
  return `${block.type} ${quote(block.label)} {\n${lines.join('')}}\n`;
}

function isEmpty(value: HclValue): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function writeValue(value: HclValue): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quote(value);
  if (isList(value))
    return value.length === 1
      ? `[${quote(value[0] ?? '')}]`
      : `[\n${value.map((item) => `    ${quote(item)},\n`).join('')}  ]`;
  return `{\n${Object.entries(value)
    .map(([key, item]) => `    ${quote(key)} = ${quote(item)}\n`)
    .join('')}  }`;
}

function isList(value: HclValue): value is readonly string[] {
  return Array.isArray(value);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Quotes a text. `${` and `%{` are escaped, because they would begin a template. Control characters are only allowed as
 * escapes. HCL normalises text to NFC, so NFC is written.
 */
export function quote(text: string): string {
  const escaped = text
    .normalize('NFC')
    .replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character] ?? character)
    .replace(
      // oxlint-disable-next-line no-control-regex -- control characters are what has to be escaped
      /[\u0000-\u001f\u007f\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/([$%])\{/g, '$1$1{');
  return `"${escaped}"`;
}
