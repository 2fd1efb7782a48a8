import http from 'node:http';
import { createRequire } from 'node:module';
import { WebSocket } from 'ws';

const require = createRequire(import.meta.url);

/** A second instance of `ws`, which masks with bufferutil's native code; the one that is imported does it in JavaScript. */
export function loadWsWithBufferUtil(): typeof WebSocket {
  const imported = require.resolve('ws');
  const loadedBefore = loadedFrom('bufferutil');
  if (loadedBefore.length > 0) throw new Error('the peer that is to do without bufferutil has loaded it');
  for (const file of loadedFrom('ws')) delete require.cache[file];
  const { WS_NO_BUFFER_UTIL: setting } = process.env;
  delete process.env['WS_NO_BUFFER_UTIL'];
  try {
    const { WebSocket: second } = require(imported) as { WebSocket: typeof WebSocket };
    // A Node that masks natively itself makes bufferutil needless to `ws`.
    const isNative = 'websocketMask' in http || loadedFrom('bufferutil').length > 0;
    if (second === WebSocket || !isNative) throw new Error('bufferutil was not loaded');
    return second;
  } finally {
    process.env['WS_NO_BUFFER_UTIL'] = setting;
  }
}

function loadedFrom(packageName: string): string[] {
  return Object.keys(require.cache).filter((file) =>
    file.replaceAll('\\', '/').includes(`/node_modules/${packageName}/`),
  );
}
