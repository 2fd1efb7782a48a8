import { createHook, executionAsyncId } from 'node:async_hooks';
import { relative } from 'node:path';

/** Something of the operating system that reaches out, and the project's file that asked for it. */
export interface Reach {
  /** Node's name of the resource: `TCPCONNECTWRAP`, `GETADDRINFOREQWRAP`, `UDPWRAP`... */
  readonly kind: string;
  /** The nearest file of the project in the stack or in the stacks that led to it, from its root; or `(none)`. */
  readonly file: string;
}

/**
 * What Node creates, synchronously, for every connection, look-up and datagram, whichever module asked for it and
 * however it was loaded: net, tls, http, https, http2 and fetch connect by the first two.
 */
const reaching = new Set([
  'TCPCONNECTWRAP',
  'PIPECONNECTWRAP',
  'UDPWRAP',
  'UDPSENDWRAP',
  'GETADDRINFOREQWRAP',
  'GETNAMEINFOREQWRAP',
  'QUERYWRAP',
]);

/** Deep enough for everything between a caller and the socket within one turn. */
const stackDepth = 100;

/**
 * Watches the whole process for what reaches out while something runs. What is created in a later turn of the event loop
 * (`net.connect` connects in the next tick) counts for the file that began it.
 *
 * @param isOurs tells the files of the project that are asked about; others are passed over
 */
export async function watchSockets(
  run: () => Promise<void>,
  isOurs: (file: string) => boolean,
): Promise<readonly Reach[]> {
  const found: Reach[] = [];
  /** By the id of an asynchronous resource: who began it. */
  const beginners = new Map<number, string>();
  const hook = createHook({
    init(id, kind) {
      const file = fileOfStack(isOurs) ?? beginners.get(executionAsyncId());
      if (file !== undefined) beginners.set(id, file);
      if (reaching.has(kind)) found.push({ kind, file: file ?? '(none)' });
    },
  });
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = stackDepth;
  hook.enable();
  try {
    await run();
  } finally {
    hook.disable();
    Error.stackTraceLimit = depth;
  }
  return found;
}

function fileOfStack(isOurs: (file: string) => boolean): string | undefined {
  const frames = new Error('where').stack?.split('\n').slice(1) ?? [];
  for (const frame of frames) {
    const path = /\(?(?:file:\/\/)?(\/[^()]*?):\d+:\d+\)?$/.exec(frame)?.[1];
    if (path === undefined) continue;
    const file = relative(process.cwd(), path);
    if (isOurs(file)) return file;
  }
  return undefined;
}
