import type { ServerTrust } from '../../../contract/certificates.ts';
import type { ChainValidationResultName } from '../../../contract/errors.ts';
import { authority, commonName, leaf, leafExtensions, makeOdd, type Made } from './certificate.ts';
import type { Presentation } from './chain-server.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  directoryName,
  dnsName,
  extendedKeyUsage,
  ipName,
  keyUsage,
  loopbackNames,
  mustStaple,
  nameConstraints,
  otherName,
  purpose,
  requireExplicitPolicy,
  subjectAltName,
  unknownExtension,
  usage,
  type Extension,
} from './extensions.ts';
import { ocspResponse, ocspTryLater, revocationList } from './revocation.ts';

export interface ChainCase extends Presentation {
  readonly name: string;
  /** Default: `localhost`. */
  readonly host?: string;
  /** Default: the test root, instead of the system's. */
  readonly trust?: ServerTrust;
  /** Everything that is wrong, and with which certificate of the chain. */
  readonly problems: readonly (readonly [result: ChainValidationResultName, certificateIndex: number])[];
  /** What comes out in Electron, where it differs: `tls-failed` where BoringSSL ends the TLS handshake itself. */
  readonly inElectron?: 'tls-failed' | ChainCase['problems'];
  /** What was sent and is not needed. Default: not looked at. */
  readonly unused?: readonly string[];
}

const caExtensions = [basicConstraints(true), keyUsage(usage.keyCertSign, usage.cRLSign)];
export const root = authority('Test Root');
export const otherRoot = authority('Other Root');
export const intermediate = authority('Test Intermediate', { issuer: root });
export const good = leaf({ issuer: intermediate });
const byRoot = leaf({ issuer: root });
const trustRoot: ServerTrust = { authorities: [root.pem], replaceSystem: true };
export { trustRoot };

const names = (...all: readonly Buffer[]): Made =>
  leaf({ issuer: root, extensions: leafExtensions(subjectAltName(...all)) });
const constrained = (extension: Extension, from = root): Made =>
  authority('Constrained Authority', { issuer: from, extensions: [...caExtensions, extension] });
const below = (issuer: Made, content: Parameters<typeof leaf>[0] = {}): Made[] => [
  leaf({ issuer, ...content }),
  issuer,
];
const dnsOnly = leafExtensions(subjectAltName(dnsName('localhost')));
const spoiltName = { oid: '2.5.29.17', value: Buffer.from('3005820363', 'hex') };

const rightChains: readonly ChainCase[] = [
  { name: 'signed by a trusted root', sent: [byRoot], problems: [] },
  { name: 'with its intermediate', sent: [good, intermediate], problems: [], unused: [] },
  { name: 'with the root as well', sent: [good, intermediate, root], problems: [], unused: [] },
  { name: 'in disorder', sent: [good, root, otherRoot, intermediate], problems: [], unused: ['Other Root'] },
  {
    name: 'with certificates that do not belong to it',
    sent: [good, otherRoot, byRoot, intermediate],
    problems: [],
    unused: ['Other Root', 'localhost'],
  },
  { name: 'with the same certificate twice', sent: [good, intermediate, intermediate, good], problems: [] },
  {
    name: 'RSA keys',
    sent: below(authority('RSA Authority', { issuer: root, key: 'rsa' }), { key: 'rsa' }),
    problems: [],
  },
  {
    name: 'EC keys on P-384',
    sent: below(authority('P-384 Authority', { issuer: root, key: 'ec384' }), { key: 'ec384', digest: 'sha384' }),
    problems: [],
  },
  {
    name: 'an authority with an Ed25519 key',
    sent: below(authority('Ed25519 Authority', { issuer: root, key: 'ed25519' })),
    problems: [],
  },
  {
    name: 'a server with an Ed25519 key',
    sent: [leaf({ issuer: root, key: 'ed25519' })],
    problems: [],
    inElectron: 'tls-failed',
  },
  {
    name: 'an authority as server',
    sent: [
      leaf({
        issuer: root,
        extensions: [basicConstraints(true), keyUsage(usage.digitalSignature, usage.keyCertSign), loopbackNames()],
      }),
    ],
    problems: [],
  },
  { name: 'no usages at all', sent: [leaf({ issuer: root, extensions: [loopbackNames()] })], problems: [] },
  {
    name: 'an unknown extension that is not critical',
    sent: [leaf({ issuer: root, extensions: leafExtensions(loopbackNames(), unknownExtension(false)) })],
    problems: [],
  },
  { name: 'a root whose own signature is SHA-1', problems: [], ...rootWith({ digest: 'sha1' }) },
  { name: 'a root of version 1', problems: [], ...rootWith({ version: 1, extensions: [] }) },
  { name: 'without identifiers of keys', sent: [leaf({ issuer: root, hasKeyIdentifiers: false })], problems: [] },
];

