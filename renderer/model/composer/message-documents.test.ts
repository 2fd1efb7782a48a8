import { expect, test } from 'vitest';
import * as v from 'valibot';
import { messageSchema, type MessageDocument } from '../../../contract/workbench/documents.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';
import { emptyComposer } from './composer-draft.ts';
import { documentOf, loadMessage, messageEntries, messageFolders, pathInMessages } from './message-documents.ts';
import { planOf, whyNotSent } from './send-plan.ts';
import { templateNames } from './template-names.ts';

const message: MessageDocument = { version: 1, body: { kind: 'json', text: '{}' }, opcode: 'binary', fragments: [1] };
const sequence: MessageDocument = { version: 1, steps: [{ kind: 'delay', ms: 5 }] };

const library: LibraryState = {
  folder: '',
  entries: [
    {
      kind: 'folder',
      path: 'connections/Work',
      name: 'Work',
      revision: '',
      problem: undefined,
      document: { version: 1, variables: { host: 'far', team: 'x' } },
    },
    {
      kind: 'connection',
      path: 'connections/Work/Orders',
      name: 'Orders',
      revision: '',
      problem: undefined,
      document: { version: 1, address: '', variables: { host: 'near' } },
    },
    {
      kind: 'connection',
      path: 'connections/Workshop',
      name: 'Workshop',
      revision: '',
      problem: undefined,
      document: { version: 1, address: '', variables: { other: '' } },
    },
    { kind: 'folder', path: 'messages/Login', name: 'Login', revision: '', problem: undefined, document: undefined },
    {
      kind: 'message',
      path: 'messages/Login/Hello',
      name: 'Hello',
      revision: '',
      problem: undefined,
      document: message,
    },
    {
      kind: 'message',
      path: 'messages/Broken',
      name: 'Broken',
      revision: '',
      problem: { message: '', line: 1, column: 1 },
      document: undefined,
    },
    {
      kind: 'environment',
      path: 'environments/dev',
      name: 'dev',
      revision: '',
      problem: undefined,
      document: { version: 1, variables: { user: 'ann' }, secrets: ['token'] },
    },
    {
      kind: 'environment',
      path: 'environments/live',
      name: 'live',
      revision: '',
      problem: undefined,
      document: { version: 1, variables: { danger: '' } },
    },
  ],
  problem: undefined,
  secrets: [],
  secretStorage: 'memory',
  undo: [],
};

test('what is loaded is what is saved again, and the other kind stays', () => {
  const loaded = loadMessage(emptyComposer, message, 'messages/a');
  expect(loaded).toMatchObject({ mode: 'message', source: 'messages/a' });
  expect(documentOf(loaded)).toEqual(message);
  const both = loadMessage(loaded, sequence, 'messages/b');
  expect(documentOf(both)).toEqual(sequence);
  expect(both.message).toEqual(loaded.message);
  for (const draft of [loaded, both, emptyComposer]) expect(v.is(messageSchema, documentOf(draft))).toBe(true);
});

test('only messages that can be used are offered, and the folders they can go into', () => {
  expect(messageEntries(library.entries).map(({ path }) => pathInMessages(path))).toEqual(['Login/Hello']);
  expect(messageFolders(library.entries)).toEqual(['messages', 'messages/Login']);
});

test('the names a template can use are those of its own connection, folders and environment', () => {
  const names = templateNames(library, { connection: 'connections/Work/Orders', environment: 'dev' }, [
    { kind: 'wait', match: { kind: 'any' }, timeoutMs: 1, keepAs: 'session' },
  ]);
  expect(names.filter(({ kind }) => kind !== 'function').map(({ text, kind, detail }) => [text, kind, detail])).toEqual(
    [
      ['session', 'kept', 'kept by this sequence'],
      ['user', 'variable', 'environment dev'],
      ['token', 'secret', 'secret of dev'],
      ['host', 'variable', 'from Orders'],
      ['team', 'variable', 'from Work'],
    ],
  );
  expect(names.some(({ text }) => text === 'uuid()')).toBe(true);
});

test('a plan is what the composer shows', () => {
  const file = { handle: 3, name: 'a', sizeBytes: 1 };
  const repeat = { count: 0, everyMs: 10, jitter: 0.5 };
  expect(planOf({ ...emptyComposer, repeat }, { file, frameBytes: 0 })).toMatchObject({ kind: 'message', repeat });
  expect(planOf({ ...emptyComposer, mode: 'file' }, { file, frameBytes: 9 })).toEqual({
    kind: 'file',
    file: 3,
    opcode: 'text',
    frameBytes: 9,
  });
  expect(planOf({ ...emptyComposer, mode: 'file' }, { file: undefined, frameBytes: 9 })).toBeUndefined();
});

test('why nothing can be sent is said', () => {
  const state = { isOpen: true, draft: emptyComposer, file: undefined, hasFaults: false, isRunningSequence: false };
  expect(whyNotSent(state)).toBeUndefined();
  expect(whyNotSent({ ...state, isOpen: false })).toMatch(/Connect/);
  expect(whyNotSent({ ...state, hasFaults: true })).toMatch(/not right/);
  expect(whyNotSent({ ...state, draft: { ...emptyComposer, mode: 'file' } })).toMatch(/file/);
  expect(whyNotSent({ ...state, draft: { ...emptyComposer, mode: 'sequence' } })).toMatch(/step/);
});
