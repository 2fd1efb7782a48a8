import { useEffect, useRef, useState } from 'react';
import { markLimits } from '../../../contract/log-marks.ts';
import { formatCount } from '../../model/format.ts';
import type { RowAddress } from '../../model/log-view.ts';
import type { TranscriptModel } from '../../model/transcript-model.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { LineInput } from '../../ui/line-input.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    flexShrink: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface NoteFieldProps {
  readonly model: TranscriptModel;
  readonly address: RowAddress;
  /** It is over: the field goes, and has had the focus. */
  readonly onEnd: () => void;
}

/** A note beside a row, while it is written. Empty, it takes the note away. */
export function NoteField({ model, address, onEnd }: NoteFieldProps) {
  const styles = useStyles();
  const [note, setNote] = useState(() => model.marks.of(address)?.note ?? '');
  const ref = useRef<HTMLInputElement>(null);
  // After the menu that asked for it has given the focus back.
  useEffect(() => {
    const timer = setTimeout(() => ref.current?.focus());
    return () => clearTimeout(timer);
  }, []);
  const { transcript } = words;
  const end = (written: string | undefined): void => {
    void model.endNote(written);
    onEnd();
  };
  return (
    <div className={styles.bar}>
      <LineInput
        ref={ref}
        label={transcript.noteLabel(formatCount(address.row))}
        maxLength={markLimits.noteLength}
        value={note}
        onChange={setNote}
        onEnter={() => end(note)}
        onEscape={() => end(undefined)}
      />
      <Button size="small" onClick={() => end(note)}>
        {transcript.saveNote}
      </Button>
      <Button size="small" appearance="subtle" onClick={() => end(undefined)}>
        {transcript.cancelNote}
      </Button>
    </div>
  );
}
