import { websocatArguments } from '../../../contract/workbench/command-text.ts';
import { ignoresEverything, sayRest, withCookieHeader, withPlainLogin } from './copied-connection.ts';
import type { CopyWriter } from './copy-connection.ts';
import { inUrl } from './as-wscat.ts';

/** For websocat 1.14. */
export const asWebsocat: CopyWriter = (connection, text, leftOut) => {
  const { auth, clientCertificate, proxy, document } = connection;
  const { keepAlive, reconnect } = document;
  const words = ['websocat'];
  if (auth.kind === 'basic') words.push(`--basic-auth=${text.shell(`${auth.userName}:${auth.password}`)}`);
  if (auth.kind === 'digest') leftOut.push('The login by Digest: websocat knows Basic only');
  if (clientCertificate !== undefined && !/\.(?:pfx|p12|der)$/i.test(clientCertificate.file)) {
    leftOut.push('The client certificate: websocat reads PFX files, not PEM');
  } else if (clientCertificate !== undefined) {
    words.push(`--client-pkcs12-der=${text.shell(clientCertificate.file)}`);
    const { passphrase } = clientCertificate;
    if (passphrase !== undefined) words.push(`--client-pkcs12-passwd=${text.shell(passphrase)}`);
  }
  if (ignoresEverything(connection, leftOut, 'websocat')) words.push('-k');
  if (proxy.kind === 'socks5') {
    words.push(`--socks5=${text.shell(`${inUrl(proxy.host)}:${proxy.port}`)}`);
    if (proxy.userName !== undefined) leftOut.push('The login of the proxy: websocat is told of it in another way');
  } else if (proxy.kind === 'http') leftOut.push('The proxy: websocat knows SOCKS5 only');
  const areSeconds = keepAlive?.kind === 'ping' && keepAlive.payload === undefined && keepAlive.everyMs % 1000 === 0;
  if (areSeconds && (keepAlive.timeoutMs ?? 0) % 1000 === 0) {
    words.push(`--ping-interval=${keepAlive.everyMs / 1000}`);
    if ((keepAlive.timeoutMs ?? 0) > 0) words.push(`--ping-timeout=${(keepAlive.timeoutMs ?? 0) / 1000}`);
  } else if (keepAlive !== undefined)
    leftOut.push('Keeping the connection alive: websocat sends pings without payload, every whole second');
  const isSteady = reconnect !== undefined && reconnect.firstMs === reconnect.mostMs && reconnect.attempts === 0;
  if (isSteady && Number.isInteger(reconnect.firstMs)) {
    if (reconnect.jitter > 0) leftOut.push('That chance shortens the waits before it connects again');
    words.push(`--autoreconnect-delay-millis=${reconnect.firstMs}`);
  } else if (reconnect !== undefined)
    leftOut.push('Connecting again: websocat waits as long each time, and never stops');
  if (document.compression !== undefined) leftOut.push('Compression: websocat has none');
  const target = withCookieHeader(withPlainLogin(connection));
  // Two addresses: one in the advanced form wants to know what it is joined to.
  if (isSteady) words.push('-', ...websocatArguments({ ...target, url: `autoreconnect:${target.url}` }, text.shell));
  else words.push(...websocatArguments(target, text.shell));
  sayRest(connection, leftOut, 'websocat', ['compression', 'keepAlive', 'reconnect']);
  return words.join(' ');
};
