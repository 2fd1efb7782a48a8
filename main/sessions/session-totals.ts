import type { SessionCounters } from '../../contract/sessions.ts';
import type { SessionLog } from '../log/session-log.ts';

/** What all connections of a session come to. */
export class SessionTotals {
  readonly #log: SessionLog;
  sentMessages = 0;
  receivedMessages = 0;
  sentBytes = 0;
  receivedBytes = 0;

  constructor(log: SessionLog) {
    this.#log = log;
  }

  get counters(): SessionCounters {
    const { sentMessages, receivedMessages, sentBytes, receivedBytes } = this;
    return { sentMessages, receivedMessages, sentBytes, receivedBytes, problems: this.#log.problems };
  }
}
