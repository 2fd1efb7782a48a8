import { expect, test } from 'vitest';
import type { CommandInput } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';
import type { AddressAnswer, IsolationState, PolicySaving } from '../../contract/network-isolation.ts';
import { spelledOut, type UserNetworkPolicy } from '../../contract/network-policy.ts';
import { AppModel } from './app-model.ts';
import { createClient } from './client.ts';
import { hasUnsavedChanges, NetworkIsolationPage } from './network-isolation-page.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

interface Script {
  readonly policy?: UserNetworkPolicy;
  readonly save?: (input: CommandInput<'network.savePolicy'>) => PolicySaving;
  readonly decide?: (input: CommandInput<'network.decide'>) => AddressAnswer | Promise<AddressAnswer>;
}

function isolationOf(policy: UserNetworkPolicy): IsolationState {
  return {
    declared: { capabilities: ['internetClientServer'], loopbackExempt: true, cloudMetadata: false },
    policy,
    inForce: spelledOut(policy),
  };
}

async function openPage({ policy = { version: 1, preset: 'declared' }, save, decide }: Script = {}) {
  const bridge = new ScriptedBridge({
    'network.state': () => isolationOf(policy),
    'network.savePolicy': save ?? ((input) => ({ kind: 'saved', state: isolationOf(input.policy), ended: [] })),
    'network.decide': decide ?? (() => ({ kind: 'decided', host: '10.0.0.5', port: 80, decisions: [] })),
  });
  const client = createClient(bridge);
  const app = new AppModel(client);
  const page = new NetworkIsolationPage(client, app);
  await page.attach();
  return { bridge, app, page, state: () => page.store.getState() };
}

test('a change is not applied before somebody says so, and can be taken back', async () => {
  const { bridge, page, state } = await openPage();
  expect(hasUnsavedChanges(state())).toBe(false);
  page.choosePreset('offline');
  expect(hasUnsavedChanges(state())).toBe(true);
  page.discard();
  expect(hasUnsavedChanges(state())).toBe(false);
  page.choosePreset('offline');
  await page.apply();
  expect(bridge.inputsOf('network.savePolicy')).toEqual([
    { policy: { version: 1, preset: 'offline' }, endsSessions: false },
  ]);
  expect(state().applying).toEqual({ kind: 'applied', endedCount: 0 });
  expect(hasUnsavedChanges(state())).toBe(false);
});

test('sessions that would end are asked about, and end only after a yes', async () => {
  const cut = {
    session: 7,
    page: 'page',
    url: 'ws://localhost:9/',
    denial: { address: '127.0.0.1', addressClass: 'loopback' },
  } as const;
  const { bridge, page, state } = await openPage({
    save: ({ policy, endsSessions }) =>
      endsSessions
        ? { kind: 'saved', state: isolationOf(policy), ended: [cut] }
        : { kind: 'wouldEnd', sessions: [cut] },
  });
  page.choosePreset('offline');
  await page.apply();
  expect(state().applying).toEqual({ kind: 'asks', sessions: [cut] });
  page.keepSessions();
  expect(state().applying).toEqual({ kind: 'none' });
  expect(hasUnsavedChanges(state())).toBe(true);
  await page.apply();
  await page.apply(true);
  expect(state().applying).toEqual({ kind: 'applied', endedCount: 1 });
  expect(bridge.inputsOf('network.savePolicy')).toHaveLength(3);
});

test('an answer that comes after the question was changed is dropped', async () => {
  const settle: ((answer: AddressAnswer) => void)[] = [];
  const { page, state } = await openPage({ decide: () => new Promise((resolve) => settle.push(resolve)) });
  page.typeAddress('first');
  const asked = page.ask();
  page.typeAddress('second');
  settle[0]?.({ kind: 'dependsOnAddresses', host: 'first', port: 80 });
  await asked;
  expect(state().asking).toEqual({ kind: 'none' });
});

test('a look-up happens only where it is asked for, also when a policy is applied after one', async () => {
  const { bridge, page, state } = await openPage({
    decide: ({ looksUp }) =>
      looksUp
        ? {
            kind: 'decided',
            host: 'name.test',
            port: 80,
            decisions: [{ address: '10.0.0.5', verdict: { kind: 'allowed', addressClass: 'private', steps: [] } }],
          }
        : { kind: 'dependsOnAddresses', host: 'name.test', port: 80 },
  });
  page.typeAddress('name.test');
  expect(bridge.inputsOf('network.decide')).toEqual([]);
  await page.ask();
  await page.ask(true);
  page.choosePreset('offline');
  await page.apply();
  expect(state().asking).toMatchObject({ kind: 'answered', isStale: true });
  expect(bridge.inputsOf('network.decide')).toEqual([
    { address: 'name.test', looksUp: false },
    { address: 'name.test', looksUp: true },
  ]);
});

test('what is no address is a fault of the field, any other failure is told as one', async () => {
  const bad = await openPage({
    decide: () => {
      throw failure('invalid-input', 'there is no host', { field: 'address' });
    },
  });
  await bad.page.ask();
  expect(bad.state().asking).toEqual({ kind: 'invalid', message: 'there is no host' });
});

test('once a policy is saved, the problem of its file is no longer one', async () => {
  const { app, page } = await openPage({ policy: { version: 1, preset: 'offline' } });
  const ofFile = failure('bad-file', 'network-policy.json: broken', { field: 'network-policy.json: preset' }).info;
  const other = failure('bad-file', 'broken', { field: 'network-capabilities.json' }).info;
  app.report(ofFile);
  app.report(other);
  page.choosePreset('declared');
  await page.apply();
  expect(app.store.getState().problems).toEqual([other]);
});

test('what is typed and not applied is kept while the page is left; what is applied is read anew', async () => {
  const { page } = await openPage();
  page.typeAddress('10.0.0.5');
  expect(page.drafts).toEqual({ address: '10.0.0.5', policy: undefined });
  page.choosePreset('offline');
  expect(page.drafts.policy?.preset).toBe('offline');
});
