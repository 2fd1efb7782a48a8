import { useEffect, useState } from 'react';
import type { ErrorInfo } from '../../../contract/errors.ts';
import { attempt, type Client } from '../../model/client.ts';
import { showControls } from '../../model/control-characters.ts';
import { formatSize } from '../../model/format.ts';
import type { ComparedMessage } from '../../model/message-reading.ts';
import { compare, compareLimit, type Difference, type DifferenceLine } from '../../model/payload/difference.ts';
import { foldLine } from '../../model/payload/fold-line.ts';
import { words } from '../../model/words.ts';
import { makeStyles, media, tokens, visuallyHidden } from '../../ui/styles.ts';
import { Explanation } from '../explanation.tsx';
import { usePageServices } from '../page-context.ts';
import { useMessageStyles } from './message-styles.ts';
import { VirtualLines } from './virtual-lines.tsx';

const useStyles = makeStyles({
  same: { color: tokens.colorNeutralForeground2 },
  removed: {
    color: tokens.colorPaletteRedForeground1,
    [media.forcedColors]: { textDecoration: 'line-through' },
  },
  added: {
    color: tokens.colorPaletteGreenForeground1,
    [media.forcedColors]: { fontWeight: 'bold' },
  },
  word: visuallyHidden,
});

const signs = { same: ' ', removed: '-', added: '+' } as const;

interface CompareViewProps {
  readonly message: ComparedMessage;
  readonly other: ComparedMessage;
}

/** What differs between a message and another one, line by line. */
export function CompareView({ message, other }: CompareViewProps) {
  const styles = useMessageStyles();
  const { difference, error } = useDifference(message, other);
  const { compare: text } = words.detail;
  const isCut = Math.max(message.size, other.size) > compareLimit;
  return (
    <div className={styles.view}>
      <div className={styles.notice}>
        <span>{text.title(other.name)}</span>
        {error !== undefined && <Explanation error={error} />}
        {difference !== undefined && <output>{summary(difference)}</output>}
        {isCut && <span>{text.cut(formatSize(compareLimit))}</span>}
        {difference?.isGivenUp === true && <span>{text.givenUp}</span>}
      </div>
      {difference !== undefined && (
        <VirtualLines
          label={text.lines}
          length={difference.lines.length}
          renderLine={(index) => <Line line={difference.lines[index]} />}
        />
      )}
    </div>
  );
}

function summary({ as, lines }: Difference): string {
  const { compare: text } = words.detail;
  const counted = (kind: DifferenceLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  const [removed, added] = [counted('removed'), counted('added')];
  return `${text.as[as]}. ${removed + added === 0 ? text.same : text.counts(removed, added)}`;
}

function Line({ line }: { readonly line: DifferenceLine | undefined }) {
  const styles = useStyles();
  if (line === undefined) return null;
  return (
    <span className={styles[line.kind]}>
      {line.kind !== 'same' && <span className={styles.word}>{words.detail.compare[line.kind]}</span>}
      {`${signs[line.kind]} ${showControls(line.text)}`}
    </span>
  );
}

function useDifference(
  { address, size }: ComparedMessage,
  other: ComparedMessage,
): { readonly difference: Difference | undefined; readonly error: ErrorInfo | undefined } {
  const { client } = usePageServices();
  const [state, setState] = useState<{ readonly difference?: Difference; readonly error?: ErrorInfo }>({});
  const { session, row } = address;
  useEffect(() => {
    let isCurrent = true;
    const show = (next: typeof state): void => {
      if (isCurrent) setState(next);
    };
    void attempt(
      async () => {
        const before = await beginning(client, other);
        const after = await beginning(client, { address: { session, row }, size });
        const { lines, ...rest } = await compare(before, after);
        const folded = lines.flatMap(({ kind, text }) => foldLine(text).map((part) => ({ kind, text: part })));
        show({ difference: { ...rest, lines: folded } });
      },
      (error) => show({ error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, session, row, size, other]);
  return { difference: state.difference, error: state.error };
}

function beginning(client: Client, { address, size }: Omit<ComparedMessage, 'name'>): Promise<Uint8Array> {
  return client.invoke('log.payload', { ...address, from: 0, count: Math.min(size, compareLimit) });
}
