import type { LogTransfer } from '../../../contract/log-export.ts';
import { logTransferLine } from '../../model/log-transfer-text.ts';
import { words } from '../../model/words.ts';
import { ProgressBar } from '../../ui/controls.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, mergeClasses, problemColor, text, tokens } from '../../ui/styles.ts';
import { CopyTextButton } from '../copy-text-button.tsx';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, margin: 0, padding: 0 },
  item: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, listStyleType: 'none' },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  words: { ...text.caption, ...text.number, flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  problem: { color: problemColor },
});

interface TransferLinesProps {
  readonly transfers: readonly LogTransfer[];
  readonly onCancel: (transfer: number) => void;
}

/** Each export and import: how far it is, with a way to end it, then how it ended, with a way to copy that. */
export function TransferLines({ transfers, onCancel }: TransferLinesProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {transfers.map((transfer) => (
        <li key={transfer.transfer} className={styles.item}>
          <div className={styles.line}>
            <span
              className={mergeClasses(styles.words, transfer.end?.kind === 'failed' && styles.problem)}
              // Its end is told, its progress is not.
              role={transfer.end === undefined ? undefined : 'status'}
            >
              {logTransferLine(transfer)}
            </span>
            {transfer.end === undefined ? (
              <PushButton
                label={words.logTransfer.cancel}
                name={words.logTransfer.cancelOf(transfer.name)}
                disabled={false}
                onClick={() => onCancel(transfer.transfer)}
              />
            ) : (
              <CopyTextButton label={words.logTransfer.copy} text={() => logTransferLine(transfer)} />
            )}
          </div>
          {transfer.end === undefined && (
            <ProgressBar aria-label={words.logTransfer.progress(transfer.name)} value={transfer.fraction} />
          )}
        </li>
      ))}
    </ul>
  );
}
