import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { failure, type ErrorInfo } from '../../contract/errors.ts';
import type { Row } from '../../contract/rows.ts';
import type { SessionId, SessionState } from '../../contract/sessions.ts';
import { Library } from '../../main/library/library.ts';
import { Sessions } from '../../main/sessions/sessions.ts';
import { applicationDoor } from '../../main/sockets/index.ts';
import { Workbench } from '../../main/workbench/workbench.ts';
import { closeAfterTest } from './clean-up.ts';
import { openTestLogs } from './log-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The value of `{{secret}}` in the documents. */
export const documentSecret = 'Circle of Life, 7';

/** A connection that was opened from a document, and what there is to see of it. */
export interface OpenedDocument {
  readonly sessions: Sessions;
  readonly session: SessionId;
  readonly rows: () => Promise<readonly Row[]>;
  /** Waits until the connection is there. @returns how it is */
  readonly until: (kind: SessionState['connection']['kind']) => Promise<SessionState['connection']>;
  /** Waits for its failure. */
  readonly failure: () => Promise<ErrorInfo>;
}

/**
 * Opens `connections/Group/One.yaml` of a library that is a folder on disk, as the workbench does.
 *
 * @param settings the YAML of the connection, but for its version
 * @param files of the library besides, by their paths in its folder; `connections/Group/folder.yaml` passes on
 */
export async function openDocument(
  settings: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<OpenedDocument> {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
  const base = await temporaryFolder();
  const folder = join(base, 'library');
  const all = {
    'connections/Group/One.yaml': `version: 1\n${settings}`,
    'environments/Staging.yaml': 'version: 1\nsecrets: [secret]\n',
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const library = new Library({
    folder,
    isChosen: false,
    undoFolder: join(base, 'undo'),
    secrets: () => ({ secrets: [], secretStorage: 'memory' }),
    changed: () => undefined,
  });
  closeAfterTest(async () => library.close());
  const logs = await openTestLogs();
  const sessions = new Sessions({
    logs,
    observer: { changed: () => undefined, advanced: () => undefined },
    sampleCertificate: () => Promise.reject(failure('not-found', 'none here')),
    chosenFile: () => Promise.reject(failure('not-found', 'none here')),
    chosenPath: () => '',
  });
  closeAfterTest(() => sessions.disposeAll());
  const workbench = new Workbench({
    library,
    secret: (name) => (name === 'secret' ? documentSecret : undefined),
    sessions,
  });
  const path = 'connections/Group/One';
  const { entries } = await library.state();
  expect(entries.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  const entry = entries.find((found) => found.path === path);
  if (entry?.kind !== 'connection' || entry.document === undefined) throw new Error('the library has not read it');
  const source = { path, document: entry.document, environment: 'Staging' };
  const { session } = await workbench.open({ page: 'test', source });
  const connection = (): SessionState['connection'] | undefined => sessions.list()[0]?.connection;
  const until: OpenedDocument['until'] = async (kind) => {
    await expect.poll(connection, { timeout: 5000 }).toMatchObject({ kind });
    return connection() as SessionState['connection']; // it matched
  };
  return {
    sessions,
    session,
    rows: async () => (await logs.get(session)).read(0, 512),
    until,
    failure: async () => {
      const failed = await until('failed');
      if (failed.kind !== 'failed') throw new Error(`the connection is ${failed.kind}`);
      return failed.error;
    },
  };
}
