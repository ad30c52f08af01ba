/** What `init` takes and gives. */

/** The kinds of projects that `init` knows. */
export const TEMPLATES = ['python', 'uv', 'dockerfile'] as const;
/** One of them. */
export type TemplateName = (typeof TEMPLATES)[number];

/** What `init` is asked for. */
export interface InitRequest {
  /** Found out from the project when absent. */
  readonly template?: TemplateName;
  /** The Dockerfile whose stages become targets. */
  readonly from?: string;
  readonly image?: string;
  /** Folder of the matrix. */
  readonly out: string;
  /** Whether existing files are replaced. */
  readonly force: boolean;
}

/** What `init` wrote, and what to do next. */
export interface InitReport {
  readonly template: TemplateName;
  /** Paths seen from the current folder. */
  readonly written: readonly string[];
  readonly notes: readonly string[];
  /** Commands to run next. */
  readonly next: readonly { readonly command: string; readonly meaning: string }[];
}
