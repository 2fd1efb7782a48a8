import { violations } from './axe.ts';
import { button, expect, openScenario, test } from './app-test.ts';
import { createDocument, openWorkbench } from './workbench-test.ts';

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
  await page.keyboard.press('ControlOrMeta+v');
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

test('a parameter, a header, a variable and a secret that were removed come back by a button and by Ctrl+Z', async ({
  page,
}) => {
  await openWorkbench(page);
  const address = 'ws://localhost/x?room=caf%C3%A9&odd=%zz#f';
  await createDocument(page, 'connections', 'Orders', {
    kind: 'connection',
    document: { version: 1, address, headers: [{ name: 'X-One', value: '1', enabled: false }] },
  });
  await createDocument(page, 'environments', 'Staging', {
    kind: 'environment',
    document: { version: 1, variables: { host: 'a', port: '1' }, secrets: ['token', 'key'] },
  });
  await page.evaluate(() => window.duplex.invoke('library.setSecret', { name: 'token', value: 'hunter2' }));

  await page.getByRole('treeitem', { name: 'Orders' }).click();
  await page.getByRole('tab', { name: 'Settings', exact: true }).click();
  const editor = page.getByRole('region', { name: 'Connection settings' });
  const field = editor.getByRole('textbox', { name: 'Address', exact: true });
  await editor.getByRole('button', { name: 'Remove parameter 1' }).click();
  await editor.getByRole('button', { name: 'Remove parameter 1' }).click();
  await expect(field).toHaveValue('ws://localhost/x#f');
  await expect(editor.getByText('Removed: odd')).toBeVisible();
  // The button that was clicked is that of the empty row now.
  await expect(editor.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(editor.getByText('Removed: room')).toBeVisible();
  await editor.getByRole('button', { name: 'Undo' }).click();
  await expect(field).toHaveValue(address);
  await expect(editor.getByRole('button', { name: 'Undo' })).toBeHidden();

  await editor.getByRole('tab', { name: /^Headers/ }).click();
  await editor.getByRole('button', { name: 'Remove header 1' }).click();
  await expect(editor.getByRole('combobox', { name: 'Name of header 1' })).toHaveValue('');
  expect(await violations(page, 'section[aria-label="Connection settings"]')).toEqual([]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(editor.getByRole('combobox', { name: 'Name of header 1' })).toHaveValue('X-One');
  await expect(editor.getByRole('checkbox', { name: 'Send header 1' })).not.toBeChecked();

  await page.getByRole('treeitem', { name: 'Staging' }).click();
  const environment = page.getByRole('region', { name: 'Environment', exact: true });
  await environment.getByRole('button', { name: 'Remove variable 1' }).click();
  await expect(environment.getByRole('textbox', { name: 'Name of variable 1' })).toHaveValue('port');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(environment.getByRole('textbox', { name: 'Name of variable 1' })).toHaveValue('host');
  await environment.getByRole('button', { name: 'Remove the secret token from this environment' }).click();
  await expect(environment.getByText('Removed: token')).toBeVisible();
  await environment.getByRole('button', { name: 'Undo' }).click();
  await expect(environment.getByRole('listitem').filter({ hasText: /^token/ })).toHaveCount(1);

  const back = environment.getByRole('button', { name: 'Bring the value of token back' });
  const forget = environment.getByRole('button', { name: 'Forget the value of token' });
  await forget.click();
  await expect(environment.getByText('The value was forgotten')).toBeVisible();
  await expect(back).toBeFocused();
  expect(await violations(page, 'section[aria-label="Environment"]')).toEqual([]);
  await back.click();
  await expect(environment.getByText('Has a value')).toBeVisible();
  await forget.click();
  await expect(back).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(environment.getByText('Has a value')).toBeVisible();

  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Headers').click();
  await page.getByRole('textbox', { name: 'Name of header 1' }).fill('X-Two');
  await page.getByRole('button', { name: 'Remove header 1' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of header 1' })).toHaveValue('X-Two');
});
