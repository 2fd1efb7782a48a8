import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { capabilityNames } from '../../contract/network-policy.ts';
import { nothingDeclared, type NetworkPolicy } from './policy.ts';

const manifestSchema = v.strictObject({
  version: v.literal(1),
  capabilities: v.array(v.picklist(capabilityNames)),
  loopbackExempt: v.boolean(),
  /** Whether a user's policy may let metadata services of clouds be reached. */
  cloudMetadata: v.optional(v.boolean(), false),
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
  const { version: _, ...manifest } = v.parse(manifestSchema, JSON.parse(text));
  return { ...manifest, capabilities: new Set(manifest.capabilities) };
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
