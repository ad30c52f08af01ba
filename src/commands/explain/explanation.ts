/** What `explain` answers; `explain --format json` prints it as it is. */

import type { RuleKind } from '../../matrix/expand.ts';
import type { Place } from '../../problem/problem.ts';
import type { RuleVerdict } from './rules.ts';
import type { ValueTrace } from '../../values/trace.ts';

/** The answer of `explain`; text.ts shows it at a terminal. */
export type Explanation =
  | {
      readonly kind: 'overview';
      readonly targets: readonly TargetOverview[];
      readonly rules: readonly RuleOverview[];
    }
  | { readonly kind: 'cells'; readonly asked: string; readonly cells: readonly CellLine[] }
  | { readonly kind: 'cell'; readonly cell: CellExplanation };

/** A target and how many images it has. */
export interface TargetOverview {
  readonly target: string;
  readonly place: Place;
  readonly axes: readonly string[];
  readonly platforms: readonly string[];
  readonly cells: number;
  readonly images: number;
  readonly excluded: number;
}

/** A rule and what it does. */
export interface RuleOverview {
  readonly place: Place;
  readonly kind: RuleKind;
  readonly rule: string;
  readonly because?: string;
  /** How many cells the rule itself excludes or keeps; for `set`, how many images it applies to. */
  readonly cells: number;
  /** How many cells lose only some platforms by it. */
  readonly partly: number;
  /** How many cells are excluded because their parent is. */
  readonly descendants: number;
  readonly targets: readonly string[];
}

/** A cell in one line. */
export interface CellLine {
  readonly id: string;
  readonly exists: boolean;
  readonly platforms: readonly string[];
  readonly because?: string;
  readonly place?: Place;
}

/** Everything about one cell. */
export interface CellExplanation {
  readonly id: string;
  readonly exists: boolean;
  readonly target: { readonly name: string; readonly place: Place };
  readonly axes: readonly {
    readonly axis: string;
    readonly value: string;
    readonly place: Place;
    readonly from: string;
    readonly fromPlace: Place;
  }[];
  readonly platforms: {
    readonly asked?: string;
    readonly left: readonly string[];
    readonly from: string;
    readonly fromPlace?: Place;
    readonly removed: readonly {
      readonly platforms: readonly string[];
      readonly because: string;
      readonly place: Place;
    }[];
  };
  readonly excluded?: { readonly because: string; readonly place: Place };
  readonly parent?: {
    readonly id: string;
    readonly exists: boolean;
    readonly platforms: readonly string[];
    readonly because?: string;
    readonly place?: Place;
  };
  readonly rules: readonly RuleVerdict[];
  readonly image?: ImageExplanation;
}

/** What a cell that is an image is built from. */
export interface ImageExplanation {
  readonly dockerfile: string;
  readonly dockerfileKind: 'stages' | 'whole-file template' | 'verbatim';
  readonly stages: readonly {
    readonly name: string;
    readonly from: string;
    readonly template: string;
    readonly needs: readonly string[];
  }[];
  readonly tags: readonly {
    readonly pattern: string;
    readonly place: Place;
    readonly tag?: string;
    readonly none?: string;
  }[];
  readonly args: Readonly<Record<string, string>>;
  readonly values: readonly ValueTrace[];
  /** Values that are different for a helper stage or parent than for the target itself. */
  readonly stageValues: readonly { readonly stage: string; readonly values: readonly ValueTrace[] }[];
}
