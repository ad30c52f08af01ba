import { createHash } from 'node:crypto';

/** A tag that keeps a candidate from being collected until it has a tag that stays. */
export interface StagingTag {
  readonly repository: string;
  readonly tag: string;
}

/** `staging-` and 12 hexadecimal digits, the same for the same image with the same content. */
export function stagingTag(image: string, digest: string): string {
  return `staging-${createHash('sha256').update(`${image}\n${digest}`).digest('hex').slice(0, 12)}`;
}
