import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandTest } from '../../src/plan/tests/model.ts';
import { runTests, type TestSubject } from '../../src/gates/tests/run-tests.ts';
import { describeEngine, engine } from '../rig/engine.ts';
import { useBench, type CliRun } from './bench.ts';
import { tagsOf } from './registry.ts';
import { quietHost } from '../rig/host.ts';

interface Report {
  readonly images: readonly {
    readonly id: string;
    readonly tests: readonly {
      readonly platform: string;
      readonly name: string;
      readonly kind: string;
      readonly reasons?: readonly string[];
      readonly message?: string;
    }[];
  }[];
  readonly problems: readonly {
    readonly severity: string;
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly place?: { readonly file: string; readonly line: number; readonly column: number };
  }[];
  readonly files: { readonly junit?: string };
}

const reportOf = ({ stdout }: CliRun): Report => JSON.parse(stdout) as Report;
/** `7:12 what is wrong`, sorted by line. */
const failures = (run: CliRun): readonly string[] =>
  reportOf(run)
    .problems.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0))
    .map(
      ({ place, message }) =>
        `${place?.file}:${place?.line}:${place?.column} ${message.replace(/^image "[^"]*" \([^)]*\): /, '')}`,
    );
const counts = (run: CliRun): Readonly<Record<string, string>> =>
  Object.fromEntries(
    reportOf(run).images.map(({ id, tests }) => [
      id,
      tests
        .map(({ kind }) => kind)
        .toSorted()
        .join(' '),
    ]),
  );

const HEAD = (repository: string, platforms = 'linux/amd64'): string =>
  `version: 1\nimage: ${repository}\nplatforms: [${platforms}]\ncache: false\nscan: { mode: off }\n`;
const JSON_REPORT = ['--format', 'json', '--sbom', 'false', '--provenance', 'false'];

