import type { Duplex } from 'node:stream';
import { FrameError, Opcode } from '../../wire/frame.ts';
import { checkCloseBody, encodeCloseBody, type CloseStatus } from './close-body.ts';
import { encodeFrame, frameHeader, type OutgoingFrame } from './frame-header.ts';
import { MaskedFrameReader, type DataSink } from './masked-frame-reader.ts';
import { TimeSlice } from './time-slice.ts';

/**
 * - `open`: both sides may send.
 * - `answering`: the client's close frame came in the middle of a frame of ours and is answered after it.
 * - `closing`: our close frame is out and the client's is awaited.
 * - `over`: nothing more is sent; what still arrives is thrown away.
 */
type State = { readonly kind: 'open' | 'closing' | 'over' } | { readonly kind: 'answering'; readonly answer: Buffer };

export interface FrameConnectionOptions {
  readonly socket: Duplex;
  /** Longest payload of one frame that is accepted, in bytes; a longer one is answered with 1009. */
  readonly maxFrameBytes: number;
}

/** RFC 6455, section 7.4.1. */
const internalErrorCode = 1011;

/** How long the client may take to answer our close frame. */
const closeAnswerMs = 5000;

/** How long the client may take to close its end of TCP after that. */
const lingerMs = 2000;

/** Reading stops while more than this waits for the client to take it. What generates data stays below. */
const backlogLimitBytes = 1024 * 1024;

/**
 * The server's end of a WebSocket at the level of frames, where `ws` knows whole messages only: nothing is assembled,
 * FIN bits can be seen and chosen, and one frame can be longer than memory.
 *
 * Answers pings and close frames, and ends the connection with the right code when the client breaks the protocol.
 */
export class FrameConnection {
  readonly #socket: Duplex;
  readonly #reader: MaskedFrameReader;
  readonly #slice = new TimeSlice();
  #data: DataSink = ignoredData;
  #state: State = { kind: 'open' };
  /** Whether a frame of ours is begun and not ended: nothing may come between (RFC 6455, section 5.4). */
  #isInFrame = false;
  /** A ping that came meanwhile. Only the last one wants an answer (section 5.5.3). */
  #waitingPong: Buffer | undefined;
  #deadline: NodeJS.Timeout | undefined;

