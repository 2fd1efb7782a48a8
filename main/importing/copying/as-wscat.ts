import { wscatArguments } from '../../../contract/workbench/command-text.ts';
import { omit } from '../../../contract/workbench/omission.ts';
import { ignoresEverything, sayRest, withCookieHeader, withPlainLogin } from './copied-connection.ts';
import type { CopyWriter } from './copy-connection.ts';

/** For wscat 6. */
export const asWscat: CopyWriter = (connection, text, leftOut) => {
  const { auth, clientCertificate, proxy, document } = connection;
  const words = ['wscat', ...wscatArguments(withCookieHeader(withPlainLogin(connection)), text.shell)];
  if (auth.kind === 'basic') words.push(`--auth ${text.shell(`${auth.userName}:${auth.password}`)}`);
  if (auth.kind === 'digest') leftOut.push(omit('onlyBasic', 'wscat'));
  if (clientCertificate !== undefined && /\.(?:pfx|p12)$/i.test(clientCertificate.file)) {
    leftOut.push(omit('certificateFile', 'wscat', 'PEM', 'PFX'));
  } else if (clientCertificate !== undefined) {
    const { file, passphrase } = clientCertificate;
    words.push(`--cert ${text.shell(file)}`, `--key ${text.shell(file)}`);
    if (passphrase !== undefined) words.push(`--passphrase ${text.shell(passphrase)}`);
  }
  if (ignoresEverything(connection, leftOut, 'wscat')) words.push('-n');
  if (proxy.kind === 'http') {
    const login = proxy.userName === undefined ? '' : `${encodeOutside(proxy.userName)}:${proxy.password ?? ''}@`;
    words.push(`--proxy ${text.shell(`http://${login}${inUrl(proxy.host)}:${proxy.port}`)}`);
  } else if (proxy.kind === 'socks5') leftOut.push(omit('noSocks', 'wscat'));
  const { redirects } = document;
  if (redirects !== undefined && redirects > 0) words.push('-L', `--max-redirects ${redirects}`);
  if (document.compression === undefined) leftOut.push(omit('alwaysCompresses', 'wscat'));
  else if (Object.keys(document.compression).length > 0)
    leftOut.push(omit('cannotTell', 'compressionParameters', 'wscat'));
  sayRest(connection, leftOut, 'wscat', ['redirects', 'compression']);
  return words.join(' ');
};

/** A host as it stands in an address. */
export function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function encodeOutside(text: string): string {
  return text.includes('{{') ? text : encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd'));
}
