import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/**
 * Unpacks the entries of a zip file that `place` wants.
 *
 * @param {string} file
 * @param {string} folder made when missing
 * @param {(name: string) => string | null} place where an entry goes, relative to `folder`; null leaves it out
 * @throws Error for a broken zip file or a name that leads out of it (yauzl checks names and sizes)
 */
export async function unzip(file, folder, place) {
  const zip = await openPromise(file);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.endsWith('/') ? null : place(entry.fileName);
    if (name === null) continue;
    const target = path.join(folder, name);
    await mkdir(path.dirname(target), { recursive: true });
    // The upper half of the attributes is the Unix mode; zip files made on Windows have none.
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode: mode || 0o644 }));
  }
}
