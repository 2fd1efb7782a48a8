import { constants } from 'node:fs';
import { copyFile, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import { DuplexError, failure } from '../../contract/errors.ts';
import { defaultTrustFile, trustFileSchema, type TrustFile } from '../../contract/secure-connections.ts';
import { compileTrust } from '../certificates/server-trust.ts';

/** A file holds what the user trusts, or is not there, which means the default; or it cannot be used. */
export type TrustReading =
  { readonly kind: 'trust'; readonly trust: TrustFile } | { readonly kind: 'bad'; readonly problem: DuplexError };

/** A few hundred authorities and some lists of revoked certificates have room in it. */
const sizeLimitBytes = 16 * 1024 * 1024;

/** Reads a trust file. Changes nothing on disk; never throws. */
export async function readTrustFile(path: string): Promise<TrustReading> {
  let text: string;
  try {
    if ((await stat(path)).size > sizeLimitBytes) return bad(path, `it is larger than ${sizeLimitBytes} bytes`);
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return { kind: 'trust', trust: defaultTrustFile };
    return bad(path, cause instanceof Error ? cause.message : String(cause), '', cause);
  }
  return parseTrust(path, text);
}

/**
 * Puts what the user trusts in the place of a file, whole or not at all. A file that cannot be used is kept beside it,
 * as `NAME.bad` or the first such name that is free.
 *
 * @throws Error of the file system
 */
export async function writeTrustFile(path: string, trust: TrustFile): Promise<void> {
  const text = `${JSON.stringify(trust, null, 2)}\n`;
  // What could not be read again is not written.
  if (Buffer.byteLength(text) > sizeLimitBytes) throw new Error(`there is more than ${sizeLimitBytes} bytes of it`);
  if ((await readTrustFile(path)).kind === 'bad') await keepBeside(path);
  const temporary = `${path}.new`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
      // On disk before it has the name, so that a power cut leaves one or the other.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    // What went wrong first is what to tell of; the next save writes over what is left.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function keepBeside(path: string): Promise<void> {
  for (let number = 1; ; number += 1) {
    try {
      await copyFile(path, number === 1 ? `${path}.bad` : `${path}.bad${number}`, constants.COPYFILE_EXCL);
      return;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }
}

function parseTrust(path: string, text: string): TrustReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return bad(path, 'it is not JSON', '', cause);
  }
  const parsed = v.safeParse(trustFileSchema, value, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return bad(path, issue.message, v.getDotPath(issue) ?? '');
  }
  const trust = parsed.output;
  try {
    compileTrust({
      authorities: trust.authorities.map(({ pem }) => pem),
      revocationLists: trust.revocationLists.map(({ pem }) => pem),
    });
  } catch (error) {
    if (!(error instanceof DuplexError)) throw error;
    return bad(path, error.message, error.info.field?.replace(/^serverTrust\./, ''), error);
  }
  return { kind: 'trust', trust };
}

function bad(path: string, why: string, field = '', cause?: unknown): TrustReading {
  const name = basename(path);
  const problem = failure('bad-file', `${name}: ${why}; until something is saved, the default holds`, {
    field: field === '' ? name : `${name}: ${field}`,
    cause,
  });
  return { kind: 'bad', problem };
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
