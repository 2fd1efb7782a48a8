import { setTimeout as delay } from 'node:timers/promises';
import type { Payload } from '../../contract/commands.ts';
import { DuplexError, failure } from '../../contract/errors.ts';
import { InputStreamOptions, StreamWebSocket } from '../sockets/index.ts';
import { notOpen, Session } from './session.ts';

/** Bytes asked for with one read. */
const readSize = 64 * 1024;

/** A session over `StreamWebSocket`: bytes are counted, not kept. */
export class StreamSession extends Session {
  protected override readonly socket = new StreamWebSocket();
  #repeating: AbortController | undefined;
  #hasSent = false;

  override async send(payload: Payload): Promise<number> {
    if (!this.isOpen) throw notOpen();
    if (payload.kind !== 'binary') {
      throw failure('invalid-input', 'a stream session sends bytes', { field: 'payload.kind' });
    }
    const sent = await this.socket.outputStream.writeAsync(payload.bytes);
    this.recorder.countSent(sent, true);
    return sent;
  }

  override repeat(bytes: Uint8Array, intervalMs: number): void {
    if (!this.isOpen) throw notOpen();
    if (this.#repeating !== undefined) throw failure('illegal-call', 'the session is sending already');
    this.#repeating = new AbortController();
    // The sample's two loops begin together. A session that never sends reads too, to notice its end, and says nothing.
    this.#hasSent = true;
    this.recorder.event('readingStarted');
    this.recorder.detail('sendingStarted', { sizeBytes: bytes.length, intervalMs });
    this.setConnection(this.state.connection);
    void this.#sendRepeatedly(bytes, intervalMs, this.#repeating.signal);
  }

  override close(code: number, reason: string): void {
    super.close(code, reason);
    this.#repeating?.abort();
  }

  override dispose(): void {
    super.dispose();
    this.#repeating?.abort();
  }

  protected override get isRepeating(): boolean {
    return this.#repeating !== undefined;
  }

  protected override connected(): void {
    void this.#readAll();
  }

  async #readAll(): Promise<void> {
    const buffer = Buffer.allocUnsafeSlow(readSize);
    try {
      for (;;) {
        const bytes = await this.socket.inputStream.readAsync(buffer, buffer.length, InputStreamOptions.partial);
        if (bytes.length === 0) break;
        this.recorder.countReceived(bytes.length);
      }
    } catch (error) {
      // Our own closing ends a pending read; anything else is the end of the session.
      if (this.isOpen) this.fail(error);
    } finally {
      this.#repeating?.abort();
      if (this.#hasSent) this.recorder.event('readingStopped');
    }
  }

  async #sendRepeatedly(bytes: Uint8Array, intervalMs: number, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && this.isOpen) {
        this.recorder.countSent(await this.socket.outputStream.writeAsync(bytes), true);
        await delay(intervalMs, undefined, { signal });
      }
    } catch (error) {
      // The connection's end is told by the reading side; stopping is no failure.
      if (!signal.aborted && !(error instanceof DuplexError)) throw error;
    } finally {
      this.#repeating = undefined;
      this.recorder.event('sendingStopped');
      this.setConnection(this.state.connection);
    }
  }
}
