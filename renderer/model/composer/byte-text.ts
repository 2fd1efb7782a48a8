import { formatHex } from '../format.ts';
import { hexLineBytes } from '../payload/hex.ts';

/** @returns undefined where the text is no hexadecimal bytes */
export function bytesOfHex(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/\s+/g, '');
  if (digits.length % 2 === 1 || /[^\da-f]/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

/** Sixteen bytes to a line, in two groups. */
export function groupedHex(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += hexLineBytes) {
    const half = at + hexLineBytes / 2;
    const groups = [bytes.subarray(at, half), bytes.subarray(half, at + hexLineBytes)];
    lines.push(
      groups
        .filter(({ length }) => length > 0)
        .map(formatHex)
        .join('  '),
    );
  }
  return lines.join('\n');
}

/** @returns undefined where the text is no Base64 (RFC 4648, section 4) */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    // Thrown for what is no Base64, which is the answer.
    return undefined;
  }
}

export function base64Of(bytes: Uint8Array): string {
  let signs = '';
  // As many at once as a call takes arguments.
  for (let at = 0; at < bytes.length; at += 8192) signs += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(signs);
}
