/** Runs Trivy: downloads its database, then scans images, a few at a time. */

import { environmentOf } from '../../effects/environment.ts';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { ExecResult } from '../../effects/exec.ts';
import type { Files } from '../../effects/files.ts';
import type { Host } from '../../effects/host.ts';
import { normalPlatform } from '../../oci/platform.ts';
import { reasonOf } from '../../text/reason.ts';
import type { KnownBase } from '../gate/base-image.ts';
import { parseReport, withSystemPackages, type TrivyReport } from './findings.ts';
import { linkDatabase } from './link-database.ts';
import { platformView } from './platform-view.ts';
import { secretConfig } from './secret-rules.ts';
import { scannerMessage } from './scanner-message.ts';
import {
  cyclonedxArguments,
  databaseArguments,
  scanArguments,
  type ScanSettings,
  type ScanSubject,
} from './trivy-command.ts';

/** Where vulnerabilities are looked up. */
export type VulnerabilityDatabase =
  /** OCI repositories; the first that answers is used. `java` has the index of jar files, fetched only when needed. */
  | {
      readonly kind: 'repositories';
      readonly vulnerabilities: readonly string[];
      readonly java?: readonly string[];
    }
  /** A folder with `trivy.db` and `metadata.json`, in it or in `db/`. Nothing is downloaded. */
  | { readonly kind: 'folder'; readonly directory: string };

/** The repositories that Trivy uses by default, in the same order. */
export const PUBLIC_DATABASE = {
  kind: 'repositories',
  vulnerabilities: ['mirror.gcr.io/aquasec/trivy-db:2', 'ghcr.io/aquasecurity/trivy-db:2'],
  java: ['mirror.gcr.io/aquasec/trivy-java-db:1', 'ghcr.io/aquasecurity/trivy-java-db:1'],
} as const satisfies VulnerabilityDatabase;

/** The parts of the host that scanning uses. Trivy only sees those variables of `env` that `environmentOf` keeps. */
export type ScanDeps = Pick<Host, 'exec' | 'files' | 'sleep' | 'env'>;

/** How a run scans. */
export interface ScanOptions extends ScanSettings {
  /** Path of the program. */
  readonly trivy: string;
  readonly database: VulnerabilityDatabase;
  /** Folder for reports; created when it is missing. Absolute, like all paths here. */
  readonly reportsDir: string;
  /** How many scans run at the same time. Each has the layers of an image in memory and on disk. Default 2. */
  readonly concurrency?: number;
  /** Whether to write a CycloneDX SBOM next to each report. */
  readonly sbom?: boolean;
  readonly signal?: AbortSignal;
}

/** The result for one subject. `failed` means that nothing is known about it, which is not "no findings". */
export type ScanResult =
  | {
      readonly kind: 'scanned';
      readonly subject: ScanSubject;
      readonly report: TrivyReport;
      readonly reportFile: string;
      readonly sbomFile?: string;
      /** The base image; absent when it is not known. */
      readonly base?: KnownBase;
    }
  | { readonly kind: 'failed'; readonly subject: ScanSubject; readonly message: string };

/** Pauses before the second and third round over all database repositories, in milliseconds. */
const DATABASE_PAUSES = [5_000, 20_000] as const;
const JAVA_MISSING = /--skip-java-db-update' cannot be specified on the first run/;

/**
 * Scans all subjects, a few at a time. Gives the results in the order of `subjects`. A scan that fails is a result,
 * too: it stops neither the other scans nor this function.
 */
export async function scanAll(
  subjects: readonly ScanSubject[],
  scanner: Scanner,
): Promise<readonly ScanResult[]> {
  const { files } = scanner;
  const secretRules = join(scanner.settings.reportsDir, '.docker-matrix-secrets.yaml');
  const settings = scanner.settings.secrets ? { ...scanner.settings, secretRules } : scanner.settings;
  const count = Math.max(1, settings.concurrency ?? 2);
  const caches = Array.from({ length: count }, (_, index) =>
    join(settings.reportsDir, `.layers-${index + 1}`),
  );
  const free = [...caches];
  try {
    if (settings.secrets) await files.write([{ path: secretRules, text: secretConfig() }]);
    return await pLimit(count).map(subjects, async (subject) => {
      const cacheDir = free.pop() ?? '';
      try {
        return await scanOne(subject, { ...scanner, settings, cacheDir });
      } finally {
        free.push(cacheDir);
      }
    });
  } finally {
    await Promise.all([...caches, secretRules].map((path) => files.remove(path)));
  }
}

/**
 * A scanner with its own cache folder, because Trivy locks the folder while it scans. The cache keeps what was found
 * in a layer, for the next image with the same layer.
 */
type Worker = Scanner & { readonly cacheDir: string };

/** Trivy with its database, ready to scan. */
export interface Scanner {
  readonly settings: ScanOptions;
  readonly files: Files;
  readonly run: (args: readonly string[]) => Promise<ExecResult>;
  /** Downloads the index of jar files, once for all scans. Gives the reason when that failed. */
  readonly fetchJava: () => Promise<string | undefined>;
}

/**
 * Downloads or opens the database, once for a run. This is done before the build, so that nothing is built that cannot
 * be scanned. When Trivy fails, the result says so; nothing is thrown.
 */
