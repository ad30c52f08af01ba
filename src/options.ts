/** The table of all options and inputs: action.yml, the help and the tables of the documentation come from it. */

import { ATTESTATION_FORMATS } from './bake/attestation-format.ts';
import { SEVERITIES } from './matrix/severity.ts';
import type { Nothing, Option, OptionRecord, Unfilled, Unoffered } from './option-record.ts';
import { namesSharing } from './commands/commands.ts';
import type { CliCommand } from './option-requests.ts';

const PROJECT = [...namesSharing('project'), 'all'] as const;
const BUILD = ['build', 'all'] as const;
const WITH_MATRIX = [...namesSharing('project', 'matrix'), 'all'] as const;
const TESTS_AND_SCAN = ['off', 'report', 'gate'] as const;

/** Descriptions that several options share in docs/cli.md. */
const DOCS = {
  added: 'added to every image; repeatable',
  attestation: '`true`, `false` or parameters',
  whichTrivy: 'which Trivy; see [gates.md](gates.md#which-trivy)',
  sign: 'sign every image with cosign; with `--push`; see [record.md](record.md#signatures)',
} as const;

/** The order of the records is the order in the help, in action.yml and in the documentation. */
const TABLE = [
  {
    of: 'step',
    to: 'command',
    kind: 'choice',
    words: [...namesSharing('project'), 'publish'],
    default: 'build',
    input: 'command',
    description:
      'What to do. `check` validates the matrix and compares rendered files with it; `render` writes the ' +
      'Dockerfiles and docker-bake.hcl; `plan` says what would be built; `build` builds, gates and, with `push`, ' +
      'publishes; `publish` finishes or undoes a publication that was killed.',
  },
  {
    to: 'matrix',
    kind: 'text',
    default: 'matrix.yaml',
    option: 'matrix',
    short: 'm',
    argument: 'file',
    commands: [...WITH_MATRIX, 'publish'],
    help: 'the matrix',
    input: 'matrix',
    description: 'Path of the support matrix. Its folder is where all of its paths start from.',
  },
  {
    to: 'targets',
    kind: 'names',
    default: [],
    option: 'target',
    short: 't',
    argument: 'name',
    commands: PROJECT,
    help: 'only this target or image (repeatable, or a comma list)',
    input: 'targets',
    description: 'Targets to take, separated by commas or lines. Empty for all of them.',
  },
  {
    to: 'platforms',
    kind: 'names',
    default: [],
    option: 'platform',
    short: 'p',
    argument: 'platform',
    commands: PROJECT,
    help: 'only this platform, as linux/arm64 (repeatable, or a comma list)',
    docs: 'only this platform; repeatable, or a comma list',
    input: 'platforms',
    description:
      'Platforms to take, such as `linux/amd64`, separated by commas or lines. ' +
      'Empty for all that the matrix names.',
  },
  {
    to: 'overrides',
    kind: 'pairs',
    default: [],
    option: 'set',
    argument: 'key=value',
    commands: WITH_MATRIX,
    help: 'override a value of the matrix, or version, revision or branch (repeatable)',
    docs: 'a value of the matrix, or `version`, `revision`, `branch`; repeatable',
    input: 'set',
    description:
      'One `key=value` a line: replaces a value of the matrix (`python=3.12`, `ml.base=nvidia/cuda:…`), or what ' +
      'the run says of itself (`version`, `revision`, `branch`). Lines that start with `#` are comments.',
  },
  {
    of: 'answer',
    to: 'format',
    kind: 'choice',
    words: ['text', 'json'],
    default: 'text',
    option: 'format',
    argument: 'format',
    commands: [...WITH_MATRIX, 'init', 'publish'],
    help: 'result on standard output',
    docs: 'the result on standard output',
    variants: {
      diff: { words: ['text', 'json', 'markdown'] },
      init: { last: true },
      publish: { last: true },
    },
  },
  {
    of: 'answer',
    to: 'exitCode',
    kind: 'flag',
    option: 'exit-code',
    commands: ['diff'],
    help: 'exit with 1 when there is a difference',
  },
  {
    of: 'answer',
    to: 'allowOutside',
    kind: 'flag',
    option: 'allow-outside',
    commands: [...WITH_MATRIX, 'publish'],
    help: 'read also what the matrix names outside of its Git repository',
    docs: 'read also what the matrix names outside of its Git repository; see [matrix.md](matrix.md)',
  },
  {
    to: 'template',
    kind: 'choice',
    words: ['python', 'uv', 'dockerfile'],
    option: 'template',
    argument: 'name',
    commands: ['init'],
    help:
      'what to begin with (default: dockerfile where there is one, uv where there is a uv.lock, ' +
      'or else python)',
  },
  {
    to: 'from',
    kind: 'text',
    option: 'from',
    argument: 'file',
    commands: ['init'],
    help: 'the Dockerfile whose stages become images',
  },
  {
    to: 'image',
    kind: 'text',
    option: 'image',
    argument: 'repository',
    commands: ['init'],
    help: 'where images go (default: by the Git remote)',
  },
  {
    to: 'out',
    kind: 'text',
    option: 'out',
    short: 'o',
    argument: 'dir',
    commands: ['check', 'render', 'build', 'all', 'eject', 'init'],
    help: 'folder of the rendered files (default: beside the matrix)',
    variants: {
      build: { help: 'folder for everything the build writes (default: out beside the matrix)' },
      all: { help: 'folder for everything the build writes (default: out beside the matrix)' },
      eject: { help: 'folder of the written files (default: beside the matrix)' },
      init: { help: 'folder of the matrix', default: '.' },
    },
    input: 'out',
    description:
      "Folder for rendered files, OCI layouts, SBOMs and reports. Empty: the matrix's own folder for `check` and " +
      "`render`, a folder outside the checkout, in the runner's temporary one, for `build`.",
  },
  {
    to: 'force',
    kind: 'flag',
    option: 'force',
    commands: ['eject', 'init'],
    help: 'overwrite files that docker-matrix did not write',
    variants: { init: { help: 'replace files that are there' } },
  },
  {
    to: 'buildkitChecks',
    kind: 'flag',
    option: 'build',
    commands: ['check'],
    help: "also run BuildKit's own checks on every image (needs docker buildx)",
  },
  {
    to: 'build.push',
    kind: 'flag',
    option: 'push',
    commands: BUILD,
    help: 'push, gate, then publish the tags',
    input: 'push',
    description:
      'Push the images to the registry by digest, gate them, and then move their tags. ' +
      'Without it nothing leaves the runner.',
  },
  {
    to: 'build.load',
    kind: 'flag',
    option: 'load',
    commands: BUILD,
    help: 'load into the local Docker engine (one platform)',
    docs: 'load into the local engine; one platform',
    input: 'load',
    description:
      "Load the images into the runner's Docker engine. For one platform, and not together with `push`.",
  },
  {
    to: 'build.tags',
    kind: 'lines',
    option: 'tag',
    argument: 'pattern',
    commands: ['plan', ...BUILD],
    help: "tag pattern in place of the matrix's (repeatable)",
    input: 'tags',
    description:
      "Tags, one a line, instead of the matrix's. Texts, or entries such as `type=semver,pattern={{version}}`. " +
      'Lines that start with `#` are comments.',
  },
  {
    to: 'build.labels',
    kind: 'pairs',
    option: 'label',
    argument: 'key=value',
    commands: BUILD,
    help: 'add a label to every image (repeatable)',
    docs: DOCS.added,
    input: 'labels',
    description: "Image labels, one `key=value` a line, added to the matrix's.",
  },
  {
    to: 'build.annotations',
    kind: 'pairs',
    option: 'annotation',
    argument: 'key=value',
    commands: BUILD,
    help: 'add an annotation to every image (repeatable)',
    docs: DOCS.added,
    input: 'annotations',
    description: "Image annotations, one `key=value` a line, added to the matrix's.",
  },
  {
    to: 'build.builder',
    kind: 'text',
    option: 'builder',
    argument: 'name',
    commands: ['check', ...BUILD],
    help: 'buildx builder (default: the current one)',
    docs: 'buildx builder',
    variants: { check: { help: 'buildx builder for --build (default: the current one)' } },
    input: 'builder',
    description: 'Name of the buildx builder. Empty for the current one.',
  },
  {
    to: 'build.noCache',
    kind: 'flag',
    option: 'no-cache',
    commands: BUILD,
    help: 'build every step again',
    input: 'no-cache',
  },
  {
    to: 'build.pull',
    kind: 'flag',
    option: 'pull',
    commands: BUILD,
    help: 'look for newer base images',
    input: 'pull',
    description: 'Look for newer base images, even where one of the same name is there.',
  },
  {
    to: 'build.refresh',
    kind: 'flag',
    option: 'refresh',
    commands: BUILD,
    help: 'build what comes from networks anew now (steps below ARG REFRESH_EPOCH)',
    docs: 'build what comes from networks anew; see [build.md](build.md#refresh)',
    input: 'refresh',
    description:
      'Build what comes from networks anew: the steps below `ARG REFRESH_EPOCH`. Needs `refresh` in the matrix, ' +
      'which does it every so many days.',
  },
  {
    to: 'build.provenance',
    kind: 'text',
    default: 'true',
    option: 'provenance',
    argument: 'setting',
    commands: BUILD,
    help: 'true, false, or parameters such as mode=max',
    docs: DOCS.attestation,
    input: 'provenance',
    description:
      'Provenance attestation, as buildx takes it (`true`, `false`, or parameters such as `mode=max`).',
  },
  {
    to: 'build.sbom',
    kind: 'text',
    default: 'true',
    option: 'sbom',
    argument: 'setting',
    commands: BUILD,
    help: 'true, false, or parameters such as generator=IMAGE',
    docs: DOCS.attestation,
    input: 'sbom',
    description:
      'SBOM attestation, as buildx takes it (`true`, `false`, or parameters such as `generator=<image>`).',
  },
  {
    to: 'build.attestationsAs',
    kind: 'choice',
    words: ATTESTATION_FORMATS,
    default: 'auto',
    option: 'attestations-as',
    argument: 'format',
    commands: BUILD,
    help: 'how attestations are stored; image for registries that refuse artifacts',
    docs: 'how attestations are stored; see [build.md](build.md#attestations)',
    input: 'attestations-as',
    description:
      'How provenance and SBOM are stored: `artifact` (OCI artifacts, the default of BuildKit 0.32 and newer), ' +
      '`image` (for registries that refuse artifacts), or `auto` for the default of the builder.',
  },
  {
    to: 'build.cache',
    kind: 'choice',
    words: ['auto', 'read', 'off'],
    default: 'auto',
    option: 'registry-cache',
    argument: 'mode',
    commands: BUILD,
    help: 'auto reads, and writes when pushing',
    docs: 'see [build.md](build.md#cache)',
    input: 'cache',
    description:
      '`auto` reads the registry cache always and writes it where pushing is allowed; `read` never writes it; ' +
      '`off` does neither.',
  },
  {
    to: 'build.scan',
    kind: 'choice',
    words: TESTS_AND_SCAN,
    option: 'scan',
    argument: 'mode',
    commands: BUILD,
    help: "in place of the matrix's scan.mode",
    docs: 'in place of `scan.mode`',
    input: 'scan',
    description:
      'Whether Trivy scans the images (`off`, `report`), and whether findings stop the publication (`gate`). ' +
      "Empty for the matrix's.",
  },
  {
    to: 'build.failOn',
    kind: 'words',
    words: SEVERITIES,
    instead: 'to scan nothing give --scan off',
    option: 'fail-on',
    argument: 'severity',
    commands: BUILD,
    help: 'severities that fail the gate (repeatable, or a comma list)',
    docs: 'the severities that fail; repeatable, or a comma list',
    input: 'fail-on',
    description:
      'Severities that fail the gate, such as `HIGH,CRITICAL`, separated by commas or lines. ' +
      "Empty for the matrix's.",
  },
  {
    to: 'build.tests',
    kind: 'choice',
    words: TESTS_AND_SCAN,
    option: 'tests',
    argument: 'mode',
    commands: BUILD,
    help: "what the matrix's tests do (default: gate)",
    docs: "what the matrix's tests do; default `gate`",
    input: 'tests',
    description:
      "Whether the matrix's tests run (`off`, `report`), and whether failed ones stop the publication " +
      '(`gate`, the default).',
  },
  {
    to: 'build.trivy.version',
    kind: 'text',
    emptyIsAbsent: true,
    option: 'trivy-version',
    argument: 'version',
    commands: BUILD,
    help: 'a reviewed version of Trivy, or any with --trivy-sha256',
    docs: DOCS.whichTrivy,
    input: 'trivy-version',
    description:
      'Version of Trivy to install, without `v`. Empty for the one that this action was reviewed with.',
  },
  {
    to: 'build.trivy.sha256',
    kind: 'text',
    emptyIsAbsent: true,
    option: 'trivy-sha256',
    argument: 'hash',
    commands: BUILD,
    help: 'of the release archive',
    docs: DOCS.whichTrivy,
    input: 'trivy-sha256',
    description:
      "SHA-256 of the Trivy release archive for the runner's platform. " +
      'Needed for a version that this action does not know.',
  },
  {
    to: 'build.trivy.path',
    kind: 'text',
    emptyIsAbsent: true,
    option: 'trivy-path',
    argument: 'file',
    commands: BUILD,
    help: 'use this Trivy',
    docs: DOCS.whichTrivy,
    input: 'trivy-path',
    description: 'Path of an installed Trivy, which is used as it is.',
  },
  {
    to: 'build.trivy.dbRepositories',
    kind: 'names',
    option: 'trivy-db-repository',
    argument: 'reference',
    commands: BUILD,
    help: 'vulnerability database (repeatable, or a comma list)',
    docs: 'database; repeatable, or a comma list',
    env: 'TRIVY_DB_REPOSITORY',
    input: 'trivy-db-repository',
    description:
      'OCI repositories of the vulnerability database, separated by commas or lines, tried in this order. ' +
      "Empty for Trivy's own and its mirrors.",
  },
  {
    to: 'build.trivy.db',
    kind: 'text',
    emptyIsAbsent: true,
    option: 'trivy-db',
    argument: 'dir',
    commands: BUILD,
    help: 'offline vulnerability database: a folder with trivy.db and metadata.json',
    docs: 'database in a folder',
    input: 'trivy-db',
    description: 'Folder with a vulnerability database. Nothing is downloaded then.',
  },
  {
    to: 'direction',
    kind: 'flag-each',
    words: {
      resume: 'move the tags that have not moved yet',
      rollback: 'put back the tags that have moved',
    },
    commands: ['publish'],
    input: 'publish-mode',
    description:
      'What the command `publish` does. `resume` moves the tags that have not moved yet, ' +
      '`rollback` puts back those that have.',
  },
  {
    to: 'journal',
    kind: 'text',
    option: 'journal',
    argument: 'file',
    commands: ['publish'],
    help: 'what the build wrote down before it moved tags',
    docs: 'default `out/publish-journal.json`',
    variants: { publish: { default: 'out/publish-journal.json' } },
    input: 'journal',
    description:
      'Journal for the command `publish`. Empty for `publish-journal.json` in the folder of `out`.',
  },
  {
    to: 'build.allowOlder',
    kind: 'flag',
    option: 'allow-older',
    commands: BUILD,
    help: 'move tags also away from images of newer commits (with --push)',
    docs: 'move tags also away from images of newer commits; see [publish.md](publish.md#newer-commits)',
    input: 'allow-older',
    description:
      'With `push`, move rolling tags also where they point at the image of a newer commit. Without it they stay, ' +
      'with a notice.',
  },
  {
    to: 'build.attachRecord',
    kind: 'flag',
    option: 'attach-record',
    commands: BUILD,
    help: 'attach its record to every image (with --push)',
    docs: 'attach its record to every image; with `--push`; see [record.md](record.md#attached-to-the-image)',
    input: 'attach-record',
    description:
      'With `push`, attach its record (`image-index.json` of that image) to every image, as an OCI artifact.',
  },
  {
    to: 'build.sign',
    kind: 'flag',
    option: 'sign',
    commands: BUILD,
    help: 'sign every image with cosign before its tags move (with --push)',
    docs: DOCS.sign,
    input: 'sign',
    description:
      'With `push`, sign every image with cosign before its tags move. Keyless, which needs the permission ' +
      '`id-token: write`, or with the key in the environment variable `COSIGN_PRIVATE_KEY`.',
  },
  {
    to: 'build.signOptions',
    kind: 'lines',
    option: 'sign-option',
    argument: 'option',
    commands: BUILD,
    help: 'for "cosign sign", as --sign-option=--tlog-upload=false (repeatable)',
    docs: DOCS.sign,
    input: 'sign-options',
    description:
      'Options for `cosign sign`, one a line, such as `--tlog-upload=false`. ' +
      'Lines that start with `#` are comments.',
  },
  {
    to: 'build.concurrency',
    kind: 'count',
    least: 1,
    most: 64,
    default: 4,
    option: 'concurrency',
    argument: 'count',
    commands: ['check', ...BUILD],
    help: 'images built at once',
    docs: 'images built at once, 1 to 64; default 4',
    variants: { check: { help: 'images checked at once' } },
    input: 'concurrency',
    description: 'How many images are built at once.',
  },
  {
    of: 'step',
    to: 'summary',
    kind: 'flag',
    default: true,
    input: 'summary',
    description: "Write a summary to the run's page.",
  },
  {
    of: 'step',
    to: 'token',
    kind: 'text',
    default: '',
    input: 'github-token',
    inputDefault: '${{ github.token }}',
    description:
      "Token for looking up the run's pull request and default branch. " +
      'It is not used for registries; log in to those first.',
  },
] as const satisfies readonly OptionRecord[];

/** An error in these two lines names keys of a request that no record fills, or words that no record offers. */
export type EveryKeyIsFilled = Nothing<Unfilled<(typeof TABLE)[number]>>;
export type EveryWordIsOffered = Nothing<Unoffered<(typeof TABLE)[number]>>;

/** All records, in the order of the table. */
export const OPTIONS: readonly Option[] = TABLE;

/** The options of one command, with what is different for this command, in the order of its help. */
export function optionsOf(command: CliCommand): readonly Option[] {
  const options = OPTIONS.filter(({ commands }) => commands?.includes(command));
  const isLast = ({ variants }: Option): boolean => variants?.[command]?.last ?? false;
  return [...options.filter((option) => !isLast(option)), ...options.filter(isLast)].map((option) => {
    const { last: _, ...differences } = option.variants?.[command] ?? {};
    // The type of the table makes sure that a variant only has what the kind of its option has.
    return { ...option, ...differences } as Option;
  });
}
