import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  address,
  appState,
  button,
  expect,
  expectRow,
  message,
  openScenario,
  status,
  test,
  transcript,
} from './app-test.ts';

async function flood(page: Page, parameters: string): Promise<void> {
  await openScenario(page, 'UTF-8 text messages');
  const { server } = await appState(page);
  if (server.kind !== 'running') throw new Error('the built-in server is off');
  await address(page).fill(`${server.endpoints.flood}?${parameters}`);
  await button(page, 'Connect').click();
}

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search the transcript' });
// By its element: an open popover hides it from assistive technology.
const bar = (page: Page) => page.locator('search');
const selected = (page: Page) => page.locator('[role="row"][aria-selected="true"]');

test('search while a flood comes: hits are counted as they come, and every one of them is a hit', async ({ page }) => {
  await flood(page, 'count=1000000&size=32');
  await expectRow(page, /\.\.\./);
  await page.keyboard.press('ControlOrMeta+f');
  await expect(field(page)).toBeFocused();
  await field(page).fill('777.');
  await expect(bar(page)).toContainText(/[\d,]+ of [\d,]+ rows, scanning \d+ %/);
  await expect(bar(page)).toContainText(/1,000 of 1,000,\d\d\d rows$/, { timeout: 60_000 });
  await expect.poll(async () => (await transcript(page)).length).toBeGreaterThan(5);
  await expect.poll(async () => (await transcript(page)).every((row) => /777\.+$/.test(row))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeHidden();
  await expectRow(page, /Closed by the server with code 1000/);
});

test('the selected row stays selected when a filter is set and removed', async ({ page }) => {
  await flood(page, 'count=5000&size=16');
  await expect(status(page)).toContainText('Closed');
  await page.keyboard.press('ControlOrMeta+f');
  await field(page).fill('1234.');
  await expect(bar(page)).toContainText(/^.*1 of 5,0\d\d rows$/s);
  await page.getByRole('grid', { name: 'Transcript' }).locator('[data-index]').first().click();
  await expect(selected(page)).toContainText('1234.');
  await field(page).fill('23');
  await expect(bar(page)).not.toContainText('1 of');
  await expect(selected(page)).toContainText('1234.');
  await field(page).press('Escape');
  await expect(selected(page)).toContainText('1234.');
  await expect(selected(page)).toBeInViewport();
});

test('with all rows shown, F3 goes from hit to hit and back', async ({ page }) => {
  await flood(page, 'count=5000&size=16');
  await expect(status(page)).toContainText('Closed');
  await page.keyboard.press('ControlOrMeta+f');
  await button(page, 'Highlight only: keep all rows, and go from hit to hit').click();
  await page.getByRole('combobox', { name: 'Kind of search' }).selectOption('Regular expression');
  await field(page).fill('^[24]321\\.');
  await expect(bar(page)).toContainText(/2 of 5,0\d\d rows$/);
  await page.keyboard.press('F3');
  await expect(selected(page)).toContainText('2321.');
  await expect(selected(page)).toBeInViewport();
  await page.keyboard.press('F3');
  await expect(selected(page)).toContainText('4321.');
  await page.keyboard.press('Shift+F3');
  await expect(selected(page)).toContainText('2321.');
});

test('a pattern that cannot be read is marked with its place, and one that runs away is stopped with its row', async ({
  page,
}) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await message(page).fill(`${'a'.repeat(60)}!`);
  await button(page, 'Send').click();
  await expectRow(page, 'aaaa!');
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByRole('combobox', { name: 'Kind of search' }).selectOption('Regular expression');
  await field(page).fill('a(b');
  await expect(bar(page)).toContainText('Unterminated group (character 2).');
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
  await field(page).fill('^(a+)+$');
  await expect(bar(page)).toContainText(/stopped at row \d+, which took longer than 2 s/i);
  await field(page).fill('You sa.d');
  await expect(bar(page)).toContainText(/1 of \d+ rows$/);
});

