// A group that is no fieldset: nothing in it is filled in.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useRef, type ReactNode } from 'react';
import { elementHeight } from '../../model/virtual-scroll.ts';
import { makeStyles, scrollBar, text, tokens } from '../../ui/styles.ts';
import { useScrolling } from '../transcript/use-scrolling.ts';

/** Height of a line of code, in CSS pixels. */
export const lineHeight = 20;

export const useLineStyles = makeStyles({
  frame: { position: 'relative', flexGrow: 1, minHeight: 0 },
  scroller: {
    position: 'absolute',
    inset: 0,
    ...scrollBar,
    overflow: 'auto',
    overflowAnchor: 'none',
    outlineStyle: 'none',
    ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` },
  },
  sizer: { position: 'relative' },
  lines: { position: 'absolute', insetInlineStart: 0, top: 0, minWidth: '100%', width: 'max-content' },
  line: {
    ...text.mono,
    ...text.caption,
    height: `${lineHeight}px`,
    lineHeight: `${lineHeight}px`,
    paddingInlineStart: tokens.spacingHorizontalM,
    paddingInlineEnd: tokens.spacingHorizontalM,
    whiteSpace: 'pre',
  },
});

interface VirtualLinesProps {
  readonly label: string;
  readonly length: number;
  /** A line that is brought into view, whenever it is another value. */
  readonly target?: { readonly line: number } | undefined;
  /** Told which lines are drawn. */
  readonly onShow?: (from: number, to: number) => void;
  readonly renderLine: (index: number) => ReactNode;
}

/** Lines of text, of which only those on screen exist. The keys are those of anything that scrolls. */
export function VirtualLines({ label, length, target, onShow, renderLine }: VirtualLinesProps) {
  const styles = useLineStyles();
  const scrollerRef = useRef<HTMLDivElement>(null);
  const scrolling = useScrolling(scrollerRef, { length, headHeight: 0, rowHeight: lineHeight, follows: false });
  const { from, to, position } = scrolling;
  useEffect(() => onShow?.(from, to), [onShow, from, to]);
  const { reveal } = scrolling;
  const revealRef = useRef(reveal);
  useEffect(() => {
    revealRef.current = reveal;
  });
  useEffect(() => {
    if (target !== undefined) revealRef.current(target.line);
  }, [target]);
  return (
    <div className={styles.frame}>
      {/* What scrolls must take the focus, or only a mouse can scroll it. */}
      <div
        ref={scrollerRef}
        className={styles.scroller}
        role="group"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={scrolling.onScroll}
      >
        <div className={styles.sizer} style={{ height: elementHeight({ length, rowHeight: lineHeight }) }}>
          <div
            className={styles.lines}
            style={{ transform: `translateY(${position.elementTop - position.top + from * lineHeight}px)` }}
          >
            {Array.from({ length: to - from }, (_, offset) => from + offset).map((index) => (
              <div key={index} className={styles.line}>
                {renderLine(index)}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
