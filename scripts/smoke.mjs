/** Tries out dist as it is shipped: in a folder without node_modules, with the Node that runs this script. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const metadata = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'smoke-')));
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:INPUT_|GITHUB_|ACTIONS_|RUNNER_)/.test(name)),
);

function node(args, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    timeout: 120_000,
  });
  assert.equal(status, 0, `${args.join(' ')}: ${error ?? `exit code ${status}`}\n${stdout}${stderr}`);
  return stdout;
}

/** Runs the action with the defaults of action.yml, as a runner does; returns its outputs. */
function action(inputs) {
  const files = Object.fromEntries(
    ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'].map((name) => [
      `GITHUB_${name}`,
      join(folder, `.${name}`),
    ]),
  );
  for (const file of Object.values(files)) writeFileSync(file, '');
  const defaults = Object.fromEntries(
    Object.entries(metadata.inputs).map(([name, input]) => [
      name,
      name === 'github-token' ? '' : (input.default ?? ''),
    ]),
  );
  const env = Object.entries({ ...defaults, ...inputs }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  node([metadata.runs.main], {
    ...files,
    ...Object.fromEntries(env),
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    GITHUB_REPOSITORY: 'org/name',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_EVENT_NAME: 'push',
  });
  const text = readFileSync(files.GITHUB_OUTPUT, 'utf8');
  return Object.fromEntries(
    [...text.matchAll(/^(\S+?)<<(\S+)\n(.*?)\n?\2$/gms)].map(([, name, , value]) => [name, value]),
  );
}

const checks = {
  'every chunk loads without node_modules': () => {
    const chunks = readdirSync(join(folder, 'dist', 'chunks'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => pathToFileURL(join(entry.parentPath, entry.name)).href);
    assert.ok(chunks.length > 20);
    node([
      '--input-type=module',
      '--eval',
      `for (const chunk of ${JSON.stringify(chunks)}) await import(chunk)`,
    ]);
  },
  'the library loads, and renders an environment': () =>
    assert.match(
      node([
        '--input-type=module',
        '--eval',
        'const { renderDockerfile } = ' +
          `await import(${JSON.stringify(pathToFileURL(join(folder, 'dist', 'index.js')).href)}); ` +
          `console.log(await renderDockerfile({ pythonVersion: '3.12' }))`,
      ]),
      /^FROM python:3\.12-slim-bookworm$/m,
    ),
  'docker-matrix --version': () => assert.equal(node(['dist/cli.js', '--version']).trim(), version),
  'docker-matrix check': () => node(['dist/cli.js', 'check']),
  'docker-matrix render': () => {
    node(['dist/cli.js', 'render']);
    assert.match(readFileSync(join(folder, 'docker-bake.hcl'), 'utf8'), /^target "base" \{/m);
  },
  'the action checks what was rendered': () => action({ command: 'check' }),
  'the action plans, and sets outputs that action.yml names': () => {
    const outputs = action({ command: 'plan' });
    for (const name of Object.keys(outputs))
      assert.ok(name in metadata.outputs, `action.yml does not name the output "${name}"`);
    assert.ok(JSON.parse(outputs.matrix).length > 0);
    assert.ok(JSON.parse(outputs.images).every(({ id }) => typeof id === 'string'));
  },
};

let failed = 0;
try {
  for (const name of ['dist', 'matrix.yaml', 'templates'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const [name, check] of Object.entries(checks)) {
    try {
      check();
      console.log(`ok: ${name}`);
    } catch (cause) {
      failed += 1;
      console.error(`not ok: ${name}\n${cause.message}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  `${Object.keys(checks).length - failed} of ${Object.keys(checks).length} hold for dist under Node ${process.version}`,
);
process.exitCode = failed > 0 ? 1 : 0;
