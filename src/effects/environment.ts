/** Which environment variables programs get to see: small lists, so that nobody finds the runner's tokens there. */

export type Env = Readonly<Record<string, string | undefined>>;

/** What every program may need: where to find things, the language, and how to reach the network. */
const COMMON: readonly RegExp[] = [
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|NO_COLOR|TZ|LANG|LC_[A-Z]+|TMPDIR|TMP|TEMP)$/,
  /^XDG_[A-Z_]+$/,
  /^(?:https?|ftp|no|all)_proxy$/i,
  /^SSL_CERT_(?:FILE|DIR)$/,
  // What programs need on Windows.
  /^(?:SystemRoot|SystemDrive|windir|ComSpec|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramData|ProgramFiles)$/i,
];

/**
 * Credential helpers, which docker, buildx and cosign start too: those of AWS, Google Cloud and Azure, and of pass and
 * the desktop's key ring.
 * https://docs.docker.com/reference/cli/docker/login/#credential-stores
 */
const LOGINS: readonly RegExp[] = [
  /^DOCKER_(?:CONFIG|AUTH_CONFIG)$/,
  /^(?:AWS|AZURE|GOOGLE|CLOUDSDK|GCE)_[A-Z0-9_]+$/,
  /^(?:PASSWORD_STORE_[A-Z_]+|GNUPGHOME|GPG_TTY|DBUS_SESSION_BUS_ADDRESS|DISPLAY|WAYLAND_DISPLAY)$/,
];

/** The programs that have more than the common variables. */
const PROGRAMS = {
  /**
   * https://docs.docker.com/build/building/variables/#build-tool-configuration-variables,
   * https://docs.docker.com/reference/cli/docker/#environment-variables
   */
  docker: [
    ...LOGINS,
    /^(?:DOCKER|BUILDX|BUILDKIT)_[A-Z0-9_]+$/,
    /^SOURCE_DATE_EPOCH$/,
    // Engines behind SSH, and mounts of type=ssh.
    /^SSH_AUTH_SOCK$/,
    // Builders in Kubernetes.
    /^(?:KUBECONFIG|KUBERNETES_SERVICE_(?:HOST|PORT))$/,
  ],
  /** https://git-scm.com/docs/git#_environment_variables */
  git: [/^GIT_[A-Z0-9_]+$/],
  /**
   * Keyless: the job's identity. With a key: COSIGN_*, or the keys of a key service.
   * https://docs.sigstore.dev/cosign/key_management/overview/
   */
  cosign: [
    ...LOGINS,
    /^(?:COSIGN|SIGSTORE|TUF|REKOR|VAULT)_[A-Z0-9_]+$/,
    /^TRANSIT_SECRET_ENGINE_PATH$/,
    /^ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)$/,
  ],
  /**
   * Were a release of Trivy malicious, it should find nothing to steal: no cloud keys, and no GITHUB_TOKEN, which it
   * would use for ghcr.io; log in to the registry instead. TRIVY_* would change the scan without anyone noticing.
   */
  trivy: [/^DOCKER_(?:CONFIG|HOST|CONTEXT|TLS_VERIFY|CERT_PATH)$/],
  'credential-helper': LOGINS,
} satisfies Readonly<Record<string, readonly RegExp[]>>;

export type Program = keyof typeof PROGRAMS;

/**
 * The environment of a program: the variables of its list.
 *
 * @param program nothing for one that needs only what all do
 * @param also names of further variables that the user asks for, as build secrets do
 */
export function environmentOf(
  program: Program | undefined,
  env: Env,
  also: readonly string[] = [],
): Readonly<Record<string, string>> {
  const kept = [...COMMON, ...(program === undefined ? [] : PROGRAMS[program])];
  const names = new Set(also);
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && (names.has(name) || kept.some((pattern) => pattern.test(name)))
        ? [[name, value]]
        : [],
    ),
  );
}

/**
 * Whether a variable belongs to the runner: inputs of the action (tokens among them), tokens of the runner's services.
 * None of them may become a build secret.
 */
export function isOfRunner(name: string): boolean {
  return /^(?:INPUT|ACTIONS|RUNNER|GITHUB|STATE)_/i.test(name) && name !== 'GITHUB_TOKEN';
}

/** Whether a variable is for the logins and keys of programs, and not meant for a build. */
export function isOfProgram(name: string): boolean {
  return Object.values(PROGRAMS)
    .flat()
    .some((pattern) => pattern.test(name));
}
