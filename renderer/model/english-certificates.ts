import type { ChainValidationResultName } from '../../contract/errors.ts';
import { formatCount } from './format.ts';

/** What a problem is, and what connecting all the same would mean. */
interface ProblemWords {
  readonly title: string;
  readonly ignoring: string;
}

const problems: Readonly<Record<ChainValidationResultName, ProblemWords>> = {
  Untrusted: {
    title: 'Nobody you trust vouches for it',
    ignoring: 'Anyone can make such a certificate: you could be talking to someone between you and the server.',
  },
  Revoked: {
    title: 'It was revoked',
    ignoring:
      'Its authority has withdrawn it, mostly because the key was stolen: whoever has the key can be the server.',
  },
  Expired: {
    title: 'Its dates are wrong',
    ignoring:
      'Nobody vouches for it at this time: its key may have been given up, and authorities no longer say if it was stolen.',
  },
  IncompleteChain: {
    title: 'The chain has a gap',
    ignoring:
      'Whether an authority you trust has issued it cannot be known: it is as good as a certificate anyone can make.',
  },
  InvalidSignature: {
    title: 'Its signature is wrong',
    ignoring: 'It was changed, or its issuer never signed it: nothing in it can be believed.',
  },
  WrongUsage: {
    title: 'It was issued for something else',
    ignoring: 'Its authority has not checked that whoever has it runs this server.',
  },
  InvalidName: {
    title: 'It is for another host',
    ignoring: 'Whoever owns that other host, or copied its key, could answer in this server’s place.',
  },
  InvalidCertificateAuthorityPolicy: {
    title: 'An authority’s policy forbids it',
    ignoring: 'It was issued against the rules that its authority is trusted under.',
  },
  BasicConstraintsError: {
    title: 'An issuer may not issue certificates',
    ignoring: 'Anyone with an ordinary certificate could make one for any server.',
  },
  UnknownCriticalExtension: {
    title: 'It has a condition that is not understood',
    ignoring: 'A condition that must be kept would not be, and nobody knows which.',
  },
  RevocationInformationMissing: {
    title: 'Whether it was revoked is not known',
    ignoring: 'If its key was stolen and it was withdrawn, you would not notice.',
  },
  RevocationFailure: {
    title: 'What says whether it was revoked cannot be used',
    ignoring: 'If its key was stolen and it was withdrawn, you would not notice; someone may want it so.',
  },
  OtherErrors: {
    title: 'It is not acceptable',
    ignoring: 'Its key or signature can be forged, or it cannot be read as it should: it proves nothing.',
  },
};

