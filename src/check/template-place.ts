/** Where a line of a rendered Dockerfile comes from. */
export type LineOrigin =
  | { readonly kind: 'template'; readonly path: string; readonly line: number }
  /** The `FROM` line, which is written from the matrix. */
  | { readonly kind: 'from'; readonly stage: string }
  /** A line that no stage template made: the header, or a Dockerfile that is one template. */
  | { readonly kind: 'none' };

const MARKER = /^# (.+\.hbs):1-\d+$/;

/**
 * The one place that knows the way back from a rendered line to what made it: by the marker above the stage, then by
 * the line of its template that reads the same, with anything in the place of `{{…}}`.
 */
export function originOf(dockerfile: string, line: number, templateText: (path: string) => string | undefined): LineOrigin {
  const lines = dockerfile.split('\n');
  const marker = lines.slice(0, line).findLastIndex((text) => MARKER.test(text));
  const path = MARKER.exec(lines[marker] ?? '')?.[1];
  if (path === undefined) return { kind: 'none' };
  const stage = /^FROM\s.*\sAS\s(\S+)$/i.exec(lines[line - 1] ?? '')?.[1];
  if (marker + 2 === line && stage !== undefined) return { kind: 'from', stage };
  return { kind: 'template', path, line: bestLine((templateText(path) ?? '').split('\n'), lines[line - 1] ?? '', line - marker - 3) };
}

/** The template's line most like a rendered one; of several the one closest to where it stands in the stage. */
function bestLine(template: readonly string[], rendered: string, offset: number): number {
  const text = rendered.trim();
  const scored = template.map((line, index) => {
    const literals = line.trim().split(/\{\{.*?\}\}+/);
    const pattern = new RegExp(`^${literals.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`);
    const literal = literals.join('').trim().length;
    return { line: index + 1, score: line.trim() === text ? Number.MAX_SAFE_INTEGER : literal > 0 && pattern.test(text) ? literal : 0, distance: Math.abs(index - offset) };
  });
  const [best] = scored.toSorted((a, b) => b.score - a.score || a.distance - b.distance);
  return best && best.score > 0 ? best.line : 1;
}
