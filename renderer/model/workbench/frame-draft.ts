import type { RawFrame } from '../../../contract/workbench/control-frames.ts';

/** A frame as it is typed. */
export interface FrameDraft {
  readonly fin: boolean;
  /** RSV1 to RSV3 as bits 4, 2 and 1. */
  readonly rsv: number;
  readonly opcode: number;
  readonly masked: boolean;
  readonly payload: string;
  readonly as: 'text' | 'hex';
  /** Empty: that of the payload. */
  readonly statedLength: string;
}

export type MadeFrame =
  | { readonly kind: 'frame'; readonly frame: RawFrame }
  | { readonly kind: 'fault'; readonly fault: 'badHex' | 'badLength' };

export function frameOf({ payload: typed, as, statedLength, ...head }: FrameDraft): MadeFrame {
  const payload = as === 'text' ? new TextEncoder().encode(typed) : bytesOf(typed);
  if (payload === undefined) return { kind: 'fault', fault: 'badHex' };
  if (statedLength.trim() === '') return { kind: 'frame', frame: { ...head, payload } };
  const length = Number(statedLength);
  if (!/^\s*\d+\s*$/.test(statedLength) || !Number.isSafeInteger(length)) return { kind: 'fault', fault: 'badLength' };
  return { kind: 'frame', frame: { ...head, payload, statedLength: length } };
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = hex.replaceAll(/\s/g, '');
  if (digits.length % 2 !== 0 || !/^[\da-f]*$/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}
