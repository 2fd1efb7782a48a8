import type { PayloadViewName } from '../../model/payload/fitting-view.ts';
import { lineAndColumn, type ReadFault } from '../../model/payload/read-fault.ts';
import { words } from '../../model/words.ts';
import { mergeClasses } from '../../ui/styles.ts';
import { useMessageStyles } from './message-styles.ts';

interface FaultNoticeProps {
  readonly fault: ReadFault;
  readonly view: PayloadViewName;
  readonly bytes: Uint8Array;
}

/** Where and why a payload is not of the format it is shown as. */
export function FaultNotice({ fault, view, bytes }: FaultNoticeProps) {
  const styles = useMessageStyles();
  const { isNot, atLine, atOffset } = words.detail;
  const isText = view === 'jsonTree' || view === 'jsonText' || view === 'xml';
  const { line, column } = lineAndColumn(bytes, isText ? fault.at : 0);
  const place = isText ? atLine(line, column) : atOffset(fault.at);
  return <p className={mergeClasses(styles.notice, styles.fault)}>{isNot(view, place, fault.reason)}</p>;
}
