import { test } from 'vitest';
import { newCertificate, serverTls } from '../../support/certificates.ts';
import { ChainValidationResult } from '../../../main/sockets/index.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { connectInVain, expectExplained } from './explained.ts';

expectNoLeaks();

function redirect(location: string): string {
  return `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
}

test('redirects that go round in a circle', async () => {
  const server = await startRawServer((connection) =>
    connection.send(redirect(connection.request.startsWith('GET /a ') ? '/b?key=secret-key' : '/a')),
  );
  expectExplained(await connectInVain(`${server.url}a`, { followRedirects: 10 }), {
    rule: 'redirect-loop',
    certainty: 'certain',
    phase: 'upgrade',
    says: [`${server.url}a → ${server.url}b`],
  });
});

test('redirects without an end', async () => {
  const server = await startRawServer((connection) => {
    const count = Number(/^GET \/(\d+)/.exec(connection.request)?.[1]);
    return connection.send(redirect(`/${count + 1}`));
  });
  expectExplained(await connectInVain(`${server.url}0`, { followRedirects: 3 }), {
    rule: 'redirect-too-many',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['3 redirects', `${server.url}3`],
  });
});

test('a redirect that leads out of TLS', async () => {
  const tls = serverTls(await newCertificate());
  const server = await startRawServer((connection) => connection.send(redirect('http://127.0.0.1:9/plain?k=v')), {
    tls,
  });
  expectExplained(
    await connectInVain(server.url, {
      followRedirects: 3,
      prepare: ({ control }) => control.ignorableServerCertificateErrors.append(ChainValidationResult.untrusted),
    }),
    {
      rule: 'redirect-without-tls',
      certainty: 'certain',
      phase: 'upgrade',
      says: ['http://127.0.0.1:9/plain'],
    },
  );
});

test('a redirect to something that is no WebSocket', async () => {
  const server = await startRawServer((connection) => connection.send(redirect('mailto:somebody@duplex.dev')));
  expectExplained(await connectInVain(server.url, { followRedirects: 3 }), {
    rule: 'redirect-not-an-address',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['mailto:somebody@duplex.dev'],
  });
});

test('a redirect to an address that is not valid for a WebSocket', async () => {
  const server = await startRawServer((connection) => connection.send(redirect('http://user:pass@127.0.0.1:9/')));
  expectExplained(await connectInVain(server.url, { followRedirects: 3 }), {
    rule: 'redirect-failed',
    certainty: 'likely',
    phase: 'upgrade',
    says: ['user name and password'],
  });
});
