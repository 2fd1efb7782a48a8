import { violations } from './axe.ts';
import { expect, test } from './app-test.ts';

test('a parameter is edited in its place, headers are pasted and moved, and a fault leads to its field', async ({
  running,
  page,
}) => {
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1400, 1000));
  await page.getByRole('link', { name: 'Workbench' }).click();
  await page.getByRole('button', { name: 'New tab' }).first().click();
  await page.getByRole('tab', { name: 'Settings', exact: true }).click();
  const editor = page.getByRole('region', { name: 'Connection settings' });
  const address = editor.getByRole('textbox', { name: 'Address', exact: true });
  await address.fill('ws://localhost/x?room=caf%C3%A9+au&odd=%zz;b&odd=');
  await editor.getByRole('textbox', { name: 'Value of parameter 1', exact: true }).fill('café au lait');
  await expect(address).toHaveValue('ws://localhost/x?room=caf%C3%A9+au%20lait&odd=%zz;b&odd=');
  const added = editor.getByRole('textbox', { name: 'Name of parameter 4', exact: true });
  await added.pressSequentially('more');
  await added.press('Alt+ArrowUp');
  await expect(address).toHaveValue(/&more=&odd=$/);
  await expect(editor.getByRole('textbox', { name: 'Name of parameter 3', exact: true })).toBeFocused();

  await editor.getByRole('tab', { name: /^Headers/ }).click();
  await editor.getByRole('combobox', { name: 'Name of header 1', exact: true }).focus();
  await running.app.evaluate(({ clipboard }) => clipboard.writeText('Origin: https://a.example\r\nX-Two: 2\r\n'));
  await page.keyboard.press('Control+v');
  const first = editor.getByRole('combobox', { name: 'Name of header 1', exact: true });
  await expect(first).toHaveValue('Origin');
  await editor
    .getByRole('button', { name: /^Move header 2:/ })
    .dragTo(editor.getByRole('button', { name: /^Move header 1:/ }), { steps: 8 });
  await expect(first).toHaveValue('X-Two');
  await first.fill('Upgrade');
  await editor.getByRole('tab', { name: /^Limits/ }).click();
  await editor.getByRole('button', { name: /belongs to the handshake/ }).click();
  await expect(first).toBeFocused();
  await expect(first).toHaveAttribute('aria-invalid', 'true');
  expect(await violations(page, 'section[aria-label="Connection settings"]')).toEqual([]);
});
