import { createHash } from 'node:crypto';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Exec, ExecResult } from '../../effects/exec.ts';
import type { ScanFiles } from '../../effects/host.ts';
import { normalPlatform } from '../../oci/platform.ts';
import { reasonOf } from '../../text/reason.ts';
import type { KnownBase } from '../gate/base-image.ts';
import { parseReport, type TrivyReport } from './findings.ts';
import { scannerMessage } from './scanner-message.ts';
import {
  cyclonedxArguments,
  databaseArguments,
  scanArguments,
  trivyEnvironment,
  type ScanSettings,
  type ScanSubject,
} from './trivy-command.ts';

/** Where vulnerabilities are looked up. */
export type VulnerabilityDatabase =
  /** OCI repositories, the first that answers wins. `java` are for the index of jar files, fetched only for images with jars. */
  | {
      readonly kind: 'repositories';
      readonly vulnerabilities: readonly string[];
      readonly java?: readonly string[];
    }
  /** A folder that somebody brought: `trivy.db` and `metadata.json`, itself or in `db/`. Nothing is fetched. */
  | { readonly kind: 'folder'; readonly directory: string };

/** Trivy's own defaults, in its order. */
export const PUBLIC_DATABASE = {
  kind: 'repositories',
  vulnerabilities: ['mirror.gcr.io/aquasec/trivy-db:2', 'ghcr.io/aquasecurity/trivy-db:2'],
  java: ['mirror.gcr.io/aquasec/trivy-java-db:1', 'ghcr.io/aquasecurity/trivy-java-db:1'],
} as const satisfies VulnerabilityDatabase;

export interface ScanDeps {
  readonly exec: Exec;
  readonly files: ScanFiles;
  /** Waits that many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** This process's environment; Trivy sees only what `trivyEnvironment` leaves of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ScanOptions extends ScanSettings {
  /** The program. */
  readonly trivy: string;
  readonly database: VulnerabilityDatabase;
  /** Where reports go; made when it is missing. Absolute, like every path here. */
  readonly reportsDir: string;
  /** Scans at a time. Each holds an image's layers in memory and on disk while it runs. Default 2. */
  readonly concurrency?: number;
  /** Also write a CycloneDX SBOM of each image beside its report. */
  readonly sbom?: boolean;
  readonly signal?: AbortSignal;
}

/** What became of one subject. `failed` says that nothing is known about it, which is not "no findings". */
export type ScanResult =
  | {
      readonly kind: 'scanned';
      readonly subject: ScanSubject;
      readonly report: TrivyReport;
      readonly reportFile: string;
      readonly sbomFile?: string;
      /** Absent when it is not known. */ readonly base?: KnownBase;
    }
  | { readonly kind: 'failed'; readonly subject: ScanSubject; readonly message: string };

/** Pauses before the second and third round over all database repositories, in milliseconds. */
const DATABASE_PAUSES = [5_000, 20_000] as const;
const JAVA_MISSING = /--skip-java-db-update' cannot be specified on the first run/;

/**
 * Scans every subject, a few at a time, whatever becomes of the others. Results are in the order of `subjects`.
 * Never rejects for a scanner's failure; decide with `decide`.
 */
export async function scanAll(
  subjects: readonly ScanSubject[],
  scanner: Scanner,
): Promise<readonly ScanResult[]> {
  const { settings, files } = scanner;
  const count = Math.max(1, settings.concurrency ?? 2);
  const caches = Array.from({ length: count }, (_, index) =>
    join(settings.reportsDir, `.layers-${index + 1}`),
  );
  const free = [...caches];
  try {
    return await pLimit(count).map(subjects, async (subject) => {
      const cacheDir = free.pop() ?? '';
      try {
        return await scanOne(subject, { ...scanner, cacheDir });
      } finally {
        free.push(cacheDir);
      }
    });
  } finally {
    await Promise.all(caches.map((cache) => files.remove(cache)));
  }
}

/**
 * A scanner with a cache folder that no other scan uses meanwhile: what was found in a layer is known for the next
 * image with it. Trivy locks a cache for as long as it scans, so scans beside each other cannot share one.
 */
type Worker = Scanner & { readonly cacheDir: string };

/** Trivy with a database: what a scan needs. */
export interface Scanner {
  readonly settings: ScanOptions;
  readonly files: ScanFiles;
  readonly run: (args: readonly string[]) => Promise<ExecResult>;
  /** Fetches the index of jar files, once however many scans ask; says why it could not. */
  readonly fetchJava: () => Promise<string | undefined>;
}

/**
 * Fetches or opens the database, once for a run. This needs no image, so it comes before the build: without a database
 * nothing is built that could not be scanned. Never rejects for a scanner's failure.
 */
export async function openScanner(
  deps: ScanDeps,
  options: ScanOptions,
): Promise<
  | { readonly kind: 'ready'; readonly scanner: Scanner }
  | { readonly kind: 'failed'; readonly message: string }
