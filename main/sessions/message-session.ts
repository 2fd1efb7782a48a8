import type { Payload } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';
import { MessageWebSocket, MessageWebSocketReceiveMode, SocketMessageType, type SocketOptions } from '../sockets/index.ts';
import { notOpen, Session } from './session.ts';

/** A session over `MessageWebSocket`: every message is a row. */
export class MessageSession extends Session<MessageWebSocket> {
  protected override readonly isRepeating = false;
  protected override readonly transfers = { sending: undefined, receiving: undefined, isPaused: false };

  protected override makeSocket(options: SocketOptions): MessageWebSocket {
    const socket = new MessageWebSocket(options);
    socket.control.messageType = SocketMessageType[this.request.messageType];
    socket.control.receiveMode = MessageWebSocketReceiveMode[this.request.receiveMode];
    return socket;
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

  override setPaused(isPaused: boolean): void {
    if (!this.isOpen) throw notOpen();
    if (isPaused === this.recorder.isPaused) return;
    this.recorder.event(isPaused ? 'readingPaused' : 'readingResumed');
    this.recorder.isPaused = isPaused;
    this.notifyChanged();
  }

  protected override get isReadingPaused(): boolean {
    return this.isOpen && this.recorder.isPaused;
  }

  protected override async sendAlive(bytes: Uint8Array): Promise<void> {
    this.socket.control.messageType = SocketMessageType.utf8;
    // Not as a frame of a message that the user has begun: this is refused inside one.
    this.recorder.countSent(await this.socket.outputStream.writeAsync(bytes), true);
  }
}
