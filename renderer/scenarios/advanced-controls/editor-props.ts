import type { ScenarioView } from '../../features/use-scenario.ts';
import type { ControlDrafts } from '../../model/control-drafts.ts';
import { controlProblems } from '../../model/control-drafts.ts';
import { faultText } from '../../features/use-scenario.ts';
import { explainFault } from '../../model/explain-fault.ts';

/** What every editor of a property is given. */
export interface EditorProps {
  readonly view: ScenarioView;
  /** Whether it can be set now. */
  readonly isDisabled: boolean;
  /** The element that says what it does, and why it is frozen. */
  readonly describedBy: string;
}

export function editorId(property: string): string {
  return `control-${property}`;
}

export function editControls({ page, drafts }: ScenarioView, changes: Partial<ControlDrafts>): void {
  page.edit({ controls: { ...drafts.controls, ...changes } });
  page.clearFault('control');
}

/** What is wrong with a property as it is filled in, or as main found it to be. */
export function propertyFault(view: ScenarioView, property: string): string | undefined {
  const problem = controlProblems(view.drafts.controls).find((each) => each.property === property);
  if (problem !== undefined) return explainFault({ field: 'control', problem });
  const { status } = view;
  const isTold =
    status?.kind === 'fault' && status.fault.field === 'control' && status.fault.problem.property === property;
  return isTold ? faultText(view, 'control') : undefined;
}
