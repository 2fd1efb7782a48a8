import { expect, test } from 'vitest';
import type { SequenceStep } from '../../../contract/workbench/documents.ts';
import { editSteps, namedSteps, newStep, stepKinds, withStep } from './sequence-edits.ts';

const steps: readonly SequenceStep[] = [1, 2, 3].map((ms) => ({ kind: 'delay', ms }));
const ms = (list: readonly SequenceStep[]): unknown[] =>
  list.map((step) => (step.kind === 'delay' ? step.ms : step.kind));

test('each step keeps its name wherever it goes', () => {
  const named = namedSteps(steps);
  const [a, b, c] = named.ids;
  const moved = editSteps(named, { kind: 'moved', at: 0, to: 2 });
  expect(ms(moved.steps)).toEqual([2, 3, 1]);
  expect(moved.ids).toEqual([b, c, a]);
  const removed = editSteps(moved, { kind: 'removed', at: 1 });
  expect(removed.ids).toEqual([b, a]);
  expect(withStep(removed, 0, newStep('wait')).ids).toEqual([b, a]);
});

test('a copy stands behind its step under a name of its own', () => {
  const named = namedSteps(steps);
  const copied = editSteps(named, { kind: 'duplicated', at: 1 });
  expect(ms(copied.steps)).toEqual([1, 1, 2, 3]);
  expect(new Set(copied.ids).size).toBe(4);
});

test('what leads nowhere changes nothing', () => {
  const named = namedSteps(steps);
  expect(editSteps(named, { kind: 'moved', at: 0, to: -1 }).steps).toBe(steps);
  expect(editSteps(named, { kind: 'moved', at: 2, to: 3 }).steps).toBe(steps);
});

test('every kind has a step to begin with', () => {
  expect(stepKinds.map((kind) => newStep(kind).kind)).toEqual([...stepKinds]);
});
