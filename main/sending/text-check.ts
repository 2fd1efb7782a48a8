import { Utf8Checker } from '../wire/utf8-checker.ts';

/** Finds the first byte that cannot be in a text, in bytes that come piece by piece. */
export class TextCheck {
  readonly #checker = new Utf8Checker();
  #at = 0;

  /** @returns where the first wrong byte is, counted from the very first; undefined: all may be text so far */
  write(bytes: Uint8Array): number | undefined {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const before = this.#at;
    this.#at += buffer.length;
    const trial = this.#checker.copy();
    if (this.#checker.write(buffer, 0, buffer.length)) return undefined;
    // It says that there is one, not where.
    let start = 0;
    while (trial.write(buffer, start, start + 1)) start += 1;
    return before + start;
  }

  /** @returns the length, where it ends within a character */
  end(): number | undefined {
    return this.#checker.end() ? undefined : this.#at;
  }
}

/** Where the first byte is that is no UTF-8; the length where they end within a character. */
export function textFault(bytes: Uint8Array): number | undefined {
  const check = new TextCheck();
  return check.write(bytes) ?? check.end();
}
