/**
 * Command lines and environment for Trivy. Facts about Trivy below are of 0.74.0.
 *
 * Gate, tables, SARIF and summaries are all computed from the one JSON report that a scan writes, so that they
 * cannot disagree. Therefore nothing is filtered by Trivy: no `--severity`, no `--ignore-unfixed`, no
 * `--exit-code`. Only ignores and VEX are, because `trivy convert` and we could not do them with Trivy's rules.
 */

/** Where the bytes of an image are. */
export type ScanSource =
  /** In a registry, named by digest: `repo@sha256:…`. The usual case: the candidate that was pushed. */
  | { readonly kind: 'registry'; readonly reference: string }
  /** In an OCI image layout folder, as BuildKit writes it with `type=oci,tar=false`; `digest` is of the image or of its index. */
  | { readonly kind: 'oci-layout'; readonly directory: string; readonly digest: string }
  /** In the local Docker engine, loaded there. */
  | { readonly kind: 'docker'; readonly reference: string };

/** One platform of one image. */
export interface ScanSubject {
  /** Our id of the image, for messages and file names. */
  readonly image: string;
  /** As BuildKit writes it: `linux/arm64`. */
  readonly platform: string;
  readonly source: ScanSource;
}

/** What every scan of a run has in common. Paths are absolute: scans run in a folder of ours. */
export interface ScanSettings {
  /** Trivy's cache folder; `db/` in it is the vulnerability database. */
  readonly cacheDir: string;
  /** A Go duration, such as `15m`. */
  readonly timeout?: string;
  /** A `.trivyignore` or, by its extension, a `.trivyignore.yaml`. */
  readonly ignoreFile?: string;
  /** Also look for secrets in files and configuration. */
  readonly secrets?: boolean;
  /** VEX documents, or `repo` or `oci`. */
  readonly vex?: readonly string[];
  /** Allows plain http and unverified TLS; not needed for localhost, 127.0.0.0/8 and private addresses. */
  readonly insecure?: boolean;
}

const DEFAULT_TIMEOUT = '15m';

/** Keeps Trivy from asking about newer versions of itself and from sending usage data. */
const QUIET = ['--no-progress', '--skip-version-check', '--disable-telemetry'] as const;

/**
 * Scans one subject and writes the JSON report to `outputFile`.
 *
 * - An OCI layout must hold exactly one image, because Trivy takes the first of an index without a word and cannot
 *   name a nested one: `ScanFiles.platformView` makes such a folder.
 * - The databases are left alone: they are fetched once, before the scans, which run beside each other.
 * - Packages are listed, or an image in which nothing was recognised could not be told from a clean one.
 */
export function scanArguments(
  subject: Pick<ScanSubject, 'platform' | 'source'>,
  outputFile: string,
  settings: ScanSettings,
): readonly string[] {
  return [
    'image',
    ...QUIET,
    '--scanners',
    settings.secrets ? 'vuln,secret' : 'vuln',
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
    ...(settings.ignoreFile ? ['--ignorefile', settings.ignoreFile] : []),
    ...(settings.vex ?? []).flatMap((source) => ['--vex', source]),
    ...(settings.insecure ? ['--insecure'] : []),
    ...sourceArguments(subject),
  ];
}

/** `--image-src` names one place only: by default a local image of the same name shadows the pushed one. */
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
 * Fetches a database into the cache folder, from one repository: Trivy's own list goes on to the next repository
 * after some HTTP answers but not when a host cannot be reached, so trying the others is done by `scan.ts`.
 * The Java index is large and needed only for images with jar files.
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
 * Makes a CycloneDX SBOM of a scan's JSON report. A second scan with `--format cyclonedx` was measured against it on a
 * Debian image: the same components, purls, dependencies and vulnerabilities; `convert` lacks only the SHA-1 of the file
 * that describes a language package, which the JSON report does not hold. Another scan reads every layer again for that.
 */
export function cyclonedxArguments(reportFile: string, outputFile: string): readonly string[] {
  return ['convert', '--format', 'cyclonedx', '--output', outputFile, '--', reportFile];
}

/**
 * What Trivy may see of our environment. A scanner that was tampered with should find no secret worth stealing:
 * no GITHUB_*, ACTIONS_*, INPUT_*, RUNNER_*, no cloud keys, and no TRIVY_*, which would change the scan unseen.
 */
const KEPT: readonly RegExp[] = [
  /^(?:PATH|HOME|TMPDIR)$/,
  // Docker's own credentials, read-only use: private candidates cannot be pulled without. GITHUB_TOKEN, which
  // Trivy would also use for ghcr.io, stays away: log in to the registry instead.
  /^DOCKER_CONFIG$/,
  // Where the engine is, for images that are only there. None of these holds a secret.
  /^DOCKER_(?:HOST|CONTEXT|TLS_VERIFY|CERT_PATH)$/,
  /^(?:https?|no|all)_proxy$/i,
  /^SSL_CERT_(?:FILE|DIR)$/,
  /^XDG_[A-Z_]+$/,
];

/** The environment of every Trivy process; see `KEPT`. */
export function trivyEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && KEPT.some((kept) => kept.test(name)) ? [[name, value]] : [],
    ),
  );
}
