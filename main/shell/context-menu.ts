import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import { shellWords } from './menu-words.ts';

/** The native menu of text: in fields everything that edits, elsewhere copying what is selected. */
export function openTextMenus(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, editFlags, selectionText }) => {
    const { menu } = shellWords;
    const copy: MenuItemConstructorOptions = { label: menu.copy, role: 'copy', enabled: editFlags.canCopy };
    if (!isEditable) {
      if (selectionText.trim() !== '') Menu.buildFromTemplate([copy]).popup();
      return;
    }
    Menu.buildFromTemplate([
      { label: menu.undo, role: 'undo', enabled: editFlags.canUndo },
      { label: menu.redo, role: 'redo', enabled: editFlags.canRedo },
      { type: 'separator' },
      { label: menu.cut, role: 'cut', enabled: editFlags.canCut },
      copy,
      { label: menu.paste, role: 'paste', enabled: editFlags.canPaste },
      { label: menu.delete, role: 'delete', enabled: editFlags.canDelete },
      { type: 'separator' },
      { label: menu.selectAll, role: 'selectAll', enabled: editFlags.canSelectAll },
    ]).popup();
  });
}
