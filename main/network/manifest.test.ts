import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { readManifest } from './manifest.ts';

async function manifestWith(text: string): Promise<ReturnType<typeof readManifest>> {
  const path = join(await temporaryFolder(), 'network-capabilities.json');
  await writeFile(path, text);
  return readManifest(path);
}

test("the app's own manifest is valid", async () => {
  const { policy, problem } = await readManifest('resources/network-capabilities.json');
  expect(problem).toBeUndefined();
  expect([...policy.capabilities]).toEqual(['internetClientServer', 'privateNetworkClientServer']);
  expect(policy.loopbackExempt).toBe(true);
});

test.each([
  ['a file that is cut off', '{"version": 1, "capab', 'network-capabilities.json'],
  [
    'an unknown capability',
    '{"version":1,"capabilities":["internetclient"],"loopbackExempt":true}',
    'network-capabilities.json: capabilities.0',
  ],
  [
    'a wrong type',
    '{"version":1,"capabilities":[],"loopbackExempt":"yes"}',
    'network-capabilities.json: loopbackExempt',
  ],
  ['an unknown key', '{"version":1,"capabilities":[],"loopbackExempt":true,"x":1}', 'network-capabilities.json: x'],
])('%s allows nothing and is named', async (_what, text, field) => {
  const { policy, problem } = await manifestWith(text);
  expect(policy.capabilities.size).toBe(0);
  expect(policy.loopbackExempt).toBe(false);
  expect(problem?.info).toMatchObject({ code: 'bad-file', field });
});

test('a missing file allows nothing and is named', async () => {
  const { policy, problem } = await readManifest(join(await temporaryFolder(), 'none.json'));
  expect(policy.capabilities.size).toBe(0);
  expect(problem?.info).toMatchObject({ code: 'bad-file', cause: 'ENOENT' });
});
