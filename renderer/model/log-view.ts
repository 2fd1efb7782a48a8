import { unpackRows, type Row } from '../../contract/rows.ts';
import type { ViewId } from '../../contract/log-search.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { Client } from './client.ts';

/** Rows of one request: a few screens, so that scrolling a little needs none. */
const blockRows = 64;
/** Blocks kept; with previews of at most 1 KiB that is 4 MiB at worst. */
const blockLimit = 64;

/** The part of a list that is one session's log. */
interface Segment {
  readonly session: SessionId;
  /** Rows of the session before this one are not shown. */
  readonly start: number;
  length: number;
  /** Where a filter is set: the rows it lets through. */
  filtered: FilteredRows | undefined;
}

/** What a filter lets through of a session's log. */
export interface FilteredRows {
  readonly view: ViewId;
  readonly length: number;
  /** When it changes, all rows have other places. */
  readonly firstRow: number;
}

/** A part of the list, and a place in it. */
interface Place {
  readonly segment: Segment;
  /** The row's number, or its place among those that a filter lets through. */
  readonly at: number;
}

/** Where a row of the view lives. */
export interface RowAddress {
  readonly session: SessionId;
  readonly row: number;
}

/**
 * Rows of one session, `from` up to but not including `to`. With a view they are not rows' numbers but places among those
 * that its filter lets through.
 */
export interface RowSpan {
  readonly session: SessionId;
  readonly from: number;
  readonly to: number;
  readonly view?: ViewId;
}

/**
 * The logs of a page's sessions, one after the other, as one list of rows. It holds only what is on screen and a
 * little more; the rest is with main.
 */
export class LogView {
  readonly #client: Client;
  readonly #listeners = new Set<() => void>();
  /** Rows by `session:block`, in the order they were read. A block at the end of a log grows. A row that is not kept is null. */
  readonly #blocks = new Map<string, (Row | null)[]>();
  #segments: Segment[] = [];
  #version = 0;
  #shown: { readonly from: number; readonly to: number } = { from: 0, to: 0 };
  #isReading = false;
  #isFiltered = false;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Number of rows. */
  get length(): number {
    return this.#segments.reduce((sum, segment) => sum + this.#lengthOf(segment), 0);
  }

  /** Changes with every change of the length or of the rows at hand: a snapshot for `useSyncExternalStore`. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The sessions, in the order of their rows. */
  get sessions(): readonly SessionId[] {
    return this.#segments.map(({ session }) => session);
  }

  /** The sessions with the rows of theirs that are shown where nothing is filtered. */
  get parts(): readonly { readonly session: SessionId; readonly start: number; readonly length: number }[] {
    return this.#segments;
  }

  /** Whether only rows are shown that a filter lets through. */
  get isFiltered(): boolean {
    return this.#isFiltered;
  }

  /**
   * A session has this many rows now. A session that is new here goes to the end.
   *
   * @param start the first of its rows that is shown, where it is new
   */
  advance(session: SessionId, length: number, start = 0): void {
    const segment = this.#segments.find((candidate) => candidate.session === session);
    if (segment === undefined) this.#segments.push({ session, start, length, filtered: undefined });
    else if (length > segment.length) segment.length = length;
    else return;
    this.#changed();
  }

  /** Hides all rows there are, and forgets sessions but `keep`, whose later rows are shown. */
  clear(keep: SessionId | undefined): void {
    this.#segments = this.#segments
      .filter(({ session }) => session === keep)
      .map(({ session, length }) => ({ session, length, start: length, filtered: undefined }));
    this.#blocks.clear();
    this.#changed();
  }

  /** Shows only what filters let through; of a session without one nothing is shown. Undefined: shows all rows. */
  filter(rows: ReadonlyMap<SessionId, FilteredRows> | undefined): void {
    for (const segment of this.#segments) {
      const before = segment.filtered;
      const now = rows?.get(segment.session);
      segment.filtered = now;
      const isOther = this.#isFiltered !== (rows !== undefined) || before?.view !== now?.view;
      if (isOther || before?.firstRow !== now?.firstRow) this.#forget(segment.session);
    }
    this.#isFiltered = rows !== undefined;
    this.#changed();
  }

  /** Tells which rows are on screen; those that are not at hand are fetched. */
  show(from: number, to: number): void {
    this.#shown = { from, to };
    void this.#readMissing();
  }

  /** A row, if it is at hand and was not let go. */
  row(index: number): Row | undefined {
    return this.#held(this.#placeOf(index)) ?? undefined;
  }

  /** Whether the log has let go of a row: it was the oldest when there was no more room. */
  isGone(index: number): boolean {
    return this.#held(this.#placeOf(index)) === null;
  }

  /** Whose row it is; undefined where there is none, or it is not at hand. */
  locate(index: number): RowAddress | undefined {
    const place = this.#placeOf(index);
    if (place === undefined) return undefined;
    const row = this.#isFiltered ? this.row(index)?.row : place.at;
    return row === undefined ? undefined : { session: place.segment.session, row };
  }

  /** What a filter lets through of a session; undefined where none is set. */
  filteredRows(session: SessionId): FilteredRows | undefined {
    return this.#isFiltered ? this.#segments.find((segment) => segment.session === session)?.filtered : undefined;
  }

