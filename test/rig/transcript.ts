import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './cli.ts';
import { UPDATE } from './fixtures.ts';

const COMMANDS = 'commands.txt';
const EXPECTED = 'expected.txt';

/** What a transcript is made of, and does not belong to the project it is made in. */
export const TRANSCRIPT_FILES: readonly string[] = [COMMANDS, EXPECTED];

/** Runs every line of a fixture's commands.txt in a folder; the transcript as it is and as it should be. */
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