function rootWith(content: Parameters<typeof authority>[1]): Pick<ChainCase, 'sent' | 'trust'> {
  const odd = authority('Odd Root', content);
  return {
    sent: [leaf({ issuer: odd, hasKeyIdentifiers: false })],
    trust: { authorities: [odd.pem], replaceSystem: true },
  };
}

const nameCases: readonly ChainCase[] = [
  { name: 'another host', sent: [names(dnsName('other.test'))], problems: [['InvalidName', 0]] },
  { name: 'an IP address', host: '127.0.0.1', sent: [byRoot], problems: [] },
  { name: 'an IPv6 address', host: '[::1]', sent: [byRoot], problems: [] },
  { name: 'another IP address', host: '127.0.0.2', sent: [byRoot], problems: [['InvalidName', 0]] },
  {
    name: 'an IP address as a host name',
    host: '127.0.0.1',
    sent: [names(dnsName('127.0.0.1'))],
    problems: [['InvalidName', 0]],
  },
  {
    name: 'an IP address as a common name',
    host: '127.0.0.1',
    sent: [leaf({ issuer: root, subject: '127.0.0.1', extensions: [] })],
    problems: [['InvalidName', 0]],
  },
  { name: 'a wildcard', host: 'a.example.test', sent: [names(dnsName('*.example.test'))], problems: [] },
  {
    name: 'a wildcard for two labels',
    host: 'a.b.example.test',
    sent: [names(dnsName('*.example.test'))],
    problems: [['InvalidName', 0]],
  },
  {
    name: 'a wildcard for no label',
    host: 'example.test',
    sent: [names(dnsName('*.example.test'))],
    problems: [['InvalidName', 0]],
  },
  {
    name: 'a wildcard for part of a label',
    host: 'far.example.test',
    sent: [names(dnsName('f*.example.test'))],
    problems: [['InvalidName', 0]],
  },
  {
    name: 'a wildcard that is not first',
    host: 'a.b.example.test',
    sent: [names(dnsName('a.*.example.test'))],
    problems: [['InvalidName', 0]],
  },
  {
    name: 'a wildcard below a top-level domain',
    host: 'example.test',
    sent: [names(dnsName('*.test'))],
    problems: [['InvalidName', 0]],
  },
  { name: 'a common name and no alternative name', sent: [leaf({ issuer: root, extensions: [] })], problems: [] },
  {
    name: 'a common name beside other alternative names',
    sent: [leaf({ issuer: root, extensions: leafExtensions(subjectAltName(dnsName('other.test'))) })],
    problems: [['InvalidName', 0]],
  },
  {
    name: 'an international name',
    host: 'bücher.example.test',
    sent: [names(dnsName('xn--bcher-kva.example.test'))],
    problems: [],
  },
  {
    name: 'an international name that is not encoded',
    host: 'bücher.example.test',
    sent: [names(dnsName(Buffer.from('bücher.example.test')))],
    problems: [['InvalidName', 0]],
  },
  {
    name: 'a name with a zero byte',
    sent: [names(dnsName('localhost\0.attacker.test'))],
    problems: [['InvalidName', 0]],
  },
  { name: 'capital letters', sent: [names(dnsName('LocalHost'))], problems: [] },
  { name: 'a host with a final dot', host: 'localhost.', sent: [byRoot], problems: [] },
];

