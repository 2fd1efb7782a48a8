import { DuplexError } from '../../contract/errors.ts';
import { ContentStream } from './content-stream.ts';
import { DataReader, type DataReaderContent, type Keep } from './data-reader.ts';
import type { SocketMessageType } from './enums.ts';
import { KeptBytes } from './kept-bytes.ts';
import type { MessageWebSocket } from './message-web-socket.ts';
import { illegalCall } from './misuse.ts';
import type { IInputStream } from './streams.ts';

/** Shared by all sockets: what is kept of one small message does not take a block for itself. */
const keptBytes = new KeptBytes();
const keep: Keep = (bytes, start, end, isUtf8) => keptBytes.keep(bytes, start, end, isUtf8);

/**
 * `Windows.Networking.Sockets.MessageWebSocketMessageReceivedEventArgs`.
 *
 * Until its handlers have returned, the message lies in a buffer that is then used again. What is left in a reader by
 * then is copied into it; a message that nobody looks at, or that was read to its end, never is: most of the speed.
 */
export class MessageWebSocketMessageReceivedEventArgs {
  readonly target: MessageWebSocket;
  readonly messageType: SocketMessageType;
  /** False for every piece of a message but its last, in partial mode. */
  readonly isMessageComplete: boolean;
  #content: DataReaderContent | DuplexError | undefined;
  /** Whether `#content` is a copy that stays. */
  #isOwn = false;
  #reader: DataReader | undefined;

  constructor(
    target: MessageWebSocket,
    messageType: SocketMessageType,
    isMessageComplete: boolean,
    content: DataReaderContent | DuplexError,
  ) {
    this.target = target;
    this.messageType = messageType;
    this.isMessageComplete = isMessageComplete;
    this.#content = content;
  }

  /**
   * The reader that holds the message, or the piece; the same one every time, and good after the handler has returned.
   *
   * @throws DuplexError when the event tells of a lost connection, a broken protocol or an oversize message;
   *   `illegal-call` when it is first called after the handlers have returned
   */
  getDataReader(): DataReader {
    this.#reader ??= this.#isOwn ? DataReader.over(this.#present()) : DataReader.borrowing(this.#present(), keep);
    return this.#reader;
  }

  /**
   * A stream over the message, or the piece, instead of a reader; every call gives one from the beginning. Of an empty
   * message it yields zero bytes.
   *
   * @throws DuplexError as `getDataReader`
   */
  getDataStream(): IInputStream {
    return new ContentStream(this.#own());
  }

  /** For the socket, when the handlers have returned: what nobody took is gone. */
  static expire(args: MessageWebSocketMessageReceivedEventArgs): void {
    if (args.#reader !== undefined) DataReader.settle(args.#reader);
    if (!args.#isOwn && !(args.#content instanceof DuplexError)) args.#content = undefined;
  }

  #own(): DataReaderContent {
    const content = this.#present();
    if (this.#isOwn) return content;
    this.#isOwn = true;
    const own = keep(content.bytes, content.start, content.end, content.isUtf8);
    this.#content = own;
    return own;
  }

  #present(): DataReaderContent {
    if (this.#content instanceof DuplexError) throw this.#content;
    if (this.#content === undefined) throw illegalCall('the message was not taken before its handler returned');
    return this.#content;
  }
}
