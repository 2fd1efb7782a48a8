import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { address, button, expect, openScenario, status, test } from './app-test.ts';

const gibibyte = 1024 ** 3;
const size = 4 * gibibyte + 3;
/** What the page may hold when it shows some of it. */
const heapBytes = 60 * 1024 ** 2;

test('a message of 4 GiB opens at once, at its beginning and at its end', async ({ page }) => {
  const { bavail, bsize } = await statfs(tmpdir());
  test.skip(bavail * bsize < 3 * size, 'the disk has no room for it');
  test.setTimeout(240_000);
  await page.evaluate(async (limit) => {
    const settings = await window.duplex.invoke('log.settings', {});
    if (!settings.ok) throw new Error(settings.error.message);
    await window.duplex.invoke('log.saveSettings', { settings: { ...settings.value, sessionLimitBytes: limit } });
  }, 2 * size);
  await openScenario(page, 'Binary data stream');
  const echo = await address(page).inputValue();
  await address(page).fill(new URL(`/stream?bytes=${size}`, echo).href);
  await button(page, 'Start').click();
  const rows = page.getByRole('grid', { name: 'Transcript' }).locator('[data-index]');
  const received = rows.filter({ hasText: '4.0 GiB' });
  await expect(received).toHaveCount(1, { timeout: 200_000 });
  await button(page, 'Stop').click();
  await expect(status(page)).toContainText('Stopped');

  await received.click();
  const pane = page.getByRole('region', { name: 'Selected row' });
  const content = pane.getByRole('group', { name: 'Content' });
  await expect(content).toContainText('00 01 02 03 04 05');
  const offset = pane.getByRole('textbox', { name: 'Offset' });
  // Byte i is i & 0xff: the last three are those of the beginning.
  await offset.fill(String(4 * gibibyte));
  await button(page, 'Jump').click();
  await expect(content).toContainText(/100000000\s+00 01 02/u);
  const { usedJSHeapSize } = await page.evaluate(() => ({
    // Chromium's own.
    usedJSHeapSize: (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  }));
  expect(usedJSHeapSize).toBeLessThan(heapBytes);
});
