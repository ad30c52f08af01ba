/** The types of the records in options.ts, by which the compiler holds each option against its request. */

import type {
  CliCommand,
  CommandKey,
  CommandRequest,
  CommandsOf,
  KeyOf,
  NeededKeyOf,
  RequestName,
  Requests,
  RequestWith,
  ValueAt,
} from './option-requests.ts';

/** `--push`, or an input that is true or false. */
interface Flag {
  readonly kind: 'flag';
  readonly default?: boolean;
}

interface Text {
  readonly kind: 'text';
  readonly default?: string;
  /** An empty text counts as not given on the command line, too. In an input it always does. */
  readonly emptyIsAbsent?: true;
}

/** A whole number. */
interface Count {
  readonly kind: 'count';
  readonly least: number;
  readonly most: number;
  readonly default: number;
}

/** One of a few words. */
interface Choice<Word extends string> {
  readonly kind: 'choice';
  readonly words: readonly Word[];
  readonly default?: Word;
}

/** One of a few words, which on the command line are a flag each, with its help. */
interface FlagEach<Word extends string> {
  readonly kind: 'flag-each';
  readonly words: Readonly<Record<Word, string>>;
}

/** Several names: repeated, or separated by commas. In an input by commas or lines. */
interface Names {
  readonly kind: 'names';
  /** Only so that the help shows it. */
  readonly default?: readonly [];
}

/**
 * Several names out of a few, which are in capitals. An empty input counts as not given. On the command line an empty
 * list is a mistake.
 */
interface Words<Word extends string> {
  readonly kind: 'words';
  readonly words: readonly Word[];
  /** What to do instead of giving none. */
  readonly instead: string;
}

/** Several texts that may hold commas: repeated; in an input one a line. */
interface Lines {
  readonly kind: 'lines';
}

/** Several `key=value`: repeated; in an input one a line. */
interface Pairs {
  readonly kind: 'pairs';
  /** What is wrong with a key; nothing for a good one. Without this every key is good. */
  readonly keyProblem?: (key: string) => string | undefined;
  /** Only so that the help shows it. */
  readonly default?: readonly [];
}

/** The kinds that give a value of this type. */
type KindFor<Value> = [Value] extends [boolean]
  ? Flag
  : [Value] extends [number]
    ? Count
    : [Value] extends [string]
      ? string extends Value
        ? Text
        : Choice<Value>
      : Value extends readonly (infer Item extends string)[]
        ? string extends Item
          ? Names | Lines
          : Words<Item>
        : Pairs;

/** What one command has differently from the other commands. */
interface Variant<Word extends string = string> {
  readonly help?: string;
  readonly default?: Word;
  readonly words?: readonly Word[];
  /** The option is the last one in the help of the command. */
  readonly last?: true;
}

/** How an option is written on the command line. */
interface OnCommandLine<Command extends CliCommand, Value> {
  /** Without the dashes. */
  readonly option: string;
  readonly short?: string;
  /** The name of the value in the help, as in `--out <dir>`. Flags have no value. */
  readonly argument?: string;
  /** The commands that take this option. */
  readonly commands: readonly Command[];
  readonly help: string;
  /** Markdown for docs/cli.md; default: the help. Neighbours with the same text share one row of the table. */
  readonly docs?: string;
  readonly variants?: { readonly [Name in Command]?: Variant<Value & string> };
  /** Environment variable that is read when the option is not given. */
  readonly env?: string;
}

/** How an input of the Action is written in action.yml. */
interface AsInput {
  readonly input: string;
  /** Markdown. Default: the help, as a sentence. */
  readonly description?: string;
  /** The default in action.yml, when it is an expression. Without this it is the default of the option. */
  readonly inputDefault?: string;
}

interface NotOnCommandLine extends AsInput {
  readonly option?: never;
  readonly commands?: never;
  readonly description: string;
}

interface NotAnInput {
  readonly input?: never;
  readonly description?: never;
}

/** On the command line, in action.yml, or both. */
type Written<Command extends CliCommand, Value> =
  | (KindFor<Value> & OnCommandLine<Command, Value> & (AsInput | NotAnInput))
  | (KindFor<Value> & NotOnCommandLine)
  | (FlagEach<Value & string> &
      Omit<NotOnCommandLine, 'commands'> & { readonly commands: readonly Command[] });

/** Fills this key in the requests of its commands. */
type FillsRequest<Key extends string> = Written<
  CommandsOf<RequestWith<Key>>,
  ValueAt<Requests[RequestWith<Key>], Key>
> & { readonly to: Key; readonly of?: never };

/** Fills this key of what only the edges look at. */
type FillsEdge<Name extends 'answer' | 'step', Key extends string> = Written<
  CliCommand,
  ValueAt<Requests[Name], Key>
> & { readonly to: Key; readonly of: Name };

/**
 * A record of the table in options.ts, as it may be written. It does not compile when it fills a key that its request
 * does not have, when its kind gives another type than the key has, or when a key is filled by no record.
 */
export type OptionRecord =
  | { [Key in CommandKey]: FillsRequest<Key> }[CommandKey]
  | { [Key in KeyOf<Requests['answer']>]: FillsEdge<'answer', Key> }[KeyOf<Requests['answer']>]
  | { [Key in KeyOf<Requests['step']>]: FillsEdge<'step', Key> }[KeyOf<Requests['step']>];

/** A record as it is read: any of them. */
export type Option = (
  | Flag
  | Text
  | Count
  | Choice<string>
  | FlagEach<string>
  | Names
  | Words<string>
  | Lines
  | Pairs
) &
  Partial<Omit<OnCommandLine<CliCommand, string>, 'variants'> & AsInput> & {
    readonly variants?: { readonly [Name in CliCommand]?: Variant };
    readonly to: string;
    readonly of?: 'answer' | 'step';
  };

/** The records that fill a request. */
type RecordsOf<Name extends RequestName, Records> = Name extends CommandRequest
  ? Records extends { readonly of: string }
    ? never
    : Records extends { readonly commands: readonly (infer Command)[] }
      ? CommandsOf<Name> & Command extends never
        ? never
        : Records
      : never
  : Extract<Records, { readonly of: Name }>;

/** The records that give a value even when the user gives none. */
type AlwaysGives<Name extends RequestName, Records> = Extract<
  Records,
  | { readonly kind: 'flag' | 'flag-each' | 'count' | 'names' | 'lines' | 'pairs' }
  | { readonly default: string }
  | {
      readonly variants: {
        readonly [Command in CommandsOf<Name & CommandRequest>]: {
          readonly default: string;
        };
      };
    }
>;

/** Keys of requests for which there is no record, or only one that may give nothing where a value is needed. */
export type Unfilled<Records extends OptionRecord> = {
  [Name in RequestName]:
    | Exclude<KeyOf<Requests[Name]>, RecordsOf<Name, Records>['to']>
    | Exclude<NeededKeyOf<Requests[Name]>, AlwaysGives<Name, RecordsOf<Name, Records>>['to']>;
}[RequestName];

/** Words that a request knows and that no record offers. */
export type Unoffered<Records extends OptionRecord> = Records extends {
  readonly to: infer Key extends string;
  readonly of?: never;
  readonly words: infer Offered;
}
  ? Exclude<
      Item<ValueAt<Requests[RequestWith<Key>], Key>>,
      Offered extends readonly (infer Word)[] ? Word : keyof Offered
    >
  : never;

type Item<Value> = Value extends readonly (infer Word)[] ? Word : Value;

/** `Nothing<Unfilled<…>>` is an error that names what is missing. */
export type Nothing<Missing extends never> = Missing;
