import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { failure } from '../../contract/errors.ts';

/** Gives every address of a host name, in the order in which to try them. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/**
 * Every address of a host. A literal is its own address; `localhost` and names below it are this machine without
 * asking anybody (RFC 6761, section 6.3); the rest is the system's answer, unsorted.
 *
 * @param host a host name or IP literal, without brackets
 * @throws DuplexError `name-not-resolved`
 */
export const resolveHost: Resolve = async (host) => {
  if (isIP(host) !== 0) return [host];
  if (/(?:^|\.)localhost\.?$/i.test(host)) return ['127.0.0.1', '::1'];
  try {
    const answers = await lookup(host, { all: true, verbatim: true });
    return answers.map((answer) => answer.address);
  } catch (cause) {
    throw failure('name-not-resolved', `"${host}" has no address`, {
      hresult: 'WININET_E_NAME_NOT_RESOLVED',
      phase: 'dns',
      cause,
    });
  }
};
