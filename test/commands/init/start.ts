import { command as check } from '../../../src/commands/check/check.ts';
import { openingOnce } from '../../../src/commands/command/command.ts';
import { init } from '../../../src/commands/init/init.ts';
import type { InitReport, InitRequest } from '../../../src/commands/init/request.ts';
import { command as render } from '../../../src/commands/render/render.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { NO_RUN } from '../../../src/tags/run-facts.ts';
import { quietHost } from '../../rig/host.ts';

/** `docker-matrix init`, as the command line calls it. */
export async function start(request: Partial<InitRequest> = {}): Promise<InitReport> {
  return init({ out: '.', force: false, ...request }, quietHost());
}

/** `docker-matrix check` and `render`, as the command line calls them. */
export async function command(
  name: 'check' | 'render',
  matrix = 'matrix.yaml',
): Promise<{ readonly plan: Plan }> {
  const build = {
    push: false,
    load: false,
    tags: [],
    labels: {},
    annotations: {},
    noCache: false,
    pull: false,
    refresh: false,
    allowOlder: false,
    provenance: 'true',
    sbom: 'true',
    attestationsAs: 'auto',
    cache: 'auto',
    trivy: { dbRepositories: [] },
    attachRecord: false,
    sign: false,
    signOptions: [],
    concurrency: 1,
  } as const;
  const host = quietHost();
  return { check, render }[name].run(
    { matrix, targets: [], platforms: [], overrides: {}, facts: NO_RUN, build },
    host,
    openingOnce(host),
  );
}
