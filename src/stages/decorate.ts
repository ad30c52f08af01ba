/** Adds mounts and environment variables to RUN instructions, as `decorate` in the matrix asks for. */

import { mountOptions } from '../dockerfile/flags.ts';
import { readInstructions, type Instruction } from '../dockerfile/instructions.ts';
import { commandTest } from '../pattern/glob.ts';
import { shellQuote } from '../template/helpers/quoting.ts';

/** One entry of `decorate`, for one image: which RUN instructions it is for, and what they get. */
export interface Decorator {
  /** Parts of a RUN's text; `*` stands for anything within one command. */
  readonly match: readonly string[];
  /** Values for `--mount`. */
  readonly mount: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Decorated {
  readonly text: string;
  /** For each line of `text`, the line that it comes from in the text before. */
  readonly lines: readonly number[];
  /** Indexes of the decorators that matched a RUN. */
  readonly used: ReadonlySet<number>;
  /** Where environment variables could not be added: a line of the text before, and why. */
  readonly failures: readonly { readonly line: number; readonly message: string }[];
}

interface Line {
  text: string;
  readonly from: number;
}

/**
 * Adds mounts and environment variables to every RUN that matches. A mount whose target the RUN has already is left
 * out, and so is a variable that it exports in front of its command. So decorating a text twice changes nothing.
 */
export function decorate(text: string, decorators: readonly Decorator[]): Decorated {
  const { instructions, escape } = readInstructions(text);
  const lines: Line[] = text.split('\n').map((line, index) => ({ text: line, from: index + 1 }));
  const used = new Set<number>();
  const failures: { line: number; message: string }[] = [];
  const tests = decorators.map(({ match }) => match.map(commandTest));
  // From the last to the first: added lines must not move instructions that are still to be decorated.
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

/** One `export NAME=value …`, with what separates it from the command. */
const EXPORT =
  /export (?:[A-Za-z_]\w*=(?:[^\s'"&;|\\]|\\'|'[^']*'|"[^"]*")*(?:[ \t]+|(?=\n)|$))+(?:&& |\n|$)/;
/** All exports in front of a command, added by a decorator or written so in the template. */
const EXPORTS = new RegExp(`^(?:${EXPORT.source})+`);

/** The commands of a RUN, which `match` is compared with: blanks in a row made one, and exports in front left out. */
function scriptOf(run: Instruction): string {
  const script = [run.exec?.join(' ') ?? run.text, ...run.heredocs.flatMap(({ body }) => body)];
  return script.map((line) => line.trim().replace(EXPORTS, '').replace(/\s+/g, ' ')).join('\n');
}

/** The shell of a RUN: that of the last SHELL above it in its stage, or else `sh`. */
function shellBefore(run: Instruction, instructions: readonly Instruction[]): string {
  const shell = instructions.findLast(
    ({ keyword, line }) => line < run.line && (keyword === 'SHELL' || keyword === 'FROM'),
  );
  return shell?.keyword === 'SHELL' ? (shell.exec?.[0] ?? 'sh') : 'sh';
}

/**
 * Adds an export in front of the command, or at the beginning of a script in a heredoc.
 *
 * @returns why that is not possible, if it is not
 */
function addEnvironment(
  lines: Line[],
  run: Instruction,
  env: Decorator['env'],
  shell: string,
): string | undefined {
  const [heredoc] = run.heredocs;
  const isScript = heredoc !== undefined && run.heredocs.length === 1 && run.text.trim() === heredoc.word;
  const body = isScript ? heredoc.body.join('\n') : run.text;
  const exported = new Set(
    [...(EXPORTS.exec(body.replace(/^#!.*\n/, ''))?.[0] ?? '').matchAll(/([A-Za-z_]\w*)=/g)].map(
      ([, name]) => name,
    ),
  );
  const missing = Object.entries(env).filter(([name]) => !exported.has(name));
  if (missing.length === 0) return undefined;
  const names = missing.map(([name]) => name).join(', ');
  if (run.exec)
    return `this RUN has no shell (it is written as a list), so that ${names} cannot be set in front of it`;
  if (!/(?:^|\/)(?:sh|bash|ash|dash|zsh|ksh)$/.test(shell))
    return `this RUN is for ${shell}, where ${names} cannot be set with "export"`;
  if (isScript && /^#!(?!.*\b(?:sh|bash|ash|dash|zsh|ksh)\b)/.test(body))
    return `this RUN is a script for another program than a shell, so that ${names} cannot be set in it`;
  const command = `export ${missing.map(([name, value]) => `${name}=${shellQuote(value)}`).join(' ')}`;
  if (isScript) {
    const firstLine = heredoc.line - 1 + (body.startsWith('#!') ? 1 : 0);
    lines.splice(firstLine, 0, { text: command, from: run.line });
    return undefined;
  }
  const { line, column } = run.positionOf(0);
  const commandLine = lines[line - 1];
  if (commandLine)
    commandLine.text = `${commandLine.text.slice(0, column)}${command} && ${commandLine.text.slice(column)}`;
  return undefined;
}

/** Adds mounts behind RUN, each on a line of its own. */
function addMounts(lines: Line[], run: Instruction, mounts: readonly string[], escape: string): void {
  const mountTargets = new Set(
    run.flags.filter(({ name }) => name === '--mount').map(({ value }) => targetOf(value)),
  );
  const added = mounts.filter(
    (mount) => !mountTargets.has(targetOf(mount)) && mountTargets.add(targetOf(mount)),
  );
  const firstLine = lines[run.line - 1];
  const head = /^\s*\S+[ \t]*/.exec(firstLine?.text ?? '')?.[0];
  if (!firstLine || head === undefined || added.length === 0) return;
  const rest = firstLine.text.slice(head.length);
  const flags = added.map(
    (mount, index) => `${index === 0 ? head.trimEnd() : '   '} --mount=${mount} ${escape}`,
  );
  // When only `\` stands behind RUN, the command is on the next line already.
  const commandLines = rest.trim() === escape ? [] : [{ text: `    ${rest}`, from: run.line }];
  lines.splice(run.line - 1, 1, ...flags.map((text) => ({ text, from: run.line })), ...commandLines);
}

/** The place of a mount in the container. BuildKit allows only one mount at a place. */
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
