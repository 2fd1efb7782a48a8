import type { Duplex } from 'node:stream';
import { within } from './deadline.ts';
import { readFrame, type ReceivedFrame } from './frames.ts';

/** What a socket receives, to be taken piece by piece: an HTTP head, then frames. */
export class Incoming {
  #chunks: Buffer[] = [];
  #size = 0;
  #isOver = false;
  #wake: () => void = () => undefined;

  constructor(socket: Duplex) {
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      this.#wake();
    });
    const end = (): void => {
      this.#isOver = true;
      this.#wake();
    };
    socket.on('end', end).on('close', end);
  }

  /** @returns the head with its empty line; what there is when the connection ends before */
  async head(): Promise<string> {
    let length = -1;
    await within(
      'an HTTP head',
      this.#until(() => {
        length = this.#joined().indexOf('\r\n\r\n');
        return length >= 0;
      }),
    );
    return this.#take(length < 0 ? this.#size : length + 4).toString('latin1');
  }

  /** @returns the next frame; nothing when the connection ended before its last byte */
  async frame(): Promise<ReceivedFrame | undefined> {
    let read = readFrame(this.#joined());
    await within(
      'a frame',
      this.#until(() => {
        if ('wanted' in read && this.#size >= read.wanted) read = readFrame(this.#joined());
        return 'frame' in read;
      }),
    );
    if ('wanted' in read) return undefined;
    this.#take(read.size);
    return read.frame;
  }

  /** @returns everything up to the end of the connection */
  async rest(): Promise<Buffer> {
    await within(
      'the end of the connection',
      this.#until(() => false),
    );
    return this.#take(this.#size);
  }

  /** Waits until the condition holds or nothing more can come. */
  async #until(isMet: () => boolean): Promise<void> {
    while (!isMet() && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #joined(): Buffer {
    const joined = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #take(length: number): Buffer {
    const joined = this.#joined();
    this.#chunks = [joined.subarray(length)];
    this.#size -= length;
    return joined.subarray(0, length);
  }
}