const strangerChain = [leaf({ issuer: otherRoot }), otherRoot];
const secondIntermediate = authority('Test Intermediate', { issuer: otherRoot, key: intermediate });
const expiredCross = authority('Test Intermediate', { issuer: otherRoot, key: intermediate, days: [-30, -1] });
const expiredOwn = authority('Test Intermediate', { issuer: root, key: intermediate, days: [-30, -1] });
const oldRoot = authority('Test Root', { key: root, days: [-30, -1] });
const impostor = authority('Test Root');
const namelessImpostor = authority('Test Root', { hasKeyIdentifiers: false });

const trustCases: readonly ChainCase[] = [
  { name: 'signed by itself', sent: [leaf()], problems: [['Untrusted', 0]] },
  {
    name: 'an authority of its own',
    sent: [
      leaf({
        extensions: [basicConstraints(true), keyUsage(usage.digitalSignature, usage.keyCertSign), loopbackNames()],
      }),
    ],
    problems: [['Untrusted', 0]],
  },
  { name: 'a root nobody knows', sent: strangerChain, problems: [['Untrusted', 1]] },
  {
    name: 'a root nobody knows, above an intermediate',
    sent: [leaf({ issuer: secondIntermediate }), secondIntermediate, otherRoot],
    problems: [['Untrusted', 2]],
  },
  { name: 'a missing intermediate', sent: [good], problems: [['IncompleteChain', 0]] },
  {
    name: 'a missing root',
    sent: [leaf({ issuer: secondIntermediate }), secondIntermediate],
    problems: [['IncompleteChain', 1]],
  },
  {
    name: 'the roots that come with Node alone',
    sent: [good, intermediate, root],
    trust: {},
    problems: [['Untrusted', 2]],
  },
  {
    name: 'an authority added to the system',
    sent: [good, intermediate],
    trust: { authorities: [root.pem] },
    problems: [],
  },
  {
    name: 'two authorities in one text',
    sent: strangerChain,
    trust: { authorities: [root.pem + otherRoot.pem], replaceSystem: true },
    problems: [],
  },
  {
    name: 'replaced by another authority',
    sent: [good, intermediate, root],
    trust: { authorities: [otherRoot.pem], replaceSystem: true },
    problems: [['Untrusted', 2]],
  },
  {
    name: 'an intermediate that the user gives',
    sent: [good],
    trust: { authorities: [root.pem, intermediate.pem], replaceSystem: true },
    problems: [],
  },
  {
    name: 'an intermediate is no root',
    sent: [good],
    trust: { authorities: [intermediate.pem], replaceSystem: true },
    problems: [['IncompleteChain', 1]],
  },
  {
    name: 'another authority under the name of a trusted one',
    sent: [leaf({ issuer: impostor }), impostor],
    problems: [['Untrusted', 1]],
  },
  {
    name: 'the same without identifiers of keys',
    sent: [leaf({ issuer: namelessImpostor, hasKeyIdentifiers: false }), namelessImpostor],
    problems: [['Untrusted', 1]],
  },
  {
    name: 'cross-signed, the unknown root last',
    sent: [good, intermediate, secondIntermediate],
    problems: [],
  },
  {
    // OpenSSL takes the first certificate that fits and does not turn back; we are not more lenient than that.
    name: 'cross-signed, the unknown root first',
    sent: [good, secondIntermediate, intermediate],
    problems: [['IncompleteChain', 1]],
  },
  {
    // Either is something to ignore; what OpenSSL found against it decides.
    name: 'cross-signed, one unknown and one expired',
    sent: [good, secondIntermediate, otherRoot, expiredOwn],
    problems: [['Untrusted', 2]],
  },
  {
    name: 'an issuer with another key than its certificate names',
    sent: [
      leaf({
        issuer: root,
        hasKeyIdentifiers: false,
        extensions: leafExtensions(loopbackNames(), authorityKeyIdentifier(otherRoot.keyId)),
      }),
    ],
    problems: [['IncompleteChain', 0]],
  },
  {
    name: 'cross-signed, one of the two being expired',
    sent: [good, expiredCross, intermediate],
    trust: { authorities: [root.pem, otherRoot.pem], replaceSystem: true },
    problems: [],
    // BoringSSL does not turn back.
    inElectron: [['Expired', 1]],
  },
  { name: 'a root that was renewed', sent: [good, intermediate, oldRoot], problems: [], unused: ['Test Root'] },
];

