import { join } from 'node:path';
import type { CommandInput } from '../contract/commands.ts';
import type { CopiedCommand } from '../contract/workbench/importing.ts';
import { copyConnection } from './importing/copying/copy-connection.ts';
import { readInThread } from './importing/import-thread.ts';
import { Imports } from './importing/imports.ts';
import { libraryTarget } from './importing/library-target.ts';
import { Library } from './library/library.ts';
import type { SecretStore } from './secrets/secret-store.ts';
import { SendRuns, type SendRunsOptions } from './sending/send-runs.ts';
import { SentHistory } from './sending/sent-history.ts';
import type { Sessions } from './sessions/sessions.ts';
import { Workbench } from './workbench/workbench.ts';

export interface WorkbenchPartsOptions {
  readonly dataFolder: string;
  /** Where the user's documents are; undefined: in the data folder. */
  readonly libraryFolder: string | undefined;
  readonly libraryChanged: (library: Library) => void;
  readonly secrets: SecretStore;
  readonly sessions: Sessions;
  /** The file of the thread that reads what is imported. */
  readonly importWorker: URL;
  readonly sending: Pick<SendRunsOptions, 'chosenPath' | 'worker' | 'changed'>;
}

/** What only the workbench has: its documents, what is sent by itself, and what is imported. */
export interface WorkbenchParts {
  readonly library: Library;
  readonly workbench: Workbench;
  readonly imports: Imports;
  readonly runs: SendRuns;
  readonly history: SentHistory;
  readonly setSecret: (name: string, value: string) => Promise<void>;
  readonly forgetSecret: (name: string) => Promise<void>;
  readonly restoreSecret: (name: string) => Promise<void>;
  /** A connection as another tool has it. @throws DuplexError `invalid-input`, `not-found` */
  readonly copyAs: (input: CommandInput<'workbench.copyAs'>) => Promise<CopiedCommand>;
}

export async function openWorkbench(options: WorkbenchPartsOptions): Promise<WorkbenchParts> {
  const { dataFolder, libraryFolder, secrets, sessions } = options;
  const library = new Library({
    folder: libraryFolder ?? join(dataFolder, 'library'),
    isChosen: libraryFolder !== undefined,
    undoFolder: join(dataFolder, 'library-undo'),
    secrets: () => secrets.state,
    changed: () => options.libraryChanged(library),
  });
  const changeSecrets = async (change: Promise<void>): Promise<void> => {
    await change;
    library.secretsChanged();
  };
  const setSecret = (name: string, value: string): Promise<void> => changeSecrets(secrets.set(name, value));
  const workbench = new Workbench({ library, secret: (name) => secrets.get(name), sessions });
  const history = await SentHistory.read(join(dataFolder, 'sent-messages.json'));
  const runs = new SendRuns({
    ...options.sending,
    session: (id) => sessions.find(id),
    variablesOf: async (scope) => (await workbench.scope(scope)).variables,
    savedMessage: (path) => library.message(path),
    history,
  });
  const imports = new Imports(libraryTarget(library, setSecret), (request, signal) =>
    readInThread(options.importWorker, request, signal),
  );
  return {
    library,
    workbench,
    imports,
    runs,
    history,
    setSecret,
    forgetSecret: (name) => changeSecrets(secrets.forget(name)),
    restoreSecret: (name) => changeSecrets(secrets.restore(name)),
    copyAs: async ({ source, kind }) => copyConnection(await workbench.plainDocument(source), kind),
  };
}
