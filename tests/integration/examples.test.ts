import { beforeEach, expect, test } from 'vitest';
import * as advancedControls from '../../docs/examples/advanced-controls.ts';
import * as binaryDataStream from '../../docs/examples/binary-data-stream.ts';
import * as clientAuthentication from '../../docs/examples/client-authentication.ts';
import * as partialMessages from '../../docs/examples/partial-messages.ts';
import * as utf8TextMessages from '../../docs/examples/utf8-text-messages.ts';
import { clientPfxPassword } from '../../main/server/tls-material.ts';
import { applicationDoor } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startTestSampleServer } from '../support/sample-server.ts';

// What the Code tab of each page shows, run as it stands against the built-in server.

expectNoLeaks();

beforeEach(() => {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
});

test('UTF-8 text messages', async () => {
  const { endpoints } = await startTestSampleServer();
  const lines: string[] = [];
  await within(
    'the example',
    utf8TextMessages.run(endpoints.echo, (line) => lines.push(line)),
  );
  expect(lines).toContain('Received: You said: "Hello World"');
  expect(lines.at(-1)).toBe('Closed with code 1000: Closed due to user request.');
});

test('advanced controls', async () => {
  const { endpoints } = await startTestSampleServer();
  const lines: string[] = [];
  await within(
    'the example',
    advancedControls.run(endpoints.echo, (line) => lines.push(line)),
  );
  // The greeting can come before.
  const told = lines.filter((line) => !line.startsWith('Received: Connected'));
  expect(told.slice(0, 3)).toEqual(['Subprotocol: chat', 'Compressed: no', 'A pong every 15000 ms']);
  expect(told[3]).toMatch(/^Frozen: .*control\.maxMessageSize cannot be set/);
  expect(lines).toContain('Received: You said: "Hello World"');
  expect(lines.at(-1)).toBe('Closed with code 1000: Closed due to user request.');
});

test('binary data stream', async () => {
  const { endpoints } = await startTestSampleServer();
  const lines: string[] = [];
  await within(
    'the example',
    binaryDataStream.run(endpoints.echo, (line) => lines.push(line)),
    10_000,
  );
  expect(lines.filter((line) => line.startsWith('Bytes sent'))).toEqual([
    'Bytes sent: 10',
    'Bytes sent: 20',
    'Bytes sent: 30',
  ]);
  expect(lines.some((line) => /^Bytes received: \d+$/.test(line))).toBe(true);
  expect(lines).toContain('Closed with code 1000: Closed due to user request.');
});

test('client authentication', async () => {
  const { endpoints, material } = await startTestSampleServer();
  const lines: string[] = [];
  const client = { pfx: material.clientPfx, password: clientPfxPassword };
  await within(
    'the example',
    clientAuthentication.run(endpoints.clientAuthentication, (line) => lines.push(line), client),
  );
  expect(lines.slice(1)).toEqual([
    'Connected with the client certificate',
    'Closed with code 1000: Closed due to user request.',
  ]);
});

test('partial and complete messages', async () => {
  const { endpoints } = await startTestSampleServer();
  const lines: string[] = [];
  await within(
    'the example',
    partialMessages.run(endpoints.partialMessages, (line) => lines.push(line)),
  );
  expect(lines).toContain('Partial message received: You said: "Hello "');
  expect(lines).toContain('Complete message received: You said: "World"');
});
