import type { CertificateDescription, CertificateException, CertificatePin } from '../../contract/certificates.ts';
import type { ChainValidationResultName } from '../../contract/errors.ts';
import { plainHost } from './server-trust.ts';

/**
 * Whether a certificate of the chain has one of the fingerprints. Any of them: whoever pins an authority trusts what
 * it signs, and every signature of a chain that is not refused has been checked.
 */
export function isPinned(chain: readonly CertificateDescription[], pins: readonly CertificatePin[]): boolean {
  return chain.some(({ sha256, publicKeySha256 }) =>
    pins.some((pin) => pin.sha256 === (pin.kind === 'certificate' ? sha256 : publicKeySha256)),
  );
}

/** The pins that a server has to fit. */
export function pinsOf(pins: readonly CertificatePin[], host: string): readonly CertificatePin[] {
  return pins.filter((pin) => pin.host === undefined || pin.host === plainHost(host));
}

/** What has been accepted for this very certificate of this very server. */
export function exceptedErrors(
  exceptions: readonly CertificateException[],
  server: { readonly host: string; readonly port: number; readonly sha256: string | undefined },
): ReadonlySet<ChainValidationResultName> {
  const host = plainHost(server.host);
  return new Set(
    exceptions
      .filter((one) => one.host === host && one.port === server.port && one.sha256 === server.sha256)
      .flatMap(({ errors }) => errors),
  );
}
