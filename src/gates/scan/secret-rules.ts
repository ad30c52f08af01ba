/** Secrets that are looked for besides those of Trivy's own rules: files with logins, URLs, and newer keys. */

/** A rule of Trivy: https://trivy.dev/docs/latest/scanner/secret/#custom-rules. Patterns are RE2's. */
export interface SecretRule {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly severity: 'HIGH' | 'CRITICAL';
  /** One of these is in every file with the secret, in small or capital letters. */
  readonly keywords: readonly string[];
  /** Matches the paths of the files that are searched, from "/"; absent for all. */
  readonly path?: string;
  /** Has the group `secret`, which is what reports mask. */
  readonly regex: string;
  readonly 'secret-group-name': 'secret';
  /** Paths and matches that are no secret after all. */
  readonly 'allow-rules'?: readonly {
    readonly id: string;
    readonly path?: string;
    readonly regex?: string;
  }[];
}

/** What is still to be filled in (`${TOKEN}`, `<password>`, `***`) or ends a word is no part of a password. */
const PASSWORD = String.raw`[^\s/:@'"\x60$<>{}()\[\]*\\|,;%]`;
const IN_HTTP = String.raw`https?://[^\s/:@'"$<>{}]*:(?P<secret>${PASSWORD}{4,})@[A-Za-z0-9\[]`;

function rule(
  id: string,
  title: string,
  rest: Pick<SecretRule, 'keywords' | 'regex'> & Partial<SecretRule>,
): SecretRule {
  return { id, category: 'Login', title, severity: 'HIGH', 'secret-group-name': 'secret', ...rest };
}

function key(id: string, title: string, keyword: string, regex: string): SecretRule {
  return rule(id, title, {
    category: 'AI',
    severity: 'CRITICAL',
    keywords: [keyword],
    regex: `(?:[^0-9A-Za-z_-]|^)(?P<secret>${regex})(?:[^0-9A-Za-z_-]|$)`,
  });
}

export const SECRET_RULES: readonly SecretRule[] = [
  rule('npmrc-login', 'Login of a package registry (.npmrc)', {
    path: String.raw`(?:^|/)\.?npmrc$`,
    keywords: ['_auth', '_password'],
    regex: String.raw`(?m)^[^\n#;]*\b_(?:authToken|auth|password)\s*=\s*["']?(?P<secret>[^\s"'$]{8,})`,
  }),
  rule('netrc-login', 'Login (.netrc)', {
    path: String.raw`(?:^|/)[._]netrc$`,
    keywords: ['password'],
    regex: String.raw`\bpassword\s+["']?(?P<secret>[^\s"'$<>]{4,})`,
  }),
  rule('pypirc-login', 'Login of a package index (.pypirc)', {
    path: String.raw`(?:^|/)\.pypirc$`,
    keywords: ['password'],
    regex: String.raw`(?m)^\s*password\s*[:=]\s*(?P<secret>[^\s$<>%]{4,})`,
  }),
  rule('docker-login', 'Login of a container registry', {
    path: String.raw`(?:^|/)(?:\.docker/config\.json|\.dockercfg|containers/auth\.json)$`,
    keywords: ['auth', 'token', 'password'],
    regex: String.raw`"(?:auth|identitytoken|registrytoken|password)"\s*:\s*"(?P<secret>[^"\s$<>]{8,})"`,
  }),
  rule('url-login', 'Login in a URL', {
    path:
      String.raw`(?:^|/)(?:pip\.(?:conf|ini)|\.git-credentials|\.gitconfig|\.condarc|\.yarnrc(?:\.yml)?|\.curlrc` +
      String.raw`|\.wgetrc|uv\.toml|requirements[^/]*\.txt|environment|\.env[^/]*|auth\.conf(?:\.d/[^/]+)?` +
      String.raw`|sources\.list(?:\.d/[^/]+)?|\.bundle/config)$`,
    keywords: ['http'],
    regex: IN_HTTP,
  }),
  rule('database-url', 'Password in the URL of a database', {
    keywords: [
      'postgres',
      'mysql',
      'mariadb',
      'mongodb',
      'redis',
      'amqp',
      'mssql',
      'sqlserver',
      'clickhouse',
    ],
    regex:
      String.raw`(?i)\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|clickhouse)` +
      String.raw`(?:\+[a-z0-9_]+)?://[^\s/:@'"$<>{}]*:(?P<secret>${PASSWORD}{6,})@[a-z0-9\[]`,
    'allow-rules': [
      // What is written about passwords in programs and their texts.
      {
        id: 'code',
        path: String.raw`/(?:site|dist)-packages/|/gems/|/doc/|\.(?:md|rst|html?|pod|pm|po|pyc)$`,
      },
      {
        id: 'placeholder',
        regex: String.raw`(?i):(?:(?:my|your|db|the)?[_-]?pass(?:word|wd)?|secret|changeme|postgres|mysql|x+)@`,
      },
    ],
  }),
  key('anthropic-api-key', 'Anthropic API key', 'sk-ant-', 'sk-ant-[a-z0-9]+-[A-Za-z0-9_-]{40,}'),
  key('groq-api-key', 'Groq API key', 'gsk_', 'gsk_[A-Za-z0-9]{40,}'),
  key('xai-api-key', 'xAI API key', 'xai-', 'xai-[A-Za-z0-9]{60,}'),
  key('openrouter-api-key', 'OpenRouter API key', 'sk-or-', 'sk-or-v1-[0-9a-f]{40,}'),
  key('perplexity-api-key', 'Perplexity API key', 'pplx-', 'pplx-[A-Za-z0-9]{40,}'),
  key('replicate-api-token', 'Replicate API token', 'r8_', 'r8_[A-Za-z0-9]{37}'),
  key('nvidia-api-key', 'NVIDIA API key', 'nvapi-', 'nvapi-[A-Za-z0-9_-]{50,}'),
];

/** The rules as a file for Trivy. JSON is YAML. */
export function secretConfig(): string {
  return `${JSON.stringify({ rules: SECRET_RULES }, undefined, 2)}\n`;
}
