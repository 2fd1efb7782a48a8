import { frame } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import { deflated, withDeflate } from '../deflate-data.ts';
import { tail } from '../inflate.ts';
import { binary, closes, delivers, pong, refuses, text } from '../make.ts';
import { hello, hex, start } from './deflate-cases.ts';

/** Every first byte there is, with the extension agreed on: opcode x FIN x RSV (RFC 7692, section 6). */
export const deflateFrameBits: readonly ExchangeCase[] = Array.from({ length: 256 }, (_, first) => firstByte(first));

function firstByte(first: number): ExchangeCase {
  const [fin, rsv, opcode] = [first >= 0x80, (first >> 4) & 7, first & 0x0f];
  const isData = opcode === 1 || opcode === 2;
  const isCompressed = rsv === 4 && isData;
  const [id, bits] = [
    `bits-${first.toString(16).padStart(2, '0')}`,
    `opcode ${opcode}, RSV ${rsv.toString(2).padStart(3, '0')}`,
  ];
  const plain = opcode === 8 ? Buffer.from([0x03, 0xe8]) : Buffer.from('ab');
  const payload = isCompressed ? Buffer.concat([deflated(plain), tail, ...(fin ? [hex('00')] : [])]) : plain;
  const before =
    opcode === 0 ? frame({ fin: false, rsv1: true, payload: Buffer.concat([hello, tail]) }) : Buffer.alloc(0);
  const bytes = Buffer.concat([
    before,
    frame({
      opcode,
      fin,
      rsv1: rsv >= 4,
      rsv2: (rsv & 2) !== 0,
      rsv3: (rsv & 1) !== 0,
      payload: opcode === 0 ? hex('00 0000ffff').subarray(0, fin ? 1 : 5) : payload,
    }),
  ]);
  const message = opcode === 2 ? binary('ab') : text('ab');
  const isControl = opcode >= 8;
  const isWrong = (rsv !== 0 && !isCompressed) || (isControl && !fin) || (opcode > 2 && opcode < 8) || opcode > 10;
  if (isWrong)
    return withDeflate(refuses(start(id, '6', `${bits}, ${fin ? 'final' : 'not final'}: is refused`), bytes, 1002));
  const understood = start(id, '6', `${bits}, ${fin ? 'final' : 'not final'}: is understood`);
  if (opcode === 8) return withDeflate(closes(understood, bytes, { code: 1000, reason: '' }));
  if (isControl) return withDeflate(delivers(understood, bytes, [], opcode === 9 ? [pong('ab')] : []));
  const content = opcode === 0 ? text('Hello') : message;
  return withDeflate(fin ? delivers(understood, bytes, [content]) : delivers(understood, bytes, [], [], content.bytes));
}
