import * as v from 'valibot';
import { failure, type DuplexError } from '../../contract/errors.ts';
import type { Installation } from './installation.ts';
import { parseYaml } from './yaml.ts';

/** What a description says of the newest version, as far as this installation goes. */
export interface Description {
  /** A final release: `1.2.3`. */
  readonly version: string;
  readonly file: {
    readonly name: string;
    /** Base64. */
    readonly sha512: string;
    readonly sizeBytes: number;
    readonly isAdminRightsRequired: boolean;
  };
  readonly releaseDate: string;
  readonly notes: string;
}

/** As large as no installer of ours will be. */
const fileLimit = 1024 * 1024 * 1024;
const notesLimit = 20_000;

const fileSchema = v.object({
  // A name and nothing else: it comes from the same place, and is written into a folder of ours.
  url: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.-]{0,199}$/)),
  sha512: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{86}==$/)),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(fileLimit)),
  isAdminRightsRequired: v.optional(v.boolean(), false),
});
const descriptionSchema = v.object({
  version: v.pipe(v.string(), v.maxLength(64)),
  files: v.pipe(v.array(fileSchema), v.minLength(1), v.maxLength(64)),
  releaseDate: v.optional(
    v.union([
      v.string(),
      v.pipe(
        v.date(),
        v.transform((date) => date.toISOString()),
      ),
    ]),
    '',
  ),
  releaseNotes: v.optional(v.nullable(v.string()), ''),
});

const extensions: Readonly<Record<Exclude<Installation, 'byHand'>, string>> = {
  nsis: '.exe',
  mac: '.zip',
  appImage: '.AppImage',
  deb: '.deb',
  rpm: '.rpm',
};
const archNames: Readonly<Record<string, RegExp>> = {
  x64: /(?:x64|x86_64|amd64|universal)/i,
  arm64: /(?:arm64|aarch64|universal)/i,
};

/**
 * Reads a description whose signature has been verified.
 *
 * @throws DuplexError `update-refused`
 */
export function readDescription(
  text: string,
  { installation, arch }: { readonly installation: Exclude<Installation, 'byHand'>; readonly arch: string },
): Description {
  let parsed: v.InferOutput<typeof descriptionSchema>;
  try {
    parsed = v.parse(descriptionSchema, parseYaml(text));
  } catch (cause) {
    throw refused('the description of the update is not as it should be', 'DESCRIPTION', cause);
  }
  const { version, files, releaseDate, releaseNotes } = parsed;
  if (!/^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(version)) {
    throw refused(`${version} is no final release, and others are never taken`, 'PRE_RELEASE');
  }
  const file = files.find(({ url }) => url.endsWith(extensions[installation]) && archNames[arch]?.test(url) === true);
  if (file === undefined) {
    throw refused(`version ${version} has no ${extensions[installation]} for ${arch}`, 'NO_FILE');
  }
  const { url, sha512, size, isAdminRightsRequired } = file;
  return {
    version,
    file: { name: url, sha512, sizeBytes: size, isAdminRightsRequired },
    releaseDate,
    notes: (releaseNotes ?? '').slice(0, notesLimit),
  };
}

function refused(message: string, reason: string, cause?: unknown): DuplexError {
  const error = failure('update-refused', message, { cause: reason });
  if (cause !== undefined) error.cause = cause;
  return error;
}
