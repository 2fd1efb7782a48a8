import { useEffect, useMemo } from 'react';
import type { LogTransfer } from '../../../contract/log-export.ts';
import { LogTransferList } from '../../model/log-transfers.ts';
import { usePageServices } from '../page-context.ts';
import { useStore } from '../use-store.ts';

/** The exports and imports that are under way or have ended while this is shown, and the way to begin one. */
export function useLogTransfers(): { list: LogTransferList; transfers: readonly LogTransfer[] } {
  const { client, app } = usePageServices();
  const list = useMemo(() => new LogTransferList(client, (error) => app.report(error)), [client, app]);
  useEffect(() => list.start(), [list]);
  return { list, transfers: useStore(list.store).transfers };
}
