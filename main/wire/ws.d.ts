// What `ws` documents and exports but @types/ws 8.18 leaves out (ws/wrapper.mjs).
import type { Duplex } from 'node:stream';
import 'ws';

declare module 'ws' {
  export class Sender {
    constructor(socket: Duplex, extensions?: Record<string, unknown>);
    send(
      data: Uint8Array,
      options: { binary: boolean; fin: boolean; mask: boolean; compress: boolean },
      callback?: (error?: Error | null) => void,
    ): void;
    close(
      code: number | undefined,
      data: string | undefined,
      mask: boolean,
      callback?: (error?: Error | null) => void,
    ): void;
    ping(data: Uint8Array, mask: boolean, callback?: (error?: Error | null) => void): void;
    pong(data: Uint8Array, mask: boolean, callback?: (error?: Error | null) => void): void;
  }
}
