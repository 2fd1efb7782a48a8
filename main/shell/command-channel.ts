import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { channels } from '../../contract/bridge.ts';
import type { Reply } from '../../contract/commands.ts';
import type { DroppedFile } from '../../contract/commands/files.ts';
import { failure } from '../../contract/errors.ts';
import { isPageUrl } from './page-files.ts';
import { replyOf, type Dispatch } from './dispatch.ts';
import { reportUnexpected } from './unexpected.ts';

type FindWindow = () => BrowserWindow | undefined;

/** Takes the page's commands, from the main frame of the known window at our own origin only. */
export function openCommandChannel(window: FindWindow, dispatch: Dispatch): void {
  ipcMain.handle(channels.command, (event, name: unknown, input: unknown) =>
    isFromPage(event, window()) ? dispatch(name, input) : refusal(),
  );
}

/**
 * Takes the paths of dropped files. The preload says them, which asks Electron for the path behind a file object; the page
 * has no way to this channel.
 */
export function openDropChannel(window: FindWindow, take: (path: string) => Promise<DroppedFile>): void {
  ipcMain.handle(channels.drop, (event, path: unknown) =>
    isFromPage(event, window())
      ? replyOf(() => take(typeof path === 'string' ? path : ''), reportUnexpected)
      : refusal(),
  );
}

function refusal(): Reply<never> {
  return { ok: false, error: failure('forbidden-sender', 'commands come from the main frame of the page').info };
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
