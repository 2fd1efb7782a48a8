import { useEffect, useRef, useState } from 'react';
import { words } from '../../model/words.ts';
import { recallNumber, rememberNumber } from '../../model/window-memory.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { DetailPane, type DetailPaneProps } from './detail-pane.tsx';
import { useTranscriptStyles } from './transcript-styles.ts';

const shareName = 'detail';
const usualShare = 45;

/** The pane of the selected row, and the line that divides it from the list. */
export function DetailSide(props: DetailPaneProps) {
  const styles = useTranscriptStyles();
  const [share, setShare] = useState(() => recallNumber(shareName) ?? usualShare);
  const ref = useRef<HTMLDivElement>(null);
  // On a low page it can open below what is seen.
  useEffect(() => ref.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <>
      <Splitter
        label={words.detail.resize}
        share={share}
        onChange={(next) => {
          setShare(next);
          rememberNumber(shareName, next);
        }}
      />
      <div ref={ref} className={styles.detail} style={{ flexBasis: `${share}%` }}>
        <DetailPane {...props} />
      </div>
    </>
  );
}
