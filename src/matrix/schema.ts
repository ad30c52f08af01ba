import * as v from 'valibot';
import { SEVERITIES } from '../severity.ts';
import { anyFilled, boolean, byKind, documented, filled, filledWord, MAPPING_RULE, optional, someOf, text, word } from './schema-parts.ts';

/**
 * The matrix file's shape: the one source for validation, for the types, for schema/matrix.schema.json (editors) and
 * for docs/reference.md.
 */

// Also a stage name of a Dockerfile and a target name of bake, which allows no dots.
const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;
const NAME_RULE = 'must be lower-case letters and digits, with single "_" or "-" between them, beginning with a letter';
const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEY_RULE = 'must be letters, digits, "_" and "-", beginning with a letter';
// What Docker allows, for stages of a Dockerfile that is not ours.
const STAGE = /^[a-z][a-z0-9_.-]*$/;
const STAGE_RULE = 'must be lower-case letters, digits, "_", "." and "-", beginning with a letter';
const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;

const name = v.pipe(v.string(NAME_RULE), v.regex(NAME, NAME_RULE));
const key = v.pipe(v.string(KEY_RULE), v.regex(KEY, KEY_RULE));
const filledKey = v.pipe(v.string(), v.regex(/^[^\n\r\0]*\S[^\n\r\0]*$/, 'must be one line and not empty'));
const platform = v.pipe(text, v.regex(PLATFORM, 'must be os/architecture[/variant], as linux/amd64 or linux/arm/v7'));
const platforms = someOf(platform, 'must be a list, as [linux/amd64, linux/arm64]', 'must name at least one platform');
const tags = v.array(filled, 'must be a list of tag patterns');

/** A value for templates: text, true/false, a list, or a mapping of values. */
export type Value = string | boolean | readonly Value[] | { readonly [key: string]: Value };

export const value: v.GenericSchema<unknown, Value> = v.lazy(() => anyValue);
const anyValue: v.GenericSchema<unknown, Value> = byKind({ text: word, boolean: v.boolean(), list: v.array(value), mapping: v.record(key, value, MAPPING_RULE) }, 'text');
const values = v.record(key, value, MAPPING_RULE);
const texts = v.record(filledKey, text, MAPPING_RULE);

const axis = byKind(
  {
    list: someOf(filled, 'must be a list of values, or a mapping from each value to values of its own'),
    mapping: v.pipe(v.record(filledKey, values, MAPPING_RULE), v.minEntries(1, 'must have at least one value')),
  },
  'list',
);

const template = documented(filled, 'Its template in the templates folder, without ".hbs". Default: the one that has its name.', ['python', 'os/debian']);

const stage = v.strictObject(
  {
    from: documented(filled, 'What the stage is built from: an image, another stage, or a target. May use values.', ['python:{{python}}-bookworm', 'builder']),
    template: v.exactOptional(template),
    values: optional(values, 'Values for this stage alone. They win over those of the matrix and of axis values.', [{ packages: ['git', 'curl'] }]),
  },
  MAPPING_RULE,
);

const secretId = v.pipe(v.string('must be the id of a secret'), v.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'must be letters, digits, "_", "." and "-"'));
const secret = byKind(
  {
    text: secretId,
    mapping: v.strictObject(
      {
        id: documented(secretId, 'The id that RUN --mount=type=secret,id=… asks for.', ['github-token']),
        env: optional(v.pipe(filled, v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable')), 'Environment variable that holds the secret when building. Default: the one that has the id as its name.', ['GITHUB_TOKEN']),
        file: optional(filled, 'File that holds the secret when building, instead of an environment variable.', ['.secrets/npmrc']),
        optional: optional(boolean, 'Whether its build does without, with an empty value.', [true], false),
      },
      MAPPING_RULE,
    ),
  },
  'text',
);

const patterns = byKind({ text: filled, list: someOf(filled, 'must be a regular expression or a list of them') }, 'text');
const environmentName = v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, 'must be the name of an environment variable'));
const number = v.pipe(text, v.regex(/^(?:0|[1-9]\d*)$/, 'must be a whole number'));
const words = v.array(text, 'must be a list of words');
const names = v.array(filled, 'must be a list');
const commandText = v.pipe(v.string('must be a command, or a list of its words'), v.regex(/^[^\0]*\S[^\0]*$/, 'must not be empty'));

