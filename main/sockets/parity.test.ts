import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { within } from '../../tests/support/deadline.ts';
import { frame, startRawServer } from '../../tests/support/raw-server.ts';
import { newMessageSocket, newStreamSocket } from '../../tests/support/sockets.ts';
import * as sockets from './index.ts';

interface Member {
  readonly windows: string;
  readonly name: string;
  readonly state: 'done' | 'differs' | 'none' | 'later';
  readonly value?: number;
  readonly note?: string;
}

const root = path.resolve(import.meta.dirname, '../..');
const table = await readFile(path.join(root, 'docs/winrt-parity.json'), 'utf8');
const { types } = JSON.parse(table) as {
  types: readonly { name: string; members: readonly Member[] }[];
};

/** An object of every type that is exported as an interface, or does not show its fields before there is one. */
async function instances(): Promise<Readonly<Record<string, object>>> {
  const message = newMessageSocket();
  const stream = newStreamSocket();
  const server = await startRawServer((connection) => connection.accept({}, frame({ opcode: 8 })));
  const closed = closedArgs(message);
  await message.connectAsync(server.url);
  return {
    MessageWebSocket: message,
    StreamWebSocket: stream,
    WebSocketClosedEventArgs: await within('closed', closed),
    MessageWebSocketInformation: message.information,
    StreamWebSocketInformation: stream.information,
    BandwidthStatistics: stream.information.bandwidthStatistics,
    MessageWebSocketControl: message.control,
    StreamWebSocketControl: stream.control,
    IInputStream: stream.inputStream,
    IOutputStream: stream.outputStream,
    PasswordCredential: new sockets.PasswordCredential('resource', 'user', 'password'),
    MessageWebSocketMessageReceivedEventArgs: new sockets.MessageWebSocketMessageReceivedEventArgs(message, 0, true, {
      bytes: Buffer.alloc(0),
      start: 0,
      end: 0,
      isUtf8: true,
    }),
    WebSocketServerCustomValidationRequestedEventArgs: new sockets.WebSocketServerCustomValidationRequestedEventArgs(
      message,
      {
        certificate: undefined as never, // its fields are looked for, not at
        intermediates: [],
        chain: [],
        unused: [],
        problems: [],
        errors: [],
        severity: 'none',
      },
    ),
  };
}

function closedArgs(socket: sockets.MessageWebSocket): Promise<sockets.WebSocketClosedEventArgs> {
  return new Promise((resolve) => (socket.onclosed = resolve));
}

test('every member in the parity table is there exactly when the table says so, with its value', async () => {
  const exported: Readonly<Record<string, unknown>> = sockets;
  const objects = await instances();
  const wrong: string[] = [];
  for (const { name: type, members } of types) {
    const found = exported[type];
    const prototype = typeof found === 'function' ? (found.prototype as object) : {};
    const places = [objects[type] ?? {}, prototype, found ?? {}].map(Object);
    for (const { name, state, value } of members) {
      // Every object has a constructor; here it is whether the class can be made.
      const isThere = name === 'constructor' ? typeof found === 'function' : places.some((place) => name in place);
      if (isThere !== (state === 'done' || state === 'differs')) wrong.push(`${type}.${name} is not "${state}"`);
      if (value !== undefined && (found as Readonly<Record<string, number>>)[name] !== value) {
        wrong.push(`${type}.${name} is not ${value}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('whatever is not simply done has a reason', () => {
  const silent = types.flatMap(({ name, members }) =>
    members.filter(({ state, note }) => state !== 'done' && !note).map((member) => `${name}.${member.name}`),
  );
  expect(silent).toEqual([]);
});

test('the page is what the table says', async () => {
  await promisify(execFile)(process.execPath, ['scripts/winrt-parity.mjs', '--check'], { cwd: root });
});
