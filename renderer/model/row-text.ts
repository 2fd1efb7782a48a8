import { FrameBit, RowDirection, RowKind, type Row, type RowDetail } from '../../contract/rows.ts';
import type { FileTransfer } from '../../contract/sessions.ts';
import { showControls, splitControls, type TextPart } from './control-characters.ts';
import { explainError } from './explain-error.ts';
import { endLine } from './file-text.ts';
import { formatHex, formatSize, formatTime } from './format.ts';
import { words } from './words.ts';

const lenientUtf8 = new TextDecoder();
/** Bytes of a binary message that are shown on its row; more do not fit any screen. */
const hexPreviewBytes = 96;

/** Whether a row is a message, or a part of one; its payload is what crossed the wire. */
export function isMessage(row: Row): boolean {
  return row.kind <= RowKind.binaryPartial;
}

export function isText(row: Row): boolean {
  return row.kind === RowKind.utf8 || row.kind === RowKind.utf8Partial;
}

export function directionWord(row: Row): string {
  switch (row.direction) {
    case RowDirection.sent:
      return words.transcript.sent;
    case RowDirection.received:
      return words.transcript.received;
    case RowDirection.event:
      return words.transcript.event;
    case RowDirection.problem:
      return words.transcript.problem;
  }
}

export function directionGlyph(row: Row): string {
  return ['·', '↑', '↓', '!'][row.direction] ?? '·';
}

/** The kind column; empty for what is no message. */
export function kindWord(row: Row): string {
  switch (row.kind) {
    case RowKind.utf8:
      return words.transcript.kinds.text;
    case RowKind.binary:
      return words.transcript.kinds.binary;
    case RowKind.utf8Partial:
      return words.transcript.kinds.textPart;
    case RowKind.binaryPartial:
      return words.transcript.kinds.binaryPart;
    case RowKind.frame:
      return words.transcript.kinds.frame;
    case RowKind.ping:
      return words.transcript.kinds.ping;
    case RowKind.pong:
      return words.transcript.kinds.pong;
    case RowKind.closeFrame:
      return words.transcript.kinds.close;
    case RowKind.openingRequest:
      return words.transcript.kinds.request;
    case RowKind.openingResponse:
      return words.transcript.kinds.response;
    default:
      return '';
  }
}

/** The size column; empty for what is no message. */
export function sizeWord(row: Row): string {
  return isMessage(row) ? formatSize(row.size) : '';
}

const previews = new WeakMap<Row, readonly TextPart[]>();

/** The one line that stands for a row, with control characters by name. */
export function previewParts(row: Row): readonly TextPart[] {
  let parts = previews.get(row);
  if (parts === undefined) {
    parts = splitControls(previewText(row));
    previews.set(row, parts);
  }
  return parts;
}

/** A message's beginning, or the sentence of an event. */
export function previewText(row: Row): string {
  return isMessage(row) ? messagePreview(row) : eventSentence(row);
}

/** A row as one line of text, for the clipboard. */
export function rowAsLine(row: Row): string {
  const columns = [
    formatTime(row.time),
    directionWord(row),
    kindWord(row),
    sizeWord(row),
    showControls(previewText(row)),
  ];
  return columns.filter((column) => column !== '').join('\t');
}

/** The details of a row that is no message; undefined where they are longer than the preview, or no such kind. */
export function rowDetail<Kind extends keyof RowDetail>(row: Row, kind: Kind): RowDetail[Kind] | undefined {
  if (row.kind !== RowKind[kind]) return undefined;
  try {
    // Written by main from the same interface; a cut one is no JSON.
    return JSON.parse(lenientUtf8.decode(row.preview)) as RowDetail[Kind];
  } catch {
    // Longer than a preview: the row is shown with what is there.
    return undefined;
  }
}

function messagePreview(row: Row): string {
  if (row.preview.length === 0) return row.size === 0 ? words.transcript.emptyMessage : words.transcript.released;
  if (isText(row)) return lenientUtf8.decode(row.preview);
  return formatHex(row.preview.subarray(0, hexPreviewBytes)) + (row.size > hexPreviewBytes ? ' …' : '');
}

