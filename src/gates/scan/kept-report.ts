import { hasSecretName } from '../../dockerfile/lint/secret-argument.ts';
import type { TrivyReport } from './findings.ts';

/**
 * Trivy masks what it found where it found it, but repeats the image's whole configuration beside that, and with each
 * finding the step that made its layer (`CreatedBy`): a secret that a step writes is in both.
 */
export function showsSecret({
  secrets,
  suppressed,
  config,
}: Pick<TrivyReport, 'secrets' | 'suppressed' | 'config'>): boolean {
  // Of what is suppressed, secrets have no package.
  return (
    secrets.length > 0 ||
    suppressed.some((finding) => finding.package === '') ||
    config.env.some((entry) => hasSecretName(entry.slice(0, entry.indexOf('='))))
  );
}

/** A report of Trivy without environment, history, and the lines around a finding; all else is as it was. */
export function withoutSecrets(json: string): string {
  const report = JSON.parse(json, function (this: unknown, key: string, value: unknown) {
    if (key === 'CreatedBy' || key === 'created_by') return undefined;
    // A secret's own: the line that it is in, and those around it.
    if ((key === 'Match' || key === 'Code') && typeof this === 'object' && this !== null && 'RuleID' in this)
      return undefined;
    return value;
  }) as { Metadata?: { ImageConfig?: { config?: { Env?: unknown }; history?: unknown } } };
  delete report.Metadata?.ImageConfig?.config?.Env;
  delete report.Metadata?.ImageConfig?.history;
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
