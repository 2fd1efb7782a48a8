// A list that is moved through from the field above it has no element of its own (WAI-ARIA, "Combobox Pattern").
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react';
import { usePageServices } from '../../features/page-context.ts';
import { groupOf, type PaletteResult } from '../../model/palette.ts';
import { words } from '../../model/words.ts';
import { Dialog, DialogBody, DialogContent, DialogSurface } from '../../ui/controls.ts';
import { KeyNames } from '../../ui/key-names.tsx';
import { MarkedText } from '../../ui/marked-text.tsx';
import { makeStyles, media, mergeClasses, oneLine, scrollBar, text, tokens, visuallyHidden } from '../../ui/styles.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '560px', padding: 0, marginTop: '10vh' },
  body: { display: 'block' },
  content: { padding: 0, overflow: 'hidden', display: 'flex', flexDirection: 'column' },
  field: {
    ...text.subtitle,
    fontWeight: tokens.fontWeightRegular,
    fontFamily: 'inherit',
    boxSizing: 'border-box',
    width: '100%',
    padding: tokens.spacingHorizontalL,
    border: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    outlineStyle: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    ':focus': { borderBottomColor: tokens.colorCompoundBrandStroke },
    '::placeholder': { color: tokens.colorNeutralForeground3 },
  },
  list: { ...scrollBar, overflowY: 'auto', height: 'min(420px, 55vh)', padding: tokens.spacingVerticalXS },
  option: {
    ...text.body,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'default',
  },
  active: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
    [media.forcedColors]: { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  title: { ...oneLine, flexGrow: 1, minWidth: 0 },
  group: { ...text.caption, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  activeGroup: { color: 'inherit' },
  none: { ...text.body, margin: 0, padding: tokens.spacingHorizontalL, color: tokens.colorNeutralForeground2 },
  hidden: visuallyHidden,
});

/** Everything that can be done, found by its name. Loaded when it is opened first. */
export function PaletteDialog({ onClose }: { readonly onClose: (chosen?: PaletteResult) => void }) {
  const styles = useStyles();
  const { palette } = usePageServices();
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const results = useMemo(() => palette.find(query), [palette, query]);
  const active = results[at];
  const activeId = active && `${id}-${at}`;
  useEffect(() => {
    document.getElementById(activeId ?? '')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      onClose(active);
      return;
    }
    const next = placeAfter(event, at, results.length);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface} aria-label={words.palette.label}>
        <DialogBody className={styles.body}>
          <DialogContent className={styles.content}>
            <input
              className={styles.field}
              role="combobox"
              aria-label={words.palette.label}
              aria-expanded
              aria-controls={id}
              aria-autocomplete="list"
              aria-activedescendant={activeId}
              placeholder={words.palette.placeholder}
              value={query}
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => {
                setQuery(event.currentTarget.value);
                setAt(0);
              }}
              onKeyDown={onKeyDown}
            />
            <div id={id} className={styles.list} role="listbox" aria-label={words.palette.results}>
              {results.map((result, index) => (
                // The field has the keys.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={result.item.id}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  className={mergeClasses(styles.option, index === at && styles.active)}
                  onMouseMove={() => setAt(index)}
                  onClick={() => onClose(result)}
                >
                  <span className={styles.title}>
                    <MarkedText text={result.item.title} marks={result.marks} />
                  </span>
                  <span className={mergeClasses(styles.group, index === at && styles.activeGroup)}>
                    {groupOf(result, query.trim() !== '')}
                  </span>
                  {result.item.keys !== undefined && <KeyNames names={result.item.keys} />}
                </div>
              ))}
            </div>
            <output className={results.length === 0 ? styles.none : styles.hidden}>
              {results.length === 0 ? words.palette.none : words.palette.found(results.length)}
            </output>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Which result is active after a key; the ends meet. Undefined for a key that moves nothing. */
function placeAfter({ key, ctrlKey }: KeyboardEvent, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at + count - 1) % count;
    case 'PageDown':
      return Math.min(at + 10, count - 1);
    case 'PageUp':
      return Math.max(at - 10, 0);
    case 'Home':
      return ctrlKey ? 0 : undefined;
    case 'End':
      return ctrlKey ? count - 1 : undefined;
    default:
      return undefined;
  }
}
