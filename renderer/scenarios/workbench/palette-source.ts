import type { PaletteItem, PaletteSource } from '../../model/palette.ts';
import { isLive } from '../../model/scenario-state.ts';
import { putBeside, unsplit, type WorkbenchTab } from '../../model/workbench/tabs.ts';
import type { Workbench } from '../../model/workbench/workbench.ts';
import { importHref, workbenchPage } from '../../model/workbench/workbench-link.ts';
import { words } from '../../model/words.ts';

/**
 * What the palette offers of the workbench: every connection that is saved, and what can be done with the tab that is shown.
 *
 * @param begin gives the workbench, whose library is there a little later the first time
 */
export function workbenchSource(begin: () => Workbench): PaletteSource {
  return () => {
    const workbench = begin();
    const { active } = workbench;
    return [
      item('import', words.workbench.palette.import, () => {
        window.location.hash = importHref();
      }),
      ...(active === undefined ? [] : tabItems(workbench, active)),
      ...savedItems(workbench),
    ];
  };
}

function savedItems(workbench: Workbench): readonly PaletteItem[] {
  const { palette } = words.workbench;
  return workbench.library.entries.flatMap((entry) => {
    if (entry.kind !== 'connection' || entry.document === undefined) return [];
    // With its folders: two of them can have one name.
    const name = entry.path.slice('connections/'.length);
    return [
      shownItem(`open.${entry.path}`, palette.open(name), () => workbench.openEntry(entry)),
      shownItem(`connect.${entry.path}`, palette.connect(name), () => {
        workbench.openEntry(entry);
        const opened = workbench.active;
        if (opened !== undefined) void workbench.connect(opened.id);
      }),
    ];
  });
}

function tabItems(workbench: Workbench, { id }: WorkbenchTab): readonly PaletteItem[] {
  const { palette, tabs: said } = words.workbench;
  const connection = workbench.connectionOf(id);
  const { tabs } = workbench.store.getState();
  const others = tabs.list.filter((tab) => tab.id !== id);
  return [
    shownItem('save', palette.save, () => void workbench.save(id)),
    isLive(connection.store.getState().current?.connection)
      ? shownItem('disconnect', palette.disconnect, () => void connection.close())
      : shownItem('connect', palette.connectThis, () => void workbench.connect(id)),
    ...(tabs.right === undefined
      ? others.map((other) =>
          shownItem(`beside.${other.id}`, palette.split(workbench.nameOf(other) || said.untitled), () =>
            workbench.arrange((all) => putBeside(all, other.id)),
          ),
        )
      : [shownItem('unsplit', palette.unsplit, () => workbench.arrange(unsplit))]),
  ];
}

/** Goes to the page first. */
function shownItem(id: string, title: string, run: () => void): PaletteItem {
  return item(id, title, () => {
    window.location.hash = `#/${workbenchPage}`;
    run();
  });
}

function item(id: string, title: string, run: () => void): PaletteItem {
  return { id: `workbench.${id}`, title, group: words.workbench.title, run };
}
