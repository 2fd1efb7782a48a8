import { useEffect, useState } from 'react';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { Checkmark16Regular, Copy16Regular } from '../../ui/icons.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { useCopy } from '../use-copy.ts';
import type { CodeSpan } from './highlight.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: '240px', gap: tokens.spacingVerticalS },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalL },
  explanation: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
  copy: { minWidth: '96px', flexShrink: 0 },
  area: {
    flexGrow: 1,
    minHeight: 0,
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  code: { ...text.mono, ...text.caption, margin: 0, tabSize: 2 },
  plain: {},
  comment: { color: tokens.colorNeutralForeground3 },
  keyword: { color: tokens.colorPaletteBerryForeground1 },
  string: { color: tokens.colorPaletteGreenForeground1 },
  type: { color: tokens.colorBrandForeground1 },
  number: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

/** A page's code: shown at once, coloured when the highlighter has been loaded. */
export function CodeView({ code }: { readonly code: string }) {
  const styles = useStyles();
  const spans = useHighlighted(code);
  const { isCopied, copy } = useCopy();
  return (
    <div className={styles.view} data-region="code">
      <div className={styles.head}>
        <p className={styles.explanation}>{words.code.explanation}</p>
        <Button
          className={styles.copy}
          size="small"
          icon={isCopied ? <Checkmark16Regular /> : <Copy16Regular />}
          onClick={() => copy(code)}
        >
          {isCopied ? words.copied : words.code.copy}
        </Button>
      </div>
      <ScrollArea className={styles.area} label={words.code.label}>
        <pre className={styles.code}>
          {spans.map(({ text: part, role }, index) => (
            // A file's stretches never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className={styles[role]}>
              {part}
            </span>
          ))}
        </pre>
      </ScrollArea>
    </div>
  );
}

function useHighlighted(code: string): readonly CodeSpan[] {
  const [highlighted, setHighlighted] = useState<{ readonly code: string; readonly spans: readonly CodeSpan[] }>();
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const { highlight } = await import('./highlight.ts');
      if (isCurrent) setHighlighted({ code, spans: highlight(code) });
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [code]);
  return highlighted?.code === code ? highlighted.spans : [{ text: code, role: 'plain' }];
}
