import type { ErrorInfo } from './errors.ts';
import type { FileTransfer } from './sessions.ts';

/**
 * A row of a session's log as it travels to the page: little-endian, packed into one exact-size buffer.
 *
 *     u32 count, then per row
 *       f64 time          wall clock, ms since 1970
 *       f64 size          payload bytes, also where the payload itself is longer than the preview
 *       u8  direction     RowDirection
 *       u8  kind          RowKind
 *       u8  flags         RowFlag
 *       u8  0
 *       u32 previewSize   at most previewLimit
 *       u8[previewSize]   the first bytes of the payload
 */
export const rowHeadSize = 24;

/** Payload bytes a row carries to the page; the rest is read when a person opens the message. */
export const previewLimit = 1024;

export const RowDirection = { event: 0, sent: 1, received: 2, problem: 3 } as const;
export type RowDirection = (typeof RowDirection)[keyof typeof RowDirection];

/** What a row tells. The payload of a message row is the message; of every other row it is {@link RowDetail} as JSON. */
export const RowKind = {
  utf8: 0,
  binary: 1,
  /** A piece of a message that goes on in a later row. */
  utf8Partial: 2,
  binaryPartial: 3,
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
  /** Earlier payloads were let go to stay inside the memory limit; their rows remain. */
  payloadsReleased: 29,
  fileSendingStarted: 30,
  fileSendingEnded: 31,
  fileReceivingStarted: 32,
  fileReceivingEnded: 33,
  readingPaused: 34,
  readingResumed: 35,
} as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

export const RowFlag = { payloadReleased: 1 } as const;

/** The JSON payload of the rows that are not messages. A kind that is not listed has an empty payload. */
export interface RowDetail {
  readonly connecting: { readonly url: string };
  readonly connected: { readonly connectMs: number; readonly protocol: string };
  readonly closing: { readonly code: number; readonly reason: string };
  readonly closed: { readonly code: number; readonly reason: string; readonly by: 'local' | 'remote' };
  readonly failed: ErrorInfo;
  readonly certificateLoaded: { readonly name: string };
  readonly sendingStarted: { readonly sizeBytes: number; readonly intervalMs: number };
  readonly payloadsReleased: { readonly rows: number; readonly sizeBytes: number };
  readonly fileSendingStarted: { readonly name: string; readonly sizeBytes: number };
  readonly fileSendingEnded: FileTransfer;
  readonly fileReceivingStarted: { readonly name: string };
  readonly fileReceivingEnded: FileTransfer;
}

export interface Row {
  /** Wall clock, ms since 1970. */
  readonly time: number;
  readonly direction: RowDirection;
  readonly kind: RowKind;
  readonly flags: number;
  /** Payload bytes in all. */
  readonly size: number;
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
    view.setFloat64(at, row.time, true);
    view.setFloat64(at + 8, row.size, true);
    view.setUint8(at + 16, row.direction);
    view.setUint8(at + 17, row.kind);
    view.setUint8(at + 18, row.flags);
    view.setUint32(at + 20, row.preview.length, true);
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
    const previewSize = view.getUint32(at + 20, true);
    if (at + rowHeadSize + previewSize > bytes.byteLength) throw new RangeError('rows: the buffer ends inside a row');
    rows.push({
      time: view.getFloat64(at, true),
      size: view.getFloat64(at + 8, true),
      // Written by packRows from the same unions.
      direction: view.getUint8(at + 16) as RowDirection,
      kind: view.getUint8(at + 17) as RowKind,
      flags: view.getUint8(at + 18),
      preview: bytes.subarray(at + rowHeadSize, at + rowHeadSize + previewSize),
    });
    at += rowHeadSize + previewSize;
  }
  return rows;
}