const expiredIntermediate = authority('Expired Intermediate', { issuer: root, days: [-30, -1] });
const expiredRoot = authority('Expired Root', { days: [-30, -1] });
const trustExpired: ServerTrust = { authorities: [expiredRoot.pem], replaceSystem: true };

const dateCases: readonly ChainCase[] = [
  { name: 'expired', sent: [leaf({ issuer: root, days: [-30, -1] })], problems: [['Expired', 0]] },
  { name: 'not yet valid', sent: [leaf({ issuer: root, days: [1, 30] })], problems: [['Expired', 0]] },
  { name: 'valid beyond 2050', sent: [leaf({ issuer: root, days: [-1, 20_000] })], problems: [] },
  { name: 'an expired intermediate', sent: below(expiredIntermediate), problems: [['Expired', 1]] },
  {
    name: 'an intermediate that is not yet valid',
    sent: below(authority('Future', { issuer: root, days: [1, 30] })),
    problems: [['Expired', 1]],
  },
  { name: 'an expired root', sent: [leaf({ issuer: expiredRoot })], trust: trustExpired, problems: [['Expired', 1]] },
  {
    name: 'everything expired',
    sent: below(authority('Old', { issuer: expiredRoot, days: [-30, -1] }), { days: [-30, -1] }),
    trust: trustExpired,
    problems: [
      ['Expired', 0],
      ['Expired', 1],
      ['Expired', 2],
    ],
  },
];

const usageCases: readonly ChainCase[] = [
  {
    name: 'a client certificate',
    sent: [leaf({ issuer: root, extensions: [extendedKeyUsage(purpose.clientAuth), loopbackNames()] })],
    problems: [['WrongUsage', 0]],
  },
  {
    name: 'any extended key usage',
    sent: [leaf({ issuer: root, extensions: [extendedKeyUsage(purpose.any), loopbackNames()] })],
    problems: [['WrongUsage', 0]],
  },
  {
    name: 'a key usage without TLS',
    sent: [leaf({ issuer: root, extensions: [keyUsage(usage.cRLSign), loopbackNames()] })],
    problems: [['WrongUsage', 0]],
    inElectron: 'tls-failed',
  },
  {
    name: 'an authority that may not sign certificates',
    sent: below(
      authority('No Signer', { issuer: root, extensions: [basicConstraints(true), keyUsage(usage.cRLSign)] }),
    ),
    problems: [['WrongUsage', 1]],
  },
  {
    name: 'an authority for code',
    sent: below(
      authority('Code Signer', { issuer: root, extensions: [...caExtensions, extendedKeyUsage(purpose.codeSigning)] }),
    ),
    problems: [['WrongUsage', 1]],
  },
];

const narrowRoot = authority('Narrow Root', { extensions: [basicConstraints(true, 0), keyUsage(usage.keyCertSign)] });
const trustNarrow: ServerTrust = { authorities: [narrowRoot.pem], replaceSystem: true };

const domainAuthority = constrained(nameConstraints([dnsName('example.test')]));

