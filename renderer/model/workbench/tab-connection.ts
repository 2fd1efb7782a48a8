import { createStore, type StoreApi } from 'zustand/vanilla';
import { DuplexError, toErrorInfo, type ErrorInfo } from '../../../contract/errors.ts';
import type { CommandInput } from '../../../contract/commands.ts';
import type { WhenFull } from '../../../contract/log.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import type { RawFrame } from '../../../contract/workbench/control-frames.ts';
import type { ConnectionSource } from '../../../contract/workbench/effective-request.ts';
import type { Client } from '../client.ts';
import type { LogView } from '../log-view.ts';
import { PageSessions, type CurrentSession } from '../page-sessions.ts';
import { isLive } from '../scenario-state.ts';

/** The pages of a tab's sessions begin with this. */
export const tabPagePrefix = 'workbench:';

/** What stopped, or did not come about. */
export type TabStatus =
  | { readonly kind: 'closedByServer'; readonly code: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

export interface TabConnectionState {
  /** The newest session; undefined before the first. */
  readonly current: CurrentSession | undefined;
  /** Whether every frame is recorded, also of the next connections; undefined where it was not chosen here. */
  readonly wantsFrames: boolean | undefined;
  /** Whether a command of the user's is on its way. */
  readonly isActing: boolean;
  readonly status: TabStatus | undefined;
  /** The session whose failure to connect the status tells of. */
  readonly failedSession: SessionId | undefined;
}

type Habits = Omit<CommandInput<'session.setHabits'>, 'session'>;

/** The sessions of one tab. They live in main, whatever becomes of the page, until the tab is closed. */
export class TabConnection {
  readonly store: StoreApi<TabConnectionState>;
  readonly #client: Client;
  readonly #sessions: PageSessions;

  constructor(client: Client, tab: string) {
    this.#client = client;
    this.store = createStore<TabConnectionState>()(() => ({
      current: undefined,
      wantsFrames: undefined,
      isActing: false,
      status: undefined,
      failedSession: undefined,
    }));
    this.#sessions = new PageSessions(client, tabPagePrefix + tab, (current) => this.#changed(current));
  }

  get log(): LogView {
    return this.#sessions.log;
  }

  /** Whether something goes on that closing the tab would end. */
  get isBusy(): boolean {
    const { current } = this.store.getState();
    return isLive(current?.connection) || current?.reconnecting !== undefined;
  }

  /** Finds the sessions this tab had before the page was loaded again. */
  async attach(): Promise<void> {
    await this.#act(() => this.#sessions.attach());
  }

  /** Opens a session; what was open before is closed. */
  async connect(source: ConnectionSource): Promise<void> {
    if (isLive(this.store.getState().current?.connection)) return;
    this.dismissStatus();
    await this.#act(async () => {
      if (this.store.getState().current?.reconnecting !== undefined) await this.stopReconnecting();
      const { document } = source;
      await this.#sessions.openWith({ socket: document.socket ?? 'message', url: document.address }, (page) =>
        this.#client.invoke('workbench.open', { page, source }),
      );
      const { wantsFrames } = this.store.getState();
      if (wantsFrames !== undefined) await this.#sessions.setRecording(wantsFrames);
    });
  }

  /** Begins the closing handshake, or gives up connecting. */
  async close(how?: { readonly code: number; readonly reason: string }): Promise<void> {
    await this.#act(() => this.#sessions.close(how));
  }

  async reset(): Promise<void> {
    await this.#withSession((session) => this.#client.invoke('session.reset', { session }));
  }

  /** Connects the ended session again as it was opened; at once where it waits to do so. */
  async reconnect(): Promise<void> {
    this.dismissStatus();
    await this.#withSession((session) => this.#client.invoke('session.reconnect', { session }));
  }

  async stopReconnecting(): Promise<void> {
    await this.#withSession((session) => this.#client.invoke('session.stopReconnecting', { session }));
  }

  async setPaused(isPaused: boolean): Promise<void> {
    await this.#withSession((session) => this.#client.invoke('session.setPaused', { session, isPaused }));
  }

  async setRecording(frames: boolean): Promise<void> {
    this.store.setState({ wantsFrames: frames });
    await this.#act(() => this.#sessions.setRecording(frames));
  }

  async setHabits(habits: Habits): Promise<void> {
    await this.#withSession((session) => this.#client.invoke('session.setHabits', { session, ...habits }));
  }

  async sendControl(kind: 'ping' | 'pong', payload: CommandInput<'session.ping'>['payload']): Promise<void> {
    await this.#withSession((session) => this.#client.invoke(`session.${kind}`, { session, payload }));
  }

  /** @returns whether the frame may go out only when the user has said yes to it */
  async sendFrame(frame: RawFrame, isConfirmed: boolean): Promise<boolean> {
    let asks = false;
    await this.#withSession(async (session) => {
      try {
        await this.#client.invoke('session.sendFrame', { session, frame, isConfirmed });
      } catch (error) {
        if (!(error instanceof DuplexError) || error.info.code !== 'confirmation-needed') throw error;
        asks = true;
      }
    });
    return asks;
  }

  async setLogLimit(limitBytes: number, whenFull: WhenFull): Promise<void> {
    await this.#withSession((session) => this.#client.invoke('log.setLimit', { session, limitBytes, whenFull }));
  }

  async clearLog(): Promise<void> {
    await this.#act(() => this.#sessions.clear());
  }

  /** The tab is closed: its connection as well. */
  async dispose(): Promise<void> {
    if (this.store.getState().current?.reconnecting !== undefined) await this.stopReconnecting();
    await this.#sessions.leave();
  }

  dismissStatus(): void {
    this.store.setState({ status: undefined, failedSession: undefined });
  }

  async #withSession(work: (session: SessionId) => Promise<void>): Promise<void> {
    const { current } = this.store.getState();
    if (current !== undefined) await this.#act(() => work(current.session));
  }

  async #act(work: () => Promise<void>): Promise<void> {
    this.store.setState({ isActing: true });
    try {
      await work();
    } catch (error) {
      this.store.setState({ status: { kind: 'failed', error: toErrorInfo(error) }, failedSession: undefined });
    } finally {
      this.store.setState({ isActing: false });
    }
  }

  #changed(current: CurrentSession): void {
    const before = this.store.getState().current;
    this.store.setState({ current });
    const { connection, session } = current;
    const isSame = before?.session === session && before.connection.kind === connection.kind;
    // A page that finds an ended session after a reload has nothing to announce.
    if (isSame || before === undefined) return;
    if (connection.kind === 'open') this.dismissStatus();
    if (connection.kind === 'closed' && connection.by === 'remote') {
      const { code, reason } = connection;
      this.store.setState({ status: { kind: 'closedByServer', code, reason }, failedSession: undefined });
    }
    if (connection.kind !== 'failed' || connection.error.code === 'canceled') return;
    const { error } = connection;
    // A connection that was lost had been made.
    const isConnect = error.phase !== 'open' && error.phase !== 'close';
    this.store.setState({ status: { kind: 'failed', error }, failedSession: isConnect ? session : undefined });
  }
}
