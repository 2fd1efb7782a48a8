import type { Socket } from 'node:net';
import { Opcode } from './frame.ts';
import type { WireObserver } from './wire-observer.ts';
import { copyMasked, maskInPlace, newMaskingKey, writeMaskingKey } from './mask.ts';

/** Payload bytes that are masked and given to the socket at a time. A multiple of 4, as is the masking key. */
const pieceSize = 128 * 1024;
/** Two bytes, eight of a 64-bit length, four of the key; and two so that the payload begins at a word. */
const headerRoom = 16;
/** Blocks that wait to be used again, for all connections together: fresh ones cost more than what is put in. */
const spareLimit = 32;
/** Small frames get a buffer of their own out of Node's pool. */
const smallLimit = 1024;

/** How long a peer may take nothing while something is to be sent: what Windows gives a send. */
export const sendTimeoutMs = 30_000;

const spares: Buffer[] = [];
const nothing = new Uint8Array(0);
/** A frame whose payload is there. */
const whole = {};

type Done = (error: Error | undefined) => void;

/** A block to fill with payload: `bytes[start, end)`. Whoever takes one gives it to {@link FrameWriter.writeBlock}, or drops it. */
export interface FrameBlock {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** The next payload bytes of a frame that is given block by block. */
interface Part {
  readonly block: Buffer;
  readonly length: number;
  readonly done: Done;
}

interface Job {
  /** FIN, the reserved bits and the opcode, as on the wire. */
  readonly firstByte: number;
  /** Payload bytes of the frame. */
  readonly size: number;
  readonly payload: Uint8Array;
  /** What has come of a payload that is given block by block, and the socket has not been given. */
  readonly parts: Part[] | undefined;
  /** Where the payload is, if it is in a block already. */
  readonly block: Buffer | undefined;
  readonly done: Done;
  /** The whole frame as it goes out, where somebody has described it. */
  readonly wire: Buffer | undefined;
  key: number | undefined;
  /** Payload bytes that the socket has been given. */
  given: number;
}

/**
 * Puts frames on a socket, masked as a client's must be (RFC 6455, sections 5.1 to 5.3).
 *
 * Frames go out in the order they were given. A large one is masked piece by piece, as fast as the socket takes it, so
 * it needs no second copy of itself; its payload must stay as it is until `done`.
 */
export class FrameWriter {
  readonly #socket: Socket;
  readonly #observer: WireObserver | undefined;
  #jobs: Job[] = [];
  /** The frame that is given block by block, until it has all of them. */
  #open: { readonly job: Job; readonly parts: Part[]; missing: number } | undefined;
  /** The answer to the latest ping, while the socket takes nothing: older ones want no answer (section 5.5.3). */
  #waitingPong: Uint8Array | undefined;
  #isCorked = false;
  /** Whether the socket has more than it takes at once, and is watched until it has less. */
  #isWaiting = false;
  /** Payload bytes of all frames so far, and those of them that the operating system has. */
  #acceptedBytes = 0;
  #writtenBytes = 0;

  constructor(socket: Socket, observer?: WireObserver) {
    this.#socket = socket;
    this.#observer = observer;
    socket.on('drain', () => {
      this.#isWaiting = false;
      socket.setTimeout(0);
      this.#pump();
      observer?.sendQueueMoved?.();
    });
  }

