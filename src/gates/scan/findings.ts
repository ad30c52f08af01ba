import * as v from 'valibot';
import type { KnownBase } from '../gate/base-image.ts';
import { SEVERITIES, type Severity } from '../../matrix/severity.ts';
import { ConfigDocument, configOf, type ImageConfig } from '../../oci/image-config.ts';
import { platformName } from '../../oci/platform.ts';

/** Which layers something is in: those of the base image, or ours; unknown when it is not known where the base ends. */
export type Origin = 'base' | 'own' | 'unknown';

/** One known vulnerability of one installed package. */
export interface Finding {
  /** `CVE-…`, `GHSA-…` or a vendor's own id. */
  readonly id: string;
  readonly severity: Severity;
  readonly package: string;
  readonly installed: string;
  /** Version, or versions with commas, in which it is fixed. Absent: there is no fix yet. */
  readonly fixed?: string;
  /** What the vendor says: `affected`, `fixed`, `will_not_fix`, `fix_deferred`, `end_of_life` … */
  readonly status: string;
  readonly title?: string;
  readonly url?: string;
  /** `debian 12.11` for packages of the system; otherwise the file that names the package. Never the image's name. */
  readonly target: string;
  readonly class: string;
  /** `unknown` until `attribute` was asked. */
  readonly from: Origin;
  /** Uncompressed digest of the layer that brought the package. */
  readonly diffId?: string;
}

/** What looks like a secret in a file of a layer, or in the image's configuration. Never the secret itself. */
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

/** One layer, lowest first in lists. */
export interface Layer {
  readonly diffId: string;
  /** Unpacked bytes. */
  readonly size: number;
}

/** A vulnerability that an ignore file or VEX document took out of the findings. */
export interface Suppressed {
  /** Of the vulnerability; of a secret the rule. */
  readonly id: string;
  /** Empty for a secret. */
  readonly package: string;
  readonly reason?: string;
}

/** What one JSON report of Trivy says about one image of one platform. */
export interface TrivyReport {
  /** From the image's own configuration, as BuildKit writes it. */
  readonly platform: string;
  readonly os?: { readonly name: string; readonly endOfLife: boolean };
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
 * Reads a report. Anything that is not one, an empty file for instance, is `not-a-report` and never "no findings".
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
    packages: { system: count('os-pkgs'), language: count('lang-pkgs') },
    findings: distinct(
      Results.flatMap((result) => result.Vulnerabilities.map((found) => findingOf(found, result, os?.name))),
    ).toSorted(byWeight),
    suppressed: Results.flatMap((result) =>
      result.ExperimentalModifiedFindings.flatMap(({ Finding, Statement }) =>
        [Finding.VulnerabilityID ?? Finding.RuleID].flatMap((id) =>
          id ? [{ id, package: Finding.PkgName ?? '', ...(Statement ? { reason: Statement } : {}) }] : [],
        ),
      ),
    ),
    secrets: Results.flatMap((result) => result.Secrets.map((found) => secretOf(found, result))),
    config: configOf(Metadata.ImageConfig),
    ...(layers === undefined ? {} : { layers }),
  };
}

function findingOf(
  found: v.InferOutput<typeof Vulnerability>,
  result: v.InferOutput<typeof Result>,
  os: string | undefined,
): Finding {
  return {
    id: found.VulnerabilityID,
    severity: found.Severity,
    package: found.PkgName,
    installed: found.InstalledVersion,
    ...(found.FixedVersion ? { fixed: found.FixedVersion } : {}),
    status: found.Status,
    ...(found.Title ? { title: found.Title } : {}),
    ...(found.PrimaryURL ? { url: found.PrimaryURL } : {}),
    // Trivy's own name for the system's packages holds the digest that was scanned, so that the same finding
    // would look like another one in each build and on each platform.
    target: result.Class === 'os-pkgs' && os ? os : found.PkgPath || result.Target,
    class: result.Class,
    from: 'unknown',
    ...(found.Layer?.DiffID ? { diffId: found.Layer.DiffID } : {}),
  };
}

/** Trivy gives what it found in the image's configuration no layer, and the image's name as its file. */
function secretOf(
  found: v.InferOutput<typeof Secret>,
  { Target }: v.InferOutput<typeof Result>,
): SecretFinding {
  const diffId = found.Layer?.DiffID;
  return {
    rule: found.RuleID,
    title: found.Title || found.RuleID,
    severity: found.Severity,
    line: found.StartLine,
    from: 'unknown',
    ...(diffId ? { path: Target, diffId } : {}),
  };
}

/** What makes two findings the same, within one image and across its platforms. */
export function findingKey(finding: Finding): string {
  return JSON.stringify([finding.id, finding.package, finding.installed, finding.target]);
}

/** One of each; of two that are the same the one with the worse severity, as sources can disagree. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const seen = byKey.get(findingKey(finding));
    if (!seen || rank(finding) < rank(seen)) byKey.set(findingKey(finding), finding);
  }
  return [...byKey.values()];
}

/** Worst first, then by package, id, version and target, by code unit: the same order everywhere. */
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

/** A report whose findings say which layers they are from. Trivy names the layer that first brought a package. */
export function attribute(report: TrivyReport, base: KnownBase | undefined): TrivyReport {
  if (!base) return report;
  const inBase = new Set(base.diffIds);
  const from = (diffId: string | undefined): Origin =>
    diffId === undefined ? 'unknown' : inBase.has(diffId) ? 'base' : 'own';
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, from: from(finding.diffId) })),
    secrets: report.secrets.map((secret) => ({ ...secret, from: from(secret.diffId) })),
  };
}
