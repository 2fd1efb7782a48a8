import { failure, type DuplexError } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { libraryLimits, libraryParts, type LibraryPart, type LibraryPath } from '../../contract/workbench/library.ts';

/** Of what a folder itself says; no document can have its name. */
export const folderFile = 'folder.yaml';
export const ending = '.yaml';

/** What a file system takes for one name, less the endings of a document and of its temporary file. */
const nameBytes = 240;

/** Names that Windows keeps for devices, with any ending. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

/** Why something cannot have a name, in English and for any language. */
export interface NameFault {
  readonly message: string;
  readonly reason: Reason;
}

const most = libraryLimits.nameLength;

/** Why a document or folder cannot have this name on some system; undefined where it can. */
export function nameFault(name: string): NameFault | undefined {
  if (name === '' || name === '.' || name === '..')
    return { message: `"${name}" is no name`, reason: because('noName', name) };
  if (name.length > most) return { message: `a name has at most ${most} characters`, reason: because('tooLong', most) };
  if (Buffer.byteLength(name) > nameBytes) {
    return { message: `a name has at most ${nameBytes} bytes in UTF-8`, reason: because('nameBytes', nameBytes) };
  }
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(name) || /\p{Surrogate}/u.test(name)) {
    return { message: 'a name holds no control characters', reason: because('nameControls') };
  }
  const wrong = /[/\\:*?"<>|]/.exec(name)?.[0];
  if (wrong !== undefined) return { message: `a name holds no "${wrong}"`, reason: because('nameCharacter', wrong) };
  if (/^[\s.]|[\s.]$/.test(name)) {
    return { message: 'a name begins and ends with neither a space nor a full stop', reason: because('nameEdges') };
  }
  if (device.test(name)) {
    return { message: `Windows keeps the name "${name}" for a device`, reason: because('nameOfDevice', name) };
  }
  if (keyOf(name) === 'folder') {
    return { message: `"${name}" is the name of what a folder itself says`, reason: because('nameOfFolder', name) };
  }
  return undefined;
}

/** The same for names that one of the file systems takes for the same one. */
export function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** A path of the page's, taken apart. */
export interface PathParts {
  readonly part: LibraryPart;
  /** Below the part; empty for the part itself. */
  readonly names: readonly string[];
}

/** @throws DuplexError `invalid-input` for a path that could lead anywhere else */
export function parsePath(path: LibraryPath, field: string): PathParts {
  const [first, ...names] = path.split('/');
  const part = libraryParts.find((known) => known === first);
  if (part === undefined) throw wrong(field, `a path begins with ${libraryParts.join(', ')}`);
  if (names.length > libraryLimits.depth) throw wrong(field, `a path is at most ${libraryLimits.depth} deep`);
  for (const name of names) {
    const fault = nameFault(name);
    if (fault !== undefined) throw wrong(field, fault.message, fault.reason);
  }
  return { part, names };
}

export function parentOf(path: LibraryPath): LibraryPath {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

export function lastOf(path: LibraryPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The name itself, or with the first number behind it that makes it free. */
export function freeName(name: string, taken: Iterable<string>): string {
  const keys = new Set([...taken].map(keyOf));
  if (!keys.has(keyOf(name))) return name;
  for (let number = 2; ; number += 1) {
    const behind = ` ${number}`;
    let cut = name;
    while (nameFault(`${cut}${behind}`) !== undefined && cut.length > 1) cut = cut.replace(/.$/su, '');
    const numbered = `${cut}${behind}`;
    if (!keys.has(keyOf(numbered))) return numbered;
  }
}

export function wrong(field: string, why: string, reason?: Reason): DuplexError {
  return failure('invalid-input', why, { field, reason });
}
