import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from 'vite';
import { killRound, roundFolder, type KillOutcome } from '../support/log-kill/kill-round.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

/** `npm run log:kill` makes 200, on a machine that has nothing else to do. */
const longRunRounds = process.env['DUPLEX_KILL_ROUNDS'];
const rounds = Number(longRunRounds ?? 5);

/** At the latest after 100 ms rows are on their way to the disk; the rest is for a machine that is busy with other tests. */
const lostLimitMs = longRunRounds === undefined ? 2000 : 250;

const mebibyte = 1024 * 1024;

test(
  'a log whose process is killed in a flood has every row but the last moments, and says so',
  { timeout: rounds * 20_000 },
  async () => {
    const folder = await temporaryFolder();
    const program = await bundleFlood(join(folder, 'program'));
    const outcomes: KillOutcome[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const outcome = await killRound({
        program,
        folder: roundFolder(folder, round),
        // Every other one lets the oldest go all the time.
        limitBytes: round % 2 === 0 ? 2048 * mebibyte : 16 * mebibyte,
        killAfterMs: Math.random() * 700,
      });
      outcomes.push(outcome);
      expect(outcome.lostMs, `round ${round}: ${JSON.stringify(outcome)}`).toBeLessThanOrEqual(lostLimitMs);
      await rm(roundFolder(folder, round), { recursive: true, force: true });
    }
    const appended = outcomes.reduce((sum, outcome) => sum + outcome.appended, 0);
    expect(appended).toBeGreaterThan(0);
    if (longRunRounds !== undefined) report(outcomes);
  },
);

/** A process cannot start from TypeScript. @returns its path */
async function bundleFlood(outDir: string): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'tests/support/log-kill/flood.ts'),
      target: 'node20.18',
      outDir,
      rollupOptions: { output: { format: 'es', entryFileNames: 'flood.mjs' } },
    },
    ssr: { noExternal: true },
  });
  return join(outDir, 'flood.mjs');
}

function report(outcomes: readonly KillOutcome[]): void {
  const lost = outcomes.map(({ lostMs }) => lostMs).toSorted((left, right) => left - right);
  const trimmed = outcomes.filter(({ isTrimmed }) => isTrimmed).length;
  process.stdout.write(
    `${outcomes.length} kills, ${trimmed} of logs that had let the oldest go; ` +
      `lost: median ${lost[Math.floor(lost.length / 2)]} ms, most ${lost.at(-1)} ms\n`,
  );
}
