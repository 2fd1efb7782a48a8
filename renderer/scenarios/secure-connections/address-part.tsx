import { useEffect, useRef } from 'react';
import { addressFieldId } from '../../features/page-keys.ts';
import { usePageServices } from '../../features/page-context.ts';
import { useStore } from '../../features/use-store.ts';
import type { SecureConnectionsPage } from '../../model/secure-connections-page.ts';
import { words } from '../../model/words.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Link } from '../../ui/controls.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { useElapsedSeconds } from '../../ui/use-elapsed-seconds.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    // Level with the box: above it is the label's line.
    alignItems: 'start',
  },
  button: { paddingTop: `calc(${tokens.lineHeightBase400} + ${tokens.spacingVerticalXS})` },
  link: { ...text.caption },
});

/** The address, and the button that looks. */
export function AddressPart({ page }: { readonly page: SecureConnectionsPage }) {
  const styles = useStyles();
  const { app } = usePageServices();
  const ref = useRef<HTMLInputElement>(null);
  const { address, follows, addressFault, isLooking } = useStore(page.store);
  const isServerKnown = useStore(app.store, ({ endpoints }) => endpoints !== undefined);
  const seconds = useElapsedSeconds(isLooking);
  const offersCancel = useDelayed(isLooking);
  const { connection } = words;
  const phrases = words.certificates.address;
  useEffect(() => {
    if (addressFault !== undefined) ref.current?.focus();
  }, [addressFault]);
  const ownAddress = (
    <>
      {connection.edited}{' '}
      <Link className={styles.link} inline as="button" onClick={() => page.takeServerAddress()}>
        {connection.takeServerAddress}
      </Link>
    </>
  );
  return (
    <section className={styles.row} aria-label={phrases.label} data-region="form">
      <TextField
        id={addressFieldId}
        label={phrases.field}
        mono
        value={address}
        placeholder={phrases.placeholder}
        fault={addressFault}
        hint={offersCancel ? phrases.lookingFor(seconds) : follows || !isServerKnown ? phrases.hint : ownAddress}
        onChange={(value) => page.typeAddress(value)}
        onEnter={() => void page.look()}
        ref={ref}
      />
      <div className={styles.button}>
        <ActionButton
          label={offersCancel ? phrases.cancel : phrases.look}
          appearance={offersCancel ? 'secondary' : 'primary'}
          isWaiting={isLooking && !offersCancel}
          onClick={() => void (offersCancel ? page.cancelLook() : page.look())}
        />
      </div>
    </section>
  );
}
