import type { Socket } from 'node:net';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { decodeClose, encodeClose, type CloseStatus } from './close-frame.ts';
import { CloseCode, controlPayloadLimit, FrameError, Opcode } from './frame.ts';
import { FrameReader, type FrameHeader, type FrameSink } from './frame-reader.ts';
import { FrameWriter } from './frame-writer.ts';
import { Utf8Checker } from './utf8-checker.ts';

export type DataOpcode = typeof Opcode.text | typeof Opcode.binary;

/** What a connection tells its socket, in wire order. After `closed` or `failed` comes nothing more. */
export interface ConnectionListener {
  /**
   * A data frame begins.
   *
   * @param opcode the kind of the message it belongs to
   * @param length payload bytes of this frame
   * @throws FrameError to end the connection, for instance with 1009
   */
  frameStarted(opcode: DataOpcode, length: number): void;
  /**
   * The next payload bytes, a span that is valid during the call only.
   *
   * @returns how many were taken; fewer than offered stops reading until {@link Connection.resume}
   */
  payload(bytes: Buffer, start: number, end: number): number;
  /** @param isMessageEnd whether the message ends with this frame */
  frameEnded(isMessageEnd: boolean): void;
  /** The closing handshake is over, or did not come to its end in time (1006). */
  closed(status: CloseStatus): void;
  /** The connection ended without a closing handshake. */
  failed(error: DuplexError): void;
}

/** How long the peer may take to answer a close frame, and then to close the TCP connection: WinHTTP's limit. */
const closeTimeoutMs = 10_000;

/**
 * An open WebSocket connection over a connected socket: frames in both directions, automatic pong, and the closing
 * handshake (RFC 6455, sections 5 to 7).
 */
export class Connection implements FrameSink {
  readonly #socket: Socket;
  readonly #listener: ConnectionListener;
  readonly #writer: FrameWriter;
  readonly #reader = new FrameReader(this);
  readonly #utf8 = new Utf8Checker();
  /** Bytes at the front of the next span that were checked as UTF-8 already, but not taken. */
  #checkedBytes = 0;
  readonly #control = Buffer.allocUnsafe(controlPayloadLimit);
  #controlFilled = 0;
  /** Whether the frame being received is a control frame; those come between the fragments of a message. */
  #isControl = false;
  /** The kind of the data message being received. */
  #opcode: DataOpcode = Opcode.binary;
  /** Received bytes nobody has taken yet; while there are any, the socket is paused. */
  #rest: { readonly bytes: Buffer; start: number; readonly end: number } | undefined;
  /** Where {@link #rest} is kept, once there was one: in Electron a fresh block costs more than what is put in. */
  #restBlock: Buffer = Buffer.alloc(0);
  #isReceiving = false;
  /** Whether a message of ours is begun and not ended. */
  #isSendingFragments = false;
  /** `closing`: our close frame is out and the peer's has not come. `over`: the listener has been told the end. */
  #state: 'open' | 'closing' | 'over' = 'open';
  #closeTimer: NodeJS.Timeout | undefined;
  readonly #pongTimer: NodeJS.Timeout;
  #socketError: Error | undefined;

  /** @param pongIntervalMs how often to send an unsolicited pong (section 5.5.3): a heartbeat that wants no answer */
  constructor(socket: Socket, listener: ConnectionListener, pongIntervalMs: number) {
    this.#socket = socket;
    this.#listener = listener;
    this.#writer = new FrameWriter(socket);
    this.#pongTimer = setInterval(() => this.#sendPong(), pongIntervalMs);
    // It keeps a connection alive, not a process.
    this.#pongTimer.unref();
    socket.on('error', (error) => (this.#socketError = error));
    socket.on('close', () => this.#socketClosed());
  }

  /**
   * Takes bytes from the socket. What the listener does not take is kept, as a copy.
   *
   * @param bytes may be used again for something else afterwards
   * @returns false when not all of them were taken: reading is to stop until `socket.resume()`
   */
  receive(bytes: Buffer, start: number, end: number): boolean {
    const reached = this.#read(bytes, start, end);
    if (reached === end) return true;
    const size = end - reached;
    if (this.#restBlock.length < size) this.#restBlock = Buffer.allocUnsafeSlow(bytes.length);
    bytes.copy(this.#restBlock, 0, reached, end);
    this.#rest = { bytes: this.#restBlock, start: 0, end: size };
    return false;
  }

  /** @returns how far the bytes were taken */
  #read(bytes: Buffer, start: number, end: number): number {
    this.#isReceiving = true;
    try {
      const reached = this.#state === 'over' ? end : this.#reader.read(bytes, start, end);
      return this.#isAlive() ? reached : end;
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#broken(error);
      return end;
    } finally {
      this.#isReceiving = false;
    }
  }

  /** Goes on reading after the listener did not take all it was offered. */
  resume(): void {
    const rest = this.#rest;
    if (rest === undefined || this.#isReceiving) return;
    rest.start = this.#read(rest.bytes, rest.start, rest.end);
    if (rest.start < rest.end) return;
    this.#rest = undefined;
    this.#socket.resume();
  }

  /**
   * Sends one data frame. The first frame of a message carries `opcode`, later ones are continuations.
   *
   * @param fin whether it ends the message
   * @returns when the bytes have gone to the operating system
   * @throws DuplexError `closed`, `connection-lost`
   */
  send(payload: Uint8Array, opcode: DataOpcode, fin: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#state !== 'open') {
        reject(failure('closed', 'the connection has been closed', { hresult: 'RO_E_CLOSED', phase: 'close' }));
        return;
      }
      const frameOpcode = this.#isSendingFragments ? Opcode.continuation : opcode;
      this.#isSendingFragments = !fin;
      this.#writer.write(frameOpcode, payload, fin, (error) => {
        if (error === undefined) resolve();
        else reject(lost(error));
      });
    });
  }

