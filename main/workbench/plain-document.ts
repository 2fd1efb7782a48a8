import type { ConnectionDocument } from '../../contract/workbench/documents.ts';
import type { ConnectionSource } from '../../contract/workbench/effective-request.ts';
import { fillTemplate, type TemplateVariable } from '../templates/fill-template.ts';
import { foldersOf, variablesOf, type Layer, type WorkbenchData } from './scope.ts';

/**
 * A connection as a document of its own, for those who know no folders: what it inherits is in it, and the values of its
 * variables. Secrets and functions stay as they were written.
 */
export function plainDocument(source: ConnectionSource, data: WorkbenchData): ConnectionDocument {
  const { path, document, environment } = source;
  const own: Layer = { origin: { kind: 'connection' }, settings: document, fault: undefined };
  const layers = [...(path === null ? [] : foldersOf(path, data)), own];
  const variables = new Map<string, TemplateVariable>();
  for (const [name, variable] of variablesOf(layers, environment, data)) {
    variables.set(name, variable.isSecret ? { ...variable, value: `{{${name}}}` } : variable);
  }
  const fill = (text: string): string => fillTemplate(text, { variables, functions: new Map() }).text;
  const inherited: ConnectionDocument = Object.assign({}, ...layers.map(({ settings }) => settings));
  const { variables: _filledIn, ...plain } = {
    ...inherited,
    ...lists(layers),
  };
  // Of the same shape, as only texts are other ones.
  return mapTexts(plain, fill) as ConnectionDocument;
}

/** Those of all layers, the outer ones first; a name that a nearer layer has takes the place of theirs. */
function lists(layers: readonly Layer[]): Pick<ConnectionDocument, 'headers' | 'cookies'> {
  const joined = (kind: 'headers' | 'cookies'): NonNullable<ConnectionDocument['headers']> => {
    const keyOf = (name: string): string => (kind === 'headers' ? name.toLowerCase() : name);
    return layers.reduce<NonNullable<ConnectionDocument['headers']>>((outer, { settings }) => {
      const own = settings[kind] ?? [];
      const names = new Set(own.filter(({ enabled }) => enabled !== false).map(({ name }) => keyOf(name)));
      return [...outer.filter(({ name }) => !names.has(keyOf(name))), ...own];
    }, []);
  };
  const [headers, cookies] = [joined('headers'), joined('cookies')];
  return { ...(headers.length > 0 && { headers }), ...(cookies.length > 0 && { cookies }) };
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, map)]));
}
