import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { defaultLogSettings } from '../../contract/log.ts';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { LogStore } from '../../main/log/log-store.ts';

/** Writes numbered messages into a log until somebody kills it; `last` always has the number and time of the newest. */
async function flood(folder: string): Promise<void> {
  const logs = await LogStore.open(join(folder, 'logs'), defaultLogSettings);
  const about = { url: 'ws://localhost/', socket: 'message', page: 'test', startedAt: Date.now() } as const;
  const { log } = await logs.create(about);
  const last = openSync(join(folder, 'last'), 'w');
  const newest = Buffer.alloc(16);
  process.stdout.write('flooding');
  for (let number = 0; ; number += 1) {
    if (number % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    const payload = floodMessage(number);
    if (number % 2 === 0) {
      log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload });
    } else {
      log.tick();
      log.appendIncoming(payload, 0, 4);
      log.appendIncoming(payload, 4, payload.length);
      log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: payload.length + 2 });
    }
    newest.writeDoubleLE(number, 0);
    newest.writeDoubleLE(Date.now(), 8);
    writeSync(last, newest, 0, 16, 0);
  }
}

/** The message of that number: it says which it is, and has a size of its own. */
export function floodMessage(number: number): Buffer {
  const payload = Buffer.alloc(8 + ((number * 31) % 700), number % 251);
  payload.writeDoubleLE(number, 0);
  return payload;
}

const [, , folder] = process.argv;
if (folder !== undefined && process.env['LOG_FLOOD'] === 'yes') void flood(folder);
