import ipaddr from 'ipaddr.js';
import { createSocket, type RemoteInfo } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import type { Resolve } from '../../main/network/resolve.ts';
import { closeAfterTest } from './clean-up.ts';

/** A question as it came in. */
export interface DnsQuestion {
  /** In lower case, without a trailing dot. */
  readonly name: string;
  readonly type: 'A' | 'AAAA';
}

export interface DnsServer {
  /** Every question so far, in order. */
  readonly questions: readonly DnsQuestion[];
  /** A resolver that asks this server and nobody else, first for IPv4 and then for IPv6 addresses. */
  readonly resolve: Resolve;
}

const typeCodes = { A: 1, AAAA: 28 } as const;

/**
 * Starts a DNS server (RFC 1035) on a free UDP port of 127.0.0.1; it ends with the running test.
 *
 * @param answer the IP addresses of a name; those of the other type are left out, and none at all is NXDOMAIN. `call`
 *   counts the questions of this name and type, from 0
 */
export async function startDnsServer(
  answer: (question: DnsQuestion, call: number) => readonly string[],
): Promise<DnsServer> {
  const questions: DnsQuestion[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query: Buffer, from: RemoteInfo) => {
    const question = readQuestion(query);
    const call = questions.filter(({ name, type }) => name === question.name && type === question.type).length;
    questions.push(question);
    socket.send(responseTo(query, question, answer(question, call)), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  closeAfterTest(async () => {
    resolver.cancel();
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  });
  return {
    questions,
    resolve: async (name) => {
      const none = (): string[] => [];
      return [...(await resolver.resolve4(name).catch(none)), ...(await resolver.resolve6(name).catch(none))];
    },
  };
}

const headerBytes = 12;

function readQuestion(query: Buffer): DnsQuestion {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return {
    name: labels.join('.').toLowerCase(),
    type: query.readUInt16BE(at + 1) === typeCodes.AAAA ? 'AAAA' : 'A',
  };
}

function responseTo(query: Buffer, question: DnsQuestion, addresses: readonly string[]): Buffer {
  const records = addresses
    .filter((address) => isIPv4(address) === (question.type === 'A'))
    .map((address) => record(question.type, Buffer.from(ipaddr.parse(address).toByteArray())));
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16BE(query.readUInt16BE(0), 0);
  header.writeUInt16BE(addresses.length > 0 ? 0x8180 : 0x8183, 2); // a recursive answer; NXDOMAIN
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  // The question goes back as it came; what follows it, such as EDNS, does not.
  const end = query.indexOf(0, headerBytes) + 5;
  return Buffer.concat([header, query.subarray(headerBytes, end), ...records]);
}

/** A record for the name of the question, which is at byte 12, never to be remembered. */
function record(type: DnsQuestion['type'], data: Buffer): Buffer {
  const head = Buffer.alloc(headerBytes);
  head.writeUInt16BE(0xc000 + headerBytes, 0);
  head.writeUInt16BE(typeCodes[type], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(0, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
