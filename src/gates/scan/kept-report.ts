/** Removes secrets from Trivy's reports before they are kept as files. */

import { hasSecretName, passwordsIn } from '../../dockerfile/secret-variable.ts';
import type { TrivyReport } from './findings.ts';

/**
 * Whether a report may contain a secret. Trivy masks secrets where it finds them. But the report also has the whole
 * configuration of the image, and for each finding the build step of its layer (`CreatedBy`), where the same secret may
 * be.
 */
export function showsSecret({
  secrets,
  suppressed,
  config,
}: Pick<TrivyReport, 'secrets' | 'suppressed' | 'config'>): boolean {
  // A suppressed finding without a package is a secret.
  return (
    secrets.length > 0 ||
    suppressed.some((finding) => finding.package === '') ||
    config.env.some(
      (entry) => hasSecretName(entry.slice(0, entry.indexOf('='))) || passwordsIn(entry).length > 0,
    )
  );
}

/** A report without the environment and the history of the image, and without the lines around secrets. */
export function withoutSecrets(json: string): string {
  const report = JSON.parse(json, function (this: unknown, key: string, value: unknown) {
    if (key === 'CreatedBy' || key === 'created_by') return undefined;
    // In the entry of a secret these are the line with the secret, and the lines around it.
    if ((key === 'Match' || key === 'Code') && typeof this === 'object' && this !== null && 'RuleID' in this)
      return undefined;
    return value;
  }) as { Metadata?: { ImageConfig?: { config?: { Env?: unknown }; history?: unknown } } };
  delete report.Metadata?.ImageConfig?.config?.Env;
  delete report.Metadata?.ImageConfig?.history;
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
