import { FrameError } from '../../../main/wire/frame.ts';
import { FrameReader, type FrameHeader, type FrameSink } from '../../../main/wire/frame-reader.ts';
import type { Random } from './random.ts';
import { inputLimit, mutate, type FuzzTarget } from './target.ts';

const opcodes: ReadonlySet<number> = new Set([0, 1, 2, 8, 9, 10]);

/** Checks the order of what it is told, and makes a digest of it that does not depend on how payloads were cut. */
class CheckingSink implements FrameSink {
  digest = 0;
  frames = 0;
  #open = false;
  #left = 0;
  #hasOpenMessage = false;

  readonly #appetite: number;
  readonly #allowsCompression: boolean;

  /** @param appetite the most bytes to take of a span; one of at most 3 stops after every frame too */
  constructor(appetite: number, allowsCompression: boolean) {
    this.#appetite = appetite;
    this.#allowsCompression = allowsCompression;
  }

  frameStarted({ fin, opcode, isCompressed, length }: FrameHeader): void {
    if (this.#open) throw new Error('a frame began inside another');
    if (!opcodes.has(opcode)) throw new Error(`a frame of opcode ${opcode}`);
    if (!Number.isSafeInteger(length) || length < 0) throw new Error(`a length of ${length}`);
    if (isCompressed && (!this.#allowsCompression || (opcode !== 1 && opcode !== 2)))
      throw new Error('RSV1 got through');
    if (opcode >= 8) {
      if (!fin || length > 125) throw new Error('a control frame that is none');
    } else {
      if ((opcode === 0) !== this.#hasOpenMessage) throw new Error('fragments out of order');
      this.#hasOpenMessage = !fin;
    }
    this.#open = true;
    this.#left = length;
    this.#add(opcode + (fin ? 16 : 0) + (isCompressed ? 32 : 0));
    this.#add(length);
  }

  payload(bytes: Buffer, start: number, end: number): number {
    if (!this.#open || start >= end || end > bytes.length) throw new Error(`a span from ${start} to ${end}`);
    if (end - start > this.#left) throw new Error('more payload than the header says');
    const taken = Math.min(end - start, this.#appetite);
    for (let at = start; at < start + taken; at += 1) this.#add(bytes[at] as number); // at < end
    this.#left -= taken;
    return taken;
  }

  frameEnded(): boolean {
    if (!this.#open || this.#left !== 0) throw new Error('a frame ended early');
    this.#open = false;
    this.frames += 1;
    this.#add(99);
    return this.#appetite > 3;
  }

  #add(value: number): void {
    this.digest = (Math.imul(this.digest, 31) + value) | 0;
  }
}

export class FrameReaderTarget implements FuzzTarget {
  readonly name = 'FrameReader';
  readonly #bytes = Buffer.alloc(inputLimit);

  execute(random: Random): string {
    const length = this.#fill(random);
    const allowsCompression = random.oneIn(2);
    const whole = new CheckingSink(inputLimit, allowsCompression);
    const outcome = this.#read(new FrameReader(whole, allowsCompression), length, () => length);
    const appetite = random.oneIn(3) ? 1 + random.below(8) : inputLimit;
    const cut = new CheckingSink(appetite, allowsCompression);
    const largest = 1 + random.below(24);
    const again = this.#read(new FrameReader(cut, allowsCompression), length, () => 1 + random.below(largest));
    if (outcome !== again) throw new Error(`${outcome} in one piece, ${again} in several`);
    if (whole.digest !== cut.digest || whole.frames !== cut.frames) throw new Error('pieces are told otherwise');
    return outcome;
  }

  /** Reads the input in pieces; a sink that stops is offered the rest again. */
  #read(reader: FrameReader, length: number, pieceSize: () => number): string {
    try {
      for (let at = 0; at < length;) {
        const end = Math.min(length, at + pieceSize());
        while (at < end) {
          const reached = reader.read(this.#bytes, at, end);
          if (reached <= at || reached > end) throw new Error(`the reader went from ${at} to ${reached}`);
          at = reached;
        }
      }
      return 'read';
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      if (error.closeCode !== 1002 && error.closeCode !== 1009)
        throw new Error(`code ${error.closeCode}`, { cause: error });
      return `refused with ${error.closeCode}`;
    }
  }

  /** Noise now and then; else frames that are right, then changed a little. */
  #fill(random: Random): number {
    const bytes = this.#bytes;
    if (random.oneIn(16)) {
      const length = random.below(64);
      for (let at = 0; at < length; at += 1) bytes[at] = random.below(256);
      return length;
    }
    let at = 0;
    let isOpen = false;
    for (let left = 1 + random.below(5); left > 0 && at < inputLimit - 150; left -= 1) {
      const isControl = random.oneIn(3);
      const fin = isControl || random.oneIn(2);
      const opcode = isControl ? 8 + random.below(3) : isOpen ? 0 : 1 + random.below(2);
      if (!isControl) isOpen = !fin;
      const size = random.oneIn(8) ? 120 + random.below(20) : random.below(12);
      const isCompressed = (opcode === 1 || opcode === 2) && random.oneIn(4);
      at = this.#frame(
        at,
        (fin ? 0x80 : 0) | (isCompressed ? 0x40 : 0) | opcode,
        Math.min(size, isControl ? 125 : size),
        random,
      );
    }
    if (random.oneIn(2)) mutate(random, bytes, at);
    return random.oneIn(4) ? random.below(at + 1) : at;
  }

  #frame(start: number, first: number, size: number, random: Random): number {
    const bytes = this.#bytes;
    let at = start;
    bytes[at] = first;
    if (random.oneIn(64)) {
      // A length of 64 bits, of any size.
      bytes[at + 1] = 127;
      at = bytes.writeUInt32BE(random.below(2 ** (1 + random.below(32))), at + 2);
      return bytes.writeUInt32BE(random.below(2 ** 32), at);
    }
    bytes[at + 1] = size > 125 ? 126 : size;
    at = size > 125 ? bytes.writeUInt16BE(size, at + 2) : at + 2;
    for (let index = 0; index < size; index += 1) bytes[at + index] = index + first;
    return at + size;
  }
}
