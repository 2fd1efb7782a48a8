import {
  lazy,
  Suspense,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
  type RefObject,
} from 'react';
import type { RowAddress } from '../../model/log-view.ts';
import type { TranscriptModel } from '../../model/transcript-model.ts';
import { words } from '../../model/words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import {
  Broom16Regular,
  DataTrending16Regular,
  Pause16Regular,
  Play16Regular,
  Search16Regular,
} from '../../ui/icons.ts';
import { mergeClasses } from '../../ui/styles.ts';
import type { ExportPart } from '../log-transfer/export-form.tsx';
import { exportPartsOf } from '../log-transfer/export-parts.ts';
import { LogTransferButton } from '../log-transfer/log-transfer-dialog.tsx';
import { usePageServices } from '../page-context.ts';
import { useStore } from '../use-store.ts';
import { DetailSide } from './detail-side.tsx';
import { FilterBar } from './filter-bar.tsx';
import { LogSummary, type LogCounts } from './log-summary.tsx';
import { LookMenu, type FrameRecording } from './look-menu.tsx';
import { NoteField } from './note-field.tsx';
import { PinsButton } from './pins-button.tsx';
import { layoutOf } from './row-layout.ts';
import { RowList, type MenuPoint } from './row-list.tsx';
import { RowMenu } from './row-menu.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useSearch } from './use-search.ts';
import { useTranscriptStyles } from './transcript-styles.ts';

const ChartsPanel = lazy(async () => ({ default: (await import('./charts/charts-panel.tsx')).ChartsPanel }));

const noParts: readonly ExportPart[] = [];

interface TranscriptProps {
  readonly model: TranscriptModel;
  /** Its name, where there are several. */
  readonly label?: string;
  /** Totals, as they are shown in its head. */
  readonly totals: string | undefined;
  /** The same for assistive technology. */
  readonly counts: LogCounts;
  /** What to say where there are no rows, and how some come. */
  readonly empty: { readonly title: string; readonly text: string };
  /** Undefined where rows may still come. */
  readonly isEnded?: boolean;
  readonly recording?: FrameRecording | undefined;
  /** Whether its newest session is connected, so that a ping can be sent. */
  readonly canPing?: boolean;
  /** Whether it is gone when the session is, or the app ends. */
  readonly isPrivate?: boolean;
  /** Stands between the head and the rows. */
  readonly notice?: ReactNode;
  /** Undefined where it cannot be cleared. */
  readonly onClear?: () => void;
  readonly sectionRef?: RefObject<HTMLElement | null>;
}

