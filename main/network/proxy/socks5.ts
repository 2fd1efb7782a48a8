import { isIP, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import { quotedLength } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { MakeMalformed, MalformedAnswer } from '../../wire/response-head.ts';
import { dataBehind, invalidProxyLogin, proxyBroken, proxyRefused, proxyRefusedWith } from './proxy-failure.ts';
import { inPhase, type Notes } from '../phase.ts';
import { exchange } from './exchange.ts';
import type { TunnelRequest } from './http-connect.ts';
import { describeProxy } from './proxy-server.ts';

const version = 5;
const noLogin = 0;
const password = 2;
const noneAcceptable = 0xff;

/** RFC 1928, section 6. */
const replies = [
  'succeeded',
  'general failure',
  'not allowed by its rules',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'time to live expired',
  'command not supported',
  'address type not supported',
];

/**
 * Asks a SOCKS5 proxy for a connection (RFC 1928), with a login when it wants one (RFC 1929). A name is sent as it is: the
 * proxy resolves it.
 *
 * @returns a paused socket that leads to the server
 * @throws DuplexError `proxy-failed`, `proxy-refused`, `timeout`, and those of connecting to the proxy
 */
export async function socks5Connect(request: TunnelRequest): Promise<Socket> {
  const { proxy, host, port, course, limits } = request;
  const name = describeProxy(proxy);
  const evidence = {
    phase: 'proxy',
    step: 'connect',
    proxy: { kind: proxy.kind, host: proxy.host, port: proxy.port },
    target: `${host.includes(':') ? `[${host}]` : host}:${port}`,
  } as const;
  const socket = await request.open();
  try {
    await inPhase(course, evidence, limits.proxyMs, `no answer from the proxy ${name}`, (notes) =>
      negotiate(socket, request, name, notes),
    );
    return socket;
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  }
}

async function negotiate(socket: Socket, request: TunnelRequest, name: string, notes: Notes): Promise<void> {
  const { host, port, login, secrets } = request;
  const say = (bytes: Uint8Array, sizeOf: (soFar: Buffer) => number | undefined): Promise<Buffer> => {
    const broken = (how: Parameters<typeof proxyBroken>[1]): Error => proxyBroken(name, how);
    return exchange(socket, bytes, exactly(sizeOf, broken), broken);
  };
  const methods = login === undefined ? [noLogin] : [noLogin, password];
  const choice = await say(Buffer.from([version, methods.length, ...methods]), choiceSize);
  if (choice[0] !== version) throw proxyBroken(name, notSocks(choice));
  const method = choice[1] ?? noneAcceptable;
  if (method === noneAcceptable)
    throw proxyRefusedWith(
      name,
      407,
      'wants a login',
      because('proxyLoginWanted', name),
      'SOCKS5 method 255',
      'login-wanted',
    );
  if (!methods.includes(method)) {
    const what = `it chose the login method ${method}, which was not offered`;
    throw proxyBroken(name, { what, fault: 'not-socks', received: choice });
  }
  notes.add({ method: method === password ? 'password' : 'none' });
  if (method === password && login !== undefined) {
    secrets.add(login.password);
    const user = Buffer.from(login.userName);
    const secret = Buffer.from(login.password);
    if (user.length > 255 || secret.length > 255) throw invalidProxyLogin(name);
    const parts = [Buffer.from([1, user.length]), user, Buffer.from([secret.length]), secret];
    const status = await say(Buffer.concat(parts), () => 2);
    if (status[1] !== 0) {
      throw proxyRefusedWith(
        name,
        407,
        'refused the login',
        because('proxyLoginWrong', name),
        `SOCKS5 login ${status[1]}`,
        'login-wrong',
      );
    }
  }
  const target = addressBytes(host);
  if (target === undefined) {
    const what = 'cannot be asked for a name of more than 255 bytes';
    throw proxyRefused(name, what, because('proxyNameTooLong', name, 255), 'SOCKS5');
  }
  const reply = await say(Buffer.from([version, 1, 0, ...target, port >> 8, port & 0xff]), replySize);
  if (reply[0] !== version) throw proxyBroken(name, notSocks(reply));
  const code = reply[1] ?? 1;
  notes.add({ status: code });
  if (code === 0 && ![1, 3, 4].includes(reply[3] ?? 0)) {
    throw proxyBroken(name, { what: `its address is of type ${reply[3]}`, fault: 'not-socks', received: reply });
  }
  if (code === 0) return;
  throw proxyRefused(
    name,
    `answered "${replies[code] ?? code}" when asked for ${host}:${port}`,
    because('proxyAnswered', name, replies[code] ?? String(code), `${host}:${port}`),
    `SOCKS5 reply ${code}`,
  );
}

function notSocks(received: Buffer): MalformedAnswer {
  const begin = JSON.stringify(received.toString('latin1', 0, quotedLength));
  return { what: `it is not a SOCKS5 proxy, it begins with ${begin}`, fault: 'not-socks', received };
}

/** The first byte tells another protocol; all that came of that is evidence. */
function choiceSize(soFar: Buffer): number {
  return soFar[0] === version ? 2 : soFar.length;
}

/** RFC 1928, section 5: the type of the address and the address. */
function addressBytes(host: string): number[] | undefined {
  const bare = host.replace(/%.*$/, '');
  if (isIP(bare) !== 0) {
    const bytes = ipaddr.parse(bare).toByteArray();
    return [bytes.length === 4 ? 1 : 4, ...bytes];
  }
  const name = Buffer.from(host);
  return name.length > 255 ? undefined : [3, name.length, ...name];
}

/** A refusal need not bring an address: two bytes are enough to know it. */
function replySize(soFar: Buffer): number | undefined {
  if (soFar.length < 2) return undefined;
  if (soFar[0] !== version || soFar[1] !== 0) return soFar.length;
  if (soFar.length < 5) return undefined;
  const byType: Readonly<Record<number, number>> = { 1: 4, 3: 1 + (soFar[4] ?? 0), 4: 16 };
  const size = byType[soFar[3] ?? 0];
  return size === undefined ? soFar.length : 4 + size + 2;
}

/** Takes as many bytes as the message has. Nothing may follow: whoever connects speaks first. */
function exactly(
  sizeOf: (soFar: Buffer) => number | undefined,
  broken: MakeMalformed,
): (chunk: Buffer) => Buffer | undefined {
  let soFar = Buffer.alloc(0);
  return (chunk) => {
    soFar = Buffer.concat([soFar, chunk]);
    const size = sizeOf(soFar);
    if (size === undefined || soFar.length < size) return undefined;
    if (soFar.length > size) throw broken(dataBehind(soFar));
    return soFar;
  };
}
