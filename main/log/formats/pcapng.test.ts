import { execFileSync, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RowDirection, RowKind } from '../../../contract/rows.ts';
import { openTestLogs } from '../../../tests/support/log-store.ts';
import { openTestTransfers } from '../../../tests/support/log-transfers.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { checksum } from './tcp-conversation.ts';

interface Packet {
  readonly microseconds: number;
  readonly isSent: boolean;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly payload: Buffer;
}

/** Reads a file back by the letter of its format, and of IPv4's and TCP's. */
function packetsOf(file: Buffer): Packet[] {
  const packets: Packet[] = [];
  for (let at = 0; at < file.length;) {
    const type = file.readUInt32LE(at);
    const length = file.readUInt32LE(at + 4);
    expect(length % 4).toBe(0);
    expect(file.readUInt32LE(at + length - 4)).toBe(length);
    if (type === 6) {
      const packet = file.subarray(at + 28, at + 28 + file.readUInt32LE(at + 20));
      expect(packet.readUInt16BE(2)).toBe(packet.length);
      expect(checksum(packet.subarray(0, 20))).toBe(0);
      const pseudoHead = Buffer.concat([packet.subarray(12, 20), Buffer.of(0, 6, 0, 0)]);
      pseudoHead.writeUInt16BE(packet.length - 20, 10);
      expect(checksum(Buffer.concat([pseudoHead, packet.subarray(20)]))).toBe(0);
      packets.push({
        microseconds: file.readUInt32LE(at + 12) * 2 ** 32 + file.readUInt32LE(at + 16),
        isSent: packet.readUInt16BE(22) === 80,
        sequence: packet.readUInt32BE(24),
        acknowledged: packet.readUInt32BE(28),
        payload: packet.subarray(40),
      });
    }
    at += length;
  }
  return packets;
}

async function exported(rows: readonly { direction: RowDirection; kind: RowKind; payload: Buffer }[]): Promise<string> {
  const logs = await openTestLogs();
  const { transfers } = openTestTransfers(logs);
  const { session, log } = await logs.create({ url: 'ws://a/', socket: 'message', page: 'x', startedAt: Date.now() });
  for (const row of rows) log.append(row);
  const path = join(await temporaryFolder(), 'a.pcapng');
  const { transfer } = transfers.export({ session, format: 'pcapng', path, includesSecrets: false });
  expect((await transfers.ended(transfer))?.end).toMatchObject({ kind: 'done' });
  return path;
}

const big = Buffer.alloc(200_000, 'abc');
const rows = [
  {
    direction: RowDirection.sent,
    kind: RowKind.openingRequest,
    payload: Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
  },
  { direction: RowDirection.sent, kind: RowKind.utf8, payload: Buffer.from('hello') },
  { direction: RowDirection.received, kind: RowKind.utf8Partial, payload: Buffer.from('part, ') },
  { direction: RowDirection.received, kind: RowKind.ping, payload: Buffer.of(1) },
  { direction: RowDirection.received, kind: RowKind.utf8, payload: Buffer.from('end') },
  { direction: RowDirection.received, kind: RowKind.binary, payload: big },
  { direction: RowDirection.received, kind: RowKind.closeFrame, payload: Buffer.of(3, 232) },
];

test('a log as packets: right lengths, numbers and checksums, and frames as they would be on the wire', async () => {
  const packets = packetsOf(await readFile(await exported(rows)));
  const next = { sent: 1, received: 1 };
  for (const { isSent, sequence, acknowledged, payload } of packets.slice(3)) {
    expect(sequence).toBe(isSent ? next.sent : next.received);
    expect(acknowledged).toBe(isSent ? next.received : next.sent);
    next[isSent ? 'sent' : 'received'] += payload.length;
  }
  expect(Math.abs((packets.at(-1)?.microseconds ?? 0) / 1000 - Date.now())).toBeLessThan(20_000);
  const stream = (isSent: boolean): Buffer =>
    Buffer.concat(packets.filter((packet) => packet.isSent === isSent).map(({ payload }) => payload));
  expect(stream(true).toString()).toContain('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(framesOf(stream(true), true)).toEqual(['81 hello']);
  expect(framesOf(stream(false), false)).toEqual([
    '01 part, ',
    '89 \u0001',
    '80 end',
    `82 ${big.toString()}`,
    '88 \u0003\u00e8',
  ]);
});

/** The frames behind the opening handshake: first byte and payload. */
function framesOf(stream: Buffer, isMasked: boolean): string[] {
  const frames: string[] = [];
  let at = stream.indexOf('\r\n\r\n') + 4;
  while (at < stream.length) {
    const first = stream.readUInt8(at);
    const second = stream.readUInt8(at + 1);
    expect(second >= 0x80).toBe(isMasked);
    const short = second & 0x7f;
    const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
    const size =
      short === 127 ? Number(stream.readBigUInt64BE(at + 2)) : short === 126 ? stream.readUInt16BE(at + 2) : short;
    at += 2 + lengthBytes;
    if (isMasked) {
      expect(stream.readUInt32BE(at)).toBe(0);
      at += 4;
    }
    frames.push(`${first.toString(16).padStart(2, '0')} ${stream.subarray(at, at + size).toString('latin1')}`);
    at += size;
  }
  return frames;
}

test.skipIf(spawnSync('tshark', ['--version']).error !== undefined)('tshark finds the messages', async () => {
  const path = await exported(rows);
  const out = execFileSync('tshark', ['-r', path, '-Y', 'websocket', '-T', 'fields', '-e', 'websocket.payload.text']);
  expect(out.toString()).toContain('hello');
});
