import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from 'vite';
import { startFloodServer } from '../support/log-kill/flood-server.ts';
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
  'the log of a session whose process is killed in a flood has every row but the last moments, and says so',
  { timeout: rounds * 20_000 },
  async () => {
    const folder = await temporaryFolder();
    const program = await bundleFlood(join(folder, 'program'));
    const url = await startFloodServer();
    const outcomes: KillOutcome[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const outcome = await killRound({
        program,
        url,
        folder: roundFolder(folder, round),
        // Every other one lets the oldest go all the time, from about the 9000th message on.
        ...(round % 2 === 0
          ? { limitBytes: 2048 * mebibyte, afterMessages: 1 }
          : { limitBytes: 4 * mebibyte, afterMessages: 20_000 }),
        killAfterMs: Math.random() * 700,
      });
      outcomes.push(outcome);
      expect(outcome.lostMs, `round ${round}: ${JSON.stringify(outcome)}`).toBeLessThanOrEqual(lostLimitMs);
      await rm(roundFolder(folder, round), { recursive: true, force: true });
    }
    const received = outcomes.reduce((sum, outcome) => sum + outcome.received, 0);
    expect(received).toBeGreaterThan(0);
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
      rollupOptions: { output: { format: 'es', entryFileNames: 'flood.mjs', codeSplitting: false } },
    },
    ssr: { noExternal: true },
  });
  return join(outDir, 'flood.mjs');
}

function report(outcomes: readonly KillOutcome[]): void {
  const sorted = (of: 'lostMs' | 'received') => outcomes.map((outcome) => outcome[of]).toSorted((a, b) => a - b);
  const [lost, received] = [sorted('lostMs'), sorted('received')];
  const middle = Math.floor(outcomes.length / 2);
  const trimmed = outcomes.filter(({ isTrimmed }) => isTrimmed).length;
  process.stdout.write(
    `${outcomes.length} kills after ${received[middle]} messages (median), ${trimmed} of logs that had let the oldest go; ` +
      `lost: median ${lost[middle]} ms, most ${lost.at(-1)} ms\n`,
  );
}
