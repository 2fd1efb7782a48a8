import type { ReactNode } from 'react';
import type { ServerLook } from '../../../contract/secure-connections.ts';
import { chainNodes, foreignText, missingIssuer, type ChainNode } from '../../model/certificate-text.ts';
import type { SecureConnectionsPage } from '../../model/secure-connections-page.ts';
import { words } from '../../model/words.ts';
import { lineAtStart, makeStyles, mergeClasses, text, tokens } from '../../ui/styles.ts';
import { CertificateCard } from './certificate-card.tsx';
import { Section } from '../../features/section.tsx';

/** Deeper ones are not indented any further, or a long chain would leave no room. */
const indentLimit = 4;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  child: {
    marginTop: tokens.spacingVerticalS,
    marginInlineStart: tokens.spacingHorizontalS,
    paddingInlineStart: tokens.spacingHorizontalL,
    // What hangs from what.
    ...lineAtStart('1px', tokens.colorNeutralStroke1),
  },
  deep: { paddingInlineStart: 0, marginInlineStart: 0 },
  gap: {
    ...text.caption,
    display: 'block',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  unused: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface ChainTreeProps {
  readonly page: SecureConnectionsPage;
  readonly look: ServerLook;
}

/** The chain from the root down, each certificate with what is wrong with it. */
export function ChainTree({ page, look }: ChainTreeProps) {
  const styles = useStyles();
  const { chain } = words.certificates;
  const gap = missingIssuer(look.chain);
  return (
    <Section title={chain.title} region="chain">
      <ul className={styles.list} aria-label={chain.label}>
        {gap === undefined ? (
          <Branch page={page} look={look} nodes={chainNodes(look)} depth={0} />
        ) : (
          <li>
            <span className={styles.gap}>{chain.gap(gap)}</span>
            <Below depth={1}>
              <Branch page={page} look={look} nodes={chainNodes(look)} depth={1} />
            </Below>
          </li>
        )}
      </ul>
      {look.unused.length > 0 && (
        <p className={styles.unused}>
          {chain.unused(look.unused.length)}: {look.unused.map(({ subject }) => foreignText(subject)).join(', ')}
        </p>
      )}
    </Section>
  );
}

interface BranchProps extends ChainTreeProps {
  /** The highest one first. */
  readonly nodes: readonly ChainNode[];
  readonly depth: number;
}

function Branch({ nodes, depth, ...rest }: BranchProps) {
  const [node, ...below] = nodes;
  if (node === undefined) return null;
  return (
    <li>
      <CertificateCard key={node.certificate.sha256} node={node} {...rest} />
      {below.length > 0 && (
        <Below depth={depth + 1}>
          <Branch nodes={below} depth={depth + 1} {...rest} />
        </Below>
      )}
    </li>
  );
}

function Below({ depth, children }: { readonly depth: number; readonly children: ReactNode }) {
  const styles = useStyles();
  return <ul className={mergeClasses(styles.list, styles.child, depth > indentLimit && styles.deep)}>{children}</ul>;
}
