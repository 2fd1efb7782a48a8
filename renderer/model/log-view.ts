import { unpackRows, type Row } from '../../contract/rows.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { Client } from './client.ts';

/** Rows of one request: a few screens, so that scrolling a little needs none. */
const blockRows = 64;
/** Blocks kept; with previews of at most 1 KiB that is 4 MiB at worst. */
const blockLimit = 64;

/** The part of a view that is one session's log. */
interface Segment {
  readonly session: SessionId;
  /** Rows of the session before this one are not shown. */
  readonly start: number;
  length: number;
}

/** Where a row of the view lives. */
export interface RowAddress {
  readonly session: SessionId;
  readonly row: number;
}

/**
 * The logs of a page's sessions, one after the other, as one list of rows. It holds only what is on screen and a
 * little more; the rest is with main.
 */
export class LogView {
  readonly #client: Client;
  readonly #listeners = new Set<() => void>();
  /** Rows by `session:block`, in the order they were read. A block at the end of a log grows. */
  readonly #blocks = new Map<string, Row[]>();
  #segments: Segment[] = [];
  #version = 0;
  #shown: { readonly from: number; readonly to: number } = { from: 0, to: 0 };
  #isReading = false;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Number of rows. */
  get length(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.length - segment.start, 0);
  }

  /** Changes with every change of the length or of the rows at hand: a snapshot for `useSyncExternalStore`. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A session has this many rows now. A session that is new here goes to the end. */
  advance(session: SessionId, length: number): void {
    const segment = this.#segments.find((candidate) => candidate.session === session);
    if (segment === undefined) this.#segments.push({ session, start: 0, length });
    else if (length > segment.length) segment.length = length;
    else return;
    this.#changed();
  }

  /** Hides all rows there are, and forgets sessions but `keep`, whose later rows are shown. */
  clear(keep: SessionId | undefined): void {
    this.#segments = this.#segments
      .filter(({ session }) => session === keep)
      .map(({ session, length }) => ({ session, length, start: length }));
    this.#blocks.clear();
    this.#changed();
  }

  /** Tells which rows are on screen; those that are not at hand are fetched. */
  show(from: number, to: number): void {
    this.#shown = { from, to };
    void this.#readMissing();
  }

  /** A row, if it is at hand. */
  row(index: number): Row | undefined {
    const address = this.locate(index);
    if (address === undefined) return undefined;
    return this.#blocks.get(blockKey(address))?.[address.row % blockRows];
  }

  locate(index: number): RowAddress | undefined {
    let at = index;
    for (const { session, start, length } of this.#segments) {
      if (at < length - start) return at < 0 ? undefined : { session, row: start + at };
      at -= length - start;
    }
    return undefined;
  }

  /** The inverse of {@link locate}; undefined for a row that is not in the view. */
  indexOf({ session, row }: RowAddress): number | undefined {
    let at = 0;
    for (const segment of this.#segments) {
      if (segment.session === session) {
        return row >= segment.start && row < segment.length ? at + row - segment.start : undefined;
      }
      at += segment.length - segment.start;
    }
    return undefined;
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
  #missing(): RowAddress | undefined {
    const end = Math.min(this.#shown.to, this.length);
    for (let index = this.#shown.from; index < end; index += 1) {
      const address = this.locate(index);
      if (address !== undefined && this.row(index) === undefined) return address;
    }
    return undefined;
  }

  async #read(address: RowAddress): Promise<void> {
    const key = blockKey(address);
    const blockStart = address.row - (address.row % blockRows);
    const held = this.#blocks.get(key) ?? [];
    const from = blockStart + held.length;
    const packed = await this.#client.invoke('log.read', {
      session: address.session,
      from,
      count: blockRows - held.length,
    });
    const rows = unpackRows(packed);
    if (rows.length === 0) throw new RangeError(`session ${address.session} has no row ${from}`);
    if (!this.#segments.some(({ session }) => session === address.session)) return;
    this.#blocks.delete(key);
    this.#blocks.set(key, [...held, ...rows]);
    const oldest = this.#blocks.keys().next().value;
    if (this.#blocks.size > blockLimit && oldest !== undefined) this.#blocks.delete(oldest);
    this.#changed();
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

function blockKey({ session, row }: RowAddress): string {
  return `${session}:${Math.floor(row / blockRows)}`;
}
