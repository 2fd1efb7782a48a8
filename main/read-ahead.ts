import { setImmediate } from 'node:timers/promises';

const parts: readonly (() => Promise<unknown>)[] = [
  () => import('node:crypto'),
  () => import('node:tls'),
  () => import('node:http'),
  () => import('node:https'),
  () => import('node:zlib'),
  () => import('node:worker_threads'),
  () => import('node:dns/promises'),
  () => import('ws'),
];

/**
 * Reads what the rest of main needs of others, while the window waits for the process of its page: in small parts, so that
 * what the page asks for comes in between.
 */
export async function readAhead(): Promise<void> {
  for (const part of parts) {
    await part();
    await setImmediate();
  }
}