const metadata = v.strictObject(
  {
    user: optional(text, 'USER.', ['app', '1000:1000']),
    workdir: optional(filled, 'WORKDIR.', ['/home/app']),
    entrypoint: optional(words, 'ENTRYPOINT, as a list; a command line of the shell is ["/bin/sh", "-c", …].', [['/init']]),
    cmd: optional(words, 'CMD, likewise.', [['python']]),
    env: optional(v.record(environmentName, text, MAPPING_RULE), 'Variables that the image sets, with exactly these values.', [{ LANG: 'C.UTF-8' }]),
    'unset-env': optional(names, 'Variables that the image does not set.', [['PIP_INDEX_URL']]),
    labels: optional(texts, 'Labels, with exactly these values.', [{ 'org.opencontainers.image.licenses': 'MIT' }]),
    'exposed-ports': optional(names, 'Ports that EXPOSE names, with or without "/tcp" or "/udp".', [['8888']]),
    'unexposed-ports': optional(names, 'Ports that it does not name.', [['22']]),
    volumes: optional(names, 'Volumes that VOLUME names.', [['/data']]),
    'unmounted-volumes': optional(names, 'Volumes that it does not name.', [['/home/app']]),
    healthcheck: optional(boolean, 'Whether there is a HEALTHCHECK.', [true]),
  },
  MAPPING_RULE,
);

const imageTest = v.strictObject(
  {
    name: optional(filled, 'What it is called in reports. Default: the command or the path.', ['the package can be imported']),
    run: optional(byKind({ text: commandText, list: someOf(v.pipe(v.string('must be text'), v.regex(/^[^\0]*$/, 'must have no NUL character')), 'must be a command, or a list of its words') }, 'text'), 'A command to run in the image: text for /bin/sh, or a list of words for an image without a shell. May use values. ENTRYPOINT is not run; USER, WORKDIR and ENV hold. A test has exactly one of run, file, metadata and structure.', ['jupyter --version', ['/app/server', '--version']]),
    'exit-code': optional(number, 'The exit status that run has to end with.', ['2'], '0'),
    stdout: optional(patterns, 'Regular expressions (RE2, as in Go) that each must be found in the standard output of run; "^" and "$" are the ends of a line. May use values.', [['^4\\.']]),
    'not-stdout': optional(patterns, 'Regular expressions that must not be found there. May use values.', ['[Ww]arning']),
    stderr: optional(patterns, 'Regular expressions that each must be found in the standard error of run. May use values.', ['^usage:']),
    'not-stderr': optional(patterns, 'Regular expressions that must not be found there. May use values.', ['Traceback']),
    env: optional(v.record(environmentName, text, MAPPING_RULE), 'Variables for run, besides those of the image. May use values.', [{ STAGE: 'test' }]),
    user: optional(v.pipe(text, v.regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/, 'must be a name or number, with a group behind ":" if need be')), "Who runs it. Default: the image's USER.", ['root', '1000:1000']),
    timeout: optional(v.pipe(text, v.regex(/^[1-9]\d{0,4}[sm]$/, 'must be seconds or minutes, as 30s or 5m')), 'How long run may take.', ['30s'], '5m'),
    network: optional(boolean, 'Whether run reaches the network. Default: false; true for the commands of structure.', [true]),
    platforms: optional(platforms, 'The platforms it runs on. Default: all of the image.', [['linux/amd64']]),
    file: optional(filled, 'A path in the image to look at. May use values.', ['/usr/local/bin/app']),
    exists: optional(boolean, 'Whether there is such a file or folder.', [false], true),
    contains: optional(patterns, 'Regular expressions that each must be found in the file. May use values.', ['^VERSION_ID="12"']),
    'not-contains': optional(patterns, 'Regular expressions that must not be found in it. May use values.', [['x-access-token']]),
    mode: optional(v.pipe(text, v.regex(/^(?:0[0-7]{3,4}|[-dalTLDpSugct]{1,5}[-rwx]{9})$/, 'must be octal, as 0755, or as -rwxr-xr-x')), 'Its permissions.', ['0755', '-rwxr-xr-x']),
    uid: optional(number, 'The number of its owner.', ['1000']),
    gid: optional(number, 'The number of its group.', ['1000']),
    'executable-by': optional(v.picklist(['owner', 'group', 'other', 'any'], 'must be owner, group, other or any'), 'Who may run it.', ['any']),
    metadata: optional(metadata, "What the image's configuration says. May use values.", [{ user: 'app', healthcheck: true }]),
    structure: optional(filled, "A test file of Google's container-structure-test (schema 2.0.0), seen from the folder of the matrix.", ['structure-tests/app.yaml']),
  },
  MAPPING_RULE,
);
const imageTests = v.array(imageTest, 'must be a list of tests');

