import type { Matrix } from '../../matrix/parse.ts';
import type { Plan } from '../../plan/plan.ts';
import { error, type Problem } from '../../problem/problem.ts';
import { entryLine } from '../../tags/entry.ts';
import type { TextFile } from '../../text/file.ts';
import { RENDERED_MARK } from '../check/drift.ts';

/** What is left of a project without this tool. */
export interface Ejected {
  readonly written: readonly string[];
  /** Files of the user that images use as they are. */
  readonly untouched: readonly string[];
  /** What only this tool reads; nothing is deleted here. */
  readonly deletable: readonly string[];
  /** Commands that do from now on what this tool did. */
  readonly commands: readonly { readonly command: string; readonly does: string }[];
  /** What plain bake does not do. */
  readonly lost: readonly string[];
}

/**
 * A rendered file as somebody's own: the same bytes and lines, but for the header that says who makes it,
 * so that `check` and `render` no longer take it for theirs.
 */
export function neutral({ path, text }: TextFile, matrix: string): TextFile {
  const lines = text.split('\n');
  const header = lines.findIndex((line, index) => index < 3 && line.startsWith(RENDERED_MARK));
  return {
    path,
    text: lines
      .map((line, index) =>
        index === header
          ? `# From ${matrix}, written out once by docker-matrix eject; edit it freely.`
          : line,
      )
      .join('\n'),
  };
}

/** What would be lost by writing: files that are there, differ, and are not of our making. */
export function overwriteProblems(
  files: readonly TextFile[],
  onDisk: ReadonlyMap<string, string | undefined>,
  isOurs: (text: string) => boolean,
): readonly Problem[] {
  return files.flatMap(({ path, text }) => {
    const there = onDisk.get(path);
    return there === undefined || there === text || isOurs(there)
      ? []
      : [
          error('not-ours', `${path} is there, and docker-matrix did not write it`, {
            hint: 'move it away, choose another folder with --out, or overwrite it with --force',
          }),
        ];
  });
}

/** The plain commands for a plan, as somebody would type them in the matrix's folder. */
export function bakeCommands(plan: Plan, definition: string): Ejected['commands'] {
  const file = definition === 'docker-bake.hcl' ? '' : ` -f ${quoted(definition)}`;
  const bake = `docker buildx bake${file}`;
  const [first] = plan.images;
  const group = Object.keys(plan.groups).find((name) => name !== 'default');
  return [
    { command: `${bake} --print`, does: 'show what would be built' },
    {
      command: bake,
      does: `build all ${plan.images.length} ${plan.images.length === 1 ? 'image' : 'images'}`,
    },
    ...(first && plan.images.length > 1 ? [{ command: `${bake} ${first.id}`, does: 'build one image' }] : []),
    ...(group === undefined ? [] : [{ command: `${bake} ${group}`, does: `build every image of ${group}` }]),
    { command: `${bake} --push`, does: 'build and push under the tags in the definition' },
  ];
}

/** What this tool did besides, so that nobody finds out from an image that was not scanned. */
export function lostWithout({ file }: Matrix, plan: Plan): readonly string[] {
  const versioned = [
    ...new Set([...(file.tags ?? []), ...Object.values(file.targets).flatMap(({ tags }) => tags ?? [])]),
  ]
    .map(entryLine)
    .filter((line) =>
      /\{\{[^}]*\b(?:version|revision|branch|tag|sha|base_ref|date|commit_date)\b|\btype\s*=\s*(?!raw)/.test(
        line,
      ),
    );
  const [first] = plan.images;
  return [
    'scan before tags move, or move all tags or none',
    ...(versioned.length === 0 || !first
      ? []
      : [
          `know versions and branches: give tags such as ${versioned.join(', ')} yourself, as --set ${first.id}.tags=${first.repository}:TAG`,
        ]),
    'write the registry cache: add --set "*.cache-to=…"',
  ];
}

/** Plain words stay as they are. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

/** The result for people at a terminal. */
export function ejectedText({ written, untouched, deletable, commands, lost }: Ejected): string {
  const width = Math.max(...commands.map(({ command }) => command.length));
  return [
    ...written.map((path) => `wrote ${path}`),
    ...untouched.map((path) => `left  ${path} as it is: it always was your own`),
    '',
    'Nothing was deleted. What only docker-matrix reads can go now:',
    ...deletable.map((path) => `  ${path}`),
    '  and the step of a workflow that uses docker-matrix-action',
    '',
    'From now on:',
    ...commands.map(({ command, does }) => `  ${command.padEnd(width)}  # ${does}`),
    ...(lost.length === 0 ? [] : ['', 'Plain bake does not:', ...lost.map((line) => `  ${line}`)]),
  ].join('\n');
}
