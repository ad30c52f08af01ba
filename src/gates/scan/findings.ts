/** Reads Trivy's JSON reports: vulnerabilities, secrets and layers of an image. */

import * as v from 'valibot';
import type { KnownBase } from '../gate/base-image.ts';
import { SEVERITIES, type Severity } from '../../matrix/severity.ts';
import { ConfigDocument, configOf, type ImageConfig } from '../../oci/image-config.ts';
import { platformName } from '../../oci/platform.ts';

/** Whose layers something is in: those of the base image, or the image's own. `unknown` when the base is not known. */
export type Origin = 'base' | 'own' | 'unknown';

/** One known vulnerability of one installed package. */
export interface Finding {
  /** `CVE-…`, `GHSA-…` or the id of a vendor. */
  readonly id: string;
  readonly severity: Severity;
  readonly package: string;
  readonly installed: string;
  /** The version that fixes it, or several with commas. Absent when there is no fix yet. */
  readonly fixed?: string;
  /** The status given by the vendor: `affected`, `fixed`, `will_not_fix`, `fix_deferred`, `end_of_life` … */
  readonly status: string;
  readonly title?: string;
  readonly url?: string;
  /** `debian 12.11` for system packages, otherwise the file that names the package. Never the name of the image. */
  readonly target: string;
  readonly class: string;
  /** `unknown` until `attribute` finds it out. */
  readonly from: Origin;
  /** Digest of the unpacked layer that brought the package. */
  readonly diffId?: string;
}

/** Something that looks like a secret, in a file or in the image's configuration. It never has the secret itself. */
export interface SecretFinding {
  /** Trivy's rule, such as `private-key`. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** The file; absent for the image's configuration (environment, history). */
  readonly path?: string;
  readonly line: number;
  readonly from: Origin;
  readonly diffId?: string;
}

/** A layer. Lists of layers begin with the lowest. */
export interface Layer {
  readonly diffId: string;
  /** Unpacked bytes. */
  readonly size: number;
}

/** A finding that is accepted by an ignore file or VEX document. */
export interface Suppressed {
  /** The id of the vulnerability, or the rule of the secret. */
  readonly id: string;
  /** Empty for a secret. */
  readonly package: string;
  readonly reason?: string;
}

/** The JSON report of Trivy about one platform of an image. */
export interface TrivyReport {
  /** The platform in the configuration of the image, as BuildKit writes it. */
  readonly platform: string;
  readonly os?: { readonly name: string; readonly endOfLife: boolean };
  /** No system packages are listed; when Trivy does not know the system, it leaves out those that there are. */
  readonly mayLeaveOut?: boolean;
  readonly packages: { readonly system: number; readonly language: number };
  /** Worst first, then by package and id. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  readonly secrets: readonly SecretFinding[];
  readonly config: ImageConfig;
  /** Absent where the report has no sizes. */
  readonly layers?: readonly Layer[];
}

const text = v.pipe(v.string(), v.minLength(1));

const LayerOf = v.optional(v.looseObject({ DiffID: v.optional(v.string()) }));

const Vulnerability = v.looseObject({
  VulnerabilityID: text,
  PkgName: text,
  PkgPath: v.optional(v.string()),
  InstalledVersion: v.optional(v.string(), ''),
  FixedVersion: v.optional(v.string()),
  Status: v.optional(v.string(), 'unknown'),
  Severity: v.optional(v.picklist(SEVERITIES), 'UNKNOWN'),
  Title: v.optional(v.string()),
  PrimaryURL: v.optional(v.string()),
  Layer: LayerOf,
});

const Secret = v.looseObject({
  RuleID: text,
  Title: v.optional(v.string(), ''),
  Severity: v.optional(v.picklist(SEVERITIES), 'UNKNOWN'),
  StartLine: v.optional(v.number(), 1),
  Layer: LayerOf,
});

