/** The list of all commands. */

/** A command in the list. */
interface Entry {
  /** Its line in the help. */
  readonly help: string;
  /** The words after the command, as the help writes them. They become `words` of its request. */
  readonly words?: string;
  /**
   * The options that it has in common with others. `project`: it takes the request of src/plan/request.ts. `matrix`:
   * it has a request of its own, with `--matrix`, `--set` and `--format`. `nothing`: it reads no matrix.
   */
  readonly shares: 'project' | 'matrix' | 'nothing';
  /** A command is loaded only when it is run. */
  readonly load: () => Promise<object>;
}

/** All commands, in the order of the help. A new one is a folder that exports `command`, and an entry here. */
export const COMMANDS = {
  check: {
    help: 'check the matrix, its templates, and that the files on disk are what would be rendered',
    shares: 'project',
    load: () => import('./check/check.ts'),
  },
  explain: {
    help: 'say why an image exists or not, and where everything about it comes from',
    words: '[cell...]',
    shares: 'matrix',
    load: () => import('./explain/explain.ts'),
  },
  diff: {
    help: 'compare a Git revision (default: HEAD) or another folder with the working tree',
    words: '[against]',
    shares: 'matrix',
    load: () => import('./diff/diff.ts'),
  },
  eject: {
    help: 'write plain Dockerfiles and docker-bake.hcl, and say what can be deleted',
    shares: 'matrix',
    load: () => import('./eject/eject.ts'),
  },
  init: {
    help: 'write a matrix to begin with, and its templates',
    shares: 'nothing',
    load: () => import('./init/init.ts'),
  },
  render: {
    help: 'write the Dockerfiles and docker-bake.hcl',
    shares: 'project',
    load: () => import('./render/render.ts'),
  },
  plan: {
    help: 'show every image with its platforms and tags',
    shares: 'project',
    load: () => import('./plan/plan.ts'),
  },
  build: {
    help: 'build, gate with Trivy, and publish: to OCI layouts, or with --push to the registry',
    shares: 'project',
    load: () => import('./build/build.ts'),
  },
  publish: {
    help: 'finish or undo a publication that was killed, from its journal',
    shares: 'nothing',
    load: () => import('./publish/publish.ts'),
  },
} as const satisfies Readonly<Record<string, Entry>>;

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;
/** The commands that share these options. */
export type NamesSharing<Shared extends Entry['shares']> = {
  [N in CommandName]: (typeof COMMANDS)[N]['shares'] extends Shared ? N : never;
}[CommandName];

/** The names of the commands that share these options, in the order of the help. */
export function namesSharing<Shared extends Entry['shares']>(
  ...shared: readonly Shared[]
): readonly NamesSharing<Shared>[] {
  const names = Object.keys(COMMANDS) as CommandName[];
  return names.filter((name): name is NamesSharing<Shared> =>
    shared.some((word) => word === COMMANDS[name].shares),
  );
}

type CommandOf<N extends CommandName> = Awaited<ReturnType<(typeof COMMANDS)[N]['load']>>['command'];
/** The request that a command takes. */
export type RequestOf<N extends CommandName> = Parameters<CommandOf<N>['run']>[0];
