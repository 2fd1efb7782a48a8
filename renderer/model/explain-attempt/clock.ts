import type { Attempt } from '../../../contract/attempt.ts';
import { headerOf } from './http.ts';

/** Clocks that differ by less are right enough. */
const toleranceMs = 10 * 60 * 1000;

/** What another machine's clock says. */
export interface OtherClock {
  /** The other clock's time, in milliseconds since 1970. */
  readonly timeMs: number;
  /** How far this machine's clock is ahead of it; negative where it is behind. */
  readonly aheadMs: number;
}

/** The clock of a server or proxy that answered with a `Date` header, where it differs from this machine's. */
export function differingClock({ startedAt, phases }: Attempt): OtherClock | undefined {
  for (const phase of phases) {
    const head = 'responseHead' in phase ? phase.responseHead : undefined;
    // What comes out of a cache has the date at which it was made.
    const date = headerOf(head, 'age') === undefined ? headerOf(head, 'date') : undefined;
    const timeMs = date === undefined ? Number.NaN : Date.parse(date);
    const aheadMs = startedAt + (phase.endMs ?? phase.startMs) - timeMs;
    if (Math.abs(aheadMs) > toleranceMs) return { timeMs, aheadMs };
  }
  return undefined;
}
