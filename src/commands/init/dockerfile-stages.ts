import { mountOptions } from '../../dockerfile/flags.ts';
import { readInstructions, type Instruction } from '../../dockerfile/instructions.ts';

/** A stage of somebody's Dockerfile. */
export interface DockerfileStage {
  /** As BuildKit knows it; absent for a stage without a name. */
  readonly name?: string;
  /** Ids of the secrets that building it needs, those of the stages it is made of among them. */
  readonly secrets: readonly string[];
}

interface ReadStage {
  readonly name?: string;
  readonly uses: readonly string[];
  readonly secrets: readonly string[];
}

/** The stages of a Dockerfile in their order; of several with one name the last, which is the one that gets built. */
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
  const closures = stages.reduce<readonly (readonly string[])[]>(
    (done, stage, index) => [
      ...done,
      [
        ...new Set([
          ...stage.secrets,
          ...stage.uses.flatMap((reference) => done[indexOf(reference, index)] ?? []),
        ]),
      ],
    ],
    [],
  );
  return stages.flatMap(({ name }, index) => {
    const last = index === stages.length - 1;
    if (name === undefined ? !last : stages.findLastIndex((stage) => stage.name === name) !== index)
      return [];
    return [{ ...(name === undefined ? {} : { name }), secrets: (closures[index] ?? []).toSorted() }];
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

/** A secret without an id has the name of the file it is mounted as. */
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
