import { join } from 'node:path';
import { defaultLogSettings, type LogSettings } from '../../contract/log.ts';
import { LogStore } from '../../main/log/log-store.ts';
import { closeAfterTest } from './clean-up.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An empty store of logs, closed and removed when the running test ends. */
export async function openTestLogs(settings: Partial<LogSettings> = {}): Promise<LogStore> {
  const logs = await LogStore.open(join(await temporaryFolder(), 'logs'), { ...defaultLogSettings, ...settings });
  closeAfterTest(() => logs.close());
  return logs;
}
