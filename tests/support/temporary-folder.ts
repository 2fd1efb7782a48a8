import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAfterTest } from './clean-up.ts';

/** Makes an empty folder that is removed when the running test ends. @returns its absolute path */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-test-'));
  closeAfterTest(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