function eventSentence(row: Row): string {
  const { events } = words;
  switch (row.kind) {
    case RowKind.connecting:
      return events.connecting(rowDetail(row, 'connecting')?.url ?? cutUrl(row));
    case RowKind.connected: {
      const detail = rowDetail(row, 'connected');
      return events.connected(detail?.connectMs ?? 0, detail?.protocol ?? '');
    }
    case RowKind.closing: {
      const detail = rowDetail(row, 'closing');
      return events.closing(detail?.code ?? 0, detail?.reason ?? '');
    }
    case RowKind.closed: {
      const detail = rowDetail(row, 'closed');
      return events.closed(detail?.code ?? 0, detail?.reason ?? '', detail?.by ?? 'local');
    }
    case RowKind.failed:
      return failureSentence(row);
    case RowKind.validationPassed:
      return events.validationPassed;
    case RowKind.validationFailed:
      return events.validationFailed;
    case RowKind.validationNeedsTls:
      return events.validationNeedsTls;
    case RowKind.certificateLoaded:
      return events.certificateLoaded(rowDetail(row, 'certificateLoaded')?.name ?? '');
    case RowKind.readingStarted:
      return events.readingStarted;
    case RowKind.readingStopped:
      return events.readingStopped;
    case RowKind.sendingStarted: {
      const detail = rowDetail(row, 'sendingStarted');
      return events.sendingStarted(detail?.sizeBytes ?? 0, detail?.intervalMs ?? 0);
    }
    case RowKind.sendingStopped:
      return events.sendingStopped;
    case RowKind.payloadsReleased:
      return events.payloadsReleased(rowDetail(row, 'payloadsReleased')?.sizeBytes ?? 0);
    case RowKind.fileSendingStarted: {
      const detail = rowDetail(row, 'fileSendingStarted');
      return events.fileSendingStarted(detail?.name ?? '', detail?.sizeBytes ?? 0);
    }
    case RowKind.fileSendingEnded:
      return transferSentence('sending', rowDetail(row, 'fileSendingEnded'));
    case RowKind.fileReceivingStarted:
      return events.fileReceivingStarted(rowDetail(row, 'fileReceivingStarted')?.name ?? '');
    case RowKind.fileReceivingEnded:
      return transferSentence('receiving', rowDetail(row, 'fileReceivingEnded'));
    case RowKind.readingPaused:
      return events.readingPaused[rowDetail(row, 'readingPaused')?.by ?? 'user'];
    case RowKind.readingResumed:
      return events.readingResumed;
    case RowKind.gap:
      return gapSentence(rowDetail(row, 'gap'));
    case RowKind.openingRequest:
    case RowKind.openingResponse:
      return lenientUtf8.decode(row.preview).split('\r\n', 1)[0] ?? '';
    case RowKind.closeFrame:
      return closeStatus(row.preview);
    case RowKind.ping:
    case RowKind.pong:
      return row.size === 0 ? '' : formatHex(row.preview);
    case RowKind.frame:
      return events.frame(opcodeName(row.bits), (row.bits & FrameBit.fin) !== 0);
    case RowKind.utf8:
    case RowKind.binary:
    case RowKind.utf8Partial:
    case RowKind.binaryPartial:
      return '';
  }
}

function gapSentence(gap: RowDetail['gap'] | undefined): string {
  const { gaps } = words.events;
  if (gap === undefined) return gaps.damage;
  const sentence = gaps[gap.reason];
  const isCounted = gap.rows !== undefined && gap.sizeBytes !== undefined;
  return isCounted ? `${sentence} ${gaps.missing(gap.rows ?? 0, gap.sizeBytes ?? 0)}` : sentence;
}

/** Code and reason of a close frame (RFC 6455, section 5.5.1). */
function closeStatus(payload: Uint8Array): string {
  if (payload.length < 2) return '';
  const code = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
  return `${code} ${lenientUtf8.decode(payload.subarray(2))}`.trim();
}

function opcodeName(bits: number): string {
  return ['continuation', 'text', 'binary'][bits & FrameBit.opcode] ?? String(bits & FrameBit.opcode);
}

/** What went wrong and, on the same line, why: the sample's two error lines. */
function failureSentence(row: Row): string {
  const error = rowDetail(row, 'failed');
  if (error === undefined) return words.errors.unknown.what;
  const { what, why } = explainError(error);
  return `${what} ${why}`;
}

/** @param transfer undefined where it is longer than a preview */
function transferSentence(way: 'sending' | 'receiving', transfer: FileTransfer | undefined): string {
  if (transfer === undefined) return words.errors.unknown.what;
  return words.events.fileEnded(transfer.name, endLine(way, transfer));
}

/** The beginning of an address that is longer than a preview. */
function cutUrl(row: Row): string {
  return `${lenientUtf8.decode(row.preview).replace(/^\{"url":"/, '')}…`;
}
