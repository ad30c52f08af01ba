/** The schema of `test`: the tests that images have to pass before they are published. */

import * as v from 'valibot';
import {
  boolean,
  byKind,
  filled,
  MAPPING_RULE,
  optional,
  someOf,
  text,
  texts,
} from '../yaml/schema-parts.ts';
import { platforms } from './platform-schema.ts';

const patterns = byKind(
  { text: filled, list: someOf(filled, 'must be a regular expression or a list of them') },
  'text',
);
const environmentName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, 'must be the name of an environment variable'),
);
const number = v.pipe(text, v.regex(/^(?:0|[1-9]\d*)$/, 'must be a whole number'));
const words = v.array(text, 'must be a list of words');
const names = v.array(filled, 'must be a list');
const commandText = v.pipe(
  v.string('must be a command, or a list of its words'),
  v.regex(/^[^\0]*\S[^\0]*$/, 'must not be empty'),
);

/** Who runs a command. It goes into a Dockerfile, where other characters have a meaning. */
export const testUser = v.pipe(
  text,
  v.regex(
    /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/,
    'must be a name or number, with a group behind ":" if need be',
  ),
);
/** The permissions of a file. */
export const fileMode = v.pipe(
  text,
  v.regex(/^(?:0[0-7]{3,4}|[-dalTLDpSugct]{1,5}[-rwx]{9})$/, 'must be octal, as 0755, or as -rwxr-xr-x'),
);

const metadata = v.strictObject(
  {
    user: optional(text, 'USER.', ['app', '1000:1000']),
    workdir: optional(filled, 'WORKDIR.', ['/home/app']),
    entrypoint: optional(
      words,
      'ENTRYPOINT, as a list; a command line of the shell is ["/bin/sh", "-c", …].',
      [['/init']],
    ),
    cmd: optional(words, 'CMD, likewise.', [['python']]),
    env: optional(
      v.record(environmentName, text, MAPPING_RULE),
      'Variables that the image sets, with exactly these values.',
      [{ LANG: 'C.UTF-8' }],
    ),
    'unset-env': optional(names, 'Variables that the image does not set.', [['PIP_INDEX_URL']]),
    labels: optional(texts, 'Labels, with exactly these values.', [
      { 'org.opencontainers.image.licenses': 'MIT' },
    ]),
    'exposed-ports': optional(names, 'Ports that EXPOSE names, with or without "/tcp" or "/udp".', [
      ['8888'],
    ]),
    'unexposed-ports': optional(names, 'Ports that it does not name.', [['22']]),
    volumes: optional(names, 'Volumes that VOLUME names.', [['/data']]),
    'unmounted-volumes': optional(names, 'Volumes that it does not name.', [['/home/app']]),
    healthcheck: optional(boolean, 'Whether there is a HEALTHCHECK.', [true]),
  },
  MAPPING_RULE,
);

const imageTest = v.strictObject(
  {
    name: optional(filled, 'What it is called in reports. Default: the command or the path.', [
      'the package can be imported',
    ]),
    run: optional(
      byKind(
        {
          text: commandText,
          list: someOf(
            v.pipe(v.string('must be text'), v.regex(/^[^\0]*$/, 'must have no NUL character')),
            'must be a command, or a list of its words',
          ),
        },
        'text',
      ),
      'A command to run in the image: text for /bin/sh, or a list of words for an image without a shell. ' +
        'May use values. ENTRYPOINT is not run; USER, WORKDIR and ENV hold. ' +
        'A test has exactly one of run, file, metadata and structure.',
      ['jupyter --version', ['/app/server', '--version']],
    ),
    'exit-code': optional(number, 'The exit status that run has to end with.', ['2'], '0'),
    stdout: optional(
      patterns,
      'Regular expressions (RE2, as in Go) that each must be found in the standard output of run; ' +
        '"^" and "$" are the ends of a line. May use values.',
      [['^4\\.']],
    ),
    'not-stdout': optional(patterns, 'Regular expressions that must not be found there. May use values.', [
      '[Ww]arning',
    ]),
    stderr: optional(
      patterns,
      'Regular expressions that each must be found in the standard error of run. May use values.',
      ['^usage:'],
    ),
    'not-stderr': optional(patterns, 'Regular expressions that must not be found there. May use values.', [
      'Traceback',
    ]),
    env: optional(
      v.record(environmentName, text, MAPPING_RULE),
      'Variables for run, besides those of the image. May use values.',
      [{ STAGE: 'test' }],
    ),
    user: optional(testUser, "Who runs it. Default: the image's USER.", ['root', '1000:1000']),
    timeout: optional(
      v.pipe(text, v.regex(/^[1-9]\d{0,4}[sm]$/, 'must be seconds or minutes, as 30s or 5m')),
      'How long run may take.',
      ['30s'],
      '5m',
    ),
    network: optional(
      boolean,
      'Whether run reaches the network. Default: false; true for the commands of structure.',
      [true],
    ),
    platforms: optional(platforms, 'The platforms it runs on. Default: all of the image.', [['linux/amd64']]),
    file: optional(filled, 'A path in the image to look at. May use values.', ['/usr/local/bin/app']),
    exists: optional(boolean, 'Whether there is such a file or folder.', [false], true),
    contains: optional(patterns, 'Regular expressions that each must be found in the file. May use values.', [
      '^VERSION_ID="12"',
    ]),
    'not-contains': optional(patterns, 'Regular expressions that must not be found in it. May use values.', [
      ['x-access-token'],
    ]),
    mode: optional(fileMode, 'Its permissions.', ['0755', '-rwxr-xr-x']),
    uid: optional(number, 'The number of its owner.', ['1000']),
    gid: optional(number, 'The number of its group.', ['1000']),
    'executable-by': optional(
      v.picklist(['owner', 'group', 'other', 'any'], 'must be owner, group, other or any'),
      'Who may run it.',
      ['any'],
    ),
    metadata: optional(metadata, "What the image's configuration says. May use values.", [
      { user: 'app', healthcheck: true },
    ]),
    structure: optional(
      filled,
      "A test file of Google's container-structure-test (schema 2.0.0), seen from the folder of the matrix.",
      ['structure-tests/app.yaml'],
    ),
  },
  MAPPING_RULE,
);
/** The value of `test`. */
export const imageTests = v.array(imageTest, 'must be a list of tests');
