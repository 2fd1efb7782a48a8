import { FrameBit, RowDirection, RowFlag, RowKind } from '../../../contract/rows.ts';
import type { ExportedLog } from './exported-log.ts';
import type { ExportedRow } from './exported-row.ts';
import { packetBlock, sectionHead } from './pcapng-blocks.ts';
import { TcpConversation } from './tcp-conversation.ts';

/** Bytes of one packet's TCP payload, at most: an IPv4 packet has no more than 65535. */
const segmentBytes = 32 * 1024;

/**
 * Packets for Wireshark, made from the log: nothing here was captured. One TCP conversation between two addresses that
 * are for documentation (RFC 5737), with the opening handshake, then a frame for each message and control frame: never
 * compressed, and masked with zeros where the client sent it. The port is 80, as Wireshark reads HTTP there, and so
 * finds the WebSocket. A comment in the file says all that.
 */
export function* writePcapng(log: ExportedLog): Generator<Buffer> {
  const { url, startedAt } = log.head;
  const comment =
    `Made by Duplex from its log of ${url}; not captured. Addresses, ports, sequence numbers and masking keys are ` +
    'made up, messages are whole frames without compression.';
  yield sectionHead(comment, `Duplex ${log.version}`);
  const conversation = new TcpConversation();
  const packet = (time: number, bytes: Buffer): Buffer => packetBlock(time, bytes);
  for (const bytes of conversation.begin()) yield packet(startedAt, bytes);
  for (const { isSent, head } of openingHeads(log)) {
    for (const part of parts(head)) yield packet(startedAt, conversation.segment(isSent, part));
  }
  const opcodes = new Opcodes();
  for (const row of log.rowsWith(({ isFrame, kind }) => isFrame && kind !== RowKind.frame)) {
    const isSent = row.direction === RowDirection.sent;
    yield packet(row.time, conversation.segment(isSent, frameHead(opcodes.bitsOf(row), row.size, isSent && !isUnmasked(row))));
    for (const chunk of row.chunks()) {
      for (const part of parts(chunk)) yield packet(row.time, conversation.segment(isSent, part));
    }
  }
}

function* parts(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += segmentBytes) yield bytes.subarray(at, at + segmentBytes);
}

/** Those of the log; where it has none, the least that says that a WebSocket follows. */
function openingHeads(log: ExportedLog): { isSent: boolean; head: Buffer }[] {
  const { request, response } = log.opening();
  return [
    { isSent: true, head: whole(request ?? 'GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket') },
    {
      isSent: false,
      head: whole(response ?? 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket'),
    },
  ];
}

/** A head with the empty line that ends it. */
function whole(head: string): Buffer {
  return Buffer.from(`${head.replace(/(?:\r\n)*$/, '')}\r\n\r\n`);
}

/** The first bytes of frames: which are the first of their message, and which continue it. */
class Opcodes {
  readonly #isInMessage = new Map<RowDirection, boolean>();

  bitsOf({ kind, direction, bits }: ExportedRow): number {
    switch (kind) {
      case RowKind.ping:
        return FrameBit.fin | 9;
      case RowKind.pong:
        return FrameBit.fin | 10;
      case RowKind.closeFrame:
        return FrameBit.fin | 8;
      case RowKind.rawFrame:
        return bits;
      default: {
        const isLast = kind === RowKind.utf8 || kind === RowKind.binary;
        const isText = kind === RowKind.utf8 || kind === RowKind.utf8Partial;
        const opcode = this.#isInMessage.get(direction) === true ? 0 : isText ? 1 : 2;
        this.#isInMessage.set(direction, !isLast);
        return (isLast ? FrameBit.fin : 0) | opcode;
      }
    }
  }
}

/** Whether it was sent without a mask, as only a frame can be that somebody described. */
function isUnmasked({ kind, flags }: ExportedRow): boolean {
  return kind === RowKind.rawFrame && (flags & RowFlag.masked) === 0;
}

/** RFC 6455, section 5.2; the masking key is 0, which leaves the payload as it is. */
function frameHead(bits: number, size: number, isMasked: boolean): Buffer {
  const lengthBytes = size < 126 ? 0 : size < 0x1_0000 ? 2 : 8;
  const head = Buffer.alloc(2 + lengthBytes + (isMasked ? 4 : 0));
  head[0] = bits;
  head[1] = (isMasked ? 0x80 : 0) | (lengthBytes === 0 ? size : lengthBytes === 2 ? 126 : 127);
  if (lengthBytes === 2) head.writeUInt16BE(size, 2);
  if (lengthBytes === 8) head.writeBigUInt64BE(BigInt(size), 2);
  return head;
}
