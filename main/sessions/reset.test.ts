import { expect, test } from 'vitest';
import { newCertificate, serverTls } from '../../tests/support/certificates.ts';
import { within } from '../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { is, openLiveSession } from '../../tests/support/live-session.ts';
import { startRawServer } from '../../tests/support/raw-server.ts';

expectNoLeaks();

test.each([false, true])('a reset reaches the server as ECONNRESET, with TLS: %s', async (hasTls) => {
  const codes: string[] = [];
  let told = (): void => undefined;
  const ended = new Promise<void>((resolve) => (told = resolve));
  const credential = await newCertificate();
  const server = await startRawServer(
    async (connection) => {
      connection.socket.on('error', (error: NodeJS.ErrnoException) => codes.push(error.code ?? ''));
      connection.socket.on('close', told);
      await connection.accept();
    },
    hasTls ? { tls: serverTls(credential) } : {},
  );
  const live = await openLiveSession({ url: server.url, ignorableServerCertificateErrors: ['Untrusted', 'InvalidName'] });
  const { sessions, session, until, state, kinds } = live;
  await until('open', is('open'));
  sessions.reset({ session });
  expect(state().connection).toMatchObject({ kind: 'failed', error: { code: 'canceled', message: expect.stringContaining('reset by this side') } });
  await within('the end at the server', ended);
  expect(codes).toEqual(['ECONNRESET']);
  expect((await kinds()).slice(-1)).toEqual(['reset']);
});
