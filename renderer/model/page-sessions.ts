import type { OpenSession } from '../../contract/commands.ts';
import { defaultLogSettings } from '../../contract/log.ts';
import {
  noHabits,
  type ConnectionState,
  type Reconnecting,
  type SessionHabits,
  type SessionCounters,
  type SessionId,
  type SessionLogState,
  type SessionState,
  type SessionTransfers,
} from '../../contract/sessions.ts';
import type { Events } from '../../contract/events.ts';
import type { Client } from './client.ts';
import { LogView } from './log-view.ts';
import { isLive } from './scenario-state.ts';

/** The session a page shows: the newest it opened. */
export interface CurrentSession {
  readonly session: SessionId;
  readonly url: string;
  readonly connection: ConnectionState;
  readonly isRepeating: boolean;
  readonly recordsFrames: boolean;
  readonly counters: SessionCounters;
  readonly transfers: SessionTransfers;
  readonly log: SessionLogState;
  readonly reconnecting: Reconnecting | undefined;
  readonly habits: SessionHabits;
  readonly isReadingPaused: boolean;
  readonly sendQueueBytes: number;
}

/** Until main has told. */
const onLog: SessionLogState = {
  recording: 'on',
  limitBytes: defaultLogSettings.sessionLimitBytes,
  isPrivate: false,
};
const noTransfers: SessionTransfers = { sending: undefined, receiving: undefined, isPaused: false };
const noCounters: SessionCounters = {
  sentMessages: 0,
  receivedMessages: 0,
  sentBytes: 0,
  receivedBytes: 0,
  problems: 0,
};

/** The close the sample sends from its Disconnect button and when a page is left. */
export const userClose = { code: 1000, reason: 'Closed due to user request.' } as const;

/** What became known of a session before the reply that says whose it is. */
interface EarlyNews {
  state?: SessionState;
  advance?: Events['log.advanced'];
}

/** The sessions one page opened, with their logs as one. */
export class PageSessions {
  readonly log: LogView;
  readonly #client: Client;
  readonly #page: string;
  readonly #changed: (current: CurrentSession) => void;
  readonly #undo: (() => void)[];
  /** Oldest first; the last one is the current. */
  #known: SessionId[] = [];
  #current: CurrentSession | undefined;
  /** Events can overtake the reply that names their session; they wait here. */
  #early = new Map<SessionId, EarlyNews>();
  #claims = 0;
  #isLeft = false;

  /** @param changed called with every change of the current session */
  constructor(client: Client, page: string, changed: (current: CurrentSession) => void) {
    this.#client = client;
    this.#page = page;
    this.#changed = changed;
    this.log = new LogView(client);
    this.#undo = [
      client.on('session.changed', (state) => this.#sessionChanged(state)),
      client.on('log.advanced', (event) => this.#advanced(event)),
    ];
  }

  get current(): CurrentSession | undefined {
    return this.#current;
  }

  /** Finds the sessions this page had before it was reloaded. */
  async attach(): Promise<void> {
    await this.#claim(async () => {
      const states = await this.#client.invoke('session.list', {});
      const own = states.filter(({ page }) => page === this.#page).toSorted((a, b) => a.session - b.session);
      for (const state of own) this.#adopt(state);
    });
  }

