import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startCacheService } from '../rig/cache-service.ts';
import { describeEngine, engine } from '../rig/engine.ts';
import { makeTrivyDb, pushTrivyDb } from '../rig/trivy-db.ts';
import { branchPushed, pullRequested, useBench, type ActionRun, type Occasion } from './bench.ts';

describeEngine('the database between runs', () => {
  const bench = useBench('database-cache');

  it('is fetched once a day, used by the next runs, and never saved by a pull request', async () => {
    const service = await startCacheService();
    try {
      const repository = bench.repository('trivy-db');
      const folder = bench.path('planted');
      makeTrivyDb(
        folder,
        {
          debian12: { gzip: { 'CVE-2099-3001': { severity: 'CRITICAL', title: 'planted', fixed: '99.0' } } },
        },
        new Date(Date.now() + 86_000_000).toISOString(),
      );
      const [host = '', ...path] = repository.split('/');
      await pushTrivyDb(folder, `http://${host}`, path.join('/'), '2');
      const dir = bench.project({
        'matrix.yaml':
          `version: 1\nimage: ${bench.repository('app')}\ntargets:\n` +
          `  app: { from: "${engine.bases}/library/debian:bookworm-slim" }\n`,
        'templates/app.hbs': 'COPY --link app /app\n',
        app: 'x',
      });
      const tools = bench.path('tools');
      const run = async ({ env, event }: Occasion): Promise<ActionRun> => {
        rmSync(tools, { recursive: true, force: true });
        return bench.action(dir, {
          event,
          env: { ...env, ...service.env, RUNNER_TOOL_CACHE: tools },
          inputs: { push: 'true', 'trivy-path': engine.trivy, 'trivy-db-repository': `${repository}:2` },
        });
      };
      const finding = expect.stringContaining('CVE-2099-3001') as string;
      const firstError = ({ annotations }: ActionRun): string | undefined =>
        annotations.find(({ level }) => level === 'error')?.message;

      const pull = await run(pullRequested());
      expect([firstError(pull), service.keys()]).toEqual([finding, []]);
      const first = await run(branchPushed());
      expect([firstError(first), service.keys()]).toEqual([
        finding,
        [expect.stringMatching(/^docker-matrix-trivy-db-2-[0-9a-f]{12}-\d{4}-\d\d-\d\d$/)],
      ]);

      // What is there now would find nothing.
      makeTrivyDb(bench.path('clean'), {});
      await pushTrivyDb(bench.path('clean'), `http://${host}`, path.join('/'), '2');
      const second = await run(pullRequested());
      expect(firstError(second)).toEqual(finding);
    } finally {
      await service.close();
    }
  });
});
