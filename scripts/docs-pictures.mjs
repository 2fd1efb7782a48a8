// npm run docs:pictures: drives the real app to what the pages in docs/ tell of, and photographs it into docs/images/.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { Problem, runCommand } from './command.mjs';
import { openDemoApp, setTheme } from './demo-app.mjs';
import { scenes } from './docs-scenes.mjs';
import { root } from './project.mjs';

const folder = path.join(root, 'docs', 'images');
/** Everybody who clones the repository fetches them. */
const mostBytes = 150_000;

await runCommand(async (lifetime) => {
  await mkdir(folder, { recursive: true });
  const { app, page } = await openDemoApp(lifetime, { log: console.log });
  await setTheme(page, 'light');
  for (const { name, show, width = 1200 } of scenes) {
    await page.setViewportSize({ width, height: 800 });
    await show(page, app);
    // Nothing that the pointer, or a control that was just used, brings along.
    await page.mouse.move(0, 0);
    const photograph = await page.screenshot({ animations: 'disabled' });
    // A palette of 256 colours is enough for a user interface.
    const picture = await sharp(photograph).png({ palette: true, effort: 10 }).toBuffer();
    const file = path.join(folder, `${name}.png`);
    if (picture.length > mostBytes) {
      throw new Problem(`docs:pictures: ${name}.png has ${picture.length} bytes, more than ${mostBytes}`);
    }
    await writeFile(file, picture);
    console.log(`docs:pictures: ${path.relative(root, file)}, ${Math.ceil(picture.length / 1000)} kB`);
  }
  return 0;
});
