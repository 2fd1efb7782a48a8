import { expect, test } from 'vitest';
import { Certificate, type MessageWebSocket, type StreamWebSocket } from '../../main/sockets/index.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startRawServer } from '../support/raw-server.ts';
import { sampleMaterial } from '../support/sample-server.ts';
import { failureOf, newMessageSocket, newStreamSocket, thrownBy } from '../support/sockets.ts';
import { clientPfxPassword } from '../../main/server/tls-material.ts';
import { bringTo, classes, classesInStates } from './socket-states.ts';

// Reference sections 4 and 5: what the information and control objects hold, and when they may be set.

expectNoLeaks();

const { clientPfx } = await sampleMaterial();
const certificate = Certificate.fromPfx(clientPfx, clientPfxPassword);

interface Member {
  readonly name: string;
  readonly on: 'both' | 'message' | 'stream';
  readonly initial: unknown;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
  /** Settable at any time. */
  readonly isFree?: true;
}

const members: readonly Member[] = [
  {
    name: 'maxMessageSize',
    on: 'message',
    initial: 0xffffffff,
    good: [0, 1, 0xfffffffe, 0xffffffff],
    bad: [-1, 1.5, 2 ** 32, Number.NaN],
  },
  { name: 'messageType', on: 'message', initial: 0, good: [0, 1], bad: [2, -1, 'utf8'], isFree: true },
  { name: 'receiveMode', on: 'message', initial: 0, good: [0, 1], bad: [2, -1, 'partialMessage'] },
  { name: 'noDelay', on: 'stream', initial: true, good: [false, true], bad: [] },
  {
    name: 'desiredUnsolicitedPongInterval',
    on: 'both',
    initial: 30_000,
    good: [0, 1, 14_999, 15_000, 2 ** 31 - 1],
    bad: [-1, 2 ** 31, Number.NaN, Number.POSITIVE_INFINITY],
  },
  { name: 'clientCertificate', on: 'both', initial: null, good: [certificate, null], bad: [] },
  { name: 'perMessageDeflate', on: 'both', initial: null, good: [null], bad: [] },
];

function membersOf(socket: MessageWebSocket | StreamWebSocket): { member: Member; control: Record<string, unknown> }[] {
  const control = socket.control as unknown as Record<string, unknown>; // the table names the members
  const mine = 'onmessagereceived' in socket ? 'message' : 'stream';
  return members.filter(({ on }) => on === 'both' || on === mine).map((member) => ({ member, control }));
}

test.each(classes)(
  '5.1, 5.2: the control of a %s has its defaults, takes its range and nothing else',
  (_name, make) => {
    for (const { member, control } of membersOf(make())) {
      const { name, initial, good, bad } = member;
      expect(control[name], name).toBe(initial);
      for (const value of good) {
        control[name] = value;
        expect(control[name], name).toEqual(value);
      }
      const last = control[name];
      for (const value of bad) {
        const { info } = thrownBy(() => (control[name] = value));
        expect(info, `${name} = ${String(value)}`).toMatchObject({ hresult: 0x80070057, field: name });
        expect(control[name], name).toEqual(last);
      }
    }
  },
);

test.each(classesInStates)(
  '5.1, 5.2: the control of a %s that is %s is settable or frozen',
  async (_name, state, make) => {
    const socket = make();
    await bringTo(state, socket);
    const isSettable = state === 'created' || state === 'failed';
    for (const { member, control } of membersOf(socket)) {
      const { name, good, initial, isFree } = member;
      const set = (): void => void (control[name] = good[0]);
      if (isSettable || isFree === true) {
        set();
        expect(control[name], name).toEqual(good[0]);
      } else {
        expect(thrownBy(set).hresult, name).toBe(0x8000000e);
        expect(control[name], name).toBe(initial);
      }
    }
  },
);

test('5.2: a StreamWebSocket has no maxMessageSize, messageType or receiveMode, and a MessageWebSocket no noDelay', () => {
  const onlyMessage = ['maxMessageSize', 'messageType', 'receiveMode'];
  const { control } = newStreamSocket();
  expect(onlyMessage.filter((name) => name in control)).toEqual([]);
  expect('noDelay' in newMessageSocket().control).toBe(false);
});

test.each([
  [0, 15_000],
  [14_999, 15_000],
  [15_000, 15_000],
  [15_001, 15_001],
  [60_000, 60_000],
])('5.3: of a desired pong interval of %i ms the actual one is %i ms', (desired, actual) => {
  const { control } = newMessageSocket();
  control.desiredUnsolicitedPongInterval = desired;
  expect(control.desiredUnsolicitedPongInterval).toBe(desired);
  expect(control.actualUnsolicitedPongInterval).toBe(actual);
});

test.each(classes)(
  '5.1: what is added to the lists of a connected %s is ignored without an error',
  async (_name, make) => {
    const server = await startRawServer((connection) => connection.accept({ 'Sec-WebSocket-Protocol': 'first' }));
    const socket = make();
    const { supportedProtocols, ignorableServerCertificateErrors } = socket.control;
    expect([supportedProtocols.length, ignorableServerCertificateErrors.length]).toEqual([0, 0]);
    supportedProtocols.append('first');
    await socket.connectAsync(server.url);
    supportedProtocols.append('not a token');
    ignorableServerCertificateErrors.append(2);
    expect(socket.information.protocol).toBe('first');
    await socket.outputStream.writeAsync(Buffer.from('still connected'));
  },
);

test.each([[['a b']], [['']], [['chat', 'chat']], [['ch,at']], [['grüße']]])(
  '5.1: subprotocols that RFC 6455 does not let a client offer are E_INVALIDARG: %j',
  async (names) => {
    const socket = newMessageSocket();
    for (const name of names) socket.control.supportedProtocols.append(name);
    expect((await failureOf(socket.connectAsync('ws://127.0.0.1:1/'))).info).toMatchObject({
      hresult: 0x80070057,
      field: 'supportedProtocols',
    });
  },
);

const nothingYet = {
  localAddress: null,
  remoteAddress: null,
  protocol: '',
  perMessageDeflate: null,
  bandwidthStatistics: { outboundBitsPerSecond: 0, inboundBitsPerSecond: 0 },
  serverCertificate: null,
  serverIntermediateCertificates: [],
  serverCertificateErrors: [],
  serverCertificateErrorSeverity: 0,
};

test.each(classes)('4: the information of a %s is empty before connecting and after a failure to', async (_n, make) => {
  const socket = make();
  expect(socket.information).toMatchObject(nothingYet);
  await bringTo('failed', socket);
  expect(socket.information).toMatchObject(nothingYet);
});

test.each(classes)(
  '4: over ws a %s has addresses and no certificate, and keeps them when it is closed',
  async (_n, make) => {
    const server = await startRawServer((connection) => connection.accept());
    const socket = make();
    await socket.connectAsync(server.url);
    const { bandwidthStatistics: _, ...rest } = nothingYet;
    const known = { ...rest, localAddress: '127.0.0.1', remoteAddress: `127.0.0.1:${server.port}` };
    expect(socket.information).toMatchObject(known);
    socket.close();
    expect(socket.information).toMatchObject(known);
  },
);

test('4: the addresses of an IPv6 connection are written as such', async () => {
  const server = await startRawServer((connection) => connection.accept(), { host: '::1' });
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  expect(socket.information).toMatchObject({ localAddress: '::1', remoteAddress: `[::1]:${server.port}` });
});
