import { FrameBit, RowFlag, type Row } from '../../contract/rows.ts';
import { words } from './words.ts';

/** What the head of a frame says (RFC 6455, section 5.2). */
export interface FrameHead {
  readonly fin: 0 | 1;
  readonly rsv1: 0 | 1;
  readonly rsv2: 0 | 1;
  readonly rsv3: 0 | 1;
  /** By number and name. */
  readonly opcode: string;
  readonly isMasked: boolean;
}

/** The head of a row's frame; of its first one where it has several. */
export function frameHead({ bits, flags }: Row): FrameHead {
  const bit = (mask: number): 0 | 1 => ((bits & mask) === 0 ? 0 : 1);
  return {
    fin: bit(FrameBit.fin),
    rsv1: bit(FrameBit.rsv1),
    rsv2: bit(FrameBit.rsv2),
    rsv3: bit(FrameBit.rsv3),
    opcode: opcodeName(bits & FrameBit.opcode),
    isMasked: (flags & RowFlag.masked) !== 0,
  };
}

/** An opcode with its number, as a person chooses it. */
export function opcodeName(opcode: number): string {
  const { lab } = words.workbench;
  return lab.opcodes[opcode] ?? lab.reserved(opcode);
}
