import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { failure } from '../../../contract/errors.ts';
import { closeAfterTest } from '../../support/clean-up.ts';

/** What a DNS server of a test says about a name: IPv4 addresses, a response code (RFC 1035, section 4.1.1), nothing. */
export type DnsAnswer = readonly string[] | 'NXDOMAIN' | 'SERVFAIL' | 'NOTIMP' | 'REFUSED' | 'silence';

const responseCodes = { SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const;

/**
 * Starts a DNS server on loopback.
 *
 * @param answer asked for every question
 * @returns a resolver for a `Door` that asks this server and nobody else
 */
export async function startDnsServer(
  answer: (name: string) => DnsAnswer,
): Promise<(host: string) => Promise<string[]>> {
  const server = createSocket('udp4');
  server.on('message', (query, from) => {
    const { name, end } = readName(query, 12);
    const said = answer(name);
    if (said === 'silence') return;
    const addresses = typeof said === 'string' ? [] : said;
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x8180 | (typeof said === 'string' ? responseCodes[said] : 0), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(addresses.length, 6);
    head.writeUInt32BE(0, 8);
    const question = query.subarray(12, end + 4);
    // A pointer to the name of the question; type A, class IN, a minute, four bytes.
    const answers = addresses.map((address) =>
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]),
    );
    server.send(Buffer.concat([head, question, ...answers]), from.port, from.address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  const resolver = new Resolver({ tries: 1, timeout: 300 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  closeAfterTest(async () => {
    resolver.cancel();
    server.close();
    await once(server, 'close');
  });
  return async (host) => {
    try {
      return await resolver.resolve4(host);
    } catch (cause) {
      throw failure('name-not-resolved', `"${host}" has no address`, {
        hresult: 'WININET_E_NAME_NOT_RESOLVED',
        phase: 'dns',
        cause,
      });
    }
  };
}

function readName(query: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}
