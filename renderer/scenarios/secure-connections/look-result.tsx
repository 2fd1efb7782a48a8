import { Explanation } from '../../features/explanation.tsx';
import { useStore } from '../../features/use-store.ts';
import type { ServerLook } from '../../../contract/secure-connections.ts';
import { verdictText } from '../../model/certificate-text.ts';
import { explainError } from '../../model/explain-error.ts';
import type { SecureConnectionsPage } from '../../model/secure-connections-page.ts';
import { words } from '../../model/words.ts';
import { CheckmarkCircle20Filled, ErrorCircle20Filled } from '../../ui/icons.ts';
import { makeStyles, mergeClasses, text, tokens } from '../../ui/styles.ts';
import { ChainTree } from './chain-tree.tsx';

const useStyles = makeStyles({
  // The live region stays; while it is empty there is no gap either.
  region: { display: 'block', ':empty': { marginTop: `calc(-1 * ${tokens.spacingVerticalM})` } },
  verdict: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  good: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    color: tokens.colorStatusSuccessForeground1,
    borderTopColor: tokens.colorStatusSuccessBorder1,
    borderInlineEndColor: tokens.colorStatusSuccessBorder1,
    borderBottomColor: tokens.colorStatusSuccessBorder1,
    borderInlineStartColor: tokens.colorStatusSuccessBorder1,
  },
  bad: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorStatusDangerForeground1,
    borderTopColor: tokens.colorStatusDangerBorder1,
    borderInlineEndColor: tokens.colorStatusDangerBorder1,
    borderBottomColor: tokens.colorStatusDangerBorder1,
    borderInlineStartColor: tokens.colorStatusDangerBorder1,
  },
  icon: { height: '24px', display: 'flex', alignItems: 'center' },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  title: {
    ...text.body,
    fontWeight: tokens.fontWeightSemibold,
    margin: 0,
    lineHeight: '24px',
    overflowWrap: 'anywhere',
  },
  line: { ...text.caption, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  empty: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
  },
});

/** What the look has come to, or what one is good for. */
export function LookResult({ page }: { readonly page: SecureConnectionsPage }) {
  const styles = useStyles();
  const { look, isLooking } = useStore(page.store);
  const { empty, verdict } = words.certificates;
  return (
    <>
      <output className={styles.region} aria-label={verdict.label} data-region="status">
        {look !== undefined && <Verdict look={look} />}
      </output>
      {look === undefined && !isLooking && (
        <div className={styles.empty}>
          <p className={styles.title}>{empty.title}</p>
          <p className={styles.line}>{empty.text}</p>
        </div>
      )}
      {look !== undefined && look.chain.length > 0 && <ChainTree page={page} look={look} />}
    </>
  );
}

function Verdict({ look }: { readonly look: ServerLook }) {
  const styles = useStyles();
  const { verdict } = words.certificates;
  const { failure, encryption, chain } = look;
  return (
    <div className={mergeClasses(styles.verdict, failure === undefined ? styles.good : styles.bad)}>
      <span className={styles.icon} aria-hidden>
        {failure === undefined ? <CheckmarkCircle20Filled /> : <ErrorCircle20Filled />}
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{verdictText(look)}</p>
        {failure !== undefined &&
          (failure.code === 'certificate-refused' ? (
            <p className={styles.line}>{explainError(failure).why}</p>
          ) : (
            <Explanation error={failure} />
          ))}
        {chain.length === 0 && <p className={styles.line}>{verdict.noCertificate}</p>}
        {encryption !== undefined && (
          <p className={styles.line}>{verdict.encryption(encryption.protocol, encryption.cipher)}</p>
        )}
      </div>
    </div>
  );
}
