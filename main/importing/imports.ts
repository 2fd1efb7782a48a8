import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { ImportedDocument, ImportProposal } from '../../contract/workbench/importing.ts';
import type { LibraryPart, LibraryPath, NewDocument } from '../../contract/workbench/library.ts';
import type { FoundSecret } from './found-secrets.ts';
import type { ImportRequest } from './import-thread.ts';
import { importedEnvironment, type ReadProposal } from './read-proposal.ts';

/** What an import needs of the library: it writes documents, and keeps secrets. */
export interface ImportTarget {
  /** Names of the secrets that have a value. */
  readonly secrets: () => readonly string[];
  /** Makes the folders it is in where they are not there. @returns the path it has got */
  readonly create: (folder: LibraryPath, name: string, content: NewDocument) => Promise<LibraryPath>;
  readonly setSecret: (name: string, value: string) => Promise<void>;
}

/** Reads a text somewhere else, until it is told to stop. @throws DuplexError */
export type ReadText = (request: ImportRequest, signal: AbortSignal) => Promise<ReadProposal>;

interface Kept {
  readonly documents: readonly ImportedDocument[];
  readonly secrets: readonly FoundSecret[];
}

/** As many proposals wait for an answer: those before are of dialogs that were closed. */
const mostProposals = 4;

const partOf: Readonly<Record<NewDocument['kind'], LibraryPart>> = {
  folder: 'connections',
  connection: 'connections',
  message: 'messages',
  environment: 'environments',
};

/** What could be imported, and what of it is. The values of secrets stay here until they are in the library. */
export class Imports {
  readonly #target: ImportTarget;
  readonly #read: ReadText;
  readonly #proposals = new Map<number, Kept>();
  #last = 0;
  #reading: AbortController | undefined;

  constructor(target: ImportTarget, read: ReadText) {
    this.#target = target;
    this.#read = read;
  }

  /**
   * Reads a text; another one that is still being read is wanted no more.
   *
   * @throws DuplexError `invalid-input` with the place that cannot be read, `canceled`
   */
  async propose(text: string): Promise<ImportProposal> {
    this.cancel();
    const reading = new AbortController();
    this.#reading = reading;
    const request = { text, secrets: this.#target.secrets() };
    const { kind, documents, leftOut, secrets } = await this.#read(request, reading.signal);
    const names = secrets.map(({ name }) => name);
    const proposal = (this.#last += 1);
    this.#proposals.set(proposal, { documents, secrets });
    for (const old of this.#proposals.keys()) if (old <= proposal - mostProposals) this.#proposals.delete(old);
    return { proposal, kind, documents, leftOut, secrets: names };
  }

  /** Stops reading, if something is being read. */
  cancel(): void {
    this.#reading?.abort();
    this.#reading = undefined;
  }

  /**
   * Writes those documents of a proposal, and the secrets that they name.
   *
   * @returns the paths that were written
   * @throws DuplexError `not-found` for a proposal that is over, or what the library says
   */
  async accept(proposal: number, chosen: readonly number[]): Promise<readonly LibraryPath[]> {
    const kept = this.#proposals.get(proposal);
    if (kept === undefined) {
      throw failure('not-found', `the import ${proposal} is over: read the text once more`, {
        reason: because('importOver'),
      });
    }
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

function inEnvironment(content: NewDocument, written: ReadonlyMap<string, string>): NewDocument {
  if (content.kind !== 'connection' || content.document.environment !== importedEnvironment) return content;
  const { environment, ...document } = content.document;
  const name = written.get(environment);
  return { kind: 'connection', document: name === undefined ? document : { ...document, environment: name } };
}
