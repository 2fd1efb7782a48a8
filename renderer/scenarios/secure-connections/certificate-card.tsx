import { useId, useState, type ReactNode } from 'react';
import type { ServerLook } from '../../../contract/secure-connections.ts';
import { Fingerprint } from '../../features/fingerprint.tsx';
import { foreignText, namesText, validityText, type ChainNode } from '../../model/certificate-text.ts';
import type { SecureConnectionsPage } from '../../model/secure-connections-page.ts';
import { words } from '../../model/words.ts';
import {
  CheckmarkCircle20Filled,
  ChevronDown16Regular,
  ChevronRight16Regular,
  ErrorCircle20Filled,
  Warning20Filled,
} from '../../ui/icons.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { mergeClasses } from '../../ui/styles.ts';
import { useCardStyles } from './card-styles.ts';
import { ProblemItem } from './problem-item.tsx';

interface CertificateCardProps {
  readonly page: SecureConnectionsPage;
  readonly look: ServerLook;
  readonly node: ChainNode;
}

/** One certificate: who it is, what is wrong with it, and, opened, what it says. */
export function CertificateCard({ page, look, node }: CertificateCardProps) {
  const styles = useCardStyles();
  const id = useId();
  const [isOpen, setIsOpen] = useState(node.index === 0);
  const { certificate, problems, role } = node;
  const { chain } = words.certificates;
  const subject = foreignText(certificate.subject);
  const Chevron = isOpen ? ChevronDown16Regular : ChevronRight16Regular;
  return (
    <div className={styles.card} data-testid="certificate">
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={`${id}details`}
        onClick={() => setIsOpen(!isOpen)}
      >
        <StateIcon node={node} />
        <span className={styles.names}>
          <span className={styles.subject}>{subject}</span>
          <span className={styles.role}>
            {chain.roles[role]} · {chain.source[certificate.source]} ·{' '}
            {problems.length === 0 ? chain.fine : chain.problemCount(problems.length)}
          </span>
        </span>
        <Chevron className={mergeClasses(styles.chevron, !isOpen && styles.closed)} aria-hidden />
      </button>
      <div id={`${id}details`} hidden={!isOpen}>
        {isOpen && <Details page={page} look={look} node={node} />}
      </div>
      {problems.length > 0 && (
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <ProblemItem key={`${problem.result} ${problem.detail}`} page={page} look={look} problem={problem} />
          ))}
        </ul>
      )}
    </div>
  );
}

function StateIcon({ node: { problems } }: { readonly node: ChainNode }) {
  const styles = useCardStyles();
  if (problems.length === 0) return <CheckmarkCircle20Filled className={styles.good} aria-hidden />;
  if (problems.every(({ isAccepted }) => isAccepted))
    return <Warning20Filled className={styles.accepted} aria-hidden />;
  return <ErrorCircle20Filled className={styles.bad} aria-hidden />;
}

function Details({ page, look, node: { certificate, index } }: CertificateCardProps) {
  const styles = useCardStyles();
  const { chain } = words.certificates;
  const { fields } = chain;
  const subject = foreignText(certificate.subject);
  const { publicKeySha256 } = certificate;
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={fields.issuer}>{foreignText(certificate.issuer)}</Fact>
        <Fact name={fields.validity}>{validityText(certificate)}</Fact>
        {!certificate.isAuthority && <Fact name={fields.names}>{namesText(certificate)}</Fact>}
        <Fact name={fields.key}>{certificate.key}</Fact>
        <Fact name={fields.serial} isMono>
          {foreignText(certificate.serialNumber)}
        </Fact>
        <Fact name={fields.sha256}>
          <Fingerprint sha256={certificate.sha256} subject={subject} />
        </Fact>
        {publicKeySha256 !== undefined && (
          <Fact name={fields.publicKeySha256}>
            <Fingerprint sha256={publicKeySha256} subject={subject} isOfKey />
          </Fact>
        )}
      </dl>
      <div className={styles.pins}>
        <PushButton
          label={chain.pin}
          name={`${chain.pin}: ${subject}`}
          disabled={false}
          onClick={() => void page.pin(index, 'certificate')}
        />
        <PushButton
          label={chain.pinKey}
          name={`${chain.pinKey}: ${subject}`}
          disabled={publicKeySha256 === undefined}
          onClick={() => void page.pin(index, 'publicKey')}
        />
        <span className={styles.note}>{chain.pinNote(foreignText(look.host))}</span>
      </div>
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly isMono?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, isMono = false, children }: FactProps) {
  const styles = useCardStyles();
  return (
    <div className={styles.fact}>
      <dt className={styles.term}>{name}</dt>
      <dd className={isMono ? styles.monoValue : styles.value}>{children}</dd>
    </div>
  );
}
