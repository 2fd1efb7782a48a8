import { expect, test } from 'vitest';
import type { NewDocument } from '../../contract/workbench/library.ts';
import { omit } from '../../contract/workbench/omission.ts';
import { Imports } from './imports.ts';
import { readProposal } from './read-proposal.ts';

/** A library in memory, as the real one takes what it is given. */
function library(secrets: Record<string, string> = {}) {
  const documents = new Map<string, NewDocument>();
  return {
    documents,
    secrets,
    imports: new Imports(
      {
        secrets: () => Object.keys(secrets),
        create: (folder, name, content) => {
          const path = documents.has(`${folder}/${name}`) ? `${folder}/${name} 2` : `${folder}/${name}`;
          documents.set(path, content);
          return Promise.resolve(path);
        },
        setSecret: (name, value) => {
          secrets[name] = value;
          return Promise.resolve();
        },
      },
      ({ text, secrets: taken }) => Promise.resolve(readProposal(text, taken)),
    ),
  };
}

const command = `wscat -c 'wss://h.example/chat?access_token=abc12345' -s chat -H 'X-Api-Key: k3y' -H 'X-Id: 7' --auth 'me:pa:ss' -P`;

test('credentials are in no document and not in the proposal: the library keeps them when it is accepted', async () => {
  const { imports, documents, secrets } = library();
  const proposal = await imports.propose(command);
  expect(proposal.secrets).toEqual(['accessToken', 'xApiKey', 'password']);
  expect(JSON.stringify(proposal)).not.toMatch(/abc12345|k3y|pa:ss/);
  expect(secrets).toEqual({});
  const paths = await imports.accept(proposal.proposal, [0, 1]);
  expect(paths).toEqual(['environments/Imported', 'connections/h.example chat']);
  expect(documents.get('connections/h.example chat')).toEqual({
    kind: 'connection',
    document: {
      version: 1,
      address: 'wss://h.example/chat?access_token={{accessToken}}',
      subprotocols: ['chat'],
      headers: [
        { name: 'X-Api-Key', value: '{{xApiKey}}' },
        { name: 'X-Id', value: '7' },
      ],
      auth: { kind: 'basic', userName: 'me', password: '{{password}}' },
      environment: 'Imported',
    },
  });
  expect(secrets).toEqual({ accessToken: 'abc12345', xApiKey: 'k3y', password: 'pa:ss' });
  await expect(imports.accept(proposal.proposal, [0])).rejects.toMatchObject({ info: { code: 'not-found' } });
});

test('a secret that is there keeps its value: what is imported gets another name', async () => {
  const { imports, secrets } = library({ password: 'mine' });
  const { proposal, secrets: names } = await imports.propose('curl -u me:theirs ws://h');
  expect(names).toEqual(['password2']);
  await imports.accept(proposal, [0, 1]);
  expect(secrets).toEqual({ password: 'mine', password2: 'theirs' });
});

test('a connection without its environment names none, and keeps no secret', async () => {
  const { imports, documents, secrets } = library();
  const { proposal } = await imports.propose(command);
  await imports.accept(proposal, [0]);
  expect(documents.get('connections/h.example chat')?.document).not.toHaveProperty('environment');
  expect(secrets).toEqual({});
});

test('an environment that is called otherwise as its name is taken is named so by its connections', async () => {
  const { imports, documents } = library();
  await imports.accept((await imports.propose('curl -u a:b ws://one')).proposal, [0, 1]);
  await imports.accept((await imports.propose('curl -u a:c ws://two')).proposal, [0, 1]);
  expect(documents.get('connections/two')?.document).toMatchObject({ environment: 'Imported 2' });
});

test('variables of a shell are variables, and secrets where one is wanted', async () => {
  const { documents } = await library().imports.propose('curl "ws://$HOST/x" -H "Authorization: Bearer $TOKEN"');
  expect(documents[0]?.content.document).toMatchObject({
    address: 'ws://{{HOST}}/x',
    auth: { kind: 'bearer', token: '{{TOKEN}}' },
  });
  expect(documents[1]).toMatchObject({
    content: { document: { variables: { HOST: '' }, secrets: ['TOKEN'] } },
    leftOut: [omit('variableValues', 'TOKEN, HOST')],
  });
});

test('a document that does not exist is refused, and nothing is written', async () => {
  const { imports, documents } = library();
  const { proposal } = await imports.propose('wscat -c ws://h');
  await expect(imports.accept(proposal, [0, 5])).rejects.toThrow('no document 5');
  expect(documents.size).toBe(0);
});
