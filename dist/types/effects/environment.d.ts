/** Which environment variables programs get to see: small lists, so that nobody finds the runner's tokens there. */
export type Env = Readonly<Record<string, string | undefined>>;
/** The programs that have more than the common variables. */
declare const PROGRAMS: {
    /**
     * https://docs.docker.com/build/building/variables/#build-tool-configuration-variables,
     * https://docs.docker.com/reference/cli/docker/#environment-variables
     */
    docker: RegExp[];
    /** https://git-scm.com/docs/git#_environment_variables */
    git: RegExp[];
    /**
     * Keyless: the job's identity. With a key: COSIGN_*, or the keys of a key service.
     * https://docs.sigstore.dev/cosign/key_management/overview/
     */
    cosign: RegExp[];
    /**
     * Were a release of Trivy malicious, it should find nothing to steal: no cloud keys, and no GITHUB_TOKEN, which it
     * would use for ghcr.io; log in to the registry instead. TRIVY_* would change the scan without anyone noticing.
     */
    trivy: RegExp[];
    'credential-helper': readonly RegExp[];
};
export type Program = keyof typeof PROGRAMS;
/**
 * The environment of a program: the variables of its list.
 *
 * @param program nothing for one that needs only what all do
 * @param also names of further variables that the user asks for, as build secrets do
 */
export declare function environmentOf(program: Program | undefined, env: Env, also?: readonly string[]): Readonly<Record<string, string>>;
/**
 * Whether a variable belongs to the runner: inputs of the action (tokens among them), tokens of the runner's services.
 * None of them may become a build secret.
 */
export declare function isOfRunner(name: string): boolean;
/** Whether a variable is for the logins and keys of programs, and not meant for a build. */
export declare function isOfProgram(name: string): boolean;
export {};
