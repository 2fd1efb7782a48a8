import type { Attempt, AttemptPhase, PhaseTimes } from '../../contract/attempt.ts';
import { toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import { Secrets } from './secrets.ts';

/** What a phase is about, before and after it is through; its times are the recorder's. */
export type Evidence = Phases<AttemptPhase>;
type Phases<Phase> = Phase extends AttemptPhase ? Omit<Phase, keyof PhaseTimes> : never;
/** What comes to light while a phase goes on. */
export type Finding =
  Phases<AttemptPhase> extends infer Phase ? (Phase extends Evidence ? Partial<Phase> : never) : never;

export interface RecorderOptions {
  /** Called after every change; to be quick. */
  readonly changed?: () => void;
  /**
   * Whether a server that does not speak TLS where it should is connected to once more, to hear what it says. Default:
   * false, as one call makes one connection.
   */
  readonly looksAgain?: boolean;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/**
 * Records what a `connectAsync` does, for whoever gives one to it. It belongs to its maker: the socket lets go of it when
 * connecting is over, so an open connection keeps nothing of it.
 */
export class AttemptRecorder {
  readonly looksAgain: boolean;
  readonly #changed: () => void;
  #attempt: Mutable<Attempt> | undefined;
  #phases: PhaseRecord[] = [];
  #redirects: string[] = [];
  #beganAt = 0;
  /** What is kept out of it, while it goes on. */
  #secrets = new Secrets();

  constructor(options: RecorderOptions = {}) {
    this.#changed = options.changed ?? (() => undefined);
    this.looksAgain = options.looksAgain ?? false;
  }

  /** The attempt as it is now, a copy; null before there was one. */
  get attempt(): Attempt | null {
    if (this.#attempt === undefined) return null;
    return structuredClone({ ...this.#attempt, phases: this.#phases.map((phase) => phase.state) });
  }

  /**
   * Begins anew.
   *
   * @param secrets what is masked wherever it comes up; belongs to who gives it
   */
  begin(url: string, secrets: Secrets): void {
    this.#secrets = secrets;
    this.#phases = [];
    this.#redirects = [];
    this.#beganAt = performance.now();
    this.#attempt = {
      url: secrets.hide(url),
      startedAt: Date.now(),
      endMs: null,
      outcome: 'running',
      redirects: this.#redirects,
      phases: [],
    };
    this.#changed();
  }

  redirectedTo(url: string): void {
    this.#redirects.push(this.#secrets.hide(url));
    this.#changed();
  }

  beginPhase(evidence: Evidence, isToProxy: boolean): PhaseRecord {
    const now = (): number => performance.now() - this.#beganAt;
    const about = { ...evidence, hop: this.#redirects.length, isToProxy };
    const phase = new PhaseRecord(about, this.#secrets, now, this.#changed);
    this.#phases.push(phase);
    this.#changed();
    return phase;
  }

  end(outcome: Exclude<Attempt['outcome'], 'running'>, error?: unknown): void {
    if (this.#attempt === undefined) return;
    this.#attempt.endMs = performance.now() - this.#beganAt;
    this.#attempt.outcome = outcome;
    if (error !== undefined) this.#attempt.error = this.#secrets.hideInfo(toErrorInfo(error));
    this.#changed();
  }
}

/** One phase of an attempt while it goes on. */
export class PhaseRecord {
  /** What it is when nothing goes wrong. */
  outcome: 'done' | 'retried' | 'redirected' = 'done';
  #state: AttemptPhase;
  readonly #secrets: Secrets;
  readonly #now: () => number;
  readonly #changed: () => void;

  constructor(
    about: Evidence & Pick<PhaseTimes, 'hop' | 'isToProxy'>,
    secrets: Secrets,
    now: () => number,
    changed: () => void,
  ) {
    this.#secrets = secrets;
    this.#now = now;
    this.#changed = changed;
    this.#state = secrets.hideAll({ ...about, startMs: now(), endMs: null, outcome: 'running' });
  }

  get state(): AttemptPhase {
    return this.#state;
  }

  add(finding: Finding): void {
    // Nobody waited for it.
    if (this.#state.endMs !== null) return;
    // The caller's finding is one of its own phase.
    this.#state = { ...this.#state, ...this.#secrets.hideAll(finding) } as AttemptPhase;
    this.#changed();
  }

  end(): void {
    this.#end(this.outcome);
  }

  fail(error: ErrorInfo, isCanceled: boolean): void {
    this.#state = { ...this.#state, error: this.#secrets.hideInfo(error) };
    this.#end(isCanceled ? 'canceled' : 'failed');
  }

  #end(outcome: AttemptPhase['outcome']): void {
    this.#state = { ...this.#state, endMs: this.#now(), outcome };
    this.#changed();
  }
}
