/** The schema of matrix.yaml: every key, what is allowed there, and its description. */

// Validation, the types, schema/matrix.schema.json (for editors) and docs/reference.md are all made from it.

import * as v from 'valibot';
import {
  anyFilled,
  boolean,
  byKind,
  documented,
  filled,
  filledKey,
  filledWord,
  MAPPING_RULE,
  optional,
  someOf,
  text,
  texts,
  word,
} from '../yaml/schema-parts.ts';
import { condition, CONDITION, globText, key } from './condition.ts';
import { GLOB_RULE, SHORT_ENOUGH } from '../pattern/glob.ts';
import { platforms } from './platform-schema.ts';
import { policy, SIZE_LIMIT, sizeLimit } from './policy-schema.ts';
import { SEVERITIES } from './severity.ts';
import { flavor, tags, targetFlavor } from './tag-schema.ts';
import { imageTests } from './test-schema.ts';

// It becomes the name of a stage in the Dockerfile, and of a target of bake, which allows no dots.
const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;
const NAME_RULE =
  'must be lower-case letters and digits, with single "_" or "-" between them, beginning with a letter';
// All that Docker allows: the stage may be one of a Dockerfile that the user wrote.
const STAGE = /^[a-z][a-z0-9_.-]*$/;
const STAGE_RULE = 'must be lower-case letters, digits, "_", "." and "-", beginning with a letter';

const name = v.pipe(v.string(NAME_RULE), v.regex(NAME, NAME_RULE));

/** A value for templates: text, true/false, a list, or a mapping of values. */
export type Value = string | boolean | readonly Value[] | { readonly [key: string]: Value };

/** The shape of a value. It may have values inside, so it refers to itself. */
export const value: v.GenericSchema<unknown, Value> = v.lazy(() => anyValue);
const anyValue: v.GenericSchema<unknown, Value> = byKind(
  { text: word, boolean: v.boolean(), list: v.array(value), mapping: v.record(key, value, MAPPING_RULE) },
  'text',
);
const values = v.record(key, value, MAPPING_RULE);

const axis = byKind(
  {
    list: someOf(filled, 'must be a list of values, or a mapping from each value to values of its own'),
    mapping: v.pipe(
      v.record(filledKey, values, MAPPING_RULE),
      v.minEntries(1, 'must have at least one value'),
    ),
  },
  'list',
);

const template = documented(
  filled,
  'Its template in the templates folder, without ".hbs". Default: the one that has its name.',
  ['python', 'os/debian'],
);

const stage = v.strictObject(
  {
    from: documented(
      filled,
      'What the stage is built from: an image, another stage, or a target. May use values.',
      ['python:{{python}}-bookworm', 'builder'],
    ),
    template: v.exactOptional(template),
    values: optional(
      values,
      'Values for this stage alone. They win over those of the matrix and of axis values.',
      [{ packages: ['git', 'curl'] }],
    ),
  },
  MAPPING_RULE,
);