  constructor({ socket, maxFrameBytes }: FrameConnectionOptions) {
    this.#socket = socket;
    this.#reader = new MaskedFrameReader(
      {
        frameStarted: (frame) => this.#data.frameStarted(frame),
        payload: (span) => this.#data.payload(span),
        frameEnded: (frame) => this.#data.frameEnded(frame),
        controlFrame: (opcode, payload) => this.#receiveControl(opcode, payload),
      },
      maxFrameBytes,
    );
  }

  /**
   * Starts to read.
   *
   * @param head what the client sent along with its opening handshake
   * @param data is told of the data frames. Default: they are checked and thrown away
   */
  listen(head: Buffer, data: DataSink = ignoredData): void {
    this.#data = data;
    // A client that vanishes is an event like any other; 'close' follows.
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.on('close', () => this.#finish());
    this.#socket.on('end', () => this.#end());
    this.#socket.on('drain', () => this.#socket.resume());
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    if (head.length > 0) this.#receive(head);
  }

  /** Whether data may (still) be sent. */
  get isWritable(): boolean {
    return this.#state.kind === 'open' || this.#state.kind === 'answering';
  }

  /** Whether the client has asked to close and is waiting for the end of the frame that is under way. */
  get isAwaited(): boolean {
    return this.#state.kind === 'answering';
  }

  /** Sends a whole text frame. @param opcode `continuation` for a fragment after the first. Default: `text` */
  sendText(text: string, fin = true, opcode: Opcode = Opcode.text): void {
    if (this.isWritable) this.#socket.write(encodeFrame(opcode, Buffer.from(text), fin));
  }

  /** Sends whole frames. @returns whether the socket takes more; else wait for {@link drained} */
  sendFrames(frames: Buffer): boolean {
    return this.isWritable && this.#socket.write(frames);
  }

  /** Begins a frame whose payload follows with {@link writePayload}, up to {@link endFrame}. */
  beginFrame(frame: OutgoingFrame): void {
    this.#isInFrame = true;
    if (this.isWritable) this.#socket.write(frameHeader(frame));
  }

  /** @returns whether the socket takes more; else wait for {@link drained} */
  writePayload(bytes: Buffer): boolean {
    return this.isWritable && this.#socket.write(bytes);
  }

  endFrame(): void {
    this.#isInFrame = false;
    if (this.#waitingPong !== undefined) this.#pong(this.#waitingPong);
    this.#waitingPong = undefined;
    if (this.#state.kind === 'answering') this.#closeAndEnd(this.#state.answer);
  }

  /** Waits until the socket takes more or the connection is over; gives way to other work now and then. */
  async drained(): Promise<void> {
    if (this.#socket.writableNeedDrain && this.isWritable) {
      await new Promise<void>((resolve) => {
        const settle = (): void => {
          this.#socket.off('drain', settle).off('close', settle);
          resolve();
        };
        this.#socket.on('drain', settle).on('close', settle);
      });
    }
    await this.#slice.giveWay();
  }

  /** Begins the closing handshake. @param status none for a close frame without a code */
  close(status?: CloseStatus): void {
    if (this.#state.kind !== 'open') return;
    // Inside a frame there is no place for a close frame: the end of TCP has to say it.
    if (this.#isInFrame) return this.abandon();
    this.#socket.write(encodeFrame(Opcode.close, encodeCloseBody(status)));
    this.#state = { kind: 'closing' };
    this.#data = ignoredData;
    this.#setDeadline(closeAnswerMs);
  }

  /** Ends without a closing handshake, once what was written is sent. */
  abandon(): void {
    this.#end();
  }

  #receive(chunk: Buffer): void {
    if (this.#state.kind === 'over') return;
    this.#socket.cork();
    try {
      this.#reader.read(chunk);
    } catch (error) {
      this.#fail(error);
    }
    this.#socket.uncork();
    if (this.#socket.writableLength > backlogLimitBytes) this.#socket.pause();
  }

  #receiveControl(opcode: Opcode, payload: Buffer): void {
    if (opcode === Opcode.close) this.#receiveClose(payload);
    else if (opcode === Opcode.ping && this.#isInFrame) this.#waitingPong = payload;
    else if (opcode === Opcode.ping) this.#pong(payload);
  }

  #receiveClose(payload: Buffer): void {
    if (this.#state.kind === 'closing') return this.#end();
    if (this.#state.kind !== 'open') return;
    checkCloseBody(payload);
    this.#data = ignoredData;
    // The answer has the same code and reason, as Microsoft's sample server does it.
    if (this.#isInFrame) this.#state = { kind: 'answering', answer: payload };
    else this.#closeAndEnd(payload);
  }

  #pong(payload: Buffer): void {
    if (this.isWritable) this.#socket.write(encodeFrame(Opcode.pong, payload));
  }

  /** What goes wrong while reading. Anything but a `FrameError` is a defect: this connection ends, the server goes on. */
  #fail(error: unknown): void {
    const isFrameError = error instanceof FrameError;
    if (!isFrameError) process.emitWarning(error instanceof Error ? error : String(error));
    const status = isFrameError
      ? { code: error.closeCode, reason: error.message }
      : { code: internalErrorCode, reason: 'internal error' };
    if (this.#isInFrame || this.#state.kind !== 'open') this.#end();
    else this.#closeAndEnd(encodeCloseBody(status));
  }

  #closeAndEnd(payload: Buffer): void {
    this.#socket.write(encodeFrame(Opcode.close, payload));
    this.#end();
  }

  /** The server closes TCP first (RFC 6455, section 7.1.1) and reads on, so that no reset overtakes what was sent. */
  #end(): void {
    if (this.#state.kind === 'over') return;
    this.#state = { kind: 'over' };
    this.#data = ignoredData;
    this.#socket.end();
    this.#socket.resume();
    this.#setDeadline(lingerMs);
  }

  #finish(): void {
    this.#state = { kind: 'over' };
    clearTimeout(this.#deadline);
  }

  #setDeadline(ms: number): void {
    clearTimeout(this.#deadline);
    if (!this.#socket.destroyed) this.#deadline = setTimeout(() => this.#socket.destroy(), ms);
  }
}

const ignoredData: DataSink = {
  frameStarted: () => false,
  payload: () => undefined,
  frameEnded: () => undefined,
};
