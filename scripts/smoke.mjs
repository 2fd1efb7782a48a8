// node scripts/smoke.mjs PROGRAM: starts an installed app with a data folder of its own, and ends it when its window is there.
// A release has no door for a debugger: what tells of the window is that the built-in server made its certificates.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem, runCommand } from './command.mjs';
import { openDisplay } from './display.mjs';

const limitMs = 60_000;
const pollMs = 100;

await runCommand(async (lifetime) => {
  const program = process.argv[2];
  if (program === undefined) throw new Problem('smoke: which program?');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'duplex-smoke-'));
  lifetime.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  const display = await openDisplay(lifetime, { log: console.log });
  const flags = [`--user-data-dir=${folder}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const { child, exited } = lifetime.start(program, flags, { env: { ...process.env, ...display } });
  const endsAt = Date.now() + limitMs;
  while (!existsSync(path.join(folder, 'sample-server', 'index.json'))) {
    if (child.exitCode !== null) throw new Problem(`smoke: it ended at its start, with ${child.exitCode}`);
    if (Date.now() > endsAt) throw new Problem(`smoke: no window within ${limitMs / 1000} s`);
    await delay(pollMs);
  }
  child.kill();
  await exited;
  console.log('smoke: it starts, opens its window and ends');
  return 0;
});
