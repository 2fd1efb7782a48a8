import { useEffect, useRef, useState } from 'react';
import { Announcer } from '../../model/announcer.ts';
import { words } from '../../model/words.ts';
import { makeStyles, visuallyHidden } from '../../ui/styles.ts';

const useStyles = makeStyles({ hidden: visuallyHidden });

/** What a log has so far. */
export interface LogCounts {
  readonly messages: number;
  readonly problems: number;
}

/** How the log grows, for assistive technology: a sentence now and then, where rows would chatter. */
export function LogSummary({ counts: { messages, problems } }: { readonly counts: LogCounts }) {
  const styles = useStyles();
  const { summary } = words.transcript;
  const text = [summary.messages(messages), ...(problems === 0 ? [] : [summary.errors(problems)])].join(', ');
  const [said, setSaid] = useState('');
  const announcer = useRef<Announcer>(undefined);
  useEffect(() => {
    announcer.current ??= new Announcer(text, setSaid);
    announcer.current.update(text);
  }, [text]);
  useEffect(() => () => announcer.current?.stop(), []);
  return (
    <output className={styles.hidden} aria-label={summary.label}>
      {said}
    </output>
  );
}
