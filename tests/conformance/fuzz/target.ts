import type { Random } from './random.ts';

/** Something that takes bytes from the network, and the bytes to try it with. */
export interface FuzzTarget {
  readonly name: string;
  /**
   * Makes an input and has it read, once whole and once in pieces.
   *
   * @returns what came of it, in a word that is counted
   * @throws Error for everything that may not happen
   */
  execute(random: Random): string | Promise<string>;
}

/** An input is at most this long: longer ones find nothing that shorter ones do not, and take longer. */
export const inputLimit = 512;

/** Changes some bytes in place: bits, whole bytes, copies of others. */
export function mutate(random: Random, bytes: Buffer, length: number): void {
  if (length === 0) return;
  for (let left = random.below(4); left > 0; left -= 1) {
    const at = random.below(length);
    switch (random.below(3)) {
      case 0:
        bytes[at] = (bytes[at] as number) ^ (1 << random.below(8)); // at < length
        break;
      case 1:
        bytes[at] = random.below(256);
        break;
      default:
        bytes.copy(bytes, at, random.below(length), length);
    }
  }
}
