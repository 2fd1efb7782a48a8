import type { OfferedUpdate, UpdateStep } from '../../../contract/updates.ts';
import { formatSize } from '../../model/format.ts';
import { isolationHref } from '../../model/isolation-link.ts';
import { explainUpdateFailure, newestLine, offerLines, placeOf } from '../../model/update-text.ts';
import { words } from '../../model/words.ts';
import { Link, ProgressBar } from '../../ui/controls.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  outcome: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    minHeight: tokens.lineHeightBase300,
  },
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  line: { ...text.body, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  strong: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  caption: { ...text.caption, ...text.number, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  notes: {
    maxHeight: '200px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  text: {
    ...text.body,
    fontFamily: 'inherit',
    margin: 0,
    padding: tokens.spacingHorizontalM,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
});

interface UpdateOutcomeProps {
  readonly step: UpdateStep;
  /** The version that runs. */
  readonly version: string;
  readonly checkedAt: number | null;
  /** Where updates are asked for. */
  readonly place: string;
}

/** What came of checking, downloading or installing. */
export function UpdateOutcome({ step, version, checkedAt, place }: UpdateOutcomeProps) {
  const styles = useStyles();
  const { updates } = words.about;
  const update = 'update' in step ? step.update : undefined;
  return (
    <div className={styles.outcome}>
      {/* Figures that run would be read out all the time: they are below. */}
      <output aria-label={updates.status} className={styles.part}>
        {step.kind === 'failed' ? (
          <Failed step={step} place={place} />
        ) : (
          <p className={styles.line}>{lineOf(step, version, checkedAt)}</p>
        )}
      </output>
      {step.kind === 'downloading' && (
        <div className={styles.part}>
          <ProgressBar aria-label={updates.progress} value={step.receivedBytes} max={step.update.sizeBytes} />
          <p className={styles.caption}>
            {updates.downloading(formatSize(step.receivedBytes), formatSize(step.update.sizeBytes))}
          </p>
        </div>
      )}
      {update !== undefined && <Offer update={update} />}
    </div>
  );
}

function lineOf(step: Exclude<UpdateStep, { kind: 'failed' }>, version: string, checkedAt: number | null): string {
  const { updates } = words.about;
  switch (step.kind) {
    case 'idle':
      return updates.idle;
    case 'checking':
      return updates.checking;
    case 'newest':
      return newestLine(step.offered, version, checkedAt);
    case 'available':
      return offerLines(step.update).title;
    case 'downloading':
      return offerLines(step.update).title;
    case 'ready':
      return updates.ready(step.update.version);
    case 'installing':
      return updates.installing;
  }
}

function Failed({ step, place }: { readonly step: Extract<UpdateStep, { kind: 'failed' }>; readonly place: string }) {
  const styles = useStyles();
  const { what, why, advice } = explainUpdateFailure(step);
  const { denial } = step.error;
  return (
    <>
      <p className={styles.strong}>{what}</p>
      <p className={styles.caption}>{why}</p>
      <p className={styles.caption}>{advice}</p>
      {denial !== undefined && (
        <Link inline href={isolationHref(placeOf(place))}>
          {words.about.updates.isolation}
        </Link>
      )}
    </>
  );
}

function Offer({ update }: { readonly update: OfferedUpdate }) {
  const styles = useStyles();
  const { updates } = words.about;
  return (
    <div className={styles.part}>
      <p className={styles.caption}>{offerLines(update).origin}</p>
      <p className={styles.caption}>{update.url}</p>
      {update.notes === '' ? (
        <p className={styles.caption}>{updates.noNotes}</p>
      ) : (
        <ScrollArea className={styles.notes} label={updates.notes}>
          <pre className={styles.text}>{update.notes}</pre>
        </ScrollArea>
      )}
    </div>
  );
}
