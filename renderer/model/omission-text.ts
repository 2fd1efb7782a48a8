import type { Omission } from '../../contract/workbench/omission.ts';
import { reasonText } from './reason-text.ts';
import { words } from './words.ts';

/** What was left out, as a line. */
export function omissionText({ kind, values, reason }: Omission): string {
  // The values are those of the kind: `omit` sees to it.
  const line = (words.leftOutLines[kind] as (...given: typeof values) => string)(...values);
  const why = reason && reasonText(reason);
  return why === undefined ? line : `${line}: ${why}`;
}
