/** IPv4 or IPv6 without anything before it. */
const linkTypeRaw = 101;

/** Options of blocks (draft-ietf-opsawg-pcapng, section 3.5). */
const Option = { end: 0, comment: 1, userApplication: 4, resolution: 9 } as const;

/** The Section Header Block and the one Interface Description Block, whose times are microseconds. */
export function sectionHead(comment: string, application: string): Buffer {
  const section = Buffer.alloc(16);
  section.writeUInt32LE(0x1a2b3c4d, 0);
  section.writeUInt16LE(1, 4);
  section.fill(0xff, 8);
  const sectionOptions = [
    option(Option.comment, Buffer.from(comment).subarray(0, 0xffff)),
    option(Option.userApplication, Buffer.from(application)),
    option(Option.end, Buffer.alloc(0)),
  ];
  const description = Buffer.alloc(8);
  description.writeUInt16LE(linkTypeRaw, 0);
  const descriptionOptions = [option(Option.resolution, Buffer.of(6)), option(Option.end, Buffer.alloc(0))];
  return Buffer.concat([
    block(0x0a0d0d0a, [section, ...sectionOptions]),
    block(0x00000001, [description, ...descriptionOptions]),
  ]);
}

/** An Enhanced Packet Block. @param time ms since 1970 */
export function packetBlock(time: number, packet: Buffer): Buffer {
  const head = Buffer.alloc(20);
  const microseconds = Math.round(time * 1000);
  head.writeUInt32LE(Math.floor(microseconds / 2 ** 32), 4);
  head.writeUInt32LE(microseconds % 2 ** 32, 8);
  head.writeUInt32LE(packet.length, 12);
  head.writeUInt32LE(packet.length, 16);
  return block(0x00000006, [head, padded(packet)]);
}

function block(type: number, parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 12);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(length, 4);
  const foot = Buffer.alloc(4);
  foot.writeUInt32LE(length, 0);
  return Buffer.concat([head, ...parts, foot]);
}

function option(code: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, padded(value)]);
}

/** With zeros up to a multiple of 4 bytes. */
function padded(bytes: Buffer): Buffer {
  const missing = (4 - (bytes.length % 4)) % 4;
  return missing === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(missing)]);
}