const constraintCases: readonly ChainCase[] = [
  {
    name: 'a server as authority',
    sent: below(byRoot),
    problems: [
      ['WrongUsage', 1],
      ['BasicConstraintsError', 1],
    ],
  },
  {
    name: 'a server as authority, with the right key usage',
    sent: below(
      makeOdd({
        subject: 'No Authority',
        issuer: root,
        extensions: [basicConstraints(false), keyUsage(usage.keyCertSign)],
      }),
    ),
    problems: [['BasicConstraintsError', 1]],
  },
  {
    name: 'an authority that does not say so',
    sent: below(makeOdd({ subject: 'Silent', issuer: root })),
    problems: [['BasicConstraintsError', 1]],
  },
  {
    name: 'an authority of version 1',
    sent: below(makeOdd({ subject: 'Old', issuer: root, version: 1 })),
    problems: [['BasicConstraintsError', 1]],
  },
  {
    name: 'one authority too many',
    sent: below(authority('Second', { issuer: narrowRoot })),
    trust: trustNarrow,
    problems: [['BasicConstraintsError', 2]],
  },
  {
    name: 'as many authorities as are allowed',
    sent: [leaf({ issuer: narrowRoot })],
    trust: trustNarrow,
    problems: [],
  },
  {
    name: 'two authorities too many',
    sent: [...below(authority('Third', { issuer: intermediate })), intermediate],
    problems: [],
  },
  {
    name: 'name constraints that allow the host',
    sent: below(constrained(nameConstraints([dnsName('localhost')])), { extensions: dnsOnly }),
    problems: [],
  },
  {
    name: 'name constraints for another domain',
    sent: below(constrained(nameConstraints([dnsName('example.test')])), { extensions: dnsOnly }),
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'name constraints for another domain, and a common name',
    sent: below(constrained(nameConstraints([dnsName('example.test')])), { extensions: [] }),
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'name constraints that exclude the host',
    sent: below(constrained(nameConstraints([], [dnsName('localhost')])), { extensions: dnsOnly }),
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'name constraints that exclude a part of a wildcard',
    host: 'a.example.test',
    sent: below(constrained(nameConstraints([], [dnsName('secret.example.test')])), {
      extensions: leafExtensions(subjectAltName(dnsName('*.example.test'))),
    }),
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'name constraints for addresses',
    host: '127.0.0.1',
    sent: below(
      constrained(
        nameConstraints([
          ipName(127, 0, 0, 0, 255, 0, 0, 0),
          ipName(...Array.from({ length: 15 }, () => 0), 1, ...Array.from({ length: 16 }, () => 255)),
        ]),
      ),
    ),
    problems: [],
    // BoringSSL has no name constraints for addresses.
    inElectron: [['OtherErrors', 0]],
  },
  {
    name: 'name constraints for other addresses',
    host: '127.0.0.1',
    sent: below(constrained(nameConstraints([ipName(10, 0, 0, 0, 255, 0, 0, 0)])), {
      extensions: leafExtensions(subjectAltName(ipName(127, 0, 0, 1))),
    }),
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'name constraints for another organisation',
    sent: below(constrained(nameConstraints([directoryName(commonName('someone else'))]))),
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'name constraints of a kind nobody can compare',
    sent: below(constrained(nameConstraints([otherName()])), {
      extensions: leafExtensions(subjectAltName(dnsName('localhost'), otherName())),
    }),
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'an authority below a constrained one',
    sent: [...below(authority('Sub', { issuer: domainAuthority }), { extensions: dnsOnly }), domainAuthority],
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'a policy that is wanted and missing',
    sent: below(constrained(requireExplicitPolicy(0))),
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'a policy that is wanted and there',
    sent: below(
      authority('Policies', {
        issuer: root,
        extensions: [...caExtensions, requireExplicitPolicy(0), certificatePolicies('2.23.140.1.2.1')],
      }),
      { extensions: leafExtensions(loopbackNames(), certificatePolicies('2.23.140.1.2.1')) },
    ),
    problems: [],
  },
  {
    name: 'a policy of another kind than is wanted',
    sent: below(
      authority('Policies', {
        issuer: root,
        extensions: [...caExtensions, requireExplicitPolicy(0), certificatePolicies('2.23.140.1.2.1')],
      }),
      { extensions: leafExtensions(loopbackNames(), certificatePolicies('2.23.140.1.2.2')) },
    ),
    problems: [['InvalidCertificateAuthorityPolicy', 0]],
  },
  {
    name: 'an unknown critical extension',
    sent: [leaf({ issuer: root, extensions: leafExtensions(loopbackNames(), unknownExtension(true)) })],
    problems: [['UnknownCriticalExtension', 0]],
  },
  {
    name: 'an unknown critical extension of an authority',
    sent: below(constrained(unknownExtension(true))),
    problems: [['UnknownCriticalExtension', 1]],
  },
  {
    name: 'an alternative name that cannot be read',
    sent: [leaf({ issuer: root, extensions: [spoiltName] })],
    problems: [['OtherErrors', 0]],
  },
  {
    name: 'an extension that is there twice',
    sent: [leaf({ issuer: root, extensions: leafExtensions(loopbackNames(), extendedKeyUsage(purpose.serverAuth)) })],
    problems: [['OtherErrors', 0]],
  },
];

