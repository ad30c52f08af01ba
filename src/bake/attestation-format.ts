/** How BuildKit stores provenance and SBOM in an image's index. */

/**
 * Since BuildKit 0.32 they are OCI artifacts with a subject, which some registries refuse. `image` stores them as
 * before, as manifests with the configuration of an image.
 */
export const ATTESTATION_FORMATS = ['auto', 'artifact', 'image'] as const;
export type AttestationFormat = (typeof ATTESTATION_FORMATS)[number];

/** The option of BuildKit's exporters for it, with a comma in front; nothing for the builder's default. */
export function formatOption(format: AttestationFormat): string {
  return format === 'auto' ? '' : `,oci-artifact=${format === 'artifact'}`;
}

/**
 * What registries say that do not take such artifacts: GitLab and Aliyun (moby/buildkit#7007,
 * koordinator-sh/koordinator#3194). Other faults have some of these words, too.
 */
const REFUSED =
  /blob unknown to registry|unknown manifest class|manifest[ _]invalid|artifactType|unsupported.*artifact/i;

/** What to try when a registry refused a push with these words; nothing for other failures. */
export function formatHint(message: string, format: AttestationFormat): string | undefined {
  return format !== 'image' && REFUSED.test(message)
    ? 'some registries refuse attestations that are OCI artifacts, the default of BuildKit 0.32: ' +
        'try --attestations-as image (input attestations-as)'
    : undefined;
}
