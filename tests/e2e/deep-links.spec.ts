import { address, expect, test } from './app-test.ts';
import type { RunningApp } from '../support/electron-app.ts';

/** As the system gives a link to the app that runs: another start hands its arguments over. */
async function openLink({ app }: RunningApp, link: string): Promise<void> {
  await app.evaluate(({ app: running }, text) => running.emit('second-instance', {}, ['duplex', text], ''), link);
}

const link = (target: string): string => `duplex://connect?address=${encodeURIComponent(target)}`;

test('a link is asked about with its exact address and the rule that decides, and connects to nothing', async ({
  page,
  running,
}) => {
  await openLink(running, `${link('ws://10.0.0.5:81/A%2fb?x=1')}&token=abc`);
  const question = page.getByRole('alert', { name: 'Opened link' });
  await expect(question).toContainText('ws://10.0.0.5:81/A%2fb?x=1');
  await expect(question).toContainText('token = abc');
  await expect(question).toContainText('10.0.0.5:81');
  await question.getByRole('button', { name: 'Fill in the address' }).click();
  await expect(page.getByRole('heading', { name: 'Workbench', level: 1 })).toBeAttached();
  await expect(page.getByRole('tab', { selected: true }).first()).toContainText('10.0.0.5:81');
  await expect(address(page)).toHaveValue('ws://10.0.0.5:81/A%2fb?x=1');
  await expect(question).toBeEmpty();
  const sessions = await page.evaluate(() => window.duplex.invoke('session.list', {}));
  expect(sessions).toMatchObject({ ok: true, value: [] });
});

test('hostile links are refused in words, and what would hide is shown', async ({ page, running }) => {
  const question = page.getByRole('alert', { name: 'Opened link' });
  for (const [hostile, why] of [
    [link('javascript:alert(1)'), 'does not begin with ws:// or wss://'],
    [link('ws://user:secret@example.test'), 'user name or password'],
    [link('ws://a\u0000b'), 'control characters'],
    [link(`ws://a/${'x'.repeat(100_000)}`), 'longer than'],
  ] as const) {
    await openLink(running, hostile);
    await expect(question).toContainText(why);
    await expect(question.getByRole('button', { name: 'Fill in the address' })).toBeHidden();
    await question.getByRole('button', { name: 'Dismiss' }).click();
    await expect(question).toBeEmpty();
  }
  await openLink(running, link('ws://example.test/\u202egnp.exe'));
  await expect(question).toContainText('U+202E');
  await question.getByRole('button', { name: 'Drop the link' }).click();
  await expect(question).toBeEmpty();
});

test('links wait for a page, also for one that is loaded again', async ({ page, running }) => {
  await openLink(running, link('ws://first.test'));
  await openLink(running, link('ws://second.test'));
  const question = page.getByRole('alert', { name: 'Opened link' });
  await expect(question).toContainText('1 more link waits.');
  await page.reload();
  await expect(question).toContainText('ws://first.test');
  await question.getByRole('button', { name: 'Drop the link' }).click();
  await expect(question).toContainText('ws://second.test');
});
