import { useEffect, useState } from 'react';
import type { Row } from '../../../contract/rows.ts';
import { attempt } from '../../model/client.ts';
import { formatCount, formatTime } from '../../model/format.ts';
import type { MarkedRow } from '../../model/row-marks.ts';
import { showControls } from '../../model/control-characters.ts';
import { directionGlyph, previewText } from '../../model/row-text.ts';
import type { TranscriptModel } from '../../model/transcript-model.ts';
import { words } from '../../model/words.ts';
import { Button, Popover, PopoverSurface, PopoverTrigger } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Pin16Regular } from '../../ui/icons.ts';
import { makeStyles, oneLine, scrollBar, text, tokens } from '../../ui/styles.ts';
import { useKeyText } from '../use-key-text.ts';
import { useStore } from '../use-store.ts';

const useStyles = makeStyles({
  surface: {
    ...scrollBar,
    width: '400px',
    maxWidth: '90vw',
    maxHeight: '60vh',
    overflowY: 'auto',
    boxSizing: 'border-box',
  },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: `0 0 ${tokens.spacingVerticalS}` },
  none: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: { width: '100%', justifyContent: 'flex-start', fontWeight: tokens.fontWeightRegular, minWidth: 0 },
  lines: { display: 'flex', flexDirection: 'column', minWidth: 0, textAlign: 'start', ...text.caption },
  line: { ...oneLine },
  note: { ...oneLine, color: tokens.colorNeutralForeground3 },
});

/** Rows that were pinned or noted: a list to go to them from. */
export function PinsButton({ model }: { readonly model: TranscriptModel }) {
  const styles = useStyles();
  const keyText = useKeyText();
  const [isOpen, setIsOpen] = useState(false);
  useStore(model.marks.store);
  const marked = model.marks.list(model.log.sessions).filter((mark) => model.log.has(mark));
  const { transcript } = words;
  return (
    <Popover trapFocus open={isOpen} onOpenChange={(_event, { open }) => setIsOpen(open)}>
      <PopoverTrigger disableButtonEnhancement>
        <IconButton label={transcript.pins(marked.length)} icon={Pin16Regular} />
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={transcript.pinsTitle}>
        <h3 className={styles.title}>{transcript.pinsTitle}</h3>
        {marked.length === 0 && <p className={styles.none}>{transcript.noPins(keyText('menu'))}</p>}
        <ul className={styles.list}>
          {marked.map((mark) => (
            <li key={`${mark.session}:${mark.row}`}>
              <Entry
                model={model}
                mark={mark}
                onGo={(index) => {
                  setIsOpen(false);
                  model.select(index);
                }}
              />
            </li>
          ))}
        </ul>
      </PopoverSurface>
    </Popover>
  );
}

interface EntryProps {
  readonly model: TranscriptModel;
  readonly mark: MarkedRow;
  readonly onGo: (index: number) => void;
}

function Entry({ model, mark, onGo }: EntryProps) {
  const styles = useStyles();
  const { log } = model;
  const {
    session,
    row: number,
    mark: { note },
  } = mark;
  const [row, setRow] = useState<Row>();
  useEffect(() => {
    let isGone = false;
    void attempt(
      async () => {
        const [read] = await log.read({ session, from: number, to: number + 1 });
        if (!isGone) setRow(read);
      },
      () => {
        // It was let go meanwhile: its number is there.
      },
    );
    return () => {
      isGone = true;
    };
  }, [log, session, number]);
  return (
    <Button
      className={styles.entry}
      appearance="subtle"
      size="small"
      onClick={() => {
        void (async () => {
          const index = await log.indexOf(mark).catch(() => undefined);
          if (index !== undefined) onGo(index);
        })();
      }}
    >
      <span className={styles.lines}>
        <span className={styles.line}>
          {row === undefined ? (
            words.transcript.goToRow(formatCount(number))
          ) : (
            <>
              {formatTime(row.time)} <span aria-hidden>{directionGlyph(row)}</span>
              {showControls(previewText(row).slice(0, 200))}
            </>
          )}
        </span>
        {note !== '' && <span className={styles.note}>{showControls(note)}</span>}
      </span>
    </Button>
  );
}
