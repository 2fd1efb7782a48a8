import { readFile, stat, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { binary, TestSending, text } from '../../tests/support/sending.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { SentHistory } from './sent-history.ts';

expectNoLeaks();

test('what was sent by hand is there at the next start, as it was written and without secrets', async () => {
  const server = await startWsServer(() => undefined);
  const sending = await TestSending.open(server.url);
  sending.variables.set('token', { value: 's3cret', origin: { kind: 'environment', name: 'x' }, isSecret: true });
  const first = text('Bearer {{token}}');
  const second = binary({ kind: 'hex', text: '00' }, [1]);
  for (const message of [first, second, first]) await sending.send({ kind: 'message', message });
  // Nobody has written this one by hand.
  await sending.send({ kind: 'sequence', steps: [{ kind: 'send', ...text('step') }] });
  expect(sending.history.of(server.url).map(({ message }) => message)).toEqual([first, second]);
  await sending.runs.close();
  const written = await readFile(sending.historyPath, 'utf8');
  expect(written).toContain('{{token}}');
  expect(written).not.toContain('s3cret');
  if (process.platform !== 'win32') expect((await stat(sending.historyPath)).mode & 0o777).toBe(0o600);
  const again = await SentHistory.read(sending.historyPath);
  expect(again.of(server.url).map(({ message }) => message)).toEqual([first, second]);
  expect(again.of('ws://elsewhere.example/')).toEqual([]);
  await again.wipe();
  expect(await readFile(sending.historyPath, 'utf8')).not.toContain('token');
  expect(again.of(server.url)).toEqual([]);
});

test('a private session leaves nothing', async () => {
  const server = await startWsServer(() => undefined);
  const sending = await TestSending.open(server.url, {}, { isPrivate: true });
  await sending.send({ kind: 'message', message: text('x') });
  expect(sending.history.of(server.url)).toEqual([]);
  await sending.runs.close();
  await expect(stat(sending.historyPath)).rejects.toThrow('ENOENT');
});

test('a hundred messages an address are kept, and no more than 4 MiB in all: the newest', async () => {
  const path = `${await temporaryFolder()}/sent.json`;
  const history = await SentHistory.read(path);
  for (let number = 0; number < 150; number += 1) history.add('ws://a.example/', text(`m${number}`), number);
  expect(history.of('ws://a.example/')).toHaveLength(100);
  expect(history.of('ws://a.example/')[0]?.at).toBe(149);
  // The worst there is for a file with a line for each number.
  const fragments = Array.from({ length: 10_000 }, () => 1);
  for (let number = 0; number < 60; number += 1)
    history.add('ws://b.example/', binary({ kind: 'hex', text: `${number}`.padStart(4, '0') }, fragments), number);
  history.add('ws://c.example/', text('"\u0001é'.repeat(20_000)));
  history.add('ws://c.example/', text('x'.repeat(10_000_000)));
  await history.close();
  expect((await stat(path)).size).toBeLessThan(4 * 1024 * 1024);
  const again = await SentHistory.read(path);
  expect(again.of('ws://c.example/')).toHaveLength(1);
  const kept = again.of('ws://b.example/');
  expect(kept.length).toBeGreaterThan(10);
  expect(kept[0]?.at).toBe(59);
});

test('a file that is broken is kept beside the next one', async () => {
  const path = `${await temporaryFolder()}/sent.json`;
  await writeFile(path, '{"version":1,"addresses":[{');
  const history = await SentHistory.read(path);
  history.add('ws://a.example/', text('x'));
  await history.close();
  expect((await SentHistory.read(path)).of('ws://a.example/')).toHaveLength(1);
  expect(await readFile(`${path}.bad`, 'utf8')).toBe('{"version":1,"addresses":[{');
});
