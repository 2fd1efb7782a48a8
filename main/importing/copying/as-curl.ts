import { omit } from '../../../contract/workbench/omission.ts';
import { ignoresEverything, sayRest, withPlainLogin } from './copied-connection.ts';
import type { CopyWriter } from './copy-connection.ts';
import { inUrl } from './as-wscat.ts';

/** For curl 8.11 or newer, which has WebSockets. */
export const asCurl: CopyWriter = (connection, text, leftOut) => {
  const { auth, clientCertificate, proxy, document, cookies, protocols } = connection;
  const { url, headers } = auth.kind === 'bearer' ? connection : withPlainLogin(connection);
  const words = ['curl', '--no-buffer', text.shell(url)];
  // What curl would take for a list of addresses.
  if (/[[\]{}]/.test(url.replaceAll(/\{\{[^{}]*\}\}/g, ''))) words.push('--globoff');
  if (protocols.length > 0) words.push(`-H ${text.shell(`Sec-WebSocket-Protocol: ${protocols.join(', ')}`)}`);
  for (const { name, value } of headers)
    words.push(`-H ${text.shell(value === '' ? `${name};` : `${name}: ${value}`)}`);
  if (cookies !== undefined) words.push(`-b ${text.shell(cookies)}`);
  if (auth.kind === 'basic' || auth.kind === 'digest') {
    if (auth.kind === 'digest') words.push('--digest');
    words.push(`-u ${text.shell(`${auth.userName}:${auth.password}`)}`);
  } else if (auth.kind === 'bearer') words.push(`--oauth2-bearer ${text.shell(auth.token)}`);
  if (clientCertificate !== undefined) {
    const { file, passphrase } = clientCertificate;
    if (/\.(?:pfx|p12)$/i.test(file)) words.push('--cert-type P12');
    words.push(`--cert ${text.shell(file.replaceAll(/(?<!^[A-Za-z]):/g, '\\:'))}`);
    if (passphrase !== undefined) words.push(`--pass ${text.shell(passphrase)}`);
  }
  if (ignoresEverything(connection, leftOut, 'curl')) words.push('-k');
  if (proxy.kind === 'none') words.push(`--noproxy '*'`);
  else if (proxy.kind !== 'app') {
    words.push(
      `-x ${text.shell(`${proxy.kind === 'http' ? 'http' : 'socks5h'}://${inUrl(proxy.host)}:${proxy.port}`)}`,
    );
    if (proxy.userName !== undefined)
      words.push(`--proxy-user ${text.shell(`${proxy.userName}:${proxy.password ?? ''}`)}`);
  }
  const { redirects, limits } = document;
  if (redirects !== undefined && redirects > 0) words.push('-L', `--max-redirs ${redirects}`);
  const { handshakeMs, ...otherLimits } = limits ?? {};
  if (handshakeMs !== undefined && handshakeMs > 0) words.push(`--connect-timeout ${handshakeMs / 1000}`);
  if (Object.keys(otherLimits).length > 0) leftOut.push(omit('cannotTell', 'otherLimits', 'curl'));
  if (document.compression !== undefined) leftOut.push(omit('noCompression', 'curl'));
  sayRest(connection, leftOut, 'curl', ['redirects', 'limits', 'compression']);
  return words.join(' ');
};
