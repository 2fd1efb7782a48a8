import { RowDirection, RowKind, type Row, type RowDetail } from '../../contract/rows.ts';
import type { FileTransfer } from '../../contract/sessions.ts';
import { showControls, splitControls, type TextPart } from './control-characters.ts';
import { explainError } from './explain-error.ts';
import { endLine } from './file-text.ts';
import { formatDelta, formatHex, formatSize, formatTime } from './format.ts';
import { frameHead } from './frame-text.ts';
import { words } from './words.ts';

const lenientUtf8 = new TextDecoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Bytes of a binary message that are shown on its row; more do not fit any screen. */
const hexPreviewBytes = 96;

/** Whether a row is a message, or a part of one; its payload is what crossed the wire. */
export function isMessage(row: Row): boolean {
  return row.kind <= RowKind.binaryPartial;
}

export function isText(row: Row): boolean {
  return row.kind === RowKind.utf8 || row.kind === RowKind.utf8Partial || isOpeningHead(row);
}

/** Whether the row's payload is bytes of the wire: of a message, a control frame, or a head of the opening handshake. */
export function hasPayload(row: Row): boolean {
  return isMessage(row) || isOpeningHead(row) || (isFrameWithPayload(row) && row.size > 0);
}

function isFrameWithPayload(row: Row): boolean {
  return isControlFrame(row) || row.kind === RowKind.rawFrame;
}

/** A ping, a pong or a close frame. */
export function isControlFrame(row: Row): boolean {
  return row.kind >= RowKind.ping && row.kind <= RowKind.closeFrame;
}

function isOpeningHead(row: Row): boolean {
  return row.kind === RowKind.openingRequest || row.kind === RowKind.openingResponse;
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

/** The kind column; empty for what was not on the wire. */
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
    case RowKind.rawFrame:
      return words.transcript.kinds.rawFrame;
    case RowKind.openingRequest:
      return words.transcript.kinds.request;
    case RowKind.openingResponse:
      return words.transcript.kinds.response;
    default:
      return '';
  }
}

/** The size column: payload bytes; empty for what has none. */
export function sizeWord(row: Row): string {
  return hasPayload(row) || row.kind === RowKind.frame ? formatSize(row.size) : '';
}

/**
 * The delta column: how long after another row of the same session.
 *
 * @param before undefined where there is none, or it is not at hand
 */
export function deltaWord(row: Row, before: Row | undefined): string {
  return before === undefined ? '' : formatDelta(row.elapsed - before.elapsed);
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
    case RowKind.fileReceivingStarted: {
      const detail = rowDetail(row, 'fileReceivingStarted');
      return events.fileReceivingStarted(detail?.name ?? '', detail?.before);
    }
    case RowKind.fileReceivingEnded:
      return transferSentence('receiving', rowDetail(row, 'fileReceivingEnded'));
    case RowKind.readingPaused:
      return events.readingPaused;
    case RowKind.readingResumed:
      return events.readingResumed;
    case RowKind.readingHeld:
      return events.readingHeld;
    case RowKind.readingContinued: {
      const detail = rowDetail(row, 'readingContinued');
      return events.readingContinued(detail?.reason ?? 'limit', detail?.heldMs ?? 0);
    }
    case RowKind.connectingAgain:
      return events.connectingAgain(rowDetail(row, 'connectingAgain')?.generation ?? 0);
    case RowKind.reconnecting: {
      const detail = rowDetail(row, 'reconnecting');
      return events.reconnecting(detail?.waitMs ?? 0, detail?.attempt ?? 1, detail?.attempts ?? 0);
    }
    case RowKind.reconnectingEnded:
      return events.reconnectingEnded[rowDetail(row, 'reconnectingEnded')?.why ?? 'user'];
    case RowKind.reset:
      return events.reset;
    case RowKind.idle:
      return events.idle(rowDetail(row, 'idle')?.idleMs ?? 0);
    case RowKind.gap:
      return gapSentence(rowDetail(row, 'gap'));
    case RowKind.openingRequest:
    case RowKind.openingResponse:
      return lenientUtf8.decode(row.preview).split('\r\n', 1)[0] ?? '';
    case RowKind.closeFrame:
      return closeStatus(row.preview);
    case RowKind.ping:
    case RowKind.pong:
      return textOrHex(row.preview);
    case RowKind.frame:
      return events.frame(frameHead(row));
    case RowKind.rawFrame:
      return [events.frame(frameHead(row)), textOrHex(row.preview)].filter(Boolean).join(' · ');
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

/** Bytes as text where every one of them is printable, and as hex where not. */
function textOrHex(bytes: Uint8Array): string {
  try {
    const text = strictUtf8.decode(bytes);
    return splitControls(text).every(({ kind }) => kind === 'text') ? text : formatHex(bytes);
  } catch {
    // No UTF-8.
    return formatHex(bytes);
  }
}

/** Code and reason of a close frame (RFC 6455, section 5.5.1). */
function closeStatus(payload: Uint8Array): string {
  if (payload.length < 2) return '';
  const code = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
  return `${code} ${lenientUtf8.decode(payload.subarray(2))}`.trim();
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
