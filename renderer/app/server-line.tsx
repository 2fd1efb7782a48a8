import type { ServerEndpoints, ServerState } from '../../contract/sessions.ts';
import { CopyButton } from '../features/copy-button.tsx';
import { Explanation } from '../features/explanation.tsx';
import { usePageServices } from '../features/page-context.ts';
import { words } from '../model/words.ts';
import { Button, Popover, PopoverSurface, PopoverTrigger } from '../ui/controls.ts';
import { ServerButton } from '../ui/server-button.tsx';
import { makeStyles, oneLine, text, tokens } from '../ui/styles.ts';
import { useStore } from '../features/use-store.ts';

const useStyles = makeStyles({
  surface: {
    boxSizing: 'border-box',
    width: 'min(440px, calc(100vw - 80px))',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
  },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  explanation: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column' },
  address: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  addressText: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: { ...text.caption, color: tokens.colorNeutralForeground2 },
  url: { ...text.caption, ...text.mono, ...oneLine, userSelect: 'text' },
});

/** The order in which the addresses are listed. */
const endpointNames = [
  'echo',
  'secureEcho',
  'partialMessages',
  'clientAuthentication',
  'stream',
  'sink',
  'flood',
] as const satisfies readonly (keyof ServerEndpoints)[];

/** The built-in server's standing line: whether it runs; behind it its addresses and its switch. */
export function ServerLine({ isIconOnly }: { readonly isIconOnly: boolean }) {
  const styles = useStyles();
  const { app } = usePageServices();
  const server = useStore(app.store, (state) => state.server);
  return (
    <Popover positioning="after-bottom" trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <ServerButton label={words.server.states[server.kind]} kind={server.kind} isIconOnly={isIconOnly} />
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={words.server.label}>
        <div className={styles.head}>
          <h2 className={styles.title}>{words.server.label}</h2>
          <ServerSwitch server={server} />
        </div>
        <p className={styles.explanation}>{words.server.explanation}</p>
        {server.kind === 'failed' && <Explanation error={server.error} />}
        {server.kind === 'running' && <Addresses endpoints={server.endpoints} />}
      </PopoverSurface>
    </Popover>
  );
}

function ServerSwitch({ server }: { readonly server: ServerState }) {
  const { app } = usePageServices();
  const isOn = server.kind === 'running';
  return (
    <Button
      size="small"
      appearance={isOn ? 'secondary' : 'primary'}
      disabled={server.kind === 'starting'}
      onClick={() => void (isOn ? app.stopServer() : app.startServer())}
    >
      {isOn ? words.server.stop : words.server.start}
    </Button>
  );
}

function Addresses({ endpoints }: { readonly endpoints: ServerEndpoints }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {endpointNames.map((name) => (
        <li key={name} className={styles.address}>
          <span className={styles.addressText}>
            <span className={styles.name}>{words.server.endpoints[name]}</span>
            <span className={styles.url} title={endpoints[name]}>
              {endpoints[name]}
            </span>
          </span>
          <CopyButton label={words.server.copyAddress(words.server.endpoints[name])} text={endpoints[name]} />
        </li>
      ))}
    </ul>
  );
}