  /** @throws DuplexError when the session cannot even begin to connect */
  async open(request: Omit<OpenSession, 'page'>): Promise<void> {
    await this.openWith(request, (page) => this.#client.invoke('session.open', { ...request, page }));
  }

  /**
   * Takes over a session that somebody else begins.
   *
   * @param begin opens it for this page
   * @throws what `begin` throws
   */
  async openWith(
    { socket, url }: Pick<OpenSession, 'socket' | 'url'>,
    begin: (page: string) => Promise<{ readonly session: SessionId }>,
  ): Promise<void> {
    await this.#claim(async () => {
      const { session } = await begin(this.#page);
      this.#adopt({
        session,
        generation: 1,
        reconnecting: undefined,
        habits: noHabits,
        isReadingPaused: false,
        sendQueueBytes: 0,
        page: this.#page,
        socket,
        url,
        connection: { kind: 'connecting' },
        isRepeating: false,
        length: 0,
        log: onLog,
        recordsFrames: false,
        counters: noCounters,
        transfers: noTransfers,
      });
    });
    if (this.#isLeft) await this.#endAll();
  }

  /** Whether every frame of the current session is recorded from now on. */
  async setRecording(frames: boolean): Promise<void> {
    if (this.#current === undefined || !isLive(this.#current.connection)) return;
    await this.#client.invoke('session.setRecording', { session: this.#current.session, frames });
  }

  /** Begins the closing handshake, or cancels connecting. */
  async close(how: { readonly code: number; readonly reason: string } = userClose): Promise<void> {
    if (this.#current === undefined || !isLive(this.#current.connection)) return;
    const { session } = this.#current;
    await this.#client.invoke('session.close', { session, ...how });
    // Said here at once: the event comes a frame later, and until then the page would look connected again.
    if (this.#current.session !== session || this.#current.connection.kind !== 'open') return;
    this.#current = { ...this.#current, connection: { kind: 'closing' } };
    this.#changed(this.#current);
  }

  /** Forgets what is shown; a session that lives goes on. */
  async clear(): Promise<void> {
    const keep = this.#current !== undefined && isLive(this.#current.connection) ? this.#current.session : undefined;
    const forgotten = this.#known.filter((session) => session !== keep);
    this.#known = keep === undefined ? [] : [keep];
    this.log.clear(keep);
    await Promise.all(forgotten.map((session) => this.#client.invoke('session.discard', { session })));
  }

  /**
   * The page is left: its socket is closed as by Disconnect, and its logs are forgotten. A file that is under way goes on
   * without the page, which finds it again.
   */
  async leave(): Promise<void> {
    this.#isLeft = true;
    for (const undo of this.#undo) undo();
    if (this.#current === undefined || !isTransferring(this.#current)) await this.#endAll();
  }

  async #endAll(): Promise<void> {
    const sessions = this.#known;
    this.#known = [];
    await this.close();
    await Promise.all(sessions.map((session) => this.#client.invoke('session.discard', { session })));
  }

  async #claim(work: () => Promise<void>): Promise<void> {
    this.#claims += 1;
    try {
      await work();
    } finally {
      this.#claims -= 1;
      if (this.#claims === 0) this.#early.clear();
    }
  }

  #adopt(state: SessionState): void {
    const early = this.#early.get(state.session);
    const newest = early?.state ?? state;
    const length = Math.max(newest.length, early?.advance?.length ?? 0);
    this.#known.push(state.session);
    this.#current = currentOf({ ...newest, ...early?.advance });
    this.log.advance(state.session, length);
    this.#changed(this.#current);
  }

  #sessionChanged(state: SessionState): void {
    if (!this.#known.includes(state.session)) {
      if (this.#claims > 0) this.#early.set(state.session, { ...this.#early.get(state.session), state });
      return;
    }
    this.log.advance(state.session, state.length);
    if (state.session !== this.#current?.session) return;
    this.#current = currentOf(state);
    this.#changed(this.#current);
  }

  #advanced(advance: Events['log.advanced']): void {
    const { session, length, ...figures } = advance;
    if (!this.#known.includes(session)) {
      if (this.#claims > 0) this.#early.set(session, { ...this.#early.get(session), advance });
      return;
    }
    this.log.advance(session, length);
    if (session !== this.#current?.session) return;
    this.#current = { ...this.#current, ...figures };
    this.#changed(this.#current);
  }
}

function currentOf({
  generation: _generation,
  page: _page,
  socket: _socket,
  length: _length,
  ...state
}: SessionState): CurrentSession {
  return state;
}

function isTransferring({ transfers: { sending, receiving } }: CurrentSession): boolean {
  return [sending, receiving].some((transfer) => transfer !== undefined && transfer.end === undefined);
}
