import { failure } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import type { MessageBody, MessageSending } from '../../contract/workbench/documents.ts';
import { listedFrames } from '../../contract/workbench/frame-lengths.ts';
import type { LargeMessage } from '../sessions/session.ts';
import { Opcode, type DataOpcode } from '../sockets/index.ts';
import { fillTemplate, type TemplateScope } from '../templates/fill-template.ts';
import { decodeBase64, decodeHex, placeOfByte, type BodyProblem } from './encoded-bytes.ts';
import { GeneratedBytes } from './generated-bytes.ts';
import { textFault } from './text-check.ts';

/** Up to here what is generated is a message like any other, and in the log. */
const generatedInMemoryBytes = 1024 * 1024;

export const opcodes: Readonly<Record<MessageSending['opcode'], DataOpcode>> = {
  text: Opcode.text,
  binary: Opcode.binary,
};

/** A body, filled in. With problems it is not to be sent. */
export type FilledBody = {
  readonly problems: readonly BodyProblem[];
  readonly hasSecrets: boolean;
} & (
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'generated'; readonly bytes: GeneratedBytes }
);

/** A message that can go out now. */
export type ReadyMessage =
  | {
      readonly kind: 'small';
      readonly frames: readonly Uint8Array[];
      readonly opcode: DataOpcode;
      readonly sizeBytes: number;
    }
  | { readonly kind: 'large'; readonly message: LargeMessage; readonly sizeBytes: number };

/** The bytes of a message's body as they would be sent now. */
export function fillBody({ body, opcode }: MessageSending, scope: TemplateScope): FilledBody {
  if (body.kind === 'generator') {
    const bytes = new GeneratedBytes(body);
    return { kind: 'generated', bytes, problems: generatedProblems(body, opcode), hasSecrets: false };
  }
  if (body.kind === 'hex' || body.kind === 'base64') {
    const decoded = body.kind === 'hex' ? decodeHex(body.text) : decodeBase64(body.text);
    const bytes = decoded.kind === 'bytes' ? decoded.bytes : Buffer.alloc(0);
    const problem = decoded.kind === 'problem' ? decoded.problem : encodedTextProblem(body, bytes, opcode);
    return { kind: 'bytes', bytes, problems: problem === undefined ? [] : [problem], hasSecrets: false };
  }
  const { text, problems, hasSecrets } = fillTemplate(body.text, scope);
  const lone = /[\ud800-\udfff]/u.exec(text);
  const place = body.text === text ? (lone?.index ?? 0) : 0;
  return {
    kind: 'bytes',
    bytes: Buffer.from(text),
    hasSecrets,
    problems:
      lone === null
        ? problems
        : [
            ...problems,
            {
              message: 'half of a surrogate pair is no character',
              reason: because('halfCharacter'),
              from: place,
              to: place + 1,
            },
          ],
  };
}

/**
 * A message as it would be sent now.
 *
 * @param field where the message is in the input
 * @throws DuplexError `invalid-input` for one that cannot be sent
 */
export function readyMessage(message: MessageSending, scope: TemplateScope, field: string): ReadyMessage {
  const filled = fillBody(message, scope);
  const [problem] = filled.problems;
  if (problem !== undefined) {
    const { message: why, reason, from } = problem;
    const part = message.body.kind === 'generator' ? 'pattern' : 'text';
    const place = message.body.kind === 'generator' ? '' : ` (character ${from + 1})`;
    throw failure('invalid-input', `${why}${place}`, { field: `${field}.body.${part}`, reason });
  }
  const opcode = opcodes[message.opcode];
  if (filled.kind === 'generated' && filled.bytes.sizeBytes > generatedInMemoryBytes) {
    const { bytes: source } = filled;
    const { sizeBytes } = source;
    const frames = listedFrames(sizeBytes, message.fragments);
    return { kind: 'large', message: { name: 'generated', sizeBytes, source, frames, opcode }, sizeBytes };
  }
  const bytes = filled.kind === 'generated' ? filled.bytes.first(filled.bytes.sizeBytes) : filled.bytes;
  const frames: Uint8Array[] = [];
  let start = 0;
  for (const length of listedFrames(bytes.length, message.fragments)) {
    frames.push(bytes.subarray(start, start + length));
    start += length;
  }
  return { kind: 'small', frames, opcode, sizeBytes: bytes.length };
}

/** Whether it is the same each time. */
export function isConstant({ body }: MessageSending): boolean {
  if (body.kind === 'generator') return body.seed !== undefined || body.pattern !== 'random';
  return body.kind === 'hex' || body.kind === 'base64' || !body.text.includes('{{');
}

function encodedTextProblem(
  body: Extract<MessageBody, { readonly kind: 'hex' | 'base64' | 'text' | 'json' | 'xml' }>,
  bytes: Uint8Array,
  opcode: MessageSending['opcode'],
): BodyProblem | undefined {
  const byte = opcode === 'text' ? textFault(bytes) : undefined;
  if (byte === undefined) return undefined;
  const from = placeOfByte(body.text, byte, body.kind === 'hex' ? 2 : 4 / 3);
  return { ...notText(byte, bytes.length), from, to: Math.min(body.text.length, from + 2) };
}

function generatedProblems(
  { pattern, sizeBytes }: { pattern: string; sizeBytes: number },
  opcode: string,
): BodyProblem[] {
  if (opcode !== 'text' || pattern === 'zeros' || pattern === 'text') return [];
  // The bytes from 128 on are no characters by themselves.
  if (pattern === 'counting' && sizeBytes <= 128) return [];
  const message = `the bytes of the pattern "${pattern}" are no text: send them as binary`;
  return [{ message, reason: because('patternIsNoText', pattern), from: 0, to: 0 }];
}

/** @param byte where the first wrong one is, counted from 0 */
export function notText(byte: number, sizeBytes: number): { readonly message: string; readonly reason: Reason } {
  return byte === sizeBytes
    ? {
        message: `a text message has to be UTF-8, and byte ${byte} ends within a character`,
        reason: because('textEndsInCharacter', byte),
      }
    : {
        message: `a text message has to be UTF-8, and byte ${byte + 1} cannot be in one`,
        reason: because('textNotUtf8', byte + 1),
      };
}