const Result = v.looseObject({
  Target: v.string(),
  Class: v.optional(v.string(), 'unknown'),
  Packages: v.optional(v.array(v.unknown()), []),
  Vulnerabilities: v.optional(v.array(Vulnerability), []),
  Secrets: v.optional(v.array(Secret), []),
  ExperimentalModifiedFindings: v.optional(
    v.array(
      v.looseObject({
        Statement: v.optional(v.string()),
        Finding: v.looseObject({
          VulnerabilityID: v.optional(v.string()),
          PkgName: v.optional(v.string()),
          RuleID: v.optional(v.string()),
        }),
      }),
    ),
    [],
  ),
});

/** `trivy image --format json`, schema version 2: https://github.com/aquasecurity/trivy/blob/v0.74.0/pkg/types/report.go */
const Report = v.looseObject({
  SchemaVersion: v.literal(2),
  ArtifactType: v.literal('container_image'),
  Metadata: v.looseObject({
    OS: v.optional(
      v.looseObject({
        Family: v.string(),
        Name: v.optional(v.string(), ''),
        EOSL: v.optional(v.boolean(), false),
      }),
    ),
    ImageConfig: ConfigDocument,
    Layers: v.optional(v.array(v.looseObject({ DiffID: v.string(), Size: v.optional(v.number()) }))),
  }),
  Results: v.optional(v.array(Result), []),
});

/**
 * Reads a report. Anything else, such as an empty file, is `not-a-report`: it must not look like "no findings".
 */
export function parseReport(
  json: string,
):
  | { readonly kind: 'report'; readonly report: TrivyReport }
  | { readonly kind: 'not-a-report'; readonly message: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    return { kind: 'not-a-report', message: `its output is not JSON: ${(cause as Error).message}` };
  }
  const parsed = v.safeParse(Report, value);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return {
      kind: 'not-a-report',
      message: `its output is not a Trivy report: ${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`,
    };
  }
  return { kind: 'report', report: reportOf(parsed.output) };
}

/**
 * A report with the system packages of another one, which lists nothing but packages. Both are Trivy's JSON about the
 * same image.
 */
export function withSystemPackages(report: string, packages: string): string {
  const resultsOf = (json: string): { readonly Results?: readonly { readonly Class?: string }[] } =>
    JSON.parse(json) as ReturnType<typeof resultsOf>;
  const whole = resultsOf(report);
  const system = (resultsOf(packages).Results ?? []).filter((result) => result.Class === 'os-pkgs');
  return JSON.stringify({ ...whole, Results: [...system, ...(whole.Results ?? [])] });
}

function reportOf({ Metadata, Results }: v.InferOutput<typeof Report>): TrivyReport {
  const family = Metadata.OS?.Family === 'none' ? '' : (Metadata.OS?.Family ?? '');
  const os = family
    ? { name: [family, Metadata.OS?.Name].filter(Boolean).join(' '), endOfLife: Metadata.OS?.EOSL ?? false }
    : undefined;
  const layers = Metadata.Layers?.every(({ Size }) => Size !== undefined)
    ? Metadata.Layers.map(({ DiffID, Size = 0 }) => ({ diffId: DiffID, size: Size }))
    : undefined;
  const count = (wanted: string) =>
    Results.filter((result) => result.Class === wanted).reduce(
      (sum, result) => sum + result.Packages.length,
      0,
    );
  return {
    platform: platformName(Metadata.ImageConfig),
    ...(os ? { os } : {}),
    ...(Metadata.OS !== undefined && count('os-pkgs') === 0 ? { mayLeaveOut: true } : {}),
    packages: { system: count('os-pkgs'), language: count('lang-pkgs') },
    findings: distinct(
      Results.flatMap((result) => result.Vulnerabilities.map((entry) => findingOf(entry, result, os?.name))),
    ).toSorted(byWeight),
    suppressed: Results.flatMap((result) =>
      result.ExperimentalModifiedFindings.flatMap(({ Finding, Statement }) =>
        [Finding.VulnerabilityID ?? Finding.RuleID].flatMap((id) =>
          id ? [{ id, package: Finding.PkgName ?? '', ...(Statement ? { reason: Statement } : {}) }] : [],
        ),
      ),
    ),
    secrets: Results.flatMap((result) => result.Secrets.map((entry) => secretOf(entry, result))),
    config: configOf(Metadata.ImageConfig),
    ...(layers === undefined ? {} : { layers }),
  };
}

