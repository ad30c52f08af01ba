import { join, resolve } from 'node:path';
import type { BuildJob } from '../../bake/job.ts';
import type { Host } from '../../effects/host.ts';
import type { BuildRequest, Request } from '../../plan/request.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import type { Path } from '../../yaml/source.ts';
import { policyOf } from '../policy/policy.ts';
import { cachedDatabase } from './database-cache.ts';
import type { Ignore } from './ignore-date.ts';
import { ignoreProblems, readIgnores } from './ignores.ts';
import { openScanner, PUBLIC_DATABASE, type Scanner, type VulnerabilityDatabase } from './scan.ts';

/** What scanning needs, at hand before anything is built. */
export interface Prepared {
  /** Absent only together with an error. */
  readonly scanner?: Scanner;
  readonly ignores: readonly Ignore[];
  readonly problems: readonly Problem[];
}

/** Trivy, its database, and the files that the matrix names for it. */
export async function prepareScanner(job: BuildJob, mode: 'report' | 'gate', host: Host): Promise<Prepared> {
  const [files, trivy] = await Promise.all([namedFiles(job, mode, host), installScanner(job.request, host)]);
  if (typeof trivy === 'object')
    return { ignores: files.ignores, problems: [...files.problems, ...trivy.problems] };
  const opened = await openDatabase(job, { trivy, ...files.settings }, host);
  if (opened.kind === 'ready')
    return { scanner: opened.scanner, ignores: files.ignores, problems: files.problems };
  return {
    ignores: files.ignores,
    problems: [
      ...files.problems,
      error('scan-database', opened.message, {
        hint: 'without it nothing can be scanned, so nothing is built; try again, name another repository (trivy-db-repository), or switch the scan off (scan: off)',
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
  const wanted = database(job.request.build, host.cwd);
  const matrix = job.workspace.matrix.file;
  const open = (): ReturnType<typeof openScanner> =>
    openScanner(host, {
      ...files,
      cacheDir,
      database: wanted,
      reportsDir: join(job.out, 'scan'),
      sbom: true,
      secrets: job.plan.images.some(
        ({ target }) => policyOf(matrix, matrix.targets[target]).secrets !== 'off',
      ),
      signal: host.signal,
    });
  return wanted.kind === 'folder'
    ? open()
    : cachedDatabase({ folder: join(cacheDir, 'db'), repositories: wanted.vulnerabilities }, open, host);
}

/** The ignore file and VEX documents: Trivy takes a missing ignore file for an empty one. */
async function namedFiles(
  { workspace }: BuildJob,
  mode: 'report' | 'gate',
  host: Host,
): Promise<{
  ignores: readonly Ignore[];
  problems: readonly Problem[];
  settings: { ignoreFile?: string; vex?: readonly string[] };
}> {
  const { matrix, root } = workspace;
  const scan = matrix.file.scan ?? {};
  const missing = (what: string, path: string, place: Path): Problem =>
    error('scan-file-missing', `there is no ${what} ${path}`, {
      place: matrix.source.at(place),
      hint: 'paths are seen from the folder of the matrix',
    });
  const problems: Problem[] = [];
  const vex = scan.vex ?? [];
  for (const [index, path] of vex.entries())
    if ((await host.files.kind(resolve(root, path))) === undefined)
      problems.push(missing('VEX document', path, ['scan', 'vex', index]));
  const settings = vex.length === 0 ? {} : { vex: vex.map((path) => resolve(root, path)) };
  if (scan.ignores === undefined) return { ignores: [], problems, settings };

  const text = await host.files.readText(resolve(root, scan.ignores));
  if (text === undefined)
    return {
      ignores: [],
      problems: [...problems, missing('ignore file', scan.ignores, ['scan', 'ignores'])],
      settings,
    };
  const read = readIgnores({ path: join(matrix.source.file.path, '..', scan.ignores), text });
  const found = [
    ...read.problems,
    ...ignoreProblems(read.ignores, {
      now: host.now(),
      warningDays: Number.parseInt(scan['expiry-warning'] ?? '14 days', 10),
      strict: scan['strict-ignores'] ?? false,
    }),
  ];
  // A file that Trivy could not read either stays an error.
  const shown =
    mode === 'gate'
      ? found
      : found.map((problem) =>
          read.problems.includes(problem) ? problem : { ...problem, severity: 'warning' as const },
        );
  return {
    ignores: read.ignores,
    problems: [...problems, ...shown],
    settings: { ...settings, ignoreFile: resolve(root, scan.ignores) },
  };
}

function database({ trivy }: BuildRequest, cwd: string): VulnerabilityDatabase {
  if (trivy.db !== undefined) return { kind: 'folder', directory: resolve(cwd, trivy.db) };
  return trivy.dbRepositories.length > 0
    ? { kind: 'repositories', vulnerabilities: trivy.dbRepositories }
    : PUBLIC_DATABASE;
}

async function installScanner({ build }: Request, host: Host): Promise<string | ProblemsFound> {
  try {
    return await host.installTrivy(build.trivy);
  } catch (cause) {
    if (cause instanceof ProblemsFound) return cause;
    throw cause;
  }
}
