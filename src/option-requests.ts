/** Which requests are filled from options and inputs, and which commands make them. */

import type { LookRequest } from './commands/commands.ts';
import type { InitRequest } from './commands/init/request.ts';
import type { RecoverRequest } from './commands/publish/request.ts';
import type { CommandName, Request } from './plan/request.ts';

/** What options and inputs fill, by name. Keys that do not come from one of them are left out. */
export interface Requests {
  readonly project: Omit<Request, 'command' | 'facts'>;
  readonly explain: Look<'explain'>;
  readonly diff: Look<'diff'>;
  readonly eject: Look<'eject'>;
  readonly init: InitRequest;
  readonly publish: RecoverRequest;
  /** How the command line answers. */
  readonly answer: {
    readonly format: 'text' | 'json' | 'markdown';
    readonly exitCode: boolean;
  };
  /** What a step of a workflow is to do, beside the request of its command. */
  readonly step: {
    readonly command: CommandName | 'publish';
    readonly summary: boolean;
    readonly token: string;
  };
}
export type RequestName = keyof Requests;

/** The left out keys come from Git and from the arguments of the command. */
type Look<Name> = Omit<Extract<LookRequest, { command: Name }>, 'command' | 'facts' | 'words' | 'against'>;

/** Which commands of the command line make which request. */
export const COMMANDS_OF = {
  project: ['check', 'render', 'plan', 'build', 'all'],
  explain: ['explain'],
  diff: ['diff'],
  eject: ['eject'],
  init: ['init'],
  publish: ['publish'],
} as const satisfies Partial<Record<RequestName, readonly string[]>>;
export type CommandRequest = keyof typeof COMMANDS_OF;
export type CliCommand = (typeof COMMANDS_OF)[CommandRequest][number];

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