  /**
   * @param opcode with `compressedBit` where the payload is the beginning of a compressed message
   * @param done called when the operating system has the whole frame, or with why it has not
   */
  write(opcode: number, payload: Uint8Array, fin: boolean, done: Done = ignore): void {
    // Nothing follows a close frame (section 5.5.1), which goes out now unless a large frame is under way.
    if (opcode === Opcode.close && this.#jobs.length === 0) this.#waitingPong = undefined;
    this.#enqueue(makeJob(opcode, payload, fin, done));
  }

  /** A block to be filled, so that what is read into it is masked and sent where it lies. */
  takeBlock(): FrameBlock {
    return { bytes: takeSpare(), start: headerRoom, end: headerRoom + pieceSize };
  }

  /** As {@link write}, with the first `length` payload bytes of a block, which is not to be touched any more. */
  writeBlock(opcode: number, { bytes, start }: FrameBlock, length: number, fin: boolean, done: Done): void {
    this.#enqueue(makeJob(opcode, bytes.subarray(start, start + length), fin, done, { block: bytes }));
  }

  /** Begins a frame whose payload comes with {@link give}: nothing else goes out before it has all of it. */
  beginFrame(opcode: number, length: number, fin: boolean): void {
    const parts: Part[] = [];
    const job = makeJob(opcode, nothing, fin, ignore, { size: length, parts });
    this.#open = { job, parts, missing: length };
    this.#enqueue(job);
  }

  /**
   * Gives the next payload bytes of the frame that was begun.
   *
   * @param length a multiple of 4, unless the frame ends with them
   */
  give({ bytes }: FrameBlock, length: number, done: Done): void {
    const open = this.#open;
    if (open === undefined || length > open.missing) throw new Error(`${length} bytes are not in the frame`);
    open.parts.push({ block: bytes, length, done });
    open.missing -= length;
    this.#acceptedBytes += length;
    if (open.missing === 0) this.#open = undefined;
    if (this.#jobs[0] === open.job) this.#pump();
    this.#watch();
  }

  /** Whether a frame is begun that has not got all of its payload. */
  get isFrameOpen(): boolean {
    return this.#open !== undefined;
  }

  /**
   * Sends a frame as it is, in its turn. Who describes one tells the observer himself.
   *
   * @param wire the bytes of the frame, which stay as they are until `done`
   */
  writeRaw(wire: Buffer, done: Done): void {
    this.#enqueue({
      firstByte: 0,
      size: wire.length,
      payload: wire,
      parts: undefined,
      block: undefined,
      wire,
      done,
      key: undefined,
      given: 0,
    });
  }

  /** Payload bytes that were given to be sent and that the operating system does not have. */
  get queuedBytes(): number {
    return this.#acceptedBytes - this.#writtenBytes;
  }

  /** Payload bytes that the operating system has. */
  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  /** Answers a ping. @param payload copied where it cannot go out at once */
  pong(payload: Uint8Array): void {
    if (this.#jobs.length > 0 || this.#socket.writableNeedDrain) this.#waitingPong = Uint8Array.from(payload);
    else this.write(Opcode.pong, Uint8Array.from(payload), true);
  }

  /** The socket is gone: tells everybody who still waits. */
  fail(error: Error): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    this.#acceptedBytes = this.#writtenBytes;
    for (const job of jobs) {
      job.done(error);
      for (const part of job.parts ?? []) part.done(error);
    }
  }

  #enqueue(job: Job): void {
    this.#jobs.push(job);
    this.#acceptedBytes += job.payload.length;
    if (this.#jobs.length === 1) this.#pump();
    this.#watch();
  }

  /** A peer that takes nothing for too long is given up. */
  #watch(): void {
    if (this.#isWaiting || !this.#socket.writableNeedDrain) return;
    this.#isWaiting = true;
    this.#socket.setTimeout(sendTimeoutMs);
  }

  #pump(): void {
    for (let job = this.#jobs[0]; job !== undefined; job = this.#jobs[0]) {
      if (!this.#give(job)) return;
      this.#jobs.shift();
      const pong = this.#waitingPong;
      if (pong !== undefined) {
        this.#acceptedBytes += pong.length;
        this.#jobs.unshift(makeJob(Opcode.pong, pong, true, ignore));
      }
      this.#waitingPong = undefined;
    }
    if (this.#waitingPong === undefined || this.#socket.writableNeedDrain) return;
    const pong = this.#waitingPong;
    this.#waitingPong = undefined;
    this.write(Opcode.pong, pong, true);
  }

  /** Gives the socket as much of a frame as it takes. @returns whether it was all of it */
  #give(job: Job): boolean {
    const { payload } = job;
    if (job.wire !== undefined) {
      this.#giveRaw(job, job.wire);
      return true;
    }
    if (job.parts !== undefined) return this.#giveParts(job, job.parts);
    if (job.key === undefined) {
      // A frame that fits one piece goes out whatever the socket's buffer holds: its sender waits for `done`.
      job.key = newMaskingKey();
      this.#observer?.frameSent(job.firstByte, headerLength(payload.length), payload, payload.length);
      if (job.block !== undefined) this.#giveFilled(job, job.block, payload.length, job.key, job.done);
      else if (payload.length <= smallLimit) this.#giveSmall(job, job.key);
      else this.#givePiece(job, job.key);
    }
    while (job.given < payload.length) {
      if (this.#socket.writableNeedDrain) return false;
      this.#givePiece(job, job.key);
    }
    return true;
  }

  #giveParts(job: Job, parts: Part[]): boolean {
    if (job.key === undefined) {
      job.key = newMaskingKey();
      this.#observer?.frameSent(job.firstByte, headerLength(job.size), nothing, job.size);
    }
    for (let part = parts[0]; part !== undefined && !this.#socket.writableNeedDrain; part = parts[0]) {
      parts.shift();
      this.#giveFilled(job, part.block, part.length, job.key, part.done);
    }
    return job.given === job.size;
  }

