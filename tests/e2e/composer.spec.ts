import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { Locator, Page } from '@playwright/test';
import { kill, startApp, type RunningApp } from '../support/electron-app.ts';
import { expect, test } from './app-test.ts';
import { violations } from './axe.ts';
import { connectTo, createDocument, echoAddress, openWorkbench, rows } from './workbench-test.ts';

const composerSelector = 'section[aria-label="Composer"]';

/** A tab that is connected to the echo server, and its composer. */
async function openComposer(page: Page): Promise<Locator> {
  await openWorkbench(page);
  await connectTo(page, await echoAddress(page));
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
  return page.getByRole('region', { name: 'Composer' });
}

/** How many pixels hang out of it. */
function overflowOf(composer: Locator): Promise<number> {
  return composer.evaluate((element) => element.scrollWidth - element.clientWidth);
}

test('a template is filled in from a list of what there is, and an unknown one is marked and keeps nothing from being written', async ({
  page,
}) => {
  await openWorkbench(page);
  await createDocument(page, 'environments', 'Local', {
    kind: 'environment',
    document: { version: 1, variables: { user: 'Ann', room: 'red' }, secrets: ['token'] },
  });
  await createDocument(page, 'environments', 'Other', {
    kind: 'environment',
    document: { version: 1, variables: { elsewhere: 'x' } },
  });
  await createDocument(page, 'connections', 'Team', {
    kind: 'folder',
    document: { version: 1, variables: { team: 'blue' } },
  });
  const address = await echoAddress(page);
  await createDocument(page, 'connections/Team', 'Chat', {
    kind: 'connection',
    document: { version: 1, address, environment: 'Local', variables: { room: 'green', topic: 'news' } },
  });
  await page.getByRole('treeitem', { name: 'Chat' }).click();
  const composer = page.getByRole('region', { name: 'Composer' });
  const body = composer.getByRole('textbox', { name: 'Body as Text' });
  const options = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  // Until the editor is there, a plain field takes its place.
  await expect(composer.locator('.cm-editor')).toBeVisible();
  await body.click();
  await page.keyboard.type('Hello {{');
  // Names of one's own first; of two that are called the same the one that counts.
  await expect(options).toHaveText([
    'roomenvironment Local',
    'teamfrom Team',
    'tokensecret of Local',
    'topicfrom Chat',
    'userenvironment Local',
    'base64(name)Base64 of a value',
    'counter()counts up with every message',
    'now("ms")the time, in ms since 1970',
    'now()the time, as 2026-01-31T23:59:59.000Z',
    'random(1, 100)a whole number, both included',
    'uuid()a random UUID',
  ]);
  await page.keyboard.type('us');
  await expect(options).toHaveText(['userenvironment Local']);
  await page.keyboard.press('Enter');
  await expect(body).toHaveText('Hello {{user}}');
  await expect(composer.getByText('9 B will go out')).toBeVisible();
  await page.keyboard.type(' in {{r');
  await expect(options.first()).toHaveText('roomenvironment Local');
  await page.keyboard.press('Enter');
  await page.keyboard.type(': {{to');
  await expect(options).toHaveText(['tokensecret of Local', 'topicfrom Chat']);
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await page.keyboard.type('p');
  await options.filter({ hasText: 'topicfrom Chat' }).click();
  await page.keyboard.type('!');
  await expect(body).toHaveText('Hello {{user}} in {{room}}: {{topic}}!');
  await expect(composer.getByText('23 B will go out')).toBeVisible();
  await page.keyboard.type(' {{nobody}}');
  await expect(composer.getByText('Line 1, column 40: there is no variable “nobody”')).toBeVisible();
  await expect(composer.locator('.cm-lintRange-error')).toHaveText('{{nobody}}');
  for (let letter = 0; letter < ' {{nobody}}'.length; letter += 1) await page.keyboard.press('Backspace');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
  await body.click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rows(page).filter({ hasText: 'You said: "Hello Ann in red: news!"' })).toBeVisible();
});

test('the editor takes back what was typed, and lets go of the keyboard', async ({ page }) => {
  const composer = await openComposer(page);
  const body = composer.getByRole('textbox', { name: 'Body as Text' });
  await body.click();
  await page.keyboard.type('one');
  await page.keyboard.press('Tab');
  await expect(body).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(body).not.toContainText('one');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(body).not.toBeFocused();
});