const target = v.strictObject(
  {
    from: optional(filled, 'What the image is built from: another target, a stage, or an image. May use values. A target has exactly one of from, file and dockerfile.', ['base', 'python:{{python}}-slim-bookworm']),
    stage: optional(v.pipe(v.string(STAGE_RULE), v.regex(STAGE, STAGE_RULE)), 'Its stage in the Dockerfile. Default: the name of the target; with file or dockerfile, the last stage.', ['runtime']),
    template: v.exactOptional(template),
    file: optional(filled, 'A template for a whole Dockerfile, instead of from: its name in the templates folder, without ".hbs".', ['environment']),
    dockerfile: optional(filled, 'A Dockerfile that is used as it is, instead of from: its path, seen from the folder of the matrix.', ['Dockerfile', 'docker/Dockerfile.gpu']),
    description: optional(filled, 'One line about the image, for its label org.opencontainers.image.description.', ['The package with all of its extras']),
    axes: optional(v.array(key, 'must be a list of axis names'), 'The axes it varies over, besides those of its parent. Default: all axes; none for a target built from another target.', [['python'], ['python', 'cuda']]),
    platforms: optional(platforms, "The platforms it is built for. Default: its parent's, or else the matrix's.", [['linux/amd64']]),
    values: optional(values, 'Values for this target alone. They win over those of the matrix and of axis values.', [{ extras: ['all'] }]),
    args: optional(texts, 'Build arguments (ARG in the Dockerfile). May use values. Default: none. Not for secrets: arguments stay in the image.', [{ TORCH_VERSION: '{{torch}}' }]),
    labels: optional(texts, "Labels besides the matrix's; of the same name, these win. May use values.", [{ 'org.opencontainers.image.title': 'Notebooks' }]),
    tags: optional(tags, "Tag patterns instead of the matrix's.", [['{{target}}', '{{target}}-py{{python}}']]),
    latest: optional(boolean, 'Whether the image also gets the tag "latest". For one image of the matrix.', [true], false),
    secrets: optional(v.array(secret, 'must be a list of secret ids'), 'Secrets that its build may read. The value never gets into the image, a file or a log. Default: none.', [['npmrc'], [{ id: 'github-token', env: 'GITHUB_TOKEN' }]]),
    contexts: optional(texts, 'Further build contexts by the name that COPY --from uses: a folder, docker-image://REFERENCE, or image:TARGET for an image of this matrix. Default: none.', [{ assets: '../assets', tools: 'image:tools' }]),
    output: optional(v.picklist(['image', 'local'], 'must be image, or local for files instead of an image'), 'What is built: an image, or files ("local"), which go to out/NAME and get no tags.', ['local'], 'image'),
    test: optional(imageTests, "Tests that its images have to pass before they are published, besides the matrix's. Default: none.", [[{ run: 'jupyter --version', stdout: '^4\\.' }]]),
  },
  MAPPING_RULE,
);

const pattern = byKind({ text: filled, list: someOf(filled, 'must be a value or a list of values') }, 'text');
const condition = v.pipe(v.record(key, pattern, 'must be a mapping from target, platform or an axis to a value'), v.minEntries(1, 'must name at least one of target, platform or an axis'));
const CONDITION = 'Keys are target, platform or an axis; all must hold. A value is a text, a glob (py*), a comparison of versions (">=3.13", "~12.4"), or a list of them, of which any must hold.';

