import { useRef, useState } from 'react';
import { journalOutcomes } from '../../../contract/network-isolation.ts';
import type { JournalEntry } from '../../../contract/network-journal.ts';
import { Explanation } from '../../features/explanation.tsx';
import { paneStyles } from '../../features/transcript/pane-styles.ts';
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
  ...paneStyles,
  journal: { ...paneStyles.frame, minHeight: '240px' },
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
        <FilterText
          label={text.filter}
          clearLabel={words.search.clearField}
          value={filter.text}
          onChange={(typed) => setFilter({ text: typed })}
        />
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
