import { sentences } from './english-reason-sentences.ts';

export const reasons = {
  sentences,
  /** Before what is wrong with a file. */
  place: (file: string, line: number, column: number) => `${file} (line ${line}, column ${column})`,
  placeInText: (line: number, column: number) => `line ${line}, column ${column}`,
  /** Main's own sentence, where it says only that. */
  technical: (message: string) => message,
  /** Why network isolation refused to connect: the host, then what the rule went by. */
  denials: {
    denied: (host: string, entry: string) => `${host} is denied by “${entry}” of the network policy`,
    allowed: (host: string) => `${host} is not on the list of what the network policy allows`,
    cloudMetadata: (host: string, needs: string) => `${host} is a cloud’s metadata service: it needs ${needs}`,
    nameLookup: (host: string, needs: string) =>
      `${host} is not looked up, as nothing it could be may be reached: it needs ${needs}`,
    nothing: (host: string, place: string) => `${host} is ${place}: nothing can allow it`,
    needs: (host: string, place: string, needs: string) => `${host} is ${place}: it needs ${needs}`,
  },
  /** What a peer did: stands behind a sentence and a colon. */
  faults: {
    'spoke-first': 'it sent something before it was asked',
    closed: 'it ended the connection',
    'not-http': 'it is not HTTP',
    'head-too-long': 'its head is too long',
    'malformed-header': 'a line of its head is not a header',
    'interim-answers': 'there were too many interim answers',
    'not-tls': 'it does not speak TLS',
    'not-socks': 'it does not speak SOCKS5',
    'data-behind': 'data came right behind its answer',
  },
  /** What the system says: stands behind a sentence and a colon. */
  causes: {
    ECONNREFUSED: 'nothing accepts connections there',
    ECONNRESET: 'the other side reset the connection',
    EPIPE: 'the other side takes nothing any more',
    ETIMEDOUT: 'it does not answer',
    EHOSTUNREACH: 'there is no way to this computer',
    ENETUNREACH: 'there is no way to this network',
    ENETDOWN: 'the network is down',
    EADDRNOTAVAIL: 'the address cannot be used from here',
    EAI_AGAIN: 'the name server does not answer',
    EACCES: 'access is denied',
    EPERM: 'access is denied',
    EROFS: 'it is on a read-only file system',
    ENOENT: 'it is not there',
    EISDIR: 'it is a folder',
    ENOTDIR: 'its folder is not there any more',
    ENOSPC: 'there is no space left',
    EDQUOT: 'there is no space left for this user',
    EFBIG: 'it would be larger than its file system allows',
    EBUSY: 'another program is using it',
    EMFILE: 'too many files are open',
    ENAMETOOLONG: 'its name is too long',
    EIO: 'the device failed',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
    SELF_SIGNED_CERT_IN_CHAIN: 'the authority of its certificate is not trusted',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the authority of its certificate is not known',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the authority of its certificate is not known',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    CERT_NOT_YET_VALID: 'its certificate is not valid yet',
    ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  },
  tlsAlert: 'it refused with a TLS alert',
  /** Why an update was refused, by the check that it did not pass. */
  updates: {
    SHA512: 'The file that was downloaded is not the one that was signed: its SHA-512 differs.',
    SIGNATURE: 'The signature is not by the key that is in this app.',
    CODE_SIGNATURE: 'The file is not signed by who publishes Duplex.',
    DESCRIPTION: 'The description of the update is not as it should be.',
    PRE_RELEASE: 'It is no final release, and others are never taken.',
    NO_FILE: 'There is no file in it for this computer.',
  },
  /** Fields of commands, by their first part. */
  fields: {
    name: 'Name',
    code: 'Close code',
    reason: 'Close reason',
    keepAlive: 'Keep-alive',
    supportedProtocols: 'Subprotocols',
    settings: 'Settings',
    note: 'Note',
    filter: 'Filter',
    plan: 'What is to be sent',
    environment: 'Environment',
    document: 'Document',
  },
} as const;
