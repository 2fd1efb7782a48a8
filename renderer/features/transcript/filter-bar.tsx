import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { formatCount } from '../../model/format.ts';
import { explainError } from '../../model/explain-error.ts';
import { searchKinds } from '../../model/filter-draft.ts';
import type { SearchProgress, SearchState, TranscriptSearch } from '../../model/transcript-search.ts';
import { words } from '../../model/words.ts';
import { FilterChoice } from '../../ui/filter-fields.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import {
  ArrowDown16Regular,
  ArrowUp16Regular,
  Dismiss16Regular,
  Highlight16Regular,
  Stop16Regular,
  TextCaseTitle16Regular,
} from '../../ui/icons.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { makeStyles, mergeClasses, problemColor, text, tokens } from '../../ui/styles.ts';
import { useStore } from '../use-store.ts';
import { FilterConditions } from './filter-conditions.tsx';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    paddingInlineStart: tokens.spacingHorizontalM,
    paddingInlineEnd: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalS,
    paddingBottom: tokens.spacingVerticalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  // Always there, so that nothing moves when it says something.
  note: {
    ...text.caption,
    ...text.number,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '24px',
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  fault: { color: problemColor },
});

interface FilterBarProps {
  /** What the bar is called: of two beside each other each has a name of its own. */
  readonly label: string;
  readonly search: TranscriptSearch;
  readonly fieldId: string;
  /** Goes to a hit. */
  readonly onHit: (direction: 'next' | 'previous') => void;
  readonly onClose: () => void;
}

/** What to search the transcript for, and how far that is. */
export function FilterBar({ label, search, fieldId, onHit, onClose }: FilterBarProps) {
  const styles = useStyles();
  const noteId = useId();
  const fieldRef = useRef<HTMLInputElement>(null);
  const state = useStore(search.store);
  const { draft, fault, progress } = state;
  useEffect(() => fieldRef.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && progress !== undefined) {
      event.preventDefault();
      onHit(event.shiftKey ? 'previous' : 'next');
    }
  };
  return (
    // Esc closes the search from wherever inside the focus is.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <search
      className={styles.bar}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        // One in the popover, which is elsewhere in the document, closes that only.
        if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.line}>
        <FilterChoice
          label={words.search.kind}
          value={draft.kind}
          options={searchKinds.map((value) => ({ value, label: words.search.kinds[value] }))}
          onChange={(kind) => search.edit({ kind })}
        />
        <SearchField
          id={fieldId}
          ref={fieldRef}
          label={words.search.label}
          clearLabel={words.search.clearField}
          placeholder={words.search.placeholders[draft.kind]}
          value={draft.needle}
          noteId={noteId}
          isAtFault={fault?.field === 'needle'}
          isMono={draft.kind !== 'text'}
          onChange={(needle) => search.edit({ needle })}
          onKeyDown={onKeyDown}
        />
        <IconButton
          label={words.search.matchCase}
          icon={TextCaseTitle16Regular}
          isPressed={draft.matchCase}
          disabled={draft.kind === 'hex' || draft.kind === 'jsonPath'}
          onClick={() => search.edit({ matchCase: !draft.matchCase })}
        />
        <FilterConditions
          draft={draft}
          sessions={state.sessions}
          fault={fault}
          onEdit={(changes) => search.edit(changes)}
        />
        <IconButton
          label={words.search.showsAll}
          icon={Highlight16Regular}
          isPressed={draft.showsAll}
          onClick={() => search.edit({ showsAll: !draft.showsAll })}
        />
        <IconButton
          label={words.search.previous}
          icon={ArrowUp16Regular}
          disabled={progress === undefined}
          onClick={() => onHit('previous')}
        />
        <IconButton
          label={words.search.next}
          icon={ArrowDown16Regular}
          disabled={progress === undefined}
          onClick={() => onHit('next')}
        />
        <IconButton label={words.search.clear} icon={Dismiss16Regular} onClick={onClose} />
      </div>
      <div id={noteId} className={mergeClasses(styles.note, isProblem(state) && styles.fault)}>
        <span>{noteOf(state)}</span>
        {progress?.isScanning === true && (
          <IconButton label={words.search.cancel} icon={Stop16Regular} onClick={() => void search.stop()} />
        )}
      </div>
    </search>
  );
}

function isProblem({ fault, problem }: SearchState): boolean {
  return fault !== undefined || problem !== undefined;
}

function noteOf({ fault, problem, progress }: SearchState): string {
  if (fault !== undefined) return fault.message;
  const counted = progress === undefined ? '' : progressText(progress);
  if (problem === undefined) return counted;
  return [counted, explainError(problem).why].filter(Boolean).join(' · ');
}

function progressText({ found, rows, scannedRows, isScanning, skippedRows }: SearchProgress): string {
  const percent = rows === 0 ? 100 : Math.floor((scannedRows / rows) * 100);
  const parts = [words.search.count(formatCount(found), formatCount(rows))];
  if (isScanning) parts.push(words.search.scanning(percent));
  else if (scannedRows < rows) parts.push(words.search.stopped(percent));
  if (skippedRows > 0) parts.push(words.search.skipped(formatCount(skippedRows)));
  return parts.join(', ');
}
