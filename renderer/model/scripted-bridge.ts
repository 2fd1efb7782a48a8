import type { Bridge } from '../../contract/bridge.ts';
import type { CommandInput, CommandName, CommandOutput, Reply } from '../../contract/commands.ts';
import type { DroppedFile } from '../../contract/commands/files.ts';
import { DuplexError, failure } from '../../contract/errors.ts';
import type { EventName, Events } from '../../contract/events.ts';
import { noHabits, type SessionState } from '../../contract/sessions.ts';

type Answers = {
  [Name in CommandName]?: (input: CommandInput<Name>) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};

/** For tests of the model: a main process that answers as a test says, and tells what it was asked. */
export class ScriptedBridge implements Bridge {
  readonly platform = 'linux';
  readonly calls: { readonly name: CommandName; readonly input: unknown }[] = [];
  readonly #answers: Answers;
  readonly #listeners = new Map<EventName, Set<(event: never) => void>>();

  constructor(answers: Answers = {}) {
    this.#answers = answers;
  }

  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }

  inputsOf(name: CommandName): unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input);
  }

  async invoke<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Reply<CommandOutput<Name>>> {
    this.calls.push({ name, input });
    const answer = this.#answers[name];
    try {
      // A command without a script has nothing to answer: those that tests leave out answer `void`.
      return { ok: true, value: (await answer?.(input)) as CommandOutput<Name> };
    } catch (error) {
      if (error instanceof DuplexError) return { ok: false, error: error.info };
      throw error;
    }
  }

  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** As the preload answers for a file that is none of the disk's. */
  async drop(): Promise<Reply<DroppedFile>> {
    return { ok: false, error: failure('bad-file', 'what was dropped is no file on this computer').info };
  }

  emit<Name extends EventName>(name: Name, event: Events[Name]): void {
    // Registered under this very name.
    for (const listener of this.#listeners.get(name) ?? []) (listener as (event: Events[Name]) => void)(event);
  }
}

/** A session as main describes it, open unless said otherwise. */
export function sessionState(changes: Partial<SessionState> = {}): SessionState {
  return {
    session: 1,
    generation: 1,
    reconnecting: undefined,
    habits: noHabits,
    isReadingPaused: false,
    sendQueueBytes: 0,
    page: 'page',
    socket: 'message',
    url: 'ws://localhost/echo',
    connection: { kind: 'open', connectMs: 5, protocol: '', localAddress: '', remoteAddress: '' },
    isRepeating: false,
    length: 0,
    log: { recording: 'on', limitBytes: 2 ** 31, isPrivate: false },
    recordsFrames: false,
    counters: { sentMessages: 0, receivedMessages: 0, sentBytes: 0, receivedBytes: 0, problems: 0 },
    transfers: { sending: undefined, receiving: undefined, isPaused: false },
    ...changes,
  };
}
