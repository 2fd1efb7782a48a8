import type { AppSettings, PageLanguage } from './app-settings.ts';
import type { OpenedLink } from './deep-link.ts';
import type { LogViewState } from './log-search.ts';
import type { CertificateQuestion } from './secure-connections.ts';
import type { LogTransfer } from './log-export.ts';
import type { ServerState, SessionCounters, SessionId, SessionState, SessionTransfers } from './sessions.ts';
import type { UpdateState } from './updates.ts';
import type { LibraryState } from './workbench/library.ts';
import type { SendRun } from './workbench/sending.ts';

/** What main tells the page unasked: small, coalesced, at most one of a kind per session and frame. */
export interface Events {
  /** The log of a session has grown, or bytes have gone out or come in. */
  readonly 'log.advanced': {
    readonly session: SessionId;
    readonly length: number;
    readonly counters: SessionCounters;
    readonly transfers: SessionTransfers;
    readonly sendQueueBytes: number;
  };
  /** An export or import has gone on, or has ended. */
  readonly 'log.transferChanged': LogTransfer;
  /** A summary that is open has other figures: time to read them. */
  readonly 'log.summaryChanged': { readonly session: SessionId };
  /** More was found in a log, or looked at; or the search has ended. */
  readonly 'log.viewChanged': LogViewState;
  readonly 'session.changed': SessionState;
  readonly 'server.changed': ServerState;
  /** Servers that wait for the user's yes: all of them. */
  readonly 'trust.asking': { readonly questions: readonly CertificateQuestion[] };
  /** The journal of network isolation has grown, or was cleared. */
  readonly 'journal.changed': Readonly<Record<string, never>>;
  /** The attempt of the page "Troubleshoot" has gone on: time to read it. */
  readonly 'troubleshoot.changed': Readonly<Record<string, never>>;
  /** What the updater does, or how far it is. */
  readonly 'updates.changed': UpdateState;
  /** The documents have changed, here or on disk. */
  readonly 'library.changed': LibraryState;
  /** Something that is being sent has gone on, or has ended. */
  readonly 'send.changed': SendRun;
  /** A `duplex:` link was opened: it is shown, and connects to nothing by itself. */
  readonly 'link.opened': { readonly link: OpenedLink };
  /** A setting has changed, here or by the native menu. */
  readonly 'settings.changed': { readonly settings: AppSettings; readonly shownLanguage: PageLanguage };
  /** A choice in the native menu that the page carries out. */
  readonly 'menu.chosen': { readonly action: MenuAction };
}

export type MenuAction =
  | 'keys'
  | 'focusAddress'
  | 'find'
  | 'newConnection'
  | 'newTab'
  | 'reopenTab'
  | 'closeTab'
  | 'save'
  | 'saveAs'
  | 'import'
  | 'settings'
  | 'palette'
  | 'documentation'
  | 'report'
  | `page.${number}`;

export type EventName = keyof Events;
