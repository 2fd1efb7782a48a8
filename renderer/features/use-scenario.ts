import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { explainFault } from '../model/explain-fault.ts';
import type { FieldFault } from '../model/field-fault.ts';
import type { PageState, ScenarioPage } from '../model/scenario-page.ts';
import { scenarioState, type ScenarioState } from '../model/scenario-state.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { useStore } from './use-store.ts';
import { usePageKeys } from './page-keys.ts';

/** A page's state as React sees it. */
export interface ScenarioView extends PageState {
  readonly page: ScenarioPage;
  /** The state its controls show. */
  readonly state: ScenarioState;
  /** Connecting has taken long enough to offer Cancel. */
  readonly offersCancel: boolean;
}

export function useScenario(page: ScenarioPage): ScenarioView {
  const state = useStore(page.store);
  const actual = scenarioState(state.isActing, state.connection);
  const isSending = state.isActing && state.connection?.kind === 'open' && !isClosingStatus(state);
  // A message is sent within a millisecond or two. Disabling the box for so long would take the focus out of it
  // after every message; the page's model refuses a second one meanwhile.
  const isSlow = useDelayed(isSending);
  const offersCancel = useDelayed(state.connection?.kind === 'connecting');
  usePageKeys(
    useMemo(
      () => ({
        primary: () => void (page.state === 'connected' ? page.send() : page.connect()),
        cancel: () => void page.cancel(),
      }),
      [page],
    ),
  );
  return { ...state, page, state: isSending && !isSlow ? 'connected' : actual, offersCancel };
}

/** The sentence under a field that is at fault. */
export function faultText(view: PageState, field: FieldFault['field']): string | undefined {
  const fault = faultIn(view, field);
  if (fault === undefined) return undefined;
  const sentence = explainFault(fault);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export function faultIn(view: PageState, field: FieldFault['field']): FieldFault | undefined {
  return view.status?.kind === 'fault' && view.status.fault.field === field ? view.status.fault : undefined;
}

/** Moves the focus into a field when it is found at fault. */
export function useFocusOnFault<Control extends HTMLElement = HTMLInputElement>(
  view: PageState,
  field: FieldFault['field'],
): RefObject<Control | null> {
  const ref = useRef<Control>(null);
  const fault = faultIn(view, field);
  useEffect(() => {
    if (fault !== undefined) ref.current?.focus();
  }, [fault]);
  return ref;
}

/**
 * Moves the focus on when the control that had it was disabled: into what is used next, never away from one in use.
 *
 * @param state what the controls show
 * @param change the state that is entered, and where it matters the one that is left
 * @param target what is used next
 */
export function useNextFocus(
  state: ScenarioState,
  change: { readonly to: ScenarioState; readonly from?: ScenarioState },
  target: () => HTMLElement | null | undefined,
): void {
  const previous = useRef(state);
  const { to, from } = change;
  useEffect(() => {
    const left = previous.current;
    previous.current = state;
    if (state !== to || left === to || (from !== undefined && left !== from)) return;
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused.matches(':disabled')) target()?.focus();
  });
}

function isClosingStatus({ status }: PageState): boolean {
  return status?.kind === 'done' && (status.what === 'closing' || status.what === 'stopping');
}
