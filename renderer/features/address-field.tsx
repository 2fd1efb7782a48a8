import type { ServerEndpoints } from '../../contract/sessions.ts';
import { words } from '../model/words.ts';
import { Link, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '../ui/controls.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ChevronDown16Regular } from '../ui/icons.ts';
import { makeStyles, text } from '../ui/styles.ts';
import { TextField } from '../ui/text-field.tsx';
import { useStore } from './use-store.ts';
import { usePageServices } from './page-context.ts';
import { addressFieldId } from './page-keys.ts';
import { faultText, useFocusOnFault, type ScenarioView } from './use-scenario.ts';

const useStyles = makeStyles({
  // Wide enough for an address on one line.
  menu: { maxWidth: 'min(640px, 100vw)' },
  address: { ...text.mono },
  // As tall as the hint's words, so that the line keeps its height.
  link: { ...text.caption },
});

interface AddressFieldProps {
  readonly view: ScenarioView;
  readonly endpoints: readonly (keyof ServerEndpoints)[];
  readonly disabled: boolean;
}

/** The server's address, with where it comes from under it. */
export function AddressField({ view, endpoints, disabled }: AddressFieldProps) {
  const { page, drafts } = view;
  const ref = useFocusOnFault(view, 'address');
  return (
    <TextField
      id={addressFieldId}
      label={words.fields.address}
      mono
      value={drafts.address}
      placeholder={words.connection.addressPlaceholder}
      disabled={disabled}
      fault={faultText(view, 'address')}
      hint={<AddressHint view={view} disabled={disabled} />}
      onChange={(address) => page.typeAddress(address)}
      onEnter={() => void page.connect()}
      contentAfter={<AddressMenu view={view} endpoints={endpoints} disabled={disabled} />}
      ref={ref}
    />
  );
}

function AddressHint({ view, disabled }: { readonly view: ScenarioView; readonly disabled: boolean }) {
  const styles = useStyles();
  const { page, drafts } = view;
  const { app } = usePageServices();
  const isKnown = useStore(app.store, ({ endpoints }) => endpoints !== undefined);
  const isServerOff = useStore(app.store, ({ server }) => server.kind === 'stopped' || server.kind === 'failed');
  if (drafts.follows !== undefined) {
    if (isServerOff) return isKnown ? words.connection.serverIsOff : words.connection.noServerAddress;
    return words.connection.followsServer;
  }
  if (!isKnown) return '';
  return (
    <>
      {words.connection.edited}{' '}
      {!disabled && (
        <Link className={styles.link} inline as="button" onClick={() => page.takeServerAddress()}>
          {words.connection.takeServerAddress}
        </Link>
      )}
    </>
  );
}

/** The built-in server's addresses, to put into the box. */
function AddressMenu({ view, endpoints, disabled }: AddressFieldProps) {
  const styles = useStyles();
  const { app } = usePageServices();
  const addresses = useStore(app.store, (state) => state.endpoints);
  if (addresses === undefined) return null;
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <IconButton label={words.connection.chooseAddress} icon={ChevronDown16Regular} disabled={disabled} />
      </MenuTrigger>
      <MenuPopover className={styles.menu}>
        <MenuList>
          {endpoints.map((name) => (
            <MenuItem
              key={name}
              secondaryContent={{ className: styles.address, children: addresses[name] }}
              onClick={() => view.page.takeServerAddress(name)}
            >
              {words.server.endpoints[name]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
