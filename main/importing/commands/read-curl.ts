import type { ImportedDocument } from '../../../contract/workbench/importing.ts';
import { omit } from '../../../contract/workbench/omission.ts';
import { ConnectionDraft } from '../connection-draft.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import { connectionOf } from '../imported-documents.ts';
import { curlOptions } from './curl-options.ts';
import { readArguments } from './options.ts';
import { certificate } from './read-wscat.ts';
import { sayUnread } from './say-unread.ts';

/** @param words what is behind `curl`: with an address of ws, or of http where the request asks for a WebSocket or could */
export function readCurl(words: readonly string[], secrets: FoundSecrets): ImportedDocument[] {
  const draft = new ConnectionDraft(secrets);
  const given = readArguments(words, curlOptions);
  const value = (name: string) => given.options.findLast((option) => option.name === name)?.value;
  const has = (name: string) => given.options.some((option) => option.name === name);
  const addresses = [
    ...given.options.flatMap(({ name, value = '' }) => (name === 'url' ? [value] : [])),
    ...given.positional,
  ];
  const address = addresses.find((word) => /^(?:wss?|https?):\/\//i.test(word)) ?? addresses[0];
  if (address !== undefined) draft.address(address);
  for (const { name, written, value = '' } of given.options) {
    if (name === 'header') draft.headerLine(value, written);
    else if (name === 'user') draft.login(has('digest') ? 'digest' : 'basic', value);
    else if (name === 'bearer') draft.auth({ kind: 'bearer', token: value });
    else if (name === 'userAgent') draft.header('User-Agent', value);
    else if (name === 'referer') draft.header('Referer', value);
    else if (name === 'insecure') draft.trustAnything();
    else if (name === 'proxy')
      draft.proxy(
        value,
        'http',
        1080,
        value.includes('@') ? undefined : has('proxyUser') ? givenProxyUser() : undefined,
      );
    else if (name === 'socks5') draft.proxy(value, 'socks5', 1080, has('proxyUser') ? givenProxyUser() : undefined);
    else if (name === 'connectTimeout') draft.handshakeLimit(written, value);
    else if (name === 'cookie' && value.includes('=')) draft.cookieLine(value);
    else if (name === 'cookie') draft.leftOut.push(omit('cookieFile', `${written} ${value}`));
    else if (name === 'noProxy' && value === '*') draft.noProxy();
    else if (name === 'noProxy') draft.leftOut.push(omit('hostsWithoutProxy', `${written} ${value}`));
    else if (name === 'certType' && !/^(?:PEM|P12)$/i.test(value))
      draft.leftOut.push(omit('certificateKind', `${written} ${value}`));
    else if (name === 'compressed') draft.leftOut.push(omit('compressesAnswers', written));
    else if (name === 'request' && value.toUpperCase() !== 'GET')
      draft.leftOut.push(omit('method', `${written} ${value}`));
    else if (name === 'flag') draft.leftOut.push(omit('nothingLikeIt', written));
    else if (name === 'value')
      draft.leftOut.push(
        withoutValue.test(written) ? omit('noBody', written) : omit('nothingLikeIt', `${written} ${value}`),
      );
  }
  function givenProxyUser(): string | undefined {
    return value('proxyUser');
  }
  if (has('proxyUser') && !has('proxy') && !has('socks5')) draft.leftOut.push(omit('noProxy', '--proxy-user'));
  if (has('digest') && !has('user')) draft.leftOut.push(omit('noUser', '--digest'));
  if (has('location')) draft.redirects(Number(value('maxRedirects') ?? 50));
  else if (has('maxRedirects')) draft.leftOut.push(omit('redirectsOff', '--max-redirs'));
  const [file, password] = certificateParts(value('cert'));
  const pass = value('pass') ?? password;
  certificate(draft, file, value('key'), pass === undefined ? undefined : { written: '--pass', value: pass });
  sayUnread(draft, given, { positional: addresses.filter((word) => word !== address), output: ['output', 'basic'] });
  return draft.hasAddress ? [connectionOf(draft, [])] : [];
}

const withoutValue = /^(?:-d|--data.*|--json|-F|--form|-T|--upload-file)$/;

/** @param cert `file[:password]`, where a drive's letter and a colon behind a backslash are of the file */
function certificateParts(cert: string | undefined): readonly [file: string | undefined, password: string | undefined] {
  if (cert === undefined) return [undefined, undefined];
  const [, file = '', password] = /^((?:[A-Za-z]:(?=[\\/]))?(?:\\:|[^:])*)(?::(.*))?$/s.exec(cert) ?? [];
  return [file.replaceAll('\\:', ':'), password];
}
