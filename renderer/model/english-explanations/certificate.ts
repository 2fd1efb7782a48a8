/** A server certificate that was not accepted. */
export const certificateExplanations = {
  'certificate-server-left': (where: string, time: string) => ({
    what: `The server at ${where} went while its certificate was being judged.`,
    why: `It ended the connection after ${time}, before the request could be sent: it does not wait as long as that.`,
  }),
  'certificate-pin-mismatch': (subject: string, fingerprint: string) => ({
    what: 'The server has another certificate than the one that is pinned for it.',
    why: `No certificate of its chain has a pinned fingerprint; its own, of ${subject}, has ${fingerprint}.`,
  }),
  'certificate-rejected-by-validation': (subject: string, issuer: string) => ({
    what: 'The custom validation rejected the certificate of the server.',
    why: `It was asked about the certificate of ${subject}, signed by ${issuer}, and said no.`,
  }),
  'certificate-not-judged': (time: string) => ({
    what: 'The certificate of the server was not judged in time.',
    why: `The custom validation gave no answer for ${time}.`,
  }),
  'certificate-revoked': (subject: string, issuer: string) => ({
    what: 'The certificate of the server has been revoked.',
    why: `Its authority, ${issuer}, says that the certificate of ${subject} is not to be trusted any more; its key may be in other hands.`,
  }),
  'certificate-bad-signature': (subject: string, issuer: string) => ({
    what: 'The signature of the certificate is wrong.',
    why: `What names ${issuer} as the issuer of ${subject} was not signed by it, or was changed afterwards.`,
  }),
  'certificate-issuer-not-an-authority': (subject: string, issuer: string) => ({
    what: 'The certificate was signed by somebody who may not sign certificates.',
    why: `${issuer}, the issuer of ${subject}, is no authority, or one for fewer levels (basic constraints).`,
  }),
  'certificate-unknown-critical-extension': (subject: string) => ({
    what: 'The certificate asks for something that nobody here understands.',
    why: `The chain of ${subject} has an extension that is marked critical and is not known.`,
  }),
  'certificate-authority-policy': (subject: string, issuer: string) => ({
    what: 'The authority was not allowed to sign this certificate.',
    why: `${issuer} may sign for certain names or policies only, and ${subject} is outside of them.`,
  }),
  'certificate-clock-wrong': (ours: string, theirs: string, from: string, to: string) => ({
    what: 'The clock of this computer is wrong, so the certificate seems not to be valid.',
    why: `It says ${ours}, the other side ${theirs}; the certificate is valid from ${from} to ${to}.`,
  }),
  'certificate-clock-behind': (ours: string, from: string) => ({
    what: 'The certificate is not valid yet; the clock of this computer may be behind.',
    why: `The clock says ${ours}, and the certificate begins on ${from}.`,
  }),
  'certificate-clock-ahead': (ours: string, to: string) => ({
    what: 'Every certificate of the chain has expired; the clock of this computer may be ahead.',
    why: `The clock says ${ours}, and even the last certificate of the chain ended on ${to}.`,
  }),
  'certificate-not-yet-valid': (subject: string, from: string, ours: string) => ({
    what: 'The certificate of the server is not valid yet.',
    why: `That of ${subject} begins on ${from}; the clock of this computer says ${ours}.`,
  }),
  'certificate-expired': (subject: string, to: string, ours: string) => ({
    what: 'The certificate of the server has expired.',
    why: `That of ${subject} ended on ${to}; the clock of this computer says ${ours}.`,
  }),
  'certificate-issuer-expired': (subject: string, to: string) => ({
    what: 'A certificate of an authority in the chain has expired.',
    why: `The server’s own is valid, that of ${subject} ended on ${to}.`,
  }),
  'certificate-intercepted': (issuer: string) => ({
    what: 'A security product on the way opens secure connections.',
    why: `The certificate is not the server’s: ${issuer} signed it, which inspects connections.`,
  }),
  'certificate-self-signed': (subject: string) => ({
    what: 'The certificate of the server is signed by itself.',
    why: `Nobody but ${subject} vouches for ${subject}.`,
  }),
  'certificate-incomplete-chain': (subject: string, issuer: string, count: number) => ({
    what: 'The server does not send all certificates of its chain.',
    why: `It sent ${count}; that of ${issuer}, which signed ${subject}, is missing.`,
  }),
  'certificate-untrusted-authority': (issuer: string) => ({
    what: 'The authority that signed the certificate is not trusted.',
    why: `The chain ends with ${issuer}, which is not among the trusted authorities.`,
  }),
  'certificate-for-names-not-address': (address: string, names: string) => ({
    what: `The certificate is not for the address ${address}.`,
    why: `It names ${names}; connecting by address does not fit it.`,
  }),
  'certificate-without-names': (subject: string) => ({
    what: 'The certificate names no host.',
    why: `It has no alternative names; that its subject is ${subject} does not count any more (RFC 9110, section 4.3.4).`,
  }),
  'certificate-other-name': (host: string, names: string) => ({
    what: `The certificate is not for ${host}.`,
    why: `It names ${names}.`,
  }),
  'certificate-wrong-usage': (subject: string) => ({
    what: 'The certificate is not for servers.',
    why: `That of ${subject} was made for another use, such as that of a client.`,
  }),
  'certificate-revocation-unknown': (issuer: string) => ({
    what: 'It could not be found out whether the certificate has been revoked.',
    why: `The list or the answer of ${issuer} about revoked certificates is missing or could not be read.`,
  }),
  'certificate-refused': (subject: string, errors: string) => ({
    what: 'The certificate of the server is not accepted.',
    why: `What is wrong with that of ${subject}: ${errors}.`,
  }),
} as const;
