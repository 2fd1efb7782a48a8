import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { defaultLogSettings } from '../../contract/log.ts';
import { RowKind } from '../../contract/rows.ts';
import { LogStore } from '../../main/log/log-store.ts';
import { floodMessage } from '../support/log-flood.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

/** What may be lost; see the flush interval in session-log.ts. */
const lostMs = 250;

/** Runs a process that floods a log in `folder`, and kills it after `ms`. */
async function floodAndKill(program: string, folder: string, ms: number): Promise<void> {
  const child = spawn(process.execPath, [program, folder], {
    env: { ...process.env, LOG_FLOOD: 'yes' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGKILL');
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

let program = '';

beforeAll(async () => {
  const folder = await temporaryFolder();
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'tests/support/log-flood.ts'),
      target: 'node20.18',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'log-flood.mjs' } },
    },
    ssr: { noExternal: true },
  });
  program = join(folder, 'log-flood.mjs');
}, 60_000);

test.each([0, 30, 130, 400, 900])(
  'an app killed after %i ms of a flood has all but the last moment in its log',
  async (ms) => {
    const folder = await temporaryFolder();
    await floodAndKill(program, folder, ms);
    const newest = await readFile(join(folder, 'last'));
    const logs = await LogStore.open(join(folder, 'logs'), defaultLogSettings);
    expect(logs.problem).toBeUndefined();
    const lastTime = newest.length === 16 ? newest.readDoubleLE(8) : 0;
    const [info] = logs.list();
    if (info === undefined) {
      // Nothing was on disk yet, and so it has to have been the first moment.
      expect(ms).toBeLessThan(lostMs);
      return;
    }
    expect(info.problem).toBeUndefined();
    const log = await logs.get(info.session);
    let time = info.startedAt;
    let number = 0;
    for (let at = 0; at < log.length - 1; at += 512) {
      for (const row of await log.read(at, Math.min(512, log.length - 1 - at))) {
        const payload = floodMessage(number);
        const isSame = row.kind === RowKind.binary && row.size === payload.length && payload.equals(row.preview);
        // The last one may be what had come of a message that has no end.
        if (!isSame && row.row < log.length - 2) throw new Error(`row ${row.row} is not message ${number}`);
        number += 1;
        time = row.time;
      }
    }
    expect(lastTime - time).toBeLessThanOrEqual(lostMs);
    const [gap] = await log.read(log.length - 1, 1);
    expect(gap?.kind).toBe(RowKind.gap);
    expect(JSON.parse(Buffer.from(gap?.preview ?? []).toString())).toEqual({ reason: 'crash' });
    await logs.close();
  },
);
