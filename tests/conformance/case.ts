import type { ErrorCode } from '../../contract/errors.ts';
import type { PerMessageDeflate, PerMessageDeflateOffer } from '../../main/wire/permessage-deflate.ts';
import type { WireFrame } from './wire-frames.ts';

/** One requirement of RFC 6455 or RFC 7692, as data: what the server does, and what the client has to do about it. */
export type ConformanceCase = RequestCase | AnswerCase | ExchangeCase | SendingCase;

interface Named {
  /** Unique, `subject/what`. */
  readonly id: string;
  /** The section of RFC 6455 (or of another RFC, then with its number) that the expectation comes from. */
  readonly clause: string;
  /** What is required, as a sentence. */
  readonly sentence: string;
}

/** How the client is set up before it connects. */
export interface ClientSettings {
  readonly subprotocols?: readonly string[];
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** `MessageWebSocket` only; bytes. Default: the control's own. */
  readonly maxMessageSize?: number;
  /** What is offered. Default: no extension. */
  readonly perMessageDeflate?: PerMessageDeflateOffer;
}

/** The request head of a client, as the server got it. */
export interface RequestHead {
  readonly line: string;
  /** In wire order, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly port: number;
}

/** What the client's opening request has to look like. */
export interface RequestCase extends Named {
  readonly kind: 'request';
  readonly client?: ClientSettings;
  /** Path and query, appended to `ws://127.0.0.1:PORT`. Default: `/`. */
  readonly target?: string;
  /** How many connections to make, one after the other. Default: 1. */
  readonly connections?: number;
  readonly holds: (requests: readonly RequestHead[]) => boolean;
}

/** A server's answer to the opening request. */
export interface AnswerCase extends Named {
  readonly kind: 'answer';
  readonly client?: ClientSettings;
  /** The answer's bytes, as Latin-1, for the accept key that is right. */
  readonly answer: (accept: string) => string;
  /** Whether the server closes TCP after its answer. Default: false. */
  readonly endsAfter?: boolean;
  readonly expected:
    | {
        readonly kind: 'connected';
        readonly protocol?: string;
        readonly messages?: readonly Message[];
        /** What has been agreed on. Default: no extension. */
        readonly perMessageDeflate?: PerMessageDeflate;
      }
    | { readonly kind: 'refused'; readonly code: ErrorCode; readonly hresult?: number };
}

/** Bytes from the server on an open connection, and what becomes of them. */
export interface ExchangeCase extends Named {
  readonly kind: 'exchange';
  readonly client?: ClientSettings;
  /** The `Sec-WebSocket-Extensions` of the server's answer. Default: none. */
  readonly extensions?: string;
  /** What the client does before the server's bytes are sent. */
  readonly before?: readonly ClientAction[];
  readonly sends: Uint8Array;
  /**
   * Bytes follow those that end the connection: sent one by one they would come after it, and TCP may then lose the
   * client's close frame (section 7.1.1). Default: false, the case is run byte by byte too.
   */
  readonly inOnePiece?: boolean;
  /** What the server does with TCP after its bytes. Default: keeps it. */
  readonly tcpAfter?: 'end' | 'reset';
  readonly expected: ExchangeOutcome;
}

export interface ExchangeOutcome {
  /** Whole messages, in order. */
  readonly messages: readonly Message[];
  /** Payload of a message whose end never came; a `StreamWebSocket` has it all the same. Default: none. */
  readonly unfinished?: Uint8Array;
  /** Every frame of the client's, in order. */
  readonly replies: readonly Frame[];
  readonly ending: Ending;
}

/** What the client sends, frame by frame. */
export interface SendingCase extends Named {
  readonly kind: 'sending';
  readonly by: 'message' | 'stream';
  readonly client?: ClientSettings;
  /** The `Sec-WebSocket-Extensions` of the server's answer. Default: none. */
  readonly extensions?: string;
  readonly actions: readonly ClientAction[];
  /** In order; or, where `joinsFragments`, whole messages. */
  readonly frames: readonly SentFrame[];
  /** The fragments of a message are put together before they are compared. Default: false. */
  readonly joinsFragments?: boolean;
  /** What else has to be so about the frames as they were sent, compressed. */
  readonly holds?: (frames: readonly WireFrame[]) => boolean;
}

export type ClientAction =
  | { readonly kind: 'write'; readonly payload: Uint8Array; readonly type?: MessageType }
  | {
      readonly kind: 'fragment';
      readonly payload: Uint8Array;
      readonly type?: MessageType;
      readonly isFinal: boolean;
    }
  | { readonly kind: 'close'; readonly code?: number; readonly reason?: string };

export type MessageType = 'text' | 'binary';

export interface Message {
  readonly type: MessageType;
  readonly bytes: Uint8Array;
}

export interface Frame {
  readonly opcode: number;
  readonly payload: Uint8Array;
}

export interface SentFrame extends Frame {
  readonly fin: boolean;
  /** Whether it belongs to a compressed message; `payload` is then what it inflates to. Default: false. */
  readonly isCompressed?: boolean;
}

/** What has become of the connection at the end of a case. */
export type Ending =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly code: ErrorCode };
