import fc from 'fast-check';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { DuplexError } from '../../contract/errors.ts';
import { RowDirection, RowKind, type Row } from '../../contract/rows.ts';
import type { ConnectionState, SessionState } from '../../contract/sessions.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { openLiveSession, type LiveSession } from '../../tests/support/live-session.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';

expectNoLeaks();

/** What the user, the server and chance do, in any order. */
const step = fc.oneof(
  { arbitrary: fc.constantFrom('reconnect', 'settle'), weight: 3 },
  fc.constantFrom('close', 'reset', 'kill', 'serverClose', 'say', 'send', 'ping', 'pause', 'stop', 'end'),
  fc.integer({ min: 0, max: 20 }),
);
type Step = string | number;

/** A server whose messages say which connection they are of. */
async function startNumbering(): Promise<{ url: string; peers: Set<WebSocket>; say: () => void }> {
  let count = 0;
  const numbers = new Map<WebSocket, number>();
  const peers = new Set<WebSocket>();
  const server = await startWsServer((socket) => {
    count += 1;
    numbers.set(socket, count);
    peers.add(socket);
    socket.on('close', () => peers.delete(socket));
    socket.send(String(count));
  });
  const say = (): void => {
    for (const peer of peers) for (let time = 0; time < 50; time += 1) peer.send(String(numbers.get(peer)));
  };
  return { url: server.url, peers, say };
}

async function take(
  what: Step,
  { sessions, session, state, until }: LiveSession,
  peers: Set<WebSocket>,
  say: () => void,
) {
  switch (what) {
    case 'reconnect':
      sessions.reconnect({ session });
      return;
    case 'close':
      sessions.close({ session, code: 1000, reason: 'by us' });
      return;
    case 'reset':
      sessions.reset({ session });
      return;
    case 'kill':
      say();
      for (const peer of peers) peer.terminate();
      return;
    case 'serverClose':
      say();
      for (const peer of peers) peer.close(4000);
      return;
    case 'say':
      say();
      return;
    case 'send':
      await sessions.send({ session, payload: { kind: 'binary', bytes: Buffer.alloc(50_000) }, final: true });
      return;
    case 'ping':
      await sessions.ping({ session, payload: Buffer.from('p') });
      return;
    case 'pause':
      sessions.setPaused({ session, isPaused: !state().isReadingPaused });
      return;
    case 'settle':
      await until('the end of connecting', ({ connection }) => connection.kind !== 'connecting');
      return;
    case 'stop':
      sessions.stopReconnecting({ session });
      return;
    case 'end':
      sessions.live[0]?.end(new DuplexError({ code: 'capability-denied', message: 'cut' }));
      return;
    default:
      await delay(Number(what));
  }
}

const next: Readonly<Record<ConnectionState['kind'], readonly ConnectionState['kind'][]>> = {
  connecting: ['connecting', 'open', 'failed'],
  open: ['open', 'closing', 'closed', 'failed'],
  closing: ['closing', 'closed', 'failed'],
  closed: ['closed'],
  failed: ['failed'],
};

/** One connection at a time, each through its states in their order, and waiting only between two. */
function expectLegal(told: readonly SessionState[]): void {
  let before: SessionState | undefined;
  for (const state of told) {
    const { connection, generation, reconnecting } = state;
    const isOver = connection.kind === 'closed' || connection.kind === 'failed';
    if (reconnecting !== undefined) expect(isOver).toBe(true);
    if (generation === (before?.generation ?? 1)) {
      expect(next[before?.connection.kind ?? 'connecting']).toContain(connection.kind);
    } else {
      expect(generation).toBe((before?.generation ?? 0) + 1);
      expect(next[before?.connection.kind ?? 'connecting']).toHaveLength(1);
      expect(connection.kind).toBe('connecting');
    }
    before = state;
  }
}

/** What is between the beginnings of two connections is of the first of them only. */
function expectNoLateRows(rows: readonly Row[]): void {
  const starts = rows.flatMap(({ kind }, index) => (kind === RowKind.connectingAgain ? index : []));
  const parts = [0, ...starts].map((from, index, all) => rows.slice(from, all[index + 1]));
  const owners: string[] = [];
  for (const part of parts) {
    const connected = part.findIndex(({ kind }) => kind === RowKind.connected);
    const ends = part.filter(
      ({ kind }) => kind === RowKind.closed || kind === RowKind.failed || kind === RowKind.reset,
    );
    const end = part.findIndex((row) => ends.includes(row));
    expect(part.filter(({ kind }) => kind === RowKind.connected).length).toBeLessThanOrEqual(1);
    // Sending may fail on its own, beside the end.
    expect(ends.filter(({ kind }) => kind !== RowKind.failed).length).toBeLessThanOrEqual(1);
    const received = part.filter(
      ({ kind, direction }) => direction === RowDirection.received && kind <= RowKind.closeFrame,
    );
    for (const row of received) {
      expect(part.indexOf(row)).toBeGreaterThan(connected);
      if (end >= 0) expect(part.indexOf(row)).toBeLessThan(end);
    }
    const texts = received.filter(({ kind }) => kind === RowKind.utf8);
    const numbers = new Set(texts.map(({ preview }) => Buffer.from(preview).toString()));
    expect(numbers.size).toBeLessThanOrEqual(1);
    owners.push(...numbers);
  }
  // No connection of the server's speaks in two of ours.
  expect(new Set(owners).size).toBe(owners.length);
}

test.each(['message', 'stream'] as const)(
  'whatever the order of events, one connection owns a %s session, and none writes into the log of a newer one',
  async (socket) => {
    let generations = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40, size: 'max' }), async (steps) => {
        const { url, peers, say } = await startNumbering();
        const live = await openLiveSession({
          url,
          socket,
          reconnect: { firstMs: 100, mostMs: 100, jitter: 1, attempts: 0 },
          keepAlive: { kind: 'ping', everyMs: 100 },
        });
        for (const what of steps) {
          try {
            await take(what, live, peers, say);
          } catch (error) {
            // What is not possible now says so, and changes nothing.
            if (!(error instanceof DuplexError)) throw error;
          }
          await setImmediate();
        }
        await delay(20);
        expectLegal(live.told);
        expectNoLateRows(await live.rows());
        generations += live.state().generation - 1;
        await live.sessions.discard({ session: live.session });
        await expect.poll(() => peers.size, { timeout: 12_000 }).toBe(0);
      }),
      { numRuns: 40 },
    );
    // Otherwise nothing was tried.
    expect(generations).toBeGreaterThan(20);
  },
  120_000,
);
