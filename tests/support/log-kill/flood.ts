// A process that writes a log as fast as the disk takes it, until it is killed: flood.mjs FOLDER LIMIT_BYTES.
// Prints "COUNT MS" lines: so many messages had been appended at that moment of the wall clock.
import { writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { defaultLogSettings } from '../../../contract/log.ts';
import { RowDirection, RowKind } from '../../../contract/rows.ts';
import { LogStore } from '../../../main/log/log-store.ts';
import { isSent, killedPayload } from './killed-payload.ts';

/** About what one read of a socket brings. */
const messagesPerTurn = 200;

const [folder = '', limit = ''] = process.argv.slice(2);
const logs = await LogStore.open(folder, { ...defaultLogSettings, sessionLimitBytes: Number(limit) });
const { log } = await logs.create({ url: 'ws://localhost/', socket: 'message', page: 'test', startedAt: Date.now() });

for (let count = 0; ; await nextTurn()) {
  if (log.isFull) continue;
  log.tick();
  for (const end = count + messagesPerTurn; count < end; count += 1) appendMessage(count);
  writeSync(1, `${count} ${Date.now()}\n`);
}

function appendMessage(number: number): void {
  const payload = killedPayload(number);
  if (isSent(number)) {
    log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload });
    return;
  }
  const middle = Math.floor(payload.length / 2);
  log.appendIncoming(payload, 0, middle);
  log.appendIncoming(payload, middle, payload.length);
  log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: payload.length + 4 });
}
