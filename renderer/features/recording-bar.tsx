import type { WhenFull } from '../../contract/log.ts';
import type { SessionLogState } from '../../contract/sessions.ts';
import { formatSize } from '../model/format.ts';
import { words } from '../model/words.ts';
import { Button } from '../ui/controls.ts';
import { Warning20Filled } from '../ui/icons.ts';
import { makeStyles, text, tokens } from '../ui/styles.ts';

/** What is kept more at a time. */
const moreBytes = 2 * 1024 * 1024 * 1024;

/** The most a log can be given; see the contract. */
const mostBytes = 4096 * 1024 * 1024 * 1024;

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
  },
  icon: { flexShrink: 0, color: tokens.colorStatusWarningForeground3 },
  sentence: { ...text.body, margin: 0, flex: '1 1 240px', overflowWrap: 'anywhere' },
});

interface RecordingBarProps {
  /** Gives the log another limit. */
  readonly onLimit: (limitBytes: number, whenFull: WhenFull) => void;
  readonly log: SessionLogState | undefined;
  /** Whether the connection goes on: only then there is something to choose. */
  readonly isLive: boolean;
  /** The buttons are going: the focus has to be somewhere. */
  readonly onChosen: () => void;
}

/** Says, above the rows, that not everything is recorded, and asks what to do where that is for the user to say. */
export function RecordingBar({ onLimit, log, isLive, onChosen }: RecordingBarProps) {
  const styles = useStyles();
  const choose = (limitBytes: number, whenFull: WhenFull): void => {
    onChosen();
    onLimit(limitBytes, whenFull);
  };
  // The live region stays, so that what comes into it is announced: once, as it is the same until it goes.
  return (
    <div role="alert" aria-label={words.recording.label}>
      {isLive && log !== undefined && log.recording !== 'on' && (
        <div className={styles.bar}>
          <Warning20Filled className={styles.icon} aria-hidden />
          <p className={styles.sentence}>{sentence(log)}</p>
          {log.recording !== 'disk' && <Choices log={log} onChoose={choose} />}
        </div>
      )}
    </div>
  );
}

interface ChoicesProps {
  readonly log: SessionLogState;
  readonly onChoose: (limitBytes: number, whenFull: WhenFull) => void;
}

function Choices({ log: { recording, limitBytes }, onChoose }: ChoicesProps) {
  const { keepMore, oldest, stop } = words.recording;
  const more = Math.min(mostBytes, limitBytes + moreBytes);
  return (
    <>
      <Button size="small" appearance="primary" onClick={() => onChoose(more, 'ask')}>
        {keepMore(formatSize(more - limitBytes))}
      </Button>
      <Button size="small" onClick={() => onChoose(limitBytes, 'oldest')}>
        {oldest}
      </Button>
      {recording === 'asking' && (
        <Button size="small" onClick={() => onChoose(limitBytes, 'stop')}>
          {stop}
        </Button>
      )}
    </>
  );
}

function sentence({ recording, limitBytes }: SessionLogState): string {
  switch (recording) {
    case 'asking':
      return words.recording.asking(formatSize(limitBytes));
    case 'limit':
      return words.recording.limit(formatSize(limitBytes));
    case 'disk':
      return words.recording.disk;
    case 'on':
      return '';
  }
}
