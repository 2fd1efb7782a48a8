import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { defaultNetworkPolicy, networkPolicySchema, type UserNetworkPolicy } from '../../contract/network-policy.ts';
import { jsonPlaces, type Place } from './json-places.ts';
import { isCode, writeWhole } from './whole-file.ts';

/** A file holds a policy, or is not there, which means the default; or it holds none. */
export type PolicyReading =
  | { readonly kind: 'policy'; readonly policy: UserNetworkPolicy }
  | { readonly kind: 'bad'; readonly problem: DuplexError };

/** No policy of a thousand entries comes near it. */
const sizeLimitBytes = 1024 * 1024;

/** Reads a policy file. Changes nothing on disk; never throws. */
export async function readPolicyFile(path: string): Promise<PolicyReading> {
  let text: string;
  try {
    if ((await stat(path)).size > sizeLimitBytes) return bad(path, `it is larger than ${sizeLimitBytes} bytes`);
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return { kind: 'policy', policy: defaultNetworkPolicy };
    return bad(path, cause instanceof Error ? cause.message : String(cause), { cause });
  }
  return parsePolicy(path, text);
}

/**
 * Puts a policy in the place of a file, whole or not at all. A file that holds no policy is kept beside it, as
 * `NAME.bad` or the first such name that is free.
 *
 * @throws Error of the file system
 */
export async function writePolicyFile(path: string, policy: UserNetworkPolicy): Promise<void> {
  const keepsOld = (await readPolicyFile(path)).kind === 'bad';
  await writeWhole({ path, text: `${JSON.stringify(policy, null, 2)}\n`, keepsOld });
}

function parsePolicy(path: string, text: string): PolicyReading {
  const places = jsonPlaces(text);
  if (places.kind === 'broken') return bad(path, 'it is not JSON', { place: places.place });
  const value: unknown = JSON.parse(text);
  const parsed = v.safeParse(networkPolicySchema, value);
  if (parsed.success) return { kind: 'policy', policy: parsed.output };
  const [issue] = parsed.issues;
  const keys = (issue.path ?? []).map(({ key }) => key as string | number); // keys of a JSON value
  // A field that is missing has no place; what it is missing in has.
  const place = [...keys, ''].map((_, missing) => places.placeOf(keys.slice(0, keys.length - missing))).find(Boolean);
  return bad(path, issue.message, { field: keys.join('.'), place });
}

interface BadDetails {
  readonly field?: string;
  readonly place?: Place | undefined;
  readonly cause?: unknown;
}

function bad(path: string, why: string, { field, place, cause }: BadDetails = {}): PolicyReading {
  const name = basename(path);
  const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
  const problem = failure('bad-file', `${name}${where}: ${why}; until a policy is saved, nothing may be reached`, {
    field: field === undefined || field === '' ? name : `${name}: ${field}`,
    cause,
  });
  return { kind: 'bad', problem };
}
