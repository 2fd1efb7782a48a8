import { useEffect, useState } from 'react';
import { usePageServices } from '../../features/page-context.ts';
import { useStore } from '../../features/use-store.ts';
import { attempt } from '../../model/client.ts';
import type { SettingsPage } from '../../model/settings-page.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { ValueSwitch } from '../../ui/value-switch.tsx';

const useStyles = makeStyles({
  folder: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  path: { ...text.caption, ...text.mono, overflowWrap: 'anywhere', userSelect: 'text' },
  note: { ...text.caption, color: tokens.colorNeutralForeground2 },
});

/** Where the app's data is, and the way there. */
export function DataFolder() {
  const styles = useStyles();
  const { app } = usePageServices();
  const folder = useStore(app.store, (state) => state.app?.dataFolder ?? '');
  return (
    <div className={styles.folder}>
      <span className={styles.path}>{folder}</span>
      <Button onClick={() => void app.revealData()}>{words.settings.openFolder}</Button>
    </div>
  );
}

/** Where the documents of the workbench are, and the choice of another place. */
export function LibraryFolder() {
  const styles = useStyles();
  const { client, app } = usePageServices();
  const [folder, setFolder] = useState('');
  useEffect(() => {
    const stop = client.on('library.changed', (library) => setFolder(library.folder));
    void attempt(
      async () => setFolder((await client.invoke('library.state', {})).folder),
      (error) => app.report(error),
    );
    return stop;
  }, [client, app]);
  const choose = (): Promise<void> =>
    attempt(
      async () => {
        const chosen = await client.invoke('library.chooseFolder', {});
        if (chosen !== null) setFolder(chosen.folder);
      },
      (error) => app.report(error),
    );
  return (
    <div className={styles.folder}>
      <span className={styles.path}>{folder}</span>
      <Button onClick={() => void choose()}>{words.settings.chooseFolder}</Button>
    </div>
  );
}

/** Whether links open the app, where it is the app that tells the system. */
export function LinksSwitch({ describedBy }: { readonly describedBy: string }) {
  const styles = useStyles();
  const { app } = usePageServices();
  const opensLinks = useStore(app.store, (state) => state.opensLinks);
  const { items, linksByPackage } = words.settings;
  if (opensLinks === undefined) return <span className={styles.note}>{linksByPackage}</span>;
  return (
    <ValueSwitch
      label={items.links.label}
      describedBy={describedBy}
      checked={opensLinks}
      onChange={(isOn) => void app.setOpensLinks(isOn)}
    />
  );
}

/** Gives every setting its default, without a question: it can be undone. */
export function ResetAll({ page }: { readonly page: SettingsPage }) {
  const styles = useStyles();
  const { app } = usePageServices();
  const canUndo = useStore(app.store, (state) => state.canUndoReset);
  const { settings } = words;
  const act = async (): Promise<void> => {
    await (canUndo ? app.undoReset() : app.resetSettings());
    await page.load();
  };
  return (
    <>
      <output className={styles.note}>{canUndo && settings.wasReset}</output>
      <Button onClick={() => void act()}>{canUndo ? settings.undo : settings.reset}</Button>
    </>
  );
}