const signatureCases: readonly ChainCase[] = [
  {
    name: 'a wrong signature',
    sent: [leaf({ issuer: root, spoilSignature: true })],
    problems: [['InvalidSignature', 0]],
  },
  {
    name: 'a wrong signature of an intermediate',
    sent: below(authority('Forged', { issuer: root, spoilSignature: true })),
    problems: [['InvalidSignature', 1]],
  },
  {
    name: 'a wrong signature by itself',
    sent: [leaf({ spoilSignature: true })],
    problems: [
      ['Untrusted', 0],
      ['InvalidSignature', 0],
    ],
  },
  { name: 'signed with SHA-1', sent: [leaf({ issuer: root, digest: 'sha1' })], problems: [['OtherErrors', 0]] },
  {
    name: 'signed with MD5',
    problems: [['OtherErrors', 0]],
    inElectron: [
      ['InvalidSignature', 0],
      ['OtherErrors', 0],
    ],
    ...md5Chain(),
  },
  { name: 'an RSA key of 1024 bits', sent: [leaf({ issuer: root, key: 'rsa1024' })], problems: [['OtherErrors', 0]] },
  {
    name: 'an authority with an RSA key of 1024 bits',
    sent: below(authority('Weak', { issuer: root, key: 'rsa1024' })),
    problems: [['OtherErrors', 1]],
  },
  {
    name: 'an authority with a key on a curve of Bitcoin',
    sent: below(authority('Bitcoin', { issuer: root, key: 'secp256k1' })),
    problems: [['OtherErrors', 1]],
    inElectron: [
      ['InvalidSignature', 0],
      ['OtherErrors', 1],
    ],
  },
];

function md5Chain(): Pick<ChainCase, 'sent' | 'trust'> {
  const rsaRoot = authority('RSA Root', { key: 'rsa' });
  return {
    sent: [leaf({ issuer: rsaRoot, digest: 'md5' })],
    trust: { authorities: [rsaRoot.pem], replaceSystem: true },
  };
}

const responder = makeOdd({ subject: 'Responder', issuer: root, extensions: [extendedKeyUsage(purpose.ocspSigning)] });
const noResponder = makeOdd({
  subject: 'No Responder',
  issuer: root,
  extensions: [extendedKeyUsage(purpose.clientAuth)],
});
const stapling = leaf({ issuer: root, extensions: leafExtensions(loopbackNames(), mustStaple()) });
const demanded: ServerTrust = { ...trustRoot, revocation: 'serverCertificate' };
const listed = (...revocationLists: readonly string[]): ServerTrust => ({ ...trustRoot, revocationLists });

