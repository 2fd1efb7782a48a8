import { useState } from 'react';
import { formatCount, formatSize } from '../../model/format.ts';
import type { PreviewState } from '../../model/composer/message-preview.ts';
import { hexLines } from '../../model/payload/hex.ts';
import { words } from '../../model/words.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { makeStyles, mergeClasses, tokens } from '../../ui/styles.ts';
import { Explanation } from '../explanation.tsx';
import { useComposerStyles } from './composer-styles.ts';

const useStyles = makeStyles({
  bytes: {
    maxHeight: '160px',
    padding: tokens.spacingHorizontalS,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  dump: { margin: 0 },
});

interface PreviewPaneProps extends PreviewState {
  /** Of bytes one wants to see where they are. */
  readonly showsBytesFirst: boolean;
}

/** How much goes out, and its first bytes with offsets and ASCII. */
export function PreviewPane({ preview, problem, showsBytesFirst }: PreviewPaneProps) {
  const styles = useComposerStyles();
  const own = useStyles();
  const said = words.messageComposer.preview;
  const [chosen, setChosen] = useState<boolean>();
  const [isRevealed, setIsRevealed] = useState(false);
  const isShown = chosen ?? showsBytesFirst;
  if (problem !== undefined) return <Explanation error={problem} />;
  const canBeSent = preview !== undefined && preview.problems.length === 0;
  return (
    <div className={styles.column}>
      <div className={mergeClasses(styles.row, styles.middle)}>
        <span
          className={mergeClasses(styles.note, styles.grows)}
          title={!canBeSent ? undefined : said.exactSize(formatCount(preview.sizeBytes))}
        >
          {sizeText(preview)}
        </span>
        <PushButton label={isShown ? said.hide : said.show} disabled={!canBeSent} onClick={() => setChosen(!isShown)} />
      </div>
      {isShown && canBeSent && (
        <>
          {preview.hasSecrets && !isRevealed ? (
            <div className={mergeClasses(styles.row, styles.middle)}>
              <span className={styles.note}>{said.secrets}</span>
              <PushButton label={said.reveal} disabled={false} onClick={() => setIsRevealed(true)} />
            </div>
          ) : (
            <ScrollArea label={said.label} className={own.bytes}>
              <pre className={mergeClasses(styles.mono, own.dump)}>
                {preview.bytes.length === 0 ? said.empty : hexLines(preview.bytes).join('\n')}
              </pre>
            </ScrollArea>
          )}
          {preview.bytes.length < preview.sizeBytes && (
            <p className={styles.note}>{said.more(formatSize(preview.bytes.length))}</p>
          )}
        </>
      )}
    </div>
  );
}

function sizeText(preview: PreviewState['preview']): string {
  const said = words.messageComposer.preview;
  if (preview === undefined) return said.unknown;
  return preview.problems.length > 0 ? said.notAsItIs : said.size(formatSize(preview.sizeBytes));
}
