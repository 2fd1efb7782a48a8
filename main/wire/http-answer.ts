import {
  ResponseHeadReader,
  valuesOf,
  type MakeMalformed,
  type MalformedAnswer,
  type ResponseHead,
} from './response-head.ts';

/** An answer in HTTP/1.1, with as much of its body as was wanted. */
export interface HttpAnswer {
  readonly head: ResponseHead;
  /** The beginning of the body, without transfer coding. */
  readonly body: Buffer;
  /** Whether there is, or may be, more of it. */
  readonly isBodyCut: boolean;
  /** Whether another request can follow on the connection. */
  readonly isReusable: boolean;
}

export interface AnswerOptions {
  /** Whether after a head with this status something else follows than HTTP: 101, or 2xx to CONNECT. */
  readonly isSwitch: (statusCode: number) => boolean;
  /** How much of a body to take, in bytes. */
  readonly bodyLimit: number;
  readonly malformed?: MakeMalformed;
}

/** Early hints and the like come once or twice; who sends nothing else is not going to answer. */
const interimLimit = 10;

/** The longest line of a chunk's size, and of the trailer. */
const chunkLineLimit = 256;

/** How the end of a body is known (RFC 9112, section 6.3). */
type Framing =
  { readonly kind: 'length'; left: number } | { readonly kind: 'chunked' } | { readonly kind: 'untilClose' };

/** Takes an answer from spans of bytes as they come: interim answers, head, body. */
export class HttpAnswerReader {
  readonly #options: AnswerOptions;
  #headReader: ResponseHeadReader;
  #interimCount = 0;
  #framing: Framing = { kind: 'length', left: 0 };
  readonly #chunks: ChunkReader;
  readonly #body: Buffer[] = [];
  #bodySize = 0;
  #isWhole = false;
  #isCut = false;
  /** The head of the final answer, once it is there. */
  head: ResponseHead | undefined;

  constructor(options: AnswerOptions) {
    this.#options = options;
    this.#headReader = new ResponseHeadReader(options.malformed);
    this.#chunks = new ChunkReader((bytes) => this.#keep(bytes));
  }

  /** Whether nothing more is to be read: the body has come, or its limit is reached. */
  get isDone(): boolean {
    return this.#isWhole || this.#isCut;
  }

  /** Whether more came of the body than was to be taken, or it was broken. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Whether the end of the body can be told without the end of the connection. */
  get isBounded(): boolean {
    return this.#framing.kind !== 'untilClose';
  }

  /**
   * @returns the position of the first byte that was not taken
   * @throws what `malformed` makes, of a head that is none
   */
  read(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (this.head === undefined) {
      const found = this.#headReader.read(bytes, at, end);
      if (found === undefined) return end;
      at = found.next;
      this.#headRead(found.head);
    }
    return this.isDone ? at : this.#readBody(bytes, at, end);
  }

  /** What has come of the head, while it is not whole. */
  get begunHead(): string {
    return this.head === undefined ? this.#headReader.begun : '';
  }

  /** The answer as far as it has come. @throws Error before there is a head */
  get answer(): HttpAnswer {
    if (this.head === undefined) throw new Error('the head of the answer has not come');
    const { version } = this.head;
    const connection = valuesOf(this.head, 'connection').join(',').toLowerCase();
    const staysOpen = version === '1.1' ? !/\bclose\b/.test(connection) : /\bkeep-alive\b/.test(connection);
    return {
      head: this.head,
      body: Buffer.concat(this.#body),
      isBodyCut: this.#isCut || !this.#isWhole,
      isReusable: this.#isWhole && !this.#isCut && staysOpen && this.#framing.kind !== 'untilClose',
    };
  }

  #headRead(head: ResponseHead): void {
    const { statusCode } = head;
    // Interim answers are followed by the real one (RFC 9110, section 15.2).
    if (statusCode < 200 && !this.#options.isSwitch(statusCode)) {
      this.#interimCount += 1;
      if (this.#interimCount > interimLimit) {
        throw this.#malformed({ what: `more than ${interimLimit} interim answers came`, fault: 'interim-answers' });
      }
      this.#headReader = new ResponseHeadReader(this.#options.malformed);
      return;
    }
    this.head = head;
    this.#framing = this.#options.isSwitch(statusCode) ? { kind: 'length', left: 0 } : framingOf(head);
    this.#isWhole = this.#framing.kind === 'length' && this.#framing.left === 0;
  }