/** What has happened, row by row; a row opens to the whole message. */
export function Transcript({
  model,
  label,
  totals,
  counts,
  empty,
  isEnded = false,
  recording,
  canPing = false,
  isPrivate = false,
  notice,
  onClear,
  sectionRef,
}: TranscriptProps) {
  const styles = useTranscriptStyles();
  const { app } = usePageServices();
  const { log } = model;
  useSyncExternalStore(log.subscribe, log.version);
  const ownRef = useRef<HTMLElement>(null);
  const ref = sectionRef ?? ownRef;
  const { selection, isOpen, pausedAt, noting } = useStore(model.store);
  const marks = useStore(model.marks.store);
  const { search, fieldId, isOpen: isSearching, open: openSearch, close: closeSearch, goToHit } = useSearch(model);
  const layout = layoutOf(useStore(app.store, (state) => state.transcriptLook));
  const chartsLook = useStore(app.store, (state) => state.chartsLook);
  const newest = log.sessions.at(-1);
  const charted = chartsLook.isOpen ? newest : undefined;
  const [menu, setMenu] = useState<MenuPoint>();
  useEffect(() => model.marks.follow(log.sessions));
  useEffect(() => () => model.typing.clear(), [model]);
  const opened = isOpen && selection !== undefined && selection.active < model.length ? selection.active : undefined;
  const openedAt = opened === undefined ? undefined : log.locate(opened);
  const focusGrid = (): void => ref.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const close = (): void => {
    model.close();
    // The pane may have had the focus, and goes.
    focusGrid();
  };
  const endSearch = (): void => {
    closeSearch();
    // The field had the focus, and goes.
    focusGrid();
  };
  const goTo = async (address: RowAddress): Promise<void> => {
    const find = (): Promise<number | undefined> => log.indexOf(address).catch(() => undefined);
    let index = await find();
    if (index === undefined && log.isFiltered) {
      // Hidden by the filter.
      closeSearch();
      index = await find();
    }
    if (index !== undefined) model.select(index);
    focusGrid();
  };
  const isPaused = pausedAt !== undefined;
  const exportedSession = log.locate(selection?.active ?? log.length - 1)?.session;
  const exportParts = exportedSession === undefined ? noParts : exportPartsOf(log, selection, exportedSession);
  return (
    // Esc closes the pane from wherever inside the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={ref}
      className={mergeClasses(
        styles.transcript,
        isSearching && styles.withSearch,
        opened !== undefined && styles.withDetail,
        charted !== undefined && styles.withCharts,
      )}
      aria-label={label ?? words.transcript.label}
      data-region="transcript"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) close();
      }}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{words.transcript.label}</h2>
        {isPrivate && (
          <span className={styles.paused} title={words.recording.isPrivateText}>
            {words.recording.isPrivate}
          </span>
        )}
        {isPaused && <span className={styles.paused}>{words.transcript.paused}</span>}
        {totals !== undefined && <span className={styles.totals}>{totals}</span>}
        <div className={styles.tools}>
          {!isEnded && (
            <IconButton
              label={isPaused ? words.transcript.resume : words.transcript.pause}
              icon={isPaused ? Play16Regular : Pause16Regular}
              disabled={log.length === 0}
              onClick={() => model.setPaused(!isPaused)}
            />
          )}
          <IconButton
            label={words.charts.show}
            icon={DataTrending16Regular}
            disabled={newest === undefined}
            isPressed={chartsLook.isOpen}
            onClick={() => void app.setChartsLook({ ...chartsLook, isOpen: !chartsLook.isOpen })}
          />
          <IconButton
            label={words.search.open}
            icon={Search16Regular}
            isPressed={isSearching}
            onClick={isSearching ? endSearch : openSearch}
          />
          <PinsButton model={model} />
          <LogTransferButton session={exportedSession} parts={exportParts} />
          <LookMenu recording={recording} />
          {onClear !== undefined && (
            <IconButton
              label={words.transcript.clear}
              icon={Broom16Regular}
              disabled={log.length === 0 && !log.isFiltered}
              onClick={() => {
                model.reset();
                onClear();
              }}
            />
          )}
        </div>
      </div>
      {notice}
      {charted !== undefined && (
        <Suspense>
          <ChartsPanel
            key={charted}
            label={words.partOf(words.charts.label, label)}
            session={charted}
            canPing={canPing}
            isShown={(row) => log.has({ session: charted, row })}
            onShow={(row) => void goTo({ session: charted, row })}
          />
        </Suspense>
      )}
      {isSearching && (
        <FilterBar
          label={words.partOf(words.search.label, label)}
          search={search}
          fieldId={fieldId}
          onHit={goToHit}
          onClose={endSearch}
        />
      )}
      <div className={mergeClasses(styles.body, charted !== undefined && styles.bodyUnderCharts)}>
        {log.length === 0 && log.isFiltered ? (
          <div className={styles.empty}>
            <p className={styles.emptyTitle}>{words.search.none}</p>
            <p className={styles.emptyText}>{words.search.noneExplanation}</p>
          </div>
        ) : log.length === 0 ? (
          <div className={styles.empty}>
            <p className={styles.emptyTitle}>{empty.title}</p>
            <p className={styles.emptyText}>{empty.text}</p>
          </div>
        ) : (
          <div className={styles.panes}>
            <div className={styles.list}>
              <RowList model={model} layout={layout} onMenu={setMenu} />
            </div>
            {opened !== undefined && (
              <DetailSide
                label={words.partOf(words.detail.label, label)}
                log={log}
                reading={model.reading}
                index={opened}
                note={(openedAt && marks.get(openedAt.session)?.get(openedAt.row)?.note) ?? ''}
                onClose={close}
              />
            )}
          </div>
        )}
        {noting !== undefined && (
          <NoteField key={`${noting.session}:${noting.row}`} model={model} address={noting} onEnd={focusGrid} />
        )}
        <SelectionBar model={model} />
      </div>
      <RowMenu
        model={model}
        at={menu}
        onClose={() => {
          setMenu(undefined);
          focusGrid();
        }}
      />
      <LogSummary counts={counts} />
    </section>
  );
}
