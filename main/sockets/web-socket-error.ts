import { webErrorStatusOf, webErrorStatusValues } from '../../contract/hresult.ts';
import type { WebErrorStatus } from './enums.ts';

/** `Windows.Networking.Sockets.WebSocketError`. */
export const WebSocketError = {
  /**
   * @param hresult the `number` of a thrown error, signed or unsigned
   * @returns the `WebErrorStatus`; `unknown` (0) for a code without one
   */
  getStatus(hresult: number): WebErrorStatus {
    return webErrorStatusValues[webErrorStatusOf(hresult)];
  },
} as const;
