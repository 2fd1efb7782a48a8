import type { SessionId } from '../../../contract/sessions.ts';
import { rangeLimit } from '../../../contract/log-export.ts';
import { formatCount } from '../../model/format.ts';
import type { LogView } from '../../model/log-view.ts';
import { selectionSize, type RowSelection } from '../../model/row-selection.ts';
import { words } from '../../model/words.ts';
import type { ExportPart } from './export-form.tsx';

/** What of a session can be exported instead of all of its rows: what is selected, and what a search has found. */
export function exportPartsOf(log: LogView, selection: RowSelection | undefined, session: SessionId): ExportPart[] {
  const parts: ExportPart[] = [];
  const { logTransfer } = words;
  const found = log.filteredRows(session);
  if (found !== undefined) {
    parts.push({ label: logTransfer.foundRows(formatCount(found.length)), rows: { view: found.view } });
  }
  // Places in a filtered list are no numbers of rows.
  if (selection === undefined || selectionSize(selection) < 2 || log.isFiltered) return parts;
  const ranges = selection.ranges
    .flatMap(({ from, to }) => log.spans(from, to))
    .filter((span) => span.session === session)
    .map(({ from, to }) => ({ from, to }))
    .toSorted((left, right) => left.from - right.from);
  if (ranges.length === 0 || ranges.length > rangeLimit) return parts;
  const count = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  parts.push({ label: logTransfer.selectedRows(formatCount(count)), rows: { ranges } });
  return parts;
}
