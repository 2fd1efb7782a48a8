import * as v from 'valibot';
import { ignorableResults, type CertificateDescription, type CertificateProblem } from './certificates.ts';
import type { ErrorInfo } from './errors.ts';
import { because } from './reason.ts';
import { holds } from './reason-of-issue.ts';

export const trustLimits = {
  /** Of each list: more than anybody makes by hand. */
  entries: 500,
  /** Characters of one authority as PEM. */
  pemLength: 64 * 1024,
  /** Characters of one list of revoked certificates as PEM: that of a mebibyte has room. */
  revocationListLength: 2 * 1024 * 1024,
  /** Characters of a name; longer ones are cut. */
  nameLength: 256,
  hostLength: 253,
} as const;

/** SHA-256 as lower-case hexadecimal. */
const sha256 = v.pipe(
  v.string(),
  holds(
    (text) => /^[0-9a-f]{64}$/.test(text),
    (text) => because('noFingerprint', text.slice(0, 100)),
    'no SHA-256 in lower-case hexadecimal',
  ),
);
const host = v.pipe(v.string(), v.minLength(1), v.maxLength(trustLimits.hostLength));
const name = v.pipe(v.string(), v.maxLength(trustLimits.nameLength));
/** When it was added, ms since 1970. */
const addedAt = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

function list<const Entry extends v.GenericSchema>(entry: Entry) {
  return v.pipe(v.array(entry), v.maxLength(trustLimits.entries), v.readonly());
}

/** A check of the user's own on every `wss` server, besides what is wrong with its certificate. */
export const customValidationSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  /** Every certificate the server sends is issued by this common name. */
  v.strictObject({ kind: v.literal('issuer'), issuer: v.pipe(v.string(), v.minLength(1), v.maxLength(256)) }),
  /** A certificate of the chain, or its key, has this fingerprint. */
  v.strictObject({ kind: v.literal('pin'), sha256 }),
  /** The user is asked every time, and may let pass what can be ignored. */
  v.strictObject({ kind: v.literal('ask') }),
]);
export type CustomValidation = v.InferOutput<typeof customValidationSchema>;

const pinSchema = v.strictObject({
  host,
  kind: v.picklist(['certificate', 'publicKey']),
  sha256,
  /** Of the certificate that was pinned. */
  subject: name,
  addedAt,
});

const exceptionSchema = v.strictObject({
  host,
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  /** Of the server's own certificate. */
  sha256,
  errors: v.pipe(v.array(v.picklist(ignorableResults)), v.minLength(1), v.readonly()),
  /** Of the server's own certificate. */
  subject: name,
  addedAt,
});

const authoritySchema = v.strictObject({
  /** One certificate. */
  pem: v.pipe(v.string(), v.maxLength(trustLimits.pemLength)),
  addedAt,
});

const revocationListSchema = v.strictObject({
  /** One list. */
  pem: v.pipe(v.string(), v.maxLength(trustLimits.revocationListLength)),
  addedAt,
});

/** The file that holds what the user trusts. */
export const trustFileSchema = v.strictObject({
  version: v.literal(1),
  /** Whether only {@link authorities} are trusted, and not those that come with the app. */
  replaceSystem: v.boolean(),
  authorities: list(authoritySchema),
  pins: list(pinSchema),
  exceptions: list(exceptionSchema),
  /** Lists of revoked certificates, one of each issuer. */
  revocationLists: v.optional(list(revocationListSchema), []),
  validation: customValidationSchema,
});

export type TrustFile = v.InferOutput<typeof trustFileSchema>;
export type TrustedAuthority = v.InferOutput<typeof authoritySchema>;
export type HostPin = v.InferOutput<typeof pinSchema>;
export type GivenRevocationList = v.InferOutput<typeof revocationListSchema>;
export type AcceptedException = v.InferOutput<typeof exceptionSchema>;

/** The default: the authorities that come with the app, and nothing else. */
export const defaultTrustFile: TrustFile = {
  version: 1,
  replaceSystem: false,
  authorities: [],
  pins: [],
  exceptions: [],
  revocationLists: [],
  validation: { kind: 'none' },
};

/** Names an entry; stays the same as long as it means the same. */
interface Identified {
  readonly id: string;
}

/** A list of revoked certificates, as a page shows it. */
export interface RevocationListDescription {
  /** Whose certificates it is about. */
  readonly issuer: string;
  /** When it was made, and when there is to be the next one; ISO 8601, UTC. */
  readonly thisUpdate: string;
  readonly nextUpdate: string | undefined;
  readonly revokedCount: number;
  readonly addedAt: number;
}

/** What the user trusts, as a page shows it. */
export interface TrustState {
  readonly replaceSystem: boolean;
  readonly authorities: readonly (Identified & {
    readonly certificate: CertificateDescription;
    readonly addedAt: number;
  })[];
  readonly pins: readonly (Identified & HostPin)[];
  readonly exceptions: readonly (Identified & AcceptedException)[];
  readonly revocationLists: readonly (Identified & RevocationListDescription)[];
  readonly validation: CustomValidation;
  /** Why the file was not used; gone when something has been saved. */
  readonly problem: ErrorInfo | undefined;
}

/** A server's certificate, and what a connection to it comes to. */
export interface ServerLook {
  /** For what the user does about it. */
  readonly look: number;
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** What was judged: the server's own certificate, then each one's issuer; empty where none was got. */
  readonly chain: readonly CertificateDescription[];
  readonly unused: readonly CertificateDescription[];
  readonly problems: readonly LookProblem[];
  readonly encryption: Encryption | undefined;
  /** Why connecting failed; undefined where it succeeded. */
  readonly failure: ErrorInfo | undefined;
}

export interface LookProblem extends CertificateProblem {
  readonly isIgnorable: boolean;
  /** Whether the user has accepted it for this certificate of this server. */
  readonly isAccepted: boolean;
}

/** What TLS has agreed on. */
export interface Encryption {
  /** `TLSv1.3` */
  readonly protocol: string;
  /** As IANA names it. */
  readonly cipher: string;
}

/** A server that waits for the user's yes. */
export interface CertificateQuestion {
  readonly question: number;
  readonly host: string;
  readonly port: number;
  readonly chain: readonly CertificateDescription[];
  /** What a yes lets pass this once. */
  readonly problems: readonly CertificateProblem[];
  /** Then the attempt fails; ms since 1970. */
  readonly deadline: number;
}
