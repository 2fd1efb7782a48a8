import type { CopyKind } from '../../../contract/workbench/importing.ts';
import {
  CopyConnectionItems,
  CopyOutcomeLine,
  useConnectionCopy,
} from '../../features/import-dialog/copy-connection.tsx';
import { addressFieldId } from '../../features/page-keys.ts';
import { useKeyText } from '../../features/use-key-text.ts';
import { useStore } from '../../features/use-store.ts';
import type { WorkbenchTab } from '../../model/workbench/tabs.ts';
import { environmentsOf, type Workbench } from '../../model/workbench/workbench.ts';
import { words } from '../../model/words.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import {
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MoreHorizontal16Regular } from '../../ui/icons.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { Submenu } from '../../ui/submenu.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { useElapsedSeconds } from '../../ui/use-elapsed-seconds.ts';
import { ValueInput } from '../../ui/value-input.tsx';
import { ValueSelect } from '../../ui/value-select.tsx';
import { isLive } from '../../model/scenario-state.ts';
import { StateDot } from '../../features/state-dot.tsx';
import { useRecordsFrames } from './use-records-frames.ts';

/** Too narrow for all on one line. */
const narrow = '@container tabbar (max-width: 679.98px)';

const useStyles = makeStyles({
  holder: { containerName: 'tabbar', containerType: 'inline-size', flexShrink: 0 },
  bar: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) auto' },
  },
  left: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    [narrow]: { gridColumn: '1 / -1', justifyContent: 'space-between' },
  },
  state: {
    ...text.caption,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalSNudge,
    minWidth: '104px',
    color: tokens.colorNeutralForeground2,
  },
  environment: { width: '168px' },
  address: { minWidth: 0, '& > *': { width: '100%' } },
  right: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

interface TabBarProps {
  readonly workbench: Workbench;
  readonly tab: WorkbenchTab;
  readonly isActive: boolean;
  readonly isSplit: boolean;
}

/** State, environment, address, and the button that connects, cancels or disconnects. */
export function TabBar({ workbench, tab, isActive }: TabBarProps) {
  const styles = useStyles();
  const connection = workbench.connectionOf(tab.id);
  const { current } = useStore(connection.store);
  const library = useStore(workbench.library.store, (state) => state.library);
  const { bar } = words.workbench;
  const { path, document, environment } = tab;
  const { copy, outcome, dismiss } = useConnectionCopy({ path, document, environment });
  const kind = current?.connection.kind;
  const isWaiting = current?.reconnecting !== undefined;
  const isCanceled = current?.connection.kind === 'failed' && current.connection.error.code === 'canceled';
  const seconds = useElapsedSeconds(kind === 'connecting');
  const isLong = useDelayed(kind === 'connecting');
  const environments = environmentsOf(library);
  const chosen = tab.environment ?? '';
  const options = [
    { value: '', label: bar.noEnvironment },
    ...[...new Set(chosen === '' ? environments : [...environments, chosen])].map((name) => ({
      value: name,
      label: name,
    })),
  ];
  const state = isWaiting
    ? bar.waiting
    : seconds > 0
      ? words.connection.connectingFor(seconds)
      : words.connection.states[isCanceled ? 'none' : (kind ?? 'none')];
  return (
    <div className={styles.holder} data-region="head">
      <div className={styles.bar}>
        <div className={styles.left}>
          <output className={styles.state}>
            <StateDot connection={current?.connection} isWaiting={isWaiting} />
            <span>{state}</span>
          </output>
          <div className={styles.environment}>
            <ValueSelect
              id={`environment-${tab.id}`}
              label={bar.environment}
              size="medium"
              value={chosen}
              options={options}
              disabled={false}
              onChange={(name) => workbench.change(tab.id, { environment: name === '' ? null : name })}
            />
          </div>
        </div>
        <div className={styles.address}>
          <ValueInput
            id={isActive ? addressFieldId : `address-${tab.id}`}
            label={bar.address}
            size="medium"
            placeholder={words.connection.addressPlaceholder}
            disabled={false}
            value={tab.document.address}
            onChange={(address) => workbench.edit(tab.id, { ...tab.document, address })}
            onEnter={() => void workbench.connect(tab.id)}
          />
        </div>
        <div className={styles.right}>
          <ActionButton
            label={
              kind === 'connecting' || isWaiting
                ? words.connection.cancel
                : kind === 'open' || kind === 'closing'
                  ? words.connection.disconnect
                  : words.connection.connect
            }
            appearance={isLive(current?.connection) || isWaiting ? 'secondary' : 'primary'}
            isWaiting={kind === 'closing' || (kind === 'connecting' && !isLong)}
            onClick={() => {
              if (isWaiting) void connection.stopReconnecting();
              else if (isLive(current?.connection)) void connection.close();
              else void workbench.connect(tab.id);
            }}
          />
          <MoreMenu workbench={workbench} tab={tab} onCopy={(as) => void copy(as)} />
        </div>
      </div>
      <CopyOutcomeLine outcome={outcome} onDismiss={dismiss} />
    </div>
  );
}

interface MoreMenuProps {
  readonly workbench: Workbench;
  readonly tab: WorkbenchTab;
  readonly onCopy: (kind: CopyKind) => void;
}

function MoreMenu({ workbench, tab, onCopy }: MoreMenuProps) {
  const connection = workbench.connectionOf(tab.id);
  const { current } = useStore(connection.store);
  const recordsFrames = useRecordsFrames(connection);
  const keyText = useKeyText();
  const { bar } = words.workbench;
  const isOpen = current?.connection.kind === 'open';
  const isOver = current !== undefined && !isLive(current.connection);
  const on = [...(current?.isReadingPaused === true ? ['pause'] : []), ...(recordsFrames ? ['record'] : [])];
  return (
    <Menu positioning="below-end" checkedValues={{ on }} hasCheckmarks>
      <MenuTrigger disableButtonEnhancement>
        <IconButton label={bar.more} icon={MoreHorizontal16Regular} size="medium" />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem disabled={!isOpen} onClick={() => workbench.ask(tab.id, { kind: 'closeWithCode' })}>
            {bar.closeWithCode}
          </MenuItem>
          <MenuItem disabled={!isOpen} onClick={() => void connection.reset()}>
            {bar.reset}
          </MenuItem>
          <MenuItem disabled={!isOver} onClick={() => void connection.reconnect()}>
            {bar.reconnect}
          </MenuItem>
          <MenuItemCheckbox
            name="on"
            value="pause"
            disabled={!isOpen}
            onClick={() => void connection.setPaused(current?.isReadingPaused !== true)}
          >
            {bar.pause}
          </MenuItemCheckbox>
          <MenuItemCheckbox name="on" value="record" onClick={() => void connection.setRecording(!recordsFrames)}>
            {bar.record}
          </MenuItemCheckbox>
          <MenuDivider />
          <Submenu label={words.copyConnection.label}>
            <CopyConnectionItems onCopy={onCopy} />
          </Submenu>
          <MenuItem secondaryContent={keyText('save')} onClick={() => void workbench.save(tab.id)}>
            {bar.save}
          </MenuItem>
          <MenuItem secondaryContent={keyText('saveAs')} onClick={() => workbench.ask(tab.id, { kind: 'name' })}>
            {bar.saveAs}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
