import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { proxyLimits } from '../../../contract/proxy-setting.ts';
import { abortable } from '../abortable.ts';
import type { Resolve } from '../resolve.ts';

/** What the thread is started with. */
export interface PacSetup {
  readonly script: string;
  /** Takes names, gives their addresses. */
  readonly port: MessagePort;
  /** 1 when addresses are there. */
  readonly flag: Int32Array;
}

/** What the script is asked. */
export interface PacQuestion {
  readonly url: string;
  readonly host: string;
}

export type PacOutcome =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'failed'; readonly message: string };

/** How long a script may take without asking for a name, in milliseconds. */
const busyLimitMs = 5000;
/** How long a thread is kept for the next question, in milliseconds. */
const idleMs = 60_000;
/** How many names a script may ask for before it answers; Chromium's limit is 20. A name that is one too many has no address. */
const lookUpLimit = 100;

/**
 * Asks a PAC script. It runs in QuickJS, which has nothing but the functions of PAC, in a thread of its own, which is started
 * when it is needed and can be ended at any time. One question is answered after the other.
 */
export class PacEngine {
  readonly #script: string;
  #thread: PacThread | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(script: string) {
    this.#script = script;
  }

  /**
   * Calls `FindProxyForURL`.
   *
   * @param signal ends it
   * @param lookUp answers the script's look-ups, the only thing it can cause
   * @returns what it returned, such as `PROXY a:8080; DIRECT`; empty for nothing
   * @throws Error of the script; that it took too long; the signal's reason
   */
  find(question: PacQuestion, signal: AbortSignal, lookUp: Resolve): Promise<string> {
    if (this.#script.length > proxyLimits.scriptLength) {
      return Promise.reject(new Error(`it is longer than ${proxyLimits.scriptLength} characters`));
    }
    const turn = this.#last.then(() => this.#find(question, signal, lookUp));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #find(question: PacQuestion, signal: AbortSignal, lookUp: Resolve): Promise<string> {
    signal.throwIfAborted();
    if (this.#thread?.isOver !== false) this.#thread = new PacThread(this.#script);
    return this.#thread.find(question, signal, lookUp);
  }
}

class PacThread {
  isOver = false;
  readonly #worker: Worker;
  readonly #names: MessagePort;
  readonly #idle: NodeJS.Timeout;
  #busy: NodeJS.Timeout | undefined;
  #settle: ((outcome: PacOutcome) => void) | undefined;
  #waiting: PacQuestion | undefined;
  #lookUp: Resolve = async () => [];
  #lookUpCount = 0;
  #isReady = false;

  constructor(script: string) {
    const { port1, port2 } = new MessageChannel();
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const setup: PacSetup = { script, port: port2, flag };
    this.#names = port1;
    this.#worker = new Worker(new URL('./pac-worker.mjs', import.meta.url), {
      workerData: setup,
      transferList: [port2],
      env: {},
      execArgv: [],
    });
    this.#worker.on('message', (outcome: PacOutcome) => this.#take(outcome));
    this.#worker.on('error', (error) => this.#take({ kind: 'failed', message: error.message }));
    port1.on('message', (name: string) => void this.#answer(name, flag));
    this.#idle = setTimeout(() => this.end(), idleMs);
    // Nobody stays for it: while a question is open, its timer does.
    for (const one of [this.#worker, port1, this.#idle]) one.unref();
  }

  async find(question: PacQuestion, signal: AbortSignal, lookUp: Resolve): Promise<string> {
    this.#idle.refresh();
    const answered = new Promise<PacOutcome>((done) => (this.#settle = done));
    this.#waiting = question;
    this.#lookUp = lookUp;
    this.#lookUpCount = 0;
    this.#watch();
    if (this.#isReady) this.#ask();
    try {
      const outcome = await abortable(answered, signal);
      if (outcome.kind === 'answer') return outcome.text;
      throw new Error(outcome.kind === 'failed' ? outcome.message : 'it gave no answer');
    } catch (error) {
      // A script that has failed may have left things half done.
      this.end();
      throw error;
    } finally {
      clearTimeout(this.#busy);
      this.#settle = undefined;
    }
  }

  end(): void {
    this.isOver = true;
    clearTimeout(this.#idle);
    this.#names.close();
    void this.#worker.terminate();
  }

  #take(outcome: PacOutcome): void {
    if (outcome.kind !== 'ready') {
      this.#settle?.(outcome);
      return;
    }
    this.#isReady = true;
    this.#ask();
  }

  #ask(): void {
    this.#watch();
    this.#worker.postMessage(this.#waiting);
  }

  async #answer(name: string, flag: Int32Array): Promise<void> {
    clearTimeout(this.#busy);
    this.#lookUpCount += 1;
    const addresses = this.#lookUpCount > lookUpLimit ? [] : await this.#lookUp(name).catch(() => []);
    if (this.isOver) return;
    this.#names.postMessage(addresses);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
    this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#busy);
    const message = `it did not come to an end within ${busyLimitMs / 1000} s`;
    this.#busy = setTimeout(() => this.#settle?.({ kind: 'failed', message }), busyLimitMs);
  }
}
