import { createHash } from 'node:crypto';
import type { SessionLog } from './session-log.ts';

const stepBytes = 1024 * 1024;

/** SHA-256 of a row's payload as far as it is there. @throws DuplexError `not-found` for a row that is not there */
export async function digestOf(log: SessionLog, row: number): Promise<{ sha256: string }> {
  const hash = createHash('sha256');
  for (let at = 0; ; at += stepBytes) {
    const bytes = await log.payload(row, at, stepBytes);
    hash.update(bytes);
    if (bytes.length < stepBytes) break;
  }
  return { sha256: hash.digest('hex') };
}
