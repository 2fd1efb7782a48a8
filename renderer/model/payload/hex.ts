import { formatHex } from '../format.ts';
import { lineBytes } from './utf8.ts';

/** Bytes of a line of a hex dump. */
export const hexLineBytes = 16;

/** Offsets have as many digits as the last one needs, and at least eight. */
export function offsetDigits(size: number): number {
  return Math.max(8, Math.max(0, size - 1).toString(16).length);
}

export function offsetText(offset: number, digits: number): string {
  return offset.toString(16).toUpperCase().padStart(digits, '0');
}

/** What of some bytes is printable ASCII. */
export function asciiText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('');
}

/** The lines of a hex dump: offset, sixteen bytes, and what of them is printable. */
export function hexLines(bytes: Uint8Array): string[] {
  const digits = offsetDigits(bytes.length);
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += hexLineBytes) {
    const line = bytes.subarray(at, at + hexLineBytes);
    lines.push(`${offsetText(at, digits)}  ${formatHex(line).padEnd(3 * hexLineBytes - 1)}  ${asciiText(line)}`);
  }
  return lines;
}

/** The first bytes, with an ellipsis where there are more. */
export function shortHex(bytes: Uint8Array, limit = lineBytes): string {
  // Each takes three characters.
  const shown = Math.ceil(limit / 3);
  return bytes.length <= shown ? formatHex(bytes) : `${formatHex(bytes.subarray(0, shown))} …`;
}

/**
 * An offset as a person types it: decimal, or hexadecimal behind 0x.
 *
 * @returns undefined where it is none, or lies behind the payload
 */
export function parseOffset(text: string, size: number): number | undefined {
  const digits = text.trim().replaceAll(/[_, ]/g, '');
  if (!/^(?:0x[\da-f]+|\d+)$/i.test(digits)) return undefined;
  const offset = Number(digits);
  return Number.isSafeInteger(offset) && offset < Math.max(1, size) ? offset : undefined;
}
