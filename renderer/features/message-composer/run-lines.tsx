import { fractionOf, runLine } from '../../model/composer/run-text.ts';
import type { WatchedRun } from '../../model/composer/send-runs.ts';
import { words } from '../../model/words.ts';
import { ProgressBar } from '../../ui/controls.ts';
import { Dismiss16Regular } from '../../ui/icons.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, mergeClasses } from '../../ui/styles.ts';
import { CopyTextButton } from '../copy-text-button.tsx';
import { useComposerStyles } from './composer-styles.ts';

const useStyles = makeStyles({
  // Its line is there before anything has been sent, so that nothing moves.
  list: { minHeight: '26px' },
  line: { userSelect: 'text' },
});

interface RunLinesProps {
  readonly runs: readonly WatchedRun[];
  readonly onCancel: (run: number) => void;
  readonly onDismiss: () => void;
}

/** What is being sent, with a way to stop it; then how it ended, to be copied. */
export function RunLines({ runs, onCancel, onDismiss }: RunLinesProps) {
  const styles = useComposerStyles();
  const own = useStyles();
  const said = words.messageComposer.runs;
  return (
    <ul className={mergeClasses(styles.list, styles.column, own.list)} aria-label={said.label}>
      {runs.map((watched) => {
        const { run } = watched;
        return (
          <li key={run.run} className={styles.column}>
            <div className={mergeClasses(styles.row, styles.middle)}>
              <span
                className={mergeClasses(
                  styles.note,
                  styles.wide,
                  own.line,
                  run.end?.kind === 'failed' && styles.problem,
                )}
                // Its end is told, its progress is not.
                role={run.end === undefined ? undefined : 'status'}
              >
                {runLine(watched)}
              </span>
              {run.end === undefined ? (
                <PushButton
                  label={words.messageComposer.send.stop}
                  disabled={false}
                  onClick={() => onCancel(run.run)}
                />
              ) : (
                <>
                  <CopyTextButton label={said.copy} text={() => runLine(watched)} />
                  <IconButton label={said.dismiss} icon={Dismiss16Regular} onClick={onDismiss} />
                </>
              )}
            </div>
            {run.end === undefined && <RunProgress watched={watched} />}
          </li>
        );
      })}
    </ul>
  );
}

function RunProgress({ watched }: { readonly watched: WatchedRun }) {
  const fraction = fractionOf(watched.run);
  return (
    <ProgressBar
      aria-label={words.messageComposer.runs.progress}
      {...(fraction !== undefined && { value: fraction })}
    />
  );
}
