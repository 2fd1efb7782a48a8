import { websocatArguments } from '../../../contract/workbench/command-text.ts';
import { omit } from '../../../contract/workbench/omission.ts';
import { ignoresEverything, sayRest, withCookieHeader, withPlainLogin } from './copied-connection.ts';
import type { CopyWriter } from './copy-connection.ts';
import { inUrl } from './as-wscat.ts';

/** For websocat 1.14. */
export const asWebsocat: CopyWriter = (connection, text, leftOut) => {
  const { auth, clientCertificate, proxy, document } = connection;
  const { keepAlive, reconnect } = document;
  const words = ['websocat'];
  if (auth.kind === 'basic') words.push(`--basic-auth=${text.shell(`${auth.userName}:${auth.password}`)}`);
  if (auth.kind === 'digest') leftOut.push(omit('onlyBasic', 'websocat'));
  if (clientCertificate !== undefined && !/\.(?:pfx|p12|der)$/i.test(clientCertificate.file)) {
    leftOut.push(omit('certificateFile', 'websocat', 'PFX', 'PEM'));
  } else if (clientCertificate !== undefined) {
    words.push(`--client-pkcs12-der=${text.shell(clientCertificate.file)}`);
    const { passphrase } = clientCertificate;
    if (passphrase !== undefined) words.push(`--client-pkcs12-passwd=${text.shell(passphrase)}`);
  }
  if (ignoresEverything(connection, leftOut, 'websocat')) words.push('-k');
  if (proxy.kind === 'socks5') {
    words.push(`--socks5=${text.shell(`${inUrl(proxy.host)}:${proxy.port}`)}`);
    if (proxy.userName !== undefined) leftOut.push(omit('proxyLogin', 'websocat'));
  } else if (proxy.kind === 'http') leftOut.push(omit('onlySocks', 'websocat'));
  const areSeconds = keepAlive?.kind === 'ping' && keepAlive.payload === undefined && keepAlive.everyMs % 1000 === 0;
  if (areSeconds && (keepAlive.timeoutMs ?? 0) % 1000 === 0) {
    words.push(`--ping-interval=${keepAlive.everyMs / 1000}`);
    if ((keepAlive.timeoutMs ?? 0) > 0) words.push(`--ping-timeout=${(keepAlive.timeoutMs ?? 0) / 1000}`);
  } else if (keepAlive !== undefined) leftOut.push(omit('plainPings', 'websocat'));
  const isSteady = reconnect !== undefined && reconnect.firstMs === reconnect.mostMs && reconnect.attempts === 0;
  if (isSteady && Number.isInteger(reconnect.firstMs)) {
    if (reconnect.jitter > 0) leftOut.push(omit('jitter'));
    words.push(`--autoreconnect-delay-millis=${reconnect.firstMs}`);
  } else if (reconnect !== undefined) leftOut.push(omit('steadyWaits', 'websocat'));
  if (document.compression !== undefined) leftOut.push(omit('noCompression', 'websocat'));
  const target = withCookieHeader(withPlainLogin(connection));
  // Two addresses: one in the advanced form wants to know what it is joined to.
  if (isSteady) words.push('-', ...websocatArguments({ ...target, url: `autoreconnect:${target.url}` }, text.shell));
  else words.push(...websocatArguments(target, text.shell));
  sayRest(connection, leftOut, 'websocat', ['compression', 'keepAlive', 'reconnect']);
  return words.join(' ');
};
