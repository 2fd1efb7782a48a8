import type { LeftOut, LogTransfer } from '../../contract/log-export.ts';
import { explainError } from './explain-error.ts';
import { formatCount, formatSize } from './format.ts';
import { words } from './words.ts';

/** One line that says how far an export or import is, or how it ended and what did not come along. */
export function logTransferLine(transfer: LogTransfer): string {
  const { way, name, end } = transfer;
  const rows = formatCount(transfer.rows);
  const size = formatSize(transfer.bytes);
  const text = words.logTransfer;
  switch (end?.kind) {
    case undefined:
      return way === 'export' ? text.exporting(name, rows, size) : text.importing(name, rows, size);
    case 'done':
      return [
        way === 'export' ? text.exported(name, rows, size) : text.imported(name, rows, size, end.sessions.length),
        ...Object.entries(end.leftOut).map(
          ([what, count]) => text.without(text.leftOut[what as LeftOut](formatCount(count))), // the keys of LeftOutCounts
        ),
      ].join(' ');
    case 'canceled':
      return text.canceled(name);
    case 'failed': {
      const { why, advice } = explainError(end.error);
      return text.failed(name, [why, advice].filter(Boolean).join(' '));
    }
  }
}
