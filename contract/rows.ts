import type { ErrorInfo } from './errors.ts';
import type { FileTransfer } from './sessions.ts';

/**
 * A row of a session's log as it travels to the page: little-endian, packed into one exact-size buffer.
 *
 *     u32 count, then per row
 *       f64 row           its number in the session's log
 *       f64 time          wall clock, ms since 1970
 *       f64 elapsed       monotonic clock, ms since the session began
 *       f64 size          payload bytes, also where the payload itself is longer than the preview
 *       f64 wireSize      bytes of its frames on the wire
 *       u8  direction     RowDirection
 *       u8  kind          RowKind
 *       u8  flags         RowFlag
 *       u8  bits          the first byte of its first frame
 *       u32 previewSize   at most previewLimit
 *       u8[previewSize]   the first bytes of the payload
 */
export const rowHeadSize = 48;

/** Payload bytes a row carries to the page; the rest is read when a person opens the message. */
export const previewLimit = 1024;

export const RowDirection = { event: 0, sent: 1, received: 2, problem: 3 } as const;
export type RowDirection = (typeof RowDirection)[keyof typeof RowDirection];

/**
 * What a row tells. The payload of a message row is the message, of a control or a raw frame its application data, of a head of
 * the opening handshake its bytes; of every other row it is {@link RowDetail} as JSON.
 */
export const RowKind = {
  utf8: 0,
  binary: 1,
  /** A piece of a message that goes on in a later row. */
  utf8Partial: 2,
  binaryPartial: 3,
  /** A data frame, where frames are recorded. It has a size and no payload: that is with its message. */
  frame: 4,
  ping: 5,
  pong: 6,
  closeFrame: 7,
  /** The heads of the opening handshake, with credentials masked. */
  openingRequest: 8,
  openingResponse: 9,
  /** A frame that was sent exactly as somebody described it, with its payload. */
  rawFrame: 10,
  connecting: 16,
  connected: 17,
  closing: 18,
  closed: 19,
  failed: 20,
  validationPassed: 21,
  validationFailed: 22,
  /** Certificate checks were asked for on a connection without TLS. */
  validationNeedsTls: 23,
  certificateLoaded: 24,
  readingStarted: 25,
  readingStopped: 26,
  sendingStarted: 27,
  sendingStopped: 28,
  /** The oldest payloads, and perhaps rows, were let go to stay inside the limit. */
  payloadsReleased: 29,
  fileSendingStarted: 30,
  fileSendingEnded: 31,
  fileReceivingStarted: 32,
  fileReceivingEnded: 33,
  readingPaused: 34,
  readingResumed: 35,
  /** Something is not in the log that should be: what, how much and why. */
  gap: 36,
  /** Nothing is read for now, as the log takes nothing more; the server has to wait. */
  readingHeld: 37,
  /** Reading goes on after that. */
  readingContinued: 38,
  /** Another connection of the same session begins. */
  connectingAgain: 39,
  /** The connection is over, and the session is going to connect again by itself. */
  reconnecting: 40,
  /** It is not going to any more. */
  reconnectingEnded: 41,
  /** This side has ended the connection by a TCP reset. */
  reset: 42,
  /** Nothing came or went for so long that this side closes. */
  idle: 43,
} as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

export const RowFlag = {
  /** The payload was let go to stay inside a limit. */
  payloadReleased: 1,
  /** The message has no end in the log: the connection was lost in it, or recording stopped. Its size is what there is. */
  cut: 2,
  /** Its frames were masked, as all from a client are. */
  masked: 4,
  /** It was compressed with what was learned from the messages before it (RFC 7692, context takeover). */
  contextTakeover: 8,
} as const;

/** Bits of {@link Row.bits} (RFC 6455, section 5.2). */
export const FrameBit = { fin: 0x80, rsv1: 0x40, rsv2: 0x20, rsv3: 0x10, opcode: 0x0f } as const;

/** Why rows or payloads are missing. */
export type GapReason =
  /** The session's or the log's limit of bytes was reached. */
  | 'limit'
  /** The disk took nothing more. */
  | 'disk'
  /** The app ended without closing the log. */
  | 'crash'
  /** The files hold less than they should. */
  | 'damage';

/** Why reading waits for the log: its limit is reached and the user is asked, or the disk is behind. */
export type HeldReason = 'limit' | 'disk';

/** Why a session connects no further by itself: the user, all attempts made, or an error that no attempt can change. */
export type ReconnectingEnd = 'user' | 'attempts' | 'error';

