import type { ErrorInfo } from '../../contract/errors.ts';
import type { FileTransfer, TransferEnd } from '../../contract/sessions.ts';

/** How far the file of a session is, as the page is told. */
export class TransferRecord {
  /** Payload bytes so far. */
  bytes = 0;
  readonly #name: string;
  readonly #totalBytes: number | undefined;
  readonly #startedAt = wallClock();
  #end: TransferEnd | undefined;

  /** @param totalBytes undefined where nobody knows */
  constructor(name: string, totalBytes?: number) {
    this.#name = name;
    this.#totalBytes = totalBytes;
  }

  get isUnderWay(): boolean {
    return this.#end === undefined;
  }

  get state(): FileTransfer {
    return {
      name: this.#name,
      totalBytes: this.#totalBytes,
      bytes: this.bytes,
      startedAt: this.#startedAt,
      end: this.#end,
    };
  }

  done(): void {
    this.#end = { kind: 'done', at: wallClock() };
  }

  canceled(): void {
    this.#end = { kind: 'canceled', at: wallClock() };
  }

  /** @param keptAs the name of the file that has what came */
  failed(error: ErrorInfo, keptAs?: string): void {
    this.#end = { kind: 'failed', at: wallClock(), error, keptAs };
  }
}

/** From the monotonic clock, so that no transfer takes less than no time. */
function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
