import { useCallback, useEffect, useRef } from 'react';
import type { MenuAction } from '../../contract/events.ts';
import { addressFieldId, type PageKeysHolder } from '../features/page-keys.ts';
import { usePageServices } from '../features/page-context.ts';
import { settingsHref } from '../model/settings-list.ts';
import { commandOf, type HelpSubject, type WindowCommand } from '../model/window-keys.ts';
import { importHref, newConnectionHref, reopenTabHref } from '../model/workbench/workbench-link.ts';
import type { Navigation } from './navigation.ts';
import { focusNextRegion } from './regions.ts';

interface WindowKeys {
  readonly navigation: Navigation;
  readonly pageKeys: PageKeysHolder;
  readonly showKeys: () => void;
  readonly showPalette: () => void;
  readonly showHelp: (subject: HelpSubject) => void;
  readonly zoom: (direction: 'in' | 'out' | 'reset') => void;
}

/**
 * The keys that work everywhere in the window, and the native menu's choices that do the same.
 *
 * @returns does what a command says, for whoever else offers it
 */
export function useWindowKeys(keys: WindowKeys): (command: WindowCommand) => void {
  const { client } = usePageServices();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const command = commandOf(event, { isMac: client.platform === 'darwin', isTyping: isTyping(event.target) });
      if (command === undefined || isModalOpen()) return;
      if (command.kind !== 'cancel') event.preventDefault();
      carryOut(command, latest.current);
    };
    const onMenu = ({ action }: { readonly action: MenuAction }): void => {
      if (!isModalOpen()) carryOut(menuCommand(action), latest.current);
    };
    window.addEventListener('keydown', onKeyDown);
    const stopMenu = client.on('menu.chosen', onMenu);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      stopMenu();
    };
  }, [client]);
  return useCallback((command) => carryOut(command, latest.current), []);
}

function carryOut(command: WindowCommand, keys: WindowKeys): void {
  const { navigation, pageKeys, showKeys, showPalette, showHelp, zoom } = keys;
  switch (command.kind) {
    case 'page': {
      const entry = navigation.pages.find(({ number }) => number === command.number);
      if (entry !== undefined) navigation.goTo(entry);
      return;
    }
    case 'address': {
      const field = document.getElementById(addressFieldId);
      field?.focus();
      if (field instanceof HTMLInputElement) field.select();
      return;
    }
    case 'find':
      pageKeys.transcript?.find();
      return;
    case 'hit':
      pageKeys.transcript?.hit(command.direction);
      return;
    case 'primary':
      pageKeys.current?.primary();
      return;
    case 'cancel':
      pageKeys.current?.cancel();
      return;
    case 'nextRegion':
      focusNextRegion(command.backwards);
      return;
    case 'palette':
      showPalette();
      return;
    case 'settings':
      window.location.hash = settingsHref();
      return;
    case 'newConnection':
      window.location.hash = newConnectionHref();
      return;
    case 'import':
      window.location.hash = importHref();
      return;
    case 'reopenTab':
      window.location.hash = reopenTabHref();
      return;
    case 'closeTab':
      // Where there is none, what is closed is the window, as browsers do.
      if (pageKeys.tab?.close() !== true) window.close();
      return;
    case 'save':
      pageKeys.tab?.save();
      return;
    case 'saveAs':
      pageKeys.tab?.saveAs();
      return;
    case 'zoom':
      zoom(command.direction);
      return;
    case 'keys':
      showKeys();
      return;
    case 'help':
      showHelp(command.subject);
      return;
  }
}

function menuCommand(action: MenuAction): WindowCommand {
  switch (action) {
    case 'keys':
    case 'find':
    case 'palette':
    case 'settings':
    case 'newConnection':
    case 'import':
    case 'reopenTab':
    case 'closeTab':
    case 'save':
    case 'saveAs':
      return { kind: action };
    case 'newTab':
      return { kind: 'newConnection' };
    case 'focusAddress':
      return { kind: 'address' };
    case 'documentation':
    case 'report':
      return { kind: 'help', subject: action };
    default:
      return { kind: 'page', number: Number(action.slice('page.'.length)) };
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** A dialog has the keys to itself. */
function isModalOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}
