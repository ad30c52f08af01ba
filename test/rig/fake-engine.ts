/** Docker and Trivy without an engine: what a test says of its images becomes builds, layouts and reports. */

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Exec } from '../../src/effects/exec.ts';
import { scriptedExec } from './scripted-exec.ts';
import { tarOf } from './tar.ts';

/** What building, testing and scanning one image give. */
export interface FakeImage {
  /** The build fails with this message. */
  readonly fails?: string;
  readonly platforms?: readonly string[];
  readonly user?: string;
  readonly env?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** Compressed bytes of each layer that the build adds. */
  readonly layers?: readonly number[];
  /** It is built on `fakeBase`: has its layers, and names it in the provenance. */
  readonly onBase?: boolean;
  readonly sbom?: boolean;
  /** Its configuration is missing. */
  readonly isUnreadable?: boolean;
  /** As in Trivy's report; `layer` names the layer that it is in. */
  readonly vulnerabilities?: readonly object[];
  readonly secrets?: readonly object[];
  readonly suppressed?: readonly object[];
  /** The scan fails with this message. */
  readonly scanFails?: string;
}

export interface Blob {
  readonly digest: string;
  readonly body: Buffer;
  /** Absent for a blob that is no manifest. */
  readonly mediaType?: string;
}

/** An image or index with all of its blobs; the last one is the manifest or index itself. */
export interface FakeLayout {
  readonly digest: string;
  readonly blobs: readonly Blob[];
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const DOCUMENTS = [
  ['sbom', 'https://spdx.dev/Document', { SPDXID: 'SPDXRef-DOCUMENT' }],
  ['provenance', 'https://slsa.dev/provenance/v0.2', {}],
] as const;
/** The base image that builds read, by its name in provenance. */
export const FAKE_BASE = { name: 'base.example/python', tag: '3.12' };

function sha256(body: Buffer | string): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

/** Digest of a layer's content before it is compressed. */
export function diffIdOf(name: string): string {
  return sha256(`content of ${name}`);
}

function descriptor({ digest, body, mediaType }: Blob): object {
  return { mediaType: mediaType ?? 'application/octet-stream', digest, size: body.length };
}

function blob(body: Buffer | string | object, mediaType?: string): Blob {
  const bytes =
    Buffer.isBuffer(body) || typeof body === 'string' ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  return { digest: sha256(bytes), body: bytes, ...(mediaType === undefined ? {} : { mediaType }) };
}

/** One platform of an image: its layers' blobs, its configuration, its manifest. */
function onePlatform(
  platform: string,
  diffIds: readonly (readonly [name: string, size: number])[],
  run: object,
): { readonly manifest: Blob; readonly config: Blob; readonly layers: readonly Blob[] } {
  const [os, architecture, variant] = platform.split('/');
  const layers = diffIds.map(([name, size]) => blob(Buffer.alloc(size, name)));
  const config = blob({
    os,
    architecture,
    ...(variant === undefined ? {} : { variant }),
    config: run,
    rootfs: { diff_ids: diffIds.map(([name]) => diffIdOf(name)) },
    history: diffIds.map(([name]) => ({ created_by: `RUN make ${name}` })),
  });
  const manifest = blob(
    {
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: descriptor(config),
      layers: layers.map(descriptor),
    },
    MANIFEST,
  );
  return { manifest, config, layers };
}

const BASE_LAYERS = [['base', 5000]] as const;

/** The base image, for the registry that it is pulled from. */
export function fakeBase(): FakeLayout {
  const { manifest, config, layers } = onePlatform('linux/amd64', BASE_LAYERS, { Env: ['LANG=C.UTF-8'] });
  return { digest: manifest.digest, blobs: [...layers, config, manifest] };
}

/** What BuildKit would write for an image: an index with attestations. */
export function fakeLayout(id: string, image: FakeImage): FakeLayout {
  const blobs: Blob[] = [];
  const entries: object[] = [];
  for (const platform of image.platforms ?? ['linux/amd64']) {
    const imageLayers = (image.layers ?? [1000]).map(
      (size, index) => [`${id} ${platform} ${index}`, size] as const,
    );
    const { manifest, config, layers } = onePlatform(
      platform,
      [...(image.onBase ? BASE_LAYERS : []), ...imageLayers],
      {
        User: image.user ?? 'app',
        Env: image.env ?? [],
        Labels: image.labels ?? {},
      },
    );
    const statements = DOCUMENTS.flatMap(([kind, type, predicate]) =>
      kind === 'sbom' && image.sbom === false
        ? []
        : [
            {
              type,
              statement: blob({
                predicateType: type,
                subject: platform,
                predicate:
                  kind === 'provenance' && image.onBase
                    ? {
                        materials: [
                          {
                            uri: `pkg:docker/${FAKE_BASE.name}@${FAKE_BASE.tag}`,
                            digest: { sha256: fakeBase().digest.slice('sha256:'.length) },
                          },
                        ],
                      }
                    : { ...predicate, name: id },
              }),
            },
          ],
    );
    const empty = blob({});
    const attestation = blob(
      {
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: descriptor(empty),
        layers: statements.map(({ type, statement }) => ({
          ...descriptor(statement),
          annotations: { 'in-toto.io/predicate-type': type },
        })),
      },
      MANIFEST,
    );
    const [os, architecture, variant] = platform.split('/');
    entries.push(
      {
        ...descriptor(manifest),
        platform: { os, architecture, ...(variant === undefined ? {} : { variant }) },
      },
      {
        ...descriptor(attestation),
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: {
          'vnd.docker.reference.type': 'attestation-manifest',
          'vnd.docker.reference.digest': manifest.digest,
        },
      },
    );
    blobs.push(
      ...layers,
      ...(image.isUnreadable ? [] : [config]),
      manifest,
      ...statements.map(({ statement }) => statement),
      empty,
      attestation,
    );
  }
  const index = blob({ schemaVersion: 2, mediaType: INDEX, manifests: entries }, INDEX);
  return { digest: index.digest, blobs: [...blobs, index] };
}

function optionOf(args: readonly string[], name: string): string {
  return args[args.indexOf(name) + 1] ?? '';
}

/** An OCI layout on the disk, as the exporter `oci` writes it. */
function writeLayout(folder: string, { blobs }: FakeLayout): void {
  for (const { digest, body } of blobs) {
    const path = join(folder, 'blobs', ...digest.split(':'));
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, body);
  }
}

