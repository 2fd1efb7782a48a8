import { connectionLost } from './connection-lost.ts';
import { compressedBit, Opcode, type DataOpcode } from './frame.ts';
import { FrameDeflater } from './frame-deflater.ts';
import { headerLength, type FrameBlock, type FrameWriter } from './frame-writer.ts';
import type { Compression } from './permessage-deflate.ts';
import type { WireObserver } from './wire-observer.ts';

/** A compressed message longer than this goes out as several frames, each compressed when the one before is done. */
const compressedPieceSize = 1024 * 1024;

interface Task {
  readonly run: (next: () => void) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Sends the frames of data messages in the order they are given, compressed where that has been agreed on: the first
 * frame of a message carries its opcode, later ones are continuations (RFC 6455, section 5.4; RFC 7692, section 7.2.1).
 */
export class DataSender {
  readonly #writer: FrameWriter;
  readonly #threshold: number;
  readonly #deflater: FrameDeflater | undefined;
  readonly #observer: WireObserver | undefined;
  /** What waits for a frame that is being compressed, that one first. */
  #tasks: Task[] = [];
  /** Whether the message that is open, or was last, is compressed. */
  #isMessageOpen = false;
  #isCompressing = false;
  /** Payload bytes that wait to be compressed. */
  #waitingBytes = 0;

  constructor(writer: FrameWriter, compression: Compression | undefined, observer?: WireObserver) {
    this.#writer = writer;
    this.#observer = observer;
    this.#threshold = compression?.offer.threshold ?? 0;
    if (compression !== undefined) this.#deflater = new FrameDeflater(compression.agreed, compression.offer.level);
  }

  /**
   * @param opcode the kind of the message
   * @param fin whether the frame ends it
   * @returns when the bytes have gone to the operating system
   * @throws DuplexError `connection-lost`
   */
  send(payload: Uint8Array, opcode: DataOpcode, fin: boolean): Promise<void> {
    const first = this.#begin(opcode, fin, payload.length);
    return new Promise((resolve, reject) => {
      const done = settle(resolve, reject);
      if (this.#isCompressing) this.#compress(payload, opcode, first, fin, done);
      else this.#inTurn(() => this.#writePlain(payload, opcode, first, fin, done), done);
    });
  }

  /** Whether a message is begun and not ended. */
  get isMessageOpen(): boolean {
    return this.#isMessageOpen;
  }

  /** A frame has gone out behind its back that ends the message. */
  endMessage(): void {
    this.#isMessageOpen = false;
  }

  /** Payload bytes that wait to be compressed. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** As {@link send}, of the first `length` bytes of a block of the writer's. */
  sendBlock(block: FrameBlock, length: number, opcode: DataOpcode, fin: boolean): Promise<void> {
    const { bytes, start } = block;
    if (this.#isMessageOpen ? this.#isCompressing : this.#deflater !== undefined) {
      return this.send(bytes.subarray(start, start + length), opcode, fin);
    }
    const first = this.#begin(opcode, fin, length);
    return new Promise((resolve, reject) => {
      const done = settle(resolve, reject);
      this.#inTurn(() => this.#writer.writeBlock(first, block, length, fin, done), done);
    });
  }

  /** Does something when all that was given before has been given to the writer. */
  afterAll(action: () => void): void {
    this.#inTurn(action, () => undefined);
  }

  /** The connection is gone: tells everybody who still waits, and frees what compresses. */
  fail(error: Error): void {
    this.#deflater?.close();
    const tasks = this.#tasks;
    this.#tasks = [];
    this.#waitingBytes = 0;
    for (const task of tasks) task.fail(error);
  }

  /** @returns the opcode of the next frame, and notes what the message is */
  #begin(opcode: DataOpcode, fin: boolean, length: number): number {
    const isFirst = !this.#isMessageOpen;
    this.#isMessageOpen = !fin;
    if (!isFirst) return Opcode.continuation;
    this.#isCompressing = this.#deflater !== undefined && (!fin || length >= this.#threshold);
    return this.#isCompressing ? opcode | compressedBit : opcode;
  }

  #writePlain(
    payload: Uint8Array,
    opcode: DataOpcode,
    firstOpcode: number,
    fin: boolean,
    done: (error?: Error) => void,
  ): void {
    this.#observer?.dataSent(payload, opcode, fin, firstByte(firstOpcode, fin), frameSize(payload));
    this.#writer.write(firstOpcode, payload, fin, done);
  }

  /** Does something at once, or when its turn comes. */
  #inTurn(action: () => void, fail: (error: Error) => void): void {
    if (this.#tasks.length === 0) {
      action();
      return;
    }
    this.#enqueue({
      run: (next) => {
        action();
        next();
      },
      fail,
    });
  }

  #compress(
    payload: Uint8Array,
    messageOpcode: DataOpcode,
    firstOpcode: number,
    fin: boolean,
    done: (error?: Error) => void,
  ): void {
    const deflater = this.#deflater as FrameDeflater; // there where something is compressed
    let wireSize = 0;
    this.#waitingBytes += payload.length;
    const compressFrom = (start: number, opcode: number, next: () => void): void => {
      const end = Math.min(start + compressedPieceSize, payload.length);
      const isLast = end === payload.length;
      deflater.compress(payload.subarray(start, end), fin && isLast, (compressed) => {
        wireSize += frameSize(compressed);
        this.#waitingBytes -= end - start;
        if (isLast) {
          const bits = firstByte(firstOpcode, fin && start === 0);
          this.#observer?.dataSent(payload, messageOpcode, fin, bits, wireSize);
          this.#writer.write(opcode, compressed, fin, done);
          next();
          return;
        }
        this.#writer.write(opcode, compressed, false, (error) => {
          // Compresses no faster than the peer takes it.
          if (error === undefined) compressFrom(end, Opcode.continuation, next);
          else done(error);
        });
      });
    };
    this.#enqueue({ run: (next) => compressFrom(0, firstOpcode, next), fail: done });
  }

  #enqueue(task: Task): void {
    this.#tasks.push(task);
    if (this.#tasks.length === 1) this.#run(task);
  }

  #run(task: Task): void {
    task.run(() => {
      this.#tasks.shift();
      const [following] = this.#tasks;
      if (following !== undefined) this.#run(following);
    });
  }
}

function firstByte(opcode: number, fin: boolean): number {
  return (fin ? 0x80 : 0) | opcode;
}

/** Bytes of a frame with this payload. */
function frameSize(payload: Uint8Array): number {
  return headerLength(payload.length) + payload.length;
}

function settle(resolve: () => void, reject: (error: Error) => void): (error?: Error) => void {
  return (error) => {
    if (error === undefined) resolve();
    else reject(connectionLost(error));
  };
}
