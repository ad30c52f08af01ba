export const TEMPLATES = ['python', 'uv', 'dockerfile'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** What `init` is asked with. */
export interface InitRequest {
  /** Found out where it is absent. */
  readonly template?: TemplateName;
  /** The Dockerfile whose stages become targets. */
  readonly from?: string;
  readonly image?: string;
  /** Folder of the matrix. */
  readonly out: string;
  /** Whether files that are there are replaced. */
  readonly force: boolean;
}

/** What `init` wrote, and how to go on. */
export interface InitReport {
  readonly template: TemplateName;
  /** Paths as seen from the current folder. */
  readonly written: readonly string[];
  readonly notes: readonly string[];
  /** Commands to go on with. */
  readonly next: readonly { readonly command: string; readonly meaning: string }[];
}
