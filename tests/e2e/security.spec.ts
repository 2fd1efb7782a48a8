import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { electronExecutable, startApp, type RunningApp } from '../support/electron-app.ts';
import { expect, test } from './app-test.ts';

test('the page cannot reach any network, by any way a page has', async ({ page, running }) => {
  let connections = 0;
  const canary = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  canary.listen(0, '127.0.0.1');
  await once(canary, 'listening');
  const { port } = canary.address() as AddressInfo;
  // Each attempt says how it failed; what counts is that nothing reaches the canary.
  const outcomes = await page.evaluate(async (origin) => {
    const settled = (work: () => Promise<unknown>): Promise<string> =>
      work().then(
        () => 'reached',
        (error: unknown) => String(error),
      );
    const event = (target: EventTarget, good: string): Promise<void> =>
      new Promise((resolve, reject) => {
        target.addEventListener(good, () => resolve());
        target.addEventListener('error', () => reject(new Error('refused')));
      });
    const web = `http://${origin}/`;
    const element = (tag: string, attribute: string): Promise<void> => {
      const made = document.createElement(tag);
      made.setAttribute(attribute, web);
      if (tag === 'link') made.setAttribute('rel', 'stylesheet');
      const outcome = event(made, 'load');
      document.head.append(made);
      return outcome;
    };
    return {
      fetch: await settled(() => fetch(web)),
      webSocket: await settled(async () => event(new WebSocket(`ws://${origin}/`), 'open')),
      eventSource: await settled(async () => event(new EventSource(web), 'open')),
      image: await settled(() => element('img', 'src')),
      script: await settled(async () => element('script', 'src')),
      style: await settled(() => element('link', 'href')),
      beacon: await settled(async () => {
        if (!navigator.sendBeacon(web, 'x')) throw new Error('refused');
      }),
      worker: await settled(async () => {
        const worker = new Worker(`${web}worker.js`);
        await event(worker, 'message');
      }),
      dynamicImport: await settled(() => import(/* @vite-ignore */ `${web}module.js`)),
    };
  }, `127.0.0.1:${port}`);
  expect(connections).toBe(0);
  const { beacon, ...others } = outcomes;
  // A beacon is queued before it is refused; that it was not sent is what the canary says.
  expect(typeof beacon).toBe('string');
  for (const [way, outcome] of Object.entries(others)) expect(outcome, way).not.toBe('reached');
  canary.close();
  expectRefusals(running);
});

test('neither WebRTC nor a hint to the browser reaches out', async ({ page, running }) => {
  let packets = 0;
  const datagrams = createSocket('udp4', () => (packets += 1));
  datagrams.bind(0, '127.0.0.1');
  await once(datagrams, 'listening');
  let connections = 0;
  const canary = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(canary, 'listening');
  const tcp = (canary.address() as AddressInfo).port; // a TCP server that listens
  const gathered = await page.evaluate(
    async ({ udpPort, tcpPort }) => {
      for (const rel of ['prefetch', 'preload', 'preconnect', 'dns-prefetch', 'prerender', 'modulepreload']) {
        const link = document.createElement('link');
        link.rel = rel;
        link.href = `http://127.0.0.1:${tcpPort}/`;
        document.head.append(link);
      }
      const turn = { username: 'user', credential: 'password' };
      const peer = new RTCPeerConnection({
        iceServers: [
          { urls: `stun:127.0.0.1:${udpPort}` },
          { urls: `turn:127.0.0.1:${udpPort}?transport=udp`, ...turn },
          { urls: `turn:127.0.0.1:${tcpPort}?transport=tcp`, ...turn },
        ],
      });
      peer.createDataChannel('channel');
      await peer.setLocalDescription(await peer.createOffer());
      // Everything that is going to be sent has been sent when all candidates are known.
      await new Promise<void>((resolve) => {
        if (peer.iceGatheringState === 'complete') resolve();
        peer.addEventListener('icegatheringstatechange', () => {
          if (peer.iceGatheringState === 'complete') resolve();
        });
      });
      return peer.iceGatheringState;
    },
    { udpPort: datagrams.address().port, tcpPort: tcp },
  );
  expect(gathered).toBe('complete');
  expect({ packets, connections }).toEqual({ packets: 0, connections: 0 });
  datagrams.close();
  canary.close();
  // What the browser says of it comes when it comes.
  await expect.poll(() => running.complaints.length).toBeGreaterThan(1);
  expectRefusals(running);
});

