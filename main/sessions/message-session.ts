import type { Payload } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';
import { MessageWebSocket, MessageWebSocketReceiveMode, SocketMessageType } from '../sockets/index.ts';
import { notOpen, Session } from './session.ts';

/** A session over `MessageWebSocket`: every message is a row. */
export class MessageSession extends Session {
  protected override readonly socket = new MessageWebSocket({
    ...this.socketOptions,
    // The messages are in the log already.
    lost: (error) => this.fail(error),
  });
  protected override readonly isRepeating = false;
  protected override readonly transfers = { sending: undefined, receiving: undefined, isPaused: false };

  override prepare(): void {
    super.prepare();
    const { control } = this.socket;
    control.messageType = SocketMessageType[this.request.messageType];
    control.receiveMode = MessageWebSocketReceiveMode[this.request.receiveMode];
  }

  override async send(payload: Payload, isFinal: boolean): Promise<number> {
    if (!this.isOpen) throw notOpen();
    const { control } = this.socket;
    control.messageType = SocketMessageType[payload.kind];
    const bytes = payload.kind === 'utf8' ? Buffer.from(payload.text, 'utf8') : payload.bytes;
    try {
      const sent = isFinal
        ? await this.socket.sendFinalFrameAsync(bytes)
        : await this.socket.sendNonfinalFrameAsync(bytes);
      this.recorder.countSent(sent, isFinal);
      return sent;
    } catch (error) {
      this.recorder.failure(error);
      throw error;
    }
  }

  override repeat(): void {
    throw failure('illegal-call', 'repeated sending needs a stream session');
  }

  protected override connected(): void {
    // Messages come by themselves.
  }
}
