import { readJson } from '../payload/json.ts';
import { lineAndColumn, type FaultReason } from '../payload/read-fault.ts';
import { readXml } from '../payload/xml.ts';
import { words } from '../words.ts';
import { maskTemplates } from './template-text.ts';

/** A stretch of a text with what is wrong there. */
export interface TextProblem {
  /** Characters from 0. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
  /** Whether it keeps the message from being sent. */
  readonly isFatal: boolean;
}

/** Characters that are read while somebody types; longer texts are checked when they are formatted. */
export const checkedLength = 4 * 1024 * 1024;

/**
 * Whether a text is JSON or XML, with its templates as values.
 *
 * @returns the first thing that is wrong; undefined for none, and for a text that is empty
 */
export function checkSyntax(kind: 'json' | 'xml', text: string): TextProblem | undefined {
  if (text.trim() === '' || text.length > checkedLength) return undefined;
  const bytes = new TextEncoder().encode(text);
  const masked = maskTemplates(bytes);
  // A body that is one template is whatever it is filled in with.
  if (/^\s*1+\s*$/.test(new TextDecoder().decode(masked)) && text.includes('{{')) return undefined;
  const fault = kind === 'json' ? readJson(masked).fault : readXml(masked).fault;
  if (fault === undefined) return undefined;
  const from = new TextDecoder().decode(bytes.subarray(0, fault.at)).length;
  const { line, column } = lineAndColumn(bytes, fault.at);
  const message = words.messageComposer.syntax(kind, line, column, reasonOf(fault.reason));
  return { from, to: Math.min(text.length, from + 1), message, isFatal: false };
}

function reasonOf(reason: FaultReason): string {
  return words.messageComposer.syntaxReasons[reason];
}

/** Line and column, from 1, of a place in a text. */
export function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: Array.from(before.slice(lineStart)).length + 1 };
}