test('the page has the bridge, and nothing of Node or Electron', async ({ page }) => {
  const globals = await page.evaluate(() => ({
    bridge: Object.keys(window.duplex).toSorted(),
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    module: typeof (globalThis as { module?: unknown }).module,
  }));
  expect(globals).toEqual({
    bridge: ['drop', 'invoke', 'on', 'platform'],
    require: 'undefined',
    process: 'undefined',
    module: 'undefined',
  });
});

test('the page’s process has every restriction of Electron’s on', async ({ running }) => {
  const preferences = await running.app.evaluate(({ webContents }) => {
    // Not documented, and the only one who knows what was made of the options.
    const [contents] = webContents.getAllWebContents() as unknown as { getLastWebPreferences(): object }[];
    return contents?.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
});

test('a webview in the page is an element without a meaning', async ({ page, running }) => {
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'app://duplex/index.html');
    view.setAttribute('allowpopups', '');
    document.body.append(view);
  });
  expect(await page.evaluate(() => document.querySelector('webview')?.constructor.name)).toBe('HTMLElement');
  expect(await running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('no window, no navigation, no permission', async ({ page, running }) => {
  const before = page.url();
  await page.evaluate(() => {
    window.open('file:///etc/passwd');
    location.href = 'data:text/html,elsewhere';
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'file:///';
    document.body.append(link);
    link.click();
  });
  expect(page.url()).toBe(before);
  expect(running.app.windows()).toHaveLength(1);
  const denied = await page.evaluate(async () => ({
    notification: await Notification.requestPermission(),
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    ),
  }));
  expect(denied).toEqual({
    notification: 'denied',
    geolocation: 'denied',
    media: expect.stringMatching(/Not/) as unknown,
  });
  expectRefusals(running);
});

test('only the files of the page are served, with a strict policy', async ({ running }) => {
  const served = await running.app.evaluate(async ({ net }) => {
    const status = async (url: string): Promise<[number, string | null]> => {
      const response = await net.fetch(url);
      return [response.status, response.headers.get('content-security-policy')];
    };
    return {
      index: await status('app://duplex/index.html'),
      escape: await status('app://duplex/..%2f..%2fpackage.json'),
      escapeToScript: await status('app://duplex/..%2fmain%2findex.js'),
      otherHost: await status('app://other/index.html'),
    };
  });
  expect(served.index[0]).toBe(200);
  expect(served.index[1]).toContain("default-src 'none'");
  expect(served.index[1]).toContain("connect-src 'none'");
  expect(served.index[1]).not.toContain('unsafe-eval');
  for (const [status] of [served.escape, served.escapeToScript, served.otherHost]) expect(status).toBe(404);
});

test('commands from a frame that is not the page are refused', async ({ running }) => {
  const reply = await running.app.evaluate(async ({ BrowserWindow, app }) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs`, sandbox: true },
    });
    await other.loadURL('app://duplex/index.html');
    const answer: unknown = await other.webContents.executeJavaScript(`window.duplex.invoke('app.state', {})`);
    other.destroy();
    return answer;
  });
  expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden-sender' } });
});

test('a web address goes to the browser after a yes, and nothing else goes anywhere', async ({ running, page }) => {
  const { app } = running;
  await app.evaluate(({ dialog, shell }) => {
    const seen: { asked: string[]; opened: string[]; answer: number } = { asked: [], opened: [], answer: 0 };
    Object.assign(globalThis, { seen });
    // The system's question cannot be clicked by a test, and no browser is to be started by one.
    dialog.showMessageBox = ((options: Electron.MessageBoxOptions) => {
      seen.asked.push(`${options.detail}, default ${options.defaultId}`);
      return Promise.resolve({ response: seen.answer, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
    shell.openExternal = (url) => {
      seen.opened.push(url);
      return Promise.resolve();
    };
  });
  const seen = (): Promise<{ asked: string[]; opened: string[] }> =>
    app.evaluate(() => (globalThis as unknown as { seen: { asked: string[]; opened: string[] } }).seen);
  const openAll = (...urls: string[]): Promise<void> =>
    page.evaluate((addresses) => {
      for (const url of addresses) window.open(url);
    }, urls);
  await openAll('file:///etc/passwd', 'javascript:alert(1)', 'smb://h/s', 'duplex://connect', 'https://docs.invalid/a');
  await expect.poll(seen).toEqual({
    asked: ['https://docs.invalid/a, default 1'],
    opened: ['https://docs.invalid/a'],
    answer: 0,
  });
  await app.evaluate(() => Object.assign((globalThis as unknown as { seen: object }).seen, { answer: 1 }));
  await openAll('http://docs.invalid/b');
  await expect.poll(async () => (await seen()).asked).toHaveLength(2);
  expect((await seen()).opened, 'the answer was no').toEqual(['https://docs.invalid/a']);
  expectRefusals(running);
});

test('proxy variables of whoever starts it are forgotten', async () => {
  const env = { HTTPS_PROXY: 'http://127.0.0.1:9', all_proxy: 'socks5://127.0.0.1:9', NO_PROXY: '*' };
  const started = await startApp({ env });
  try {
    const left = await started.app.evaluate(
      (_electron, names) => names.filter((name) => name in process.env),
      Object.keys(env),
    );
    expect(left).toEqual([]);
  } finally {
    await started.close();
  }
});

test('no crash is told to anybody', async ({ running }) => {
  expect(await running.app.evaluate(({ crashReporter }) => crashReporter.getUploadToServer())).toBe(false);
});

test('a second start brings the first window to the front and ends', async ({ running }) => {
  await startAgain(running);
  expect(running.app.windows()).toHaveLength(1);
});

test('a second start with a link has the first window ask about it, and nothing connects', async ({
  running,
  page,
}) => {
  // As Windows starts it (shell/link-client.ts), and as desktops on Linux do.
  await startAgain(running, '--', 'duplex://connect?address=ws%3A%2F%2F10.0.0.5%3A81%2FA');
  const question = page.getByRole('alert', { name: 'Opened link' });
  await expect(question).toContainText('ws://10.0.0.5:81/A');
  await startAgain(running, 'duplex://elsewhere?address=ws%3A%2F%2F10.0.0.6');
  await expect(question).toContainText('1 more link waits.');
  expect(running.app.windows()).toHaveLength(1);
  expect(await page.evaluate(() => window.duplex.invoke('session.list', {}))).toMatchObject({ ok: true, value: [] });
  const filter = { outcome: null, text: '' };
  const journal = await page.evaluate(
    (asked) => window.duplex.invoke('journal.read', { from: 0, count: 10, filter: asked }),
    filter,
  );
  expect(journal).toMatchObject({ ok: true, value: { entries: [] } });
  await question.getByRole('button', { name: 'Drop the link' }).click();
  await expect(question).toContainText('duplex://elsewhere');
});

test('starting opens no connection but the own server’s listening ports', async ({ running, page }) => {
  await expect(page.getByRole('button', { name: 'Server on' })).toBeVisible();
  const handles = await running.app.evaluate(() =>
    process.getActiveResourcesInfo().filter((name) => /^(?:TCPSocket|TLS|GetAddrInfo)/.test(name)),
  );
  expect(handles).toEqual([]);
});

/** Starts the app once more, with the same data, and waits until that process has ended. */
async function startAgain({ dataFolder }: RunningApp, ...more: readonly string[]): Promise<void> {
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...flags, `--user-data-dir=${dataFolder}`, process.cwd(), ...more];
  await promisify(execFile)(electronExecutable(), args, { timeout: 20_000 });
}

/** What was tried shows in the console as refused, and in no other way. */
function expectRefusals({ complaints }: RunningApp): void {
  for (const complaint of complaints.splice(0)) {
    expect(complaint).toMatch(/^console: (?:Refused to|Not allowed to|This document requires 'Trusted|Failed to)/);
  }
}
