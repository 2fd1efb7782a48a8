import { inject } from 'vitest';
import type { LogTransfer } from '../../contract/log-export.ts';
import type { LogStore } from '../../main/log/log-store.ts';
import { LogTransfers } from '../../main/log/log-transfers.ts';
import { closeAfterTest } from './clean-up.ts';

/** The exports and imports of a store, ended when the running test ends, and what they have told. */
export function openTestTransfers(logs: LogStore): { transfers: LogTransfers; news: LogTransfer[] } {
  const news: LogTransfer[] = [];
  const transfers = new LogTransfers({
    logs,
    worker: new URL(inject('logWorker')),
    version: '0.0.0',
    changed: (transfer) => news.push(transfer),
  });
  closeAfterTest(() => transfers.close());
  return { transfers, news };
}
