/** Runs the commands that a fixture lists and compares what they print with the expected text. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './cli.ts';
import { UPDATE } from './fixtures.ts';

const COMMANDS = 'commands.txt';
const EXPECTED = 'expected.txt';

/** Files of a fixture that are not part of its project. */
export const TRANSCRIPT_FILES: readonly string[] = [COMMANDS, EXPECTED];

/** Runs every line of a fixture's commands.txt in a folder; gives what was printed and what is expected. */
export async function transcript(
  fixture: string,
  cwd: string,
): Promise<{ readonly actual: string; readonly expected: string }> {
  let actual = '';
  for (const line of readFileSync(join(fixture, COMMANDS), 'utf8').split('\n').filter(Boolean)) {
    const { code, stdout, stderr } = await cli(line.split(' '), { cwd });
    actual += `$ docker-matrix ${line}\n${stdout}${stderr}${code === 0 ? '' : `(exit ${code})\n`}\n`;
  }
  if (UPDATE) writeFileSync(join(fixture, EXPECTED), actual);
  return { actual, expected: readFileSync(join(fixture, EXPECTED), 'utf8') };
}
