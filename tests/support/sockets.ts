import {
  Door,
  MessageWebSocket,
  StreamWebSocket,
  type MessageWebSocketMessageReceivedEventArgs,
} from '../../main/sockets/index.ts';
import { DuplexError } from '../../contract/errors.ts';
import { closeAfterTest } from './clean-up.ts';

/** A door that lets loopback out and nothing else: no test can send a packet past this machine. */
export const loopbackDoor = new Door({ policy: { capabilities: new Set(), loopbackExempt: true } });

export function newMessageSocket(): MessageWebSocket {
  const socket = new MessageWebSocket({ door: loopbackDoor });
  closeAfterTest(async () => socket.close());
  return socket;
}

export function newStreamSocket(): StreamWebSocket {
  const socket = new StreamWebSocket({ door: loopbackDoor });
  closeAfterTest(async () => socket.close());
  return socket;
}

/** The expected failure of a call, or the surprise that it had none. */
export async function failureOf(call: Promise<unknown>): Promise<DuplexError> {
  const outcome: unknown = await call.then(
    () => new Error('the call succeeded'),
    (error: unknown) => error,
  );
  if (outcome instanceof DuplexError) return outcome;
  throw outcome;
}

/** The same for a call that fails at once. */
export function thrownBy(call: () => unknown): DuplexError {
  try {
    call();
  } catch (error) {
    if (error instanceof DuplexError) return error;
    throw error;
  }
  throw new Error('the call succeeded');
}

/** What a test looks at in a received message. */
export interface ReceivedMessage {
  readonly type: number;
  readonly isComplete: boolean;
  readonly bytes: Buffer;
}

/** The messages of a socket in order, each to be waited for; to be made before connecting. */
export class Messages {
  readonly all: ReceivedMessage[] = [];
  /** How the connection was lost, where it was. */
  loss: DuplexError | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: MessageWebSocket) {
    socket.onmessagereceived = (args) => this.#take(args);
  }

  /** Waits until there are `count` messages, or the connection is lost. */
  async wait(count: number): Promise<readonly ReceivedMessage[]> {
    while (this.all.length < count && this.loss === undefined) await new Promise<void>((wake) => (this.#wake = wake));
    return this.all;
  }

  /** Waits until the connection is lost. */
  async waitForLoss(): Promise<DuplexError> {
    await this.wait(Number.POSITIVE_INFINITY);
    return this.loss as DuplexError; // that is what the wait ended with
  }

  #take(args: MessageWebSocketMessageReceivedEventArgs): void {
    try {
      const reader = args.getDataReader();
      const bytes = Buffer.from(reader.readBuffer(reader.unconsumedBufferLength));
      this.all.push({ type: args.messageType, isComplete: args.isMessageComplete, bytes });
    } catch (error) {
      this.loss = error as DuplexError; // getDataReader throws nothing else
    }
    this.#wake?.();
  }
}

/** Waits for `closed`. To be called before it can be raised. */
export function closedEvent(socket: MessageWebSocket | StreamWebSocket): Promise<{ code: number; reason: string }> {
  return new Promise((resolve) => {
    socket.onclosed = ({ code, reason }) => resolve({ code, reason });
  });
}
