import { useEffect, useRef, useState } from 'react';
import { imageKind, isShowable } from '../../model/payload/image.ts';
import { words } from '../../model/words.ts';
import { makeStyles, mergeClasses, tokens } from '../../ui/styles.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { useMessageStyles } from './message-styles.ts';

const useStyles = makeStyles({
  image: {
    display: 'block',
    maxWidth: '100%',
    // What is transparent is seen on any theme.
    backgroundColor: tokens.colorNeutralBackground4,
  },
});

/** A payload as the image it is, from memory: the page has no network. */
export function ImageView({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const styles = useStyles();
  const messageStyles = useMessageStyles();
  const imageRef = useRef<HTMLImageElement>(null);
  const [isBroken, setIsBroken] = useState(false);
  const kind = imageKind(bytes);
  const canShow = kind !== undefined && isShowable(kind);
  const type = kind?.type;
  useEffect(() => {
    const element = imageRef.current;
    if (!canShow || type === undefined || element === null) return undefined;
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    element.src = made;
    return () => URL.revokeObjectURL(made);
  }, [imageRef, bytes, canShow, type]);
  const { image } = words.detail;
  if (kind === undefined) return <p className={messageStyles.notice}>{image.none}</p>;
  const { width, height } = kind;
  if (width === undefined || height === undefined) return <p className={messageStyles.notice}>{image.unknownSize}</p>;
  if (!canShow) return <p className={messageStyles.notice}>{image.tooManyPixels(width, height)}</p>;
  return (
    <div className={messageStyles.view}>
      <ScrollArea className={messageStyles.content} label={words.detail.content}>
        <img
          ref={imageRef}
          className={styles.image}
          hidden={isBroken}
          alt={image.alt(kind.type)}
          onError={() => setIsBroken(true)}
        />
        {isBroken && <p className={mergeClasses(messageStyles.notice, messageStyles.fault)}>{image.broken}</p>}
      </ScrollArea>
      <div className={messageStyles.foot}>{image.size(width, height)}</div>
    </div>
  );
}
