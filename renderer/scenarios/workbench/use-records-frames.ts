import { usePageServices } from '../../features/page-context.ts';
import { useStore } from '../../features/use-store.ts';
import { isLive } from '../../model/scenario-state.ts';
import type { TabConnection } from '../../model/workbench/tab-connection.ts';

/** Whether every frame is recorded: as it was chosen in the tab, as it is in its session, or as the settings have it. */
export function useRecordsFrames(connection: TabConnection): boolean {
  const { app } = usePageServices();
  const { current, wantsFrames } = useStore(connection.store);
  const bySettings = useStore(app.store, (state) => state.recordsFrames);
  return wantsFrames ?? (isLive(current?.connection) ? current?.recordsFrames : undefined) ?? bySettings;
}
