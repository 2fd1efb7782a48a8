import { headLimit } from '../../contract/attempt.ts';
import { failure, quotedLength, type Fault } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';

export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}

/** The status line and headers of an HTTP/1.1 response. */
export interface ResponseHead {
  readonly version: '1.0' | '1.1';
  readonly statusCode: number;
  readonly reason: string;
  /** In wire order, values trimmed. */
  readonly headers: readonly HttpHeader[];
}

/** What is wrong with an answer. */
export interface MalformedAnswer {
  /** For the message. */
  readonly what: string;
  readonly fault: Fault;
  /** The beginning of what came, or the line that is wrong. */
  readonly received?: Uint8Array;
}

export type MakeMalformed = (malformed: MalformedAnswer) => Error;

/**
 * Collects the head of an HTTP response from spans, up to its empty line. Our own, as a socket that reads into one
 * buffer emits no data events for `node:http` to parse.
 */
export class ResponseHeadReader {
  readonly #malformed: MakeMalformed;
  #collected = Buffer.alloc(0);

  /** @param malformedHead makes the error for a head that is none. Default: `handshake-failed` */
  constructor(malformedHead: MakeMalformed = malformed) {
    this.#malformed = malformedHead;
  }

  /** What has come of a head that is not whole. */
  get begun(): string {
    return this.#collected.toString('latin1');
  }

  /**
   * @returns the head and the position of the first byte after it, or nothing while it is not whole
   * @throws DuplexError `handshake-failed` when it is malformed or longer than `headLimit`
   */
  read(bytes: Buffer, start: number, end: number): { head: ResponseHead; next: number } | undefined {
    const before = this.#collected.length;
    this.#collected = Buffer.concat([this.#collected, bytes.subarray(start, Math.min(end, start + headLimit + 4))]);
    const emptyLine = this.#collected.indexOf('\r\n\r\n', Math.max(0, before - 3), 'latin1');
    if (emptyLine < 0 || emptyLine > headLimit) {
      if (this.#collected.length > headLimit) {
        const what = `its head is longer than ${headLimit} bytes`;
        throw this.#malformed({ what, fault: 'head-too-long', received: this.#collected });
      }
      if (!couldBeHttp(this.#collected)) throw this.#malformed(notHttp(this.#collected));
      return undefined;
    }
    const head = parseResponseHead(this.#collected.toString('latin1', 0, emptyLine), this.#malformed);
    return { head, next: start + (emptyLine + 4 - before) };
  }
}

/** @param text the head without its empty line, as Latin-1 */
export function parseResponseHead(text: string, malformedHead: MakeMalformed = malformed): ResponseHead {
  const [statusLine = '', ...lines] = text.split('\r\n');
  const status = /^HTTP\/(1\.[01]) ([1-9]\d\d)(?: ([\t\x20-\x7e\x80-\xff]*))?$/.exec(statusLine);
  if (status === null) throw malformedHead(notHttp(Buffer.from(`${text}\r\n\r\n`, 'latin1'), statusLine.length));
  return {
    version: status[1] === '1.0' ? '1.0' : '1.1',
    statusCode: Number(status[2]),
    reason: status[3] ?? '',
    headers: lines.map((line) => parseHeader(line, malformedHead)),
  };
}

function parseHeader(line: string, malformedHead: MakeMalformed): HttpHeader {
  // RFC 9110, section 5.1 and 5.5; no line folding (RFC 9112, section 5.2), no space before the colon.
  const header = /^([!#$%&'*+\-.^_`|~\dA-Za-z]+):([\t\x20-\x7e\x80-\xff]*)$/.exec(line);
  if (header === null) {
    const received = Buffer.from(line, 'latin1');
    throw malformedHead({ what: `a header line reads ${preview(received)}`, fault: 'malformed-header', received });
  }
  return { name: header[1] ?? '', value: withoutSpace(header[2] ?? '') };
}

/**
 * The text without the spaces and tabs around it (RFC 9110, section 5.6.3). By hand: a pattern that ends in white space
 * looks at every run of it again and again, and a server can send 16 KiB of it.
 */
export function withoutSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** The values of a header, by its name in lower case; one for each time it is there. */
export function valuesOf(head: ResponseHead, name: string): string[] {
  return head.headers.filter((header) => header.name.toLowerCase() === name).map((header) => header.value);
}

/** The head as text, with its empty line; what was around the values is lost. */
export function formatHead({ version, statusCode, reason, headers }: ResponseHead): string {
  const lines = [`HTTP/${version} ${statusCode} ${reason}`, ...headers.map(({ name, value }) => `${name}: ${value}`)];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function couldBeHttp(bytes: Buffer): boolean {
  const expected = 'HTTP/1.';
  const there = Math.min(bytes.length, expected.length);
  return bytes.toString('latin1', 0, there) === expected.slice(0, there);
}

/** @param lineLength how much of it the message has, at most */
function notHttp(received: Buffer, lineLength = received.length): MalformedAnswer {
  return { what: `it begins with ${preview(received.subarray(0, lineLength))}`, fault: 'not-http', received };
}

function preview(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1', 0, quotedLength));
}

function malformed({ what, ...details }: MalformedAnswer): Error {
  return failure('handshake-failed', `the server's answer to the opening handshake is not valid: ${what}`, {
    hresult: 'WININET_E_INVALID_SERVER_RESPONSE',
    phase: 'upgrade',
    reason: because('noAnswerOfHttp'),
    ...details,
  });
}