test('what was sent comes back with Alt and the arrow keys', async ({ page }) => {
  const composer = await openComposer(page);
  const body = composer.getByRole('textbox', { name: 'Body as Text' });
  await body.click();
  for (const text of ['one', 'two']) {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(composer.getByText(/^Sent 1 message, 3 B/)).toBeVisible();
    await composer.getByRole('button', { name: 'Dismiss' }).click();
    await body.focus();
  }
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('being written');
  for (const [key, text] of [
    ['Up', 'two'],
    ['Up', 'one'],
    ['Up', 'one'],
    ['Down', 'two'],
    ['Down', 'being written'],
  ] as const) {
    await page.keyboard.press(`Alt+Arrow${key}`);
    await expect(body).toHaveText(text);
  }
});

test('JSON is laid out without changing a number, and its first fault has a place', async ({ page }) => {
  const composer = await openComposer(page);
  await composer.getByRole('combobox', { name: 'Kind of body' }).selectOption('json');
  const body = composer.getByRole('textbox', { name: 'Body as JSON' });
  await body.click();
  await page.keyboard.insertText('{"n":12345678901234567890.10,"c":{{counter()}}}');
  await composer.getByRole('button', { name: 'Format' }).click();
  await expect(composer.locator('.cm-line')).toHaveText([
    '{',
    '  "n": 12345678901234567890.10,',
    '  "c": {{counter()}}',
    '}',
  ]);
  await composer.getByRole('button', { name: 'Minify' }).click();
  await expect(body).toHaveText('{"n":12345678901234567890.10,"c":{{counter()}}}');
  await body.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('x');
  await expect(composer.getByText('No JSON at line 1, column 48: more follows behind the end.')).toBeVisible();
});

test('XML may have templates in it, its first fault has a place, and it goes out as it was written', async ({
  page,
}) => {
  const composer = await openComposer(page);
  await composer.getByRole('combobox', { name: 'Kind of body' }).selectOption('xml');
  const body = composer.getByRole('textbox', { name: 'Body as XML' });
  const fault = composer.getByText(/^No XML at /);
  await expect(composer.locator('.cm-editor')).toBeVisible();
  await body.click();
  await page.keyboard.insertText('<order n="{{counter()}}">\n  <line>ü</line>\n</ordre>');
  await expect(fault).toHaveText('No XML at line 3, column 1: the end tag does not fit the tag that is open.');
  await expect(composer.locator('.cm-lintRange-error, .cm-lintRange-warning')).toHaveText('<');
  for (let letter = 0; letter < '</ordre>'.length; letter += 1) await page.keyboard.press('Backspace');
  await expect(fault).toHaveText(/: it ends where more has to come\.$/);
  // The editor knows which tag is open.
  await page.keyboard.type('</');
  await expect(composer.locator('.cm-line').last()).toHaveText('</order>');
  await expect(fault).toBeHidden();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rows(page).filter({ hasText: /↑.*<order n="1">.*<line>ü<\/line>.*<\/order>/ })).toBeVisible();
});

