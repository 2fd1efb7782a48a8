import type { WebSocket } from 'ws';
import type { FrameConnection } from '../frames/frame-connection.ts';
import type { DataSink } from '../frames/masked-frame-reader.ts';

/** What an endpoint may look at before it lets a client in. */
export interface Visit {
  readonly parameters: URLSearchParams;
  readonly isSecure: boolean;
  /** The common name of a client certificate that the sample authority signed; absent without one. */
  readonly clientName: string | undefined;
}

/** The opening handshake is answered with this HTTP status. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: 400 | 403;
  /** One sentence that says what to change. */
  readonly message: string;
}

/** The endpoint works with whole messages, which `ws` assembles. */
export interface MessageAdmission {
  readonly kind: 'messages';
  readonly start: (socket: WebSocket) => void;
}

/** The endpoint works with frames. */
export interface FrameAdmission {
  readonly kind: 'frames';
  /** Longest payload of one frame that is accepted, in bytes. Default: any. */
  readonly maxFrameBytes?: number;
  /**
   * Called once the handshake is answered, before anything is read.
   *
   * @returns what is told of the client's data. Default: it is checked and thrown away
   */
  readonly start: (connection: FrameConnection) => DataSink | undefined;
}

export type Admission = Refusal | MessageAdmission | FrameAdmission;

/** One service of the sample server. */
export interface Endpoint {
  /** Its path, and further ones that lead to it as well. Compared without case, as IIS does. */
  readonly paths: readonly [string, ...string[]];
  /** One line for the page that lists the endpoints. */
  readonly summary: string;
  /** Decides on an opening handshake; acts only through what it returns. */
  readonly admit: (visit: Visit) => Admission;
}

export function refused(status: Refusal['status'], message: string): Refusal {
  return { kind: 'refused', status, message };
}
