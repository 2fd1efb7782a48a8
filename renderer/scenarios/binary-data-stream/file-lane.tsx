import type { FileSource } from '../../../contract/commands/command.ts';
import type { FileTransfer } from '../../../contract/sessions.ts';
import { DropTarget } from '../../features/drop-target.tsx';
import { fractionOf, progressLine } from '../../model/file-text.ts';
import type { TransferProgress } from '../../model/transfer-meter.ts';
import { words } from '../../model/words.ts';
import { ProgressBar } from '../../ui/controls.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, mergeClasses, oneLine, problemColor, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  lane: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS, marginBottom: tokens.spacingVerticalS },
  choose: { minWidth: '152px' },
  end: { minWidth: '72px' },
  names: {
    ...text.body,
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    // Its line is there before a file is.
    minHeight: tokens.lineHeightBase300,
    marginBottom: tokens.spacingVerticalXS,
  },
  name: { ...oneLine, flexGrow: 1 },
  percent: { ...text.number, flexShrink: 0, color: tokens.colorNeutralForeground2 },
  line: {
    ...text.caption,
    ...text.number,
    margin: `${tokens.spacingVerticalXS} 0 0`,
    minHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
  problem: { color: problemColor },
  muted: { color: tokens.colorNeutralForeground3 },
});

interface FileLaneProps {
  readonly way: 'sending' | 'receiving';
  readonly progress: TransferProgress | undefined;
  readonly isPaused?: boolean;
  /** The label of the button that chooses a file. */
  readonly choose: string;
  readonly canChoose: boolean;
  readonly onChoose: () => void;
  /** Takes a file that is dropped in the place of one that is chosen. */
  readonly onDrop?: (source: FileSource) => Promise<void>;
  /** The button that ends it: its label, and what it is called by assistive technology. */
  readonly end: { readonly label: string; readonly name: string };
  readonly canEnd: boolean;
  readonly onEnd: () => void;
  /** A file that waits for a connection: its name. */
  readonly waiting?: string | undefined;
  /** What this is for, while there is nothing to tell. */
  readonly hint: string;
}

/** One way for files: a button to choose one, how far it is, and a button to end it. Its height is always the same. */
export function FileLane(props: FileLaneProps) {
  const styles = useStyles();
  const { way, progress, isPaused = false, waiting, hint, onDrop } = props;
  const transfer = waiting === undefined ? progress?.transfer : undefined;
  const isUnderWay = transfer !== undefined && transfer.end === undefined;
  const name = waiting ?? transfer?.name;
  const line = transfer === undefined || progress === undefined ? hint : progressLine(way, progress, isPaused);
  return (
    <div data-testid={`file-${way}`}>
      <DropTarget
        className={styles.lane}
        disabled={onDrop === undefined || !props.canChoose || isUnderWay}
        onDrop={(source) => onDrop?.(source)}
      >
        <div className={styles.buttons}>
          <PushButton
            className={styles.choose}
            label={props.choose}
            disabled={!props.canChoose && !isUnderWay}
            isWaiting={isUnderWay}
            onClick={props.onChoose}
          />
          <PushButton
            className={styles.end}
            label={props.end.label}
            name={props.end.name}
            disabled={false}
            isWaiting={!props.canEnd}
            onClick={props.onEnd}
          />
        </div>
        <div className={styles.names}>
          <span className={mergeClasses(styles.name, name === undefined && styles.muted)} title={name}>
            {name ?? words.files.none}
          </span>
          <span className={styles.percent}>{percentOf(transfer)}</span>
        </div>
        <Bar way={way} transfer={transfer} isMoving={isUnderWay && !isPaused} />
        <p className={mergeClasses(styles.line, transfer?.end?.kind === 'failed' && styles.problem)}>{line}</p>
      </DropTarget>
    </div>
  );
}

function Bar({
  way,
  transfer,
  isMoving,
}: {
  readonly way: 'sending' | 'receiving';
  readonly transfer: FileTransfer | undefined;
  readonly isMoving: boolean;
}) {
  const fraction = transfer === undefined ? 0 : fractionOf(transfer);
  const label = way === 'sending' ? words.files.sendingProgress : words.files.receivingProgress;
  const color = transfer?.end?.kind === 'failed' ? 'error' : transfer?.end?.kind === 'done' ? 'success' : 'brand';
  return (
    <ProgressBar
      aria-label={label}
      color={color}
      thickness="large"
      {...(fraction !== undefined ? { value: fraction } : !isMoving && { value: 0 })}
    />
  );
}

function percentOf(transfer: FileTransfer | undefined): string {
  if (transfer?.totalBytes === undefined) return '';
  return words.files.percent(Math.floor((fractionOf(transfer) ?? 0) * 100));
}
