import { jsString, nodeModule } from '../../../contract/workbench/command-text.ts';
import { omit } from '../../../contract/workbench/omission.ts';
import { sayRest, withCookieHeader, withPlainLogin } from './copied-connection.ts';
import type { CopyWriter } from './copy-connection.ts';

/** For Node, with the library in main/sockets. */
export const asNode: CopyWriter = (connection, text, leftOut) => {
  const { auth, clientCertificate, proxy, document } = connection;
  const imports: string[] = [];
  const settings: string[] = [];
  const credential = (user: string, password: string): string => {
    imports.push('PasswordCredential');
    return `new PasswordCredential('', ${text.script(user)}, ${text.script(password)})`;
  };
  if (auth.kind === 'basic') {
    const login = text.script(`${auth.userName}:${auth.password}`);
    settings.push(`socket.setRequestHeader('Authorization', 'Basic ' + Buffer.from(${login}).toString('base64'));`);
  } else if (auth.kind === 'digest') {
    settings.push(`socket.control.serverCredential = ${credential(auth.userName, auth.password)};`);
  }
  if (clientCertificate !== undefined && /\.(?:pem|crt|cer|key)$/i.test(clientCertificate.file)) {
    leftOut.push(omit('certificateFile', 'node', 'PFX', 'PEM'));
  } else if (clientCertificate !== undefined) {
    imports.push('Certificate');
    const { file, passphrase = '' } = clientCertificate;
    settings.push(
      "const { readFile } = await import('node:fs/promises');",
      `socket.control.clientCertificate = Certificate.fromPfx(await readFile(${text.script(file)}), ${text.script(passphrase)});`,
    );
  }
  for (const error of document.trust?.ignorableServerCertificateErrors ?? []) {
    imports.push('ChainValidationResult');
    const member = error.charAt(0).toLowerCase() + error.slice(1);
    settings.push(`socket.control.ignorableServerCertificateErrors.append(ChainValidationResult.${member});`);
  }
  if (document.trust?.requiredIssuer !== undefined) leftOut.push(omit('issuerInModule'));
  if (proxy.kind === 'http' || proxy.kind === 'socks5') {
    const host = proxy.host.includes(':') ? `[${proxy.host}]` : proxy.host;
    imports.push('parseProxyList');
    const list = `${proxy.kind === 'http' ? 'PROXY' : 'SOCKS5'} ${host}:${proxy.port}`;
    settings.push(`applicationDoor.proxies = () => Promise.resolve(parseProxyList(${jsString(list)}));`);
    if (proxy.userName !== undefined) {
      settings.push(`socket.control.proxyCredential = ${credential(proxy.userName, proxy.password ?? '')};`);
    }
  }
  const { compression, limits } = document;
  if (compression !== undefined) settings.push(`socket.control.perMessageDeflate = ${JSON.stringify(compression)};`);
  const { maxMessageSize, desiredUnsolicitedPongInterval, ...otherLimits } = limits ?? {};
  if (maxMessageSize !== undefined) settings.push(`socket.control.maxMessageSize = ${maxMessageSize};`);
  if (desiredUnsolicitedPongInterval !== undefined) {
    settings.push(`socket.control.desiredUnsolicitedPongInterval = ${desiredUnsolicitedPongInterval};`);
  }
  if (Object.keys(otherLimits).length > 0) leftOut.push(omit('timeLimits'));
  if (document.socket === 'stream') leftOut.push(omit('wholeMessages'));
  sayRest(connection, leftOut, 'node', ['compression', 'limits', 'socket']);
  return nodeModule(withCookieHeader(withPlainLogin(connection)), { quote: text.script, imports, settings }).join('\n');
};
