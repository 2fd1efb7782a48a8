import type { Phase } from './error-table.ts';
import type { ErrorInfo } from './errors.ts';
import type { Verdict } from './network-decision.ts';

/** One socket that was opened or refused: a line of the journal. No credentials, headers or payload are in it. */
export interface JournalEntry {
  /** From 1, one more for each entry since start. */
  readonly number: number;
  /** When it was recorded, in milliseconds since 1970. */
  readonly time: number;
  /** As it was asked for: a name or an IP literal. */
  readonly host: string;
  readonly port: number;
  /** The address that was decided on; absent where the name was refused or has none. */
  readonly address?: string;
  /** Absent where there was nothing to decide on. */
  readonly verdict?: Verdict;
  /** How far it came. */
  readonly phase: Phase;
  readonly outcome: JournalOutcome;
  /** What it was for; absent for a connection of the user's. */
  readonly purpose?: string;
}

export type JournalOutcome =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  /** The caller did not want it any more. */
  | { readonly kind: 'canceled' };

/** What the journal holds: the newest entries, oldest first, and how many older ones it no longer has. */
export interface JournalState {
  readonly entries: readonly JournalEntry[];
  readonly droppedCount: number;
}
