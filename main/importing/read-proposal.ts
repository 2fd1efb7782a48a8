import type { ImportedDocument } from '../../contract/workbench/importing.ts';
import { libraryLimits } from '../../contract/workbench/library.ts';
import { omit } from '../../contract/workbench/omission.ts';
import { FoundSecrets, type FoundSecret } from './found-secrets.ts';
import { newDocument, type ReadImport } from './imported-documents.ts';
import { readImport } from './read-import.ts';

/** The environment of what names variables that no environment has. */
export const importedEnvironment = 'Imported';

/** What a text could be imported as. */
export interface ReadProposal extends ReadImport {
  readonly secrets: readonly FoundSecret[];
}

/**
 * Reads a text, which can take seconds.
 *
 * @param taken names of secrets that have a value already and keep it
 * @throws DuplexError `invalid-input` with the place that cannot be read
 */
export function readProposal(text: string, taken: readonly string[]): ReadProposal {
  const secrets = new FoundSecrets(taken);
  const { kind, documents, leftOut } = readImport(text, secrets);
  // An environment of what is missing is one more.
  const most = libraryLimits.entries - 1;
  const more = documents.length - most;
  return {
    kind,
    documents: withEnvironment(documents.slice(0, most), secrets),
    leftOut: more > 0 ? [...leftOut, omit('documentsTooMany', more, most)] : leftOut,
    secrets: secrets.all,
  };
}

/** Adds an environment with all that connections and messages name and no environment has. */
function withEnvironment(documents: readonly ImportedDocument[], found: FoundSecrets): ImportedDocument[] {
  const there = new Set(
    documents.flatMap(({ content }) =>
      content.kind === 'environment'
        ? [...Object.keys(content.document.variables ?? {}), ...(content.document.secrets ?? [])]
        : content.kind === 'connection'
          ? Object.keys(content.document.variables ?? {})
          : [],
    ),
  );
  const isMissing = (name: string): boolean => !there.has(name);
  const secrets = [...found.all.map(({ name }) => name), ...found.unknownSecrets].filter(isMissing).slice(0, 100);
  const variables = found.unknownVariables.filter(isMissing);
  if (secrets.length + variables.length === 0) return [...documents];
  const environment = newDocument([], importedEnvironment, {
    kind: 'environment',
    document: {
      version: 1,
      ...(variables.length > 0 && { variables: Object.fromEntries(variables.map((name) => [name, ''])) }),
      ...(secrets.length > 0 && { secrets }),
    },
  });
  const unknown = [...found.unknownSecrets, ...variables].filter(isMissing);
  const leftOut = unknown.length > 0 ? [omit('variableValues', unknown.join(', '))] : [];
  return [
    ...documents.map((document) =>
      document.content.kind === 'connection' && document.content.document.environment === undefined
        ? {
            ...document,
            content: {
              kind: 'connection' as const,
              document: { ...document.content.document, environment: importedEnvironment },
            },
          }
        : document,
    ),
    { ...environment, leftOut },
  ];
}
