import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { DuplexError, failure, toErrorInfo } from '../../contract/errors.ts';
import type { SendPlan, SendRun } from '../../contract/workbench/sending.ts';
import { abortable } from '../network/abortable.ts';
import type { Session } from '../sessions/session.ts';
import type { ReadyMessage } from './ready-message.ts';

/** How often the page is told of a run that goes on. */
const tellMs = 50;
/** As long as it may go on without giving the event loop its turn: half of a frame. */
const turnMs = 8;
/** What the system has not taken: enough that it never waits for the next message. */
const inFlightBytes = 1024 * 1024;
const inFlightMessages = 256;
/** How often it is looked whether the log takes more. */
const logMs = 5;
/** What is on its way when a run ends is still counted, if it goes out at once. */
const lastMs = 30;

/** What a run goes on with. */
export type RunWork = (run: Run) => Promise<void>;

/** Something that is being sent, or was. */
export class Run {
  readonly id: number;
  readonly session: Session;
  /** Undefined where nobody knows. */
  totalBytes: number | undefined;
  round = 0;
  rounds = 1;
  step: number | undefined;
  readonly #kind: SendPlan['kind'];
  readonly #tell: (run: SendRun) => void;
  readonly #startedAt = Date.now();
  readonly #ends = new AbortController();
  #messages = 0;
  #bytes = 0;
  /** Of the message that is on its way. */
  #partBytes = 0;
  #end: SendRun['end'];
  #timer: NodeJS.Timeout | undefined;
  #inFlight: { readonly bytes: number; readonly sending: Promise<void> }[] = [];
  #inFlightBytes = 0;
  #turnBegan = performance.now();

  constructor(id: number, about: { session: Session; kind: SendPlan['kind']; tell: (run: SendRun) => void }) {
    this.id = id;
    this.session = about.session;
    this.#kind = about.kind;
    this.#tell = about.tell;
  }

  get state(): SendRun {
    return {
      run: this.id,
      session: this.session.id,
      kind: this.#kind,
      startedAt: this.#startedAt,
      messages: this.#messages,
      bytes: this.#bytes + this.#partBytes,
      totalBytes: this.totalBytes,
      step: this.step,
      round: this.round,
      rounds: this.rounds,
      end: this.#end,
    };
  }

  get isUnderWay(): boolean {
    return this.#end === undefined;
  }

  /** Aborted when it is to end; its reason says why. */
  get signal(): AbortSignal {
    return this.#ends.signal;
  }

  /** Ends it. @param why default: somebody wants it */
  end(why: DuplexError = canceled()): void {
    this.#ends.abort(why);
  }

  /** Does the work. How it ended is in the state; never rejects, but for a defect of ours. */
  async go(work: RunWork): Promise<void> {
    try {
      await work(this);
      await this.#drain();
      this.#end = { kind: 'done', at: Date.now() };
    } catch (error) {
      // A message that breaks off costs the connection: that is not why.
      const isCause = error instanceof DuplexError && error.code === 'transfer-failed';
      const why: unknown = this.signal.aborted && !isCause ? this.signal.reason : error;
      // What waits for this run's turn waits no longer.
      this.#ends.abort(why);
      await this.#lastOnes();
      const at = Date.now();
      this.#end =
        why instanceof DuplexError && why.code === 'canceled'
          ? { kind: 'canceled', at }
          : { kind: 'failed', at, error: toErrorInfo(why), step: this.step };
      if (!(why instanceof DuplexError)) throw why;
    } finally {
      clearTimeout(this.#timer);
      this.#tell(this.state);
    }
  }

  /** Gives a message to the socket, and waits while the socket has enough of them, or the log. */
  async send(ready: ReadyMessage): Promise<void> {
    this.signal.throwIfAborted();
    if (ready.kind === 'large') return this.#sendLarge(ready);
    const { frames, opcode, sizeBytes } = ready;
    const sending = this.session.sendMessage(frames, opcode).then(() => this.#sent(sizeBytes));
    // Whoever waits for it is told.
    sending.catch(() => undefined);
    this.#inFlight.push({ bytes: sizeBytes, sending });
    this.#inFlightBytes += sizeBytes;
    while (this.#inFlightBytes > inFlightBytes || this.#inFlight.length > inFlightMessages) await this.#oldest();
  }

  /** Waits until all that was given to the socket has gone out. */
  async #drain(): Promise<void> {
    while (this.#inFlight.length > 0) await this.#oldest();
  }

  async #sendLarge({ message }: Extract<ReadyMessage, { kind: 'large' }>): Promise<void> {
    await this.#drain();
    try {
      await this.session.sendLargeMessage(message, {
        signal: this.signal,
        progress: (bytes) => {
          this.#partBytes = bytes;
          this.changed();
        },
      });
      this.#messages += 1;
    } finally {
      this.#bytes += this.#partBytes;
      this.#partBytes = 0;
    }
  }

  /** Waits. */
  async pause(ms: number): Promise<void> {
    if (ms <= 0) return;
    // What has come to nothing is no reason to wait.
    await this.#drain();
    this.changed();
    await delay(ms, undefined, { signal: this.signal });
  }

  /** Something of the state is another. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.isUnderWay) this.#tell(this.state);
    }, tellMs);
  }

  #sent(bytes: number): void {
    this.#messages += 1;
    this.#bytes += bytes;
    this.changed();
  }

  async #oldest(): Promise<void> {
    const oldest = this.#inFlight.shift();
    if (oldest === undefined) return;
    this.#inFlightBytes -= oldest.bytes;
    await abortable(oldest.sending, this.signal);
  }

  /** To be called between messages: everybody else has a turn, too, and the log takes what was sent. */
  async giveTurn(): Promise<void> {
    while (this.session.log.isFull) await delay(logMs, undefined, { signal: this.signal });
    if (performance.now() - this.#turnBegan < turnMs) return;
    await setImmediate();
    this.#turnBegan = performance.now();
    this.signal.throwIfAborted();
  }

  async #lastOnes(): Promise<void> {
    const ends = new AbortController();
    const all = Promise.allSettled(this.#inFlight.map(({ sending }) => sending));
    await Promise.race([all, delay(lastMs, undefined, { signal: ends.signal }).catch(() => undefined)]);
    ends.abort();
  }
}

function canceled(): DuplexError {
  return failure('canceled', 'sending was canceled');
}