function findingOf(
  vulnerability: v.InferOutput<typeof Vulnerability>,
  result: v.InferOutput<typeof Result>,
  os: string | undefined,
): Finding {
  return {
    id: vulnerability.VulnerabilityID,
    severity: vulnerability.Severity,
    package: vulnerability.PkgName,
    installed: vulnerability.InstalledVersion,
    ...(vulnerability.FixedVersion ? { fixed: vulnerability.FixedVersion } : {}),
    status: vulnerability.Status,
    ...(vulnerability.Title ? { title: vulnerability.Title } : {}),
    ...(vulnerability.PrimaryURL ? { url: vulnerability.PrimaryURL } : {}),
    // For system packages Trivy's target contains the digest of the image. The same finding would then look different
    // in each build and on each platform.
    target: result.Class === 'os-pkgs' && os ? os : vulnerability.PkgPath || result.Target,
    class: result.Class,
    from: 'unknown',
    ...(vulnerability.Layer?.DiffID ? { diffId: vulnerability.Layer.DiffID } : {}),
  };
}

/** A secret in the image's configuration has no layer in Trivy's report, and the name of the image as its file. */
function secretOf(
  secret: v.InferOutput<typeof Secret>,
  { Target }: v.InferOutput<typeof Result>,
): SecretFinding {
  const diffId = secret.Layer?.DiffID;
  return {
    rule: secret.RuleID,
    title: secret.Title || secret.RuleID,
    severity: secret.Severity,
    line: secret.StartLine,
    from: 'unknown',
    ...(diffId ? { path: Target, diffId } : {}),
  };
}

/** Two findings with the same key are the same, also on different platforms of an image. */
export function findingKey(finding: Finding): string {
  return JSON.stringify([finding.id, finding.package, finding.installed, finding.target]);
}

/** Removes duplicates. Sources can disagree about a severity, and the worse one stays. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const seen = byKey.get(findingKey(finding));
    if (!seen || rank(finding) < rank(seen)) byKey.set(findingKey(finding), finding);
  }
  return [...byKey.values()];
}

/** Orders findings: worst first, then by package, id, version and target. The order is the same in every locale. */
export function byWeight(a: Finding, b: Finding): number {
  return (
    rank(a) - rank(b) ||
    order(a.package, b.package) ||
    order(a.id, b.id) ||
    order(a.installed, b.installed) ||
    order(a.target, b.target)
  );
}

/** Lower is worse. */
const rank = (finding: Finding): number => -SEVERITIES.indexOf(finding.severity);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How many of each severity. */
export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { CRITICAL: 0, HIGH: 0, MEDIUM: 0, LOW: 0, UNKNOWN: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/**
 * Fills in `from` of all findings and secrets. Trivy names the layer that first brought a package.
 *
 * @param base `scratch` when there is none; undefined when it is not known
 */
export function attribute(report: TrivyReport, base: KnownBase | 'scratch' | undefined): TrivyReport {
  if (!base) return report;
  const inBase = new Set(base === 'scratch' ? [] : base.diffIds);
  const originOf = (diffId: string | undefined): Origin =>
    base === 'scratch' ? 'own' : diffId === undefined ? 'unknown' : inBase.has(diffId) ? 'base' : 'own';
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, from: originOf(finding.diffId) })),
    secrets: report.secrets.map((secret) => ({ ...secret, from: originOf(secret.diffId) })),
  };
}
