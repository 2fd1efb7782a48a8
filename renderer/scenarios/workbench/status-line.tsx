import { useEffect, useMemo, useState } from 'react';
import { usePageServices } from '../../features/page-context.ts';
import { useStore } from '../../features/use-store.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import { attempt } from '../../model/client.ts';
import { formatDuration, formatSize } from '../../model/format.ts';
import { SummaryView } from '../../model/summary-view.ts';
import type { TabConnection } from '../../model/workbench/tab-connection.ts';
import { words } from '../../model/words.ts';
import { Button, ProgressBar } from '../../ui/controls.ts';
import { makeStyles, oneLine, text, tokens } from '../../ui/styles.ts';
import { useNow } from '../../ui/use-now.ts';

/** What fills the gauge: the socket takes no more than this before the sender has to wait. */
const fullBytes = 16 * 1024 * 1024;

const useStyles = makeStyles({
  line: {
    ...text.caption,
    ...text.number,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalL,
    flexShrink: 0,
    minHeight: '28px',
    boxSizing: 'border-box',
    margin: 0,
    minWidth: 0,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    borderInlineStartStyle: 'none',
    borderInlineEndStyle: 'none',
    borderBottom: 'none',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  remote: { ...oneLine, minWidth: 0, maxWidth: '40%' },
  queue: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, marginInlineStart: 'auto' },
  bar: { width: '64px' },
  waits: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  warning: { color: tokens.colorStatusWarningForeground3 },
});

/** How the connection stands: what waits, what it does by itself, and what compression saves. */
export function StatusLine({ connection }: { readonly connection: TabConnection }) {
  const styles = useStyles();
  const { current } = useStore(connection.store);
  const { status } = words.workbench;
  if (current === undefined) return null;
  const { connection: how, habits, reconnecting, sendQueueBytes, isReadingPaused, session } = current;
  const { keepAlive, automaticPong } = habits;
  const isOpen = how.kind === 'open';
  return (
    <fieldset className={styles.line} aria-label={status.label}>
      {isOpen && <span className={styles.remote}>{status.connected(how.remoteAddress, how.protocol)}</span>}
      {reconnecting !== undefined && <Countdown connection={connection} {...reconnecting} />}
      {isOpen && keepAlive !== undefined && (
        <span>{status.keepAlive(keepAlive.kind, formatDuration(keepAlive.everyMs))}</span>
      )}
      {isOpen && automaticPong.kind === 'off' && <span className={styles.warning}>{status.pong.off}</span>}
      {isOpen && automaticPong.kind === 'delayed' && (
        <span>{status.pong.delayed(formatDuration(automaticPong.delayMs))}</span>
      )}
      {isOpen && isReadingPaused && (
        <span className={styles.waits}>
          <span className={styles.warning}>{status.paused}</span>
          <Button size="small" onClick={() => void connection.setPaused(false)}>
            {status.resume}
          </Button>
        </span>
      )}
      {isOpen && <Compression key={session} session={session} />}
      {isOpen && (
        <span className={styles.queue}>
          <span>{sendQueueBytes === 0 ? status.queueEmpty : status.queueText(formatSize(sendQueueBytes))}</span>
          <ProgressBar
            className={styles.bar}
            aria-label={status.queue}
            aria-valuetext={status.queueText(formatSize(sendQueueBytes))}
            value={Math.min(1, sendQueueBytes / fullBytes)}
          />
        </span>
      )}
    </fieldset>
  );
}

interface CountdownProps {
  readonly connection: TabConnection;
  readonly attempt: number;
  readonly attempts: number;
  readonly at: number;
}

function Countdown({ connection, attempt: number, attempts, at }: CountdownProps) {
  const styles = useStyles();
  const now = useNow(true);
  const { status } = words.workbench;
  return (
    <span className={styles.waits}>
      <span role="timer">{status.next(number, attempts, Math.max(0, Math.ceil((at - now) / 1000)))}</span>
      <Button size="small" onClick={() => void connection.reconnect()}>
        {status.now}
      </Button>
      <Button size="small" onClick={() => void connection.stopReconnecting()}>
        {status.stop}
      </Button>
    </span>
  );
}

/** What compression saves, where it was agreed on. */
function Compression({ session }: { readonly session: SessionId }) {
  const { client, app } = usePageServices();
  const [isAgreed, setIsAgreed] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void attempt(
      async () => {
        const { information } = await client.invoke('session.control', { session });
        if (isCurrent) setIsAgreed(information.perMessageDeflate !== null);
      },
      (error) => app.report(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, app, session]);
  return isAgreed ? <CompressionTotals session={session} /> : null;
}

function CompressionTotals({ session }: { readonly session: SessionId }) {
  const { client } = usePageServices();
  const view = useMemo(() => new SummaryView(client, session), [client, session]);
  useEffect(() => view.open(), [view]);
  const { summary } = useStore(view.store);
  const { status } = words.workbench;
  const sides = summary === undefined ? [] : [summary.sent, summary.received];
  const wire = sides.reduce((sum, { wireBytes }) => sum + wireBytes, 0);
  const payload = sides.reduce((sum, { wirePayloadBytes }) => sum + wirePayloadBytes, 0);
  if (payload === 0 || wire === 0) return <span>{status.deflateAgreed}</span>;
  return (
    <span>{status.deflate(formatSize(payload), formatSize(wire), `${Math.round((100 * wire) / payload)} %`)}</span>
  );
}
