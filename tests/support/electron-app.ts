import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;

/** How long each step of starting may take; the error then names the step. */
const startMs = 20_000;

export interface AppOptions {
  /** The app's folder. Default: this checkout. */
  readonly folder?: string;
  /** Where the app keeps its data. Default: a new folder, removed afterwards. */
  readonly dataFolder?: string;
  /** The executable to start. Default: the Electron that scripts/test.mjs found. */
  readonly executable?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether nothing is in the data folder, as when the app is started for the first time. Default: it was started before. */
  readonly isFirstStart?: boolean;
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataFolder: string;
  /** Errors nobody expected: of main, of the page, of the console. A test that provokes some takes them out. */
  readonly complaints: string[];
  /** Closes the app and sees that none of its processes and listening ports is left. */
  readonly close: () => Promise<void>;
}

/** The Electron to test with: `npm test` names it. */
export function electronExecutable(): string {
  const executable = process.env['DUPLEX_ELECTRON'];
  if (executable === undefined) throw new Error('DUPLEX_ELECTRON is not set: run these tests with npm test');
  return executable;
}

/** Starts the real app in a real window. */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'duplex-e2e-')));
  // The settings of a run that changed none; those of a folder that is used again stay.
  if (options.isFirstStart !== true) {
    await writeFile(join(dataFolder, 'settings.json'), '{}', { flag: 'wx' }).catch(() => undefined);
  }
  const app = await _electron.launch({
    executablePath: options.executable ?? electronExecutable(),
    args: [...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${dataFolder}`, options.folder ?? root],
    timeout: startMs,
    // Playwright would force the light theme otherwise.
    colorScheme: null,
    // In English, whatever the desktop speaks.
    env: { ...(process.env as Record<string, string>), LANGUAGE: 'en', ...options.env }, // no value of an environment is undefined
  });
  const complaints: string[] = [];
  app.process().stderr?.on('data', (text: Buffer) => {
    complaints.push(
      ...text
        .toString()
        .split('\n')
        .filter((line) => line.startsWith('duplex:')),
    );
  });
  const page = await app.firstWindow({ timeout: startMs });
  // Before the page is there, Playwright's evaluation in the main process can lose its promise (1.65, Electron 33).
  await page.getByRole('heading', { level: 1 }).waitFor({ timeout: startMs });
  await page.evaluate(serverSettled);
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return {
    app,
    page,
    dataFolder,
    complaints,
    close: async () => {
      const ports = await listeningPorts(page);
      await app.close();
      const left = [...processesWith(dataFolder), ...(await portsStillOpen(ports))];
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
      if (left.length > 0) throw new Error(`the app left something behind:\n${left.join('\n')}`);
    },
  };
}

/** Ends the app as a crash does: at once, with nothing written any more. */
export async function kill({ app }: RunningApp): Promise<void> {
  const main = app.process();
  const ended = new Promise((resolve) => main.once('exit', resolve));
  main.kill('SIGKILL');
  await ended;
}

/** In the page: its fields have the addresses of the built-in server, and change under nobody's hands any more. */
async function serverSettled(): Promise<void> {
  for (;;) {
    const reply = await window.duplex.invoke('app.state', {});
    // The page has heard of it before this one, and shows it in the next frame.
    await new Promise((done) => requestAnimationFrame(done));
    if (!reply.ok || reply.value.server.kind !== 'starting') return;
  }
}

/**
 * A copy of the app's folder with another capability manifest, as an installed app has it: in the package, read only.
 *
 * @param manifest the text of network-capabilities.json
 */
export async function appFolderWithManifest(manifest: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-app-'));
  await mkdir(join(folder, 'resources'));
  await writeFile(join(folder, 'resources/network-capabilities.json'), manifest);
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await cp(join(root, 'out'), join(folder, 'out'), {
    recursive: true,
    filter: (path) => !/out[/\\](?:test|demo|bench)/.test(path),
  });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** The ports of the built-in server, where the page can still tell. */
async function listeningPorts(page: Page): Promise<number[]> {
  if (page.isClosed()) return [];
  const reply = await page.evaluate(() => window.duplex.invoke('app.state', {}));
  if (!reply.ok || reply.value.server.kind !== 'running') return [];
  return Object.values(reply.value.server.endpoints).map((url) => Number(new URL(url).port));
}

async function portsStillOpen(ports: readonly number[]): Promise<string[]> {
  const open = await Promise.all(
    [...new Set(ports)].map(
      (port) =>
        new Promise<string[]>((done) => {
          const socket = connect({ port, host: '127.0.0.1' });
          socket.on('connect', () => {
            socket.destroy();
            done([`port ${port}`]);
          });
          socket.on('error', () => done([]));
        }),
    ),
  );
  return open.flat();
}

/** Command lines of the processes that belong to an app, by its data folder. */
function processesWith(dataFolder: string): string[] {
  if (process.platform === 'win32') return [];
  const lines = execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(`--user-data-dir=${dataFolder}`) && !line.startsWith('Z'));
}
