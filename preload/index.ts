import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { channels, type Bridge } from '../contract/bridge.ts';

const bridge: Bridge = {
  invoke: (name, input) => ipcRenderer.invoke(channels.command, name, input),
  on: (name, listener) => {
    const receive = (_event: IpcRendererEvent, sent: string, payload: unknown): void => {
      // Main sends each name with the payload the contract gives it.
      if (sent === name) listener(payload as Parameters<typeof listener>[0]);
    };
    ipcRenderer.on(channels.event, receive);
    return () => ipcRenderer.off(channels.event, receive);
  },
  drop: (file) => ipcRenderer.invoke(channels.drop, webUtils.getPathForFile(file)),
  platform: process.platform,
};

contextBridge.exposeInMainWorld('duplex', bridge);
