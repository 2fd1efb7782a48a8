import { searchLimits } from '../../../contract/log-search.ts';
import type { LargePayload, Matcher, Run, Watched } from './matcher.ts';

const { regexWindowBytes: windowBytes, regexOverlapBytes: overlapBytes } = searchLimits;

/**
 * Finds what a regular expression finds in a payload's text.
 *
 * A payload of more than 1 MiB is read in windows, of which each begins with the last 64 KiB of the one before. A match is
 * taken where the text around it is there, at least 16 Ki characters in ASCII: what is found nearer to the end of a window
 * is looked for again in the next one. So anchors and looks ahead and behind hold, and a match across two windows is found
 * unless it is longer than 32 Ki characters.
 */
export class RegexMatcher implements Matcher {
  readonly runLimitBytes = windowBytes;
  readonly #regex: RegExp;
  readonly #watched: Watched;
  readonly #readsBinaryAs: 'utf8' | 'latin1';
  #window: Buffer | undefined;

  /** @param regex with the flag `g` */
  constructor(regex: RegExp, options: { readonly watched: Watched; readonly readsBinaryAs: 'utf8' | 'latin1' }) {
    this.#regex = regex;
    this.#watched = options.watched;
    this.#readsBinaryAs = options.readsBinaryAs;
  }

  matchRun({ bytes, rows }: Run, found: (place: number) => void): number {
    const regex = this.#regex;
    for (const [place, { row, isText, start, end }] of rows.entries()) {
      this.#watched.watch(row);
      regex.lastIndex = 0;
      if (regex.test(decode(bytes, this.#isUtf8(isText), start, end))) found(place);
    }
    this.#watched.step();
    return 0;
  }

  matchLarge({ row, isText: isTextMessage, size, read }: LargePayload): boolean {
    const isText = this.#isUtf8(isTextMessage);
    this.#window ??= Buffer.allocUnsafeSlow(windowBytes);
    const bytes = this.#window;
    let from = 0;
    let lastIndex = 0;
    for (;;) {
      const count = read(from, bytes.subarray(0, Math.min(windowBytes, size - from)));
      const isLast = from + count >= size || count < windowBytes;
      const end = isLast || !isText ? count : endOfText(bytes, count);
      const next = isText ? startOfText(bytes, end - overlapBytes) : end - overlapBytes;
      const text = decode(bytes, isText, 0, end);
      const overlap = isLast ? 0 : decode(bytes, isText, next, end).length;
      const context = Math.floor(overlap / 4);
      this.#watched.watch(row);
      this.#regex.lastIndex = lastIndex;
      const match = this.#regex.exec(text);
      this.#watched.step();
      if (match !== null) {
        const isNearEnd =
          match.index >= text.length - overlap + context && this.#regex.lastIndex > text.length - context;
        if (isLast || !isNearEnd) return true;
      }
      if (isLast) return false;
      from += next;
      // What begins before was found already; a beginning of the text is not there, either.
      lastIndex = context;
    }
  }

  #isUtf8(isText: boolean): boolean {
    return isText || this.#readsBinaryAs === 'utf8';
  }
}

function decode(bytes: Buffer, isText: boolean, start: number, end: number): string {
  return isText ? bytes.toString('utf8', start, end) : bytes.toString('latin1', start, end);
}

/** The end of the last whole UTF-8 sequence before `end`. */
function endOfText(bytes: Buffer, end: number): number {
  // A sequence has at most four bytes (RFC 3629, section 3).
  for (let at = end - 1; at >= Math.max(0, end - 4); at -= 1) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return at + length > end ? at : end;
  }
  return end;
}

/** The beginning of the first sequence from `start` on. */
function startOfText(bytes: Buffer, start: number): number {
  for (let at = start; at < start + 4; at += 1) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return at;
  return start;
}
