import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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
