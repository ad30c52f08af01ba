/** Gets Trivy ready before the build: installs it, opens its database and reads the ignore file. */

import { join, resolve } from 'node:path';
import type { BuildJob, JobRequest } from '../../bake/job.ts';
import type { Host } from '../../effects/host.ts';
import type { Placed } from '../../plan/checks.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import type { Preflight } from '../gate/gate.ts';
import { cachedDatabase } from './database-cache.ts';
import type { Ignore } from './ignore-date.ts';
import { ignoreProblems, readIgnores } from './ignores.ts';
import { openScanner, PUBLIC_DATABASE, type Scanner, type VulnerabilityDatabase } from './scan.ts';

/** What the scan needs, prepared before the build. */
export interface ReadyScan {
  readonly scanner: Scanner;
  readonly ignores: readonly Ignore[];
}

/** Installs Trivy, opens its database, and reads the files that the matrix names for it. */
export async function prepareScanner(job: BuildJob, host: Host): Promise<Preflight<ReadyScan>> {
  const [files, trivy] = await Promise.all([namedFiles(job, host), installScanner(job.request.build, host)]);
  if (typeof trivy === 'object') return { problems: [...files.problems, ...trivy.problems] };
  const opened = await openDatabase(job, { trivy, ...files.settings }, host);
  if (opened.kind === 'ready')
    return { ready: { scanner: opened.scanner, ignores: files.ignores }, problems: files.problems };
  return {
    problems: [
      ...files.problems,
      error('scan-database', opened.message, {
        hint:
          'without it nothing can be scanned, so nothing is built; try again, ' +
          'name another repository (trivy-db-repository), or switch the scan off (scan: off)',
      }),
    ],
  };
}

function openDatabase(
  job: BuildJob,
  files: { readonly trivy: string; readonly ignoreFile?: string; readonly vex?: readonly string[] },
  host: Host,
): ReturnType<typeof openScanner> {
  const cacheDir = join(host.cacheFolder, 'trivy-cache');
  const source = databaseSource(job.request.build, host.cwd);
  const open = (): ReturnType<typeof openScanner> =>
    openScanner(host, {
      ...files,
      cacheDir,
      database: source,
      reportsDir: join(job.out, 'scan'),
      sbom: true,
      secrets: job.plan.images.some(({ checks }) => checks.policy.secrets?.value !== 'off'),
      signal: host.signal,
    });
  return source.kind === 'folder'
    ? open()
    : cachedDatabase({ folder: join(cacheDir, 'db'), repositories: source.vulnerabilities }, open, host);
}

/** Reads the ignore file, and checks that it and the VEX documents exist: Trivy would treat a missing one as empty. */
async function namedFiles(
  { plan, root, request }: BuildJob,
  host: Host,
): Promise<{
  ignores: readonly Ignore[];
  problems: readonly Problem[];
  settings: { ignoreFile?: string; vex?: readonly string[] };
}> {
  const { scan } = plan.settings;
  const missing = (what: string, { value, place }: Placed<string>): Problem =>
    error('scan-file-missing', `there is no ${what} ${value}`, {
      place,
      hint: 'paths are seen from the folder of the matrix',
    });
  const problems: Problem[] = [];
  for (const document of scan.vex)
    if ((await host.files.kind(resolve(root, document.value))) === undefined)
      problems.push(missing('VEX document', document));
  const settings = scan.vex.length === 0 ? {} : { vex: scan.vex.map(({ value }) => resolve(root, value)) };
  if (scan.ignores === undefined) return { ignores: [], problems, settings };

  const path = scan.ignores.value;
  const text = await host.files.readText(resolve(root, path));
  if (text === undefined)
    return { ignores: [], problems: [...problems, missing('ignore file', scan.ignores)], settings };
  const read = readIgnores({ path: join(request.matrix, '..', path), text });
  const ignoreFileProblems = [
    ...read.problems,
    ...ignoreProblems(read.ignores, {
      now: host.now(),
      warningDays: scan.warningDays,
      strict: scan.strictIgnores,
    }),
  ];
  // Without a gate only a file that cannot be read is an error, because Trivy cannot read it either.
  const shown =
    scan.mode === 'gate'
      ? ignoreFileProblems
      : ignoreFileProblems.map((problem) =>
          read.problems.includes(problem) ? problem : { ...problem, severity: 'warning' as const },
        );
  return {
    ignores: read.ignores,
    problems: [...problems, ...shown],
    settings: { ...settings, ignoreFile: resolve(root, path) },
  };
}

function databaseSource({ trivy }: JobRequest['build'], cwd: string): VulnerabilityDatabase {
  if (trivy.db !== undefined) return { kind: 'folder', directory: resolve(cwd, trivy.db) };
  return trivy.dbRepositories.length > 0
    ? { kind: 'repositories', vulnerabilities: trivy.dbRepositories }
    : PUBLIC_DATABASE;
}

async function installScanner({ trivy }: JobRequest['build'], host: Host): Promise<string | ProblemsFound> {
  try {
    return await host.installTrivy(trivy);
  } catch (cause) {
    if (cause instanceof ProblemsFound) return cause;
    throw cause;
  }
}
