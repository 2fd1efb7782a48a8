import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../contract/errors.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import type { SendPlan, SendRun, TemplateScope } from '../../../contract/workbench/sending.ts';
import { attempt, type Client } from '../client.ts';
import { TransferMeter } from '../transfer-meter.ts';

/** A run with what follows from watching it. */
export interface WatchedRun {
  readonly run: SendRun;
  /** Of the last seconds while it goes on; undefined before that can be known. */
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

export interface RunsState {
  /** Oldest first, of all sessions. */
  readonly runs: readonly WatchedRun[];
  /** Why the last one did not begin, or could not be ended. */
  readonly problem: ErrorInfo | undefined;
  /** Whether main is asked to begin. */
  readonly isStarting: boolean;
}

/** What is being sent, and what was: main does it, and says how far it is. */
export class SendRuns {
  readonly store: StoreApi<RunsState>;
  readonly #client: Client;
  readonly #meters = new Map<number, TransferMeter>();
  readonly #dismissed = new Set<number>();

  constructor(client: Client) {
    this.#client = client;
    this.store = createStore<RunsState>()(() => ({ runs: [], problem: undefined, isStarting: false }));
  }

  /** Asks main what is under way, and follows it. The returned function ends that. */
  start(): () => void {
    const stop = this.#client.on('send.changed', (run) => this.#set(run));
    void attempt(
      async () => {
        for (const run of await this.#client.invoke('send.runs', {})) if (!this.#has(run)) this.#set(run);
      },
      (problem) => this.store.setState({ problem }),
    );
    return stop;
  }

  /** Begins to send; nothing while another one is being begun. @returns whether main has begun */
  async send(session: SessionId, plan: SendPlan, scope: TemplateScope): Promise<boolean> {
    if (this.store.getState().isStarting) return false;
    this.store.setState({ isStarting: true, problem: undefined });
    this.dismissEnded(session);
    let hasBegun = false;
    await attempt(
      async () => {
        await this.#client.invoke('send.start', { session, plan, scope });
        hasBegun = true;
      },
      (problem) => this.store.setState({ problem }),
    );
    this.store.setState({ isStarting: false });
    return hasBegun;
  }

  async cancel(run: number): Promise<void> {
    await attempt(
      () => this.#client.invoke('send.cancel', { run }),
      (problem) => this.store.setState({ problem }),
    );
  }

  /** Shows those of a session that have ended no longer. */
  dismissEnded(session: SessionId): void {
    const { runs } = this.store.getState();
    const isOver = ({ run }: WatchedRun): boolean => run.session === session && run.end !== undefined;
    for (const watched of runs.filter(isOver)) {
      this.#dismissed.add(watched.run.run);
      this.#meters.delete(watched.run.run);
    }
    this.store.setState({ runs: runs.filter((watched) => !isOver(watched)) });
  }

  /** Takes away what is said about the last one that did not begin. */
  clearProblem(): void {
    if (this.store.getState().problem !== undefined) this.store.setState({ problem: undefined });
  }

  #set(run: SendRun): void {
    if (this.#dismissed.has(run.run)) return;
    const { runs } = this.store.getState();
    const watched = this.#watch(run);
    this.store.setState({
      runs: this.#has(run)
        ? runs.map((known) => (known.run.run === run.run ? watched : known))
        : [...runs, watched].toSorted((a, b) => a.run.run - b.run.run),
    });
  }

  #watch(run: SendRun): WatchedRun {
    const meter = this.#meters.get(run.run) ?? new TransferMeter();
    this.#meters.set(run.run, meter);
    const { bytesPerSecond, secondsLeft } = meter.measure(run, performance.now());
    return { run, bytesPerSecond, secondsLeft: secondsLeft ?? roundsLeft(run) };
  }

  #has({ run }: SendRun): boolean {
    return this.store.getState().runs.some((known) => known.run.run === run);
  }
}

/** Seconds until the last round, if they go on as they did. */
function roundsLeft({ round, rounds, startedAt, end }: SendRun): number | undefined {
  if (end !== undefined || rounds <= 1 || round < 1) return undefined;
  return (((Date.now() - startedAt) / round) * Math.max(0, rounds - round)) / 1000;
}

/** The newest run of a session; undefined where there is none. */
export function lastRun(runs: readonly WatchedRun[], session: SessionId | undefined): WatchedRun | undefined {
  return runs.findLast(({ run }) => run.session === session);
}
