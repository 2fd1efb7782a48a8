import { createHash } from 'node:crypto';
import type { Ending, Frame, Message, SentFrame } from './case.ts';

/** Longer payloads are told by size and digest: a failure of 1 MiB is not read byte by byte. */
const shownBytes = 130;

export function bytesInWords(bytes: Uint8Array): string {
  if (bytes.length <= shownBytes) return `[${Buffer.from(bytes).toString('hex')}]`;
  return `${bytes.length} bytes, SHA-1 ${createHash('sha1').update(bytes).digest('hex')}`;
}

export function messageInWords({ type, bytes }: Message): string {
  return `${type} ${bytesInWords(bytes)}`;
}

export function frameInWords({ opcode, payload }: Frame): string {
  const names = new Map([
    [8, 'close'],
    [9, 'ping'],
    [10, 'pong'],
  ]);
  return `${names.get(opcode) ?? `opcode ${opcode}`} ${bytesInWords(payload)}`;
}

export function sentFrameInWords(frame: SentFrame): string {
  return `${frame.isCompressed ? 'compressed ' : ''}${frame.fin ? 'fin' : 'more'} ${frameInWords(frame)}`;
}

export function endingInWords(ending: Ending): string {
  switch (ending.kind) {
    case 'open':
      return 'open';
    case 'closed':
      return `closed ${ending.code} ${JSON.stringify(ending.reason)}`;
    case 'failed':
      return `failed ${ending.code}`;
  }
}
