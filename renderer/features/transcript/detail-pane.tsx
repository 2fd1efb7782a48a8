import { useEffect, useMemo, useState } from 'react';
import type { Row } from '../../../contract/rows.ts';
import { formatCount, formatSize, formatTime } from '../../model/format.ts';
import type { LogView, RowAddress } from '../../model/log-view.ts';
import { payloadStep, PayloadView } from '../../model/payload-view.ts';
import { directionWord, hasPayload, isText, kindWord, previewText, rowDetail, sizeWord } from '../../model/row-text.ts';
import { words } from '../../model/words.ts';
import { Button, Tab, TabList } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Dismiss16Regular } from '../../ui/icons.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { useStore } from '../use-store.ts';
import { CopyButton } from '../copy-button.tsx';
import { Explanation } from '../explanation.tsx';
import { usePageServices } from '../page-context.ts';
import { useDetailStyles } from './detail-styles.ts';

interface DetailPaneProps {
  readonly log: LogView;
  readonly index: number;
  /** What a person wrote beside the row; empty where nothing. */
  readonly note?: string;
  readonly onClose: () => void;
}

/** One row in full. */
export function DetailPane({ log, index, note = '', onClose }: DetailPaneProps) {
  const styles = useDetailStyles();
  const row = log.row(index);
  const address = log.locate(index);
  return (
    <section className={styles.pane} aria-label={words.detail.label}>
      <div className={styles.head}>
        <span className={styles.facts} title={row === undefined ? undefined : exactSize(row)}>
          {row === undefined ? '' : facts(row)}
        </span>
        <IconButton label={words.detail.close} icon={Dismiss16Regular} onClick={onClose} />
      </div>
      {note !== '' && <p className={styles.note}>{words.transcript.noted(note)}</p>}
      {row !== undefined && address !== undefined && (
        <>
          {hasPayload(row) ? (
            <Payload key={`${address.session}:${address.row}`} row={row} address={address} />
          ) : (
            <Event row={row} />
          )}
        </>
      )}
    </section>
  );
}

function facts(row: Row): string {
  return [directionWord(row), kindWord(row), sizeWord(row), formatTime(row.time)].filter(Boolean).join(' · ');
}

function exactSize(row: Row): string | undefined {
  return hasPayload(row) ? words.detail.exactSize(formatCount(row.size)) : undefined;
}

function Event({ row }: { readonly row: Row }) {
  const styles = useDetailStyles();
  const failure = rowDetail(row, 'failed');
  return (
    <div className={styles.content}>
      {failure === undefined ? <p className={styles.sentence}>{previewText(row)}</p> : <Explanation error={failure} />}
    </div>
  );
}

function Payload({ row, address }: { readonly row: Row; readonly address: RowAddress }) {
  const styles = useDetailStyles();
  const { client } = usePageServices();
  const { session, row: number } = address;
  const payload = useMemo(() => new PayloadView(client, { session, row: number }), [client, session, number]);
  useEffect(() => void payload.loadMore(), [payload]);
  const { text, hex, loaded, isLoading, isAtEnd, error } = useStore(payload.store);
  const [shows, setShows] = useState<'text' | 'hex'>(isText(row) ? 'text' : 'hex');
  const content = shows === 'text' ? text : hex;
  const left = row.size - loaded;
  const canLoadMore = left > 0 && !isAtEnd;
  return (
    <>
      <div className={styles.tools}>
        <TabList
          size="small"
          selectedValue={shows}
          aria-label={words.detail.view}
          onTabSelect={(_event, { value }) => setShows(value === 'hex' ? 'hex' : 'text')}
        >
          <Tab value="text">{words.detail.asText}</Tab>
          <Tab value="hex">{words.detail.asHex}</Tab>
        </TabList>
        <CopyButton label={words.detail.copy} text={content} />
      </div>
      <ScrollArea className={styles.content} label={words.transcript.columns.preview}>
        {error === undefined ? null : <Explanation error={error} />}
        {content !== '' && <pre className={shows === 'hex' ? styles.hex : styles.text}>{content}</pre>}
        {row.size === 0 && <p className={styles.sentence}>{words.detail.nothing}</p>}
        {left > 0 && isAtEnd && <p className={styles.sentence}>{words.detail.released}</p>}
      </ScrollArea>
      {canLoadMore && loaded > 0 && (
        <div className={styles.foot}>
          <span>{words.detail.loaded(formatSize(loaded), formatSize(row.size))}</span>
          <Button size="small" disabled={isLoading} onClick={() => void payload.loadMore()}>
            {words.detail.more(formatSize(Math.min(left, payloadStep)))}
          </Button>
        </div>
      )}
    </>
  );
}