/** The JSON payload of the rows that are not messages. A kind that is not listed has an empty payload. */
export interface RowDetail {
  readonly connecting: { readonly url: string };
  readonly connected: { readonly connectMs: number; readonly protocol: string };
  readonly closing: { readonly code: number; readonly reason: string };
  readonly closed: { readonly code: number; readonly reason: string; readonly by: 'local' | 'remote' };
  readonly failed: ErrorInfo;
  readonly certificateLoaded: { readonly name: string };
  readonly sendingStarted: { readonly sizeBytes: number; readonly intervalMs: number };
  /** Rows that were let go, too, and bytes in all. */
  readonly payloadsReleased: { readonly rows: number; readonly sizeBytes: number };
  readonly readingHeld: { readonly reason: HeldReason; readonly limitBytes: number | undefined };
  readonly readingContinued: { readonly reason: HeldReason; readonly heldMs: number };
  /** How much is missing; undefined where nobody knows. */
  readonly gap: {
    readonly reason: GapReason;
    readonly rows: number | undefined;
    readonly sizeBytes: number | undefined;
    /** What the system said, e.g. `ENOSPC`. */
    readonly cause: string | undefined;
  };
  readonly connectingAgain: { readonly generation: number };
  /** Which attempt in a row comes, and how many there will be; 0: no end. */
  readonly reconnecting: { readonly attempt: number; readonly attempts: number; readonly waitMs: number };
  readonly reconnectingEnded: { readonly why: ReconnectingEnd };
  readonly idle: { readonly idleMs: number };
  readonly fileSendingStarted: { readonly name: string; readonly sizeBytes: number };
  readonly fileSendingEnded: FileTransfer;
  /** `before`: the file of an earlier connection of the session, which this one goes on after. */
  readonly fileReceivingStarted: { readonly name: string; readonly before?: string };
  readonly fileReceivingEnded: FileTransfer;
}

export interface Row {
  /** Its number in the session's log, from 0. */
  readonly row: number;
  /** Wall clock, ms since 1970. */
  readonly time: number;
  /** Monotonic clock, ms since the session began: what differences are taken of. */
  readonly elapsed: number;
  readonly direction: RowDirection;
  readonly kind: RowKind;
  readonly flags: number;
  /** Payload bytes in all. */
  readonly size: number;
  /** Bytes of its frames on the wire, headers included; 0 where that is not known, or nothing was on the wire. */
  readonly wireSize: number;
  /** The first byte of its first frame, see {@link FrameBit}; 0 where there was none. */
  readonly bits: number;
  /** The first bytes of the payload, at most {@link previewLimit}. */
  readonly preview: Uint8Array;
}

/** Packs rows for the page; the buffer is exactly as long as its content. */
export function packRows(rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  const total = rows.reduce((sum, row) => sum + rowHeadSize + row.preview.length, 4);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, rows.length, true);
  let at = 4;
  for (const row of rows) {
    view.setFloat64(at, row.row, true);
    view.setFloat64(at + 8, row.time, true);
    view.setFloat64(at + 16, row.elapsed, true);
    view.setFloat64(at + 24, row.size, true);
    view.setFloat64(at + 32, row.wireSize, true);
    view.setUint8(at + 40, row.direction);
    view.setUint8(at + 41, row.kind);
    view.setUint8(at + 42, row.flags);
    view.setUint8(at + 43, row.bits);
    view.setUint32(at + 44, row.preview.length, true);
    bytes.set(row.preview, at + rowHeadSize);
    at += rowHeadSize + row.preview.length;
  }
  return bytes;
}

/**
 * The inverse of {@link packRows}.
 *
 * @throws RangeError when the buffer is shorter than its own counts say
 */
export function unpackRows(bytes: Uint8Array): Row[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  const rows: Row[] = [];
  let at = 4;
  for (let index = 0; index < count; index += 1) {
    const previewSize = view.getUint32(at + 44, true);
    if (at + rowHeadSize + previewSize > bytes.byteLength) throw new RangeError('rows: the buffer ends inside a row');
    rows.push({
      row: view.getFloat64(at, true),
      time: view.getFloat64(at + 8, true),
      elapsed: view.getFloat64(at + 16, true),
      size: view.getFloat64(at + 24, true),
      wireSize: view.getFloat64(at + 32, true),
      // Written by packRows from the same unions.
      direction: view.getUint8(at + 40) as RowDirection,
      kind: view.getUint8(at + 41) as RowKind,
      flags: view.getUint8(at + 42),
      bits: view.getUint8(at + 43),
      preview: bytes.subarray(at + rowHeadSize, at + rowHeadSize + previewSize),
    });
    at += rowHeadSize + previewSize;
  }
  return rows;
}
