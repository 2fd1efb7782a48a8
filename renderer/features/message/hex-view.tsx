import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { formatHex } from '../../model/format.ts';
import { pieceBytes, type PayloadPieces } from '../../model/payload-pieces.ts';
import { asciiText, hexLineBytes, hexLines, offsetDigits, offsetText } from '../../model/payload/hex.ts';
import { words } from '../../model/words.ts';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { useWidth } from '../../ui/use-width.ts';
import { CopyTextButton } from '../copy-text-button.tsx';
import { Explanation } from '../explanation.tsx';
import { useMessageStyles } from './message-styles.ts';
import { OffsetField } from './offset-field.tsx';
import { VirtualLines } from './virtual-lines.tsx';

const useStyles = makeStyles({
  offset: { color: tokens.colorNeutralForeground3 },
  mark: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand },
});

/** In CSS pixels: a line of sixteen bytes has 75 characters of at most 7.25, its padding and a scroll bar. */
const wholeLineWidth = 580;

/** A payload byte by byte. Only what is on screen is read. */
export function HexView({ pieces }: { readonly pieces: PayloadPieces }) {
  const styles = useMessageStyles();
  useSyncExternalStore(pieces.subscribe, pieces.version);
  const [marked, setMarked] = useState<number>();
  const [ref, width] = useWidth();
  // Half a line where a whole one would be cut off, and with it what can be read as text.
  const lineBytes = width === 0 || width >= wholeLineWidth ? hexLineBytes : hexLineBytes / 2;
  const target = useMemo(
    () => (marked === undefined ? undefined : { line: Math.floor(marked / lineBytes) }),
    [marked, lineBytes],
  );
  const onShow = useCallback(
    (from: number, to: number) => pieces.show(from * lineBytes, to * lineBytes),
    [pieces, lineBytes],
  );
  const whole = pieces.end <= pieceBytes ? pieces.bytes(0, pieces.end) : undefined;
  return (
    <div ref={ref} className={styles.view}>
      {pieces.error !== undefined && (
        <div className={styles.notice}>
          <Explanation error={pieces.error} />
        </div>
      )}
      {pieces.end < pieces.size && <p className={styles.notice}>{words.detail.released}</p>}
      <VirtualLines
        label={words.detail.content}
        length={Math.ceil(pieces.end / lineBytes)}
        target={target}
        onShow={onShow}
        renderLine={(index) => <HexLine pieces={pieces} index={index} lineBytes={lineBytes} marked={marked} />}
      />
      <div className={styles.foot}>
        <OffsetField size={pieces.end} onJump={setMarked} />
        <span className={styles.grows} />
        {/* One piece is at hand with its first line. */}
        {whole !== undefined && <CopyTextButton label={words.detail.copy} text={() => hexLines(whole).join('\n')} />}
      </div>
    </div>
  );
}

interface HexLineProps {
  readonly pieces: PayloadPieces;
  readonly index: number;
  /** How many it shows. */
  readonly lineBytes: number;
  /** The offset that was jumped to. */
  readonly marked: number | undefined;
}

function HexLine({ pieces, index, lineBytes, marked }: HexLineProps) {
  const styles = useStyles();
  const start = index * lineBytes;
  const bytes = pieces.bytes(start, start + lineBytes);
  const offset = <span className={styles.offset}>{offsetText(start, offsetDigits(pieces.size))}</span>;
  if (bytes === undefined) return <>{offset} …</>;
  const hex = formatHex(bytes).padEnd(3 * lineBytes - 1);
  const at = marked === undefined ? -1 : marked - start;
  if (at < 0 || at >= bytes.length) {
    return (
      <>
        {offset}
        {`  ${hex}  ${asciiText(bytes)}`}
      </>
    );
  }
  return (
    <>
      {offset}
      {`  ${hex.slice(0, 3 * at)}`}
      <mark className={styles.mark}>{hex.slice(3 * at, 3 * at + 2)}</mark>
      {`${hex.slice(3 * at + 2)}  ${asciiText(bytes)}`}
    </>
  );
}
