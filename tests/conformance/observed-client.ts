import {
  InputStreamOptions,
  MessageWebSocket,
  SocketMessageType,
  StreamWebSocket,
  type MessageWebSocketMessageReceivedEventArgs,
} from '../../main/sockets/index.ts';
import { DuplexError } from '../../contract/errors.ts';
import { loopbackDoor } from '../support/sockets.ts';
import type { ClientAction, ClientSettings, Ending, Message } from './case.ts';

/** A client under test, with everything it tells written down. */
export abstract class ObservedClient {
  abstract readonly socket: MessageWebSocket | StreamWebSocket;
  /** How the connection ended, each time it was told. */
  readonly endings: Ending[] = [];
  #told: () => void = () => undefined;
  readonly #ended = new Promise<void>((resolve) => (this.#told = resolve));

  /** Whole messages, or nothing where the client does not know of messages. */
  abstract readonly messages: readonly Message[] | undefined;
  /** All payload bytes. */
  abstract readonly received: Buffer;

  async connect(uri: string): Promise<void> {
    this.socket.onclosed = ({ code, reason }) => this.tell({ kind: 'closed', code, reason });
    await this.socket.connectAsync(uri);
  }

  abstract act(action: ClientAction): Promise<void>;

  /** Waits until an end has been told. */
  ended(): Promise<void> {
    return this.#ended;
  }

  protected tell(ending: Ending): void {
    this.endings.push(ending);
    this.#told();
  }
}

export function newClient(kind: 'message' | 'stream', settings: ClientSettings = {}): ObservedClient {
  const client = kind === 'message' ? new ObservedMessages(settings) : new ObservedStream();
  for (const name of settings.subprotocols ?? []) client.socket.control.supportedProtocols.append(name);
  if (settings.perMessageDeflate !== undefined) client.socket.control.perMessageDeflate = settings.perMessageDeflate;
  for (const [name, value] of settings.headers ?? []) client.socket.setRequestHeader(name, value);
  return client;
}

class ObservedMessages extends ObservedClient {
  readonly socket = new MessageWebSocket({ door: loopbackDoor });
  readonly messages: Message[] = [];

  constructor(settings: ClientSettings) {
    super();
    if (settings.maxMessageSize !== undefined) this.socket.control.maxMessageSize = settings.maxMessageSize;
    this.socket.onmessagereceived = (args) => this.#take(args);
  }

  get received(): Buffer {
    return Buffer.concat(this.messages.map(({ bytes }) => bytes));
  }

  async act(action: ClientAction): Promise<void> {
    if (action.kind === 'close') {
      this.socket.close(action.code, action.reason);
      return;
    }
    this.socket.control.messageType = action.type === 'text' ? SocketMessageType.utf8 : SocketMessageType.binary;
    if (action.kind === 'write') await this.socket.outputStream.writeAsync(action.payload);
    else if (action.isFinal) await this.socket.sendFinalFrameAsync(action.payload);
    else await this.socket.sendNonfinalFrameAsync(action.payload);
  }

  #take(args: MessageWebSocketMessageReceivedEventArgs): void {
    try {
      const reader = args.getDataReader();
      const bytes = Buffer.from(reader.readBuffer(reader.unconsumedBufferLength));
      this.messages.push({ type: args.messageType === SocketMessageType.utf8 ? 'text' : 'binary', bytes });
    } catch (error) {
      if (!(error instanceof DuplexError)) throw error;
      this.tell({ kind: 'failed', code: error.code });
    }
  }
}

class ObservedStream extends ObservedClient {
  readonly socket = new StreamWebSocket({ door: loopbackDoor });
  readonly messages = undefined;
  readonly #parts: Buffer[] = [];

  get received(): Buffer {
    return Buffer.concat(this.#parts);
  }

  override async connect(uri: string): Promise<void> {
    await super.connect(uri);
    this.#readAll().catch((error: unknown) => {
      const code = error instanceof DuplexError ? error.code : 'internal';
      // What a read is told that our own close() interrupts.
      if (code !== 'canceled' && code !== 'closed') this.tell({ kind: 'failed', code });
    });
  }

  async act(action: ClientAction): Promise<void> {
    if (action.kind === 'close') this.socket.close(action.code, action.reason);
    else await this.socket.outputStream.writeAsync(action.payload);
  }

  async #readAll(): Promise<void> {
    const buffer = Buffer.alloc(64 * 1024);
    for (;;) {
      const bytes = await this.socket.inputStream.readAsync(buffer, buffer.length, InputStreamOptions.partial);
      if (bytes.length === 0) return;
      this.#parts.push(Buffer.from(bytes));
    }
  }
}
