import { defaultLogSettings } from '../contract/log.ts';
import type { SessionId } from '../contract/sessions.ts';
import { LogStore } from '../main/log/log-store.ts';
import { fillLog } from './filled-log.ts';

export const largeLogName = 'a log of 10 million rows';
export const largeLogRows = 10_000_000;
export const largeLogUrl = 'ws://localhost/large';

const payloadBytes = 64;

export const largeLogSettings = {
  ...defaultLogSettings,
  sessionLimitBytes: 16 * 1024 ** 3,
  totalLimitBytes: 16 * 1024 ** 3,
};

/** Leaves a log of so many messages of 64 B in a folder of logs, as an earlier run of the app does. */
export async function makeLargeLog(folder: string): Promise<SessionId> {
  const logs = await LogStore.open(folder, largeLogSettings);
  const about = { url: largeLogUrl, socket: 'message', page: 'bench', startedAt: Date.now() } as const;
  const { session, log } = await logs.create(about);
  await fillLog(log, payloadBytes, largeLogRows);
  await logs.close();
  return session;
}
