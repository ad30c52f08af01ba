/** Makes a matrix for an existing Dockerfile: each stage becomes an image. */

import { error, ProblemsFound } from '../../problem/problem.ts';
import type { TextFile } from '../../text/file.ts';
import { dockerfileStages, type DockerfileStage } from './dockerfile-stages.ts';
import { scalar } from './edit-yaml.ts';
import { slug } from './project.ts';
import { SCHEMA_LINE, type Starter, type StarterInput } from './starter.ts';
import { plural } from '../../text/words.ts';

/**
 * Every stage of a Dockerfile as an image, built from the Dockerfile as it is. `file.path` is seen from the folder of
 * the matrix.
 */
export function dockerfileStarter(
  file: TextFile,
  shownPath: string,
  { image, context }: StarterInput,
): Starter {
  const stages = dockerfileStages(file.text);
  if (stages.length === 0)
    throw new ProblemsFound([
      error('no-stages', `${shownPath} has no FROM, so there is no image to make`, {
        hint: 'name another file with --from, or begin from --template python or uv',
      }),
    ]);
  const targets = namedTargets(stages);
  const secrets = [...new Set(stages.flatMap((stage) => stage.secrets))];
  const contextLine = context === '.' ? '' : `\ncontext: ${JSON.stringify(context)}`;
  const matrix = `${SCHEMA_LINE}
# The stages of ${file.path} as images. Its text stays the only one: change it there.
# \`docker-matrix render\` writes docker-bake.hcl. A stage that should be no image of its own: remove its target.
version: 1
image: ${scalar(image)}
platforms: [linux/amd64] # and linux/arm64, where the base images have it${contextLine}

targets:
${targets.map(([name, stage], index) => target(name, stage, file.path, index === targets.length - 1)).join('')}
# {{version}} is the Git tag's (v1.4.0 is 1.4.0); a pattern that needs it gives no tag in other runs. A release moves
# TARGET, TARGET-latest and latest when it is the highest one; the default branch moves TARGET-edge.
tags:
  - "{{target}}-{{version}}"
  - { value: "{{target}}", highest: true }
  - { value: "{{target}}-latest", highest: true }
  - { type: edge, prefix: "{{target}}-" }
flavor: { latest: highest }

scan:
  mode: gate
  fail-on: [HIGH, CRITICAL]
`;
  return {
    files: [{ path: 'matrix.yaml', text: matrix }],
    notes:
      secrets.length === 0
        ? []
        : [
            `steps may read the ${plural('secret', secrets.length)} ${secrets.join(', ')}: ` +
              'take away the # in front of "secrets" where builds have to have them, ' +
              'from environment variables of these names',
          ],
  };
}

function target(name: string, stage: DockerfileStage, path: string, last: boolean): string {
  return [
    `  ${name}:`,
    `    dockerfile: ${scalar(path)}`,
    ...(stage.name === undefined ? [] : [`    stage: ${scalar(stage.name)}`]),
    ...(stage.secrets.length === 0 ? [] : [`    # secrets: [${stage.secrets.map(scalar).join(', ')}]`]),
    ...(last ? ['    latest: true'] : []),
    '',
  ].join('\n');
}

/** The name of bake's group of all images, which no target may have. */
const TAKEN = 'default';

/** Stages with the names of their targets: the name of the stage, where it is allowed as the name of a target. */
function namedTargets(stages: readonly DockerfileStage[]): readonly (readonly [string, DockerfileStage])[] {
  const stageNames = new Set(stages.map(({ name }) => name));
  const taken = new Set<string>([TAKEN]);
  return stages.map((stage) => {
    const wanted =
      stage.name === undefined
        ? (['app', 'image', 'final'].find((name) => !stageNames.has(name)) ?? 'app')
        : isTargetName(stage.name)
          ? stage.name
          : slug(stage.name) || 'stage';
    let name = wanted;
    for (let count = 2; taken.has(name) || (name !== stage.name && stageNames.has(name)); count++)
      name = `${wanted}-${count}`;
    taken.add(name);
    return [name, stage] as const;
  });
}

function isTargetName(text: string): boolean {
  return /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/.test(text);
}
