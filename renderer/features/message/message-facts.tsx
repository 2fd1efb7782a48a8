import { useEffect, useState } from 'react';
import { attempt } from '../../model/client.ts';
import type { LogView, RowAddress } from '../../model/log-view.ts';
import { messageFacts } from '../../model/message-facts.ts';
import { isMessage } from '../../model/row-text.ts';
import { words } from '../../model/words.ts';
import { Link } from '../../ui/controls.ts';
import { makeStyles, text } from '../../ui/styles.ts';
import { CopyButton } from '../copy-button.tsx';
import { usePageServices } from '../page-context.ts';
import { useDetailStyles } from '../transcript/detail-styles.ts';

const useStyles = makeStyles({
  link: { fontSize: 'inherit', lineHeight: 'inherit' },
  digest: { ...text.mono, overflowWrap: 'anywhere' },
});

interface MessageFactsProps {
  readonly log: LogView;
  readonly index: number;
}

/** What is known of a row beside its content: size, times, bytes on the wire, digest. */
export function MessageFacts({ log, index }: MessageFactsProps) {
  const styles = useDetailStyles();
  const row = log.row(index);
  const address = log.locate(index);
  if (row === undefined) return <span className={styles.facts} />;
  return (
    <span className={styles.facts}>
      {messageFacts(row, index === 0 ? undefined : log.row(index - 1)).join(' · ')}
      {isMessage(row) && address !== undefined && (
        <Digest key={`${address.session}:${address.row}`} address={address} />
      )}
    </span>
  );
}

/** The SHA-256 of a message, made in main when it is asked for: it reads all of the payload. */
function Digest({ address }: { readonly address: RowAddress }) {
  const styles = useStyles();
  const { client, app } = usePageServices();
  const [digest, setDigest] = useState<string>();
  const [isAsked, setIsAsked] = useState(false);
  const { session, row } = address;
  useEffect(() => {
    if (!isAsked) return undefined;
    let isCurrent = true;
    void attempt(
      async () => {
        const { sha256 } = await client.invoke('log.digest', { session, row });
        if (isCurrent) setDigest(sha256);
      },
      (error) => {
        app.report(error);
        if (isCurrent) setIsAsked(false);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, app, session, row, isAsked]);
  const { facts } = words.detail;
  if (digest === undefined) {
    return (
      <>
        {' · '}
        <Link as="button" inline className={styles.link} disabledFocusable={isAsked} onClick={() => setIsAsked(true)}>
          {facts.computeDigest}
        </Link>
      </>
    );
  }
  return (
    <>
      {` · ${facts.digest} `}
      <span className={styles.digest}>{digest}</span>
      <CopyButton label={facts.copyDigest} text={digest} />
    </>
  );
}
