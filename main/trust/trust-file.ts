import { DuplexError } from '../../contract/errors.ts';
import { trustFileSchema, type TrustFile } from '../../contract/secure-connections.ts';
import { compileTrust } from '../certificates/server-trust.ts';
import { JsonFile, type JsonFault } from '../files/json-file.ts';

/** A few hundred authorities have room in it. */
const sizeLimitBytes = 4 * 1024 * 1024;

/** The file that holds what the user trusts. */
export function trustFile(path: string): JsonFile<TrustFile> {
  return new JsonFile(path, {
    schema: trustFileSchema,
    sizeLimitBytes,
    meanwhile: 'until something is saved, the default holds',
    check: faultOf,
  });
}

/** What is wrong with its authorities. */
function faultOf({ authorities }: TrustFile): JsonFault | undefined {
  try {
    compileTrust({ authorities: authorities.map(({ pem }) => pem) });
    return undefined;
  } catch (error) {
    if (!(error instanceof DuplexError)) throw error;
    return { why: error.message, field: error.info.field?.replace(/^serverTrust\./, ''), cause: error };
  }
}
