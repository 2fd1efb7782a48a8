import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { eventually } from '../../tests/support/deadline.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { emptyExtent } from './extent.ts';
import { LogFolder } from './log-folder.ts';
import { LogStore } from './log-store.ts';
import { SessionLog } from './session-log.ts';
import { defaultLogSettings } from '../../contract/log.ts';

const segmentBytes = 64 * 1024;
const messageBytes = 50_000;
const about = { url: '', socket: 'message', page: 'test', startedAt: Date.now() } as const;

/** Only there does the system say which files are open. */
const canList = process.platform === 'linux';

function openFilesIn(folder: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      const path = readlinkSync(join('/proc/self/fd', name));
      return path.startsWith(folder) ? [path.slice(folder.length)] : [];
    } catch {
      // It was closed in the meantime.
      return [];
    }
  });
}

function append(log: SessionLog, count: number): void {
  const payload = Buffer.alloc(messageBytes, 1);
  for (let row = 0; row < count; row += 1) {
    log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload });
  }
}

/** A log with forty messages in forty files. */
async function writtenLog(): Promise<{ path: string; log: SessionLog }> {
  const path = join(await temporaryFolder(), '000001');
  const folder = LogFolder.begin(path, { ...about, version: 1, session: 1, segmentBytes, isPrivate: false });
  const options = { startedAt: Date.now(), limitBytes: 2 ** 40, whenFull: 'stop' } as const;
  const log = await SessionLog.open(folder, emptyExtent, options);
  closeAfterTest(() => log.discard());
  append(log, 40);
  await log.flush();
  return { path, log };
}

const ends = {
  closed: (log: SessionLog) => log.close(),
  discarded: (log: SessionLog) => log.discard(),
};

test.runIf(canList).each(['closed', 'discarded'] as const)(
  'no file stays open that is read while the log is %s',
  async (end) => {
    const { path, log } = await writtenLog();
    expect(openFilesIn(path).length).toBeGreaterThan(0);
    const reading = [log.read(0, 40), log.payload(3, 0, messageBytes), log.read(20, 20)];
    await ends[end](log);
    const [rows, payload] = await Promise.all(reading);
    expect(rows).toHaveLength(40);
    expect(payload).toHaveLength(messageBytes);
    expect(openFilesIn(path)).toEqual([]);
    expect(await log.payload(39, 0, messageBytes)).toHaveLength(messageBytes);
    expect(openFilesIn(path)).toEqual([]);
  },
);

test.runIf(canList)('no file stays open of what is appended after the end, or while it is written', async () => {
  const { path, log } = await writtenLog();
  append(log, 30);
  await log.close();
  expect(openFilesIn(path)).toEqual([]);
  append(log, 1);
  await eventually('it to be on disk', () => log.extent.rows === 71 && log.extent.isClosed);
  await eventually('its files to be closed', () => openFilesIn(path).length === 0);
  append(log, 30);
  void log.flush();
  await log.discard();
  expect(openFilesIn(path)).toEqual([]);
});

test.runIf(canList).each(['release', 'wipe'] as const)(
  'no file stays open of a log that is opened at the moment of its %s',
  async (end) => {
    const folder = await temporaryFolder();
    const logs = await LogStore.open(folder, defaultLogSettings);
    closeAfterTest(() => logs.close());
    const { session, log } = await logs.create(about);
    append(log, 40);
    await logs.release(session);
    expect(openFilesIn(folder)).toEqual([]);
    const opening = logs.get(session);
    const ended = logs[end](session);
    const opened = await opening;
    await Promise.all([opened.read(0, 40), ended]);
    await opened.read(0, 40);
    expect(openFilesIn(folder)).toEqual([]);
  },
);
