import type { FileSource } from '../../../contract/commands/command.ts';
import { DropTarget } from '../../features/drop-target.tsx';
import { Explanation } from '../../features/explanation.tsx';
import { TransferLines } from '../../features/log-transfer/transfer-lines.tsx';
import { useLogTransfers } from '../../features/log-transfer/use-log-transfers.ts';
import { pageStyles } from '../../features/page-styles.ts';
import { Transcript } from '../../features/transcript/transcript.tsx';
import { useStore } from '../../features/use-store.ts';
import { formatDateTime, formatSize } from '../../model/format.ts';
import { logsHref } from '../../model/logs-link.ts';
import type { LogsPage, OpenedLog } from '../../model/logs-page.ts';
import { showControls } from '../../model/control-characters.ts';
import { settingsHref } from '../../model/settings-list.ts';
import { words } from '../../model/words.ts';
import { Link } from '../../ui/controls.ts';
import { makeStyles, oneLine, scrollBar, text, tokens } from '../../ui/styles.ts';
import { LogList, Removed } from './log-list.tsx';

const useStyles = makeStyles({
  ...pageStyles,
  body: {
    containerName: 'logs',
    containerType: 'inline-size',
    flexGrow: 1,
    minHeight: 0,
    ...scrollBar,
    overflowY: 'auto',
    scrollbarGutter: 'stable',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXL,
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
  },
  // No wider: an address and what is said of it stay near each other.
  list: { display: 'flex', flexDirection: 'column', minWidth: 0, maxWidth: '1120px' },
  imports: { marginBottom: tokens.spacingVerticalL },
  missing: { ...text.body, margin: 0 },
  log: {
    flexGrow: 1,
    minHeight: 0,
    ...scrollBar,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalL}`,
  },
  crumbs: { display: 'flex', alignItems: 'baseline', gap: tokens.spacingHorizontalM, minWidth: 0 },
  address: { ...text.mono, ...text.body, ...oneLine, minWidth: 0 },
  when: { ...text.caption, ...text.number, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  rows: { flexGrow: 1, minHeight: '160px' },
});

/** The logs of all sessions, or one of them. */
export function LogsView({ page }: { readonly page: LogsPage }) {
  const styles = useStyles();
  const { opened, problem } = useStore(page.store);
  return (
    <div className={styles.page}>
      <header className={styles.head} data-region="head">
        <h1 className={styles.title}>{words.logs.title}</h1>
        <p className={styles.sentence}>{words.logs.sentence}</p>
      </header>
      {opened === undefined ? (
        <Listed page={page} />
      ) : (
        <div className={styles.log}>
          {problem !== undefined && <Explanation error={problem} />}
          <Opened opened={opened} />
        </div>
      )}
    </div>
  );
}

/** All logs; a file with some is imported where it is dropped. */
function Listed({ page }: { readonly page: LogsPage }) {
  const styles = useStyles();
  const { problem, isMissing } = useStore(page.store);
  const { list, transfers } = useLogTransfers();
  const imports = transfers.filter(({ way }) => way === 'import');
  const importFrom = (source?: FileSource): Promise<void> => {
    list.dismissEnded();
    return list.import(source);
  };
  return (
    <DropTarget isPane className={styles.body} onDrop={importFrom}>
      {problem !== undefined && <Explanation error={problem} />}
      {isMissing && (
        <p className={styles.missing}>
          {words.logs.missing}. {words.logs.missingText}
        </p>
      )}
      <div className={styles.list}>
        <Removed page={page} />
        {imports.length > 0 && (
          <div className={styles.imports}>
            <TransferLines transfers={imports} onCancel={(transfer) => void list.cancel(transfer)} />
          </div>
        )}
        <LogList page={page} onImport={() => void importFrom()} />
      </div>
      <div>
        <Link href={settingsHref(words.settings.groups.logs)}>{words.logSettingsLink}</Link>
      </div>
    </DropTarget>
  );
}

function Opened({ opened: { info, transcript, totals } }: { readonly opened: OpenedLog }) {
  const styles = useStyles();
  const { logs } = words;
  return (
    <>
      <div className={styles.crumbs}>
        <Link href={logsHref()}>{logs.back}</Link>
        <span className={styles.address} title={showControls(info.url)}>
          {showControls(info.url)}
        </span>
        <span className={styles.when}>{formatDateTime(info.startedAt)}</span>
      </div>
      <div className={styles.rows}>
        <Transcript
          key={info.session}
          model={transcript}
          totals={
            totals &&
            words.transcript.totals(
              String(totals.received.messages),
              String(totals.sent.messages),
              formatSize(totals.received.bytes + totals.sent.bytes),
            )
          }
          counts={{
            messages: (totals?.sent.messages ?? 0) + (totals?.received.messages ?? 0),
            problems: totals?.problems ?? 0,
          }}
          empty={{ title: logs.emptyLog, text: logs.emptyLogText }}
          isEnded={!info.isLive}
          isPrivate={info.isPrivate}
        />
      </div>
    </>
  );
}
