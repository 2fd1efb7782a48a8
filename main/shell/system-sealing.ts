import { safeStorage } from 'electron';
import type { Sealing } from '../secrets/secret-store.ts';

/** The system's key ring. On Linux without one Electron seals with a password that everybody knows: that is none. */
export const systemSealing: Sealing = {
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
};
