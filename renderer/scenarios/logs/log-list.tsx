import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { LogInfo } from '../../../contract/log.ts';
import { Explanation } from '../../features/explanation.tsx';
import { useStore } from '../../features/use-store.ts';
import { showControls } from '../../model/control-characters.ts';
import { formatCount, formatDateTime, formatDuration, formatSize, formatTimeLeft } from '../../model/format.ts';
import { logsHref } from '../../model/logs-link.ts';
import type { LogsPage } from '../../model/logs-page.ts';
import { words } from '../../model/words.ts';
import { Button, Link } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Delete16Regular, Dismiss16Regular } from '../../ui/icons.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { mergeClasses } from '../../ui/styles.ts';
import { useLogListStyles } from './log-list-styles.ts';

const listId = 'logs-of-sessions';

interface LogListProps {
  readonly page: LogsPage;
  readonly onImport: () => void;
}

/** Every log, newest first, each with a way to open and to delete it. */
export function LogList({ page, onImport }: LogListProps) {
  const styles = useLogListStyles();
  const { logs, listed, asksAll } = useStore(page.store);
  if (logs === undefined) return null;
  if (logs.length === 0) return <Nothing onImport={onImport} />;
  const over = logs.filter(({ isLive }) => !isLive).length;
  const sizeBytes = logs.reduce((sum, log) => sum + log.sizeBytes, 0);
  const { columns } = words.logs;
  return (
    <section id={listId} className={styles.section} tabIndex={-1} aria-label={words.logs.label} data-region="logs">
      <div className={styles.tools}>
        <span className={styles.count}>{words.logs.count(formatCount(logs.length), formatSize(sizeBytes))}</span>
        <Button size="small" onClick={onImport}>
          {words.logTransfer.import}
        </Button>
        {asksAll ? (
          <Question page={page} text={words.logs.askAll(formatCount(over))} />
        ) : (
          <Button size="small" disabled={over === 0} onClick={() => page.ask()}>
            {words.logs.deleteAll}
          </Button>
        )}
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.head}>
              {columns.address}
            </th>
            <th scope="col" className={mergeClasses(styles.head, styles.when)}>
              {columns.when}
            </th>
            <th scope="col" className={mergeClasses(styles.head, styles.number, styles.extra)}>
              {columns.duration}
            </th>
            <th scope="col" className={mergeClasses(styles.head, styles.number, styles.extra)}>
              {columns.rows}
            </th>
            <th scope="col" className={mergeClasses(styles.head, styles.number, styles.size)}>
              {columns.size}
            </th>
            <th scope="col" className={mergeClasses(styles.head, styles.action)}>
              <span className={styles.hidden}>{columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {logs.slice(0, listed).map((info) => (
            <Entry key={info.session} page={page} info={info} />
          ))}
        </tbody>
      </table>
      {logs.length > listed && (
        <Button className={styles.more} size="small" onClick={() => void page.listMore()}>
          {words.logs.more(formatCount(logs.length - listed))}
        </Button>
      )}
    </section>
  );
}

interface EntryProps {
  readonly page: LogsPage;
  readonly info: LogInfo;
}

