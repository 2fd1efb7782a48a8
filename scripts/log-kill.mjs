// npm run log:kill: 200 times, kills a process whose session records a flood and looks at what it has left (tests/integration/log-kill.test.ts).
// `-- --rounds=N` for another number.
import { createRequire } from 'node:module';
import path from 'node:path';
import { runCommand } from './command.mjs';
import { root } from './project.mjs';

const rounds = process.argv.find((argument) => argument.startsWith('--rounds='))?.slice('--rounds='.length) ?? '200';

await runCommand(async (lifetime) => {
  const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const { exited } = lifetime.start(process.execPath, [vitest, 'run', 'tests/integration/log-kill.test.ts'], {
    cwd: root,
    env: { ...process.env, DUPLEX_KILL_ROUNDS: rounds },
    stdio: 'inherit',
  });
  return exited;
});