const rule = v.strictObject(
  {
    exclude: optional(condition, `Images that are not built. ${CONDITION} A rule has exactly one of exclude, include, require and set.`, [{ target: 'ml', python: '>=3.13' }]),
    include: optional(condition, `Images that are built although another rule excludes them. ${CONDITION}`, [{ target: 'ml', python: '3.13', cuda: '12.4' }]),
    require: optional(condition, `What must hold for images that have these keys; others of them are not built. ${CONDITION}`, [{ cuda: ['12.1', '12.4'] }]),
    set: optional(values, 'Values for the images that "when" is about. They win over all but --set.', [{ index: 'https://download.pytorch.org/whl/cu124' }]),
    when: optional(condition, `Which images a require or set rule is about. ${CONDITION} Default: all images.`, [{ cuda: '~12.4' }]),
    because: optional(filled, 'The reason, shown wherever an image is missing. Default: the place of the rule.', ['JAX has no cu121 wheels for it']),
  },
  MAPPING_RULE,
);

const cache = byKind(
  {
    boolean: v.boolean('must be true, false, or a mapping with "repository" and "mode"'),
    mapping: v.strictObject(
      {
        repository: optional(filled, 'Repository of the cache. Default: that of the images with "-cache" behind it.', ['ghcr.io/org/app-cache']),
        mode: optional(v.picklist(['min', 'max'], 'must be min or max'), 'What is kept: the layers of the images (min), or those of all stages (max).', ['min'], 'max'),
      },
      MAPPING_RULE,
    ),
  },
  'boolean',
);

