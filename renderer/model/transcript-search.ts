import { createStore, type StoreApi } from 'zustand/vanilla';
import { toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import type { LogFilter, LogViewState, ViewId } from '../../contract/log-search.ts';
import { unpackRows } from '../../contract/rows.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { Client } from './client.ts';
import { emptyDraft, filterOf, type FilterDraft, type FilterField } from './filter-draft.ts';
import type { LogView, RowAddress } from './log-view.ts';
import { errorText } from './error-text.ts';

/** How long typing rests before it is searched for. */
const typingMs = 200;

export interface SearchProgress {
  readonly found: number;
  readonly scannedRows: number;
  readonly rows: number;
  readonly isScanning: boolean;
  readonly skippedRows: number;
}

/** A session in the list. */
export interface ListedSession {
  readonly session: SessionId;
  /** Wall clock, ms since 1970. */
  readonly startedAt: number;
}

export interface SearchState {
  /** Another number for each search. */
  readonly round: number;
  readonly draft: FilterDraft;
  /** In the order of their rows; empty where there is nothing to choose among. */
  readonly sessions: readonly ListedSession[];
  /** How far it is; undefined where nothing is asked for. */
  readonly progress: SearchProgress | undefined;
  /** What is wrong with a field: by main's own sentence, or the page's. */
  readonly fault: { readonly field: FilterField; readonly message: string } | undefined;
  /** Why the search has ended. */
  readonly problem: ErrorInfo | undefined;
}

/** A session's rows that are searched. */
interface Opened {
  readonly view: ViewId;
  /** Of the session before this row nothing is searched. */
  readonly start: number;
  state: LogViewState | undefined;
}

/** Searches and filters the list of a page: main looks through the log of every session there. */
export class TranscriptSearch {
  readonly store: StoreApi<SearchState>;
  readonly #client: Client;
  readonly #log: LogView;
  readonly #opened = new Map<SessionId, Opened>();
  /** States of views whose opening has not been answered. */
  readonly #early = new Map<ViewId, LogViewState>();
  #listed: readonly SessionId[] = [];
  #filter: LogFilter | undefined;
  /** Counts filters: an answer to an older one is of no use. */
  #round = 0;
  #opening = new Set<SessionId>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, log: LogView) {
    this.#client = client;
    this.#log = log;
    this.store = createStore<SearchState>()(() => ({
      round: 0,
      draft: emptyDraft,
      sessions: [],
      progress: undefined,
      fault: undefined,
      problem: undefined,
    }));
  }

  /** Follows main and the list. @returns what ends that, and closes what is open */
  start(): () => void {
    const stop = this.#client.on('log.viewChanged', (state) => this.#viewChanged(state));
    const unsubscribe = this.#log.subscribe(() => {
      void this.#listSessions();
      void this.#openMissing();
    });
    void this.#listSessions();
    void this.#search();
    return () => {
      clearTimeout(this.#timer);
      unsubscribe();
      stop();
      this.#round += 1;
      this.#closeAll();
      this.#log.filter(undefined);
    };
  }

  /** Takes what is filled in, and searches for it: for what is typed as soon as typing rests. */
  edit(changes: Partial<FilterDraft>): void {
    const before = this.store.getState().draft;
    this.store.setState({ draft: { ...before, ...changes } });
    clearTimeout(this.#timer);
    const isTyped = ['needle', 'minSize', 'maxSize', 'from', 'to'].some((field) => field in changes);
    this.#timer = setTimeout(() => void this.#search(), isTyped ? typingMs : 0);
  }

  /** Shows all rows again. */
  clear(): void {
    const { kind, matchCase, showsAll } = this.store.getState().draft;
    this.store.setState({ draft: { ...emptyDraft, kind, matchCase, showsAll } });
    clearTimeout(this.#timer);
    void this.#search();
  }

  /** Looks no further; what was found stays. */
  async stop(): Promise<void> {
    for (const { view } of this.#opened.values()) await this.#ask(() => this.#client.invoke('log.stopView', { view }));
  }

  /**
   * The next row that was found after one, or the one before it; past the end it begins anew.
   *
   * @param from where to begin; undefined: at the beginning of the list, or at its end
   */
  async hit(from: RowAddress | undefined, direction: 'next' | 'previous'): Promise<RowAddress | undefined> {
    const sessions = [...this.#log.sessions];
    if (direction === 'previous') sessions.reverse();
    const first = from === undefined ? -1 : sessions.indexOf(from.session);
    // From the row on, then all others, and at last its own session from the other end.
    const order = [...sessions.slice(Math.max(0, first)), ...sessions.slice(0, first + 1)];
    for (const [place, session] of order.entries()) {
      const view = this.#opened.get(session)?.view;
      if (view === undefined) continue;
      const start = place === 0 && first >= 0 ? from?.row : undefined;
      const row = direction === 'next' ? await this.#after(view, start) : await this.#before(view, start);
      if (row !== undefined) return { session, row };
    }
    return undefined;
  }

  async #after(view: ViewId, row: number | undefined): Promise<number | undefined> {
    const found = await this.#client.invoke('log.locate', { view, row: row === undefined ? 0 : row + 1 });
    return found.row ?? undefined;
  }

  async #before(view: ViewId, row: number | undefined): Promise<number | undefined> {
    const end = await this.#client.invoke('log.locate', { view, row: row ?? Number.MAX_SAFE_INTEGER });
    if (end.index === 0) return undefined;
    const packed = await this.#client.invoke('log.readView', { view, from: end.index - 1, count: 1 });
    return unpackRows(packed)[0]?.row;
  }

  async #search(): Promise<void> {
    const made = filterOf(this.store.getState().draft);
    this.#round += 1;
    this.#closeAll();
    if ('fault' in made) {
      this.#filter = undefined;
      this.store.setState({ round: this.#round, fault: made.fault, progress: undefined, problem: undefined });
    } else {
      this.#filter = made.filter;
      this.store.setState({ round: this.#round, fault: undefined, progress: undefined, problem: undefined });
    }
    this.#show();
    await this.#openMissing();
  }

  /** Keeps up with which sessions the list has. One that is gone from it is not chosen any more. */
  async #listSessions(): Promise<void> {
    const listed = this.#log.sessions;
    if (String(listed) === String(this.#listed)) return;
    this.#listed = listed;
    const { sessions: chosen } = this.store.getState().draft;
    const left = listed.length > 1 ? chosen.filter((session) => listed.includes(session)) : [];
    if (left.length < chosen.length) this.edit({ sessions: left });
    await this.#ask(async () => {
      const infos = listed.length > 1 ? await this.#client.invoke('log.list', {}) : [];
      if (this.#listed !== listed) return;
      const sessions = listed.flatMap((session) => infos.find((info) => info.session === session) ?? []);
      this.store.setState({ sessions: sessions.map(({ session, startedAt }) => ({ session, startedAt })) });
    });
  }

  /** Opens a view of every session in the list that is searched and has none, and closes those of sessions that are gone from it. */
  async #openMissing(): Promise<void> {
    const filter = this.#filter;
    const round = this.#round;
    const { sessions: chosen } = this.store.getState().draft;
    const sessions = this.#log.parts.filter(({ session }) => chosen.length === 0 || chosen.includes(session));
    for (const [session, { view, start }] of this.#opened) {
      const listed = sessions.find((candidate) => candidate.session === session);
      if (listed?.start === start) continue;
      this.#opened.delete(session);
      this.#close(view);
    }
    if (filter === undefined) return;
    for (const { session, start } of sessions) {
      if (this.#opened.has(session) || this.#opening.has(session)) continue;
      this.#opening.add(session);
      await this.#ask(async () => {
        const { view } = await this.#client.invoke('log.openView', { session, filter: { ...filter, fromRow: start } });
        if (round !== this.#round) return this.#close(view);
        this.#opened.set(session, { view, start, state: this.#early.get(view) });
        this.#show();
      });
      if (round !== this.#round) return;
      this.#opening.delete(session);
    }
    this.#early.clear();
  }

  #viewChanged(state: LogViewState): void {
    const opened = [...this.#opened.values()].find(({ view }) => view === state.view);
    if (opened === undefined) {
      if (this.#opening.size > 0) this.#early.set(state.view, state);
      return;
    }
    opened.state = state;
    this.#show();
  }

  /** Puts what is known into the list and the state. */
  #show(): void {
    const { showsAll } = this.store.getState().draft;
    if (this.#filter === undefined) {
      if (this.#log.isFiltered) this.#log.filter(undefined);
      return;
    }
    const states = [...this.#opened].flatMap(([session, { state }]) =>
      state === undefined ? [] : [{ session, state }],
    );
    const sum = (of: (state: LogViewState) => number): number => states.reduce((all, { state }) => all + of(state), 0);
    this.store.setState({
      progress: {
        found: sum(({ length }) => length),
        scannedRows: sum(({ scannedRows }) => scannedRows),
        rows: sum(({ rows }) => rows),
        isScanning: this.#opening.size > 0 || states.some(({ state }) => state.isScanning),
        skippedRows: sum(({ skippedRows }) => skippedRows),
      },
      problem: states.find(({ state }) => state.error !== undefined)?.state.error,
    });
    if (!showsAll) this.#log.filter(new Map(states.map(({ session, state }) => [session, state])));
    else if (this.#log.isFiltered) this.#log.filter(undefined);
  }

  #closeAll(): void {
    for (const { view } of this.#opened.values()) this.#close(view);
    this.#opened.clear();
    this.#opening = new Set();
    this.#early.clear();
  }

  #close(view: ViewId): void {
    void this.#ask(() => this.#client.invoke('log.closeView', { view }));
  }

  /** A filter that main cannot read is the field's fault; a log that is gone is nobody's. */
  async #ask(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const info = toErrorInfo(error);
      if (info.code === 'not-found') return;
      const field = fieldOf(info);
      if (field === undefined) this.store.setState({ problem: info });
      else this.#refused(field, info);
    }
  }

  #refused(field: FilterField, error: ErrorInfo): void {
    this.#filter = undefined;
    this.store.setState({ fault: { field, message: sentence(errorText(error)) }, progress: undefined });
    this.#show();
  }
}

function fieldOf({ code, field = '' }: ErrorInfo): FilterField | undefined {
  if (code !== 'invalid-input' || !field.startsWith('filter.')) return undefined;
  const name = field.slice('filter.'.length);
  return name === 'minSize' || name === 'maxSize' || name === 'from' || name === 'to' ? name : 'needle';
}

/** Main's own sentence, without the name of the command, as one. */
function sentence(message: string): string {
  const said = message.replace(/^log\.openView: \S+: /, '');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}
