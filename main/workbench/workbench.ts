import type { CommandInput } from '../../contract/commands.ts';
import type { EffectiveRequest } from '../../contract/workbench/effective-request.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { TemplateScope as ScopeNames } from '../../contract/workbench/sending.ts';
import type { LibraryState } from '../../contract/workbench/library.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { TemplateScope } from '../templates/fill-template.ts';
import { templateFunctions, type TemplateCounters } from '../templates/functions.ts';
import type { ConnectionDocument } from '../../contract/workbench/documents.ts';
import { openRequest } from './open-request.ts';
import { plainDocument } from './plain-document.ts';
import { resolveConnection } from './resolve.ts';
import { foldersOf, variablesOf, type WorkbenchData } from './scope.ts';
import { showRequest } from './show-request.ts';

export interface WorkbenchOptions {
  readonly library: { readonly state: () => Promise<LibraryState> };
  readonly secret: (name: string) => string | undefined;
  readonly sessions: Pick<Sessions, 'open'>;
}

/** Opens connections from documents, with what they inherit; secrets do not leave main. */
export class Workbench {
  readonly #options: WorkbenchOptions;
  readonly #counters: TemplateCounters = new Map();

  constructor(options: WorkbenchOptions) {
    this.#options = options;
  }

  /** What would be sent; no counter goes on by it. */
  async request(source: CommandInput<'workbench.request'>): Promise<EffectiveRequest> {
    const functions = templateFunctions(new Map(this.#counters));
    return showRequest(resolveConnection(source, await this.#data(), functions), source.environment);
  }

  /** @throws DuplexError `invalid-input` with the field, `client-certificate`, and what a session throws */
  async open({ page, source }: CommandInput<'workbench.open'>): Promise<{ session: SessionId }> {
    const data = await this.#data();
    const resolved = resolveConnection(source, data, templateFunctions(this.#counters));
    const { request, hidden } = await openRequest(resolved, page, data.folder);
    return this.#options.sessions.open(request, hidden);
  }

  /** The connection for somebody who knows no folders and is told no secrets. */
  async plainDocument(source: CommandInput<'workbench.request'>): Promise<ConnectionDocument> {
    return plainDocument(source, await this.#data());
  }

  /** What templates of messages are filled in with; the counters are those of all. */
  async scope({ connection, environment }: ScopeNames): Promise<TemplateScope> {
    const data = await this.#data();
    const document = data.entries.find((entry) => entry.path === connection && entry.kind === 'connection')?.document;
    const layers = connection === null ? [] : foldersOf(connection, data);
    // Found among the connections.
    const settings = (document ?? {}) as { readonly variables?: Readonly<Record<string, string>> };
    const own = { origin: { kind: 'connection' }, settings, fault: undefined } as const;
    return {
      variables: variablesOf([...layers, own], environment, data),
      functions: templateFunctions(this.#counters),
    };
  }

  async #data(): Promise<WorkbenchData & { readonly folder: string }> {
    const { entries, folder } = await this.#options.library.state();
    return { entries, folder, secret: this.#options.secret };
  }
}
