import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { MessageDocument, MessageSending, SequenceStep } from '../../contract/workbench/documents.ts';
import { abortable } from '../network/abortable.ts';
import type { TemplateScope, TemplateVariable } from '../templates/fill-template.ts';
import { awaitMessage, type Awaiting } from './awaited-message.ts';
import type { MatchJob } from './match-job.ts';
import { matcherOf } from './matching.ts';
import { repeated } from './message-plan.ts';
import type { Repeating } from './pace.ts';
import { fillBody, readyMessage } from './ready-message.ts';
import type { Run, RunWork } from './run.ts';

type Wait = Extract<SequenceStep, { readonly kind: 'wait' }>;

/** Sequences in sequences in sequences: one that is in itself ends here. */
const deepest = 8;
/** Characters that are kept of a message. */
const keptLimit = 1024 * 1024;

export interface SequenceParts {
  readonly steps: readonly SequenceStep[];
  readonly repeat: Repeating;
  readonly scope: TemplateScope;
  readonly job: MatchJob;
  /** A message that is kept. @throws DuplexError `not-found` */
  readonly savedMessage: (path: string) => Promise<MessageDocument>;
  readonly grown: Awaiting['grown'];
}

/**
 * Goes through the steps of a sequence, once or again and again.
 *
 * @throws DuplexError `invalid-input` for a step that can never be done
 */
export function sequenceWork(parts: SequenceParts): RunWork {
  if (parts.steps.length === 0) {
    throw failure('invalid-input', 'there are no steps', { field: 'plan.steps', reason: because('sequenceEmpty') });
  }
  checkSteps(parts.steps, 'plan.steps');
  return async (run) => {
    const sequence = new Sequence(run, parts);
    try {
      await repeated(run, parts.repeat, () => sequence.goThrough());
    } finally {
      parts.job.end();
    }
  };
}

/** What does not depend on variables is wrong from the beginning. */
function checkSteps(steps: readonly SequenceStep[], field: string): void {
  for (const [index, step] of steps.entries()) {
    const at = `${field}.${index}`;
    if (step.kind === 'wait') matcherOf(step.match, `${at}.match`);
    if (step.kind !== 'send' || (step.body.kind !== 'hex' && step.body.kind !== 'base64')) continue;
    const [problem] = fillBody(step, { variables: new Map(), functions: new Map() }).problems;
    if (problem !== undefined) {
      throw failure('invalid-input', `${problem.message} (character ${problem.from + 1})`, {
        field: `${at}.body.text`,
        reason: problem.reason,
      });
    }
  }
}

class Sequence {
  readonly #run: Run;
  readonly #parts: SequenceParts;
  readonly #variables: Map<string, TemplateVariable>;
  /** The first row that a wait looks at. */
  #from: number;

  constructor(run: Run, parts: SequenceParts) {
    this.#run = run;
    this.#parts = parts;
    this.#variables = new Map(parts.scope.variables);
    this.#from = run.session.log.length;
  }

  async goThrough(): Promise<void> {
    for (const [index, step] of this.#parts.steps.entries()) {
      this.#run.step = index;
      this.#run.changed();
      await this.#do(step, `plan.steps.${index}`, 0);
    }
  }

  async #do(step: SequenceStep, field: string, depth: number): Promise<void> {
    switch (step.kind) {
      case 'send':
        return this.#send(step, field);
      case 'sendSaved':
        return this.#sendSaved(step.message, field, depth);
      case 'wait':
        return this.#wait(step);
      case 'delay':
        return this.#run.pause(step.ms);
    }
  }

  async #send(message: MessageSending, field: string): Promise<void> {
    const ready = readyMessage(message, { ...this.#parts.scope, variables: this.#variables }, field);
    // The answer can be there before the system has said that the question is out.
    this.#from = this.#run.session.log.length;
    await this.#run.send(ready);
  }

  async #sendSaved(path: string, field: string, depth: number): Promise<void> {
    if (depth >= deepest) {
      throw failure('invalid-input', `sequences are in each other more than ${deepest} deep at "${path}"`, {
        field,
        reason: because('sequenceTooDeep', deepest, path),
      });
    }
    const saved = await abortable(this.#parts.savedMessage(path), this.#run.signal);
    if (!('steps' in saved) || !Array.isArray(saved.steps)) return this.#send(saved as MessageSending, `${path}:`);
    const steps = saved.steps as readonly SequenceStep[]; // the only kind of message document with steps
    checkSteps(steps, `${path}: steps`);
    for (const [index, step] of steps.entries()) await this.#do(step, `${path}: steps.${index}`, depth + 1);
  }

  async #wait({ match, timeoutMs, keepAs }: Wait): Promise<void> {
    const { job, grown } = this.#parts;
    const { session, signal } = this.#run;
    const { row, kept } = await awaitMessage({
      log: session.log,
      from: this.#from,
      match,
      timeoutMs,
      job,
      grown,
      signal,
    });
    this.#from = row + 1;
    if (keepAs === undefined) return;
    if (kept.length > keptLimit) {
      throw failure('invalid-input', `what matched has ${kept.length} characters: at most ${keptLimit} are kept`, {
        reason: because('keptTooLong', kept.length, keptLimit),
      });
    }
    // What a server says is no template: as a secret it is filled in as it is.
    this.#variables.set(keepAs, { value: kept, origin: { kind: 'connection' }, isSecret: true });
  }
}
