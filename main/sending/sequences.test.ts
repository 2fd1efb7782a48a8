import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { Match, SequenceStep } from '../../contract/workbench/documents.ts';
import { eventually } from '../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { TestSending, text } from '../../tests/support/sending.ts';
import { failureOf } from '../../tests/support/sockets.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';

expectNoLeaks();

/** A server that answers a text, and what it was sent. */
async function startAnswering(answer: (said: string, socket: WebSocket) => void) {
  const said: string[] = [];
  const server = await startWsServer((socket) =>
    socket.on('message', (data: Buffer) => {
      said.push(data.toString());
      answer(data.toString(), socket);
    }),
  );
  return { ...server, said };
}

const send = (value: string): SequenceStep => ({ kind: 'send', ...text(value) });
const wait = (match: Match, keepAs?: string, timeoutMs = 4000): SequenceStep => ({
  kind: 'wait',
  match,
  timeoutMs,
  ...(keepAs !== undefined && { keepAs }),
});

test('what was waited for is in what is sent next, to the last digit', async () => {
  const server = await startAnswering((said, socket) => {
    if (said === 'login') socket.send('{"token":"{{counter()}}","id":12345678901234567890,"n":{"a":[1.0]}}');
    if (said.startsWith('use')) socket.send(`order=A-${said.length}; rest`);
  });
  const sending = await TestSending.open(server.url);
  const ended = await sending.send({
    kind: 'sequence',
    steps: [
      send('login'),
      wait({ kind: 'jsonPath', path: '$.id', equals: '12345678901234567890' }, 'id'),
      send('login'),
      wait({ kind: 'jsonPath', path: '$.token' }, 'token'),
      send('login'),
      wait({ kind: 'jsonPath', path: '$.n' }, 'n'),
      send('use {{id}} {{token}} {{n}}'),
      wait({ kind: 'regex', pattern: 'order=(\\S+);' }, 'order'),
      send('bye {{order}}'),
    ],
  });
  expect(ended).toMatchObject({ end: { kind: 'done' }, messages: 5, step: 8 });
  await eventually('the last one', () => server.said.length === 5);
  // What a server says is no template: its braces stay.
  expect(server.said.slice(3)).toEqual(['use 12345678901234567890 {{counter()}} {"a":[1.0]}', 'bye A-50']);
});

test('a wait sees only what comes after the step before it', async () => {
  const server = await startAnswering((said, socket) => socket.send(`answer to ${said}`));
  const sending = await TestSending.open(server.url);
  // An answer is there already, to something else.
  await sending.session.send({ kind: 'utf8', text: 'before' }, true);
  await eventually('it', () => sending.session.state.counters.receivedMessages === 1);
  const old = await sending.send({
    kind: 'sequence',
    steps: [send('now'), wait({ kind: 'text', text: 'to before' }, undefined, 200)],
  });
  expect(old).toMatchObject({ end: { kind: 'failed', step: 1, error: { code: 'timeout' } } });
  expect(old.end).toMatchObject({ error: { message: expect.stringContaining('messages that came: 1') as string } });
  // Two waits in a row take two messages.
  const two = await sending.send({
    kind: 'sequence',
    steps: [send('a'), { kind: 'delay', ms: 100 }, wait({ kind: 'any' }, 'x'), wait({ kind: 'any' }, undefined, 200)],
  });
  expect(two).toMatchObject({ end: { kind: 'failed', step: 3 } });
});

test('a thousand rounds with an answer each, quickly and in step', { timeout: 60_000 }, async () => {
  const server = await startAnswering((said, socket) => socket.send(`echo ${said}`));
  const sending = await TestSending.open(server.url);
  const began = performance.now();
  const ended = await sending.send(
    {
      kind: 'sequence',
      steps: [send('n{{counter()}}'), wait({ kind: 'regex', pattern: '^echo (n\\d+)$' }, 'said'), send('got {{said}}')],
      repeat: { count: 1000, everyMs: 0, jitter: 0 },
    },
    50_000,
  );
  expect(ended).toMatchObject({ end: { kind: 'done' }, round: 1000, messages: 2000 });
  await eventually('all', () => server.said.length === 2000);
  expect(server.said.slice(-2)).toEqual(['n1000', 'got n1000']);
  expect(performance.now() - began).toBeLessThan(30_000);
});