test('conditions narrow by direction and kind, in every width and without a finding of axe', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expectRow(page, 'Connected to the Duplex sample server');
  await button(page, 'Send').click();
  await expectRow(page, 'You said');
  await page.keyboard.press('ControlOrMeta+f');
  await button(page, 'Conditions').click();
  const conditions = page.getByRole('dialog', { name: 'Only rows with' });
  await conditions.getByRole('button', { name: 'Received' }).click();
  await conditions.getByRole('button', { name: 'Text' }).click();
  await expect(bar(page)).toContainText(/2 of \d+ rows$/);
  await page.screenshot({ path: test.info().outputPath('conditions.png') });
  expect((await new AxeBuilder({ page }).setLegacyMode().include('search').analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(bar(page)).toContainText(/2 of \d+ rows$/);
  await page.screenshot({ path: test.info().outputPath('bar.png') });
});

test('conditions narrow to one of the sessions in the list, and there is nothing to choose where it has one', async ({
  page,
}) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await button(page, 'Send').click();
  await expectRow(page, 'You said: "Hello World"');
  await page.keyboard.press('ControlOrMeta+f');
  await button(page, 'Conditions').click();
  const conditions = page.getByRole('dialog', { name: 'Only rows with' });
  await expect(conditions.getByRole('group')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await button(page, 'Disconnect').click();
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await button(page, 'Conditions').click();
  const sessions = conditions.getByRole('group', { name: 'Session' }).getByRole('button');
  await expect(sessions).toHaveText([/^1 · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, /^2 · /]);
  await sessions.first().click();
  await expect(sessions.first()).toHaveAttribute('aria-pressed', 'true');
  await page.screenshot({ path: test.info().outputPath('sessions.png') });
  await page.keyboard.press('Escape');
  await expect(button(page, 'Conditions, 1 set')).toBeVisible();
  await expectRow(page, 'You said: "Hello World"');
  await expect.poll(async () => (await transcript(page)).at(-1)).toContain('Closed by this side');
  await button(page, 'Conditions, 1 set').click();
  await sessions.first().click();
  await sessions.last().click();
  await page.keyboard.press('Escape');
  await expectRow(page, 'Connected to the Duplex sample server');
  await expect.poll(async () => (await transcript(page)).join('\n')).not.toContain('You said');
  await page.keyboard.press('Escape');
  await expectRow(page, 'You said: "Hello World"');
});

/** A moment as a field for date and time takes it: local, to the millisecond, which is not 0 and ends in no 0. */
function localMoment(time: number): string {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return local
    .toISOString()
    .replace('Z', '')
    .replace(/0{1,2}$/, '')
    .replace(/\.0$/, '.001');
}

test('conditions narrow by size, with a unit, and by time; what is no size is marked at its field', async ({
  page,
}) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expectRow(page, 'Connected to the Duplex sample server');
  await button(page, 'Send').click();
  await expectRow(page, 'You said: "Hello World"');
  const between = Date.now();
  await message(page).fill('later');
  await button(page, 'Send').click();
  await expectRow(page, 'You said: "later"');
  await page.keyboard.press('ControlOrMeta+f');
  await button(page, 'Conditions').click();
  const conditions = page.getByRole('dialog', { name: 'Only rows with' });
  const set = (label: string, value: string) => conditions.getByLabel(label, { exact: true }).fill(value);
  const found = (count: number) => expect(bar(page).getByText(new RegExp(`^${count} of \\d+ rows$`))).toBeVisible();
  // The greeting, and two messages with their answers of 23 and 17 bytes.
  await conditions.getByRole('button', { name: 'Text' }).click();
  await found(5);
  await set('At least', '17');
  await found(3);
  await set('At most', '0.022 KiB');
  await found(2);
  await set('At most', '22');
  await found(1);
  await set('At most', '22 apples');
  await expect(conditions).toContainText('A size is a number of bytes, or a number with KiB, MiB or GiB.');
  await set('At most', '');
  await set('At least', '');
  await set('From', localMoment(between));
  await found(2);
  await page.screenshot({ path: test.info().outputPath('size-and-time.png') });
  await set('From', '');
  await set('Until', localMoment(between));
  await found(3);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await transcript(page)).join('\n')).not.toContain('later');
  await expectRow(page, 'You said: "Hello World"');
});
