import { useId } from 'react';
import type { Attempt } from '../../../contract/attempt.ts';
import { CopyTextButton } from '../../features/copy-text-button.tsx';
import { useStore } from '../../features/use-store.ts';
import { evidenceOf } from '../../model/attempt-evidence.ts';
import { timelineOf } from '../../model/attempt-timeline.ts';
import { formatDuration } from '../../model/format.ts';
import type { TroubleshootPage } from '../../model/troubleshoot-page.ts';
import { words } from '../../model/words.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { useNow } from '../../ui/use-now.ts';
import { PhaseRow } from './phase-row.tsx';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  title: { ...text.subtitle, margin: 0 },
  total: { ...text.caption, ...text.number, color: tokens.colorNeutralForeground2, flexGrow: 1 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
  },
  redirect: {
    ...text.caption,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  none: { ...text.body, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** The phases, one under the other, on one scale of time. */
export function TimelinePart({ page, attempt }: { readonly page: TroubleshootPage; readonly attempt: Attempt }) {
  const styles = useStyles();
  const id = useId();
  const open = useStore(page.store, (state) => state.open);
  const now = useNow(attempt.outcome === 'running');
  const { rows, totalMs } = timelineOf(attempt, Math.max(0, now - attempt.startedAt));
  const { timeline } = words.troubleshoot;
  return (
    <section className={styles.part} aria-labelledby={id} data-region="timeline">
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {timeline.label}
        </h2>
        <span className={styles.total}>{timeline.total(formatDuration(totalMs))}</span>
        {attempt.outcome !== 'running' && <CopyTextButton label={timeline.copy} text={() => page.report} />}
      </div>
      {rows.length === 0 ? (
        <p className={styles.none}>{attempt.outcome === 'running' ? '' : timeline.none}</p>
      ) : (
        <ol className={styles.list}>
          {rows.map((row) => (
            <li key={row.index}>
              {row.redirectedTo !== undefined && (
                <div className={styles.redirect}>{timeline.redirected(row.redirectedTo)}</div>
              )}
              <PhaseRow
                row={row}
                evidence={open.has(row.index) ? evidenceOf(attempt, row.index) : []}
                isOpen={open.has(row.index)}
                onToggle={() => page.toggle(row.index)}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
