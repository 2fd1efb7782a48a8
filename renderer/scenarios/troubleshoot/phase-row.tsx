import { useId } from 'react';
import type { EvidencePart } from '../../model/attempt-evidence.ts';
import type { TimelineRow } from '../../model/attempt-timeline.ts';
import { formatDuration } from '../../model/format.ts';
import { words } from '../../model/words.ts';
import { ChevronDown16Regular, ChevronRight16Regular } from '../../ui/icons.ts';
import { makeStyles, media, mergeClasses, oneLine, pointsOn, problemColor, text, tokens } from '../../ui/styles.ts';
import { EvidenceView } from './evidence-view.tsx';
import { OutcomeIcon } from './outcome-icon.tsx';

/** Too narrow for the bar beside the name: it goes under it. */
const narrow = '@container trial (max-width: 719.98px)';

/** The bar's colour, also where the system's colours take the place of ours. */
const filled = { [media.forcedColors]: { forcedColorAdjust: 'none', backgroundColor: 'CanvasText' } } as const;

const useStyles = makeStyles({
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  first: { borderTop: 'none' },
  closed: pointsOn,
  button: {
    ...text.body,
    font: 'inherit',
    color: 'inherit',
    display: 'grid',
    gridTemplateColumns: '16px 20px minmax(0, 5fr) minmax(0, 4fr) 68px 112px',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    width: '100%',
    minHeight: '40px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    border: 'none',
    backgroundColor: 'transparent',
    textAlign: 'start',
    cursor: 'pointer',
    outlineStyle: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` },
    [narrow]: { gridTemplateColumns: '16px 20px minmax(0, 1fr) auto auto', rowGap: tokens.spacingVerticalXS },
  },
  icon: { display: 'flex', color: tokens.colorNeutralForeground3 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: problemColor },
  names: { minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { ...text.body, ...oneLine },
  about: {
    ...text.caption,
    ...text.mono,
    ...oneLine,
    alignSelf: 'flex-start',
    maxWidth: '100%',
    color: tokens.colorNeutralForeground3,
  },
  track: {
    position: 'relative',
    height: '8px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground6,
    overflow: 'hidden',
    [narrow]: { gridRow: 2, gridColumn: '3 / -1' },
  },
  bar: {
    ...filled,
    position: 'absolute',
    top: 0,
    bottom: 0,
    minWidth: '3px',
    backgroundColor: tokens.colorCompoundBrandStroke,
  },
  barFailed: { ...filled, backgroundColor: problemColor },
  duration: { ...text.caption, ...text.number, textAlign: 'end', whiteSpace: 'nowrap' },
  strong: { fontWeight: tokens.fontWeightSemibold },
  outcome: { ...text.caption, ...oneLine },
  evidence: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalL}`,
    paddingInlineStart: '68px',
    backgroundColor: tokens.colorNeutralBackground1,
    [narrow]: { paddingInlineStart: tokens.spacingHorizontalM },
  },
});

/** For the result to lead to. */
export function phaseButtonId(index: number): string {
  return `phase-${index}`;
}

interface PhaseRowProps {
  readonly row: TimelineRow;
  readonly evidence: readonly EvidencePart[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One phase; opened, with what it left behind. */
export function PhaseRow({ row, evidence, isOpen, onToggle }: PhaseRowProps) {
  const styles = useStyles();
  const id = useId();
  const { outcomes, timeline } = words.troubleshoot;
  const isFailed = row.outcome === 'failed';
  const tone = mergeClasses(isFailed && styles.failed, row.outcome === 'done' && styles.done);
  const name = row.isToProxy ? `${row.name}, ${timeline.toProxy}` : row.name;
  return (
    <div className={mergeClasses(styles.row, row.index === 0 && styles.first)}>
      <button
        type="button"
        id={phaseButtonId(row.index)}
        className={styles.button}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={onToggle}
      >
        {isOpen ? (
          <ChevronDown16Regular aria-hidden />
        ) : (
          <ChevronRight16Regular className={styles.closed} aria-hidden />
        )}
        <span className={mergeClasses(styles.icon, tone)} aria-hidden>
          <OutcomeIcon outcome={row.outcome} />
        </span>
        <span className={styles.names}>
          <span className={styles.name}>{name}</span>
          {row.about !== '' && (
            <span className={styles.about} title={row.about}>
              {row.about}
            </span>
          )}
        </span>
        <span className={styles.track} aria-hidden>
          <span
            className={mergeClasses(styles.bar, isFailed && styles.barFailed)}
            style={{ insetInlineStart: `${row.offset}%`, width: `${row.width}%` }}
          />
        </span>
        <span className={styles.duration}>{formatDuration(row.durationMs)}</span>
        <span className={mergeClasses(styles.outcome, isFailed && styles.strong)}>{outcomes[row.outcome]}</span>
      </button>
      {isOpen && (
        <div id={id} className={styles.evidence}>
          <EvidenceView parts={evidence} name={row.name} />
        </div>
      )}
    </div>
  );
}
