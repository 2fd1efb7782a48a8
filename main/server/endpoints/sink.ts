import { CloseCode, FrameError, Opcode } from '../../wire/frame.ts';
import { Utf8Checker } from '../../wire/utf8-checker.ts';
import type { FrameConnection } from '../frames/frame-connection.ts';
import type { DataFrame, DataSink } from '../frames/masked-frame-reader.ts';
import type { Endpoint } from './endpoint.ts';

export const sink: Endpoint = {
  paths: ['/sink'],
  summary: 'counts what it is sent, messages of any size, and answers each with the totals',
  admit: () => ({ kind: 'frames', start: (connection) => new Counter(connection) }),
};

/** Text has to be looked at, as it may be wrong; binary is only counted. Nothing is kept. */
class Counter implements DataSink {
  readonly #connection: FrameConnection;
  readonly #utf8 = new Utf8Checker();
  #messages = 0;
  #bytes = 0;

  constructor(connection: FrameConnection) {
    this.#connection = connection;
  }

  frameStarted(frame: DataFrame): boolean {
    return frame.kind === Opcode.text;
  }

  payload(span: Buffer): void {
    if (!this.#utf8.write(span, 0, span.length)) throw notUtf8();
  }

  frameEnded(frame: DataFrame): void {
    this.#bytes += frame.length;
    if (!frame.fin) return;
    if (!this.#utf8.end()) throw notUtf8();
    this.#messages += 1;
    this.#connection.sendText(`received ${this.#messages} messages, ${this.#bytes} bytes`);
  }
}

function notUtf8(): FrameError {
  return new FrameError(CloseCode.invalidPayload, 'a text message is not UTF-8');
}
