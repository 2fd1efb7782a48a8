import { useId } from 'react';
import { RowDirection } from '../../../contract/rows.ts';
import {
  conditionCount,
  emptyDraft,
  kindGroupNames,
  type FilterDraft,
  type FilterFault,
} from '../../model/filter-draft.ts';
import { formatCount, formatDateTime } from '../../model/format.ts';
import type { ListedSession } from '../../model/transcript-search.ts';
import { words } from '../../model/words.ts';
import { Button, Popover, PopoverSurface, PopoverTrigger } from '../../ui/controls.ts';
import { Filter16Regular } from '../../ui/icons.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';
import { ToggleChips } from '../../ui/toggle-chips.tsx';

const useStyles = makeStyles({
  surface: { width: '460px', maxWidth: 'calc(100vw - 48px)', boxSizing: 'border-box', overflowY: 'auto' },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { ...text.subtitle, margin: 0 },
  pair: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', columnGap: tokens.spacingHorizontalM },
  // As many as were connected one after the other.
  sessions: { maxHeight: '120px', overflowY: 'auto', flexShrink: 0 },
  button: { flexShrink: 0, minWidth: 0 },
  reset: { alignSelf: 'flex-start' },
});

interface FilterConditionsProps {
  readonly draft: FilterDraft;
  readonly sessions: readonly ListedSession[];
  readonly fault: FilterFault | undefined;
  readonly onEdit: (changes: Partial<FilterDraft>) => void;
}

/** What rows have to be beside what is in them: direction, kind, session, size and time. */
export function FilterConditions({ draft, sessions, fault, onEdit }: FilterConditionsProps) {
  const styles = useStyles();
  const id = useId();
  const count = conditionCount(draft);
  const field = (name: 'minSize' | 'maxSize' | 'from' | 'to') => (
    <TextField
      id={`${id}-${name}`}
      ref={null}
      label={words.search[name]}
      value={draft[name]}
      type={name === 'from' || name === 'to' ? 'datetime-local' : 'text'}
      placeholder={words.search.sizePlaceholder}
      maxLength={64}
      fault={fault?.field === name ? fault.message : undefined}
      onChange={(value) => onEdit({ [name]: value })}
    />
  );
  const { transcript } = words;
  return (
    // Where there is room for all of it: above the button in a low window.
    <Popover trapFocus positioning={{ position: 'above', align: 'end', autoSize: true, overflowBoundaryPadding: 8 }}>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          className={styles.button}
          size="small"
          appearance={count > 0 ? 'secondary' : 'subtle'}
          icon={<Filter16Regular />}
          aria-label={words.search.conditions(count)}
        >
          {count > 0 ? String(count) : undefined}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={words.search.conditionsTitle}>
        <div className={styles.form}>
          <h3 className={styles.title}>{words.search.conditionsTitle}</h3>
          <ToggleChips
            label={words.search.directions}
            options={[
              { value: RowDirection.sent, label: transcript.sent },
              { value: RowDirection.received, label: transcript.received },
              { value: RowDirection.event, label: transcript.event },
              { value: RowDirection.problem, label: transcript.problem },
            ]}
            chosen={draft.directions}
            onChange={(directions) => onEdit({ directions })}
          />
          <ToggleChips
            label={words.search.kindsOfRows}
            options={kindGroupNames.map((value) => ({ value, label: words.search.groups[value] }))}
            chosen={draft.kinds}
            onChange={(kinds) => onEdit({ kinds })}
          />
          {sessions.length > 1 && (
            <div className={styles.sessions}>
              <ToggleChips
                label={words.search.sessions}
                options={sessions.map(({ session, startedAt }, index) => ({
                  value: session,
                  label: `${formatCount(index + 1)} · ${formatDateTime(startedAt)}`,
                }))}
                chosen={draft.sessions}
                onChange={(chosen) => onEdit({ sessions: chosen })}
              />
            </div>
          )}
          <div className={styles.pair}>
            {field('minSize')}
            {field('maxSize')}
          </div>
          <div className={styles.pair}>
            {field('from')}
            {field('to')}
          </div>
          <Button
            className={styles.reset}
            size="small"
            disabled={count === 0}
            onClick={() => {
              const { directions, kinds, sessions: none, minSize, maxSize, from, to } = emptyDraft;
              onEdit({ directions, kinds, sessions: none, minSize, maxSize, from, to });
            }}
          >
            {words.search.reset}
          </Button>
        </div>
      </PopoverSurface>
    </Popover>
  );
}
