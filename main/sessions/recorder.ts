import { toErrorInfo } from '../../contract/errors.ts';
import { RowDirection, RowKind, type RowDetail } from '../../contract/rows.ts';
import type { FileTransfer, SessionCounters } from '../../contract/sessions.ts';
import { SocketMessageType } from '../sockets/index.ts';
import type { MessageLog } from '../log/message-log.ts';

type Detailed = keyof RowDetail;

/** Writes what happens to a session into its log, and counts. */
export class Recorder {
  readonly log: MessageLog;
  readonly #advanced: () => void;
  #sentMessages = 0;
  #receivedMessages = 0;
  #sentBytes = 0;
  #receivedBytes = 0;

  /** @param advanced called whenever the log or a counter has changed */
  constructor(log: MessageLog, advanced: () => void) {
    this.log = log;
    this.#advanced = advanced;
  }

  get counters(): SessionCounters {
    return {
      sentMessages: this.#sentMessages,
      receivedMessages: this.#receivedMessages,
      sentBytes: this.#sentBytes,
      receivedBytes: this.#receivedBytes,
    };
  }

  /** A row with a detail; see {@link RowDetail}. */
  detail<Kind extends Exclude<Detailed, 'failed'>>(
    kind: Kind,
    detail: RowDetail[Kind],
    direction: RowDirection = RowDirection.event,
  ): void {
    this.#append(direction, RowKind[kind], Buffer.from(JSON.stringify(detail)));
  }

  /** A row without a detail. */
  event(kind: Exclude<keyof typeof RowKind, Detailed>): void {
    const direction = kind === 'validationFailed' ? RowDirection.problem : RowDirection.event;
    this.#append(direction, RowKind[kind], Buffer.alloc(0));
  }

  /** How the way of a file ended. */
  transferEnded(kind: 'fileSendingEnded' | 'fileReceivingEnded', transfer: FileTransfer): void {
    this.detail(kind, transfer, transfer.end?.kind === 'failed' ? RowDirection.problem : RowDirection.event);
  }

  failure(error: unknown): void {
    this.#append(RowDirection.problem, RowKind.failed, Buffer.from(JSON.stringify(toErrorInfo(error))));
  }

  /** A message, or a fragment of one, that is about to be sent. */
  sending(payload: Uint8Array, type: SocketMessageType, isComplete: boolean): void {
    this.#append(RowDirection.sent, messageKind(type, isComplete), payload);
  }

  /** A message, or a piece of one, that has come. */
  received(payload: Uint8Array, type: SocketMessageType, isComplete: boolean): void {
    this.#receivedBytes += payload.length;
    if (isComplete) this.#receivedMessages += 1;
    this.#append(RowDirection.received, messageKind(type, isComplete), payload);
  }

  /** Counts what has gone out, `isComplete` as the end of a message. */
  countSent(sizeBytes: number, isComplete: boolean): void {
    this.#sentBytes += sizeBytes;
    if (isComplete) this.#sentMessages += 1;
    this.#advanced();
  }

  /** Counts bytes that are read as a stream, where messages cannot be told apart. */
  countReceived(sizeBytes: number): void {
    this.#receivedBytes += sizeBytes;
    this.#advanced();
  }

  #append(direction: RowDirection, kind: RowKind, payload: Uint8Array): void {
    this.log.append({ direction, kind, payload });
    this.#advanced();
  }
}

function messageKind(type: SocketMessageType, isComplete: boolean): RowKind {
  if (type === SocketMessageType.utf8) return isComplete ? RowKind.utf8 : RowKind.utf8Partial;
  return isComplete ? RowKind.binary : RowKind.binaryPartial;
}
