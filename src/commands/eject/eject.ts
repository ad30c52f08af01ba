/** `docker-matrix eject`: writes files that a project can keep using without this tool. */

import { join } from 'node:path';
import { folderFromContext, writeDefinition } from '../../bake/definition.ts';
import type { Host } from '../../effects/host.ts';
import { fileName, type Matrix } from '../../matrix/parse.ts';
import { planImages, type Plan } from '../../plan/plan.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import { DEFAULT_TEMPLATES } from '../../stages/stages.ts';
import { entryLine } from '../../tags/entry.ts';
import { NO_RUN } from '../../tags/run-facts.ts';
import type { TextFile } from '../../text/file.ts';
import { pathFrom, shownPath } from '../../text/path.ts';
import { shellPath } from '../../text/path.ts';
import { counted } from '../../text/words.ts';
import type { Command, OpenMatrix } from '../command/command.ts';
import { isOurs, RENDERED_MARK, renderFolder } from '../command/rendered.ts';
import type { Ejected, EjectRequest } from './request.ts';
import { ejectedText } from './text.ts';

/** The command `eject`. */
export const command: Command<EjectRequest, Ejected> = {
  run: eject,
  text: ejectedText,
  json: (ejected) => ejected,
};

async function eject(request: EjectRequest, host: Host, open: OpenMatrix): Promise<Ejected> {
  const workspace = await open(request.matrix);
  const { matrix, templates, root } = workspace;
  const { overrides } = request;
  const plan = planImages(workspace.modelOf(overrides), { facts: NO_RUN, overrides });
  const out = renderFolder(request, workspace, host);
  const shown = (path: string): string => shownPath(path, host.cwd);
  const files = [
    {
      path: 'docker-bake.hcl',
      text: writeDefinition(plan, folderFromContext(root, plan.settings.context, out), fileName(matrix)),
    },
    ...plan.files,
  ]
    .map((file) => neutral(file, fileName(matrix)))
    .map(({ path, text }) => ({ path: join(out, path), text }));
  const onDisk = new Map(
    await Promise.all(files.map(async ({ path }) => [path, await host.files.readText(path)] as const)),
  );
  const problems = request.force
    ? []
    : overwriteProblems(
        files.map(({ path, text }) => ({ path: shown(path), text })),
        new Map([...onDisk].map(([path, text]) => [shown(path), text])),
        isOurs,
      );
  if (problems.length > 0) throw new ProblemsFound(problems);
  await host.files.write(files);
  return {
    written: files.map(({ path }) => shown(path)),
    untouched: [
      ...new Set(
        plan.images.filter(({ verbatim }) => verbatim).map(({ dockerfile }) => shown(join(root, dockerfile))),
      ),
    ],
    deletable: [
      shown(request.matrix),
      ...(templates.names.length === 0
        ? []
        : [`${shown(join(root, matrix.file.templates ?? DEFAULT_TEMPLATES))}/`]),
    ],
    commands: bakeCommands(plan, pathFrom(root, join(out, 'docker-bake.hcl'))),
    lost: lostWithout(matrix, plan),
  };
}

/**
 * A rendered file without the header that says that this tool makes it. `check` and `render` then leave it alone. All
 * other lines stay the same.
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

/** Files that would be overwritten: they exist, differ, and were not rendered by this tool. */
export function overwriteProblems(
  files: readonly TextFile[],
  onDisk: ReadonlyMap<string, string | undefined>,
  isOurs: (text: string) => boolean,
): readonly Problem[] {
  return files.flatMap(({ path, text }) => {
    const existing = onDisk.get(path);
    return existing === undefined || existing === text || isOurs(existing)
      ? []
      : [
          error('not-ours', `${path} is there, and docker-matrix did not write it`, {
            hint: 'move it away, choose another folder with --out, or overwrite it with --force',
          }),
        ];
  });
}

/** The buildx commands for a plan, to be run in the folder of the matrix. */
export function bakeCommands(plan: Plan, definition: string): Ejected['commands'] {
  const file = definition === 'docker-bake.hcl' ? '' : ` -f ${shellPath(definition)}`;
  const bake = `docker buildx bake${file}`;
  const [first] = plan.images;
  const group = Object.keys(plan.groups).find((name) => name !== 'default');
  return [
    { command: `${bake} --print`, does: 'show what would be built' },
    {
      command: bake,
      does: `build all ${counted(plan.images.length, 'image')}`,
    },
    ...(first && plan.images.length > 1 ? [{ command: `${bake} ${first.id}`, does: 'build one image' }] : []),
    ...(group === undefined ? [] : [{ command: `${bake} ${group}`, does: `build every image of ${group}` }]),
    { command: `${bake} --push`, does: 'build and push under the tags in the definition' },
  ];
}

/** What this tool did and plain bake does not, such as scanning, so that nobody misses it too late. */
export function lostWithout({ file }: Matrix, plan: Plan): readonly string[] {
  const runPatterns = [
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
    ...(runPatterns.length === 0 || !first
      ? []
      : [
          `know versions and branches: give tags such as ${runPatterns.join(', ')} yourself, ` +
            `as --set ${first.id}.tags=${first.repository}:TAG`,
        ]),
    'write the registry cache: add --set "*.cache-to=…"',
  ];
}
