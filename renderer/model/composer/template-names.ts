import type { SequenceStep } from '../../../contract/workbench/documents.ts';
import type { LibraryEntry, LibraryState } from '../../../contract/workbench/library.ts';
import type { TemplateScope } from '../../../contract/workbench/sending.ts';
import { words } from '../words.ts';

/** Something that can stand in a template. */
export interface TemplateName {
  /** What is put between the braces. */
  readonly text: string;
  readonly kind: 'kept' | 'variable' | 'secret' | 'function';
  /** Where its value comes from, or what it does. */
  readonly detail: string;
}

/** What main fills in by itself (main/templates/functions.ts), each with values to begin with. */
export const templateFunctions = [
  'uuid()',
  'now()',
  'now("ms")',
  'random(1, 100)',
  'counter()',
  'base64(name)',
] as const;

/**
 * The names a template can use: what sequences keep, the environment's, the connection's, its folders', then functions. Of
 * one that is there twice the nearest.
 */
export function templateNames(
  { entries }: LibraryState,
  { connection, environment }: TemplateScope,
  steps: readonly SequenceStep[],
): readonly TemplateName[] {
  const { names } = words.messageComposer;
  const known = new Map<string, TemplateName>();
  const add = (text: string, kind: TemplateName['kind'], detail: string): void => {
    if (text !== '' && !known.has(text)) known.set(text, { text, kind, detail });
  };
  for (const step of steps) {
    if (step.kind === 'wait' && step.keepAs !== undefined) add(step.keepAs, 'kept', names.kept);
  }
  for (const entry of entries) {
    if (entry.kind !== 'environment' || entry.name !== environment || entry.document === undefined) continue;
    for (const name of Object.keys(entry.document.variables ?? {}))
      add(name, 'variable', names.environment(entry.name));
    for (const name of entry.document.secrets ?? []) add(name, 'secret', names.secret(entry.name));
  }
  for (const entry of connection === null ? [] : pathUp(entries, connection)) {
    for (const name of Object.keys(variablesOf(entry))) add(name, 'variable', names.from(entry.name));
  }
  for (const text of templateFunctions) add(text, 'function', names.functions[text]);
  return [...known.values()];
}

/** A connection, and the folders it is in, the nearest first. */
function pathUp(entries: readonly LibraryEntry[], path: string): readonly LibraryEntry[] {
  return entries
    .filter((entry) => entry.path === path || (entry.kind === 'folder' && path.startsWith(`${entry.path}/`)))
    .toSorted((a, b) => b.path.length - a.path.length);
}

function variablesOf(entry: LibraryEntry): Readonly<Record<string, string>> {
  if (entry.kind !== 'connection' && entry.kind !== 'folder') return {};
  return entry.document?.variables ?? {};
}