  /** Whether a row is in the list where nothing is filtered. */
  has({ session, row }: RowAddress): boolean {
    return this.#segments.some((part) => part.session === session && row >= part.start && row < part.length);
  }

  /** Where in the list a row is; undefined where it is not shown. */
  async indexOf({ session, row }: RowAddress): Promise<number | undefined> {
    const segment = this.#segments.find((candidate) => candidate.session === session);
    if (segment === undefined) return undefined;
    let at: number | undefined = row >= segment.start && row < segment.length ? row - segment.start : undefined;
    if (this.#isFiltered) {
      const { filtered } = segment;
      if (filtered === undefined) return undefined;
      const found = await this.#client.invoke('log.locate', { view: filtered.view, row });
      at = found.row === row && segment.filtered?.view === filtered.view ? found.index : undefined;
    }
    if (at === undefined) return undefined;
    const before = this.#segments.slice(0, this.#segments.indexOf(segment));
    return before.reduce((sum, other) => sum + this.#lengthOf(other), at);
  }

  /** The rows `from` up to `to` of the list, by session. */
  spans(from: number, to: number): RowSpan[] {
    let at = 0;
    return this.#segments.flatMap((segment) => {
      const length = this.#lengthOf(segment);
      const first = Math.max(0, from - at);
      const last = Math.min(length, to - at);
      at += length;
      if (first >= last) return [];
      const { session, start, filtered } = segment;
      if (filtered !== undefined && this.#isFiltered) return [{ session, from: first, to: last, view: filtered.view }];
      return [{ session, from: start + first, to: start + last }];
    });
  }

  /** Reads rows without keeping them, at most 512 of them; those that were let go are left out. */
  async read({ session, from, to, view }: RowSpan): Promise<Row[]> {
    const count = Math.min(to - from, 512);
    const packed =
      view === undefined
        ? await this.#client.invoke('log.read', { session, from, count })
        : await this.#client.invoke('log.readView', { view, from, count });
    return unpackRows(packed);
  }

  #lengthOf({ length, start, filtered }: Segment): number {
    return this.#isFiltered ? (filtered?.length ?? 0) : length - start;
  }

  #placeOf(index: number): Place | undefined {
    let at = index;
    for (const segment of this.#segments) {
      const length = this.#lengthOf(segment);
      if (at < length) return at < 0 ? undefined : { segment, at: this.#isFiltered ? at : segment.start + at };
      at -= length;
    }
    return undefined;
  }

  #forget(session: SessionId): void {
    for (const key of this.#blocks.keys()) if (key.startsWith(`${session}:`)) this.#blocks.delete(key);
  }

  /** One request at a time: a log that grows faster than it is read costs no more than one that does not. */
  async #readMissing(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (let wanted = this.#missing(); wanted !== undefined; wanted = this.#missing()) await this.#read(wanted);
    } catch {
      // The session was discarded while its rows were asked for, or main cannot read them now: the rows stay blank
      // and are asked for again when they are shown again.
    } finally {
      this.#isReading = false;
    }
  }

  /** The first shown row that is not at hand. */
  #missing(): Place | undefined {
    const end = Math.min(this.#shown.to, this.length);
    for (let index = this.#shown.from; index < end; index += 1) {
      const place = this.#placeOf(index);
      if (place !== undefined && this.#held(place) === undefined) return place;
    }
    return undefined;
  }

  async #read(place: Place): Promise<void> {
    const key = blockKey(place);
    const { session, filtered } = place.segment;
    const blockStart = place.at - (place.at % blockRows);
    const held = this.#blocks.get(key) ?? [];
    const from = blockStart + held.length;
    const to = blockStart + blockRows;
    const known = Math.min(filtered?.length ?? place.segment.length, to);
    const rows = await this.read({ session, from, to, ...(filtered !== undefined && { view: filtered.view }) });
    // Cleared, or filtered in another way meanwhile.
    const segment = this.#segments.find((candidate) => candidate.session === session);
    if (segment === undefined || segment.filtered?.view !== filtered?.view) return;
    if (segment.filtered?.firstRow !== filtered?.firstRow) return;
    // What a filter lets through is all there: places are no rows that could have been let go.
    if (filtered !== undefined && rows.length === 0) throw new RangeError(`view ${filtered.view} has no row ${from}`);
    const read = filtered === undefined ? withGone(rows, from, known) : rows;
    this.#blocks.delete(key);
    this.#blocks.set(key, [...held, ...read]);
    const oldest = this.#blocks.keys().next().value;
    if (this.#blocks.size > blockLimit && oldest !== undefined) this.#blocks.delete(oldest);
    this.#changed();
  }

  #held(place: Place | undefined): Row | null | undefined {
    return place && this.#blocks.get(blockKey(place))?.[place.at % blockRows];
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** The rows from `from` on, with null for those that were there and are not: at least up to `known`. */
function withGone(rows: readonly Row[], from: number, known: number): (Row | null)[] {
  const first = rows[0]?.row ?? known;
  return [...Array.from({ length: Math.max(0, first - from) }, () => null), ...rows];
}

function blockKey({ segment: { session, filtered }, at }: Place): string {
  return `${session}:${filtered?.view ?? ''}:${Math.floor(at / blockRows)}`;
}
