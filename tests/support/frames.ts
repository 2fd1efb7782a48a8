import { randomBytes } from 'node:crypto';

/** What a hand-made frame is to be; every wrong combination is possible on purpose. */
export interface FrameOptions {
  /** 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong; 3-7 and 11-15 are reserved. Default: 1. */
  readonly opcode?: number;
  /** Default: empty. */
  readonly payload?: string | Uint8Array;
  /** Default: true. */
  readonly fin?: boolean;
  readonly rsv1?: boolean;
  readonly rsv2?: boolean;
  readonly rsv3?: boolean;
  /** As a client does it, with a random key. Default: false. */
  readonly masked?: boolean;
  /** Bits of the length field, also longer than needed. Default: the shortest that holds it. */
  readonly lengthForm?: 7 | 16 | 64;
  /** A length other than the payload's, as for a frame whose payload is sent apart. Default: the payload's. */
  readonly declaredLength?: number | bigint;
}

/** Makes the bytes of one frame (RFC 6455, section 5.2). */
export function frame(options: FrameOptions = {}): Buffer {
  const { opcode = 1, fin = true, masked = false } = options;
  const payload = Buffer.from(options.payload ?? '');
  const length = BigInt(options.declaredLength ?? payload.length);
  const first =
    (fin ? 0x80 : 0) | (options.rsv1 ? 0x40 : 0) | (options.rsv2 ? 0x20 : 0) | (options.rsv3 ? 0x10 : 0) | opcode;
  const header = [Buffer.from([first]), lengthField(length, options.lengthForm ?? shortest(length), masked)];
  if (!masked) return Buffer.concat([...header, payload]);
  const key = randomBytes(4);
  return Buffer.concat([...header, key, applyMask(payload, key)]);
}

/** The payload of a close frame. */
export function closePayload(code: number, reason: string | Uint8Array = ''): Buffer {
  return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
}

export interface ReceivedFrame {
  readonly opcode: number;
  readonly fin: boolean;
  /** The three reserved bits: RSV1 is 4, RSV2 is 2, RSV3 is 1. */
  readonly rsv: number;
  readonly masked: boolean;
  /** Without its mask. */
  readonly payload: Buffer;
}

/**
 * Reads the first frame of what arrived, as it is: nothing is checked.
 *
 * @returns the frame and its size on the wire; or how many bytes have to be there to look again
 */
export function readFrame(
  bytes: Buffer,
): { readonly frame: ReceivedFrame; readonly size: number } | { readonly wanted: number } {
  if (bytes.length < 2) return { wanted: 2 };
  const [first, second] = [bytes.readUInt8(0), bytes.readUInt8(1)];
  const masked = (second & 0x80) !== 0;
  const short = second & 0x7f;
  const keyStart = short === 127 ? 10 : short === 126 ? 4 : 2;
  const start = keyStart + (masked ? 4 : 0);
  if (bytes.length < start) return { wanted: start };
  const length = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  const size = start + length;
  if (bytes.length < size) return { wanted: size };
  const wire = bytes.subarray(start, size);
  const payload = masked ? applyMask(wire, bytes.subarray(keyStart, start)) : Buffer.from(wire);
  const frame = { opcode: first & 0x0f, fin: (first & 0x80) !== 0, rsv: (first >> 4) & 7, masked, payload };
  return { frame, size };
}

function applyMask(payload: Buffer, key: Buffer): Buffer {
  return Buffer.from(payload.map((byte, index) => byte ^ (key[index & 3] ?? 0)));
}

function shortest(length: bigint): 7 | 16 | 64 {
  return length < 126n ? 7 : length < 0x1_0000n ? 16 : 64;
}

function lengthField(length: bigint, form: 7 | 16 | 64, masked: boolean): Buffer {
  const maskBit = masked ? 0x80 : 0;
  if (form === 7) return Buffer.from([maskBit | Number(length)]);
  const field = Buffer.alloc(form === 16 ? 3 : 9);
  field[0] = maskBit | (form === 16 ? 126 : 127);
  if (form === 16) field.writeUInt16BE(Number(length), 1);
  else field.writeBigUInt64BE(length, 1);
  return field;
}
