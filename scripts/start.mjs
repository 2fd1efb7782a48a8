// npm start: builds what is stale, finds an Electron and runs the app. Arguments after `--` go to the app.
import { buildIfStale } from './build.mjs';
import { passWithoutNoise } from './chromium-noise.mjs';
import { runCommand } from './command.mjs';
import { prepareElectron } from './electron.mjs';
import { root } from './project.mjs';

const log = console.log;

await runCommand(async (lifetime) => {
  await buildIfStale(lifetime, { log });
  const { executable, flags, env } = await prepareElectron(lifetime, { log });
  const args = [...flags, root, ...process.argv.slice(2)];
  const { child, exited } = lifetime.start(executable, args, { cwd: root, env, stdio: ['inherit', 'inherit', 'pipe'] });
  if (child.stderr) passWithoutNoise(child.stderr);
  log('Duplex is running; Ctrl-C ends it');
  return exited;
});