describeEngine('tests of images', () => {
  const bench = useBench('tests');
  const APP = `RUN groupadd --gid 1000 app && useradd --uid 1000 --gid app app \\
 && mkdir -m 2750 /opt/app && chown app:app /opt/app && ln -s /opt/app /opt/link \
&& printf 'one\\ntwo\\n' > /opt/app/text && chmod 4755 /opt/app/text \
&& ln -s ../app/text /opt/app/to-text && touch "/opt/with space" \\
&& mkdir '/opt/we[i]rd*' && printf x > '/opt/we[i]rd*/fi?e "1\\$2"' && touch /opt/near
ENV GREETING=hello EMPTY= NAME=app
LABEL org.example.kind="my test label"
EXPOSE 8080
VOLUME /data
WORKDIR /opt/app
USER app
ENTRYPOINT ["/no/entrypoint"]
CMD ["serve"]
`;

  it('runs a container-structure-test file as the tool does: what holds passes', async () => {
    const dir = bench.project({
      'matrix.yaml':
        `${HEAD('ghcr.io/octo/app')}targets:\n` +
        '  app: { from: "debian:bookworm-slim", test: [{ structure: structure-tests/app.yaml }] }\n',
      'templates/app.hbs': APP,
      'structure-tests/app.yaml': readFileSync(
        join(import.meta.dirname, 'fixtures/structure-passes.yaml'),
        'utf8',
      ),
    });
    const run = await bench.cli(dir, ['build', ...JSON_REPORT]);
    expect(failures(run)).toEqual([]);
    expect(run.code).toBe(0);
    expect(reportOf(run).images[0]?.tests.length).toBeGreaterThan(18);
    expect(readFileSync(reportOf(run).files.junit ?? '', 'utf8')).toContain('failures="0" errors="0"');
  });

  it('runs a container-structure-test file as the tool does: each wrong line fails, at its place', async () => {
    const text = readFileSync(join(import.meta.dirname, 'fixtures/structure-fails.yaml'), 'utf8');
    const dir = bench.project({
      'matrix.yaml':
        `${HEAD('ghcr.io/octo/app')}targets:\n` +
        '  app: { from: "debian:bookworm-slim", test: [{ structure: structure-tests/app.yaml }] }\n',
      'templates/app.hbs': APP,
      'structure-tests/app.yaml': text,
    });
    const run = await bench.cli(dir, ['build', ...JSON_REPORT]);
    expect(run.code).toBe(1);
    // Every test says in a comment behind its name why it fails.
    const expected = text.split('\n').flatMap((line, index) => {
      const reason = / # (.*)$/.exec(line)?.[1];
      const name = /name: ([^#]*?)(?: #|,)/.exec(line)?.[1] ?? 'metadataTest';
      return reason === undefined
        ? []
        : [`structure-tests/app.yaml:${index + 1} test "${name.trim()}": ${reason}`];
    });
    expect(expected.length).toBeGreaterThan(15);
    expect(failures(run).map((line) => line.replace(/:\d+ test/, ' test'))).toEqual(expected);
  });

  it('keeps every tag of the run unmoved when one image fails a test, and tells what the command said', async () => {
    const repository = bench.repository('app');
    const dir = bench.project({
      'matrix.yaml':
        `${HEAD(repository, 'linux/amd64, linux/arm64')}test:\n` +
        '  - run: echo some output; test "$(id -u)" != 0\ntargets:\n' +
        '  good: { from: "debian:bookworm-slim", template: user, latest: true }\n' +
        '  bad: { from: "debian:bookworm-slim", template: root }\n',
      'templates/user.hbs': 'USER 1000\n',
      'templates/root.hbs': '',
    });
    const run = await bench.action(dir, { inputs: { push: 'true', scan: 'off' } });
    expect(run.code).toBe(1);
    // Commands of arm64 are emulated.
    expect(run.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(
        new RegExp(
          String.raw`^error: image "bad" \(linux/amd64\): ` +
            String.raw`test "echo some output; test "\$\(id -u\)" != 0": exit status 1, expected 0`,
        ),
      ),
      expect.stringMatching(/^error: image "bad" \(linux\/arm64\): test .*: exit status 1, expected 0/),
      'error: 2 problems found',
    ]);
    expect(run.annotations[0]?.message).toContain('some output');
    expect(await tagsOf(repository)).toEqual([]);
    expect(run.summary).toMatch(/\*\*good\*\* \(not published\).*\| 2 passed \|/);
    expect(run.summary).toMatch(/\*\*bad\*\* \(refused\).*\| 2 failed \|/);
    expect(run.outputs['junit-file']).toMatch(/junit\.xml$/);

    const reported = await bench.action(dir, { inputs: { push: 'true', scan: 'off', tests: 'report' } });
    expect({ code: reported.code, levels: reported.annotations.map(({ level }) => level) }).toEqual({
      code: 0,
      levels: ['warning', 'warning'],
    });
    expect(await tagsOf(repository)).toEqual(['bad', 'good', 'latest']);
    const off = await bench.action(dir, { inputs: { push: 'true', scan: 'off', tests: 'off' } });
    expect({ code: off.code, annotations: off.annotations, junit: off.outputs['junit-file'] }).toEqual({
      code: 0,
      annotations: [],
      junit: '',
    });
  });

  it('tests an image without a shell', async () => {
    const dir = bench.project({
      'matrix.yaml': `${HEAD('ghcr.io/octo/bare')}targets:
  bare:
    from: scratch
    test:
      - { run: [/tool, --version], stdout: "^tool 1$", stderr: "^warned$", exit-code: "7" }
      - { run: [/tool, --quiet] }
      - { run: echo }
      - { run: [none] , exit-code: "1" }
      - { file: /etc/tool.conf, contains: "^a = 1$", mode: "0640", uid: 5, gid: 6 }
      - { file: /etc, mode: drw-r----- }
      - { file: /bin, exists: false }
`,
      'templates/bare.hbs': 'COPY tool /tool\nCOPY --chmod=0640 --chown=5:6 tool.conf /etc/tool.conf\n',
      'tool.conf': 'a = 1\n',
      'tool.go':
        'package main\nimport ("fmt"; "os")\n' +
        'func main() { if os.Args[1] == "--version" { fmt.Println("tool 1"); ' +
        'fmt.Fprintln(os.Stderr, "warned"); os.Exit(7) } }\n',
    });
    execFileSync('go', ['build', '-o', join(dir, 'tool'), '-ldflags', '-s -w', join(dir, 'tool.go')], {
      env: { ...process.env, CGO_ENABLED: '0', GO111MODULE: 'off' },
    });
    const run = await bench.cli(dir, ['build', ...JSON_REPORT]);
    expect(failures(run)).toEqual([
      'matrix.yaml:12:16 test "echo": it could not be started: exec: "/bin/sh": ' +
        'stat /bin/sh: no such file or directory',
      // The runtime's exit status is 1 as well, and must not pass for the command's.
      expect.stringMatching(/^matrix\.yaml:13:16 test "none": it could not be started: exec: "none"/),
    ]);
    expect(counts(run)).toEqual({ bare: 'failed failed passed passed passed passed passed' });
  });

  it('has a user, variables, a time and a network of its own', async () => {
    const dir = bench.project({
      'matrix.yaml': `${HEAD('ghcr.io/octo/app')}values: { who: world }
targets:
  app:
    from: debian:bookworm-slim
    test:
      - { run: id -un, stdout: ^app$ }
      - { run: id -u, user: "0", stdout: ^0$ }
      - { run: 'echo "$GREETING $MORE $0 $(pwd)"', env: { MORE: "{{who}} $GREETING" }, \
stdout: '^hello world \\$GREETING /bin/sh /opt/app$' }
      - { name: hangs, run: echo before; sleep 3600, timeout: 2s }
      - { run: grep -c . /proc/net/route || true, stdout: ^1$ }
      - { run: env, not-stdout: ["^OTEL_", "^TRACEPARENT="] }
      - { name: too much, run: yes | head -c 1000000, not-stdout: x }
      - { name: much, run: yes | head -c 1000000 }
      - { name: never, run: "false", platforms: [linux/amd64] }
`,
      'templates/app.hbs': APP,
    });
    const run = await bench.cli(dir, ['build', ...JSON_REPORT]);
    expect(failures(run)).toEqual([
      'matrix.yaml:14:29 test "hangs": it did not end within 2 s',
      expect.stringMatching(/^matrix\.yaml:17:\d+ test "too much": its output is more than BuildKit keeps/),
      'matrix.yaml:19:29 test "never": exit status 1, expected 0',
    ]);
  });

  it('tests what was loaded, in the engine that has it', async () => {
    const dir = bench.project({
      'matrix.yaml': `${HEAD(bench.repository('loaded'))}targets:
  app:
    from: debian:bookworm-slim
    test:
      - { run: cat text, stdout: ^two$ }
      - { file: /opt/link/text, contains: one, mode: "04755" }
      - { metadata: { user: app, cmd: [serve] } }
      - { run: "false" }
`,
      'templates/app.hbs': APP,
    });
    const run = await bench.cli(dir, ['build', '--load', ...JSON_REPORT]);
    expect(failures(run)).toEqual([expect.stringMatching(/ test "false": exit status 1, expected 0$/)]);
    expect(counts(run)).toEqual({ app: 'failed passed passed passed' });
  });

  it('says no secret of the image, and finds nothing behind links that go round in circles', async () => {
    const dir = bench.project({
      'matrix.yaml': `${HEAD(bench.repository('quiet'))}targets:
  app:
    from: debian:bookworm-slim
    policy: { secrets: off }
    test:
      - { run: 'echo "have $API_TOKEN"; false' }
      - { metadata: { env: { API_TOKEN: wrong } } }
      - { file: /opt/self/x, exists: false }
      - { file: /opt/a/x }
      - { file: /opt/self }
      - { file: /opt/real, contains: here }
      - { run: "true", user: nobody-there }
      - { run: "true", user: "root:none-there" }
`,
      'templates/app.hbs':
        'ENV API_TOKEN=hunter2-hunter2\n' +
        'RUN ln -s /opt/self /opt/self && ln -s b /opt/a && ln -s a /opt/b && echo here > /opt/real\n',
    });
    const run = await bench.cli(dir, ['build', ...JSON_REPORT]);
    expect(failures(run)).toEqual([
      'matrix.yaml:11:16 test "echo "have $API_TOKEN"; false": exit status 1, expected 0',
      'matrix.yaml:12:21 test "metadata": variable API_TOKEN has another value',
      'matrix.yaml:14:17 test "/opt/a/x": it does not exist',
      expect.stringMatching(
        /^matrix\.yaml:17:\d+ test "true": it could not be started: unable to find user nobody-there/,
      ),
      expect.stringMatching(
        /^matrix\.yaml:18:\d+ test "true": it could not be started: unable to find group none-there/,
      ),
    ]);
    expect(run.stdout).toContain('have ***');
    expect(run.stdout).not.toContain('hunter2');
    expect(readFileSync(reportOf(run).files.junit ?? '', 'utf8')).not.toContain('hunter2');
  });

  it('is an error when nothing can be known', async () => {
    const host = quietHost();
    const subject: TestSubject = {
      image: 'gone',
      platform: 'linux/amd64',
      context: `docker-image://${engine.registry}/e2e-none/none@sha256:${'0'.repeat(64)}`,
      runs: true,
      config: () => Promise.resolve({}),
      tests: [command(['true']), { kind: 'file', name: 'x', place: PLACE, path: '/x', exists: false }],
    };
    const verdicts = await runTests(
      [subject],
      { builder: engine.builder, folder: bench.path('gone'), concurrency: 2 },
      host,
    );
    expect(verdicts.map(({ outcome }) => outcome.kind)).toEqual(['broken', 'broken']);
  });

  it('stops when the run is cancelled', async () => {
    const cancel = new AbortController();
    const host = quietHost({ signal: cancel.signal });
    const subject: TestSubject = {
      image: 'app',
      platform: 'linux/amd64',
      context: `docker-image://${engine.bases}/library/debian:bookworm-slim`,
      runs: true,
      config: () => Promise.resolve({}),
      tests: [command(['sleep', '3600']), command(['sleep', '3601'])],
    };
    setTimeout(() => cancel.abort(), 1500);
    const verdicts = await runTests(
      [subject],
      { builder: engine.builder, folder: bench.path('cancelled'), concurrency: 1 },
      host,
    );
    expect(verdicts.map(({ outcome }) => outcome)).toEqual([
      { kind: 'broken', message: 'it was cancelled' },
      { kind: 'broken', message: 'it was cancelled' },
    ]);
  });

  describe('quoting', () => {
    let context = '';
    beforeAll(() => {
      const repository = bench.repository('echo');
      // Prints its arguments and one variable, each as hexadecimal digits of its bytes.
      const dir = bench.project({
        Dockerfile: 'FROM debian:bookworm-slim\nCOPY --chmod=755 show /show\n',
        show:
          '#!/bin/sh\nfor word in "$@"; do printf %s "$word" | od -An -v -tx1 | tr -d " \\n"; echo; done\n' +
          'printf %s "$VALUE" | od -An -v -tx1 | tr -d " \\n"\n',
      });
      execFileSync(
        'docker',
        [
          'buildx',
          'build',
          '--quiet',
          '--builder',
          engine.builder,
          '--push',
          '--tag',
          `${repository}:1`,
          dir,
        ],
        { stdio: 'pipe' },
      );
      context = `docker-image://${repository}:1`;
    });

    it('takes every text into the container as it is, byte for byte', async () => {
      const host = quietHost();
      const nasty = [
        '',
        ' ',
        "'",
        '"',
        '\\',
        '\\\\"',
        '$HOME',
        '${HOME:-x}',
        '`id`',
        '$(id)',
        '<<EOF',
        '<<-"E" <<F',
        '# no comment',
        'a\nb',
        '\n',
        'a\\\nb',
        '\r\n',
        '\t',
        '--mount=type=secret',
        '[]',
        '"]',
        '{{x}}',
        '%s',
        '\u0001\u007f',
        'é λ 😀',
        '\u2028',
        '&& exit 1',
        '*',
        '~',
        'x'.repeat(5000),
        '\\u003c',
        'ENV A=b',
      ];
      const characters = fc.constantFrom(
        ...'aA0 \'"\\$`{}()<>#&|;*?!~%=\n\t-[]'.split(''),
        'é',
        '😀',
        '\u0001',
      );
      const text = fc.string({ unit: characters, maxLength: 20 });
      const made = fc.sample(fc.tuple(fc.array(text, { minLength: 1, maxLength: 6 }), text), 12);
      const cases = [
        { words: nasty, value: '' },
        ...nasty.map((value) => ({ words: ['x'], value })),
        ...made.map(([words, value]) => ({ words, value })),
      ];
      const hex = (of: string): string => Buffer.from(of).toString('hex');
      const subject: TestSubject = {
        image: 'echo',
        platform: 'linux/amd64',
        context,
        runs: true,
        config: () => Promise.resolve({}),
        // The whole output, compared: nothing before, nothing behind.
        tests: cases.map(({ words, value }) => ({
          ...command(['/show', ...words]),
          name: JSON.stringify([words, value]),
          env: [{ name: 'VALUE', value }],
          stdout: { found: [`^${[...words, value].map(hex).join('\n')}$`], missing: [] },
        })),
      };
      const verdicts = await runTests(
        [subject],
        { builder: engine.builder, folder: bench.path('quoting'), concurrency: 3 },
        host,
      );
      expect(verdicts.filter(({ outcome }) => outcome.kind !== 'passed')).toEqual([]);
      expect(verdicts.length).toBe(cases.length);
    });
  });
});

const PLACE = { file: 'matrix.yaml', line: 1, column: 1 };

function command(words: readonly string[]): CommandTest {
  const nothing = { found: [], missing: [] };
  return {
    kind: 'command',
    name: words.join(' '),
    place: PLACE,
    command: words,
    setup: [],
    env: [],
    network: false,
    seconds: 60,
    exitCode: 0,
    stdout: nothing,
    stderr: nothing,
  };
}
