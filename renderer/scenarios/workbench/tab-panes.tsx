import { useContext, useState } from 'react';
import { PageKeysContext, PageKeysHolder } from '../../features/page-keys.ts';
import { useStore } from '../../features/use-store.ts';
import { activeOf, selectTab } from '../../model/workbench/tabs.ts';
import type { Workbench } from '../../model/workbench/workbench.ts';
import { recallNumber, rememberNumber } from '../../model/window-memory.ts';
import { words } from '../../model/words.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { makeStyles, mergeClasses, scrollBar, tokens } from '../../ui/styles.ts';
import { TabView } from './tab-view.tsx';
import { useWidth } from '../../ui/use-width.ts';

/** Below this width two tabs stand one above the other. */
const stackPx = 720;
const shareName = 'workbench.split';

const useStyles = makeStyles({
  panes: { flexGrow: 1, minHeight: 0, display: 'flex' },
  stacked: { flexDirection: 'column' },
  pane: { minWidth: 0, minHeight: 0, display: 'flex', ...scrollBar, overflowY: 'auto' },
  first: { flexGrow: 1, flexBasis: 0 },
  active: { boxShadow: `inset 0 2px 0 0 ${tokens.colorCompoundBrandStroke}` },
});

/** The tab that is shown, or two of them side by side. */
export function TabPanes({ workbench }: { readonly workbench: Workbench }) {
  const styles = useStyles();
  const { tabs } = useStore(workbench.store);
  const holder = useContext(PageKeysContext);
  // The keys of the window are for the side that is acted on.
  const [idle] = useState(() => new PageKeysHolder());
  const [ref, width] = useWidth();
  const [share, setShare] = useState(() => recallNumber(shareName) ?? 50);
  const active = activeOf(tabs);
  const left = tabs.list.find(({ id }) => id === tabs.left);
  const right = tabs.list.find(({ id }) => id === tabs.right);
  const isSplit = left !== undefined && right !== undefined;
  return (
    <div ref={ref} className={mergeClasses(styles.panes, width < stackPx && styles.stacked)}>
      {[left, right].map(
        (tab, index) =>
          tab !== undefined && (
            <Pane key={tab.id} isSecond={index === 1 && isSplit} share={share} setShare={setShare}>
              <div
                className={mergeClasses(styles.pane, index === 0 && styles.first)}
                style={index === 1 ? { flexBasis: `${share}%` } : {}}
                role="tabpanel"
                id={`panel-${tab.id}`}
                aria-labelledby={`tab-${tab.id}`}
                onFocusCapture={() => workbench.arrange((all) => selectTab(all, tab.id))}
                onPointerDownCapture={() => workbench.arrange((all) => selectTab(all, tab.id))}
              >
                <PageKeysContext value={tab === active ? holder : idle}>
                  <TabView workbench={workbench} tab={tab} isActive={tab === active} isSplit={isSplit} />
                </PageKeysContext>
              </div>
            </Pane>
          ),
      )}
    </div>
  );
}

interface PaneProps {
  readonly isSecond: boolean;
  readonly share: number;
  readonly setShare: (share: number) => void;
  readonly children: React.ReactNode;
}

function Pane({ isSecond, share, setShare, children }: PaneProps) {
  return (
    <>
      {isSecond && (
        <Splitter
          label={words.workbench.tabs.resize}
          share={share}
          onChange={(next) => {
            setShare(next);
            rememberNumber(shareName, next);
          }}
        />
      )}
      {children}
    </>
  );
}
