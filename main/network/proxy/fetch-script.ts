import type { Socket } from 'node:net';
import { proxyLimits } from '../../../contract/proxy-setting.ts';
import { HttpAnswerReader } from '../../wire/http-answer.ts';
import { abortable } from '../abortable.ts';
import type { Door } from '../door.ts';
import { direct } from './proxy-server.ts';

/** The way to the network. */
export type Dial = Pick<Door, 'dial'>;

/**
 * Fetches a text over HTTP through the door, without a proxy and without following redirects.
 *
 * @param url `http:` only
 * @throws Error when it is not to be had; DuplexError of dialing
 */
export async function fetchScript(url: string, door: Dial, signal: AbortSignal): Promise<string> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'http:')
    throw new Error('its address does not begin with http://');
  const { hostname, host, port, pathname, search } = new URL(url);
  const buffer = Buffer.alloc(16 * 1024);
  const reader = new HttpAnswerReader({ isSwitch: () => false, bodyLimit: proxyLimits.scriptLength });
  let receive: (byteCount: number) => boolean = () => true;
  const socket = await door.dial({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? 80 : Number(port),
    noDelay: true,
    readInto: { buffer, callback: (byteCount) => receive(byteCount) },
    proxies: () => Promise.resolve([direct]),
    signal,
  });
  try {
    const read = new Promise<void>((resolve, reject) => {
      receive = (byteCount) => {
        try {
          reader.read(buffer, 0, byteCount);
          if (reader.isDone) resolve();
        } catch (error) {
          reject(error);
        }
        return true;
      };
      endOf(socket, () =>
        reader.isBounded ? reject(new Error('the connection ended before it was there')) : resolve(),
      );
      socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, 'latin1');
    });
    await abortable(read, signal);
    const { head, body } = reader.answer;
    if (head.statusCode !== 200)
      throw new Error(`http://${host}${pathname} answered ${head.statusCode} ${head.reason}`.trim());
    if (reader.isCut) throw new Error(`it is longer than ${proxyLimits.scriptLength} bytes`);
    return body.toString();
  } finally {
    socket.destroy();
  }
}

function endOf(socket: Socket, ended: () => void): void {
  socket.on('error', () => undefined).on('close', ended);
}
