import { DuplexError, failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { KeepAlive } from '../../contract/workbench/documents.ts';

/** Payload bytes of a ping or pong, at most (RFC 6455, section 5.5). */
const controlPayloadLimit = 125;

export interface KeepAliveOptions {
  readonly habit: KeepAlive;
  /** Sends what keeps the connection alive. */
  readonly send: (kind: KeepAlive['kind'], payload: Uint8Array) => Promise<unknown>;
  /** Whether nothing is read for now, on this side: no pong can come then. */
  readonly isReadingHeld: () => boolean;
  /** No pong has come in time. */
  readonly lost: (error: DuplexError) => void;
}

/** @throws DuplexError `invalid-input` for a payload that no ping or pong can carry */
export function checkKeepAlive({ kind, payload = '' }: KeepAlive): void {
  const size = Buffer.byteLength(payload);
  if (kind === 'message' || size <= controlPayloadLimit) return;
  throw failure('invalid-input', `${size} bytes: a ${kind} carries at most ${controlPayloadLimit}`, {
    hresult: 'E_INVALIDARG',
    field: 'keepAlive.payload',
    reason: because('controlPayloadTooLong', size, controlPayloadLimit),
  });
}

/** Sends a ping, pong or message again and again over one connection, and watches for pongs. */
export class KeepAliveBeat {
  readonly #options: KeepAliveOptions;
  readonly #payload: Buffer;
  readonly #beat: NodeJS.Timeout;
  #isSending = false;
  /** Runs while a ping is unanswered. */
  #deadline: NodeJS.Timeout | undefined;

  constructor(options: KeepAliveOptions) {
    this.#options = options;
    this.#payload = Buffer.from(options.habit.payload ?? '');
    this.#beat = setInterval(() => void this.#send(), options.habit.everyMs);
  }

  /** A pong has come: whichever it answers, the server is there. */
  pongCame(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  end(): void {
    clearInterval(this.#beat);
    this.pongCame();
  }

  async #send(): Promise<void> {
    const { habit, send } = this.#options;
    const { timeoutMs = 0 } = habit;
    if (habit.kind === 'ping' && timeoutMs > 0) this.#deadline ??= setTimeout(() => this.#late(timeoutMs), timeoutMs);
    // Where the server takes nothing, one is enough.
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      await send(habit.kind, this.#payload);
    } catch (error) {
      // It is told where the connection ends; and inside a message of the user's there is no room for another.
      if (!(error instanceof DuplexError)) throw error;
    } finally {
      this.#isSending = false;
    }
  }

  #late(timeoutMs: number): void {
    this.#deadline = undefined;
    if (this.#options.isReadingHeld()) return;
    this.#options.lost(
      failure('timeout', `no pong has come within ${timeoutMs / 1000} s of a ping`, {
        hresult: 'WININET_E_TIMEOUT',
        phase: 'open',
        reason: because('latePong', timeoutMs / 1000),
      }),
    );
  }
}
