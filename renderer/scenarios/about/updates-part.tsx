import { Section } from '../../features/section.tsx';
import { useStore } from '../../features/use-store.ts';
import type { UpdateState, UpdateStep } from '../../../contract/updates.ts';
import type { AboutPage } from '../../model/about-page.ts';
import type { AppModel } from '../../model/app-model.ts';
import { formatSize } from '../../model/format.ts';
import { isolationHref } from '../../model/isolation-link.ts';
import { hostOf } from '../../model/update-text.ts';
import { words } from '../../model/words.ts';
import { Button, Link } from '../../ui/controls.ts';
import { Option } from '../../ui/option.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { UpdateOutcome } from './update-outcome.tsx';

const useStyles = makeStyles({
  line: { ...text.body, margin: 0 },
  place: { ...text.body, ...text.mono, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  muted: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
  // Whatever it says, the other stays where it is.
  main: { minWidth: '176px' },
});

interface PartProps {
  readonly page: AboutPage;
  readonly app: AppModel;
}

/** Whether there is a newer version, and how it gets here. */
export function UpdatesPart({ page, app }: PartProps) {
  const styles = useStyles();
  const state = useStore(page.store, ({ updates }) => updates);
  const { updates } = words.about;
  return (
    <Section title={updates.title} region="updates">
      {state?.kind === 'impossible' && <p className={styles.line}>{updates.impossible[state.reason]}</p>}
      {state?.kind === 'possible' && <Possible page={page} app={app} state={state} />}
    </Section>
  );
}

type PossibleProps = PartProps & { readonly state: Extract<UpdateState, { kind: 'possible' }> };

function Possible({ page, app, state }: PossibleProps) {
  const styles = useStyles();
  const version = useStore(app.store, ({ app }) => app?.version ?? '');
  const { updates } = words.about;
  const { step, url, isAutomatic, checkedAt } = state;
  const { label, act, isBusy } = mainAction(step, page);
  const canCancel = step.kind === 'checking' || step.kind === 'downloading';
  return (
    <>
      <div>
        <p className={styles.muted}>{updates.place}</p>
        <p className={styles.place}>{url}</p>
        <p className={styles.muted}>
          {updates.nothingUnasked}{' '}
          <Link inline href={isolationHref()}>
            {updates.journal}
          </Link>
          .
        </p>
      </div>
      <div className={styles.buttons}>
        <Button className={styles.main} appearance="primary" disabledFocusable={isBusy} onClick={act}>
          {label}
        </Button>
        <Button aria-label={updates.cancelName} disabledFocusable={!canCancel} onClick={() => void page.cancel()}>
          {updates.cancel}
        </Button>
      </div>
      <UpdateOutcome step={step} version={version} checkedAt={checkedAt} place={url} />
      <Option
        isSwitch
        label={updates.automatic}
        explanation={updates.automaticExplanation(hostOf(url))}
        checked={isAutomatic}
        onChange={(checked) => void page.setAutomatic(checked)}
      />
    </>
  );
}

interface MainAction {
  readonly label: string;
  readonly act: () => void;
  /** It is under way, or nothing can follow it. */
  readonly isBusy: boolean;
}

function mainAction(step: UpdateStep, page: AboutPage): MainAction {
  const { updates } = words.about;
  switch (step.kind) {
    case 'available':
    case 'downloading':
      return {
        label: updates.download(formatSize(step.update.sizeBytes)),
        act: () => void page.download(),
        isBusy: step.kind === 'downloading',
      };
    case 'ready':
    case 'installing':
      return { label: updates.install, act: () => void page.install(), isBusy: step.kind === 'installing' };
    case 'idle':
    case 'checking':
    case 'newest':
    case 'failed':
      return { label: updates.check, act: () => void page.check(), isBusy: step.kind === 'checking' };
  }
}
