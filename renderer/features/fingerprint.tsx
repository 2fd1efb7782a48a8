import { Fragment } from 'react';
import { formatFingerprint } from '../model/certificate-text.ts';
import { words } from '../model/words.ts';
import { makeStyles, text, tokens } from '../ui/styles.ts';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalXS, minWidth: 0 },
  label: { ...text.caption, flexShrink: 0, lineHeight: '24px', color: tokens.colorNeutralForeground2 },
  value: {
    ...text.caption,
    ...text.mono,
    minWidth: 0,
    // One line is as high as the button beside it.
    lineHeight: '20px',
    padding: '2px 0',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
});

interface FingerprintProps {
  readonly sha256: string;
  /** Shown in front of it. */
  readonly label?: string;
  /** Of which certificate, for the name of the copy button. */
  readonly subject: string;
  /** Whether it is of the key. */
  readonly isOfKey?: boolean;
}

/** A SHA-256 as other programs write it, to compare and to copy. */
export function Fingerprint({ sha256, label, subject, isOfKey = false }: FingerprintProps) {
  const styles = useStyles();
  const { chain } = words.certificates;
  const shown = formatFingerprint(sha256);
  return (
    <div className={styles.line}>
      {label !== undefined && <span className={styles.label}>{label}</span>}
      <span className={styles.value}>
        {shown.split(':').map((pair, index, { length }) => (
          // Of 32 pairs that never change places; a line ends after a colon.
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={index}>
            {index === length - 1 ? pair : `${pair}:`}
            <wbr />
          </Fragment>
        ))}
      </span>
      <CopyButton label={isOfKey ? chain.copyKeySha256(subject) : chain.copySha256(subject)} text={shown} />
    </div>
  );
}
