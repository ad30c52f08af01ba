import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namesSharing } from '../src/commands/commands.ts';
import { cli, DIST, startCli } from './rig/cli.ts';
import { readTree } from './rig/fixtures.ts';
import { makeProject, makeShippedProject, type Project } from './rig/project.ts';

const MATRIX = `version: 1
image: ghcr.io/org/app
platforms: [linux/amd64, linux/arm64]
values:
  numpy: numpy<2
  gpu: false
  extras: [all]
axes:
  python: [3.11, 3.12]
targets:
  base: { from: "python:{{python}}", axes: [python], tags: ["base-{{python}}"] }
  ml: { from: base, platforms: [linux/amd64], tags: ["ml-{{python}}"] }
  tools: { from: debian:12, axes: [], tags: [tools, "tools-{{version}}"] }
rules:
  - exclude: { target: ml, python: 3.12 }
    because: no wheels yet
`;
const FILES = {
  'matrix.yaml': MATRIX,
  'templates/base.hbs': 'RUN pip install {{shell numpy}}\n',
  'templates/ml.hbs': 'RUN {{#if gpu}}nvidia-smi{{else}}true{{/if}} # {{join extras ","}}\n',
  'templates/tools.hbs': 'RUN tools\n',
};
const RENDERED = [
  'docker-bake.hcl',
  'dockerfiles/Dockerfile',
  'dockerfiles/python3.11.Dockerfile',
  'dockerfiles/python3.12.Dockerfile',
];
const readNothing: readonly string[] = namesSharing('nothing');
const ALL = [...namesSharing('project', 'matrix', 'nothing'), 'all'];

const example = (files: Readonly<Record<string, string>> = {}): Project =>
  makeProject({ ...FILES, ...files });
const temporaries = (project: Project): readonly string[] =>
  project.files().filter((path) => path.endsWith('.tmp'));

interface PlanJson {
  readonly images: readonly {
    readonly id: string;
    readonly platforms: readonly string[];
    readonly tags: readonly string[];
  }[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly excluded: readonly { readonly target: string; readonly because: string }[];
}

interface ProblemsJson {
  readonly problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly place?: { readonly file: string; readonly line: number };
  }[];
}

