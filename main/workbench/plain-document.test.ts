import { expect, test } from 'vitest';
import { plainDocument } from './plain-document.ts';
import type { WorkbenchData } from './scope.ts';

const folder = {
  kind: 'folder',
  path: 'connections/Work',
  name: 'Work',
  revision: '1',
  problem: undefined,
  document: {
    version: 1,
    headers: [
      { name: 'X-Team', value: '{{team}}' },
      { name: 'x-old', value: 'outer' },
    ],
    auth: { kind: 'bearer', token: '{{token}}' },
    variables: { team: 'blue' },
  },
} as const;
const environment = {
  kind: 'environment',
  path: 'environments/Staging',
  name: 'Staging',
  revision: '1',
  problem: undefined,
  document: { version: 1, variables: { host: 'localhost' }, secrets: ['token'] },
} as const;
const data: WorkbenchData = { entries: [folder, environment], secret: () => 'hidden' };

test('what is inherited is in it, and no secret is', () => {
  const document = plainDocument(
    {
      path: 'connections/Work/Orders',
      document: {
        version: 1,
        address: 'ws://{{host}}/{{uuid()}}',
        headers: [{ name: 'X-Old', value: 'own' }],
        keepAlive: { kind: 'message', everyMs: 1000, payload: '{{host}}' },
      },
      environment: 'Staging',
    },
    data,
  );
  expect(document).toEqual({
    version: 1,
    address: 'ws://localhost/{{uuid()}}',
    headers: [
      { name: 'X-Team', value: 'blue' },
      { name: 'X-Old', value: 'own' },
    ],
    auth: { kind: 'bearer', token: '{{token}}' },
    // As it is opened: nothing is filled in there.
    keepAlive: { kind: 'message', everyMs: 1000, payload: '{{host}}' },
  });
  expect(JSON.stringify(document)).not.toContain('hidden');
});
