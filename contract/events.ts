import type { ServerState, SessionCounters, SessionId, SessionState } from './sessions.ts';

/** What main tells the page unasked: small, coalesced, at most one of a kind per session and frame. */
export interface Events {
  /** The log of a session has grown. */
  readonly 'log.advanced': {
    readonly session: SessionId;
    readonly length: number;
    readonly counters: SessionCounters;
  };
  readonly 'session.changed': SessionState;
  readonly 'server.changed': ServerState;
  /** The journal of network isolation has grown, or was cleared. */
  readonly 'journal.changed': Readonly<Record<string, never>>;
  /** A choice in the native menu that the page carries out. */
  readonly 'menu.chosen': { readonly action: MenuAction };
}

export type MenuAction = 'keys' | 'focusAddress' | `page.${number}`;

export type EventName = keyof Events;