describe('help', () => {
  it('is what one gets without arguments, with every command in it', async () => {
    const { code, stdout, stderr } = await startCli([], { cwd: makeProject().dir });
    expect([code, stderr]).toEqual([0, '']);
    for (const command of ALL) expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    expect(stdout).toContain(
      'Exit status: 0 done, 1 problems found, 2 wrong usage, 3 internal error, 130 cancelled.',
    );
  });

  it('is the same with --help, -h and help', async () => {
    const { dir: cwd } = makeProject();
    const [bare, long, short, word] = await Promise.all([
      cli([], { cwd }),
      cli(['--help'], { cwd }),
      cli(['-h'], { cwd }),
      cli(['help'], { cwd }),
    ]);
    expect([long, short, word]).toEqual([bare, bare, bare]);
  });

  it.each(ALL)('of %s names its options, and runs nothing', async (command) => {
    const project = makeProject();
    const { code, stdout, stderr } = await cli([command, '--help'], { cwd: project.dir });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^Usage: docker-matrix ${command} `));
    for (const option of readNothing.includes(command) ? ['--format'] : ['--matrix', '--set', '--format'])
      expect(stdout).toContain(option);
    expect(project.files()).toEqual([]);
    // A line of help fits a terminal.
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('--version is that of package.json', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
      version: string;
    };
    expect(await startCli(['--version'], { cwd: makeProject().dir })).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });
});

describe('wrong usage ends with 2, on standard error', () => {
  it.each([
    [['rendr'], "error: unknown command 'rendr'\n(Did you mean render?)"],
    [['xyz'], "error: unknown command 'xyz'"],
    [['render', '--formt', 'json'], "error: unknown option '--formt'\n(Did you mean --format?)"],
    [['plan', '--out', 'x'], "error: unknown option '--out'"],
    [
      ['plan', '--format', 'yaml'],
      "error: option '--format <format>' argument 'yaml' is invalid. Allowed choices are text, json.",
    ],
    [['plan', '--matrix'], "error: option '-m, --matrix <file>' argument missing"],
    [['render', 'extra'], "error: too many arguments for 'render'. Expected 0 arguments but got 1"],
    [
      ['build', '--concurrency', '0'],
      "error: option '--concurrency <count>' argument '0' is invalid. It must be a whole number from 1 to 64.",
    ],
    [['build', '--concurrency', 'many'], 'It must be a whole number from 1 to 64.'],
    [['build', '--scan', 'maybe'], 'Allowed choices are off, report, gate.'],
    [
      ['build', '--fail-on', ''],
      'error: --fail-on must be one of UNKNOWN, LOW, MEDIUM, HIGH, CRITICAL; to scan nothing give --scan off',
    ],
    [
      ['build', '--fail-on', 'HIGH,WORST'],
      'error: --fail-on: "WORST" must be one of UNKNOWN, LOW, MEDIUM, HIGH, CRITICAL',
    ],
    [
      ['build', '--push', '--load'],
      'error: --push and --load exclude each other: a pushed image is not loaded',
    ],
    [['plan', '--set', 'numpy'], 'error: --set: "numpy" must be key=value'],
    [
      ['plan', '--set', '=x', '--set', 'numpy'],
      'error: --set: "=x" must be key=value\nerror: --set: "numpy" must be key=value',
    ],
    [['build', '--label', 'a'], 'error: --label: "a" must be key=value'],
  ])('%j', async (args, message) => {
    const project = example();
    const { code, stdout, stderr } = await cli(args, { cwd: project.dir });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(project.files()).toEqual(Object.keys(FILES).toSorted());
  });
});

describe('problems end with 1', () => {
  it.each([
    [
      ['check', '--matrix', 'other.yaml'],
      'error: there is no other.yaml\n  → go to the folder that has it, or name it: --matrix path/to/other.yaml\n',
    ],
    [
      ['check', '--matrix', 'templates'],
      'error: cannot read the matrix templates: it is a folder\n  → name the file with --matrix\n',
    ],
    [['plan', '--target', 'bse'], 'error: there is no target or image "bse" (did you mean "base"?)\n'],
    [
      ['plan', '--target', 'base-3-13'],
      'error: there is no target or image "base-3-13" (did you mean "base-3-11"?)\n',
    ],
    [
      ['plan', '--platform', 'linux/arm46'],
      'error: no image is built for the platform "linux/arm46" (did you mean "linux/arm64"?)\n',
    ],
    [
      ['plan', '--target', 'ml', '--platform', 'linux/arm64'],
      'error: no image is left: none of the chosen targets is built for the chosen platforms\n' +
        '  → "docker-matrix plan" shows which image has which platforms\n',
    ],
    [
      ['plan', '--target', 'ml-3-12'],
      'matrix.yaml:15:5: "ml-3-12" is excluded: no wheels yet\n' +
        '  15 |   - exclude: { target: ml, python: 3.12 }\n' +
        '     |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n',
    ],
    [
      ['plan', '--set', 'nunpy=x'],
      'error: --set nunpy: there is no value "nunpy" to set (did you mean "numpy"?)\n',
    ],
    [
      ['plan', '--set', 'python=3.12'],
      'error: --set python: "python" is an axis, not a value; choose images with --target\n',
    ],
    [['plan', '--set', 'gpu=yes'], 'error: --set gpu: "yes" must be true or false\n'],
    [['plan', '--set', 'extras=[a'], 'error: --set extras: "[a" must be a list, as [a, b]\n'],
    [['render', '--set', 'numpy=a\nRUN b'], 'one line of text'],
  ])('%j', async (args, message) => {
    const project = example();
    const { code, stdout, stderr } = await cli(args, { cwd: project.dir });
    expect([code, stdout]).toEqual([1, '']);
    if (message.endsWith('\n')) expect(stderr).toBe(message);
    else expect(stderr).toContain(message);
    expect(project.files()).toEqual(Object.keys(FILES).toSorted());
  });

  it('says what to do where there is no matrix', async () => {
    expect(await cli(['check'], { cwd: makeProject().dir })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: there is no matrix.yaml\n  → go to the folder that has it, or name it: --matrix path/to/matrix.yaml\n',
    });
  });
});

describe('a failure of the program itself ends with 3', () => {
  it("and says that it is none of the user's: an incomplete installation", async () => {
    const project = example();
    cpSync(DIST, project.path('installed'), { recursive: true });
    rmSync(project.path('installed/chunks/packages/handlebars.js'));
    const installed = { cwd: project.dir, dist: project.path('installed') };
    const { code, stdout, stderr } = await startCli(['check'], installed);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^internal error: .*handlebars\.js/);
    expect(stderr).toContain('→ this is a defect of docker-matrix; please report it');
    expect(stderr).not.toMatch(/^ +at /m);
    const debug = await startCli(['check'], { ...installed, env: { DEBUG: '1' } });
    expect(debug.code).toBe(3);
    expect(debug.stderr).toMatch(/^ +at /m);
  });
});

describe('lists', () => {
  it.each([
    [
      ['--target', 'tools,base'],
      ['base-3-11', 'base-3-12', 'tools'],
    ],
    [
      ['--target', 'tools', '-t', 'base'],
      ['base-3-11', 'base-3-12', 'tools'],
    ],
    [
      ['--target', 'tools , base-3-12,'],
      ['base-3-12', 'tools'],
    ],
    [
      ['--target', 'tools,base', '--target=ml-3-11'],
      ['base-3-11', 'base-3-12', 'ml-3-11', 'tools'],
    ],
    [
      ['--target', 'default'],
      ['base-3-11', 'base-3-12', 'ml-3-11', 'tools'],
    ],
    [
      ['--platform', 'linux/arm64'],
      ['base-3-11', 'base-3-12', 'tools'],
    ],
    [
      ['--platform', 'linux/arm64,linux/amd64'],
      ['base-3-11', 'base-3-12', 'ml-3-11', 'tools'],
    ],
    [['-p', 'linux/arm64', '-p', 'linux/amd64', '-t', 'ml'], ['ml-3-11']],
  ])('plan %j', async (args, ids) => {
    const { code, stdout, stderr } = await cli(['plan', '--format', 'json', ...args], { cwd: example().dir });
    expect([code, stderr]).toEqual([0, '']);
    expect((JSON.parse(stdout) as PlanJson).images.map(({ id }) => id).toSorted()).toEqual(ids);
  });

  it('keeps commas of values and patterns', async () => {
    const { stdout } = await cli(
      [
        'plan',
        '--format',
        'json',
        '-t',
        'ml,tools',
        '--set',
        'extras=a, b,c',
        '--set',
        'version=1.2',
        '--tag',
        '{{target}}-{{join extras "_"}}',
        '--tag',
        '{{target}}-v{{version}}',
      ],
      { cwd: example().dir },
    );
    const plan = JSON.parse(stdout) as PlanJson;
    expect(
      Object.fromEntries(plan.images.map(({ id, tags }) => [id, tags.map((tag) => tag.split(':')[1])])),
    ).toEqual({ 'ml-3-11': ['ml-a_b_c', 'ml-v1.2'], tools: ['tools-a_b_c', 'tools-v1.2'] });
  });

  it('the last of two --set of one value wins', async () => {
    const project = example();
    await cli(['render', '--set', 'numpy=a', '--set', 'numpy=b=c,d'], { cwd: project.dir });
    expect(project.read('dockerfiles/python3.11.Dockerfile')).toContain('RUN pip install b=c,d\n');
  });
});

describe('--format json', () => {
  it('render: what was written and removed, and nothing else', async () => {
    const project = example({
      'dockerfiles/python3.9.Dockerfile': '# Made by docker-matrix from matrix.yaml: old\n',
      'dockerfiles/mine.Dockerfile': 'FROM scratch\n',
    });
    const { code, stdout, stderr } = await cli(['render', '--format', 'json'], { cwd: project.dir });
    expect([code, stderr, JSON.parse(stdout)]).toEqual([
      0,
      '',
      { written: expect.any(Array) as unknown, removed: ['dockerfiles/python3.9.Dockerfile'] },
    ]);
    expect((JSON.parse(stdout) as { written: string[] }).written.toSorted()).toEqual(RENDERED);
    expect(project.files()).toEqual(
      [...Object.keys(FILES), ...RENDERED, 'dockerfiles/mine.Dockerfile'].toSorted(),
    );
  });

  it('check: how many images, and whether there was something to compare', async () => {
    const project = example();
    const before = await cli(['check', '--format', 'json'], { cwd: project.dir });
    await cli(['render'], { cwd: project.dir });
    const after = await cli(['check', '--format', 'json'], { cwd: project.dir });
    expect([before.code, before.stderr, after.code, after.stderr]).toEqual([0, '', 0, '']);
    expect(JSON.parse(before.stdout)).toMatchObject({ problems: [], images: 4, compared: false });
    expect(JSON.parse(after.stdout)).toMatchObject({ problems: [], images: 4, compared: true });
  });

  it('plan: images, groups and what was excluded', async () => {
    const { stdout } = await cli(['plan', '--format', 'json'], { cwd: example().dir });
    const plan = JSON.parse(stdout) as PlanJson;
    expect(plan.groups).toEqual({
      default: plan.images.map(({ id }) => id),
      base: ['base-3-11', 'base-3-12'],
      ml: ['ml-3-11'],
    });
    expect(plan.excluded).toMatchObject([
      {
        target: 'ml',
        combination: { python: '3.12' },
        because: 'no wheels yet',
        place: { file: 'matrix.yaml', line: 15 },
      },
    ]);
    expect(plan.images.find(({ id }) => id === 'ml-3-11')).toMatchObject({
      target: 'ml',
      platforms: ['linux/amd64'],
      tags: ['ghcr.io/org/app:ml-3.11'],
      dockerfile: 'dockerfiles/python3.11.Dockerfile',
      stage: 'ml',
    });
  });

  it('problems: codes and places, sorted, on standard output', async () => {
    const { code, stdout, stderr } = await cli(['render', '--format', 'json'], {
      cwd: example({
        'templates/base.hbs': '{{nunpy}}',
        'matrix.yaml': MATRIX.replace('[tools, ', '["a b", '),
      }).dir,
    });
    expect([code, stderr]).toEqual([1, '']);
    expect(
      (JSON.parse(stdout) as ProblemsJson).problems.map(({ code, place }) => [
        code,
        place?.file,
        place?.line,
      ]),
    ).toEqual([
      ['invalid-tag', 'matrix.yaml', 13],
      ['template', 'templates/base.hbs', 1],
    ]);
  });
});

describe('render', () => {
  it('says what it wrote, on standard output', async () => {
    const project = example();
    const { code, stdout, stderr } = await cli(['render'], { cwd: project.dir });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\n').toSorted()).toEqual(RENDERED.map((path) => `wrote ${path}`));
  });

  it('--out: everything there, and the definition finds its Dockerfiles from the context', async () => {
    const project = example();
    const { stdout } = await cli(['render', '--out', 'made/here'], { cwd: project.dir });
    expect(stdout.trimEnd().split('\n').toSorted()).toEqual(
      RENDERED.map((path) => `wrote made/here/${path}`),
    );
    expect(project.files()).toEqual(
      [...Object.keys(FILES), ...RENDERED.map((path) => `made/here/${path}`)].toSorted(),
    );
    expect(project.read('made/here/docker-bake.hcl')).toContain(
      'dockerfile = "made/here/dockerfiles/python3.11.Dockerfile"',
    );
    const checked = await cli(['check', '--out', 'made/here'], { cwd: project.dir });
    expect([checked.code, checked.stdout]).toEqual([
      0,
      '4 images, no problems; the rendered files are up to date\n',
    ]);
  });

  it('gives the same bytes from another folder', async () => {
    const here = example();
    await cli(['render'], { cwd: here.dir });
    const there = example();
    mkdirSync(there.path('elsewhere/deep'), { recursive: true });
    for (const [cwd, matrix] of [
      ['elsewhere/deep', '../../matrix.yaml'],
      ['templates', there.path('matrix.yaml')],
      ['.', './matrix.yaml'],
    ] as const) {
      for (const path of RENDERED) rmSync(there.path(path), { force: true });
      const { code, stderr } = await cli(['render', '--matrix', matrix], { cwd: there.path(cwd) });
      expect([code, stderr]).toEqual([0, '']);
      for (const path of RENDERED) expect(there.read(path), `${cwd} ${path}`).toBe(here.read(path));
    }
    expect(readTree(there.path('elsewhere'))).toEqual({});
  });

  it('shows paths as seen from where it is called', async () => {
    const project = example({ 'templates/base.hbs': '{{nunpy}}' });
    mkdirSync(project.path('sub'));
    const { stderr } = await cli(['render', '--matrix', '../matrix.yaml'], { cwd: project.path('sub') });
    expect(stderr).toMatch(
      /^\.\.\/templates\/base\.hbs:1:3: "nunpy" is not defined \(did you mean "numpy"\?\)\n {2}1 \| \{\{nunpy\}\}\n/,
    );
  });

  it('writes nothing where there are problems', async () => {
    const project = example();
    await cli(['render'], { cwd: project.dir });
    project.write('templates/base.hbs', 'changed\n');
    project.write('templates/tools.hbs', '{{wrong}}\n');
    const before = readTree(project.dir);
    expect((await cli(['render'], { cwd: project.dir })).code).toBe(1);
    expect(readTree(project.dir)).toEqual(before);
  });

  it('of several at once leaves whole files, and none of its own', async () => {
    const project = makeShippedProject();
    const results = await Promise.all(
      Array.from({ length: 6 }, () => startCli(['render'], { cwd: project.dir })),
    );
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(results.map(() => [0, '']));
    expect(temporaries(project)).toEqual([]);
    expect((await cli(['check'], { cwd: project.dir })).stdout).toContain('up to date');
  });

  it('leaves folders and files in dockerfiles/ alone that are not its own', async () => {
    const project = example({
      'dockerfiles/sub/Dockerfile': '# Made by docker-matrix from elsewhere\n',
      'dockerfiles/notes.txt': 'mine\n',
    });
    expect(await cli(['render'], { cwd: project.dir })).toMatchObject({ code: 0, stderr: '' });
    expect(await cli(['check'], { cwd: project.dir })).toMatchObject({ code: 0, stderr: '' });
    expect([project.read('dockerfiles/sub/Dockerfile'), project.read('dockerfiles/notes.txt')]).toEqual([
      '# Made by docker-matrix from elsewhere\n',
      'mine\n',
    ]);
  });
});

describe('where nothing can be written', () => {
  it.each([
    ['a file is in the way', (project: Project) => (project.write('dockerfiles', 'a file\n'), [])],
    ['--out is below a file', (project: Project) => (project.write('file', ''), ['--out', 'file/out'])],
    ['--out is a file', (project: Project) => (project.write('file', ''), ['--out', 'file'])],
    [
      'a folder has the name of a file',
      (project: Project) => (mkdirSync(project.path('docker-bake.hcl')), []),
    ],
  ])('%s: a problem that names it, and everything as it was', async (_name, prepare) => {
    const project = example();
    const args = prepare(project);
    const before = readTree(project.dir);
    const { code, stdout, stderr } = await cli(['render', ...args], { cwd: project.dir });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: cannot write \S+: \S.*\n {2}→ \S/);
    expect(stderr).not.toContain('internal error');
    expect(readTree(project.dir)).toEqual(before);
    expect(temporaries(project)).toEqual([]);
  });

  it('a folder without the right to write: the same', async () => {
    const project = example();
    mkdirSync(project.path('locked'), { mode: 0o555 });
    // Root may write anywhere, so root runs it as the user nobody.
    const asNobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    chmodSync(project.dir, 0o755);
    const { code, stderr } = await startCli(['render', '--out', 'locked'], { cwd: project.dir, ...asNobody });
    expect([code, stderr.split('\n')[0]]).toEqual([
      1,
      expect.stringMatching(/^error: cannot write locked\/\S+: permission denied$/),
    ]);
    expect(readTree(project.path('locked'))).toEqual({});
  });
});

describe('where something cannot be read', () => {
  it('templates in a circle of links: a problem, and no internal error', async () => {
    const project = makeProject({ 'matrix.yaml': MATRIX });
    symlinkSync('templates', project.path('templates'));
    const { code, stderr } = await cli(['check'], { cwd: project.dir });
    expect([code, stderr.includes('internal error')]).toEqual([1, false]);
    expect(stderr).toContain('templates');
  });
});

describe('check', () => {
  const rendered = async (): Promise<Project> => {
    const project = example();
    expect((await cli(['render'], { cwd: project.dir })).code).toBe(0);
    return project;
  };

  it('is fine before anything is rendered, and says so', async () => {
    expect(await cli(['check'], { cwd: example().dir })).toEqual({
      code: 0,
      stdout: '4 images, no problems; nothing is rendered here yet (docker-matrix render)\n',
      stderr: '',
    });
  });

  it('finds a line that was changed by hand', async () => {
    const project = await rendered();
    const lines = project.read('dockerfiles/python3.12.Dockerfile').split('\n');
    const at = lines.findIndex((line) => line.startsWith('RUN pip'));
    project.write('dockerfiles/python3.12.Dockerfile', lines.with(at, 'RUN pip install other').join('\n'));
    const { code, stdout, stderr } = await cli(['check'], { cwd: project.dir });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`dockerfiles/python3.12.Dockerfile:${at + 1}:1: `);
    expect(stderr).toContain(`  ${at + 1} | RUN pip install other\n`);
    expect(stderr).toContain('→ run "docker-matrix render" and commit the result');
  });

  it.each([
    ['a line more at the end', (text: string) => `${text}RUN more\n`],
    ['a line less at the end', (text: string) => text.trimEnd().split('\n').slice(0, -1).join('\n')],
    ['no newline at the end', (text: string) => text.trimEnd()],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['nothing left', () => ''],
  ])('finds drift: %s', async (_name, change) => {
    const project = await rendered();
    project.write('docker-bake.hcl', change(project.read('docker-bake.hcl')));
    const { code, stderr } = await cli(['check'], { cwd: project.dir });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^docker-bake\.hcl:\d+:1: /);
  });

  it('finds what a change of the matrix or a template changes, and only that', async () => {
    const project = await rendered();
    project.write('templates/ml.hbs', 'RUN other\n');
    const { stderr } = await cli(['check'], { cwd: project.dir });
    expect([...stderr.matchAll(/^(\S+?):\d+:\d+: /gm)].map(([, file]) => file)).toEqual([
      'dockerfiles/python3.11.Dockerfile',
    ]);
  });

  it('finds missing and stale files', async () => {
    const project = await rendered();
    rmSync(project.path('dockerfiles/Dockerfile'));
    project.write('dockerfiles/python3.9.Dockerfile', project.read('dockerfiles/python3.11.Dockerfile'));
    project.write('dockerfiles/mine.Dockerfile', 'FROM scratch\n');
    const { code, stderr } = await cli(['check'], { cwd: project.dir });
    expect(code).toBe(1);
    expect(stderr).toContain('dockerfiles/Dockerfile is missing\n');
    expect(stderr).toContain(
      'dockerfiles/python3.9.Dockerfile was rendered once, but no image uses it any more\n',
    );
    expect(stderr).not.toContain('mine.Dockerfile');
    expect((await cli(['render'], { cwd: project.dir })).stdout).toContain(
      'removed dockerfiles/python3.9.Dockerfile',
    );
    expect((await cli(['check'], { cwd: project.dir })).code).toBe(0);
  });

  it('finds all of it when only the definition is left', async () => {
    const project = await rendered();
    rmSync(project.path('dockerfiles'), { recursive: true });
    const { stderr } = await cli(['check'], { cwd: project.dir });
    expect(
      [...stderr.matchAll(/^error: (\S+) is missing$/gm)].map(([, path]) => path ?? '').toSorted(),
    ).toEqual(RENDERED.slice(1));
  });

  it('compares with everything, whatever it is narrowed to', async () => {
    const project = await rendered();
    expect((await cli(['check', '--target', 'tools', '--set', 'numpy=x'], { cwd: project.dir })).code).toBe(
      0,
    );
  });
});

describe('without Docker', () => {
  const NO_PATH = { PATH: '' };

  it('build says what is missing, and ends with 1', async () => {
    const project = example();
    const { code, stdout, stderr } = await cli(['build', '--scan', 'off'], {
      cwd: project.dir,
      env: NO_PATH,
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      'error: there is no docker on PATH\n' +
        '  → install Docker Engine or Docker Desktop: https://docs.docker.com/engine/install/\n',
    );
    expect(project.files()).toEqual(Object.keys(FILES).toSorted());
  });

  it('build does not look for a scanner first', async () => {
    const project = example();
    const env = { ...NO_PATH, XDG_CACHE_HOME: project.path('cache') };
    const { stderr } = await cli(['build'], { cwd: project.dir, env });
    expect(stderr).toBe(
      'error: there is no docker on PATH\n' +
        '  → install Docker Engine or Docker Desktop: https://docs.docker.com/engine/install/\n',
    );
    // Before it is downloaded, a folder is made for it.
    expect(existsSync(project.path('cache'))).toBe(false);
  });

  it('all renders, says what is missing, and ends with 0', async () => {
    const project = example();
    const { code, stdout, stderr } = await startCli(['all', '--scan', 'off', '--platform', 'linux/amd64'], {
      cwd: project.dir,
      env: NO_PATH,
    });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n').toSorted()).toEqual(RENDERED.map((path) => `wrote ${path}`));
    expect(stderr).toContain(
      'The Dockerfiles are written, but nothing was built:\nerror: there is no docker on PATH\n',
    );
    expect(stderr).toContain('Then run: docker-matrix build --platform linux/amd64');
    expect((await cli(['check'], { cwd: project.dir })).stdout).toContain('up to date');
  });

  it('all --format json is one JSON document at most', async () => {
    const { code, stdout } = await cli(['all', '--format', 'json', '--scan', 'off'], {
      cwd: example().dir,
      env: NO_PATH,
    });
    expect(code).toBe(0);
    if (stdout !== '') JSON.parse(stdout);
  });

  it('all ends with 1 where the matrix has problems', async () => {
    const { code, stderr } = await cli(['all', '--scan', 'off'], {
      cwd: example({ 'templates/base.hbs': '{{nunpy}}' }).dir,
      env: NO_PATH,
    });
    expect([code, stderr.split('\n')[0]]).toEqual([
      1,
      'templates/base.hbs:1:3: "nunpy" is not defined (did you mean "numpy"?)',
    ]);
  });

  it.each([['check'], ['render'], ['plan']])('%s needs neither Docker nor Git', async (command) => {
    expect(await cli([command], { cwd: example().dir, env: NO_PATH })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('progress', () => {
  it('never mixes with the result: rendering the shipped matrix', async () => {
    const { stdout } = await startCli(['plan', '--format', 'json'], { cwd: makeShippedProject().dir });
    expect((JSON.parse(stdout) as PlanJson).images.length).toBeGreaterThan(0);
  });
});
