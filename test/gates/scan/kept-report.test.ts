import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseReport } from '../../../src/gates/scan/findings.ts';
import { showsSecret, withoutSecrets } from '../../../src/gates/scan/kept-report.ts';
import { CONFIG } from '../../rig/reports.ts';

const secret = readFileSync(join(import.meta.dirname, 'fixtures/secret.json'), 'utf8');

it('keeps no step, no environment and no line of what was found', () => {
  const written = secret.replace(
    '"COPY gh.env /app/gh.env # buildkit"',
    '"RUN /bin/sh -c echo github_token = ghp_hunter2 > /app/gh.env # buildkit"',
  );
  expect(written).toContain('ghp_hunter2');
  const kept = withoutSecrets(written);
  expect(kept).not.toContain('ghp_');
  for (const key of ['CreatedBy', 'created_by', '"Env"', '"Match"', '"Code"', 'buildkit"'])
    expect(kept).not.toContain(key);
});

it('keeps all findings', () => {
  const findings = (json: string) => {
    const read = parseReport(json);
    return (
      read.kind === 'report' && [
        read.report.findings,
        read.report.secrets,
        read.report.packages,
        read.report.layers,
      ]
    );
  };
  expect(findings(withoutSecrets(secret))).toEqual(findings(secret));
});

it('is needed for any secret: found, accepted, or by the name of a variable', () => {
  const found = {
    rule: 'github-pat',
    title: 'x',
    severity: 'HIGH',
    path: '/etc/tok',
    line: 1,
    from: 'own',
  } as const;
  const none = {
    secrets: [],
    suppressed: [{ id: 'CVE-1', package: 'gzip' }],
    config: { ...CONFIG, env: ['PATH=/bin'] },
  };
  expect(showsSecret(none)).toBe(false);
  expect(showsSecret({ ...none, secrets: [found] })).toBe(true);
  expect(showsSecret({ ...none, suppressed: [{ id: 'github-pat', package: '' }] })).toBe(true);
  expect(showsSecret({ ...none, config: { ...CONFIG, env: ['API_TOKEN=x'] } })).toBe(true);
});