export async function openScanner(
  deps: ScanDeps,
  options: ScanOptions,
): Promise<
  | { readonly kind: 'ready'; readonly scanner: Scanner }
  | { readonly kind: 'failed'; readonly message: string }
> {
  const { files } = deps;
  // Trivy would treat a missing ignore file as an empty one.
  if (options.ignoreFile && (await files.kind(options.ignoreFile)) === undefined) {
    return { kind: 'failed', message: `there is no ignore file ${options.ignoreFile}` };
  }
  await files.makeFolder(options.reportsDir);
  const env = environmentOf('trivy', deps.env);
  const run: Scanner['run'] = (args) =>
    // Trivy reads trivy.yaml and .trivyignore from the current folder, so it is started in a folder without them.
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
      await linkDatabase(database.directory, cacheDir, files);
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
  // A scan would use an index from an earlier run, however old it is. This updates it first.
  const javaMetadata = join(options.cacheDir, 'java-db', 'metadata.json');
  if ((await files.kind(javaMetadata)) !== undefined) await fetchJava();
  return { kind: 'ready', scanner: { settings: options, files, run, fetchJava } };
}

/**
 * Tries all repositories, in up to three rounds. Trivy itself repeats a request after the HTTP status 408, 429 or 5xx,
 * for four seconds, and then tries its next repository, but not when a host cannot be reached (pkg/oci/artifact.go).
 * Gives the reason when all have failed.
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
      // 127: the program could not be started. No other repository helps against that.
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
  const pathPrefix = join(trivy.settings.reportsDir, reportName(subject));
  const reportFile = `${pathPrefix}.trivy.json`;
  const view = `${pathPrefix}.oci`;
  const packagesFile = `${pathPrefix}.packages.json`;
  try {
    // A report of an earlier run must not be taken for this one.
    await files.remove(reportFile);
    const scannable = await scannableSource(subject, view, files);
    const settings = { ...trivy.settings, cacheDir: trivy.cacheDir };
    const result = await scanWithJava(async () => {
      await linkDatabase(trivy.settings.cacheDir, trivy.cacheDir, files);
      return trivy.run(scanArguments(scannable, reportFile, settings));
    }, trivy);
    if (result.code !== 0) return failed(failureOf(result));

    const json = Buffer.from(await files.readBytes(reportFile)).toString('utf8');
    const parsed = parseReport(json);
    if (parsed.kind === 'not-a-report') return failed(parsed.message);
    // Trivy ignores `--platform` when a digest is that of a single image instead of an index.
    if (parsed.report.platform !== normalPlatform(subject.platform))
      return failed(`the scanned image is ${parsed.report.platform}, not ${subject.platform}`);
    if (!trivy.settings.sbom) return { kind: 'scanned', subject, report: parsed.report, reportFile };

    const sbomFile = `${pathPrefix}.cdx.json`;
    let whole = reportFile;
    if (parsed.report.mayLeaveOut) {
      whole = packagesFile;
      const listed = await trivy.run(scanArguments(scannable, packagesFile, settings, 'packages'));
      if (listed.code !== 0) return failed(`its packages could not be listed: ${failureOf(listed)}`);
      const packages = Buffer.from(await files.readBytes(packagesFile)).toString('utf8');
      await files.write([{ path: packagesFile, text: withSystemPackages(json, packages) }]);
    }
    const converted = await trivy.run(cyclonedxArguments(whole, sbomFile));
    if (converted.code !== 0) return failed(`no SBOM could be made of the report: ${failureOf(converted)}`);
    return { kind: 'scanned', subject, report: parsed.report, reportFile, sbomFile };
  } catch (cause) {
    return failed(reasonOf(cause));
  } finally {
    await Promise.all([view, packagesFile].map((path) => files.remove(path)));
  }
}

/** A subject that Trivy can scan. An OCI layout is replaced with a view of one platform. */
async function scannableSource(subject: ScanSubject, view: string, files: Files): Promise<ScanSubject> {
  if (subject.source.kind !== 'oci-layout') return subject;
  const { directory: layout, digest } = subject.source;
  await platformView({ layout, digest, platform: subject.platform }, view, files);
  return { ...subject, source: { ...subject.source, directory: view } };
}

/** Scans again with the index of jar files, when the first scan found jars and did not have it. */
async function scanWithJava(scan: () => Promise<ExecResult>, trivy: Scanner): Promise<ExecResult> {
  const first = await scan();
  if (first.code === 0 || !JAVA_MISSING.test(first.stderr)) return first;
  const missing = await trivy.fetchJava();
  return missing ? { ...first, stderr: missing } : scan();
}

/** Why Trivy failed. Without `--exit-code` findings do not change its exit status, so any status but 0 is a failure. */
function failureOf(result: ExecResult): string {
  if (result.code === 127) return result.stderr;
  const reason = scannerMessage(result.stderr);
  return result.code > 128 ? `it was ended by signal ${result.code - 128} (${reason})` : reason;
}

/** The file name for a subject. A hash is added when characters were replaced, so that no two subjects get the same. */
function reportName({ image, platform }: ScanSubject): string {
  const plain = image.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[.-]+/, '');
  const tail = platform.replace(/[^A-Za-z0-9]/g, '-');
  const exact = plain === image ? '' : `-${createHash('sha256').update(image).digest('hex').slice(0, 8)}`;
  return `${plain}${exact}.${tail}`;
}
