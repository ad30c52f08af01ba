/** Reads the stages of an existing Dockerfile, and the secrets that each needs. */

import { mountOptions } from '../../dockerfile/flags.ts';
import { readInstructions, type Instruction } from '../../dockerfile/instructions.ts';

/** A stage of a Dockerfile. */
export interface DockerfileStage {
  /** Its name in lower case, as in BuildKit; absent for a stage without a name. */
  readonly name?: string;
  /** Ids of the secrets that building it needs, with those of the stages that it uses. */
  readonly secrets: readonly string[];
}

/** A stage with the stages that its own instructions refer to. */
interface ReadStage {
  readonly name?: string;
  readonly uses: readonly string[];
  readonly secrets: readonly string[];
}

/** The stages of a Dockerfile in their order. Of several with the same name, the last one, which BuildKit builds. */
export function dockerfileStages(text: string): readonly DockerfileStage[] {
  const stages: ReadStage[] = [];
  for (const instruction of readInstructions(text).instructions) {
    if (instruction.keyword === 'FROM') stages.push(stageOf(instruction));
    else
      stages.push(
        ...stages.splice(-1).map((stage) => ({
          ...stage,
          uses: [...stage.uses, ...referencesOf(instruction)],
          secrets: [...stage.secrets, ...secretsOf(instruction)],
        })),
      );
  }
  const indexOf = (reference: string, before: number): number =>
    stages.findLastIndex(
      ({ name }, index) =>
        index < before && (name === reference.toLowerCase() || String(index) === reference),
    );
  const secretsByStage = stages.reduce<readonly (readonly string[])[]>(
    (earlier, stage, index) => [
      ...earlier,
      [
        ...new Set([
          ...stage.secrets,
          ...stage.uses.flatMap((reference) => earlier[indexOf(reference, index)] ?? []),
        ]),
      ],
    ],
    [],
  );
  return stages.flatMap(({ name }, index) => {
    const isLast = index === stages.length - 1;
    if (name === undefined ? !isLast : stages.findLastIndex((stage) => stage.name === name) !== index)
      return [];
    return [{ ...(name === undefined ? {} : { name }), secrets: (secretsByStage[index] ?? []).toSorted() }];
  });
}

function stageOf({ text }: Instruction): ReadStage {
  const [, base = '', name] = /^(\S+)(?:\s+AS\s+(\S+))?/i.exec(text) ?? [];
  return { ...(name === undefined ? {} : { name: name.toLowerCase() }), uses: [base], secrets: [] };
}

function mountsOf({ keyword, flags }: Instruction): readonly ReadonlyMap<string, string>[] {
  return keyword === 'RUN'
    ? flags.filter(({ name }) => name === '--mount').map(({ value }) => mountOptions(value))
    : [];
}

function referencesOf(instruction: Instruction): readonly string[] {
  const copied = instruction.flags.filter(({ name }) => name === '--from').map(({ value }) => value);
  return [...copied, ...mountsOf(instruction).flatMap((options) => options.get('from') ?? [])];
}

/** Ids of the secrets that an instruction mounts. Without an id it is the name of the file it is mounted as. */
function secretsOf(instruction: Instruction): readonly string[] {
  return mountsOf(instruction).flatMap((options) => {
    const id =
      options.get('id') ??
      (options.get('target') ?? options.get('dst') ?? options.get('destination'))?.split('/').at(-1);
    return options.get('type') === 'secret' && id !== undefined && /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(id)
      ? [id]
      : [];
  });
}
