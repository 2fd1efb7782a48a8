import { setImmediate as nextTurn } from 'node:timers/promises';
import { RowKind } from '../contract/rows.ts';
import type { SessionLog } from '../main/log/session-log.ts';
import { differentMessages, numberedPayloads } from './numbered-messages.ts';

/** About what one read of a socket brings. */
const bytesPerTurn = 64 * 1024;

/** Appends numbered messages to a log, as if they were received, and waits while it wants no more. */
export async function fillLog(log: SessionLog, size: number, count: number): Promise<void> {
  const payloads = numberedPayloads(size);
  const perTurn = Math.ceil(bytesPerTurn / size);
  for (let message = 0; message < count; await nextTurn()) {
    if (log.isFull) continue;
    log.tick();
    for (const end = Math.min(count, message + perTurn); message < end; message += 1) {
      const at = (message % differentMessages) * size;
      log.appendIncoming(payloads, at, at + size);
      log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: size + 2 });
    }
  }
}
