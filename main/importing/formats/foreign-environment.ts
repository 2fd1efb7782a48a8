import type { ImportedDocument } from '../../../contract/workbench/importing.ts';
import { omit, type Omission } from '../../../contract/workbench/omission.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import { newDocument } from '../imported-documents.ts';

/** As many as an environment has in any of the tools; the schema has no limit of its own. */
const mostVariables = 1000;

/**
 * An environment whose values lie in an object; what is an object itself is written with dots. Those whose name says that
 * they are credentials are secrets.
 */
export function environmentOf(name: string, data: unknown, secrets: FoundSecrets): ImportedDocument[] {
  const found: [string, string][] = [];
  const visit = (value: unknown, path: string, depth: number): void => {
    if (found.length >= mostVariables || depth > 16) return;
    if (typeof value === 'object' && value !== null) {
      for (const [field, one] of Object.entries(value)) visit(one, path === '' ? field : `${path}.${field}`, depth + 1);
    } else if (path !== '')
      found.push([path.slice(0, 256), typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)]);
  };
  visit(data, '', 0);
  return variablesOf(
    name,
    found.map(([field, value]) => ({ name: field, value, isSecret: secretWord.test(field) })),
    secrets,
  );
}

const secretWord = /token|secret|passw|api-?_?key|credential/i;

/** An environment of variables, some of which are secrets: those are kept. */
export function variablesOf(
  name: string,
  found: readonly { readonly name: string; readonly value: string; readonly isSecret: boolean }[],
  secrets: FoundSecrets,
): ImportedDocument[] {
  if (found.length === 0) return [];
  const open = found.filter(({ isSecret }) => !isSecret);
  const closed = found.filter(({ isSecret }) => isSecret);
  const names = [...new Set(closed.map((one) => one.name))].slice(0, 100);
  const leftOut: Omission[] = closed.flatMap((one) =>
    one.value === '' || secrets.keepAs(one.name, one.value) ? [] : [omit('secretTaken', one.name)],
  );
  if (names.length < closed.length) leftOut.push(omit('secretsTooMany'));
  const document = newDocument([], name === '' ? 'Imported variables' : name, {
    kind: 'environment',
    document: {
      version: 1,
      ...(open.length > 0 && { variables: Object.fromEntries(open.map(({ name: field, value }) => [field, value])) }),
      ...(names.length > 0 && { secrets: names }),
    },
  });
  return [{ ...document, leftOut }];
}
