/** Which requests are filled from options and inputs, and which commands make them. */

import type { Asked } from './commands/command/command.ts';
import { COMMANDS, type CommandName, type NamesSharing, type RequestOf } from './commands/commands.ts';
import type { Request } from './plan/request.ts';

/** A command of the command line: `all` is `render` and `build`, one after the other. */
export type CliCommand = CommandName | 'all';
/** The commands that take the request of a project. */
export type ProjectCommand = NamesSharing<'project'>;
/** The requests that commands take: that of a project, or one of their own. */
export type CommandRequest = 'project' | Exclude<CommandName, ProjectCommand>;
/** The commands that take a request. */
export type CommandsOf<Name extends CommandRequest> = Name extends CommandName
  ? Name
  : ProjectCommand | 'all';

/** Which request a command takes. */
export function requestNameOf(command: CliCommand): CommandRequest {
  // TypeScript does not see that the others are those of `ProjectCommand`.
  return command === 'all' || COMMANDS[command].shares === 'project'
    ? 'project'
    : (command as CommandRequest);
}

/** What options and inputs fill, by name. */
export type Requests = {
  readonly [Name in CommandRequest]: Asked<Name extends CommandName ? RequestOf<Name> : Request>;
} & EdgeRequests;
interface EdgeRequests {
  /** How the command line answers. */
  readonly answer: {
    readonly format: 'text' | 'json' | 'markdown';
    readonly exitCode: boolean;
    /** Whether the matrix may name files outside of its repository. */
    readonly allowOutside: boolean;
  };
  /** What a step of a workflow is to do, beside the request of its command. */
  readonly step: {
    readonly command: ProjectCommand | 'publish';
    readonly summary: boolean;
    readonly token: string;
  };
}
export type RequestName = keyof Requests;

/** The keys of a request; those of its parts are written `build.trivy.version`. */
export type KeyOf<T> = {
  [Name in keyof T & string]-?: IsPart<NonNullable<T[Name]>> extends true
    ? `${Name}.${KeyOf<NonNullable<T[Name]>>}`
    : Name;
}[keyof T & string];

/** The keys of a request that must have a value. */
export type NeededKeyOf<T> = {
  [Name in keyof T & string]-?: object extends Pick<T, Name>
    ? never
    : IsPart<NonNullable<T[Name]>> extends true
      ? `${Name}.${NeededKeyOf<NonNullable<T[Name]>>}`
      : Name;
}[keyof T & string];

/** Whether a value has keys of its own that options fill: lists and mappings from any name have none. */
type IsPart<T> = T extends readonly unknown[]
  ? false
  : T extends object
    ? string extends keyof T
      ? false
      : true
    : false;

/** The type that a value for a key has. */
export type ValueAt<T, Key extends string> = Key extends `${infer Part}.${infer Rest}`
  ? Part extends keyof T
    ? ValueAt<NonNullable<T[Part]>, Rest>
    : never
  : Key extends keyof T
    ? NonNullable<T[Key]>
    : never;

/** A key of any request that a command makes. */
export type CommandKey = { [Name in CommandRequest]: KeyOf<Requests[Name]> }[CommandRequest];
/** The requests that have this key. */
export type RequestWith<Key> = {
  [Name in CommandRequest]: Key extends KeyOf<Requests[Name]> ? Name : never;
}[CommandRequest];
