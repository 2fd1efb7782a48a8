import type { EventName, Events } from '../../contract/events.ts';
import type { LogTransfer } from '../../contract/log-export.ts';
import type { LogViewState } from '../../contract/log-search.ts';
import type { UpdateState } from '../../contract/updates.ts';
import type { LibraryState } from '../../contract/workbench/library.ts';
import type { SendRun } from '../../contract/workbench/sending.ts';
import type { Session, SessionObserver } from '../sessions/session.ts';

/** One frame of a 60 Hz screen: there is no use in telling the page more often. */
const frameMs = 16;
/** While more rows than a screen holds come in that time, nobody reads them: the page has better things to do. */
const floodMs = 100;
const screenRows = 100;

type Send = <Name extends EventName>(name: Name, event: Events[Name]) => void;

/**
 * Tells the page what has changed, at most once a frame: a thousand messages become one notice with the length the log
 * has when the notice is sent.
 */
export class EventPump implements SessionObserver {
  readonly #send: Send;
  readonly #advanced = new Set<Session>();
  /** How long each log was when the page was told last. */
  readonly #told = new WeakMap<Session, number>();
  readonly #changed = new Set<Session>();
  readonly #transfers = new Map<number, LogTransfer>();
  readonly #runs = new Map<number, SendRun>();
  readonly #views = new Set<{ readonly state: LogViewState }>();
  #hasJournalChanged = false;
  #hasTrialChanged = false;
  #readLibrary: (() => LibraryState) | undefined;
  #readUpdates: (() => Promise<UpdateState>) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #advanceTimer: NodeJS.Timeout | undefined;
  #advanceMs = frameMs;

  constructor(send: Send) {
    this.#send = send;
  }

  advanced(session: Session): void {
    this.#advanced.add(session);
    if (this.#advanceTimer !== undefined) return;
    this.#advanceTimer = setTimeout(() => this.#tellAdvances(), this.#advanceMs);
  }

  changed(session: Session): void {
    this.#changed.add(session);
    this.#schedule();
  }

  /** A view of a log. */
  viewChanged(view: { readonly state: LogViewState }): void {
    this.#views.add(view);
    this.#schedule();
  }

  journalChanged(): void {
    this.#hasJournalChanged = true;
    this.#schedule();
  }

  /** An export or import of a log has gone on. */
  transferChanged(transfer: LogTransfer): void {
    this.#transfers.set(transfer.transfer, transfer);
    this.#schedule();
  }

  /** Something that is being sent has gone on, or has ended. */
  runChanged(run: SendRun): void {
    this.#runs.set(run.run, run);
    this.#schedule();
  }

  /** What the page "Troubleshoot" tries has gone on. */
  trialChanged(): void {
    this.#hasTrialChanged = true;
    this.#schedule();
  }

  /** @param read gives the state, when it is told */
  libraryChanged(read: () => LibraryState): void {
    this.#readLibrary = read;
    this.#schedule();
  }

  /** @param read gives the state, when it is told */
  updatesChanged(read: () => Promise<UpdateState>): void {
    this.#readUpdates = read;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#flush(), frameMs);
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#hasJournalChanged) this.#send('journal.changed', {});
    this.#hasJournalChanged = false;
    if (this.#hasTrialChanged) this.#send('troubleshoot.changed', {});
    this.#hasTrialChanged = false;
    for (const transfer of this.#transfers.values()) this.#send('log.transferChanged', transfer);
    this.#transfers.clear();
    if (this.#readLibrary !== undefined) this.#send('library.changed', this.#readLibrary());
    this.#readLibrary = undefined;
    for (const run of this.#runs.values()) this.#send('send.changed', run);
    this.#runs.clear();
    if (this.#readUpdates !== undefined) void this.#readUpdates().then((state) => this.#send('updates.changed', state));
    this.#readUpdates = undefined;
    for (const session of this.#changed) {
      // It carries the length and the counters too.
      this.#send('session.changed', session.state);
      this.#advanced.delete(session);
    }
    for (const { state } of this.#views) this.#send('log.viewChanged', state);
    this.#views.clear();
    this.#changed.clear();
  }

  #tellAdvances(): void {
    this.#advanceTimer = undefined;
    this.#advanceMs = frameMs;
    for (const session of this.#advanced) {
      const { length, counters, transfers, sendQueueBytes } = session.state;
      if (length - (this.#told.get(session) ?? 0) > screenRows) this.#advanceMs = floodMs;
      this.#told.set(session, length);
      this.#send('log.advanced', { session: session.id, length, counters, transfers, sendQueueBytes });
    }
    this.#advanced.clear();
  }
}
