/**
 * The names that a stage's instructions take files from: `COPY --from=`, `ADD --from=` and `RUN --mount=…,from=`.
 * Names of external images are among them; the caller knows which are stages.
 */
export function stageReferences(body: string): readonly string[] {
  const found = new Set<string>();
  for (const instruction of logicalLines(body)) {
    const copy = /^\s*(?:COPY|ADD)\s(.*)$/is.exec(instruction);
    if (copy) for (const [, name] of (copy[1] ?? '').matchAll(/(?:^|\s)--from=(\S+)/g)) if (name) found.add(name);
    const run = /^\s*RUN\s((?:\s*--\S+)*)/i.exec(instruction);
    if (run) for (const [, name] of (run[1] ?? '').matchAll(/(?:=|,)from=([^,\s]+)/g)) if (name) found.add(name);
  }
  return [...found];
}

/** Joins continued lines and drops comment lines, which may stand inside a continued instruction. */
function logicalLines(body: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of body.split('\n')) {
    if (/^\s*#/.test(line)) continue;
    const continued = /\\\s*$/.test(line);
    open += `${line.replace(/\\\s*$/, '')} `;
    if (continued) continue;
    lines.push(open);
    open = '';
  }
  return open === '' ? lines : [...lines, open];
}