  #giveSmall(job: Job, key: number): void {
    const { payload } = job;
    const headerSize = headerLength(payload.length);
    const frame = Buffer.allocUnsafe(headerSize + payload.length);
    writeHeader(frame, 0, job, key);
    copyMasked(payload, frame, headerSize, key);
    job.given = payload.length;
    this.#corkForNow();
    this.#socket.write(frame, (error) => this.#written(payload.length, job.done, error));
  }

  #giveRaw(job: Job, wire: Buffer): void {
    this.#corkForNow();
    this.#socket.write(wire, (error) => this.#written(wire.length, job.done, error));
  }

  /** The operating system has bytes of a frame, or never gets them. */
  #written(size: number, done: Done, error: Error | null | undefined): void {
    // What failed is not waited for any more, see `fail`.
    if (error === null || error === undefined) this.#writtenBytes += size;
    done(error ?? undefined);
  }

  /** Lets all small frames of this turn go out with one call of the system. */
  #corkForNow(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#socket.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      this.#socket.uncork();
    });
  }

  #givePiece(job: Job, key: number): void {
    const { payload, given } = job;
    const size = Math.min(payload.length - given, pieceSize);
    const block = takeSpare();
    block.set(payload.subarray(given, given + size), headerRoom);
    this.#giveFilled(job, block, size, key, given + size === payload.length ? job.done : ignore);
  }

  /** Masks the next `size` bytes of a frame in the block they are in, and gives it to the socket. */
  #giveFilled(job: Job, block: Buffer, size: number, key: number, done: Done): void {
    const headerSize = job.given === 0 ? headerLength(job.size) : 0;
    if (headerSize > 0) writeHeader(block, headerRoom - headerSize, job, key);
    maskInPlace(block, headerRoom, headerRoom + size, key);
    job.given += size;
    this.#socket.write(block.subarray(headerRoom - headerSize, headerRoom + size), (error) => {
      if (spares.length < spareLimit) spares.push(block);
      this.#written(size, done, error);
    });
  }
}

function takeSpare(): Buffer {
  return spares.pop() ?? Buffer.allocUnsafeSlow(headerRoom + pieceSize);
}

function makeJob(
  opcode: number,
  payload: Uint8Array,
  fin: boolean,
  done: Done,
  { block, parts, size = payload.length }: { block?: Buffer; parts?: Part[]; size?: number } = whole,
): Job {
  return {
    firstByte: (fin ? 0x80 : 0) | opcode,
    size,
    payload,
    parts,
    block,
    wire: undefined,
    done,
    key: undefined,
    given: 0,
  };
}

/** Bytes of a frame's header, with its masking key. */
export function headerLength(payloadLength: number): number {
  return (payloadLength > 0xffff ? 10 : payloadLength > 125 ? 4 : 2) + 4;
}

function writeHeader(target: Buffer, at: number, { firstByte, size: length }: Job, key: number): void {
  target[at] = firstByte;
  if (length <= 125) {
    target[at + 1] = 0x80 | length;
  } else if (length <= 0xffff) {
    target[at + 1] = 0x80 | 126;
    target.writeUInt16BE(length, at + 2);
  } else {
    target[at + 1] = 0x80 | 127;
    target.writeUInt32BE(Math.floor(length / 0x1_0000_0000), at + 2);
    target.writeUInt32BE(length >>> 0, at + 6);
  }
  writeMaskingKey(target, at + headerLength(length) - 4, key);
}

function ignore(): void {
  // Nobody waits for this frame.
}
