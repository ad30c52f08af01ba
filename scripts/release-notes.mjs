/** Prints the section of CHANGELOG.md for a version tag (v1.2.3); fails when there is none. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const version = (process.argv[2] ?? '').replace(/^v/, '');
const sections = readFileSync(join(import.meta.dirname, '..', 'CHANGELOG.md'), 'utf8')
  .split(/^## /m)
  .slice(1);
const section = sections.find((text) => text.startsWith(`[${version}]`));
const notes = section
  ?.slice(section.indexOf('\n') + 1)
  .replace(/^\[[^\]]+\]: .*$/gm, '')
  .trim();
if (notes) {
  console.log(notes);
} else {
  console.error(`CHANGELOG.md has no notes under "## [${version}]"`);
  process.exitCode = 1;
}
