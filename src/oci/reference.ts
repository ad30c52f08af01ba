/** Reads the names of images: repository, registry host, tag and digest. */

/*
 * A name must be allowed by two grammars:
 * - https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests (what a registry takes)
 * - https://pkg.go.dev/github.com/distribution/reference (how Docker reads what a person typed)
 */

/** A repository without tag or digest, taken apart. */
export interface Repository {
  /** The registry as people and `docker login` write it, with its port if it has one: `docker.io`, `localhost:5000`. */
  readonly host: string;
  /** Where its API answers; differs from `host` for Docker Hub only. */
  readonly apiHost: string;
  /** What follows `/v2/` in the API: `library/alpine`, `org/app`. */
  readonly path: string;
  /** The whole normalised name, `host/path`; two names of one repository are equal here. */
  readonly name: string;
}

const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_API = 'registry-1.docker.io';
/** Hosts that all mean Docker Hub. */
const DOCKER_HUB_ALIASES: ReadonlySet<string> = new Set([DOCKER_HUB, 'index.docker.io', DOCKER_HUB_API]);

/** The specification names no limit but warns that many clients refuse more than this for host and path together. */
const MAX_NAME_LENGTH = 255;
const MAX_TAG_LENGTH = 128;

const HOST =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[a-f0-9:]+\])(?::[0-9]{1,5})?$/i;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
const PATH_RULE = 'lower-case letters and digits, joined by one ".", one or two "_", or any number of "-"';

/** Whether the text is a digest in one of the two algorithms that the OCI image specification registers. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/**
 * Reads the name of a repository as Docker does: `alpine` is `docker.io/library/alpine`, and the first part is a host
 * only when it has a "." or ":" or is `localhost`.
 *
 * @returns the parts, or one sentence that says why this is no repository. A tag or digest is refused, not cut off.
 */
export function parseRepository(text: string): Repository | string {
  if (text === '') return 'the repository is empty; expected a name such as "ghcr.io/org/app"';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return `repository "${text}" is a URL; write it without "${text.slice(0, text.indexOf('//') + 2)}"`;
  if (text.includes('@')) return `repository "${text}" carries a digest; give the name alone`;

  const slash = text.indexOf('/');
  // A ":" begins a tag only behind the last slash; before the first slash it begins a port.
  const colon = text.indexOf(':', text.lastIndexOf('/') + 1);
  if (colon !== -1 && (slash !== -1 || !text.startsWith('[')))
    return `repository "${text}" carries a tag, "${text.slice(colon + 1)}"; give the name alone`;

  const first = slash === -1 ? '' : text.slice(0, slash);
  const hasHost = /[.:]/.test(first) || first.toLowerCase() === 'localhost';
  if (hasHost && !HOST.test(first))
    return (
      `repository "${text}" has no usable registry host: "${first}"; ` +
      'expected a name or address, with ":port" where needed'
    );

  const host = !hasHost || DOCKER_HUB_ALIASES.has(first.toLowerCase()) ? DOCKER_HUB : first.toLowerCase();
  const nameWithoutHost = hasHost ? text.slice(slash + 1) : text;
  const path =
    host === DOCKER_HUB && !nameWithoutHost.includes('/') ? `library/${nameWithoutHost}` : nameWithoutHost;
  const name = `${host}/${path}`;

  if (path !== path.toLowerCase())
    return `repository "${text}" has upper-case letters; registries allow lower case only: "${text.toLowerCase()}"`;
  const wrong = path.split('/').find((component) => !PATH_COMPONENT.test(component));
  if (wrong !== undefined) {
    const part = wrong === '' ? 'an empty part' : `the part "${wrong}"`;
    return `repository "${text}" has ${part}; each part between slashes is ${PATH_RULE}`;
  }
  // Docker reads such a name as the id of a local image.
  if (!text.includes('/') && /^[a-f0-9]{64}$/.test(text))
    return `repository "${text}" is 64 hexadecimal digits, which Docker reads as an image id; choose another name`;
  if (name.length > MAX_NAME_LENGTH)
    return (
      `repository "${name}" is ${name.length} characters long; ` +
      `at most ${MAX_NAME_LENGTH} are allowed, the host included`
    );

  return { host, apiHost: host === DOCKER_HUB ? DOCKER_HUB_API : host, path, name };
}

/** What is wrong with a tag and what is allowed, in one sentence; nothing for a proper tag. */
export function tagProblem(tag: string): string | undefined {
  if (tag === '') return 'the tag is empty; expected 1 to 128 letters, digits, "_", "." or "-"';
  if (tag.length > MAX_TAG_LENGTH)
    return `tag "${tag}" is ${tag.length} characters long; at most ${MAX_TAG_LENGTH} are allowed`;
  const [, alone] = /^[a-z0-9][a-z0-9._:/-]*:([\w][\w.-]*)$/i.exec(tag) ?? [];
  if (alone !== undefined)
    return (
      `tag "${tag}" is a whole reference; write the tag alone, "${alone}": ` +
      'the repositories are "image" and "mirrors" of the matrix'
    );
  const character = /[^A-Za-z0-9_.-]/u.exec(tag)?.[0];
  if (character !== undefined)
    return (
      `tag "${tag}" has the character ${JSON.stringify(character)}; ` +
      'allowed are letters A–Z and a–z, digits, "_", "." and "-"'
    );
  if (/^[.-]/.test(tag))
    return `tag "${tag}" starts with "${tag.charAt(0)}"; the first character is a letter, a digit or "_"`;
  return undefined;
}

/**
 * Whether a registry is reached over plain HTTP, without TLS: only one on this machine, as Docker and containerd do.
 *
 * @param host with or without its port
 */
export function isPlainHttp(host: string): boolean {
  const name = host.toLowerCase().replace(/:[0-9]+$/, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(?:\.[0-9]{1,3}){3}$/.test(name)
  );
}
