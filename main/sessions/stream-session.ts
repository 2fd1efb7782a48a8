import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Payload } from '../../contract/commands.ts';
import { DuplexError, failure, toErrorInfo } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { SessionRates, SessionTransfers } from '../../contract/sessions.ts';
import { InputStreamOptions, StreamWebSocket, type SocketOptions } from '../sockets/index.ts';
import { FileReceiving } from './file-receiving.ts';
import { FileSending } from './file-sending.ts';
import { IncomingFile } from './incoming-file.ts';
import { openOutgoingFile } from './outgoing-file.ts';
import { RateHistory } from './rate-history.ts';
import { notOpen, Session } from './session.ts';
import { TransferRecord } from './transfer-record.ts';

/** Bytes asked for with one read while they are only counted. */
const readSize = 64 * 1024;

const noRates: SessionRates = { sent: new Float64Array(0), received: new Float64Array(0) };

/** A session over `StreamWebSocket`: bytes are counted, and go into a file if the user wants that. */
export class StreamSession extends Session<StreamWebSocket> {
  #firstFile: IncomingFile | undefined;
  /**
   * The file that the user named for what comes, until the user ends that: a connection that follows the one that filled it
   * gets a file beside it. Bytes of two connections in one would look like one stream.
   */
  #named: { readonly path: string; readonly isFilled: boolean } | undefined;
  #repeating: AbortController | undefined;
  #repeatingEnded: Promise<void> | undefined;
  #hasSent = false;
  #rates: RateHistory | undefined;
  /** The file that goes out, or the last one that did. */
  #sending: FileSending | undefined;
  #sendingEnded: Promise<void> | undefined;
  /** The file that takes what comes, or the last one that did. */
  #receiving: FileReceiving | undefined;
  /** Whether {@link #receiving} takes what is read next. */
  #isReceiving = false;
  /** Settles when all is read, and a file that took it has its name. */
  #reading: Promise<void> | undefined;
  /** There while the user has stopped reading. */
  #pause: { readonly isOver: Promise<void>; readonly end: () => void } | undefined;

  /** Takes everything from the first byte on, and is closed by the session. To be set before connecting. */
  set firstFile(file: IncomingFile) {
    this.#firstFile = file;
    this.#named = { path: file.path, isFilled: false };
  }

  /** Bytes sent and received in each of the last seconds. */
  get rates(): SessionRates {
    return this.#rates?.read() ?? noRates;
  }

