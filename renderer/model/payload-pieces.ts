import type { ErrorInfo } from '../../contract/errors.ts';
import { attempt, type Client } from './client.ts';
import type { RowAddress } from './log-view.ts';

/** Bytes of one request. */
export const pieceBytes = 64 * 1024;
/** Pieces kept: 2 MiB, which is many screens. */
const pieceLimit = 32;

/**
 * The payload of one row, of which only what is shown is read: a message of 4 GiB costs no more than one of 4 KiB. Says
 * what is at hand at once, and tells its listeners when more is.
 */
export class PayloadPieces {
  readonly size: number;
  readonly #client: Client;
  readonly #address: RowAddress;
  readonly #listeners = new Set<() => void>();
  /** By their number, in the order they were read. */
  readonly #pieces = new Map<number, Uint8Array>();
  #version = 0;
  #shown: { readonly from: number; readonly to: number } = { from: 0, to: 0 };
  #isReading = false;
  #error: ErrorInfo | undefined;
  #end: number;

  /** @param size of the payload, as its row says */
  constructor(client: Client, address: RowAddress, size: number) {
    this.#client = client;
    this.#address = address;
    this.size = size;
    this.#end = size;
  }

  /** Why reading ended; undefined while it goes well. */
  get error(): ErrorInfo | undefined {
    return this.#error;
  }

  /** Where the log has no more of it: less than its size when its content was let go. */
  get end(): number {
    return this.#end;
  }

  /** Changes with everything that is told here: a snapshot for `useSyncExternalStore`. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells which bytes are on screen; those that are not at hand are read. */
  show(from: number, to: number): void {
    this.#shown = { from, to };
    void this.#readMissing();
  }

  /** Bytes `from` to `to`, fewer where the payload ends; undefined while some of them are not at hand. */
  bytes(from: number, to: number): Uint8Array | undefined {
    const end = Math.min(to, this.#end);
    if (end <= from) return new Uint8Array();
    const result = new Uint8Array(end - from);
    for (let number = Math.floor(from / pieceBytes); number * pieceBytes < end; number += 1) {
      const piece = this.#pieces.get(number);
      if (piece === undefined) return undefined;
      const start = number * pieceBytes;
      const part = piece.subarray(Math.max(0, from - start), Math.min(piece.length, end - start));
      result.set(part, Math.max(0, start - from));
    }
    return result;
  }

  /** One request at a time: scrolling through gigabytes asks for what is shown at the end of it. */
  async #readMissing(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#error = undefined;
    await attempt(
      async () => {
        for (let wanted = this.#missing(); wanted !== undefined; wanted = this.#missing()) await this.#read(wanted);
      },
      (error) => {
        this.#error = error;
        this.#changed();
      },
    );
    this.#isReading = false;
  }

  /** The first shown piece that is not at hand. */
  #missing(): number | undefined {
    const end = Math.min(this.#shown.to, this.#end);
    for (let number = Math.floor(this.#shown.from / pieceBytes); number * pieceBytes < end; number += 1) {
      if (!this.#pieces.has(number)) return number;
    }
    return undefined;
  }

  async #read(number: number): Promise<void> {
    const from = number * pieceBytes;
    const count = Math.min(pieceBytes, this.size - from);
    const piece = await this.#client.invoke('log.payload', { ...this.#address, from, count });
    if (piece.length < count) this.#end = Math.min(this.#end, from + piece.length);
    this.#pieces.set(number, piece);
    const [oldest] = this.#pieces.keys();
    if (this.#pieces.size > pieceLimit && oldest !== undefined) this.#pieces.delete(oldest);
    this.#changed();
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
