import { app } from 'electron';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { median, type Result } from './figure.ts';

const runs = 9;
const limitMs = 60_000;

export const startupName = 'startup';

/** Milliseconds since the process was started. */
interface Start {
  readonly paint: number;
  readonly interactive: number;
}

/**
 * From the start of the process to the first paint of a window that is shown, and to a page that can connect, against an
 * Electron with one window and a page of two elements: each side several times, in turn, with the data of the runs before.
 */
export async function measureStartup(): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-bench-'));
  try {
    const duplex = await duplexIn(join(folder, 'duplex'));
    const empty = await emptyIn(join(folder, 'empty'));
    // A first run makes certificates and caches.
    for (const side of [duplex, empty]) await start(side);
    const ours: Start[] = [];
    const empties: Start[] = [];
    for (let run = 0; run < runs; run += 1) {
      ours.push(await start(duplex));
      empties.push(await start(empty));
    }
    return [
      resultOf('first paint', 'paint', 1.4, ours, empties),
      resultOf('interactive', 'interactive', 1.5, ours, empties),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function resultOf(
  name: string,
  kind: keyof Start,
  bound: number,
  ours: readonly Start[],
  empties: readonly Start[],
): Result {
  return {
    name: `${startupName}: ${name}`,
    value: median(ours.map((run) => run[kind])),
    unit: 'ms',
    peer: 'an empty window',
    peerValue: median(empties.map((run) => run[kind])),
    ratio: median(ours.map((run, index) => run[kind] / (empties[index] ?? run)[kind])),
    bound,
    isLessBetter: true,
  };
}

interface App {
  readonly folder: string;
  /** Address of the module that starts it. */
  readonly entry: string;
}

/** The built app, as it lies in the checkout. */
async function duplexIn(folder: string): Promise<App> {
  await prepare(folder);
  // The very first start shows the workbench, where no address stands yet.
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data', 'settings.json'), '{}');
  for (const name of ['out', 'resources', 'node_modules']) await symlink(resolve(name), join(folder, name), 'junction');
  return { folder, entry: pathToFileURL(join(folder, 'out/main/index.js')).href };
}

async function emptyIn(folder: string): Promise<App> {
  await prepare(folder);
  await writeFile(join(folder, 'index.html'), '<!doctype html><input value="ws://localhost"><button>Connect</button>');
  const entry = join(folder, 'empty.js');
  await writeFile(
    entry,
    `import { app, BrowserWindow } from 'electron';
    void app.whenReady().then(() => {
      const window = new BrowserWindow({ width: 1200, height: 800 });
      void window.loadFile(${JSON.stringify(join(folder, 'index.html'))});
    });`,
  );
  return { folder, entry: pathToFileURL(entry).href };
}

async function prepare(folder: string): Promise<void> {
  await mkdir(folder);
  const about = { name: 'duplex-startup', version: '0.0.0', type: 'module', main: 'main.js' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(about));
  const probe = pathToFileURL(join(app.getAppPath(), 'startup-probe.js')).href;
  await writeFile(join(folder, 'main.js'), `import ${JSON.stringify(probe)};`);
}

async function start({ folder, entry }: App): Promise<Start> {
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const startedAt = Date.now();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, `--user-data-dir=${join(folder, 'data')}`, folder],
    { env: { ...process.env, DUPLEX_BENCH_START: entry }, timeout: limitMs },
  );
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  if (line === undefined) throw new Error(`${entry} did not start within ${limitMs} ms`);
  const { paint, interactive } = JSON.parse(line) as Start; // written by startup-probe.ts
  return { paint: paint - startedAt, interactive: interactive - startedAt };
}
