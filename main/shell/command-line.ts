import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Switches that open a packaged app to whoever starts it with them: a debugger's door, other code, a page without rules,
 * certificates that are not checked. `--no-sandbox` is Chromium's to decide before any code of ours runs.
 */
const refused = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'ignore-certificate-errors',
  'allow-file-access-from-files',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'auto-open-devtools-for-tabs',
] as const;

/**
 * Takes such switches from a packaged app, before Chromium looks at them. The packages that the tests drive are made for
 * it, and say so in their package.json.
 */
export function refuseSwitches(): void {
  if (!app.isPackaged || isTestBuild()) return;
  for (const name of refused) app.commandLine.removeSwitch(name);
}

function isTestBuild(): boolean {
  // Written by electron-builder; inside the archive, whose integrity Electron checks.
  const about = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')) as {
    duplexTestBuild?: boolean;
  };
  return about.duplexTestBuild === true;
}
