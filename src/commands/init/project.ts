/** What a project says about itself: pyproject.toml, uv.lock, .python-version and the Git remote. */

import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import type { Host } from '../../effects/host.ts';
import { parseRepository } from '../../oci/reference.ts';
import { error, ProblemsFound } from '../../problem/problem.ts';
import { versionTest } from '../../version/order.ts';
import { firstLine } from '../../text/words.ts';

/** What is known about the project in a folder. */
export interface Project {
  /** Names of the files in the folder. */
  readonly files: readonly string[];
  readonly package?: PythonPackage;
  /** Such as `3.12`, from .python-version, the file of uv and pyenv. */
  readonly pythonVersion?: string;
  /** The text of uv.lock. */
  readonly lock?: string;
  readonly dockerignore?: string;
  /** The repository for its images, by its Git remote. */
  readonly image?: string;
}

/** What pyproject.toml says of a package. */
export interface PythonPackage {
  readonly name?: string;
  readonly requiresPython?: string;
  /** As an SPDX expression. */
  readonly license?: string;
  readonly extras: readonly string[];
  readonly scripts: readonly string[];
}

/** Reads what is known about the project in a folder. Files that are missing are left out. */
export async function readProject(folder: string, host: Pick<Host, 'exec' | 'files'>): Promise<Project> {
  const read = (name: string): Promise<string | undefined> =>
    host.files.readText(join(folder, name)).catch(() => undefined);
  const [files, pyproject, version, lock, dockerignore, remote] = await Promise.all([
    host.files.list(folder),
    read('pyproject.toml'),
    read('.python-version'),
    read('uv.lock'),
    read('.dockerignore'),
    host.exec({ file: 'git', args: ['-C', folder, 'remote', 'get-url', 'origin'] }),
  ]);
  const pythonVersion = /^\s*(?:cpython[-@])?(3\.\d+)/.exec(version ?? '')?.[1];
  const image = remote.code === 0 ? imageOfRemote(remote.stdout.trim()) : undefined;
  return {
    files,
    ...(pyproject === undefined ? {} : { package: readPackage(pyproject, join(folder, 'pyproject.toml')) }),
    ...(pythonVersion === undefined ? {} : { pythonVersion }),
    ...(lock === undefined ? {} : { lock }),
    ...(dockerignore === undefined ? {} : { dockerignore }),
    ...(image === undefined ? {} : { image }),
  };
}

function readPackage(text: string, path: string): PythonPackage {
  let project: unknown;
  try {
    ({ project } = parseToml(text));
  } catch (cause) {
    const { line = 1, column = 1, message } = cause as { line?: number; column?: number; message: string };
    throw new ProblemsFound([
      error(
        'unreadable-project',
        `pyproject.toml cannot be read: ${firstLine(message).replace(/^Invalid TOML document: /, '')}`,
        { place: { file: path, line, column } },
      ),
    ]);
  }
  const fields = mapping(project);
  const textAt = (key: string): string | undefined =>
    typeof fields[key] === 'string' ? fields[key] : undefined;
  const [name, requiresPython, license] = [textAt('name'), textAt('requires-python'), textAt('license')];
  return {
    ...(name === undefined ? {} : { name }),
    ...(requiresPython === undefined ? {} : { requiresPython }),
    ...(license === undefined ? {} : { license }),
    extras: Object.keys(mapping(fields['optional-dependencies'])),
    scripts: Object.keys(mapping(fields['scripts'])),
  };
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The registries of Git hosts. */
const REGISTRIES: Readonly<Record<string, string>> = {
  'github.com': 'ghcr.io',
  'gitlab.com': 'registry.gitlab.com',
};

/** `git@github.com:Org/App.git` and `https://github.com/Org/App` to `ghcr.io/org/app`. */
export function imageOfRemote(remote: string): string | undefined {
  const match = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^/:]+)(?::\d+(?=\/))?[:/]\/?(.+?)(?:\.git)?\/?$/i.exec(
    remote,
  );
  const registry = REGISTRIES[match?.[1]?.toLowerCase() ?? ''];
  const image = registry === undefined ? undefined : `${registry}/${match?.[2]?.toLowerCase() ?? ''}`;
  return image === undefined || typeof parseRepository(image) === 'string' ? undefined : image;
}

/** The Python version of a project: the one that it names, or the first preferred one that it allows. */
export function pythonFor(project: Project, preferred: readonly [string, ...string[]]): string {
  const test = requirement(project.package?.requiresPython);
  return project.pythonVersion ?? preferred.find(test) ?? preferred[0];
}

/** A `requires-python` as a test of versions such as `3.12`. One that cannot be read allows all. */
export function requirement(text: string | undefined): (version: string) => boolean {
  const parts = (text ?? '')
    .split(',')
    .map((part) => part.replaceAll(' ', ''))
    .filter(Boolean);
  const comparisons = parts.map((part) => {
    const compatible = /^~=(\d+)\.(\d+)(\.\d+)?$/.exec(part);
    if (compatible)
      return compatible[3] === undefined
        ? `>=${compatible[1]}.${compatible[2]},<${Number(compatible[1]) + 1}`
        : `~${compatible[1]}.${compatible[2]}`;
    // A minor version stands for its newest release: 3.12 fits >=3.12.4.
    return part.replace(/^==(\d+\.\d+)(?:\.\*|\.\d+)$/, '~$1').replace(/^>=?(\d+\.\d+)\.\d+$/, '>=$1');
  });
  return comparisons.length === 0 ? () => true : (versionTest(comparisons.join(',')) ?? (() => true));
}

/** A name that is allowed in a repository and as a target: lower-case letters, digits and single "-". */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
}
