import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { CertificateQuestion } from '../../contract/secure-connections.ts';

/** A question that has been put. */
export interface Asked {
  /** Settles with the user's answer; never, where the question is withdrawn before. */
  readonly answer: Promise<boolean>;
  /** Nobody needs the answer any more. Harmless when repeated. */
  readonly withdraw: () => void;
}

/** Servers that wait for the user's yes. */
export class CertificateQuestions {
  readonly #changed: (questions: readonly CertificateQuestion[]) => void;
  readonly #pending = new Map<number, { readonly question: CertificateQuestion; answer(accepts: boolean): void }>();
  #last = 0;

  /** @param changed called with all of them when one has come or gone */
  constructor(changed: (questions: readonly CertificateQuestion[]) => void) {
    this.#changed = changed;
  }

  get pending(): readonly CertificateQuestion[] {
    return [...this.#pending.values()].map(({ question }) => question);
  }

  ask(what: Omit<CertificateQuestion, 'question'>): Asked {
    this.#last += 1;
    const id = this.#last;
    const answer = new Promise<boolean>((resolve) => {
      this.#pending.set(id, { question: { ...what, question: id }, answer: resolve });
    });
    this.#changed(this.pending);
    return { answer, withdraw: () => this.#end(id) };
  }

  /** @throws DuplexError `not-found` for a question that nobody waits for any more */
  answer(id: number, accepts: boolean): void {
    const asked = this.#pending.get(id);
    if (asked === undefined)
      throw failure('not-found', 'nobody waits for this answer any more', {
        field: 'question',
        reason: because('nobodyAsks'),
      });
    this.#end(id);
    asked.answer(accepts);
  }

  #end(id: number): void {
    if (this.#pending.delete(id)) this.#changed(this.pending);
  }
}
