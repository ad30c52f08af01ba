/** Temporary project folders: one for a test, removed when the test ends. */

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { onTestFinished } from 'vitest';

/** A temporary folder for one test. Paths are relative to it, with "/". */
export interface Project {
  readonly dir: string;
  /** The absolute path. */
  readonly path: (path: string) => string;
  readonly read: (path: string) => string;
  readonly write: (path: string, content: string) => void;
  /** Every file in it, sorted. */
  readonly files: () => readonly string[];
}

const REPOSITORY = join(import.meta.dirname, '../..');
/** What the repository ships for users to start from. */
const SHIPPED = ['matrix.yaml', 'templates'];

/** Makes a project from `{path: content}`. Call it in a test: the folder is removed when the test ends. */
export function makeProject(files: Readonly<Record<string, string>> = {}): Project {
  // Without symbolic links, as programs that resolve their paths show it in messages.
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));

  const path = (name: string): string => join(dir, name);
  const project: Project = {
    dir,
    path,
    read: (name) => readFileSync(path(name), 'utf8'),
    write: (name, content) => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
    },
    files: () =>
      readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .toSorted(),
  };
  for (const [name, content] of Object.entries(files)) project.write(name, content);
  return project;
}

/** The matrix and templates that the repository ships, with these files beside or in place of them. */
export function makeShippedProject(files: Readonly<Record<string, string>> = {}): Project {
  const project = makeProject();
  for (const name of SHIPPED) cpSync(join(REPOSITORY, name), project.path(name), { recursive: true });
  for (const [name, content] of Object.entries(files)) project.write(name, content);
  return project;
}
