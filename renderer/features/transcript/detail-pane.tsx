import type { Row } from '../../../contract/rows.ts';
import type { LogView } from '../../model/log-view.ts';
import type { MessageReading } from '../../model/message-reading.ts';
import { hasPayload, previewText, rowDetail } from '../../model/row-text.ts';
import { words } from '../../model/words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Dismiss16Regular } from '../../ui/icons.ts';
import { Explanation } from '../explanation.tsx';
import { MessageFacts } from '../message/message-facts.tsx';
import { MessageView } from '../message/message-view.tsx';
import { useDetailStyles } from './detail-styles.ts';

export interface DetailPaneProps {
  /** What the pane is called: of two beside each other each has a name of its own. */
  readonly label: string;
  readonly log: LogView;
  readonly reading: MessageReading;
  readonly index: number;
  /** What a person wrote beside the row; empty where nothing. */
  readonly note?: string;
  readonly onClose: () => void;
}

/** One row in full. */
export function DetailPane({ label, log, reading, index, note = '', onClose }: DetailPaneProps) {
  const styles = useDetailStyles();
  const row = log.row(index);
  const address = log.locate(index);
  return (
    <section className={styles.framed} aria-label={label}>
      <div className={styles.head}>
        <MessageFacts log={log} index={index} />
        <IconButton label={words.detail.close} icon={Dismiss16Regular} onClick={onClose} />
      </div>
      {note !== '' && <p className={styles.note}>{words.transcript.noted(note)}</p>}
      {row !== undefined && address !== undefined && (
        <>
          {hasPayload(row) ? (
            <MessageView key={`${address.session}:${address.row}`} reading={reading} row={row} address={address} />
          ) : (
            <Event row={row} />
          )}
        </>
      )}
    </section>
  );
}

function Event({ row }: { readonly row: Row }) {
  const styles = useDetailStyles();
  const failure = rowDetail(row, 'failed');
  return (
    <div className={styles.content}>
      {failure === undefined ? <p className={styles.sentence}>{previewText(row)}</p> : <Explanation error={failure} />}
    </div>
  );
}
