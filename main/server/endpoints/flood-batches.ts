import { Opcode } from '../../wire/frame.ts';
import { encodeFrame } from '../frames/frame-header.ts';
import type { FloodPlan } from './flood.ts';

/** At least this much is written at a time: more than a socket's high water mark, so that each write has to drain. */
const batchBytes = 256 * 1024;

const zero = 0x30;

/**
 * Makes the messages of a flood, many to a buffer. All frames are equally long and the numbers only grow, so the buffer
 * is laid out once and from then on only digits are written.
 */
export class FloodBatches {
  readonly #plan: FloodPlan;
  readonly #frameBytes: number;
  readonly #headerBytes: number;
  readonly #buffer: Buffer;
  #made = 0;

  constructor(plan: FloodPlan) {
    const frame = encodeFrame(Opcode.text, Buffer.alloc(plan.sizeBytes, '.'));
    const frames = Math.min(plan.count, Math.ceil(batchBytes / frame.length));
    this.#plan = plan;
    this.#frameBytes = frame.length;
    this.#headerBytes = frame.length - plan.sizeBytes;
    this.#buffer = Buffer.alloc(frames * frame.length, frame);
  }

  /**
   * @returns whole frames, valid until the next call: the socket must have taken them by then. Nothing after the last
   *   message
   */
  next(): Buffer | undefined {
    const frames = Math.min(this.#buffer.length / this.#frameBytes, this.#plan.count - this.#made);
    if (frames === 0) return undefined;
    for (let index = 0; index < frames; index += 1) {
      this.#made += 1;
      writeNumber(this.#buffer, index * this.#frameBytes + this.#headerBytes, this.#made, this.#plan.sizeBytes);
    }
    return this.#buffer.subarray(0, frames * this.#frameBytes);
  }
}

/** Writes a number in decimal digits, cut after `room` of them. */
function writeNumber(buffer: Buffer, start: number, number: number, room: number): void {
  let rest = number;
  for (let digit = digitsOf(number) - 1; digit >= 0; digit -= 1) {
    if (digit < room) buffer[start + digit] = zero + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

function digitsOf(number: number): number {
  let digits = 1;
  for (let power = 10; power <= number; power *= 10) digits += 1;
  return digits;
}
