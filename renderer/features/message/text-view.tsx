import { useEffect, useState, useSyncExternalStore } from 'react';
import { showControlsInLines } from '../../model/control-characters.ts';
import { formatCount } from '../../model/format.ts';
import { pieceBytes, type PayloadPieces } from '../../model/payload-pieces.ts';
import { characterBorder, decodeUtf8, type Utf8Part } from '../../model/payload/utf8.ts';
import { words } from '../../model/words.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { CopyButton } from '../copy-button.tsx';
import { Explanation } from '../explanation.tsx';
import { useMessageStyles } from './message-styles.ts';
import { OffsetField } from './offset-field.tsx';

/** Stretches that are marked one by one; more make the page slow, and are shown as plain text. */
const markedParts = 2000;
/** A character has up to 4 bytes, so that three before a border tell whether it cuts one. */
const around = 3;

/** A payload as text, part by part: where its lines are cannot be known without reading all of it. */
export function TextView({ pieces }: { readonly pieces: PayloadPieces }) {
  const styles = useMessageStyles();
  useSyncExternalStore(pieces.subscribe, pieces.version);
  const [from, setFrom] = useState(0);
  const readFrom = Math.max(0, from - around);
  const readTo = from + pieceBytes + around;
  useEffect(() => pieces.show(readFrom, readTo), [pieces, readFrom, readTo]);
  const bytes = pieces.bytes(readFrom, readTo);
  const start = bytes === undefined ? from : readFrom + characterBorder(bytes, from - readFrom);
  const end =
    bytes === undefined
      ? Math.min(from + pieceBytes, pieces.end)
      : Math.min(pieces.end, readFrom + characterBorder(bytes, Math.min(bytes.length, from + pieceBytes - readFrom)));
  const parts = bytes === undefined ? [] : decodeUtf8(bytes.subarray(start - readFrom, end - readFrom));
  const { part, released, nothing, content, notUtf8, copyShown, copy } = words.detail;
  const isWhole = pieces.end <= pieceBytes;
  return (
    <div className={styles.view}>
      {parts.some(({ kind }) => kind === 'invalid') && <p className={styles.notice}>{notUtf8}</p>}
      <ScrollArea key={from} className={styles.content} label={content}>
        {pieces.error !== undefined && <Explanation error={pieces.error} />}
        <pre className={styles.text}>
          <Parts parts={parts} />
        </pre>
        {pieces.size === 0 && <p className={styles.notice}>{nothing}</p>}
        {pieces.end < pieces.size && <p className={styles.notice}>{released}</p>}
      </ScrollArea>
      <div className={styles.foot}>
        {!isWhole && (
          <>
            <PushButton
              label={part.previous}
              disabled={from === 0}
              onClick={() => setFrom(Math.max(0, from - pieceBytes))}
            />
            <PushButton
              label={part.next}
              disabled={from + pieceBytes >= pieces.end}
              onClick={() => setFrom(from + pieceBytes)}
            />
            <OffsetField size={pieces.end} onJump={setFrom} />
          </>
        )}
        <span className={styles.grows}>
          {!isWhole && part.place(formatCount(start), formatCount(end), formatCount(pieces.size))}
        </span>
        <CopyButton label={isWhole ? copy : copyShown} text={parts.map(({ text }) => text).join('')} />
      </div>
    </div>
  );
}

function Parts({ parts }: { readonly parts: readonly Utf8Part[] }) {
  const styles = useMessageStyles();
  return (
    <>
      {parts.slice(0, markedParts).map(({ kind, text }, index) =>
        kind === 'text' ? (
          showControlsInLines(text)
        ) : (
          // The parts of a payload never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className={styles.invalid}>
            {text}
          </span>
        ),
      )}
      {parts
        .slice(markedParts)
        .map(({ text }) => showControlsInLines(text))
        .join('')}
    </>
  );
}