  /**
   * Begins the closing handshake; data that still arrives is dropped. A second call does nothing.
   *
   * @param status code and reason; an empty close frame without it
   */
  close(status?: CloseStatus): void {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.#writer.write(Opcode.close, encodeClose(status), true);
    this.#closeTimer = setTimeout(() => this.#end({ code: CloseCode.abnormal, reason: '' }), closeTimeoutMs);
    this.resume();
  }

  frameStarted(frame: FrameHeader): void {
    this.#isControl = frame.opcode >= Opcode.close;
    this.#controlFilled = 0;
    if (this.#isControl || this.#state !== 'open') return;
    if (frame.opcode !== Opcode.continuation) this.#opcode = frame.opcode as DataOpcode; // not a control frame
    this.#listener.frameStarted(this.#opcode, frame.length);
  }

  payload(bytes: Buffer, start: number, end: number): number {
    if (this.#isControl) {
      this.#controlFilled += bytes.copy(this.#control, this.#controlFilled, start, end);
      return end - start;
    }
    if (this.#state !== 'open') return end - start;
    if (this.#opcode === Opcode.text && !this.#utf8.write(bytes, start + this.#checkedBytes, end)) throw notUtf8();
    const taken = this.#listener.payload(bytes, start, end);
    this.#checkedBytes = end - start - taken;
    return taken;
  }

  frameEnded(frame: FrameHeader): void {
    switch (frame.opcode) {
      case Opcode.close:
        this.#closeReceived(decodeClose(this.#control.subarray(0, this.#controlFilled)));
        return;
      case Opcode.ping:
        // Section 5.5.2: a pong with the same payload, unless a close frame is out already.
        if (this.#state === 'open') this.#writer.pong(this.#control.subarray(0, this.#controlFilled));
        return;
      case Opcode.pong:
        return;
      default:
        if (this.#state !== 'open') return;
        if (frame.fin && this.#opcode === Opcode.text && !this.#utf8.end()) throw notUtf8();
        this.#listener.frameEnded(frame.fin);
    }
  }

  #closeReceived(status: CloseStatus): void {
    if (this.#state === 'over') return;
    if (this.#state === 'open') {
      // The same code back (section 5.5.1), and an empty frame for an empty one.
      this.#writer.write(Opcode.close, encodeClose(status.code === CloseCode.noStatus ? undefined : status), true);
    }
    this.#end(status);
  }

  /** The peer broke the protocol: say so with a close frame, drop the connection (RFC 6455, section 7.1.7). */
  #broken(error: FrameError): void {
    if (this.#state === 'over') return;
    const wasClosing = this.#state === 'closing';
    if (!wasClosing) this.#writer.write(Opcode.close, encodeClose({ code: error.closeCode, reason: '' }), true);
    this.#state = 'over';
    clearTimeout(this.#closeTimer);
    this.#socket.destroySoon();
    if (wasClosing) {
      // What the app waits for is the end, and it is not a clean one.
      this.#listener.closed({ code: CloseCode.abnormal, reason: '' });
      return;
    }
    const isTooBig = error.closeCode === CloseCode.messageTooBig;
    this.#listener.failed(
      failure(isTooBig ? 'message-too-big' : 'protocol-error', error.message, {
        hresult: 'WININET_E_INVALID_SERVER_RESPONSE',
        phase: 'open',
        cause: `close code ${error.closeCode}`,
      }),
    );
  }

  /** Tells the end of the closing handshake; the server closes TCP first (section 7.1.1), or we do in the end. */
  #end(status: CloseStatus): void {
    this.#state = 'over';
    clearTimeout(this.#closeTimer);
    if (status.code === CloseCode.abnormal) {
      this.#socket.destroy();
    } else {
      this.#socket.resume();
      this.#closeTimer = setTimeout(() => this.#socket.destroy(), closeTimeoutMs);
    }
    this.#listener.closed(status);
  }

  #sendPong(): void {
    if (this.#state === 'open') this.#writer.pong(new Uint8Array(0));
    else clearInterval(this.#pongTimer);
  }

  #socketClosed(): void {
    clearTimeout(this.#closeTimer);
    clearInterval(this.#pongTimer);
    this.#writer.fail(this.#socketError ?? new Error('the connection is closed'));
    if (this.#state === 'over') return;
    const wasClosing = this.#state === 'closing';
    this.#state = 'over';
    this.#rest = undefined;
    if (wasClosing) this.#listener.closed({ code: CloseCode.abnormal, reason: '' });
    else this.#listener.failed(lost(this.#socketError));
  }

  #isAlive(): boolean {
    return this.#state !== 'over';
  }
}

function lost(cause: Error | undefined): DuplexError {
  if (cause === undefined) {
    return failure('connection-lost', 'the server ended the connection without a close frame', {
      hresult: 'WININET_E_CONNECTION_ABORTED',
      phase: 'open',
    });
  }
  return failure('connection-lost', `the connection was lost: ${cause.message}`, {
    hresult: 'WININET_E_CONNECTION_RESET',
    phase: 'open',
    cause,
  });
}

function notUtf8(): FrameError {
  return new FrameError(CloseCode.invalidPayload, 'the server sent a text message that is not UTF-8');
}