const secretId = v.pipe(
  v.string('must be the id of a secret'),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'must be letters, digits, "_", "." and "-"'),
);
const secret = byKind(
  {
    text: secretId,
    mapping: v.strictObject(
      {
        id: documented(secretId, 'The id that RUN --mount=type=secret,id=… asks for.', ['github-token']),
        env: optional(
          v.pipe(filled, v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable')),
          'Environment variable that holds the secret when building. Default: the one that has the id as its name.',
          ['GITHUB_TOKEN'],
        ),
        file: optional(
          filled,
          'File that holds the secret when building, instead of an environment variable.',
          ['.secrets/npmrc'],
        ),
        optional: optional(boolean, 'Whether its build does without, with an empty value.', [true], false),
      },
      MAPPING_RULE,
    ),
  },
  'text',
);

const target = v.strictObject(
  {
    from: optional(
      filled,
      'What the image is built from: another target, a stage, or an image. May use values. ' +
        'A target has exactly one of from, file and dockerfile.',
      ['base', 'python:{{python}}-slim-bookworm'],
    ),
    stage: optional(
      v.pipe(v.string(STAGE_RULE), v.regex(STAGE, STAGE_RULE)),
      'Its stage in the Dockerfile. Default: the one with the name of the target; ' +
        'with file or dockerfile the last stage, where there is no stage of that name.',
      ['runtime'],
    ),
    template: v.exactOptional(template),
    file: optional(
      filled,
      'A template for a whole Dockerfile, instead of from: its name in the templates folder, without ".hbs".',
      ['environment'],
    ),
    dockerfile: optional(
      filled,
      'A Dockerfile that is used as it is, instead of from: its path, seen from the folder of the matrix.',
      ['Dockerfile', 'docker/Dockerfile.gpu'],
    ),
    description: optional(
      filled,
      'One line about the image, for its label org.opencontainers.image.description.',
      ['The package with all of its extras'],
    ),
    axes: optional(
      v.array(key, 'must be a list of axis names'),
      'The axes it varies over, besides those of its parent. Default: all axes; ' +
        'none for a target built from another target.',
      [['python'], ['python', 'cuda']],
    ),
    platforms: optional(
      platforms,
      "The platforms it is built for. Default: its parent's, or else the matrix's.",
      [['linux/amd64']],
    ),
    values: optional(
      values,
      'Values for this target alone. They win over those of the matrix and of axis values.',
      [{ extras: ['all'] }],
    ),
    args: optional(
      texts,
      "Build arguments (ARG in the Dockerfile) besides the matrix's; of the same name, these win. May use values, " +
        'and version, revision and branch of the run. Default: none. Not for secrets: arguments stay in the image.',
      [{ TORCH_VERSION: '{{torch}}' }],
    ),
    labels: optional(texts, "Labels besides the matrix's; of the same name, these win. May use values.", [
      { 'org.opencontainers.image.title': 'Notebooks' },
    ]),
    tags: optional(tags, "Tags instead of the matrix's.", [['{{target}}', '{{target}}-py{{python}}']]),
    flavor: optional(targetFlavor, "Prefix and suffix of its tags instead of the matrix's.", [
      { prefix: 'gpu-' },
    ]),
    latest: optional(
      boolean,
      'Whether its image is the one that gets the tag "latest". For a target with one image; ' +
        'for one of several there is "latest" of the matrix.',
      [true],
      false,
    ),
    secrets: optional(
      v.array(secret, 'must be a list of secret ids'),
      'Secrets that its build may read. The value never gets into the image, a file or a log. Default: none.',
      [['npmrc'], [{ id: 'github-token', env: 'GITHUB_TOKEN' }]],
    ),
    contexts: optional(
      texts,
      'Further build contexts by the name that COPY --from uses: a folder, docker-image://REFERENCE, ' +
        'or image:TARGET for an image of this matrix. Default: none.',
      [{ assets: '../assets', tools: 'image:tools' }],
    ),
    'size-limit': optional(sizeLimit, `${SIZE_LIMIT} What it says wins over the matrix's.`, [
      '10GB',
      { compressed: '3GB', unpacked: '10GB', growth: '20%' },
    ]),
    policy: optional(policy, "What the finished image has to be like. What it says wins over the matrix's.", [
      { user: 'any' },
    ]),
    output: optional(
      v.picklist(['image', 'local'], 'must be image, or local for files instead of an image'),
      'What is built: an image, or files ("local"), which go to out/NAME and get no tags.',
      ['local'],
      'image',
    ),
    test: optional(
      imageTests,
      "Tests that its images have to pass before they are published, besides the matrix's. Default: none.",
      [[{ run: 'jupyter --version', stdout: '^4\\.' }]],
    ),
  },
  MAPPING_RULE,
);

const rule = v.strictObject(
  {
    exclude: optional(
      condition,
      `Images that are not built. ${CONDITION} A rule has exactly one of exclude, include, require and set.`,
      [{ target: 'ml', python: '>=3.13' }],
    ),
    include: optional(condition, `Images that are built although another rule excludes them. ${CONDITION}`, [
      { target: 'ml', python: '3.13', cuda: '12.4' },
    ]),
    require: optional(
      condition,
      `What must hold for images that have these keys; others of them are not built. ${CONDITION}`,
      [{ cuda: ['12.1', '12.4'] }],
    ),
    set: optional(values, 'Values for the images that "when" is about. They win over all but --set.', [
      { index: 'https://download.pytorch.org/whl/cu124' },
    ]),
    when: optional(
      condition,
      `Which images a require or set rule is about. ${CONDITION} Default: all images.`,
      [{ cuda: '~12.4' }],
    ),
    because: optional(
      filled,
      'The reason, shown wherever an image is missing. Default: the place of the rule.',
      ['JAX has no cu121 wheels for it'],
    ),
  },
  MAPPING_RULE,
);

const cache = byKind(
  {
    boolean: v.boolean('must be true, false, or a mapping with "repository" and "mode"'),
    mapping: v.strictObject(
      {
        repository: optional(
          filled,
          'Repository of the cache. Default: that of the images with "-cache" behind it.',
          ['ghcr.io/org/app-cache'],
        ),
        mode: optional(
          v.picklist(['min', 'max'], 'must be min or max'),
          'What is kept: the layers of the images (min), or those of all stages (max).',
          ['min'],
          'max',
        ),
      },
      MAPPING_RULE,
    ),
  },
  'boolean',
);

const decorator = v.pipe(
  v.strictObject(
    {
      match: documented(
        byKind(
          {
            text: v.pipe(filledWord, v.regex(SHORT_ENOUGH, GLOB_RULE)),
            list: someOf(globText, 'must be a part of a command, or a list of them'),
          },
          'text',
        ),
        'A part of the command, beginning and ending where words do; ' +
          '"*" stands for anything within one command. Of a list, any.',
        ['pip install', ['pip install', 'uv *']],
      ),
      mount: optional(
        v.array(filled, 'must be a list of mounts'),
        'Mounts, as RUN --mount takes them. May use values. One whose target the RUN has already is left ' +
          'out. Default: none.',
        [['type=secret,id=pip,target=/etc/pip.conf', 'type=cache,id=uv-{{python}},target=/root/.cache/uv']],
      ),
      env: optional(
        v.record(
          v.pipe(
            v.string(),
            v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable'),
          ),
          text,
          MAPPING_RULE,
        ),
        'Variables to export in front of the command; they do not stay in the image. May use values. Default: none.',
        [{ UV_LINK_MODE: 'copy' }],
      ),
      because: optional(filled, 'Why, for whoever reads the matrix.', ['packages come from the mirror']),
    },
    MAPPING_RULE,
  ),
  anyFilled(['mount', 'env'], 'must have "mount" or "env"'),
);

const DAYS_RULE = 'must be a number of days, such as 14 days';

const scan = v.strictObject(
  {
    mode: optional(
      v.picklist(['off', 'report', 'gate'], 'must be off, report or gate'),
      'What findings do: keep images from being published (gate), get reported only (report), ' +
        'or nothing is scanned (off).',
      ['report'],
      'gate',
    ),
    'fail-on': optional(
      v.pipe(
        v.array(
          v.picklist(SEVERITIES, `must be one of ${SEVERITIES.join(', ')}`),
          'must be a list of severities',
        ),
        v.minLength(1, 'must have at least one severity; nothing is scanned with mode: off'),
      ),
      'The severities that fail the gate: the mildest of them, and everything worse.',
      [['CRITICAL']],
      ['HIGH', 'CRITICAL'],
    ),
    'ignore-unfixed': optional(
      boolean,
      'Whether findings that no update fixes yet pass the gate.',
      [true],
      false,
    ),
    base: optional(
      v.picklist(['gate', 'report'], 'must be gate or report'),
      'What findings in layers of the base image do: count as all others (gate), or get reported only (report).',
      ['report'],
      'gate',
    ),
    ignores: optional(
      filled,
      "Trivy's ignore file, with accepted findings, their reasons and expiry dates. Default: none.",
      ['.trivyignore.yaml'],
    ),
    'expiry-warning': optional(
      v.pipe(v.string(DAYS_RULE), v.regex(/^[0-9]{1,3} days?$/, DAYS_RULE)),
      'How long before an ignored finding counts again each run warns.',
      ['30 days'],
      '14 days',
    ),
    'strict-ignores': optional(
      boolean,
      'Whether an ignored finding without a reason (statement) or an expiry date (expired_at) is an ' +
        'error instead of a warning.',
      [true],
      false,
    ),
    vex: optional(
      v.array(filled, 'must be a list of files'),
      'VEX documents (OpenVEX, CSAF or CycloneDX), seen from the folder of the matrix: ' +
        'what they call not affected or fixed does not count. Default: none.',
      [['vex/openssl.json']],
    ),
  },
  MAPPING_RULE,
);

const publish = v.strictObject(
  {
    staging: optional(
      v.picklist(['digest', 'tag'], 'must be digest or tag'),
      'How images are kept in the registry until they are published: ' +
        'by digest alone, or under a tag of their own (staging-…) as well, which is removed afterwards. ' +
        'For registries that collect what has no tag.',
      ['tag'],
      'digest',
    ),
  },
  MAPPING_RULE,
);

/** The whole file. */
export const matrixSchema = v.strictObject(
  {
    version: documented(
      v.picklist(['1'], ({ input }) =>
        typeof input === 'string' ? 'must be 1, the only version of this format' : 'must be 1',
      ),
      'Version of this format: 1.',
      [1],
    ),
    image: documented(
      byKind({ text: filled, list: someOf(filled, 'must be a repository, or a list of them') }, 'text'),
      'The repository that the images are published to, without a tag. ' +
        'Of a list, the first; the others are mirrors, which get copies under the same tags.',
      ['ghcr.io/org/app', ['ghcr.io/org/app', 'docker.io/org/app']],
    ),
    platforms: optional(
      platforms,
      'The platforms that images are built for, unless a target names its own.',
      [['linux/amd64', 'linux/arm64']],
      ['linux/amd64'],
    ),
    context: optional(
      filled,
      'The folder that is the build context, seen from the folder of the matrix.',
      ['..'],
      '.',
    ),
    syntax: optional(
      byKind(
        {
          text: filledWord,
          boolean: v.literal(false, 'must be an image reference, or false for no "# syntax" line'),
        },
        'text',
      ),
      'The Dockerfile frontend in the first line of rendered Dockerfiles (# syntax=…), or false for no such line.',
      ['docker/dockerfile:1.19', false],
      'docker/dockerfile:1',
    ),
    templates: optional(
      filled,
      'The folder of the templates, seen from the folder of the matrix.',
      ['docker/templates'],
      'templates',
    ),
    values: optional(
      values,
      'Values for templates and everything that takes {{name}}: text, true or false, lists and mappings. ' +
        'A value may use others, come from a file ({read: FILE, key: a.b}), ' +
        'or be the paths of files ({glob: PATTERN}). Order of the cascade: ' +
        "these, then an axis value's, a target's, a set rule's, --set.",
      [
        {
          python: '3.12',
          packages: ['git', 'curl'],
          release: { read: 'pyproject.toml', key: 'project.version' },
        },
      ],
    ),
    axes: optional(
      v.record(key, axis, MAPPING_RULE),
      'What images vary over: each axis is a list of values, or a mapping from each value to values of ' +
        'its own. {{cuda}} is the value, {{cuda.base}} one of its own. Default: none, one image per target.',
      [{ python: ['3.11', '3.12'], cuda: { '12.1': { base: 'nvidia/cuda:12.1.0-runtime-ubuntu22.04' } } }],
    ),
    stages: optional(
      v.record(name, stage, MAPPING_RULE),
      'Helper stages, by name: part of a Dockerfile where something needs them, ' +
        'never an image of their own. Default: none.',
      [{ builder: { from: 'python:{{python}}-bookworm' } }],
    ),
    targets: documented(
      v.pipe(v.record(name, target, MAPPING_RULE), v.minEntries(1, 'must have at least one target')),
      'The images, by name; each is built for every combination of its axes.',
      [{ base: { from: 'debian:12' }, full: { from: 'base', latest: true } }],
    ),
    rules: optional(
      v.array(rule, 'must be a list of rules'),
      'Which combinations there are, and values for some of them. Their order does not matter. ' +
        'Default: none, every combination is built.',
      [[{ exclude: { target: 'ml', python: '>=3.13' }, because: 'there are no wheels' }]],
    ),
    decorate: optional(
      v.array(decorator, 'must be a list of decorators'),
      'Mounts and environment for every RUN of every template that matches. Default: none.',
      [
        [
          {
            match: ['pip install', 'uv *'],
            mount: ['type=cache,target=/root/.cache'],
            env: { UV_LINK_MODE: 'copy' },
          },
        ],
      ],
    ),
    tags: optional(
      tags,
      'Tags of every image: a text, an entry of docker/metadata-action ' +
        '(type=semver,pattern={{version}}), or a mapping with the keys of one. ' +
        'Besides values they take {{target}} and facts of the run, as {{version}}; ' +
        'what uses a fact that the run does not have gives no tag.',
      [
        ['{{target}}', '{{target}}-{{version}}'],
        [{ type: 'semver', pattern: '{{major}}.{{minor}}', prefix: '{{target}}-', highest: true }],
      ],
      ['{{target}}', '{{target}}-{{version}}'],
    ),
    flavor: optional(flavor, 'Prefix and suffix of tags, and when there is "latest".', [
      { prefix: '{{target}}-', latest: 'highest' },
    ]),
    latest: optional(
      condition,
      'Which image gets the tag "latest": exactly one of the matrix. ' +
        `${CONDITION.replace('target, platform or an axis', 'target or an axis')} ` +
        'Default: the target with latest: true.',
      [{ target: 'full', python: '3.12' }],
    ),
    args: optional(
      texts,
      'Build arguments of every image (ARG in the Dockerfile). May use values, and version, revision and branch of ' +
        'the run: such an argument is not in docker-bake.hcl, and a run without that fact does not give it, so that ' +
        'the default in the Dockerfile counts. Those that a "from" uses, as ${BASE}, are rendered as ARG above the ' +
        'first FROM. Default: none. Not for secrets: arguments stay in the image.',
      [{ PACKAGE_VERSION: '{{version}}' }],
    ),
    refresh: optional(
      v.pipe(v.string(DAYS_RULE), v.regex(/^[1-9][0-9]{0,2} days?$/, DAYS_RULE)),
      'How old what builds fetch from networks may get. Steps below an "ARG REFRESH_EPOCH" in a Dockerfile are then ' +
        'taken from the cache for this long, and built anew after it. Default: for ever.',
      ['7 days'],
    ),
    labels: optional(
      texts,
      'Labels of every image. May use values. Title, description, version, revision, time and source are filled in.',
      [{ 'org.opencontainers.image.licenses': 'Apache-2.0' }],
    ),
    ignore: optional(
      v.array(text, 'must be a list of .dockerignore patterns'),
      'Patterns of files that no build gets to see; becomes the .dockerignore of every rendered ' +
        'Dockerfile. Default: the .dockerignore of the build context.',
      [['.git', '**/__pycache__']],
    ),
    cache: optional(
      cache,
      'Whether builds share a cache in the registry, or where and how much. ' +
        'Read by every run, written by those that push a branch.',
      [false, { repository: 'ghcr.io/org/cache', mode: 'min' }],
      true,
    ),
    publish: optional(publish, 'How images are published.', [{ staging: 'tag' }]),
    'size-limit': optional(sizeLimit, `${SIZE_LIMIT} Default: no limit.`, [
      '3GB',
      { compressed: '3GB', growth: '20%' },
    ]),
    policy: optional(policy, 'What every finished image has to be like before anything is published.', [
      { user: 'non-root', labels: ['org.opencontainers.image.licenses'] },
    ]),
    scan: optional(scan, 'The scan with Trivy that images have to pass before they are published.', [
      { mode: 'gate', 'fail-on': ['CRITICAL'], ignores: '.trivyignore.yaml' },
    ]),
    test: optional(imageTests, 'Tests that every image has to pass before it is published. Default: none.', [
      [
        { run: 'id -u', 'not-stdout': '^0$' },
        { file: '/root/.netrc', exists: false },
      ],
    ]),
  },
  MAPPING_RULE,
);

/** A matrix file that fits the schema. `expand` and `plan` check that the names in it exist. */
export type MatrixFile = v.InferOutput<typeof matrixSchema>;
/** One target of the matrix. */
export type Target = MatrixFile['targets'][string];
/** One helper stage of the matrix. */
export type Stage = NonNullable<MatrixFile['stages']>[string];
/** One rule of the matrix. */
export type Rule = NonNullable<MatrixFile['rules']>[number];
/** One entry of `test`. */
export type ImageTestEntry = NonNullable<MatrixFile['test']>[number];
