import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { RowDirection, RowFlag, RowKind } from '../../contract/rows.ts';
import type { RawFrame } from '../../contract/workbench/control-frames.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { is, openLiveSession } from '../../tests/support/live-session.ts';
import { startRawServer, type RawServerConnection } from '../../tests/support/raw-server.ts';
import { startSimpleProxy } from '../../tests/support/simple-proxies.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { applicationDoor } from '../sockets/index.ts';

expectNoLeaks();

const reserved: RawFrame = { fin: false, rsv: 5, opcode: 3, masked: false, payload: Buffer.from('odd'), statedLength: 9 };

/** A server that takes bytes and does nothing else. */
async function startListener(): Promise<{ url: string; bytes: (count: number) => Promise<Buffer> }> {
  const taken: Buffer[] = [];
  let peer: RawServerConnection | undefined;
  const server = await startRawServer(async (connection) => {
    peer = connection;
    await connection.accept();
    connection.socket.on('data', (chunk: Buffer) => taken.push(chunk));
  });
  const bytes = async (count: number): Promise<Buffer> => {
    while (Buffer.concat(taken).length < count) await once(peer?.socket ?? process, 'data');
    return Buffer.concat(taken);
  };
  return { url: server.url, bytes };
}

test('an illegal frame goes to this computer exactly as it is described, and its row says so', async () => {
  const { url, bytes } = await startListener();
  const { sessions, session, until, rows } = await openLiveSession({ url });
  await until('open', is('open'));
  await sessions.sendFrame({ session, frame: reserved, isConfirmed: false });
  expect((await bytes(5)).toString('hex')).toBe(`5309${Buffer.from('odd').toString('hex')}`);
  const row = (await rows()).find(({ kind }) => kind === RowKind.rawFrame);
  expect(row).toMatchObject({ direction: RowDirection.sent, bits: 0x53, size: 3, wireSize: 5, flags: 0 });
  expect(Buffer.from(row?.preview ?? []).toString()).toBe('odd');
  await sessions.sendFrame({ session, frame: { ...reserved, masked: true }, isConfirmed: false });
  expect((await rows()).findLast(({ kind }) => kind === RowKind.rawFrame)?.flags).toBe(RowFlag.masked);
});

test('behind a proxy the server is not this computer, unless the address says so: an illegal frame asks first', async () => {
  const { url, bytes } = await startListener();
  const proxy = await startSimpleProxy();
  applicationDoor.proxies = async () => [{ kind: 'http', host: '127.0.0.1', port: proxy.port }];
  onTestFinished(() => {
    applicationDoor.proxies = undefined;
  });
  const policy = { capabilities: new Set(['internetClient'] as const), loopbackExempt: true };
  const live = await openLiveSession({ url: url.replace('127.0.0.1', 'somewhere.test') }, policy);
  const { sessions, session, until, rows } = live;
  await until('open', is('open'));
  await expect(sessions.sendFrame({ session, frame: reserved, isConfirmed: false })).rejects.toMatchObject({
    code: 'confirmation-needed',
    message: expect.stringMatching(/opcode 3 is reserved.*somewhere\.test, behind a proxy/),
  });
  expect((await rows()).some(({ kind }) => kind === RowKind.rawFrame)).toBe(false);
  // What RFC 6455 allows needs no yes.
  const legal: RawFrame = { fin: true, rsv: 0, opcode: 9, masked: true, payload: Buffer.from('p') };
  await sessions.sendFrame({ session, frame: legal, isConfirmed: false });
  await sessions.sendFrame({ session, frame: reserved, isConfirmed: true });
  expect((await bytes(7 + 5)).subarray(7).toString('hex')).toBe(`5309${Buffer.from('odd').toString('hex')}`);
});

test('a message begun by hand is ended by hand: nothing else is put into it', async () => {
  const received: string[] = [];
  const server = await startWsServer((socket) => socket.on('message', (data: Buffer) => received.push(data.toString())));
  const { sessions, session, until } = await openLiveSession({ url: server.url });
  await until('open', is('open'));
  const part = (opcode: number, fin: boolean, payload: string): RawFrame => ({
    fin,
    rsv: 0,
    opcode,
    masked: true,
    payload: Buffer.from(payload),
  });
  const send = (frame: RawFrame) => sessions.sendFrame({ session, frame, isConfirmed: false });
  const say = (text: string) => sessions.send({ session, payload: { kind: 'utf8', text }, final: true });
  await send(part(1, false, 'by '));
  await expect(say('inside')).rejects.toMatchObject({ code: 'illegal-call' });
  await send(part(0, true, 'hand'));
  await say('after');
  await expect.poll(() => received).toEqual(['by hand', 'after']);
});

test('a close frame by hand is answered by the server, and not once more by us', async () => {
  const seen: number[] = [];
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    for await (const { opcode } of connection.frames) {
      seen.push(opcode);
      if (opcode === 8) await connection.send(Buffer.from([0x88, 2, 3, 232]));
      if (opcode === 8) connection.end();
    }
  });
  const { sessions, session, until } = await openLiveSession({ url: server.url });
  await until('open', is('open'));
  const frame: RawFrame = { fin: true, rsv: 0, opcode: 8, masked: true, payload: Buffer.from([0x03, 0xed]) };
  await sessions.sendFrame({ session, frame, isConfirmed: false });
  await until('closed', is('closed'));
  expect(seen).toEqual([8]);
});

test.each([0, 999, 1005, 1006, 1015, 1016, 2999, 5000, 65_535])('closing with %i is refused, and says why', async (code) => {
  const server = await startWsServer(() => undefined);
  const { sessions, session, until, state } = await openLiveSession({ url: server.url });
  await until('open', is('open'));
  expect(() => sessions.close({ session, code, reason: '' })).toThrow(
    expect.objectContaining({ info: expect.objectContaining({ code: 'invalid-input', field: 'code' }) }),
  );
  expect(state().connection.kind).toBe('open');
});
