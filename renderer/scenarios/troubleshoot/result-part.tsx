import type { Attempt } from '../../../contract/attempt.ts';
import { formatHResult } from '../../../contract/hresult.ts';
import { useStore } from '../../features/use-store.ts';
import { explainAttempt } from '../../model/explain-attempt/explain-attempt.ts';
import type { Fix } from '../../model/explain-attempt/explanation.ts';
import { fixStep } from '../../model/fix-step.ts';
import { phaseName } from '../../model/attempt-timeline.ts';
import type { TroubleshootPage } from '../../model/troubleshoot-page.ts';
import { words } from '../../model/words.ts';
import { Link } from '../../ui/controls.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { OutcomeIcon } from './outcome-icon.tsx';
import { phaseButtonId } from './phase-row.tsx';
import { lineAtStart, makeStyles, mergeClasses, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    ...lineAtStart('4px', tokens.colorNeutralStrokeAccessible),
    backgroundColor: tokens.colorNeutralBackground2,
    // As high as a short explanation, so that little moves when one comes.
    minHeight: '88px',
    boxSizing: 'border-box',
  },
  bad: { borderInlineStartColor: tokens.colorStatusDangerForeground1 },
  good: { borderInlineStartColor: tokens.colorStatusSuccessForeground1 },
  icon: { height: '24px', display: 'flex', alignItems: 'center', color: tokens.colorNeutralForeground3 },
  badIcon: { color: tokens.colorStatusDangerForeground1 },
  goodIcon: { color: tokens.colorStatusSuccessForeground1 },
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  what: { ...text.subtitle, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  why: { ...text.body, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  quiet: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3, userSelect: 'text' },
  link: { ...text.caption },
  fixesTitle: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: `${tokens.spacingVerticalS} 0 0` },
  fixes: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    display: 'grid',
    rowGap: tokens.spacingVerticalXS,
  },
  fix: { ...text.body },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    minHeight: '24px',
  },
  fixText: { minWidth: 0, overflowWrap: 'anywhere', userSelect: 'text' },
});

interface ResultPartProps {
  readonly page: TroubleshootPage;
  readonly attempt: Attempt;
  readonly hasPage: (id: string) => boolean;
}

/** What it came to, in words. */
export function ResultPart({ page, attempt, hasPage }: ResultPartProps) {
  const styles = useStyles();
  const isBad = attempt.outcome === 'failed';
  const isGood = attempt.outcome === 'open';
  const { result } = words.troubleshoot;
  return (
    <section
      className={mergeClasses(styles.card, isBad && styles.bad, isGood && styles.good)}
      aria-label={result.label}
      aria-live="polite"
      data-region="result"
    >
      <span className={mergeClasses(styles.icon, isBad && styles.badIcon, isGood && styles.goodIcon)} aria-hidden>
        <OutcomeIcon outcome={attempt.outcome} />
      </span>
      {attempt.outcome === 'running' ? (
        <Progress attempt={attempt} />
      ) : (
        <Explained page={page} attempt={attempt} hasPage={hasPage} />
      )}
    </section>
  );
}

function Progress({ attempt }: { readonly attempt: Attempt }) {
  const styles = useStyles();
  const phase = attempt.phases.at(-1);
  const { progress } = words.troubleshoot;
  return (
    <div className={styles.body}>
      <h2 className={styles.what}>{phase === undefined ? progress.starting : progress.running(phaseName(phase))}</h2>
      <p className={styles.quiet}>{attempt.url}</p>
    </div>
  );
}

function Explained({ page, attempt, hasPage }: ResultPartProps) {
  const styles = useStyles();
  const { what, why, fixes, certainty, phaseIndex } = explainAttempt(attempt);
  const { result } = words.troubleshoot;
  const codes = codesOf(attempt);
  const about = attempt.outcome === 'failed' && phaseIndex !== undefined ? attempt.phases[phaseIndex] : undefined;
  return (
    <div className={styles.body}>
      <h2 className={styles.what}>{what}</h2>
      <p className={styles.why}>{why}</p>
      {certainty === 'likely' && <p className={styles.quiet}>{result.certainty.likely}</p>}
      {(codes !== '' || about !== undefined) && (
        <div className={styles.line}>
          {codes !== '' && <span className={styles.quiet}>{result.code(codes)}</span>}
          {about !== undefined && phaseIndex !== undefined && (
            <Link
              as="button"
              className={styles.link}
              aria-label={result.evidenceOf(phaseName(about))}
              onClick={() => {
                page.show(phaseIndex);
                document.getElementById(phaseButtonId(phaseIndex))?.focus();
              }}
            >
              {result.evidence}
            </Link>
          )}
        </div>
      )}
      {attempt.outcome === 'open' && <p className={styles.quiet}>{result.closed}</p>}
      {attempt.outcome !== 'open' && (
        <>
          <h3 className={styles.fixesTitle}>{result.fixes}</h3>
          <ul className={styles.fixes}>
            {fixes.map((fix) => (
              <li key={fix.text} className={styles.fix}>
                <div className={styles.line}>
                  <span className={styles.fixText}>{fix.text}</span>
                  <FixButton page={page} fix={fix} address={attempt.url} hasPage={hasPage} />
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface FixButtonProps {
  readonly page: TroubleshootPage;
  readonly fix: Fix;
  readonly address: string;
  readonly hasPage: (id: string) => boolean;
}

function FixButton({ page, fix, address, hasPage }: FixButtonProps) {
  const typed = useStore(page.store, ({ tried }) => tried);
  const step = fixStep(fix.action, { address, typed }, hasPage);
  const { result } = words.troubleshoot;
  switch (step?.kind) {
    case 'try':
      return (
        <PushButton
          label={result.tryThat}
          name={`${result.tryThat}: ${fix.text}`}
          disabled={false}
          onClick={() => void page.startWith(step.drafts)}
        />
      );
    case 'again':
      return <PushButton label={result.again} disabled={false} onClick={() => void page.start()} />;
    case 'settings':
      return <PushButton label={result.openSettings} disabled={false} onClick={() => page.showSettings(true)} />;
    case 'page':
      return <Link href={step.href}>{result.open[step.part]}</Link>;
    case undefined:
      return null;
  }
}

/** `CannotConnect 0x80072EFD, ECONNREFUSED` */
function codesOf({ error, outcome }: Attempt): string {
  if (error === undefined || outcome !== 'failed') return '';
  const hresult = error.hresult === undefined ? undefined : formatHResult(error.hresult);
  return [[error.status, hresult].filter(Boolean).join(' '), error.cause].filter(Boolean).join(', ');
}
