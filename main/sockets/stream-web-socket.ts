import type { DuplexError } from '../../contract/errors.ts';
import { failure } from '../../contract/errors.ts';
import { Opcode, type DataOpcode } from '../wire/frame.ts';
import { ClientWebSocket, type SocketOptions } from './client-web-socket.ts';
import { StreamWebSocketControl } from './control.ts';
import { InputStreamOptions } from './enums.ts';
import { invalidArgument, objectClosed, operationCanceled } from './misuse.ts';
import { SocketOutputStream, type IInputStream, type IOutputStream } from './streams.ts';
import { withTransferred } from './transfer.ts';

interface PendingRead {
  readonly buffer: Uint8Array;
  readonly count: number;
  readonly isPartial: boolean;
  filled: number;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * How much is received ahead when nobody reads. It lets pings and the peer's close frame through to a socket that only
 * sends; beyond it the TCP window closes.
 */
const readAheadLimit = 64 * 1024;

/**
 * `Windows.Networking.Sockets.StreamWebSocket`: bytes, in sections, for messages of any size.
 *
 * Payloads of all messages, text or binary, form one stream of bytes. Reading stops when the consumer stops: what is
 * not read stays with the peer. Every write is one binary message.
 */
export class StreamWebSocket extends ClientWebSocket {
  readonly control = new StreamWebSocketControl(() => this.isFrozen);
  /** Closing it drops what is received from then on, so that the closing handshake still comes through. */
  get inputStream(): IInputStream {
    return (this.#inputStream ??= {
      readAsync: (buffer, count, options, signal) => this.#readAsync(buffer, count, options, signal),
      close: () => this.#closeInput(),
    });
  }
  get outputStream(): IOutputStream {
    return (this.#outputStream ??= new SocketOutputStream(
      async (buffer) => {
        await this.requireSendable().send(buffer, Opcode.binary, true);
        return buffer.length;
      },
      () => this.requireConnection(),
    ));
  }
  #inputStream: IInputStream | undefined;
  #outputStream: IOutputStream | undefined;
  #pending: PendingRead | undefined;
  /** Received ahead: `#ahead[#aheadStart, #aheadEnd)`. */
  #ahead: Buffer | undefined;
  #aheadStart = 0;
  #aheadEnd = 0;
  #isReadingAhead = false;
  #readAheadTimer: NodeJS.Immediate | undefined;
  #isAtEnd = false;
  #isClosedHere = false;
  #isInputClosed = false;
  #loss: DuplexError | undefined;

  constructor(options: SocketOptions = {}) {
    super(options);
  }

  frameStarted(): void {
    // Message boundaries are invisible here.
  }

  payload(bytes: Buffer, start: number, end: number): number {
    if (this.#isInputClosed) return end - start;
    if (this.#pending !== undefined) return this.#give(this.#pending, bytes, start, end);
    if (this.#isReadingAhead) return this.#keep(bytes, start, end);
    // A consumer in a loop asks again before the event loop turns; only one that does not is read ahead for.
    this.#readAheadTimer ??= setImmediate(() => this.#readAhead());
    return 0;
  }

  frameEnded(): void {
    // Message boundaries are invisible here.
  }

  protected override get sourceOpcode(): DataOpcode {
    return Opcode.binary;
  }

  protected override get noDelay(): boolean {
    return this.control.noDelay;
  }

  protected override connectionEnded(error: DuplexError | undefined): void {
    clearImmediate(this.#readAheadTimer);
    this.#isAtEnd = true;
    this.#loss = error;
    const read = this.#pending;
    this.#pending = undefined;
    if (read === undefined) return;
    if (error === undefined) read.resolve(read.buffer.subarray(0, read.filled));
    else read.reject(error);
  }

  protected override closingBegan(): void {
    this.#isClosedHere = true;
    this.#dropReceived('the socket was closed during the read');
  }

  #closeInput(): void {
    if (this.#isInputClosed) return;
    this.#isInputClosed = true;
    this.#dropReceived('the input stream was closed during the read');
    this.resumeReading();
  }

  #dropReceived(why: string): void {
    const read = this.#pending;
    this.#pending = undefined;
    this.#aheadStart = this.#aheadEnd;
    read?.reject(failure('canceled', why, { hresult: 'ERROR_OPERATION_ABORTED', phase: 'close' }));
  }

  async #readAsync(
    buffer: Uint8Array,
    count: number,
    options: InputStreamOptions,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    if (!Number.isInteger(count) || count < 0 || count > buffer.length) {
      throw invalidArgument('count', `${count} is not between 0 and the ${buffer.length} bytes of the buffer`);
    }
    if (this.#pending !== undefined) {
      throw failure('illegal-call', 'a read is under way already', { hresult: 'ERROR_INVALID_OPERATION' });
    }
    if (signal?.aborted === true) throw operationCanceled();
    this.requireNotDisposed();
    if (this.#isInputClosed) throw objectClosed('the input stream has been closed');
    const isPartial = (options & InputStreamOptions.partial) !== 0;
    const filled = this.#takeAhead(buffer, count);
    if (filled === count || (filled > 0 && isPartial)) return buffer.subarray(0, filled);
    if (this.#isAtEnd && this.#loss === undefined && !this.#isClosedHere) return buffer.subarray(0, filled);
    this.requireConnection();
    const onAbort = (): void => this.#cancelRead();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#pending = { buffer, count, isPartial, filled, resolve, reject };
        this.resumeReading();
      });
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #cancelRead(): void {
    const read = this.#pending;
    this.#pending = undefined;
    read?.reject(withTransferred(operationCanceled(), read.filled));
  }

  /** Fills a read from a span, and settles it when it has enough. */
  #give(read: PendingRead, bytes: Buffer, start: number, end: number): number {
    const taken = Math.min(end - start, read.count - read.filled);
    read.buffer.set(bytes.subarray(start, start + taken), read.filled);
    read.filled += taken;
    if (read.filled === read.count || read.isPartial) {
      this.#pending = undefined;
      read.resolve(read.buffer.subarray(0, read.filled));
    }
    return taken;
  }

  #readAhead(): void {
    this.#readAheadTimer = undefined;
    if (this.#pending !== undefined || this.#isAtEnd) return;
    this.#isReadingAhead = true;
    this.resumeReading();
  }

  /** Keeps as much of a span as there is room for. */
  #keep(bytes: Buffer, start: number, end: number): number {
    this.#ahead ??= Buffer.allocUnsafeSlow(readAheadLimit);
    const kept = bytes.copy(this.#ahead, this.#aheadEnd, start, end);
    this.#aheadEnd += kept;
    return kept;
  }

  #takeAhead(buffer: Uint8Array, count: number): number {
    this.#isReadingAhead = false;
    if (this.#ahead === undefined) return 0;
    const taken = Math.min(count, this.#aheadEnd - this.#aheadStart);
    buffer.set(this.#ahead.subarray(this.#aheadStart, this.#aheadStart + taken));
    this.#aheadStart += taken;
    if (this.#aheadStart === this.#aheadEnd) this.#aheadStart = this.#aheadEnd = 0;
    if (taken > 0) this.#readAheadTimer ??= setImmediate(() => this.#readAhead());
    return taken;
  }
}
