import { DuplexError } from '../../../contract/errors.ts';
import { headLimit } from '../../../contract/attempt.ts';
import { ResponseHeadReader } from '../../../main/wire/response-head.ts';
import type { Random } from './random.ts';
import { inputLimit, mutate, type FuzzTarget } from './target.ts';

/** Pieces of answers, good and bad, that inputs are put together from. */
const statusLines = [
  'HTTP/1.1 101 Switching Protocols\r\n',
  'HTTP/1.1 404 Not Found\r\n',
  'HTTP/1.0 101\r\n',
  'HTTP/2 101\r\n',
];
const lines = [
  'Upgrade: websocket\r\n',
  'Connection: Upgrade\r\n',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n',
  'Sec-WebSocket-Protocol: chat\r\n',
  'X:\r\n',
  'X: \t \t a \t b \t\r\n',
  ' folded\r\n',
  'no colon\r\n',
  'a\n',
  '\r',
  '\r\n\r\n',
  ':\r\n',
  '\xff: \x00\r\n',
];
const pieces = [...statusLines, ...lines].map((line) => Buffer.from(line, 'latin1'));

export class ResponseHeadTarget implements FuzzTarget {
  readonly name = 'ResponseHeadReader';
  readonly #bytes = Buffer.alloc(inputLimit);

  execute(random: Random): string {
    const length = this.#fill(random);
    const whole = this.#read(length, () => length);
    const largest = 1 + random.below(60);
    const cut = this.#read(length, () => 1 + random.below(largest));
    if (whole !== cut) throw new Error(`${whole} in one piece, ${cut} in several`);
    return whole.split(':', 1)[0] ?? '';
  }

  #read(length: number, pieceSize: () => number): string {
    const reader = new ResponseHeadReader();
    try {
      for (let at = 0; at < length;) {
        const end = Math.min(length, at + pieceSize());
        const found = reader.read(this.#bytes, at, end);
        if (found !== undefined) {
          if (found.next <= at || found.next > end)
            throw new Error(`the head ends at ${found.next} of ${at} to ${end}`);
          check(found.head.statusCode, found.head.headers);
          return `read:${found.next} ${found.head.statusCode} ${found.head.headers.length}`;
        }
        at = end;
      }
      return 'unfinished';
    } catch (error) {
      if (!(error instanceof DuplexError) || error.code !== 'handshake-failed') throw error;
      return 'refused';
    }
  }

  #fill(random: Random): number {
    const bytes = this.#bytes;
    let at = (pieces[random.oneIn(8) ? random.below(pieces.length) : 0] as Buffer).copy(bytes); // an index within
    for (let left = random.below(6); left > 0; left -= 1) {
      at += (pieces[random.below(pieces.length)] as Buffer).copy(bytes, at);
    }
    if (!random.oneIn(4)) at += bytes.write('\r\n', at, 'latin1');
    if (random.oneIn(3)) mutate(random, bytes, at);
    return at;
  }
}

function check(statusCode: number, headers: readonly { readonly name: string; readonly value: string }[]): void {
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 999) throw new Error(`status ${statusCode}`);
  for (const { name, value } of headers) {
    if (name === '' || /^[\t ]|[\t ]$/.test(value) || /[\r\n\0]/.test(name + value))
      throw new Error(`${name}: ${value}`);
    if (name.length + value.length > headLimit) throw new Error('a header over the limit');
  }
}