/** Trivy's report of one platform of an image. */
function trivyReport(id: string, image: FakeImage, platform: string): object {
  const [os, architecture] = platform.split('/');
  const imageLayers = (image.layers ?? [1000]).map((_, index) => `${id} ${platform} ${index}`);
  const names = [...(image.onBase ? ['base'] : []), ...imageLayers];
  const inLayer = ({ layer, ...finding }: { readonly layer?: string }): object => ({
    ...finding,
    ...(layer === undefined ? {} : { Layer: { DiffID: diffIdOf(layer) } }),
  });
  return {
    SchemaVersion: 2,
    ArtifactType: 'container_image',
    Metadata: {
      OS: { Family: 'debian', Name: '12' },
      ImageConfig: {
        os,
        architecture,
        config: { User: image.user ?? 'app', Env: image.env ?? [], Labels: image.labels ?? {} },
        rootfs: { diff_ids: names.map(diffIdOf) },
        history: names.map((name) => ({ created_by: `RUN make ${name}` })),
      },
      Layers: names.map((name) => ({
        DiffID: diffIdOf(name),
        Size: name === 'base' ? 9_000_000 : 2_500_000,
      })),
    },
    Results: [
      {
        Target: 'debian 12',
        Class: 'os-pkgs',
        Packages: [{}],
        Vulnerabilities: (image.vulnerabilities ?? []).map(inLayer),
        ExperimentalModifiedFindings: image.suppressed ?? [],
      },
      { Target: '/etc/app.conf', Class: 'secret', Secrets: (image.secrets ?? []).map(inLayer) },
    ],
  };
}

/**
 * Answers the commands of docker and trivy: a build of an image gives what `images` says of it.
 *
 * @param push puts a built image into the registry
 */
export function fakeEngine(
  images: Readonly<Record<string, FakeImage>>,
  push: (id: string, layout: FakeLayout) => Promise<void> = async () => {},
): Exec & { readonly commands: Command[] } {
  const is =
    (file: string, ...words: readonly string[]) =>
    (command: Command): boolean =>
      command.file === file && words.every((word, index) => command.args[index] === word);
  const failed = (command: Command, message: string): { code: number } => {
    command.onProgress?.(`ERROR: failed to solve: ${message}`);
    return { code: 1 };
  };
  return scriptedExec(
    { when: is('docker', 'buildx', 'version'), does: () => ({}) },
    {
      when: is('docker', 'buildx', 'inspect'),
      does: () => ({
        stdout: 'Name: fake\nDriver: docker-container\nEndpoint: fake\nPlatforms: linux/amd64, linux/arm64\n',
      }),
    },
    {
      when: is('docker', 'buildx', 'bake'),
      does: async (command) => {
        const id = command.args.at(-1) ?? '';
        const image = images[id] ?? {};
        if (image.fails !== undefined) return failed(command, image.fails);
        const layout = fakeLayout(id, image);
        const metadata = optionOf(command.args, '--metadata-file');
        writeFileSync(metadata, JSON.stringify({ [id]: { 'containerimage.digest': layout.digest } }));
        writeLayout(join(metadata, '../../oci', id), layout);
        await push(id, layout);
        return {};
      },
    },
    { when: is('cosign'), does: () => ({ code: 127, stderr: 'cosign: not found' }) },
    {
      when: ({ file, args, input = '' }) =>
        file === 'docker' && args[1] === 'build' && /\/etc\/passwd/.test(input),
      does: ({ args }) => {
        const path = /dest=([^"]+)/.exec(optionOf(args, '--output'))?.[1] ?? '';
        writeFileSync(path, tarOf('passwd', 'root:x:0:0::/root:\napp:x:1000:1000::/home/app:\n'));
        return {};
      },
    },
    // Commands in images: none of them runs.
    { when: is('docker', 'buildx', 'build'), does: (command) => failed(command, 'no such frontend') },
    { when: ({ args }) => args[0] === '--version', does: () => ({ stdout: 'Version: 0.74.0\n' }) },
    {
      when: ({ file, args }) => file.endsWith('trivy') && args[0] === 'image',
      does: ({ args }) => {
        const output = optionOf(args, '--output');
        const name = output.split('/').at(-1) ?? '';
        const [id = '', platform = ''] = name.split('.');
        const image = images[id] ?? {};
        if (image.scanFails !== undefined)
          return { code: 1, stderr: `2026-01-01T00:00:00Z\tFATAL\tFatal error\t${image.scanFails}` };
        writeFileSync(output, JSON.stringify(trivyReport(id, image, platform.replace('-', '/'))));
        return {};
      },
    },
    {
      when: ({ file, args }) => file.endsWith('trivy') && args[0] === 'convert',
      does: ({ args }) => {
        writeFileSync(optionOf(args, '--output'), '{}\n');
        return {};
      },
    },
  );
}