const decorator = v.pipe(
  v.strictObject(
    {
      match: documented(byKind({ text: filledWord, list: someOf(filled, 'must be a part of a command, or a list of them') }, 'text'), 'A part of the command, beginning and ending where words do; "*" stands for anything within one command. Of a list, any.', ['pip install', ['pip install', 'uv *']]),
      mount: optional(v.array(filled, 'must be a list of mounts'), 'Mounts, as RUN --mount takes them. May use values. One whose target the RUN has already is left out. Default: none.', [['type=secret,id=pip,target=/etc/pip.conf', 'type=cache,id=uv-{{python}},target=/root/.cache/uv']]),
      env: optional(v.record(v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable')), text, MAPPING_RULE), 'Variables to export in front of the command; they do not stay in the image. May use values. Default: none.', [{ UV_LINK_MODE: 'copy' }]),
      because: optional(filled, 'Why, for whoever reads the matrix.', ['packages come from the mirror']),
    },
    MAPPING_RULE,
  ),
  anyFilled(['mount', 'env'], 'must have "mount" or "env"'),
);

const scan = v.strictObject(
  {
    mode: optional(v.picklist(['off', 'report', 'gate'], 'must be off, report or gate'), 'What findings do: keep images from being published (gate), get reported only (report), or nothing is scanned (off).', ['report'], 'gate'),
    'fail-on': optional(v.array(v.picklist(SEVERITIES, `must be one of ${SEVERITIES.join(', ')}`), 'must be a list of severities'), 'The severities that fail the gate.', [['CRITICAL']], ['HIGH', 'CRITICAL']),
    'ignore-unfixed': optional(boolean, 'Whether findings that no update fixes yet pass the gate.', [true], false),
    ignores: optional(filled, "Trivy's ignore file, with accepted findings, their reasons and expiry dates. Default: none.", ['.trivyignore.yaml']),
  },
  MAPPING_RULE,
);

export const matrixSchema = v.strictObject(
  {
    version: documented(v.picklist(['1'], ({ input }) => (typeof input === 'string' ? 'must be 1, the only version of this format' : 'must be 1')), 'Version of this format: 1.', [1]),
    image: documented(filled, 'The repository that the images are published to, without a tag.', ['ghcr.io/org/app']),
    platforms: optional(platforms, 'The platforms that images are built for, unless a target names its own.', [['linux/amd64', 'linux/arm64']], ['linux/amd64']),
    context: optional(filled, 'The folder that is the build context, seen from the folder of the matrix.', ['..'], '.'),
    syntax: optional(
      byKind({ text: filledWord, boolean: v.literal(false, 'must be an image reference, or false for no "# syntax" line') }, 'text'),
      'The Dockerfile frontend in the first line of rendered Dockerfiles (# syntax=…), or false for no such line.',
      ['docker/dockerfile:1.19', false],
      'docker/dockerfile:1',
    ),
    templates: optional(filled, 'The folder of the templates, seen from the folder of the matrix.', ['docker/templates'], 'templates'),
    values: optional(
      values,
      'Values for templates and everything that takes {{name}}: text, true or false, lists and mappings. A value may use others, come from a file ({read: FILE, key: a.b}), or be the paths of files ({glob: PATTERN}). Order of the cascade: these, then an axis value\'s, a target\'s, a set rule\'s, --set.',
      [{ python: '3.12', packages: ['git', 'curl'], release: { read: 'pyproject.toml', key: 'project.version' } }],
    ),
    axes: optional(
      v.record(key, axis, MAPPING_RULE),
      'What images vary over: each axis is a list of values, or a mapping from each value to values of its own. {{cuda}} is the value, {{cuda.base}} one of its own. Default: none, one image per target.',
      [{ python: ['3.11', '3.12'], cuda: { '12.1': { base: 'nvidia/cuda:12.1.0-runtime-ubuntu22.04' } } }],
    ),
    stages: optional(v.record(name, stage, MAPPING_RULE), 'Helper stages, by name: part of a Dockerfile where something needs them, never an image of their own. Default: none.', [{ builder: { from: 'python:{{python}}-bookworm' } }]),
    targets: documented(v.pipe(v.record(name, target, MAPPING_RULE), v.minEntries(1, 'must have at least one target')), 'The images, by name; each is built for every combination of its axes.', [{ base: { from: 'debian:12' }, full: { from: 'base', latest: true } }]),
    rules: optional(v.array(rule, 'must be a list of rules'), 'Which combinations there are, and values for some of them. Their order does not matter. Default: none, every combination is built.', [[{ exclude: { target: 'ml', python: '>=3.13' }, because: 'there are no wheels' }]]),
    decorate: optional(v.array(decorator, 'must be a list of decorators'), 'Mounts and environment for every RUN of every template that matches. Default: none.', [[{ match: ['pip install', 'uv *'], mount: ['type=cache,target=/root/.cache'], env: { UV_LINK_MODE: 'copy' } }]]),
    tags: optional(tags, 'Tag patterns. Besides values they take {{target}}, and {{version}}, {{revision}} and {{branch}} of a run; a pattern that uses one the run does not have gives no tag.', [['{{target}}', '{{target}}-{{version}}']], ['{{target}}', '{{target}}-{{version}}']),
    labels: optional(texts, 'Labels of every image. May use values. Title, description, version, revision, time and source are filled in.', [{ 'org.opencontainers.image.licenses': 'Apache-2.0' }]),
    ignore: optional(v.array(text, 'must be a list of .dockerignore patterns'), 'Patterns of files that no build gets to see; becomes the .dockerignore of every rendered Dockerfile. Default: the .dockerignore of the build context.', [['.git', '**/__pycache__']]),
    cache: optional(cache, "Whether builds share a cache in the registry, or where and how much. Read by every run, written by those that push a branch.", [false, { repository: 'ghcr.io/org/cache', mode: 'min' }], true),
    scan: optional(scan, 'The scan with Trivy that images have to pass before they are published.', [{ mode: 'gate', 'fail-on': ['CRITICAL'], ignores: '.trivyignore.yaml' }]),
    test: optional(imageTests, 'Tests that every image has to pass before it is published. Default: none.', [[{ run: 'id -u', 'not-stdout': '^0$' }, { file: '/root/.netrc', exists: false }]]),
  },
  MAPPING_RULE,
);

/** A matrix file that has the right shape; whether its names fit together is checked by `expand` and `plan`. */
export type MatrixFile = v.InferOutput<typeof matrixSchema>;
export type Target = MatrixFile['targets'][string];
export type Stage = NonNullable<MatrixFile['stages']>[string];
export type Rule = NonNullable<MatrixFile['rules']>[number];
export type Condition = Readonly<Record<string, string | readonly string[]>>;
export type ImageTestEntry = NonNullable<MatrixFile['test']>[number];
