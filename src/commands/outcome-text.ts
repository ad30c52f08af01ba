import { differenceMarkdown } from './diff/markdown.ts';
import { differenceText } from './diff/text.ts';
import { ejectedText } from './eject/eject.ts';
import { explanationText } from './explain/text.ts';
import type { LookOutcome, Outcome } from './run.ts';
import { buildJson, buildText } from './build/text.ts';
import { planJson, planText } from './plan/text.ts';
import { sorted } from '../report/problems.ts';

/** What a question gave, in the wanted form. */
export function lookText(outcome: LookOutcome, format: 'text' | 'json' | 'markdown'): string {
  switch (outcome.kind) {
    case 'explained':
      return format === 'json'
        ? JSON.stringify(outcome.explanation, undefined, 2)
        : explanationText(outcome.explanation);
    case 'compared':
      return format === 'json'
        ? JSON.stringify(outcome.difference, undefined, 2)
        : format === 'markdown'
          ? differenceMarkdown(outcome.difference).trimEnd()
          : differenceText(outcome.difference);
    case 'ejected':
      return format === 'json' ? JSON.stringify(outcome.ejected, undefined, 2) : ejectedText(outcome.ejected);
  }
}

/** What a command did, for scripts. */
export function outcomeJson(outcome: Outcome): object {
  switch (outcome.kind) {
    case 'checked':
      return {
        problems: sorted(outcome.plan.warnings),
        images: outcome.plan.images.length,
        compared: outcome.compared,
        buildkit: outcome.buildkit,
      };
    case 'rendered':
      return { written: outcome.written, removed: outcome.removed };
    case 'planned':
      return planJson(outcome.plan);
    case 'built':
      return buildJson(outcome.report);
  }
}

/** What a command did, for people. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'checked': {
      const count = outcome.plan.images.length;
      const files = outcome.compared
        ? 'the rendered files are up to date'
        : 'nothing is rendered here yet (docker-matrix render)';
      const warnings = outcome.plan.warnings.length;
      const problems =
        warnings === 0 ? 'no problems' : `no errors, ${warnings} warning${warnings === 1 ? '' : 's'}`;
      return `${count} image${count === 1 ? '' : 's'}, ${problems}${outcome.buildkit ? ", none from BuildKit's checks" : ''}; ${files}`;
    }
    case 'rendered':
      return [
        ...outcome.written.map((path) => `wrote ${path}`),
        ...outcome.removed.map((path) => `removed ${path}`),
      ].join('\n');
    case 'planned':
      return planText(outcome.plan);
    case 'built':
      return buildText(outcome.report);
  }
}
