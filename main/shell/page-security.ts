import { app, dialog, shell, type Session, type WebContents } from 'electron';
import { shellWords } from './menu-words.ts';
import { isPageUrl } from './page-files.ts';

/**
 * Where the page's connections go that are no requests, as those of WebRTC over TCP: nowhere. No system makes a TCP
 * connection to the broadcast address, so nothing is sent.
 */
const nowhere = {
  mode: 'fixed_servers',
  proxyRules: 'socks5://255.255.255.255:1',
  proxyBypassRules: '<-loopback>',
} as const;

/** Closes the page's ways out: permissions, devices, every request that is not `app:`, and what is no request. */
export async function secureSession(session: Session): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayLoad(details.url) }));
  await session.setProxy(nowhere);
}

/** For every page that is ever made: no navigation away, no windows, no webview, no WebRTC. */
export function secureContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isPageUrl(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.setWindowOpenHandler(({ url }) => {
      void openExternally(contents, url);
      return { action: 'deny' };
    });
  });
}

/** Developer tools load their own pages; they are off in a package. */
function mayLoad(url: string): boolean {
  return isPageUrl(url) || (!app.isPackaged && url.startsWith('devtools:'));
}

/** Hands a web address to the system's browser, after asking; everything else is dropped. */
async function openExternally(contents: WebContents, url: string): Promise<void> {
  if (!/^https?:\/\//i.test(url) || contents.isDestroyed()) return;
  const { dialogs } = shellWords;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: dialogs.openInBrowser,
    detail: url,
    buttons: [dialogs.open, dialogs.cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) await shell.openExternal(url);
}
