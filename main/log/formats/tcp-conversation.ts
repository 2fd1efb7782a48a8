const TcpFlag = { syn: 0x02, psh: 0x08, ack: 0x10 } as const;

interface Side {
  readonly address: readonly number[];
  readonly port: number;
  /** The number of its next byte, modulo 2^32. */
  next: number;
}

/** IPv4 packets of one TCP connection that never was (RFC 791, RFC 9293), with right lengths, numbers and checksums. */
export class TcpConversation {
  readonly #client: Side = { address: [192, 0, 2, 1], port: 49_152, next: 0 };
  readonly #server: Side = { address: [192, 0, 2, 2], port: 80, next: 0 };

  /** The three packets that open it. */
  begin(): Buffer[] {
    const syn = this.#packet(true, TcpFlag.syn, Buffer.alloc(0));
    this.#client.next = 1;
    const answer = this.#packet(false, TcpFlag.syn | TcpFlag.ack, Buffer.alloc(0));
    this.#server.next = 1;
    return [syn, answer, this.#packet(true, TcpFlag.ack, Buffer.alloc(0))];
  }

  /** @param isSent whether the client sends it */
  segment(isSent: boolean, bytes: Buffer): Buffer {
    const packet = this.#packet(isSent, TcpFlag.psh | TcpFlag.ack, bytes);
    const side = isSent ? this.#client : this.#server;
    side.next = (side.next + bytes.length) >>> 0;
    return packet;
  }

  #packet(isSent: boolean, flags: number, bytes: Buffer): Buffer {
    const [from, to] = isSent ? [this.#client, this.#server] : [this.#server, this.#client];
    const packet = Buffer.alloc(40 + bytes.length);
    packet.set([0x45, 0], 0);
    packet.writeUInt16BE(packet.length, 2);
    // Not to be fragmented; 64 hops; TCP.
    packet.set([0x40, 0, 64, 6], 6);
    packet.set(from.address, 12);
    packet.set(to.address, 16);
    packet.writeUInt16BE(checksum(packet.subarray(0, 20)), 10);
    packet.writeUInt16BE(from.port, 20);
    packet.writeUInt16BE(to.port, 22);
    packet.writeUInt32BE(from.next, 24);
    packet.writeUInt32BE((flags & TcpFlag.ack) === 0 ? 0 : to.next, 28);
    packet.set([5 << 4, flags, 0xff, 0xff], 32);
    bytes.copy(packet, 40);
    const pseudoHead = [...from.address, ...to.address].reduce(
      (sum, byte, index) => sum + (index % 2 === 0 ? byte << 8 : byte),
      6 + 20 + bytes.length,
    );
    packet.writeUInt16BE(checksum(packet.subarray(20), pseudoHead), 36);
    return packet;
  }
}

/** The Internet checksum (RFC 1071). @param start what else is summed up */
export function checksum(bytes: Buffer, start = 0): number {
  let sum = start;
  for (let at = 0; at + 1 < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (bytes.length % 2 === 1) sum += (bytes.at(-1) ?? 0) << 8;
  // At most 32 KiB of 16-bit numbers: the sum is far below 2^32.
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
