import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeAfterTest } from './clean-up.ts';
import { within } from './deadline.ts';
import { sampleKey } from './raw-client.ts';

/** Run by Node itself, so plain JavaScript: connects, and counts bytes after the response head in one reused buffer. */
const program = `
  const { connect } = require('node:net');
  const [, host, port, target, key, wanted] = process.argv;
  let count = 0;
  let head = '';
  const socket = connect({
    host,
    port: Number(port),
    onread: {
      buffer: Buffer.alloc(1024 * 1024),
      callback(size, buffer) {
        if (head !== null) {
          head += buffer.toString('latin1', 0, size);
          const end = head.indexOf('\\r\\n\\r\\n');
          if (end < 0) return true;
          count += head.length - end - 4;
          head = null;
        } else count += size;
        if (count >= Number(wanted)) socket.destroy();
        return true;
      },
    },
  });
  socket.on('error', () => {});
  socket.on('close', () => process.stdout.write(String(count)));
  socket.write('GET ' + target + ' HTTP/1.1\\r\\nHost: localhost\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n' +
    'Sec-WebSocket-Key: ' + key + '\\r\\nSec-WebSocket-Version: 13\\r\\n\\r\\n');
`;

/**
 * Reads from a `ws:` URL in a process of its own and throws everything away, so that the memory of the test's process
 * is the server's alone.
 *
 * @param wantedBytes it leaves after so many bytes past the response head
 * @returns how many came before it left or the server ended the connection
 */
export async function discardFrom(url: string, wantedBytes: number): Promise<number> {
  const { hostname, port, pathname, search } = new URL(url);
  const host = hostname === 'localhost' ? '127.0.0.1' : hostname;
  const child = spawn(
    process.execPath,
    ['-e', program, host, port, `${pathname}${search}`, sampleKey, String(wantedBytes)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'close');
  closeAfterTest(async () => {
    child.kill();
    await exited;
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await within('the end of the discarding client', exited, 10_000);
  return Number(output);
}