function Entry({ page, info }: EntryProps) {
  const styles = useLogListStyles();
  const duration = useStore(page.store, (state) => state.durations.get(info.session));
  const { logs } = words;
  if (info.problem !== undefined) {
    return (
      <tr>
        <td className={styles.cell} colSpan={5}>
          <p className={styles.unreadable}>{logs.unreadable(info.session)}</p>
          <Explanation error={info.problem} />
        </td>
        <td className={mergeClasses(styles.cell, styles.action)}>
          <DeleteButton page={page} info={info} />
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <td className={styles.cell}>
        <div className={styles.name}>
          <Link className={styles.address} href={logsHref(info.session)} title={showControls(info.url)}>
            {nameOf(info)}
          </Link>
          <Badges info={info} />
        </div>
      </td>
      <td className={mergeClasses(styles.cell, styles.when)}>{formatDateTime(info.startedAt)}</td>
      <td className={mergeClasses(styles.cell, styles.number, styles.extra)}>
        {duration === undefined || duration === 0 ? '' : lengthOf(duration)}
      </td>
      <td className={mergeClasses(styles.cell, styles.number, styles.extra)}>
        {formatCount(info.length - info.firstRow)}
      </td>
      <td className={mergeClasses(styles.cell, styles.number, styles.size)}>{formatSize(info.sizeBytes)}</td>
      <td className={mergeClasses(styles.cell, styles.action)}>
        {!info.isLive && <DeleteButton page={page} info={info} />}
      </td>
    </tr>
  );
}

function Badges({ info: { isLive, isPrivate, page } }: { readonly info: LogInfo }): ReactNode {
  const styles = useLogListStyles();
  const { logs } = words;
  const badges = [isLive && logs.isLive, isPrivate && logs.isPrivate, page === 'import' && logs.imported];
  return badges.map(
    (badge) =>
      badge !== false && (
        <span key={badge} className={styles.badge}>
          {badge}
        </span>
      ),
  );
}

function DeleteButton({ page, info }: EntryProps) {
  const { logs } = words;
  return (
    <IconButton label={logs.deleteOne(titleOf(info))} icon={Delete16Regular} onClick={() => void page.remove(info)} />
  );
}

/** What was deleted last, and the way back. It has the focus that the row has lost. */
export function Removed({ page }: { readonly page: LogsPage }) {
  const styles = useLogListStyles();
  const { removed } = useStore(page.store);
  const { logs } = words;
  return (
    <output>
      {removed !== undefined && (
        <div className={styles.removed}>
          <span className={styles.removedText}>{logs.removed(titleOf(removed))}</span>
          <UndoButton key={removed.session} page={page} />
          <IconButton label={logs.dismiss} icon={Dismiss16Regular} onClick={() => void page.forgetRemoved()} />
        </div>
      )}
    </output>
  );
}

function UndoButton({ page }: { readonly page: LogsPage }) {
  const ref = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const button = ref.current;
    button?.focus();
    return () => {
      // It goes by itself, too: then the next Tab begins with the list.
      if (button?.parentElement?.contains(document.activeElement) === true) document.getElementById(listId)?.focus();
    };
  }, []);
  return <PushButton ref={ref} label={words.logs.undo} disabled={false} onClick={() => void page.undoRemoval()} />;
}

/** A question in the place of the button that led to it. */
function Question({ page, text }: { readonly page: LogsPage; readonly text: string }) {
  const styles = useLogListStyles();
  const ref = useRef<HTMLButtonElement>(null);
  // The button that asked has gone, and the focus with it. "Keep" is the one that does no harm.
  useEffect(() => ref.current?.focus(), []);
  const { logs } = words;
  return (
    <span className={styles.question}>
      <span className={styles.ask}>{text}</span>
      <PushButton label={logs.yes} name={`${logs.yes}: ${text}`} disabled={false} onClick={() => void page.wipeAll()} />
      <PushButton ref={ref} label={logs.no} name={`${logs.no}: ${text}`} disabled={false} onClick={() => page.keep()} />
    </span>
  );
}

function Nothing({ onImport }: Pick<LogListProps, 'onImport'>) {
  const styles = useLogListStyles();
  const { logs } = words;
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{logs.empty}</p>
      <p className={styles.emptyText}>{logs.emptyText}</p>
      <Link href="#/">{logs.toScenario}</Link>
      <Button size="small" onClick={onImport}>
        {words.logTransfer.import}
      </Button>
    </div>
  );
}

function lengthOf(ms: number): string {
  return ms < 1000 ? formatDuration(ms) : formatTimeLeft(ms / 1000);
}

function titleOf(info: LogInfo): string {
  return `${nameOf(info)}, ${formatDateTime(info.startedAt)}`;
}

function nameOf({ url }: LogInfo): string {
  return url === '' ? words.logs.noAddress : showControls(url);
}
