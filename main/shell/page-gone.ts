import type { WebContents } from 'electron';

/** Calls whenever a page is loaded anew, has crashed, or its window is closed: whatever it had asked for is asked for no more. */
export function whenPageGoes(contents: WebContents, gone: () => void): void {
  contents.on('did-navigate', gone);
  contents.on('render-process-gone', gone);
  contents.on('destroyed', gone);
}
