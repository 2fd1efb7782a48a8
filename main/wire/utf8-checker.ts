import { isUtf8 } from 'node:buffer';

/** Bytes up to which a loop beats Node's own check. */
const shortSpan = 128;

/**
 * Checks that bytes arriving in spans are UTF-8 (RFC 3629), where a character may be cut at any byte.
 *
 * The bytes of a cut character are judged one by one, so an impossible start is found without waiting for its end; the
 * bytes between go to Node's own check, which is vectorised.
 */
export class Utf8Checker {
  /** Continuation bytes the current character still needs. */
  #needed = 0;
  /** What the next continuation byte may be: narrower than 80-BF after E0, ED, F0 and F4. */
  #lower = 0x80;
  #upper = 0xbf;

  /** @returns whether everything so far can be the beginning of UTF-8 text */
  write(bytes: Buffer, start: number, end: number): boolean {
    let at = start;
    while (this.#needed > 0 && at < end) {
      if (!this.#step(bytes[at] as number)) return false;
      at += 1;
    }
    // Short and ASCII is what most texts are: looking is then cheaper than making a view to have it looked at.
    if (end - at <= shortSpan) {
      at = asciiEnd(bytes, at, end);
      if (at === end) return true;
    }
    const tail = tailStart(bytes, at, end);
    if (tail > at && !isUtf8(bytes.subarray(at, tail))) return false;
    for (at = tail; at < end; at += 1) {
      if (!this.#step(bytes[at] as number)) return false;
    }
    return true;
  }

  /** @returns whether the text may end here; makes the checker ready for the next text */
  end(): boolean {
    const isWhole = this.#needed === 0;
    this.#needed = 0;
    this.#lower = 0x80;
    this.#upper = 0xbf;
    return isWhole;
  }

  /** Another one that has seen the same. */
  copy(): Utf8Checker {
    const copy = new Utf8Checker();
    copy.#needed = this.#needed;
    copy.#lower = this.#lower;
    copy.#upper = this.#upper;
    return copy;
  }

  /** One byte of the decoder of RFC 3629, section 4. */
  #step(byte: number): boolean {
    if (this.#needed > 0) {
      if (byte < this.#lower || byte > this.#upper) return false;
      this.#needed -= 1;
      this.#lower = 0x80;
      this.#upper = 0xbf;
      return true;
    }
    if (byte < 0x80) return true;
    if (byte < 0xc2 || byte > 0xf4) return false;
    this.#needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    this.#lower = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    this.#upper = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    return true;
  }
}

/** Where the last character begins, if its lead byte is among the last three and promises more than is there. */
function tailStart(bytes: Buffer, start: number, end: number): number {
  for (let back = 1; back <= 3 && end - back >= start; back += 1) {
    const byte = bytes[end - back] as number;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) {
      const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      return length > back ? end - back : end;
    }
  }
  return end;
}

/** The buffer looked at last, as words: nearly always it is the same one. */
let viewed: Buffer = Buffer.alloc(0);
let words: Int32Array = new Int32Array(0);
/** Bytes from the first word to the buffer's first byte. */
let shift = 0;

/** @returns the position of the first byte that is not ASCII, or of up to fifteen bytes before it; `end` if all are */
function asciiEnd(bytes: Buffer, start: number, end: number): number {
  if (bytes !== viewed) {
    viewed = bytes;
    shift = bytes.byteOffset & 3;
    words = new Int32Array(bytes.buffer, bytes.byteOffset - shift, (bytes.length + shift) >> 2);
  }
  let at = start;
  while (at < end && ((at + shift) & 3) !== 0) {
    if ((bytes[at] as number) >= 0x80) return at;
    at += 1;
  }
  let word = (at + shift) >> 2;
  const lastWord = (end + shift) >> 2;
  for (; word + 4 <= lastWord; word += 4) {
    const four =
      (words[word] as number) | (words[word + 1] as number) | (words[word + 2] as number) | (words[word + 3] as number);
    if ((four & 0x80808080) !== 0) return (word << 2) - shift;
  }
  if (word << 2 > at + shift) at = (word << 2) - shift;
  while (at < end && (bytes[at] as number) < 0x80) at += 1;
  return at;
}
