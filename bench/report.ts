import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { Result } from './figure.ts';

const file = 'out/bench.json';

export function printResult(result: Result): void {
  const { name, value, unit, peer, peerValue, ratio } = result;
  const beside = peer === null ? '-' : `${peer} ${peerValue?.toFixed(0)}`;
  console.log(
    [name, amount(value), unit, beside, ratio === null ? '-' : `${ratio.toFixed(2)}x`, wanted(result)].join(', '),
  );
}

function amount(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function wanted({ value, ratio, bound, boundOn = 'ratio', isLessBetter = false, unit }: Result): string {
  if (bound === null) return '-';
  const measured = boundOn === 'ratio' && ratio !== null ? ratio : value;
  const isMet = isLessBetter ? measured <= bound : measured >= bound;
  const limit = boundOn === 'ratio' ? `${bound}x` : `${bound} ${unit}`;
  return `${isLessBetter ? 'at most ' : ''}${limit}${isMet ? '' : ' MISSED'}`;
}

/** Writes results to out/bench.json. @param after whether they go behind those that are there */
export async function keepResults(results: readonly Result[], after = false): Promise<void> {
  await mkdir('out', { recursive: true });
  const { electron, node } = process.versions;
  const before = after ? await keptResults() : { machine: { electron, node, cpus: cpus().length }, results: [] };
  await writeFile(file, JSON.stringify({ ...before, results: [...before.results, ...results] }, null, 2));
}

async function keptResults(): Promise<{ machine: unknown; results: readonly Result[] }> {
  return JSON.parse(await readFile(file, 'utf8')) as { machine: unknown; results: readonly Result[] }; // as it was kept
}
