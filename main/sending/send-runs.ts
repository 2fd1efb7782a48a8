import type { CommandInput } from '../../contract/commands.ts';
import { DuplexError, failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { MessageDocument } from '../../contract/workbench/documents.ts';
import type { SendPreview, SendRun, TemplateScope as ScopeName } from '../../contract/workbench/sending.ts';
import { abortable } from '../network/abortable.ts';
import type { Session } from '../sessions/session.ts';
import type { TemplateScope, TemplateVariable } from '../templates/fill-template.ts';
import { templateFunctions } from '../templates/functions.ts';
import { fileWork } from './file-plan.ts';
import { MatchJob } from './match-job.ts';
import { messageWork } from './message-plan.ts';
import { once } from './pace.ts';
import { fillBody } from './ready-message.ts';
import { Run, type RunWork } from './run.ts';
import type { SentHistory } from './sent-history.ts';
import { sequenceWork } from './sequence-plan.ts';

export interface SendRunsOptions {
  /** @throws DuplexError `not-found` */
  readonly session: (id: SessionId) => Session;
  /** The path of a file the user chose to send. @throws DuplexError `not-found` */
  readonly chosenPath: (handle: number) => string;
  /** The variables that a template sees. @throws DuplexError `not-found` for a connection or environment that is gone */
  readonly variablesOf: (scope: ScopeName) => Promise<ReadonlyMap<string, TemplateVariable>>;
  /** A message of the library, by its path below `messages/`. @throws DuplexError `not-found` */
  readonly savedMessage: (path: string) => Promise<MessageDocument>;
  readonly history: SentHistory;
  /** The file of the thread that looks for what a sequence waits for. */
  readonly worker: URL;
  /** Called with what has changed, for each run at most every 50 ms, and at its end. */
  readonly changed: (run: SendRun) => void;
}

/** More at a time than anybody follows; each may have a thread. */
const runLimit = 100;
/** Runs that have ended are shown for a while. */
const endedLimit = 50;
const previewBytes = 4 * 1024;

/** Everything that is being sent by the app itself, whatever the page does. */
export class SendRuns {
  readonly #options: SendRunsOptions;
  /** Those under way, and the last that have ended, oldest first. */
  readonly #runs = new Map<number, Run>();
  readonly #going = new Set<Promise<void>>();
  /** Who waits for a log to grow, by session. */
  readonly #waiting = new Map<SessionId, Set<() => void>>();
  #lastRun = 0;
  #isClosed = false;

  constructor(options: SendRunsOptions) {
    this.#options = options;
  }

  /**
   * Begins to send. How far it is, and how it ends, is in the run.
   *
   * @throws DuplexError `invalid-input`, naming the field, for what can never be sent; `illegal-call` for a session that is
   *   not connected; `not-found`; `transfer-failed` for a file that cannot be read
   */
  async start({ session: id, plan, scope }: CommandInput<'send.start'>): Promise<{ run: number }> {
    const session = this.#requireOpen(id);
    const work = await this.#workOf(id, plan, scope);
    this.#lastRun += 1;
    const run = new Run(this.#lastRun, { session, kind: plan.kind, tell: this.#options.changed });
    // Making it ready takes time. The run ends at once then, and lets go of what it has.
    if (this.#isClosed || !session.isOpen) run.end(endOf(session));
    this.#runs.set(run.id, run);
    const { url, log } = session.state;
    if (plan.kind === 'message' && !log.isPrivate) this.#options.history.add(url, plan.message);
    const going = run.go(work).finally(() => {
      this.#going.delete(going);
      this.#forget();
    });
    this.#going.add(going);
    return { run: run.id };
  }

  /** Ends a run; of a message that is on its way the connection is closed. @throws DuplexError `not-found` */
  cancel({ run: id }: CommandInput<'send.cancel'>): void {
    const run = this.#runs.get(id);
    if (run === undefined) {
      const reason = because('notSending');
      throw failure('not-found', `nothing with the number ${id} is being sent`, { field: 'run', reason });
    }
    run.end();
  }

  list(): readonly SendRun[] {
    return [...this.#runs.values()].map(({ state }) => state);
  }

  /** What would be sent now. */
  async preview({ message, scope }: CommandInput<'send.preview'>): Promise<SendPreview> {
    const { kind, bytes, problems, hasSecrets } = fillBody(message, await this.#scopeOf(scope));
    return kind === 'generated'
      ? { bytes: bytes.first(previewBytes), sizeBytes: bytes.sizeBytes, problems, hasSecrets }
      : { bytes: bytes.slice(0, previewBytes), sizeBytes: bytes.length, problems, hasSecrets };
  }

  /** The log of a session has grown. */
  advanced(session: SessionId): void {
    for (const wake of this.#waiting.get(session) ?? []) wake();
  }

  /** What is sent over a connection ends with it. */
  sessionChanged(session: Session): void {
    if (session.isOpen) return;
    for (const run of this.#runs.values()) if (run.session === session && run.isUnderWay) run.end(endOf(session));
  }

  /** Ends all of them, before the app ends. Resolves when nothing is being sent, and the history is written. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const run of this.#runs.values()) run.end();
    await Promise.allSettled(this.#going);
    await this.#options.history.close();
  }

  #requireOpen(id: SessionId): Session {
    const session = this.#options.session(id);
    if (!session.isOpen)
      throw failure('illegal-call', 'the session is not connected', {
        field: 'session',
        reason: because('notConnected'),
      });
    if (this.#going.size >= runLimit)
      throw failure('illegal-call', `${runLimit} things are being sent already`, {
        reason: because('sendingTooMuch', runLimit),
      });
    return session;
  }

  async #workOf(session: SessionId, plan: CommandInput<'send.start'>['plan'], scopeName: ScopeName): Promise<RunWork> {
    switch (plan.kind) {
      case 'message':
        return messageWork(plan.message, plan.repeat ?? once, await this.#scopeOf(scopeName));
      case 'sequence':
        return sequenceWork({
          steps: plan.steps,
          repeat: plan.repeat ?? once,
          scope: await this.#scopeOf(scopeName),
          job: new MatchJob(this.#options.worker),
          savedMessage: this.#options.savedMessage,
          grown: (rows, signal) => this.#grown(session, rows, signal),
        });
      case 'file':
        return fileWork(plan, this.#options.chosenPath(plan.file));
    }
  }

  /** Functions count anew for every run. */
  async #scopeOf(scope: ScopeName): Promise<TemplateScope> {
    return { variables: await this.#options.variablesOf(scope), functions: templateFunctions(new Map()) };
  }

  async #grown(session: SessionId, rows: number, signal: AbortSignal): Promise<void> {
    const { log } = this.#options.session(session);
    const listeners = this.#waiting.get(session) ?? new Set();
    this.#waiting.set(session, listeners);
    let wake = (): void => undefined;
    const grown = new Promise<void>((resolve) => {
      wake = () => {
        if (log.length > rows) resolve();
      };
    });
    listeners.add(wake);
    wake();
    try {
      await abortable(grown, signal);
    } finally {
      listeners.delete(wake);
      if (listeners.size === 0) this.#waiting.delete(session);
    }
  }

  #forget(): void {
    const ended = [...this.#runs.values()].filter(({ isUnderWay }) => !isUnderWay);
    for (const { id } of ended.slice(0, Math.max(0, ended.length - endedLimit))) this.#runs.delete(id);
  }
}

/** Why nothing can be sent any more. */
function endOf(session: Session): DuplexError {
  const { connection } = session.state;
  if (connection.kind === 'failed') return new DuplexError(connection.error);
  const code = connection.kind === 'closed' ? connection.code : undefined;
  return failure('closed', `the connection was closed${code === undefined ? '' : ` with the code ${code}`}`, {
    hresult: 'RO_E_CLOSED',
    phase: 'close',
    reason: code === undefined ? because('connectionClosed') : because('closedWith', code),
  });
}
