import { useState } from 'react';
import { filledLines, type HeaderLine } from '../model/request-headers.ts';
import { words } from '../model/words.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Button, Popover, PopoverSurface, PopoverTrigger } from '../ui/controls.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Add16Regular, Delete16Regular } from '../ui/icons.ts';
import { HeaderInput } from '../ui/header-input.tsx';
import { makeStyles, problemColor, text, tokens } from '../ui/styles.ts';
import { UndoArea } from './undo-area.tsx';
import { rowName, useRemovals } from './use-removals.ts';
import { faultIn, faultText, type ScenarioView } from './use-scenario.ts';

const useStyles = makeStyles({
  surface: {
    width: 'min(520px, calc(100vw - 48px))',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    boxSizing: 'border-box',
    maxHeight: '60vh',
    overflowY: 'auto',
  },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  explanation: { ...text.caption, color: tokens.colorNeutralForeground3, margin: 0 },
  line: {
    ':not(:first-child)': { marginTop: tokens.spacingVerticalS },
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr) auto',
    gap: tokens.spacingHorizontalXS,
    alignItems: 'center',
  },
  fault: {
    ...text.caption,
    color: problemColor,
    margin: 0,
    minHeight: tokens.lineHeightBase200,
  },
  add: { alignSelf: 'start' },
});

/** The request headers of the opening handshake, behind a button that says how many there are. */
export function HeaderEditor({ view }: { readonly view: ScenarioView }) {
  const styles = useStyles();
  const { page, drafts } = view;
  const fault = faultIn(view, 'headers');
  const [isOpen, setIsOpen] = useState(false);
  const [seenFault, setSeenFault] = useState(fault);
  if (fault !== seenFault) {
    setSeenFault(fault);
    if (fault !== undefined) setIsOpen(true);
  }
  const count = filledLines(drafts.headers).length;
  const change = (headers: readonly HeaderLine[]): void => {
    page.edit({ headers });
    page.clearFault('headers');
  };
  const removals = useRemovals<HeaderLine>({
    putBack: ({ thing, at }) => change(drafts.headers.toSpliced(at, 0, { ...thing, id: nextId(drafts.headers) })),
  });
  const add = (): void => change([...drafts.headers, { id: nextId(drafts.headers), name: '', value: '' }]);
  return (
    <Popover
      open={isOpen}
      onOpenChange={(_event, data) => {
        if (data.open && drafts.headers.length === 0) add();
        setIsOpen(data.open);
      }}
      positioning="below-end"
      trapFocus
    >
      <PopoverTrigger disableButtonEnhancement>
        <ActionButton
          appearance="subtle"
          label={count === 0 ? words.headers.button : words.headers.buttonWith(count)}
        />
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={words.headers.title}>
        <h2 className={styles.title}>{words.headers.title}</h2>
        <p className={styles.explanation}>{words.headers.explanation}</p>
        <UndoArea removals={removals}>
          {drafts.headers.map((line, index) => (
            <div key={line.id} className={styles.line}>
              <HeaderInput
                label={words.headers.nameOf(index + 1)}
                placeholder={words.headers.name}
                value={line.name}
                isInvalid={isFaulty(fault, index, 'name')}
                onChange={(name) => change(drafts.headers.with(index, { ...line, name }))}
              />
              <HeaderInput
                label={words.headers.valueOf(index + 1)}
                placeholder={words.headers.value}
                value={line.value}
                isInvalid={isFaulty(fault, index, 'value')}
                onChange={(value) => change(drafts.headers.with(index, { ...line, value }))}
              />
              <IconButton
                label={words.headers.remove(index + 1)}
                icon={Delete16Regular}
                onClick={() => {
                  removals.add({ what: rowName(line.name, words.headers.header, index), thing: line, at: index });
                  change(drafts.headers.toSpliced(index, 1));
                }}
              />
            </div>
          ))}
        </UndoArea>
        <p className={styles.fault}>{faultText(view, 'headers')}</p>
        <Button className={styles.add} size="small" icon={<Add16Regular />} onClick={add}>
          {words.headers.add}
        </Button>
      </PopoverSurface>
    </Popover>
  );
}

function isFaulty(fault: ReturnType<typeof faultIn>, line: number, half: 'name' | 'value'): boolean {
  if (fault?.field !== 'headers' || fault.problem.line !== line) return false;
  const { kind } = fault.problem;
  return kind === 'told' || (kind === 'nameMissing' ? half === 'name' : kind === half);
}

function nextId(lines: readonly HeaderLine[]): number {
  return Math.max(0, ...lines.map(({ id }) => id)) + 1;
}
