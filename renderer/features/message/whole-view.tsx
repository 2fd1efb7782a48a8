import { useEffect, type ReactNode } from 'react';
import { formatSize } from '../../model/format.ts';
import { wholeLimit } from '../../model/payload/fitting-view.ts';
import type { WholePayload } from '../../model/whole-payload.ts';
import { words } from '../../model/words.ts';
import { ProgressBar } from '../../ui/controls.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { Explanation } from '../explanation.tsx';
import { useStore } from '../use-store.ts';
import { useMessageStyles } from './message-styles.ts';

interface WholeViewProps {
  readonly payload: WholePayload;
  readonly size: number;
  readonly children: (bytes: Uint8Array<ArrayBuffer>) => ReactNode;
}

/** Reads all of a payload for a view that needs it, says how far it is, and can be cancelled. */
export function WholeView({ payload, size, children }: WholeViewProps) {
  const styles = useMessageStyles();
  const { bytes, read, isReading, isCanceled, error } = useStore(payload.store);
  const isTooLarge = size > wholeLimit;
  useEffect(() => {
    if (!isTooLarge) void payload.read();
  }, [payload, isTooLarge]);
  const isSlow = useDelayed(isReading);
  const { detail } = words;
  if (isTooLarge) return <p className={styles.notice}>{detail.tooLarge(formatSize(size), formatSize(wholeLimit))}</p>;
  if (bytes !== undefined) {
    return (
      <>
        {bytes.length < size && <p className={styles.notice}>{detail.released}</p>}
        {children(bytes)}
      </>
    );
  }
  if (isSlow) {
    const progress = detail.reading(formatSize(read), formatSize(size));
    return (
      <div className={styles.notice}>
        <span>{progress}</span>
        <ProgressBar value={read / size} aria-label={progress} />
        <PushButton label={detail.cancel} disabled={false} onClick={() => payload.cancel()} />
      </div>
    );
  }
  if (isReading || (!isCanceled && error === undefined)) return null;
  return (
    <div className={styles.notice}>
      {error === undefined ? detail.canceled : <Explanation error={error} />}
      <PushButton label={detail.again} disabled={false} onClick={() => void payload.read()} />
    </div>
  );
}
