import type { CommandInput, OpenSession } from '../../contract/commands.ts';
import type { DuplexError } from '../../contract/errors.ts';
import { noHabits, type SessionHabits } from '../../contract/sessions.ts';
import { IdleWatch } from './idle-watch.ts';
import { checkKeepAlive, KeepAliveBeat, type KeepAliveOptions } from './keep-alive.ts';

/** What habits do to a connection. */
export interface HabitualConnection {
  readonly send: KeepAliveOptions['send'];
  readonly isReadingHeld: () => boolean;
  readonly activity: () => number;
  readonly lost: (error: DuplexError) => void;
  readonly idle: (idleMs: number) => void;
}

/** What a session is opened with. @throws DuplexError `invalid-input` */
export function habitsOf({ keepAlive, reconnect, automaticPong, idleMs }: OpenSession): SessionHabits {
  if (keepAlive !== undefined) checkKeepAlive(keepAlive);
  return {
    keepAlive,
    reconnect,
    automaticPong: automaticPong ?? noHabits.automaticPong,
    idleMs: idleMs ?? noHabits.idleMs,
  };
}

/** What they are after a command. @throws DuplexError `invalid-input` */
export function changedHabits(
  habits: SessionHabits,
  { keepAlive, reconnect, automaticPong, idleMs }: CommandInput<'session.setHabits'>,
): SessionHabits {
  if (keepAlive !== undefined && keepAlive !== null) checkKeepAlive(keepAlive);
  return {
    keepAlive: keepAlive === undefined ? habits.keepAlive : (keepAlive ?? undefined),
    reconnect: reconnect === undefined ? habits.reconnect : (reconnect ?? undefined),
    automaticPong: automaticPong ?? habits.automaticPong,
    idleMs: idleMs ?? habits.idleMs,
  };
}

/** The timers of one open connection. */
export class HabitTimers {
  readonly #connection: HabitualConnection;
  #of: SessionHabits = noHabits;
  #beat: KeepAliveBeat | undefined;
  #watch: IdleWatch | undefined;

  constructor(connection: HabitualConnection) {
    this.#connection = connection;
  }

  /** Goes by these from now on; what stays the same goes on. */
  set habits(habits: SessionHabits) {
    const { send, isReadingHeld, activity, lost, idle } = this.#connection;
    const { keepAlive, idleMs } = habits;
    if (keepAlive !== this.#of.keepAlive) {
      this.#beat?.end();
      this.#beat = keepAlive && new KeepAliveBeat({ habit: keepAlive, send, isReadingHeld, lost });
    }
    if (idleMs !== this.#of.idleMs) {
      this.#watch?.end();
      this.#watch =
        idleMs === 0 ? undefined : new IdleWatch({ idleMs, activity, isReadingHeld, idle: () => idle(idleMs) });
    }
    this.#of = habits;
  }

  pongCame(): void {
    this.#beat?.pongCame();
  }

  end(): void {
    this.habits = noHabits;
  }
}
