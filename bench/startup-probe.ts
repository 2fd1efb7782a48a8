// The entry of an app whose start is measured: starts what DUPLEX_BENCH_START names, and prints when its page was painted
// and when it could be used, in milliseconds of the wall clock.
import { app, type BrowserWindow } from 'electron';

app.once('browser-window-created', (_event, window) => {
  // Without a report the run ends in its own limit of time.
  void report(window).finally(() => app.exit());
});
await import(process.env['DUPLEX_BENCH_START'] ?? 'DUPLEX_BENCH_START is not set');

async function report(window: BrowserWindow): Promise<void> {
  const shown = new Promise<number>((resolve) => {
    if (window.isVisible()) resolve(Date.now());
    else window.once('show', () => resolve(Date.now()));
  });
  await new Promise<void>((resolve) => {
    window.webContents.once('dom-ready', () => resolve());
  });
  const page = (await window.webContents.executeJavaScript(script)) as Times;
  const times: Times = { paint: Math.max(page.paint, await shown), interactive: page.interactive };
  process.stdout.write(`${JSON.stringify(times)}\n`);
}

interface Times {
  readonly paint: number;
  readonly interactive: number;
}

/** In the page: an address is there, and the button that connects to it can be pressed. */
const script = `(async () => {
  const paint = new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const entry = list.getEntriesByName('first-contentful-paint')[0];
      if (entry) resolve(performance.timeOrigin + entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  const canConnect = () =>
    document.querySelector('input')?.value.startsWith('ws://') &&
    [...document.querySelectorAll('button')].some((button) => button.textContent === 'Connect' && !button.disabled);
  while (!canConnect()) await new Promise((resolve) => requestAnimationFrame(resolve));
  const interactive = performance.timeOrigin + performance.now();
  return { paint: await paint, interactive };
})()`;
