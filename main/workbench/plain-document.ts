import type { ConnectionDocument } from '../../contract/workbench/documents.ts';
import type { ConnectionSource } from '../../contract/workbench/effective-request.ts';
import { fillTemplate, type TemplateVariable } from '../templates/fill-template.ts';
import { joinedList, layersOf, variablesOf, type WorkbenchData } from './scope.ts';

/**
 * A connection as a document of its own, for those who know no folders: what it inherits is in it, and the values of its
 * variables. Secrets and functions stay as they were written.
 */
export function plainDocument(source: ConnectionSource, data: WorkbenchData): ConnectionDocument {
  const layers = layersOf(source, data);
  const variables = new Map<string, TemplateVariable>();
  for (const [name, variable] of variablesOf(layers, source.environment, data)) {
    variables.set(name, variable.isSecret ? { ...variable, value: `{{${name}}}` } : variable);
  }
  const fill = (text: string): string => fillTemplate(text, { variables, functions: new Map() }).text;
  const inherited: ConnectionDocument = Object.assign({}, ...layers.map(({ settings }) => settings));
  const headers = joinedList('headers', layers, ({ settings }) => settings.headers ?? []);
  const cookies = joinedList('cookies', layers, ({ settings }) => settings.cookies ?? []);
  const {
    variables: _filledIn,
    description,
    keepAlive,
    ...plain
  } = {
    ...inherited,
    ...(headers.length > 0 && { headers }),
    ...(cookies.length > 0 && { cookies }),
  };
  return {
    // Of the same shape, as only texts are other ones.
    ...(mapTexts(plain, fill) as ConnectionDocument),
    // No templates are in these.
    ...(description !== undefined && { description }),
    ...(keepAlive !== undefined && { keepAlive }),
  };
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, map)]));
}
