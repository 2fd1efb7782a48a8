import type { Socket } from 'node:net';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { AutomaticPong } from '../../contract/workbench/documents.ts';
import type { RawFrame } from '../../contract/workbench/control-frames.ts';
import { decodeClose, encodeClose, type CloseStatus } from './close-frame.ts';
import { connectionLost } from './connection-lost.ts';
import { DataSender } from './data-sender.ts';
import { CloseCode, controlPayloadLimit, FrameError, Opcode, type DataOpcode } from './frame.ts';
import { FrameReader, type FrameHeader, type FrameSink } from './frame-reader.ts';
import { FrameWriter, sendTimeoutMs, type FrameBlock } from './frame-writer.ts';
import { MessageInflater, type InflatedSink } from './message-inflater.ts';
import type { Compression } from './permessage-deflate.ts';
import { PingAnswers } from './ping-answers.ts';
import { encodeRawFrame, faultsOf } from './raw-frame.ts';
import { resetSocket } from './reset-socket.ts';
import { Utf8Checker } from './utf8-checker.ts';
import type { WireObserver } from './wire-observer.ts';

/** What a connection tells its socket, in wire order. After `closed` or `failed` comes nothing more. */
export interface ConnectionListener {
  /**
   * A data frame begins, or a section of a compressed message.
   *
   * @param opcode the kind of the message it belongs to
   * @param length payload bytes of this frame or section
   * @throws FrameError to end the connection, for instance with 1009
   */
  frameStarted(opcode: DataOpcode, length: number): void;
  /**
   * The next payload bytes, a span that is valid during the call only.
   *
   * @returns how many were taken; fewer than offered stops reading until {@link Connection.resume}
   */
  payload(bytes: Buffer, start: number, end: number): number;
  /** @param isMessageEnd whether the message ends with this frame or section */
  frameEnded(isMessageEnd: boolean): void;
  /** The closing handshake is over, or did not come to its end in time (1006). */
  closed(status: CloseStatus): void;
  /** The connection ended without a closing handshake. */
  failed(error: DuplexError): void;
}

/** In place of a buffer that most connections never need. */
const nothing: Buffer = Buffer.alloc(0);

/** How long the peer may take to answer a close frame, and then to close the TCP connection: WinHTTP's limit. */
const closeTimeoutMs = 10_000;

/** How long a peer that broke the protocol may go on sending before the TCP connection is cut. */
const lingerMs = 2000;

/**
 * An open WebSocket connection over a connected socket: frames in both directions, automatic pong, and the closing
 * handshake (RFC 6455, sections 5 to 7).
 */
