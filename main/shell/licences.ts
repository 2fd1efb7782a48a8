import { app } from 'electron';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { Licences } from '../../contract/updates.ts';

/** The app's licence, and those of what is in it: beside the executable, or where the build has left them. */
export async function readLicences(): Promise<Licences> {
  const appFolder = app.getAppPath();
  try {
    const own = await readFile(join(appFolder, 'LICENSE'), 'utf8');
    if (app.isPackaged) {
      const folder = join(dirname(process.execPath), ...(process.platform === 'darwin' ? ['..'] : []));
      return { own, thirdParty: await readFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8') };
    }
    const built = ['main', 'preload', 'renderer'].map((part) =>
      join(appFolder, 'out', part, 'third-party-notices.txt'),
    );
    const notices = await Promise.all(built.map((file) => readFile(file, 'utf8')));
    return { own, thirdParty: notices.filter((text) => text !== '').join('\n') };
  } catch (cause) {
    throw failure('bad-file', 'the texts of the licences cannot be read', {
      field: 'THIRD-PARTY-NOTICES.txt',
      cause,
      reason: because('licencesNotRead'),
    });
  }
}
