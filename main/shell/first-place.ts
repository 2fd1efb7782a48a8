import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MenuAction } from '../../contract/events.ts';

/**
 * The part of the page's address that leads to where it was: a newcomer begins in the workbench, where a conversation is one
 * click away; everybody else on the page that was shown last, also before a crash.
 *
 * @param dataFolder of the app; the page keeps there what was shown (`memory.write`)
 * @returns empty where that is not known
 */
export function lastPlace(dataFolder: string, isFirstStart: boolean): string {
  if (isFirstStart) return '#/workbench';
  try {
    const page = readFileSync(join(dataFolder, 'page-memory', 'page.json'), 'utf8');
    return /^[a-z\d-]{1,64}$/.test(page) ? `#/${page}` : '';
  } catch {
    // Nothing was kept, or it cannot be read: the first page is as good.
    return '';
  }
}

/**
 * The same for a window that a choice of the menu opens, as on macOS, where the app goes on without one.
 *
 * @returns undefined for what there is nothing to do with while no page is shown
 */
export function placeOf(action: MenuAction): string | undefined {
  switch (action) {
    case 'newTab':
    case 'newConnection':
      return '#/workbench?new=';
    case 'reopenTab':
      return '#/workbench?reopen=';
    case 'import':
      return '#/workbench?import=';
    case 'settings':
      return '#/settings';
    default:
      return undefined;
  }
}