test('a generator makes each pattern, the same bytes of the same seed, and others without one', async ({ page }) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const received: string[] = [];
  server.on('connection', (socket) => socket.on('message', (data: Buffer) => received.push(data.toString('latin1'))));
  try {
    await openWorkbench(page);
    await connectTo(page, `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await expect(page.getByRole('button', { name: 'Disconnect' })).toBeEnabled();
    const composer = page.getByRole('region', { name: 'Composer' });
    await composer.getByRole('combobox', { name: 'Kind of body' }).selectOption('generator');
    await composer.getByRole('combobox', { name: 'Unit of the size' }).selectOption('B');
    await composer.getByRole('textbox', { name: 'Size', exact: true }).fill('12');
    const pattern = composer.getByRole('combobox', { name: 'Pattern' });
    const seed = composer.getByRole('textbox', { name: 'Seed' });
    const send = async (): Promise<string> => {
      const count = received.length;
      await composer.getByRole('button', { name: 'Send', exact: true }).click();
      await expect.poll(() => received.length).toBe(count + 1);
      await composer.getByRole('button', { name: 'Dismiss' }).click();
      return received.at(-1) ?? '';
    };
    const sent: Record<string, string> = {};
    for (const name of ['zeros', 'counting', 'text']) {
      await pattern.selectOption(name);
      await expect(seed).toBeHidden();
      sent[name] = await send();
    }
    expect(sent).toEqual({
      zeros: '\0'.repeat(12),
      counting: String.fromCharCode(...Array(12).keys()),
      text: 'Lorem ipsum ',
    });
    await pattern.selectOption('random');
    // What it says is what it does.
    await expect(seed).toHaveValue('');
    await expect(composer.getByText('The same seed makes the same bytes. Empty: others each time.')).toBeVisible();
    const [first, second] = [await send(), await send()];
    expect(first).not.toBe(second);
    await seed.fill('7');
    const seventh = await send();
    await seed.fill('8');
    const eighth = await send();
    await seed.fill('7');
    expect(await send()).toBe(seventh);
    expect(eighth).not.toBe(seventh);
    await seed.fill('x');
    await expect(composer.getByText('A whole number from 0.')).toBeVisible();
    await expect(composer.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
    await seed.fill('');
    expect(await send()).not.toBe(seventh);
    expect(await violations(page, composerSelector)).toEqual([]);
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

test('of a compressed message the details say what it is and what went over the wire', async ({ page }) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: true });
  await once(server, 'listening');
  const tcp: Socket[] = [];
  server.on('connection', (_socket, request) => tcp.push(request.socket));
  try {
    await openWorkbench(page);
    await createDocument(page, 'connections', 'Small', {
      kind: 'connection',
      document: {
        version: 1,
        address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        compression: { threshold: 100 },
      },
    });
    await page.getByRole('treeitem', { name: 'Small' }).click();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Disconnect' })).toBeEnabled();
    const body = page.getByRole('region', { name: 'Composer' }).getByRole('textbox', { name: 'Body as Text' });
    const pane = page.getByRole('region', { name: 'Selected row' });
    const wireSizes: number[] = [];
    for (const [text, how] of [
      ['short', 'not compressed'],
      [`first ${'abc'.repeat(1000)}`, 'compressed with context takeover'],
      [`again ${'abc'.repeat(1000)}`, 'compressed with context takeover'],
    ] as const) {
      const before = tcp[0]?.bytesRead ?? 0;
      await body.focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(text);
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect.poll(() => tcp[0]?.bytesRead ?? 0).toBeGreaterThan(before);
      const wire = (tcp[0]?.bytesRead ?? 0) - before;
      await rows(page)
        .filter({ hasText: new RegExp(`↑.*${text.slice(0, 5)}`) })
        .click();
      const percent = ((100 * wire) / text.length).toFixed(1);
      await expect(pane).toContainText(`${wire} B on the wire · ${percent} % of its size · ${how}`);
      wireSizes.push(wire);
    }
    const [short = 0, first = 0, again = 0] = wireSizes;
    // A head of two bytes and the masking key.
    expect(short).toBe('short'.length + 6);
    expect(again).toBeLessThan(first);
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

test('bytes show a wrong digit, and go out in the frames that were asked for', async ({ page }) => {
  const composer = await openComposer(page);
  await composer.getByRole('combobox', { name: 'Kind of body' }).selectOption('hex');
  const body = composer.getByRole('textbox', { name: 'Body as Hex' });
  await body.click();
  await page.keyboard.insertText('48656c6c6fg0');
  await expect(composer.getByText(/“g” is no hexadecimal digit/)).toBeVisible();
  await expect(composer.locator('.cm-lintRange-error')).toHaveText('g');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect(composer.getByText('00000000  48 65 6C 6C 6F')).toBeVisible();
  await composer.getByRole('textbox', { name: 'Frames' }).fill('3, 0, rest');
  await expect(composer.getByText('3 frames: 3 B, 0 B, 2 B')).toBeVisible();
  await composer.getByRole('combobox', { name: 'Opcode' }).selectOption('text');
  await expect(composer.getByText(/These bytes are UTF-8/)).toBeVisible();
  await composer.getByRole('textbox', { name: 'Frames' }).fill('x');
  await expect(composer.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
});

test('a repetition shows how far it is and can be stopped', async ({ page }) => {
  const composer = await openComposer(page);
  await composer.getByRole('combobox', { name: 'Kind of body' }).selectOption('generator');
  await composer.getByRole('checkbox', { name: 'Repeat' }).click();
  await composer.getByRole('checkbox', { name: 'Until stopped' }).click();
  await composer.getByRole('textbox', { name: 'Every' }).fill('20');
  await composer.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(composer.getByText(/^round \d\d · \d\d messages, /)).toBeVisible();
  await composer.getByRole('button', { name: 'Stop' }).click();
  await expect(composer.getByRole('status').filter({ hasText: /^Stopped after/ })).toBeVisible();
  await expect(composer.getByRole('button', { name: 'Copy' })).toBeVisible();
});

test('a sequence shows where it is, and where and why it failed; its steps are moved with the keys', async ({
  page,
}) => {
  const composer = await openComposer(page);
  await composer.getByRole('tab', { name: 'Sequence' }).click();
  for (const kind of ['Send', 'Wait for', 'Delay']) {
    await composer.getByRole('button', { name: 'Add step' }).click();
    await page.getByRole('menuitem', { name: kind, exact: true }).click();
  }
  const step = (place: number): Locator =>
    composer.getByRole('listitem').filter({ has: page.getByRole('button', { name: new RegExp(`^Step ${place}:`) }) });
  await composer.getByRole('button', { name: 'Move step 1', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(step(2)).toContainText('Send');
  await expect(composer.getByRole('button', { name: 'Move step 2', exact: true })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(step(2)).toContainText('Wait for');
  await composer.getByRole('button', { name: /^Step 2/ }).click();
  await composer.getByRole('combobox', { name: 'Which message' }).selectOption('regex');
  await composer.getByRole('textbox', { name: 'Regular expression' }).fill('(');
  await expect(composer.getByText('Unterminated group')).toBeVisible();
  await composer.getByRole('textbox', { name: 'Regular expression' }).fill('never');
  await composer.getByRole('textbox', { name: 'Timeout' }).fill('500');
  await composer.getByRole('button', { name: 'Run' }).click();
  await expect(step(2)).toContainText('under way');
  await expect(step(2)).toContainText('failed');
  await expect(composer.getByRole('status').filter({ hasText: /^Failed at step 2/ })).toBeVisible();
});

test('a text of a megabyte can be written, changed and sent', async ({ page, running }) => {
  const composer = await openComposer(page);
  const body = composer.getByRole('textbox', { name: 'Body as Text' });
  await body.click();
  const text = `${'0123456789'.repeat(10)}\n`.repeat(10_382);
  await running.app.evaluate(({ clipboard }, pasted) => clipboard.writeText(pasted), text);
  await page.keyboard.press('ControlOrMeta+v');
  await expect(composer.getByText('1.0 MiB will go out')).toBeVisible();
  await page.keyboard.type('abcdefghij');
  await expect(composer.locator('.cm-line').last()).toHaveText('abcdefghij');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(composer.getByText(/^Sent 1 message, 1\.0 MiB/)).toBeVisible();
});

test('text and JSON go out, and come back from the echo server', async ({ page }) => {
  const composer = await openComposer(page);
  const kind = composer.getByRole('combobox', { name: 'Kind of body' });
  for (const [chosen, label, text, row] of [
    ['text', 'Text', 'plain words', 'plain words'],
    ['json', 'JSON', '{"a":1}', '{"a":1}'],
  ] as const) {
    await kind.selectOption(chosen);
    await composer.getByRole('textbox', { name: `Body as ${label}` }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(text);
    await page.keyboard.press('ControlOrMeta+Enter');
    // What was sent, and what came back.
    await expect(rows(page).filter({ hasText: new RegExp(row, 'i') })).toHaveCount(2);
  }
});

test('a sequence sends, waits for the answer, keeps a part of it, and sends that', async ({ page }) => {
  const composer = await openComposer(page);
  await composer.getByRole('tab', { name: 'Sequence' }).click();
  const add = async (kind: string): Promise<void> => {
    await composer.getByRole('button', { name: 'Add step' }).click();
    await page.getByRole('menuitem', { name: kind, exact: true }).click();
  };
  const write = async (text: string): Promise<void> => {
    await composer.getByRole('textbox', { name: 'Body as Text' }).last().click();
    await page.keyboard.insertText(text);
  };
  await add('Send');
  await write('ticket-4711');
  await add('Wait for');
  await composer.getByRole('combobox', { name: 'Which message' }).selectOption('regex');
  await composer.getByRole('textbox', { name: 'Regular expression' }).fill('ticket-(\\d+)');
  await composer.getByRole('textbox', { name: 'Keep as' }).fill('number');
  await add('Send');
  await write('thanks for {{number}}');
  await composer.getByRole('button', { name: 'Run' }).click();
  await expect(composer.getByRole('status').filter({ hasText: /^Sent 2 messages/ })).toBeVisible();
  await expect(
    rows(page)
      .filter({ hasText: /thanks for .*4711/ })
      .first(),
  ).toBeVisible();
});

test('a message is saved to the library, and loaded from it', async ({ page }) => {
  const composer = await openComposer(page);
  const body = composer.getByRole('textbox', { name: 'Body as Text' });
  await body.click();
  await page.keyboard.insertText('kept words');
  await composer.getByRole('button', { name: 'Save as…' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Greeting');
  await page.keyboard.press('Enter');
  await expect(composer.getByText('Saved as Greeting.')).toBeVisible();
  await expect(page.getByRole('treeitem', { name: 'Greeting' })).toBeVisible();
  await body.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('other words');
  await composer.getByRole('button', { name: 'Load', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Greeting' }).click();
  await expect(body).toHaveText('kept words');
});

test('a file goes out as one message, and how far it is is told', async ({ page, running }) => {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-composer-'));
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 128 * 1024 * 1024 });
  await once(server, 'listening');
  const sizes: number[] = [];
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => sizes.push(data.byteLength));
    // It reads when the test says so.
    socket.pause();
  });
  try {
    const path = join(folder, 'large.bin');
    await writeFile(path, Buffer.alloc(96 * 1024 * 1024, 7));
    await running.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    await openWorkbench(page);
    await connectTo(page, `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const composer = page.getByRole('region', { name: 'Composer' });
    await composer.getByRole('combobox', { name: 'Kind of body' }).selectOption('file');
    await composer.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(composer.getByText('large.bin, 96.0 MiB')).toBeVisible();
    await composer.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(composer.getByRole('progressbar', { name: 'How far it is' })).toBeVisible();
    for (const client of server.clients) client.resume();
    await expect(composer.getByText(/^Sent 1 message, 96\.0 MiB/)).toBeVisible({ timeout: 60_000 });
    await expect.poll(() => sizes).toEqual([96 * 1024 * 1024]);
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('a file that was chosen is there after a reload, and is named after a crash, as it has to be chosen again', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-composer-'));
  const path = join(dataFolder, 'chosen.bin');
  await writeFile(path, Buffer.alloc(2048, 7));
  let running: RunningApp | undefined;
  try {
    running = await startApp({ dataFolder });
    let { page } = running;
    await openWorkbench(page);
    await running.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    await connectTo(page, await echoAddress(page));
    const composerOf = (shown: Page): Locator => shown.getByRole('region', { name: 'Composer' });
    await composerOf(page).getByRole('combobox', { name: 'Kind of body' }).selectOption('file');
    await composerOf(page).getByRole('button', { name: 'Choose a file…' }).click();
    await expect(composerOf(page).getByText('chosen.bin, 2.0 KiB')).toBeVisible();
    // It grows meanwhile.
    await writeFile(path, Buffer.alloc(4096, 7));
    await page.reload();
    await expect(composerOf(page).getByText('chosen.bin, 4.0 KiB')).toBeVisible();
    await composerOf(page).getByRole('button', { name: 'Send', exact: true }).click();
    await expect(composerOf(page).getByText(/^Sent 1 message, 4\.0 KiB/)).toBeVisible();
    await kill(running);
    running = await startApp({ dataFolder });
    ({ page } = running);
    await expect(composerOf(page).getByText('Choose chosen.bin again')).toBeVisible();
    await composerOf(page).getByRole('button', { name: 'Forget the file' }).click();
    await expect(composerOf(page).getByText('No file chosen.')).toBeVisible();
  } finally {
    await running?.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`the composer has no violation that axe knows, and nothing hangs out of it, ${theme}`, async ({
    page,
    running,
  }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    const composer = await openComposer(page);
    await composer.getByRole('textbox', { name: 'Body as Text' }).click();
    await page.keyboard.insertText('{{nobody}} {{uuid()}}');
    await composer.getByRole('combobox', { name: 'Kind of body' }).selectOption('json');
    await expect(composer.getByText(/there is no variable/).first()).toBeVisible();
    await composer.getByRole('checkbox', { name: 'Repeat' }).click();
    expect(await violations(page, composerSelector)).toEqual([]);
    await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(300, 300);
      window?.setContentSize(400, 900);
    });
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(400);
    await expect.poll(() => overflowOf(composer)).toBeLessThanOrEqual(0);
    await composer.getByRole('tab', { name: 'Sequence' }).click();
    for (const kind of ['Send', 'Wait for']) {
      await composer.getByRole('button', { name: 'Add step' }).click();
      await page.getByRole('menuitem', { name: kind, exact: true }).click();
    }
    await composer.getByRole('combobox', { name: 'Which message' }).selectOption('jsonPath');
    await expect.poll(() => overflowOf(composer)).toBeLessThanOrEqual(0);
    expect(await violations(page, composerSelector)).toEqual([]);
  });
}
