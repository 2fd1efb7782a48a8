import { frame } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import { binary, closes, delivers, pong, refuses, text } from '../make.ts';

const names = new Map([
  [0, 'continuation'],
  [1, 'text'],
  [2, 'binary'],
  [8, 'close'],
  [9, 'ping'],
  [10, 'pong'],
]);

/** Every first byte there is: opcode x FIN x RSV (RFC 6455, section 5.2). */
export const frameBits: readonly ExchangeCase[] = Array.from({ length: 256 }, (_, first) => firstByte(first));

function firstByte(first: number): ExchangeCase {
  const fin = first >= 0x80;
  const rsv = (first >> 4) & 7;
  const opcode = first & 0x0f;
  const isControl = opcode >= 8;
  const bits = `${names.get(opcode) ?? `reserved opcode ${opcode}`}, ${fin ? 'final' : 'not final'}`;
  const id = `bits/${first.toString(16).padStart(2, '0')}`;
  const payload = opcode === 8 ? Buffer.from([0x03, 0xe8]) : Buffer.from('ab');
  const before = opcode === 0 ? frame({ fin: false, payload: 'x' }) : Buffer.alloc(0);
  const bytes = Buffer.concat([
    before,
    frame({ opcode, fin, rsv1: (rsv & 4) !== 0, rsv2: (rsv & 2) !== 0, rsv3: (rsv & 1) !== 0, payload }),
  ]);
  if (rsv !== 0) {
    const which = [4, 2, 1].flatMap((bit, index) => ((rsv & bit) === 0 ? [] : [`RSV${index + 1}`])).join(', ');
    return refuses({ id, clause: '5.2', sentence: `${bits}: ${which} without an extension is refused` }, bytes, 1002);
  }
  if (!names.has(opcode)) return refuses({ id, clause: '5.2', sentence: `${bits}: is refused` }, bytes, 1002);
  if (isControl && !fin) return refuses({ id, clause: '5.5', sentence: `${bits}: is refused` }, bytes, 1002);
  const start = { id, clause: isControl ? '5.5' : '5.6', sentence: `${bits}: is understood` };
  switch (opcode) {
    case 0:
      return fin ? delivers(start, bytes, [text('xab')]) : delivers(start, bytes, [], [], 'xab');
    case 1:
      return fin ? delivers(start, bytes, [text('ab')]) : delivers(start, bytes, [], [], 'ab');
    case 2:
      return fin ? delivers(start, bytes, [binary('ab')]) : delivers(start, bytes, [], [], 'ab');
    case 8:
      return closes(start, bytes, { code: 1000, reason: '' });
    case 9:
      return delivers(start, bytes, [], [pong('ab')]);
    default:
      return delivers(start, bytes, []);
  }
}
