/** Lint rule: every instruction must be one that BuildKit can read. */

import { didYouMean } from '../../yaml/suggest.ts';
import { LONGEST_LINE, type Instruction } from '../instructions.ts';
import type { Found, Rule } from './rule.ts';

/** Every instruction, with the least number of its arguments, and its flags. */
const INSTRUCTIONS: Readonly<Record<string, { readonly least: number; readonly flags?: readonly string[] }>> =
  {
    ADD: {
      least: 2,
      flags: [
        '--chmod',
        '--chown',
        '--checksum',
        '--exclude',
        '--from',
        '--keep-git-dir',
        '--link',
        '--unpack',
      ],
    },
    ARG: { least: 1 },
    CMD: { least: 0 },
    COPY: { least: 2, flags: ['--chmod', '--chown', '--exclude', '--from', '--link', '--parents'] },
    ENTRYPOINT: { least: 0 },
    ENV: { least: 1 },
    EXPOSE: { least: 1 },
    FROM: { least: 1, flags: ['--platform'] },
    HEALTHCHECK: {
      least: 1,
      flags: ['--interval', '--retries', '--start-interval', '--start-period', '--timeout'],
    },
    LABEL: { least: 1 },
    MAINTAINER: { least: 1 },
    ONBUILD: { least: 1 },
    RUN: { least: 1, flags: ['--device', '--mount', '--network', '--security'] },
    SHELL: { least: 1 },
    STOPSIGNAL: { least: 1 },
    USER: { least: 1 },
    VOLUME: { least: 1 },
    WORKDIR: { least: 1 },
  };

export const unparsable: Rule = {
  severity: 'error',
  about:
    'An instruction that BuildKit cannot read: unknown, without its arguments, with a misspelled flag, or never ended.',
  check: ({ instructions }) => instructions.flatMap(faultsOf),
};

/** What is wrong with one instruction, whatever is around it. */
export function faultsOf(instruction: Instruction): readonly Found[] {
  const { keyword, line, text, exec, flags, heredocs, open, longLine } = instruction;
  if (longLine)
    return [
      {
        line: longLine.line,
        message: `this line has ${longLine.bytes} bytes; BuildKit reads at most ${LONGEST_LINE}`,
        hint: 'cut it with "\\" at line ends, or copy a file instead',
      },
    ];
  const known = Object.hasOwn(INSTRUCTIONS, keyword) ? INSTRUCTIONS[keyword] : undefined;
  if (!known) {
    const suggestion = /^[a-z]/.test(keyword.toLowerCase())
      ? didYouMean(keyword, Object.keys(INSTRUCTIONS)).replace(/^ \(allowed.*/, '')
      : '';
    return [
      {
        line,
        message: `"${keyword}" is no instruction${suggestion}`,
        hint: 'a line that continues another needs a "\\" at the end of the one above',
      },
    ];
  }
  const openHeredoc = heredocs.find(({ terminated }) => !terminated);
  if (openHeredoc)
    return [
      {
        line,
        message: `the heredoc "${openHeredoc.name}" is never ended`,
        hint: `end it with a line "${openHeredoc.name}"`,
      },
    ];
  if (open)
    return [
      {
        line: instruction.endLine,
        message: `${keyword} is continued beyond the end`,
        hint: 'remove the "\\" at the end of the last line',
      },
    ];
  const words = exec ?? text.match(/\S+/g) ?? [];
  if (words.length < known.least)
    return [
      {
        line,
        message:
          `${keyword} needs ${known.least === 1 ? 'an argument' : `${known.least} arguments`}, ` +
          `and has ${words.length === 0 ? 'none' : 'one'}`,
      },
    ];
  if (keyword === 'SHELL' && !exec) return [{ line, message: 'SHELL takes a list, as ["/bin/bash", "-c"]' }];
  if (keyword === 'FROM' && words.length !== 1 && !(words.length === 3 && /^as$/i.test(words[1] ?? '')))
    return [{ line, message: `FROM takes one image, and perhaps "AS name", not "${text}"` }];
  const faults: Found[] = [];
  if (keyword === 'ENV' && !/^[^\s=]+(?:=|\s+\S)/.test(text))
    faults.push({ line, message: `ENV takes NAME=value, not "${text}"` });
  for (const { name } of flags) {
    // An unknown flag may be a new one of the frontend, unless it is almost the name of a known flag.
    const meant = (known.flags ?? []).includes(name) ? '' : didYouMean(name, known.flags ?? []);
    if (meant.startsWith(' (did')) faults.push({ line, message: `${keyword} has no flag ${name}${meant}` });
  }
  return faults;
}
