import { CloseCode, FrameError, Opcode } from '../../wire/frame.ts';
import type { FrameConnection } from '../frames/frame-connection.ts';
import type { DataFrame, DataSink } from '../frames/masked-frame-reader.ts';
import type { Endpoint } from './endpoint.ts';
import { greeting } from './greeting.ts';

/** A fragment is answered in one frame, so it has to be held. */
const maxFrameBytes = 16 * 1024 * 1024;

export const partialMessages: Endpoint = {
  paths: ['/partial', '/WebSocketSample/partialMessages.ashx'],
  summary: 'greets; answers every fragment by itself, keeping its FIN bit',
  admit: () => ({
    kind: 'frames',
    maxFrameBytes,
    start: (connection) => {
      connection.sendText(greeting());
      return new FragmentEcho(connection);
    },
  }),
};

class FragmentEcho implements DataSink {
  readonly #connection: FrameConnection;
  #decoder = new TextDecoder();
  #text = '';
  #isFirst = true;

  constructor(connection: FrameConnection) {
    this.#connection = connection;
  }

  frameStarted(frame: DataFrame): boolean {
    // One decoder per message. A character that is cut between two fragments comes whole with the second. Binary is
    // taken for UTF-8 as in Microsoft's handler, and may be wrong there.
    if (this.#isFirst) this.#decoder = new TextDecoder('utf-8', { fatal: frame.kind === Opcode.text, ignoreBOM: true });
    this.#text = '';
    return true;
  }

  payload(span: Buffer): void {
    this.#text += this.#decode(span, true);
  }

  frameEnded(frame: DataFrame): void {
    if (frame.fin) this.#text += this.#decode(noBytes, false);
    this.#connection.sendText(
      `You said: "${this.#text}"\r\n`,
      frame.fin,
      this.#isFirst ? Opcode.text : Opcode.continuation,
    );
    this.#isFirst = frame.fin;
  }

  #decode(span: Buffer, stream: boolean): string {
    try {
      return this.#decoder.decode(span, { stream });
    } catch {
      // The one thing a decoder throws for.
      throw new FrameError(CloseCode.invalidPayload, 'a text message is not UTF-8');
    }
  }
}

const noBytes = Buffer.alloc(0);
