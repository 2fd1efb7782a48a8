import { omit } from '../../../contract/workbench/omission.ts';
import { hasVariable } from './copied-text.ts';
import { sayRest } from './copied-connection.ts';
import type { CopyWriter } from './copy-connection.ts';

/** A link that opens this app: it shows the connection, and asks before it connects. It has no secrets, not even their names. */
export const asDuplexLink: CopyWriter = (connection, _text, leftOut) => {
  const { url, protocols, headers, cookies, auth, clientCertificate, proxy, document } = connection;
  const parameters = [['address', url]];
  parameters.push(...protocols.map((protocol) => ['subprotocol', protocol]));
  for (const { name, value } of headers) {
    if (hasVariable(value)) leftOut.push(omit('headerWithVariable', name));
    else parameters.push(['header', `${name}: ${value}`]);
  }
  if (hasVariable(url)) leftOut.push(omit('addressVariables'));
  if (cookies !== undefined) leftOut.push(omit('cookies'));
  if (auth.kind !== 'none') leftOut.push(omit('ownLogin'));
  if (clientCertificate !== undefined) leftOut.push(omit('ownCertificate'));
  if (proxy.kind !== 'app') leftOut.push(omit('ownProxy'));
  if (document.trust !== undefined) leftOut.push(omit('trust'));
  sayRest(connection, leftOut, 'duplexLink', []);
  return `duplex://connect?${parameters.map(([name = '', value = '']) => `${name}=${encodeURIComponent(value.replaceAll(/[\ud800-\udfff]/gu, '\ufffd'))}`).join('&')}`;
};
