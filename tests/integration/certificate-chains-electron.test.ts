import { expect, test } from 'vitest';
import { keyPem, leaf, makeOdd, type Made } from '../support/x509/certificate.ts';
import { chainCases, intermediate, root, trustRoot, type ChainCase } from '../support/x509/chain-cases.ts';
import { startChainServer } from '../support/x509/chain-server.ts';
import { availableElectron, probeInElectron } from '../support/x509/electron-probe.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startWsServer } from '../support/ws-server.ts';
import type { ProbeOutcome, ProbeRequest } from '../support/x509/probe.ts';

expectNoLeaks();

const electron = availableElectron();

test.skipIf(electron === undefined)(
  'BoringSSL in Electron: every chain is judged as in Node, but where the table says otherwise',
  async () => {
    const requests: ProbeRequest[] = [];
    for (const chain of chainCases) {
      const port = await startChainServer(chain);
      requests.push({ host: chain.host ?? 'localhost', port, trust: chain.trust ?? trustRoot });
    }
    const outcomes = await probeInElectron(electron ?? '', requests);
    const found = chainCases.map(({ name }, index) => ({ name, found: judged(outcomes[index]) }));
    expect(found).toEqual(chainCases.map((chain) => ({ name: chain.name, found: expected(chain) })));
  },
  120_000,
);

test.skipIf(electron === undefined)('BoringSSL in Electron: client certificates from PEM', async () => {
  const { requests, expected: wanted } = await clientRequests();
  const outcomes = await probeInElectron(electron ?? '', requests);
  expect(outcomes.map(({ outcome, field }) => field ?? outcome)).toEqual(wanted);
});

/** Requests to a server that wants a client certificate, with keys as OpenSSL writes them. */
async function clientRequests(): Promise<{ requests: ProbeRequest[]; expected: string[] }> {
  const server = leaf({ issuer: root });
  const { port } = await startWsServer(() => undefined, {
    tls: { cert: server.pem, key: keyPem(server), ca: root.pem, requestCert: true, rejectUnauthorized: true },
  });
  const ec = makeOdd({ subject: 'Somebody', issuer: intermediate });
  const rsa = makeOdd({ subject: 'Somebody', issuer: intermediate, key: 'rsa' });
  const passphrase = 'secret';
  const keys: readonly (readonly [Made, string | Buffer, password: string, wanted: string])[] = [
    [ec, ec.privateKey.export({ type: 'pkcs8', format: 'pem' }), '', 'connected'],
    [
      ec,
      ec.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }),
      passphrase,
      'connected',
    ],
    [
      ec,
      ec.privateKey.export({ type: 'sec1', format: 'pem', cipher: 'aes-128-cbc', passphrase }),
      passphrase,
      'connected',
    ],
    [
      rsa,
      rsa.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'des-ede3-cbc', passphrase }),
      passphrase,
      'connected',
    ],
    [
      ec,
      ec.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }),
      'wrong',
      'clientCertificate.password',
    ],
    [ec, rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }), '', 'clientCertificate.key'],
  ];
  const requests = keys.map(([made, key, password]) => ({
    host: 'localhost',
    port,
    trust: trustRoot,
    client: { certificates: made.pem + intermediate.pem, key: key.toString(), password },
  }));
  return { requests, expected: keys.map(([, , , wanted]) => wanted) };
}

function judged(outcome: ProbeOutcome | undefined): string[] {
  if (outcome === undefined) return ['not looked at'];
  if (!['connected', 'certificate-refused'].includes(outcome.outcome)) return [outcome.outcome];
  const problems = outcome.problems.map(
    ({ result, certificateIndex }) => `${result} of certificate ${certificateIndex}`,
  );
  return [outcome.outcome, ...problems.toSorted()];
}

function expected({ problems, inElectron = problems }: ChainCase): string[] {
  if (inElectron === 'tls-failed') return [inElectron];
  const texts = inElectron.map(([result, index]) => `${result} of certificate ${index}`);
  return [texts.length === 0 ? 'connected' : 'certificate-refused', ...texts.toSorted()];
}
