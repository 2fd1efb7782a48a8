import { expect } from 'vitest';
import { within } from '../support/deadline.ts';
import { frame, startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { failureOf } from '../support/sockets.ts';
import type { AnswerCase } from './case.ts';
import { newClient } from './observed-client.ts';
import { bytesInWords, messageInWords } from './plain-words.ts';
import type { Way } from './run-exchange.ts';

/** Answers a client's opening request as the case says, and looks at whether it takes that for an agreement. */
export async function runAnswer(answerCase: AnswerCase, way: Way): Promise<void> {
  const { answer, endsAfter = false, expected } = answerCase;
  let sent: () => void = () => undefined;
  const isSent = new Promise<void>((resolve) => (sent = resolve));
  const server = await startRawServer(async (connection) => {
    const bytes = Buffer.from(answer(connection.acceptKey), 'latin1');
    if (way.pieces === undefined) await connection.send(bytes);
    else await connection.sendSplit(bytes, way.pieces);
    if (endsAfter) connection.end();
    sent();
  });
  const client = newClient(way.client, answerCase.client);
  try {
    const connecting = within('an end of the opening handshake', client.connect(server.url));
    if (expected.kind === 'refused') {
      const { code, hresult } = await failureOf(connecting);
      expect({ code, hresult }).toEqual({ code: expected.code, hresult: expected.hresult ?? hresult });
      const peer = server.connections[0] as RawServerConnection; // it has answered
      expect((await peer.incoming.rest()).length, 'bytes sent after the answer was refused').toBe(0);
      return;
    }
    await connecting;
    await within('the server’s last piece', isSent);
    const peer = server.connections[0] as RawServerConnection; // it has answered
    expect(client.socket.information.protocol).toBe(expected.protocol ?? '');
    expect(client.socket.information.perMessageDeflate).toEqual(expected.perMessageDeflate ?? null);
    await peer.send(frame({ opcode: 9 }));
    expect(await peer.nextFrame()).toMatchObject({ opcode: 10 });
    const messages = expected.messages ?? [];
    if (client.messages !== undefined) {
      expect(client.messages.map(messageInWords)).toEqual(messages.map(messageInWords));
    }
    expect(bytesInWords(client.received)).toBe(bytesInWords(Buffer.concat(messages.map(({ bytes }) => bytes))));
  } finally {
    client.socket.close();
    await server.close();
  }
}
