import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../contract/errors.ts';
import { undoRemovalMs, type LogInfo } from '../../contract/log.ts';
import type { LogTotals } from '../../contract/log-totals.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { AppModel } from './app-model.ts';
import { attempt, type Client } from './client.ts';
import { LogView } from './log-view.ts';
import { TranscriptModel } from './transcript-model.ts';

/** Logs that are listed at first, and more of them each time. */
const listStep = 100;

/** A log that is shown. */
export interface OpenedLog {
  readonly info: LogInfo;
  readonly transcript: TranscriptModel;
  /** Undefined while it is being added up. */
  readonly totals: LogTotals | undefined;
}

export interface LogsState {
  /** Newest first; undefined until main has answered. */
  readonly logs: readonly LogInfo[] | undefined;
  /** How many of them are listed. */
  readonly listed: number;
  /** How long they went on, in ms, as far as it is known. */
  readonly durations: ReadonlyMap<SessionId, number>;
  readonly opened: OpenedLog | undefined;
  /** Whether the user is asked whether to delete all. */
  readonly asksAll: boolean;
  /** What was deleted last, as long as that can be undone. */
  readonly removed: LogInfo | undefined;
  readonly problem: ErrorInfo | undefined;
  /** Whether the log that is to be shown is not there. */
  readonly isMissing: boolean;
}

/** The page "Logs": what sessions of this run and of earlier ones have left. */
export class LogsPage {
  readonly store: StoreApi<LogsState>;
  readonly #client: Client;
  readonly #app: AppModel;
  readonly #undo: (() => void)[];
  #removalTimer: ReturnType<typeof setTimeout> | undefined;
  /** Which log is to be shown; opening takes a moment. */
  #wanted: SessionId | undefined;

  constructor(client: Client, app: AppModel) {
    this.#client = client;
    this.#app = app;
    this.store = createStore<LogsState>()(() => ({
      logs: undefined,
      listed: listStep,
      durations: new Map(),
      opened: undefined,
      asksAll: false,
      removed: undefined,
      problem: undefined,
      isMissing: false,
    }));
    this.#undo = [
      client.on('session.changed', ({ connection }) => {
        // One that is connecting has begun a log, and one that is over has ended one.
        if (connection.kind !== 'open') void this.#list();
      }),
      client.on('log.transferChanged', ({ way, end }) => {
        if (way === 'import' && end?.kind === 'done') void this.#list();
      }),
      client.on('log.advanced', ({ session, length }) => this.#advanced(session, length)),
    ];
  }

  /** Shows the list, or one log. */
  async attach(session: SessionId | undefined): Promise<void> {
    this.#wanted = session;
    this.store.setState({ opened: undefined, asksAll: false, problem: undefined, isMissing: false });
    await this.#list();
    if (session !== undefined && this.#wanted === session) await this.#open(session);
  }

  leave(): void {
    this.#wanted = undefined;
    clearTimeout(this.#removalTimer);
    for (const undo of this.#undo) undo();
  }

  async listMore(): Promise<void> {
    this.store.setState(({ listed }) => ({ listed: listed + listStep }));
    await this.#measure();
  }

  /** Deletes a log; for some seconds it can be undone. */
  async remove(info: LogInfo): Promise<void> {
    this.#setRemoved(undefined);
    this.store.setState({ asksAll: false, problem: undefined });
    await attempt(
      async () => {
        await this.#client.invoke('log.remove', { session: info.session });
        this.#setRemoved(info);
      },
      (problem) => this.store.setState({ problem }),
    );
    await this.#list();
  }

  /** Brings back what was deleted last. */
  async undoRemoval(): Promise<void> {
    await this.#decideRemoval('log.undoRemoval');
    await this.#list();
  }

  /** What was deleted last is gone for good. */
  forgetRemoved(): Promise<void> {
    return this.#decideRemoval('log.forgetRemoved');
  }

  /** Asks whether to delete all. */
  ask(): void {
    this.store.setState({ asksAll: true, problem: undefined });
  }

  keep(): void {
    this.store.setState({ asksAll: false });
  }

  /** Deletes all for good, after it was asked about. */
  async wipeAll(): Promise<void> {
    if (!this.store.getState().asksAll) return;
    this.#setRemoved(undefined);
    this.store.setState({ asksAll: false });
    await attempt(
      () => this.#client.invoke('log.wipeAll', {}),
      (problem) => this.store.setState({ problem }),
    );
    await this.#list();
  }

  async #decideRemoval(command: 'log.undoRemoval' | 'log.forgetRemoved'): Promise<void> {
    const { removed } = this.store.getState();
    if (removed === undefined) return;
    this.#setRemoved(undefined);
    await attempt(
      () => this.#client.invoke(command, { session: removed.session }),
      (problem) => this.store.setState({ problem }),
    );
  }

  #setRemoved(removed: LogInfo | undefined): void {
    clearTimeout(this.#removalTimer);
    this.store.setState({ removed });
    if (removed === undefined) return;
    this.#removalTimer = setTimeout(() => this.store.setState({ removed: undefined }), undoRemovalMs);
  }

  async #open(session: SessionId): Promise<void> {
    const info = this.store.getState().logs?.find((log) => log.session === session);
    if (info === undefined) this.store.setState({ isMissing: true });
    if (info === undefined || info.problem !== undefined) return;
    const log = new LogView(this.#client);
    log.advance(session, info.length, info.firstRow);
    const transcript = new TranscriptModel(this.#client, this.#app, log);
    this.store.setState({ opened: { info, transcript, totals: undefined } });
    await attempt(
      async () => {
        const totals = await this.#client.invoke('log.totals', { session, ranges: [[info.firstRow, info.length]] });
        const { opened } = this.store.getState();
        if (opened?.info === info) this.store.setState({ opened: { ...opened, totals } });
      },
      (problem) => this.store.setState({ problem }),
    );
  }

  async #list(): Promise<void> {
    await attempt(
      async () => {
        const logs = await this.#client.invoke('log.list', {});
        this.store.setState({ logs: logs.toReversed() });
        await this.#measure();
      },
      (problem) => this.store.setState({ problem }),
    );
  }

  /** Asks how long those went on that are listed: at most as many as one command takes, the newest first. */
  async #measure(): Promise<void> {
    const { logs = [], listed, durations } = this.store.getState();
    const unknown = logs.slice(0, listed).filter(({ session, isLive }) => !isLive && !durations.has(session));
    const sessions = unknown.map(({ session }) => session).slice(0, 512);
    if (sessions.length === 0) return;
    await attempt(
      async () => {
        const found = await this.#client.invoke('log.durations', { sessions });
        const all = new Map(this.store.getState().durations);
        for (const [index, session] of sessions.entries()) all.set(session, found[index] ?? 0);
        this.store.setState({ durations: all });
      },
      () => {
        // The list is there without it.
      },
    );
  }

  #advanced(session: SessionId, length: number): void {
    const { logs, opened } = this.store.getState();
    const index = logs?.findIndex((info) => info.session === session) ?? -1;
    const info = logs?.[index];
    if (logs !== undefined && info !== undefined) this.store.setState({ logs: logs.with(index, { ...info, length }) });
    if (opened?.info.session === session) opened.transcript.log.advance(session, length);
  }
}
