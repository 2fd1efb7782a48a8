import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { capabilityNames, nothingDeclared, type NetworkPolicy } from './decide.ts';

const manifestSchema = v.strictObject({
  version: v.literal(1),
  capabilities: v.array(v.picklist(capabilityNames)),
  loopbackExempt: v.boolean(),
});

export interface Manifest {
  readonly policy: NetworkPolicy;
  /** Why nothing is allowed, where the file could not be used. */
  readonly problem?: DuplexError;
}

/**
 * Reads the app's capability manifest. A file that is missing or not as it should be allows nothing: the app starts,
 * reaches no network but its own server, and says why.
 *
 * @param path the JSON file
 */
export async function readManifest(path: string): Promise<Manifest> {
  try {
    return { policy: parseManifest(await readFile(path, 'utf8')) };
  } catch (error) {
    const problem = failure('bad-file', describe(error), { field: fieldOf(error), cause: error });
    return { policy: nothingDeclared, problem };
  }
}

/** @throws SyntaxError or ValiError */
export function parseManifest(text: string): NetworkPolicy {
  const manifest = v.parse(manifestSchema, JSON.parse(text));
  return { capabilities: new Set(manifest.capabilities), loopbackExempt: manifest.loopbackExempt };
}

const fileName = 'network-capabilities.json';

function fieldOf(error: unknown): string {
  if (!v.isValiError(error)) return fileName;
  const path = v.getDotPath(error.issues[0]);
  return path === null ? fileName : `${fileName}: ${path}`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