export class Connection implements FrameSink, InflatedSink {
  readonly #socket: Socket;
  readonly #listener: ConnectionListener;
  readonly #observer: WireObserver | undefined;
  readonly #writer: FrameWriter;
  readonly #sender: DataSender;
  readonly #reader: FrameReader;
  readonly #inflater: MessageInflater | undefined;
  readonly #inflatedSizeLimit: number;
  /** Of the compressed message being received. */
  #inflatedSize = 0;
  readonly #utf8 = new Utf8Checker();
  /** Bytes at the front of the next span that were checked as UTF-8 already, but not taken. */
  #checkedBytes = 0;
  /** The payload of a control frame that is being received. Made for the first one. */
  #control = nothing;
  #controlFilled = 0;
  /** Whether the frame being received is a control frame; those come between the fragments of a message. */
  #isControl = false;
  /** The kind of the data message being received. */
  #opcode: DataOpcode = Opcode.binary;
  #isCompressed = false;
  /** Whether the socket is paused, as bytes were received that nobody could take: `#rest[#restStart, #restEnd)`. */
  #isStopped = false;
  #rest = nothing;
  #restStart = 0;
  #restEnd = 0;
  #isReceiving = false;
  /** The peer's close frame, while something that came before it is still to be inflated or taken. */
  #heldClose: CloseStatus | undefined;
  /** `closing`: our close frame is out and the peer's has not come. `over`: the listener has been told the end. */
  #state: 'open' | 'closing' | 'over' = 'open';
  #closeTimer: NodeJS.Timeout | undefined;
  readonly #pongTimer: NodeJS.Timeout;
  readonly #pingAnswers = new PingAnswers((payload) => {
    // Section 5.5.2: unless a close frame is out already.
    if (this.#state === 'open' && !this.#hasSentRawClose) this.#writer.pong(payload);
  });
  /** Whether a message was begun by a described frame and not ended by one. */
  #isRawMessageOpen = false;
  /** Whether a described frame was a close frame. */
  #hasSentRawClose = false;
  #socketError: Error | undefined;

  /**
   * @param pongIntervalMs how often to send an unsolicited pong (section 5.5.3): a heartbeat that wants no answer
   * @param compression where permessage-deflate has been agreed on
   * @param observer is shown all that crosses the wire
   */
  constructor(
    socket: Socket,
    listener: ConnectionListener,
    pongIntervalMs: number,
    compression?: Compression,
    observer?: WireObserver,
  ) {
    this.#socket = socket;
    this.#listener = listener;
    this.#observer = observer;
    this.#writer = new FrameWriter(socket, observer);
    this.#sender = new DataSender(this.#writer, compression, observer);
    this.#reader = new FrameReader(this, compression !== undefined);
    this.#inflater = compression === undefined ? undefined : new MessageInflater(this, compression.agreed);
    this.#inflatedSizeLimit = compression?.offer.inflatedSizeLimit ?? Number.POSITIVE_INFINITY;
    this.#pongTimer = setInterval(() => this.#sendPong(), pongIntervalMs);
    // It keeps a connection alive, not a process.
    this.#pongTimer.unref();
    socket.on('error', (error) => (this.#socketError = error));
    socket.on('close', () => this.#socketClosed());
    socket.on('timeout', () => this.#stalled());
    observer?.opened(() => this.resume());
  }

  /**
   * Takes bytes from the socket. What the listener does not take is kept, as a copy.
   *
   * @param bytes may be used again for something else afterwards
   * @returns false when not all of them were taken: reading is to stop until `socket.resume()`
   */
  receive(bytes: Buffer, start: number, end: number): boolean {
    this.#observer?.bytesCame();
    // TLS goes on with what it has decrypted, whether or not reading was stopped.
    const reached = this.#isStopped ? start : this.#read(bytes, start, end);
    if (this.#isStopped || reached < end || this.#isInflating()) this.#keep(bytes, reached, end);
    this.#inflater?.advance();
    return !this.#isStopped;
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
    if (!this.#isStopped || this.#isReceiving) return;
    this.#inflater?.advance();
    this.#releaseClose();
    if (this.#isInflating()) return;
    this.#restStart = this.#read(this.#rest, this.#restStart, this.#restEnd);
    this.#isStopped = this.#restStart < this.#restEnd || this.#isInflating();
    this.#inflater?.advance();
    if (!this.#isStopped) this.#socket.resume();
  }

  #keep(bytes: Buffer, start: number, end: number): void {
    const held = this.#isStopped ? this.#restEnd - this.#restStart : 0;
    const needed = held + end - start;
    const target = this.#rest.length < needed ? Buffer.allocUnsafeSlow(Math.max(needed, bytes.length)) : this.#rest;
    this.#rest.copy(target, 0, this.#restStart, this.#restStart + held);
    bytes.copy(target, held, start, end);
    this.#rest = target;
    this.#restStart = 0;
    this.#restEnd = needed;
    this.#isStopped = true;
  }

  /**
   * Sends one data frame. The first frame of a message carries `opcode`, later ones are continuations.
   *
   * @param payload to stay as it is until the promise settles
   * @param fin whether it ends the message
   * @returns when the bytes have gone to the operating system
   * @throws DuplexError `closed`, `connection-lost`
   */
  send(payload: Uint8Array, opcode: DataOpcode, fin: boolean): Promise<void> {
    return this.#state === 'open' ? this.#sender.send(payload, opcode, fin) : Promise.reject(closedHere());
  }

  /** Sends a ping (section 5.5.2). @param payload at most 125 bytes */
  ping(payload: Uint8Array): Promise<void> {
    return this.#sendNow((done) => this.#writer.write(Opcode.ping, payload, true, done));
  }

  /** Sends a pong that answers nothing (section 5.5.3). @param payload at most 125 bytes */
  pong(payload: Uint8Array): Promise<void> {
    return this.#sendNow((done) => this.#writer.write(Opcode.pong, payload, true, done));
  }

  /** In what a frame would break RFC 6455 if it were sent now, a clause each. */
  faultsOf(frame: RawFrame): readonly string[] {
    const isMessageOpen = this.#isRawMessageOpen || this.#sender.isMessageOpen;
    return faultsOf(frame, { isCompressed: this.#inflater !== undefined, isMessageOpen });
  }

  /** Sends a frame exactly as it is described, after all that was given before. */
  sendRaw(frame: RawFrame): Promise<void> {
    const wire = encodeRawFrame(frame);
    return this.#sendNow((done) => {
      this.#noteRaw(frame);
      this.#sender.afterAll(() => {
        this.#observer?.rawSent(wire[0] as number, frame.payload, frame.masked, wire.length);
        this.#writer.writeRaw(wire, done);
      });
    });
  }

  /** Whether a message was begun by {@link sendRaw}: what else is sent would go into it. */
  get isRawMessageOpen(): boolean {
    return this.#isRawMessageOpen;
  }

  /** How pings are answered from now on. */
  set automaticPong(how: AutomaticPong) {
    this.#pingAnswers.how = how;
  }

  /** Payload bytes that were given to be sent and that the operating system does not have; compressed where it is done. */
  get sendQueueBytes(): number {
    return this.#sender.waitingBytes + this.#writer.queuedBytes;
  }

  /** A count that grows with every byte received and with payload sent. */
  get activity(): number {
    return this.#socket.bytesRead + this.#writer.writtenBytes;
  }

  /**
   * Ends it at once, without a closing handshake.
   *
   * @param why what the listener is told, unless it knows the end already
   * @param how `reset`: by a TCP reset, so that the peer gets nothing of what is queued
   */
  abort(why: DuplexError, how: 'reset' | 'close'): void {
    const wasOver = this.#state === 'over';
    this.#state = 'over';
    clearTimeout(this.#closeTimer);
    if (how === 'reset') resetSocket(this.#socket);
    else this.#socket.destroy();
    if (!wasOver) this.#listener.failed(why);
  }

  #sendNow(write: (done: (error?: Error) => void) => void): Promise<void> {
    if (this.#state !== 'open') return Promise.reject(closedHere());
    return new Promise((resolve, reject) => {
      write((error) => {
        if (error === undefined) resolve();
        else reject(connectionLost(error));
      });
    });
  }

  #noteRaw({ opcode, fin }: RawFrame): void {
    if (opcode === Opcode.text || opcode === Opcode.binary) this.#isRawMessageOpen = !fin;
    if (opcode === Opcode.close) this.#hasSentRawClose = true;
    if (opcode !== Opcode.continuation || !fin) return;
    this.#isRawMessageOpen = false;
    this.#sender.endMessage();
  }

  /** Whether a message of ours is begun and not ended. */
  get isSendingMessage(): boolean {
    return this.#sender.isMessageOpen || this.#writer.isFrameOpen;
  }

  /** A block to be filled for {@link sendBlock}. */
  takeBlock(): FrameBlock {
    return this.#writer.takeBlock();
  }

  /** As {@link send}, of the first `length` bytes of a block, which is not to be touched any more. */
  sendBlock(block: FrameBlock, length: number, opcode: DataOpcode, fin: boolean): Promise<void> {
    return this.#state === 'open' ? this.#sender.sendBlock(block, length, opcode, fin) : Promise.reject(closedHere());
  }

  /** Whether the frames of the message that is open, or comes next, are compressed. */
  get isCompressing(): boolean {
    return this.#sender.isCompressing;
  }

  /**
   * Begins a frame of a message that is not compressed; its payload comes with {@link give}. Until it has all of it,
   * nothing else goes out; closing then ends the connection without a closing handshake.
   */
  beginFrame(length: number, opcode: DataOpcode, fin: boolean): void {
    if (this.#state === 'open') this.#sender.beginFrame(length, opcode, fin);
  }

  /**
   * Gives the next `length` payload bytes of that frame, which begin a block that is not to be touched any more.
   *
   * @param length a multiple of 4, unless the frame ends with them
   */
  give(block: FrameBlock, length: number): Promise<void> {
    return this.#state === 'open' ? this.#sender.give(block, length) : Promise.reject(closedHere());
  }

  /**
   * Begins the closing handshake; data that still arrives is dropped. A second call does nothing.
   *
   * @param status code and reason; an empty close frame without it
   */
  close(status?: CloseStatus): void {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.#sender.afterAll(() => this.#writer.write(Opcode.close, encodeClose(status), true));
    // Within a frame that has no end no close frame can be sent.
    const timeoutMs = this.#writer.isFrameOpen ? 0 : closeTimeoutMs;
    this.#closeTimer = setTimeout(() => this.#end({ code: CloseCode.abnormal, reason: '' }), timeoutMs);
    this.resume();
  }

  frameStarted(frame: FrameHeader): void {
    this.#observer?.frameReceived(frame.bits, frame.headerSize, frame.length);
    this.#isControl = frame.opcode >= Opcode.close;
    this.#controlFilled = 0;
    if (this.#isControl && this.#control.length === 0) this.#control = Buffer.allocUnsafe(controlPayloadLimit);
    if (this.#isControl || this.#state !== 'open') return;
    if (frame.opcode !== Opcode.continuation) {
      this.#opcode = frame.opcode as DataOpcode; // not a control frame
      this.#isCompressed = frame.isCompressed;
      this.#inflatedSize = 0;
    }
    if (!this.#isCompressed) this.#listener.frameStarted(this.#opcode, frame.length);
  }

  payload(bytes: Buffer, start: number, end: number): number {
    if (this.#isControl) {
      this.#controlFilled += bytes.copy(this.#control, this.#controlFilled, start, end);
      return end - start;
    }
    if (this.#state !== 'open') return end - start;
    if (this.#isCompressed && this.#inflater !== undefined) return this.#inflater.write(bytes, start, end);
    return this.#giveListener(bytes, start, end);
  }

  frameEnded(frame: FrameHeader): boolean {
    if (this.#isControl) this.#observer?.controlReceived(frame.opcode, this.#control.subarray(0, this.#controlFilled));
    switch (frame.opcode) {
      case Opcode.close: {
        const status = decodeClose(this.#control.subarray(0, this.#controlFilled));
        if (this.#state === 'open' && this.#inflater?.isBusy === true) this.#heldClose = status;
        else this.#closeReceived(status);
        return this.#heldClose === undefined;
      }
      case Opcode.ping:
        this.#pingAnswers.answer(this.#control.subarray(0, this.#controlFilled));
        return !this.#isObserverFull;
      case Opcode.pong:
        return !this.#isObserverFull;
      default:
        if (this.#state !== 'open') return true;
        if (!this.#isCompressed) this.#endListener(frame.fin);
        else if (frame.fin) this.#inflater?.end();
        return !this.#isInflating() && !this.#isObserverFull;
    }
  }

  sectionStarted(length: number): void {
    this.#inflatedSize += length;
    this.#guarded(() => {
      if (this.#inflatedSize > this.#inflatedSizeLimit) {
        throw new FrameError(
          CloseCode.messageTooBig,
          `the server sent a message that inflates to more than ${this.#inflatedSizeLimit} bytes`,
          because('messageInflatesTo', this.#inflatedSizeLimit),
        );
      }
      this.#listener.frameStarted(this.#opcode, length);
    });
  }

  sectionPayload(bytes: Buffer, start: number, end: number): number {
    return this.#guarded(() => this.#giveListener(bytes, start, end)) ?? end - start;
  }

  sectionEnded(isMessageEnd: boolean): void {
    this.#guarded(() => this.#endListener(isMessageEnd));
  }

  inflateFailed(error: FrameError): void {
    this.#broken(error);
  }

  inflaterReady(): void {
    this.resume();
  }

  /** @returns what was done, or nothing where the message is dropped or has just broken the connection */
  #guarded<T>(deliver: () => T): T | undefined {
    if (this.#state !== 'open') return undefined;
    try {
      return deliver();
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#broken(error);
      return undefined;
    }
  }

  /** While the connection is open: what follows is dropped anyway. */
  get #isObserverFull(): boolean {
    return this.#observer?.isFull === true && this.#state === 'open';
  }

  #giveListener(bytes: Buffer, start: number, end: number): number {
    if (this.#isObserverFull) return 0;
    if (this.#opcode === Opcode.text && !this.#utf8.write(bytes, start + this.#checkedBytes, end)) throw notUtf8();
    const taken = this.#listener.payload(bytes, start, end);
    this.#observer?.payloadReceived(bytes, start, start + taken);
    this.#checkedBytes = end - start - taken;
    return taken;
  }

  #endListener(isMessageEnd: boolean): void {
    if (isMessageEnd && this.#opcode === Opcode.text && !this.#utf8.end()) throw notUtf8();
    this.#observer?.payloadEnded(this.#opcode, isMessageEnd);
    this.#listener.frameEnded(isMessageEnd);
  }

  #closeReceived(status: CloseStatus): void {
    if (this.#state === 'over') return;
    if (this.#state === 'open' && !this.#hasSentRawClose) {
      // The same code back (section 5.5.1), and an empty frame for an empty one.
      const answer = encodeClose(status.code === CloseCode.noStatus ? undefined : status);
      this.#sender.afterAll(() => this.#writer.write(Opcode.close, answer, true));
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
    // Its bytes are not read any more, but taken: a reset would take our close frame away from it.
    this.#socket.end();
    this.#socket.resume();
    this.#closeTimer = setTimeout(() => this.#socket.destroy(), lingerMs);
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
        reason: error.reason,
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

  /** The peer takes nothing while something is to be sent. */
  #stalled(): void {
    if (this.#state === 'over') return;
    this.#socket.destroy(
      failure('timeout', `the server has taken nothing for ${sendTimeoutMs / 1000} s`, {
        hresult: 'WININET_E_TIMEOUT',
        phase: 'open',
        reason: because('lateTaking', sendTimeoutMs / 1000),
      }),
    );
  }

  #socketClosed(): void {
    clearTimeout(this.#closeTimer);
    this.#pingAnswers.end();
    clearInterval(this.#pongTimer);
    const error = this.#socketError ?? new Error('the connection is closed');
    this.#sender.fail(error);
    this.#writer.fail(error);
    this.#inflater?.close();
    if (this.#state === 'over') return;
    const wasClosing = this.#state === 'closing';
    this.#state = 'over';
    if (wasClosing) this.#listener.closed({ code: CloseCode.abnormal, reason: '' });
    else this.#listener.failed(connectionLost(this.#socketError));
  }

  /** Whether what has come has to be handed on before more can be read: a compressed message, or what is before a close. */
  #isInflating(): boolean {
    return this.#inflater?.isEnding === true || this.#heldClose !== undefined;
  }

  #releaseClose(): void {
    const status = this.#heldClose;
    if (status === undefined || (this.#state === 'open' && this.#inflater?.isBusy === true)) return;
    this.#heldClose = undefined;
    this.#closeReceived(status);
  }

  #isAlive(): boolean {
    return this.#state !== 'over';
  }
}

function closedHere(): DuplexError {
  return failure('closed', 'the connection has been closed', {
    hresult: 'RO_E_CLOSED',
    phase: 'close',
    reason: because('connectionClosed'),
  });
}

function notUtf8(): FrameError {
  return new FrameError(
    CloseCode.invalidPayload,
    'the server sent a text message that is not UTF-8',
    because('messageNotUtf8'),
  );
}