test('an expression that runs away is ended, and the app goes on meanwhile', async () => {
  const server = await startAnswering((_said, socket) => socket.send(`${'a'.repeat(60)}!`));
  const sending = await TestSending.open(server.url);
  let longest = 0;
  let before = performance.now();
  const ticks = setInterval(() => {
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  }, 10);
  const steps = [send('x'), wait({ kind: 'regex', pattern: '^(a+)+$' }, undefined, 30_000)];
  const run = await sending.start({ kind: 'sequence', steps });
  expect(await sending.ended(run, 10_000)).toMatchObject({
    end: { kind: 'failed', step: 1, error: { code: 'timeout', message: expect.stringContaining('2 s') as string } },
  });
  // One with less time than that, and one that is canceled, end when they should.
  const short = await sending.send({
    kind: 'sequence',
    steps: [send('x'), wait({ kind: 'regex', pattern: '^(a+)+$' }, undefined, 300)],
  });
  expect(short.end).toMatchObject({ error: { message: expect.stringContaining('within 300 ms') as string } });
  const canceled = await sending.start({ kind: 'sequence', steps });
  await delay(300);
  const began = performance.now();
  sending.runs.cancel({ run: canceled });
  expect((await sending.ended(canceled)).end?.kind).toBe('canceled');
  expect(performance.now() - began).toBeLessThan(100);
  clearInterval(ticks);
  // The expression itself would take for ever, and is given 2 s.
  expect(longest).toBeLessThan(1500);
});

test('a message of the library is a step, also one that is a sequence; one in itself ends', async () => {
  const server = await startAnswering((_said, socket) => socket.send('ok'));
  const sending = await TestSending.open(server.url);
  sending.saved.set('Login', { version: 1, steps: [send('login'), wait({ kind: 'any' })] });
  sending.saved.set('One', { version: 1, ...text('one') });
  sending.saved.set('Circle', { version: 1, steps: [{ kind: 'sendSaved', message: 'Circle' }] });
  const saved = (message: string): SequenceStep => ({ kind: 'sendSaved', message });
  const ended = await sending.send({ kind: 'sequence', steps: [saved('Login'), saved('One')] });
  expect(ended).toMatchObject({ end: { kind: 'done' }, messages: 2 });
  await eventually('both', () => server.said.join() === 'login,one');
  const circle = await sending.send({ kind: 'sequence', steps: [saved('Circle')] });
  expect(circle).toMatchObject({ end: { kind: 'failed', step: 0, error: { code: 'invalid-input' } } });
  const missing = await sending.send({ kind: 'sequence', steps: [send('x'), saved('None')] });
  expect(missing).toMatchObject({ end: { kind: 'failed', step: 1, error: { code: 'not-found' } } });
});

test.each<readonly [steps: readonly SequenceStep[], field: string]>([
  [[], 'plan.steps'],
  [[send('x'), wait({ kind: 'regex', pattern: '(' })], 'plan.steps.1.match.pattern'],
  [[wait({ kind: 'jsonPath', path: '$[' })], 'plan.steps.0.match.path'],
  [[{ kind: 'send', body: { kind: 'hex', text: '0' }, opcode: 'binary' }], 'plan.steps.0.body.text'],
])('%j is refused before anything is sent, naming %s', async (steps, field) => {
  const server = await startAnswering(() => undefined);
  const sending = await TestSending.open(server.url);
  const error = await failureOf(sending.start({ kind: 'sequence', steps }));
  expect(error.info).toMatchObject({ code: 'invalid-input', field });
  expect(server.said).toEqual([]);
});

test('a wait ends with the connection, and is canceled at once', async () => {
  const server = await startAnswering((said, socket) => {
    if (said === 'drop') socket.terminate();
  });
  const sending = await TestSending.open(server.url);
  const forever = await sending.start({ kind: 'sequence', steps: [send('x'), wait({ kind: 'any' }, undefined, 0)] });
  await eventually('it waits', () => sending.state(forever).step === 1 && server.said.length === 1);
  const began = performance.now();
  sending.runs.cancel({ run: forever });
  expect((await sending.ended(forever)).end?.kind).toBe('canceled');
  expect(performance.now() - began).toBeLessThan(100);
  const lost = await sending.send({ kind: 'sequence', steps: [send('drop'), wait({ kind: 'any' }, undefined, 0)] });
  expect(lost).toMatchObject({ end: { kind: 'failed', step: 1, error: { code: 'connection-lost' } } });
});

test('the one message that is waited for is found among a hundred thousand', { timeout: 60_000 }, async () => {
  const server = await startAnswering((_said, socket) => {
    for (let number = 0; number < 100_000; number += 1) socket.send(`{"n":${number}}`);
  });
  const sending = await TestSending.open(server.url);
  const match = { kind: 'jsonPath', path: '$[?@ == 99998]' } as const;
  const ended = await sending.send(
    { kind: 'sequence', steps: [send('go'), wait(match, 'n', 40_000), send('{{n}}')] },
    45_000,
  );
  expect(ended).toMatchObject({ end: { kind: 'done' } });
  await eventually('it', () => server.said[1] === '99998');
});
