import { expect, test } from 'vitest';
import type { LogTransfer } from '../../contract/log-export.ts';
import { createClient } from './client.ts';
import { LogTransferList } from './log-transfers.ts';
import { logTransferLine } from './log-transfer-text.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

const underWay: LogTransfer = {
  transfer: 1,
  way: 'export',
  session: 3,
  name: 'a.ndjson',
  rows: 1204,
  bytes: 3 * 1024 * 1024,
  fraction: 0.5,
  end: undefined,
};
const done: LogTransfer = { ...underWay, end: { kind: 'done', leftOut: {}, sessions: [] } };

function start(bridge: ScriptedBridge): LogTransferList {
  const list = new LogTransferList(createClient(bridge), (error) => {
    throw new Error(error.message);
  });
  list.start();
  return list;
}

test('what is under way is followed, also after the page was loaded again', async () => {
  const bridge = new ScriptedBridge({ 'log.transfers': () => [{ ...done, transfer: 0 }, underWay] });
  const list = start(bridge);
  await expect.poll(() => list.store.getState().transfers).toEqual([underWay]);
  bridge.emit('log.transferChanged', done);
  bridge.emit('log.transferChanged', { ...underWay, transfer: 2 });
  expect(list.store.getState().transfers).toEqual([done, { ...underWay, transfer: 2 }]);
  list.dismissEnded();
  bridge.emit('log.transferChanged', done);
  expect(list.store.getState().transfers).toEqual([{ ...underWay, transfer: 2 }]);
});

test('an export is asked for with the file that was chosen, and not at all without one', async () => {
  const files = [null, { handle: 7, name: 'a.har' }];
  const bridge = new ScriptedBridge({ 'log.chooseExport': () => files.shift() ?? null, 'log.transfers': () => [] });
  const list = start(bridge);
  const choice = { session: 3, format: 'har', includesSecrets: false } as const;
  await list.export({ ...choice, rows: undefined });
  expect(bridge.inputsOf('log.export')).toEqual([]);
  await list.export({ ...choice, rows: { ranges: [{ from: 1, to: 2 }] } });
  expect(bridge.inputsOf('log.export')).toEqual([{ ...choice, file: 7, ranges: [{ from: 1, to: 2 }] }]);
});

test('a line says how far it is, how it ended, and what did not come along', () => {
  expect(logTransferLine(underWay)).toBe('a.ndjson: 1,204 rows, 3.0 MiB');
  expect(logTransferLine(done)).toBe('Exported to a.ndjson: 1,204 rows, 3.0 MiB.');
  const imported = { kind: 'done', leftOut: { requests: 2, messages: 1 }, sessions: [4, 5] } as const;
  expect(logTransferLine({ ...done, way: 'import', end: imported })).toBe(
    'Imported from a.ndjson: 1,204 rows, 3.0 MiB, 2 logs. Without 2 requests that are no WebSocket. ' +
      'Without 1 entries that are no messages.',
  );
  expect(logTransferLine({ ...done, end: { kind: 'canceled' } })).toBe('a.ndjson: canceled. Nothing of it is left.');
  const error = { code: 'transfer-failed', message: '"a.ndjson" cannot be read: line 2', field: 'file' } as const;
  expect(logTransferLine({ ...done, end: { kind: 'failed', error } })).toContain('"a.ndjson" cannot be read: line 2.');
});
