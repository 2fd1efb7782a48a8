import { DuplexError } from '../../contract/errors.ts';
import { trustFileSchema, type TrustFile } from '../../contract/secure-connections.ts';
import { compileTrust } from '../certificates/server-trust.ts';
import { JsonFile, type JsonFault } from '../files/json-file.ts';

/** A few hundred authorities and some lists of revoked certificates have room in it. */
const sizeLimitBytes = 16 * 1024 * 1024;

/** The file that holds what the user trusts. */
export function trustFile(path: string): JsonFile<TrustFile> {
  return new JsonFile(path, {
    schema: trustFileSchema,
    sizeLimitBytes,
    meanwhile: 'until something is saved, the default holds',
    check: faultOf,
  });
}

/** What is wrong with its certificates and lists. */
function faultOf({ authorities, revocationLists }: TrustFile): JsonFault | undefined {
  try {
    compileTrust({
      authorities: authorities.map(({ pem }) => pem),
      revocationLists: revocationLists.map(({ pem }) => pem),
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof DuplexError)) throw error;
    const { message, info } = error;
    return { why: message, reason: info.reason, path: pathOf(info.field ?? ''), cause: error };
  }
}

/** `serverTrust.authorities[2]` is about the text of an authority. */
function pathOf(field: string): JsonFault['path'] {
  const [, list, index] = /^serverTrust\.(\w+)\[(\d+)\]$/.exec(field) ?? [];
  return list === undefined ? undefined : [list, Number(index), 'pem'];
}
