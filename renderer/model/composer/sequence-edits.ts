import type { SequenceStep } from '../../../contract/workbench/documents.ts';
import { withInserted, withMoved, without, withReplaced } from './list-edits.ts';

export type StepKind = SequenceStep['kind'];
export const stepKinds = ['send', 'wait', 'delay', 'sendSaved'] as const satisfies readonly StepKind[];

/** What is done to the list of steps; places are counted from 0. */
export type StepEdit =
  | { readonly kind: 'added'; readonly at: number }
  | { readonly kind: 'duplicated'; readonly at: number }
  | { readonly kind: 'removed'; readonly at: number }
  | { readonly kind: 'moved'; readonly at: number; readonly to: number };

/** Steps with a name for each that stays with it wherever it goes. */
export interface NamedSteps {
  readonly steps: readonly SequenceStep[];
  readonly ids: readonly string[];
}

let given = 0;

function newId(): string {
  given += 1;
  return `step-${given}`;
}

/** Names for steps that have none: those that are left keep theirs. */
export function namedSteps(steps: readonly SequenceStep[], ids: readonly string[] = []): NamedSteps {
  return { steps, ids: steps.map((_, index) => ids[index] ?? newId()) };
}

/** A step of a kind, as one begins with it. */
export function newStep(kind: StepKind): SequenceStep {
  switch (kind) {
    case 'send':
      return { kind, body: { kind: 'text', text: '' }, opcode: 'text' };
    case 'sendSaved':
      return { kind, message: '' };
    case 'wait':
      return { kind, match: { kind: 'any' }, timeoutMs: 5000 };
    case 'delay':
      return { kind, ms: 1000 };
  }
}

/** The steps after an edit. @param added the step, where one is added */
export function editSteps({ steps, ids }: NamedSteps, edit: StepEdit, added?: SequenceStep): NamedSteps {
  switch (edit.kind) {
    case 'added':
    case 'duplicated': {
      const step = edit.kind === 'added' ? added : steps[edit.at - 1];
      if (step === undefined) return { steps, ids };
      return { steps: withInserted(steps, edit.at, step), ids: withInserted(ids, edit.at, newId()) };
    }
    case 'removed':
      return { steps: without(steps, edit.at), ids: without(ids, edit.at) };
    case 'moved':
      return { steps: withMoved(steps, edit.at, edit.to), ids: withMoved(ids, edit.at, edit.to) };
  }
}

/** The steps with another one at a place. */
export function withStep({ steps, ids }: NamedSteps, at: number, step: SequenceStep): NamedSteps {
  return { steps: withReplaced(steps, at, step), ids };
}
