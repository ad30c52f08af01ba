/** The arguments and the environment variables that Trivy is started with. */

/*
 * What is said of Trivy below was seen with version 0.74.0.
 *
 * Each scan writes one JSON report. The gate, tables, SARIF and summaries all come from it, so that they cannot
 * disagree. Therefore Trivy filters nothing: no `--severity`, no `--ignore-unfixed`, no `--exit-code`. Only ignore
 * files and VEX documents are left to Trivy, because only a scan applies them by Trivy's own rules.
 */

/** Where an image is stored. */
export type ScanSource =
  /** In a registry, by digest: `repo@sha256:…`. This is the usual case, for images that were pushed. */
  | { readonly kind: 'registry'; readonly reference: string }
  /** In an OCI layout, as BuildKit writes it with `type=oci,tar=false`. `digest` is of the image or of its index. */
  | { readonly kind: 'oci-layout'; readonly directory: string; readonly digest: string }
  /** Loaded into the local Docker engine. */
  | { readonly kind: 'docker'; readonly reference: string };

/** One platform of one image. */
export interface ScanSubject {
  /** The id of the image in the plan, for messages and file names. */
  readonly image: string;
  /** As BuildKit writes it: `linux/arm64`. */
  readonly platform: string;
  readonly source: ScanSource;
}

/** Settings of all scans of a run. Paths are absolute, because Trivy is started in another folder. */
export interface ScanSettings {
  /** Trivy's cache folder; `db/` in it is the vulnerability database. */
  readonly cacheDir: string;
  /** A Go duration, such as `15m`. */
  readonly timeout?: string;
  /** A `.trivyignore` or, by its extension, a `.trivyignore.yaml`. */
  readonly ignoreFile?: string;
  /** Whether to look for secrets in files and in the configuration. */
  readonly secrets?: boolean;
  /** A file with further rules for secrets. */
  readonly secretRules?: string;
  /** VEX documents, or `repo` or `oci`. */
  readonly vex?: readonly string[];
  /** Allows plain http and unverified TLS; not needed for localhost, 127.0.0.0/8 and private addresses. */
  readonly insecure?: boolean;
}

const DEFAULT_TIMEOUT = '15m';

/** No progress bar, no question for newer versions of Trivy, and no usage data. */
const QUIET = ['--no-progress', '--skip-version-check', '--disable-telemetry'] as const;

/**
 * Scans one subject and writes the JSON report to `outputFile`.
 *
 * - An OCI layout must have exactly one image, because Trivy silently takes the first one of an index: see
 *   platform-view.ts.
 * - The databases are not updated: they are downloaded once, before the scans, which run at the same time.
 * - Packages are listed, because otherwise an image in which nothing was recognised would look clean.
 * - A scan for vulnerabilities leaves out system packages of a distribution that Trivy does not know. One that wants
 *   only `packages` lists them.
 */
export function scanArguments(
  subject: Pick<ScanSubject, 'platform' | 'source'>,
  outputFile: string,
  settings: ScanSettings,
  wanted: 'findings' | 'packages' = 'findings',
): readonly string[] {
  return [
    'image',
    ...QUIET,
    '--scanners',
    // Secrets stay among them, because Trivy keeps what it read of a layer by what it looked for.
    [...(wanted === 'findings' ? ['vuln'] : []), ...(settings.secrets ? ['secret'] : [])].join(),
    '--format',
    'json',
    '--list-all-pkgs',
    '--show-suppressed',
    '--output',
    outputFile,
    '--cache-dir',
    settings.cacheDir,
    '--skip-db-update',
    '--skip-java-db-update',
    '--offline-scan',
    '--timeout',
    settings.timeout ?? DEFAULT_TIMEOUT,
    ...(settings.secretRules ? ['--secret-config', settings.secretRules] : []),
    ...(settings.ignoreFile ? ['--ignorefile', settings.ignoreFile] : []),
    ...(settings.vex ?? []).flatMap((source) => ['--vex', source]),
    ...(settings.insecure ? ['--insecure'] : []),
    ...sourceArguments(subject),
  ];
}

/** `--image-src` allows one source only: by default Trivy prefers a local image of the same name to the pushed one. */
function sourceArguments({ platform, source }: Pick<ScanSubject, 'platform' | 'source'>): readonly string[] {
  if (source.kind === 'oci-layout') return ['--input', source.directory];
  return [
    '--image-src',
    source.kind === 'docker' ? 'docker' : 'remote',
    '--platform',
    platform,
    '--',
    source.reference,
  ];
}

/**
 * Downloads a database into the cache folder, from one repository. Given a list, Trivy would not try the next one
 * when a host cannot be reached, so scan.ts does that. The index of jar files (`java`) is large, and only needed for
 * images with jar files.
 */
export function databaseArguments(
  database: 'vulnerabilities' | 'java',
  repository: string,
  settings: ScanSettings,
): readonly string[] {
  const java = database === 'java';
  return [
    'image',
    ...QUIET,
    java ? '--download-java-db-only' : '--download-db-only',
    java ? '--java-db-repository' : '--db-repository',
    repository,
    '--cache-dir',
    settings.cacheDir,
    '--timeout',
    settings.timeout ?? DEFAULT_TIMEOUT,
    ...(settings.insecure ? ['--insecure'] : []),
  ];
}

/**
 * Makes a CycloneDX SBOM of a JSON report. A scan with `--format cyclonedx` was compared with it on a Debian image: the
 * components, purls, dependencies and vulnerabilities are the same. Only the SHA-1 of files that describe language
 * packages is missing, which is not worth reading all layers again.
 */
export function cyclonedxArguments(reportFile: string, outputFile: string): readonly string[] {
  return ['convert', '--format', 'cyclonedx', '--output', outputFile, '--', reportFile];
}