> {
  const { files } = deps;
  // Trivy itself takes a missing ignore file for an empty one.
  if (options.ignoreFile && !(await files.exists(options.ignoreFile))) {
    return { kind: 'failed', message: `there is no ignore file ${options.ignoreFile}` };
  }
  await files.makeFolder(options.reportsDir);
  const env = trivyEnvironment(deps.env);
  const run: Scanner['run'] = (args) =>
    // In a folder of ours, because Trivy reads trivy.yaml and .trivyignore from where it is started.
    deps.exec({
      file: options.trivy,
      args,
      env,
      cwd: options.reportsDir,
      ...(options.signal ? { signal: options.signal } : {}),
    });

  const { database } = options;
  if (database.kind === 'folder') {
    const cacheDir = join(options.reportsDir, '.trivy');
    try {
      await files.linkDatabase(database.directory, cacheDir);
    } catch (cause) {
      return { kind: 'failed', message: `the vulnerability database cannot be used: ${reasonOf(cause)}` };
    }
    const fetchJava = async () =>
      `it holds jar files, and ${database.directory} has no java-db folder with their index`;
    return { kind: 'ready', scanner: { settings: { ...options, cacheDir }, files, run, fetchJava } };
  }

  const fetch = (kind: 'vulnerabilities' | 'java', repositories: readonly string[]) =>
    fetchDatabase(
      repositories,
      (repository) => run(databaseArguments(kind, repository, options)),
      deps,
      options.signal,
    );
  const failure = await fetch('vulnerabilities', database.vulnerabilities);
  if (failure)
    return { kind: 'failed', message: `the vulnerability database could not be fetched: ${failure}` };

  const javaRepositories = database.java ?? PUBLIC_DATABASE.java;
  let java: Promise<string | undefined> | undefined;
  const fetchJava = () =>
    (java ??= fetch('java', javaRepositories).then(
      (why) => why && `the index of jar files could not be fetched: ${why}`,
    ));
  // One from an earlier run is used without asking how old it is, unless Trivy is asked first.
  if (await files.exists(join(options.cacheDir, 'java-db', 'metadata.json'))) await fetchJava();
  return { kind: 'ready', scanner: { settings: options, files, run, fetchJava } };
}

/**
 * Tries each repository, in up to three rounds. Trivy repeats a request after 408, 429 and 5xx, for four seconds,
 * and after that goes on to the next repository, but not when a host cannot be reached at all (pkg/oci/artifact.go).
 */
async function fetchDatabase(
  repositories: readonly string[],
  fetchFrom: (repository: string) => Promise<ExecResult>,
  deps: Pick<ScanDeps, 'sleep'>,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  let reasons = new Map<string, string>();
  for (const pause of [0, ...DATABASE_PAUSES]) {
    if (pause) await deps.sleep(pause);
    reasons = new Map();
    for (const repository of repositories) {
      if (signal?.aborted) return 'the run was cancelled';
      const result = await fetchFrom(repository);
      if (result.code === 0) return undefined;
      // No repository has what is missing on this machine.
      if (result.code === 127) return result.stderr;
      reasons.set(repository, failureOf(result));
    }
  }
  return (
    [...reasons].map(([repository, reason]) => `${repository}: ${reason}`).join('; ') ||
    'no repository is named'
  );
}

async function scanOne(subject: ScanSubject, trivy: Worker): Promise<ScanResult> {
  const { files } = trivy;
  const failed = (message: string): ScanResult => ({ kind: 'failed', subject, message });
  const base = join(trivy.settings.reportsDir, reportName(subject));
  const reportFile = `${base}.trivy.json`;
  try {
    // A report that an earlier run left must not be taken for this one's.
    await files.remove(reportFile);
    const view = `${base}.oci`;
    const scannable = await scannableSource(subject, view, files);
    const result = await scanWithJava(async () => {
      await files.linkDatabase(trivy.settings.cacheDir, trivy.cacheDir);
      return trivy.run(scanArguments(scannable, reportFile, { ...trivy.settings, cacheDir: trivy.cacheDir }));
    }, trivy);
    await files.remove(view);
    if (result.code !== 0) return failed(failureOf(result));

    const parsed = parseReport(await files.readText(reportFile));
    if (parsed.kind === 'not-a-report') return failed(parsed.message);
    // `--platform` is ignored for a digest that names a single image instead of an index.
    if (parsed.report.platform !== normalPlatform(subject.platform))
      return failed(`the scanned image is ${parsed.report.platform}, not ${subject.platform}`);
    if (!trivy.settings.sbom) return { kind: 'scanned', subject, report: parsed.report, reportFile };

    const sbomFile = `${base}.cdx.json`;
    const converted = await trivy.run(cyclonedxArguments(reportFile, sbomFile));
    if (converted.code !== 0) return failed(`no SBOM could be made of the report: ${failureOf(converted)}`);
    return { kind: 'scanned', subject, report: parsed.report, reportFile, sbomFile };
  } catch (cause) {
    return failed(reasonOf(cause));
  }
}

/** A subject as Trivy can scan it: an OCI layout becomes a view of one platform. */
async function scannableSource(subject: ScanSubject, view: string, files: ScanFiles): Promise<ScanSubject> {
  if (subject.source.kind !== 'oci-layout') return subject;
  await files.platformView(subject.source.directory, subject.source.digest, subject.platform, view);
  return { ...subject, source: { ...subject.source, directory: view } };
}

/** Scans again with the index of jar files when the first scan found jars and had none. */
async function scanWithJava(scan: () => Promise<ExecResult>, trivy: Scanner): Promise<ExecResult> {
  const first = await scan();
  if (first.code === 0 || !JAVA_MISSING.test(first.stderr)) return first;
  const missing = await trivy.fetchJava();
  return missing ? { ...first, stderr: missing } : scan();
}

/** Exit codes tell nothing about findings, since `--exit-code` is never given: every one but 0 is a crash. */
function failureOf(result: ExecResult): string {
  if (result.code === 127) return result.stderr;
  const reason = scannerMessage(result.stderr);
  return result.code > 128 ? `it was ended by signal ${result.code - 128} (${reason})` : reason;
}

/** A file name for a subject; what a file name cannot hold is told apart by a hash. */
function reportName({ image, platform }: ScanSubject): string {
  const plain = image.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[.-]+/, '');
  const tail = platform.replace(/[^A-Za-z0-9]/g, '-');
  const exact = plain === image ? '' : `-${createHash('sha256').update(image).digest('hex').slice(0, 8)}`;
  return `${plain}${exact}.${tail}`;
}
