import type { JournalEntry } from '../../../contract/network-journal.ts';
import { Explanation } from '../../features/explanation.tsx';
import { useDetailStyles } from '../../features/transcript/detail-styles.ts';
import { hostAndPort } from '../../model/decision-text.ts';
import { formatCount, formatTime } from '../../model/format.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Dismiss16Regular } from '../../ui/icons.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { DecisionSteps } from './decision-steps.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  where: { ...text.body, ...text.mono, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  line: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { alignSelf: 'flex-start' },
});

interface JournalDetailProps {
  readonly entry: JournalEntry;
  readonly onAsk: (address: string) => void;
  readonly onClose: () => void;
}

/** One socket of the journal in full, with the reasoning that let it out or refused it. */
export function JournalDetail({ entry, onAsk, onClose }: JournalDetailProps) {
  const paneStyles = useDetailStyles();
  const styles = useStyles();
  const { number, time, host, port, address, verdict, phase, outcome, purpose } = entry;
  const { journal } = words.isolation;
  const where = hostAndPort(host, port);
  const facts = [journal.number(formatCount(number)), journal.outcomes[outcome.kind], formatTime(time)].join(' · ');
  return (
    <section className={paneStyles.pane} aria-label={journal.detail}>
      <div className={paneStyles.head}>
        <span className={paneStyles.facts}>{facts}</span>
        <IconButton label={journal.closeDetail} icon={Dismiss16Regular} onClick={onClose} />
      </div>
      <ScrollArea className={paneStyles.content} label={journal.reasoning}>
        <div className={styles.content}>
          <p className={styles.where}>{where}</p>
          {outcome.kind === 'failed' && <Explanation error={outcome.error} />}
          {outcome.kind === 'opened' && (
            <p className={styles.line}>{phase === 'tls' ? journal.opened.tls : journal.opened.tcp}</p>
          )}
          {outcome.kind === 'canceled' && <p className={styles.line}>{journal.canceled}</p>}
          {purpose !== undefined && <p className={styles.line}>{journal.purpose(purpose)}</p>}
          {address !== undefined && address !== host && <p className={styles.line}>{journal.address(address)}</p>}
          {verdict !== undefined && <DecisionSteps address={address ?? host} steps={verdict.steps} />}
          <Button className={styles.button} size="small" onClick={() => onAsk(where)}>
            {journal.askAbout}
          </Button>
        </div>
      </ScrollArea>
    </section>
  );
}
