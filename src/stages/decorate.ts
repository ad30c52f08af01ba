import { mountOptions } from '../dockerfile/flags.ts';
import { readInstructions, type Instruction } from '../dockerfile/instructions.ts';
import { commandTest } from '../pattern/glob.ts';
import { shellQuote } from '../template/helpers/quoting.ts';

/** What RUN instructions that match get in front of their command. */
export interface Decorator {
  /** Parts of a RUN's text; `*` stands for anything within one command. */
  readonly match: readonly string[];
  /** Values for `--mount`. */
  readonly mount: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Decorated {
  readonly text: string;
  /** For each line of `text`, the line of the given text that it comes from. */
  readonly lines: readonly number[];
  /** The decorators that matched, by their index. */
  readonly used: ReadonlySet<number>;
  /** What could not be decorated: a line of the given text, and why. */
  readonly failures: readonly { readonly line: number; readonly message: string }[];
}

interface Line {
  text: string;
  readonly from: number;
}

/**
 * Adds mounts and environment to every RUN that matches. A mount whose target the RUN has already, and a variable that
 * it already exports first, stay as they are, so that doing it twice changes nothing.
 */
export function decorate(text: string, decorators: readonly Decorator[]): Decorated {
  const { instructions, escape } = readInstructions(text);
  const lines: Line[] = text.split('\n').map((line, index) => ({ text: line, from: index + 1 }));
  const used = new Set<number>();
  const failures: { line: number; message: string }[] = [];
  const tests = decorators.map(({ match }) => match.map(commandTest));
  // From the end, so that the positions of what is above stay right.
  for (const run of instructions.toReversed()) {
    if (run.keyword !== 'RUN') continue;
    const script = scriptOf(run);
    const matching = decorators.filter(
      (_, index) => tests[index]?.some((test) => test(script)) && used.add(index),
    );
    if (matching.length === 0) continue;
    const shell = shellBefore(run, instructions);
    const failure = addEnvironment(
      lines,
      run,
      Object.assign({}, ...matching.map(({ env }) => env)) as Decorator['env'],
      shell,
    );
    if (failure !== undefined) failures.unshift({ line: run.line, message: failure });
    addMounts(
      lines,
      run,
      matching.flatMap(({ mount }) => mount),
      escape,
    );
  }
  return {
    text: lines.map((line) => line.text).join('\n'),
    lines: lines.map(({ from }) => from),
    used,
    failures,
  };
}

const EXPORT =
  /export (?:[A-Za-z_]\w*=(?:[^\s'"&;|\\]|\\'|'[^']*'|"[^"]*")*(?:[ \t]+|(?=\n)|$))+(?:&& |\n|$)/;
/** Exports that a decorator, or a template in the same way, has put first. */
const EXPORTS = new RegExp(`^(?:${EXPORT.source})+`);

/** What patterns are held against: the commands, without blanks in a row and without leading exports. */
function scriptOf(run: Instruction): string {
  const script = [run.exec?.join(' ') ?? run.text, ...run.heredocs.flatMap(({ body }) => body)];
  return script.map((line) => line.trim().replace(EXPORTS, '').replace(/\s+/g, ' ')).join('\n');
}

function shellBefore(run: Instruction, instructions: readonly Instruction[]): string {
  const shell = instructions.findLast(
    ({ keyword, line }) => line < run.line && (keyword === 'SHELL' || keyword === 'FROM'),
  );
  return shell?.keyword === 'SHELL' ? (shell.exec?.[0] ?? 'sh') : 'sh';
}

/** Puts an export in front of the command; of a script in a heredoc, at its beginning. Gives why it cannot. */
function addEnvironment(
  lines: Line[],
  run: Instruction,
  env: Decorator['env'],
  shell: string,
): string | undefined {
  const [heredoc] = run.heredocs;
  const whole = heredoc !== undefined && run.heredocs.length === 1 && run.text.trim() === heredoc.word;
  const body = whole ? heredoc.body.join('\n') : run.text;
  const present = new Set(
    [...(EXPORTS.exec(body.replace(/^#!.*\n/, ''))?.[0] ?? '').matchAll(/([A-Za-z_]\w*)=/g)].map(
      ([, name]) => name,
    ),
  );
  const missing = Object.entries(env).filter(([name]) => !present.has(name));
  if (missing.length === 0) return undefined;
  const names = missing.map(([name]) => name).join(', ');
  if (run.exec)
    return `this RUN has no shell (it is written as a list), so that ${names} cannot be set in front of it`;
  if (!/(?:^|\/)(?:sh|bash|ash|dash|zsh|ksh)$/.test(shell))
    return `this RUN is for ${shell}, where ${names} cannot be set with "export"`;
  if (whole && /^#!(?!.*\b(?:sh|bash|ash|dash|zsh|ksh)\b)/.test(body))
    return `this RUN is a script for another program than a shell, so that ${names} cannot be set in it`;
  const command = `export ${missing.map(([name, value]) => `${name}=${shellQuote(value)}`).join(' ')}`;
  if (whole) {
    const at = heredoc.line - 1 + (body.startsWith('#!') ? 1 : 0);
    lines.splice(at, 0, { text: command, from: run.line });
    return undefined;
  }
  const { line, column } = run.positionOf(0);
  const target = lines[line - 1];
  if (target) target.text = `${target.text.slice(0, column)}${command} && ${target.text.slice(column)}`;
  return undefined;
}

/** Puts mounts behind RUN, each on a line of its own. */
function addMounts(lines: Line[], run: Instruction, mounts: readonly string[], escape: string): void {
  const taken = new Set(
    run.flags.filter(({ name }) => name === '--mount').map(({ value }) => targetOf(value)),
  );
  const added = mounts.filter((mount) => !taken.has(targetOf(mount)) && taken.add(targetOf(mount)));
  const first = lines[run.line - 1];
  const head = /^\s*\S+[ \t]*/.exec(first?.text ?? '')?.[0];
  if (!first || head === undefined || added.length === 0) return;
  const rest = first.text.slice(head.length);
  const flags = added.map(
    (mount, index) => `${index === 0 ? head.trimEnd() : '   '} --mount=${mount} ${escape}`,
  );
  // Where nothing but the continuation stood behind RUN, the command is on the next line already.
  const left = rest.trim() === escape ? [] : [{ text: `    ${rest}`, from: run.line }];
  lines.splice(run.line - 1, 1, ...flags.map((text) => ({ text, from: run.line })), ...left);
}

/** Two mounts at one place exclude each other. */
function targetOf(mount: string): string {
  const options = mountOptions(mount);
  const target = options.get('target') ?? options.get('dst') ?? options.get('destination');
  const id = options.get('id') ?? options.get('source') ?? options.get('src') ?? '';
  return (
    target ??
    (options.get('type') === 'secret'
      ? `/run/secrets/${id.split('/').at(-1) ?? ''} ${options.get('env') ?? ''}`
      : `${options.get('type') ?? 'bind'} ${id}`)
  );
}
