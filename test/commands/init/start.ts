import { realHost } from '../../../src/host/host.ts';
import { init, type InitReport, type InitRequest } from '../../../src/commands/init/init.ts';
import { NO_RUN } from '../../../src/tags/run-facts.ts';
import { run, type Outcome } from '../../../src/commands/run.ts';

const host = realHost({ say: () => {}, group: () => () => {}, signal: new AbortController().signal });

/** `docker-matrix init`, as the command line calls it. */
export async function start(request: Partial<InitRequest> = {}): Promise<InitReport> {
  return init({ out: '.', force: false, ...request }, host);
}

/** `docker-matrix check` and `render`, as the command line calls them. */
export async function command(name: 'check' | 'render', matrix = 'matrix.yaml'): Promise<Outcome> {
  const build = {
    push: false,
    load: false,
    tags: [],
    labels: {},
    annotations: {},
    noCache: false,
    pull: false,
    provenance: 'true',
    sbom: 'true',
    cache: 'auto',
    trivy: { dbRepositories: [] },
    attachRecord: false,
    sign: false,
    signOptions: [],
    concurrency: 1,
  } as const;
  return run(
    { command: name, matrix, targets: [], platforms: [], overrides: {}, facts: NO_RUN, build },
    host,
  );
}
