import type { MessageBody, MessageSending } from '../../../contract/workbench/documents.ts';
import type { SendPreview } from '../../../contract/workbench/sending.ts';
import { isUtf8 } from '../payload/utf8.ts';
import { words } from '../words.ts';
import { base64Of, bytesOfBase64, bytesOfHex, groupedHex } from './byte-text.ts';
import { isWritten, type GeneratorBody, type WrittenBody } from './composer-draft.ts';
import { templatePlaces } from './template-text.ts';

export type BodyKind = MessageBody['kind'];

/** Kinds as they are offered, with the file that is a way of sending of its own. */
export const bodyKinds = ['text', 'json', 'xml', 'hex', 'base64', 'file', 'generator'] as const;

const firstGenerator: GeneratorBody = { kind: 'generator', sizeBytes: 1024, pattern: 'counting' };

/**
 * A message with a body of another kind. What is written is kept: as the same bytes where that can be, else as it is. The
 * opcode becomes the one that fits.
 *
 * @param other what was written or made before, for the way back
 */
export function changeKind(message: MessageSending, kind: BodyKind, other: MessageBody | undefined): MessageSending {
  const { body } = message;
  if (body.kind === kind) return message;
  if (kind === 'generator') {
    return { ...message, body: other?.kind === 'generator' ? other : firstGenerator, opcode: 'binary' };
  }
  const written = isWritten(body) ? body : other !== undefined && isWritten(other) ? other : undefined;
  return {
    ...message,
    body: { kind, text: written === undefined ? '' : textAs(written, kind) },
    opcode: opcodeOf(kind),
  };
}

function opcodeOf(kind: BodyKind): MessageSending['opcode'] {
  return kind === 'text' || kind === 'json' || kind === 'xml' ? 'text' : 'binary';
}

function isText(kind: BodyKind): boolean {
  return opcodeOf(kind) === 'text';
}

function textAs({ kind: from, text }: WrittenBody, to: WrittenBody['kind']): string {
  if (from === to || (isText(from) && isText(to))) return text;
  // What a template is filled in with is not known yet.
  if (isText(from) && templatePlaces(text).length > 0) return text;
  const bytes = bytesOf(from, text);
  if (bytes === undefined) return text;
  if (to === 'hex') return groupedHex(bytes);
  if (to === 'base64') return base64Of(bytes);
  return isUtf8(bytes) ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : text;
}

function bytesOf(kind: WrittenBody['kind'], text: string): Uint8Array | undefined {
  if (kind === 'hex') return bytesOfHex(text);
  return kind === 'base64' ? bytesOfBase64(text) : new TextEncoder().encode(text);
}

/** What is to be said of an opcode that does not go with the body; undefined for nothing. */
export function opcodeNote({ body, opcode }: MessageSending, preview: SendPreview | undefined): string | undefined {
  if (opcode === opcodeOf(body.kind) || (body.kind === 'generator' && body.pattern === 'text')) return undefined;
  if (opcode === 'binary') return words.messageComposer.opcode.textAsBinary;
  const isWhole = preview !== undefined && preview.bytes.length === preview.sizeBytes;
  if (isWhole && isUtf8(preview.bytes)) return words.messageComposer.opcode.bytesAsText;
  return isWhole ? words.messageComposer.opcode.noUtf8 : words.messageComposer.opcode.perhapsNoUtf8;
}
