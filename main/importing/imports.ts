import { failure } from '../../contract/errors.ts';
import type { ImportedDocument, ImportProposal } from '../../contract/workbench/importing.ts';
import type { LibraryPart, LibraryPath, NewDocument } from '../../contract/workbench/library.ts';
import { FoundSecrets, type FoundSecret } from './found-secrets.ts';
import { newDocument } from './imported-documents.ts';
import { readImport } from './read-import.ts';

/** What an import needs of the library: it writes documents, and keeps secrets. */
export interface ImportTarget {
  /** Names of the secrets that have a value. */
  readonly secrets: () => readonly string[];
  /** Makes the folders it is in where they are not there. @returns the path it has got */
  readonly create: (folder: LibraryPath, name: string, content: NewDocument) => Promise<LibraryPath>;
  readonly setSecret: (name: string, value: string) => Promise<void>;
}

interface Kept {
  readonly documents: readonly ImportedDocument[];
  readonly secrets: readonly FoundSecret[];
}

/** As many proposals wait for an answer: those before are of dialogs that were closed. */
const mostProposals = 4;

const importedEnvironment = 'Imported';

const partOf: Readonly<Record<NewDocument['kind'], LibraryPart>> = {
  folder: 'connections',
  connection: 'connections',
  message: 'messages',
  environment: 'environments',
};

/** What could be imported, and what of it is. The values of secrets stay here until they are in the library. */
export class Imports {
  readonly #target: ImportTarget;
  readonly #proposals = new Map<number, Kept>();
  #last = 0;

  constructor(target: ImportTarget) {
    this.#target = target;
  }

  /** @throws DuplexError `invalid-input` with the place that cannot be read */
  propose(text: string): ImportProposal {
    const secrets = new FoundSecrets(this.#target.secrets());
    const { kind, documents: read, leftOut } = readImport(text, secrets);
    const names = secrets.all.map(({ name }) => name);
    const documents = withEnvironment(read, secrets);
    const proposal = (this.#last += 1);
    this.#proposals.set(proposal, { documents, secrets: secrets.all });
    for (const old of this.#proposals.keys()) if (old <= proposal - mostProposals) this.#proposals.delete(old);
    return { proposal, kind, documents, leftOut, secrets: names };
  }

  /**
   * Writes those documents of a proposal, and the secrets that they name.
   *
   * @returns the paths that were written
   * @throws DuplexError `not-found` for a proposal that is over, or what the library says
   */
  async accept(proposal: number, chosen: readonly number[]): Promise<readonly LibraryPath[]> {
    const kept = this.#proposals.get(proposal);
    if (kept === undefined) throw failure('not-found', `the import ${proposal} is over: read the text once more`);
    const documents = [...new Set(chosen)].map((index) => {
      const document = kept.documents[index];
      if (document === undefined) throw failure('not-found', `the import ${proposal} has no document ${index}`);
      return document;
    });
    const paths: LibraryPath[] = [];
    const environments = new Map<string, string>();
    // First: their names can turn out to be taken, and connections say which one is theirs.
    for (const { name, content } of documents) {
      if (content.kind !== 'environment') continue;
      const secrets = new Set(content.document.secrets);
      for (const secret of kept.secrets)
        if (secrets.has(secret.name)) await this.#target.setSecret(secret.name, secret.value);
      const path = await this.#target.create('environments', name, content);
      environments.set(name, path.slice(path.lastIndexOf('/') + 1));
      paths.push(path);
    }
    for (const { folders, name, content } of documents) {
      if (content.kind === 'environment') continue;
      const folder = [partOf[content.kind], ...folders].join('/');
      paths.push(await this.#target.create(folder, name, inEnvironment(content, environments)));
    }
    this.#proposals.delete(proposal);
    return paths;
  }
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
  const leftOut =
    unknown.length > 0 ? [`Values of variables, which are not in what was imported: ${unknown.join(', ')}`] : [];
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

function inEnvironment(content: NewDocument, written: ReadonlyMap<string, string>): NewDocument {
  if (content.kind !== 'connection' || content.document.environment !== importedEnvironment) return content;
  const { environment, ...document } = content.document;
  const name = written.get(environment);
  return { kind: 'connection', document: name === undefined ? document : { ...document, environment: name } };
}
