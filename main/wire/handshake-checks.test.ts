import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DuplexError } from '../../contract/errors.ts';
import { checksOf } from './handshake-checks.ts';
import { checkResponse, createRequest } from './opening-handshake.ts';
import type { ResponseHead } from './response-head.ts';

const request = createRequest({
  host: 'a.test',
  target: '/',
  subprotocols: ['chat', 'other'],
  perMessageDeflate: {},
  headers: [],
});

const right = {
  Upgrade: ['websocket', 'WebSocket'],
  Connection: ['Upgrade', 'keep-alive, upgrade\t'],
  'Sec-WebSocket-Accept': [request.expectedAccept],
  'Sec-WebSocket-Protocol': [undefined, 'chat'],
  'Sec-WebSocket-Extensions': [undefined, 'permessage-deflate'],
};
const wrong: Readonly<Record<keyof typeof right, readonly (string | undefined)[]>> = {
  Upgrade: [undefined, 'h2c', 'websocket, h2c'],
  Connection: [undefined, 'close', 'Upgrades'],
  'Sec-WebSocket-Accept': [undefined, 'AAAA', `${request.expectedAccept}, x`],
  'Sec-WebSocket-Protocol': ['Chat', 'chat, other', ''],
  'Sec-WebSocket-Extensions': ['x-other', 'permessage-deflate; nothing'],
};
const names = Object.keys(right) as (keyof typeof right)[];

const response: fc.Arbitrary<ResponseHead> = fc
  .tuple(
    fc.constantFrom(101, 101, 101, 200, 404),
    ...names.map((name) => fc.constantFrom(...right[name], ...right[name], ...wrong[name])),
  )
  .map(([statusCode, ...values]) => ({
    version: '1.1',
    statusCode,
    reason: 'x',
    headers: names.flatMap((name, at) => {
      const value = values[at];
      return value === undefined ? [] : [{ name, value }];
    }),
  }));

test('every point is ok exactly when the answer is accepted', () => {
  let accepted = 0;
  fc.assert(
    fc.property(response, (head) => {
      const isOk = checksOf(head, request).every(({ ok }) => ok);
      accepted += Number(isOk);
      expect(isOk).toBe(isAccepted(head));
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect(accepted).toBeGreaterThan(20);
});

test('a point says what was expected and what came', () => {
  const checks = checksOf({ version: '1.1', statusCode: 404, reason: 'Not Found', headers: [] }, request);
  expect(checks[0]).toEqual({ header: 'status', expected: '101', got: '404 Not Found', ok: false });
  expect(checks.filter(({ ok }) => !ok).map(({ header }) => header)).toEqual([
    'status',
    'Upgrade',
    'Connection',
    'Sec-WebSocket-Accept',
  ]);
});

function isAccepted(head: ResponseHead): boolean {
  try {
    checkResponse(head, request);
    return true;
  } catch (error) {
    if (error instanceof DuplexError) return false;
    throw error;
  }
}
