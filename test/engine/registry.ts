/** What a registry holds, asked without any code of the product. Plain http. */

const TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

export interface Descriptor {
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
  readonly platform?: { readonly os: string; readonly architecture: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Config {
  readonly os: string;
  readonly architecture: string;
  readonly created?: string;
  readonly config: {
    readonly User?: string;
    readonly Labels?: Readonly<Record<string, string>>;
    readonly Healthcheck?: { readonly Test: readonly string[] };
  };
}

function urlOf(repository: string, rest: string): string {
  const slash = repository.indexOf('/');
  return `http://${repository.slice(0, slash)}/v2/${repository.slice(slash + 1)}/${rest}`;
}

async function get(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response | undefined> {
  const response = await fetch(url, { headers });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

/** Sorted; none for a repository that does not exist or holds only digests. */
export async function tagsOf(repository: string): Promise<readonly string[]> {
  const response = await get(urlOf(repository, 'tags/list'));
  const { tags } = ((await response?.json()) ?? {}) as { tags?: readonly string[] | null };
  return (tags ?? []).toSorted();
}

/** Whether anything was ever pushed to it, tags or not. */
export async function isKnown(repository: string): Promise<boolean> {
  const slash = repository.indexOf('/');
  const host = `http://${repository.slice(0, slash)}`;
  for (let path: string | undefined = '/v2/_catalog?n=1000'; path !== undefined;) {
    const response: Response | undefined = await get(`${host}${path}`);
    const { repositories } = ((await response?.json()) ?? { repositories: [] }) as {
      repositories: readonly string[];
    };
    if (repositories.includes(repository.slice(slash + 1))) return true;
    path = /<([^>]+)>; *rel="next"/.exec(response?.headers.get('link') ?? '')?.[1];
  }
  return false;
}

/** Where a tag points, as the registry says. */
export async function digestOf(repository: string, tag: string): Promise<string | undefined> {
  const response = await get(urlOf(repository, `manifests/${tag}`), { accept: TYPES });
  return response?.headers.get('docker-content-digest') ?? undefined;
}

export async function manifestOf(repository: string, reference: string): Promise<Manifest> {
  const response = await get(urlOf(repository, `manifests/${reference}`), { accept: TYPES });
  if (response === undefined) throw new Error(`${repository} has no ${reference}`);
  return (await response.json()) as Manifest;
}

export async function blobOf<T>(repository: string, digest: string): Promise<T> {
  const response = await get(urlOf(repository, `blobs/${digest}`));
  if (response === undefined) throw new Error(`${repository} has no ${digest}`);
  return (await response.json()) as T;
}

/** One platform of an image: its manifest, its configuration, and what is attested of it, by predicate type. */
export interface Platform {
  readonly platform: string;
  readonly digest: string;
  readonly config: Config;
  readonly attestations: Readonly<Record<string, string>>;
}

/** Everything below an index, attestations beside the platform that they are about. */
export async function platformsOf(repository: string, reference: string): Promise<readonly Platform[]> {
  const { manifests = [] } = await manifestOf(repository, reference);
  const isAttestation = ({ annotations }: Descriptor): boolean =>
    annotations?.['vnd.docker.reference.type'] === 'attestation-manifest';
  return Promise.all(
    manifests
      .filter((entry) => !isAttestation(entry))
      .map(async ({ digest, platform }) => {
        const manifest = await manifestOf(repository, digest);
        const attested = manifests.filter(
          (entry) => isAttestation(entry) && entry.annotations?.['vnd.docker.reference.digest'] === digest,
        );
        const layers = await Promise.all(
          attested.map(async (entry) => (await manifestOf(repository, entry.digest)).layers ?? []),
        );
        return {
          platform: `${platform?.os}/${platform?.architecture}`,
          digest,
          config: await blobOf<Config>(repository, manifest.config?.digest ?? ''),
          attestations: Object.fromEntries(
            layers
              .flat()
              .map((layer) => [layer.annotations?.['in-toto.io/predicate-type'] ?? '', layer.digest]),
          ),
        };
      }),
  );
}
