import { createStore, type StoreApi } from 'zustand/vanilla';
import { limits } from '../../contract/commands/command.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import { attempt, type Client } from './client.ts';
import type { RowAddress } from './log-view.ts';

export interface WholePayloadState {
  /** All of it, or as much as the log still has; undefined until it was read. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly read: number;
  readonly isReading: boolean;
  readonly isCanceled: boolean;
  readonly error: ErrorInfo | undefined;
}

/** A payload that is read to its end, step by step, for the views that need all of it. */
export class WholePayload {
  readonly store: StoreApi<WholePayloadState> = createStore<WholePayloadState>()(() => ({
    bytes: undefined,
    read: 0,
    isReading: false,
    isCanceled: false,
    error: undefined,
  }));
  readonly #client: Client;
  readonly #address: RowAddress;
  readonly #size: number;

  /** @param size of the payload; all of it is kept, so that the caller sees to it that it is not too large */
  constructor(client: Client, address: RowAddress, size: number) {
    this.#client = client;
    this.#address = address;
    this.#size = size;
  }

  /** Reads it, once; after a fault or {@link cancel} again from the beginning. */
  async read(): Promise<void> {
    const { isReading, bytes } = this.store.getState();
    if (isReading || bytes !== undefined) return;
    this.store.setState({ isReading: true, isCanceled: false, error: undefined, read: 0 });
    await attempt(
      async () => {
        const whole = await this.#readAll();
        if (whole !== undefined) this.store.setState({ bytes: whole });
      },
      (error) => this.store.setState({ error }),
    );
    this.store.setState({ isReading: false });
  }

  cancel(): void {
    if (this.store.getState().isReading) this.store.setState({ isCanceled: true });
  }

  /** @returns undefined when it was canceled */
  async #readAll(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const whole = new Uint8Array(this.#size);
    let at = 0;
    while (at < this.#size) {
      const count = Math.min(limits.bytesPerRead, this.#size - at);
      const step = await this.#client.invoke('log.payload', { ...this.#address, from: at, count });
      if (this.store.getState().isCanceled) return undefined;
      whole.set(step, at);
      at += step.length;
      this.store.setState({ read: at });
      // The rest was let go.
      if (step.length < count) return whole.subarray(0, at);
    }
    return whole;
  }
}
