import { useRef, useState } from 'react';
import { journalOutcomes } from '../../../contract/network-isolation.ts';
import type { JournalEntry } from '../../../contract/network-journal.ts';
import { Explanation } from '../../features/explanation.tsx';
import { useStore } from '../../features/use-store.ts';
import { formatCount } from '../../model/format.ts';
import { everyEntry, type JournalView, type JournalViewState } from '../../model/journal-view.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { FilterChoice, FilterText } from '../../ui/filter-fields.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Broom16Regular } from '../../ui/icons.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { JournalDetail } from './journal-detail.tsx';
import { JournalList } from './journal-list.tsx';

const useStyles = makeStyles({
  journal: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minHeight: '240px',
    boxSizing: 'border-box',
    overflow: 'hidden',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexShrink: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  count: {
    ...text.caption,
    ...text.number,
    flexGrow: 1,
    textAlign: 'end',
    color: tokens.colorNeutralForeground3,
  },
  body: {
    // The names that the transcript's panes go by: rows and details are laid out as there.
    containerName: 'transcript-body',
    containerType: 'inline-size',
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
  },
  panes: {
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    '@container transcript-body (min-width: 760px)': { flexDirection: 'row' },
  },
  list: {
    containerName: 'transcript',
    containerType: 'inline-size',
    flex: '1 1 0',
    minHeight: '84px',
    minWidth: 0,
    display: 'flex',
  },
  empty: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalXL,
    textAlign: 'center',
  },
  emptyTitle: { ...text.body, margin: 0 },
  emptyText: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
});

interface JournalProps {
  readonly journal: JournalView;
  /** Asks about an address of the journal once more. */
  readonly onAsk: (address: string) => void;
}

/** Every socket opened or refused since start. */
export function Journal({ journal, onAsk }: JournalProps) {
  const styles = useStyles();
  const state = useStore(journal.store);
  const sectionRef = useRef<HTMLElement>(null);
  const [active, setActive] = useState<number>();
  const [opened, setOpened] = useState<JournalEntry>();
  const { filter, matchCount, entryCount, isLoaded, problem } = state;
  const { journal: text } = words.isolation;
  const forget = (): void => {
    setActive(undefined);
    setOpened(undefined);
  };
  const close = (): void => {
    setOpened(undefined);
    // The pane may have had the focus, and goes.
    sectionRef.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  const setFilter = (change: Parameters<JournalView['setFilter']>[0]): void => {
    forget();
    journal.setFilter(change);
  };
  return (
    // Esc closes the pane from wherever inside the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={sectionRef}
      className={styles.journal}
      aria-label={text.title}
      data-region="journal"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && opened !== undefined) close();
      }}
    >
      <div className={styles.head}>
        <FilterChoice
          label={text.outcome}
          value={filter.outcome ?? 'all'}
          options={(['all', ...journalOutcomes] as const).map((value) => ({ value, label: text.outcomes[value] }))}
          onChange={(value) => setFilter({ outcome: value === 'all' ? null : value })}
        />
        <FilterText label={text.filter} value={filter.text} onChange={(typed) => setFilter({ text: typed })} />
        <output className={styles.count}>{countText(state)}</output>
        <IconButton
          label={text.clear}
          icon={Broom16Regular}
          disabled={entryCount === 0}
          onClick={() => {
            forget();
            void journal.clear();
          }}
        />
      </div>
      <div className={styles.body}>
        {problem !== undefined && <Explanation error={problem} />}
        {matchCount === 0 ? (
          isLoaded && <Nothing entryCount={entryCount} onShowAll={() => setFilter(everyEntry)} />
        ) : (
          <div className={styles.panes}>
            <div className={styles.list}>
              <JournalList
                // Another filter is another list: it begins at its end again.
                key={`${filter.outcome ?? ''} ${filter.text}`}
                journal={journal}
                length={matchCount}
                active={active}
                onSelect={setActive}
                onOpen={(index) => {
                  setActive(index);
                  setOpened(journal.entryAt(index));
                }}
              />
            </div>
            {opened !== undefined && <JournalDetail entry={opened} onAsk={onAsk} onClose={close} />}
          </div>
        )}
      </div>
    </section>
  );
}

function Nothing({ entryCount, onShowAll }: { readonly entryCount: number; readonly onShowAll: () => void }) {
  const styles = useStyles();
  const { journal } = words.isolation;
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{entryCount === 0 ? journal.empty : journal.noMatch}</p>
      <p className={styles.emptyText}>
        {entryCount === 0 ? journal.emptyText : journal.noMatchText(formatCount(entryCount))}
      </p>
      {entryCount > 0 && (
        <Button size="small" onClick={onShowAll}>
          {journal.clearFilter}
        </Button>
      )}
    </div>
  );
}

function countText({ matchCount, entryCount, droppedCount }: JournalViewState): string {
  const { journal } = words.isolation;
  if (entryCount === 0) return '';
  const count =
    entryCount === 1 && matchCount === 1
      ? journal.oneCount
      : journal.count(formatCount(matchCount), formatCount(entryCount));
  return droppedCount === 0 ? count : `${count}; ${journal.dropped(formatCount(droppedCount))}`;
}
