import type { OpenSession } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';
import { RowKind, type Row } from '../../contract/rows.ts';
import type { SessionId, SessionState } from '../../contract/sessions.ts';
import type { LogStore } from '../../main/log/log-store.ts';
import { Sessions } from '../../main/sessions/sessions.ts';
import { applicationDoor, type NetworkPolicy } from '../../main/sockets/index.ts';
import { closeAfterTest } from './clean-up.ts';
import { within } from './deadline.ts';
import { openTestLogs } from './log-store.ts';

const base: Omit<OpenSession, 'url'> = {
  socket: 'message',
  page: 'test',
  messageType: 'utf8',
  receiveMode: 'fullMessage',
  supportedProtocols: [],
  headers: [],
  ignorableServerCertificateErrors: [],
};

const loopback: NetworkPolicy = { capabilities: new Set(), loopbackExempt: true };

/** A session of the app's, and what there is to see of it. */
export interface LiveSession {
  readonly sessions: Sessions;
  readonly session: SessionId;
  readonly logs: LogStore;
  readonly state: () => SessionState;
  /** Every state that was told, oldest first. */
  readonly told: readonly SessionState[];
  /** Waits for a state. @param what is named when it does not come */
  readonly until: (what: string, isThere: (state: SessionState) => boolean, ms?: number) => Promise<void>;
  readonly rows: () => Promise<readonly Row[]>;
  /** The rows' kinds, by name. */
  readonly kinds: () => Promise<readonly string[]>;
  /** The texts of the rows of a kind. */
  readonly texts: (kind: RowKind) => Promise<readonly string[]>;
}

const names = new Map(Object.entries(RowKind).map(([name, kind]) => [kind, name]));

/** Opens a session over what the app opens them with, ended with the running test. */
export async function openLiveSession(
  request: Partial<OpenSession> & { readonly url: string },
  policy = loopback,
): Promise<LiveSession> {
  applicationDoor.policy = policy;
  const told: SessionState[] = [];
  const waiting = new Set<() => void>();
  const logs = await openTestLogs();
  const look = (): void => {
    for (const tell of waiting) tell();
  };
  const sessions = new Sessions({
    logs,
    observer: {
      changed: (changed) => {
        told.push(changed.state);
        look();
      },
      advanced: look,
    },
    sampleCertificate: () => Promise.reject(failure('not-found', 'none here')),
    chosenFile: () => Promise.reject(failure('not-found', 'none here')),
    chosenPath: () => '',
  });
  closeAfterTest(() => sessions.disposeAll());
  const { session } = await sessions.open({ ...base, ...request });
  const state = (): SessionState => sessions.list()[0] as SessionState; // it was opened above
  const rows = async (): Promise<readonly Row[]> => (await logs.get(session)).read(0, 512);
  return {
    sessions,
    session,
    logs,
    state,
    told,
    until: async (what, isThere, ms) => {
      let tell = (): void => undefined;
      const there = new Promise<void>((resolve) => {
        tell = () => {
          if (isThere(state())) resolve();
        };
      });
      waiting.add(tell);
      tell();
      try {
        await within(what, there, ms);
      } finally {
        waiting.delete(tell);
      }
    },
    rows,
    kinds: async () => (await rows()).map(({ kind }) => names.get(kind) ?? ''),
    texts: async (wanted) =>
      (await rows()).flatMap(({ kind, preview }) => (kind === wanted ? Buffer.from(preview).toString() : [])),
  };
}

/** Whether a session is in this state. */
export function is(kind: SessionState['connection']['kind']): (state: SessionState) => boolean {
  return ({ connection }) => connection.kind === kind;
}
