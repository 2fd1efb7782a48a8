import { expect, test } from 'vitest';
import { FrameBit, RowFlag, RowKind } from '../../contract/rows.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { is, openLiveSession } from '../../tests/support/live-session.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';

expectNoLeaks();

const text = 'the same words again and again, '.repeat(50);

test.each([
  [false, false],
  [true, false],
  [false, true],
])(
  'rows say whether a message was compressed with those before it (not by the client: %s, not by the server: %s)',
  async (clientNoContextTakeover, serverNoContextTakeover) => {
    const server = await startWsServer(
      (socket) => socket.on('message', (data: Buffer) => socket.send(data.toString())),
      {
        perMessageDeflate: { threshold: 0, clientNoContextTakeover, serverNoContextTakeover },
      },
    );
    const live = await openLiveSession({
      url: server.url,
      control: { perMessageDeflate: { threshold: 0, clientNoContextTakeover, serverNoContextTakeover } },
    });
    await live.until('open', is('open'));
    for (let round = 1; round <= 2; round += 1) {
      await live.sessions.send({ session: live.session, payload: { kind: 'utf8', text }, final: true });
      await live.until('the echo', ({ counters }) => counters.receivedMessages === round);
    }
    const [firstSent, firstBack, sent, back] = (await live.rows()).filter(({ kind }) => kind === RowKind.utf8);
    for (const [row, isAlone] of [
      [sent, clientNoContextTakeover],
      [back, serverNoContextTakeover],
    ] as const) {
      expect((row?.bits ?? 0) & FrameBit.rsv1).not.toBe(0);
      expect(((row?.flags ?? 0) & RowFlag.contextTakeover) === 0).toBe(isAlone);
    }
    // What it is good for: the second time there is nothing new.
    expect((sent?.wireSize ?? 0) < (firstSent?.wireSize ?? 0)).toBe(!clientNoContextTakeover);
    expect((back?.wireSize ?? 0) < (firstBack?.wireSize ?? 0)).toBe(!serverNoContextTakeover);
  },
);