  override async connect(): Promise<void> {
    await super.connect();
    // Nothing will come: the file is as if it had never been opened.
    if (this.#rates !== undefined) return;
    const file = this.#firstFile;
    this.#firstFile = undefined;
    await file?.leave();
  }

  override async send(payload: Payload): Promise<number> {
    if (!this.isOpen) throw notOpen();
    if (payload.kind !== 'binary') {
      throw failure('invalid-input', 'a stream session sends bytes', { field: 'payload.kind' });
    }
    return this.#write(payload.bytes);
  }

  override repeat(bytes: Uint8Array, intervalMs: number): void {
    if (!this.isOpen) throw notOpen();
    if (this.#repeating !== undefined)
      throw failure('illegal-call', 'the session is sending already', { reason: because('sendingAlready') });
    this.#repeating = new AbortController();
    // The sample's two loops begin together. A session that never sends reads too, to notice its end, and says nothing.
    this.#hasSent = true;
    this.recorder.event('readingStarted');
    this.recorder.detail('sendingStarted', { sizeBytes: bytes.length, intervalMs });
    this.notifyChanged();
    this.#repeatingEnded = this.#sendRepeatedly(bytes, intervalMs, this.#repeating.signal);
  }

  /** Begins to send a file as one binary message. @throws DuplexError `transfer-failed`, `illegal-call` */
  async sendFile(path: string): Promise<void> {
    this.#requireNoSending();
    const file = await openOutgoingFile(path);
    try {
      // Opening takes time.
      this.#requireNoSending();
    } catch (error) {
      await file.handle.close();
      throw error;
    }
    this.#sending = new FileSending(file);
    this.recorder.detail('fileSendingStarted', { name: file.name, sizeBytes: file.sizeBytes });
    this.notifyChanged();
    this.#sendingEnded = this.#sendFile(this.#sending);
  }

  /** Stops sending a file, and closes, as the message has no end then. @throws DuplexError `illegal-call` */
  cancelSending(): void {
    if (this.#sending?.record.isUnderWay !== true) {
      throw failure('illegal-call', 'no file is being sent', { reason: because('noFileSent') });
    }
    this.#sending.cancel();
  }

  /** What comes from now on goes into a file. @throws DuplexError `transfer-failed`, `illegal-call` */
  async receiveIntoFile(path: string): Promise<void> {
    this.#requireNoReceiving();
    const file = await IncomingFile.open(path);
    try {
      this.#requireNoReceiving();
    } catch (error) {
      await file.leave();
      throw error;
    }
    this.#named = { path: file.path, isFilled: true };
    this.#receiveInto(file);
  }

  /** What comes from now on is only counted; what has come is kept. @throws DuplexError `illegal-call` */
  async stopReceiving(): Promise<void> {
    if (!this.#isReceiving) {
      throw failure('illegal-call', 'nothing is being received into a file', { reason: because('noFileReceived') });
    }
    this.#named = undefined;
    await this.#endReceiving();
  }

  /** Stops reading, so that the server has to wait once 64 KiB are received ahead; or goes on. */
  override setPaused(isPaused: boolean): void {
    if (!this.isOpen) throw notOpen();
    if (isPaused === (this.#pause !== undefined)) return;
    this.recorder.event(isPaused ? 'readingPaused' : 'readingResumed');
    if (isPaused) this.#beginPause();
    else this.#endPause();
    this.notifyChanged();
  }

  override close(code: number, reason: string): void {
    super.close(code, reason);
    this.#stopAll();
  }

  override async dispose(): Promise<void> {
    const disposed = super.dispose();
    this.#stopAll();
    await Promise.all([disposed, this.#reading]);
  }

  /** Whether a file is being received that has no name yet. */
  get isReceiving(): boolean {
    return this.#receiving?.record.isUnderWay === true;
  }

  protected override makeSocket(options: SocketOptions): StreamWebSocket {
    return new StreamWebSocket(options);
  }

  protected override async sendAlive(bytes: Uint8Array): Promise<void> {
    await this.#write(bytes);
  }

  protected override get isReadingPaused(): boolean {
    return this.#pause !== undefined;
  }

  protected override async settled(): Promise<unknown> {
    return Promise.all([this.#reading, this.#sendingEnded, this.#repeatingEnded]);
  }

  protected override get isRepeating(): boolean {
    return this.#repeating !== undefined;
  }

  protected override get transfers(): SessionTransfers {
    return {
      sending: this.#sending?.record.state,
      receiving: this.#receiving?.record.state,
      isPaused: this.#pause !== undefined,
    };
  }

  protected override connected(): void {
    this.#rates = new RateHistory();
    if (this.#firstFile !== undefined) {
      this.#named = { path: this.#firstFile.path, isFilled: true };
      this.#receiveInto(this.#firstFile);
    }
    this.#firstFile = undefined;
    this.#hasSent = false;
    this.#reading = this.#readAll(this.#rates);
  }

  protected override countSent(sizeBytes: number, isComplete: boolean): void {
    this.#rates?.countSent(sizeBytes);
    super.countSent(sizeBytes, isComplete);
  }

  protected override ended(): void {
    // The rest of what was received is read, up to the end.
    this.#endPause();
    this.#repeating?.abort();
  }

  async #readAll(rates: RateHistory): Promise<void> {
    const counted = Buffer.allocUnsafeSlow(readSize);
    // Another connection may have begun to be made when the rest of this one is read.
    const { generation } = this;
    let loss: unknown;
    try {
      if (!this.#isReceiving && this.#named !== undefined) await this.#openNextFile(this.#named);
      for (;;) {
        await this.#pause?.isOver;
        const room = this.#fileAtHand?.room ?? counted;
        const bytes = await generation.socket.inputStream.readAsync(room, room.length, InputStreamOptions.partial);
        if (bytes.length === 0) break;
        // Whichever takes it now: the user may have chosen, or stopped, while the read was waiting.
        const isTaken = this.#fileAtHand?.take(bytes);
        rates.countReceived(bytes.length);
        await isTaken;
      }
    } catch (error) {
      // Our own closing ends a pending read; anything else is the end of the connection.
      if (!generation.isClosedHere) {
        loss = error;
        generation.fail(error);
      }
    } finally {
      this.#repeating?.abort();
      rates.end();
      if (this.#hasSent) this.recorder.event('readingStopped');
      // Whoever ends the connection has what was wanted of it.
      if (generation.isClosedHere) this.#named = undefined;
      if (this.#isReceiving) await this.#endReceiving(loss);
    }
  }

  async #sendRepeatedly(bytes: Uint8Array, intervalMs: number, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && this.isOpen) {
        // A file is one message: nothing goes between its fragments.
        await this.#sendingEnded;
        await this.#write(bytes);
        await delay(intervalMs, undefined, { signal });
      }
    } catch (error) {
      // Stopping is no failure.
      if (!signal.aborted) this.#sendingFailed(error);
    } finally {
      this.#repeating = undefined;
      this.recorder.event('sendingStopped');
      this.notifyChanged();
    }
  }

  async #write(bytes: Uint8Array): Promise<number> {
    const sent = await this.socket.outputStream.writeAsync(bytes);
    this.countSent(sent, true);
    return sent;
  }

  async #sendFile(sending: FileSending): Promise<void> {
    const error = await sending.run(this.socket, (bytes, isEnd) => this.countSent(bytes, isEnd));
    this.recorder.transferEnded('fileSendingEnded', sending.record.state);
    this.notifyChanged();
    if (error === undefined) return;
    this.#sendingFailed(error);
    this.closeUnfinished(sending.record.state.end?.kind === 'canceled' ? 'canceled' : 'failed');
  }

  #sendingFailed(error: unknown): void {
    if (!(error instanceof DuplexError)) throw error;
    // The connection's end is told by the reading side, unless that has been stopped.
    if (error.code === 'connection-lost' && this.#pause !== undefined) this.fail(error);
  }

  #requireNoSending(): void {
    if (!this.isOpen) throw notOpen();
    if (this.#sending?.record.isUnderWay === true)
      throw failure('illegal-call', 'a file is being sent already', {
        reason: because('fileSentAlready'),
      });
  }

  #requireNoReceiving(): void {
    if (!this.isOpen) throw notOpen();
    if (this.isReceiving)
      throw failure('illegal-call', 'there is a file for it already', {
        reason: because('fileReceivedAlready'),
      });
  }

  get #fileAtHand(): FileReceiving | undefined {
    return this.#isReceiving ? this.#receiving : undefined;
  }

  /** Opens the file of a connection that follows another one. Nothing is read meanwhile, and nothing of it is in the log. */
  async #openNextFile(named: { readonly path: string; readonly isFilled: boolean }): Promise<void> {
    const { path, isFilled } = named;
    this.recorder.recordsPayload = false;
    try {
      const file = await (isFilled ? IncomingFile.openNext(path) : IncomingFile.open(path));
      // The user may have named another one meanwhile.
      if (this.#isReceiving || this.#named !== named) return void (await file.leave());
      this.#named = { path, isFilled: true };
      this.#receiveInto(file, isFilled ? basename(path) : undefined);
    } catch (error) {
      this.#named = undefined;
      this.recorder.recordsPayload = true;
      const record = new TransferRecord(basename(path));
      record.failed(toErrorInfo(error));
      this.recorder.transferEnded('fileReceivingEnded', record.state);
    }
  }

  /** @param before the name of the file that has what came over an earlier connection */
  #receiveInto(file: IncomingFile, before?: string): void {
    const receiving = new FileReceiving(file);
    this.#receiving = receiving;
    this.#isReceiving = true;
    this.recorder.recordsPayload = false;
    this.recorder.detail('fileReceivingStarted', { name: file.name, ...(before !== undefined && { before }) });
    this.notifyChanged();
    receiving.onfailed = (error) => {
      if (this.#fileAtHand !== receiving) return;
      this.#named = undefined;
      void this.#endReceiving(error);
    };
  }

  /** @param error what ended it before its time */
  async #endReceiving(error?: unknown): Promise<void> {
    const receiving = this.#receiving;
    this.#isReceiving = false;
    this.recorder.recordsPayload = true;
    if (receiving === undefined) return;
    await receiving.end(error);
    this.recorder.transferEnded('fileReceivingEnded', receiving.record.state);
    this.notifyChanged();
  }

  #beginPause(): void {
    let end = (): void => undefined;
    const isOver = new Promise<void>((resolve) => (end = resolve));
    this.#pause = { isOver, end };
  }

  #endPause(): void {
    this.#pause?.end();
    this.#pause = undefined;
  }

  #stopAll(): void {
    this.#repeating?.abort();
    this.#sending?.cancel();
    this.#endPause();
  }
}
