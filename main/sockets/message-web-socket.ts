import type { DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { CloseCode, FrameError, Opcode, type DataOpcode } from '../wire/frame.ts';
import { defaultInflatedSizeLimit, type PerMessageDeflateOffer } from '../wire/permessage-deflate.ts';
import { ClientWebSocket, type SocketOptions } from './client-web-socket.ts';
import { MessageWebSocketControl } from './control.ts';
import { MessageWebSocketReceiveMode, SocketMessageType } from './enums.ts';
import { EventHandlers } from './event-handlers.ts';
import { MessageAssembly } from './message-assembly.ts';
import { MessageWebSocketMessageReceivedEventArgs } from './message-received-event.ts';
import { illegalCall } from './misuse.ts';
import { SocketOutputStream, type IOutputStream } from './streams.ts';

type MessageHandler = (args: MessageWebSocketMessageReceivedEventArgs) => void;

/** In partial mode a longer frame is handed on in several pieces; one is at most this and one read of the socket. */
const pieceLimit = 64 * 1024;

/** `Windows.Networking.Sockets.MessageWebSocket`: whole messages, UTF-8 or binary. */
export class MessageWebSocket extends ClientWebSocket {
  readonly control = new MessageWebSocketControl(() => this.isFrozen);
  /** One write is one message, labelled as `control.messageType` says at that moment. */
  readonly outputStream: IOutputStream = new SocketOutputStream(
    (buffer) => this.#write(buffer),
    () => this.requireConnection(),
  );
  readonly #handlers = new EventHandlers<MessageWebSocketMessageReceivedEventArgs>();
  readonly #lost: SocketOptions['lost'];
  /** What has been received of the current message, or piece, where it came in more than one span. */
  readonly #assembly = new MessageAssembly();
  /** A whole frame's payload as it lies in the read buffer: `#span[#spanStart, #spanEnd)`, until its frame ends. */
  #span: Buffer | undefined;
  #spanStart = 0;
  #spanEnd = 0;
  #frameLength = 0;
  #messageLength = 0;
  #isMessageOpen = false;
  #messageType: SocketMessageType = SocketMessageType.binary;
  /** The kind of the message that is being sent in fragments. */
  #sendingOpcode: DataOpcode | undefined;

  constructor(options: SocketOptions = {}) {
    super(options);
    this.#lost = options.lost;
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
        because('messageLargerThan', this.#messageLength, maxMessageSize),
      );
    }
    this.#frameLength = length;
  }

  payload(bytes: Buffer, start: number, end: number): number {
    const count = end - start;
    if (count === this.#frameLength && this.#assembly.length === 0) {
      this.#span = bytes;
      this.#spanStart = start;
      this.#spanEnd = end;
      return count;
    }
    this.#frameLength -= count;
    this.#assembly.append(bytes, start, end, this.#isPartial ? 0 : this.#frameLength);
    if (this.#isPartial && this.#assembly.length >= pieceLimit) this.#raiseAssembled(false);
    return count;
  }

  frameEnded(isMessageEnd: boolean): void {
    if (isMessageEnd) this.#isMessageOpen = false;
    const span = this.#span;
    this.#span = undefined;
    if (isMessageEnd || this.#isPartial) {
      if (span === undefined) this.#raiseAssembled(isMessageEnd);
      else this.#raise(span, this.#spanStart, this.#spanEnd, isMessageEnd);
    } else if (span !== undefined) {
      this.#assembly.append(span, this.#spanStart, this.#spanEnd, 0);
    }
  }

  protected override get sourceOpcode(): DataOpcode {
    if (this.#sendingOpcode !== undefined) {
      throw illegalCall('a whole message cannot be sent between the fragments of another');
    }
    return this.control.messageType === SocketMessageType.utf8 ? Opcode.text : Opcode.binary;
  }

  /** A message is held whole, so there is a limit to what a few bytes on the wire may become. */
  protected override get compressionOffer(): PerMessageDeflateOffer | null {
    const offer = super.compressionOffer;
    return offer === null ? null : { inflatedSizeLimit: defaultInflatedSizeLimit, ...offer };
  }

  protected override messageEnded(): void {
    this.#sendingOpcode = undefined;
  }

  protected override connectionEnded(error: DuplexError | undefined): void {
    this.#assembly.clear();
    if (error === undefined) return;
    this.#lost?.(error);
    this.#handlers.raise(new MessageWebSocketMessageReceivedEventArgs(this, this.#messageType, false, error));
  }

  protected override closingBegan(): void {
    this.#assembly.clear();
  }

  protected override handlersOf(type: string): EventHandlers<unknown> {
    if (type !== 'messagereceived') return super.handlersOf(type);
    this.#requireNotConnected();
    return this.#handlers as unknown as EventHandlers<unknown>; // as in the base class
  }

  get #isPartial(): boolean {
    return this.control.receiveMode === MessageWebSocketReceiveMode.partialMessage;
  }

  #raiseAssembled(isMessageComplete: boolean): void {
    const { block, length } = this.#assembly;
    this.#raise(block, 0, length, isMessageComplete);
    this.#assembly.clear();
  }

  #raise(bytes: Buffer, start: number, end: number, isMessageComplete: boolean): void {
    // Half of the work of a small message would be for nobody.
    if (this.#handlers.isEmpty) return;
    // Texts are checked as they come; a piece can end inside a character.
    const isUtf8 = this.#messageType === SocketMessageType.utf8 && !this.#isPartial;
    const args = new MessageWebSocketMessageReceivedEventArgs(this, this.#messageType, isMessageComplete, {
      bytes,
      start,
      end,
      isUtf8,
    });
    this.#handlers.raise(args);
    MessageWebSocketMessageReceivedEventArgs.expire(args);
  }

  async #write(data: Uint8Array): Promise<number> {
    if (this.#sendingOpcode !== undefined) {
      throw illegalCall('a whole message cannot be written between the fragments of another');
    }
    return this.#send(data, true);
  }

  async #send(data: Uint8Array, isFinal: boolean): Promise<number> {
    const connection = this.requireSendable();
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
