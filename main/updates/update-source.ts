import * as v from 'valibot';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { parseYaml } from './yaml.ts';

/** Where updates come from. */
export interface UpdateSource {
  /** The signed description of the newest version. */
  readonly description: URL;
  /** A file of a version that the description names. */
  readonly file: (version: string, name: string) => URL;
}

const name = v.pipe(
  v.string(),
  v.regex(/^[\w.-]{1,100}$/),
  v.check((text) => !/^\.+$/.test(text)),
);
const sourceSchema = v.variant('provider', [
  v.object({ provider: v.literal('github'), owner: name, repo: name }),
  v.object({ provider: v.literal('generic'), url: v.pipe(v.string(), v.maxLength(2048)) }),
]);

/**
 * Reads `app-update.yml`, which electron-builder writes into the package.
 *
 * @throws DuplexError `bad-file`
 */
export function readSource(text: string, system: System): UpdateSource {
  const file = descriptionName(system);
  let parsed: v.InferOutput<typeof sourceSchema>;
  try {
    parsed = v.parse(sourceSchema, parseYaml(text));
  } catch (cause) {
    throw bad(cause);
  }
  if (parsed.provider === 'github') {
    const releases = `https://github.com/${parsed.owner}/${parsed.repo}/releases`;
    return {
      // GitHub leads from there to the newest release that is no pre-release.
      description: new URL(`${releases}/latest/download/${file}`),
      file: (version, name) => new URL(`${releases}/download/v${version}/${name}`),
    };
  }
  const base = URL.canParse(parsed.url) ? new URL(parsed.url) : undefined;
  if (base?.protocol !== 'https:' || base.username !== '' || base.search !== '' || base.hash !== '') throw bad();
  const folder = base.href.replace(/\/*$/, '/');
  return {
    description: new URL(file, folder),
    file: (_version, name) => new URL(name, folder),
  };
}

export interface System {
  readonly platform: string;
  readonly arch: string;
}

/** As electron-builder names it. */
export function descriptionName({ platform, arch }: System): string {
  if (platform === 'darwin') return 'latest-mac.yml';
  if (platform === 'win32') return 'latest.yml';
  return `latest-linux${arch === 'x64' ? '' : `-${arch}`}.yml`;
}

function bad(cause?: unknown): Error {
  return failure('bad-file', 'app-update.yml does not name a place that updates can come from', {
    field: 'app-update.yml',
    reason: because('updatePlaceMissing'),
    cause,
  });
}
