import type { AutomaticPong } from '../../contract/workbench/documents.ts';

/** Delayed answers at a time. A peer that pings faster gets none for what is more: the latest would do (section 5.5.3). */
const waitingLimit = 100;

/** Answers pings as it is told: at once, after a while, or not at all. */
export class PingAnswers {
  readonly #send: (payload: Uint8Array) => void;
  readonly #waiting = new Set<NodeJS.Timeout>();
  #how: AutomaticPong = { kind: 'on' };

  /** @param send sends a pong, if the connection is open; copies the payload where it keeps it */
  constructor(send: (payload: Uint8Array) => void) {
    this.#send = send;
  }

  /** From the next ping on. What waits is still answered, unless nothing is to be. */
  set how(how: AutomaticPong) {
    this.#how = how;
    if (how.kind === 'off') this.end();
  }

  /** @param payload valid during the call only */
  answer(payload: Uint8Array): void {
    switch (this.#how.kind) {
      case 'on':
        this.#send(payload);
        return;
      case 'delayed':
        this.#answerLater(Uint8Array.from(payload), this.#how.delayMs);
        return;
      case 'off':
        return;
    }
  }

  /** Answers nothing of what waits. */
  end(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }

  #answerLater(payload: Uint8Array, delayMs: number): void {
    if (this.#waiting.size >= waitingLimit) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#send(payload);
    }, delayMs);
    this.#waiting.add(timer);
  }
}
