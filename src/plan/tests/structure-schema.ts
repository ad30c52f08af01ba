/** The schema of container-structure-test files, version 2.0.0. */

import * as v from 'valibot';
import { documented, filled, MAPPING_RULE, text } from '../../yaml/schema-parts.ts';
import { testUser } from '../../matrix/test-schema.ts';

/*
 * It follows pkg/types/v2 of https://github.com/GoogleContainerTools/container-structure-test, and accepts everything
 * that the tool accepts. What cannot be done here is reported by the reader, with a better message.
 */

/** Text of any number of lines. */
const anyText = v.pipe(v.string('must be text'), v.regex(/^[^\0]*$/, 'must have no NUL character'));
const words = v.array(anyText, 'must be a list');
const commands = v.array(
  v.pipe(words, v.minLength(1, 'must not be an empty command')),
  'must be a list of commands, each a list of words',
);
const patterns = v.array(v.string('must be text'), 'must be a list of regular expressions');
const name = filled;
/** As in YAML 1.1, which the tool reads: `010` is 8. */
const integer = v.pipe(
  v.string('must be a whole number'),
  v.regex(/^[+-]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+|[0-9][0-9_]*)$/, 'must be a whole number'),
  v.transform((written) => {
    const [, sign, octal, digits = ''] =
      /^([+-]?)(0[oO]?(?=[0-7]+$))?(.*)$/.exec(written.replaceAll('_', '')) ?? [];
    const number = octal === undefined ? Number(digits) : Number.parseInt(digits, 8);
    return sign === '-' ? -number : number;
  }),
);
const flag = v.pipe(
  v.string('must be true or false'),
  v.regex(/^(?:y|yes|on|true|n|no|off|false)$/i, 'must be true or false'),
  v.transform((word) => /^(?:y|yes|on|true)$/i.test(word)),
);
/** What Go's `fs.FileMode.String` gives, which the tool compares with; it never gives octal digits. */
const permissions = v.pipe(
  text,
  v.regex(/^[-dalTLDpSugct]{1,5}[-rwx]{9}$/, 'must be as -rwxr-xr-x; octal digits always fail'),
);
const variables = v.array(
  v.strictObject(
    { key: filled, value: v.exactOptional(anyText, ''), isRegex: v.exactOptional(flag) },
    MAPPING_RULE,
  ),
  'must be a list of mappings with "key" and "value"',
);

/** For container-structure-test an empty text is the same as a missing key. */
const orEmpty = (rule: v.GenericSchema<unknown, string>) =>
  v.pipe(
    text,
    v.check(
      (word) => word === '' || v.is(rule, word),
      ({ input }) => v.safeParse(rule, input).issues?.[0].message ?? '',
    ),
  );

export const structureSchema = v.strictObject(
  {
    schemaVersion: documented(v.literal('2.0.0', 'must be 2.0.0'), 'Version of the format.', ['2.0.0']),
    globalEnvVars: v.exactOptional(variables),
    commandTests: v.exactOptional(
      v.array(
        v.strictObject(
          {
            name,
            setup: v.exactOptional(commands),
            teardown: v.exactOptional(commands),
            envVars: v.exactOptional(variables),
            exitCode: v.exactOptional(integer),
            command: filled,
            args: v.exactOptional(words),
            expectedOutput: v.exactOptional(patterns),
            excludedOutput: v.exactOptional(patterns),
            expectedError: v.exactOptional(patterns),
            excludedError: v.exactOptional(patterns),
          },
          MAPPING_RULE,
        ),
        'must be a list of tests',
      ),
    ),
    fileExistenceTests: v.exactOptional(
      v.array(
        v.strictObject(
          {
            name,
            path: filled,
            shouldExist: v.exactOptional(flag),
            permissions: v.exactOptional(orEmpty(permissions)),
            uid: v.exactOptional(integer),
            gid: v.exactOptional(integer),
            isExecutableBy: v.exactOptional(
              v.picklist(['owner', 'group', 'other', 'any', ''], 'must be owner, group, other or any'),
            ),
          },
          MAPPING_RULE,
        ),
        'must be a list of tests',
      ),
    ),
    fileContentTests: v.exactOptional(
      v.array(
        v.strictObject(
          {
            name,
            path: filled,
            expectedContents: v.exactOptional(patterns),
            excludedContents: v.exactOptional(patterns),
          },
          MAPPING_RULE,
        ),
        'must be a list of tests',
      ),
    ),
    metadataTest: v.exactOptional(
      v.strictObject(
        {
          envVars: v.exactOptional(variables),
          unboundEnvVars: v.exactOptional(variables),
          exposedPorts: v.exactOptional(words),
          unexposedPorts: v.exactOptional(words),
          entrypoint: v.exactOptional(words),
          cmd: v.exactOptional(words),
          workdir: v.exactOptional(text),
          volumes: v.exactOptional(words),
          unmountedVolumes: v.exactOptional(words),
          labels: v.exactOptional(variables),
          user: v.exactOptional(text),
        },
        MAPPING_RULE,
      ),
    ),
    licenseTests: v.exactOptional(v.array(v.unknown(), 'must be a list')),
    containerRunOptions: v.exactOptional(
      v.strictObject(
        {
          user: v.exactOptional(orEmpty(testUser)),
          privileged: v.exactOptional(flag),
          allocateTty: v.exactOptional(flag),
          envVars: v.exactOptional(words),
          envFile: v.exactOptional(text),
          capabilities: v.exactOptional(words),
          bindMounts: v.exactOptional(words),
        },
        MAPPING_RULE,
      ),
    ),
  },
  MAPPING_RULE,
);

export type StructureFile = v.InferOutput<typeof structureSchema>;
