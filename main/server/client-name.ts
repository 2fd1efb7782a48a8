import type { KeyObject } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type { Duplex } from 'node:stream';

/**
 * The common name of a client's certificate.
 *
 * `authorized` alone would not do: Node also sets it for a client without any certificate that resumes a TLS 1.3
 * session. So the certificate itself is asked for, and whether our authority signed it.
 *
 * @param authorityKey the public key of the sample authority
 * @returns nothing without TLS, without a certificate, or with one that is not accepted
 */
export function clientNameOf(socket: Duplex, authorityKey: KeyObject): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined || !certificate.verify(authorityKey)) return undefined;
  return /^CN=(.+)$/m.exec(certificate.subject)?.[1];
}
