import { hasVariable } from './copied-text.ts';
import { sayRest } from './copied-connection.ts';
import type { CopyWriter } from './copy-connection.ts';

/** A link that opens this app: it shows the connection, and asks before it connects. It has no secrets, not even their names. */
export const asDuplexLink: CopyWriter = (connection, _text, leftOut) => {
  const { url, protocols, headers, cookies, auth, clientCertificate, proxy, document } = connection;
  const parameters = [['address', url]];
  parameters.push(...protocols.map((protocol) => ['subprotocol', protocol]));
  for (const { name, value } of headers) {
    if (hasVariable(value)) leftOut.push(`The header ${name}, as its value is a secret or a variable`);
    else parameters.push(['header', `${name}: ${value}`]);
  }
  if (hasVariable(url)) leftOut.push('Values of variables in the address: who opens the link needs their own');
  if (cookies !== undefined) leftOut.push('Cookies');
  if (auth.kind !== 'none') leftOut.push('The login');
  if (clientCertificate !== undefined) leftOut.push('The client certificate');
  if (proxy.kind !== 'app') leftOut.push('The proxy');
  if (document.trust !== undefined) leftOut.push('What is trusted: a link cannot make anybody trust a server');
  sayRest(connection, leftOut, 'a link', []);
  return `duplex://connect?${parameters.map(([name = '', value = '']) => `${name}=${encodeURIComponent(value.replaceAll(/[\ud800-\udfff]/gu, '\ufffd'))}`).join('&')}`;
};