const revocationCases: readonly ChainCase[] = [
  {
    name: 'stapled: good',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'good' }),
    trust: demanded,
    problems: [],
  },
  {
    name: 'stapled: revoked',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'revoked' }),
    problems: [['Revoked', 0]],
  },
  {
    name: 'stapled: revoked, long ago',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'revoked', days: [-30, -20] }),
    problems: [['Revoked', 0]],
  },
  {
    name: 'stapled by a responder of the issuer: revoked',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'revoked', responder }),
    problems: [['Revoked', 0]],
  },
  {
    name: 'stapled by a responder of the issuer: good',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'good', responder }),
    trust: demanded,
    problems: [],
  },
  {
    name: 'stapled by somebody who is no responder',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'good', responder: noResponder }),
    trust: demanded,
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'stapled by a stranger: revoked, which nobody believes',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'revoked', responder: otherRoot }),
    problems: [],
  },
  {
    name: 'stapled with a wrong signature',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'good', spoilSignature: true }),
    trust: demanded,
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'stapled for another certificate',
    sent: [byRoot],
    staple: ocspResponse(good, root, { status: 'good' }),
    trust: demanded,
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'stapled too long ago',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'good', days: [-30, -1] }),
    trust: demanded,
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'stapled: unknown',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'unknown' }),
    trust: demanded,
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'stapled: try later',
    sent: [byRoot],
    staple: ocspTryLater(),
    trust: demanded,
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'stapled: garbage',
    sent: [byRoot],
    staple: Buffer.from('garbage'),
    trust: demanded,
    problems: [['RevocationFailure', 0]],
  },
  { name: 'stapled: garbage nobody asked for', sent: [byRoot], staple: Buffer.from('garbage'), problems: [] },
  {
    name: 'nothing known, where it has to be',
    sent: [byRoot],
    trust: demanded,
    problems: [['RevocationInformationMissing', 0]],
  },
  {
    name: 'nothing known of the whole chain',
    sent: [good, intermediate],
    trust: { ...trustRoot, revocation: 'wholeChain' },
    problems: [
      ['RevocationInformationMissing', 0],
      ['RevocationInformationMissing', 1],
    ],
  },
  {
    name: 'a certificate that wants a stapled response, and none',
    sent: [stapling],
    problems: [['RevocationInformationMissing', 0]],
  },
  {
    name: 'a certificate that wants a stapled response, and one',
    sent: [stapling],
    staple: ocspResponse(stapling, root, { status: 'good' }),
    problems: [],
  },
  {
    name: 'a certificate that wants a stapled response, and garbage',
    sent: [stapling],
    staple: Buffer.from('garbage'),
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'a certificate that wants a stapled response, and one that is out of date',
    sent: [stapling],
    staple: ocspResponse(stapling, root, { status: 'good', days: [-30, -1] }),
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'stapled without an end: good',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'good', days: [-9, null] }),
    trust: demanded,
    problems: [],
  },
  {
    name: 'stapled without an end, too long ago',
    sent: [byRoot],
    staple: ocspResponse(byRoot, root, { status: 'good', days: [-11, null] }),
    trust: demanded,
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'listed as revoked',
    sent: [byRoot],
    trust: listed(revocationList(root, [byRoot])),
    problems: [['Revoked', 0]],
  },
  {
    name: 'not listed, by a list of tomorrow',
    sent: [byRoot],
    trust: listed(revocationList(root, [], { days: [1, 7] })),
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'an intermediate listed as revoked',
    sent: [good, intermediate],
    trust: listed(revocationList(root, [intermediate])),
    problems: [['Revoked', 1]],
  },
  {
    name: 'not listed',
    sent: [byRoot],
    trust: { ...listed(revocationList(root, [good, intermediate])), revocation: 'wholeChain' },
    problems: [],
  },
  {
    name: 'a list of another issuer',
    sent: [byRoot],
    trust: { ...listed(revocationList(otherRoot, [byRoot])), revocation: 'wholeChain' },
    problems: [['RevocationInformationMissing', 0]],
  },
  {
    name: 'a list that is out of date',
    sent: [byRoot],
    trust: listed(revocationList(root, [], { days: [-30, -1] })),
    problems: [['RevocationFailure', 0]],
  },
  {
    name: 'a list with a wrong signature',
    sent: [byRoot],
    trust: listed(revocationList(root, [], { spoilSignature: true })),
    problems: [['RevocationFailure', 0]],
  },
];

const ladder = Array.from({ length: 14 }).reduce<readonly Made[]>(
  (made) => [authority(`Authority ${made.length}`, { issuer: made[0] ?? root }), ...made],
  [],
);
const crowd = Array.from({ length: 45 }, (_, index) => authority(`Bystander ${index}`));

