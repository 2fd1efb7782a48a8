import { useMemo } from 'react';
import { Explanation } from '../../features/explanation.tsx';
import { usePageKeys } from '../../features/page-keys.ts';
import { pageStyles } from '../../features/page-styles.ts';
import { useStore } from '../../features/use-store.ts';
import type { SecureConnectionsPage } from '../../model/secure-connections-page.ts';
import { words } from '../../model/words.ts';
import { makeStyles, scrollBar, tokens } from '../../ui/styles.ts';
import { AddressPart } from './address-part.tsx';
import { LookResult } from './look-result.tsx';
import { TrustedList } from './trusted-list.tsx';
import { ValidationChoice } from './validation-choice.tsx';

/** Wide enough for what is trusted beside the chain. */
const wide = '@container secure (min-width: 860px)';

const useStyles = makeStyles({
  ...pageStyles,
  body: {
    containerName: 'secure',
    containerType: 'inline-size',
    flexGrow: 1,
    minHeight: 0,
    ...scrollBar,
    overflowY: 'auto',
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
  },
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXXL,
    alignItems: 'start',
    [wide]: { gridTemplateColumns: 'minmax(0, 8fr) minmax(0, 5fr)', columnGap: tokens.spacingHorizontalXXXL },
  },
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL, minWidth: 0 },
  region: { ':empty': { marginTop: `calc(-1 * ${tokens.spacingVerticalM})` } },
  look: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
});

/** A server's certificate, what is wrong with it, and what the user trusts. */
export function SecureConnectionsView({ page }: { readonly page: SecureConnectionsPage }) {
  const styles = useStyles();
  const problem = useStore(page.store, (state) => state.problem);
  const { certificates } = words;
  usePageKeys(
    useMemo(
      () => ({
        primary: () => void page.look(),
        cancel: () => {
          page.askAbout(undefined);
          void page.cancelLook();
        },
      }),
      [page],
    ),
  );
  return (
    <div className={styles.page}>
      <header className={styles.head} data-region="head">
        <h1 className={styles.title}>{certificates.title}</h1>
        <p className={styles.sentence}>{certificates.sentence}</p>
      </header>
      <div className={styles.body}>
        <div className={styles.parts}>
          <div className={styles.look}>
            <AddressPart page={page} />
            <div className={styles.region} role="alert">
              {problem !== undefined && <Explanation error={problem} />}
            </div>
            <LookResult page={page} />
          </div>
          <div className={styles.part}>
            <TrustedList page={page} />
            <ValidationChoice page={page} />
          </div>
        </div>
      </div>
    </div>
  );
}
