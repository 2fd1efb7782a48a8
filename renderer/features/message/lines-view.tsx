import { useMemo } from 'react';
import { showControls } from '../../model/control-characters.ts';
import { foldLine } from '../../model/payload/fold-line.ts';
import { words } from '../../model/words.ts';
import { VirtualLines } from './virtual-lines.tsx';

/** Lines of a payload that was laid out anew. Long ones go on in the next line. */
export function LinesView({ lines }: { readonly lines: readonly string[] }) {
  const folded = useMemo(() => lines.flatMap(foldLine), [lines]);
  return (
    <VirtualLines
      label={words.detail.content}
      length={folded.length}
      renderLine={(index) => showControls(folded[index] ?? '')}
    />
  );
}