const sizeCases: readonly ChainCase[] = [
  {
    name: 'more authorities than anybody has',
    sent: [leaf({ issuer: ladder[0] ?? root }), ...ladder],
    problems: [['OtherErrors', 11]],
  },
  { name: 'more certificates than anybody sends', sent: [byRoot, ...crowd], problems: [['OtherErrors', 0]] },
];

const otherNames = leafExtensions(subjectAltName(dnsName('other.test')));

const pairs: readonly ChainCase[] = [
  {
    name: 'expired, for another host',
    sent: [leaf({ issuer: root, days: [-30, -1], extensions: otherNames })],
    problems: [
      ['Expired', 0],
      ['InvalidName', 0],
    ],
  },
  {
    name: 'untrusted and expired',
    sent: [leaf({ days: [-30, -1] })],
    problems: [
      ['Untrusted', 0],
      ['Expired', 0],
    ],
  },
  {
    name: 'untrusted, expired, for another host, for clients',
    sent: [
      leaf({
        issuer: otherRoot,
        days: [-30, -1],
        extensions: [extendedKeyUsage(purpose.clientAuth), subjectAltName(dnsName('other.test'))],
      }),
      otherRoot,
    ],
    problems: [
      ['Untrusted', 1],
      ['Expired', 0],
      ['WrongUsage', 0],
      ['InvalidName', 0],
    ],
  },
  {
    name: 'incomplete and not yet valid',
    sent: [leaf({ issuer: intermediate, days: [1, 30] })],
    problems: [
      ['IncompleteChain', 0],
      ['Expired', 0],
    ],
  },
  {
    name: 'incomplete and for clients',
    sent: [leaf({ issuer: intermediate, extensions: [extendedKeyUsage(purpose.clientAuth), loopbackNames()] })],
    problems: [
      ['IncompleteChain', 0],
      ['WrongUsage', 0],
    ],
  },
  {
    name: 'revoked and expired',
    sent: [leaf({ issuer: expiredIntermediate }), expiredIntermediate],
    trust: listed(revocationList(root, [expiredIntermediate])),
    problems: [
      ['Expired', 1],
      ['Revoked', 1],
    ],
  },
  {
    name: 'a wrong signature and expired',
    sent: [leaf({ issuer: root, days: [-30, -1], spoilSignature: true })],
    problems: [
      ['InvalidSignature', 0],
      ['Expired', 0],
    ],
  },
  {
    name: 'an unknown critical extension, for another host',
    sent: [leaf({ issuer: root, extensions: [...otherNames, unknownExtension(true)] })],
    problems: [
      ['UnknownCriticalExtension', 0],
      ['InvalidName', 0],
    ],
  },
  {
    name: 'a weak key, untrusted',
    sent: [leaf({ key: 'rsa1024' })],
    problems: [
      ['Untrusted', 0],
      ['OtherErrors', 0],
    ],
  },
  {
    name: 'SHA-1 and name constraints',
    sent: below(constrained(nameConstraints([dnsName('example.test')])), { digest: 'sha1', extensions: dnsOnly }),
    problems: [
      ['OtherErrors', 0],
      ['InvalidCertificateAuthorityPolicy', 0],
    ],
  },
  {
    name: 'untrusted, with too many authorities',
    sent: [...below(authority('Second', { issuer: narrowRoot })), narrowRoot],
    problems: [
      ['Untrusted', 2],
      ['BasicConstraintsError', 2],
    ],
  },
  {
    name: 'a missing OCSP response and an expired intermediate',
    sent: below(expiredIntermediate, { extensions: leafExtensions(loopbackNames(), mustStaple()) }),
    problems: [
      ['Expired', 1],
      ['RevocationInformationMissing', 0],
    ],
  },
];

/** Chains right and wrong, each with everything that is wrong with it. */
export const chainCases: readonly ChainCase[] = [
  ...rightChains,
  ...nameCases,
  ...trustCases,
  ...dateCases,
  ...usageCases,
  ...constraintCases,
  ...signatureCases,
  ...revocationCases,
  ...sizeCases,
  ...pairs,
];
