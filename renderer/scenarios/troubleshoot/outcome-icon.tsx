import type { Attempt, AttemptPhase } from '../../../contract/attempt.ts';
import { Spinner } from '../../ui/controls.ts';
import {
  ArrowForward20Regular,
  CheckmarkCircle20Filled,
  ErrorCircle20Filled,
  SubtractCircle20Regular,
} from '../../ui/icons.ts';

/** How an attempt, or a phase of it, ended. */
export function OutcomeIcon({ outcome }: { readonly outcome: Attempt['outcome'] | AttemptPhase['outcome'] }) {
  switch (outcome) {
    case 'running':
      return <Spinner size="extra-tiny" />;
    case 'open':
    case 'done':
      return <CheckmarkCircle20Filled />;
    case 'retried':
    case 'redirected':
      return <ArrowForward20Regular />;
    case 'failed':
      return <ErrorCircle20Filled />;
    case 'canceled':
      return <SubtractCircle20Regular />;
  }
}
