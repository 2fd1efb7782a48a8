import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import type { LookProblem, ServerLook, TrustState } from '../../contract/secure-connections.ts';
import { AppModel } from './app-model.ts';
import { createClient } from './client.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { SecureConnectionsPage } from './secure-connections-page.ts';
import { secureHref } from './secure-link.ts';

const url = 'wss://server.test/';
const trust: TrustState = {
  replaceSystem: false,
  authorities: [],
  pins: [],
  exceptions: [],
  revocationLists: [],
  validation: { kind: 'none' },
  problem: undefined,
};
const problem: LookProblem = {
  result: 'Untrusted',
  certificateIndex: 0,
  detail: 'nobody',
  isIgnorable: true,
  isAccepted: false,
};
const look: ServerLook = {
  look: 7,
  url,
  host: 'server.test',
  port: 443,
  chain: [],
  unused: [],
  problems: [problem],
  encryption: undefined,
  failure: failure('certificate-refused', 'no').info,
};

type Answers = ConstructorParameters<typeof ScriptedBridge>[0];

function newPage(answers: Answers = {}) {
  const bridge = new ScriptedBridge({ 'trust.state': () => trust, 'trust.look': () => look, ...answers });
  const client = createClient(bridge);
  const page = new SecureConnectionsPage(client, new AppModel(client));
  return { bridge, page, state: () => page.store.getState() };
}

test('what cannot have a certificate is not looked at, and the field says why', async () => {
  const { bridge, page, state } = newPage();
  for (const address of ['', 'server.test', 'ws://server.test/', 'https://server.test/']) {
    page.typeAddress(address);
    await page.look();
    expect(state().addressFault).toBeTypeOf('string');
  }
  expect(bridge.inputsOf('trust.look')).toEqual([]);
  page.typeAddress(url);
  expect(state().addressFault).toBeUndefined();
});

test('a link fills in the address, and it is looked at', async () => {
  const { bridge, page, state } = newPage();
  await page.attach(url);
  expect(bridge.inputsOf('trust.look')).toEqual([{ url }]);
  expect(state()).toMatchObject({ address: url, follows: false, look: { look: 7 }, trust, isLooking: false });
  const { searchParams } = new URL(secureHref(` ${url}?a=b#c `).slice(1), 'app://duplex');
  expect(searchParams.get('address')).toBe(`${url}?a=b#c`);
});

test('a problem is accepted after the question, for the look that is shown, which is then done again', async () => {
  const { bridge, page, state } = newPage({ 'trust.accept': () => trust });
  await page.attach(url);
  await page.accept();
  expect(bridge.inputsOf('trust.accept')).toEqual([]);
  page.askAbout(problem);
  await page.accept();
  expect(bridge.inputsOf('trust.accept')).toEqual([{ look: 7, error: 'Untrusted' }]);
  expect(bridge.inputsOf('trust.look')).toHaveLength(2);
  expect(state().asking).toBeUndefined();
});

test('what can never be accepted is not accepted', async () => {
  const { bridge, page } = newPage();
  await page.attach(url);
  page.askAbout({ ...problem, result: 'Revoked' });
  await page.accept();
  expect(bridge.inputsOf('trust.accept')).toEqual([]);
});

test('what is removed can be put back', async () => {
  const { bridge, page, state } = newPage({ 'trust.remove': () => trust, 'trust.restore': () => trust });
  await page.attach();
  await page.remove('pin x', 'x');
  expect(state().removed).toEqual({ id: 'pin x', what: 'x' });
  await page.undo();
  expect(bridge.inputsOf('trust.restore')).toEqual([{ id: 'pin x' }]);
  expect(state().removed).toBeUndefined();
});

test('a command that fails is shown, and what holds stays as it was', async () => {
  const { page, state } = newPage({
    'trust.remove': () => {
      throw failure('bad-file', 'the disk is full');
    },
  });
  await page.attach();
  await page.remove('pin x', 'x');
  expect(state()).toMatchObject({ problem: { code: 'bad-file' }, removed: undefined, trust });
});

test('a choice that needs a value holds when it is applied, the others at once', async () => {
  const { bridge, page, state } = newPage({
    'trust.setValidation': ({ validation }) => ({ ...trust, validation }),
  });
  await page.attach();
  await page.chooseValidation({ kind: 'ask' });
  await page.chooseValidation({ kind: 'issuer' });
  await page.applyValidation();
  expect(state().validationFault).toBeTypeOf('string');
  await page.chooseValidation({ issuer: ' Somebody ' });
  await page.applyValidation();
  await page.chooseValidation({ kind: 'pin', pin: 'AB:CD' });
  await page.applyValidation();
  expect(state().validationFault).toBeTypeOf('string');
  await page.chooseValidation({ pin: 'AB:'.repeat(32) });
  await page.applyValidation();
  expect(bridge.inputsOf('trust.setValidation')).toEqual([
    { validation: { kind: 'ask' } },
    { validation: { kind: 'issuer', issuer: 'Somebody' } },
    { validation: { kind: 'pin', sha256: 'ab'.repeat(32) } },
  ]);
});

test('leaving the page ends its look', async () => {
  let answer: ((value: ServerLook) => void) | undefined;
  const { bridge, page, state } = newPage({
    'trust.look': () => new Promise<ServerLook>((resolve) => (answer = resolve)),
  });
  page.typeAddress(url);
  const looking = page.look();
  page.leave();
  expect(bridge.inputsOf('trust.cancelLook')).toHaveLength(1);
  answer?.({ ...look, failure: failure('canceled', '').info });
  await looking;
  expect(state()).toMatchObject({ isLooking: false, look: undefined });
});