  #malformed(malformed: MalformedAnswer): Error {
    return this.#options.malformed?.(malformed) ?? new Error(malformed.what);
  }

  #readBody(bytes: Buffer, start: number, end: number): number {
    switch (this.#framing.kind) {
      case 'untilClose':
        this.#keep(bytes.subarray(start, end));
        return end;
      case 'length': {
        const taken = Math.min(this.#framing.left, end - start);
        this.#framing.left -= taken;
        this.#isWhole = this.#framing.left === 0;
        this.#keep(bytes.subarray(start, start + taken));
        return start + taken;
      }
      case 'chunked': {
        const at = this.#chunks.read(bytes, start, end);
        this.#isWhole = this.#chunks.state === 'ended';
        if (this.#chunks.state === 'broken') this.#isCut = true;
        return at;
      }
    }
  }

  #keep(bytes: Buffer): void {
    const kept = bytes.subarray(0, this.#options.bodyLimit - this.#bodySize);
    if (kept.length < bytes.length) this.#isCut = true;
    this.#bodySize += kept.length;
    // The bytes are the caller's, who uses them again.
    if (kept.length > 0) this.#body.push(Buffer.from(kept));
  }
}

function framingOf(head: ResponseHead): Framing {
  if (head.statusCode === 204 || head.statusCode === 304) return { kind: 'length', left: 0 };
  const codings = valuesOf(head, 'transfer-encoding').join(',').toLowerCase();
  if (codings !== '') return { kind: /(?:^|[ ,])chunked[ \t]*$/.test(codings) ? 'chunked' : 'untilClose' };
  const lengths = new Set(valuesOf(head, 'content-length'));
  const [length = ''] = lengths;
  if (lengths.size === 1 && /^\d{1,15}$/.test(length)) return { kind: 'length', left: Number(length) };
  return { kind: 'untilClose' };
}

/** Chunked transfer coding (RFC 9112, section 7.1). */
class ChunkReader {
  state: 'size' | 'data' | 'dataEnd' | 'trailer' | 'ended' | 'broken' = 'size';
  readonly #take: (bytes: Buffer) => void;
  #line = '';
  #left = 0;

  constructor(take: (bytes: Buffer) => void) {
    this.#take = take;
  }

  read(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (at < end && this.state !== 'ended' && this.state !== 'broken') {
      if (this.state === 'data') {
        const taken = Math.min(this.#left, end - at);
        this.#take(bytes.subarray(at, at + taken));
        this.#left -= taken;
        at += taken;
        if (this.#left === 0) this.state = 'dataEnd';
      } else {
        const lineEnd = bytes.subarray(at, end).indexOf(0x0a);
        const next = lineEnd < 0 ? end : at + lineEnd + 1;
        this.#line += bytes.toString('latin1', at, next);
        at = next;
        if (this.#line.length > chunkLineLimit) this.state = 'broken';
        else if (lineEnd >= 0) this.#lineRead(this.#line.trimEnd());
      }
    }
    return at;
  }

  #lineRead(line: string): void {
    this.#line = '';
    switch (this.state) {
      case 'dataEnd':
        this.state = line === '' ? 'size' : 'broken';
        return;
      case 'trailer':
        if (line === '') this.state = 'ended';
        return;
      default: {
        const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
        if (size === undefined) this.state = 'broken';
        this.#left = Number.parseInt(size ?? '', 16);
        if (size !== undefined) this.state = this.#left === 0 ? 'trailer' : 'data';
      }
    }
  }
}
