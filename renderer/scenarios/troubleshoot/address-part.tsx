import { useEffect, useRef } from 'react';
import { addressFieldId } from '../../features/page-keys.ts';
import { useStore } from '../../features/use-store.ts';
import { settingCount } from '../../model/trial-drafts.ts';
import type { TroubleshootPage } from '../../model/troubleshoot-page.ts';
import { words } from '../../model/words.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';

/** Too narrow for the buttons beside the address: they go under it. */
const narrow = '@container trial (max-width: 619.98px)';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalS },
  },
  buttons: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    // Level with the box: above it is the label's line.
    paddingTop: `calc(${tokens.lineHeightBase400} + ${tokens.spacingVerticalXS})`,
    [narrow]: { paddingTop: 0 },
  },
});

/** The address, the button that tries it, and the one for the settings. */
export function AddressPart({ page }: { readonly page: TroubleshootPage }) {
  const styles = useStyles();
  const ref = useRef<HTMLInputElement>(null);
  const { drafts, fault, attempt, isStarting, isSettingsOpen } = useStore(page.store);
  const isRunning = isStarting || attempt?.outcome === 'running';
  const addressFault = fault?.field === 'address' ? fault : undefined;
  const { troubleshoot } = words;
  useEffect(() => {
    if (addressFault !== undefined) ref.current?.focus();
  }, [addressFault]);
  const count = settingCount(drafts);
  const { options } = troubleshoot;
  return (
    <section className={styles.row} aria-label={troubleshoot.form} data-region="form">
      <TextField
        id={addressFieldId}
        label={words.fields.address}
        mono
        value={drafts.address}
        placeholder={words.connection.addressPlaceholder}
        fault={addressFault?.sentence}
        hint={troubleshoot.addressHint}
        onChange={(address) => {
          page.edit({ address });
          page.clearFault('address');
        }}
        onEnter={() => void page.start()}
        ref={ref}
      />
      <div className={styles.buttons}>
        <ActionButton
          label={isRunning ? troubleshoot.cancel : troubleshoot.try}
          appearance={isRunning ? 'secondary' : 'primary'}
          onClick={() => void (isRunning ? page.cancel() : page.start())}
        />
        <ActionButton
          label={count === 0 ? options.button : options.buttonWith(count)}
          appearance="subtle"
          isExpanded={isSettingsOpen}
          onClick={() => page.showSettings(!isSettingsOpen)}
        />
      </div>
    </section>
  );
}
