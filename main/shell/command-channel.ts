import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { channels } from '../../contract/bridge.ts';
import { failure } from '../../contract/errors.ts';
import { isPageUrl } from './page-files.ts';
import type { Dispatch } from './dispatch.ts';

/** Takes the page's commands, from the main frame of the known window at our own origin only. */
export function openCommandChannel(window: () => BrowserWindow | undefined, dispatch: Dispatch): void {
  ipcMain.handle(channels.command, (event, name: unknown, input: unknown) => {
    if (!isFromPage(event, window())) {
      return { ok: false, error: failure('forbidden-sender', 'commands come from the main frame of the page').info };
    }
    return dispatch(name, input);
  });
}

function isFromPage(event: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  const frame = event.senderFrame;
  return (
    window !== undefined &&
    !window.isDestroyed() &&
    event.sender === window.webContents &&
    frame === window.webContents.mainFrame &&
    isPageUrl(frame.url)
  );
}
