import type { Socket } from 'node:net';
import { Opcode } from './frame.ts';
import { copyMasked, maskInPlace, newMaskingKey, writeMaskingKey } from './mask.ts';

/** Payload bytes that are masked and given to the socket at a time. A multiple of 4, as is the masking key. */
const pieceSize = 128 * 1024;
/** Two bytes, eight of a 64-bit length, four of the key; and two so that the payload begins at a word. */
const headerRoom = 16;
/** Blocks that wait to be used again, for all connections together: fresh ones cost more than what is put in. */
const spareLimit = 32;
/** Small frames get a buffer of their own out of Node's pool. */
const smallLimit = 1024;

const spares: Buffer[] = [];

interface Job {
  readonly opcode: Opcode;
  readonly fin: boolean;
  readonly payload: Uint8Array;
  readonly done: (error: Error | undefined) => void;
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
  #jobs: Job[] = [];
  /** The answer to the latest ping, while the socket takes nothing: older ones want no answer (section 5.5.3). */
  #waitingPong: Uint8Array | undefined;
  #isCorked = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('drain', () => this.#pump());
  }

  /** @param done called when the operating system has the whole frame, or with why it has not */
  write(opcode: Opcode, payload: Uint8Array, fin: boolean, done: (error: Error | undefined) => void = ignore): void {
    // Nothing follows a close frame (section 5.5.1), which goes out now unless a large frame is under way.
    if (opcode === Opcode.close && this.#jobs.length === 0) this.#waitingPong = undefined;
    this.#jobs.push({ opcode, fin, payload, done, key: undefined, given: 0 });
    if (this.#jobs.length === 1) this.#pump();
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
    for (const job of jobs) job.done(error);
  }

  #pump(): void {
    for (let job = this.#jobs[0]; job !== undefined; job = this.#jobs[0]) {
      if (!this.#give(job)) return;
      this.#jobs.shift();
      const pong = this.#waitingPong;
      if (pong !== undefined) this.#jobs.unshift(pongJob(pong));
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
    if (job.key === undefined) {
      // A frame that fits one piece goes out whatever the socket's buffer holds: its sender waits for `done`.
      job.key = newMaskingKey();
      if (payload.length <= smallLimit) this.#giveSmall(job, job.key);
      else this.#givePiece(job, job.key);
    }
    while (job.given < payload.length) {
      if (this.#socket.writableNeedDrain) return false;
      this.#givePiece(job, job.key);
    }
    return true;
  }

  #giveSmall(job: Job, key: number): void {
    const { payload } = job;
    const headerSize = headerLength(payload.length);
    const frame = Buffer.allocUnsafe(headerSize + payload.length);
    writeHeader(frame, 0, job, key);
    copyMasked(payload, frame, headerSize, key);
    job.given = payload.length;
    this.#corkForNow();
    this.#socket.write(frame, (error) => job.done(error ?? undefined));
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
    const block = spares.pop() ?? Buffer.allocUnsafeSlow(headerRoom + pieceSize);
    const headerSize = given === 0 ? headerLength(payload.length) : 0;
    if (headerSize > 0) writeHeader(block, headerRoom - headerSize, job, key);
    block.set(payload.subarray(given, given + size), headerRoom);
    maskInPlace(block, headerRoom, headerRoom + size, key);
    job.given += size;
    const isLast = job.given === payload.length;
    this.#socket.write(block.subarray(headerRoom - headerSize, headerRoom + size), (error) => {
      if (spares.length < spareLimit) spares.push(block);
      if (isLast) job.done(error ?? undefined);
    });
  }
}

function pongJob(payload: Uint8Array): Job {
  return { opcode: Opcode.pong, fin: true, payload, done: ignore, key: undefined, given: 0 };
}

function headerLength(payloadLength: number): number {
  return (payloadLength > 0xffff ? 10 : payloadLength > 125 ? 4 : 2) + 4;
}

function writeHeader(target: Buffer, at: number, { opcode, fin, payload: { length } }: Job, key: number): void {
  target[at] = (fin ? 0x80 : 0) | opcode;
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