/** The words of "Secure connections" in English. */
export const certificates = {
  title: 'Secure connections',
  sentence: 'See a server’s certificate chain, everything that is wrong with it, and decide what you trust.',
  address: {
    label: 'Address',
    field: 'Server address',
    placeholder: 'wss://localhost:8443/echo',
    hint: 'A wss: address. Nothing is sent but the opening handshake.',
    look: 'Look',
    lookName: 'Look at the certificate',
    cancel: 'Cancel',
    lookingFor: (seconds: number) => (seconds === 0 ? 'Looking' : `Looking for ${seconds} s`),
    noCertificate: 'Only wss: servers have a certificate. Write wss:// in front.',
  },
  empty: {
    title: 'No certificate yet',
    text: 'Press Look to see here who issued it, what is wrong with it, and what that means. The built-in server is a good one to begin with: its certificate has two problems.',
  },
  verdict: {
    label: 'Result',
    connects: (host: string) => `A connection to ${host} succeeds.`,
    connectsIn: (host: string, count: number) =>
      `A connection to ${host} succeeds, because you accepted ${count === 1 ? 'one problem' : `${count} problems`}.`,
    refused: (host: string) => `A connection to ${host} is refused.`,
    encryption: (protocol: string, cipher: string) => `${protocol}, ${cipher}`,
    noCertificate: 'No certificate was received.',
  },
  chain: {
    title: 'Certificate chain',
    label: 'Certificate chain, from the root down',
    gap: (issuer: string) => `Issued by “${issuer}”, which was not sent and is not trusted`,
    roles: { server: 'Server', intermediate: 'Intermediate authority', root: 'Root authority', self: 'Signs itself' },
    source: { sent: 'sent by the server', trusted: 'trusted', given: 'given by you' },
    fine: 'Nothing wrong',
    problemCount: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
    unused: (count: number) =>
      count === 1
        ? 'Sent besides, without a place in the chain'
        : `Sent besides, without a place in the chain: ${count}`,
    details: (subject: string) => `Details of ${subject}`,
    fields: {
      issuer: 'Issued by',
      validity: 'Valid',
      names: 'For',
      key: 'Key',
      serial: 'Serial number',
      sha256: 'SHA-256',
      publicKeySha256: 'SHA-256 of the key',
      source: 'Where from',
    },
    validity: (from: string, to: string) => `${from} to ${to} (UTC)`,
    unreadable: 'cannot be read',
    noNames: 'no host',
    moreNames: (count: number) => `and ${count} more`,
    copySha256: (subject: string) => `Copy the SHA-256 of ${subject}`,
    copyKeySha256: (subject: string) => `Copy the SHA-256 of the key of ${subject}`,
    pin: 'Pin this certificate',
    pinKey: 'Pin its key',
    pinNote: (host: string) => `From then on ${host} has to show it, or connecting fails.`,
  },
  problems,
  problem: {
    ignoring: 'If you ignored it:',
    meaning: 'What that means:',
    ignorable: 'can be accepted',
    fatal: 'can never be accepted',
    accepted: 'accepted by you',
    accept: (error: string, host: string) => `Accept ${error} for ${host} and this certificate only`,
    question: 'Accept this?',
    exactly: (error: string, host: string, port: number) =>
      `Connections to ${host}, port ${port}, may have the problem ${error}, as long as the server shows the certificate with this SHA-256:`,
    exactlyNot:
      'No other problem, host, port or certificate is accepted with it. You can take it back under “What you trust” at any time.',
    yes: 'Accept',
    no: 'Not now',
  },
  validation: {
    title: 'Custom validation',
    label: 'For every wss: connection of this app',
    kinds: {
      none: { label: 'None', line: 'A certificate that has no problem is good enough.' },
      issuer: { label: 'Issuer', line: 'Besides, every certificate the server sends has to be issued by this name.' },
      pin: { label: 'Fingerprint', line: 'Besides, the chain has to have this certificate or key.' },
      ask: {
        label: 'Ask me',
        line: 'Every connection waits for your yes. It lets pass, this once, what can be ignored.',
      },
    },
    issuer: 'Common name of the issuer',
    pin: 'SHA-256 of a certificate or key',
    apply: 'Apply',
    noIssuer: 'Enter the name of the issuer.',
    noPin: 'Enter 64 hexadecimal digits, with or without colons.',
    holds: 'This holds now.',
    unsaved: 'Not applied yet.',
  },
  question: {
    label: 'Certificate question',
    title: (host: string, port: number) => `Connect to ${host}, port ${port}?`,
    fine: 'Nothing is wrong with its certificate.',
    problems: (count: number) =>
      count === 1
        ? 'Its certificate has a problem, which a yes lets pass this once:'
        : `Its certificate has ${count} problems, which a yes lets pass this once:`,
    subject: (subject: string, issuer: string) => `“${subject}”, issued by “${issuer}”`,
    sha256: 'SHA-256',
    timeLeft: (seconds: number) => `Without an answer the attempt ends in ${seconds} s.`,
    yes: 'Connect',
    no: 'Refuse',
    another: (count: number) => (count === 1 ? 'One more server waits.' : `${count} more servers wait.`),
  },
  trusted: {
    title: 'What you trust',
    nothing:
      'Nothing besides the authorities that come with the app. What you accept or pin, and authorities and revocation lists you add, stand here.',
    addAuthority: 'Add an authority…',
    addRevocationList: 'Add a revocation list…',
    replaceSystem: 'Trust only my own authorities',
    replaceSystemLine: 'Those that come with the app do not count.',
    replaceSystemNobody: 'You have none: no certificate is trusted.',
    authorities: 'Your authorities',
    pins: 'Pinned fingerprints',
    exceptions: 'Accepted problems',
    revocationLists: 'Revocation lists',
    revoked: (count: number) => (count === 1 ? '1 certificate revoked' : `${formatCount(count)} certificates revoked`),
    listOf: (day: string) => `of ${day}`,
    nextList: (day: string) => `next one due ${day}`,
    outOfDate: (day: string) => `out of date since ${day}: add the next one`,
    notAnAuthority: 'not marked as an authority',
    authority: (to: string) => `valid to ${to}`,
    pinOf: { certificate: 'certificate', publicKey: 'key' },
    pin: (kind: string, subject: string) => `${kind} of “${subject}”`,
    exception: (errors: string, subject: string) => `${errors} of “${subject}”`,
    since: (day: string) => `since ${day}`,
    remove: (what: string) => `Remove ${what}`,
    removeLabel: 'Remove',
    removed: (what: string) => `Removed: ${what}.`,
    undo: 'Undo',
    dismiss: 'Dismiss',
  },
  badFile: {
    what: 'What you trust could not be read, so only the authorities that come with the app hold.',
    advice: 'Your own authorities, pins and accepted problems do not hold. The file is kept; decide anew on this page.',
    open: 'Open “Secure connections”',
  },
} as const;
