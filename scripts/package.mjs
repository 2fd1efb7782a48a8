// npm run package: makes the packages of electron-builder.yml in dist/. Further arguments go to electron-builder.
// `--if-stale` makes them only when something they are made of changed; `--test-build` makes them for tests that drive the
// packaged app over Chromium's debugging port, which a release refuses.
import { path7za } from '7zip-bin';
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { buildIfStale, fingerprint } from './build.mjs';
import { Problem, runCommand } from './command.mjs';
import { makeDeb } from './deb.mjs';
import { copyForPackaging } from './fallback-runtime.mjs';
import { metainfoOf } from './metainfo.mjs';
import { noticesOf } from './notices.mjs';
import { runQuietly } from './processes.mjs';
import { root } from './project.mjs';
import { ensureRuntime } from './runtime.mjs';

const log = console.log;
const configuration = path.join(root, 'electron-builder.yml');
const stamp = path.join(root, 'dist', '.inputs');
const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');

await runCommand(async (lifetime) => {
  const passedOn = process.argv.slice(2).filter((argument) => argument !== '--if-stale' && argument !== '--test-build');
  await buildIfStale(lifetime, { log });
  const about = await readAbout();
  await writeNotices(about);
  await writeFile(path.join(root, 'out', 'org.duplex.Duplex.metainfo.xml'), await metainfoOf(about.version));
  const runtime = await ensureRuntime({ log });
  const current = await packageFingerprint(runtime, process.argv.slice(2));
  if (process.argv.includes('--if-stale') && (await readFile(stamp, 'utf8').catch(() => null)) === current) return 0;
  await rm(stamp, { force: true });

  const startedAt = performance.now();
  // Nobody gets what is made with the development runtime: it is for tests alone.
  const isTestBuild = runtime.kind === 'fallback' || process.argv.includes('--test-build');
  const testArgs = isTestBuild ? ['--config.extraMetadata.duplexTestBuild=true'] : [];
  const releaseArgs = isTestBuild ? [] : [...updateSource(), ...homePage(), ...codeSigning()];
  const { args, env } = runtime.kind === 'fallback' ? await withFallback(lifetime, runtime) : { args: [], env: {} };
  const { code, output } = await runQuietly(
    lifetime,
    process.execPath,
    [builder, '--config', configuration, '--publish', 'never', ...testArgs, ...releaseArgs, ...args, ...passedOn],
    { cwd: root, env: { ...process.env, ...env } },
  );
  if (code !== 0) throw new Problem(`package: electron-builder failed\n${output.trim()}`);
  if (runtime.kind === 'fallback') await makeDevelopmentDeb(lifetime, about);
  await writeFile(stamp, current);
  log(
    `package: in ${path.relative(root, path.dirname(stamp))}/ after ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
  );
  return 0;
});

/** @typedef {{ version: string, description: string, dependencies: Record<string, string> }} About */

/** @returns {Promise<About>} what package.json says */
async function readAbout() {
  return JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
}

/**
 * Where the packages look for updates: the releases of the repository that hosted CI builds them from, and nowhere when
 * they are built by hand. electron-builder then writes app-update.yml into them and latest*.yml beside them; scripts/
 * sign-release.mjs signs the latter.
 */
function updateSource() {
  const [owner, repository] = process.env['GITHUB_REPOSITORY']?.split('/') ?? [];
  if (owner === undefined || repository === undefined) return [];
  return ['--config.publish.provider=github', `--config.publish.owner=${owner}`, `--config.publish.repo=${repository}`];
}

/** The home page that a deb and an rpm have to name: the repository, and nowhere when they are built by hand. */
function homePage() {
  const repository = process.env['GITHUB_REPOSITORY'];
  const page = repository === undefined ? 'https://duplex.invalid/' : `https://github.com/${repository}`;
  return [`--config.extraMetadata.homepage=${page}`];
}

/** With a certificate nothing goes out unsigned; and only then does electron-builder tell the updater whose signature it has to see. */
function codeSigning() {
  const hasCertificate = [process.env['WIN_CSC_LINK'], process.env['CSC_LINK']].some(Boolean);
  return process.platform === 'win32' && hasCertificate ? ['--config.win.forceCodeSigning=true'] : [];
}

/**
 * Makes the Linux folder, zip and tar.gz with the development runtime in the place of the release.
 *
 * @param {import('./command.mjs').Lifetime} lifetime
 * @param {import('./runtime.mjs').Runtime} runtime
 * @returns {Promise<{ args: string[], env: Record<string, string> }>}
 */
async function withFallback(lifetime, runtime) {
  log('*'.repeat(96));
  log(
    `* package: Electron ${runtime.version} is the development runtime. What this makes is for testing the packaging.`,
  );
  log('* NEVER GIVE IT TO ANYBODY: it is an old Electron without its security fixes.');
  log('*'.repeat(96));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'duplex-package-'));
  lifetime.defer(() => rm(folder, { recursive: true, force: true }));
  await copyForPackaging(runtime.folder, folder);
  // npm leaves it without its execute bit.
  await chmod(path7za, 0o755);
  return {
    args: [
      '--linux',
      'dir',
      'zip',
      'tar.gz',
      '--x64',
      `--config.electronDist=${folder}`,
      `--config.electronVersion=${runtime.version}`,
      '--config.artifactName=${productName}-${version}-${os}-${arch}-devruntime.${ext}',
      // Nobody downloads it, and compressing takes a minute and a half.
      '--config.compression=store',
    ],
    // Its own is a release download.
    env: { ELECTRON_BUILDER_7ZIP_PATH: path7za },
  };
}

/** The licences of all that is in the package but Electron's, which come with it, as one file beside the executable. */
/** @param {About} about */
async function writeNotices({ dependencies }) {
  const bundled = await Promise.all(
    ['main', 'preload', 'renderer'].map((part) =>
      readFile(path.join(root, 'out', part, 'third-party-notices.txt'), 'utf8').catch(() => ''),
    ),
  );
  const folders = Object.keys(dependencies).map((name) => path.join(root, 'node_modules', name));
  const shipped = await noticesOf(folders);
  await writeFile(
    path.join(root, 'out', 'third-party-notices.txt'),
    [shipped, ...bundled].filter((text) => text !== '').join('\n'),
  );
}

/**
 * @param {import('./command.mjs').Lifetime} lifetime
 * @param {About} about
 */
async function makeDevelopmentDeb(lifetime, about) {
  const file = path.join(root, 'dist', `Duplex-${about.version}-linux-amd64-devruntime.deb`);
  // Nobody downloads it.
  const options = { file, arch: 'x64', about, compression: /** @type {const} */ ('none') };
  await makeDeb(lifetime, { app: path.join(root, 'dist', 'linux-unpacked'), ...options });
}

/**
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {readonly string[]} args
 */
async function packageFingerprint({ version, kind }, args) {
  const hash = createHash('sha256');
  const asked = args.filter((argument) => argument !== '--if-stale').join(' ');
  hash.update(`${await fingerprint()}\0${kind}\0${version}\0${asked}\0`);
  const linux = ['duplex.desktop', 'org.duplex.Duplex.metainfo.xml'].map((name) =>
    path.join(root, 'resources', 'linux', name),
  );
  const scripts = [
    import.meta.filename,
    ...['deb.mjs', 'metainfo.mjs'].map((name) => path.join(import.meta.dirname, name)),
  ];
  for (const file of [configuration, ...scripts, ...linux]) hash.update(await readFile(file));
  return hash.digest('hex');
}
