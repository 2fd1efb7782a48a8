import type { DuplexError } from '../../contract/errors.ts';
import type { DataOpcode } from '../wire/connection.ts';
import { CloseCode, FrameError, Opcode } from '../wire/frame.ts';
import { ClientWebSocket, type SocketOptions } from './client-web-socket.ts';
import { MessageWebSocketControl } from './control.ts';
import { DataReader } from './data-reader.ts';
import { MessageWebSocketReceiveMode, SocketMessageType } from './enums.ts';
import { EventHandlers } from './event-handlers.ts';
import { illegalCall } from './misuse.ts';
import type { IOutputStream } from './streams.ts';

/** `Windows.Networking.Sockets.MessageWebSocketMessageReceivedEventArgs`. */
export interface MessageWebSocketMessageReceivedEventArgs {
  readonly target: MessageWebSocket;
  readonly messageType: SocketMessageType;
  /** False for every piece of a message but its last, in partial mode. */
  readonly isMessageComplete: boolean;
  /**
   * A reader that holds the message, or the piece; it stays good after the handler has returned.
   *
   * @throws DuplexError when the event tells of a lost connection, a broken protocol or an oversize message
   */
  getDataReader(): DataReader;
}

type MessageHandler = (args: MessageWebSocketMessageReceivedEventArgs) => void;

/** In partial mode a frame longer than this is handed on in several pieces. */
const pieceLimit = 64 * 1024;

/** `Windows.Networking.Sockets.MessageWebSocket`: whole messages, UTF-8 or binary. */
export class MessageWebSocket extends ClientWebSocket {
  readonly control = new MessageWebSocketControl(() => this.isFrozen);
  /** One write is one message, labelled as `control.messageType` says at that moment. */
  readonly outputStream: IOutputStream = {
    writeAsync: (buffer) => this.#write(buffer),
    flushAsync: async () => {
      this.requireConnection();
      return true;
    },
  };
  readonly #handlers = new EventHandlers<MessageWebSocketMessageReceivedEventArgs>();
  /** What has been received of the current message, or piece. */
  #parts: Buffer[] = [];
  #partsLength = 0;
  #messageLength = 0;
  #isMessageOpen = false;
  #messageType: SocketMessageType = SocketMessageType.binary;
  /** The kind of the message that is being sent in fragments. */
  #sendingOpcode: DataOpcode | undefined;

  constructor(options: SocketOptions = {}) {
    super(options);
  }

  /** Raised for every message, and once with a failing reader when the connection is lost. Set before connecting. */
  get onmessagereceived(): MessageHandler | null {
    return this.#handlers.property;
  }
  set onmessagereceived(handler: MessageHandler | null) {
    this.#requireNotConnected();
    this.#handlers.property = handler;
  }

  /**
   * Sends a frame that ends a message: the whole message, or the last of its fragments.
   *
   * @returns the number of payload bytes, once the operating system has them
   */
  async sendFinalFrameAsync(data: Uint8Array): Promise<number> {
    return this.#send(data, true);
  }

  /** Sends a frame after which the message goes on. */
  async sendNonfinalFrameAsync(data: Uint8Array): Promise<number> {
    return this.#send(data, false);
  }

  frameStarted(opcode: DataOpcode, length: number): void {
    if (!this.#isMessageOpen) {
      this.#isMessageOpen = true;
      this.#messageLength = 0;
      this.#messageType = opcode === Opcode.text ? SocketMessageType.utf8 : SocketMessageType.binary;
    }
    this.#messageLength += length;
    const { maxMessageSize } = this.control;
    if (this.#messageLength > maxMessageSize && maxMessageSize < 0xffffffff) {
      throw new FrameError(
        CloseCode.messageTooBig,
        `a message of at least ${this.#messageLength} bytes is larger than maxMessageSize, ${maxMessageSize}`,
      );
    }
  }

  payload(bytes: Buffer, start: number, end: number): number {
    const part = Buffer.allocUnsafe(end - start);
    bytes.copy(part, 0, start, end);
    this.#parts.push(part);
    this.#partsLength += part.length;
    if (this.#isPartial && this.#partsLength > pieceLimit) this.#raise(false);
    return end - start;
  }

  frameEnded(isMessageEnd: boolean): void {
    if (isMessageEnd) this.#isMessageOpen = false;
    if (isMessageEnd || this.#isPartial) this.#raise(isMessageEnd);
  }

  protected override connectionEnded(error: DuplexError | undefined): void {
    this.#parts = [];
    if (error === undefined) return;
    this.#handlers.raise({
      target: this,
      messageType: this.#messageType,
      isMessageComplete: false,
      getDataReader: () => {
        throw error;
      },
    });
  }

  protected override closingBegan(): void {
    this.#parts = [];
  }

  protected override handlersOf(type: string): EventHandlers<unknown> {
    if (type !== 'messagereceived') return super.handlersOf(type);
    this.#requireNotConnected();
    return this.#handlers as unknown as EventHandlers<unknown>; // as in the base class
  }

  get #isPartial(): boolean {
    return this.control.receiveMode === MessageWebSocketReceiveMode.partialMessage;
  }

  #raise(isMessageComplete: boolean): void {
    const bytes = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts, this.#partsLength);
    this.#parts = [];
    this.#partsLength = 0;
    this.#handlers.raise({
      target: this,
      messageType: this.#messageType,
      isMessageComplete,
      getDataReader: () => DataReader.fromBuffer(bytes),
    });
  }

  async #write(data: Uint8Array): Promise<number> {
    if (this.#sendingOpcode !== undefined) {
      throw illegalCall('a whole message cannot be written between the fragments of another');
    }
    return this.#send(data, true);
  }

  async #send(data: Uint8Array, isFinal: boolean): Promise<number> {
    const connection = this.requireConnection();
    const isUtf8 = this.control.messageType === SocketMessageType.utf8;
    const opcode = this.#sendingOpcode ?? (isUtf8 ? Opcode.text : Opcode.binary);
    this.#sendingOpcode = isFinal ? undefined : opcode;
    await connection.send(data, opcode, isFinal);
    return data.length;
  }

  #requireNotConnected(): void {
    if (this.isFrozen) throw illegalCall('messagereceived handlers are added and removed before connectAsync');
  }
}
