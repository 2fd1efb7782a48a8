import { readJson } from '../payload/json.ts';
import { jsonLines } from '../payload/json-lines.ts';
import { maskTemplates } from './template-text.ts';

/**
 * JSON with a line for each value. Numbers, escapes, keys that are there twice and templates stay as they are, sign by sign.
 *
 * @returns undefined for what is no JSON
 */
export function formatJson(text: string): string | undefined {
  const bytes = new TextEncoder().encode(text);
  const { nodes, fault } = readJson(maskTemplates(bytes));
  return fault === undefined ? jsonLines(bytes, nodes).join('\n') : undefined;
}

/** The same without any space between the values. */
export function minifyJson(text: string): string | undefined {
  const bytes = new TextEncoder().encode(text);
  const masked = maskTemplates(bytes);
  if (readJson(masked).fault !== undefined) return undefined;
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  let isString = false;
  for (let at = 0; at < masked.length; at += 1) {
    const sign = masked[at] ?? 0;
    if (!isString && spaces.has(sign)) continue;
    kept[length] = bytes[at] ?? 0;
    length += 1;
    if (sign === quote) isString = !isString;
    else if (isString && sign === backslash) {
      at += 1;
      kept[length] = bytes[at] ?? 0;
      length += 1;
    }
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(kept.subarray(0, length));
}

const spaces = new Set([0x20, 0x09, 0x0a, 0x0d]);
const [quote, backslash] = [0x22, 0x5c] as const;
