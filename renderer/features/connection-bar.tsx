import { useRef, type RefObject } from 'react';
import type { ConnectionState, ServerEndpoints } from '../../contract/sessions.ts';
import { words } from '../model/words.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { makeStyles, text, tokens } from '../ui/styles.ts';
import { useElapsedSeconds } from '../ui/use-elapsed-seconds.ts';
import { AddressField } from './address-field.tsx';
import { HeaderEditor } from './header-editor.tsx';
import { StateDot } from './state-dot.tsx';
import { useNextFocus, type ScenarioView } from './use-scenario.ts';

/** Too narrow for the buttons beside the address: they go under it. */
const narrowForm = '@container form (max-width: 679.98px)';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'end',
    [narrowForm]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalS },
  },
  right: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    // Level with the box: the line below it is the hint's.
    paddingBottom: tokens.lineHeightBase300,
    [narrowForm]: { paddingBottom: 0 },
  },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
  state: {
    ...text.caption,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalSNudge,
    minHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
  },
});

interface ConnectionBarProps {
  readonly view: ScenarioView;
  /** Addresses of the built-in server that make sense on this page. */
  readonly endpoints: readonly (keyof ServerEndpoints)[];
  /** The sample leaves the address of its stream pages enabled in every state. */
  readonly addressStaysEnabled?: boolean;
  /** For the page to move the focus to. */
  readonly disconnectRef?: RefObject<HTMLButtonElement | null>;
}

/** Address, Connect and Disconnect, request headers: the sample's controls, enabled as the sample's are. */
export function ConnectionBar({ view, endpoints, addressStaysEnabled = false, disconnectRef }: ConnectionBarProps) {
  const styles = useStyles();
  const { page, state, connection, offersCancel } = view;
  const isStop = page.rules.verb === 'stop';
  const connectRef = useRef<HTMLButtonElement>(null);
  // From the click to the open connection or its failure.
  const isStarting = state === 'busy' && connection?.kind !== 'open' && connection?.kind !== 'closing';
  useNextFocus(state, { to: 'busy' }, () => connectRef.current);
  useNextFocus(state, { from: 'busy', to: 'disconnected' }, () => connectRef.current);
  const connectLabel = isStop ? words.connection.start : words.connection.connect;
  return (
    <div className={styles.row}>
      <AddressField view={view} endpoints={endpoints} disabled={!addressStaysEnabled && state !== 'disconnected'} />
      <div className={styles.right}>
        <ConnectionStateLine connection={connection} />
        <div className={styles.buttons}>
          <ActionButton
            ref={connectRef}
            label={offersCancel ? words.connection.cancel : connectLabel}
            appearance={offersCancel ? 'secondary' : 'primary'}
            isWaiting={isStarting && !offersCancel}
            disabled={!isStarting && state !== 'disconnected'}
            onClick={() => void (offersCancel ? page.cancel() : page.connect())}
          />
          <ActionButton
            ref={disconnectRef}
            label={isStop ? words.connection.stop : words.connection.disconnect}
            disabled={state !== 'connected'}
            onClick={() => void page.disconnect()}
          />
          <HeaderEditor view={view} />
        </div>
      </div>
    </div>
  );
}

/** A dot with its word: what the connection is doing. */
function ConnectionStateLine({ connection }: { readonly connection: ConnectionState | undefined }) {
  const styles = useStyles();
  // Giving up is no failure.
  const isCanceled = connection?.kind === 'failed' && connection.error.code === 'canceled';
  const kind = isCanceled ? undefined : connection?.kind;
  const seconds = useElapsedSeconds(kind === 'connecting');
  return (
    <div className={styles.state}>
      <StateDot connection={connection} />
      <span>{seconds === 0 ? words.connection.states[kind ?? 'none'] : words.connection.connectingFor(seconds)}</span>
    </div>
  );
}
