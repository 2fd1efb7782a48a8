import type { ErrorInfo } from './errors.ts';
import type { AutomaticPong, KeepAlive, Reconnect } from './workbench/documents.ts';

/** One live or ended connection, by number. Numbers only grow, so a late event never meets a newer session. */
export type SessionId = number;

export type SocketKind = 'message' | 'stream';

/** Where a connection stands. `closed` means a closing handshake took place; everything else that ends it is `failed`. */
export type ConnectionState =
  | { readonly kind: 'connecting' }
  | {
      readonly kind: 'open';
      /** From the call to the answered opening handshake, in milliseconds. */
      readonly connectMs: number;
      /** The subprotocol the server chose; empty when none. */
      readonly protocol: string;
      readonly localAddress: string;
      readonly remoteAddress: string;
    }
  | { readonly kind: 'closing' }
  | {
      readonly kind: 'closed';
      /** The close code of the peer's frame; 1005 when it carried none. */
      readonly code: number;
      readonly reason: string;
      /** Who began the closing handshake. */
      readonly by: 'local' | 'remote';
    }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** Totals since the session was opened. Bytes are payload bytes. */
export interface SessionCounters {
  readonly sentMessages: number;
  readonly receivedMessages: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Rows of the log that tell of a problem. */
  readonly problems: number;
}

/** How the way of a file ended; `at` is wall clock, ms since 1970. */
export type TransferEnd =
  | { readonly kind: 'done'; readonly at: number }
  | { readonly kind: 'canceled'; readonly at: number }
  | {
      readonly kind: 'failed';
      readonly at: number;
      readonly error: ErrorInfo;
      /** Of a file that was being received: the name of the file beside it that has what came. */
      readonly keptAs: string | undefined;
    };

/** A file on its way out or in, or the last one that was. */
export interface FileTransfer {
  /** The file's name without its folder. */
  readonly name: string;
  /** Its size when sending began; undefined for one that is received, as nobody knows it. */
  readonly totalBytes: number | undefined;
  /** Payload bytes so far. */
  readonly bytes: number;
  /** Wall clock, ms since 1970. */
  readonly startedAt: number;
  /** Undefined while it is under way. */
  readonly end: TransferEnd | undefined;
}

/** What a stream session does with files; a message session does nothing. */
export interface SessionTransfers {
  readonly sending: FileTransfer | undefined;
  readonly receiving: FileTransfer | undefined;
  /** Whether reading has been stopped by the user: the server has to wait. */
  readonly isPaused: boolean;
}

/** Seconds that {@link SessionRates} goes back. */
export const rateSeconds = 600;

/**
 * Payload bytes of each second since the connection was open, oldest first, at most {@link rateSeconds}. The second
 * that is going on is not among them; the last one of an ended session is.
 */
export interface SessionRates {
  readonly sent: Float64Array;
  readonly received: Float64Array;
}

/**
 * Whether what happens is in the log: `on`; `asking`: the limit is reached, and nothing is read until the user has chosen
 * what to do; `limit`: it is reached, and only events are recorded; `disk`: the disk takes nothing.
 */
export type Recording = 'on' | 'asking' | 'limit' | 'disk';

export interface SessionLogState {
  readonly recording: Recording;
  /** What the log may take on disk. */
  readonly limitBytes: number;
  /** Whether the log is gone when the session is discarded, or the app ends. */
  readonly isPrivate: boolean;
}

/** What a session does by itself. Undefined: nothing. */
export interface SessionHabits {
  readonly keepAlive: KeepAlive | undefined;
  readonly reconnect: Reconnect | undefined;
  readonly automaticPong: AutomaticPong;
  /** Without a byte either way the connection is closed. 0: no limit. */
  readonly idleMs: number;
}

/** What a session begins with unless it is told otherwise. */
export const noHabits: SessionHabits = {
  keepAlive: undefined,
  reconnect: undefined,
  automaticPong: { kind: 'on' },
  idleMs: 0,
};

/** Waiting to connect again by itself. */
export interface Reconnecting {
  /** Which attempt in a row comes next, from 1, and how many there will be; 0: no end. */
  readonly attempt: number;
  readonly attempts: number;
  /** Wall clock, ms since 1970. */
  readonly at: number;
}

export interface SessionState {
  readonly session: SessionId;
  /** Counts the connections of this session, from 1: connecting again goes on in the same log. */
  readonly generation: number;
  /** Undefined unless the connection is over and another attempt is waited for. */
  readonly reconnecting: Reconnecting | undefined;
  readonly habits: SessionHabits;
  /** Whether reading has been stopped by the user: the server has to wait. */
  readonly isReadingPaused: boolean;
  /** Payload bytes that were given to the socket and are not with the system yet. */
  readonly sendQueueBytes: number;
  /** Which page opened it, so that a reloaded page finds its session again. */
  readonly page: string;
  readonly socket: SocketKind;
  readonly url: string;
  readonly connection: ConnectionState;
  /** True while main sends by itself (`session.repeat`). */
  readonly isRepeating: boolean;
  /** Number of rows in the log. */
  readonly length: number;
  readonly log: SessionLogState;
  /** Whether every frame is recorded. */
  readonly recordsFrames: boolean;
  readonly counters: SessionCounters;
  readonly transfers: SessionTransfers;
}

/** The built-in sample server, as the page shows it. */
export type ServerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'running'; readonly endpoints: ServerEndpoints };

/** Addresses of the built-in sample server, ready to connect to. */
export interface ServerEndpoints {
  /** Greeting; text answered as text, binary answered with its size. */
  readonly echo: string;
  readonly secureEcho: string;
  /** Echo that keeps the FIN bit of every fragment. */
  readonly partialMessages: string;
  /** Over TLS; wants a client certificate. */
  readonly clientAuthentication: string;
  /** One binary message of `?bytes=N`. */
  readonly stream: string;
  /** Counts what it is sent and answers the totals. */
  readonly sink: string;
  /** `?count=&size=` messages, as fast as they are taken. */
  readonly flood: string;
}

/**
 * The common name of the authority that signs the built-in server's certificate: what custom validation compares
 * the issuer with, as the Windows sample compares with its own.
 */
export const sampleIssuer = 'Duplex Sample Authority';
